"""Months ahead: when a place goes through the station's plane, and where the station has to be then.

::

    argument of latitude at the passage = phase at insertion + pad's own argument + arc of the ascent
                                          - what the station goes from the passage to insertion

The lead of the liftoff over the passage depends on the phase, as in :mod:`crossflight.dynamics.launches.windows`, so
both ends of a profile's range are carried over by themselves.
"""

import math
from collections.abc import Iterator, Sequence
from datetime import datetime

import numpy as np

from crossflight.dynamics.frames import Place, gmst82_rad, place_itrf_km
from crossflight.dynamics.landings.descent import nominal_descent
from crossflight.dynamics.launches.profiles import phasing
from crossflight.dynamics.orbit.plane import EARTH_RADIUS_KM, EARTH_TURN_DEG_PER_DAY
from crossflight.dynamics.orbit.secular import SecularOrbit, axis_ahead_km, node_ahead_deg
from crossflight.dynamics.time import Array, Utc, datetimes, utc_array
from crossflight.instants import DAY, Span
from crossflight.record import AimPoint, Ascent, Descent, Passage, PhaseRange, Profile
from crossflight.units import SECONDS_IN_A_DAY

__all__ = ["landing_passages", "launch_passages", "passage_after_boosts", "plane_passages"]

NEWTON_STEPS = 6
TURN_DAYS_LEAST = 0.9
"""A place goes through the plane at least so long after it did on the same side."""

LARGEST_DRIFT_S = 600.0
"""As in the windows: more, no orbit could make up."""


def plane_passages(
    orbit: SecularOrbit, inclination_deg: float, place: Place, span: Span, *, northbound: bool = True
) -> tuple[datetime, ...]:
    """Return when a place goes through the plane in ``[start, end)``; none beyond the inclination.

    The node is that of :func:`crossflight.dynamics.orbit.secular.node_ahead_deg`; a degree of it is 4 minutes.
    """
    latitude_rad, inclination_rad = _latitude_rad(place), math.radians(inclination_deg)
    sine = math.tan(latitude_rad) * math.cos(inclination_rad) / math.sin(inclination_rad)
    if abs(sine) >= 1:
        return ()
    offset_deg = math.degrees(math.asin(sine))
    goal_deg = offset_deg if northbound else 180 - offset_deg

    def ahead_deg(utc: Utc) -> Array:
        own_deg = np.degrees(gmst82_rad(utc)) + place.longitude_deg
        return np.asarray((own_deg - goal_deg - node_ahead_deg(orbit, utc) + 180) % 360 - 180)

    start, end = span
    rate_deg_per_day = EARTH_TURN_DEG_PER_DAY - orbit.node_rate_deg_per_day
    first = utc_array([start])
    to_go_days = float(-ahead_deg(first)[0] % 360) / rate_deg_per_day
    turns = np.arange(-1, (end - start) / DAY / TURN_DAYS_LEAST + 2)
    utc = first[0] + _days(to_go_days + turns * 360 / rate_deg_per_day)
    for _ in range(NEWTON_STEPS):
        utc = utc - _days(ahead_deg(utc) / rate_deg_per_day)
    found = sorted(moment for moment in datetimes(utc) if start <= moment < end)
    return tuple(moment for index, moment in enumerate(found) if not index or moment - found[index - 1] > DAY / 2)


def launch_passages(
    orbit: SecularOrbit,
    inclination_deg: float,
    site: Place,
    ascent: Ascent,
    profiles: Sequence[Profile],
    span: Span,
) -> tuple[Passage, ...]:
    """Return the passages of a pad in a span with the phases that each of the profiles can make up.

    Profiles without a range of phases are left out: they need no boost. The slack of the liftoff that some
    profiles have is not planned upon.
    """
    sides = {"northbound": True, "southbound": False}
    found = []
    for side in ascent.passes:
        argument_deg = _place_argument_deg(site, inclination_deg, northbound=sides[side])
        if argument_deg is None:
            continue
        for moment in plane_passages(orbit, inclination_deg, site, span, northbound=sides[side]):
            axis_km = float(axis_ahead_km(orbit, utc_array([moment]))[0])
            for profile in profiles:
                for low, high in _joined(profile.phases):
                    ends = [
                        _station_argument_deg(orbit, (axis_km, inclination_deg), ascent, profile, phases, phase_deg)
                        for phases, phase_deg in ((low, low.from_deg), (high, high.to_deg))
                    ]
                    found.append(
                        _passage(
                            moment,
                            f"{profile.orbits}-orbit",
                            (low.from_deg, high.to_deg),
                            (argument_deg + ends[0], argument_deg + ends[1]),
                        )
                    )
    return tuple(sorted(found, key=lambda passage: passage.instant))


def landing_passages(
    orbit: SecularOrbit, inclination_deg: float, descent: Descent, aim: AimPoint, span: Span
) -> tuple[Passage, ...]:
    """Return the passages of a point aimed at, with the places of the station from which a vehicle comes down there.

    Of a vehicle that stays by the station until its burn. It turns with the Earth from ``descent.turning_s`` before
    touchdown on, so the point has to be in the plane then; the station has by then gone on farther than the arc
    of the way down, or less. A vehicle that is early by a minute comes down beside the point by what the Earth
    turns in a minute: as much as its radius and the cross-range together is allowed.
    """
    sides = {"northbound": True, "southbound": False}
    found = []
    for side in descent.passes:
        argument_deg = _place_argument_deg(aim, inclination_deg, northbound=sides[side])
        if argument_deg is None:
            continue
        for moment in plane_passages(orbit, inclination_deg, aim, span, northbound=sides[side]):
            axis_km = float(axis_ahead_km(orbit, utc_array([moment]))[0])
            down_s, arc_deg, _ = nominal_descent(descent, axis_km)
            gone_deg = (down_s - descent.turning_s) * orbit.motion_deg_per_day / SECONDS_IN_A_DAY
            past_deg = (gone_deg - arc_deg + 180) % 360 - 180
            reach_deg = _steered_deg(orbit, inclination_deg, aim, aim.radius_km + descent.cross_range_km)
            phases = (past_deg - reach_deg, past_deg + reach_deg)
            found.append(_passage(moment, "landing", phases, (argument_deg + phases[0], argument_deg + phases[1])))
    return tuple(sorted(found, key=lambda passage: passage.instant))


def passage_after_boosts(before: SecularOrbit, after: SecularOrbit, moment: datetime) -> datetime:
    """Return the passage of the same place when boosts have changed how fast the plane turns."""
    utc = utc_array([moment])
    old_deg = node_ahead_deg(before, utc)
    rate_deg_per_day = EARTH_TURN_DEG_PER_DAY - before.node_rate_deg_per_day
    moved = utc
    for _ in range(NEWTON_STEPS):
        # The place has turned with the Earth since the old passage, and must meet the new node.
        gone_deg = (moved - utc) / np.timedelta64(1, "D") * EARTH_TURN_DEG_PER_DAY
        off_deg = (old_deg + gone_deg - node_ahead_deg(after, moved) + 180) % 360 - 180
        moved = moved - _days(off_deg / rate_deg_per_day)
    [passage] = datetimes(moved)
    return passage


def _station_argument_deg(
    orbit: SecularOrbit,
    shape: tuple[float, float],
    ascent: Ascent,
    profile: Profile,
    phases: PhaseRange,
    phase_deg: float,
) -> float:
    """Return how far past the pad the station is at the passage, for a phase at insertion."""
    axis_km, inclination_deg = shape
    way = phasing(
        np.array([phase_deg]),
        phases.revolutions,
        (EARTH_RADIUS_KM + (ascent.perigee_km + ascent.apogee_km) / 2, axis_km),
        np.array([inclination_deg]),
        (profile.first_revolutions, profile.last_revolutions),
    )
    launch_s_per_deg = SECONDS_IN_A_DAY / (EARTH_TURN_DEG_PER_DAY - orbit.node_rate_deg_per_day)
    drift_s = float(np.clip(-way.node_change_deg[0] * launch_s_per_deg, -LARGEST_DRIFT_S, LARGEST_DRIFT_S))
    inserted_s = ascent.duration_s - ascent.plane_lead_s + drift_s
    return phase_deg + ascent.arc_deg - inserted_s * orbit.motion_deg_per_day / SECONDS_IN_A_DAY


def _steered_deg(orbit: SecularOrbit, inclination_deg: float, place: Place, across_km: float) -> float:
    """Return how far off its phase the station may be, for steering to reach the place; half a turn at most."""
    latitude_rad = _latitude_rad(place)
    eastward = min(abs(math.cos(math.radians(inclination_deg)) / math.cos(latitude_rad)), 1.0)
    turn_rad_per_day = math.radians(EARTH_TURN_DEG_PER_DAY - orbit.node_rate_deg_per_day)
    across_km_per_day = turn_rad_per_day * EARTH_RADIUS_KM * math.cos(latitude_rad) * math.sqrt(1 - eastward**2)
    most_deg = 179.999
    if across_km * orbit.motion_deg_per_day >= most_deg * across_km_per_day:
        return most_deg
    return across_km / across_km_per_day * orbit.motion_deg_per_day


def _joined(phases: Sequence[PhaseRange]) -> Iterator[tuple[PhaseRange, PhaseRange]]:
    """Yield the lowest and the highest of ranges that follow each other without a gap."""
    ordered = sorted(phases, key=lambda entry: entry.from_deg)
    first = 0
    for index, entry in enumerate(ordered):
        is_last = index + 1 == len(ordered) or ordered[index + 1].from_deg > entry.to_deg
        if is_last:
            yield ordered[first], entry
            first = index + 1


def _passage(moment: datetime, profile: str, phases_deg: tuple[float, float], ends_deg: tuple[float, float]) -> Passage:
    """Return the passage, its range cut to a turn."""
    turn = 360 * math.floor(ends_deg[0] / 360)
    low, high = ends_deg[0] - turn, min(ends_deg[1] - turn, ends_deg[0] - turn + 360)
    return Passage(
        instant=moment,
        profile=profile,
        phase_from_deg=phases_deg[0],
        phase_to_deg=min(phases_deg[1], phases_deg[0] + 360),
        argument_from_deg=low,
        argument_to_deg=high,
    )


def _place_argument_deg(place: Place, inclination_deg: float, *, northbound: bool) -> float | None:
    """Return the argument of latitude of a place in a plane that holds it; None: no plane of this inclination does."""
    sine = math.sin(_latitude_rad(place)) / math.sin(math.radians(inclination_deg))
    if abs(sine) >= 1:
        return None
    argument_deg = math.degrees(math.asin(sine))
    return argument_deg if northbound else 180 - argument_deg


def _latitude_rad(place: Place) -> float:
    """Return the geocentric latitude."""
    x_km, y_km, z_km = place_itrf_km(place).tolist()
    return math.atan2(z_km, math.hypot(x_km, y_km))


def _days(days: Array | float) -> "np.ndarray[tuple[int, ...], np.dtype[np.timedelta64]]":
    return np.asarray(np.rint(np.asarray(days) * (SECONDS_IN_A_DAY * 1e6)).astype("timedelta64[us]"))
