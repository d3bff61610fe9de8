"""A start for the search: the days that are wanted; or a published plan, and where it no longer holds the nearest one.

::

    published plan ──holds──────────────────────────────> start
          └──does not──> what stands in the way is freed, flight by flight, until the rest holds
                         └──> and what belongs to it ────> the least change among these few alone
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from crossflight.planner.model import PlanModel
from crossflight.planner.problem import OpenFlight
from crossflight.record import Flight, Plan

__all__ = ["Decision", "Reply", "Start", "nearest", "wanted_days"]

Decision = tuple[cp_model.IntVar, int]

Part = tuple[str, str]
"""The days and the port of a flight, or who flies in it: what is freed as one."""

DAYS, CREW = "days", "crew"


@dataclass(frozen=True)
class Reply:
    """What the solver says of decisions that are assumed."""

    values: Sequence[int] = ()
    """The value of each variable; empty where not all can hold, or there was no time to see."""
    blamed: frozenset[int] = frozenset()
    """Indexes of the assumed literals that cannot all hold."""


Ask = Callable[[cp_model.CpModel], Reply]


@dataclass(frozen=True)
class Start:
    """A plan that holds."""

    values: list[int]
    """The value of each variable of the model."""
    kept: tuple[Decision, ...] = ()
    """What it shares with the published plan, as far from what was freed as anything is."""
    is_as_published: bool = True


def wanted_days(model: PlanModel) -> Iterator[Decision]:
    """Yield each docking and undocking day of which a day is wanted, and the allowed day that is nearest to it."""
    for flight in model.problem.open_flights.values():
        moves = model.moves[flight.id]
        docks = {day: entry.is_allowed and entry.is_offered for day, entry in flight.arrivals.items()}
        leaves = {day: entry.is_light and entry.is_offered for day, entry in flight.leavings.items()}
        for day, can_be in ((moves.dock_day, docks), (moves.undock_day, leaves)):
            if not isinstance(day, cp_model.IntVar) or day.index not in model.wanted_days:
                continue
            wanted = model.wanted_days[day.index]
            if can_be.get(wanted):
                yield day, wanted
            elif any(can_be.values()):
                yield day, min((one for one, is_open in can_be.items() if is_open), key=lambda one: abs(one - wanted))


def nearest(model: PlanModel, plan: Plan, ask: Ask) -> Start | None:
    """Return a plan near to a published one that holds in a model; None where none was found.

    Days are the nearest that the model has, people fly as published, and nobody's home seat is moved. Where that does
    not hold, the flights that the solver blames are freed, in turns. ``ask`` tells whether what a model assumes holds.
    """
    told = tuple(_decisions(model, {flight.id: flight for flight in plan.flights}))
    cp = model.cp.clone()
    held: dict[Part, cp_model.IntVar] = {}
    for part, (variable, value) in told:
        literal = held.setdefault(part, cp.new_bool_var(" ".join(part))) if part not in held else held[part]
        cp.add(cp.get_int_var_from_proto_index(variable.index) == value).only_enforce_if(literal)
    parts = {literal.index: part for part, literal in held.items()}
    freed: set[Part] = set()
    while True:
        cp.clear_assumptions()
        cp.add_assumptions([literal for part, literal in held.items() if part not in freed])
        reply = ask(cp)
        if reply.values:
            break
        if not reply.blamed:
            return None
        freed |= {parts[index] for index in reply.blamed}
    near = set(_near(model, freed))
    kept = tuple(decision for part, decision in told if part not in near)
    return Start(list(reply.values[: len(model.cp.proto.variables)]), kept, is_as_published=not freed)


def _near(model: PlanModel, freed: set[Part]) -> Iterator[Part]:
    """Yield what is freed and what belongs to it: these flights whole, those that their people could change to or from.

    The days of vehicles that can become the home of somebody else are among it.
    """
    flights = {flight for _, flight in freed}
    patterns = model.problem.patterns
    people = {pattern.person.id for pattern in patterns if (pattern.up or pattern.homes[0]) in flights}
    yield from ((kind, flight) for flight in flights for kind in (DAYS, CREW))
    for pattern in patterns:
        if pattern.person.id in people:
            yield CREW, pattern.up or pattern.homes[0]
        if len(pattern.homes) > 1:
            yield from ((DAYS, home) for home in pattern.homes)


def _decisions(model: PlanModel, flights: dict[str, Flight]) -> Iterator[tuple[Part, Decision]]:
    for opened in model.problem.open_flights.values():
        flight = flights.get(opened.id)
        if flight is not None:
            yield from (((DAYS, opened.id), decision) for decision in _days(model, opened, flight))
    for (name, port), literal in model.at.items():
        if name in flights and flights[name].port is not None:
            yield (DAYS, name), (literal, int(port == flights[name].port))
    for pattern, chosen in zip(model.problem.patterns, model.chosen, strict=True):
        if pattern.up is None:
            yield (CREW, pattern.homes[0]), (chosen, int(len(pattern.homes) == 1))
        elif pattern.up in flights:
            yield (CREW, pattern.up), (chosen, int(pattern.person.id in flights[pattern.up].up))


def _days(model: PlanModel, opened: OpenFlight, flight: Flight) -> Iterator[Decision]:
    moves = model.moves[opened.id]
    if opened.arrives and flight.docked is not None and isinstance(moves.dock_day, cp_model.IntVar):
        docked = flight.docked
        yield moves.dock_day, min(opened.arrivals, key=lambda day: abs(opened.arrivals[day].docked - docked))
    if opened.leaves and flight.undocked is not None and isinstance(moves.undock_day, cp_model.IntVar):
        undocked = flight.undocked
        yield moves.undock_day, min(opened.leavings, key=lambda day: abs(opened.leavings[day].undocked - undocked))
