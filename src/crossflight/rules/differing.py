"""What two plans say differently: dates, ports, crews and home seats, in words."""

from collections.abc import Iterator
from datetime import datetime

from crossflight.instants import days_between
from crossflight.record import Change, Flight, Moment, Plan, Stay

__all__ = ["differ"]

KINDS: tuple[tuple[Moment, str, str], ...] = (
    ("launch", "launch", "launches"),
    ("docked", "docking", "docks"),
    ("undocked", "departure", "leaves"),
)


def differ(before: Plan, after: Plan, since: datetime | None = None) -> tuple[Change, ...]:
    """Return the changes from one plan to another, flights by the day of their launch, then home seats.

    Parameters
    ----------
    before, after
        Two plans for one station.
    since
        What both say of earlier instants is left out: a plan that starts later does not list what is over.
    """
    told = {flight.id: flight for flight in before.flights if not _is_over(flight, since)}
    new = {flight.id: flight for flight in after.flights if not _is_over(flight, since)}
    names = {person.id: person.name for plan in (before, after) for person in plan.scenario.people}
    order = sorted({*told, *new}, key=lambda name: (_start(told.get(name) or new[name]), name))
    changes: list[Change] = []
    for name in order:
        if name not in new:
            changes.append(Change(kind="flight", subject=name, before=name, sentence=f"{name} is not flown"))
        elif name not in told:
            changes.append(Change(kind="flight", subject=name, after=name, sentence=f"{name} is flown in addition"))
        else:
            changes += _of_flight(told[name], new[name], names)
    changes += _of_homes(before.stays, after.stays, names, since)
    return tuple(changes)


def _of_flight(before: Flight, after: Flight, names: dict[str, str]) -> Iterator[Change]:
    for moment, kind, verb in KINDS:
        first, second = before.moment(moment), after.moment(moment)
        if kind == "docking" and before.launch != after.launch:
            continue  # the launch says it
        if (first is None) != (second is None):
            sentence = f"{before.id} {verb} on {_day(second)}" if second else f"{before.id} no longer {verb}"
            yield Change(kind=kind, subject=before.id, before=_day(first), after=_day(second), sentence=sentence)
        elif first is not None and second is not None and first.date() != second.date():
            days = days_between(first, second)
            sentence = f"{before.id} {verb} on {_day(second)} instead of {_day(first)}, {_apart(days)}"
            yield Change(
                kind=kind,
                subject=before.id,
                before=_day(first),
                after=_day(second),
                sentence=sentence,
                days=round(days, 3),
            )
    if before.port != after.port:
        sentence = f"{before.id} docks at {after.port} instead of {before.port}"
        yield Change(kind="port", subject=before.id, before=before.port, after=after.port, sentence=sentence)
    for way, crew, other in (("up", before.up, after.up), ("down", before.down, after.down)):
        if set(crew) != set(other):
            yield _of_crew(before.id, way, crew, other, names)


def _of_crew(flight: str, way: str, before: tuple[str, ...], after: tuple[str, ...], names: dict[str, str]) -> Change:
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


def _of_homes(
    before: tuple[Stay, ...], after: tuple[Stay, ...], names: dict[str, str], since: datetime | None
) -> Iterator[Change]:
    """Yield the home seats that people get in one plan and not in the other."""
    told = {(stay.person, stay.up): stay for stay in before}
    for stay in after:
        old = told.get((stay.person, stay.up))
        if old is None:
            continue
        known = {home.flight for home in old.homes}
        for home in stay.homes:
            if home.flight not in known and (since is None or home.since >= since):
                place = "a place for emergencies" if home.kind == "contingency" else "the seat home"
                sentence = f"{names.get(stay.person, stay.person)} has {place} in {home.flight} from {_day(home.since)}"
                yield Change(
                    kind="home",
                    subject=stay.person,
                    before=old.homes[-1].flight if old.homes else None,
                    after=home.flight,
                    sentence=sentence,
                )


def _is_over(flight: Flight, since: datetime | None) -> bool:
    return since is not None and flight.undocked is not None and flight.undocked < since


def _start(flight: Flight) -> str:
    instant = flight.launch or flight.docked
    return "" if instant is None else instant.isoformat()


def _day(instant: datetime | None) -> str | None:
    return None if instant is None else f"{instant:%Y-%m-%d}"


def _apart(days: float) -> str:
    number = round(abs(days))
    return f"{number} day{'' if number == 1 else 's'} {'later' if days > 0 else 'earlier'}"


def _list(people: list[str]) -> str:
    return ", ".join(people)
