"""Return opportunities: when a vehicle can leave the station, and where and in which light it lands then."""

from crossflight.record.ascents import Pass
from crossflight.record.noun import Instant, Noun, Slug, Text

__all__ = ["Landing", "Landings"]


class Landing(Noun):
    """One way down to one point."""

    undock: Instant
    """The latest that does; where the phase is not known, that of ``landing``."""
    undock_earliest: Instant
    deorbit: Instant
    """The burn begins."""
    entry: Instant
    """At the entry height of the descent."""
    landing: Instant
    earliest: Instant
    """Where the phase of the station is known, the landing itself; otherwise the orbit plane comes within reach of
    the zone then, and boosts of the station decide when in between it passes."""
    latest: Instant
    phase_known: bool
    zone: Slug
    aim: Slug
    """The aim point, or the zone where its middle is aimed at."""
    side: Pass
    latitude_deg: float
    longitude_deg: float
    distance_km: float
    """From the point that is aimed at, after steering."""
    cross_track_km: float
    """How far the point lies to the left of the way down, before steering."""
    sun_elevation_deg: float
    """Geometric, of the Sun's centre, at the place and instant of landing."""
    is_daylight: bool
    """Between sunrise and sunset, by the margin that was asked for."""
    waiver: Slug | None = None
    """The waiver that covers a landing in the dark."""
    lead_deg: float
    """How far ahead of the station it begins its burn."""
    orbits_free: float
    """Revolutions from the latest undocking to the burn."""
    hours_free: float
    """From the latest undocking to touchdown."""
    delta_v_m_s: float
    """From the station's orbit to the ground, all burns."""


class Landings(Noun):
    """The return opportunities of a flight in a span, or why there are none."""

    station: Slug
    flight: Slug
    vehicle: Slug
    start: Instant
    end: Instant
    orbit_epoch: Instant
    orbit_age_days: float
    """From the epoch of the elements to the start of the span; negative when they are of a later day."""
    needs_daylight: bool
    """True where a ground rule of the vehicle's type asks for it."""
    daylight_margin_min: float
    landings: tuple[Landing, ...]
    reason: Text | None = None
    """Why there is no opportunity."""
    basis: Text
    """What it rests on, and how well it is known."""
