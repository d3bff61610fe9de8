"""Where the two stand when planning begins: at the open hatch, or in the middle of things."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil

from crossflight.planner.minutes.light import MinutesOfLight
from crossflight.planner.minutes.ways import Ways
from crossflight.record import Mishap, OutsideStep, Role, SpacewalkCase, Task

__all__ = ["ROLES", "Outset", "Situation", "rounded"]

ROLES: tuple[Role, Role] = ("first", "second")


def rounded(minutes: float) -> int:
    """Return whole minutes, rounded up: a plan may be longer than it must be, not shorter."""
    return ceil(minutes - 1e-9)


@dataclass(frozen=True)
class Outset:
    """From which minute on, and at which place, somebody is free."""

    minute: int
    place: str


@dataclass(frozen=True)
class Situation:
    """A spacewalk with what has happened of it so far."""

    case: SpacewalkCase
    outsets: tuple[Outset, Outset]
    steps: tuple[OutsideStep, ...] = ()
    """What is over, or under way and will be finished, from the opening of the hatch on."""
    mishaps: tuple[Mishap, ...] = ()
    shift_min: int = 0
    """How far the opening may move to either side."""
    tool_free: Mapping[str, int] = field(default_factory=dict)
    """From which minute on a tool that is in use is free; the arm goes without a name."""
    given_up: frozenset[str] = frozenset()
    """Tasks that nothing could make possible."""

    @classmethod
    def at_the_hatch(cls, case: SpacewalkCase) -> "Situation":
        """Return the situation before anything has happened."""
        out = Outset(rounded(case.egress_min), case.airlock.id)
        return cls(case, (out, out), shift_min=case.request.opens_within_min)

    @cached_property
    def ways(self) -> Ways:
        """Return the ways outside."""
        return Ways(self.case.worksites)

    @cached_property
    def light(self) -> MinutesOfLight:
        """Return the light, in minutes from the wanted opening."""
        return MinutesOfLight.of(self.case.light, self.case.opens)

    @cached_property
    def done(self) -> frozenset[str]:
        """Return the tasks that are over or under way."""
        return frozenset(step.task for step in self.steps if step.kind == "task" and step.task is not None)

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """Return the tasks that are still to be placed."""
        return tuple(task for task in self.case.request.tasks if task.id not in self.done | self.given_up)

    def with_what_they_need(self, tasks: Iterable[Task]) -> tuple[Task, ...]:
        """Return some tasks and all that must be done before them, in the order of the request."""
        needed = {task.id for task in tasks}
        for _ in self.tasks:
            needed |= {before for task in self.tasks if task.id in needed for before in task.after}
        return tuple(task for task in self.tasks if task.id in needed)

    def minutes_of(self, task: Task) -> int:
        """Return how long a task takes, with what it is known to overrun by."""
        more = sum(event.minutes for event in self.mishaps if event.kind == "overrun" and event.task == task.id)
        return rounded(task.minutes + more)

    @property
    def egress_min(self) -> int:
        """Return the minutes of coming out, and of going in."""
        return rounded(self.case.egress_min)

    @property
    def close_min(self) -> int:
        """Return the minutes from the hatch closed to repressurisation."""
        return rounded(self.case.numbers.spacewalk_close_min)

    @cached_property
    def is_worst_sun(self) -> bool:
        """Say whether the suit's limit is that of the worst sun: no shadow at all on the way."""
        support = self.case.suit.life_support
        if support is None or support.worst_sun_min is None or not self.light.is_known:
            return False
        return not self.light.is_dark_within(-self.shift_min, self.shift_min + int(support.endurance_min))

    @property
    def endurance_min(self) -> int:
        """Return how long the suit lasts in this light, its reserve not counted; from hatch open to repress."""
        support = self.case.suit.life_support
        assert support is not None, "refused before"
        worst = support.worst_sun_min
        return int(worst if self.is_worst_sun and worst is not None else support.endurance_min)

    def is_too_far(self, place: str) -> bool | None:
        """Say whether a place is further from the lock than the emergency oxygen lasts; None: not known."""
        support = self.case.suit.life_support
        if support is None or support.emergency_oxygen_min is None:
            return None
        way = self.ways.minutes(place, self.case.airlock.id)
        return way + self.case.numbers.spacewalk_emergency_ingress_min > support.emergency_oxygen_min
