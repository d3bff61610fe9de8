"""From a draft to steps: the same order of tasks, each as early as it can be."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from crossflight.planner.minutes.drafts import Draft
from crossflight.planner.minutes.light import MinutesOfLight
from crossflight.planner.minutes.situation import ROLES, Outset, Situation
from crossflight.record import OutsideStep, Task

__all__ = ["Placed", "ordered", "placed", "steps_of", "way_in"]

Who = Literal["first", "second", "both"]


@dataclass(frozen=True)
class Placed:
    """The tasks with their starts, in minutes from the opening of the hatch."""

    hatch: int
    """When it opens, in minutes from when it was wanted open."""
    tasks: tuple[tuple[int, Task, Who], ...]
    """Start, task, who."""


def placed(situation: Situation, draft: Draft) -> Placed:
    """Return the tasks of a draft, each moved to the first minute that their order, ways, tools and light allow.

    A search proves how long the spacewalk lasts; within that, waits may lie anywhere. Here they come last.
    """
    return Placed(draft.hatch, tuple(_earliest(situation, draft)))


def _earliest(situation: Situation, draft: Draft) -> Iterator[tuple[int, Task, Who]]:
    hatch = draft.hatch
    free = [outset.minute + hatch for outset in situation.outsets]
    at = [outset.place for outset in situation.outsets]
    ends = {step.task: step.end_min for step in situation.steps if step.kind == "task"}
    in_use = dict(situation.tool_free)
    for entry in draft.entries:
        task, people = situation.tasks[entry.task], entry.people
        minutes = situation.minutes_of(task)
        least = [free[number] + situation.ways.minutes(at[number], task.worksite) for number in people]
        least += [ends[before] for before in task.after if before in ends]
        tools = (*task.tools, *([""] if task.arm else []))
        least += [in_use[tool] for tool in tools if tool in in_use]
        start = _in_light(situation.light, task, minutes, max(least))
        for number in people:
            free[number], at[number] = start + minutes, task.worksite
        ends[task.id] = start + minutes
        in_use |= dict.fromkeys(tools, start + minutes)
        yield start - hatch, task, "both" if len(people) > 1 else ROLES[people[0]]


def _in_light(light: MinutesOfLight, task: Task, minutes: int, least: int) -> int:
    if task.light == "any" or not light.is_known:
        return least
    return min(max(first, least) for first, last in light.starts(task.light, minutes) if last >= least)


def _before_the_hatch(situation: Situation) -> Iterator[tuple[int, int, str, str]]:
    """Yield start, end, what and its kind of all that comes before the hatch opens, minutes below zero."""
    case = situation.case
    depress = int(-(-case.depress_min // 1))
    steps = case.prebreathe.steps if case.prebreathe is not None else ()
    minute = -depress - sum(int(-(-step.minutes // 1)) for step in steps)
    for step in steps:
        end = minute + int(-(-step.minutes // 1))
        yield minute, end, step.name, "prebreathe"
        minute = end
    yield -depress, 0, "depressurisation to the hatch open", "depress"


def steps_of(situation: Situation, plan: Placed, light: MinutesOfLight) -> tuple[OutsideStep, ...]:
    """Return the whole timeline: to the hatch, outside, and back to pressure."""
    steps = list(situation.steps)
    if not steps:
        steps += [
            OutsideStep(
                start_min=start,
                end_min=end,
                who="both",
                activity=what,
                light=light.during(start, end),
                kind="prebreathe" if kind == "prebreathe" else "depress",
                place=situation.case.airlock.id,
            )
            for start, end, what, kind in _before_the_hatch(situation)
        ]
        steps.append(_gate(situation, light, 0, situation.egress_min, "egress"))
    for start, task, who in plan.tasks:
        steps.append(
            OutsideStep(
                start_min=start,
                end_min=start + situation.minutes_of(task),
                who=who,
                activity=task.name,
                light=light.during(start, start + situation.minutes_of(task)),
                kind="task",
                task=task.id,
                place=task.worksite,
            )
        )
    home, between = _ways_and_waits(situation, plan, light)
    return ordered((*steps, *between, *way_in(situation, light, home, situation.egress_min, situation.close_min)))


def ordered(steps: tuple[OutsideStep, ...]) -> tuple[OutsideStep, ...]:
    """Return the steps by time, the first of the two before the second."""
    return tuple(sorted(steps, key=lambda step: (step.start_min, step.end_min, step.who)))


def way_in(
    situation: Situation, light: MinutesOfLight, home: int, ingress_min: int, close_min: int
) -> tuple[OutsideStep, ...]:
    """Return what both do from being back at the lock to being at pressure."""
    closed = home + ingress_min
    pressure = closed + close_min
    inside = pressure + int(-(-situation.case.repress_min // 1))
    return (
        _gate(situation, light, home, closed, "ingress"),
        _gate(situation, light, closed, pressure, "close"),
        _gate(situation, light, pressure, inside, "repress"),
    )


GATES = {
    "egress": "out of the lock",
    "ingress": "into the lock, hatch shut",
    "close": "hatch shut, to the start of repressurisation",
    "repress": "repressurisation",
}


def _gate(
    situation: Situation,
    light: MinutesOfLight,
    start: int,
    end: int,
    kind: Literal["egress", "ingress", "close", "repress"],
) -> OutsideStep:
    return OutsideStep(
        start_min=start,
        end_min=end,
        who="both",
        activity=GATES[kind],
        light=light.during(start, end),
        kind=kind,
        place=situation.case.airlock.id,
    )


def _ways_and_waits(situation: Situation, plan: Placed, light: MinutesOfLight) -> tuple[int, tuple[OutsideStep, ...]]:
    """Return when both are back, and how each of them gets from task to task and home."""
    found: list[OutsideStep] = []
    back: list[Outset] = []
    for number, who in enumerate(ROLES):
        here = situation.outsets[number]
        for start, task, does in plan.tasks:
            if does not in {who, "both"}:
                continue
            there = here.minute + situation.ways.minutes(here.place, task.worksite)
            found += _move(who, here, Outset(there, task.worksite), light)
            found += _wait(who, Outset(there, task.worksite), start, light)
            here = Outset(start + situation.minutes_of(task), task.worksite)
        lock = situation.case.airlock.id
        home = Outset(here.minute + situation.ways.minutes(here.place, lock), lock)
        found += _move(who, here, home, light)
        back.append(home)
    last = max(home.minute for home in back)
    for who, home in zip(ROLES, back, strict=True):
        found += _wait(who, home, last, light)
    return last, tuple(found)


def _move(who: Who, here: Outset, there: Outset, light: MinutesOfLight) -> list[OutsideStep]:
    if here.minute == there.minute:
        return []
    return [
        OutsideStep(
            start_min=here.minute,
            end_min=there.minute,
            who=who,
            activity=f"way to {there.place}",
            light=light.during(here.minute, there.minute),
            kind="way",
            place=there.place,
            origin=here.place,
        )
    ]


def _wait(who: Who, here: Outset, until: int, light: MinutesOfLight) -> list[OutsideStep]:
    if until <= here.minute:
        return []
    return [
        OutsideStep(
            start_min=here.minute,
            end_min=until,
            who=who,
            activity="waits",
            light=light.during(here.minute, until),
            kind="wait",
            place=here.place,
        )
    ]
