"""Crews: the commander, the number aboard, one place at a time, handovers."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from crossflight.instants import days_between, write
from crossflight.record import Finding, Flight, Stay
from crossflight.rules.case import FAR, Case, Frame, Leg, Situation, Visit
from crossflight.rules.runs import runs
from crossflight.rules.witness import witness

__all__: list[str] = []


@witness("crew.fit", reads=("flights",), flight_by_flight=True)
def fit(case: Case) -> Iterator[Finding]:
    """Find people who fly up although an event makes them unfit then."""
    for event in case.scenario.events:
        if event.kind != "person-unfit":
            continue
        for flight in case.plan.flights:
            launch = flight.launch
            if launch is None or event.subject not in flight.up or not case.start <= launch < case.end:
                continue
            if event.start <= launch and (event.end is None or launch < event.end):
                name = case.name_of(event.subject)
                yield case.finding(
                    "crew.fit",
                    launch,
                    launch,
                    (event.subject, flight.id),
                    f"{name} flies up in {flight.id} on {write(launch)}, unfit: {event.sentence}",
                    flights=(flight,),
                    facts=(event,),
                )


@witness("crew.commander", reads=("flights",), flight_by_flight=True)
def commander(case: Case) -> Iterator[Finding]:
    """Find flights that carry people, up or down, without a qualified commander among them."""
    for flight in case.plan.flights:
        for crew, named, instant, way in (
            (flight.up, flight.commander_up, flight.launch or flight.docked, "up"),
            (flight.down, flight.commander_down, flight.undocked or flight.landed, "down"),
        ):
            if not crew or instant is None or not case.start <= instant < case.end:
                continue
            trouble = _commander_trouble(case, flight, crew, named, instant)
            if trouble:
                yield case.finding(
                    "crew.commander",
                    instant,
                    instant,
                    (flight.id,),
                    f"{flight.id} on the way {way}: {trouble}",
                    flights=(flight,),
                )


def _commander_trouble(
    case: Case, flight: Flight, crew: tuple[str, ...], named: str | None, instant: datetime
) -> str | None:
    kind = case.type_of(flight)
    qualified = [
        person
        for person in crew
        if person in case.people and case.people[person].is_qualified("commander", kind.id, instant)
    ]
    if not qualified:
        return f"nobody aboard is qualified to command a {kind.name}"
    if named is not None and named not in crew:
        return f"the commander {case.name_of(named)} is not aboard"
    if named is not None and named not in qualified:
        return f"{case.name_of(named)} is not qualified to command a {kind.name}"
    return None


@witness("crew.one-place")
def one_place(case: Case) -> Iterator[Finding]:
    """Find people whose flights and stays contradict each other."""
    for person in {**case.legs, **case.stays}:
        judged = case.kept(_judge_person, person, case.legs.get(person, ()), case.stays.get(person, ()))
        yield from judged.found
        for way, flight_id in judged.elsewhere:
            listed = case.flights.get(flight_id)
            if listed is not None and person not in (listed.up if way == "up" else listed.down):
                instant = (listed.docked if way == "up" else listed.undocked) or case.start
                told = f"has a stay with {listed.id} as the way {way} and is not on its crew list"
                yield from _in_two_places(case, person, instant, told, listed)
    yield from _elsewhere(case)


class _Judged(NamedTuple):
    """What the flights and stays of one person say of each other."""

    found: tuple[Finding, ...]
    elsewhere: tuple[tuple[str, str], ...]
    """Ways, up or down, and the flights of them that a stay tells and that are not among the person's own."""


def _judge_person(frame: Frame, person: str, legs: Sequence[Leg], stays: Sequence[Stay]) -> _Judged:
    found: list[Finding] = []
    is_up = any(stay.up is None for stay in stays)
    leaves_untold = any(stay.down is None and stay.end is not None for stay in stays)
    for instant, goes_up, flight in legs:
        if goes_up and is_up and not leaves_untold:
            found += _in_two_places(frame, person, instant, f"flies up in {flight.id} while still aboard", flight)
        if not goes_up and not is_up:
            found += _in_two_places(frame, person, instant, f"comes down in {flight.id} without being aboard", flight)
        is_up = goes_up
    own = {("up" if leg.goes_up else "down", leg.flight.id) for leg in legs}
    ways = [(way, flight_id) for stay in stays for way, flight_id in (("up", stay.up), ("down", stay.down))]
    elsewhere = tuple((way, flight_id) for way, flight_id in ways if flight_id and (way, flight_id) not in own)
    return _Judged(tuple(found), elsewhere)


def _in_two_places(frame: Frame, person: str, instant: datetime, told: str, flight: Flight) -> Iterator[Finding]:
    if frame.is_judged(instant):
        sentence = f"{frame.name_of(person)} {told}"
        yield frame.finding("crew.one-place", instant, instant, (person,), sentence, flights=(flight,))


def _elsewhere(case: Case) -> Iterator[Finding]:
    """Find people who are at the station, or on the way, while the scenario has them elsewhere."""
    absences = case.setting.absences
    for entry in case.aboard if absences else ():
        for absence in absences.get(entry.person.id, ()):
            up = None if entry.stay.up is None else case.flights.get(entry.stay.up)
            begins = entry.start if up is None else up.launch or entry.start
            ends = entry.end if entry.down is None else entry.down.landed or entry.end
            first, last = max(begins, absence.start, case.start), min(ends, absence.end or FAR, case.end)
            if first < last:
                yield case.finding(
                    "crew.one-place",
                    first,
                    last,
                    (absence.person,),
                    f"{entry.person.name} is at {case.scenario.station.name} and elsewhere: {absence.reason}",
                    flights=() if up is None else (up,),
                    facts=(absence,),
                )


@witness("crew.size-norm")
def size_norm(case: Case) -> Iterator[Finding]:
    """Find spans with fewer people than the era's norm, or with more for longer than a handover."""
    station = case.scenario.station
    longest = case.scenario.numbers.longest_handover_days
    found: list[tuple[tuple[int, bool], datetime, datetime]] = []
    for situation in case.situations:
        off = case.kept(_off_norm, situation)
        if off is not None:
            found.append((off, situation.start, situation.end))
    for (size, is_more), start, end in runs(found):
        if is_more and days_between(start, end) <= longest:
            continue
        there = case.situations[bisect_left(case.starts, start) : bisect_left(case.starts, end)]
        numbers = [len(situation.people) for situation in there]
        extreme = max(numbers) if is_more else min(numbers)
        span = " to ".join(str(number) for number in sorted({min(numbers), max(numbers)}))
        norm = case.setting.norm_at(start)
        yield case.finding(
            "crew.size-norm",
            start,
            case.open_end(end),
            (station.id,),
            f"{span} people aboard where {size} are the norm"
            + (f", for longer than a handover of {longest} days" if is_more else ""),
            amount=extreme,
            limit=size,
            unit="people",
            facts=() if norm is None else (norm,),
        )


def _off_norm(frame: Frame, situation: Situation) -> tuple[int, bool] | None:
    """Return the norm of the era, and whether more people than that are aboard; None where as many are."""
    norm = frame.setting.norm_at(situation.start)
    if norm is None or (norm.until is not None and norm.until <= situation.start):
        return None
    people = len(situation.people)
    return None if people == norm.size else (norm.size, people > norm.size)


@witness("handover.direct")
def direct_handover(case: Case) -> Iterator[Finding]:
    """Find crews that leave before others have come in a vehicle of the same type."""
    for visits in case.visits.values():
        yield from case.kept(_gaps, visits)


def _gaps(frame: Frame, visits: Sequence[Visit]) -> tuple[Finding, ...]:
    """Return the departures without a handover among the vehicles of one type."""
    found: list[Finding] = []
    crewed = [visit for visit in visits if visit.flight.up or visit.flight.down]
    for visit in crewed:
        if not frame.start <= visit.end < frame.end or not _hands_over(frame, visit):
            continue
        others = [other for other in crewed if other is not visit]
        if any(other.start < visit.end < other.end for other in others):
            continue
        following = min((other.start for other in others if other.start >= visit.end), default=FAR)
        gap = days_between(visit.end, min(following, frame.end))
        found.append(
            frame.finding(
                "handover.direct",
                visit.end,
                following,
                (visit.flight.id,),
                f"{visit.flight.id} leaves with its crew {gap:.1f} days before the next {visit.type.name} crew"
                + (" arrives" if following < FAR else "; none comes in the record"),
                amount=gap,
                limit=0,
                unit="days",
                flights=(visit.flight,),
            )
        )
    return tuple(found)


def _hands_over(frame: Frame, visit: Visit) -> bool:
    """Say whether an operator goes home in the vehicle; visitors hand nothing over."""
    return any(
        person in frame.people and frame.people[person].is_qualified("operator", segment.id, visit.end)
        for person in visit.flight.down
        for segment in frame.scenario.station.segments
    )
