"""The mean plane that the station moves in, and how fast it does."""

from collections.abc import Callable, Sequence
from datetime import datetime

import numpy as np

from crossflight import instants
from crossflight.dynamics.frames import gmst82_rad
from crossflight.dynamics.launches.profiles import revolution_s
from crossflight.dynamics.orbit.mean_plane import MeanPlane, mean_plane_of
from crossflight.dynamics.orbit.outlook import Outlook
from crossflight.dynamics.orbit.plane import (
    EARTH_GM_KM3_PER_S2,
    EARTH_TURN_DEG_PER_DAY,
    motion_deg_per_day,
    node_rate_deg_per_day,
)
from crossflight.dynamics.orbit.propagation import (
    Orbit,
    age_days,
    motion_teme,
    nearest_elements,
    refuse_old_elements,
    unbroken_epochs,
)
from crossflight.dynamics.time import Array, Utc, utc_array
from crossflight.errors import CallError, ScenarioError
from crossflight.record import Boost, Ephemeris
from crossflight.units import SECONDS_IN_A_DAY

__all__ = ["FURTHEST_OUTLOOK_DAYS", "FURTHEST_SURVEY_DAYS", "OLDEST_ELEMENTS_DAYS", "StationOrbit", "seconds_after"]

OLDEST_ELEMENTS_DAYS = 365.0
"""For those who ask where in its path the station is: by then that has long been lost."""

FURTHEST_OUTLOOK_DAYS = 4000.0
"""Ten years and most of another: the node is tens of degrees off by then, an hour of launch time and more."""

FURTHEST_SURVEY_DAYS = 15_000.0
"""For those who ask only how often there are opportunities: the plane then may be any, and turns as fast as it does."""

SAMPLE_STEP = np.timedelta64(2, "D")
"""The Moon's tides in the Earth's turn take 9 days and more."""

TURN = np.timedelta64(36, "h")
"""More than the time between two crossings."""


class StationOrbit:
    """Where a station goes in a span, and the slow numbers of its orbit at the start of the span.

    From element sets: SGP4 near their epochs, further away the secular model of
    :mod:`crossflight.dynamics.orbit.secular`, fitted to the sets given, with the boosts that are told. From an
    ephemeris: its states, nothing beyond; the boosts of its time are in them.
    """

    def __init__(
        self,
        orbit: Orbit,
        start: datetime,
        end: datetime,
        boosts: Sequence[Boost] = (),
        furthest_days: float = FURTHEST_OUTLOOK_DAYS,
    ) -> None:
        self.limits: tuple[datetime, datetime] | None = None
        """Beyond these an ephemeris says nothing."""
        self.boosts = tuple(boosts)
        self._axis_at_km: Callable[[Utc], Array] | None = None
        self._samples: tuple[tuple[np.datetime64, np.datetime64], tuple[Utc, Array, Array]] | None = None
        if isinstance(orbit, Ephemeris):
            self.limits = (orbit.epochs[0], orbit.epochs[-1])
            _refuse_outside(self.limits, start, end)
            motion = motion_teme(orbit)
            self._mean_plane: Callable[[Utc], MeanPlane] = lambda utc: mean_plane_of(*motion(utc))
            self.epoch = orbit.epochs[0]
            self.oldest_days = 0.0
            self._sample(orbit, start)
            return
        if not orbit:
            message = "an orbit needs at least one element set; give one"
            raise CallError(message)
        refuse_old_elements(orbit, start, end, furthest_days)
        outlook = Outlook(orbit, boosts)
        self._mean_plane = outlook.mean_plane
        self._axis_at_km = outlook.axis_km
        elements = nearest_elements(orbit, start)
        self.epoch = elements.epoch
        self.oldest_days = age_days(orbit, start, end)
        """The longest time from an instant of the span to the nearest epoch."""
        self.epoch_node_deg = elements.node_deg
        self.inclination_deg = elements.inclination_deg
        self.node_rate_deg_per_day = node_rate_deg_per_day(elements)
        self.motion_deg_per_day = motion_deg_per_day(elements)
        """Of the argument of latitude, at the nearest epoch."""
        self.axis_km = float(outlook.axis_km(utc_array([start]))[0])

    def mean_plane(self, utc: Utc) -> MeanPlane:
        """Return the mean plane at instants of shape (N,).

        Raises
        ------
        ScenarioError
            When the orbit has decayed by then, or the ephemeris has ended or has a gap.
        """
        return self._mean_plane(utc)

    def axis_at_km(self, utc: Utc) -> Array:
        """Return the mean semi-major axis at instants of shape (N,); of an ephemeris one for all of them."""
        return np.full(utc.shape, self.axis_km) if self._axis_at_km is None else self._axis_at_km(utc)

    def line_of_nodes_deg(self, utc: Utc | np.datetime64) -> Array:
        """Return the node as a straight line from the epoch: a first guess for days."""
        days = (utc - utc_array([self.epoch])[0]) / np.timedelta64(1, "D")
        return np.asarray(self.epoch_node_deg + self.node_rate_deg_per_day * days)

    def past_node_samples(self, first: np.datetime64, last: np.datetime64) -> tuple[Utc, Array, Array]:
        """Return how far Greenwich stands past the node, from a turn before a span to a turn after it.

        The instants, the days since the first of them, and degrees that grow without a jump. The same for all
        places, so those of the last span are kept.
        """
        if self._samples is None or self._samples[0] != (first, last):
            # An ephemeris reaches over weeks and may have gaps: its node goes on evenly enough.
            steps = max(int(np.ceil((last - first) / SAMPLE_STEP)), 1)
            utc = first - TURN + np.arange(steps + 1) * ((last - first + 2 * TURN) / steps)
            node_deg = self.mean_plane(utc).node_deg if self.limits is None else self.line_of_nodes_deg(utc)
            days = (utc - utc[0]) / np.timedelta64(1, "D")
            even_deg = days * (EARTH_TURN_DEG_PER_DAY - self.node_rate_deg_per_day)
            past_deg = np.degrees(gmst82_rad(utc)) - node_deg
            # Against the even line the node moves by far less than half a turn from one sample to the next.
            past_deg = even_deg + np.degrees(np.unwrap(np.radians(past_deg - even_deg)))
            self._samples = ((first, last), (utc, days, past_deg))
        return self._samples[1]

    @property
    def period_s(self) -> float:
        """Return the time from one ascending node to the next."""
        return 360 * SECONDS_IN_A_DAY / self.motion_deg_per_day

    def _sample(self, ephemeris: Ephemeris, start: datetime) -> None:
        """Take the slow numbers from the states of a day without a gap, or of less where there is no more."""
        utc = unbroken_epochs(ephemeris, start, instants.DAY)
        plane = self.mean_plane(utc)
        second = (utc - utc[0]) / np.timedelta64(1, "s")
        node_deg = np.degrees(np.unwrap(np.radians(plane.node_deg)))
        argument_deg = np.degrees(np.unwrap(np.radians(plane.latitude_argument_deg)))
        node_slope, node_start = np.polyfit(second, node_deg, 1)
        since_epoch_days = float((utc[0] - utc_array([self.epoch])[0]) / np.timedelta64(1, "D"))
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
