"""The days of spacewalks: what else happens at the station, who was outside before, what stands beyond the lock."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from crossflight.instants import DAY, midnight, write
from crossflight.record import Finding
from crossflight.rules.case import Aboard, Case, Frame, PortUse
from crossflight.rules.outings import Outing, airlock_of, attended, outings
from crossflight.rules.witness import witness

__all__: list[str] = []

JUST_BEFORE = timedelta(microseconds=1)


@witness("spacewalks.quiet-day", reads=("flights", "spacewalks"), flight_by_flight=True)
def quiet_day(case: Case) -> Iterator[Finding]:
    """Find spacewalks on a day on which a vehicle docks, leaves or changes ports, or another pair goes outside."""
    operations = case.operations
    for outing in outings(case):
        for operation in (*operations.dated(outing, 0), *operations.undated(outing)):
            is_sure = operation.is_sure
            yield case.finding(
                "spacewalks.quiet-day",
                outing.start,
                outing.end,
                (outing.walk.id, operation.flight.id),
                f"{operation.flight.id} {operation.what} on the day of {outing.walk.id}"
                + ("" if is_sure else ", as far as its published days allow to say"),
                unknown=None if is_sure else "the day of an operation is known only between bounds",
                flights=(operation.flight,),
                facts=(outing.walk,),
            )
    for first, second in _on_one_day(case.outings):
        if case.start <= second.start < case.end:
            yield case.finding(
                "spacewalks.quiet-day",
                second.start,
                second.end,
                (first.walk.id, second.walk.id),
                f"{second.walk.id} is on the day of {first.walk.id}",
                facts=(first.walk, second.walk),
            )


def _on_one_day(every: Sequence[Outing]) -> Iterator[tuple[Outing, Outing]]:
    """Yield the pairs of spacewalks, in order of their start, that share a day."""
    for place, first in enumerate(every):
        for second in every[place + 1 :]:
            if second.first_day >= first.day_after:
                break
            yield first, second


@witness("spacewalks.clearance", reads=("flights", "spacewalks", "boosts"), flight_by_flight=True)
def clearance(case: Case) -> Iterator[Finding]:
    """Find spacewalks with fewer quiet days than wanted to an operation or a boost; on its day a law is broken."""
    wanted = case.scenario.numbers.spacewalk_quiet_days
    operations = case.operations
    boosts = {boost.instant: boost for boost in (*case.scenario.boosts, *case.plan.boosts)}
    for outing in outings(case):
        near = [
            (operation.flight.id, operation.what, gap)
            for operation in operations.dated(outing, wanted)
            if 0 <= (gap := _quiet_days(outing, operation.first, operation.after)) < wanted
        ]
        near += [
            (case.scenario.station.id, "is boosted", max(gap, 0))
            for instant in sorted(boosts)
            if (gap := _quiet_days(outing, midnight(instant), midnight(instant) + DAY)) < wanted
        ]
        for name, what, gap in near:
            yield case.finding(
                "spacewalks.clearance",
                outing.start,
                outing.end,
                (outing.walk.id, name),
                f"{gap} quiet days lie between {outing.walk.id} and the day on which {name} {what}; {wanted} wanted",
                amount=gap,
                limit=wanted,
                unit="days",
                facts=(outing.walk,),
            )


def _quiet_days(outing: Outing, first: datetime, after: datetime) -> int:
    """Return the whole days between a spacewalk and days that something else takes, negative where they meet."""
    if first >= outing.day_after:
        return (first - outing.day_after) // DAY
    return (outing.first_day - after) // DAY if after <= outing.first_day else -1


@witness("spacewalks.spacing", reads=("spacewalks",))
def spacing(case: Case) -> Iterator[Finding]:
    """Find people who go outside again sooner than wanted."""
    wanted = case.scenario.numbers.spacewalk_spacing_days
    last: dict[str, Outing] = {}
    for outing in outings(case, judged=False):
        for name in outing.walk.outside:
            before = last.get(name)
            last[name] = outing
            days = wanted if before is None else (outing.first_day - before.first_day) // DAY
            if before is not None and days < wanted and case.start <= outing.start < case.end:
                yield case.finding(
                    "spacewalks.spacing",
                    outing.start,
                    outing.end,
                    (outing.walk.id, name),
                    f"{case.name_of(name)} goes outside {days} days after {before.walk.id}; {wanted} wanted",
                    amount=days,
                    limit=wanted,
                    unit="days",
                    facts=(before.walk, outing.walk),
                )


@witness("spacewalks.skeleton-crew", reads=("flights", "stays", "spacewalks"))
def skeleton_crew(case: Case) -> Iterator[Finding]:
    """Find spacewalks that are not urgent with a skeleton crew aboard, fewer than the norm of their time."""
    for outing, present in attended(case):
        yield from case.kept(_too_few, outing, present)


def _too_few(frame: Frame, outing: Outing, present: Sequence[Aboard]) -> tuple[Finding, ...]:
    most, people = frame.scenario.numbers.skeleton_crew, len(present)
    if people > most or outing.is_urgent:
        return ()
    norm = frame.setting.norm_at(outing.start)
    if norm is not None and people >= norm.size and (norm.until is None or outing.start < norm.until):
        return ()
    found = frame.finding(
        "spacewalks.skeleton-crew",
        outing.start,
        outing.end,
        (outing.walk.id,),
        f"{outing.walk.id} is made with {people} people aboard, and is not urgent",
        amount=people,
        limit=most + 1,
        unit="people",
        facts=(outing.walk,),
    )
    return (found,)


@witness("spacewalks.lifeboat-access", reads=("flights", "stays", "spacewalks"))
def lifeboat_access(case: Case) -> Iterator[Finding]:
    """Find vehicles beyond an open airlock whose people are inside and not in it."""
    for outing, present in attended(case):
        airlock = airlock_of(case, outing)
        for port in () if airlock is None else airlock.blocks_ports:
            yield from case.kept(_cut_off, outing, present, case.uses.get(port, ()))


def _cut_off(frame: Frame, outing: Outing, present: Sequence[Aboard], uses: Sequence[PortUse]) -> tuple[Finding, ...]:
    """Return the vehicles at one port that can have stood there on the days of a spacewalk, and cannot be reached."""
    near = (use for use in uses if use.possible[0] < outing.day_after and use.possible[1] >= outing.first_day)
    return tuple(finding for use in near for finding in _left_inside(frame, outing, present, use))


def _left_inside(frame: Frame, outing: Outing, present: Sequence[Aboard], use: PortUse) -> Iterator[Finding]:
    walk = outing.walk
    waiting = set(walk.in_ship) - {*walk.inside, walk.arm}
    people = [entry.person for entry in present if use.flight.id in entry.flights_at(outing.start)]
    left = [person for person in people if person.id not in walk.outside and person.id not in waiting]
    if not left:
        return
    is_sure = use.certain[0] < outing.day_after and use.certain[1] >= outing.first_day
    unknown = None
    if not is_sure:
        unknown = "whether the vehicle stood there is known only between bounds"
    elif not walk.planned:
        unknown = "who waited in the vehicle is not public"
    yield frame.finding(
        "spacewalks.lifeboat-access",
        outing.start,
        outing.end,
        (walk.id, use.flight.id),
        f"{use.flight.id} stands at {use.port}, beyond the airlock of {walk.id}; "
        f"{', '.join(person.name for person in left)} cannot reach it",
        amount=len(left),
        unit="people",
        unknown=unknown,
        flights=(use.flight,),
        facts=(walk,),
    )


@witness("spacewalks.vehicle-trouble", reads=("flights", "spacewalks"), flight_by_flight=True)
def vehicle_trouble(case: Case) -> Iterator[Finding]:
    """Find spacewalks on a day on which a docked crew vehicle was found degraded before they ended."""
    crewed = {visit.flight.id: visit for visit in case.crewed}
    for event in case.scenario.events:
        visit = crewed.get(event.subject) if event.kind == "vehicle-degraded" else None
        if visit is None or not visit.start <= event.start < visit.end:
            continue
        if case.ailment(event.subject, event.start - JUST_BEFORE) is not None:
            continue
        for outing in outings(case):
            if outing.is_urgent or not outing.takes_day_of(event.start) or event.start >= outing.end:
                continue
            yield case.finding(
                "spacewalks.vehicle-trouble",
                outing.start,
                outing.end,
                (outing.walk.id, visit.flight.id),
                f"{outing.walk.id} is made on the day on which, at {write(event.start)}, it is found: {event.sentence}",
                flights=(visit.flight,),
                facts=(event, outing.walk),
            )
