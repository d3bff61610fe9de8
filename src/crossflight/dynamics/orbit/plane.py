"""The plane of the station's orbit, and when the turning Earth carries a place through it.

::

              .  pad
             /|        right ascension of the pad = node + offset, on the northbound side;
      plane / | lat    sin(offset) = tan(latitude) / tan(inclination), the latitude geocentric
    -------*--+------- equator of date
         node offset
"""

import math
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from crossflight.dynamics.frames import Place, gmst82_rad, place_itrf_km
from crossflight.dynamics.time import Array, Utc, datetimes, utc_array
from crossflight.errors import ScenarioError
from crossflight.record import MeanElements
from crossflight.units import MINUTES_IN_A_DAY, SECONDS_IN_A_DAY

__all__ = [
    "EARTH_GM_KM3_PER_S2",
    "EARTH_RADIUS_KM",
    "EARTH_TURN_DEG_PER_DAY",
    "J2",
    "is_crossed",
    "motion_deg_per_day",
    "node_deg",
    "node_rate_deg_per_day",
    "northbound_passes",
    "semi_major_axis_km",
]

# WGS72, the constants that SGP4's element sets are made with: Hoots and Roehrich, Spacetrack Report No. 3,
# 1980; Vallado and others, AIAA 2006-6753.
EARTH_GM_KM3_PER_S2 = 398_600.8
EARTH_RADIUS_KM = 6378.135
J2 = 0.001082616
J4 = -0.00000165597

EARTH_TURN_DEG_PER_DAY = 360.98564736629
"""Greenwich mean sidereal time in a day of UT1."""

NEWTON_STEPS = 2
"""The first guess is within a second, and sidereal time all but straight: one step would do."""


def node_rate_deg_per_day(elements: MeanElements) -> float:
    """Return how fast the node turns, in degrees a day, negative to the west.

    The secular terms of J2, J2 squared and J4 in mean elements (Brouwer, with Kozai's mean motion), equator
    of date, as in Spacetrack Report No. 3: the same number as SGP4's own. No drag, boosts, Sun or Moon.

    Raises
    ------
    ScenarioError
        When the perigee lies inside the Earth.
    """
    cosine = math.cos(math.radians(elements.inclination_deg))
    shape = 1 - elements.eccentricity**2
    radii, motion_rad_per_min = _brouwer(elements)
    if radii * (1 - elements.eccentricity) < 1:
        height_km = (radii * (1 - elements.eccentricity) - 1) * EARTH_RADIUS_KM
        raise ScenarioError(
            f"the perigee of the element set lies {-height_km:.0f} km below the ground",
            path="orbit",
            way_out="check mean_motion_rev_per_day and eccentricity",
        )
    per_parameter2 = 1 / (radii * shape) ** 2
    first = 1.5 * J2 * per_parameter2 * motion_rad_per_min
    second = 0.25 * J2 * per_parameter2 * first
    fourth = -0.9375 * J4 * per_parameter2**2 * motion_rad_per_min
    rate_rad_per_min = cosine * (-first + second * (4 - 19 * cosine**2) + fourth * (3 - 7 * cosine**2))
    return math.degrees(rate_rad_per_min) * MINUTES_IN_A_DAY


def semi_major_axis_km(elements: MeanElements) -> float:
    """Return the mean semi-major axis, Kozai's J2 term taken out of the mean motion."""
    return _brouwer(elements)[0] * EARTH_RADIUS_KM


def motion_deg_per_day(elements: MeanElements) -> float:
    """Return how fast the argument of latitude grows at the epoch, in degrees a day.

    Brouwer's mean motion with the first-order secular terms of J2 of anomaly and perigee.
    """
    cosine = math.cos(math.radians(elements.inclination_deg))
    shape = 1 - elements.eccentricity**2
    radii, motion_rad_per_min = _brouwer(elements)
    first = 0.75 * J2 / (radii * shape) ** 2
    growth = first * (math.sqrt(shape) * (3 * cosine**2 - 1) + 5 * cosine**2 - 1)
    return math.degrees(motion_rad_per_min * (1 + growth)) * MINUTES_IN_A_DAY


def node_deg(elements: MeanElements, utc: Utc) -> Array:
    """Return the right ascension of the mean ascending node in TEME, 0 to 360 degrees.

    A straight line from the epoch. Against later element sets of the International Space Station, 2020 to
    2022, it was off by (median, 95 %) 0.02 and 0.04 degrees after 10 days, 0.06 and 0.12 after 30, 0.2 and
    0.4 after 90, 0.7 and 2.5 after a year, 2 and 4 after two and a half, since boosts and drag change the
    height. A degree is 4 minutes of launch time.
    """
    days = (utc - utc_array([elements.epoch])[0]) / np.timedelta64(1, "D")
    return np.asarray((elements.node_deg + node_rate_deg_per_day(elements) * days) % 360)


def is_crossed(place: Place, elements: MeanElements) -> bool:
    """Say whether the orbit plane ever passes over a place; never beyond the inclination."""
    return _northbound_offset_deg(place, elements) is not None


def northbound_passes(place: Place, elements: MeanElements, start: datetime, end: datetime) -> tuple[datetime, ...]:
    """Return when a place turns through the northbound side of the orbit plane, in ``[start, end)``.

    Once in 23.6 hours or so for low orbits of middle inclination; to the millisecond. The plane is the mean
    one of :func:`node_deg`, whose error goes over: 236 s for a degree. For a given plane, within 0.2 s of a
    chain with polar motion. The osculating plane sways about the mean one twice a revolution, and moves a
    crossing at 46 degrees north by up to 15 s under an inclination of 51.6 degrees.

    Empty when :func:`is_crossed` says no.
    """
    offset_deg = _northbound_offset_deg(place, elements)
    if offset_deg is None or end <= start:
        return ()
    rate_deg_per_day = EARTH_TURN_DEG_PER_DAY - node_rate_deg_per_day(elements)

    def ahead_deg(utc: Utc) -> Array:
        sidereal_deg = np.degrees(gmst82_rad(utc))
        return np.asarray(sidereal_deg + place.longitude_deg - offset_deg - node_deg(elements, utc))

    first, last = utc_array([start, end])
    to_go_deg = -ahead_deg(np.array([first]))[0] % 360
    span_deg = (last - first) / np.timedelta64(1, "D") * rate_deg_per_day
    # One turn more at either end: the guess may fall just outside the span, and its root inside.
    turns = np.arange(-1, math.ceil((span_deg - to_go_deg) / 360) + 1)
    utc = first + _days((to_go_deg + 360 * turns) / rate_deg_per_day)
    for _ in range(NEWTON_STEPS):
        utc = utc - _days(((ahead_deg(utc) + 180) % 360 - 180) / rate_deg_per_day)
    return tuple(moment for moment in datetimes(utc) if start <= moment < end)


def _brouwer(elements: MeanElements) -> tuple[float, float]:
    """Return the semi-major axis in Earth radii and the mean motion in rad/min, Kozai's J2 term taken out."""
    motion_rad_per_min = elements.mean_motion_rev_per_day * math.tau / MINUTES_IN_A_DAY
    unit_motion_rad_per_min = 60 * math.sqrt(EARTH_GM_KM3_PER_S2 / EARTH_RADIUS_KM**3)
    cosine = math.cos(math.radians(elements.inclination_deg))
    per_shape = 0.75 * J2 * (3 * cosine**2 - 1) / (1 - elements.eccentricity**2) ** 1.5
    kozai_radii = (unit_motion_rad_per_min / motion_rad_per_min) ** (2 / 3)
    change = per_shape / kozai_radii**2
    radii = kozai_radii * (1 - change**2 - change * (1 / 3 + 134 * change**2 / 81))
    motion_rad_per_min /= 1 + per_shape / radii**2
    return (unit_motion_rad_per_min / motion_rad_per_min) ** (2 / 3), motion_rad_per_min


def _northbound_offset_deg(place: Place, elements: MeanElements) -> float | None:
    """Return how far east of the node the plane reaches the place's latitude northbound; None: never."""
    x_km, y_km, z_km = place_itrf_km(place).tolist()
    inclination_rad = math.radians(elements.inclination_deg)
    along_km = z_km * math.cos(inclination_rad)
    across_km = math.hypot(x_km, y_km) * math.sin(inclination_rad)
    if abs(along_km) >= across_km:
        return None
    return math.degrees(math.asin(along_km / across_km))


def _days(days: Array) -> NDArray[np.timedelta64]:
    """Return days as differences of instants, to the microsecond."""
    return np.rint(days * (SECONDS_IN_A_DAY * 1e6)).astype("timedelta64[us]")
