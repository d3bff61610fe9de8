"""What was asked for: days, announced people, and seats for each agency."""

from collections.abc import Iterator
from datetime import datetime

from crossflight.instants import DAY, midnight, write
from crossflight.record import Finding, Flight, FlightRequest
from crossflight.rules.case import Case
from crossflight.rules.witness import witness

__all__: list[str] = []


@witness("flights.window", reads=("flights",), flight_by_flight=True)
def window(case: Case) -> Iterator[Finding]:
    """Find flights that launch or leave outside the days that were asked for."""
    wishes = case.setting.wishes
    asked = ((flight, moment, wish) for flight in case.plan.flights for moment, wish in wishes.get(flight.id, ()))
    for flight, moment, wish in asked:
        instant = flight.moment(moment)
        if instant is None or not case.is_judged(instant):
            continue
        if wish.earliest is not None and instant < midnight(wish.earliest):
            limit: datetime = wish.earliest
            trouble = "before"
        elif wish.latest is not None and instant >= midnight(wish.latest) + DAY:
            limit = wish.latest
            trouble = "after"
        else:
            continue
        what = "launches" if moment == "launch" else "leaves"
        yield case.finding(
            "flights.window",
            instant,
            instant,
            (flight.id,),
            f"{flight.id} {what} on {write(instant)}, {trouble} {write(limit)}",
            flights=(flight,),
        )


@witness("crew.as-announced", reads=("flights",), flight_by_flight=True)
def as_announced(case: Case) -> Iterator[Finding]:
    """Find people who were announced for a flight and do not fly on it."""
    for request, flight, instant in _flown_requests(case):
        for person in request.announced:
            if person not in flight.up:
                yield case.finding(
                    "crew.as-announced",
                    instant,
                    instant,
                    (flight.id, person),
                    f"{case.name_of(person)} was announced for {flight.id} and does not fly on it",
                    flights=(flight,),
                )


@witness("crew.composition", reads=("flights",), flight_by_flight=True)
def composition(case: Case) -> Iterator[Finding]:
    """Find flights with another crew size, or other seats for an agency, than asked for."""
    for request, flight, instant in _flown_requests(case):
        for trouble in _composition_troubles(case, request, flight):
            yield case.finding(
                "crew.composition",
                instant,
                instant,
                (flight.id,),
                f"{flight.id}: {trouble}",
                flights=(flight,),
            )


def _flown_requests(case: Case) -> Iterator[tuple[FlightRequest, Flight, datetime]]:
    for flight in case.plan.flights:
        request = case.setting.requests.get(flight.id)
        if request is not None and flight.launch is not None and case.is_judged(flight.launch):
            yield request, flight, flight.launch


def _composition_troubles(case: Case, request: FlightRequest, flight: Flight) -> Iterator[str]:
    least = request.crew_size if request.crew_least is None else request.crew_least
    most = max(request.crew_size, request.crew_most or 0)
    if not least <= len(flight.up) <= most:
        yield f"{len(flight.up)} people fly up, {request.crew_size} were asked for"
    seats: dict[str, int] = {}
    for person in flight.up:
        if person in case.people and person not in (*request.announced, *request.candidates):
            agency = case.people[person].agency
            seats[agency] = seats.get(agency, 0) + 1
    announced: dict[str, int] = {}
    for person in request.announced:
        if person in case.people and person in flight.up:
            agency = case.people[person].agency
            announced[agency] = announced.get(agency, 0) + 1
    for agency, least in request.at_least.items() if request.crew_least is None else ():
        has = seats.get(agency, 0) + announced.get(agency, 0)
        if has < least:
            yield f"{agency} has {has} seats, at least {least} were asked for"
    for agency, number in sorted(seats.items()):
        most = max(0, request.at_most.get(agency, 0) - announced.get(agency, 0))
        if number > most:
            yield f"{agency} has {number} of the open seats, at most {most} were asked for"
