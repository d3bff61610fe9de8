"""When the turning Earth carries a pad through the mean plane of the station."""

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from crossflight.dynamics.cubics import cubic
from crossflight.dynamics.frames import Place, gmst82_rad, place_direction_rad, place_itrf_km
from crossflight.dynamics.orbit.mean_plane import MeanPlane
from crossflight.dynamics.orbit.plane import EARTH_TURN_DEG_PER_DAY
from crossflight.dynamics.orbit.propagation import Orbit
from crossflight.dynamics.orbit.station import StationOrbit, seconds_after
from crossflight.dynamics.time import Array, Utc, utc_array
from crossflight.dynamics.turns import half_turn_deg, sine_and_cosine
from crossflight.record import Boost, Pass
from crossflight.units import SECONDS_IN_A_DAY

__all__ = ["Crossings", "Flags", "crossings", "crossings_with_phase", "reach_deg"]

Flags = NDArray[np.bool_]

CROSSING_STEPS = 8
"""One where the first guess holds, two or three within days of an element set, more where the plane only grazes."""

CONVERGED_DEG = 1e-6
"""The last step moved a crossing by less than 0.3 ms."""

SIDES: tuple[Pass, ...] = ("northbound", "southbound")

GUESS_ERROR = np.timedelta64(3600, "s")
"""How far the first guess may be off: 15 degrees of the node."""


class Crossings(NamedTuple):
    """When a pad goes through the mean plane of the station, in order; each of shape (N,)."""

    utc: Utc
    is_northbound: Flags
    plane: MeanPlane
    pad_argument_deg: Array
    """The argument of latitude of the pad in the plane."""

    @property
    def columns(self) -> tuple[NDArray[Any], ...]:
        """Return all arrays one after the other."""
        return self.utc, self.is_northbound, *self.plane, self.pad_argument_deg

    def taken(self, wanted: NDArray[np.intp]) -> "Crossings":
        """Return those of the rows."""
        plane = MeanPlane(*(part[wanted] for part in self.plane))
        return Crossings(self.utc[wanted], self.is_northbound[wanted], plane, self.pad_argument_deg[wanted])


def crossings(
    place: Place, orbit: StationOrbit, start: datetime, end: datetime, passes: Sequence[Pass] = SIDES
) -> Crossings:
    """Return the plane crossings of a place in ``[start, end)``, northbound and southbound or only one of them.

    To the millisecond for the orbit's path with the sway of J2 taken off. Empty beyond the inclination.
    """
    rate_deg_per_s = (EARTH_TURN_DEG_PER_DAY - orbit.node_rate_deg_per_day) / SECONDS_IN_A_DAY
    first, last = utc_array([start, end])
    earliest, latest = first - GUESS_ERROR, last + GUESS_ERROR
    if orbit.limits is not None:
        limits = utc_array(orbit.limits)
        earliest, latest = max(earliest, limits[0]), min(latest, limits[1])
    utc, side = _guesses(place, orbit, (first, last), passes)
    near = (utc >= earliest) & (utc <= latest)
    utc, side = utc[near], side[near]
    if not len(utc):
        return Crossings(utc, side, MeanPlane(*(np.empty(0) for _ in MeanPlane._fields)), np.empty(0))
    found, ahead_deg = _met(place, orbit, utc, side)
    for _ in range(CROSSING_STEPS - 1):
        # Without those of NaN: the plane of that instant does not reach the place.
        off = np.flatnonzero(np.abs(ahead_deg) >= CONVERGED_DEG)
        if not len(off):
            break
        nearer = np.clip(seconds_after(found.utc[off], -ahead_deg[off] / rate_deg_per_s), earliest, latest)
        again, ahead_deg[off] = _met(place, orbit, nearer, side[off])
        for whole, part in zip(found.columns, again.columns, strict=True):
            whole[off] = part
    met = np.flatnonzero(np.abs(ahead_deg) < CONVERGED_DEG)
    utc = seconds_after(found.utc[met], -ahead_deg[met] / rate_deg_per_s)
    inside = np.flatnonzero((utc >= first) & (utc < last))
    inside = inside[np.argsort(utc[inside], kind="stable")]
    return found.taken(met[inside])._replace(utc=utc[inside])


def _met(place: Place, orbit: StationOrbit, utc: Utc, is_northbound: Flags) -> tuple[Crossings, Array]:
    """Return what there is at instants near crossings, and how far the place has turned beyond the plane's own side.

    In degrees, negative before the crossing; NaN where the plane does not reach the latitude of the place.
    """
    plane = orbit.mean_plane(utc)
    latitude_rad, longitude_rad = place_direction_rad(place, utc)
    reach, cosine = sine_and_cosine(np.radians(plane.inclination_deg))
    height, across = sine_and_cosine(latitude_rad)
    offset = np.arcsin(_ratio(height * cosine, across * reach))
    argument = np.arcsin(_ratio(height, reach))
    goal = np.where(is_northbound, offset, math.pi - offset)
    ahead_deg = half_turn_deg(np.degrees(gmst82_rad(utc) + longitude_rad - goal) - plane.node_deg)
    pad_argument_deg = np.degrees(np.where(is_northbound, argument, math.pi - argument))
    return Crossings(utc, is_northbound, plane, pad_argument_deg), ahead_deg


def _guesses(
    place: Place, orbit: StationOrbit, span: tuple[np.datetime64, np.datetime64], passes: Sequence[Pass]
) -> tuple[Utc, Flags]:
    """Return instants near every crossing of the span and one turn around it, and whether it is northbound.

    How far the place stands past the goal is sampled every few days; in between a cubic, whose slopes are those of
    the samples. Years ahead boosts and drag take the node whole turns away from a straight line.
    """
    first, last = span
    none: tuple[Utc, Flags] = np.empty(0, dtype=first.dtype), np.empty(0, dtype=np.bool_)
    grid, days, node_past_deg = orbit.past_node_samples(first, last)
    latitude_rad, longitude_rad = place_direction_rad(place, grid)
    inclination_rad = math.radians(orbit.inclination_deg)
    height, reach = np.tan(latitude_rad) * math.cos(inclination_rad), math.sin(inclination_rad)
    if not np.any(np.abs(height) < abs(reach)):
        return none
    # Where the moving pole lets the plane reach the place at times only, the top of the plane is near enough.
    offset_deg = np.degrees(np.arcsin(np.clip(height / reach, -1, 1)))
    guesses, sides = [none[0]], [none[1]]
    for side_name in passes:
        northbound = side_name == "northbound"
        goal_deg = offset_deg if northbound else 180 - offset_deg
        past_deg = node_past_deg + np.degrees(longitude_rad) - goal_deg
        turns = 360 * np.arange(np.ceil(past_deg[0] / 360), np.floor(past_deg[-1] / 360) + 1)
        guesses.append(seconds_after(grid[0], cubic(past_deg, days, turns) * SECONDS_IN_A_DAY))
        sides.append(np.full(turns.shape, northbound))
    return np.concatenate(guesses), np.concatenate(sides)


def crossings_with_phase(
    place: Place, orbit: Orbit, start: datetime, end: datetime, boosts: Sequence[Boost] = ()
) -> tuple[Utc, Flags, Array]:
    """Return when a place crosses the station's mean plane in ``[start, end)``, which way, and the phase then.

    Instants, whether northbound, and how far the station is ahead of the place along the orbit, 0 to 360 degrees;
    each of shape (N,). Ten years of a place come in some milliseconds.

    Raises
    ------
    ScenarioError
        When the orbit goes through the ground, has decayed, or does not reach the span.
    """
    found = crossings(place, StationOrbit(orbit, start, end, boosts), start, end)
    return found.utc, found.is_northbound, (found.plane.latitude_argument_deg - found.pad_argument_deg) % 360


def reach_deg(place: Place) -> float:
    """Return the geocentric latitude, which an orbit must reach to pass over the place."""
    x_km, y_km, z_km = place_itrf_km(place).tolist()
    return math.degrees(math.atan2(z_km, math.hypot(x_km, y_km)))


def _ratio(part: Array, whole: Array) -> Array:
    """Return the ratio where it is a sine, NaN elsewhere."""
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=np.abs(part) < np.abs(whole))
