"""Time scales: instants in UTC as arrays, and the two-part Julian dates that erfa asks for.

An array ``utc`` holds ``datetime64`` in UTC. Like ``datetime``, it cannot name a leap second, and a
difference over one is a second short. Leap seconds and UT1 come from the tables packaged in
``astropy_iers_data``; erfa's own table of leap seconds warns about every year that it does not know yet.
"""

import math
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from astropy_iers_data import IERS_A_FILE, IERS_LEAP_SECOND_FILE
from numpy.typing import NDArray

from crossflight.units import SECONDS_IN_A_DAY

__all__ = [
    "Array",
    "JulianDate",
    "Utc",
    "datetimes",
    "julian_tt",
    "julian_ut1",
    "julian_utc",
    "polar_motion_rad",
    "to_the_second",
    "ut1_minus_utc_s",
    "utc_array",
]

Array = NDArray[np.float64]

Utc = NDArray[np.datetime64]
"""Instants in UTC, any shape."""

JulianDate = tuple[Array, Array]
"""A Julian date in two parts: a midnight, and the days since then."""

TT_MINUS_TAI_S = 32.184
ARC_SECOND_RAD = math.radians(1 / 3600)
FADING_DAYS = 30.0
"""In which the pole goes to zero at both ends of its table: a jump there could lose a crossing."""

JULIAN_DATE_OF_1970 = 2_440_587.5
MODIFIED_JULIAN_DATE_OF_1970 = 40_587
MICROSECONDS_IN_A_DAY = 86_400_000_000


def utc_array(moments: Iterable[datetime]) -> Utc:
    """Return the aware datetimes as an array, to the microsecond."""
    return np.array([moment.astimezone(UTC).replace(tzinfo=None) for moment in moments], dtype="datetime64[us]")


def datetimes(utc: Utc) -> tuple[datetime, ...]:
    """Return the instants of a one-dimensional array as aware datetimes, rounded to the millisecond."""
    rounded = (utc.astype("datetime64[us]") + np.timedelta64(500, "us")).astype("datetime64[ms]")
    return tuple(_aware(rounded.astype("datetime64[us]").tolist()))


def _aware(moments: list[datetime]) -> list[datetime]:
    # In a sixth of the time that replacing the zone takes, which is a third of a survey.
    return [datetime.combine(moment, moment.time(), UTC) for moment in moments]


def julian_tt(utc: Utc) -> JulianDate:
    """Return Terrestrial Time; exact from 1972 on, and within 9 s from 1960 to then."""
    day, fraction = _days_since_1970(utc)
    return day + JULIAN_DATE_OF_1970, fraction + (_tai_minus_utc_s(day) + TT_MINUS_TAI_S) / SECONDS_IN_A_DAY


def julian_ut1(utc: Utc) -> JulianDate:
    """Return UT1; for its accuracy see :func:`ut1_minus_utc_s`."""
    day, fraction = _days_since_1970(utc)
    return day + JULIAN_DATE_OF_1970, fraction + _ut1_minus_utc_s(day, fraction) / SECONDS_IN_A_DAY


def julian_utc(utc: Utc) -> JulianDate:
    """Return UTC itself as a Julian date, as SGP4 counts it."""
    day, fraction = _days_since_1970(utc)
    return day + JULIAN_DATE_OF_1970, fraction


def ut1_minus_utc_s(utc: Utc) -> Array:
    """Return UT1 - UTC in seconds, interpolated from the packaged IERS Bulletin A (finals2000A).

    Good to 0.1 ms where the table was measured, and to some 10 ms in its year of predictions. Beyond either
    end, 1973 and a year after the release of the package, UT1 - TAI keeps its last value: the error grows
    by less than 1 s a year, and 1 s is 15 arc seconds of the Earth's turn.
    """
    return _ut1_minus_utc_s(*_days_since_1970(utc))


def polar_motion_rad(utc: Utc) -> tuple[Array, Array]:
    """Return where the Earth's pole of rotation lies on its crust, x along Greenwich and y to 90 degrees west.

    From the same table, good to 0.0001 arc seconds where it was measured and to some 0.01 in its year of
    predictions, less the tides of a day (0.0005). Beyond either end zero, after a month in which it fades: 0.3 to 0.6
    arc seconds or 20 m off.
    """
    table = _earth_orientation()
    day = utc.astype("datetime64[us]").astype(np.int64) / MICROSECONDS_IN_A_DAY
    return np.interp(day, table.pole_day, table.pole_x_rad), np.interp(day, table.pole_day, table.pole_y_rad)


def _days_since_1970(utc: Utc) -> tuple[Array, Array]:
    """Return whole UTC days since 1970-01-01, and the fraction of the day."""
    microseconds = utc.astype("datetime64[us]").astype(np.int64)
    day = microseconds // MICROSECONDS_IN_A_DAY
    return day.astype(np.float64), (microseconds - day * MICROSECONDS_IN_A_DAY) / MICROSECONDS_IN_A_DAY


def _ut1_minus_utc_s(day: Array, fraction: Array) -> Array:
    table = _earth_orientation()
    # Interpolated against TAI, which leap seconds leave alone.
    return np.interp(day + fraction, table.day, table.ut1_minus_tai_s) + _tai_minus_utc_s(day)


def _tai_minus_utc_s(day: Array) -> Array:
    """Return TAI - UTC in seconds on a day since 1970; before 1972 10 s, after the table its last value."""
    first_day, tai_minus_utc_s = _leap_seconds()
    if day.size and day.min() >= first_day[-1]:
        return np.full(day.shape, tai_minus_utc_s[-1])
    row = np.searchsorted(first_day, day, side="right") - 1
    return tai_minus_utc_s[np.maximum(row, 0)]


@lru_cache(maxsize=1)
def _leap_seconds() -> tuple[Array, Array]:
    """Read the day since 1970 from which on each value of TAI - UTC holds, and the value in seconds."""
    table = np.loadtxt(IERS_LEAP_SECOND_FILE)
    return table[:, 0] - MODIFIED_JULIAN_DATE_OF_1970, table[:, 4]


class _EarthOrientation(NamedTuple):
    """The table of IERS, a row each midnight; days since 1970."""

    day: Array
    ut1_minus_tai_s: Array
    pole_day: Array
    """With a row of zeros more at either end."""
    pole_x_rad: Array
    pole_y_rad: Array


@lru_cache(maxsize=1)
def _earth_orientation() -> _EarthOrientation:
    with Path(IERS_A_FILE).open("rb") as table:
        fields = [(line[7:15], line[58:68], line[18:27], line[37:46]) for line in table if line[58:68].strip()]
    day, ut1_minus_utc_s, pole_x, pole_y = np.array(fields).astype(np.float64).T
    day -= MODIFIED_JULIAN_DATE_OF_1970
    return _EarthOrientation(
        day,
        ut1_minus_utc_s - _tai_minus_utc_s(day),
        np.concatenate(([day[0] - FADING_DAYS], day, [day[-1] + FADING_DAYS])),
        np.pad(pole_x, 1) * ARC_SECOND_RAD,
        np.pad(pole_y, 1) * ARC_SECOND_RAD,
    )


def to_the_second(utc: Utc) -> list[datetime]:
    """Return instants to the second: more is not known."""
    return _aware((utc + np.timedelta64(500, "ms")).astype("datetime64[s]").tolist())
