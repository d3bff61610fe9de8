"""When a vehicle docks and leaves: the days are decided, and the minutes follow from them.

There are two ways to tell the solver so. A table is soon made, and good where days are soon settled. A literal for
each day takes longer to make; a search from a published plan, where days are open to its end, is prepared in half the
time then, most of which goes into tables::

    table      minute = table[day]
    literals   day = sum of (day x literal)     minute = sum of (its minute x literal)     one literal is true
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, partial

from ortools.sat.python import cp_model

from crossflight.planner.days import Calendar
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
    dock_range: Range
    undock_range: Range
    way_up: Callable[[], Linear] | None
    """Makes the minute of the launch; None where there is none."""
    way_down: Callable[[], Linear] | None
    """Makes the minute of the landing, likewise."""

    @cached_property
    def launch_minute(self) -> Linear | None:
        """Return the minute of the launch, made when a rule first asks for it: of most cargo ships none does."""
        return None if self.way_up is None else self.way_up()

    @cached_property
    def landing_minute(self) -> Linear | None:
        """Return the minute of the landing, likewise."""
        return None if self.way_down is None else self.way_down()


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
        way_up: Callable[[], Linear] | None = None
        way_down: Callable[[], Linear] | None = None
        if flight.request is not None:
            dock_day, dock_range = self._day(f"{flight.id} docks", flight.arrivals)
            dock_minute = self.minute(dock_day, {day: entry.minute for day, entry in flight.arrivals.items()})
            way_up = partial(self._launch, flight, dock_day, dock_minute)
        else:
            fixed = flight.flight
            assert fixed is not None
            assert fixed.docked is not None
            dock_day = calendar.day(fixed.docked)
            dock_minute = calendar.minute(fixed.docked)
            dock_range = (dock_day, dock_day)
            way_up = _constant(calendar, fixed.launch)
        if flight.leaves:
            undock_day, undock_range = self._day(f"{flight.id} leaves", flight.leavings)
            undock_minute = self.minute(undock_day, {day: entry.minute for day, entry in flight.leavings.items()})
            way_down = partial(self._landing, flight, undock_day, undock_minute)
            self.cp.add(undock_day > dock_day)
        return Moves(
            dock_day,
            undock_day,
            dock_minute,
            undock_minute,
            dock_range,
            undock_range,
            way_up,
            way_down,
        )

    def _launch(self, flight: OpenFlight, dock_day: cp_model.IntVar, dock_minute: Linear) -> Linear:
        return dock_minute - self._leg(dock_day, {day: entry.way_up_min for day, entry in flight.arrivals.items()})

    def _landing(self, flight: OpenFlight, undock_day: cp_model.IntVar, undock_minute: Linear) -> Linear:
        ways_down = {day: entry.way_down_min for day, entry in flight.leavings.items()}
        return undock_minute + self._leg(undock_day, ways_down)

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
        (dock_day, dock_day),
        (undock_day, undock_day),
        _constant(calendar, flight.launch),
        _constant(calendar, flight.landed),
    )


def _constant(calendar: Calendar, instant: datetime | None) -> Callable[[], Linear] | None:
    return None if instant is None else partial(calendar.minute, instant)
