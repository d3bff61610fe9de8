"""The sky of a scenario: when light, planes and closures allow what."""

from crossflight.record.noun import Instant, Noun, Period, Slug, Text

__all__ = ["Passes", "Sky", "Track"]


class Track(Noun):
    """Spans of time in which something holds for one subject, in order and apart."""

    subject: Slug
    periods: tuple[Period, ...]


class Passes(Noun):
    """Instants at which the turning Earth carries a place through the station's orbit plane."""

    subject: Slug
    instants: tuple[Instant, ...]


class Sky(Noun):
    """What the heavens and the owners of the pads allow, over the horizon of a scenario."""

    launch: tuple[Track, ...] = ()
    """By launch site: when a launch is allowed."""
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
