"""The days that were asked for, as windows and as wishes."""

from datetime import datetime, timedelta

from ortools.sat.python import cp_model

from crossflight.instants import DAY, midnight
from crossflight.planner.days import wished
from crossflight.planner.model import Linear, PlanModel
from crossflight.planner.problem import OpenFlight

__all__ = ["window"]


def window(model: PlanModel) -> None:
    """Keep launches and undockings within the days asked for, and count how far they are from those wanted."""
    for flight in model.problem.open_flights.values():
        moves = model.moves[flight.id]
        literal = model.rule("flights.window", flight.id, f"{flight.id} flies within the days asked for")
        if flight.arrives:
            is_asked = wished(flight.launch_wish)
            days = [day for day, entry in flight.arrivals.items() if is_asked(entry.launch)]
            model.allow_days(moves.dock_day, days, literal)
        if flight.leaves:
            is_asked = wished(flight.undock_wish)
            days = [day for day, entry in flight.leavings.items() if is_asked(entry.undocked)]
            model.allow_days(moves.undock_day, days, literal)
        if not model.blame:
            _count_distance(model, flight)


def _count_distance(model: PlanModel, flight: OpenFlight) -> None:
    moves = model.moves[flight.id]
    launch, undock = flight.launch_wish.wanted, flight.undock_wish.wanted
    if flight.arrives and launch is not None:
        wanted = _middle(launch)
        day = min(flight.arrivals, key=lambda day: abs(flight.arrivals[day].launch - wanted))
        day += round((wanted - flight.arrivals[day].launch) / DAY)
        _distance(model, moves.dock_day, day, f"{flight.id} launches off its wanted day")
    if flight.leaves and undock is not None:
        wanted = _middle(undock)
        day = min(flight.leavings, key=lambda day: abs(flight.leavings[day].undocked - wanted))
        day += round((wanted - flight.leavings[day].undocked) / DAY)
        _distance(model, moves.undock_day, day, f"{flight.id} leaves off its wanted day")


def _middle(wanted: datetime) -> datetime:
    """Return the noon of a day that is wanted without a time."""
    return wanted + timedelta(hours=12) if wanted == midnight(wanted) else wanted


def _distance(model: PlanModel, day: Linear, wanted: int, name: str) -> None:
    distance = model.cp.new_int_var(0, abs(wanted) + model.problem.calendar.days, name)
    model.cp.add_abs_equality(distance, day - wanted)
    model.levels.setdefault("dates", []).append(distance)
    if isinstance(day, cp_model.IntVar):
        model.wanted_days[day.index] = wanted
