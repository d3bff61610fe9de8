"""Where a station will be by its element sets: SGP4 near their epochs, the secular model further away.

Up to a day from the epoch both are as good. After two days the node of the secular model is twice as good, after ten
four times, and the phase no worse; between one day and three the one goes over into the other.
"""

import math
from collections.abc import Sequence

import numpy as np

from crossflight.dynamics.orbit.mean_plane import MeanPlane, mean_plane_of
from crossflight.dynamics.orbit.plane import EARTH_RADIUS_KM, J2
from crossflight.dynamics.orbit.propagation import Motion, motion_teme
from crossflight.dynamics.orbit.secular import (
    SecularOrbit,
    ahead,
    axis_ahead_km,
    boosts_gone_deg,
    fit,
    held,
)
from crossflight.dynamics.time import Array, Utc, datetimes, utc_array
from crossflight.dynamics.turns import half_turn_deg, sine_and_cosine, whole_turn_deg
from crossflight.errors import ScenarioError
from crossflight.instants import DAY
from crossflight.record import Boost, MeanElements

__all__ = ["Outlook", "node_error_deg"]

SGP4_DAYS, SECULAR_DAYS = 1.0, 3.0
"""Up to the first SGP4 alone, from the second on the secular model alone. Node and phase against later sets of the
International Space Station, medians of 2020 to 2022, one set each, boosts not told: after 1 day 0.0018 and 0.0012
degrees of node, after 2 days 0.0042 and 0.0018, after 10 days 0.021 and 0.006, after 90 days 0.40 and 0.10; phases
differ by less than they scatter up to 5 days, after 30 days they are 20 and 14 degrees off."""

USED_DAYS = 25.0
"""Element sets so much older than the one a forecast starts from say nothing more."""

J3_BY_J2 = -0.00234507
"""WGS72. The odd zonal shifts the mean eccentricity towards the north, as in Spacetrack Report No. 3."""

LOWEST_KM = 100.0
"""A circle any lower is no orbit."""

NODE_ERROR_DEG = ((0.0, 0.001), (1.0, 0.002), (10.0, 0.006), (30.0, 0.025), (90.0, 0.1), (180.0, 0.19), (365.0, 1.4))
"""Median error after so many days of what is foretold here, as above; 1.8 after a year and a half. Years ahead the
Sun's activity decides, and at what height the station is kept."""


class Outlook:
    """The mean plane of a station at any instant, each from the element set whose epoch is nearest."""

    def __init__(self, sets: Sequence[MeanElements], boosts: Sequence[Boost] = ()) -> None:
        self._sets = sorted(sets, key=lambda elements: elements.epoch)
        self._boosts = tuple(boosts)
        self._epochs = utc_array(elements.epoch for elements in self._sets)
        self._middles = self._epochs[:-1] + (self._epochs[1:] - self._epochs[:-1]) / 2
        self._fitted: dict[int, SecularOrbit] = {}
        self._motions: dict[int, Motion] = {}

    def mean_plane(self, utc: Utc) -> MeanPlane:
        """Return the mean plane at instants of shape (N,).

        Raises
        ------
        ScenarioError
            When SGP4 finds no orbit, or the boosts that are told do not keep the station up.
        """
        if len(self._sets) == 1:
            return self._from_set(0, utc)
        chosen = np.searchsorted(self._middles, utc, side="right")
        found = MeanPlane(*(np.empty(utc.shape) for _ in MeanPlane._fields))
        for row in np.unique(chosen).tolist():
            here = chosen == row
            for whole, part in zip(found, self._from_set(row, utc[here]), strict=True):
                whole[here] = part
        return found

    def axis_km(self, utc: Utc) -> Array:
        """Return the mean semi-major axis."""
        chosen = np.searchsorted(self._middles, utc, side="right")
        axis_km = np.empty(utc.shape)
        for row in np.unique(chosen).tolist():
            here = chosen == row
            axis_km[here] = axis_ahead_km(self._secular(row), utc[here])
        return axis_km

    def _from_set(self, row: int, utc: Utc) -> MeanPlane:
        day = (utc - self._epochs[row]) / np.timedelta64(1, "D")
        age_days = np.abs(day)
        near = np.flatnonzero(age_days < SECULAR_DAYS)
        if not len(near):
            return self._far(row, utc, day)
        of_sgp4 = self._near(row, utc[near])
        share = np.clip((age_days[near] - SGP4_DAYS) / (SECULAR_DAYS - SGP4_DAYS), 0, 1)
        if len(near) == len(utc) and not share.any():
            return of_sgp4
        whole = self._far(row, utc, day)
        share = share**2 * (3 - 2 * share)
        node, inclination, argument = (
            left + share * half_turn_deg(right[near] - left) for left, right in zip(of_sgp4, whole, strict=True)
        )
        for column, blended in zip(whole, (whole_turn_deg(node), inclination, whole_turn_deg(argument)), strict=True):
            column[near] = blended
        return whole

    def _near(self, row: int, utc: Utc) -> MeanPlane:
        """Return what SGP4 says, with the boosts, of which it knows nothing."""
        if row not in self._motions:
            self._motions[row] = motion_teme((self._sets[row],))
        plane = mean_plane_of(*self._motions[row](utc))
        if not self._boosts:
            return plane
        node_deg, phase_deg = boosts_gone_deg(self._secular(row), utc)
        return plane._replace(
            node_deg=(plane.node_deg + node_deg) % 360,
            latitude_argument_deg=(plane.latitude_argument_deg + phase_deg) % 360,
        )

    def _far(self, row: int, utc: Utc, day: Array) -> MeanPlane:
        """Return what the secular model says, at instants and so many days after the epoch of the set."""
        orbit, elements = self._secular(row), self._sets[row]
        gone = ahead(orbit, day)
        self._refuse_fallen(orbit, utc, gone.growth)
        argument_deg = gone.phase_deg + _centre_deg(elements, orbit.axis_km, gone.phase_deg, day)
        inclination_deg = np.full(utc.shape, elements.inclination_deg)
        return MeanPlane(gone.node_deg, inclination_deg, whole_turn_deg(argument_deg))

    def _secular(self, row: int) -> SecularOrbit:
        """Return how the angles go on from a set, by what it and the sets before it say."""
        if row not in self._fitted:
            epoch = self._sets[row].epoch
            used = [entry for entry in self._sets[: row + 1] if epoch - entry.epoch <= USED_DAYS * DAY]
            self._fitted[row] = held(fit(used, self._boosts))
        return self._fitted[row]

    def _refuse_fallen(self, orbit: SecularOrbit, utc: Utc, growth: Array) -> None:
        # The cube of the axis falls as the square of the motion grows.
        most_growth = (orbit.axis_km / (EARTH_RADIUS_KM + LOWEST_KM)) ** 1.5 - 1
        fallen = np.flatnonzero(~(growth < most_growth))
        if fallen.size:
            [moment] = datetimes(utc[fallen[:1]])
            problem = (
                f"drag and the boosts that are told bring the station below {LOWEST_KM:g} km by {moment:%Y-%m-%d}, "
                f"as the element set of {orbit.reference:%Y-%m-%d} has it"
            )
            raise ScenarioError(problem, path="orbit", way_out="tell of more boosts, or give newer element sets")


def node_error_deg(days: float) -> float:
    """Return by how much a node told so many days ahead was wrong in the median, no boost told.

    Measured up to a year; beyond, it grows evenly.
    """
    known_days, known_deg = zip(*NODE_ERROR_DEG, strict=True)
    if days > known_days[-1]:
        return float(known_deg[-1] * days / known_days[-1])
    return float(np.interp(days, known_days, known_deg))


def _centre_deg(elements: MeanElements, axis_km: float, mean_deg: Array, day: Array) -> Array:
    """Return what an orbit that is no circle adds to the mean argument of latitude: the equation of the centre."""
    cosine, sine = (turn(math.radians(elements.inclination_deg)) for turn in (math.cos, math.sin))
    per_axis = EARTH_RADIUS_KM / axis_km / (1 - elements.eccentricity**2)
    turning_deg_per_day = 0.75 * J2 * per_axis**2 * (5 * cosine**2 - 1) * 360 * elements.mean_motion_rev_per_day
    perigee = np.radians(elements.perigee_argument_deg + turning_deg_per_day * day)
    mean = np.radians(mean_deg)
    northward = 0.5 * J3_BY_J2 * sine * per_axis
    sine_of_mean, cosine_of_mean = sine_and_cosine(mean)
    sine_of_anomaly, cosine_of_anomaly = sine_and_cosine(mean - perigee)
    first = elements.eccentricity * sine_of_anomaly + northward * cosine_of_mean
    half_turn = elements.eccentricity * cosine_of_anomaly - northward * sine_of_mean
    return np.asarray(np.degrees(2 * first + 2.5 * first * half_turn))
