"""Seats home: enough of them, healthy, assigned and fitted."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from crossflight.record import Event, Finding, Flight, HomeSeat
from crossflight.rules.case import Aboard, Case, Frame, Situation
from crossflight.rules.runs import runs
from crossflight.rules.witness import witness

__all__ = ["without_own_seat"]


@witness("seats.certified-lifeboat")
def certified_lifeboat(case: Case) -> Iterator[Finding]:
    """Find spans with fewer healthy nominal seats than people, and name those without one of their own."""
    station = case.scenario.station
    found: list[tuple[tuple[int, tuple[str, ...]], datetime, datetime]] = []
    for situation in case.situations:
        short = len(situation.people) - sum(situation.seats.values())
        if short > 0:
            without = sorted(without_own_seat(situation.people, situation.start, situation.seats))
            found.append(((short, tuple(without)), situation.start, situation.end))
    for (short, names), start, end in runs(found):
        yield case.finding(
            "seats.certified-lifeboat",
            start,
            case.open_end(end),
            (station.id, *names),
            f"{'1 person aboard has' if short == 1 else f'{short} people aboard have'} no nominal seat in a healthy "
            "docked vehicle: " + ", ".join(case.name_of(name) for name in names),
            amount=short,
            limit=0,
            unit="people",
            facts=case.events_about(
                sorted({home.flight for entry in case.aboard if entry.person.id in names for home in entry.homes}),
                start,
                end,
            ),
        )


def without_own_seat(people: Iterable[Aboard], instant: datetime, seats: Mapping[str, int]) -> Iterator[str]:
    """Yield the people without a nominal seat of their own; ``seats`` holds those of each docked vehicle."""
    taken: dict[str, int] = {}
    for entry in sorted(people, key=lambda entry: entry.person.id):
        for home in entry.homes_at(instant)[-1:]:
            if home.flight in seats and home.kind == "nominal":
                taken[home.flight] = taken.get(home.flight, 0) + 1
                if taken[home.flight] <= seats[home.flight]:
                    break
        else:
            yield entry.person.id


@witness("seats.degraded-vehicle")
def degraded_vehicle(case: Case) -> Iterator[Finding]:
    """Find spans in which a degraded vehicle is the home of more people than it was published to be fit for."""
    events = {event.id: event for event in case.scenario.events}
    found: list[tuple[tuple[str, str, int, bool], datetime, datetime]] = []
    for situation in case.situations if case.setting.health else ():
        found += ((overfull, situation.start, situation.end) for overfull in case.kept(_overfull, situation))
    for (flight_id, event_id, number, is_certain), start, end in runs(found):
        flight, ailment = case.flights[flight_id], events[event_id]
        is_published = isinstance(ailment.fit_for, int) or ailment.fit_for is None
        yield case.finding(
            "seats.degraded-vehicle",
            start,
            case.open_end(end),
            (flight.id,),
            f"{flight.id} is degraded and the home of {number} people; "
            + (f"it is fit for {_fit_for(ailment)}" if is_published else "for how many it is fit was not yet public"),
            unknown=(
                None
                if is_certain
                else "the day of a seat change is not public"
                if is_published
                else "what the degraded vehicle is fit for was not yet public"
            ),
            amount=number,
            limit=_fit_for(ailment),
            unit="people",
            flights=(flight,),
            facts=(ailment,),
        )


def _overfull(frame: Frame, situation: Situation) -> tuple[tuple[str, str, int, bool], ...]:
    """Return the flights of degraded vehicles, the events, whose home they are, and whether surely of too many."""
    found: list[tuple[str, str, int, bool]] = []
    for visit in situation.visits:
        ailment = frame.ailment(visit.flight.id, situation.start)
        if ailment is None:
            continue
        surely = sum(homes == {visit.flight.id} for homes in situation.homes)
        perhaps = sum(visit.flight.id in homes for homes in situation.homes)
        fit_for = ailment.nominal_seats if ailment.fit_for is None else ailment.fit_for
        if fit_for is None or perhaps == 0:
            continue
        if fit_for == "unknown":
            found.append((visit.flight.id, ailment.id, perhaps, False))
        elif perhaps > fit_for:
            found.append((visit.flight.id, ailment.id, perhaps, surely > fit_for))
    return tuple(found)


def _fit_for(ailment: Event) -> int | None:
    fit_for = ailment.nominal_seats if ailment.fit_for is None else ailment.fit_for
    return fit_for if isinstance(fit_for, int) else None


@witness("seats.home-vehicle")
def home_vehicle(case: Case) -> Iterator[Finding]:
    """Find spans in which somebody's assigned vehicle is not there, not healthy or not fitted for that person."""
    found: list[tuple[tuple[str, str, str, str | None], datetime, datetime]] = []
    for situation in case.situations:
        found += ((trouble, situation.start, situation.end) for trouble in case.kept(_homes_in_trouble, situation))
    for (person, flight_id, trouble, unknown), start, end in runs(found):
        flight = case.flights.get(flight_id)
        yield case.finding(
            "seats.home-vehicle",
            start,
            case.open_end(end),
            (person, flight_id),
            f"{case.name_of(person)}: {trouble}",
            unknown=unknown,
            flights=() if flight is None else (flight,),
            facts=(*case.events_about((flight_id,), start, end), *_changes(case, person, start, end)),
        )


def _homes_in_trouble(_frame: Frame, situation: Situation) -> tuple[tuple[str, str, str, str | None], ...]:
    """Return whose home is not as it should be: person, flight, trouble, reason if it is unknown."""
    found: list[tuple[str, str, str, str | None]] = []
    for entry in situation.people:
        verdict = _judge_homes(entry, situation.seats, situation.start)
        if verdict is not None:
            found.append((entry.person.id, *verdict))
    return tuple(found)


def _changes(case: Case, person: str, start: datetime, end: datetime) -> tuple[HomeSeat, ...]:
    """Return the changes of a person's seat at the ends of a span or within it."""
    return tuple(
        home for entry in case.aboard if entry.person.id == person for home in entry.homes if start <= home.since <= end
    )


def _judge_homes(entry: Aboard, seats: Mapping[str, int], instant: datetime) -> tuple[str, str, str | None] | None:
    """Return (flight, trouble, reason if unknown), or None when every possible home is fine."""
    options = entry.homes_at(instant)
    if len(options) == 1 and options[0].fitted is True and seats.get(options[0].flight):
        return None  # nearly everybody
    if not options:
        return (entry.stay.up or "", "no home seat is recorded", "no home seat is recorded")
    troubles = [(home, _trouble(home, seats)) for home in options]
    bad = [(home, trouble) for home, trouble in troubles if trouble is not None]
    if not bad:
        return None
    home, (trouble, _) = bad[0]
    if len(bad) < len(options):
        return (
            home.flight,
            f"{trouble}, unless the seat had moved by then",
            "the day of a seat change is not public",
        )
    certain = [(home, trouble) for home, (trouble, is_certain) in bad if is_certain]
    if len(certain) == len(options):
        return (certain[0][0].flight, certain[0][1], None)
    unsure = "the day of a seat change is not public" if len(options) > 1 else "whether the seat fits is not public"
    return (home.flight, trouble, unsure)


def _trouble(home: HomeSeat, seats: Mapping[str, int]) -> tuple[str, bool] | None:
    if home.flight not in seats:
        return (f"the assigned vehicle {home.flight} is not docked", True)
    if seats[home.flight] == 0:
        return (f"the assigned vehicle {home.flight} is not healthy", True)
    if home.fitted is False:
        return (f"the place in {home.flight} is not fitted for this person", True)
    if home.fitted == "unknown":
        return (
            f"whether the place in {home.flight} is fitted for this person (liner, suit) is not public",
            False,
        )
    return None


@witness("seats.capacity")
def capacity(case: Case) -> Iterator[Finding]:
    """Find flights that carry more people than they have seats: at liftoff, at relocations, at landing."""
    for flight in case.plan.flights:
        if not (flight.up or flight.down or flight.relocations):
            continue
        seats = case.type_of(flight).seats
        for number, what, instant in _loads(case, flight):
            if number > seats and case.is_judged(instant):
                yield case.finding(
                    "seats.capacity",
                    instant,
                    instant,
                    (flight.id,),
                    f"{flight.id} {what} {number} people and has {seats} seats",
                    amount=number,
                    limit=seats,
                    unit="people",
                    flights=(flight,),
                )


def _loads(case: Case, flight: Flight) -> Iterator[tuple[int, str, datetime]]:
    start = flight.launch or flight.docked
    if flight.up and start is not None:
        yield len(flight.up), "carries up", start
    for move in flight.relocations:
        riders = [
            entry
            for entry in case.aboard_at(move.undocked)
            if move.undocked < entry.end and entry.flights_at(move.undocked) == {flight.id}
        ]
        yield len(riders), "moves between ports with", move.undocked
    end = flight.undocked or flight.landed
    if flight.down and end is not None:
        yield len(flight.down), "brings down", end
