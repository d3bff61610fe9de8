"""Which tasks may be left out together: nothing is done without what must be done before it."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import comb

from crossflight.planner.minutes.drafts import Draft
from crossflight.planner.minutes.situation import Situation
from crossflight.record import Task

__all__ = ["Choice"]

MOST_CHOICES = 20_000
"""Sets of tasks to be left out that are looked at."""


class Choice:
    """The tasks of a situation, and sets of them as bits."""

    def __init__(self, situation: Situation, before: Sequence[set[int]]) -> None:
        self._tasks = situation.tasks
        self._before = [_bits(earlier) for earlier in before]
        self._must = [place for place, task in enumerate(self._tasks) if task.must]
        self._may = [place for place, task in enumerate(self._tasks) if not task.must]

    @property
    def everything(self) -> int:
        """Return all tasks."""
        return (1 << len(self._tasks)) - 1

    @property
    def musts(self) -> int:
        """Return how many tasks must be done."""
        return len(self._must)

    def tasks_of(self, goal: int) -> list[Task]:
        """Return the tasks of a set."""
        return [task for place, task in enumerate(self._tasks) if goal >> place & 1]

    def left_out_may(self, draft: Draft) -> int:
        """Return how many tasks that may be done a draft leaves out."""
        return sum(place not in draft.done for place in self._may)

    def goals(self, musts: int, mays: int) -> list[int] | None:
        """Return the sets that leave out so many of both kinds; None where there are too many to look at."""
        if comb(len(self._must), musts) * comb(len(self._may), mays) > MOST_CHOICES:
            return None
        found = (
            self.everything & ~_bits((*must, *may))
            for must in combinations(self._must, musts)
            for may in combinations(self._may, mays)
        )
        return [goal for goal in found if self._needed(goal) & ~goal == 0]

    def least_goals(self, musts: int) -> list[int] | None:
        """Return the sets that leave out so many tasks that must be done, and do of the others what those need."""
        if comb(len(self._must), musts) > MOST_CHOICES:
            return None
        return list(dict.fromkeys(self._least(musts)))

    def _least(self, musts: int) -> Iterator[int]:
        for left_out in combinations(self._must, musts):
            kept = _bits(self._must) & ~_bits(left_out)
            needed = self._needed(kept)
            if not needed & _bits(left_out):
                yield kept | needed

    def with_what_they_need(self, places: Sequence[int]) -> int:
        """Return the set of some tasks and of all that must be done before them."""
        return _bits(places) | self._needed(_bits(places))

    def _needed(self, goal: int) -> int:
        """Return all that must be done before the tasks of a set."""
        needed = 0
        for place, before in enumerate(self._before):
            needed |= before if goal >> place & 1 else 0
        return needed


def _bits(places: Sequence[int] | set[int]) -> int:
    return sum(1 << place for place in places)
