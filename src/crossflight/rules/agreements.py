"""Agreements: the partner aboard each covered flight, and a balance in the end."""

from collections.abc import Iterator

from crossflight.record import Agreement, Finding, Flight
from crossflight.rules.case import Case
from crossflight.rules.witness import witness

__all__: list[str] = []


@witness("agreements.exchange", reads=("flights",), flight_by_flight=True)
def exchange(case: Case) -> Iterator[Finding]:
    """Find covered flights that carry people and fewer of the partner's than agreed."""
    for agreement in case.setting.agreements:
        for flight in _covered(case, agreement):
            giver = _giver(case, agreement, flight)
            if giver is None or not flight.up:
                continue
            guests = _guests(case, agreement, flight, giver)
            if guests < agreement.partner_seats:
                partner = ", ".join(agreement.sides[1 - giver].agencies)
                yield case.finding(
                    "agreements.exchange",
                    agreement.start,
                    agreement.end,
                    (agreement.id, flight.id),
                    f"{flight.id} carries {guests} of the partner ({partner}); {agreement.name} asks for "
                    f"{agreement.partner_seats}",
                    amount=guests,
                    limit=agreement.partner_seats,
                    unit="seats",
                    flights=(flight,),
                )


@witness("agreements.balance", reads=("flights",))
def balance(case: Case) -> Iterator[Finding]:
    """Find agreements that ended with more seats given by one side than by the other."""
    for agreement in case.setting.agreements:
        if not agreement.is_balanced or agreement.end is None or agreement.end > case.end:
            continue
        given = [0, 0]
        flights = tuple(_covered(case, agreement))
        for flight in flights:
            giver = _giver(case, agreement, flight)
            if giver is not None:
                given[giver] += _guests(case, agreement, flight, giver)
        missing = sorted(set(agreement.flights) - {flight.id for flight in flights} - _dropped(case))
        if given[0] == given[1] and not missing:
            continue
        first, second = (side.agencies[0] for side in agreement.sides)
        yield case.finding(
            "agreements.balance",
            agreement.start,
            agreement.end,
            (agreement.id,),
            f"{agreement.name}: {first} gave {given[0]} seats and {second} gave {given[1]}"
            + (f"; not in the record: {', '.join(missing)}" if missing else ""),
            unknown="covered flights lie outside the record" if missing else None,
            amount=abs(given[0] - given[1]),
            limit=0,
            unit="seats",
            flights=flights,
        )


def _covered(case: Case, agreement: Agreement) -> Iterator[Flight]:
    """Yield the covered flights of the plan that launch in the span that is judged, or before it."""
    for flight_id in agreement.flights:
        flight = case.flights.get(flight_id)
        if flight is not None and flight.launch is not None and flight.launch < case.end:
            yield flight


def _dropped(case: Case) -> set[str | None]:
    """Return the flights that are required not to fly: they carry nobody, and nothing about them is unknown."""
    return {entry.flight for entry in case.scenario.requirements if entry.kind == "dropped" and not entry.is_not}


def _giver(case: Case, agreement: Agreement, flight: Flight) -> int | None:
    """Return which side's vehicle flies: 0 or 1, None when it is neither's."""
    kind = case.type_of(flight).id
    return next((index for index, side in enumerate(agreement.sides) if kind in side.vehicle_types), None)


def _guests(case: Case, agreement: Agreement, flight: Flight, giver: int) -> int:
    agencies = agreement.sides[1 - giver].agencies
    return sum(person in case.people and case.people[person].agency in agencies for person in flight.up)
