"""Solving level by level: each is minimised, then held while the next one is looked at."""

import time
from collections.abc import Iterator, Sequence

from ortools.sat.python import cp_model

from crossflight.planner.at_once import solve_at_once
from crossflight.planner.first_plan import near_to, on_wanted_days
from crossflight.planner.joining import join_spacewalks
from crossflight.planner.levels import SPACEWALKS, LevelGoal, goals
from crossflight.planner.model import PlanModel
from crossflight.planner.run import Listener, Run, Solution, Watch, hint, proof_of
from crossflight.planner.searching import interruptible, search
from crossflight.planner.stacking import least_of, value_of
from crossflight.record import LevelProof, Plan, Progress

__all__ = ["Solution", "Watch", "solve"]

SHARE_AT_ONCE = 0.5
"""Of the time, for all levels in one search from a published plan; if it does not end, they are taken one by one."""


def solve(
    model: PlanModel,
    *,
    time_limit_s: float,
    seed: int,
    watch: Watch | None,
    near: Plan | None = None,
    strong_bounds: bool = False,
) -> Solution:
    """Return the best plan by levels, with the value and the bound of each.

    The search starts from the best plan on the wanted days, if there is one. With a published plan it starts ``near``
    that, and takes all levels at once. A level whose value is already the least that its terms can have is proven
    without a search.

    One worker and one seed: the same input gives the same plan as long as the time limit does not cut it short.
    """
    began = time.monotonic()
    solution = Solution("unknown")
    told = goals(model)
    if not model.problem.open_flights:  # they come to what they come to
        told = tuple(goal for goal in told if goal.name == SPACEWALKS)
    place = next((place for place, goal in enumerate(told) if goal.name == SPACEWALKS), len(told))
    flights, others = told[:place], told[place:]
    with interruptible() as stopped:
        run = Run(time_limit_s, seed, watch, began, stopped, strong_bounds, near is not None)
        solution.values = on_wanted_days(model, flights, run) if near is None else near_to(near, model, flights, run)
        if near is not None and solution.values and solve_at_once(model, flights, solution, run, SHARE_AT_ONCE):
            proofs = [True for _ in flights]
        else:
            proofs = [_solve_level(model, goal, solution, run) for goal in flights]
        if solution.is_over and solution.values:
            solution.levels += _so_far(model, flights[len(solution.levels) :], solution.values)
        if others and solution.status != "infeasible":
            joined = join_spacewalks(model, solution.values, run.left_s, seed)
            solution.is_over |= joined is None
            solution.values = solution.values if joined is None else joined
            names = {goal.name for goal in others}
            others = tuple(goal for goal in goals(model) if goal.name in names)
            if solution.is_over and joined:
                solution.levels += [_reached(model, goal, solution.values) for goal in others[:1]]
            is_done = bool(joined) and not solution.is_over and solve_at_once(model, others, solution, run, 0.5)
            proofs += (
                [True for _ in others] if is_done else [_solve_level(model, goal, solution, run) for goal in others]
            )
        solution.is_interrupted = stopped.is_set()
    if solution.values:
        solution.status = "optimal" if all(proofs) else "feasible"
    return solution


def _solve_level(model: PlanModel, goal: LevelGoal, solution: Solution, run: Run) -> bool:
    """Minimise one level and hold it; say whether it is proven. Once one is not, or time is up, the others are not."""
    if solution.is_over:
        return False
    left = run.left_s
    constant = goal.objective if isinstance(goal.objective, int) else None
    if run.watch is not None and (constant is None or not solution.values):
        run.watch(Progress(level=goal.name, seconds=run.spent_s))
    if run.stopped.is_set() or (left <= 0 and solution.values):
        solution.is_over = True
        return False
    least = constant if constant is not None else least_of(model, goal.objective)
    if solution.values and least == value_of(goal.objective, solution.values):
        solution.levels.append(proof_of(goal, least, least))
        if constant is None:
            model.cp.add(goal.objective <= least)
        return True
    solver = run.solver(left)
    # Raising the bound core by core proves a level of days or people in a fraction of the time. It stalls where minutes
    # are added up, and finds few plans on the way, so a search that begins with one does without.
    solver.parameters.optimize_with_core = goal.scale == 1 and not run.strong_bounds and not run.has_start
    model.cp.minimize(goal.objective)
    hint(model, solution.values)
    status = search(solver, model.cp, run.stopped, Listener(goal, run))
    if status == cp_model.INFEASIBLE and not solution.values:
        solution.status, solution.is_over = "infeasible", True
        return False
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        solution.is_over = True
        return False
    value = round(solver.objective_value)
    known = value_of(goal.objective, solution.values) if solution.values else None
    if known is None or value < known:
        solution.values = list(solver.response_proto.solution)
    else:  # the plan that is known is as good, and may be better in the levels to come
        value = known
    solution.levels.append(proof_of(goal, value, round(solver.best_objective_bound)))
    model.cp.add(goal.objective <= value)
    return status == cp_model.OPTIMAL


def _so_far(model: PlanModel, told: Sequence[LevelGoal], values: Sequence[int]) -> Iterator[LevelProof]:
    """Yield what the levels come to that there was no time for, down to the first that could be better."""
    for goal in told:
        reached = _reached(model, goal, values)
        yield reached
        if reached.value > reached.bound:
            return


def _reached(model: PlanModel, goal: LevelGoal, values: Sequence[int]) -> LevelProof:
    """Return what a level came to that there was no time to look at."""
    return proof_of(goal, value_of(goal.objective, values), max(0, least_of(model, goal.objective)))
