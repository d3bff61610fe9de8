"""Spacewalks: who goes outside, in what, through which lock, and who helps inside."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from crossflight.instants import DAY, midnight, write
from crossflight.record import Event, Finding, SpacewalkRequest
from crossflight.rules.case import Aboard, Case, Frame
from crossflight.rules.outings import Outing, airlock_of, attended, life_support_of, outings
from crossflight.rules.qualifying import is_qualified
from crossflight.rules.schooling import Schooling
from crossflight.rules.witness import witness

__all__: list[str] = []

NOT_PUBLIC = "what somebody was trained for is not public"
PAIR = 2


@witness("spacewalks.asked", reads=("spacewalks",))
def asked(case: Case) -> Iterator[Finding]:
    """Find spacewalks that were asked for and are not made, or not on the days asked for."""
    made = {outing.walk.id: outing for outing in outings(case, judged=False)}
    for request in case.scenario.spacewalk_requests:
        outing = made.get(request.id)
        earliest, latest = request.day.earliest, request.day.latest
        if outing is None:
            if request.must and case.end == case.scenario.horizon.end:
                start = earliest or request.day.wanted or case.start
                yield case.finding("spacewalks.asked", start, latest, (request.id,), f"{request.id} is not made")
            continue
        if not case.start <= outing.start < case.end:
            continue
        if earliest is not None and outing.start < midnight(earliest):
            told = f"before {write(earliest)}"
        elif latest is not None and outing.start >= midnight(latest) + DAY:
            told = f"after {write(latest)}"
        else:
            continue
        yield _told(case, "spacewalks.asked", outing, (), f"starts on {write(outing.start)}, {told}")


@witness("spacewalks.pair", reads=("spacewalks",))
def pair(case: Case) -> Iterator[Finding]:
    """Find spacewalks of other than two people, and planned ones without the agencies that were asked for."""
    for outing in outings(case):
        people = len(outing.walk.outside)
        if people != PAIR:
            yield _told(case, "spacewalks.pair", outing, (), f"{people} go outside, not two", amount=people, limit=PAIR)
        elif outing.walk.planned and (missing := _missing_agency(case, outing)) is not None:
            told = f"too few of those outside are of the agency {missing}"
            yield _told(case, "spacewalks.pair", outing, (), told)


def _missing_agency(case: Case, outing: Outing) -> str | None:
    wanted = {} if outing.request is None else outing.request.at_least
    agencies = [case.people[name].agency for name in outing.walk.outside if name in case.people]
    return next((agency for agency, least in wanted.items() if agencies.count(agency) < least), None)


@witness("spacewalks.aboard", reads=("flights", "stays", "spacewalks"))
def everybody_aboard(case: Case) -> Iterator[Finding]:
    """Find people whom a spacewalk needs and who come, leave or are unfit on its days, or are not aboard at all."""
    for outing, present in attended(case):
        yield from case.kept(_missing_people, outing, present)


def _missing_people(frame: Frame, outing: Outing, people: Sequence[Aboard]) -> tuple[Finding, ...]:
    present = {entry.person.id for entry in people}
    found: list[Finding] = []
    for name in outing.walk.people:
        unfit = frame.events_about((name,), outing.first_day, outing.day_after)
        if name not in present:
            told = f"{frame.name_of(name)} is not aboard from the day before to the day after"
        elif unfit:
            told = f"{frame.name_of(name)} is unfit: {unfit[0].sentence}"
        else:
            continue
        found.append(_told(frame, "spacewalks.aboard", outing, (name,), told))
    return tuple(found)


@witness("spacewalks.suit-airlock", reads=("spacewalks",))
def suit_airlock(case: Case) -> Iterator[Finding]:
    """Find suits that go out through an airlock not made for them, or that is not there."""
    for outing in outings(case):
        walk, airlock = outing.walk, airlock_of(case, outing)
        unknown = None
        if walk.suit is None or walk.airlock is None:
            told, unknown = "its suit or its airlock is not told", "the suit or the airlock is not public"
        elif airlock is None:
            told = f"{walk.airlock} is no airlock of {walk.station}"
        elif walk.suit not in airlock.suits:
            told = f"{airlock.name} is not made for {walk.suit}"
            unknown = "suit or airlock is only inferred" if {"suit", "airlock"} & set(walk.inferred) else None
        elif airlock.available and not any(period.contains(outing.start) for period in airlock.available):
            told = f"{airlock.name} is not there on {write(outing.start)}"
        else:
            continue
        yield _told(case, "spacewalks.suit-airlock", outing, (walk.suit or "suit",), told, unknown=unknown)


@witness("spacewalks.qualified", reads=("spacewalks", "trainings"))
def qualified(case: Case) -> Iterator[Finding]:
    """Find people who are planned to go outside in a suit that they have no training for, or none that is public."""
    for outing in outings(case):
        if not outing.walk.planned or outing.walk.suit is None:
            continue
        announced = case.setting.sent_outside.get(outing.walk.suit, frozenset())
        for name in outing.walk.outside:
            able = is_qualified(case, name, "spacewalk", outing.walk.suit, outing.first_day)
            if able or (able is None and name in announced):
                continue
            told = f"{case.name_of(name)} has no {'known ' if able is None else ''}training for {outing.walk.suit}"
            unknown = NOT_PUBLIC if able is None else None
            yield _told(case, "spacewalks.qualified", outing, (name,), told, unknown=unknown)


@witness("spacewalks.suit-available", reads=("spacewalks",))
def suit_available(case: Case) -> Iterator[Finding]:
    """Find suits that go out for other than urgent work while they are restricted."""
    for outing in outings(case):
        suit = outing.walk.suit
        for event in () if suit is None else _in_force(case, outing, "suit-restricted", {suit}):
            yield _told(case, "spacewalks.suit-available", outing, (suit or "",), f"{suit}: {event.sentence}")


@witness("spacewalks.held", reads=("spacewalks",))
def held(case: Case) -> Iterator[Finding]:
    """Find spacewalks while those from the station or the airlock are held."""
    for outing in outings(case):
        subjects = {outing.walk.station, *([] if outing.walk.airlock is None else [outing.walk.airlock])}
        for event in _in_force(case, outing, "spacewalks-held", subjects):
            yield _told(case, "spacewalks.held", outing, (), event.sentence)


def _in_force(case: Case, outing: Outing, kind: str, subjects: set[str]) -> Iterator[Event]:
    """Yield the first event of that kind that holds at any time of a spacewalk; nothing keeps an urgent one back."""
    for event in () if outing.is_urgent else case.scenario.events:
        is_on = event.start < outing.end and (event.end is None or event.end > outing.start)
        if event.kind == kind and event.subject in subjects and is_on:
            yield event
            return


@witness("spacewalks.inside", reads=("flights", "stays", "spacewalks", "trainings"))
def inside(case: Case) -> Iterator[Finding]:
    """Find spacewalks with too few people inside to help, or nobody there who can run the arm."""
    for outing, present in attended(case):
        yield from case.kept(_short_inside, outing, present, case.schooling)


def _short_inside(frame: Frame, outing: Outing, present: Sequence[Aboard], schooling: Schooling) -> tuple[Finding, ...]:
    """Return what is short inside; whoever is not planned to be anywhere helps."""
    helpers = _helpers(frame, outing)
    if not outing.walk.planned:
        left = sum(entry.person.id not in outing.walk.outside for entry in present)
        if left >= helpers:
            return ()
        told = f"{left} stay inside; {helpers} are needed"
        return (_told(frame, "spacewalks.inside", outing, (), told, amount=left, limit=helpers),)
    found = len(set(outing.walk.inside) - set(outing.walk.outside))
    if found < helpers:
        told = f"{found} inside to help; {helpers} are needed"
        return (_told(frame, "spacewalks.inside", outing, (), told, amount=found, limit=helpers),)
    trouble, unknown = _arm_trouble(schooling, outing)
    if trouble is None:
        return ()
    return (_told(frame, "spacewalks.inside", outing, (), trouble, unknown=NOT_PUBLIC if unknown else None),)


def _helpers(frame: Frame, outing: Outing) -> int:
    if outing.request is not None and outing.request.helpers is not None:
        return outing.request.helpers
    support = life_support_of(frame, outing)
    return 0 if support is not None and support.is_self_donned else 1


def _arm_trouble(schooling: Schooling, outing: Outing) -> tuple[str | None, bool]:
    """Return what is wrong with whoever runs the arm, and whether it is only not known."""
    name = outing.walk.arm
    if name is None:
        return ("nobody runs the arm", False) if outing.request is not None and outing.request.arm else (None, False)
    if name in (*outing.walk.outside, *outing.walk.inside):
        return f"{schooling.name_of(name)} runs the arm and does something else as well", False
    able = schooling.is_qualified(name, "arm", None, outing.first_day)
    return (None, False) if able else (f"{schooling.name_of(name)} is not known to run the arm", able is None)


@witness("spacewalks.duration", reads=("spacewalks",))
def duration(case: Case) -> Iterator[Finding]:
    """Find planned spacewalks that last longer than their suit, or of whose suit nothing is public."""
    for outing in outings(case):
        walk, support = outing.walk, life_support_of(case, outing)
        if not walk.planned or walk.minutes is None or walk.suit is None:
            continue
        if support is None:
            yield _told(
                case,
                "spacewalks.duration",
                outing,
                (walk.suit,),
                f"how long {walk.suit} lasts is not told",
                unknown="the endurance of the suit is not in the catalogue",
            )
        elif walk.minutes > support.endurance_min:
            yield _told(
                case,
                "spacewalks.duration",
                outing,
                (walk.suit,),
                f"is planned for {walk.minutes:g} min; {walk.suit} lasts {support.endurance_min:g} min",
                amount=walk.minutes,
                limit=support.endurance_min,
                unit="min",
            )


def _told(  # noqa: PLR0913 - a finding has that many sides, nearly all by keyword
    frame: Frame,
    rule_id: str,
    outing: Outing,
    others: tuple[str, ...],
    sentence: str,
    *,
    unknown: str | None = None,
    amount: float | None = None,
    limit: float | None = None,
    unit: str | None = None,
) -> Finding:
    facts: tuple[SpacewalkRequest, ...] = () if outing.request is None else (outing.request,)
    return frame.finding(
        rule_id,
        outing.start,
        _end_of(frame, outing),
        (outing.walk.id, *others),
        f"{outing.walk.id}: {sentence}",
        unknown=unknown,
        amount=amount,
        limit=limit,
        unit=unit,
        facts=(outing.walk, *facts),
    )


def _end_of(frame: Frame, outing: Outing) -> datetime:
    return min(outing.end, frame.end)
