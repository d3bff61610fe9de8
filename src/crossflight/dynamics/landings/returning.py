"""Why there is no landing, and what landings rest on, in words."""

import math
from collections.abc import Sequence
from datetime import datetime

from crossflight import instants
from crossflight.dynamics.landings.opportunities import PHASE_KNOWN_DAYS, landing_opportunities, station_path
from crossflight.dynamics.landings.reach import geocentric_latitude_deg
from crossflight.dynamics.orbit.plane import EARTH_RADIUS_KM
from crossflight.dynamics.orbit.propagation import Orbit, age_days, nearest_elements
from crossflight.instants import Span
from crossflight.record import AimPoint, Descent, Ephemeris

__all__ = ["landing_basis", "no_landing_reason", "orbit_epoch"]

FRESH_DAYS = 1.5

KM_OF_A_DEGREE = math.radians(EARTH_RADIUS_KM)

WIDE_KM = 1400.0
"""More than half the way from one revolution to the next at the equator: wider, every revolution is a neighbour."""


def no_landing_reason(orbit: Orbit, aims: Sequence[AimPoint], descent: Descent, span: Span) -> str:
    """Return why :func:`crossflight.dynamics.landing_opportunities` finds nothing."""
    path = station_path(orbit, *span)
    highest_deg = min(path.inclination_deg, 180 - path.inclination_deg)
    beyond = [aim for aim in aims if _is_beyond(aim, highest_deg, descent)]
    if len(beyond) == len(aims):
        aim = min(aims, key=lambda one: abs(geocentric_latitude_deg(one)))
        return (
            f"no landing, because '{aim.id}' lies at {geocentric_latitude_deg(aim):.2f} degrees of geocentric "
            f"latitude, beyond the {highest_deg:.2f} that the station's orbit reaches and the {_reach(aim, descent)}"
        )
    hours = (span[1] - span[0]) / instants.DAY * 24
    sides = " or ".join(descent.passes)
    wide = descent.model_copy(update={"cross_range_km": WIDE_KM})
    near = landing_opportunities(orbit, aims, wide, span)
    if not near:
        return (
            f"no landing, because no {sides} way down comes near in these {hours:.1f} hours; a longer span may have one"
        )
    best = min(near, key=lambda landing: abs(landing.cross_track_km))
    [aim] = (one for one in aims if one.id == best.aim)
    return (
        f"no landing, because the nearest {sides} way down in these {hours:.1f} hours passes '{aim.id}' by "
        f"{abs(best.cross_track_km):.0f} km ({instants.write(best.landing)}), beyond the {_reach(aim, descent)}"
    )


def landing_basis(orbit: Orbit, descent: Descent, span: Span, *, phase_known_days: float = PHASE_KNOWN_DAYS) -> str:
    """Return what landings rest on, and how well they are known."""
    start, end = span
    epoch = instants.write(orbit_epoch(orbit, start))
    oldest_days = 0.0 if isinstance(orbit, Ephemeris) else age_days(orbit, start, end)
    if isinstance(orbit, Ephemeris):
        sentences = [f"Ephemeris from {epoch}."]
    else:
        sentences = [f"SGP4, element set of {epoch}, up to {oldest_days:.1f} days from its epoch."]
    sentences.append(
        f"Descent {descent.id}: {descent.notes or 'nothing is known of how well it agrees with flown ones.'}"
    )
    if oldest_days > phase_known_days:
        sentences.append(
            f"More than {phase_known_days:g} days from an epoch drag and boosts have changed the phase: there the "
            "plane alone is taken, and a landing lies between 'earliest' and 'latest'."
        )
        sentences.append(
            "Whether there is one, the phase of that day decides."
            if descent.lowered is None
            else "The vehicle makes up the phase: it undocks between 'undock_earliest' and 'undock'."
        )
    elif oldest_days > FRESH_DAYS:
        sentences.append(
            "Boosts after the epoch are not known; each second that they move the station is one of landing."
        )
    sentences.append(
        "Light: the Sun's centre 50 arc minutes below a flat horizon at sunrise and sunset, at the place and instant "
        "of landing. Weather, other traffic and the crew's day are not looked at."
    )
    return " ".join(sentences)


def orbit_epoch(orbit: Orbit, start: datetime) -> datetime:
    """Return the epoch that a span is computed from: of the nearest element set, or where an ephemeris begins."""
    return orbit.epochs[0] if isinstance(orbit, Ephemeris) else nearest_elements(orbit, start).epoch


def _is_beyond(aim: AimPoint, highest_deg: float, descent: Descent) -> bool:
    beyond_km = (abs(geocentric_latitude_deg(aim)) - highest_deg) * KM_OF_A_DEGREE
    return beyond_km > aim.radius_km + descent.cross_range_km


def _reach(aim: AimPoint, descent: Descent) -> str:
    total_km = aim.radius_km + descent.cross_range_km
    return (
        f"{total_km:.0f} km of the zone's radius ({aim.radius_km:g}) and the cross-range ({descent.cross_range_km:g})"
    )
