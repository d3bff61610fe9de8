"""The days that were asked for, as windows and as wishes."""

from bisect import bisect_left
from datetime import datetime, timedelta

from ortools.sat.python import cp_model

from crossflight.instants import midnight
from crossflight.planner.days import wished
from crossflight.planner.model import Linear, PlanModel
from crossflight.planner.problem import OpenFlight
from crossflight.units import MINUTES_IN_A_DAY

__all__ = ["window"]


def window(model: PlanModel) -> None:
    """Keep launches and undockings within the days asked for, and count how far they are from those wanted."""
    for flight in model.problem.open_flights.values():
        moves = model.moves[flight.id]
        literal = model.rule("flights.window", flight.id, f"{flight.id} flies within the days asked for")
        if flight.arrives and model.problem.whole:  # otherwise it has no other days
            is_asked = wished(flight.launch_wish)
            days = [day for day, entry in flight.arrivals.items() if is_asked(entry.launch)]
            model.allow_days(moves.dock_day, days, literal)
        if flight.leaves and model.problem.whole:
            is_asked = wished(flight.undock_wish)
            days = [day for day, entry in flight.leavings.items() if is_asked(entry.undocked)]
            model.allow_days(moves.undock_day, days, literal)
        if not model.blame:
            _count_distance(model, flight)


def _count_distance(model: PlanModel, flight: OpenFlight) -> None:
    moves = model.moves[flight.id]
    launch, undock = flight.launch_wish.wanted, flight.undock_wish.wanted
    if flight.arrives and launch is not None:
        launches = sorted((entry.minute - entry.way_up_min, day) for day, entry in flight.arrivals.items())
        day = _nearest(model, launches, launch)
        _distance(model, moves.dock_day, moves.dock_range, day, f"{flight.id} launches off its wanted day")
    if flight.leaves and undock is not None:
        day = _nearest(model, [(entry.minute, day) for day, entry in flight.leavings.items()], undock)
        _distance(model, moves.undock_day, moves.undock_range, day, f"{flight.id} leaves off its wanted day")


def _nearest(model: PlanModel, minutes: list[tuple[int, int]], wanted: datetime) -> int:
    """Return the day, of (minute, day) in order, whose minute is nearest to what is wanted, or so many days from it."""
    middle = model.problem.calendar.minute(_middle(wanted))
    later = bisect_left(minutes, (middle, 0))
    _, minute, day = min((abs(minute - middle), minute, day) for minute, day in minutes[max(0, later - 1) : later + 1])
    return day + round((middle - minute) / MINUTES_IN_A_DAY)


def _middle(wanted: datetime) -> datetime:
    """Return the noon of a day that is wanted without a time."""
    return wanted + timedelta(hours=12) if wanted == midnight(wanted) else wanted


def _distance(model: PlanModel, day: Linear, day_range: tuple[int, int], wanted: int, name: str) -> None:
    distance = model.cp.new_int_var(0, max(abs(end - wanted) for end in day_range), name)
    model.cp.add_abs_equality(distance, day - wanted)
    model.levels.setdefault("dates", []).append(distance)
    if isinstance(day, cp_model.IntVar):
        model.wanted_days[day.index] = wanted
