"""Launches that the pad, the plane and the phase allow."""

from collections.abc import Callable

from crossflight.planner.days import Arrival
from crossflight.planner.model import PlanModel

__all__ = ["allowed_day", "opportunity"]


def allowed_day(model: PlanModel) -> None:
    """Keep dockings to days whose launch finds the pad open."""
    _keep(model, "launches.allowed-day", "launches on a day that the pad is open", lambda entry: entry.is_allowed)


def opportunity(model: PlanModel) -> None:
    """Keep dockings to days that plane and phase offer; where nothing is known of them every day is offered."""
    _keep(model, "launches.opportunity", "launches when plane and phase allow it", lambda entry: entry.is_offered)


def _keep(model: PlanModel, rule: str, says: str, holds: Callable[[Arrival], bool]) -> None:
    for flight in model.problem.open_flights.values():
        if flight.arrives:
            allowed = [day for day, arrival in flight.arrivals.items() if holds(arrival)]
            literal = model.rule(rule, flight.id, f"{flight.id} {says}")
            model.allow_days(model.moves[flight.id].dock_day, allowed, literal)
