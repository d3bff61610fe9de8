"""What a vehicle does between the station and its burn: how far ahead it gets, in which time, and at what price."""

from typing import NamedTuple

import numpy as np

from crossflight.dynamics.launches.profiles import node_rate_deg_per_s, revolution_s
from crossflight.dynamics.orbit.plane import EARTH_GM_KM3_PER_S2, EARTH_TURN_DEG_PER_DAY
from crossflight.dynamics.orbit.propagation import Motion
from crossflight.dynamics.orbit.station import StationOrbit
from crossflight.dynamics.time import Array, Utc
from crossflight.record import Descent
from crossflight.units import SECONDS_IN_A_DAY

__all__ = ["Departures", "Ship"]


class Departures(NamedTuple):
    """How N vehicles got to where they burn."""

    hours: Array
    """From undocking to the burn, as few as can be."""
    hours_longest: Array
    delta_v_m_s: Array
    """Of going lower, on two circles."""


class Ship:
    """A vehicle that leaves a station: by the station's phase, or lower and ahead of it."""

    def __init__(self, descent: Descent, orbit: StationOrbit, motion: Motion) -> None:
        self._descent, self._orbit, self._motion = descent, orbit, motion
        self.motion_deg_per_s = orbit.motion_deg_per_day / SECONDS_IN_A_DAY
        self.earth_deg_per_s = EARTH_TURN_DEG_PER_DAY / SECONDS_IN_A_DAY
        self.lead_least_deg = self.lead_most_deg = 0.0
        """How far ahead of the station it can be at its burn."""
        self._gain_least = self._gain_most = 0.0
        if descent.lowered is not None:
            self._gain_least = self._gain_deg_per_hour(descent.lowered.below_least_km)
            self._gain_most = self._gain_deg_per_hour(descent.lowered.below_most_km)
            self.lead_least_deg = self._gain_least * descent.hours_least
            self.lead_most_deg = self._gain_most * descent.hours_most

    def state(self, utc: Utc, lead_deg: Array) -> tuple[Array, Array]:
        """Return position in km and velocity in km/s in TEME, both of shape (N, 3).

        The station's own, unless the vehicle goes lower: then on a circle, its node turned as the lower orbit
        turns it.
        """
        position, velocity = self._motion(utc)
        if self._descent.lowered is None:
            return position, velocity
        hours, below_km = self._hours_and_height(lead_deg)
        normal = np.cross(position, velocity)
        normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
        station_radius = np.linalg.norm(position, axis=-1, keepdims=True)
        outward = position / station_radius
        forward = np.cross(normal, outward)
        lead = np.radians(lead_deg)[:, np.newaxis]
        radius = station_radius - below_km[:, np.newaxis]
        speed = np.sqrt(EARTH_GM_KM3_PER_S2 / radius)
        node_turn = np.radians(self._node_turn_deg(hours, below_km))
        ahead = outward * np.cos(lead) + forward * np.sin(lead)
        onward = forward * np.cos(lead) - outward * np.sin(lead)
        return _turned(radius * ahead, node_turn), _turned(speed * onward, node_turn)

    def departures(self, lead_deg: Array) -> Departures:
        """Return when vehicles left that are so far ahead, and what it took."""
        hours, below_km = self._hours_and_height(lead_deg)
        longest = np.full_like(hours, self._descent.hours_most)
        if self._gain_least:
            longest = np.clip(lead_deg / self._gain_least, hours, self._descent.hours_most)
        speed = np.sqrt(EARTH_GM_KM3_PER_S2 / self._orbit.axis_km)
        return Departures(hours, longest, 1000 * speed * below_km / (2 * self._orbit.axis_km))

    def _hours_and_height(self, lead_deg: Array) -> tuple[Array, Array]:
        """Return the least hours that make up the lead, and how far below the station they are flown."""
        least = self._descent.hours_least
        if self._descent.lowered is None:
            return np.full_like(lead_deg, least), np.zeros_like(lead_deg)
        hours = np.clip(lead_deg / self._gain_most, least, self._descent.hours_most)
        share = np.clip(lead_deg / hours / self._gain_most, 0.0, 1.0)
        return hours, share * self._descent.lowered.below_most_km

    def _gain_deg_per_hour(self, below_km: float) -> float:
        axis_km, inclination_deg = self._orbit.axis_km, self._orbit.inclination_deg
        lower = 1 / revolution_s(axis_km - below_km, inclination_deg)
        return float(360 * 3600 * (lower - 1 / revolution_s(axis_km, inclination_deg)))

    def _node_turn_deg(self, hours: Array, below_km: Array) -> Array:
        axis_km, inclination_deg = self._orbit.axis_km, self._orbit.inclination_deg
        lower = node_rate_deg_per_s(axis_km - below_km, inclination_deg)
        return np.asarray((lower - node_rate_deg_per_s(axis_km, inclination_deg)) * hours * 3600)


def _turned(vector: Array, angle: Array) -> Array:
    """Return vectors turned about the axis of the Earth, to the east."""
    x, y, z = np.moveaxis(vector, -1, 0)
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.stack((cosine * x - sine * y, sine * x + cosine * y, z), axis=-1)
