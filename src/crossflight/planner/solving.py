"""Solving level by level: each is minimised, then held while the next one is looked at."""

import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from crossflight.planner.levels import LevelGoal, goals
from crossflight.planner.model import PlanModel
from crossflight.planner.stacking import least_of, stacked, value_of
from crossflight.record import LevelProof, Progress, Status

__all__ = ["Solution", "Watch", "solve"]

Watch = Callable[[Progress], None]

SHARE_AT_ONCE = 0.5
"""Of the time, for all levels in one search; if it does not end, they are taken one by one."""

LOOK_SECONDS = 0.05
"""How often the main thread looks for Ctrl-C during a search."""


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


@contextmanager
def _interruptible() -> Iterator[threading.Event]:
    """Yield an event that Ctrl-C sets instead of ending the program; outside the main thread nothing sets it."""
    stopped = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return
    before = signal.signal(signal.SIGINT, lambda number, frame: stopped.set())
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)


def _search(
    solver: cp_model.CpSolver, model: PlanModel, listener: _Listener, stopped: threading.Event
) -> cp_model.CpSolverStatus:
    """Return how a search ended; when it is to stop, what it has found is kept.

    The search has a thread of its own: where it runs, Python looks at signals only when a better plan is reported, and
    that can take as long as the time limit.
    """
    with ThreadPoolExecutor(max_workers=1) as executor:
        search = executor.submit(solver.solve, model.cp, listener)
        while not search.done():
            wait([search], timeout=LOOK_SECONDS)
            if stopped.is_set():
                solver.stop_search()
        return search.result()


def solve(
    model: PlanModel,
    *,
    time_limit_s: float,
    seed: int,
    watch: Watch | None,
    start: Sequence[int] = (),
    strong_bounds: bool = False,
) -> Solution:
    """Return the best plan by levels, with the value and the bound of each.

    ``start`` has the value of each variable in a plan that holds, if one is known. A level whose value is already the
    least that its terms can have is proven without a search.

    One worker and one seed: the same input gives the same plan as long as the time limit does not cut it short.
    """
    began = time.monotonic()
    solution = Solution("unknown", values=list(start))
    told = goals(model)
    with _interruptible() as stopped:
        run = _Run(time_limit_s, seed, watch, began, stopped, strong_bounds)
        if start and _solve_at_once(model, told, solution, run):
            return solution
        proofs = [_solve_level(model, goal, solution, run) for goal in told]
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
    solver = run.solver(max(left, 0.001))
    model.cp.minimize(goal.objective)
    _hint(model, solution.values)
    status = _search(solver, model, _Listener(goal, run.watch, run.began), run.stopped)
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

    def solver(self, seconds: float) -> cp_model.CpSolver:
        """Return a solver with so much time."""
        solver = _solver(seconds, self.seed)
        if self.strong_bounds:
            solver.parameters.linearization_level = 2
        return solver


def _solve_at_once(model: PlanModel, told: Sequence[LevelGoal], solution: Solution, run: _Run) -> bool:
    """Look for the best plan of all levels in one search from a known one; say whether that has proven it.

    What it finds on the way is kept in the solution, for a search level by level.
    """
    open_ones = [goal for goal in told if not isinstance(goal.objective, int)]
    objective = stacked(model, open_ones, solution.values) if open_ones else None
    if objective is None or isinstance(objective, int):
        return False
    if run.watch is not None:
        run.watch(Progress(level=open_ones[0].name, seconds=0.0))
    solver = run.solver(run.time_limit_s * SHARE_AT_ONCE)
    model.cp.minimize(objective)
    _hint(model, solution.values)
    at_once = LevelGoal("all levels", objective, 1, "")
    status = _search(solver, model, _Listener(at_once, None, run.began), run.stopped)
    if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        solution.values = list(solver.response_proto.solution)
    if status != cp_model.OPTIMAL:
        return False
    solution.status = "optimal"
    for goal in told:
        value = goal.objective if isinstance(goal.objective, int) else value_of(goal.objective, solution.values)
        solution.levels.append(_proof(goal, value, value))
    return True


def _proof(goal: LevelGoal, value: int, bound: int) -> LevelProof:
    return LevelProof(name=goal.name, value=value / goal.scale, bound=bound / goal.scale, unit=goal.unit)


def _solver(time_limit_s: float, seed: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = time_limit_s
    solver.parameters.catch_sigint_signal = False
    # Measured on iss-2022: without probing, and without the search for symmetries that `ties` has broken already, the
    # first plan comes after 2.0 s instead of 2.9, and all levels are proven in 6.1 s instead of 8.8.
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.symmetry_level = 0
    return solver


def _hint(model: PlanModel, values: list[int]) -> None:
    model.cp.clear_hints()  # type: ignore[no-untyped-call]
    for index, value in enumerate(values):
        model.cp.add_hint(model.cp.get_int_var_from_proto_index(index), value)
