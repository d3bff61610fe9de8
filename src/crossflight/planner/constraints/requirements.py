"""What is required of the plan besides, in the planner's words."""

from collections.abc import Collection
from datetime import datetime

from ortools.sat.python import cp_model

from crossflight.instants import write
from crossflight.planner.model import Literal, PlanModel
from crossflight.record import Requirement
from crossflight.units import MINUTES_IN_A_DAY

__all__ = ["met"]


def met(model: PlanModel) -> None:
    """Hold each requirement; what has flown is a constant, and told why where it is in the way."""
    known = {flight.id for flight in model.problem.scenario.flights} | model.problem.open_flights.keys()
    for requirement in model.problem.scenario.requirements:
        if requirement.kind in {"seat", "port", "moment"} and requirement.flight not in known:
            _settle(model, requirement, is_met=requirement.is_not, because="it does not fly")
            continue
        hold = {
            "moment": _moment,
            "seat": _seat,
            "port": _port,
            "dropped": _dropped,
            "closed": _closed,
            "facility-closed": _facility_closed,
            "no-exchange": _no_exchange,
            "level": _level,
        }[requirement.kind]
        hold(model, requirement)


def _literal(model: PlanModel, requirement: Requirement, because: str = "") -> Literal:
    return model.rule("requirements.met", requirement.text, requirement.sentence + because)


def _settle(model: PlanModel, requirement: Requirement, *, is_met: bool, because: str) -> None:
    """Hold a requirement whose answer stands already."""
    literal = _literal(model, requirement, "" if is_met else f"; {because}")
    if not is_met:
        model.cp.add_bool_or([~literal])


def _moment(model: PlanModel, requirement: Requirement) -> None:
    name, moment = requirement.flight or "", requirement.moment or "launch"
    opened = model.problem.open_flights.get(name)
    options: dict[int, datetime] = {}
    if opened is not None and opened.arrives and moment in {"launch", "docked"}:
        options = {day: entry.launch if moment == "launch" else entry.docked for day, entry in opened.arrivals.items()}
    elif opened is not None and opened.leaves and moment in {"undocked", "landed"}:
        options = {
            day: entry.undocked if moment == "undocked" else entry.landed for day, entry in opened.leavings.items()
        }
    if not options:
        _moment_that_stands(model, requirement)
        return
    allowed = [day for day, instant in options.items() if _is_within(requirement, instant)]
    horizon = model.problem.scenario.horizon
    because = (
        "" if allowed else f"; no such day lies within the horizon, {write(horizon.start)} to {write(horizon.end)}"
    )
    literal = _literal(model, requirement, because)
    moves = model.moves[name]
    model.allow_days(moves.dock_day if moment in {"launch", "docked"} else moves.undock_day, allowed, literal)


def _moment_that_stands(model: PlanModel, requirement: Requirement) -> None:
    flight = next((entry for entry in model.problem.scenario.flights if entry.id == requirement.flight), None)
    known = None if flight is None or requirement.moment is None else flight.moment(requirement.moment)
    if known is not None:
        told = f"its {requirement.moment} is on record, {write(known)}"
        _settle(model, requirement, is_met=_is_within(requirement, known), because=told)
        return
    beyond = model.problem.end
    is_met = requirement.end is None and (requirement.start is None or requirement.start <= beyond)
    _settle(model, requirement, is_met=is_met, because=f"it stays to the end of the horizon, {write(beyond)}")


def _is_within(requirement: Requirement, instant: datetime) -> bool:
    return (requirement.start is None or requirement.start <= instant) and (
        requirement.end is None or instant < requirement.end
    )


def _seat(model: PlanModel, requirement: Requirement) -> None:
    for flight in model.problem.scenario.flights:
        if flight.id == requirement.flight:
            is_aboard = requirement.person in flight.up
            told = f"{flight.id} has flown with {', '.join(flight.up) or 'nobody'}"
            _settle(model, requirement, is_met=is_aboard != requirement.is_not, because=told)
            return
    literal = _literal(model, requirement)
    flies: list[Literal] = [
        model.chosen[index]
        for index, pattern in model.problem.patterns_up(requirement.flight or "")
        if pattern.person.id == requirement.person
    ]
    if requirement.is_not:
        for chosen in flies:
            model.cp.add_implication(literal, ~chosen)
    else:
        model.cp.add_bool_or([*flies, ~literal])


def _port(model: PlanModel, requirement: Requirement) -> None:
    flight_id, port = requirement.flight or "", requirement.port or ""
    for flight in model.problem.scenario.flights:
        if flight.id == flight_id:
            told = f"it docked at {flight.port}" if flight.port else "where it docked is not known"
            _settle(model, requirement, is_met=(flight.port == port) != requirement.is_not, because=told)
            return
    here = model.at.get((flight_id, port))
    if here is None:
        asked = ", ".join(name for flight, name in model.at if flight == flight_id)
        told = f"its request allows {asked} alone"
        _settle(model, requirement, is_met=requirement.is_not, because=told)
        return
    model.cp.add_implication(_literal(model, requirement), ~here if requirement.is_not else here)


def _dropped(model: PlanModel, requirement: Requirement) -> None:
    """Say that a flight does not fly: its request is not in the problem then, and one that has flown cannot be."""
    fixed = requirement.flight in {flight.id for flight in model.problem.scenario.flights}
    flies = fixed or requirement.flight in model.problem.open_flights
    told = "it is in the record" if fixed else "it is asked for" if flies else "another requirement drops it"
    _settle(model, requirement, is_met=flies == requirement.is_not, because=told)


def _closed(model: PlanModel, requirement: Requirement) -> None:
    """Keep flights to come out of a port for a time, from their docking to their undocking."""
    problem = model.problem
    literal = _literal(model, requirement)
    start, end = requirement.start, requirement.end
    for (flight_id, port), here in model.at.items():
        if port != requirement.port:
            continue
        opened = problem.open_flights[flight_id]
        moves = model.moves[flight_id]
        comes_after = [day for day, entry in opened.arrivals.items() if end is not None and entry.docked >= end]
        goes_before = [day for day, entry in opened.leavings.items() if start is not None and entry.undocked <= start]
        away = [_on_a_day(model, moves.dock_day, comes_after), _on_a_day(model, moves.undock_day, goes_before)]
        model.cp.add_bool_or([entry for entry in away if entry is not None]).only_enforce_if(literal, here)


def _on_a_day(model: PlanModel, day: cp_model.LinearExpr | int, days: Collection[int]) -> Literal | None:
    """Return a literal that can be true only on one of the days; None where there is none."""
    if not days:
        return None
    literal = model.cp.new_bool_var("")
    model.allow_days(day, days, literal)
    return literal


def _facility_closed(model: PlanModel, requirement: Requirement) -> None:
    _literal(model, requirement)  # the timetable keeps courses out of it


def _no_exchange(model: PlanModel, requirement: Requirement) -> None:
    """Leave the partner's people at home in each covered flight still to come."""
    problem = model.problem
    literal = _literal(model, requirement)
    requests = {request.id: request.vehicle for request in problem.scenario.requests}
    for agreement in problem.scenario.agreements:
        if requirement.agreement not in {None, agreement.id}:
            continue
        for flight_id in agreement.flights:
            kind = problem.types[requests[flight_id]].id if flight_id in requests else ""
            for side, other in zip(agreement.sides, reversed(agreement.sides), strict=True):
                for index, pattern in problem.patterns_up(flight_id):
                    if kind in side.vehicle_types and pattern.person.agency in other.agencies:
                        model.cp.add_implication(literal, ~model.chosen[index])


def _level(model: PlanModel, requirement: Requirement) -> None:
    most = int((requirement.most_days or 0) * MINUTES_IN_A_DAY)
    counted = sum(model.levels.get(requirement.level or "", []))
    literal = _literal(model, requirement)
    if isinstance(counted, int):
        return
    model.cp.add(counted <= most).only_enforce_if(literal)
