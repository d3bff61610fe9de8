"""What is required of the plan besides, in the planner's words."""

from collections.abc import Iterator
from datetime import datetime

from crossflight.instants import midnight, write
from crossflight.record import Finding, Flight, Requirement
from crossflight.rules.case import FAR, Case
from crossflight.rules.measures import measure
from crossflight.rules.witness import PARTS, witness

__all__: list[str] = []

RULE = "requirements.met"
ROUNDED_DAYS = 0.002
"""What is measured is told to the third decimal, for each segment."""


@witness(RULE, reads=PARTS)
def met(case: Case) -> Iterator[Finding]:
    """Find what was required and is not so; where a plan has no such moment yet, it lies beyond the horizon."""
    for requirement in case.scenario.requirements:
        judge = {
            "moment": _moment,
            "seat": _seat,
            "port": _port,
            "dropped": _dropped,
            "closed": _closed,
            "facility-closed": _facility_closed,
            "no-exchange": _no_exchange,
            "level": _level,
        }[requirement.kind]
        for trouble, instant, flight in judge(case, requirement):
            start = instant or case.start
            flights = () if flight is None else (flight,)
            sentence = f"{trouble}; required: {requirement.text}"
            yield case.finding(RULE, start, start, (requirement.text,), sentence, flights=flights)


Trouble = tuple[str, datetime | None, Flight | None]


def _moment(case: Case, requirement: Requirement) -> Iterator[Trouble]:
    flight = case.flights.get(requirement.flight or "")
    instant = None if flight is None else flight.moment(requirement.moment or "launch")
    begin, end = requirement.start or case.start, requirement.end or FAR
    if instant is not None:
        is_early = requirement.start is not None and instant < requirement.start
        if is_early or instant >= end:
            yield f"{requirement.flight}: {requirement.moment} on {write(instant)}", instant, flight
    elif requirement.end is not None or begin > case.end:
        yield f"{requirement.flight}: no {requirement.moment} before {write(case.end)}", None, flight


def _seat(case: Case, requirement: Requirement) -> Iterator[Trouble]:
    flight = case.flights.get(requirement.flight or "")
    is_aboard = flight is not None and requirement.person in flight.up
    if is_aboard == requirement.is_not:
        name = case.name_of(requirement.person or "")
        verb = "goes up" if is_aboard else "does not go up"
        yield f"{name} {verb} in {requirement.flight}", None if flight is None else flight.launch, flight


def _port(case: Case, requirement: Requirement) -> Iterator[Trouble]:
    flight = case.flights.get(requirement.flight or "")
    port = None if flight is None else flight.port
    if (port == requirement.port) == requirement.is_not:
        where = f"docks at {port}" if port else "docks nowhere"
        yield f"{requirement.flight} {where}", None if flight is None else flight.docked, flight


def _dropped(case: Case, requirement: Requirement) -> Iterator[Trouble]:
    flight = case.flights.get(requirement.flight or "")
    if (flight is None) != requirement.is_not:
        return
    yield (
        f"{requirement.flight} {'does not fly' if flight is None else 'flies'}",
        None if flight is None else flight.launch or flight.docked,
        flight,
    )


def _closed(case: Case, requirement: Requirement) -> Iterator[Trouble]:
    for request in case.scenario.requests:
        flight = case.flights.get(request.id)
        if flight is None or flight.docked is None or flight.port != requirement.port:
            continue
        start = max(flight.docked, requirement.start or flight.docked)
        end = min(flight.undocked or FAR, requirement.end or FAR)
        if start < end:
            yield f"{flight.id} stands at {flight.port} on {write(start)}", start, flight


def _facility_closed(case: Case, requirement: Requirement) -> Iterator[Trouble]:
    facilities = {course.id: course.facility for course in case.scenario.courses}
    for training in case.plan.trainings:
        if facilities[training.course] != requirement.facility:
            continue
        first = midnight(requirement.start) if requirement.start is not None else training.start
        if training.start < (requirement.end or FAR) and first < training.end:
            who = f"{case.name_of(training.person)} is at {requirement.facility}"
            yield f"{who} from {training.start:%Y-%m-%d}", training.start, None


def _no_exchange(case: Case, requirement: Requirement) -> Iterator[Trouble]:
    coming = {request.id for request in case.scenario.requests}
    for agreement in case.scenario.agreements:
        if requirement.agreement not in {None, agreement.id}:
            continue
        for flight in (case.flights[name] for name in agreement.flights if name in coming and name in case.flights):
            kind = case.type_of(flight).id
            partners = {
                agency
                for index, side in enumerate(agreement.sides)
                if kind in agreement.sides[1 - index].vehicle_types
                for agency in side.agencies
            }
            for person in flight.up:
                if person in case.people and case.people[person].agency in partners:
                    yield f"{case.name_of(person)} goes up in {flight.id}", flight.launch, flight


def _level(case: Case, requirement: Requirement) -> Iterator[Trouble]:
    measured = measure(case.scenario, case.plan, case.end)
    days = (
        sum(entry.days for entry in measured.uncovered)
        if requirement.level == "uncovered"
        else measured.exposure_person_days
    )
    if days > (requirement.most_days or 0) + ROUNDED_DAYS:
        yield f"{requirement.level} comes to {days:.2f} days", None, None
