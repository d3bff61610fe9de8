"""Stops that somebody still has to make, as bits, and the shortest way home through any set of them.

A place where work waits is a stop. Work that must come before or after other work is a stop of its own, so that the
way home keeps that order: who has to see the same place twice walks there twice. What one cannot be spared is told
by these ways; that the two wait for each other, and for light, is not in them.
"""

from functools import cached_property

import numpy as np
import numpy.typing as npt

from crossflight.planner.minutes.situation import Situation
from crossflight.record import Task

__all__ = ["NEVER", "Stops"]

Whole = npt.NDArray[np.int32]

MOST_STOPS = 16
"""With more of them the table of all sets of stops takes longer to make than it saves."""
MOST_SHARED = 12
"""Of the stops that either of the two may make: each set of them is tried for each."""
NEVER = 30_000
"""Minutes that nothing takes."""


class Stops:
    """The places of some tasks, the ways between them, and the stops that the tasks make."""

    def __init__(self, situation: Situation, tasks: tuple[Task, ...]) -> None:
        self._tasks = tasks
        lock = situation.case.airlock.id
        named = [task.worksite for task in tasks] + [lock] + [outset.place for outset in situation.outsets]
        places = list(dict.fromkeys(named))
        self.of_task = [places.index(task.worksite) for task in tasks]
        """The place of each task."""
        outsets = [places.index(outset.place) for outset in situation.outsets]
        self.of_last = np.array(self.of_task + outsets)
        """The same, and behind it the places from which the two set out."""
        self.lock = places.index(lock)
        self.way: Whole = np.array(
            [[situation.ways.minutes(one, other) for other in places] for one in places], dtype=np.int32
        )
        """Minutes from place to place."""
        self.stop_of = self._stops()
        """The stop that each task makes, by number; -1 where there are too many."""

    @cached_property
    def before(self) -> list[set[int]]:
        """Return for each task all that must be done before it, the order of others followed through."""
        index = {task.id: place for place, task in enumerate(self._tasks)}
        before = [{index[name] for name in task.after if name in index} for task in self._tasks]
        for _ in self._tasks:
            before = [own | {far for near in own for far in before[near]} for own in before]
        return before

    def _stops(self) -> list[int]:
        """Give numbers to the stops: tasks whose order matters, those that are open to either last, then places."""
        before, tasks = self.before, self._tasks
        ordered = [place for place in range(len(tasks)) if before[place] or any(place in other for other in before)]
        is_shared = [task.hands == 1 and task.who is None for task in tasks]
        places = sorted(set(self.of_task), key=lambda place: -self.way[place, self.lock])[:MOST_STOPS]
        room, room_shared = MOST_STOPS - len(places), MOST_SHARED - len(places)
        own: list[int] = []
        for place in sorted(ordered, key=lambda place: is_shared[place]):
            if len(own) < room and (not is_shared[place] or room_shared > 0):
                own.append(place)
                room_shared -= is_shared[place]
        self._stop_places = [self.of_task[place] for place in own] + places
        self._stop_tasks: list[int | None] = [*own, *(None for _ in places)]
        numbers = {place: number for number, place in enumerate(places, start=len(own))}
        return [
            own.index(place) if place in own else numbers.get(self.of_task[place], -1) for place in range(len(tasks))
        ]

    @property
    def bits(self) -> list[int]:
        """Return the stop of each task as a bit; 0 where it makes none."""
        return [1 << stop if stop >= 0 else 0 for stop in self.stop_of]

    @property
    def count(self) -> int:
        """Return how many stops there are."""
        return len(self._stop_places)

    @cached_property
    def home(self) -> Whole:
        """Return for each set of stops, and each place to set out from, the least minutes through them to the lock.

        Shape (sets, places); sets by size, since each is made from smaller ones.
        """
        table = np.full((1 << self.count, len(self.way)), NEVER, dtype=np.int32)
        table[0] = self.way[:, self.lock]
        sets = np.arange(1 << self.count)
        sizes = np.bitwise_count(sets)
        for size in range(1, self.count + 1):
            of_size = sets[sizes == size]
            for stop, place in enumerate(self._stop_places):
                first, at_once = self._first(stop), 1 << stop | self._seen_at(place)
                within = of_size[(of_size >> stop & 1 == 1) & (of_size & first == 0)]
                onward = table[within & ~at_once, place]
                table[within] = np.minimum(table[within], self.way[:, place] + onward[:, None])
        return table

    def _first(self, stop: int) -> int:
        """Return the stops that come before this one, as bits."""
        task = self._stop_tasks[stop]
        if task is None:
            return 0
        return sum(
            1 << other
            for other, earlier in enumerate(self._stop_tasks)
            if earlier is not None and earlier in self.before[task]
        )

    def _seen_at(self, place: int) -> int:
        """Return the stop that is made by being at a place, as a bit."""
        return sum(
            1 << stop for stop, at in enumerate(self._stop_places) if at == place and self._stop_tasks[stop] is None
        )
