"""Landings in daylight."""

from datetime import datetime

from crossflight.planner.model import PlanModel
from crossflight.record import Waiver

__all__ = ["daylight", "opportunity"]

RULE = "landings.daylight"


def daylight(model: PlanModel) -> None:
    """Keep undockings to days whose landing has the light that the ground rule asks for, or a waiver for the dark."""
    for flight in model.problem.open_flights.values():
        if not flight.leaves or not flight.type.lands_in_daylight:
            continue
        waivers = [
            waiver
            for waiver in model.problem.scenario.waivers
            if waiver.rule == RULE and set(waiver.subject) <= {flight.id}
        ]
        allowed = [
            day
            for day, leaving in flight.leavings.items()
            if leaving.is_light or any(_covers(waiver, leaving.landed) for waiver in waivers)
        ]
        literal = model.rule(RULE, flight.id, f"{flight.id} lands in daylight")
        model.allow_days(model.moves[flight.id].undock_day, allowed, literal)


def opportunity(model: PlanModel) -> None:
    """Keep undockings to days from which the station's orbit leads to the zone, as far ahead as that is known."""
    for flight in model.problem.open_flights.values():
        if flight.leaves and flight.type.kind != "module":
            allowed = [day for day, leaving in flight.leavings.items() if leaving.is_offered]
            literal = model.rule(
                "landings.opportunity", flight.id, f"{flight.id} lands where the orbit leads to its zone"
            )
            model.allow_days(model.moves[flight.id].undock_day, allowed, literal)


def _covers(waiver: Waiver, instant: datetime) -> bool:
    """Say whether a waiver between two instants covers a landing; marks of flights are left to the check."""
    if not isinstance(waiver.start, datetime) or instant < waiver.start:
        return False
    return waiver.end is None or (isinstance(waiver.end, datetime) and instant < waiver.end)
