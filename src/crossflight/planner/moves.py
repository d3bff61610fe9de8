"""When a vehicle docks and leaves: the days are decided, and the minutes follow from them.

There are two ways to tell the solver so. A table is soon made, and good where days are soon settled. A literal for
each day takes longer to make; a search from a published plan, where days are open to its end, is prepared in half the
time then, most of which goes into tables::

    table      minute = table[day]
    literals   day = sum of (day x literal)     minute = sum of (its minute x literal)     one literal is true
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from crossflight.planner.moments import Linear
from crossflight.planner.problem import OpenFlight, Problem
from crossflight.record import Flight

__all__ = ["Movement", "Moves", "fixed_moves"]

Range = tuple[int, int]
"""The first day and the last."""


@dataclass(frozen=True)
class Moves:
    """Docking and undocking of one vehicle: days and minutes, constants where they are fixed."""

    dock_day: Linear
    undock_day: Linear
    dock_minute: Linear
    undock_minute: Linear
    launch_minute: Linear | None
    landing_minute: Linear | None
    dock_range: Range
    undock_range: Range


@dataclass(frozen=True)
class Movement:
    """Makes the variables of open flights."""

    cp: cp_model.CpModel
    problem: Problem
    by_literals: bool = False
    """True: a literal for each day; else tables."""
    _literals: dict[int, dict[int, cp_model.IntVar]] = field(default_factory=dict)
    """By the index of the variable of the day."""

    def open_moves(self, flight: OpenFlight) -> Moves:
        """Return the moves of a flight with something to decide."""
        calendar = self.problem.calendar
        days, horizon_minute = calendar.days, calendar.minute(self.problem.end)
        dock_day: Linear
        dock_minute: Linear
        undock_day: Linear = days + 1
        undock_minute: Linear = horizon_minute + 1
        undock_range = (days + 1, days + 1)
        launch_minute: Linear | None = None
        landing_minute: Linear | None = None
        if flight.request is not None:
            dock_day, dock_range = self._day(f"{flight.id} docks", flight.arrivals)
            dock_minute = self.minute(dock_day, {day: entry.minute for day, entry in flight.arrivals.items()})
            ways_up = {day: entry.way_up_min for day, entry in flight.arrivals.items()}
            launch_minute = dock_minute - self._leg(dock_day, ways_up)
        else:
            fixed = flight.flight
            assert fixed is not None
            assert fixed.docked is not None
            dock_day = calendar.day(fixed.docked)
            dock_minute = calendar.minute(fixed.docked)
            dock_range = (dock_day, dock_day)
            launch_minute = None if fixed.launch is None else calendar.minute(fixed.launch)
        if flight.leaves:
            undock_day, undock_range = self._day(f"{flight.id} leaves", flight.leavings)
            undock_minute = self.minute(undock_day, {day: entry.minute for day, entry in flight.leavings.items()})
            ways_down = {day: entry.way_down_min for day, entry in flight.leavings.items()}
            landing_minute = undock_minute + self._leg(undock_day, ways_down)
            self.cp.add(undock_day > dock_day)
        return Moves(
            dock_day,
            undock_day,
            dock_minute,
            undock_minute,
            launch_minute,
            landing_minute,
            dock_range,
            undock_range,
        )

    def _day(self, name: str, options: Mapping[int, object]) -> tuple[cp_model.IntVar, Range]:
        days = sorted(options)
        day = self.cp.new_int_var_from_domain(cp_model.Domain.from_values(days), name)
        if self.by_literals:
            literals = {number: self.cp.new_bool_var("") for number in days}
            self.cp.add_exactly_one(literals.values())
            self.cp.add(day == cp_model.LinearExpr.weighted_sum(list(literals.values()), days))
            self._literals[day.index] = literals
        return day, (days[0], days[-1])

    def _leg(self, day: cp_model.IntVar, legs: Mapping[int, int]) -> Linear:
        """Return the minutes of a leg, the same on all days or not."""
        lengths = set(legs.values())
        return lengths.pop() if len(lengths) == 1 else self.minute(day, legs)

    def minute(self, day: cp_model.IntVar, minutes: Mapping[int, int]) -> cp_model.IntVar:
        """Return the minutes that belong to a day."""
        least = min(minutes.values())
        minute = self.cp.new_int_var(least, max(minutes.values()), "")
        if self.by_literals:
            literals = self._literals[day.index]
            more = [minutes[number] - least for number in literals]
            self.cp.add(minute == least + cp_model.LinearExpr.weighted_sum(list(literals.values()), more))
        else:
            first, last = min(minutes), max(minutes)
            self.cp.add_element(day - first, [minutes.get(number, least) for number in range(first, last + 1)], minute)
        return minute


def fixed_moves(problem: Problem, flight: Flight) -> Moves:
    """Return the moves of a flight with nothing to decide."""
    calendar = problem.calendar
    assert flight.docked is not None
    dock_day = calendar.day(flight.docked)
    undock_day = calendar.days + 1 if flight.undocked is None else calendar.day(flight.undocked)
    return Moves(
        dock_day,
        undock_day,
        calendar.minute(flight.docked),
        calendar.minute(problem.end) + 1 if flight.undocked is None else calendar.minute(flight.undocked),
        None if flight.launch is None else calendar.minute(flight.launch),
        None if flight.landed is None else calendar.minute(flight.landed),
        (dock_day, dock_day),
        (undock_day, undock_day),
    )
