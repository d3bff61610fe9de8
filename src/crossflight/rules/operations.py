"""Dockings, undockings and relocations of a plan, found by the days that they take."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from crossflight.instants import DAY, midnight
from crossflight.record import Flight, Plan

if TYPE_CHECKING:
    from crossflight.rules.outings import Outing

__all__ = ["Operations"]

MOVES = "changes ports"


@dataclass(frozen=True, slots=True)
class Operation:
    """A docking, an undocking or a relocation: the days on which it can have been, ``[first, after)``."""

    flight: Flight
    first: datetime
    after: datetime
    what: str

    @property
    def is_sure(self) -> bool:
        """Say whether its days are known; a relocation may take two."""
        return self.after - self.first <= DAY or self.what == MOVES


class Operations:
    """All operations of a plan, to be found by the days that they take."""

    def __init__(self, plan: Plan) -> None:
        self._operations = sorted(_instants(plan), key=_instant)
        self._instants = [instant for instant, _, _ in self._operations]
        spans = sorted(_spans(plan), key=_first)
        self._spans = [operation for operation in spans if operation.is_sure]
        self._undated = [operation for operation in spans if not operation.is_sure]
        self._longest = max((operation.after - operation.first for operation in self._spans), default=DAY)

    def dated(self, outing: "Outing", near: int) -> Iterator[Operation]:
        """Yield the operations whose day is known, on the days of a spacewalk or so many days before and after."""
        first, after = outing.first_day - near * DAY, outing.day_after + near * DAY
        for place in range(bisect_left(self._instants, first), bisect_left(self._instants, after)):
            instant, flight, what = self._operations[place]
            yield Operation(flight, midnight(instant), midnight(instant) + DAY, what)
        for place in range(bisect_left(self._spans, first - self._longest, key=_first), len(self._spans)):
            operation = self._spans[place]
            if operation.first >= after:
                break
            if operation.after > first:
                yield operation

    def undated(self, outing: "Outing") -> Iterator[Operation]:
        """Yield the operations that may have been on the days of a spacewalk."""
        for operation in self._undated:
            if operation.first < outing.day_after and operation.after > outing.first_day:
                yield operation


def _instant(told: tuple[datetime, Flight, str]) -> datetime:
    return told[0]


def _first(operation: Operation) -> datetime:
    return operation.first


def _instants(plan: Plan) -> Iterator[tuple[datetime, Flight, str]]:
    """Yield the dockings and undockings whose instant is known; nearly all are."""
    for flight in plan.flights:
        if flight.docked is not None:
            yield flight.docked, flight, "docks"
        if flight.undocked is not None:
            yield flight.undocked, flight, "leaves"


def _spans(plan: Plan) -> Iterator[Operation]:
    """Yield what is known between bounds, and relocations, which may take two days."""
    for flight in plan.flights:
        for name, what in (("docked", "docks"), ("undocked", "leaves")) if flight.bounds else ():
            period = flight.bounds.get(name)  # type: ignore[call-overload]
            if flight.moment(name) is None and period is not None and period.end is not None:
                yield Operation(flight, midnight(period.start), midnight(period.end) + DAY, what)
        for move in flight.relocations:
            yield Operation(flight, midnight(move.undocked), midnight(move.docked) + DAY, MOVES)
