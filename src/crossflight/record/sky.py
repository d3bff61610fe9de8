"""The sky of a scenario: when light, planes and closures allow what."""

from crossflight.record.noun import Instant, Noun, Period, Slug, Text

__all__ = ["LandingChances", "LaunchChances", "Liftoff", "Passes", "Sky", "Touchdown", "Track"]


class Track(Noun):
    """Spans of time in which something holds for one subject, in order and apart."""

    subject: Slug
    periods: tuple[Period, ...]


class Passes(Noun):
    """Instants at which the turning Earth carries a place through the station's orbit plane."""

    subject: Slug
    instants: tuple[Instant, ...]


class Liftoff(Noun):
    """One way to the station: the liftoff and the docking of a profile at one passage of the plane."""

    liftoff: Instant
    docking: Instant
    docking_earliest: Instant
    docking_latest: Instant
    """Crews fly the last metres as they find them, and some profiles leave the count of revolutions open."""
    profile: Text
    phase_open: bool
    """True: the phase is not known so far ahead, or boosts are to bring it about."""
    known_to_s: float
    """How far the liftoff may still move, since the plane is known no better."""


class LaunchChances(Noun):
    """Every liftoff of one vehicle type on one launcher from one pad, in order."""

    site: Slug
    launcher: Slug
    vehicle_type: Slug
    liftoffs: tuple[Liftoff, ...]


class Touchdown(Noun):
    """One way home: an instant, or where the phase is open the span in which a boost can have it."""

    undock: Instant
    landing: Instant
    earliest: Instant
    latest: Instant
    phase_open: bool


class LandingChances(Noun):
    """Every touchdown of one vehicle type in one zone, in order, light or dark."""

    zone: Slug
    vehicle_type: Slug
    touchdowns: tuple[Touchdown, ...]
    until: Instant | None = None
    """Beyond it the plane is not trusted, and nothing is known; None: to the end of the horizon."""


class Sky(Noun):
    """What the heavens and the owners of the pads allow, over the horizon of a scenario."""

    launch: tuple[Track, ...] = ()
    """By launch site: when the pad is open."""
    launch_chances: tuple[LaunchChances, ...] = ()
    """By pad, launcher and vehicle type: what plane and phase offer; empty where no orbit is given."""
    landing_chances: tuple[LandingChances, ...] = ()
    """By zone and vehicle type; empty where no orbit is given, and for types that can wait for their zone aloft."""
    landing: tuple[Track, ...] = ()
    """By landing zone: when a touchdown that needs daylight is allowed, margin 0."""
    light: tuple[Track, ...] = ()
    """By landing zone: from sunrise to sunset."""
    launch_passes: tuple[Passes, ...] = ()
    """By launch site: the northbound crossing of each day."""
    landing_passes: tuple[Passes, ...] = ()
    """By landing zone: the northbound crossing of each day."""
    basis: Text = "no sky surveyed"
    """What the survey rests on, and what it leaves out."""
