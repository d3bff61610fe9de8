"""Options that several commands share, and how their values are read."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from crossflight import instants

if TYPE_CHECKING:
    from crossflight.record import Boost

__all__ = ["AsJson", "Everything", "StationName", "boost_of", "instant_of"]


def instant_of(text: str) -> datetime:
    """Return the instant that a day or an instant on the command line names."""
    try:
        return instants.parse(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def boost_of(text: str) -> "Boost":
    """Return the boost that ``INSTANT=M_S`` names, such as 2022-09-22T10:00Z=0.7."""
    from crossflight.record import Boost

    instant, _, speed = text.rpartition("=")
    try:
        return Boost(instant=instants.parse(instant), delta_v_m_s=float(speed))
    except ValueError as error:
        problem = f"{text[:80]!r} is no boost; write an instant and m/s, -100 to 100, as 2022-09-22T10:00:00Z=0.7"
        raise typer.BadParameter(problem) from error


AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of a page.")]
Everything = Annotated[
    bool, typer.Option("--all", help="List every wish, unknown, source and loss, not only the foremost.")
]
StationName = Annotated[
    str, typer.Option("--station", metavar="STATION", help="Whose history: its name without -history.")
]
