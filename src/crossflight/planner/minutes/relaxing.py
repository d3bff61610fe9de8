"""Whether some of the demands of a spacewalk can hold together: asked when a clash is sought."""

import time
from collections.abc import Collection
from dataclasses import replace

from crossflight.planner.minutes.choosing import Choice
from crossflight.planner.minutes.limits import home_at_the_latest, home_by_work
from crossflight.planner.minutes.model import OutsideModel, Part, parts_of
from crossflight.planner.minutes.searching import MOST_TASKS, Aim, Seeker
from crossflight.planner.minutes.situation import Situation
from crossflight.planner.minutes.solving import Search, is_possible
from crossflight.record import SpacewalkRequest, Task

__all__ = ["can_hold"]


def can_hold(situation: Situation, parts: Collection[Part], search: Search) -> bool | None:
    """Say whether these demands can hold together, all others left out; None: it was not settled in time.

    Fronts settle it where time is among the demands, as time is what they go by; the solver where it is not.
    """
    answer = _by_fronts(situation, parts, search) if ("time",) in parts else None
    return is_possible(OutsideModel(situation, set(parts)), search) if answer is None else answer


def _by_fronts(situation: Situation, parts: Collection[Part], search: Search) -> bool | None:
    relaxed = replace(situation, case=situation.case.model_copy(update={"request": _request(situation, parts)}))
    if len(relaxed.tasks) > MOST_TASKS:
        return None
    seeker = Seeker(relaxed, time.monotonic() + search.time_limit_s, search)
    asked = [place for place, task in enumerate(relaxed.tasks) if ("task", task.id) in parts]
    choice, most = Choice(relaxed, seeker.stops.before), home_at_the_latest(relaxed)
    goal = choice.with_what_they_need(asked)
    by_work = home_by_work(relaxed, choice.tasks_of(goal)) if ("work",) in parts else None
    if by_work is not None:
        if by_work[0] != by_work[1] and by_work[1] < most:
            return None
        most = min(most, by_work[1])
    shift = relaxed.shift_min if seeker.growth.minds_the_hatch else 0
    aims = [Aim(goal, hatch, most) for hatch in range(-shift, shift + 1)]
    outcome = seeker.shortest(aims, any_will_do=True)
    if outcome.draft is not None:
        return True
    return False if outcome.is_proven else None


def _request(situation: Situation, parts: Collection[Part]) -> SpacewalkRequest:
    """Return the request with nothing in it but those demands."""
    left_out = set(parts_of(situation)) - set(parts)
    open_ones = {task.id for task in situation.tasks}
    tasks = tuple(_without(task, left_out) if task.id in open_ones else task for task in situation.case.request.tasks)
    return situation.case.request.model_copy(update={"tasks": tasks})


def _without(task: Task, left_out: Collection[Part]) -> Task:
    """Return a task of which some demands are not made."""
    return task.model_copy(
        update={
            "after": tuple(other for other in task.after if ("after", task.id, other) not in left_out),
            "light": "any" if ("light", task.id) in left_out else task.light,
            "tools": tuple(tool for tool in task.tools if ("tool", tool) not in left_out),
            "arm": task.arm and ("arm",) not in left_out,
        }
    )
