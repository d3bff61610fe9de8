"""Solving level by level: each is minimised, then held while the next one is looked at."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from ortools.sat.python import cp_model

from crossflight.planner.levels import LevelGoal, goals
from crossflight.planner.model import PlanModel
from crossflight.record import LevelProof, Progress, Status

__all__ = ["Solution", "Watch", "solve"]

Watch = Callable[[Progress], None]


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
def _stoppable(solver: cp_model.CpSolver) -> Iterator[list[bool]]:
    """Let Ctrl-C stop the search, and keep what it has found; elsewhere than in the main thread do nothing."""
    stopped: list[bool] = []
    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        stopped.append(True)
        solver.stop_search()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)


def solve(model: PlanModel, *, time_limit_s: float, seed: int, watch: Watch | None) -> Solution:
    """Return the best plan by levels, with the value and the bound of each.

    One worker and one seed: the same input gives the same plan as long as the time limit does not cut it short.
    """
    began = time.monotonic()
    solution = Solution("unknown")
    is_proven = True
    for goal in goals(model):
        left = time_limit_s - (time.monotonic() - began)
        constant = goal.objective if isinstance(goal.objective, int) else None
        if solution.is_interrupted or (left <= 0 and solution.values):
            is_proven = False
            break
        if constant is not None and solution.values:
            solution.levels.append(
                LevelProof(name=goal.name, value=constant / goal.scale, bound=constant / goal.scale, unit=goal.unit)
            )
            continue
        solver = _solver(max(left, 0.001), seed)
        if watch is not None:
            watch(Progress(level=goal.name, seconds=time.monotonic() - began))
        model.cp.minimize(goal.objective)
        _hint(model, solution.values)
        with _stoppable(solver) as stopped:
            status = solver.solve(model.cp, _Listener(goal, watch, began))
        solution.is_interrupted = bool(stopped)
        if status == cp_model.INFEASIBLE and not solution.values:
            return Solution("infeasible")
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            is_proven = False
            break
        solution.values = list(solver.response_proto.solution)
        value, bound = round(solver.objective_value), round(solver.best_objective_bound)
        solution.levels.append(
            LevelProof(name=goal.name, value=value / goal.scale, bound=bound / goal.scale, unit=goal.unit)
        )
        if status != cp_model.OPTIMAL:
            is_proven = False
        model.cp.add(goal.objective <= value)
    if solution.values:
        solution.status = "optimal" if is_proven else "feasible"
    return solution


def _solver(time_limit_s: float, seed: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = time_limit_s
    solver.parameters.catch_sigint_signal = False
    return solver


def _hint(model: PlanModel, values: list[int]) -> None:
    model.cp.clear_hints()  # type: ignore[no-untyped-call]
    for index, value in enumerate(values):
        model.cp.add_hint(model.cp.get_int_var_from_proto_index(index), value)
