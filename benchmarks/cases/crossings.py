"""Plane crossings with phase: ten years, six sites.

The plane is the same for all: the station's mean plane as we foretell it. A peer is given it ready, as the straight
lines that node and argument of latitude follow once they are days ahead, which costs it less than a path would.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import numpy as np
from cases import problems
from environments import OWN
from harness import Answer, Case, Entrant

from crossflight.dynamics.orbit.station import StationOrbit, seconds_after
from crossflight.dynamics.time import utc_array
from crossflight.instants import parse, write
from crossflight.record import MeanElements

__all__ = ["case"]

YEARS, SITES_OF_A_PEER, DAYS_OF_A_PEER = 10, 1, 365
FIRST_DAY_OF_A_PEER = 10
"""Until then the plane goes over from SGP4 to the secular model, and its node is no straight line."""

TOLERANCE_S = 0.2
"""Polar motion moves a crossing by as much; Orekit has it as we have, Skyfield has not."""

TOLERANCE_DEG = 0.2
"""Of the phase: to a peer the orbit is a circle. The liftoff moves by half a second for a degree of phase."""


def case() -> Case:
    """Return the case."""
    whole = {**problems.orbit(), "days": YEARS * 365, "sites": problems.sites()}
    part = {
        **whole,
        **_lines(whole),
        "sites": whole["sites"][:SITES_OF_A_PEER],
        "tolerance_s": 1e-3,
    }
    share = SITES_OF_A_PEER / len(whole["sites"]) * DAYS_OF_A_PEER / whole["days"]
    part_says = f"{SITES_OF_A_PEER} site, {DAYS_OF_A_PEER} days, scaled"

    def peer(environment: str, task: str, check_s: float, says: str, *, counts: bool = True) -> Entrant:
        name = f"{environment}, {says}, step {check_s / 60:.0f} min"
        return Entrant(name, environment, task, {**part, "check_s": check_s}, share, part_says, counts)

    return Case(
        name="crossings",
        title=f"Plane crossings with phase, {YEARS} years, {len(whole['sites'])} sites",
        own=Entrant("crossflight", OWN, "crossings", whole),
        other_span=Entrant("crossflight, 1 year", OWN, "crossings", {**whole, "days": 365}, 1 / YEARS, "scaled"),
        peers=(
            peer("orekit", "crossings-in-java", 3600.0, "detector all in Java"),
            peer("orekit", "crossings-in-java", 600.0, "detector all in Java"),
            peer("orekit", "crossings-through-python", 600.0, "function through Python"),
            peer("skyfield", "crossings", 3600.0, "places as Skyfield gives them"),
            peer("skyfield", "crossings-by-sidereal-time", 3600.0, "places turned by hand in numpy", counts=False),
        ),
        compare=_compare,
        most_s=0.2,
        least_ratio={"orekit": 1000, "skyfield": 1000},
    )


def _lines(problem: Mapping[str, Any]) -> dict[str, Any]:
    """Return the peers' span, and over it the straight lines of the mean node and argument of latitude."""
    start = parse(problem["start"])
    sets = (MeanElements(**problem["elements"]),)
    orbit = StationOrbit(sets, start, start + timedelta(days=problem["days"]))
    first = start + timedelta(days=FIRST_DAY_OF_A_PEER)
    day = np.arange(DAYS_OF_A_PEER * 24) / 24
    plane = orbit.mean_plane(seconds_after(utc_array([first])[0], day * 86_400))
    found: dict[str, Any] = {
        "start": write(first),
        "days": DAYS_OF_A_PEER,
        "inclination_deg": float(np.mean(plane.inclination_deg)),
    }
    for name, angle_deg, about in (
        ("node", plane.node_deg, orbit.node_rate_deg_per_day),
        ("argument", plane.latitude_argument_deg, orbit.motion_deg_per_day),
    ):
        # Against the rates of the epoch the angle does not jump by half a turn within an hour.
        unwrapped_deg = np.degrees(np.unwrap(np.radians(angle_deg - about * day))) + about * day
        rate, there = np.polyfit(day, unwrapped_deg, 1)
        found |= {f"{name}_deg": float(there) % 360, f"{name}_rate_deg_per_day": float(rate)}
    return found


def _compare(peer: Entrant, own: Answer, other: Answer) -> tuple[str, str | None]:
    """Hold each crossing against the same one of ours: instant, and the station's argument of latitude."""
    first_s = FIRST_DAY_OF_A_PEER * 86_400
    last_s = first_s + DAYS_OF_A_PEER * 86_400
    worst_s = worst_deg = 0.0
    count = 0
    for ours, theirs in zip(own["sites"], other["sites"], strict=False):
        second = np.array(ours["seconds"])
        inside = (second >= first_s) & (second < last_s)
        theirs_s = np.array(theirs["seconds"]) + first_s
        if np.count_nonzero(inside) != len(theirs_s):
            return "", f"it finds {len(theirs_s)} crossings where we find {np.count_nonzero(inside)}"
        apart_deg = np.array(ours["argument_deg"])[inside] - np.array(theirs["argument_deg"])
        worst_s = max(worst_s, float(np.abs(second[inside] - theirs_s).max()))
        worst_deg = max(worst_deg, float(np.abs((apart_deg + 180) % 360 - 180).max()))
        count += len(theirs_s)
    agrees = f"{count} crossings, at most {worst_s:.3f} s and {worst_deg:.2f}° of phase apart"
    if worst_s > TOLERANCE_S or worst_deg > TOLERANCE_DEG:
        return agrees, f"the answers differ: {agrees}; allowed are {TOLERANCE_S} s and {TOLERANCE_DEG}°"
    return agrees, None
