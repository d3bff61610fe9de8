"""All opportunities of a span as one answer, or the reason why there are none."""

from crossflight import instants
from crossflight.dynamics.crossings import crossings, reach_deg
from crossflight.dynamics.propagation import Orbit
from crossflight.dynamics.station import StationOrbit
from crossflight.dynamics.windows import launch_windows
from crossflight.instants import Span, days_between
from crossflight.record import Ascent, Ephemeris, LaunchSite, Profile, Station, Windows

__all__ = ["opportunities"]

FRESH_DAYS = 1.5
PHASE_LOST_DAYS = 14.0
"""By then drag has moved the station by degrees, and short profiles cannot be told."""


def opportunities(
    orbit: Orbit,
    station: Station,
    site: LaunchSite,
    ascent: Ascent,
    profiles: tuple[Profile, ...],
    span: Span,
    vehicle: str,
) -> Windows:
    """Return every opportunity whose plane crossing lies in the span, or why there is none.

    Raises
    ------
    ScenarioError
        When the orbit goes through the ground, has decayed, or does not reach the span.
    """
    start, end = span
    path = StationOrbit(orbit, start, end)
    found = launch_windows(site, path, ascent, profiles, start, end)
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
        basis=_basis(path, ascent, is_ephemeris=isinstance(orbit, Ephemeris)),
    )


def _reason(site: LaunchSite, path: StationOrbit, ascent: Ascent, span: Span) -> str:
    highest_deg = min(path.inclination_deg, 180 - path.inclination_deg)
    reached_deg = reach_deg(site)
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


def _basis(path: StationOrbit, ascent: Ascent, *, is_ephemeris: bool) -> str:
    if is_ephemeris:
        source = f"Ephemeris from {instants.write(path.epoch)}"
    else:
        source = f"SGP4, element set of {instants.write(path.epoch)}, up to {path.oldest_days:.1f} days from its epoch"
    sentences = [
        f"{source}; the station's mean plane, the sway of the Earth's flattening taken off.",
        f"Ascent {ascent.id}: {ascent.notes or 'nothing is known of how well it agrees with flown ones.'}",
    ]
    if path.oldest_days > PHASE_LOST_DAYS:
        sentences.append(
            "So far from the epoch drag and boosts have changed the phase: which profile fits is not known."
        )
    elif path.oldest_days > FRESH_DAYS:
        sentences.append(
            "Ten days from the epoch liftoffs were off by 4 s (median), after thirty by 15 s; boosts are not known."
        )
    sentences.append("Delta-v is that of the least burns without plane errors, finite thrust and the last metres.")
    return " ".join(sentences)
