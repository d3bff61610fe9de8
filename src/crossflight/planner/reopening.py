"""What is ahead in a published plan, opened again: departures of what is docked, and requests for what is to come."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from crossflight.planner.retraining import standing_by
from crossflight.record import DateWish, Departure, Event, Flight, FlightRequest, Numbers, Plan, Scenario, VehicleType

__all__ = ["departures", "held_until", "ready_from", "requests"]

CARGO_MOVES = timedelta(days=21)
"""How far a cargo ship makes way, earlier or later."""

AFTER_A_HOLD = timedelta(days=21)
"""How far a flight can go after the day on which its launcher, or its launch, is no longer held."""

LATER_FLIGHTS = 2
"""To how many of the following flights of their vehicle type a crew may slide."""


def departures(
    plan: Plan, numbers: Numbers, here: Iterable[Flight], kinds: Mapping[str, VehicleType], day: datetime
) -> Iterator[Departure]:
    """Yield the departures of the vehicles that are docked, wanted on the days of the plan."""
    slip = timedelta(days=numbers.slip_days)
    planned = {flight.id: flight for flight in plan.flights}
    old = {departure.flight: departure for departure in plan.scenario.departures}
    for flight in here:
        leaves = planned[flight.id].undocked
        if flight.undocked is None and leaves is not None and not flight.permanent:
            told = old.get(flight.id)
            # People may have to come home at once; cargo ships leave about when they should.
            has_seats = kinds[flight.vehicle].seats > 0
            earliest = day if has_seats else max(day, leaves - CARGO_MOVES)
            latest = max(leaves, day) + (slip if has_seats else CARGO_MOVES)
            yield Departure(
                flight=flight.id,
                undock=DateWish(earliest=earliest, latest=latest, wanted=max(leaves, day)),
                zone=planned[flight.id].zone,
                source=() if told is None else told.source,
            )


def requests(
    scenario: Scenario,
    kinds: Mapping[str, VehicleType],
    to_come: list[Flight],
    is_open: Callable[[Flight], bool],
    held: Mapping[str, datetime],
    ready: Mapping[str, datetime],
) -> Iterator[FlightRequest]:
    """Yield a request for each flight to come, wanted as in the plan; where it ``is_open`` it can move.

    ``held`` tells until when an event keeps a flight on the ground, ``ready`` the day on which one can be ready.
    """
    old = {request.id: request for request in scenario.requests}
    advance, slip = timedelta(days=scenario.numbers.advance_days), timedelta(days=scenario.numbers.slip_days)
    for place, flight in enumerate(to_come):
        told = old.get(flight.id)
        ports = told.ports if told is not None and is_open(flight) else ()
        before, after = (advance, slip) if kinds[flight.vehicle].seats else (CARGO_MOVES, CARGO_MOVES)
        if not is_open(flight):
            before = after = timedelta(0)
        earlier = [
            other for other in to_come[:place] if kinds[other.vehicle].id == kinds[flight.vehicle].id and other.up
        ][-LATER_FLIGHTS:]
        assert flight.launch is not None
        waits = held[flight.id] + AFTER_A_HOLD - flight.launch if flight.id in held else timedelta(0)
        slipped = max(timedelta(0), waits - after)
        before = max(before, flight.launch - ready.get(flight.id, flight.launch))
        backups = standing_by(told, flight)
        others = tuple(person for other in earlier for person in other.up)
        yield FlightRequest(
            id=flight.id,
            vehicle=flight.vehicle,
            launcher=flight.launcher,
            site=flight.site or (told.site if told is not None else ""),
            zone=flight.zone,
            ports=(*((flight.port,) if flight.port else ()), *(port for port in ports if port != flight.port)),
            profile=flight.profile if told is None else told.profile,
            launch=_around(flight.launch, before, after + slipped),
            undock=None if flight.undocked is None else _around(flight.undocked, before, after + slipped),
            crew_size=len(flight.up),
            crew_most=max(kinds[flight.vehicle].seats, len(flight.up)) if flight.up else None,
            crew_least=0 if flight.up else None,
            announced=flight.up,
            backups=backups,
            candidates=tuple(dict.fromkeys((*backups, *others))),
            at_most=told.at_most if told is not None else {},
            source=flight.source,
        )


def ready_from(events: Iterable[Event]) -> dict[str, datetime]:
    """Return for each flight that an event holds the day on which the last of them ends: so early can it go."""
    ready: dict[str, datetime] = {}
    for event in events:
        if event.kind == "launch-held" and event.end is not None:
            ready[event.subject] = max(event.end, ready.get(event.subject, event.end))
    return ready


def _around(wanted: datetime, advance: timedelta, slip: timedelta) -> DateWish:
    return DateWish(earliest=wanted - advance, latest=wanted + slip, wanted=wanted)


def held_until(flight: Flight, events: Iterable[Event]) -> datetime | None:
    """Return when the last of the events is over that keep a flight on the ground at its launch; None if none does.

    An event whose end nobody knows tells no day to slip to.
    """
    until = flight.launch
    spans = sorted(
        (event.start, event.end)
        for event in events
        if event.end is not None
        and (event.kind, event.subject)
        in {("launch-held", flight.id), ("launcher-grounded", flight.launcher), ("site-closed", flight.site)}
    )
    for start, end in spans:
        if until is not None and start <= until < end:
            until = end
    return None if until == flight.launch else until
