"""What HiGHS is asked: the same plan as a mixed-integer programme over days, level by level."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from answering import Answer, Problem, Task, answer_questions
from highs_crews import add_crews
from highs_model import DayProgramme, Sum


def traffic(problem: Problem) -> Callable[[], Answer]:
    """Find the least days off the wanted ones, with proof."""
    began = time.perf_counter()
    programme = DayProgramme(_instance(problem))
    return _by_levels(programme, {"dates": programme.dates}, problem, began)


def crews(problem: Problem) -> Callable[[], Answer]:
    """Find the shortest gap, and then the least days off the wanted ones, with proof of both."""
    began = time.perf_counter()
    programme = DayProgramme(_instance(problem))
    return _by_levels(programme, {"uncovered": add_crews(programme), "dates": programme.dates}, problem, began)


def _instance(problem: Problem) -> Mapping[str, Any]:
    instances: list[Mapping[str, Any]] = problem["instances"]
    seed: int = problem["seed"]
    return instances[seed % len(instances)]


def _by_levels(
    programme: DayProgramme, levels: Mapping[str, Sum], problem: Problem, began: float
) -> Callable[[], Answer]:
    """Minimise each level and hold it, within the time for all of them."""
    found: dict[str, float] = {}
    for name, level in levels.items():
        left_s = problem["time_limit_s"] - (time.perf_counter() - began)
        options = {"threads": 1, "time_limit": max(left_s, 0.1), "random_seed": problem["seed"], "mip_rel_gap": 0.0}
        status, value, bound = programme.solve(level, options)
        if status != "Optimal":
            told = f"{name} {value:g} found, {bound:g} proven"
            is_over = status == "Infeasible"
            return lambda: {
                "status": "infeasible" if is_over else "feasible",
                "levels": found,
                "is_cut_short": not is_over,
                "told": told,
            }
        found[name] = round(value)
        programme.row(0, level, round(value))
    return lambda: {"status": "optimal", "levels": found}


TASKS: Mapping[str, Task] = {"traffic": traffic, "crews": crews}

if __name__ == "__main__":
    answer_questions(TASKS)
