"""Spacewalks: those that were done, those that are asked for, and those in a plan."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field, model_validator

from crossflight import instants
from crossflight.record.noun import Count, Fact, Instant, Slug, Text
from crossflight.record.outside import Minutes, Watts
from crossflight.record.requests import DateWish

__all__ = ["Convention", "Programme", "Spacewalk", "SpacewalkRequest", "Task"]

Convention = Literal["us-battery-to-repress", "russian-hatch-to-hatch"]
"""From suits on battery power to the start of repressurisation; or from hatch open to hatch closed."""

Programme = Slug
"""Whose spacewalk it is, such as us or russian: the segment's side that runs it."""


class Task(Fact):
    """A piece of work outside."""

    id: Slug
    name: Text
    minutes: Annotated[float, Field(gt=0, le=1440)]
    worksite: Slug
    hands: Literal[1, 2] = 1
    """How many people do it together."""
    who: Literal["first", "second"] | None = None
    """Which of the two does it; None: either."""
    light: Literal["any", "day", "night"] = "any"
    after: tuple[Slug, ...] = ()
    """Tasks that must be done before it."""
    must: bool = True
    """False for a task that is done if time allows."""
    arm: bool = False
    """True where somebody inside has to run the arm."""
    tools: tuple[Text, ...] = ()
    rate_w: Watts | None = None
    """Heat of work while doing it; None: the suit's usual."""


class SpacewalkRequest(Fact):
    """A spacewalk to be planned: its day, pair and helpers are decided within what is said here."""

    id: Slug
    name: Text | None = None
    airlock: Slug
    suit: Slug
    prebreathe: Slug | None = None
    """The protocol; None: the first one that the catalogue has for the suit."""
    programme: Programme | None = None
    minutes: Minutes | None = None
    """Planned duration; None: as its tasks need."""
    convention: Convention
    day: DateWish = DateWish()
    opens: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "12:00"
    """When the hatch is wanted open, as hours and minutes UTC."""
    opens_within_min: Annotated[int, Field(ge=0, le=180)] = 0
    """How far the opening may move to either side of that, where light asks for it."""
    announced: tuple[Slug, ...] = Field(default=(), max_length=2)
    """Who was announced to go out."""
    candidates: tuple[Slug, ...] = ()
    """Who else may go out; with nobody announced and nobody here, anybody aboard who is qualified."""
    at_least: dict[Slug, Count] = Field(default_factory=dict)
    """People of an agency in the pair, at least: a joint spacewalk asks for one of each."""
    helpers: Count | None = None
    """People inside for suits and lock; None: one, unless the suit is put on alone."""
    arm: bool = False
    """True where somebody inside has to run the arm."""
    arm_by: Slug | None = None
    """Who was announced to run it."""
    must: bool = True
    """False for one that is done if the traffic allows."""
    urgent: bool = False
    """True for one that even a skeleton crew does."""
    tasks: tuple[Task, ...] = ()

    @model_validator(mode="after")
    def _has_each_task_once(self) -> "SpacewalkRequest":
        names = [task.id for task in self.tasks]
        for place, name in enumerate(names):
            if name in names[:place]:
                message = f"tasks[{place}].id: '{name}' is the id of another task already"
                raise ValueError(message)
        return self


class Spacewalk(Fact):
    """One trip outside: who, from where, in what, from when to when; what is None is not known."""

    id: Slug
    station: Slug
    number: Count | None = None
    """Its place among all spacewalks of the station."""
    designation: Text | None = None
    programme: Programme | None = None
    day: Instant
    """Midnight of the day on which it started."""
    start: Instant | None = None
    end: Instant | None = None
    minutes: Minutes | None = None
    convention: Convention
    airlock: Slug | None = None
    suit: Slug | None = None
    outside: tuple[Slug, ...] = Field(min_length=1)
    inside: tuple[Slug, ...] = ()
    """Who helps with suits and lock."""
    arm: Slug | None = None
    """Who runs the arm."""
    in_ship: tuple[Slug, ...] = ()
    """Who waits in a vehicle beyond the lock, which cannot be reached from inside meanwhile."""
    agencies: tuple[Slug, ...] = ()
    """For whom each of those outside flew then; empty: their agency of today."""
    purpose: Text | None = None
    planned: bool = False
    """True where it is a plan, and nobody has been outside yet."""
    inferred: tuple[Text, ...] = ()
    """Fields that no page states, and that follow from others that do."""

    @model_validator(mode="after")
    def _is_in_order(self) -> "Spacewalk":
        if self.start is not None and self.end is not None and self.end < self.start:
            message = (
                f"spacewalk '{self.id}': ends at {instants.write(self.end)}, before it starts at "
                f"{instants.write(self.start)}"
            )
            raise ValueError(message)
        if len(set(self.outside)) != len(self.outside):
            message = f"spacewalk '{self.id}': somebody is listed twice in outside"
            raise ValueError(message)
        if self.agencies and len(self.agencies) != len(self.outside):
            message = f"spacewalk '{self.id}': {len(self.agencies)} agencies for {len(self.outside)} people outside"
            raise ValueError(message)
        return self

    @property
    def people(self) -> Iterator[str]:
        """Yield everybody it needs, outside first."""
        yield from self.outside
        yield from self.inside
        if self.arm is not None and self.arm not in self.inside:
            yield self.arm

    @property
    def last(self) -> Instant:
        """Return its end; where that is not known, the start and its minutes, or the end of its day."""
        if self.end is not None:
            return self.end
        if self.minutes is not None:
            return (self.start or self.day) + timedelta(minutes=self.minutes)
        return self.day + timedelta(days=1)
