"""Landings in daylight."""

from crossflight.planner.model import PlanModel

__all__ = ["daylight"]


def daylight(model: PlanModel) -> None:
    """Keep undockings to days whose landing has the light that the vehicle's ground rule asks for."""
    for flight in model.problem.open_flights.values():
        if flight.leaves and flight.type.lands_in_daylight:
            allowed = [day for day, leaving in flight.leavings.items() if leaving.is_light]
            literal = model.rule("landings.daylight", flight.id, f"{flight.id} lands in daylight")
            model.allow_days(model.moves[flight.id].undock_day, allowed, literal)
