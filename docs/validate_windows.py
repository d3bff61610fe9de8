"""Make the section of docs/validation.md on launch windows: errors against launches that flew.

    .venv/bin/python docs/validate_windows.py

Reads the launches and the element sets of the tests; prints the section and puts it in its place on the page.
"""

import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from statistics import median

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent / "tests"))

from sections import renew  # noqa: E402 - stands beside this

from crossflight.dynamics.orbit import mean_plane  # noqa: E402
from crossflight.instants import DAY, Span, parse  # noqa: E402
from crossflight.record import Ascent, Boost  # noqa: E402
from dynamics.launches import (  # noqa: E402 - the folder of the tests is no package
    DRAGON,
    FRESH_RUSSIAN,
    RUSSIAN,
    Flown,
    ascent_of,
    profile_flown,
    set_before,
    window_of,
)
from dynamics.station_boosts import FLOWN as BOOSTS_TOLD  # noqa: E402 - as above

TOLD_SPANS: tuple[Span, ...] = (
    (parse("2021-01-01"), parse("2022-03-03")),
    (parse("2022-06-19"), parse("2022-12-31")),
)
"""Where element sets lie close enough for every boost to show."""


def liftoff_error_s(flown: Flown, days: float = 0.0, ascent: Ascent | None = None) -> float:
    """Return predicted minus flown."""
    option = profile_flown(window_of(flown, days, ascent), flown)
    return (option.liftoff - flown.launch).total_seconds()


def section() -> str:
    """Return the section as Markdown."""
    parts = [
        "## Launch windows",
        "This section is made by `docs/validate_windows.py`. Predicted minus flown, from one element set before "
        "liftoff.",
        _flights(RUSSIAN),
        "Age: of the element set. The three flights without a set of the day do not count below.",
        _summary(),
        "What is calibrated on these same launches: one plane lead for Soyuz, one for Progress, one for Falcon 9; "
        "where the ranges of phase lie (their widths are public for two and four orbits); the revolutions of each "
        "profile. The slope, half a second of launch time for each degree of phase, is not: it is the node's drift. "
        "Progress MS-20 owes its place to the upper edge of the two-orbit range, which is set by it: at the plane's "
        "own instant its phase was 2.4 degrees beyond, and it lifted off 36 s before that instant.",
        _halves(),
        _osculating(),
        "### Ahead of time",
        "Soyuz and Progress, each from one element set of so many days before. *Liftoff*: of the flown profile, with "
        "the phase of the day, so that what is off is the plane. *Lost*: the phase had moved so far that the profile "
        "was no longer offered, by drag or by a boost in between. *Boosts told*: those of 2021 and 2022 that the steps "
        "of the mean motion show, for flights with element sets enough.",
        _curve(),
        "Over 2020 to 2022 as a whole (3,180 element sets of the tracking catalogue, which are not shipped), from one "
        "set each and no boost told, the node was off by 0.002 degrees (median) after a day, 0.006 after ten, 0.025 "
        "after thirty, 0.09 after ninety, 1.4 after a year; by SGP4 alone 0.002, 0.021, 0.090, 0.40 and 1.8. A degree "
        "is 236 s of liftoff. With the sets of the twenty days before and the boosts told, 0.004, 0.014 and 0.055 "
        "degrees after ten, thirty and ninety days, and the phase 0.5, 2.3 and 19 degrees. Beyond a year and a half "
        "nothing was measured.",
        "### Dragon",
        _flights(DRAGON),
        "Falcon 9 steers out of the plane by choice, and docking follows the crew's day and the light: the count of "
        "revolutions nearest to the flown docking is shown.",
        "### Not covered",
        "Other vehicles, and other stations, stand under *Other ascents*.",
    ]
    return "\n\n".join(parts) + "\n"


def _flights(flights: Sequence[Flown]) -> str:
    rows = ["| flight | age, d | phase, deg | profile | liftoff, s | docking, min |", "|---|---|---|---|---|---|"]
    for flown in flights:
        window = window_of(flown)
        option = profile_flown(window, flown)
        age = (flown.launch - set_before(flown).epoch) / DAY
        docking = (option.docking - flown.docked).total_seconds() / 60
        rows.append(
            f"| {flown.flight} | {age:.1f} | {option.phase_deg:.0f} | {option.name} | {liftoff_error_s(flown):+.0f} "
            f"| {docking:+.0f} |"
        )
    return "\n".join(rows)


def _summary() -> str:
    groups = {"all": FRESH_RUSSIAN}
    for name in ("2-orbit", "4-orbit", "34-orbit"):
        groups[name] = tuple(flown for flown in FRESH_RUSSIAN if flown.profile == name)
    rows = ["| liftoff | flights | median, s | worst, s |", "|---|---|---|---|"]
    for name, flights in groups.items():
        errors = [abs(liftoff_error_s(flown)) for flown in flights]
        rows.append(f"| {name} | {len(errors)} | {median(errors):.1f} | {max(errors):.0f} |")
    return "\n".join(rows)


def _halves() -> str:
    """Return what one half of the flights says of the other."""
    lines = []
    for kind in ("soyuz-ms", "progress-ms"):
        flights = [flown for flown in RUSSIAN if flown.vehicle_type == kind]
        for name, fitted, tested in (("even", flights[::2], flights[1::2]), ("odd", flights[1::2], flights[::2])):
            ascent = ascent_of(flights[0])
            lead_s = ascent.plane_lead_s + median(liftoff_error_s(flown) for flown in fitted)
            moved = ascent.model_copy(update={"plane_lead_s": lead_s})
            errors = [abs(liftoff_error_s(flown, 0.0, moved)) for flown in tested]
            lines.append(
                f"| {kind} | {name} | {lead_s:.1f} | {_median_after(fitted, moved):.1f} | {median(errors):.1f} "
                f"| {max(errors):.0f} |"
            )
    head = "| vehicle | lead from | lead, s | median there, s | median on the others, s | worst, s |"
    rows = "\n".join([head, "|---|---|---|---|---|---|", *lines])
    return f"Fitted on one half of the flights, tested on the other:\n\n{rows}"


def _median_after(flights: Iterable[Flown], ascent: Ascent) -> float:
    return median(abs(liftoff_error_s(flown, 0.0, ascent)) for flown in flights)


def _osculating() -> str:
    """Return how the launches scatter when the plane's sway is left in."""
    long_way = [flown for flown in FRESH_RUSSIAN if flown.profile == "34-orbit"]
    mean = [liftoff_error_s(flown) for flown in long_way]
    kept, mean_plane.J2 = mean_plane.J2, 0.0  # type: ignore[attr-defined] # without the sway the plane is the osculating one
    try:
        osculating = [liftoff_error_s(flown) for flown in long_way]
    finally:
        mean_plane.J2 = kept  # type: ignore[attr-defined]
    return (
        "The plane is the mean one because the flown launches say so: over 34 orbits, where the station may be "
        f"anywhere at liftoff, errors range over {max(mean) - min(mean):.0f} s with it, and over "
        f"{max(osculating) - min(osculating):.0f} s with the osculating plane of the instant. Over two orbits the "
        "station is always at the same place at liftoff, and the two planes differ by the same 15 s."
    )


def _curve() -> str:
    rows = [
        "| days ahead | flights | liftoff, s: median | worst | lost | boosts told: flights | median | worst | lost |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for days in (0, 1, 3, 10, 30, 90):
        near = [flown for flown in FRESH_RUSSIAN if _age_days(flown, days) <= days + 1.5 + 0.04 * days]
        told = [flown for flown in near if _is_told(set_before(flown, days).epoch, flown.launch)]
        rows.append(f"| {days} | {_ahead(near, days, ())} | {_ahead(told, days, BOOSTS_TOLD)} |")
    return "\n".join(rows)


def _is_told(start: datetime, end: datetime) -> bool:
    """Say whether every boost between two instants is told."""
    return any(first <= start and end <= last for first, last in TOLD_SPANS)


def _age_days(flown: Flown, days: float) -> float:
    return (flown.launch - set_before(flown, days).epoch) / DAY


def _ahead(flights: Sequence[Flown], days: float, boosts: tuple[Boost, ...]) -> str:
    """Return the cells of flights so many days ahead."""
    errors, lost = [], 0
    for flown in flights:
        window = window_of(flown, days, boosts=boosts)
        if flown.profile not in {option.name for option in window.profiles}:
            lost += 1
        errors.append(abs(liftoff_error_ahead_s(flown, days, boosts)))
    return f"{len(flights)} | {median(errors):.1f} | {max(errors):.0f} | {lost} of {len(flights)}"


def liftoff_error_ahead_s(flown: Flown, days: float, boosts: tuple[Boost, ...] = ()) -> float:
    """Return predicted minus flown, the phase as it was on the day: what is left is the plane."""
    ahead, fresh = window_of(flown, days, boosts=boosts), window_of(flown)
    return (ahead.plane_crossing - fresh.plane_crossing).total_seconds() + liftoff_error_s(flown)


def main() -> None:
    """Print the section, and put it between its marks on the page."""
    renew("windows", section())


if __name__ == "__main__":
    main()
