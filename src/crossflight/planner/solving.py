"""Solving level by level: each is minimised, then held while the next one is looked at."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from crossflight.planner.levels import LevelGoal, goals
from crossflight.planner.model import PlanModel
from crossflight.record import LevelProof, Progress, Status

__all__ = ["Solution", "Watch", "solve"]

Watch = Callable[[Progress], None]

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


def solve(model: PlanModel, *, time_limit_s: float, seed: int, watch: Watch | None) -> Solution:
    """Return the best plan by levels, with the value and the bound of each.

    One worker and one seed: the same input gives the same plan as long as the time limit does not cut it short.
    """
    began = time.monotonic()
    solution = Solution("unknown")
    is_proven = True
    with _interruptible() as stopped:
        for goal in goals(model):
            left = time_limit_s - (time.monotonic() - began)
            constant = goal.objective if isinstance(goal.objective, int) else None
            if watch is not None and (constant is None or not solution.values):
                watch(Progress(level=goal.name, seconds=time.monotonic() - began))
            if stopped.is_set() or (left <= 0 and solution.values):
                is_proven = False
                break
            if constant is not None and solution.values:
                solution.levels.append(_proof(goal, constant, constant))
                continue
            solver = _solver(max(left, 0.001), seed)
            model.cp.minimize(goal.objective)
            _hint(model, solution.values)
            status = _search(solver, model, _Listener(goal, watch, began), stopped)
            if status == cp_model.INFEASIBLE and not solution.values:
                return Solution("infeasible")
            if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
                is_proven = False
                break
            solution.values = list(solver.response_proto.solution)
            value = round(solver.objective_value)
            solution.levels.append(_proof(goal, value, round(solver.best_objective_bound)))
            if status != cp_model.OPTIMAL:
                is_proven = False
            model.cp.add(goal.objective <= value)
        solution.is_interrupted = stopped.is_set()
    if solution.values:
        solution.status = "optimal" if is_proven else "feasible"
    return solution


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
