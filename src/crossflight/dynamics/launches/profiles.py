"""Phasing: the height that makes up a phase in a given time, what it does to the node, and the burns.

::

    insertion --- first orbit ---(burns)--- phasing orbit ---(burns)--- docking
                 first_revolutions                       last_revolutions

The first orbit and the climb to the station count with the mean of their heights, all others as circles; the
climb is half the last revolutions' sum of both ends. Drag on the way is left out.
"""

import math
from typing import NamedTuple

import numpy as np

from crossflight.dynamics.orbit.plane import EARTH_GM_KM3_PER_S2, EARTH_RADIUS_KM, J2
from crossflight.dynamics.time import Array

__all__ = ["Phasing", "burns_m_s", "node_rate_deg_per_s", "phasing", "revolution_s", "turn_m_s"]

NEWTON_STEPS = 4
"""The last moves the height by less than a millimetre."""

NEARER_STEPS = 2
"""From the height of a way whose liftoff lies some seconds beside this one's: as far."""

KEPLER_S = 2 * math.pi / math.sqrt(EARTH_GM_KM3_PER_S2)
"""What a revolution takes on a circle of 1 km about a point."""


class Phasing(NamedTuple):
    """A way up, for each of N cases."""

    axis_km: Array
    """Semi-major axis of the phasing orbit."""
    node_change_deg: Array
    """How much further the vehicle's node turns than the station's until docking; negative to the west."""
    burns_s: Array
    """The four burns, seconds after insertion, shape (N, 4)."""


def revolution_s(axis_km: Array | float, inclination_deg: Array | float) -> Array:
    """Return the time from node to node on a circle, J2 included."""
    return _revolution_s(np.asarray(axis_km), _flattening_km2(inclination_deg))


def _flattening_km2(inclination_deg: Array | float) -> Array:
    """Return what J2 takes off a revolution, times the axis squared: the same for all circles of an inclination."""
    cosine2 = np.cos(np.radians(inclination_deg)) ** 2
    return np.asarray(0.75 * J2 * EARTH_RADIUS_KM**2 * (8 * cosine2 - 2))


def _revolution_s(axis_km: Array, flattening_km2: Array) -> Array:
    # Products and a root: a power of 1.5 takes three times as long, and this is where windows spend their time.
    axis_km2 = axis_km * axis_km
    return np.asarray(KEPLER_S * axis_km * np.sqrt(axis_km) * axis_km2 / (axis_km2 + flattening_km2))


def node_rate_deg_per_s(axis_km: Array | float, inclination_deg: Array | float) -> Array:
    """Return how fast the node of a circle turns, negative to the west; J2 alone, enough for differences."""
    return _node_rate_deg_per_s(np.asarray(axis_km), _westward(inclination_deg))


def _westward(inclination_deg: Array | float) -> Array:
    """Return the node rate times the axis to the power of 3.5: the same for all circles of an inclination."""
    factor = -1.5 * J2 * EARTH_RADIUS_KM**2 * math.degrees(math.sqrt(EARTH_GM_KM3_PER_S2))
    return np.asarray(factor * np.cos(np.radians(inclination_deg)))


def _node_rate_deg_per_s(axis_km: Array, westward: Array) -> Array:
    return np.asarray(westward / (axis_km * axis_km * axis_km * np.sqrt(axis_km)))


def phasing(
    phase_deg: Array,
    revolutions: float,
    axes_km: tuple[float, Array | float],
    inclination_deg: Array,
    parts: tuple[float, float],
    near_km: Array | None = None,
) -> Phasing:
    """Return the phasing orbit that makes up a phase.

    Parameters
    ----------
    phase_deg
        The station ahead of the vehicle at insertion, whole revolutions included.
    revolutions
        Of the vehicle, from insertion to docking.
    axes_km
        Mean semi-major axes of the first orbit and of the station's, the latter for each case where it changes.
    inclination_deg
        Of both.
    parts
        Revolutions in the first orbit, and from the phasing orbit up to docking.
    near_km
        The axes of nearly the same cases, which spare steps; None: none is known.
    """
    first_axis_km, station_axis_km = np.asarray(axes_km[0]), np.asarray(axes_km[1])
    first_revolutions, last_revolutions = parts
    flattening_km2, westward = _flattening_km2(inclination_deg), _westward(inclination_deg)
    time_s = (revolutions - phase_deg / 360) * _revolution_s(station_axis_km, flattening_km2)
    first_s = first_revolutions * _revolution_s(first_axis_km, flattening_km2)
    between = revolutions - first_revolutions - last_revolutions
    axis_km = np.broadcast_to(station_axis_km, time_s.shape) if near_km is None else near_km
    for _ in range(NEWTON_STEPS if near_km is None else NEARER_STEPS):
        phasing_s = between * _revolution_s(axis_km, flattening_km2)
        last_s = last_revolutions * _revolution_s((axis_km + station_axis_km) / 2, flattening_km2)
        slope_s_per_km = (1.5 * phasing_s + 0.75 * last_s) / axis_km
        axis_km = np.maximum(axis_km + (time_s - first_s - phasing_s - last_s) / slope_s_per_km, EARTH_RADIUS_KM)
    node_change_deg = (
        _node_rate_deg_per_s(first_axis_km, westward) * first_s
        + _node_rate_deg_per_s(axis_km, westward) * phasing_s
        + _node_rate_deg_per_s((axis_km + station_axis_km) / 2, westward) * last_s
        - _node_rate_deg_per_s(station_axis_km, westward) * time_s
    )
    half_s = _revolution_s(axis_km, flattening_km2) / 2
    burns_s = np.stack((first_s - half_s, first_s, time_s - last_s, time_s - last_s + half_s), axis=-1)
    return Phasing(axis_km, np.asarray(node_change_deg), np.maximum(burns_s, 0.0))


def burns_m_s(
    first_radii_km: tuple[float, float], phasing_axis_km: Array, station_axis_km: Array | float, turn_deg: Array
) -> Array:
    """Return the four burns, shape (N, 4): up to the phasing circle in two, on to the station's in two.

    Each at an apsis, so that they are the least there are. The first also mends the plane by ``turn_deg``.
    ``first_radii_km`` are perigee and apogee of the first orbit.
    """
    phasing = phasing_axis_km
    perigee, apogee = first_radii_km
    at_perigee = _speed(perigee, perigee + phasing)
    first = at_perigee - _speed(perigee, np.full_like(phasing, perigee + apogee))
    across = 2 * at_perigee * np.sin(np.radians(turn_deg) / 2)
    second = _speed(phasing, 2 * phasing) - _speed(phasing, perigee + phasing)
    third = _speed(phasing, phasing + station_axis_km) - _speed(phasing, 2 * phasing)
    fourth = _speed(station_axis_km, 2 * station_axis_km + 0 * phasing) - _speed(
        station_axis_km, phasing + station_axis_km
    )
    return np.asarray(1000 * np.abs(np.stack((np.hypot(first, across), second, third, fourth), axis=-1)))


def turn_m_s(axis_km: Array | float, turn_deg: Array) -> Array:
    """Return what it takes to turn the plane of a circle by an angle."""
    speed_m_s = 1000 * np.sqrt(EARTH_GM_KM3_PER_S2 / np.asarray(axis_km))
    return np.asarray(2 * speed_m_s * np.sin(np.radians(np.abs(turn_deg)) / 2))


def _speed(radius_km: Array | float, apsides_km: Array) -> Array:
    """Return the speed in km/s at a radius of an orbit whose apsides' radii have this sum."""
    return np.asarray(np.sqrt(EARTH_GM_KM3_PER_S2 * (2 / radius_km - 2 / apsides_km)))
