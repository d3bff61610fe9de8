"""All opportunities of a span as one answer, or the reason why there are none."""

import numpy as np

from crossflight import instants
from crossflight.dynamics.launches.crossings import crossings, reach_deg
from crossflight.dynamics.launches.named import asked_profile, only, refuse_phase
from crossflight.dynamics.launches.windows import launch_windows
from crossflight.dynamics.orbit.outlook import SGP4_DAYS, node_error_deg
from crossflight.dynamics.orbit.plane import EARTH_GM_KM3_PER_S2
from crossflight.dynamics.orbit.propagation import Orbit, nearest_elements
from crossflight.dynamics.orbit.station import StationOrbit
from crossflight.errors import ScenarioError
from crossflight.instants import Span, days_between
from crossflight.record import Ascent, Ephemeris, LaunchSite, Profile, Station, Window, Windows, WindowWish

__all__ = ["opportunities"]

FRESH_DAYS = 1.5
PHASE_LOST_DAYS = 14.0
"""By then drag and boosts have moved the station by degrees, and short profiles cannot be told."""

LAUNCH_S_PER_DEG = 236
"""Of the node, for low orbits of middle inclination."""

LONG_S = 120
"""More is told in minutes."""

MEASURED_DAYS = 550

HIGHEST_ECCENTRICITY = 0.02
"""Profiles are solved between circles; with this the station's height changes by 270 km in each revolution."""

EQUATORIAL_DEG = 0.01

WITHOUT_A_WISH = WindowWish()


def opportunities(
    orbit: Orbit,
    station: Station,
    site: LaunchSite,
    ascent: Ascent,
    profiles: tuple[Profile, ...],
    span: Span,
    vehicle: str,
    wish: WindowWish = WITHOUT_A_WISH,
) -> Windows:
    """Return every opportunity whose plane crossing lies in the span, or why there is none.

    Where the wish names a profile, only the crossings that allow it.

    Raises
    ------
    ScenarioError
        When the orbit is no near-circle, goes through the ground, has decayed, or does not reach the span; when a
        profile is asked for that no crossing of the span allows.
    CallError
        When the vehicle has no such profile.
    """
    start, end = span
    asked = None if wish.profile is None else asked_profile(profiles, wish.profile)
    path = StationOrbit(orbit, start, end, wish.boosts)
    _refuse_eccentric(orbit, span)
    found = launch_windows(site, path, ascent, profiles, start, end, wish.open_from)
    if asked is not None and wish.profile is not None and found:
        kept = only(found, asked, wish.profile)
        if not kept:
            refuse_phase(found, asked, wish.profile, (orbit, wish.boosts), (site, ascent), span)
        found = kept
    return Windows(
        station=station.id,
        site=site.id,
        vehicle=vehicle,
        start=start,
        end=end,
        orbit_epoch=path.epoch,
        orbit_age_days=round(days_between(path.epoch, start), 2),
        windows=found,
        reason=None if found else _reason(site, path, ascent, span),
        basis=_basis(path, ascent, found, is_ephemeris=isinstance(orbit, Ephemeris)),
    )


def _refuse_eccentric(orbit: Orbit, span: Span) -> None:
    if isinstance(orbit, Ephemeris):
        position, velocity = np.array(orbit.positions_km[0]), np.array(orbit.velocities_km_per_s[0])
        towards_perigee = np.cross(velocity, np.cross(position, velocity)) / EARTH_GM_KM3_PER_S2
        eccentricity = float(np.linalg.norm(towards_perigee - position / max(float(np.linalg.norm(position)), 1.0)))
    else:
        eccentricity = nearest_elements(orbit, span[0]).eccentricity
    if eccentricity > HIGHEST_ECCENTRICITY:
        problem = (
            f"the orbit's eccentricity is {eccentricity:.3f}; ways to a station are solved for orbits near a circle, "
            f"at most {HIGHEST_ECCENTRICITY:g}"
        )
        raise ScenarioError(problem, path="orbit", way_out="give the orbit of a station")


def _reason(site: LaunchSite, path: StationOrbit, ascent: Ascent, span: Span) -> str:
    highest_deg = min(path.inclination_deg, 180 - path.inclination_deg)
    reached_deg = reach_deg(site)
    if max(highest_deg, abs(reached_deg)) < EQUATORIAL_DEG:
        return f"no window, because '{site.id}' and the station's orbit both lie on the equator and never cross"
    if abs(reached_deg) >= highest_deg:
        return (
            f"no window, because '{site.id}' lies at {reached_deg:.2f} degrees of geocentric latitude, beyond the "
            f"{highest_deg:.2f} that the station's orbit reaches"
        )
    other = len(crossings(site, path, *span).utc)
    if other:
        return (
            f"no window, because the pad launches {' and '.join(ascent.passes)} only, and crosses the plane otherwise"
        )
    hours = (span[1] - span[0]) / instants.DAY * 24
    return f"no window, because the pad does not cross the plane in these {hours:.1f} hours; it does once in 23.6 or so"


def _basis(path: StationOrbit, ascent: Ascent, found: tuple[Window, ...], *, is_ephemeris: bool) -> str:
    days = path.oldest_days
    if is_ephemeris:
        source = f"Ephemeris from {instants.write(path.epoch)}"
    else:
        model = "SGP4" if days <= SGP4_DAYS else "SGP4 and a model for months ahead (whole gravity, Sun, Moon, drag)"
        source = f"{model}, element set of {instants.write(path.epoch)}, up to {days:,.1f} days from its epoch"
    sentences = [
        f"{source}; the station's mean plane, the sway of the Earth's flattening taken off.",
        f"Ascent {ascent.id}: {ascent.notes or 'nothing is known of how well it agrees with flown ones.'}",
    ]
    if days > FRESH_DAYS:
        sentences.append(_known(days, len(path.boosts)))
    if any(option.phase_open for window in found for option in window.profiles):
        sentences.append(
            "Where the phase is open, each profile stands at its usual phase: liftoff is exact for that, and boosts of "
            "the station have to make it so."
        )
    elif days > PHASE_LOST_DAYS:
        sentences.append(
            "Drag and boosts have changed the phase by then: which profile fits is not known; with the phase open "
            "every profile is shown."
        )
    sentences.append("Delta-v is that of the least burns without plane errors, finite thrust and the last metres.")
    return " ".join(sentences)


def _known(days: float, boosts: int) -> str:
    """Return how well the plane is known so many days from the epoch."""
    error_deg = node_error_deg(days)
    late_s = error_deg * LAUNCH_S_PER_DEG
    late = f"{late_s:.0f} s" if late_s < LONG_S else f"{late_s / 60:.0f} minutes"
    told = f"{boosts} boosts are told" if boosts else "no boosts are told, so the station is taken to keep its height"
    if days > MEASURED_DAYS:
        basis = "what a year brought (median) for the International Space Station in 2020 to 2022, grown evenly"
    else:
        basis = "the median for the International Space Station in 2020 to 2022"
    return f"So far from the epoch the node is known to {error_deg:.2g} degrees, liftoff to {late}: {basis}; {told}."
