"""Vehicle life, and leaving whole."""

from crossflight.instants import days_between
from crossflight.planner.model import PlanModel
from crossflight.record import LifeLimit, Vehicle, VehicleType
from crossflight.units import MINUTES_IN_A_DAY

__all__ = ["life", "whole_return"]


def life(model: PlanModel) -> None:
    """Keep landing within the life counted from launch; what stays to the end of the horizon may not outlive it."""
    problem = model.problem
    vehicles = {vehicle.id: vehicle for vehicle in problem.scenario.vehicles}
    for flight in problem.open_flights.values():
        moves = model.moves[flight.id]
        limit = _limit(model, vehicles[flight.vehicle], flight.type)
        if flight.type.kind != "crew" or limit is None or moves.launch_minute is None:
            continue
        end = problem.calendar.minute(problem.end) if moves.landing_minute is None else moves.landing_minute
        literal = model.rule("vehicles.life", flight.id, f"{flight.id} lands within {limit:g} days of its launch")
        minutes = int(limit * MINUTES_IN_A_DAY)
        model.cp.add(end - moves.launch_minute <= minutes).only_enforce_if(literal)


def _limit(model: PlanModel, vehicle: Vehicle, kind: VehicleType) -> float | None:
    """Return the days of the limit in force as the scenario knows it."""
    limits: tuple[LifeLimit, ...] = vehicle.lives or kind.lives
    start = model.problem.scenario.horizon.start
    ranked = sorted(
        limits, key=lambda limit: 0.0 if limit.known_since is None else days_between(start, limit.known_since)
    )
    return ranked[-1].days if ranked else None


def whole_return(model: PlanModel) -> None:
    """Say that people leave with their vehicle: a stay pattern has one way up and the same way down."""
    for vehicle in model.crewed():
        model.rule("vehicles.whole-return", vehicle.id, f"{vehicle.id} leaves with everybody assigned to it")
