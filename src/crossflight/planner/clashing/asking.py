"""Questions to a model: whether these rule instances can all hold."""

import threading
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from ortools.sat.python import cp_model

from crossflight.planner.constraints import FLIGHTS
from crossflight.planner.model import Linear, PlanModel
from crossflight.planner.searching import new_solver, search

__all__ = ["Days", "Instance", "OutOfTime", "Questions", "Reply"]

Instance = tuple[str, str]
"""A rule and its subject."""

Days = Mapping[str, tuple[Collection[int], Collection[int]]]
"""For each open flight the days on which it docks and leaves."""


class OutOfTime(Exception):  # noqa: N818 - no error: the answer is as far as time allowed
    """The time for questions is over, or somebody has pressed Ctrl-C."""


@dataclass(frozen=True)
class Reply:
    """What the solver says: an assignment, or instances that cannot all hold."""

    values: Sequence[int] = ()
    """The value of each variable; empty where there is none."""
    blamed: frozenset[Instance] = frozenset()

    @property
    def holds(self) -> bool:
        """Say whether all can hold."""
        return bool(self.values)


class Questions:
    """A model with a literal for every rule instance, asked again and again with others assumed.

    Presolve is off: it would take more time than the search, and what is blamed would be larger.
    """

    def __init__(
        self,
        model: PlanModel,
        until: float,
        seed: int,
        stopped: threading.Event | None = None,
        constraints: Mapping[str, Callable[[PlanModel], None]] = FLIGHTS,
    ) -> None:
        self.model = model
        self._until = until
        self._seed = seed
        self._stopped = threading.Event() if stopped is None else stopped
        for constrain in constraints.values():
            constrain(model)
        self.instances: tuple[Instance, ...] = tuple(model.rules)
        self._names = {literal.index: name for name, literal in model.rules.items()}

    def within(self, until: float) -> "Questions":
        """Return the same, to be asked until another instant of the monotonic clock."""
        more = copy(self)
        more._until = until  # noqa: SLF001 - of its own copy
        return more

    def again(self, model: PlanModel) -> "Questions":
        """Return another model, to be asked with the same seed and within the same time."""
        return Questions(model, self._until, self._seed, self._stopped)

    def ask(self, instances: Iterable[Instance]) -> Reply:
        """Return whether the instances can all hold; one that this model does not have asks for nothing in it.

        Raises
        ------
        OutOfTime
            When no answer was found in time.
        """
        cp = self.model.cp
        cp.clear_assumptions()
        cp.add_assumptions([self.model.rules[name] for name in instances if name in self.model.rules])
        return self.solve(cp, is_presolved=False)

    def alone(self, instances: Iterable[Instance]) -> Reply:
        """Return the same by another configuration: presolved, another seed, and all other instances taken out."""
        held = set(instances)
        fixed = self.model.cp.clone()
        fixed.clear_assumptions()
        for name, literal in self.model.rules.items():
            fixed.add(fixed.get_bool_var_from_proto_index(literal.index) == int(name in held))
        return self.solve(fixed, is_presolved=True)

    def solve(self, cp: cp_model.CpModel, *, is_presolved: bool) -> Reply:
        """Return what the solver says of this model, or of a copy with more in it.

        Raises
        ------
        OutOfTime
            When no answer was found in time.
        """
        seed = self._seed + is_presolved
        left = self._until - time.monotonic()
        if left <= 0 or self._stopped.is_set():
            raise OutOfTime
        solver = new_solver(left, seed)
        solver.parameters.cp_model_presolve = is_presolved
        status = search(solver, cp, self._stopped)
        if status == cp_model.INFEASIBLE:
            blamed = solver.sufficient_assumptions_for_infeasibility()
            return Reply(blamed=frozenset(self._names[index] for index in blamed))
        if status != cp_model.OPTIMAL:  # what is merely feasible is not known to be the least
            raise OutOfTime
        return Reply(values=tuple(solver.response_proto.solution))

    def days(self, values: Sequence[int]) -> dict[str, tuple[set[int], set[int]]]:
        """Return the days on which each open flight docks and leaves."""
        found = {}
        for name, flight in self.model.problem.open_flights.items():
            moves = self.model.moves[name]
            docks = {values[_index(moves.dock_day)]} if flight.arrives else set()
            leaves = {values[_index(moves.undock_day)]} if flight.leaves else set()
            found[name] = (docks, leaves)
        return found


def _index(variable: Linear) -> int:
    assert isinstance(variable, cp_model.IntVar)
    return variable.index
