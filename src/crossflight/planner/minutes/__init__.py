"""The minute planner: one spacewalk for two, by fronts of half-made timelines, and what is left after a mishap."""

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from crossflight.planner.minutes.clashing import clash, fewest_left_out, hopeless
from crossflight.planner.minutes.deciding import decide
from crossflight.planner.minutes.happening import cut, straight_home
from crossflight.planner.minutes.light import MinutesOfLight
from crossflight.planner.minutes.margins import margins_of
from crossflight.planner.minutes.reading import placed, steps_of
from crossflight.planner.minutes.situation import Situation
from crossflight.planner.minutes.solving import Found, Search
from crossflight.planner.minutes.unknowns import unknowns
from crossflight.planner.searching import interruptible
from crossflight.record import Clash, Mishap, OutsideStep, SpacewalkCase, SpacewalkTimeline

__all__ = ["plan_outside", "replan_outside"]

HOME = {"suit-fault", "return"}
"""Mishaps after which both go back at once."""


def plan_outside(case: SpacewalkCase, *, time_limit_s: float = 30.0, seed: int = 0) -> SpacewalkTimeline:
    """Return the best timeline of a spacewalk with its proof, or what stands in its way.

    Levels, each minimised and then held: must, the tasks that must be done and are not (none may be missing); margin,
    the minutes beyond the suit's wanted margin or beyond the planned duration; may, the other tasks that are left out;
    shortest, the minutes from hatch open to repressurisation; opening, how far the hatch opens from the wanted minute.

    Parameters
    ----------
    case
        The request with all it names: lock, suit, places, light.
    time_limit_s
        For all levels together.
    seed
        Seed of the solver; the same case and seed give the same timeline.
    """
    with interruptible() as stopped:
        return _told(_planned(Situation.at_the_hatch(case), Search(time_limit_s, seed, stopped)), stopped)


def _planned(situation: Situation, search: Search) -> SpacewalkTimeline:
    stops = hopeless(situation, situation.with_what_they_need(task for task in situation.tasks if task.must))
    if stops:
        return _none(situation, stops, tuple(dict.fromkeys(stop.subject for stop in stops)))
    situation = _without_the_hopeless(situation)
    found = decide(situation, search, may_leave_out_must=False)
    if found.status == "infeasible":
        return _none(situation, clash(situation, search), fewest_left_out(situation, search))
    return _answer(found, situation)


def replan_outside(
    case: SpacewalkCase,
    timeline: SpacewalkTimeline,
    mishap: Mishap,
    *,
    time_limit_s: float = 30.0,
    seed: int = 0,
) -> SpacewalkTimeline:
    """Return the timeline after a mishap: what is done stands, and the rest is planned again by the same levels.

    Here tasks that must be done may fall away, as few as possible, with the clash that makes them; and where even the
    way home is too long for the suit's planned use, both go home at once and the margin is short. A suit fault and
    an early return bring both home.

    Raises
    ------
    CallError
        When the mishap cannot be at that minute.
    """
    if timeline.hatch_open is not None:
        case = case.model_copy(update={"opens": timeline.hatch_open})
    situation = cut(case, timeline, mishap)
    with interruptible() as stopped:
        return _told(_replanned(situation, timeline, mishap, Search(time_limit_s, seed, stopped)), stopped)


def _replanned(situation: Situation, timeline: SpacewalkTimeline, mishap: Mishap, search: Search) -> SpacewalkTimeline:
    if mishap.kind in HOME:
        return _home(situation, timeline, mishap, None)
    situation = _without_the_hopeless(situation)
    found = decide(situation, search, may_leave_out_must=True)
    if found.status == "unknown":  # time was over: that nothing holds is not known
        return _answer(found, situation)
    if found.draft is None:
        return _home(situation, timeline, mishap, "the suits last no longer than the way home, or not even that")
    answer = _answer(found, situation)
    if found.levels[0].value:
        return answer.model_copy(update={"conflict": clash(situation, search)})
    return answer


def _told(timeline: SpacewalkTimeline, stopped: threading.Event) -> SpacewalkTimeline:
    """Return the timeline; where Ctrl-C has cut its search short, it says so."""
    if not stopped.is_set() or timeline.status in {"optimal", "infeasible"}:
        return timeline
    message = "interrupted; this is the best timeline so far" if timeline.timeline else "interrupted before a timeline"
    return timeline.model_copy(update={"message": message})


def _without_the_hopeless(situation: Situation) -> Situation:
    """Return the situation without those open tasks that nothing could make possible, or that come after such."""
    out = {task.id for task in situation.tasks if hopeless(situation, situation.with_what_they_need([task]))}
    return replace(situation, given_up=frozenset(out)) if out else situation


def _none(situation: Situation, conflict: tuple[Clash, ...], mend: tuple[str, ...]) -> SpacewalkTimeline:
    """Return that there is no timeline."""
    return _blank(situation).model_copy(update={"status": "infeasible", "conflict": conflict, "mend": mend})


def _blank(situation: Situation) -> SpacewalkTimeline:
    case = situation.case
    basis = "unknown light: no orbit is known for that day" if case.light is None else case.light.basis
    return SpacewalkTimeline(
        id=case.request.id,
        station=case.station,
        airlock=case.airlock.id,
        suit=case.suit.id,
        convention=case.request.convention,
        status="unknown",
        pair=case.pair,
        inside=case.inside,
        wanted_opening=case.opens,
        wanted_minutes=case.request.minutes,
        light_basis=basis,
        mishaps=situation.mishaps,
        assumed=case.assumed,
        unknown=unknowns(case),
    )


def _answer(found: Found, situation: Situation) -> SpacewalkTimeline:
    if found.draft is None:
        message = "no timeline was found in the time given; give more with --time-limit"
        return _blank(situation).model_copy(update={"message": message})
    plan = placed(situation, found.draft)
    opens = situation.case.opens + timedelta(minutes=plan.hatch)
    light = MinutesOfLight.of(situation.case.light, opens)
    steps = steps_of(situation, plan, light)
    return _complete(situation, steps, light).model_copy(
        update={"status": found.status, "levels": tuple(found.levels), **_instants(opens, steps)}
    )


def _complete(situation: Situation, steps: tuple[OutsideStep, ...], light: MinutesOfLight) -> SpacewalkTimeline:
    """Return the timeline with its light, margins, and the tasks that it leaves out."""
    done = {step.task for step in steps if step.kind == "task"}
    return _blank(situation).model_copy(
        update={
            "timeline": steps,
            "light": light.spans(steps[0].start_min, max(step.end_min for step in steps)),
            "margins": margins_of(situation, steps, light),
            "left_out": tuple(task.id for task in situation.case.request.tasks if task.id not in done),
        }
    )


def _instants(opens: datetime, steps: tuple[OutsideStep, ...]) -> dict[str, Any]:
    """Return the instants of the hatch, and the duration in both conventions."""
    closed = next(step.start_min for step in steps if step.kind == "close")
    pressure = next(step.start_min for step in steps if step.kind == "repress")
    return {
        "hatch_open": opens,
        "hatch_closed": opens + timedelta(minutes=closed),
        "repress_start": opens + timedelta(minutes=pressure),
        "hatch_to_hatch_min": closed,
        "battery_to_repress_min": pressure,
    }


def _home(situation: Situation, timeline: SpacewalkTimeline, mishap: Mishap, message: str | None) -> SpacewalkTimeline:
    """Return the timeline in which both go home at once."""
    case = situation.case
    light = MinutesOfLight.of(case.light, case.opens)
    steps = straight_home(situation, timeline, mishap)
    back = max(step.start_min for step in steps if step.kind == "ingress") - mishap.at_min
    told = message or f"both are back at the lock {back} min after minute {mishap.at_min}"
    return _complete(situation, steps, light).model_copy(
        update={"status": "optimal", "message": told, **_instants(case.opens, steps)}
    )
