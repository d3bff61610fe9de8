"""Level by level: tasks that must be done, margin, tasks that may be, the shortest, the opening nearest to the wish."""

import time
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from crossflight.planner.minutes.hinting import hint, overrun_of
from crossflight.planner.minutes.model import OutsideModel
from crossflight.planner.minutes.starting import Start
from crossflight.record import LevelProof, Status

__all__ = ["Found", "Search", "is_possible", "solve"]


@dataclass(frozen=True)
class Search:
    """What a search is given."""

    time_limit_s: float = 30.0
    seed: int = 0


@dataclass
class Found:
    """The best assignment, and how far each level is proven."""

    status: Status = "unknown"
    levels: list[LevelProof] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    """Of each variable of the model, by index."""


def solve(model: OutsideModel, search: Search, *, may_leave_out_must: bool, start: Start | None = None) -> Found:
    """Return the best timeline by levels; what must be done may be left out only where that is allowed.

    From a timeline that is known already the search starts; a level that is zero there is proven by that alone.
    """
    until = time.monotonic() + search.time_limit_s
    found = Found()
    if not may_leave_out_must:
        for place, task in enumerate(model.tasks):
            if task.must:
                model.cp.add(model.done[place] == 1)
    if start is not None:
        hint(model, start)
    settled = _settled(model, start)
    if not may_leave_out_must:
        settled.add("must")
    for name, objective, unit in _levels(model):
        if isinstance(objective, int) or (name in settled and not found.values):
            found.levels.append(LevelProof(name=name, value=0, bound=0, unit=unit))
            if not isinstance(objective, int):
                model.cp.add(objective <= 0)
            continue
        if not _minimise(model, (name, objective, unit), found, search, until):
            return found
    found.status = "optimal" if all(level.value == level.bound for level in found.levels) else "feasible"
    return found


Level = tuple[str, cp_model.LinearExpr, str]


def _levels(model: OutsideModel) -> list[tuple[str, cp_model.LinearExpr | int, str]]:
    """Return the levels in their order: name, what is minimised, and what it counts."""
    told: list[tuple[str, cp_model.LinearExpr | int, str]] = [
        ("must", model.left_out_must, "tasks left out"),
        ("margin", model.overrun(), "min beyond the wanted margin or duration"),
        ("may", model.left_out_may, "tasks left out"),
        ("shortest", model.own_minutes, "min from hatch open to repressurisation"),
    ]
    if model.situation.shift_min:
        told.append(("opening", model.far_from_wanted(), "min from the wanted opening"))
    return told


def _minimise(model: OutsideModel, level: Level, found: Found, search: Search, until: float) -> bool:
    """Minimise one level and hold it; say whether the next one can be looked at.

    The bound comes from a search that reasons with sums, and what is short from one that only tries: the second is
    told the bound of the first, and has proven what it finds where it meets it.
    """
    name, objective, unit = level
    model.cp.minimize(objective)
    bound = None
    for is_quick, share in ((False, SHARE_OF_THE_BOUND), (True, 1.0)):
        solver = _solver(max(share * (until - time.monotonic()), 0.01), search.seed)
        if is_quick:
            solver.parameters.linearization_level = 0
        if found.values:
            _hint(model, found.values)
        status = solver.solve(model.cp)
        if status == cp_model.INFEASIBLE and not found.values:
            found.status = "infeasible"
            return False
        if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            found.values = list(solver.response_proto.solution)
            value = round(solver.objective_value)
            bound = max(round(solver.best_objective_bound), bound if bound is not None else -BIG)
            model.cp.add(objective <= value)
            model.cp.add(objective >= bound)
            if status == cp_model.OPTIMAL or value == bound:
                break
    if bound is None:
        found.status = "feasible" if found.values else "unknown"
        return False
    found.levels.append(LevelProof(name=name, value=value, bound=bound, unit=unit))
    return True


SHARE_OF_THE_BOUND = 0.25
"""Of the time that is left, for the search that finds the bound."""
BIG = 10**6


def _settled(model: OutsideModel, start: Start | None) -> set[str]:
    """Return the levels that are zero in a known timeline, and cannot be less."""
    if start is None or overrun_of(model, start):
        return set()
    is_whole = all(task.id in start.starts for task in model.tasks)
    return {"must", "margin", "may"} if is_whole else {"must", "margin"}


def is_possible(model: OutsideModel, search: Search) -> bool | None:
    """Say whether all demands of a model can hold together; None: it was not settled in time."""
    status = _solver(search.time_limit_s, search.seed).solve(model.cp)
    if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return True
    return False if status == cp_model.INFEASIBLE else None


def _solver(time_limit_s: float, seed: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = time_limit_s
    return solver


def _hint(model: OutsideModel, values: list[int]) -> None:
    model.cp.clear_hints()  # type: ignore[no-untyped-call]
    for index, value in enumerate(values):
        model.cp.add_hint(model.cp.get_int_var_from_proto_index(index), value)
