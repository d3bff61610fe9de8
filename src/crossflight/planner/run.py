"""A run of the solver over the levels: what it is given, what it has found, and who is told."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ortools.sat.python import cp_model

from crossflight.planner.levels import LevelGoal
from crossflight.planner.searching import new_solver
from crossflight.planner.stacking import value_of
from crossflight.record import LevelProof, Progress, Status

__all__ = ["Listener", "Manner", "Run", "Solution", "Watch", "proof_of"]

Watch = Callable[[Progress], None]

Manner = Literal["plans", "changes", "seats"]
"""What a search is to be good at: plans from nothing, few changes to a published one, or how few seats are needed."""


@dataclass
class Solution:
    """The best assignment found, and how far each level is proven."""

    status: Status
    levels: list[LevelProof] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    """The value of each variable of the model, by index; empty when there is none."""
    is_likely_best: bool = False
    """It is the best on the wanted days, or the nearest to them: level by level it may be no worse than any."""
    is_interrupted: bool = False
    is_over: bool = False
    """Nothing more is looked for."""


@dataclass(frozen=True)
class Run:
    """What a search is given."""

    time_limit_s: float
    seed: int
    watch: Watch | None
    began: float
    stopped: threading.Event
    manner: Manner
    has_start: bool
    """Whether a plan was there to begin with."""

    @property
    def spent_s(self) -> float:
        """Return the seconds since it began."""
        return time.monotonic() - self.began

    @property
    def left_s(self) -> float:
        """Return the seconds that are left."""
        return self.time_limit_s - self.spent_s

    def solver(self, seconds: float) -> cp_model.CpSolver:
        """Return a solver with so much time."""
        solver = new_solver(seconds, self.seed)
        if self.manner == "seats":
            solver.parameters.linearization_level = 2
        return solver

    def tell(self, goals: Sequence[LevelGoal], values: Sequence[int]) -> None:
        """Tell whoever watches what each level comes to in a plan that is known."""
        if self.watch is not None:
            for goal in goals:
                value = value_of(goal.objective, values) / goal.scale
                self.watch(Progress(level=goal.name, value=value, seconds=self.spent_s))


class Listener(cp_model.CpSolverSolutionCallback):
    """Tell whoever watches about each better plan."""

    def __init__(self, goal: LevelGoal, run: Run) -> None:
        super().__init__()
        self._goal = goal
        self._run = run

    def on_solution_callback(self) -> None:
        """Report the value and the bound of the level."""
        if self._run.watch is not None:
            self._run.watch(
                Progress(
                    level=self._goal.name,
                    value=self.objective_value / self._goal.scale,
                    bound=self.best_objective_bound / self._goal.scale,
                    seconds=self._run.spent_s,
                )
            )


def proof_of(goal: LevelGoal, value: int, bound: int) -> LevelProof:
    """Return how far a level is proven, from units of the solver."""
    return LevelProof(name=goal.name, value=value / goal.scale, bound=bound / goal.scale, unit=goal.unit)
