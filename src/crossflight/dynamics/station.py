"""The mean plane that the station moves in, and how fast it does.

The Earth's flattening makes the plane sway twice a revolution, and the sway depends on where the station is. A
vehicle in the same orbit sways with it, so two orbits are compared by their mean planes: what SGP4 adds for the
sway (Spacetrack Report No. 3, the terms in J2) is taken off again.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np

from crossflight import instants
from crossflight.dynamics.plane import (
    EARTH_GM_KM3_PER_S2,
    EARTH_RADIUS_KM,
    J2,
    motion_deg_per_day,
    node_rate_deg_per_day,
    semi_major_axis_km,
)
from crossflight.dynamics.profiles import revolution_s
from crossflight.dynamics.propagation import Orbit, age_days, motion_teme, nearest_elements, refuse_old_elements
from crossflight.dynamics.time import Array, Utc, utc_array
from crossflight.errors import ScenarioError
from crossflight.record import Ephemeris
from crossflight.units import SECONDS_IN_A_DAY

__all__ = ["MeanPlane", "StationOrbit", "seconds_after"]

OLDEST_ELEMENTS_DAYS = 365.0
"""Beyond it even the node is some degrees off, and the phase has long been lost."""

SAMPLES_OF_A_DAY = 289


class MeanPlane(NamedTuple):
    """The plane and the place in it, TEME, the sway of J2 taken off; degrees, shape (N,)."""

    node_deg: Array
    inclination_deg: Array
    latitude_argument_deg: Array


class StationOrbit:
    """Where a station goes in a span, and the slow numbers of its orbit at the start of the span."""

    def __init__(self, orbit: Orbit, start: datetime, end: datetime) -> None:
        self._motion = motion_teme(orbit)
        self.limits: tuple[datetime, datetime] | None = None
        """Beyond these an ephemeris says nothing."""
        if isinstance(orbit, Ephemeris):
            self.limits = (orbit.epochs[0], orbit.epochs[-1])
            _refuse_outside(self.limits, start, end)
            self.epoch = orbit.epochs[0]
            self.oldest_days = 0.0
            self._sample(start)
            return
        refuse_old_elements(orbit, start, end, OLDEST_ELEMENTS_DAYS)
        elements = nearest_elements(orbit, start)
        self.epoch = elements.epoch
        self.oldest_days = age_days(orbit, start, end)
        """The longest time from an instant of the span to the nearest epoch."""
        self.epoch_node_deg = elements.node_deg
        self.inclination_deg = elements.inclination_deg
        self.node_rate_deg_per_day = node_rate_deg_per_day(elements)
        self.motion_deg_per_day = motion_deg_per_day(elements)
        """Of the argument of latitude."""
        self.axis_km = semi_major_axis_km(elements)

    def mean_plane(self, utc: Utc) -> MeanPlane:
        """Return the mean plane at instants of shape (N,).

        Raises
        ------
        ScenarioError
            When the orbit has decayed by then, or the ephemeris has ended.
        """
        position, velocity = self._motion(utc)
        normal = np.cross(position, velocity)
        momentum2 = np.sum(normal**2, axis=-1)
        cosine = normal[:, 2] / np.sqrt(momentum2)
        sine = np.sqrt(1 - cosine**2)
        node = np.arctan2(normal[:, 0], -normal[:, 1])
        along = position[:, 0] * np.cos(node) + position[:, 1] * np.sin(node)
        argument = np.arctan2(position[:, 2] / sine, along)
        sway = 0.5 * J2 / (momentum2 / EARTH_GM_KM3_PER_S2 / EARTH_RADIUS_KM) ** 2
        return MeanPlane(
            np.degrees(node - 1.5 * sway * cosine * np.sin(2 * argument)) % 360,
            np.degrees(np.arccos(cosine) - 1.5 * sway * cosine * sine * np.cos(2 * argument)),
            np.degrees(argument + 0.25 * sway * (7 * cosine**2 - 1) * np.sin(2 * argument)) % 360,
        )

    def line_of_nodes_deg(self, utc: Utc | np.datetime64) -> Array:
        """Return the node as a straight line from the epoch: a first guess."""
        days = (utc - utc_array([self.epoch])[0]) / np.timedelta64(1, "D")
        return np.asarray(self.epoch_node_deg + self.node_rate_deg_per_day * days)

    @property
    def period_s(self) -> float:
        """Return the time from one ascending node to the next."""
        return 360 * SECONDS_IN_A_DAY / self.motion_deg_per_day

    def _sample(self, start: datetime) -> None:
        """Take the slow numbers from a day of the ephemeris, or from all of a shorter one."""
        first, last = self.limits or (start, start)
        begin = min(max(first, start), max(first, last - instants.DAY))
        length_s = min(instants.DAY, last - begin).total_seconds()
        second = np.linspace(0.0, length_s, SAMPLES_OF_A_DAY)
        plane = self.mean_plane(seconds_after(utc_array([begin])[0], second))
        node_deg = np.degrees(np.unwrap(np.radians(plane.node_deg)))
        argument_deg = np.degrees(np.unwrap(np.radians(plane.latitude_argument_deg)))
        node_slope, node_start = np.polyfit(second, node_deg, 1)
        since_epoch_days = (begin - first) / timedelta(days=1)
        self.node_rate_deg_per_day = float(node_slope) * SECONDS_IN_A_DAY
        self.epoch_node_deg = float(node_start) - self.node_rate_deg_per_day * since_epoch_days
        self.inclination_deg = float(np.mean(plane.inclination_deg))
        self.motion_deg_per_day = float(np.polyfit(second, argument_deg, 1)[0]) * SECONDS_IN_A_DAY
        self.axis_km = _axis_km(self.period_s, self.inclination_deg)


def seconds_after(utc: Utc | np.datetime64, seconds: Array) -> Utc:
    """Return the instants so many seconds later, to the microsecond."""
    return np.asarray(utc + np.rint(seconds * 1e6).astype("timedelta64[us]"))


def _refuse_outside(limits: tuple[datetime, datetime], start: datetime, end: datetime) -> None:
    first, last = limits
    if start < first or end > last:
        problem = (
            f"the span {instants.write(start)} to {instants.write(end)} leaves the ephemeris, which goes from "
            f"{instants.write(first)} to {instants.write(last)}"
        )
        raise ScenarioError(problem, path="orbit", way_out="ask for a span inside it, or give another")


def _axis_km(period_s: float, inclination_deg: float) -> float:
    """Return the circle that takes so long from node to node."""
    axis_km = (EARTH_GM_KM3_PER_S2 * (period_s / (2 * np.pi)) ** 2) ** (1 / 3)
    for _ in range(3):
        axis_km *= (period_s / float(revolution_s(axis_km, inclination_deg))) ** (2 / 3)
    return float(axis_km)
