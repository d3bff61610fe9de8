"""Spacewalks beside dockings, undockings and relocations: before or after them, and what stands beyond the lock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ortools.sat.python import cp_model

from crossflight.planner.model import Linear, Literal, PlanModel
from crossflight.planner.moments import Moment
from crossflight.planner.spacewalks.outing import Outing
from crossflight.planner.spacewalks.people import may_meet

__all__ = ["Operation", "beyond", "docked_at", "is_after", "keep_to", "operations"]


@dataclass(frozen=True)
class Operation:
    """A docking or an undocking that may lie near a spacewalk: its day, and the days that it can have."""

    flight: str
    name: str
    day: Linear
    first: int
    last: int


def keep_to(model: PlanModel, outing: Outing, days: list[int], *held: Literal) -> None:
    """Keep a spacewalk, where it is made and the literals hold, to some of its days."""
    if len(days) == len(outing.days):
        return
    if not days:
        model.cp.add_bool_or([~outing.done, *(~literal for literal in held)])
        return
    domain = cp_model.Domain.from_values(days)
    model.cp.add_linear_expression_in_domain(outing.day, domain).only_enforce_if([outing.done, *held])


def operations(model: PlanModel, outing: Outing, near: int) -> Iterator[Operation]:
    """Yield dockings, undockings and relocations that can lie within so many days of a spacewalk."""
    calendar = model.problem.calendar
    every: list[Operation] = []
    for flight_id, moves in model.moves.items():
        every.append(Operation(flight_id, "docks", moves.dock_day, *moves.dock_range))
        if moves.undock_range[0] < calendar.days:
            every.append(Operation(flight_id, "leaves", moves.undock_day, *moves.undock_range))
    for flight in model.problem.fixed_flights:
        for number, move in enumerate(flight.relocations):
            for name, instant in (("undocks", move.undocked), ("redocks", move.docked)):
                day = calendar.day(instant)
                every.append(Operation(flight.id, f"{name} {number}", day, day, day))
    for operation in every:
        if operation.first <= outing.last + near and operation.last >= outing.first - near:
            yield operation


def is_after(model: PlanModel, outing: Outing, operation: Operation) -> Literal | bool:
    """Return whether a spacewalk comes after an operation, or else before it; on its day either may be said."""
    key = (operation.flight, operation.name)
    if key not in outing.orders:
        if operation.last < outing.first:
            outing.orders[key] = True
        elif operation.first > outing.last:
            outing.orders[key] = False
        else:
            literal = model.cp.new_bool_var(f"{outing.id} after {operation.flight} {operation.name}")
            model.cp.add(outing.day >= operation.day).only_enforce_if(literal)
            model.cp.add(outing.day + outing.extra <= operation.day).only_enforce_if(~literal)
            outing.orders[key] = literal
    return outing.orders[key]


def docked_at(model: PlanModel, flight_id: str, name: str, instant: datetime) -> Literal | bool:
    """Return whether a vehicle is docked at an instant of that name."""
    minute = model.problem.calendar.minute(instant)
    return model.present_at(flight_id, name, Moment(minute, minute, minute))


def beyond(model: PlanModel, outing: Outing, ports: tuple[str, ...]) -> Iterator[tuple[str, Literal]]:
    """Yield the vehicles with people that may stand at some ports, and what is true where one stands there that day."""
    problem = model.problem
    for stand in problem.stands:
        if stand.port in ports and stand.flight.id in problem.fixed_crews:
            end = model.moves[stand.flight.id].undock_day if stand.end is None else problem.calendar.day(stand.end)
            yield stand.flight.id, _stands(model, outing, (problem.calendar.day(stand.start), end), None)
    for request in problem.scenario.requests:
        if request.crew_size and may_meet(model, outing, request.id):
            for port in request.ports:
                if port in ports:
                    moves = model.moves[request.id]
                    at = model.at[request.id, port]
                    yield request.id, _stands(model, outing, (moves.dock_day, moves.undock_day), at)


def _stands(model: PlanModel, outing: Outing, days: tuple[Linear, Linear], at: Literal | None) -> Literal:
    """Return a literal that is true where a vehicle is at a port on some day of a spacewalk."""
    cp = model.cp
    stands, before, after = cp.new_bool_var(""), cp.new_bool_var(""), cp.new_bool_var("")
    cp.add(outing.day + outing.extra + 1 <= days[0]).only_enforce_if(before)
    cp.add(outing.day >= days[1] + 1).only_enforce_if(after)
    cp.add_bool_or([stands, before, after, *([] if at is None else [~at])])
    return stands
