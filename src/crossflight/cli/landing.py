"""The command ``land``."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from crossflight.cli.door import DONE
from crossflight.cli.options import AsJson, instant_of
from crossflight.cli.output import write_json

__all__ = ["land"]


def land(
    scenario: Annotated[
        str, typer.Argument(metavar="SCENARIO", help="A shipped name such as iss-2022, or a scenario or plan file.")
    ],
    flight: Annotated[str, typer.Argument(metavar="FLIGHT", help="A flight of it, such as soyuz-ms-22.")],
    start: Annotated[
        datetime, typer.Option("--from", parser=instant_of, metavar="DATE", help="First day or instant of the span.")
    ],
    end: Annotated[
        datetime, typer.Option("--to", parser=instant_of, metavar="DATE", help="End of the span, not in it.")
    ],
    orbit: Annotated[
        Path | None,
        typer.Option("--orbit", metavar="FILE", help="The station's orbit, OMM, TLE or OEM, not the scenario's own."),
    ] = None,
    as_json: AsJson = False,
) -> int:
    """List return opportunities of a flight.

    Each has its undocking, burn and landing, where it comes down and how high the Sun stands there. A landing in
    the dark is listed and says so. Far from the epoch of the orbit's elements a landing is a span: the plane of
    the orbit is over the zone, and boosts decide the rest. No landing is an answer too, with its reason. Exit code
    0: answered; 2: the file or the call is wrong.
    """
    from crossflight import story, views
    from crossflight.record import Scenario

    loaded = story.load(scenario)
    known = loaded if isinstance(loaded, Scenario) else loaded.scenario
    found = story.land(known, flight, start, end, orbit)
    if as_json:
        write_json(views.landings_document(found))
    else:
        views.paper().put(views.landings_page(found))
    return DONE
