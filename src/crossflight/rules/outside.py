"""The second witness of a spacewalk's timeline: each limit judged on the steps themselves, whatever made them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import pairwise

from crossflight.record import (
    LifeSupport,
    OutsideStep,
    SpacewalkCase,
    SpacewalkTimeline,
    Task,
    TimelineBreach,
)

__all__ = ["check_timeline"]

EMERGENCY = {"suit-fault"}
CUT_SHORT = {"suit-fault", "return"}


def check_timeline(case: SpacewalkCase, timeline: SpacewalkTimeline) -> tuple[TimelineBreach, ...]:
    """Return every limit that a timeline does not keep; nothing where there is no timeline.

    Light is judged to the second on the eclipses, ways by the shortest one, and time by the clock of the hatch. A
    limit that is not public breaks nothing. After a mishap that brings both home nothing is asked of what was broken
    off, and a task that overran may last longer than its light.
    """
    if not timeline.timeline:
        return ()
    judged = _Judged(case, timeline)
    return (
        *judged.lanes(),
        *judged.tasks(),
        *judged.order(),
        *judged.light(),
        *judged.one_at_a_time(),
        *judged.gates(),
        *judged.limits(),
        *judged.far_places(),
    )


class _Judged:
    """A timeline with the case that it answers."""

    def __init__(self, case: SpacewalkCase, timeline: SpacewalkTimeline) -> None:
        self.case = case
        self.timeline = timeline
        self.steps = timeline.timeline
        self.asked = {task.id: task for task in case.request.tasks}
        self.work = {step.task: step for step in self.steps if step.kind == "task" and step.task is not None}
        self.opened = timeline.hatch_open or case.opens
        self.kinds = {mishap.kind for mishap in timeline.mishaps}
        support = case.suit.life_support
        self.support = support if support is not None else LifeSupport(endurance_min=0)

    def lanes(self) -> Iterator[TimelineBreach]:
        """Find people in two places at once, gaps, ways that are too short, and work away from its place."""
        for who in ("first", "second"):
            lane = [step for step in self.steps if step.who in {who, "both"}]
            here = self.case.airlock.id
            for earlier, later in pairwise(lane):
                if earlier.end_min != later.start_min:
                    told = f"the {who} ends '{earlier.activity}' at {earlier.end_min} and goes on at {later.start_min}"
                    yield _breach("one-place", who, told)
            for step in lane:
                if step.kind == "way":
                    yield from self._way(who, step, here)
                elif step.kind in {"task", "wait", "lost", "broken-off", "ingress"} and step.place != here:
                    yield _breach("ways", who, f"the {who} is at {here}, and '{step.activity}' at {step.place}")
                here = step.place or here

    def _way(self, who: str, step: OutsideStep, here: str) -> Iterator[TimelineBreach]:
        """Find a way that does not begin where somebody is, or takes less than the shortest one does."""
        if self.kinds & CUT_SHORT and step.end_min > self.timeline.mishaps[-1].at_min:
            return  # on the way home somebody may have turned round between two places
        if self.kinds & CUT_SHORT and step.end_min == self.timeline.mishaps[-1].at_min:
            return
        if step.origin != here:
            yield _breach("ways", who, f"the way to {step.place} begins at {step.origin}; the {who} is at {here}")
        least = self._minutes_between(step.origin or here, step.place or here)
        if least is None or step.end_min - step.start_min < least - 1e-6:
            told = "no way is known" if least is None else f"it takes {least:g} min"
            yield _breach("ways", who, f"{step.end_min - step.start_min} min from {here} to {step.place}: {told}")

    def tasks(self) -> Iterator[TimelineBreach]:
        """Find tasks that are too short, by the wrong people, at the wrong place, twice or not at all."""
        for identifier, task in self.asked.items():
            steps = [step for step in self.steps if step.task == identifier and step.kind == "task"]
            if not steps:
                if task.must and identifier not in self.timeline.left_out:
                    yield _breach("must", identifier, f"'{identifier}' must be done, is not, and nothing says so")
                elif task.must and not self.timeline.mishaps:
                    yield _breach("must", identifier, f"'{identifier}' must be done, and is left out")
                continue
            if len(steps) > 1:
                yield _breach("once", identifier, f"'{identifier}' is done {len(steps)} times")
            yield from self._task(task, steps[0])

    def _task(self, task: Task, step: OutsideStep) -> Iterator[TimelineBreach]:
        needed = task.minutes + self._overrun(task.id)
        if step.end_min - step.start_min < needed - 1e-6:
            yield _breach(
                "minutes", task.id, f"'{task.id}' has {step.end_min - step.start_min} min of the {needed:g} it takes"
            )
        if (step.who == "both") != (task.hands > 1):
            yield _breach("hands", task.id, f"'{task.id}' asks for {task.hands}, and is done by {step.who}")
        if task.who is not None and task.hands == 1 and step.who != task.who:
            yield _breach("who", task.id, f"'{task.id}' is for the {task.who}, and done by the {step.who}")
        if step.place != task.worksite:
            yield _breach("place", task.id, f"'{task.id}' is at {task.worksite}, and done at {step.place}")
        if task.arm and self.case.inside == ():
            yield _breach("arm", task.id, f"'{task.id}' needs the arm, and nobody is inside to run it")

    def _overrun(self, task: str) -> float:
        return sum(event.minutes for event in self.timeline.mishaps if event.task == task)

    def order(self) -> Iterator[TimelineBreach]:
        """Find work that begins before what must be done first."""
        for identifier, step in self.work.items():
            for before in self.asked[identifier].after:
                if before not in self.work:
                    yield _breach("order", identifier, f"'{identifier}' is done without '{before}'")
                elif step.start_min < self.work[before].end_min:
                    yield _breach("order", identifier, f"'{identifier}' begins before '{before}' ends")

    def light(self) -> Iterator[TimelineBreach]:
        """Find work outside the light that it needs, by the instants of the eclipses."""
        if self.case.light is None:
            return
        for identifier, step in self.work.items():
            wanted = self.asked[identifier].light
            if wanted == "any" or self._overrun(identifier):
                continue
            start = self.opened + timedelta(minutes=step.start_min)
            end = self.opened + timedelta(minutes=step.end_min)
            if not self._is_lit(wanted, start, end):
                yield _breach("light", identifier, f"'{identifier}' needs {wanted} from {start:%H:%M} to {end:%H:%M}")

    def _is_lit(self, wanted: str, start: datetime, end: datetime) -> bool:
        """Say whether a span is day from end to end, or night."""
        assert self.case.light is not None, "asked before"
        for eclipse in self.case.light.eclipses:
            whole, dark = eclipse.penumbra, eclipse.umbra
            last = whole.end or self.case.light.end
            if wanted == "day" and whole.start < end and start < last:
                return False
            if wanted == "night" and dark is not None and dark.start <= start and end <= (dark.end or last):
                return True
        return wanted == "day"

    def one_at_a_time(self) -> Iterator[TimelineBreach]:
        """Find a tool, or the arm, in two places at once."""
        users: dict[str, list[OutsideStep]] = {}
        for identifier, step in self.work.items():
            for tool in self.asked[identifier].tools:
                users.setdefault(tool, []).append(step)
            if self.asked[identifier].arm:
                users.setdefault("the arm", []).append(step)
        for tool, steps in users.items():
            for earlier, later in pairwise(sorted(steps, key=lambda step: step.start_min)):
                if later.start_min < earlier.end_min:
                    yield _breach("tools", tool, f"'{earlier.task}' and '{later.task}' use {tool} at the same time")

    def gates(self) -> Iterator[TimelineBreach]:
        """Find a prebreathe, a lock or a hatch that is given less time than it takes."""
        spent: dict[str, int] = {}
        for step in self.steps:
            spent[step.kind] = spent.get(step.kind, 0) + step.end_min - step.start_min
        numbers = self.case.numbers
        is_emergency = bool(self.kinds & EMERGENCY)
        needed = {
            "prebreathe": self.case.prebreathe.minutes if self.case.prebreathe is not None else 0.0,
            "depress": self.case.depress_min,
            "egress": self.case.egress_min,
            "ingress": numbers.spacewalk_emergency_ingress_min if is_emergency else self.case.egress_min,
            "close": 0.0 if is_emergency else numbers.spacewalk_close_min,
            "repress": self.case.repress_min,
        }
        for kind, minutes in needed.items():
            if spent.get(kind, 0) < minutes - 1e-6:
                yield _breach(kind, self.case.airlock.id, f"{kind} has {spent.get(kind, 0)} min of {minutes:g}")

    def limits(self) -> Iterator[TimelineBreach]:
        """Find more time in the suit, or more work, than it stands."""
        own = next((step.start_min for step in self.steps if step.kind == "repress"), 0)
        limit = self.support.endurance_min
        worst = self.support.worst_sun_min
        if worst is not None and self._has_no_night(limit):
            limit = worst
        if own > limit:
            yield _breach("endurance", self.case.suit.id, f"{own} min on the suits' own supply, which lasts {limit:g}")
        budget, usual = self.support.metabolic_budget_kj, self.support.planned_rate_w
        if budget is None or usual is None:
            return
        for who in ("first", "second"):
            watt_minutes = usual * own
            for identifier, step in self.work.items():
                rate = self.asked[identifier].rate_w
                if step.who in {who, "both"} and rate is not None:
                    watt_minutes += (rate - usual) * (step.end_min - step.start_min)
            if watt_minutes * 0.06 > budget + 1.0:
                told = f"the {who} works {watt_minutes * 0.06:.0f} kJ; the suit takes up {budget:g}"
                yield _breach("work", who, told)

    def _has_no_night(self, minutes: float) -> bool:
        """Say whether the Sun shines on the whole way, as long as the suit could last."""
        light = self.case.light
        if light is None:
            return False
        slack = timedelta(minutes=self.case.request.opens_within_min)
        start, end = self.case.opens - slack, self.case.opens + timedelta(minutes=minutes) + slack
        return not any(
            entry.penumbra.start < end and start < (entry.penumbra.end or light.end) for entry in light.eclipses
        )

    def far_places(self) -> Iterator[TimelineBreach]:
        """Find work at places from which the emergency oxygen does not last to pressure."""
        oxygen = self.support.emergency_oxygen_min
        if oxygen is None:
            return
        for identifier, step in self.work.items():
            way = self._minutes_between(step.place or "", self.case.airlock.id)
            needed = (way or 0.0) + self.case.numbers.spacewalk_emergency_ingress_min
            if needed > oxygen + 1e-6:
                told = f"from '{identifier}' it is {needed:g} min to pressure; the emergency oxygen lasts {oxygen:g}"
                yield _breach("emergency-return", identifier, told)

    def _minutes_between(self, start: str, end: str) -> float | None:
        """Return the minutes of the shortest way, the nearest place not yet seen taken first."""
        waiting: list[tuple[float, str]] = [(0.0, start)]
        seen: set[str] = set()
        while waiting:
            minutes, here = heappop(waiting)
            if here == end:
                return minutes
            if here in seen:
                continue
            seen.add(here)
            for site in self.case.worksites:
                for place, far in site.minutes_from.items():
                    if here in {site.id, place}:
                        heappush(waiting, (minutes + far, place if here == site.id else site.id))
        return None


def _breach(limit: str, subject: str, sentence: str) -> TimelineBreach:
    return TimelineBreach(limit=limit, subject=subject, sentence=sentence)
