"""Launch opportunities: when a pad crosses the station's plane, and what each rendezvous profile makes of it."""

from crossflight.record.ascents import Pass
from crossflight.record.noun import Instant, Noun, Slug, Text

__all__ = ["Burn", "ProfileOption", "Window", "Windows"]


class Burn(Noun):
    """A change of speed on the way to the station."""

    utc: Instant
    delta_v_m_s: float


class ProfileOption(Noun):
    """One profile at one opportunity."""

    name: Text
    orbits: int
    phase_deg: float
    """How far the station is ahead of the insertion point at insertion; beyond 360 by a revolution more."""
    liftoff: Instant
    docking: Instant
    phasing_height_km: float
    """Of the phasing orbit, taken as circular, over 6378.135 km."""
    burns: tuple[Burn, ...]
    delta_v_m_s: float
    """Of all burns; the last metres to the port are not in it."""


class Window(Noun):
    """One passage of the pad through the station's plane."""

    plane_crossing: Instant
    """The pad in the mean plane of the station."""
    side: Pass
    phase_deg: float
    """At the insertion of a liftoff that waits for no profile; 0 to 360."""
    profiles: tuple[ProfileOption, ...]


class Windows(Noun):
    """The opportunities of a span, or why there are none."""

    station: Slug
    site: Slug
    vehicle: Slug
    start: Instant
    end: Instant
    orbit_epoch: Instant
    orbit_age_days: float
    """From the epoch of the elements to the start of the span; negative when they are of a later day."""
    windows: tuple[Window, ...]
    reason: Text | None = None
    """Why there is no opportunity."""
    basis: Text
    """What it rests on, and how well it is known."""
