"""Seats: capacity, a lifeboat for everyone, and what a degraded vehicle may be the home of."""

from crossflight.planner.model import Crewed, Linear, PlanModel
from crossflight.record import Event

__all__ = ["capacity", "certified_lifeboat", "degraded_vehicle", "home_vehicle"]


def _crew(model: PlanModel, vehicle: Crewed) -> Linear:
    return len(vehicle.fixed) + sum(model.chosen[index] for index in vehicle.chosen)


def capacity(model: PlanModel) -> None:
    """Keep crews within the seats of their vehicle."""
    for vehicle in model.crewed():
        literal = model.rule(
            "seats.capacity", vehicle.id, f"{vehicle.id} carries no more than {vehicle.type.seats} people"
        )
        model.cp.add(_crew(model, vehicle) <= vehicle.type.seats).only_enforce_if(literal)


def certified_lifeboat(model: PlanModel) -> None:
    """Keep as many healthy nominal seats docked as people aboard, judged just after each undocking."""
    vehicles = model.crewed()
    station = model.problem.scenario.station
    for leaving in vehicles:
        if leaving.moves.undock_range[0] >= model.problem.calendar.days or leaving.moves.undock_range[1] < 0:
            continue
        excess: list[Linear] = []
        for vehicle in vehicles:
            if vehicle.id == leaving.id:
                continue
            presence = model.present(vehicle.id, leaving.id)
            if presence is False:
                continue
            surplus = _crew(model, vehicle) - _nominal_seats(model, vehicle)
            if presence is True:
                excess.append(surplus)
                continue
            counted = model.cp.new_int_var(-vehicle.type.seats, 1000, f"people beyond seats in {vehicle.id}")
            model.cp.add(counted == surplus).only_enforce_if(presence)
            model.cp.add(counted == 0).only_enforce_if(~presence)
            excess.append(counted)
        literal = model.rule(
            "seats.certified-lifeboat",
            f"{station.id} / {leaving.id}",
            f"everyone aboard has a nominal seat when {leaving.id} has left",
        )
        model.cp.add(sum(excess) <= 0).only_enforce_if(literal)


def degraded_vehicle(model: PlanModel) -> None:
    """Refuse a home to more people than a degraded vehicle is fit for."""
    for vehicle in model.crewed():
        ailment = _ailment(model, vehicle)
        fit_for = None if ailment is None else ailment.fit_for if ailment.fit_for is not None else ailment.nominal_seats
        if not isinstance(fit_for, int):
            continue
        literal = model.rule(
            "seats.degraded-vehicle", vehicle.id, f"{vehicle.id} is the home of no more than {fit_for} people"
        )
        model.cp.add(_crew(model, vehicle) <= fit_for).only_enforce_if(literal)


def home_vehicle(model: PlanModel) -> None:
    """Refuse homes in a vehicle without nominal seats; docked and fitted they are by the stay patterns."""
    for vehicle in model.crewed():
        ailment = _ailment(model, vehicle)
        if ailment is None or ailment.nominal_seats != 0:
            continue
        for person in vehicle.fixed:
            literal = model.rule(
                "seats.home-vehicle",
                f"{person} / {vehicle.id}",
                f"{model.problem.people[person].name}'s home vehicle {vehicle.id} is healthy",
            )
            model.cp.add_bool_or([]).only_enforce_if(literal)
        for index in vehicle.chosen:
            person = model.problem.patterns[index].person.id
            literal = model.rule(
                "seats.home-vehicle",
                f"{person} / {vehicle.id}",
                f"{model.problem.people[person].name}'s home vehicle {vehicle.id} is healthy",
            )
            model.cp.add(model.chosen[index] == 0).only_enforce_if(literal)


def _ailment(model: PlanModel, vehicle: Crewed) -> Event | None:
    """Return the worst that the scenario says of a vehicle within the horizon."""
    events = [
        event
        for event in model.problem.scenario.events
        if event.subject == vehicle.id
        and event.kind == "vehicle-degraded"
        and (event.end is None or event.end > model.problem.scenario.horizon.start)
    ]
    return max(events, key=lambda event: event.start, default=None)


def _nominal_seats(model: PlanModel, vehicle: Crewed) -> int:
    ailment = _ailment(model, vehicle)
    return vehicle.type.seats if ailment is None or ailment.nominal_seats is None else ailment.nominal_seats
