"""What happens outside: the timeline is cut at that minute, and what is left is a situation again."""

from collections.abc import Iterable
from typing import Literal

from crossflight.errors import CallError
from crossflight.planner.minutes.light import MinutesOfLight
from crossflight.planner.minutes.reading import ordered, way_in
from crossflight.planner.minutes.situation import ROLES, Outset, Situation, rounded
from crossflight.record import Mishap, OutsideLight, OutsideStep, Role, SpacewalkCase, SpacewalkTimeline

__all__ = ["cut", "straight_home"]


def cut(case: SpacewalkCase, timeline: SpacewalkTimeline, mishap: Mishap) -> Situation:
    """Return where the two stand when a mishap has been taken up: work and ways under way are finished first.

    Raises
    ------
    CallError
        When nobody is outside at that minute, or a task that is said to overrun is over or not known.
    """
    _refuse(case, timeline, mishap)
    mishaps = (*timeline.mishaps, mishap)
    steps: list[OutsideStep] = []
    outsets: list[Outset] = []
    for who in ROLES:
        own = [step for step in timeline.timeline if step.who in {who, "both"} and step.start_min < mishap.at_min]
        last = own[-1]
        end = last.end_min
        if last.kind == "wait" and last.end_min > mishap.at_min:
            end = mishap.at_min
        elif last.task is not None and last.task == mishap.task and last.end_min > mishap.at_min:
            end = last.end_min + rounded(mishap.minutes)
        own[-1] = last.model_copy(update={"end_min": end})
        place = last.place or case.airlock.id
        if mishap.kind == "lost":
            lost = end + rounded(mishap.minutes)
            own.append(_step(who, end, lost, "time lost", "lost", place))
            end = lost
        outsets.append(Outset(end, place))
        steps += [step for step in own if step not in steps]
    light = MinutesOfLight.of(case.light, case.opens)
    done = [step.model_copy(update={"is_done": True, "light": _light(light, step)}) for step in steps]
    return Situation(
        case,
        (outsets[0], outsets[1]),
        ordered(tuple(done)),
        mishaps,
        tool_free=_in_use(case, done, mishap.at_min),
    )


def _light(light: MinutesOfLight, step: OutsideStep) -> OutsideLight:
    return light.during(step.start_min, step.end_min)


def _in_use(case: SpacewalkCase, steps: Iterable[OutsideStep], at_min: int) -> dict[str, int]:
    """Return until when a tool is used by a task under way; the arm goes without a name."""
    free: dict[str, int] = {}
    for step in steps:
        if step.kind == "task" and step.task is not None and step.end_min > at_min:
            task = case.task(step.task)
            for tool in (*task.tools, *([""] if task.arm else [])):
                free[tool] = max(step.end_min, free.get(tool, 0))
    return free


def _step(
    who: Role,
    start: int,
    end: int,
    activity: str,
    kind: Literal["lost", "wait", "way", "broken-off"],
    place: str,
    origin: str | None = None,
) -> OutsideStep:
    return OutsideStep(
        start_min=start,
        end_min=end,
        who=who,
        activity=activity,
        light="unknown",
        kind=kind,
        place=place,
        origin=origin,
    )


def _refuse(case: SpacewalkCase, timeline: SpacewalkTimeline, mishap: Mishap) -> None:
    closing = next((step.start_min for step in timeline.timeline if step.kind == "ingress"), 0)
    if not 0 < mishap.at_min < closing:
        message = (
            f"at minute {mishap.at_min} nobody of '{timeline.id}' is at work outside — give --at between 1 and "
            f"{max(closing - 1, 1)}, minutes from the opening of the hatch"
        )
        raise CallError(message)
    if timeline.mishaps and mishap.at_min < timeline.mishaps[-1].at_min:
        before = timeline.mishaps[-1].at_min
        message = f"minute {mishap.at_min} comes before {before}, of which was told already — give them in their order"
        raise CallError(message)
    if any(event.kind in {"suit-fault", "return"} for event in timeline.mishaps):
        message = "they are on the way home already — leave the other mishap out"
        raise CallError(message)
    if mishap.kind != "overrun":
        return
    names = [task.id for task in case.request.tasks]
    if mishap.task not in names:
        message = f"'{timeline.id}' has no task '{mishap.task}' — it has {', '.join(names) or 'none'}"
        raise CallError(message)
    over = [step for step in timeline.timeline if step.task == mishap.task and step.end_min <= mishap.at_min]
    if over:
        message = f"'{mishap.task}' is over at minute {over[0].end_min}, before {mishap.at_min} — it cannot overrun"
        raise CallError(message)


def straight_home(situation: Situation, timeline: SpacewalkTimeline, mishap: Mishap) -> tuple[OutsideStep, ...]:
    """Return the timeline where both break off and go back at once.

    In an emergency they come in as fast as they can; what is under way is left as it is, and who is between two
    places goes on or turns back, whichever is nearer to the lock.
    """
    case = situation.case
    light = MinutesOfLight.of(case.light, case.opens)
    steps: list[OutsideStep] = []
    arrivals = []
    for who in ROLES:
        own = [step for step in timeline.timeline if step.who in {who, "both"} and step.start_min < mishap.at_min]
        last, now = own[-1], mishap.at_min
        lock, place = case.airlock.id, last.place or case.airlock.id
        way = situation.ways.minutes(place, lock)
        if last.kind == "egress":
            own[-1], now = last, last.end_min
        elif last.end_min > now:
            activity = f"{last.activity}, broken off" if last.kind == "task" else last.activity
            kind = "broken-off" if last.kind == "task" else last.kind
            own[-1] = last.model_copy(update={"end_min": now, "activity": activity, "kind": kind})
            if last.kind == "way" and last.origin is not None:
                back = now - last.start_min + situation.ways.minutes(last.origin, lock)
                on = last.end_min - now + way
                way = min(back, on)
        steps += [step for step in own if step not in steps]
        if way:
            steps.append(_step(who, now, now + way, f"way to {lock}", "way", lock, place))
        arrivals.append((who, now + way))
    home = max(minute for _, minute in arrivals)
    steps += [_step(who, at, home, "waits", "wait", case.airlock.id) for who, at in arrivals if at < home]
    is_emergency = mishap.kind == "suit-fault"
    ingress = rounded(case.numbers.spacewalk_emergency_ingress_min) if is_emergency else situation.egress_min
    close = 0 if is_emergency else situation.close_min
    told = [
        step.model_copy(update={"is_done": step.start_min < mishap.at_min, "light": _light(light, step)})
        for step in steps
    ]
    return ordered((*told, *way_in(situation, light, home, ingress, close)))
