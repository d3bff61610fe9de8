"""Return opportunities: every landing that the station's path, the turn of the Earth and a descent allow.

While the phase of the station is known, a landing is an instant. Later the plane alone is known, and a landing is
the span in which the plane is within reach of the point that is aimed at.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import erfa
import numpy as np

from crossflight.dynamics.frames import cirs_to_tirs_km
from crossflight.dynamics.landings.reach import Passes, reaches
from crossflight.dynamics.landings.ways_down import Case, Ways, instants_down, spans_down
from crossflight.dynamics.light.daylight import SUNRISE_ELEVATION_DEG
from crossflight.dynamics.orbit.propagation import Orbit, nearest_elements, refuse_old_elements
from crossflight.dynamics.orbit.station import StationOrbit
from crossflight.dynamics.sun import sun_position_cirs_km
from crossflight.dynamics.time import Array, Utc, datetimes
from crossflight.instants import Span
from crossflight.record import AimPoint, Descent, Ephemeris, Landing

__all__ = ["PHASE_KNOWN_DAYS", "PLANE_KNOWN_DAYS", "landing_opportunities", "station_path"]

PHASE_KNOWN_DAYS = 14.0
"""Drag and boosts have moved the station by degrees then; a degree is 15 s of landing time, and 4 km across."""

PLANE_KNOWN_DAYS = 900.0
"""How far from its epoch the line of the node is trusted: it was off by 17 min of the Earth's turn at most."""

SAME = timedelta(minutes=1)
"""Two sides that meet at the top of the ground track find the same landing."""

PASS_REACH = timedelta(hours=3)
"""A pass whose best instant lies so far outside the span may have a landing in it."""

WGS84 = 1
"""How erfa calls this ellipsoid."""


def landing_opportunities(
    orbit: Orbit,
    aims: Sequence[AimPoint],
    descent: Descent,
    span: Span,
    *,
    daylight_margin_min: float = 0.0,
    phase_known_days: float = PHASE_KNOWN_DAYS,
) -> tuple[Landing, ...]:
    """Return every landing in ``[start, end)``, in order.

    Parameters
    ----------
    orbit
        Of the station. The node goes in a straight line from the element set nearest to the start of the span
        where its phase is not known.
    aims
        Points that are aimed at, each with its radius; a landing is steered towards the point, and lies within
        the radius then.
    descent
        Of the vehicle.
    span
        Of touchdown, ``[start, end)``.
    daylight_margin_min
        After sunrise and before sunset, for ``is_daylight``.
    phase_known_days
        How far from an epoch a landing is an instant; beyond, it is a span and ``phase_known`` is False.

    Raises
    ------
    ScenarioError
        When the epochs are more than 900 days away from the span, an ephemeris does not hold the span, the orbit
        has decayed, or the burn does not bring the vehicle down.
    """
    start, end = span
    path = station_path(orbit, start, end)
    case = Case(orbit, path, descent, phase_known_days)
    turning = timedelta(seconds=descent.turning_s)
    around = (start - turning - PASS_REACH, end - turning + PASS_REACH)
    parts = []
    for index, aim in enumerate(aims):
        reach_km = aim.radius_km + descent.cross_range_km
        for side in descent.passes:
            near = reaches(aim, path, reach_km, side, around)
            parts.append(Passes.of(near, aim, index, side, reach_km))
    if not parts:
        return ()
    passes = Passes.joined(parts)
    is_known = case.is_known(passes.near.best)
    found: list[Landing] = []
    if is_known.any():
        ways = instants_down(case, passes.taken(np.flatnonzero(is_known)))
        found.extend(_told(case, aims, _inside(ways, span), daylight_margin_min, phase_known=True))
    if not is_known.all():
        ways = spans_down(case, aims, passes.taken(np.flatnonzero(~is_known)))
        found.extend(_told(case, aims, _inside(ways, span), daylight_margin_min, phase_known=False))
    return tuple(_without_doubles(found))


def station_path(orbit: Orbit, start: datetime, end: datetime) -> StationOrbit:
    """Return the slow numbers of the station's orbit, from the element set nearest to the start of the span."""
    if isinstance(orbit, Ephemeris):
        return StationOrbit(orbit, start, end)
    refuse_old_elements(orbit, start, end, PLANE_KNOWN_DAYS)
    epoch = nearest_elements(orbit, start).epoch
    return StationOrbit(orbit, epoch, epoch)


def _inside(ways: Ways, span: Span) -> Ways:
    first, last = (np.datetime64(moment.replace(tzinfo=None), "us") for moment in span)
    wanted = (ways.landing >= first) & (ways.landing < last)
    return Ways._make(part[wanted] for part in ways)


def _told(
    case: Case, aims: Sequence[AimPoint], ways: Ways, daylight_margin_min: float, *, phase_known: bool
) -> Iterator[Landing]:
    """Yield the ways down as nouns."""
    elevation_deg = _sun_elevation_deg(ways.latitude_deg, ways.longitude_deg, ways.landing)
    lowest_deg = elevation_deg
    for sign in (-1, 1) if daylight_margin_min else ():
        margin = np.timedelta64(round(sign * daylight_margin_min * 60), "s")
        there_deg = _sun_elevation_deg(ways.latitude_deg, ways.longitude_deg, ways.landing + margin)
        lowest_deg = np.minimum(lowest_deg, there_deg)
    moments = [_whole_seconds(part) for part in ways[2:9]]
    for row, (undock, earliest, ignition, entry, landing, enter, leave) in enumerate(zip(*moments, strict=True)):
        off_km = float(ways.off_km[row])
        aim = aims[ways.aim[row]]
        yield Landing(
            undock=undock,
            undock_earliest=earliest,
            deorbit=ignition,
            entry=entry,
            landing=landing,
            earliest=enter,
            latest=leave,
            phase_known=phase_known,
            zone=aim.zone,
            aim=aim.id,
            side="northbound" if ways.is_northbound[row] else "southbound",
            latitude_deg=round(float(ways.latitude_deg[row]), 3),
            longitude_deg=round(float(ways.longitude_deg[row]), 3),
            distance_km=round(max(abs(off_km) - case.descent.cross_range_km, 0.0), 1),
            cross_track_km=round(off_km, 1),
            sun_elevation_deg=round(float(elevation_deg[row]), 2),
            is_daylight=bool(lowest_deg[row] >= SUNRISE_ELEVATION_DEG),
            lead_deg=round(float(ways.lead_deg[row]), 1),
            orbits_free=round(float(ways.hours[row]) * 3600 / case.path.period_s, 1),
            hours_free=round((landing - undock) / timedelta(hours=1), 2),
            delta_v_m_s=round(float(ways.delta_v_m_s[row]), 1),
        )


def _without_doubles(found: Sequence[Landing]) -> Iterator[Landing]:
    """Yield the landings in order, of doubles that nearest to the point."""
    kept: dict[str, Landing] = {}
    order: list[Landing] = []
    for landing in sorted(found, key=lambda one: (one.landing, one.aim, one.side)):
        last = kept.get(landing.aim)
        if last is not None and landing.landing - last.landing < SAME:
            if abs(landing.cross_track_km) >= abs(last.cross_track_km):
                continue
            order.remove(last)
        kept[landing.aim] = landing
        order.append(landing)
    yield from order


def _sun_elevation_deg(latitude_deg: Array, longitude_deg: Array, utc: Utc) -> Array:
    """Return how high the Sun's centre stands, each instant at a place of its own; geometric, shape (N,)."""
    longitude, latitude = np.radians(longitude_deg), np.radians(latitude_deg)
    place_itrf_km = erfa.gd2gc(WGS84, longitude, latitude, np.zeros_like(latitude)) / 1000
    sun_itrf_km = cirs_to_tirs_km(sun_position_cirs_km(utc), utc) - place_itrf_km
    height_km = np.sum(sun_itrf_km * erfa.s2c(longitude, latitude), axis=-1)
    return np.asarray(np.degrees(np.arcsin(height_km / np.linalg.norm(sun_itrf_km, axis=-1))))


def _whole_seconds(utc: Utc) -> tuple[datetime, ...]:
    rounded = (utc.astype("datetime64[us]") + np.timedelta64(500_000, "us")).astype("datetime64[s]")
    return datetimes(rounded.astype("datetime64[us]"))
