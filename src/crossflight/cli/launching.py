"""The command ``windows``."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from crossflight.cli.door import DONE
from crossflight.cli.options import AsJson, instant_of
from crossflight.cli.output import write_json

__all__ = ["windows"]


def windows(
    orbit: Annotated[
        Path, typer.Option("--orbit", metavar="FILE", help="The station's orbit: an OMM, TLE or OEM file.")
    ],
    site: Annotated[str, typer.Option("--site", metavar="SITE", help="The pad, such as baikonur-31-6.")],
    vehicle: Annotated[
        str, typer.Option("--vehicle", metavar="VEHICLE", help="A vehicle type such as soyuz-ms, or one vehicle.")
    ],
    start: Annotated[
        datetime, typer.Option("--from", parser=instant_of, metavar="DATE", help="First day or instant of the span.")
    ],
    end: Annotated[
        datetime, typer.Option("--to", parser=instant_of, metavar="DATE", help="End of the span, not in it.")
    ],
    station: Annotated[str, typer.Option("--station", metavar="STATION", help="Where to.")] = "iss",
    profile: Annotated[
        str | None, typer.Option("--profile", metavar="NAME", help="Only this profile, such as 2-orbit.")
    ] = None,
    open_phase: Annotated[
        bool, typer.Option("--open-phase", help="Offer every profile at its usual phase, as boosts could have it.")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """List launch opportunities to a station by rendezvous profile.

    Each has its liftoff, docking and burns. A window is one passage of the pad through the plane of the
    station's orbit. Which profiles it offers depends on how far ahead the station is then. No window is an
    answer too, with its reason. Each profile says what is left when its instant is missed, and which longer way
    the same insertion can still fly.

    Months and years ahead the plane is known, the phase is not: with --open-phase every profile is listed. Exit
    code 0: answered; 2: the file or the call is wrong, or no crossing allows the profile that was asked for.
    """
    from crossflight import story, views
    from crossflight.cli.progress import waiting
    from crossflight.record import WindowWish

    wish = WindowWish(profile=profile, open_from=start if open_phase else None)
    with waiting("launch windows"):
        found = story.windows(station, orbit, site, vehicle, start, end, wish)
    if as_json:
        write_json(views.windows_document(found))
    else:
        views.paper().put(views.windows_page(found))
    return DONE
