"""Flights that do not come any more: of a launcher or a pad that is lost, or to a port, or one vehicle alone."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from crossflight.rules.case import FAR, Aboard, Visit
from crossflight.rules.standing import AsPlanned, Standing, worst_of

__all__ = ["Arrivals", "Shortfall", "arrivals_of", "shortfalls"]


class Arrivals(NamedTuple):
    """Crew vehicles that one thing brings, and until when its loss still keeps each of them away, in order of that."""

    visits: tuple[Visit, ...]
    moments: tuple[datetime, ...]
    """Launches for a launcher or a pad, dockings for a port or for a vehicle alone."""


class Shortfall(NamedTuple):
    """What the loss does from any instant of a span until rescue comes."""

    start: datetime
    end: datetime
    standing: Standing
    rescue: datetime | None
    """The next docking of a crew vehicle that still comes."""


def shortfalls(planned: AsPlanned, arrivals: Arrivals, start: datetime, end: datetime) -> Iterator[Shortfall]:
    """Yield, in order, what the loss does from each instant of ``[start, end)``.

    Everybody else comes and leaves as planned; whoever should leave in a vehicle that does not come stays. What is
    told is the worst from that instant until the next docking of a crew vehicle that still comes, or until the end of
    what is judged.
    """
    case = planned.case
    inside = (
        *case.starts[bisect_right(case.starts, start) : bisect_left(case.starts, end)],
        *arrivals.moments[bisect_right(arrivals.moments, start) : bisect_left(arrivals.moments, end)],
    )
    edges = sorted({start, *inside, end})
    walks: dict[int, _Walk] = {}
    for edge, following in pairwise(edges):
        count = bisect_right(arrivals.moments, edge)
        place = max(0, bisect_right(case.starts, edge) - 1)
        walk = walks.get(count)
        if walk is None:
            walk = walks[count] = _Walk(planned, frozenset(visit.flight.id for visit in arrivals.visits[count:]), place)
        rescue = walk.rescue(edge)
        yield Shortfall(edge, following, worst_of(walk.until(place, rescue or FAR)), rescue)


class _Walk:
    """The situations from one on, without the flights that are gone; each is looked at once."""

    def __init__(self, planned: AsPlanned, gone: frozenset[str], first: int) -> None:
        self.planned = planned
        self.case = planned.case
        self.gone = gone
        self.first = first
        self.found: list[Standing] = []
        self.stranded: list[Aboard] = []

    def rescue(self, instant: datetime) -> datetime | None:
        """Return the next docking of a crew vehicle that still comes, after the instant."""
        crewed = self.case.crewed
        for place in range(bisect_right(self.case.dockings, instant), len(crewed)):
            if crewed[place].flight.id not in self.gone:
                return crewed[place].start
        return None

    def until(self, place: int, end: datetime) -> list[Standing]:
        """Return how the crew stands from the situation at a place to the last that begins before the end."""
        last = max(place + 1, bisect_left(self.case.starts, end))
        for following in range(self.first + len(self.found), last):
            self._step(following)
        return self.found[place - self.first : last - self.first]

    def _step(self, place: int) -> None:
        situations = self.case.situations
        if place > self.first:
            self.stranded += (entry for entry in situations[place - 1].people if self._is_stranded(entry, place))
        self.found.append(self.planned.without(place, self.gone, tuple(self.stranded)))

    def _is_stranded(self, entry: Aboard, place: int) -> bool:
        return (
            entry.down is not None
            and entry.down.id in self.gone
            and entry.stay.up not in self.gone
            and entry.end <= self.case.situations[place].start
        )


def arrivals_of(moments: Sequence[tuple[datetime, Visit]]) -> Arrivals:
    """Return crew vehicles in the order of the moments up to which they can be kept away."""
    ordered = sorted(moments, key=lambda entry: entry[0])
    return Arrivals(tuple(visit for _, visit in ordered), tuple(moment for moment, _ in ordered))
