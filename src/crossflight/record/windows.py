"""Launch opportunities: when a pad crosses the station's plane, and what each rendezvous profile makes of it."""

from typing import Annotated

from pydantic import Field

from crossflight.record.ascents import Pass
from crossflight.record.ephemeris import Boost
from crossflight.record.noun import Instant, Noun, Slug, Text

__all__ = ["Burn", "Fallback", "Missed", "ProfileOption", "Window", "WindowWish", "Windows"]


class Burn(Noun):
    """A change of speed on the way to the station."""

    utc: Instant
    delta_v_m_s: float


class Fallback(Noun):
    """The longer way that the same insertion can still fly, when the short one fails on the way."""

    name: Text
    orbits: int
    docking: Instant
    phasing_height_km: float
    """Of the phasing orbit, taken as circular, over 6378.135 km."""
    plane_m_s: float
    """For the plane, which was chosen for the shorter way."""
    delta_v_m_s: float
    """Of all burns from insertion on, with those for the plane."""


class Missed(Noun):
    """What is left when liftoff does not happen at its instant."""

    slip_s: float
    """How much later liftoff may be by this profile, the phase within its range, the plane mended by burns."""
    later_profile: Text | None = None
    """The next profile that lifts off later at the same crossing."""
    later_liftoff: Instant | None = None
    next_liftoff: Instant | None = None
    """Of the same profile, at another crossing within ten days; None: there is none."""


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
    phase_open: bool = False
    """The phase is not known so far ahead, or still to be chosen: it is the profile's usual one."""
    fallback: Fallback | None = None
    """None: no longer way is known for this insertion."""
    missed: Missed | None = None


class Window(Noun):
    """One passage of the pad through the station's plane."""

    plane_crossing: Instant
    """The pad in the mean plane of the station."""
    side: Pass
    phase_deg: float
    """At the insertion of a liftoff that waits for no profile; 0 to 360."""
    profiles: tuple[ProfileOption, ...]
    next_crossing: Instant | None = None
    """The next that the pad may launch into, within ten days."""
    next_profiles: tuple[Text, ...] = ()
    """What that one offers."""


class WindowWish(Noun):
    """What is asked of a span of launch windows beyond the span itself."""

    profile: Text | None = None
    """Only this one: by its name, such as 2-orbit, or its id in the catalogue."""
    open_from: Instant | None = None
    """From then on the phase counts as open, and every profile is offered at its usual phase."""
    boosts: Annotated[tuple[Boost, ...], Field(max_length=10_000)] = ()
    """Of the station, flown and planned. Where any lie ahead they are all there are, and drag works between them; where
    none do, the station is taken to keep its height."""


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
