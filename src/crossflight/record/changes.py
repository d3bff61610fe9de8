"""What happened to a published plan, and what a new plan changes of it."""

from typing import Literal

from crossflight.record.agreements import Event, Waiver
from crossflight.record.noun import Fact, Instant, Noun, Slug, Text
from crossflight.record.people import Source
from crossflight.record.requests import Numbers, Policy

__all__ = ["Change", "EventFile"]


class EventFile(Fact):
    """What happened, and what became known of it on which day: ``known_since`` of each event."""

    name: Slug
    title: Text
    as_of: Instant
    """The day from which the plan is changed; another can be asked for."""
    sources: tuple[Source, ...] = ()
    events: tuple[Event, ...]
    waivers: tuple[Waiver, ...] = ()
    policy: Policy | None = None
    """What matters before what now; None: as in the plan, crews rather sliding to a later flight than staying home."""
    numbers: Numbers | None = None


class Change(Noun):
    """One thing that two plans say differently."""

    kind: Literal["flight", "launch", "docking", "departure", "port", "crew", "home"]
    subject: Text
    """The flight or the person."""
    before: Text | None = None
    after: Text | None = None
    sentence: Text
    days: float | None = None
    """How far a date moves, later counting as positive."""
