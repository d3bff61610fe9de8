"""Make the section of docs/validation.md on planning one spacewalk to the minute: what is proven, and in what time.

    .venv/bin/python docs/validate_minutes.py

Plans made-up spacewalks of twenty tasks, and plans each again after three mishaps; prints the section and puts it in
its place on the page. Takes a minute on one core.
"""

import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot
from pathlib import Path
from statistics import median
from typing import Any

DOCS = Path(__file__).parent
sys.path[:0] = [str(DOCS), str(DOCS.parent / "tests")]

from sections import renew  # noqa: E402

from crossflight.planner import plan_outside, replan_outside  # noqa: E402
from crossflight.record import (  # noqa: E402
    Airlock,
    LifeSupport,
    Mishap,
    Numbers,
    SpacewalkCase,
    SpacewalkRequest,
    SpacewalkTimeline,
    Suit,
    Task,
    Worksite,
)
from crossflight.rules import check_timeline  # noqa: E402
from outings import OPENS, a_light  # noqa: E402 - the folders are no packages

SEEDS = range(1, 7)
TASKS, PLACES, TOGETHER, LEFT_OPEN = 20, 8, 6, 3
"""Tasks, places of work, tasks that take both, tasks that may be left out."""
SHARES = {"given for each task": 0.0, "open for half of them": 0.5, "open for all of them": 1.0}
"""Who does the tasks of one person, and for what part of those it is open."""
AFTER, WITH_THE_WRENCH, WITH_THE_ARM = 0.3, 0.15, 0.12
"""Parts of the tasks that come after another, and that need the one wrench or the arm."""
LIMIT_S = 30.0


@dataclass(frozen=True)
class Run:
    """One timeline that was asked for."""

    found: SpacewalkTimeline
    processor_s: float

    @property
    def gap(self) -> float:
        """Return how far the shortest may be from the optimum, as a part of it; 1 where nothing was found."""
        shortest = [level for level in self.found.levels if level.name == "shortest"]
        return max((level.value - level.bound) / level.value for level in shortest) if shortest else 1.0


def outing(seed: int, part_open: float, tasks: int = TASKS) -> SpacewalkCase:
    """Return a made-up spacewalk: places strewn around a lock, some tasks in an order, some lit, some with a tool."""
    dice = random.Random(seed)
    points = [(0, 0), *((dice.randint(-9, 9), dice.randint(-9, 9)) for _ in range(PLACES))]
    suit = LifeSupport(
        endurance_min=420,
        worst_sun_min=360,
        emergency_oxygen_min=30,
        metabolic_budget_kj=7385,
        planned_rate_w=249,
        high_rate_w=293,
    )
    asked: dict[str, Any] = {"id": "walk", "airlock": "lock", "suit": "suit", "convention": "us-battery-to-repress"}
    work = tuple(_tasks(dice, part_open, tasks))
    return SpacewalkCase(
        station="lagrange",
        request=SpacewalkRequest(**asked, tasks=work),
        airlock=Airlock(id="lock", name="Lock", segment="north-segment", suits=("suit",)),
        suit=Suit(id="suit", name="Suit", kind="spacewalk", life_support=suit),
        worksites=tuple(_worksites(points)),
        opens=OPENS,
        light=a_light(dice.randint(5, 60)),
        inside=("somebody",),
        numbers=Numbers(),
    )


def _worksites(points: Sequence[tuple[int, int]]) -> Iterator[Worksite]:
    """Yield places, a minute on the way for each unit of length, each joined to the three nearest before it."""
    for place, (x, y) in enumerate(points[1:], start=1):
        far = {other: max(2, round(hypot(x - points[other][0], y - points[other][1]))) for other in range(place)}
        near = sorted(far, key=lambda other: far[other])[:3]
        ways = {f"place-{other}" if other else "lock": float(far[other]) for other in near}
        yield Worksite(id=f"place-{place}", name=f"Place {place}", station="lagrange", minutes_from=ways)


def _tasks(dice: random.Random, part_open: float, count: int) -> Iterator[Task]:
    numbers = range(count)
    together, may = set(dice.sample(numbers, TOGETHER)), set(dice.sample(numbers, LEFT_OPEN))
    by_day = set(dice.sample(numbers, 3))
    by_night = dice.choice([number for number in numbers if number not in by_day])
    alone = [number for number in numbers if number not in together]
    dice.shuffle(alone)
    is_open = set(alone[: round(part_open * len(alone))])
    for number in numbers:
        after = dice.randrange(number) if number and dice.random() < AFTER else None
        if after in may and number not in may:
            after = None
        yield Task(
            id=f"task-{number}",
            name=f"Task {number}",
            minutes=dice.randint(10, 25) if number in together else dice.randint(8, 28),
            worksite=f"place-{dice.randint(1, PLACES)}",
            hands=2 if number in together else 1,
            who=None if number in together | is_open else ("first", "second")[alone.index(number) % 2],
            light="day" if number in by_day else "night" if number == by_night else "any",
            after=() if after is None else (f"task-{after}",),
            must=number not in may,
            tools=("wrench",) if dice.random() < WITH_THE_WRENCH else (),
            arm=dice.random() < WITH_THE_ARM,
        )


def mishaps(found: SpacewalkTimeline) -> Iterator[Mishap]:
    """Yield two tasks that overrun, one early and one in the middle, and ten minutes lost."""
    work = [step for step in found.timeline if step.kind == "task"]
    early, middle = work[1], work[len(work) // 2]
    yield Mishap(at_min=early.end_min - 1, kind="overrun", task=early.task, minutes=10)
    yield Mishap(at_min=middle.start_min + 1, kind="overrun", task=middle.task, minutes=12)
    yield Mishap(at_min=60, kind="lost", minutes=10)


def _planned(case: SpacewalkCase, before: SpacewalkTimeline | None = None, mishap: Mishap | None = None) -> Run:
    """Return a timeline, checked, and the processor time that it took."""
    start = time.process_time()
    if before is None or mishap is None:
        found = plan_outside(case, time_limit_s=LIMIT_S)
    else:
        found = replan_outside(case, before, mishap, time_limit_s=LIMIT_S)
    run = Run(found, time.process_time() - start)
    if broken := check_timeline(case, found):
        message = f"the timeline breaks a rule: {broken[0]}"
        raise SystemExit(message)
    return run


def section() -> str:
    """Return the section as Markdown."""
    lines = ["| who does the work of one | | proven | median, s | worst, s | widest gap |", "|---|---|---|---|---|---|"]
    for says, part_open in SHARES.items():
        cases = [outing(seed, part_open) for seed in SEEDS]
        plans = [_planned(case) for case in cases]
        again = [
            _planned(case, plan.found, mishap)
            for case, plan in zip(cases, plans, strict=True)
            for mishap in mishaps(plan.found)
        ]
        lines += [_row(says, "planned", plans), _row("", "planned again", again)]
    told = (
        f"This section is made by `docs/validate_minutes.py`. Spacewalks are made up: {TASKS} tasks of 8 to 28 minutes "
        f"at {PLACES} places, {TOGETHER} of them for both, {LEFT_OPEN} that may be left out, some five with another "
        "before them, three by day, one by night, one wrench and one arm; suits of seven hours, 30 minutes of them "
        f"margin; {len(SEEDS)} seeds of each kind. *Planned again*: after a task that overruns by ten minutes early "
        "or by twelve in the middle, and after ten minutes lost. *Proven*: the optimum of every level. Processor "
        "seconds of one thread, building included; the gap is that of the shortest timeline to its bound, after "
        f"{LIMIT_S:g} s. Every timeline passed its check."
    )
    return "\n\n".join(["## One spacewalk to the minute", told, "\n".join(lines)]) + "\n"


def _row(says: str, what: str, runs: Sequence[Run]) -> str:
    proven = sum(run.found.status == "optimal" for run in runs)
    seconds = [run.processor_s for run in runs]
    gap = max(run.gap for run in runs)
    told = "none" if gap == 0 else f"{100 * gap:.1f} %"
    return f"| {says} | {what} | {proven} of {len(runs)} | {median(seconds):.2f} | {max(seconds):.2f} | {told} |"


if __name__ == "__main__":
    renew("minutes", section())
