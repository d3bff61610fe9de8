"""Solving level by level: each is minimised, then held while the next one is looked at."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from crossflight.planner.joining import join_spacewalks
from crossflight.planner.levels import SPACEWALKS, LevelGoal, goals
from crossflight.planner.model import PlanModel
from crossflight.planner.searching import interruptible, new_solver, search
from crossflight.planner.stacking import least_of, stacked, value_of
from crossflight.planner.starting import Reply, nearest
from crossflight.record import LevelProof, Plan, Progress, Status

__all__ = ["Solution", "Watch", "solve"]

Watch = Callable[[Progress], None]

SHARE_AT_ONCE = 0.5
"""Of the time, for all levels in one search; if it does not end, they are taken one by one."""

SHARE_OF_START = 0.25
"""Of the time, for the nearest plan to a published one; if none is found, the search has no start."""


@dataclass
class Solution:
    """The best assignment found, and how far each level is proven."""

    status: Status
    levels: list[LevelProof] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    """The value of each variable of the model, by index; empty when there is none."""
    is_interrupted: bool = False
    is_over: bool = False
    """Nothing more is looked for."""


class _Listener(cp_model.CpSolverSolutionCallback):
    """Tell whoever watches about each better plan, and stop when asked."""

    def __init__(self, goal: LevelGoal, watch: Watch | None, began: float) -> None:
        super().__init__()
        self._goal = goal
        self._watch = watch
        self._began = began

    def on_solution_callback(self) -> None:
        """Report the value and the bound of the level."""
        if self._watch is not None:
            self._watch(
                Progress(
                    level=self._goal.name,
                    value=self.objective_value / self._goal.scale,
                    bound=self.best_objective_bound / self._goal.scale,
                    seconds=time.monotonic() - self._began,
                )
            )


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

    With a published plan the search starts ``near`` it, and takes all levels at once. A level whose value is already
    the least that its terms can have is proven without a search.

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
        run = _Run(time_limit_s, seed, watch, began, stopped, strong_bounds, near is not None)
        if near is not None:
            solution.values = _start(model, near, flights, run)
        if solution.values and _solve_at_once(model, flights, solution, run, SHARE_AT_ONCE):
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
            proofs += [_solve_level(model, goal, solution, run) for goal in others]
        solution.is_interrupted = stopped.is_set()
    if solution.values:
        solution.status = "optimal" if all(proofs) else "feasible"
    return solution


def _solve_level(model: PlanModel, goal: LevelGoal, solution: Solution, run: "_Run") -> bool:
    """Minimise one level and hold it; say whether it is proven. Once one is not, or time is up, the others are not."""
    if solution.is_over:
        return False
    left = run.time_limit_s - (time.monotonic() - run.began)
    constant = goal.objective if isinstance(goal.objective, int) else None
    if run.watch is not None and (constant is None or not solution.values):
        run.watch(Progress(level=goal.name, seconds=time.monotonic() - run.began))
    if run.stopped.is_set() or (left <= 0 and solution.values):
        solution.is_over = True
        return False
    least = constant if constant is not None else least_of(model, goal.objective)
    if solution.values and least == value_of(goal.objective, solution.values):
        solution.levels.append(_proof(goal, least, least))
        if constant is None:
            model.cp.add(goal.objective <= least)
        return True
    solver = run.solver(left)
    # Raising the bound core by core proves a level of days or people in a fraction of the time. It stalls where minutes
    # are added up, and finds few plans on the way, so a search that begins with one does without.
    solver.parameters.optimize_with_core = goal.scale == 1 and not run.strong_bounds and not run.has_start
    model.cp.minimize(goal.objective)
    _hint(model, solution.values)
    status = search(solver, model.cp, run.stopped, _Listener(goal, run.watch, run.began))
    if status == cp_model.INFEASIBLE and not solution.values:
        solution.status, solution.is_over = "infeasible", True
        return False
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        solution.is_over = True
        return False
    solution.values = list(solver.response_proto.solution)
    value = round(solver.objective_value)
    solution.levels.append(_proof(goal, value, round(solver.best_objective_bound)))
    model.cp.add(goal.objective <= value)
    return status == cp_model.OPTIMAL


@dataclass(frozen=True)
class _Run:
    """What a search is given."""

    time_limit_s: float
    seed: int
    watch: Watch | None
    began: float
    stopped: threading.Event
    strong_bounds: bool
    has_start: bool
    """Whether a published plan was there to begin with."""

    @property
    def left_s(self) -> float:
        """Return the seconds that are left."""
        return self.time_limit_s - (time.monotonic() - self.began)

    def solver(self, seconds: float) -> cp_model.CpSolver:
        """Return a solver with so much time."""
        solver = new_solver(seconds, self.seed)
        if self.strong_bounds:
            solver.parameters.linearization_level = 2
        return solver


def _start(model: PlanModel, near: Plan, told: Sequence[LevelGoal], run: _Run) -> list[int]:
    """Return the values of a plan from which to search; nothing where none was found in time.

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

    start = nearest(model, near, ask)
    if start is None:
        return []
    solution = Solution("unknown", values=start.values)
    if not start.is_as_published and not run.stopped.is_set():
        small = copy(model)
        small.cp = model.cp.clone()
        for variable, value in start.kept:
            small.cp.add(small.cp.get_int_var_from_proto_index(variable.index) == value)
        _solve_at_once(small, told, solution, run, SHARE_OF_START)
    return solution.values


def _solve_at_once(model: PlanModel, told: Sequence[LevelGoal], solution: Solution, run: _Run, share: float) -> bool:
    """Look for the best plan of all levels in one search from a known one; say whether that has proven it.

    What it finds on the way is kept in the solution, for a search level by level. It takes a share of the time at most.
    """
    open_ones = [goal for goal in told if not isinstance(goal.objective, int)]
    objective = stacked(model, open_ones, solution.values) if open_ones else None
    if objective is None or isinstance(objective, int):
        return False
    _tell(open_ones, solution, run)
    solver = run.solver(run.time_limit_s * share)
    model.cp.minimize(objective)
    _hint(model, solution.values)
    status = search(solver, model.cp, run.stopped)
    if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        solution.values = list(solver.response_proto.solution)
    if status != cp_model.OPTIMAL:
        return False
    for goal in told:
        value = goal.objective if isinstance(goal.objective, int) else value_of(goal.objective, solution.values)
        solution.levels.append(_proof(goal, value, value))
        if not isinstance(goal.objective, int):
            model.cp.add(goal.objective <= value)
    return True


def _tell(told: Sequence[LevelGoal], solution: Solution, run: _Run) -> None:
    """Tell whoever watches what each level comes to in a plan that is known."""
    if run.watch is not None:
        for goal in told:
            value = value_of(goal.objective, solution.values) / goal.scale
            run.watch(Progress(level=goal.name, value=value, seconds=time.monotonic() - run.began))


def _so_far(model: PlanModel, told: Sequence[LevelGoal], values: Sequence[int]) -> Iterator[LevelProof]:
    """Yield what the levels come to that there was no time for, down to the first that could be better."""
    for goal in told:
        reached = _reached(model, goal, values)
        yield reached
        if reached.value > reached.bound:
            return


def _reached(model: PlanModel, goal: LevelGoal, values: Sequence[int]) -> LevelProof:
    """Return what a level came to that there was no time to look at."""
    return _proof(goal, value_of(goal.objective, values), max(0, least_of(model, goal.objective)))


def _proof(goal: LevelGoal, value: int, bound: int) -> LevelProof:
    return LevelProof(name=goal.name, value=value / goal.scale, bound=bound / goal.scale, unit=goal.unit)


def _hint(model: PlanModel, values: list[int]) -> None:
    model.cp.clear_hints()  # type: ignore[no-untyped-call]
    for index, value in enumerate(values):
        model.cp.add_hint(model.cp.get_int_var_from_proto_index(index), value)
