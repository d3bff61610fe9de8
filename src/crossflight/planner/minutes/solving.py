"""Level by level: tasks that must be done, margin, tasks that may be, the shortest, the opening nearest to the wish."""

import threading
import time
from dataclasses import dataclass, field, replace
from typing import Self

from ortools.sat.python import cp_model

from crossflight.planner.minutes.drafts import Draft, Entry
from crossflight.planner.minutes.hinting import hint_draft
from crossflight.planner.minutes.model import OutsideModel
from crossflight.planner.searching import hint, one_worker
from crossflight.planner.searching import search as run
from crossflight.record import LevelProof, Status

__all__ = ["MARGIN", "MAY", "MUST", "OPENING", "SHORTEST", "Found", "Search", "is_possible", "solve"]

MUST = ("must", "tasks left out")
MARGIN = ("margin", "min beyond the wanted margin or duration")
MAY = ("may", "tasks left out")
SHORTEST = ("shortest", "min from hatch open to repressurisation")
OPENING = ("opening", "min from the wanted opening")
"""Names of the levels, and what they count."""


@dataclass(frozen=True)
class Search:
    """What a search is given."""

    time_limit_s: float = 30.0
    seed: int = 0
    stopped: threading.Event = field(default_factory=threading.Event)
    """Set by Ctrl-C."""

    def with_time(self, time_limit_s: float) -> Self:
        """Return the same with another time."""
        return replace(self, time_limit_s=time_limit_s)


@dataclass
class Found:
    """The best assignment, and how far each level is proven."""

    status: Status = "unknown"
    levels: list[LevelProof] = field(default_factory=list)
    draft: Draft | None = None
    values: list[int] = field(default_factory=list)
    """Of each variable of the solver's model, by index; empty where it was not asked."""


def solve(model: OutsideModel, search: Search, *, may_leave_out_must: bool, known: Found) -> Found:
    """Return the best timeline by levels; what must be done may be left out only where that is allowed.

    From what is known already the search starts: its timeline, its bounds as long as the levels before come out alike,
    and what is zero in it is proven by that alone.
    """
    until = time.monotonic() + search.time_limit_s
    found = Found()
    if not may_leave_out_must:
        for place, task in enumerate(model.tasks):
            if task.must:
                model.cp.add(model.done[place] == 1)
    if known.draft is not None:
        hint_draft(model, known.draft)
    settled = _settled(known)
    if not may_leave_out_must:
        settled.add(MUST[0])
    for name, objective, unit in _levels(model):
        if isinstance(objective, int) or (name in settled and not found.values):
            found.levels.append(LevelProof(name=name, value=0, bound=0, unit=unit))
            if not isinstance(objective, int):
                model.cp.add(objective <= 0)
            continue
        model.cp.add(objective >= _bound(name, found, known))
        if not _minimise(model, (name, objective, unit), found, search, until):
            found.draft = _draft(model, found.values) if found.values else None
            return found
    found.draft = _draft(model, found.values)
    found.status = "optimal" if all(level.value == level.bound for level in found.levels) else "feasible"
    return found


Level = tuple[str, cp_model.LinearExpr, str]


def _levels(model: OutsideModel) -> list[tuple[str, cp_model.LinearExpr | int, str]]:
    """Return the levels in their order: name, what is minimised, and what it counts."""
    told: list[tuple[str, cp_model.LinearExpr | int, str]] = [
        (MUST[0], model.left_out_must, MUST[1]),
        (MARGIN[0], model.overrun(), MARGIN[1]),
        (MAY[0], model.left_out_may, MAY[1]),
        (SHORTEST[0], model.own_minutes, SHORTEST[1]),
    ]
    if model.situation.shift_min:
        told.append((OPENING[0], model.far_from_wanted(), OPENING[1]))
    return told


def _minimise(model: OutsideModel, level: Level, found: Found, search: Search, until: float) -> bool:
    """Minimise one level and hold it; say whether the next one can be looked at.

    The bound comes from a search that reasons with sums, and what is short from one that only tries: the second is
    told the bound of the first, and has proven what it finds where it meets it.
    """
    name, objective, unit = level
    model.cp.minimize(objective)
    bound = None
    for is_quick, share in ((False, SHARE_OF_THE_BOUND), (True, 1.0)):
        solver = one_worker(max(share * (until - time.monotonic()), 0.01), search.seed)
        if is_quick:
            solver.parameters.linearization_level = 0
        if found.values:
            hint(model.cp, found.values)
        status = run(solver, model.cp, search.stopped)
        if status == cp_model.INFEASIBLE and not found.values:
            found.status = "infeasible"
            return False
        if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            found.values = list(solver.response_proto.solution)
            value = round(solver.objective_value)
            bound = max(round(solver.best_objective_bound), bound if bound is not None else -BIG)
            model.cp.add(objective <= value)
            model.cp.add(objective >= bound)
            if status == cp_model.OPTIMAL or value == bound:
                break
    if bound is None:
        found.status = "feasible" if found.values else "unknown"
        return False
    found.levels.append(LevelProof(name=name, value=value, bound=bound, unit=unit))
    return True


SHARE_OF_THE_BOUND = 0.25
"""Of the time that is left, for the search that finds the bound."""
BIG = 10**6


def _bound(name: str, found: Found, known: Found) -> int:
    """Return what is known of a level, as long as those before it came out as they did there."""
    came_out = [(level.name, level.value) for level in found.levels]
    for place, level in enumerate(known.levels):
        if level.name == name and came_out == [(other.name, other.value) for other in known.levels[:place]]:
            return round(level.bound)
    return 0


def _settled(known: Found) -> set[str]:
    """Return the first levels that are zero in a known timeline, and cannot be less."""
    settled: set[str] = set()
    for level in known.levels:
        if level.value or level.name not in {MUST[0], MARGIN[0], MAY[0]}:
            break
        settled.add(level.name)
    return settled


def _draft(model: OutsideModel, values: list[int]) -> Draft:
    """Return the solver's numbers as a draft."""
    hatch = values[model.hatch.index] if model.situation.shift_min else 0
    entries = [
        Entry(
            place,
            tuple(number for number in range(2) if values[model.people[number].does[place].index]),
            values[model.starts[place].index] - hatch,
        )
        for place in range(len(model.tasks))
        if values[model.done[place].index]
    ]
    in_order = tuple(sorted(entries, key=lambda entry: entry.start))
    return Draft(hatch, values[model.home.index] - hatch, in_order)


def is_possible(model: OutsideModel, search: Search) -> bool | None:
    """Say whether all demands of a model can hold together; None: it was not settled in time."""
    status = run(one_worker(search.time_limit_s, search.seed), model.cp, search.stopped)
    if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return True
    return False if status == cp_model.INFEASIBLE else None
