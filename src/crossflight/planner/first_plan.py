"""The plan that the search begins with: one that keeps the wanted days, or the nearest to a published one."""

from collections.abc import Iterable, Sequence
from copy import copy

from ortools.sat.python import cp_model

from crossflight.planner.at_once import solve_at_once
from crossflight.planner.levels import LevelGoal
from crossflight.planner.model import PlanModel
from crossflight.planner.run import Run, Solution
from crossflight.planner.searching import search
from crossflight.planner.stacking import in_copy, least_of, value_of
from crossflight.planner.starting import Decision, Reply, nearest, wanted_days
from crossflight.record import Plan

__all__ = ["near_to", "on_wanted_days"]

DATES = "dates"

SHARE_OF_START = 0.25
"""Of the time, for the best plan to begin with; if none is found, the search has no start."""

SHARE_OF_ANY = 0.6
"""Of the time, for any plan at all: without one there is nothing to better."""


def on_wanted_days(model: PlanModel, told: Sequence[LevelGoal], run: Run) -> list[int]:
    """Return the values of the best plan on the wanted days, or on days with the least sum of days off them.

    With its days settled a plan is found in a fraction of a second, and it is most of the answer: what is left is to
    prove it. Nothing comes back where no day is wanted, where the days off are all that counts, and without time.
    """
    wanted = tuple(wanted_days(model))
    if not wanted:
        return []
    values = _found(model, wanted, run)
    if not values:
        settled = _least_days_off(model, told, [variable for variable, _ in wanted], run)
        values = _found(model, settled, run) if settled else []
        wanted = settled
    if not values:
        return []
    solution = Solution("unknown", values=values)
    if any(value_of(goal.objective, values) > least_of(model, goal.objective) for goal in told):
        solve_at_once(_with(model, wanted), told, solution, run, SHARE_OF_START)
    return solution.values


def _found(model: PlanModel, settled: Iterable[Decision], run: Run) -> list[int]:
    """Return the values of some plan in which so much is settled; nothing where there is none."""
    solver = run.solver(run.left_s * SHARE_OF_ANY)
    is_found = search(solver, _with(model, settled).cp, run.stopped) in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    return list(solver.response_proto.solution) if is_found else []


def _least_days_off(
    model: PlanModel, told: Sequence[LevelGoal], days: Sequence[cp_model.IntVar], run: Run
) -> tuple[Decision, ...]:
    """Return the days with the least sum of days off those wanted, whatever else that costs."""
    counted = [goal for goal in told if not isinstance(goal.objective, int)]
    if not counted or counted[0].name == DATES:
        return ()
    solver = run.solver(run.left_s * SHARE_OF_START)
    solver.parameters.optimize_with_core = True
    small = _with(model, ())
    small.cp.minimize(in_copy(small.cp, sum(model.levels.get(DATES, []))))
    if search(solver, small.cp, run.stopped) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return ()
    values = solver.response_proto.solution
    return tuple((day, values[day.index]) for day in days)


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
        solver.parameters.linearization_level = 0
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
