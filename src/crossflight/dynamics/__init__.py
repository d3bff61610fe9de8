"""Sun, planes and light: what the heavens allow, computed without any download.

Frames and units stand in the names: ``position_teme_km`` is a vector in TEME, in kilometres. An argument
``utc`` is an array of ``datetime64`` in UTC.
"""

from crossflight.dynamics.boosts.boosting import plan_boosts
from crossflight.dynamics.boosts.outset import Outset, outset
from crossflight.dynamics.boosts.passages import landing_passages, launch_passages
from crossflight.dynamics.frames import earth_rotation_angle_rad, gmst82_rad, place_itrf_km, teme_to_pef_km
from crossflight.dynamics.landings.opportunities import landing_opportunities
from crossflight.dynamics.landings.returning import landing_basis, no_landing_reason, orbit_epoch
from crossflight.dynamics.launches.crossings import crossings_with_phase
from crossflight.dynamics.launches.opportunities import opportunities
from crossflight.dynamics.launches.options import launch_options
from crossflight.dynamics.light.daylight import daylight
from crossflight.dynamics.light.eclipse import beta_deg, eclipses, orbital_noons
from crossflight.dynamics.light.lighting import light_aboard
from crossflight.dynamics.orbit.arcs import boosted, motion_with_boosts_teme
from crossflight.dynamics.orbit.fitting import daily_elements, fit_elements
from crossflight.dynamics.orbit.plane import is_crossed, node_deg, node_rate_deg_per_day, northbound_passes
from crossflight.dynamics.orbit.propagation import motion_teme, position_teme_km
from crossflight.dynamics.orbit.sampling import ephemeris, fit_rms_km, interpolation_error_m
from crossflight.dynamics.sky import survey
from crossflight.dynamics.sun import sun_elevation_deg, sun_position_cirs_km

__all__ = [
    "Outset",
    "beta_deg",
    "boosted",
    "crossings_with_phase",
    "daily_elements",
    "daylight",
    "earth_rotation_angle_rad",
    "eclipses",
    "ephemeris",
    "fit_elements",
    "fit_rms_km",
    "gmst82_rad",
    "interpolation_error_m",
    "is_crossed",
    "landing_basis",
    "landing_opportunities",
    "landing_passages",
    "launch_options",
    "launch_passages",
    "light_aboard",
    "motion_teme",
    "motion_with_boosts_teme",
    "no_landing_reason",
    "node_deg",
    "node_rate_deg_per_day",
    "northbound_passes",
    "opportunities",
    "orbit_epoch",
    "orbital_noons",
    "outset",
    "place_itrf_km",
    "plan_boosts",
    "position_teme_km",
    "sun_elevation_deg",
    "sun_position_cirs_km",
    "survey",
    "teme_to_pef_km",
]
