"""Frames: places on the Earth, and the turn between the sky and the ground.

- TEME: true equator, mean equinox of date; the frame of SGP4. Turned by GMST82 it becomes PEF.
- CIRS: true equator of date, celestial intermediate origin. Turned by the Earth rotation angle it becomes
  TIRS.
- GCRS: the celestial reference system about the Earth's centre, axes fixed to quasars.
- EME2000: mean equator and equinox of 2000; 23 milliarcseconds from GCRS, 0.8 m at the station.
- ITRF: Earth-fixed. PEF and TIRS differ from it by polar motion alone, below 0.6 arc seconds or 20 m. Only
  :func:`place_direction_rad` knows it: near the top of a plane it moves a crossing by a second; elsewhere it is left
  out.

Vectors have the shape (..., 3).
"""

import math
from functools import lru_cache
from typing import Protocol

import erfa
import numpy as np

from crossflight.dynamics.time import Array, Utc, julian_tt, julian_ut1, polar_motion_rad
from crossflight.units import SECONDS_IN_A_DAY

__all__ = [
    "Place",
    "cirs_to_teme",
    "cirs_to_tirs_km",
    "earth_rotation_angle_rad",
    "eme2000_to_gcrs",
    "gcrs_to_eme2000",
    "gcrs_to_teme",
    "gmst82_rad",
    "place_direction_rad",
    "place_itrf_km",
    "place_zenith_itrf",
    "teme_to_gcrs",
    "teme_to_pef_km",
]

SIDEREAL_S = (24_110.54841, 8_640_184.812866, 0.093104, -6.2e-6)
"""At midnight, by powers of centuries of UT1 since noon of 1 January 2000."""

WGS84 = 1
"""How erfa calls this ellipsoid."""

LEAST_ACROSS_KM = 1.0
"""From the Earth's axis: nearer to it the pole's own motion is no small part of the way there."""


class Place(Protocol):
    """A point on the ground, such as a launch site or a landing zone: geodetic, WGS84."""

    @property
    def latitude_deg(self) -> float:
        """Return the latitude, positive to the north."""
        ...

    @property
    def longitude_deg(self) -> float:
        """Return the longitude, positive to the east."""
        ...


def gmst82_rad(utc: Utc) -> Array:
    """Return Greenwich mean sidereal time of the IAU 1982 model, which TEME is defined with; 0 to 2 pi.

    The polynomial of Aoki and others, 1982, written out: a crossing needs it again and again, and erfa's takes five
    times as long. Both agree to 1e-12.
    """
    midnight, fraction = julian_ut1(utc)
    day = midnight - erfa.DJ00
    century = (day + fraction) / erfa.DJC
    slow_s = (SIDEREAL_S[1] + (SIDEREAL_S[2] + SIDEREAL_S[3] * century) * century) * century
    turns = (SIDEREAL_S[0] + slow_s) / SECONDS_IN_A_DAY + fraction
    return np.asarray((turns - np.floor(turns)) * math.tau)


def earth_rotation_angle_rad(utc: Utc) -> Array:
    """Return the Earth rotation angle, which CIRS is turned by; 0 to 2 pi."""
    return np.asarray(erfa.era00(*julian_ut1(utc)), dtype=np.float64)


def teme_to_pef_km(position_teme_km: Array, utc: Utc) -> Array:
    """Return positions of SGP4 turned with the Earth; rates of change would need the turn's own rate too."""
    return _turned(position_teme_km, gmst82_rad(utc))


def cirs_to_tirs_km(position_cirs_km: Array, utc: Utc) -> Array:
    """Return positions of date turned with the Earth."""
    return _turned(position_cirs_km, earth_rotation_angle_rad(utc))


def cirs_to_teme(vector_cirs: Array, utc: Utc) -> Array:
    """Return vectors of date seen from TEME: the same equator, another origin on it."""
    return _turned(vector_cirs, earth_rotation_angle_rad(utc) - gmst82_rad(utc))


def gcrs_to_teme(vector_gcrs: Array, utc: Utc) -> Array:
    """Return vectors seen from TEME, by the IAU 2000B model of the pole (1 milliarcsecond).

    SGP4 leaves open which model its own true equator has; the one of 1980 lies up to 0.1 arc seconds or 3 m
    from this.
    """
    return cirs_to_teme(np.einsum("nij,nj->ni", erfa.c2i00b(*julian_tt(utc)), vector_gcrs), utc)


def teme_to_gcrs(vector_teme: Array, utc: Utc) -> Array:
    """Return vectors of SGP4 seen from GCRS; the inverse of :func:`gcrs_to_teme`."""
    vector_cirs = _turned(vector_teme, gmst82_rad(utc) - earth_rotation_angle_rad(utc))
    return np.asarray(np.einsum("nji,nj->ni", erfa.c2i00b(*julian_tt(utc)), vector_cirs))


def eme2000_to_gcrs(vector_eme2000: Array) -> Array:
    """Return vectors without the frame bias."""
    return np.asarray(vector_eme2000 @ _frame_bias())


def gcrs_to_eme2000(vector_gcrs: Array) -> Array:
    """Return vectors with the frame bias."""
    return np.asarray(vector_gcrs @ _frame_bias().T)


def place_itrf_km(place: Place) -> Array:
    """Return the position of a place at sea level, shape (3,).

    The height is left out: 2 km of it would move a crossing of an orbit plane by less than 0.1 s.
    """
    return np.array(_itrf_km(place.latitude_deg, place.longitude_deg))


@lru_cache(maxsize=1000)
def _itrf_km(latitude_deg: float, longitude_deg: float) -> tuple[float, float, float]:
    position_m = erfa.gd2gc(WGS84, math.radians(longitude_deg), math.radians(latitude_deg), 0.0)
    x_km, y_km, z_km = (np.asarray(position_m) / 1000).tolist()
    return x_km, y_km, z_km


def place_direction_rad(place: Place, utc: Utc) -> tuple[Array, Array]:
    """Return geocentric latitude and longitude of a place against the pole of rotation, in PEF and TIRS, shape (N,).

    Polar motion as a rotation of first order: up to 60 degrees of latitude what is left out is less than a hundred
    thousandth of it. On the poles themselves it is left out whole.
    """
    x_km, y_km, z_km = _itrf_km(place.latitude_deg, place.longitude_deg)
    across_km = math.hypot(x_km, y_km)
    latitude_rad, longitude_rad = math.atan2(z_km, across_km), math.atan2(y_km, x_km)
    if across_km < LEAST_ACROSS_KM:
        return np.full(utc.shape, latitude_rad), np.full(utc.shape, longitude_rad)
    pole_x_rad, pole_y_rad = polar_motion_rad(utc)
    east_x, east_y = x_km / across_km, y_km / across_km
    north_rad = pole_x_rad * east_x - pole_y_rad * east_y
    east_rad = (pole_x_rad * east_y + pole_y_rad * east_x) * (z_km / across_km)
    return latitude_rad + north_rad, longitude_rad + east_rad


def place_zenith_itrf(place: Place) -> Array:
    """Return the unit vector up from the ellipsoid, shape (3,)."""
    longitude_rad, latitude_rad = np.radians((place.longitude_deg, place.latitude_deg))
    return np.asarray(erfa.s2c(longitude_rad, latitude_rad), dtype=np.float64)


def _frame_bias() -> Array:
    """Return the matrix from GCRS to the mean equator and equinox of 2000."""
    bias, _, _ = erfa.bp00(erfa.DJ00, 0.0)
    return np.asarray(bias)


def _turned(vector: Array, angle_rad: Array) -> Array:
    """Return the vector seen from axes turned about z by the angle, to the east."""
    x, y, z = np.moveaxis(vector, -1, 0)
    cosine, sine = np.cos(angle_rad), np.sin(angle_rad)
    return np.stack((cosine * x + sine * y, cosine * y - sine * x, z), axis=-1)
