"""Fix every decision of a model, and ask which rules it cannot hold then."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

from crossflight.planner import CONSTRAINTS
from crossflight.planner.model import PlanModel
from crossflight.planner.problem import Pattern, Problem
from crossflight.record import Scenario, Sky
from planner.trying import Choice


@dataclass(frozen=True)
class Verdict:
    """What the model says of decided flights."""

    broken: frozenset[tuple[str, str]]
    """Rule and subject of each instance that cannot hold."""
    unmet: frozenset[tuple[str, str]]
    """Rule and subject of each wish that is counted and not met."""
    values: tuple[int, ...]
    """The value of each variable."""


def model_of(setting: Scenario, sky: Sky, constraints: Mapping[str, object] = CONSTRAINTS) -> PlanModel:
    """Return a model with every day of the horizon open, and a literal for each rule instance to be made true."""
    model = PlanModel(Problem(setting, sky, whole=True), blame=True)
    for constrain in constraints.values():
        constrain(model)  # type: ignore[operator]
    model.cp.maximize(sum(model.rules.values()) + sum(model.wishes.values()))
    return model


def judge(model: PlanModel, choices: Iterable[Choice]) -> Verdict | None:
    """Return which rules the model cannot hold with these choices; None where it cannot express them.

    All decisions are fixed, so each rule instance stands for itself, and as many are true as can be.
    """
    decided = _values(model, choices)
    if decided is None:
        return None
    model.cp.clear_hints()  # type: ignore[no-untyped-call]
    for variable, value in decided:
        model.cp.add_hint(variable, value)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.fix_variables_to_their_hinted_value = True
    status = solver.solve(model.cp)
    if status == cp_model.INFEASIBLE:
        return None
    assert cp_model.OPTIMAL == status
    broken, unmet = (
        frozenset(key for key, literal in told.items() if not solver.value(literal))
        for told in (model.rules, model.wishes)
    )
    return Verdict(broken, unmet, tuple(solver.response_proto.solution))


def _aboard(problem: Problem) -> Iterator[tuple[int, Pattern]]:
    """Yield the patterns of those aboard whose home seat may be moved, with their places."""
    return ((index, pattern) for index, pattern in enumerate(problem.patterns) if pattern.up is None)


def _values(model: PlanModel, choices: Iterable[Choice]) -> list[tuple[cp_model.IntVar, int]] | None:
    """Return the value of each variable that the choices decide; None where one of them has no such value."""
    problem = model.problem
    decided: list[tuple[cp_model.IntVar, int]] = []
    for choice in choices:
        opened, moves = problem.open_flights[choice.flight], model.moves[choice.flight]
        for day, linear, options in (
            (choice.dock, moves.dock_day, opened.arrivals),
            (choice.undock, moves.undock_day, opened.leavings),
        ):
            if day is not None:
                if day not in options:
                    return None
                assert isinstance(linear, cp_model.IntVar)
                decided.append((linear, day))
        seats = {(pattern.person.id, *pattern.homes): index for index, pattern in _aboard(problem)}
        if not set(choice.homes) <= set(seats):
            return None
        moved = {person for person, *_ in choice.homes}
        decided += [
            (model.chosen[index], int(told in choice.homes)) for told, index in seats.items() if told[0] in moved
        ]
        if choice.port is not None:
            ports = {port: literal for (flight, port), literal in model.at.items() if flight == choice.flight}
            if choice.port not in ports:
                return None
            decided += [(literal, int(port == choice.port)) for port, literal in ports.items()]
        people = {pattern.person.id: model.chosen[index] for index, pattern in problem.patterns_up(choice.flight)}
        if not set(choice.crew) <= set(people):
            return None
        decided += [(literal, int(person in choice.crew)) for person, literal in people.items()]
    return decided
