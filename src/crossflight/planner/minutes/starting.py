"""A good timeline to start from: orders and shares of the work, tried by a search that cools down.

The solver proves, but finds slowly where the two wait for each other; here thousands of orders are laid out in the
time of one of its steps. The same seed tries the same orders.
"""

import math
import random
from dataclasses import dataclass
from functools import cached_property

from crossflight.planner.minutes.situation import ROLES, Situation, rounded
from crossflight.record import Task

__all__ = ["Start", "good_start"]

TRIES = 6_000
HOT_MIN = 15.0
COLD_MIN = 0.3
"""By how many minutes a try may be worse than the one before, at first and at the end."""
BOTH_HOME = 0.1
"""Weight of the sum of both ways home beside the later of them: an idle quarter of an hour is room for a better try."""
NEVER = 1_000_000
GIVES_AWAY = 0.3
"""Part of the tries in which a task goes to the other of the two."""


@dataclass(frozen=True)
class Start:
    """A timeline that holds: for each task that is done its start and who does it, and when both are back."""

    starts: dict[str, int]
    does: dict[str, tuple[int, ...]]
    home: int


def good_start(situation: Situation, tasks: tuple[Task, ...], seed: int) -> Start | None:
    """Return a timeline with all of the tasks, if one is found that lasts no longer than the suits."""
    names = {task.id for task in tasks}
    open_ones = {task.id for task in situation.tasks}
    if any(before in open_ones and before not in names for task in tasks for before in task.after):
        return None
    draft = _Draft(situation, tasks)
    found = draft.search(random.Random(seed))
    return found if found is not None and draft.is_within_limits(found) else None


class _Draft:
    """The tasks as bare numbers, and how an order of them is laid out."""

    def __init__(self, situation: Situation, tasks: tuple[Task, ...]) -> None:
        self._situation = situation
        self._tasks = tasks
        self._minutes = [situation.minutes_of(task) for task in tasks]
        self._places = [task.worksite for task in tasks]
        self._both = [task.hands > 1 for task in tasks]
        index = {task.id: place for place, task in enumerate(tasks)}
        self._after = [[index[before] for before in task.after if before in index] for task in tasks]
        self._least = self._earliest()
        self._spans = [
            situation.light.starts(task.light, minutes) if task.light != "any" and situation.light.is_known else None
            for task, minutes in zip(tasks, self._minutes, strict=True)
        ]
        self._tools = [(*task.tools, *([""] if task.arm else [])) for task in tasks]

    def _earliest(self) -> list[int]:
        """Return when each task can begin, by what is under way already."""
        ends = {step.task: step.end_min for step in self._situation.steps if step.kind == "task"}
        return [max((ends[before] for before in task.after if before in ends), default=-NEVER) for task in self._tasks]

    @cached_property
    def _ways(self) -> dict[tuple[str, str], int]:
        lock = self._situation.case.airlock.id
        places = {lock, *self._places, *(outset.place for outset in self._situation.outsets)}
        return {(one, other): self._situation.ways.minutes(one, other) for one in places for other in places}

    def lay_out(self, order: list[int], who: list[int]) -> tuple[int, int, list[int]]:
        """Return when the later of the two is back, the sum of both, and the starts, each as early as can be."""
        ways, lock = self._ways, self._situation.case.airlock.id
        free = [outset.minute for outset in self._situation.outsets]
        at = [outset.place for outset in self._situation.outsets]
        starts = [0] * len(order)
        in_use = dict(self._situation.tool_free)
        for task in order:
            place, people = self._places[task], (0, 1) if self._both[task] else (who[task],)
            start = max(self._least[task], *(free[person] + ways[at[person], place] for person in people))
            for before in self._after[task]:
                start = max(start, starts[before] + self._minutes[before])
            for tool in self._tools[task]:
                start = max(start, in_use.get(tool, start))
            spans = self._spans[task]
            if spans is not None:
                start = next((max(first, start) for first, last in spans if last >= start), NEVER)
                if start >= NEVER:
                    return NEVER, NEVER, starts
            starts[task], end = start, start + self._minutes[task]
            for person in people:
                free[person], at[person] = end, place
            for tool in self._tools[task]:
                in_use[tool] = end
        home = [free[person] + ways[at[person], lock] for person in (0, 1)]
        return max(home), sum(home), starts

    def search(self, dice: random.Random) -> Start | None:
        """Return the best order that was met; None where there is no order, or none keeps the light."""
        order = self._in_order()
        if order is None:
            return None
        who = [0 if task.who == "first" else 1 if task.who == "second" else dice.randrange(2) for task in self._tasks]
        open_ones = [place for place, task in enumerate(self._tasks) if task.hands == 1 and task.who is None]
        here = best = self.lay_out(order, who)
        shares = who
        for attempt in range(TRIES if order else 0):
            next_order, next_who = self._altered(order, who, open_ones, dice)
            if next_order is None:
                continue
            there = self.lay_out(next_order, next_who)
            worse = there[0] - here[0] + BOTH_HOME * (there[1] - here[1])
            if worse <= 0 or dice.random() < math.exp(-worse / (HOT_MIN * (1 - attempt / TRIES) + COLD_MIN)):
                order, who, here = next_order, next_who, there
                if there[:2] < best[:2]:
                    best, shares = there, next_who
        if best[0] >= NEVER:
            return None
        names = [task.id for task in self._tasks]
        does: dict[str, tuple[int, ...]] = {
            name: (0, 1) if self._both[place] else (shares[place],) for place, name in enumerate(names)
        }
        return Start(dict(zip(names, best[2], strict=True)), does, best[0])

    def _in_order(self) -> list[int] | None:
        """Return the tasks so that each comes after those that must be done first."""
        left, order = list(range(len(self._tasks))), list[int]()
        while left:
            ready = next((task for task in left if all(before in order for before in self._after[task])), None)
            if ready is None:
                return None
            order.append(ready)
            left.remove(ready)
        return order

    def _altered(
        self, order: list[int], who: list[int], open_ones: list[int], dice: random.Random
    ) -> tuple[list[int] | None, list[int]]:
        """Return another order, or another share of the work; None where the order is not allowed."""
        gives_away = bool(open_ones) and dice.random() < GIVES_AWAY
        if gives_away:
            who = who[:]
            who[dice.choice(open_ones)] ^= 1
        if not gives_away or dice.getrandbits(1):
            order = order[:]
            one, other = dice.randrange(len(order)), dice.randrange(len(order))
            if dice.getrandbits(1):
                order[one], order[other] = order[other], order[one]
            else:
                order.insert(other, order.pop(one))
            if not self._is_allowed(order):
                return None, who
        return order, who

    def _is_allowed(self, order: list[int]) -> bool:
        seen: set[int] = set()
        for task in order:
            if any(before not in seen for before in self._after[task]):
                return False
            seen.add(task)
        return True

    def is_within_limits(self, start: Start) -> bool:
        """Say whether both are back in time, and neither works more than the suit takes up."""
        situation, support = self._situation, self._situation.case.suit.life_support
        own = start.home + situation.egress_min + situation.close_min
        if own > situation.endurance_min:
            return False
        if support is None or support.metabolic_budget_kj is None or support.planned_rate_w is None:
            return True
        return all(
            self._watt_minutes(start, own, person) <= support.metabolic_budget_kj * 1000 / 60 for person in (0, 1)
        )

    def _watt_minutes(self, start: Start, own: int, person: int) -> float:
        """Return the work of one of the two, what is over counted."""
        situation, support = self._situation, self._situation.case.suit.life_support
        usual = support.planned_rate_w if support is not None and support.planned_rate_w is not None else 0.0
        more = {task.id: (task.rate_w or usual) - usual for task in situation.case.request.tasks}
        past = sum(
            more[step.task] * (step.end_min - step.start_min)
            for step in situation.steps
            if step.kind == "task" and step.task is not None and step.who in {ROLES[person], "both"}
        )
        ahead = sum(
            rounded(more[task.id]) * minutes
            for task, minutes in zip(self._tasks, self._minutes, strict=True)
            if person in start.does[task.id]
        )
        return rounded(usual) * own + past + ahead
