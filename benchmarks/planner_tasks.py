"""What the planner and the check are asked: parts of iss-2022, and what a planner does with its plan.

Scenario, sky and the days that they allow are read once, and not timed: the peers are given them ready as well. Timed
are the model and the search.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import files
from unittest.mock import patch

from answering import Answer, Task
from answering import Problem as Question
from cases.instances import crews, traffic
from cases.parts import crew_problem, ready, traffic_problem, whole_problem
from repeating import repeated

from crossflight import planner, rules, story
from crossflight.planner import clashing
from crossflight.planner.clashing import enumerating
from crossflight.planner.constraints import CONSTRAINTS
from crossflight.planner.model import PlanModel
from crossflight.planner.problem import Problem
from crossflight.planner.solving import solve
from crossflight.planner.ties import break_ties
from crossflight.record import Plan, Sky

__all__ = ["READY", "TASKS"]

TRAFFIC = (
    *("ports.interface", "ports.one-vehicle", "ports.approach-corridor", "ports.turnaround", "traffic.clearance"),
    *("launches.allowed-day", "launches.opportunity", "landings.daylight", "landings.opportunity"),
    *("flights.window", "vehicles.life"),
)
"""Rules of dates and ports."""

OUTSIDE = ("spacewalks.", "training.")
"""Rules that join after the flights are solved, and that the parts compared with peers leave out."""

WITHOUT_COVER = "operators.any-single-loss"
TIME_LIMIT_S = 300.0


def _solve(problem: Problem, names: Iterable[str], seed: int) -> tuple[str, dict[str, float]]:
    model = PlanModel(problem)
    for name in names:
        CONSTRAINTS[name](model)
    break_ties(model)
    found = solve(model, time_limit_s=TIME_LIMIT_S, seed=seed, watch=None)
    return found.status, {level.name: level.value for level in found.levels}


def _answer(
    status: str, levels: Mapping[str, float], instance: Callable[[], object] | None = None
) -> Callable[[], Answer]:
    def answer() -> Answer:
        told = None if instance is None else sha256(json.dumps(instance(), sort_keys=True).encode()).hexdigest()
        return {"status": status, "levels": levels, "instance": told}

    return answer


def solve_traffic(question: Question) -> Callable[[], Answer]:
    """Find the least days off the wanted ones, with proof."""
    problem = traffic_problem(question["share"], question["seed"])
    status, levels = _solve(problem, TRAFFIC, question["seed"])
    return _answer(status, levels, lambda: traffic(problem))


def solve_crews(question: Question) -> Callable[[], Answer]:
    """Find the shortest gap, and the least days off the wanted ones, with proof of both."""
    problem = crew_problem()
    names = [name for name in CONSTRAINTS if not name.startswith(OUTSIDE)]
    status, levels = _solve(problem, names, question["seed"])
    return _answer(status, {**levels, "uncovered": round(levels["uncovered"] * 1440)}, lambda: crews(problem))


def solve_cover(question: Question) -> Callable[[], Answer]:
    """Plan iss-2022 at all its levels, with the rule of any single loss or without."""
    names = [name for name in CONSTRAINTS if not name.startswith(OUTSIDE)]
    if not question["with_cover"]:
        names.remove(WITHOUT_COVER)
    return _answer(*_solve(whole_problem(), names, question["seed"]))


# --------------------------------------------------------------------------------------------- what is done with a plan


@dataclass(frozen=True)
class _Planned:
    plan: Plan
    sky: Sky


@cache
def _planned(name: str, times: int = 1) -> _Planned:
    scenario, sky = ready(name)
    plan = story.plan(scenario, sky, time_limit_s=TIME_LIMIT_S).plan
    assert plan is not None
    return _Planned(plan, sky) if times == 1 else _Planned(*repeated(plan, sky, times))


@cache
def _checker(name: str) -> rules.Checker:
    known = _planned(name)
    return rules.Checker(known.plan.scenario, known.sky, known.plan)


def check(question: Question) -> Callable[[], Answer]:
    """Check the plan of iss-2022, repeated so many times."""
    known = _planned("iss-2022", question["times"])
    found = rules.check(known.plan.scenario, known.sky, known.plan)
    return lambda: {
        "findings": len(found),
        "flights": len(known.plan.flights),
        "broken": sum(finding.state == "broken" for finding in found),
    }


def recheck(question: Question) -> Callable[[], Answer]:
    """Check the plan again with one flight moved by a few days."""
    plan = _planned("iss-2022").plan
    by = timedelta(days=1 + question["seed"])
    flight = next(entry for entry in plan.flights if entry.id == question["flight"])
    assert flight.launch is not None
    assert flight.docked is not None
    moved = flight.model_copy(update={"launch": flight.launch + by, "docked": flight.docked + by})
    flights = tuple(moved if entry is flight else entry for entry in plan.flights)
    changed = plan.model_copy(update={"flights": flights})
    found = _checker("iss-2022").check(changed)
    return lambda: {"findings": len(found)}


def sweep(question: Question) -> Callable[[], Answer]:
    """Lose everything once on every day."""
    plan = _planned("iss-2022").plan
    found = rules.lose(plan.scenario, plan)
    return lambda: {"cells": len(found.cells)}


def clash(question: Question) -> Callable[[], Answer]:
    """Ask for what cannot be, and have the clash certified."""
    scenario, sky = ready("iss-2022")
    asked = story.require(scenario, [question["required"]])
    with ExitStack() as stack:
        if question["only_first"]:
            stack.enter_context(patch.object(enumerating, "MOST_CLASHES", 1))
            stack.enter_context(patch.object(clashing, "MEND_SECONDS", -1.0))
        answer = planner.plan(asked, sky, seed=question["seed"])
    is_certified = "Certified" in (answer.message or "")
    return lambda: {
        "status": answer.status,
        "is_certified": is_certified,
        "clashes": len(answer.conflicts),
        "rules in the first": len(answer.conflict),
        "mends": len(answer.mends),
    }


def replan(question: Question) -> Callable[[], Answer]:
    """Replan after the leak of Soyuz MS-22."""
    plan = _planned(question["scenario"]).plan
    folder = files("crossflight") / "catalogue" / "scenarios" / "contingency"
    found = story.replan(plan, story.load_events(str(folder / "ms22-leak-event.toml")), seed=question["seed"])
    levels = {level.name: level.value for level in found.answer.levels}
    return lambda: {"status": found.answer.status, "levels": levels, "changes": len(found.changes)}


TASKS: Mapping[str, Task] = {
    "traffic": solve_traffic,
    "crews": solve_crews,
    "cover": solve_cover,
    "check": check,
    "recheck": recheck,
    "sweep": sweep,
    "clash": clash,
    "replan": replan,
}


READY: Mapping[str, Callable[[Question], object]] = {
    "traffic": lambda question: traffic_problem(question["share"], question["seed"]),
    "crews": lambda _: crew_problem(),
    "cover": lambda _: whole_problem(),
    "clash": lambda _: ready("iss-2022"),
}
"""What is read before it is timed: the peers are given as much."""
