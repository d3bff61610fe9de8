"""Exchange and balance of seats."""

from collections.abc import Iterator

from crossflight.planner.model import Linear, PlanModel
from crossflight.record import Agreement

__all__ = ["balance", "exchange"]


def exchange(model: PlanModel) -> None:
    """Put the partner's people on each covered flight."""
    for agreement in _in_force(model):
        for request in model.problem.scenario.requests:
            side = _giver(model, agreement, request.vehicle)
            if request.id not in agreement.flights or side is None or request.crew_size == 0:
                continue
            partner = ", ".join(agreement.sides[1 - side].agencies)
            literal = model.rule(
                "agreements.exchange",
                f"{agreement.id} / {request.id}",
                f"{request.id} carries {agreement.partner_seats} of the partner ({partner}) under {agreement.name}",
            )
            seats = _guests(model, agreement, request.id, side)
            if request.crew_least is None:
                model.cp.add(seats >= agreement.partner_seats).only_enforce_if(literal)
                continue
            for index, _ in model.problem.patterns_up(request.id):  # a flight that carries nobody owes no seat
                model.cp.add(seats >= agreement.partner_seats).only_enforce_if(literal, model.chosen[index])


def balance(model: PlanModel) -> None:
    """Make seats given equal seats received over each agreement that ends within the horizon."""
    problem = model.problem
    planned = {request.id: request.vehicle for request in problem.scenario.requests}
    flown = {flight.id: flight for flight in problem.scenario.flights}
    for agreement in _in_force(model):
        if not agreement.is_balanced or agreement.end is None or agreement.end > problem.end:
            continue
        if any(flight_id not in planned and flight_id not in flown for flight_id in agreement.flights):
            continue  # nobody knows what they carried: the check says unknown
        given: list[Linear] = [0, 0]
        for flight_id in agreement.flights:
            side = _giver(model, agreement, planned.get(flight_id) or flown[flight_id].vehicle)
            if side is None:
                continue
            if flight_id in planned:
                given[side] += _guests(model, agreement, flight_id, side)
            else:
                agencies = agreement.sides[1 - side].agencies
                given[side] += sum(problem.people[person].agency in agencies for person in flown[flight_id].up)
        literal = model.rule(
            "agreements.balance", agreement.id, f"seats given equal seats received under {agreement.name}"
        )
        model.cp.add(given[0] == given[1]).only_enforce_if(literal)


def _in_force(model: PlanModel) -> Iterator[Agreement]:
    """Yield the agreements that hold; one that is to be done without is switched off."""
    scenario = model.problem.scenario
    without = {entry.agreement for entry in scenario.requirements if entry.kind == "no-exchange"}
    return (entry for entry in scenario.agreements if entry.is_in_force and not without & {None, entry.id})


def _giver(model: PlanModel, agreement: Agreement, vehicle: str) -> int | None:
    kind = model.problem.types[vehicle].id
    return next((index for index, side in enumerate(agreement.sides) if kind in side.vehicle_types), None)


def _guests(model: PlanModel, agreement: Agreement, flight_id: str, side: int) -> Linear:
    agencies = agreement.sides[1 - side].agencies
    return sum(
        model.chosen[index]
        for index, pattern in model.problem.patterns_up(flight_id)
        if pattern.person.agency in agencies
    )
