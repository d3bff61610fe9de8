"""Replanning: what an event breaks of a published plan, and the least change that holds again."""

# ruff: noqa: PLC0415 - the solver is imported when it is first needed

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from crossflight import files
from crossflight.record import Answer, Change, EventFile, Finding, Plan, Progress, Sky
from crossflight.story.certifying import sealed
from crossflight.story.corridor import survey
from crossflight.story.inheriting import inherit

__all__ = ["Replanned", "replan"]


DATES_OPEN_DAYS = 120.0
CREWS_OPEN_DAYS = 300.0
"""Launches further ahead keep their dates, and their crews."""


class Replanned(NamedTuple):
    """An answer, what the event broke of the plan before, and what changes."""

    answer: Answer
    broken: tuple[Finding, ...]
    """What the published plan breaks once the event is known."""
    changes: tuple[Change, ...]
    sky: Sky
    """What the new plan was made under, and can be checked under."""


def replan(
    plan: Plan,
    file: EventFile,
    as_of: datetime | None = None,
    *,
    time_limit_s: float = 60.0,
    seed: int = 0,
    watch: Callable[[Progress], None] | None = None,
) -> Replanned:
    """Return the least change to a plan that holds again after an event, as known on a day.

    Flights that were lost are taken out of the plan first, and their people are on the ground again. What the plan
    says of earlier days is taken as flown. Breaches of law that stand as the day begins can no longer be avoided: they
    are waived from that day on, said so, and made as short as the levels of the policy ask.

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
    revised = planner.revise(hit, left, day, dates_open_days=DATES_OPEN_DAYS, crews_open_days=CREWS_OPEN_DAYS)
    sky = survey(revised)
    unchanged = planner.standing(hit, revised)
    broken = tuple(
        finding for finding in rules.check(revised, sky, unchanged) if finding.state in {"broken", "unknown"}
    )
    waivers = (*revised.waivers, *inherit(revised, left, broken))
    revised = revised.model_copy(update={"waivers": waivers})
    answer = planner.plan(
        revised,
        sky,
        time_limit_s=time_limit_s,
        seed=seed,
        watch=watch,
        scenario_sha256=files.scenario_sha256(revised),
        near=unchanged,
        manner="changes",
    )
    answer = sealed(answer)
    changes = () if answer.plan is None else rules.differ(plan, answer.plan, revised.as_of)
    return Replanned(answer, broken, changes, sky)
