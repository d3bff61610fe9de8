"""From sunrise to sunset."""

from datetime import datetime, timedelta

import numpy as np

from crossflight import instants
from crossflight.dynamics.frames import Place
from crossflight.dynamics.roots import positive_spans
from crossflight.dynamics.sun import sun_elevation_deg
from crossflight.dynamics.time import Array, utc_array
from crossflight.instants import Span
from crossflight.record import Period

__all__ = ["SUNRISE_ELEVATION_DEG", "daylight", "daylight_spans"]

SUNRISE_ELEVATION_DEG = -50 / 60
"""The Sun's centre at sunrise and sunset: 34 arc minutes of refraction, 16 of radius, as in almanacs."""

STEP_S = 7200.0
"""Between samples; the Sun's elevation has two extrema a day."""

TOLERANCE_S = 0.1
"""For the roots, which are rounded to whole seconds."""


def daylight(zone: Place, start: datetime, end: datetime) -> tuple[Period, ...]:
    """Return the spans from sunrise to sunset at a place, in order, clipped to ``[start, end)``.

    Flat horizon at sea level, the Sun's centre at -50 arc minutes. Ends are whole seconds after ``start``;
    at middle latitudes they agree with Skyfield and DE421 to 1 s. Real refraction moves a real sunrise by
    up to some minutes. In polar night there is no span, and in polar day one that goes on. Days and nights
    shorter than a second are left out. Within 10 km of a pole a whole low arc of the Sun, less than 0.01
    degrees over the limit, may be missed.
    """
    return tuple(Period(start=rise, end=setting) for rise, setting in daylight_spans(zone, start, end))


def daylight_spans(zone: Place, start: datetime, end: datetime) -> tuple[Span, ...]:
    """Return the same as :func:`daylight`, as plain spans."""
    first = utc_array([start])[0]
    length_s = (end - start).total_seconds()

    def height_deg(second: Array) -> Array:
        utc = first + np.rint(second * 1e6).astype("timedelta64[us]")
        return sun_elevation_deg(zone, utc) - SUNRISE_ELEVATION_DEG

    def moment(second: float) -> datetime:
        return min(end, start + timedelta(seconds=round(second)) if second < length_s else end)

    spans = positive_spans(height_deg, length_s, STEP_S, TOLERANCE_S)
    return instants.merge((moment(rise), moment(setting)) for rise, setting in spans)
