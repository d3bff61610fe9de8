"""A published plan as the start of a search: its decisions are fixed once, and the rest follows."""

from collections.abc import Iterator

from ortools.sat.python import cp_model

from crossflight.planner.model import PlanModel
from crossflight.planner.problem import OpenFlight
from crossflight.record import Flight, Plan

__all__ = ["starting_values"]

START_SECONDS = 10.0

Decision = tuple[cp_model.IntVar, int]


def starting_values(model: PlanModel, plan: Plan, seed: int) -> list[int]:
    """Return the value of every variable in the plan nearest to a published one; nothing where it does not hold.

    Days are the nearest that the model has, people fly as published, and nobody's home seat is moved.
    """
    flights = {flight.id: flight for flight in plan.flights}
    fixed = model.cp.clone()
    for variable, value in _decisions(model, flights):
        fixed.add(fixed.get_int_var_from_proto_index(variable.index) == value)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = START_SECONDS
    if solver.solve(fixed) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return []
    return list(solver.response_proto.solution)


def _decisions(model: PlanModel, flights: dict[str, Flight]) -> Iterator[Decision]:
    for opened in model.problem.open_flights.values():
        flight = flights.get(opened.id)
        if flight is not None:
            yield from _days(model, opened, flight)
    for (name, port), literal in model.at.items():
        if name in flights and flights[name].port is not None:
            yield literal, int(port == flights[name].port)
    for pattern, chosen in zip(model.problem.patterns, model.chosen, strict=True):
        if pattern.up is None:
            yield chosen, int(len(pattern.homes) == 1)
        elif pattern.up in flights:
            yield chosen, int(pattern.person.id in flights[pattern.up].up)


def _days(model: PlanModel, opened: OpenFlight, flight: Flight) -> Iterator[Decision]:
    moves = model.moves[opened.id]
    if opened.arrives and flight.docked is not None and isinstance(moves.dock_day, cp_model.IntVar):
        docked = flight.docked
        yield moves.dock_day, min(opened.arrivals, key=lambda day: abs(opened.arrivals[day].docked - docked))
    if opened.leaves and flight.undocked is not None and isinstance(moves.undock_day, cp_model.IntVar):
        undocked = flight.undocked
        yield moves.undock_day, min(opened.leavings, key=lambda day: abs(opened.leavings[day].undocked - undocked))
