"""What happened to a published plan, and what a new plan changes of it."""

from typing import Literal

from crossflight.record.agreements import Event, Waiver
from crossflight.record.noun import Fact, Instant, Noun, Slug, Text
from crossflight.record.people import Source
from crossflight.record.plan import LevelProof, Status
from crossflight.record.requests import Numbers, Policy

__all__ = ["Change", "ChangeKind", "Compared", "Difference", "EventFile"]

ChangeKind = Literal[
    "flight",
    "launch",
    "docking",
    "departure",
    "landing",
    "vehicle",
    "launcher",
    "site",
    "profile",
    "port",
    "relocation",
    "zone",
    "crew",
    "commander",
    "home",
    "boost",
    "spacewalk",
]
"""What can change in a plan."""


class EventFile(Fact):
    """What happened, and what became known of it on which day: ``known_since`` of each event.

    Events of the same id are one thing as it was known on different days: what is known last counts.
    """

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

    def known(self, day: Instant) -> tuple[Event, ...]:
        """Return the events as they were known on a day; one without ``known_since`` was known as it began."""
        told: dict[str, Event] = {}
        for event in sorted(self.events, key=_since):
            if _since(event) <= day:
                told[event.id] = event
        return tuple(told.values())

    @property
    def first_known(self) -> Instant:
        """The day from which anything of it was known."""
        return min(_since(event) for event in self.events)


def _since(event: Event) -> Instant:
    return event.known_since or event.start


class Change(Noun):
    """One thing that two plans say differently."""

    kind: ChangeKind
    subject: Text
    """The flight, the person, or "station" for its boosts."""
    before: Text | None = None
    after: Text | None = None
    sentence: Text
    days: float | None = None
    """How far a date moves, later counting as positive."""


class Compared(Noun):
    """One of two plans that are compared."""

    scenario: Text
    station: Text
    scenario_sha256: Text
    is_plan: bool
    """False for a scenario or a history, taken as it stands."""
    status: Status | None = None
    """How it was proven; None: no plan was made."""
    levels: tuple[LevelProof, ...] = ()


class Difference(Noun):
    """What two plans say differently."""

    before: Compared
    after: Compared
    notes: tuple[Text, ...] = ()
    """How the two differ in what they answer: other stations, other scenarios, other levels reached."""
    changes: tuple[Change, ...] = ()
