"""The command ``schema``."""

from typing import Annotated, Literal, get_args

import typer

from crossflight.cli.door import DONE
from crossflight.cli.output import write_json

__all__ = ["schema"]

Kind = Literal["scenario", "plan", "catalogue", "event"]
KINDS: tuple[Kind, ...] = get_args(Kind)


def _kind(text: str) -> Kind:
    """Return the kind of file, if there is one of that name."""
    for kind in KINDS:
        if kind == text:
            return kind
    message = f"there is no '{text}'; one of {', '.join(KINDS)}"
    raise typer.BadParameter(message)


def schema(
    kind: Annotated[
        Kind, typer.Argument(parser=_kind, metavar="KIND", help=f"One of {', '.join(KINDS)}.")
    ] = "scenario",
) -> int:
    """Print the JSON Schema of a kind of file."""
    from crossflight import story

    write_json(story.schema(kind))
    return DONE
