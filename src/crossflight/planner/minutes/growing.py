"""From half-made timelines to those with one task more, each task as early as order, ways, light and tools allow."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from crossflight.planner.minutes.fronts import BOTH, Aims, Front, Made, Truth, Whole, best_of, joined
from crossflight.planner.minutes.situation import Situation
from crossflight.planner.minutes.stops import NEVER, Stops
from crossflight.record import Task

__all__ = ["Growth"]

BEFORE = -1_000_000
AT_ONCE = 25_000
"""Rows that grow at once; each may become forty, or more."""


class Growth:
    """The tasks as numbers, and how a front grows by them."""

    def __init__(self, situation: Situation, tasks: tuple[Task, ...], stops: Stops) -> None:
        self._situation, self._tasks, self._stops = situation, tasks, stops
        self.minutes = np.array([situation.minutes_of(task) for task in tasks] + [NEVER, NEVER], dtype=np.int64)
        """Of each task; those of the two outsets stand behind, and started long ago."""
        self._way = stops.way.astype(np.int64)
        self._tools = [{*task.tools, *([""] if task.arm else [])} for task in tasks]
        self._before = [sum(1 << earlier for earlier in before) for before in stops.before]
        self._not_during = [self._clashing(place) for place in range(len(tasks))]
        self._waited_for = self._waiting()
        self._earliest = self._from_the_past()
        self._lit = [self._next_light(place) for place in range(len(tasks))]
        self._tail = [self._to_the_end(place) for place in range(len(tasks))]
        self._is_alike = all(task.hands > 1 or task.who is None for task in tasks)

    @property
    def minds_the_hatch(self) -> bool:
        """Say whether it matters when the hatch opens: only light is not carried along with it."""
        return any(light is not None for light in self._lit)

    def grown(self, front: Front, aims: Aims) -> tuple[Front, Made] | None:
        """Return the front with one task more, rows that others beat left out; None where nothing can follow."""
        parts = [
            self._unbeaten(*part, aims)
            for start in range(0, len(front), AT_ONCE)
            for part in self._grown(front, np.arange(start, min(start + AT_ONCE, len(front))), aims)
        ]
        if len(parts) > 1:
            return self._unbeaten(*joined(parts), aims)
        return parts[0] if parts else None

    def _grown(self, front: Front, rows: Whole, aims: Aims) -> Iterator[tuple[Front, Made]]:
        """Yield some rows of a front with one task more, if any can follow."""
        part = front.rows(rows)
        found = list(self._each(part, aims))
        if not found:
            return
        parent, task, who, start = (np.concatenate(columns) for columns in zip(*found, strict=True))
        end, is_firsts, is_seconds = start + self.minutes[task], who != 1, who != 0
        grown = Front(
            aim=part.aim[parent],
            done=part.done[parent] | np.left_shift(1, task),
            last_first=np.where(is_firsts, task, part.last_first[parent]),
            last_second=np.where(is_seconds, task, part.last_second[parent]),
            free_first=np.where(is_firsts, end, part.free_first[parent]),
            free_second=np.where(is_seconds, end, part.free_second[parent]),
        )
        yield grown, Made(rows[parent], task, who, start, np.zeros(len(parent), dtype=bool))

    def _unbeaten(self, front: Front, made: Made, aims: Aims) -> tuple[Front, Made]:
        """Return the rows that no other one beats."""
        left = aims.goal[front.aim] & ~front.done
        first, second = self._standing(front.last_first, left), self._standing(front.last_second, left)
        if self._is_alike:
            # No task says which of the two does it: rows in which only their names differ are made one.
            swaps = (first > second) | (first == second) & (front.free_first > front.free_second)
            front, made = front.exchanged(swaps), replace(made, is_exchanged=made.is_exchanged ^ swaps)
            first, second = np.minimum(first, second), np.maximum(first, second)
        kept = best_of((front.aim, front.done, first, second), front.free_first, front.free_second, made.start)
        return front.rows(kept), made.rows(kept)

    def _standing(self, last: Whole, left: Whole) -> Whole:
        """Return what tells rows apart that stand alike otherwise: the last task where others wait for its end.

        Where none does, its place is enough.
        """
        return np.where(self._waited_for[last] & left != 0, last, len(self.minutes) + self._stops.of_last[last])

    def _each(self, front: Front, aims: Aims) -> Iterator[tuple[Whole, Whole, Whole, Whole]]:
        """Yield for each task, and who does it, the rows that it can follow, and its starts."""
        latest, left, hatch = aims.most[front.aim], aims.goal[front.aim] & ~front.done, aims.hatch[front.aim]
        # Tasks are added in the order of their starts.
        last_start = np.maximum(
            front.free_first - self.minutes[front.last_first], front.free_second - self.minutes[front.last_second]
        )
        for task, before in enumerate(self._before):
            rows = np.flatnonzero((left >> task & 1 == 1) & (front.done & before == before))
            if not len(rows):
                continue
            part = front.rows(rows)
            least = np.maximum(last_start[rows], self._earliest[task])
            for other in self._not_during[task]:
                for last, free in ((part.last_first, part.free_first), (part.last_second, part.free_second)):
                    least = np.maximum(least, np.where(last == other, free, BEFORE))
            for who, there in self._there(part, task):
                start = self._in_light(task, np.maximum(least, there), hatch[rows])
                ok = np.flatnonzero(start + self._tail[task] <= latest[rows])
                if len(ok):
                    yield rows[ok], np.full(len(ok), task), np.full(len(ok), who), start[ok]

    def _there(self, front: Front, task: int) -> Iterator[tuple[int, Whole]]:
        """Yield who can do a task, and when he is at its place, or they are."""
        place = self._stops.of_task[task]
        way = self._way[:, place][self._stops.of_last]
        first, second = front.free_first + way[front.last_first], front.free_second + way[front.last_second]
        if self._tasks[task].hands > 1:
            yield BOTH, np.maximum(first, second)
            return
        if self._tasks[task].who != "second":
            yield 0, first
        if self._tasks[task].who != "first":
            yield 1, second

    def can_be_lit(self, front: Front, aims: Aims) -> Truth:
        """Say for which rows all that needs day or night can still find it in time."""
        latest, left, hatch = aims.most[front.aim], aims.goal[front.aim] & ~front.done, aims.hatch[front.aim]
        is_well = np.ones(len(front), dtype=bool)
        for task, light in enumerate(self._lit):
            if light is None:
                continue
            there = np.minimum.reduce([minutes for _, minutes in self._there(front, task)])
            start = self._in_light(task, np.maximum(there, self._earliest[task]), hatch)
            is_well &= (left >> task & 1 == 0) | (start + self._tail[task] <= latest)
        return is_well

    def _in_light(self, task: int, least: Whole, hatch: Whole) -> Whole:
        """Return the first minutes from these on at which a task can start, by its light."""
        light = self._lit[task]
        if light is None:
            return least
        minute = np.minimum(least + hatch + self._situation.shift_min, len(light) - 1)
        start: Whole = light[minute] - hatch
        return start

    def _next_light(self, place: int) -> Whole | None:
        """Return for each minute the first one at which a task can start, from the earliest opening on."""
        situation, task = self._situation, self._tasks[place]
        if task.light == "any" or not situation.light.is_known:
            return None
        shift = situation.shift_min
        count = situation.endurance_min + 2 * shift + 1
        light = np.full(count + 1, NEVER, dtype=np.int64)
        for first, last in reversed(situation.light.starts(task.light, situation.minutes_of(task))):
            start, end = max(first + shift, 0), min(last + shift, count - 1)
            if start <= end:
                light[:start] = start - shift
                light[start : end + 1] = np.arange(start, end + 1) - shift
        return light

    def _clashing(self, place: int) -> list[int]:
        """Return the tasks that must be over when this one starts: those before it, and those with its tools."""
        others = range(len(self._tasks))
        direct = {other for other in others if self._tasks[other].id in self._tasks[place].after}
        shared = {other for other in others if other != place and self._tools[other] & self._tools[place]}
        return sorted(direct | shared)

    def _waiting(self) -> Whole:
        """Return for each task, and each outset, the tasks that cannot start before it is over, as bits."""
        waiting = np.zeros(len(self.minutes), dtype=np.int64)
        for task, others in enumerate(self._not_during):
            for other in others:
                waiting[other] |= 1 << task
        return waiting

    def _from_the_past(self) -> list[int]:
        """Return when each task can begin, by what is under way already."""
        situation = self._situation
        ends = {step.task: step.end_min for step in situation.steps if step.kind == "task"}
        free = situation.tool_free
        return [
            max(
                [BEFORE]
                + [ends[name] for name in task.after if name in ends]
                + [free[tool] for tool in tools if tool in free]
            )
            for task, tools in zip(self._tasks, self._tools, strict=True)
        ]

    def _to_the_end(self, place: int) -> int:
        """Return how long it takes at least from the start of a task to home."""
        return int(self.minutes[place] + self._way[self._stops.of_task[place], self._stops.lock])
