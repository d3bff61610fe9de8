"""Options that several commands share, and how their values are read."""

from datetime import datetime
from typing import Annotated

import typer

from crossflight import instants

__all__ = ["AsJson", "Everything", "StationName", "instant_of"]


def instant_of(text: str) -> datetime:
    """Return the instant that a day or an instant on the command line names."""
    try:
        return instants.parse(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of a page.")]
Everything = Annotated[
    bool, typer.Option("--all", help="List every wish, unknown, source and loss, not only the foremost.")
]
StationName = Annotated[
    str, typer.Option("--station", metavar="STATION", help="Whose history: its name without -history.")
]
