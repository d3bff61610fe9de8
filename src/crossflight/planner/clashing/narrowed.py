"""The problem again, with other days open than those asked for.

A window that may be waived reaches further: launches and departures move by the scenario's ``advance_days`` and
``slip_days``, and the flights that are required to come or go on some day may do so on any day of the horizon.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ortools.sat.python import cp_model

from crossflight.instants import DAY
from crossflight.planner.days import wished
from crossflight.planner.model import PlanModel
from crossflight.planner.moves import Movement
from crossflight.planner.problem import OpenFlight, Problem
from crossflight.record import DateWish, Numbers
from crossflight.units import MINUTES_IN_A_DAY

__all__ = ["LooseModel", "Narrowed", "freed", "loosened", "pinned"]

Keep = Callable[[OpenFlight], OpenFlight]


class Narrowed(Problem):
    """A problem of which each flight keeps some days of the horizon."""

    def __init__(self, base: Problem, keep: Keep) -> None:
        super().__init__(base.scenario, base.sky, whole=True, tables=base.tables, timetabled=base.timetabled)
        self._keep = keep

    @cached_property
    def open_flights(self) -> dict[str, OpenFlight]:
        """Flights with something to decide, with the days that they keep."""
        return {name: self._keep(flight) for name, flight in super().open_flights.items()}


def loosened(base: Problem) -> Narrowed:
    """Return the problem with all days open to which a flight can move when its window is waived."""
    numbers = base.scenario.numbers
    free = {entry.flight for entry in base.scenario.requirements if entry.kind == "moment"}

    def keep(flight: OpenFlight) -> OpenFlight:
        if flight.id in free:
            return flight
        can_launch = wished(_reach(flight.launch_wish, numbers))
        can_leave = wished(_reach(flight.undock_wish, numbers))
        return replace(
            flight,
            arrivals={day: entry for day, entry in flight.arrivals.items() if can_launch(entry.launch)},
            leavings={day: entry for day, entry in flight.leavings.items() if can_leave(entry.undocked)},
        )

    return Narrowed(base, keep)


def freed(base: Problem, loose: Problem, flights: Collection[str]) -> Narrowed:
    """Return the problem with some flights as loose as in another, and all others within the days asked for."""
    narrow, wide = base.open_flights, loose.open_flights
    return Narrowed(base, lambda flight: (wide if flight.id in flights else narrow)[flight.id])


def pinned(base: Problem, days: Mapping[str, tuple[Collection[int], Collection[int]]]) -> Narrowed:
    """Return the problem with some days alone: for each flight those of docking, and those of undocking."""

    def keep(flight: OpenFlight) -> OpenFlight:
        docks, leaves = days[flight.id]
        return replace(
            flight,
            arrivals={day: flight.arrivals[day] for day in sorted(docks)},
            leavings={day: flight.leavings[day] for day in sorted(leaves)},
        )

    return Narrowed(base, keep)


def _reach(wish: DateWish, numbers: Numbers) -> DateWish:
    return DateWish(
        earliest=None if wish.earliest is None else wish.earliest - numbers.advance_days * DAY,
        latest=None if wish.latest is None else wish.latest + numbers.slip_days * DAY,
    )


@dataclass
class LooseModel(PlanModel):
    """A model that admits all that the exact one does, and some minutes more: what is impossible here is so there."""

    def _movement(self) -> Movement:
        return _LooseMovement(self.cp, self.problem)


class _LooseMovement(Movement):
    """Days whose minutes are known no better than by a span.

    The exact model has a table for the minute of each day, and the solver writes a variable for every row: with windows
    wide open that takes many seconds. Here a minute lies anywhere in the span that the table has for all days.
    """

    def minute(self, day: cp_model.IntVar, minutes: Mapping[int, int]) -> cp_model.IntVar:
        """Return a minute that lies as near to the start of its day as any of the table."""
        values = list(minutes.values())
        minute = self.cp.new_int_var(min(values), max(values), "")
        into_day = [value - MINUTES_IN_A_DAY * index for index, value in minutes.items()]
        if max(into_day) - min(into_day) < max(values) - min(values):
            self.cp.add_linear_constraint(minute - MINUTES_IN_A_DAY * day, min(into_day), max(into_day))
        return minute
