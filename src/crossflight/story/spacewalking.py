"""One spacewalk to the minute: from a request of a scenario or plan to a checked timeline, and after mishaps."""

# ruff: noqa: PLC0415 - the solver and the arrays are imported when they are first needed

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path

from crossflight import files, instants
from crossflight.errors import CallError, InputError
from crossflight.files.validating import suggest
from crossflight.record import (
    Light,
    Mishap,
    Plan,
    Prebreathe,
    Scenario,
    Spacewalk,
    SpacewalkCase,
    SpacewalkRequest,
    SpacewalkTimeline,
    aboard_at,
)
from crossflight.story.naming import naming

__all__ = ["parse_mishap", "save_spacewalk_page", "spacewalk", "spacewalk_case"]

BEFORE = timedelta(hours=16)
"""Of light before the hatch opens: the longest way to pure oxygen, a night in the lock."""
AFTER = timedelta(hours=14)
"""Of light after it: no suit lasts longer."""


def spacewalk(
    target: Scenario | Plan,
    identifier: str,
    mishaps: Sequence[Mishap] = (),
    *,
    orbit: str | Path | None = None,
    opens: str | None = None,
    time_limit_s: float = 30.0,
    seed: int = 0,
) -> SpacewalkTimeline:
    """Return the minute-level timeline of a spacewalk that is asked for, checked; replanned after each mishap in turn.

    Parameters
    ----------
    target
        A scenario; or a plan, whose own day and pair are taken where it has the spacewalk.
    identifier
        The id of a request for a spacewalk.
    mishaps
        What happens outside, in the order of the minutes.
    orbit
        A file with the station's orbit: OMM, TLE or OEM; without one the scenario's own orbit is taken.
    opens
        When the hatch is wanted open, ``HH:MM`` UTC, instead of what the request says.
    time_limit_s
        Seconds for one solve, all levels together.
    seed
        The same input and seed give the same timeline.

    Raises
    ------
    InputError
        When there is no such request, it has no tasks or no day, or the orbit cannot be used.
    CallError
        When a mishap cannot happen at that minute.
    """
    from crossflight import planner, rules

    case = spacewalk_case(target, identifier, orbit=orbit, opens=opens)
    found: SpacewalkTimeline = planner.plan_outside(case, time_limit_s=time_limit_s, seed=seed)
    for mishap in mishaps:
        if not found.timeline:
            message = f"'{identifier}' has no timeline in which something could happen — see it without --at"
            raise CallError(message)
        found = planner.replan_outside(case, found, mishap, time_limit_s=time_limit_s, seed=seed)
    return found.model_copy(update={"broken": rules.check_timeline(case, found)})


def spacewalk_case(
    target: Scenario | Plan, identifier: str, *, orbit: str | Path | None = None, opens: str | None = None
) -> SpacewalkCase:
    """Return all that the timeline of one spacewalk rests on: request, lock, suit, people, places, light."""
    scenario = target.scenario if isinstance(target, Plan) else target
    request = _request(scenario, identifier)
    planned = _planned(target, identifier)
    if opens is not None:
        request = _opening_at(request, opens)
    start = _opening(scenario, request, planned, is_moved=opens is not None)
    pair = _pair(request, planned)
    people = {person.id: person for person in scenario.people}
    stays, flights = (target.stays, target.flights) if isinstance(target, Plan) else (scenario.stays, scenario.flights)
    present = aboard_at(stays, flights, start)
    inside = tuple(sorted(person for person in present if person not in pair)) if present and None not in pair else None
    suit = next(suit for suit in scenario.suits if suit.id == request.suit)
    heights = [people[name].height_cm if name in people else None for name in pair]
    return SpacewalkCase(
        station=scenario.station.id,
        request=request,
        airlock=next(lock for lock in scenario.station.airlocks if lock.id == request.airlock),
        suit=suit,
        prebreathe=_prebreathe(scenario, request),
        worksites=tuple(site for site in scenario.worksites if site.station == scenario.station.id),
        opens=start,
        pair=pair,
        heights_cm=(heights[0], heights[1]),
        inside=inside,
        arm_operators=tuple(name for name in inside or () if people[name].is_qualified("arm", None, start)),
        numbers=scenario.numbers,
        light=_light(scenario, start, orbit),
    )


def _request(scenario: Scenario, identifier: str) -> SpacewalkRequest:
    requests = {request.id: request for request in scenario.spacewalk_requests}
    if identifier not in requests:
        way_out = suggest(identifier, requests) if requests else "add it to spacewalk_requests"
        raise InputError(f"scenario '{scenario.name}' asks for no spacewalk '{identifier}'", way_out=way_out)
    request = requests[identifier]
    if not request.tasks:
        problem = f"the spacewalk '{identifier}' of '{scenario.name}' has no tasks"
        raise InputError(problem, path="spacewalk_requests.tasks", way_out="add what is to be done, and for how long")
    return request


def _planned(target: Scenario | Plan, identifier: str) -> Spacewalk | None:
    found = target.spacewalks if isinstance(target, Plan) else ()
    return next((entry for entry in found if entry.id == identifier), None)


def _opening_at(request: SpacewalkRequest, opens: str) -> SpacewalkRequest:
    try:
        return SpacewalkRequest.model_validate({**request.model_dump(), "opens": opens})
    except ValueError as error:
        message = f"'{opens[:40]}' is no time of day — write hours and minutes UTC, as 14:50"
        raise CallError(message) from error


def _opening(scenario: Scenario, request: SpacewalkRequest, planned: Spacewalk | None, *, is_moved: bool) -> datetime:
    """Return when the hatch is wanted open: as planned, or on the day that is wanted."""
    if planned is not None and planned.start is not None and not is_moved:
        return planned.start
    day = planned.day if planned is not None else request.day.wanted or request.day.earliest
    if day is None:
        problem = f"'{request.id}' of '{scenario.name}' has no day yet"
        raise InputError(problem, path="spacewalk_requests.day", way_out="give it a wanted day, or a plan that has it")
    hours, minutes = request.opens.split(":")
    return instants.midnight(day) + timedelta(hours=int(hours), minutes=int(minutes))


def _pair(request: SpacewalkRequest, planned: Spacewalk | None) -> tuple[str | None, str | None]:
    names = planned.outside if planned is not None else request.announced
    first = names[0] if names else None
    return first, names[1] if len(names) > 1 else None


def _prebreathe(scenario: Scenario, request: SpacewalkRequest) -> Prebreathe | None:
    """Return the protocol asked for, or the first that the scenario has for the suit."""
    for entry in scenario.prebreathes:
        if entry.id == request.prebreathe or (request.prebreathe is None and request.suit in entry.suits):
            return entry
    return None


def _light(scenario: Scenario, opens: datetime, orbit: str | Path | None) -> Light | None:
    """Return day and night around the opening of the hatch; None where no orbit is known."""
    if orbit is None and scenario.orbit is None:
        return None
    from crossflight import dynamics

    station = scenario.station
    if orbit is not None:
        path = files.load_orbit(orbit, station.catalogue_number, station.international_designator)
    else:
        path = (scenario.orbit,) if scenario.orbit is not None else ()
    with naming(orbit) if orbit is not None else nullcontext():
        return dynamics.light_aboard(path, station, opens - BEFORE, opens + AFTER)


def parse_mishap(at_min: int, text: str) -> Mishap:
    """Return what ``overrun:TASK:MINUTES``, ``suit-fault:first``, ``lost:MINUTES`` or ``return`` says.

    Raises
    ------
    CallError
        When it says none of them, or the minute is that of no spacewalk.
    """
    kind, _, rest = text.partition(":")
    task, _, minutes = rest.rpartition(":")
    if abs(at_min) > LATEST_MIN:
        raise CallError(f"nobody is outside at minute {at_min} — give a minute of the timeline, from the hatch open on")
    try:
        if kind == "overrun" and task and 0 < float(minutes) <= LONGEST_MIN:
            return Mishap(at_min=at_min, kind="overrun", task=task, minutes=float(minutes))
        if kind == "lost" and 0 < float(rest) <= LONGEST_MIN:
            return Mishap(at_min=at_min, kind="lost", minutes=float(rest))
        if kind == "suit-fault" and rest in {"first", "second"}:
            return Mishap.model_validate({"at_min": at_min, "kind": "suit-fault", "who": rest})
        if text == "return":
            return Mishap(at_min=at_min, kind="return")
    except ValueError:
        pass
    message = (
        f"'{text[:80]}' is no event outside — write overrun:TASK:MINUTES, lost:MINUTES, suit-fault:first, "
        f"suit-fault:second or return; minutes up to {LONGEST_MIN}"
    )
    raise CallError(message)


LONGEST_MIN = 600
"""Of one overrun: more than any suit lasts."""
LATEST_MIN = 2880
"""From the opening of the hatch: the last minute that a timeline can tell."""


def save_spacewalk_page(found: SpacewalkTimeline, target: Scenario | Plan, path: str | Path) -> None:
    """Write a timeline as one self-contained HTML page, whole or not at all.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    from crossflight.views.page import spacewalk_html

    scenario = target.scenario if isinstance(target, Plan) else target
    files.save_text(spacewalk_html(found, scenario), path)
