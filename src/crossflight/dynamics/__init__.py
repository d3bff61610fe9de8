"""Sun, planes and light: what the heavens allow, computed without any download.

Frames and units stand in the names: ``position_teme_km`` is a vector in TEME, in kilometres. An argument
``utc`` is an array of ``datetime64`` in UTC.
"""

from crossflight.dynamics.eclipse import beta_deg, eclipses, orbital_noons
from crossflight.dynamics.fitting import daily_elements, fit_elements
from crossflight.dynamics.frames import earth_rotation_angle_rad, gmst82_rad, place_itrf_km, teme_to_pef_km
from crossflight.dynamics.light import daylight
from crossflight.dynamics.opportunities import opportunities
from crossflight.dynamics.plane import is_crossed, node_deg, node_rate_deg_per_day, northbound_passes
from crossflight.dynamics.propagation import motion_teme, position_teme_km
from crossflight.dynamics.sky import survey
from crossflight.dynamics.sun import sun_elevation_deg, sun_position_cirs_km

__all__ = [
    "beta_deg",
    "daily_elements",
    "daylight",
    "earth_rotation_angle_rad",
    "eclipses",
    "fit_elements",
    "gmst82_rad",
    "is_crossed",
    "motion_teme",
    "node_deg",
    "node_rate_deg_per_day",
    "northbound_passes",
    "opportunities",
    "orbital_noons",
    "place_itrf_km",
    "position_teme_km",
    "sun_elevation_deg",
    "sun_position_cirs_km",
    "survey",
    "teme_to_pef_km",
]
