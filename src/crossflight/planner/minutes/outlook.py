"""What half-made timelines still need at least: work, ways home, and the light that is left."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from crossflight.planner.minutes.fronts import Aims, Front, Whole
from crossflight.planner.minutes.situation import Situation
from crossflight.planner.minutes.stops import Stops
from crossflight.record import Task

__all__ = ["Outlook"]

CHUNK = 10
"""Tasks that are looked up at once."""
FIELD = 20
"""Bits of each of the three numbers that are kept in one: of the first, the second, and either."""
FIELD_MASK = (1 << FIELD) - 1
PLACE = 7
"""Bits for the number of a place; there are fewer tasks than that."""


class Outlook:
    """Lower bounds for the rest of a timeline, for many at once."""

    def __init__(self, situation: Situation, tasks: tuple[Task, ...], stops: Stops) -> None:
        self._stops = stops
        self._home = stops.home.astype(np.int64)
        minutes = [situation.minutes_of(task) for task in tasks]
        for_whom = [_fields(task) for task in tasks]
        self._work = _tables([one * fields for one, fields in zip(minutes, for_whom, strict=True)], np.add)
        self._bits = _tables([bit * fields for bit, fields in zip(stops.bits, for_whom, strict=True)], np.bitwise_or)

    def least(self, front: Front, aims: Aims) -> tuple[Whole, Whole]:
        """Return when the later of the two is home at the earliest, and the sum of both, if no time is idle.

        Three bounds in one: the way home of each through what is his alone, and half of what both need together.
        """
        left = aims.goal[front.aim] & ~front.done
        work, bits = _looked_up(self._work, left, np.add), _looked_up(self._bits, left, np.bitwise_or)
        first, second, either = (bits >> shift & FIELD_MASK for shift in (0, FIELD, 2 * FIELD))
        either &= ~(first | second)
        at_first, at_second = self._stops.of_last[front.last_first], self._stops.of_last[front.last_second]
        free_first = front.free_first + (work & FIELD_MASK)
        free_second = front.free_second + (work >> FIELD & FIELD_MASK)
        home = self._home
        alone = np.maximum(free_first + home[first, at_first], free_second + home[second, at_second])
        ways = self._ways(at_first, at_second, first, second, either)
        both = free_first + free_second + (work >> 2 * FIELD) + ways
        return np.maximum(alone, both + 1 >> 1), both

    def _ways(self, place_first: Whole, place_second: Whole, first: Whole, second: Whole, either: Whole) -> Whole:
        """Return the least minutes on the way of both together, what either may see being shared in the best way."""
        home, width = self._home, self._stops.count
        ways: Whole = home[first, place_first] + home[second, place_second]
        rows = np.flatnonzero(either)
        if not len(rows):
            return ways
        key = place_first[rows] << PLACE | place_second[rows]
        for bits in (first, second, either):
            key = key << width | bits[rows]
        # Many timelines stand at the same places before the same stops: each such case is looked at once.
        known, inverse = np.unique(key, return_inverse=True)
        mask = (1 << width) - 1
        either, second, first = (known >> shift & mask for shift in (0, width, 2 * width))
        place_second, place_first = known >> 3 * width & (1 << PLACE) - 1, known >> 3 * width + PLACE
        best = np.empty(len(known), dtype=np.int64)
        order = np.argsort(either, kind="stable")
        edges = np.flatnonzero(np.diff(either[order], prepend=-1, append=-1))
        for start, end in pairwise(edges):
            alike = order[start:end]
            one = (first[alike], place_first[alike])
            other = (second[alike], place_second[alike])
            best[alike] = self._best_share(one, other, int(either[alike[0]]))
        ways[rows] = best[inverse]
        return ways

    def _best_share(self, one: tuple[Whole, Whole], other: tuple[Whole, Whole], either: int) -> Whole:
        """Return the least minutes over all ways to share the stops that either may make."""
        parts = _parts(either)
        best = np.empty(len(one[0]), dtype=np.int64)
        for start in range(0, len(best), rows := max(AT_ONCE // len(parts), 1)):
            some = slice(start, start + rows)
            (first, at_first), (second, at_second) = ((bits[some, None], at[some, None]) for bits, at in (one, other))
            ways = self._home[first | parts, at_first] + self._home[second | either ^ parts, at_second]
            best[some] = ways.min(axis=1)
        return best


AT_ONCE = 1 << 18
"""Sums of ways in memory at once."""


def _parts(either: int) -> Whole:
    """Return all subsets of a set of bits."""
    parts = np.zeros(1, dtype=np.int64)
    for stop in range(either.bit_length()):
        if either >> stop & 1:
            parts = np.concatenate([parts, parts | 1 << stop])
    return parts


def _fields(task: Task) -> int:
    """Return 1 in the field of everybody who has to do a task."""
    if task.hands > 1:
        return 1 | 1 << FIELD
    return 1 << {"first": 0, "second": FIELD, None: 2 * FIELD}[task.who]


Joins = Callable[[Whole, Whole], Whole]


def _tables(values: list[int], join: Joins) -> list[Whole]:
    """Return for each chunk of tasks what all of its subsets come to."""
    tables = []
    for start in range(0, len(values), CHUNK):
        table = np.zeros(1, dtype=np.int64)
        for value in values[start : start + CHUNK]:
            table = np.concatenate([table, join(table, np.int64(value))])  # type: ignore[arg-type]
        tables.append(table)
    return tables


def _looked_up(tables: list[Whole], sets: Whole, join: Joins) -> Whole:
    found = np.zeros(len(sets), dtype=np.int64)
    for number, table in enumerate(tables):
        found = join(found, table[sets >> number * CHUNK & (1 << CHUNK) - 1])
    return found
