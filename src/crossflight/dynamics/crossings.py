"""When the turning Earth carries a pad through the mean plane of the station."""

import math
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crossflight.dynamics.frames import Place, gmst82_rad, place_itrf_km
from crossflight.dynamics.plane import EARTH_TURN_DEG_PER_DAY
from crossflight.dynamics.station import MeanPlane, StationOrbit, seconds_after
from crossflight.dynamics.time import Array, Utc, utc_array
from crossflight.record import Pass
from crossflight.units import SECONDS_IN_A_DAY

__all__ = ["Crossings", "Flags", "crossings", "reach_deg"]

Flags = NDArray[np.bool_]

CROSSING_STEPS = 8
"""The first guess is the line of the mean node; drag and boosts move it by seconds in a month; two steps
and one to see do, more where the plane only grazes the place."""

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
    span_s = (last - first) / np.timedelta64(1, "s")
    offset_deg = _northbound_offset_deg(place, np.array([orbit.inclination_deg]))
    guesses, sides = [], []
    for side_name in passes:
        northbound = side_name == "northbound"
        goal_deg = offset_deg if northbound else 180 - offset_deg
        ahead_deg = _right_ascension_deg(place, first) - np.nan_to_num(goal_deg) - orbit.line_of_nodes_deg(first)
        to_go_s = (-ahead_deg % 360) / rate_deg_per_s
        turn_s = 360 / rate_deg_per_s
        guess = seconds_after(first, to_go_s + turn_s * np.arange(-1, span_s // turn_s + 2))
        guesses.append(guess)
        sides.append(np.full(guess.shape, northbound))
    utc, side = np.concatenate(guesses), np.concatenate(sides)
    near = (utc >= earliest) & (utc <= latest) & np.isfinite(offset_deg)
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
