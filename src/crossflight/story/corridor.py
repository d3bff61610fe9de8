"""The corridor: load, survey, plan, check, measure, save; each verb takes nouns and gives nouns.

The solver, the arrays and the frames are imported when they are first needed: who only reads a record does
not wait for them.
"""

# ruff: noqa: PLC0415

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from crossflight import files
from crossflight.errors import CallError
from crossflight.record import Answer, BoostWish, Finding, Measures, Plan, Progress, Scenario, Sky
from crossflight.story.certifying import sealed

__all__ = [
    "baseline",
    "check",
    "is_open",
    "judged_until",
    "load",
    "measure",
    "plan",
    "plan_document",
    "save",
    "survey",
    "try_writing",
]

BOOSTS_AHEAD = timedelta(days=365)
"""Beyond a year nobody can tell the drag."""


def load(name_or_path: str | Path, *, courses: bool = False) -> Scenario | Plan:
    """Return a shipped scenario or history by its bare name, or a scenario or plan from a file.

    With ``courses`` a scenario plans the courses before launches, whether it asks for them or not.

    Raises
    ------
    InputError
        When there is none of that name, or the file cannot be used: which file, where in it, and the way out.
    """
    return files.load(name_or_path, courses=courses)


def survey(scenario: Scenario) -> Sky:
    """Return what light, planes and closures allow over the horizon of a scenario."""
    from crossflight import dynamics

    return dynamics.survey(scenario)


def plan(
    scenario: Scenario,
    sky: Sky | None = None,
    *,
    time_limit_s: float = 60.0,
    seed: int = 0,
    watch: Callable[[Progress], None] | None = None,
    eras_days: float | None = None,
) -> Answer:
    """Return the best plan with its proof, or the rules that clash.

    A long horizon is planned era by era: each with a proof of its own, which holds for what the eras before it decided.

    Parameters
    ----------
    scenario
        What is to be planned.
    sky
        Its sky; surveyed here when it is not given.
    time_limit_s
        Seconds that the whole solve may take.
    seed
        The same scenario, seed and solver give the same plan.
    watch
        Called with each improvement.
    eras_days
        How long an era is; 0: one solve of the whole horizon; None: eras where the horizon is longer than 1600 days.
    """
    from crossflight import planner
    from crossflight.story.rolling import eras_wanted, plan_by_eras

    _refuse_all_but(Scenario, scenario, "planning takes a scenario; a plan has one in .scenario")
    sky = sky or survey(scenario)
    era_days = eras_wanted(scenario, eras_days)
    if era_days is None:
        sha256 = files.scenario_sha256(scenario)
        answer = planner.plan(scenario, sky, time_limit_s=time_limit_s, seed=seed, watch=watch, scenario_sha256=sha256)
    else:
        answer = plan_by_eras(scenario, sky, era_days=era_days, time_limit_s=time_limit_s, seed=seed, watch=watch)
    if not scenario.phasing.boosting or answer.plan is None:
        return sealed(answer)
    try:
        return sealed(_boosted(answer))
    except KeyboardInterrupt:
        return sealed(answer.model_copy(update={"message": "interrupted; the plan stands, its boosts are not planned"}))


def _boosted(answer: Answer) -> Answer:
    """Return the answer with the boosts that bring about the phases of its plan, as far ahead as they can be told."""
    from crossflight.story.boosting import boosts

    if answer.plan is None or answer.plan.scenario.orbit is None:
        return answer
    horizon = answer.plan.scenario.horizon
    end = min(horizon.end, horizon.start + BOOSTS_AHEAD)
    found = boosts(answer.plan, wish=BoostWish(start=horizon.start, end=end))
    settled = tuple(boost.as_boost() for boost in found.boosts)
    open_ones = ", ".join(entry.flight for entry in found.left_out) or "none"
    told = " ".join((*found.reasons, f"Boosts are planned to {found.limits.end:%Y-%m-%d}; left open: {open_ones}."))
    message = told if answer.message is None else f"{answer.message} {told}"
    plan = answer.plan.model_copy(update={"boosts": (*answer.plan.scenario.boosts, *settled)})
    return answer.model_copy(update={"plan": plan, "message": message[:2000]})


def check(subject: Scenario | Plan, sky: Sky | None = None, plan: Plan | None = None) -> tuple[Finding, ...]:
    """Return every breach, unknown and unmet wish.

    Parameters
    ----------
    subject
        A plan alone; or a scenario, with the plan that answers it. A scenario alone is judged as it stands,
        and one that leaves flights open only up to the day it is known on.
    sky
        The sky of the scenario; surveyed here when it is not given.
    plan
        The plan to check against the scenario.
    """
    from crossflight import rules

    scenario, answer, until = _case(subject, plan)
    return rules.check(scenario, sky or survey(scenario), answer, until=until)


def measure(subject: Scenario | Plan, plan: Plan | None = None) -> Measures:
    """Return exposure, cover and seats after a loss, over the span that `check` judges."""
    from crossflight import rules

    scenario, answer, until = _case(subject, plan)
    return rules.measure(scenario, answer, until)


def save(plan: Plan, path: str | Path) -> None:
    """Write a plan to a file, whole or not at all.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    files.save_plan(plan, path)


def try_writing(path: str | Path) -> None:
    """Refuse a file that `save` could not write, before any long work; nothing is left behind.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    files.try_writing(path)


def plan_document(plan: Plan) -> dict[str, Any]:
    """Return what the file of a plan holds, for other programs."""
    document: dict[str, Any] = json.loads(files.write_plan(plan))
    return document


def baseline(scenario: Scenario) -> Plan:
    """Return a scenario's flights and stays as they stand, as a plan without a certificate."""
    return Plan(scenario=scenario, flights=scenario.flights, stays=scenario.stays, spacewalks=scenario.spacewalks)


def is_open(scenario: Scenario) -> bool:
    """Say whether the scenario leaves flights or departures to be decided."""
    return bool(scenario.requests or scenario.departures)


def judged_until(scenario: Scenario) -> datetime | None:
    """Return where the judging of a scenario's own flights ends, None for the end of its horizon.

    Flights that are still to be decided cannot be judged: such a scenario is judged up to the day that it is
    known on.
    """
    if not is_open(scenario) or scenario.as_of >= scenario.horizon.end:
        return None
    return max(scenario.horizon.start, scenario.as_of)


def _case(subject: Scenario | Plan, plan: Plan | None) -> tuple[Scenario, Plan, datetime | None]:
    """Return the scenario to judge by, the plan to judge, and where the judging ends."""
    if isinstance(subject, Plan):
        if plan is not None:
            message = "a plan was given twice — give the scenario and the plan, or the plan alone"
            raise CallError(message)
        return subject.scenario, subject, None
    _refuse_all_but(Scenario, subject, "checking takes a plan or a scenario; an answer may have a plan in .plan")
    if plan is not None:
        return subject, plan, None
    return subject, baseline(subject), judged_until(subject)


def _refuse_all_but(noun: type, given: object, way_out: str) -> None:
    if not isinstance(given, noun):
        message = f"{type(given).__name__} was given — {way_out}"
        raise CallError(message)
