"""When the turning Earth carries a place within reach of an orbit plane: from enter to leave, nearest at best.

::

        leave  best  enter        the place stands still in this drawing, and the plane moves west over it;
      ----/------/------/----     reach is counted across the way
         /      *      /
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crossflight.dynamics.frames import Place, gmst82_rad, place_itrf_km
from crossflight.dynamics.orbit.plane import EARTH_RADIUS_KM, EARTH_TURN_DEG_PER_DAY
from crossflight.dynamics.orbit.station import StationOrbit, seconds_after
from crossflight.dynamics.time import Array, Utc
from crossflight.instants import Span
from crossflight.record import AimPoint, Pass
from crossflight.units import SECONDS_IN_A_DAY

__all__ = ["Passes", "Reaches", "direction_itrf", "geocentric_latitude_deg", "itrf_to_teme", "reaches"]

NEWTON_STEPS = 2

LEAST_SINE = 1e-4
"""Of the inclination: an orbit over the equator crosses no place, and may be within reach of it all the time."""


class Reaches(NamedTuple):
    """Spans of a place within reach of a plane, in order, each of shape (N,)."""

    enter: Utc
    best: Utc
    """The place in the plane; for one beyond the inclination, nearest to it."""
    leave: Utc
    across_deg_per_s: Array
    """How fast the plane goes by at ``best``: the change of the place's way to its left; near the top of the ground
    track next to nothing."""


class Passes(NamedTuple):
    """Spans in which points are within reach of the plane: of several points, on both sides, each of shape (N,)."""

    near: Reaches
    aim: NDArray[np.intp]
    """Which point it is, by its place in the list."""
    is_northbound: NDArray[np.bool_]
    place_itrf: Array
    """Its direction from the Earth's centre, shape (N, 3)."""
    reach_km: Array
    """Its radius and the cross-range."""

    @classmethod
    def of(cls, near: Reaches, aim: AimPoint, index: int, side: Pass, reach_km: float) -> "Passes":
        """Return the passes over one point on one side."""
        count = len(near.best)
        return cls(
            near=near,
            aim=np.full(count, index, dtype=np.intp),
            is_northbound=np.full(count, side == "northbound"),
            place_itrf=np.tile(direction_itrf(aim), (count, 1)),
            reach_km=np.full(count, reach_km),
        )

    @classmethod
    def joined(cls, parts: Sequence["Passes"]) -> "Passes":
        """Return all passes in one."""
        near = Reaches._make(np.concatenate(columns) for columns in zip(*(part.near for part in parts), strict=True))
        rest = zip(*(part[1:] for part in parts), strict=True)
        return cls._make((near, *(np.concatenate(columns) for columns in rest)))

    def taken(self, wanted: NDArray[np.intp]) -> "Passes":
        """Return those of the rows."""
        near = Reaches._make(column[wanted] for column in self.near)
        return Passes._make((near, *(column[wanted] for column in self[1:])))


def reaches(place: Place, orbit: StationOrbit, reach_km: float, side: Pass, span: Span) -> Reaches:
    """Return the spans of one side of the orbit whose ``best`` lies in the span.

    For the line of the mean node, some seconds off within days of the epoch: a first guess. Near the top of the
    ground track the two sides meet, and each has its half of the span.
    """
    latitude = math.radians(geocentric_latitude_deg(place))
    inclination = math.radians(orbit.inclination_deg)
    across = math.cos(latitude) * max(math.sin(inclination), LEAST_SINE)
    middle = math.sin(latitude) * math.cos(inclination)
    reach = math.sin(min(reach_km / EARTH_RADIUS_KM, math.pi / 2))
    sines = [(middle - reach) / across, middle / across, (middle + reach) / across]
    if sines[0] > 1 or sines[2] < -1:
        nothing = np.empty(0, dtype="datetime64[us]")
        return Reaches(nothing, nothing, nothing, np.empty(0))
    from_node_deg = [math.degrees(math.asin(min(max(sine, -1.0), 1.0))) for sine in sines]
    if side == "southbound":
        from_node_deg = [180 - angle_deg for angle_deg in reversed(from_node_deg)]
    enter_deg, best_deg, leave_deg = from_node_deg
    rate_deg_per_s = (EARTH_TURN_DEG_PER_DAY - orbit.node_rate_deg_per_day) / SECONDS_IN_A_DAY
    best = _instants(place, orbit, best_deg, rate_deg_per_s, span)
    count = np.ones(best.shape)
    return Reaches(
        enter=seconds_after(best, count * (enter_deg - best_deg) / rate_deg_per_s),
        best=best,
        leave=seconds_after(best, count * (leave_deg - best_deg) / rate_deg_per_s),
        across_deg_per_s=-count * across * math.cos(math.radians(best_deg)) * rate_deg_per_s,
    )


def direction_itrf(place: Place) -> Array:
    """Return the direction of a place from the Earth's centre, unit length, shape (3,)."""
    position_itrf_km = place_itrf_km(place)
    return np.asarray(position_itrf_km / np.linalg.norm(position_itrf_km))


def itrf_to_teme(vector_itrf: Array, utc: Utc) -> Array:
    """Return vectors that turn with the Earth seen from TEME, shape (N, 3); polar motion is left out."""
    x, y, z = np.moveaxis(vector_itrf, -1, 0)
    turn = gmst82_rad(utc)
    cosine, sine = np.cos(turn), np.sin(turn)
    return np.stack((cosine * x - sine * y, sine * x + cosine * y, z), axis=-1)


def geocentric_latitude_deg(place: Place) -> float:
    """Return the angle between a place and the equator, seen from the Earth's centre."""
    return math.degrees(math.asin(float(direction_itrf(place)[2])))


def _instants(place: Place, orbit: StationOrbit, goal_deg: float, rate_deg_per_s: float, span: Span) -> Utc:
    """Return when the place is so far east of the node, in ``[start, end)``."""
    first, last = (np.datetime64(moment.replace(tzinfo=None), "us") for moment in span)

    def to_go_deg(utc: Utc) -> Array:
        right_ascension_deg = np.degrees(gmst82_rad(utc)) + place.longitude_deg
        return np.asarray(goal_deg - right_ascension_deg + orbit.line_of_nodes_deg(utc))

    length_s = (last - first) / np.timedelta64(1, "s")
    turn_s = 360 / rate_deg_per_s
    ahead_s = float(to_go_deg(np.array([first]))[0] % 360) / rate_deg_per_s
    utc = seconds_after(first, ahead_s + turn_s * np.arange(-1, length_s // turn_s + 2))
    for _ in range(NEWTON_STEPS):
        utc = seconds_after(utc, ((to_go_deg(utc) + 180) % 360 - 180) / rate_deg_per_s)
    return utc[(utc >= first) & (utc < last)]
