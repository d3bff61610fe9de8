"""The plan that the search begins with: one that keeps the wanted days, or the nearest to a published one."""

from collections.abc import Iterable, Sequence
from copy import copy

from ortools.sat.python import cp_model

from crossflight.planner.at_once import solve_at_once
from crossflight.planner.levels import LevelGoal
from crossflight.planner.model import PlanModel
from crossflight.planner.run import Run, Solution
from crossflight.planner.searching import search
from crossflight.planner.starting import Decision, Reply, nearest, wanted_days
from crossflight.record import Plan

__all__ = ["near_to", "on_wanted_days"]

SHARE_OF_START = 0.25
"""Of the time, for the first plan; if none is found, the search has no start."""


def on_wanted_days(model: PlanModel, told: Sequence[LevelGoal], run: Run) -> list[int]:
    """Return the values of the best plan that keeps the wanted days; nothing where they clash.

    With its days settled a plan is found in a fraction of a second, and where wishes do not clash it is most of the
    answer: what is left is to prove it.
    """
    wanted = tuple(wanted_days(model))
    if not wanted:
        return []
    small = _with(model, wanted)
    solver = run.solver(run.left_s * SHARE_OF_START)
    if search(solver, small.cp, run.stopped) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return []
    solution = Solution("unknown", values=list(solver.response_proto.solution))
    solve_at_once(small, told, solution, run, SHARE_OF_START)
    return solution.values


def near_to(published: Plan, model: PlanModel, told: Sequence[LevelGoal], run: Run) -> list[int]:
    """Return the values of a plan near to a published one; nothing where none was found in time.

    Where the published plan does not hold, the least change among what is near to the trouble is found first: with all
    the rest fixed that takes a fraction of a second, and it is most of the answer.
    """
    until = run.left_s * (1 - SHARE_OF_START)

    def ask(cp: cp_model.CpModel) -> Reply:
        """Say whether what is assumed can hold; not presolved, since it is not much more than looking it up."""
        solver = run.solver(run.left_s - until)
        solver.parameters.cp_model_presolve = False
        status = search(solver, cp, run.stopped)
        if status == cp_model.INFEASIBLE:
            return Reply(blamed=frozenset(solver.sufficient_assumptions_for_infeasibility()))
        is_found = status in {cp_model.OPTIMAL, cp_model.FEASIBLE}
        return Reply(values=tuple(solver.response_proto.solution) if is_found else ())

    start = nearest(model, published, ask)
    if start is None:
        return []
    solution = Solution("unknown", values=start.values)
    if not start.is_as_published and not run.stopped.is_set():
        solve_at_once(_with(model, start.kept), told, solution, run, SHARE_OF_START)
    return solution.values


def _with(model: PlanModel, decisions: Iterable[Decision]) -> PlanModel:
    """Return the model with some of its variables settled; nothing of that stays in the model itself."""
    small = copy(model)
    small.cp = model.cp.clone()
    for variable, value in decisions:
        small.cp.add(small.cp.get_int_var_from_proto_index(variable.index) == value)
    return small
