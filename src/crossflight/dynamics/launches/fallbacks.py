"""What a vehicle on its way can still fly when a burn or the radar fails: a longer way, from the same insertion.

The plane was chosen for the shorter way. How far a vehicle's node drifts against the station's depends mostly on the
phase that it makes up, whatever the time: where the longer way makes up the same phase by phasing just below the
station, the plane is right by itself; where it takes a whole turn more, burns must mend the plane. The cheaper counts.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from crossflight.dynamics.launches.crossings import Flags
from crossflight.dynamics.launches.profiles import burns_m_s, phasing, turn_m_s
from crossflight.dynamics.launches.ways import WHOLE_TURNS, Case, Ways
from crossflight.dynamics.orbit.plane import EARTH_RADIUS_KM
from crossflight.dynamics.orbit.station import seconds_after
from crossflight.dynamics.time import Array, Utc
from crossflight.record import Profile

__all__ = ["LongerWays", "fall_back"]

LEFT_OVER_KM = 2.0
"""How far above the station's mean height the phasing orbit may come out: the first orbit may make up too much."""


class LongerWays(NamedTuple):
    """Longer ways for ways of one profile, each of shape (N,)."""

    fits: Flags
    docking: Utc
    axis_km: Array
    plane_m_s: Array
    delta_v_m_s: Array


def fall_back(
    case: Case, short: Profile, ways: Ways, profiles: Sequence[Profile]
) -> tuple[Profile | None, LongerWays | None]:
    """Return the shortest of the longer profiles that the insertions can fly, and how; None: there is none.

    Of a profile whose phases have bounds, to profiles whose phases have bounds.
    """
    longer = sorted(
        (one for one in profiles if one.phases and (one.orbits or 0) > ways.orbits), key=lambda one: one.orbits or 0
    )
    for profile in longer:
        found = _best(case, short, ways, profile)
        if found.fits.any():
            return profile, found
    return None, None


def _best(case: Case, short: Profile, ways: Ways, longer: Profile) -> LongerWays:
    shape = ways.phase_deg.shape
    nothing = np.zeros(shape)
    best = LongerWays(np.zeros(shape, dtype=np.bool_), ways.docking, nothing, nothing, nothing)
    for phase_deg, revolutions, in_range in _tries(ways.phase_deg, longer):
        tried = _flown(case, short, ways, (phase_deg, revolutions, longer.last_revolutions))
        better = in_range & tried.fits & (~best.fits | (tried.delta_v_m_s < best.delta_v_m_s))
        best = LongerWays(
            best.fits | better,
            *(np.where(better, new, old) for new, old in zip(tried[1:], best[1:], strict=True)),
        )
    return best


def _tries(phase_deg: Array, longer: Profile) -> Iterator[tuple[Array, float, Flags]]:
    """Yield phases with counts of revolutions that dock when and where the longer profile does, and which are in range.

    A turn of phase less and a revolution less take the same time.
    """
    for phases in longer.phases:
        for turns in WHOLE_TURNS:
            whole_deg = phase_deg + 360 * turns
            in_range = (whole_deg >= phases.from_deg) & (whole_deg < phases.to_deg)
            if in_range.any():
                for fewer in range(turns + 1):
                    yield whole_deg - 360 * fewer, phases.revolutions - fewer, in_range


def _flown(case: Case, short: Profile, ways: Ways, way: tuple[Array, float, float]) -> LongerWays:
    """Return what comes of a phase with a count of revolutions; the first burns are those of the shorter way."""
    phase_deg, revolutions, last_revolutions = way
    axis_km = case.station_axis_km[ways.row]
    solved = phasing(
        phase_deg,
        revolutions,
        (case.first_axis_km, axis_km),
        case.found.plane.inclination_deg[ways.row],
        (short.first_revolutions, last_revolutions),
    )
    off_deg = (solved.node_change_deg - ways.node_change_deg) * case.sine[ways.row]
    plane_m_s = turn_m_s(axis_km, off_deg)
    radii_km = (EARTH_RADIUS_KM + case.ascent.perigee_km, EARTH_RADIUS_KM + case.ascent.apogee_km)
    along_m_s = burns_m_s(radii_km, solved.axis_km, axis_km, np.zeros_like(axis_km)).sum(axis=-1)
    seconds = case.ascent.duration_s + (revolutions - phase_deg / 360) * case.period_s[ways.row]
    return LongerWays(
        (solved.axis_km >= case.first_axis_km) & (solved.axis_km <= axis_km + LEFT_OVER_KM),
        seconds_after(ways.liftoff, seconds),
        solved.axis_km,
        plane_m_s,
        plane_m_s + along_m_s,
    )
