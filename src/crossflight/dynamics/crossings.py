"""When the turning Earth carries a pad through the mean plane of the station."""

import math
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crossflight.dynamics.frames import Place, gmst82_rad, place_itrf_km
from crossflight.dynamics.mean_plane import MeanPlane
from crossflight.dynamics.plane import EARTH_TURN_DEG_PER_DAY
from crossflight.dynamics.propagation import Orbit
from crossflight.dynamics.station import StationOrbit, seconds_after
from crossflight.dynamics.time import Array, Utc, utc_array
from crossflight.record import Boost, Pass
from crossflight.units import SECONDS_IN_A_DAY

__all__ = ["Crossings", "Flags", "crossings", "crossings_with_phase", "reach_deg"]

Flags = NDArray[np.bool_]

CROSSING_STEPS = 8
"""Two and one to see do, more where the plane only grazes the place."""

CONVERGED_DEG = 1e-6
"""The last step moved a crossing by less than 0.3 ms."""

SIDES: tuple[Pass, ...] = ("northbound", "southbound")

GUESS_ERROR = np.timedelta64(3600, "s")
"""How far the first guess may be off: 15 degrees of the node."""

GRID_STEP = np.timedelta64(4, "D")
"""A boost of 10 m/s bends the node by 0.05 degrees a day."""

TURN = np.timedelta64(36, "h")
"""More than the time between two crossings."""


class Crossings(NamedTuple):
    """When a pad goes through the mean plane of the station, in order; each of shape (N,)."""

    utc: Utc
    is_northbound: Flags
    plane: MeanPlane
    pad_argument_deg: Array
    """The argument of latitude of the pad in the plane."""

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
        nothing = np.empty(0)
        return Crossings(utc, side, MeanPlane(nothing, nothing, nothing), nothing)
    for _ in range(CROSSING_STEPS):
        plane = orbit.mean_plane(utc)
        offset_deg = _northbound_offset_deg(place, plane.inclination_deg)
        goal_deg = np.where(side, offset_deg, 180 - offset_deg)
        ahead_deg = (_right_ascension_deg(place, utc) - goal_deg - plane.node_deg + 180) % 360 - 180
        utc = np.clip(seconds_after(utc, -np.nan_to_num(ahead_deg) / rate_deg_per_s), earliest, latest)
        if np.all(np.abs(ahead_deg) < CONVERGED_DEG):
            break
    is_found = (utc >= first) & (utc < last) & (np.abs(ahead_deg) < CONVERGED_DEG)
    kept = np.flatnonzero(is_found)[np.argsort(utc[is_found], kind="stable")]
    found = Crossings(utc, side, plane, _pad_argument_deg(place, plane.inclination_deg, side))
    return found.taken(kept)


def _guesses(
    place: Place, orbit: StationOrbit, span: tuple[np.datetime64, np.datetime64], passes: Sequence[Pass]
) -> tuple[Utc, Flags]:
    """Return instants near every crossing of the span and one turn around it, and whether it is northbound.

    How far the place stands past the node is sampled every few days and interpolated: years ahead boosts and drag
    take the node whole turns away from a straight line.
    """
    first, last = span
    [offset_deg] = _northbound_offset_deg(place, np.array([orbit.inclination_deg]))
    if np.isnan(offset_deg):
        return np.empty(0, dtype=first.dtype), np.empty(0, dtype=np.bool_)
    # An ephemeris reaches over weeks and may have gaps: its node goes on evenly enough.
    steps = max(int(np.ceil((last - first) / GRID_STEP)), 1)
    grid = first - TURN + np.arange(steps + 1) * ((last - first + 2 * TURN) / steps)
    node_deg = orbit.line_of_nodes_deg(grid) if orbit.limits is not None else orbit.mean_plane(grid).node_deg
    days = (grid - grid[0]) / np.timedelta64(1, "D")
    even_deg = node_deg[0] + orbit.node_rate_deg_per_day * days
    # Against the even line the node moves by far less than half a turn from one sample to the next.
    node_deg = even_deg + np.degrees(np.unwrap(np.radians(node_deg - even_deg)))
    past_deg = _right_ascension_deg(place, grid[0]) + EARTH_TURN_DEG_PER_DAY * days - node_deg
    guesses, sides = [], []
    for side_name in passes:
        northbound = side_name == "northbound"
        goal_deg = offset_deg if northbound else 180 - offset_deg
        turns = np.arange(np.ceil((past_deg[0] - goal_deg) / 360), np.floor((past_deg[-1] - goal_deg) / 360) + 1)
        seconds = np.interp(goal_deg + 360 * turns, past_deg, days) * SECONDS_IN_A_DAY
        guesses.append(seconds_after(grid[0], seconds))
        sides.append(np.full(turns.shape, northbound))
    return np.concatenate(guesses), np.concatenate(sides)


def crossings_with_phase(
    place: Place, orbit: Orbit, start: datetime, end: datetime, boosts: Sequence[Boost] = ()
) -> tuple[Utc, Flags, Array]:
    """Return when a place crosses the station's mean plane in ``[start, end)``, which way, and the phase then.

    Instants, whether northbound, and how far the station is ahead of the place along the orbit, 0 to 360 degrees;
    each of shape (N,). Ten years of a place come in some hundredths of a second.

    Raises
    ------
    ScenarioError
        When the orbit goes through the ground, has decayed, or does not reach the span.
    """
    found = crossings(place, StationOrbit(orbit, start, end, boosts), start, end)
    return found.utc, found.is_northbound, (found.plane.latitude_argument_deg - found.pad_argument_deg) % 360


def reach_deg(place: Place) -> float:
    """Return the geocentric latitude, which an orbit must reach to pass over the place."""
    return math.degrees(_latitude_rad(place))


def _right_ascension_deg(place: Place, utc: Utc | np.datetime64) -> Array:
    return np.asarray(np.degrees(gmst82_rad(np.asarray(utc))) + place.longitude_deg)


def _northbound_offset_deg(place: Place, inclination_deg: Array) -> Array:
    """Return how far east of the node the plane reaches the place's latitude northbound; NaN: never."""
    inclination = np.radians(inclination_deg)
    height, reach = math.tan(_latitude_rad(place)) * np.cos(inclination), np.sin(inclination)
    return np.degrees(np.arcsin(_ratio(height, reach)))


def _pad_argument_deg(place: Place, inclination_deg: Array, is_northbound: Flags) -> Array:
    """Return the argument of latitude of the place in a plane that holds it."""
    sine = math.sin(_latitude_rad(place))
    argument = np.degrees(np.arcsin(_ratio(np.full_like(inclination_deg, sine), np.sin(np.radians(inclination_deg)))))
    return np.where(is_northbound, argument, 180 - argument)


def _latitude_rad(place: Place) -> float:
    """Return the geocentric latitude."""
    x_km, y_km, z_km = place_itrf_km(place).tolist()
    return math.atan2(z_km, math.hypot(x_km, y_km))


def _ratio(part: Array, whole: Array) -> Array:
    """Return the ratio where it is a sine, NaN elsewhere."""
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=np.abs(part) < np.abs(whole))
