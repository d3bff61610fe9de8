"""Dockings, undockings and relocations of a plan, found by the days that they take."""

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
        self._by_day: dict[datetime, list[Operation]] = {}
        self._undated: list[Operation] = []
        for operation in _operations(plan):
            if operation.is_sure:
                for number in range((operation.after - operation.first) // DAY):
                    self._by_day.setdefault(operation.first + number * DAY, []).append(operation)
            else:
                self._undated.append(operation)

    def dated(self, outing: "Outing", near: int) -> Iterator[Operation]:
        """Yield the operations whose day is known, on the days of a spacewalk or so many days before and after."""
        seen: list[Operation] = []
        for number in range(-near, (outing.day_after - outing.first_day) // DAY + near):
            for operation in self._by_day.get(outing.first_day + number * DAY, ()):
                if operation not in seen:
                    seen.append(operation)
                    yield operation

    def undated(self, outing: "Outing") -> Iterator[Operation]:
        """Yield the operations that may have been on the days of a spacewalk."""
        for operation in self._undated:
            if operation.first < outing.day_after and operation.after > outing.first_day:
                yield operation


def _operations(plan: Plan) -> Iterator[Operation]:
    for flight in plan.flights:
        for name, what in (("docked", "docks"), ("undocked", "leaves")):
            instant = flight.moment(name)
            period = flight.bounds.get(name)  # type: ignore[call-overload]
            if instant is not None:
                yield Operation(flight, midnight(instant), midnight(instant) + DAY, what)
            elif period is not None and period.end is not None:
                yield Operation(flight, midnight(period.start), midnight(period.end) + DAY, what)
        for move in flight.relocations:
            yield Operation(flight, midnight(move.undocked), midnight(move.docked) + DAY, MOVES)
