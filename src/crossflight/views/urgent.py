"""Whether some crew, alone aboard, could make an urgent spacewalk: day by day, and who of it is trained for what."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from crossflight.instants import days_between
from crossflight.record import Course, Measures, Person, Plan, UrgentSpan
from crossflight.views.state import aboard, home_at
from crossflight.views.wording import number

__all__ = ["TOLD", "Member", "UrgentStep", "crew_of", "days_told", "urgent_steps"]

UrgentState = Literal["holding", "unknown", "broken"]

TOLD: dict[UrgentState, str] = {"holding": "possible", "unknown": "not known", "broken": "impossible"}


class UrgentStep(NamedTuple):
    """A time over which the same crews are there, and the answer for each stays the same."""

    start: datetime
    end: datetime
    state: UrgentState
    """That of the crew which comes nearest to it: one that can is enough."""
    spans: tuple[UrgentSpan, ...]


class Member(NamedTuple):
    """One of the crew of a vehicle, and what is known of the training."""

    person: Person
    outside: bool | None
    """Trained for the suit; None: not public."""
    arm: bool | None
    ill: bool

    @property
    def told(self) -> str:
        """Return what is known of the person, in a few words."""
        if self.ill:
            return "ill"
        can = [told for told, is_trained in (("suit", self.outside), ("arm", self.arm)) if is_trained]
        if can:
            return " and ".join(can)
        return "not trained" if self.outside is False and self.arm is False else "not public"


def urgent_steps(measures: Measures) -> dict[str, tuple[UrgentStep, ...]]:
    """Return the steps by airlock; times without a crew that is asked about are left out."""
    found = {}
    for airlock in dict.fromkeys(entry.airlock for entry in measures.urgent_spacewalks):
        found[airlock] = tuple(_steps([entry for entry in measures.urgent_spacewalks if entry.airlock == airlock]))
    return found


def _steps(spans: Sequence[UrgentSpan]) -> Iterator[UrgentStep]:
    moments = sorted({entry.start for entry in spans} | {entry.end for entry in spans})
    for start, end in pairwise(moments):
        there = tuple(entry for entry in spans if entry.start <= start and end <= entry.end)
        if there:
            states = {entry.state for entry in there}
            yield UrgentStep(start, end, next(state for state in TOLD if state in states), there)


def days_told(steps: Sequence[UrgentStep], measures: Measures) -> str:
    """Return on how many days it is possible, not known and impossible, and how many have nobody to ask about."""
    ordered = sorted(steps, key=lambda step: list(TOLD).index(step.state))
    days = {
        TOLD[state]: sum(days_between(step.start, step.end) for step in group)
        for state, group in groupby(ordered, key=lambda step: step.state)
    }
    nobody = days_between(measures.start, measures.end) - sum(days.values())
    parts = [f"{told} on {number(days.get(told, 0.0))} d" for told in TOLD.values()]
    return ", ".join([*parts, *([f"no such crew aboard on {number(nobody)} d"] if nobody >= 1 else [])])


def crew_of(entry: UrgentSpan, step: UrgentStep, plan: Plan) -> tuple[Member, ...]:
    """Return those whose home seat may be in the vehicle as a step begins, in the order of their names."""
    flights = {flight.id: flight for flight in plan.flights}
    people = {person.id: person for person in plan.scenario.people}
    members = {
        stay.person: _member(people[stay.person], entry.suit, step.start, plan)
        for stay in aboard(plan.stays, flights, step.start)
        if stay.person in people and entry.flight in {home.flight for home in home_at(stay, step.start)}
    }
    return tuple(sorted(members.values(), key=lambda member: member.person.name))


def _member(person: Person, suit: str, instant: datetime, plan: Plan) -> Member:
    ill = any(
        event.kind == "person-unfit"
        and event.subject == person.id
        and event.start <= instant
        and (event.end is None or instant < event.end)
        for event in plan.scenario.events
    )
    return Member(
        person, _trained(person, "spacewalk", suit, instant, plan), _trained(person, "arm", None, instant, plan), ill
    )


def _trained(person: Person, kind: str, of: str | None, instant: datetime, plan: Plan) -> bool | None:
    """Say whether somebody has a training, as announced or by a course; of people made up all is known."""
    if person.is_qualified(kind, of, instant):
        return True
    courses = {course.id: course for course in plan.scenario.courses}
    passed = (
        _grants(courses[entry.course], kind, of, instant - entry.end)
        for entry in plan.every_training
        if entry.person == person.id and entry.course in courses and entry.end <= instant
    )
    if any(passed):
        return True
    is_over = any((held.kind, held.of) == (kind, of) for held in person.qualifications)
    return False if person.synthetic or is_over else None


def _grants(course: Course, kind: str, of: str | None, age: timedelta) -> bool:
    """Say whether a course that ended so long ago still gives a training."""
    return any(
        (grant.kind, grant.of) == (kind, of) and (grant.valid_days is None or age < timedelta(days=grant.valid_days))
        for grant in course.grants
    )
