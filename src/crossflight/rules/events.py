"""What events order: vehicles that are not fit to bring people home or have to leave, and flights that are lost."""

from collections.abc import Iterator

from crossflight.instants import write
from crossflight.record import Finding
from crossflight.rules.case import FAR, Case
from crossflight.rules.witness import witness

__all__: list[str] = []


@witness("vehicles.fit-return", reads=("flights",), flight_by_flight=True)
def fit_return(case: Case) -> Iterator[Finding]:
    """Find flights that come home with more people than their degraded vehicle has nominal seats."""
    for flight in case.plan.flights:
        if not flight.down or flight.undocked is None or not case.start <= flight.undocked < case.end:
            continue
        ailment = case.ailment(flight.id, flight.undocked)
        if ailment is None or ailment.nominal_seats is None or len(flight.down) <= ailment.nominal_seats:
            continue
        people, seats = len(flight.down), ailment.nominal_seats
        yield case.finding(
            "vehicles.fit-return",
            flight.undocked,
            flight.undocked,
            (flight.id,),
            f"{flight.id} brings home {people} people, and is degraded to {seats} nominal seats",
            amount=people,
            limit=seats,
            unit="people",
            flights=(flight,),
            facts=(ailment,),
        )


@witness("vehicles.leave-by", reads=("flights",), flight_by_flight=True)
def leave_by(case: Case) -> Iterator[Finding]:
    """Find vehicles that are still docked after the day by which an event wants them gone."""
    for event in case.scenario.events:
        flight = case.flights.get(event.subject) if event.kind == "leave-by" else None
        if flight is None or flight.docked is None or event.end is None or not case.start <= event.end < case.end:
            continue
        leaves = flight.undocked or FAR
        if leaves > event.end:
            told = f"leaves on {write(leaves)}" if flight.undocked else "stays"
            yield case.finding(
                "vehicles.leave-by",
                event.end,
                leaves,
                (flight.id,),
                f"{flight.id} {told}, and has to leave by {write(event.end)}: {event.sentence}",
                flights=(flight,),
                facts=(event,),
            )


@witness("flights.lost", reads=("flights",), flight_by_flight=True)
def lost(case: Case) -> Iterator[Finding]:
    """Find flights that dock although an event has ended them."""
    for event in case.scenario.events:
        flight = case.flights.get(event.subject) if event.kind == "flight-lost" else None
        if flight is None or flight.docked is None or not event.start < flight.docked < case.end:
            continue
        if flight.docked >= case.start:
            yield case.finding(
                "flights.lost",
                flight.docked,
                flight.docked,
                (flight.id,),
                f"{flight.id} docks on {write(flight.docked)}, and was lost on {write(event.start)}",
                flights=(flight,),
                facts=(event,),
            )
