"""The days within which a moment of a flight was asked for, and how far from them it comes to lie."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from ortools.sat.python import cp_model

from crossflight.instants import DAY, midnight
from crossflight.planner.clashing.asking import Instance
from crossflight.planner.clashing.shrinking import REQUIREMENT
from crossflight.planner.model import Linear, PlanModel
from crossflight.planner.problem import OpenFlight
from crossflight.record import DateWish, Moment

__all__ = ["WINDOW", "Limits", "limits"]

WINDOW = "flights.window"
JUST_BEFORE = timedelta(microseconds=1)


@dataclass(frozen=True)
class Limits:
    """A moment of a flight, with the days within which it was asked for or required."""

    flight: str
    moment: Moment
    options: dict[int, datetime]
    """The instant of each day of the model."""
    start: datetime | None
    end: datetime | None

    @property
    def is_arrival(self) -> bool:
        """Say whether it follows from the day of docking."""
        return self.moment in {"launch", "docked"}

    def days_off(self, instant: datetime) -> int:
        """Return how many days an instant lies off, negative before what was asked for."""
        if self.start is not None and instant < self.start:
            return (midnight(instant) - midnight(self.start)) // DAY or -1
        if self.end is not None and instant >= self.end:
            return (midnight(instant) - midnight(self.end - JUST_BEFORE)) // DAY or 1
        return 0

    def distance(self, cp: cp_model.CpModel, model: PlanModel) -> Linear:
        """Return a variable of a copy of the model that is no less than the days off."""
        moves = model.moves[self.flight]
        day = _in_copy(cp, moves.dock_day if self.is_arrival else moves.undock_day)
        offs = {index: self.days_off(instant) for index, instant in self.options.items()}
        first = min((index for index, off in offs.items() if off >= 0), default=max(offs) + 1)
        last = max((index for index, off in offs.items() if off <= 0), default=min(offs) - 1)
        distance = cp.new_int_var(0, 2 * (model.problem.calendar.days + 2), "")
        cp.add(distance >= first - day)
        cp.add(distance >= day - last)
        return distance


def _in_copy(cp: cp_model.CpModel, linear: Linear) -> cp_model.IntVar:
    assert isinstance(linear, cp_model.IntVar)
    return cp.get_int_var_from_proto_index(linear.index)


def limits(model: PlanModel, instance: Instance) -> Iterator[Limits]:
    """Yield the limits that a window or a required day sets; none for other rules, or where the day stands."""
    rule_id, subject = instance
    opened = model.problem.open_flights
    if rule_id == WINDOW:
        flight = opened[subject]
        yield from _of(flight, "launch", *_span(flight.launch_wish))
        yield from _of(flight, "undocked", *_span(flight.undock_wish))
    if rule_id == REQUIREMENT:
        for entry in model.problem.scenario.requirements:
            if entry.text == subject and entry.moment is not None and entry.flight in opened:
                yield from _of(opened[entry.flight], entry.moment, entry.start, entry.end)


def _of(flight: OpenFlight, moment: Moment, start: datetime | None, end: datetime | None) -> Iterator[Limits]:
    options = {
        "launch": {day: entry.launch for day, entry in flight.arrivals.items()},
        "docked": {day: entry.docked for day, entry in flight.arrivals.items()},
        "undocked": {day: entry.undocked for day, entry in flight.leavings.items()},
        "landed": {day: entry.landed for day, entry in flight.leavings.items()},
    }[moment]
    if options and (start is not None or end is not None):
        yield Limits(flight.id, moment, options, start, end)


def _span(wish: DateWish) -> tuple[datetime | None, datetime | None]:
    start = None if wish.earliest is None else midnight(wish.earliest)
    return start, None if wish.latest is None else midnight(wish.latest) + DAY
