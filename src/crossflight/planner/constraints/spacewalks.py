"""Spacewalks: who goes outside, in what, through which lock, and who helps inside."""

from collections.abc import Iterator

from crossflight.planner.days import is_wished
from crossflight.planner.model import Linear, Literal, PlanModel
from crossflight.planner.spacewalks import (
    Outing,
    airlock_asked,
    beyond,
    keep_to,
    life_support,
    people_aboard,
    segment_agencies,
    spacewalk_days,
    still_asked,
)
from crossflight.planner.spacewalks.outing import INSTANT, PAIR, named_for
from crossflight.planner.spacewalks.people import docked
from crossflight.record import Event

__all__ = [
    "aboard",
    "asked",
    "duration",
    "held",
    "inside",
    "pair",
    "qualified",
    "suit_airlock",
    "suit_available",
]

LEFT_OUT_DAYS = {True: 1000, False: 100}
"""What a spacewalk counts that is left out, in days off the wanted day: one that must be made, and one that may."""

UNKNOWN_DAYS = 30
"""What it counts to send somebody outside of whose training nothing is public."""

OTHER_DAYS = 10
"""What it counts to send somebody else than was announced, or to have somebody else run the arm."""

OTHER_SIDE_DAYS = 1
"""What it counts to have the arm run by somebody of the other side."""


def asked(model: PlanModel) -> None:
    """Count the spacewalks that are left out, and how far the others are from the days wanted."""
    asked_for = {outing.id: outing for outing in spacewalk_days(model)}
    costs = model.levels.setdefault("spacewalks", [])
    for request in still_asked(model.problem.scenario):
        outing = asked_for.get(request.id)
        left_out = LEFT_OUT_DAYS[request.must]
        if outing is None:
            costs.append(left_out)
            continue
        if model.blame:
            days = [day for day in outing.days if is_wished(request.day, outing.start(model, day))]
            span = " to ".join(f"{outing.start(model, day):%Y-%m-%d}" for day in (days[:1] + days[-1:]))
            literal = model.rule(
                "spacewalks.asked", outing.id, f"{outing.id} is made within the days asked for, {span}"
            )
            keep_to(model, outing, days, literal)
            if request.must:
                model.cp.add_implication(literal, outing.done)
            continue
        costs.append(left_out - left_out * outing.done)
        told = [outing.outside[person] for person in request.announced if person in outing.outside]
        if request.announced:
            costs.append(OTHER_DAYS * (len(request.announced) * outing.done - sum(told)))
        costs += _arm_costs(model, outing)
        if request.day.wanted is not None:
            costs.append(_distance(model, outing, model.problem.calendar.day(request.day.wanted)))


def _arm_costs(model: PlanModel, outing: Outing) -> Iterator[Linear]:
    request, people = outing.request, model.problem.people
    agencies = segment_agencies(model, airlock_asked(model, request))
    for person, role in outing.arm.items():
        if request.arm_by is not None and person != request.arm_by:
            yield OTHER_DAYS * role
        elif people[person].agency not in agencies:
            yield OTHER_SIDE_DAYS * role


def _distance(model: PlanModel, outing: Outing, wanted: int) -> Literal:
    most = max(abs(wanted - outing.days[0]), abs(wanted - outing.days[-1]))
    distance = model.cp.new_int_var(0, most, f"{outing.id} off its wanted day")
    model.cp.add(distance >= outing.day - wanted).only_enforce_if(outing.done)
    model.cp.add(distance >= wanted - outing.day).only_enforce_if(outing.done)
    return distance


def pair(model: PlanModel) -> None:
    """Send two people outside, of the agencies asked for."""
    people = model.problem.people
    for outing in spacewalk_days(model):
        literal = model.rule("spacewalks.pair", outing.id, _pair_sentence(model, outing))
        model.cp.add(sum(outing.outside.values()) == PAIR).only_enforce_if([outing.done, literal])
        for agency, least in outing.request.at_least.items():
            told = [chosen for person, chosen in outing.outside.items() if people[person].agency == agency]
            model.cp.add(sum(told) >= least).only_enforce_if([outing.done, literal])


def _pair_sentence(model: PlanModel, outing: Outing) -> str:
    named = named_for(model.problem, outing.request)
    names = ", ".join(model.problem.people[person].name for person in sorted(named or ()))
    agencies = ", ".join(f"{least} of {agency}" for agency, least in outing.request.at_least.items())
    who = f"two of {names}" if named else "two people"
    return f"{who} go outside in {outing.id}" + (f", {agencies} at least" if agencies else "")


def aboard(model: PlanModel) -> None:
    """Need only people who are aboard from the day before to the day after, and well."""
    problem = model.problem
    for outing in spacewalk_days(model):
        for person, role in outing.roles():
            name = problem.people[person].name
            literal = model.rule(
                "spacewalks.aboard", f"{outing.id} / {person}", f"{name} is aboard and well in {outing.id}"
            )
            model.cp.add_bool_or([~role, ~literal, outing.present[person]])
            unfit = list(_unfit_days(model, outing, person))
            if unfit:
                well = [day for day in outing.days if not any(first <= day < after for first, after in unfit)]
                keep_to(model, outing, well, role, literal)


def _unfit_days(model: PlanModel, outing: Outing, person: str) -> Iterator[tuple[int, int]]:
    """Yield the days, from the first up to the last, on which a spacewalk would find somebody unfit."""
    calendar = model.problem.calendar
    for event in model.problem.scenario.events:
        if event.kind == "person-unfit" and event.subject == person:
            after = calendar.days if event.end is None else calendar.day(event.end - INSTANT) + 1
            yield calendar.day(event.start) - outing.extra, after


def suit_airlock(model: PlanModel) -> None:
    """Use an airlock that is made for the suit, while it is there."""
    for outing in spacewalk_days(model):
        request, airlock = outing.request, airlock_asked(model, outing.request)
        literal = model.rule(
            "spacewalks.suit-airlock", f"{request.id} / {request.suit}", f"{request.airlock} is made for {request.suit}"
        )
        days: list[int] = []
        if airlock is not None and request.suit in airlock.suits:
            days = [
                day
                for day in outing.days
                if not airlock.available
                or any(period.contains(outing.start(model, day)) for period in airlock.available)
            ]
        keep_to(model, outing, days, literal)


def qualified(model: PlanModel) -> None:
    """Send out nobody who is known to have no training; somebody of whom nothing is public at a price.

    An announcement tells it, for any spacewalk in that suit; and so does having been outside in it.
    """
    scenario = model.problem.scenario
    for outing in spacewalk_days(model):
        suit = outing.request.suit
        announced = {
            *(name for request in scenario.spacewalk_requests if request.suit == suit for name in request.announced),
            *(name for walk in scenario.spacewalks if walk.suit == suit for name in walk.outside),
        }
        for person, role in outing.outside.items():
            if person in announced and not _is_told(model, person, "spacewalk", suit):
                continue
            name = model.problem.people[person].name
            literal = model.rule("spacewalks.qualified", f"{outing.id} / {person}", f"{name} is trained for {suit}")
            _need(model, outing, (person, "spacewalk", suit), role, literal)


def _need(model: PlanModel, outing: Outing, what: tuple[str, str, str | None], role: Literal, literal: Literal) -> None:
    """Let somebody do what takes a qualification only where it is held, or passed in the plan; or is not public."""
    spans = list(_held_days(model, *what))
    if any(first <= outing.days[0] and outing.days[-1] < after for first, after in spans):
        return
    known = [day for day in outing.days if any(first <= day < after for first, after in spans)]
    if len(known) == len(outing.days):
        return
    options = list(_passed_in_plan(model, outing, what))
    if known:
        on_time = model.cp.new_bool_var("")
        keep_to(model, outing, known, on_time)
        options.append(on_time)
    if not _is_told(model, *what):
        unknown = model.cp.new_bool_var(f"{what[0]} not known to be trained for {outing.id}")
        options.append(unknown)
        model.levels.setdefault("spacewalks", []).append(UNKNOWN_DAYS * unknown)
    model.cp.add_bool_or([*options, ~role, ~literal])


def _passed_in_plan(model: PlanModel, outing: Outing, what: tuple[str, str, str | None]) -> Iterator[Literal]:
    """Yield what is true where a course of the plan gives a qualification, before the flight that is there that day."""
    for flight, literal in model.grants.get(what, ()):
        option = model.both(literal, docked(model, outing, flight))
        if not isinstance(option, bool):
            yield option


def _is_told(model: PlanModel, person_id: str, kind: str, of: str | None) -> bool:
    """Say whether it is known if somebody has a qualification, one way or the other."""
    person = model.problem.people[person_id]
    return person.synthetic or any((held.kind, held.of) == (kind, of) for held in person.qualifications)


def _held_days(model: PlanModel, person_id: str, kind: str, of: str | None) -> Iterator[tuple[int, int]]:
    """Yield the days that begin with a qualification held, or passed in a course that is booked: first, and beyond."""
    calendar = model.problem.calendar
    spans = [
        (held.since, held.until)
        for held in model.problem.people[person_id].qualifications
        if (held.kind, held.of) == (kind, of)
    ]
    spans += model.problem.booked.get((person_id, kind, of), ())
    for since, until in spans:
        after = calendar.days if until is None else calendar.day(until - INSTANT) + 1
        yield calendar.day(since - INSTANT) + 1, after


def suit_available(model: PlanModel) -> None:
    """Let a restricted suit go out for urgent work only."""
    for outing in spacewalk_days(model):
        suit = outing.request.suit
        literal = model.rule("spacewalks.suit-available", f"{outing.id} / {suit}", f"{suit} is not restricted")
        _keep_off(model, outing, "suit-restricted", {suit}, literal)


def held(model: PlanModel) -> None:
    """Let nobody go outside while spacewalks are held."""
    for outing in spacewalk_days(model):
        literal = model.rule("spacewalks.held", outing.id, f"no spacewalks are held on the day of {outing.id}")
        subjects = {model.problem.scenario.station.id, outing.request.airlock}
        _keep_off(model, outing, "spacewalks-held", subjects, literal)


def _keep_off(model: PlanModel, outing: Outing, kind: str, subjects: set[str], literal: Literal) -> None:
    events = [event for event in model.problem.scenario.events if event.kind == kind and event.subject in subjects]
    if outing.request.urgent or not events:
        return
    free = [day for day in outing.days if not any(_is_on(model, outing, event, day) for event in events)]
    keep_to(model, outing, free, literal)


def _is_on(model: PlanModel, outing: Outing, event: Event, day: int) -> bool:
    begins = event.start < outing.end(model, day)
    return begins and (event.end is None or event.end > outing.start(model, day))


def inside(model: PlanModel) -> None:
    """Keep enough people inside to help, and one who can run the arm where it is needed; nobody does two things."""
    for outing in spacewalk_days(model):
        literal = model.rule("spacewalks.inside", outing.id, f"{outing.id} has its helpers inside")
        held_by = [outing.done, literal]
        needed = sum(role for _, role in outing.roles()) + outing.helpers
        if outing.helpers:
            model.cp.add(people_aboard(model, outing, fit=True) >= needed).only_enforce_if(held_by)
            _help_from_this_side(model, outing, needed, literal)
        if outing.request.arm:
            model.cp.add(sum(outing.arm.values()) == 1).only_enforce_if(held_by)
        for person, role in outing.arm.items():
            _need(model, outing, (person, "arm", None), role, literal)
            if person in outing.outside:
                model.cp.add_bool_or([~role, ~outing.outside[person], ~literal])


def _help_from_this_side(model: PlanModel, outing: Outing, needed: Linear, literal: Literal) -> None:
    """Count no helpers whose vehicle stands beyond the lock, as if nobody of them went outside."""
    airlock = airlock_asked(model, outing.request)
    for flight, stands in beyond(model, outing, () if airlock is None else airlock.blocks_ports):
        others = people_aboard(model, outing, fit=True, without=flight)
        model.cp.add(others >= needed).only_enforce_if([outing.done, literal, stands])


def duration(model: PlanModel) -> None:
    """Plan nothing longer than its suit lasts."""
    for outing in spacewalk_days(model):
        request, support = outing.request, life_support(model, outing.request)
        literal = model.rule(
            "spacewalks.duration", f"{request.id} / {request.suit}", f"{request.suit} lasts as long as {request.id}"
        )
        if support is not None and request.minutes is not None and request.minutes > support.endurance_min:
            model.cp.add_bool_or([~outing.done, ~literal])
