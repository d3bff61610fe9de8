"""Solving level by level: each is minimised, then held while the next one is looked at."""

import time
from collections.abc import Iterator, Sequence

from ortools.sat.python import cp_model

from crossflight.planner.at_once import solve_at_once
from crossflight.planner.first_plan import near_to, on_wanted_days
from crossflight.planner.joining import join_spacewalks
from crossflight.planner.levels import SPACEWALKS, LevelGoal, goals
from crossflight.planner.model import PlanModel
from crossflight.planner.run import Listener, Manner, Run, Solution, Watch, proof_of
from crossflight.planner.searching import hint, interruptible, search
from crossflight.planner.stacking import in_copy, least_of, value_of
from crossflight.record import LevelProof, Plan, Progress

__all__ = ["Solution", "Watch", "solve"]

SOON = 0.5
"""Deterministic seconds of the solver, to see whether a known plan can be bettered at all."""

SHARE_AT_ONCE = 0.5
"""Of the time, for all levels in one search from a published plan; if it does not end, they are taken one by one."""


def solve(
    model: PlanModel,
    *,
    time_limit_s: float,
    seed: int,
    watch: Watch | None,
    near: Plan | None = None,
    manner: Manner = "plans",
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
        run = Run(time_limit_s, seed, watch, began, stopped, manner, near is not None)
        if near is None:
            solution.values = on_wanted_days(model, flights, run)
            solution.is_likely_best = bool(solution.values)
        else:
            solution.values = near_to(near, model, flights, run)
        proofs = _solve_all(model, flights, solution, run, at_once=near is not None)
        if solution.is_over and solution.values:
            solution.levels += _so_far(model, flights[len(solution.levels) :], solution.values)
        if others and solution.status != "infeasible":
            joined = join_spacewalks(model, solution.values, run.left_s, seed)
            solution.is_over |= joined is None
            solution.values = solution.values if joined is None else joined
            solution.is_likely_best = False  # its ports and commanders do not know of the levels to come
            names = {goal.name for goal in others}
            others = tuple(goal for goal in goals(model) if goal.name in names)
            if solution.is_over and joined:
                solution.levels += [_reached(model, goal, solution.values) for goal in others[:1]]
            proofs += _solve_all(model, others, solution, run, at_once=bool(joined))
        solution.is_interrupted = stopped.is_set()
    if solution.values:
        solution.status = "optimal" if all(proofs) else "feasible"
    return solution


def _solve_all(
    model: PlanModel, told: Sequence[LevelGoal], solution: Solution, run: Run, *, at_once: bool
) -> list[bool]:
    """Minimise levels in turn, and hold each; say which are proven. With ``at_once`` one search may prove several."""
    proofs: list[bool] = []
    for place, goal in enumerate(told):
        if _is_settled(model, goal, solution, run):
            proofs.append(True)
            continue
        if at_once and solution.values and not solution.is_over:
            if solve_at_once(model, told[place:], solution, run, SHARE_AT_ONCE):
                return [True for _ in told]
            at_once = False
        proofs.append(_is_minimised(model, goal, solution, run))
    return proofs


def _is_settled(model: PlanModel, goal: LevelGoal, solution: Solution, run: Run) -> bool:
    """Say whether a known plan is proven the best of a level, which is held then; without time nothing is."""
    if solution.is_over or run.stopped.is_set() or (run.left_s <= 0 and solution.values):
        solution.is_over = True
        return False
    if not solution.values or not _is_proven(model, goal, solution, run):
        return False
    value = value_of(goal.objective, solution.values)
    solution.levels.append(proof_of(goal, value, value))
    if not isinstance(goal.objective, int):
        run.tell([goal], solution.values)
        model.cp.add(goal.objective <= value)
    return True


def _is_proven(model: PlanModel, goal: LevelGoal, solution: Solution, run: Run) -> bool:
    """Say whether a known plan is the best of a level, as far as that shows soon; one that is better is kept.

    That nothing better can be is shown in a tenth of the time in which the solver finds its own best and proves it.
    """
    known = value_of(goal.objective, solution.values)
    least = goal.objective if isinstance(goal.objective, int) else least_of(model, goal.objective)
    if known == least or not solution.is_likely_best:
        return known == least
    small = model.cp.clone()
    small.clear_objective()  # type: ignore[no-untyped-call]
    small.add(in_copy(small, goal.objective) < known)
    solver = run.solver(run.left_s)
    solver.parameters.max_deterministic_time = SOON
    status = search(solver, small, run.stopped)
    if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        solution.values = list(solver.response_proto.solution)
        run.tell([goal], solution.values)
    return status == cp_model.INFEASIBLE


def _is_minimised(model: PlanModel, goal: LevelGoal, solution: Solution, run: Run) -> bool:
    """Look for the best of a level and hold it; say whether it is proven. Once one is not, or time is up, none is."""
    if solution.is_over:
        return False
    if solution.values:
        run.tell([goal], solution.values)
    elif run.watch is not None:
        run.watch(Progress(level=goal.name, seconds=run.spent_s))
    solver = run.solver(run.left_s)
    # Raising the bound core by core proves a level of days or people in a fraction of the time. It stalls where minutes
    # are added up, and finds few plans on the way, so a search that begins with one does without.
    solver.parameters.optimize_with_core = goal.scale == 1 and run.manner != "seats" and not run.has_start
    model.cp.minimize(goal.objective)
    hint(model.cp, solution.values)
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
        solution.values, solution.is_likely_best = list(solver.response_proto.solution), False
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
