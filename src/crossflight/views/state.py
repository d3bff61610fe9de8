"""Who is aboard, with a seat in what, at one instant: read from stays and flights for pages and records."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from crossflight.record import Event, Flight, HomeSeat, Person, Plan, Stay

__all__ = ["aboard", "carriers", "changes", "home_at", "span"]

Ends = tuple[datetime | None, datetime | None]


def span(stay: Stay, flights: Mapping[str, Flight]) -> Ends:
    """Return when a stay begins and ends: from the docking of the way up to the undocking of the way down."""
    up = flights.get(stay.up) if stay.up is not None else None
    down = flights.get(stay.down) if stay.down is not None else None
    start = up.docked if up is not None and up.docked is not None else stay.start
    end = down.undocked if down is not None and down.undocked is not None else stay.end
    return start, end


def aboard(stays: Iterable[Stay], flights: Mapping[str, Flight], instant: datetime) -> tuple[Stay, ...]:
    """Return the stays of those who are aboard at the instant."""
    present = []
    for stay in stays:
        start, end = span(stay, flights)
        if start is not None and start <= instant and (end is None or instant < end):
            present.append(stay)
    return tuple(present)


def home_at(stay: Stay, instant: datetime) -> tuple[HomeSeat, ...]:
    """Return the home seat at the instant; several where the day of a change is not public."""
    options: list[HomeSeat] = []
    for home in sorted(stay.homes, key=lambda home: home.since):
        if home.since > instant:
            break
        if home.latest is None or home.latest <= instant:
            options.clear()
        options.append(home)
    return tuple(options)


def changes(plan: Plan) -> tuple[datetime, ...]:
    """Return the instants at which somebody comes, goes, changes seats or is taken ill, in order."""
    flights = {flight.id: flight for flight in plan.flights}
    found: set[datetime] = set()
    for stay in plan.stays:
        found.update(instant for instant in span(stay, flights) if instant is not None)
        for home in stay.homes:
            found.add(home.since)
            if home.latest is not None:
                found.add(home.latest)
    for event in plan.scenario.events:
        found.add(event.start)
        if event.end is not None:
            found.add(event.end)
    return tuple(sorted(found))


def carriers(plan: Plan, segment: str, instant: datetime) -> int:
    """Return how many vehicles surely bring home an operator of the segment."""
    flights = {flight.id: flight for flight in plan.flights}
    people = {person.id: person for person in plan.scenario.people}
    certain: set[str] = set()
    for stay in aboard(plan.stays, flights, instant):
        person = people.get(stay.person)
        if person is None or not _operates(person, segment, instant, plan.scenario.events):
            continue
        homes = {home.flight for home in home_at(stay, instant)}
        if len(homes) == 1:
            certain |= homes
    return len(certain)


def _operates(person: Person, segment: str, instant: datetime, events: Iterable[Event]) -> bool:
    ill = any(
        event.kind == "person-unfit"
        and event.subject == person.id
        and event.start <= instant
        and (event.end is None or instant < event.end)
        for event in events
    )
    return not ill and person.is_qualified("operator", segment, instant)
