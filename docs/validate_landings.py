"""Make the section of docs/validation.md on return opportunities: errors against landings that flew.

    .venv/bin/python docs/validate_landings.py

Reads the landings and the element sets of the tests; prints the section and puts it in its place on the page.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import mean, median

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent / "tests"))

from sections import renew  # noqa: E402 - stands beside this

from crossflight.instants import DAY  # noqa: E402
from crossflight.record import Landing, MeanElements  # noqa: E402
from dynamics.returns import (  # noqa: E402 - the folder of the tests is no package
    DRAGON,
    FITTED,
    SHENZHOU,
    SOYUZ,
    STARLINER,
    Returned,
    all_sets,
    landing_flown,
    landings_around,
    nearest_tiangong_set,
    set_before,
)


def error_s(landing: Landing, flown: Returned) -> float:
    """Return predicted minus flown."""
    return (landing.landing - flown.landed).total_seconds()


def section() -> str:
    """Return the section as Markdown."""
    held = _spans()
    parts = [
        "## Landings",
        "This section is made by `docs/validate_landings.py`. Predicted minus flown, from one element set; the "
        "last before undocking, where nothing else is said.",
        "### Soyuz",
        _soyuz(),
        "*To the side*: where the landing zone lay beside the station's own way, before steering. *Others*: more "
        "landings in the two days before and after; the flown day was the only one. MS-19 undocked 43 minutes "
        "earlier than others do. Published seconds of landing differ by up to 35 s (MS-15, MS-19).",
        _split(SOYUZ),
        "Calibrated is one arc, from the entry height to the ground; the time under the parachute and all others "
        "are those published for Soyuz MS-11. That flight's own timeline of 2019 has its burn 30 min 17 s before "
        "the entry height; from a circle of the same height the burn computed here takes one to two and a half "
        "minutes more, and the burn instants are no better known than that. The cross-range (50 km) is "
        "set by these same landings; the radius of the zone (60 km) has no public source, so that a landing lies "
        "in its zone says little by itself.",
        "### Dragon",
        _dragon(),
        "*Free*: hours from undocking to splashdown, flown, and the fewest that make up the lead. CRS-23's site "
        "was not found; the nearest counts.",
        _split(DRAGON),
        "Calibrated is one time, during which the capsule turns with the Earth before splashdown, and the heights"
        " below the station between which Dragon flies.",
        "### Starliner and Shenzhou",
        _uncalibrated(),
        "Nothing is calibrated on these.",
        "### Ahead of time",
        "Soyuz, the flown landing from older element sets; *lost*: no landing at all near that hour.",
        _curve(),
        "Beyond 14 days a landing is given as the span in which the plane is within reach, 28 minutes for Soyuz. "
        f"Of {len(held)} landings foretold from sets 100 to 600 days old, {sum(held)} lay in their span.",
        "### Not covered",
        "Weather, the crew's day, and departures that must not come back to the station. Dragon's sites off "
        "California were not published, so the middle of the zone is aimed at.",
    ]
    return "\n\n".join(parts) + "\n"


def _soyuz() -> str:
    rows = [
        "| flight | age, d | landing, s | undocking, min | to the side, km | Sun, deg | others |",
        "|---|---|---|---|---|---|---|",
    ]
    for flown in SOYUZ:
        landing = landing_flown(flown)
        undock_min = (landing.undock - flown.undocked).total_seconds() / 60
        rows.append(
            f"| {flown.flight}{_star(flown)} | {_age(flown, set_before(flown))} | {error_s(landing, flown):+.0f} "
            f"| {undock_min:+.0f} | {landing.cross_track_km:+.0f} | {landing.sun_elevation_deg:.0f} "
            f"| {len(landings_around(flown, 2)) - 1} |"
        )
    return "\n".join(rows)


def _dragon() -> str:
    rows = [
        "| flight | age, d | site | landing, s | lead, deg | free, h | fewest, h |",
        "|---|---|---|---|---|---|---|",
    ]
    for flown in DRAGON:
        landing = landing_flown(flown)
        free_h = (flown.landed - flown.undocked).total_seconds() / 3600
        site = landing.aim.removeprefix("florida-")
        rows.append(
            f"| {flown.flight}{_star(flown)} | {_age(flown, set_before(flown))} | {site} "
            f"| {error_s(landing, flown):+.0f} | {landing.lead_deg:.0f} | {free_h:.1f} | {landing.hours_free:.1f} |"
        )
    return "\n".join(rows)


def _split(flights: Sequence[Returned]) -> str:
    rows = ["| landing | flights | mean, s | median, s | worst, s |", "|---|---|---|---|---|"]
    groups = {
        "fitted on (\\*)": [flown for flown in flights if flown.flight in FITTED],
        "the others": [flown for flown in flights if flown.flight not in FITTED],
    }
    for name, group in groups.items():
        errors = [error_s(landing_flown(flown), flown) for flown in group]
        sizes = [abs(error) for error in errors]
        rows.append(f"| {name} | {len(errors)} | {mean(errors):+.0f} | {median(sizes):.0f} | {max(sizes):.0f} |")
    return "\n".join(rows)


def _uncalibrated() -> str:
    [after] = (entry for entry in all_sets() if entry.epoch.date().isoformat() == "2022-05-30")
    cases = [(STARLINER, after), *((flown, nearest_tiangong_set(flown)) for flown in SHENZHOU)]
    rows = ["| flight | age, d | landing, s | to the side, km |", "|---|---|---|---|"]
    for flown, elements in cases:
        landing = landing_flown(flown, elements=elements)
        rows.append(
            f"| {flown.flight} | {_age(flown, elements)} | {error_s(landing, flown):+.0f} "
            f"| {landing.cross_track_km:+.0f} |"
        )
    return "\n".join(rows)


def _older(flown: Returned, least: float, most: float) -> list[MeanElements]:
    """Return the sets at hand whose age at undocking lies between, in days."""
    return [entry for entry in all_sets() if least <= (flown.undocked - entry.epoch) / DAY <= most]


def _curve() -> str:
    rows = ["| age, d | cases | median, s | worst, s | lost |", "|---|---|---|---|---|"]
    for least, most in ((0, 1), (5, 14)):
        errors: list[float] = []
        lost = 0
        for flown in SOYUZ:
            for entry in _older(flown, least, most):
                near = landings_around(flown, 0.1, elements=entry)
                errors.extend(abs(error_s(landing, flown)) for landing in near[:1])
                lost += not near
        rows.append(f"| {least} to {most} | {len(errors) + lost} | {median(errors):.0f} | {max(errors):.0f} | {lost} |")
    return "\n".join(rows)


def _spans() -> list[bool]:
    """Return for each old set and each later landing whether its span held the landing."""
    return [
        any(one.earliest <= flown.landed <= one.latest for one in landings_around(flown, 0.5, elements=entry))
        for flown in SOYUZ
        for entry in _older(flown, 100, 600)
    ]


def _age(flown: Returned, elements: MeanElements) -> str:
    return f"{(flown.undocked - elements.epoch) / DAY:.1f}"


def _star(flown: Returned) -> str:
    return "\\*" if flown.flight in FITTED else ""


def main() -> None:
    """Print the section, and put it between its marks on the page."""
    renew("landings", section())


if __name__ == "__main__":
    main()
