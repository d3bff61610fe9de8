"""What two plans say differently: dates, ports, crews and home seats, in words.

What is said one way is said the other way round when the plans are exchanged: `before` and `after` change places, and
days change their sign.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from crossflight import instants
from crossflight.instants import DAY, days_between
from crossflight.record import Boost, Change, ChangeKind, Flight, Moment, Plan, Relocation
from crossflight.rules.differing_homes import homes
from crossflight.rules.differing_spacewalks import spacewalks

__all__ = ["differ"]

MOMENTS: tuple[tuple[Moment, ChangeKind, str], ...] = (
    ("launch", "launch", "launches"),
    ("docked", "docking", "docks"),
    ("undocked", "departure", "leaves"),
    ("landed", "landing", "lands"),
)

BEFORE: Mapping[Moment, Moment] = {"docked": "launch", "landed": "undocked"}
"""An instant that moves with the one before it, give or take less than a day, is not told apart from that."""

TEXTS: tuple[tuple[ChangeKind, str, str], ...] = (
    ("vehicle", "vehicle", "flies"),
    ("launcher", "launcher", "is launched by"),
    ("site", "site", "is launched from"),
    ("profile", "profile", "docks by the profile"),
    ("port", "port", "docks at"),
    ("zone", "zone", "lands in"),
)


def differ(
    before: Plan,
    after: Plan,
    since: datetime | None = None,
    until: datetime | None = None,
    *,
    exact: bool = False,
) -> tuple[Change, ...]:
    """Return the changes from one plan to another, flights by day of launch, then home seats, spacewalks, boosts.

    Parameters
    ----------
    before, after
        Two plans for one station.
    since
        What both say of earlier instants is left out: a plan that starts later does not list what is over.
    until
        Flights that begin later in both are left out: a plan that ends earlier does not list them.
    exact
        True tells of every instant that moved; otherwise only of those that move to another day (UTC).
    """
    told, new = ({flight.id: flight for flight in plan.flights} for plan in (before, after))
    left_out = {name for name in {*told, *new} if _is_outside(told.get(name), new.get(name), since, until)}
    names = {person.id: person.name for plan in (before, after) for person in plan.scenario.people}
    order = sorted({*told, *new} - left_out, key=lambda name: (_start(told.get(name), new.get(name)), name))
    changes: list[Change] = []
    for name in order:
        if name not in new:
            changes.append(Change(kind="flight", subject=name, before=name, sentence=f"{name} is not flown"))
        elif name not in told:
            changes.append(Change(kind="flight", subject=name, after=name, sentence=f"{name} is flown in addition"))
        else:
            changes += _of_flight(told[name], new[name], names, exact=exact)
    changes += homes(before.stays, after.stays, names, since)
    changes += spacewalks(before.spacewalks, after.spacewalks, names, since)
    changes += _of_boosts(before, after, since, exact=exact)
    return tuple(changes)


# ---------------------------------------------------------------------------------------------------------- flights


def _of_flight(before: Flight, after: Flight, names: Mapping[str, str], *, exact: bool) -> Iterator[Change]:
    yield from _of_instants(before, after, exact=exact)
    for kind, field, verb in TEXTS:
        one, other = getattr(before, field), getattr(after, field)
        if one == other:
            continue
        sentence = f"{before.id} {verb} {other}" if other else f"{before.id} names no {kind}"
        sentence += f" instead of {one}" if one and other else "" if one else ", where none was named"
        yield Change(kind=kind, subject=before.id, before=one, after=other, sentence=sentence)
    yield from _of_moves(before, after, exact=exact)
    for way, crew, others in (("up", before.up, after.up), ("down", before.down, after.down)):
        if set(crew) != set(others):
            yield _of_crew(before.id, way, crew, others, names)
    for way, is_crewed, one, other in (
        ("up", before.up and after.up, before.commander_up, after.commander_up),
        ("home", before.down and after.down, before.commander_down, after.commander_down),
    ):
        if one != other and is_crewed:
            yield _of_commander(before.id, way, (one, other), names)


def _of_instants(before: Flight, after: Flight, *, exact: bool) -> Iterator[Change]:
    """Yield the instants that move to another day, or come or go; with ``exact`` all that move."""
    moved: dict[Moment, timedelta] = {}
    named: dict[Moment, bool] = {}
    for moment, kind, verb in MOMENTS:
        first, second = before.moment(moment), after.moment(moment)
        lead = BEFORE.get(moment)
        if (first is None) != (second is None):
            named[moment] = second is not None
            if lead is None or named.get(lead) != named[moment]:
                sentence = f"{before.id} {verb} on {_day(second)}" if second else f"{before.id} no longer {verb}"
                yield Change(kind=kind, subject=before.id, before=_day(first), after=_day(second), sentence=sentence)
        elif first is not None and second is not None and first != second:
            led = None if lead is None else moved.get(lead)
            is_told = led is not None and abs(second - first - led) < DAY
            if first.date() != second.date():
                moved[moment] = second - first
            if exact or (moment in moved and not is_told):
                yield _moved(before.id, kind, verb, (first, second), exact=exact)


def _moved(subject: str, kind: ChangeKind, verb: str, span: tuple[datetime, datetime], *, exact: bool) -> Change:
    first, second = span
    said = instants.write if exact else _day_of
    return Change(
        kind=kind,
        subject=subject,
        before=said(first),
        after=said(second),
        sentence=f"{subject} {verb} on {said(second)} instead of {said(first)}, {_apart(first, second)}",
        days=round(days_between(first, second), 6) if exact else float((second.date() - first.date()).days),
    )


def _of_moves(before: Flight, after: Flight, *, exact: bool) -> Iterator[Change]:
    """Yield one change where the moves between ports differ: in number, port, or day."""
    told, new = (_moves(flight.relocations, exact=exact) for flight in (before, after))
    if told != new:
        sentence = f"{before.id} moves {new or 'nowhere'} instead of {told or 'staying'}"
        yield Change(kind="relocation", subject=before.id, before=told or None, after=new or None, sentence=sentence)


def _moves(moves: Sequence[Relocation], *, exact: bool) -> str:
    said = instants.write if exact else _day_of
    return ", ".join(f"to {move.port} on {said(move.undocked)}" for move in moves)


def _of_commander(flight: str, way: str, commanders: tuple[str | None, str | None], names: Mapping[str, str]) -> Change:
    told, new = (None if person is None else names.get(person, person) for person in commanders)
    sentence = f"{new or 'nobody named'} commands {flight} on the way {way} instead of {told or 'nobody named'}"
    return Change(kind="commander", subject=flight, before=told, after=new, sentence=sentence)


def _of_crew(
    flight: str, way: str, before: tuple[str, ...], after: tuple[str, ...], names: Mapping[str, str]
) -> Change:
    told = [names.get(person, person) for person in before]
    new = [names.get(person, person) for person in after]
    if not after:
        sentence = f"{flight} {'flies up' if way == 'up' else 'comes home'} with nobody aboard, without {_list(told)}"
    elif not before:
        sentence = f"{flight} {'takes up' if way == 'up' else 'brings home'} {_list(new)}"
    else:
        out = [names.get(person, person) for person in before if person not in after]
        into = [names.get(person, person) for person in after if person not in before]
        parts = [f"with {_list(into)}" if into else "", f"without {_list(out)}" if out else ""]
        sentence = f"{flight} {'flies up' if way == 'up' else 'comes home'} {', '.join(part for part in parts if part)}"
    return Change(kind="crew", subject=flight, before=_list(told) or None, after=_list(new) or None, sentence=sentence)


# ----------------------------------------------------------------------------------------------------------- boosts


def _of_boosts(before: Plan, after: Plan, since: datetime | None, *, exact: bool) -> Iterator[Change]:
    """Yield the boosts of the station that only one of two plans has, or that differ in size, day by day."""
    told, new = (_boosts(plan.boosts, since, exact=exact) for plan in (before, after))
    for day in sorted({*told, *new}):
        one, other = told.get(day), new.get(day)
        if one != other:
            sentence = f"the station is boosted on {day} by {other or 'nothing'} instead of {one or 'nothing'}"
            yield Change(kind="boost", subject="station", before=one, after=other, sentence=sentence)


def _boosts(boosts: Sequence[Boost], since: datetime | None, *, exact: bool) -> dict[str, str]:
    """Return the boosts of each day, in m/s."""
    days: dict[str, list[str]] = {}
    for boost in sorted(boosts, key=lambda boost: boost.instant):
        if since is None or boost.instant >= since:
            day = instants.write(boost.instant) if exact else _day_of(boost.instant)
            days.setdefault(day, []).append(f"{boost.delta_v_m_s:g} m/s")
    return {day: " and ".join(sizes) for day, sizes in days.items()}


# ------------------------------------------------------------------------------------------------------------ words


def _is_outside(first: Flight | None, second: Flight | None, since: datetime | None, until: datetime | None) -> bool:
    """Say whether a flight is over before the span in each plan that has it, or begins only behind it."""
    flights = [flight for flight in (first, second) if flight is not None]
    ends = [flight.undocked or flight.landed for flight in flights]
    starts = [flight.launch or flight.docked for flight in flights]
    is_over = since is not None and all(end is not None and end < since for end in ends)
    return is_over or (until is not None and all(start is not None and start >= until for start in starts))


def _start(*flights: Flight | None) -> str:
    """Return when the earlier of two versions of a flight begins, so that the order is the same either way round."""
    starts = [flight.launch or flight.docked for flight in flights if flight is not None]
    return min((instants.write(start) for start in starts if start is not None), default="")


def _day(instant: datetime | None) -> str | None:
    return None if instant is None else _day_of(instant)


def _day_of(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d}"


def _apart(first: datetime, second: datetime) -> str:
    """Return how far two instants lie apart, counted in days of the calendar, or in the unit that suits one day."""
    when = "later" if second > first else "earlier"
    days = abs((second.date() - first.date()).days)
    if days:
        return f"{days} day{'' if days == 1 else 's'} {when}"
    seconds = abs((second - first).total_seconds())
    return f"{seconds / 60:.0f} min {when}" if seconds >= 60 else f"{seconds:.3g} s {when}"  # noqa: PLR2004


def _list(people: Sequence[str]) -> str:
    return ", ".join(people)
