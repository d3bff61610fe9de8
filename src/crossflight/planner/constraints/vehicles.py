"""Vehicle life, and leaving whole."""

from datetime import datetime

from crossflight.planner.model import Linear, Literal, PlanModel
from crossflight.planner.waived import Span, spans
from crossflight.record import LifeLimit, Vehicle, VehicleType
from crossflight.units import MINUTES_IN_A_DAY

__all__ = ["life", "whole_return"]

LIFE = "vehicles.life"


def life(model: PlanModel) -> None:
    """Keep landing within the life counted from launch; what stays to the end of the horizon may not outlive it."""
    problem = model.problem
    vehicles = {vehicle.id: vehicle for vehicle in problem.scenario.vehicles}
    for flight in problem.open_flights.values():
        moves = model.moves[flight.id]
        launches = [entry.launch for entry in flight.arrivals.values()]
        if flight.flight is not None and flight.flight.launch is not None:
            launches.append(flight.flight.launch)
        limit = _limit(vehicles[flight.vehicle], flight.type, min(launches, default=problem.scenario.horizon.start))
        if flight.type.kind != "crew" or limit is None or moves.launch_minute is None:
            continue
        end = problem.calendar.minute(problem.end) if moves.landing_minute is None else moves.landing_minute
        literal = model.rule(LIFE, flight.id, f"{flight.id} lands within {limit:g} days of its launch")
        over = moves.launch_minute + int(limit * MINUTES_IN_A_DAY)
        waived = [_waived(model, waiver, over, end) for waiver in spans(model, LIFE, (flight.id,))]
        model.cp.add(end <= over).only_enforce_if([literal, *(~covered for covered in waived)])


def _waived(model: PlanModel, waiver: Span, over: Linear, end: Linear) -> Literal:
    """Return a literal that can be true only where one waiver covers all from the end of the life to the landing.

    What lies outside the horizon needs no cover: nothing is judged there.
    """
    covered = model.cp.new_bool_var(f"life in waiver {waiver.id}")
    calendar = model.problem.calendar
    if waiver.start.last > calendar.minute(model.problem.scenario.horizon.start):
        model.cp.add(waiver.start.minute <= over).only_enforce_if(covered)
    if waiver.end.first < calendar.minute(model.problem.end):
        model.cp.add(end <= waiver.end.minute).only_enforce_if(covered)
    return covered


def _limit(vehicle: Vehicle, kind: VehicleType, launched: datetime) -> float | None:
    """Return the days of the limit in force as the scenario knows it; one without a date is as old as the launch."""
    limits: tuple[LifeLimit, ...] = vehicle.lives or kind.lives
    latest = max(limits, key=lambda limit: limit.known_since or launched, default=None)
    return None if latest is None else latest.days


def whole_return(model: PlanModel) -> None:
    """Say that people leave with their vehicle: a stay pattern has one way up and the same way down."""
    for vehicle in model.crewed():
        model.rule("vehicles.whole-return", vehicle.id, f"{vehicle.id} leaves with everybody assigned to it")
