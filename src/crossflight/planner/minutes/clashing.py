"""Why there is no timeline: what nobody could ever do, or the smallest set of demands that cannot hold together."""

import time
from collections.abc import Iterator

from crossflight.planner.minutes.deciding import decide
from crossflight.planner.minutes.margins import misfits
from crossflight.planner.minutes.model import Part, parts_of
from crossflight.planner.minutes.relaxing import can_hold
from crossflight.planner.minutes.situation import Situation
from crossflight.planner.minutes.solving import Search
from crossflight.record import Clash, Task

__all__ = ["clash", "fewest_left_out", "hopeless"]

TRY_S = 2.0
"""For one set of demands; one that is not settled in that time is taken to hold."""


def hopeless(situation: Situation, tasks: tuple[Task, ...]) -> tuple[Clash, ...]:
    """Return what stands in the way whatever the order: the suit, the arm, light, and places too far away."""
    return (*_of_people(situation), *(found for task in tasks for found in _of_task(situation, task)))


def _of_people(situation: Situation) -> Iterator[Clash]:
    case = situation.case
    for who, margin in misfits(situation):
        name = case.pair[0 if who == "first" else 1] or who
        sentence = f"{case.suit.name} does not fit {name}, {margin.planned:g} cm: {margin.basis}"
        yield Clash(rule="spacewalk.size", subject=name, sentence=sentence)
    if case.request.arm and case.inside == ():
        sentence = f"{case.request.id} needs somebody inside to run the arm, and nobody stays inside"
        yield Clash(rule="spacewalk.arm", subject=case.request.id, sentence=sentence)


def _of_task(situation: Situation, task: Task) -> Iterator[Clash]:
    case = situation.case
    if task.arm and case.inside == ():
        sentence = f"'{task.id}' needs somebody inside to run the arm, and nobody stays inside"
        yield Clash(rule="spacewalk.arm", subject=task.id, sentence=sentence)
    support = case.suit.life_support
    if situation.is_too_far(task.worksite) and support is not None:
        way = situation.ways.minutes(task.worksite, case.airlock.id)
        ingress = case.numbers.spacewalk_emergency_ingress_min
        sentence = (
            f"'{task.id}' is at {task.worksite}, from where it takes {way:g} min to {case.airlock.id} and "
            f"{ingress:g} min to pressure; the emergency oxygen lasts {support.emergency_oxygen_min:g} min"
        )
        yield Clash(rule="spacewalk.emergency-return", subject=task.id, sentence=sentence)
    if task.light != "any" and situation.light.is_known and not _is_ever_lit(situation, task):
        yield Clash(rule="spacewalk.light", subject=task.id, sentence=_never_lit(situation, task))


def _is_ever_lit(situation: Situation, task: Task) -> bool:
    last = situation.endurance_min + situation.shift_min
    return any(first <= last for first, _ in situation.light.starts(task.light, situation.minutes_of(task)))


def _never_lit(situation: Situation, task: Task) -> str:
    light, minutes = situation.light, situation.minutes_of(task)
    spans = light.day if task.light == "day" else light.night
    within = [end - start for start, end in spans if start < situation.endurance_min + situation.shift_min]
    needs = f"'{task.id}' needs {minutes} min of {task.light} without a break"
    if not within:
        why = "full sun" if task.light == "night" else "no daylight"
        return f"{needs}, and there is {why} from the opening of the hatch to the end of the suits"
    return f"{needs}, and the longest there is lasts {max(within):.0f} min"


def clash(situation: Situation, search: Search) -> tuple[Clash, ...]:
    """Return demands that cannot all hold, where with any one of them left out the others can.

    Where time is up, some that could be left out are still among them.
    """
    kept = parts_of(situation)
    until = time.monotonic() + search.time_limit_s
    for part in list(kept):
        if search.stopped.is_set() or time.monotonic() > until:
            break
        fewer = [other for other in kept if other != part]
        if can_hold(situation, fewer, search.with_time(TRY_S)) is False:
            kept = fewer
    return tuple(_told(situation, part) for part in kept)


def fewest_left_out(situation: Situation, search: Search) -> tuple[str, ...]:
    """Return the fewest tasks without which the others can be done; none where that does not help either."""
    draft = decide(situation, search, may_leave_out_must=True).draft
    if draft is None:
        return ()
    return tuple(task.id for place, task in enumerate(situation.tasks) if task.must and place not in draft.done)


def _told(situation: Situation, part: Part) -> Clash:
    """Return a demand in words."""
    case, kind = situation.case, part[0]
    subject = part[1] if len(part) > 1 else case.request.id
    if kind == "task":
        task = case.task(subject)
        people = "both" if task.hands > 1 else (f"the {task.who}" if task.who else "one")
        sentence = f"'{subject}' must be done: {situation.minutes_of(task)} min for {people} at {task.worksite}"
    elif kind == "after":
        sentence = f"'{subject}' comes after '{part[2]}'"
    elif kind == "light":
        sentence = f"'{subject}' needs {case.task(subject).light}"
    elif kind == "tool":
        sentence = f"there is one '{subject}' for all tasks that use it"
    elif kind == "arm":
        sentence = "the arm does one task at a time"
    elif kind == "work":
        support = case.suit.life_support
        budget = None if support is None else support.metabolic_budget_kj
        sentence = f"{case.suit.name} takes up {budget or 0:g} kJ of work"
    else:
        sun = " in the sun that it meets" if situation.is_worst_sun else ""
        sentence = f"{case.suit.name} lasts {situation.endurance_min} min{sun}, its reserve not counted"
    return Clash(rule=f"spacewalk.{kind}", subject=subject, sentence=sentence)
