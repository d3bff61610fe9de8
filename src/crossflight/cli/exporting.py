"""The command ``export``."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from crossflight.cli.door import DONE, say

__all__ = ["Format", "export"]

INPUT_ENDINGS = (".toml", ".json")


class Format(StrEnum):
    """What can be written."""

    HTML = "html"


def export(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="A plan or scenario file, or a shipped name such as iss-history."),
    ],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="OUT", help="Write to this file."),
    ],
    to: Annotated[
        Format,
        typer.Option("--to", help="html: one page for a browser and for paper; it needs nothing from elsewhere."),
    ] = Format.HTML,
) -> int:
    """Write a plan, scenario or history to a file for others.

    A scenario or history is shown as it stands. The page has the timeline of ports, people, seats, operators
    and daylight; every finding with its sources; flights, crews and proof; and what is not known. Exit code 0:
    the file is written, whatever it tells; 2: the file or the call is wrong.
    """
    from crossflight import story

    _refuse_input(output, file)
    story.try_writing(output)
    story.export(story.load(file), to.value, output)
    say(f"page written to {output}")
    return DONE


def _refuse_input(output: Path, file: str) -> None:
    """Refuse an output that is the input, or that has the ending of one."""
    from crossflight.errors import InputError

    way_out = "give -o another name, such as plan.html"
    if Path(file).exists() and output.exists() and output.samefile(file):
        raise InputError("the page would replace the file that it is made from", file=str(output), way_out=way_out)
    if output.suffix.lower() in INPUT_ENDINGS:
        problem = f"the ending {output.suffix} is that of a scenario or plan"
        raise InputError(problem, file=str(output), way_out=way_out)
