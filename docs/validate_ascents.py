"""Make the section of docs/validation.md on ascents: errors against launches of every other vehicle that flew.

    .venv/bin/python docs/validate_ascents.py

Reads the launches and the element sets of the tests; prints the section and puts it in its place on the page.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent / "tests"))

from sections import renew  # noqa: E402 - stands beside this

from crossflight.instants import DAY  # noqa: E402
from dynamics.station_launches import (  # noqa: E402 - the folder of the tests is no package
    TO_ISS,
    TO_TIANGONG,
    StationLaunch,
    climb_of,
    error_s,
    flown_of,
    is_phase_open,
    nearest_set,
    window_of,
)

AT_THE_END_OF_THE_WINDOW = {"cygnus-ng-16", "cygnus-ng-18"}
OF_ANOTHER_PRACTICE = {"shenzhou-12", "shenzhou-13", "shenzhou-14"}
AT_AN_EDGE = {"cygnus-ng-21"}

ANTARES = tuple(
    flown for flown in TO_ISS if flown.launcher == "antares-230-plus" and flown.flight not in AT_THE_END_OF_THE_WINDOW
)
CYGNUS_ON_FALCON = tuple(
    flown
    for flown in TO_ISS
    if "cygnus" in flown.flight and flown.site == "ccsfs-40" and flown.flight not in AT_AN_EDGE
)
SHENZHOU = tuple(
    flown for flown in TO_TIANGONG if flown.vehicle_type == "shenzhou" and flown.flight not in OF_ANOTHER_PRACTICE
)
TIANZHOU = tuple(flown for flown in TO_TIANGONG if flown.vehicle_type == "tianzhou")


def section() -> str:
    """Return the section as Markdown."""
    parts = [
        "## Ascents of the other vehicles",
        "This section is made by `docs/validate_ascents.py`. Liftoff is predicted minus flown, from one element set; "
        "an age below zero is that of a set made after liftoff, which tells the plane as well. Most of this is "
        "**calibration**: each lead comes from these launches, and where it comes from one launch the zero says "
        "nothing. What tests something is the lead of Soyuz MS on Soyuz MS-15, another rocket from another pad in "
        "another year; the spread where flights share a lead; and half the ascent's duration for Tianzhou.",
        "### To the International Space Station",
        _flights(TO_ISS),
        "Progress M-UM, CRS-20, HTV-9 and HTV-X1 each set their own lead. NG-16 and NG-18 lifted off at the end of a "
        "window of five minutes, the others on Antares at its opening: so the lead is that of the opening. At the "
        "phase of NG-21 one count of revolutions would fly above the station for a while, and is not offered; the "
        "next flies so low that its node drifts by three minutes more than the flight's did. Soyuz MS-15 had a phase "
        "of 19 degrees, between the ranges for two orbits and for four; its profile is taken at the middle of its "
        "phases here. Counts of revolutions are those nearest to the flown docking or berthing, so that this may be "
        "46 minutes off.",
        "### To Tiangong",
        _flights(TO_TIANGONG),
        "Element sets of Tiangong are few and mostly weeks old, so profiles are taken at the middle of their phases, "
        "whatever the phase was; launches of Tianzhou are known to the minute. The leads rest on Shenzhou-15 and "
        "Shenzhou-21, and on the median of Tianzhou. Shenzhou-12 to Shenzhou-14 lifted off within a minute of the "
        "crossing, seven minutes before what came to be flown from Shenzhou-15 on. All of them lifted off southbound, "
        "from Wenchang too. At Jiuquan the first ten minutes after the crossing are 34 km across the plane.",
        "With half the ascent's duration for a lead, nothing calibrated, Tianzhou comes out "
        f"{_half_of_ascent(TIANZHOU)}.",
        "### Each flight by the others",
        _left_out(),
        "The lead is the median of what the others would need. With two flights, Starliner, no such test is made: "
        "they agree within 5 s of each other.",
    ]
    return "\n\n".join(parts) + "\n"


def _flights(flights: Iterable[StationLaunch]) -> str:
    rows = [
        "| flight | launcher | age, d | side | liftoff, s | profile | docking, min |",
        "|---|---|---|---|---|---|---|",
    ]
    for flown in flights:
        window = window_of(flown, phase_open=is_phase_open(flown))
        option = flown_of(window, flown)
        age = (flown.launch - nearest_set(flown).epoch) / DAY
        docking = (option.docking - flown.docked).total_seconds() / 60
        rows.append(
            f"| {flown.flight} | {flown.launcher} | {age:.1f} | {window.side} | {error_s(flown):+.0f} "
            f"| {option.name} | {docking:+.0f} |"
        )
    return "\n".join(rows)


def _left_out() -> str:
    rows = ["| flights | number | lead, s | median, s | worst, s |", "|---|---|---|---|---|"]
    groups = {
        "Cygnus on Antares, window's opening": ANTARES,
        "Cygnus and Cygnus XL on Falcon 9": CYGNUS_ON_FALCON,
        "Tianzhou": TIANZHOU,
        "Shenzhou since Shenzhou-15": SHENZHOU,
    }
    for name, flights in groups.items():
        errors = _errors_by_the_others(flights)
        lead_s = climb_of(flights[0]).plane_lead_s
        rows.append(f"| {name} | {len(flights)} | {lead_s:.0f} | {median(errors):.0f} | {max(errors):.0f} |")
    return "\n".join(rows)


def _errors_by_the_others(flights: Sequence[StationLaunch]) -> list[float]:
    """Return how far each is off with the lead that the others would have."""
    errors = [error_s(flown) for flown in flights]
    return [abs(error - median(errors[:at] + errors[at + 1 :])) for at, error in enumerate(errors)]


def _half_of_ascent(flights: Sequence[StationLaunch]) -> str:
    climb = climb_of(flights[0])
    moved = climb.model_copy(update={"plane_lead_s": climb.duration_s / 2})
    errors = [error_s(flown, moved) for flown in flights]
    return f"{median(errors):+.0f} s in the median, between {min(errors):+.0f} and {max(errors):+.0f} s"


def main() -> None:
    """Print the section, and put it between its marks on the page."""
    renew("ascents", section())


if __name__ == "__main__":
    main()
