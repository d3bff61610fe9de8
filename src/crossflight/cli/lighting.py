"""The command ``light``."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from crossflight.cli.door import DONE
from crossflight.cli.options import AsJson, instant_of
from crossflight.cli.output import write_json

__all__ = ["light"]


def light(
    orbit: Annotated[
        Path, typer.Option("--orbit", metavar="FILE", help="The station's orbit: an OMM, TLE or OEM file.")
    ],
    start: Annotated[
        datetime, typer.Option("--from", parser=instant_of, metavar="DATE", help="First day or instant of the span.")
    ],
    end: Annotated[
        datetime,
        typer.Option("--to", parser=instant_of, metavar="DATE", help="End of the span, not in it; a year at most."),
    ],
    station: Annotated[str, typer.Option("--station", metavar="STATION", help="Aboard which.")] = "iss",
    events: Annotated[bool, typer.Option("--events", help="List every eclipse below the days.")] = False,
    as_json: AsJson = False,
) -> int:
    """List day and night aboard: eclipses, beta angle, orbital noons.

    A line for each UTC day has the beta angle, the eclipses that begin on it, the minutes in the umbra, the
    shortest and longest of them, and the part of the time out of the umbra. Spans in which the Earth covers
    nothing of the Sun for longer than a revolution are named. Exit code 0: answered; 2: the file or the call
    is wrong.
    """
    from crossflight import story, views
    from crossflight.cli.progress import waiting

    with waiting("looking for eclipses"):
        found = story.light(station, orbit, start, end)
    if as_json:
        write_json(views.light_document(found))
    else:
        views.paper().put(views.light_page(found, events=events))
    return DONE
