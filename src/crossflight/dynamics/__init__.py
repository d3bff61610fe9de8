"""Sun, planes and light: what the heavens allow, computed without any download.

Frames and units stand in the names: ``position_teme_km`` is a vector in TEME, in kilometres. An argument
``utc`` is an array of ``datetime64`` in UTC.
"""

from crossflight.dynamics.frames import earth_rotation_angle_rad, gmst82_rad, place_itrf_km, teme_to_pef_km
from crossflight.dynamics.light import daylight
from crossflight.dynamics.plane import is_crossed, node_deg, node_rate_deg_per_day, northbound_passes
from crossflight.dynamics.sky import survey
from crossflight.dynamics.sun import sun_elevation_deg, sun_position_cirs_km

__all__ = [
    "daylight",
    "earth_rotation_angle_rad",
    "gmst82_rad",
    "is_crossed",
    "node_deg",
    "node_rate_deg_per_day",
    "northbound_passes",
    "place_itrf_km",
    "sun_elevation_deg",
    "sun_position_cirs_km",
    "survey",
    "teme_to_pef_km",
]
