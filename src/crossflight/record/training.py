"""Training: centres, facilities, courses, who is to be trained for what, and the courses in a plan."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from crossflight import instants
from crossflight.record.noun import Count, Fact, Instant, Noun, Period, Slug, Text

__all__ = ["Centre", "Course", "CourseNeed", "Facility", "Grant", "Training", "TrainingRequest"]

WholeDays = Annotated[int, Field(ge=0, le=3660, strict=True)]


class Centre(Fact):
    """A place where people are trained; one person is in one of them on a day."""

    id: Slug
    name: Text
    agency: Slug | None = None
    travel_days: dict[Slug, WholeDays] = Field(default_factory=dict)
    """Days between the last day there and the first day at another centre, travel and rest; the same both ways."""


class Facility(Fact):
    """A pool, a simulator, a classroom."""

    id: Slug
    name: Text
    centre: Slug
    places: Count | None = None
    """People who can train there on one day; None: not public, and no limit here."""
    closed: tuple[Period, ...] = ()


class Grant(Noun):
    """What somebody can do who has passed a course: a qualification."""

    kind: Literal["operator", "commander", "spacewalk", "arm"]
    of: Slug | None = None
    valid_days: WholeDays | None = None
    """How long it holds without a refresher, from the end of the course; None: not public, taken to hold."""


class CourseNeed(Noun):
    """Who has to pass a course before a launch: the crew of some vehicles, all or those of some agencies."""

    vehicle_types: tuple[Slug, ...] = ()
    agencies: tuple[Slug, ...] = ()
    """Of the person; empty: of any agency."""
    who: Literal["everybody", "commander"] = "everybody"
    backups: bool = True
    """True where backups pass it as well."""


class Course(Fact):
    """A course: where, how long, what comes before it, how long before a launch it ends."""

    id: Slug
    name: Text
    facility: Slug
    days: Annotated[int, Field(ge=1, le=1000, strict=True)]
    """Calendar days from its first day to its last, both counted."""
    after: tuple[Slug, ...] = ()
    """Courses that must have ended before it begins."""
    ends_before_launch_days: WholeDays = 0
    """Days from its last day to the launch, at least."""
    starts_before_launch_days: WholeDays | None = None
    """Days from its first day to the launch, at most, so that it is fresh; None: as early as you like."""
    together: bool = False
    """True where a crew passes it at the same time."""
    needed_by: tuple[CourseNeed, ...] = ()
    grants: tuple[Grant, ...] = ()

    @model_validator(mode="after")
    def _fits_before_a_launch(self) -> "Course":
        first = self.starts_before_launch_days
        if first is not None and first < self.ends_before_launch_days + self.days - 1:
            message = (
                f"course '{self.id}': starts at most {first} days before the launch, and takes {self.days} days that "
                f"end at least {self.ends_before_launch_days} days before it"
            )
            raise ValueError(message)
        return self


class TrainingRequest(Fact):
    """Somebody is to be trained: for a role in flights to come, chosen among some people; or named courses."""

    id: Slug
    name: Text | None = None
    courses: tuple[Slug, ...] = Field(min_length=1)
    """Courses to pass; what has to come before them comes along."""
    people: tuple[Slug, ...] = ()
    """Who may be trained; empty: the crews of the flights."""
    agencies: tuple[Slug, ...] = ()
    """Of those people, only the ones of these agencies; empty: any."""
    flights: tuple[Slug, ...] = ()
    """In time for one of these; the person flies in it."""
    count: Annotated[int, Field(ge=1, le=20, strict=True)] = 1
    """How many of them."""
    launch_before: Instant | None = None
    """Only flights launched before this instant count."""
    apart_from: tuple[Slug, ...] = ()
    """Requests whose people must be others."""
    same_flight_as: Slug | None = None
    """A request whose people fly in the same flight."""
    together: bool = False
    """True where they all pass the courses at the same time: two crews in one drill."""
    must: bool = True


class Training(Fact):
    """One person in one course, ``[start, end)`` in whole days."""

    person: Slug
    course: Slug
    start: Instant
    end: Instant
    flight: Slug | None = None
    """The flight it is for."""
    request: Slug | None = None
    """The wish that it fulfils, where it is none of the flight's own courses."""
    is_backup: bool = False
    movable: bool = False
    """True where it is what an earlier plan had ahead: it can be moved, and each day of that counts."""

    @model_validator(mode="after")
    def _is_in_order(self) -> "Training":
        if self.end <= self.start:
            message = (
                f"{self.person} in '{self.course}': ends at {instants.write(self.end)}, not after "
                f"{instants.write(self.start)}"
            )
            raise ValueError(message)
        return self
