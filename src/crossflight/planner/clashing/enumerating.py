"""Clashes, one after another.

Each clash must lose a member, and where those lost so far do not help there is another clash (Reiter, "A theory of
diagnosis from first principles", 1987). Members that are easy to give up are lost first. When the search comes to its
end there is no other clash, as far as members can be given up at all.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field

from crossflight.planner.clashing.asking import Instance, OutOfTime, Questions
from crossflight.planner.clashing.certifying import Contradicted, certified, confirm
from crossflight.planner.clashing.leaving import COSTS, can_go
from crossflight.planner.clashing.shrinking import Found, rank, shrink

__all__ = ["Clashes"]

MOST_CLASHES = 6


@dataclass
class Clashes:
    """What was found so far, and how sure it is."""

    questions: Questions
    found: list[Found] = field(default_factory=list)
    are_certified: bool = True
    """Every one was shown to be irreducible; what no second configuration confirms is not among them."""
    is_contradicted: bool = False
    """Two configurations of the solver disagree: nothing that they say of the model is believed."""
    are_all: bool = False
    """There is no other."""
    ways_out: list[tuple[Instance, ...]] = field(default_factory=list)
    """What was lost where the rest can hold, the cheapest first: all such sets, when the clashes are all."""

    def search(self) -> None:
        """Look for clashes until there are no more, enough, or no time."""
        try:
            self.are_all = self._search()
        except OutOfTime:
            return
        except Contradicted:
            self.is_contradicted = True

    def _search(self) -> bool:
        waiting: list[tuple[int, int, tuple[Instance, ...]]] = [(0, 0, ())]
        seen: set[frozenset[Instance]] = {frozenset()}
        while waiting:
            cost, _, lost = heapq.heappop(waiting)
            if any(set(way) <= set(lost) for way in self.ways_out):
                continue
            clash = self._without(lost)
            if clash is None:
                self.ways_out.append(lost)
                continue
            for member in (name for name in clash.members if can_go(self.questions.model, name)):
                following = frozenset({*lost, member})
                if following not in seen:
                    seen.add(following)
                    heapq.heappush(waiting, (cost + COSTS[rank(member)], len(seen), (*lost, member)))
            if len(self.found) >= MOST_CLASHES:
                return False
        return True

    def _without(self, lost: Sequence[Instance]) -> Found | None:
        """Return a clash of what is not lost; None where the rest can hold."""
        known = next((clash for clash in self.found if not set(clash.members) & set(lost)), None)
        if known is not None:
            return known
        found = shrink(self.questions, [name for name in self.questions.instances if name not in lost])
        if found is not None:
            confirm(self.questions, found)
            self.found.append(found)
            try:
                sure = certified(self.questions, found)
            except OutOfTime:
                self.are_certified = False
                raise
            self.found[-1] = sure or found
            self.are_certified &= sure is not None
        return found
