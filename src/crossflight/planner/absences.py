"""When a flight can be launched and landed at all, and who is elsewhere through every such stay."""

from datetime import datetime

from crossflight.planner.problem import Problem
from crossflight.record import Absence

__all__ = ["is_elsewhere", "landings", "launches"]


def launches(problem: Problem, flight: str) -> tuple[datetime, datetime] | None:
    """Return the first and the last launch that a flight asked for can have; None for other flights."""
    opened = problem.open_flights.get(flight)
    if opened is None or not opened.arrivals:
        return None
    every = [entry.launch for entry in opened.arrivals.values()]
    return min(every), max(every)


def landings(problem: Problem, flight: str) -> tuple[datetime, datetime] | None:
    """Return the first and the last landing that a flight can have; None where it lands beyond the horizon."""
    opened = problem.open_flights.get(flight)
    if opened is None or not opened.leavings:
        return None
    every = [entry.landed for entry in opened.leavings.values()]
    return min(every), max(every)


def is_elsewhere(problem: Problem, absence: Absence, flight: str) -> bool:
    """Say whether an absence falls into every stay between a launch and the landing of a flight asked for."""
    up, down = launches(problem, flight), landings(problem, flight)
    is_back = absence.end is not None and up is not None and absence.end <= up[1]
    return not is_back and absence.start < (problem.end if down is None else down[0])
