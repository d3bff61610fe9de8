"""One spacewalk that is asked for: its variables, and what the scenario says of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from ortools.sat.python import cp_model

from crossflight.instants import DAY
from crossflight.planner.model import Linear, Literal, PlanModel
from crossflight.planner.problem import Problem
from crossflight.record import Airlock, LifeSupport, Scenario, SpacewalkRequest

__all__ = [
    "INSTANT",
    "PAIR",
    "Outing",
    "airlock_asked",
    "life_support",
    "named_for",
    "opening",
    "segment_agencies",
    "still_asked",
]

INSTANT = timedelta(microseconds=1)

PAIR = 2
"""People who go outside together."""


@dataclass
class Outing:
    """The variables of one spacewalk that is asked for."""

    request: SpacewalkRequest
    days: tuple[int, ...]
    """The days on which it may start."""
    extra: int
    """Days that it takes beyond its first: one where it goes on past midnight."""
    done: cp_model.IntVar
    day: cp_model.IntVar
    outside: dict[str, cp_model.IntVar] = field(default_factory=dict)
    arm: dict[str, cp_model.IntVar] = field(default_factory=dict)
    helpers: int = 0
    """How many people are needed inside, besides whoever runs the arm."""
    orders: dict[tuple[str, str], Literal | bool] = field(default_factory=dict)
    """By flight and operation: whether it comes after that."""
    present: dict[str, Literal] = field(default_factory=dict)
    """By person: true only where somebody is aboard from the day before to the day after."""
    here: dict[str, Literal | bool] = field(default_factory=dict)
    """By flight: true only where its vehicle is docked for so long."""
    people: dict[tuple[frozenset[str], str | None], Linear] = field(default_factory=dict)
    """People aboard, by those that do not count: unfit ones, and those of a flight."""

    @property
    def id(self) -> str:
        """Return the id of the request."""
        return self.request.id

    @property
    def first(self) -> int:
        """Return the first day that it may take."""
        return self.days[0]

    @property
    def last(self) -> int:
        """Return the last day that it may take."""
        return self.days[-1] + self.extra

    def roles(self) -> Iterator[tuple[str, cp_model.IntVar]]:
        """Yield everybody who may be needed, once for each thing to do."""
        yield from self.outside.items()
        yield from self.arm.items()

    def start(self, model: PlanModel, day: int) -> datetime:
        """Return the instant at which it starts on a day."""
        return model.problem.calendar.start(day) + opening(self.request)

    def end(self, model: PlanModel, day: int) -> datetime:
        """Return the instant at which it ends, or the end of the day where nobody says how long it takes."""
        if self.request.minutes is None:
            return model.problem.calendar.start(day) + DAY
        return max(self.start(model, day) + timedelta(minutes=self.request.minutes), self.start(model, day) + INSTANT)


def opening(request: SpacewalkRequest) -> timedelta:
    """Return the time of day at which a spacewalk is to start."""
    return _time_of_day(request.opens)


@cache
def _time_of_day(text: str) -> timedelta:
    hours, minutes = text.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))


def still_asked(scenario: Scenario) -> Iterator[SpacewalkRequest]:
    """Yield the spacewalks that are asked for and not made yet."""
    made = {walk.id for walk in scenario.spacewalks}
    return (request for request in scenario.spacewalk_requests if request.id not in made)


def named_for(problem: Problem, request: SpacewalkRequest) -> frozenset[str] | None:
    """Return who may go outside; None for anybody aboard."""
    is_fixed = problem.scenario.policy.crews == "as-announced" and not problem.whole
    if is_fixed and (request.candidates or len(request.announced) >= PAIR):
        return frozenset((*request.announced, *request.candidates))
    return None


def life_support(model: PlanModel, request: SpacewalkRequest) -> LifeSupport | None:
    """Return what is known of the suit that is asked for."""
    return next((suit.life_support for suit in model.problem.scenario.suits if suit.id == request.suit), None)


def airlock_asked(model: PlanModel, request: SpacewalkRequest) -> Airlock | None:
    """Return the airlock that is asked for; None where the station has none of that name."""
    airlocks = model.problem.scenario.station.airlocks
    return next((airlock for airlock in airlocks if airlock.id == request.airlock), None)


def segment_agencies(model: PlanModel, airlock: Airlock | None) -> tuple[str, ...]:
    """Return the agencies whose people run the segment of an airlock."""
    segment = None if airlock is None else airlock.segment
    return next((part.agencies for part in model.problem.scenario.station.segments if part.id == segment), ())
