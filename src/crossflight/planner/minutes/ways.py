"""The shortest ways outside, between the lock and the places of work."""

from collections.abc import Iterable
from functools import cached_property
from math import ceil

from crossflight.record import Worksite

__all__ = ["Ways"]

UNREACHABLE = float("inf")


class Ways:
    """Minutes from every place to every other by the shortest way, through the lock where no other is known."""

    def __init__(self, worksites: Iterable[Worksite]) -> None:
        self._edges: dict[str, dict[str, float]] = {}
        for site in worksites:
            self._edges.setdefault(site.id, {})
            for place, minutes in site.minutes_from.items():
                self._join(site.id, place, minutes)
                self._join(place, site.id, minutes)

    def _join(self, one: str, other: str, minutes: float) -> None:
        known = self._edges.setdefault(one, {})
        known[other] = min(minutes, known.get(other, UNREACHABLE))

    @cached_property
    def _table(self) -> dict[str, dict[str, float]]:
        """Return all shortest ways, each place in turn taken as a stop on the others' ways."""
        table = {one: {one: 0.0, **near} for one, near in self._edges.items()}
        for stop, from_stop in table.items():
            for known in table.values():
                if stop not in known:
                    continue
                for other, far in list(from_stop.items()):
                    known[other] = min(known.get(other, UNREACHABLE), known[stop] + far)
        return table

    def leads(self, one: str, other: str) -> bool:
        """Say whether any way is known."""
        return one == other or other in self._table.get(one, {})

    def minutes(self, one: str, other: str) -> int:
        """Return the whole minutes of the shortest way, rounded up."""
        return 0 if one == other else ceil(self._table[one][other] - 1e-9)
