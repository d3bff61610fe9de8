"""A contingency: what is known of an event by a day, laid upon a published plan, and the plan changed by it."""

# ruff: noqa: PLC0415 - the solver is imported when it is first needed

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from crossflight import files
from crossflight.record import EventFile, Plan, Progress, Waiver
from crossflight.story.replanning import Replanned, replan

__all__ = ["answer_event", "inherited", "load_events"]


def load_events(name_or_path: str | Path) -> EventFile:
    """Return a shipped event file by its bare name, or one from a file.

    Raises
    ------
    InputError
        When there is none of that name, or the file cannot be used: which file, where in it, and the way out.
    """
    return files.load_events(name_or_path)


def answer_event(
    plan: Plan,
    file: EventFile,
    as_of: datetime | None = None,
    *,
    time_limit_s: float = 60.0,
    seed: int = 0,
    watch: Callable[[Progress], None] | None = None,
) -> Replanned:
    """Return what an event breaks of a plan, and the least change that holds again, as known on a day.

    Flights that were lost are taken out of the plan first, and their people are on the ground again. What the plan
    says of earlier days is taken as flown.

    Parameters
    ----------
    plan
        The published plan; or the one that an earlier answer made of it.
    file
        What happened, and what became known on which day.
    as_of
        The day to decide on; None: that of the file.
    time_limit_s, seed, watch
        As for planning.

    Raises
    ------
    ScenarioError
        When the event and the plan do not fit together.
    """
    from crossflight import planner, rules

    day = as_of or file.as_of
    hit, left = planner.befall(plan, planner.as_known(file, day))
    found = replan(hit, left, day, time_limit_s=time_limit_s, seed=seed, watch=watch)
    if found.answer.plan is None:
        return found
    return found._replace(changes=rules.differ(plan, found.answer.plan, day))


def inherited(found: Replanned) -> tuple[Waiver, ...]:
    """Return the waivers for what stood as the day began, or what no plan could avoid."""
    if found.answer.plan is None:
        return ()
    scenario = found.answer.plan.scenario
    return tuple(waiver for waiver in scenario.waivers if waiver.end is None or _is_ahead(waiver, scenario.as_of))


def _is_ahead(waiver: Waiver, day: datetime) -> bool:
    return isinstance(waiver.end, str) or (waiver.end is not None and waiver.end > day)
