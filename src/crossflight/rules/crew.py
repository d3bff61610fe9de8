"""Crews: the commander, the number aboard, one place at a time, handovers."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime

from crossflight.instants import days_between, write
from crossflight.record import Finding, Flight, Stay
from crossflight.rules.case import FAR, Case, Visit
from crossflight.rules.runs import runs
from crossflight.rules.witness import witness

__all__: list[str] = []

Leg = tuple[datetime, bool, Flight]
"""Instant, whether it goes up, flight."""


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
    legs = _legs(case)
    stays: dict[str, list[Stay]] = {}
    for stay in case.plan.stays:
        stays.setdefault(stay.person, []).append(stay)
    for person in sorted({*legs, *stays}):
        for instant, trouble, flight in _contradictions(case, person, legs.get(person, []), stays.get(person, [])):
            if case.start <= instant < case.end:
                yield case.finding(
                    "crew.one-place",
                    instant,
                    instant,
                    (person,),
                    f"{case.name_of(person)} {trouble}",
                    flights=(flight,),
                )
    yield from _elsewhere(case)


def _elsewhere(case: Case) -> Iterator[Finding]:
    """Find people who are at the station, or on the way, while the scenario has them elsewhere."""
    for absence in case.scenario.absences:
        for entry in case.aboard:
            if entry.person.id != absence.person:
                continue
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


def _contradictions(
    case: Case, person: str, legs: Sequence[Leg], stays: Sequence[Stay]
) -> Iterator[tuple[datetime, str, Flight]]:
    is_up = any(stay.up is None for stay in stays)
    leaves_untold = any(stay.down is None and stay.end is not None for stay in stays)
    for instant, goes_up, flight in legs:
        if goes_up and is_up and not leaves_untold:
            yield instant, f"flies up in {flight.id} while still aboard", flight
        if not goes_up and not is_up:
            yield instant, f"comes down in {flight.id} without being aboard", flight
        is_up = goes_up
    for stay in stays:
        for way, flight_id in (("up", stay.up), ("down", stay.down)):
            listed = case.flights.get(flight_id) if flight_id is not None else None
            if listed is not None and person not in (listed.up if way == "up" else listed.down):
                instant = (listed.docked if way == "up" else listed.undocked) or case.start
                yield instant, f"has a stay with {listed.id} as the way {way} and is not on its crew list", listed


def _legs(case: Case) -> dict[str, list[Leg]]:
    """Return the flights of each person in order."""
    legs: dict[str, list[Leg]] = {}
    for flight in case.plan.flights:
        up, down = flight.launch or flight.docked, flight.undocked or flight.landed
        for crew, instant, goes_up in ((flight.up, up, True), (flight.down, down, False)):
            for person in crew if instant is not None else ():
                legs.setdefault(person, []).append((instant, goes_up, flight))  # type: ignore[arg-type]
    for own in legs.values():
        own.sort(key=lambda leg: (leg[0], not leg[1], leg[2].id))
    return legs


@witness("crew.size-norm")
def size_norm(case: Case) -> Iterator[Finding]:
    """Find spans with fewer people than the era's norm, or with more for longer than a handover."""
    station = case.scenario.station
    norms = sorted(station.crew_norms, key=lambda norm: norm.since)
    longest = case.scenario.numbers.longest_handover_days
    found: list[tuple[tuple[int, bool], datetime, datetime]] = []
    for situation in case.situations:
        norm = next((norm for norm in reversed(norms) if norm.since <= situation.start), None)
        if norm is not None and norm.until is not None and norm.until <= situation.start:
            continue
        if norm is not None and len(situation.people) != norm.size:
            found.append(((norm.size, len(situation.people) > norm.size), situation.start, situation.end))
    for (size, is_more), start, end in runs(found):
        if is_more and days_between(start, end) <= longest:
            continue
        there = case.situations[bisect_left(case.starts, start) : bisect_left(case.starts, end)]
        numbers = [len(situation.people) for situation in there]
        extreme = max(numbers) if is_more else min(numbers)
        yield case.finding(
            "crew.size-norm",
            start,
            case.open_end(end),
            (station.id,),
            f"{extreme} people aboard where {size} are the norm"
            + (f", for longer than a handover of {longest} days" if is_more else ""),
            amount=extreme,
            limit=size,
            unit="people",
        )


def _hands_over(case: Case, visit: Visit) -> bool:
    """Say whether an operator goes home in the vehicle; visitors hand nothing over."""
    return any(
        person in case.people and case.people[person].is_qualified("operator", segment.id, visit.end)
        for person in visit.flight.down
        for segment in case.scenario.station.segments
    )


@witness("handover.direct")
def direct_handover(case: Case) -> Iterator[Finding]:
    """Find crews that leave before others have come in a vehicle of the same type."""
    crewed = [visit for visit in case.visits if visit.flight.up or visit.flight.down]
    by_type: dict[str, list[Visit]] = {}
    for visit in crewed:
        by_type.setdefault(visit.type.id, []).append(visit)
    for visit in crewed:
        if not case.start <= visit.end < case.end or not _hands_over(case, visit):
            continue
        others = [other for other in by_type[visit.type.id] if other.flight.id != visit.flight.id]
        if any(other.start < visit.end < other.end for other in others):
            continue
        following = min((other.start for other in others if other.start >= visit.end), default=FAR)
        gap = days_between(visit.end, min(following, case.end))
        yield case.finding(
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
