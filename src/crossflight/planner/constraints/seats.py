"""Seats: capacity, a lifeboat for everyone, and what a degraded vehicle may be the home of."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from crossflight import instants
from crossflight.planner.model import Crewed, Linear, Literal, PlanModel
from crossflight.planner.moments import Moment, moment, reach
from crossflight.planner.waived import ending, inside, spans
from crossflight.record import Event

__all__ = ["capacity", "certified_lifeboat", "degraded_vehicle", "home_vehicle"]

LIFEBOAT = "seats.certified-lifeboat"


@dataclass(frozen=True)
class Ailment:
    """A span of the horizon, in minutes, in which a vehicle is degraded."""

    event: Event
    start: int
    end: int


def _crew(model: PlanModel, vehicle: Crewed) -> Linear:
    return len(vehicle.fixed) + sum(model.chosen[index] for index in vehicle.chosen)


def capacity(model: PlanModel) -> None:
    """Keep crews within the seats of their vehicle, where it still flies up or home within the horizon."""
    for vehicle in model.crewed():
        if vehicle.fixed and vehicle.moves.undock_range[0] >= model.problem.calendar.days:
            continue
        literal = model.rule(
            "seats.capacity", vehicle.id, f"{vehicle.id} carries no more than {vehicle.type.seats} people"
        )
        model.cp.add(_crew(model, vehicle) <= vehicle.type.seats).only_enforce_if(literal)


# ------------------------------------------------------------------------------------------------------------ lifeboat


def certified_lifeboat(model: PlanModel) -> None:
    """Keep as many healthy nominal seats docked as people aboard.

    It is judged where it can become worse: at the start, just after each undocking, as a vehicle is degraded or a
    degraded one docks, and as a waiver ends. An empty ship brings seats.
    """
    station = model.problem.scenario.station
    ships = tuple(_ships(model))
    waivers = tuple(spans(model, LIFEBOAT, (station.id,)))
    ends = ((f"end of {span.id}", f"when the waiver {span.id} ends", span.end) for span in ending(model, waivers))
    for name, words, look in (*_looks(model, ships), *ends):
        excess = [_excess(model, ship, name, look) for ship in ships if ship.id != name]
        literal = model.rule(LIFEBOAT, f"{station.id} / {name}", f"everyone aboard has a nominal seat {words}")
        held = [literal, *(~inside(model, waiver, look.minute) for waiver in waivers)]
        model.cp.add(sum(excess) <= 0).only_enforce_if(held)


def _ships(model: PlanModel) -> Iterator[Crewed]:
    """Yield every vehicle with seats that is docked within the horizon, with people or without."""
    homes = {vehicle.id: vehicle for vehicle in model.crewed()}
    flights = [(flight.id, flight.vehicle) for flight in model.problem.fixed_flights]
    flights += [(request.id, request.vehicle) for request in model.problem.scenario.requests]
    for flight_id, vehicle in flights:
        kind, moves = model.problem.types[vehicle], model.moves[flight_id]
        if (kind.seats or flight_id in homes) and moves.undock_range[1] >= 0:
            yield homes.get(flight_id) or Crewed(flight_id, kind, moves, (), ())


def _looks(model: PlanModel, ships: tuple[Crewed, ...]) -> Iterator[tuple[str, str, Moment]]:
    """Yield the moments at which there can have become fewer seats than people: name, words, moment."""
    start = model.problem.calendar.minute(model.problem.scenario.horizon.start)
    yield "start", "at the start of the horizon", Moment(start, start, start)
    for ship in ships:
        if ship.moves.undock_range[0] < model.problem.calendar.days:
            leaves = moment(ship.moves.undock_minute, *reach(ship.moves.undock_range))
            yield ship.id, f"when {ship.id} has left", leaves
        if ship.moves.dock_range[1] >= 0 and any(_ailments(model, ship)):
            docks = moment(ship.moves.dock_minute, *reach(ship.moves.dock_range))
            yield f"{ship.id} docked", f"when {ship.id} has docked", docks
    for minute in sorted({ailment.start for ship in ships for ailment in _ailments(model, ship)} - {start}):
        told = instants.write(model.instant(minute))
        yield told, f"on {told}", Moment(minute, minute, minute)


def _excess(model: PlanModel, ship: Crewed, name: str, look: Moment) -> Linear:
    """Return the people beyond the healthy seats of a ship, negative where seats are free; 0 while it is not there."""
    there = model.present(ship.id, name) if name in model.moves else model.present_at(ship.id, name, look)
    if there is False:
        return 0
    surplus = _crew(model, ship) - ship.type.seats
    for ailment in _ailments(model, ship):
        if ailment.event.nominal_seats is not None:
            missing = ship.type.seats - ailment.event.nominal_seats
            surplus += missing * model.within(look.minute, ((ailment.start, ailment.end),))
    if there is True:
        return surplus
    counted = model.cp.new_int_var(-ship.type.seats, 1000, f"people beyond seats in {ship.id}")
    model.cp.add(counted == surplus).only_enforce_if(there)
    model.cp.add(counted == 0).only_enforce_if(~there)
    return counted


# ------------------------------------------------------------------------------------------------------------- health


def degraded_vehicle(model: PlanModel) -> None:
    """Refuse a home to more people than a degraded vehicle is fit for."""
    for vehicle in model.crewed():
        for ailment in _ailments(model, vehicle):
            event = ailment.event
            fit_for = event.nominal_seats if event.fit_for is None else event.fit_for
            if not isinstance(fit_for, int):
                continue
            literal = model.rule(
                "seats.degraded-vehicle", vehicle.id, f"{vehicle.id} is the home of no more than {fit_for} people"
            )
            away = _away(model, vehicle, ailment)
            if away is not True:
                held = [literal, *([] if away is False else [~away])]
                model.cp.add(_crew(model, vehicle) <= fit_for).only_enforce_if(held)


def home_vehicle(model: PlanModel) -> None:
    """Refuse homes in a vehicle without nominal seats; docked and fitted they are by the stay patterns."""
    for vehicle in model.crewed():
        absent: list[tuple[str, Literal | bool]] = [(person, False) for person in vehicle.fixed]
        absent += [(model.problem.patterns[index].person.id, ~model.chosen[index]) for index in vehicle.chosen]
        for ailment in _ailments(model, vehicle):
            if ailment.event.nominal_seats != 0:
                continue
            away = _away(model, vehicle, ailment)
            for person, is_absent in absent:
                literal = model.rule(
                    "seats.home-vehicle",
                    f"{person} / {vehicle.id}",
                    f"{model.problem.people[person].name}'s home vehicle {vehicle.id} is healthy",
                )
                model.cp.add_implication(literal, model.either((away, is_absent)))


def _ailments(model: PlanModel, vehicle: Crewed) -> Iterator[Ailment]:
    """Yield the spans of the horizon in which a vehicle is degraded; a later event overrides an earlier one."""
    problem = model.problem
    start, end = problem.scenario.horizon.start, problem.end
    events = sorted(
        (
            event
            for event in problem.scenario.events
            if event.subject == vehicle.id and event.kind in {"vehicle-degraded", "vehicle-restored"}
        ),
        key=lambda event: event.start,
    )
    limits = [limit for event in events for limit in (event.start, event.end)]
    times = {start, end, *(limit for limit in limits if limit is not None and start < limit < end)}
    for first, last in pairwise(sorted(times)):
        current = [event for event in events if event.start <= first and (event.end is None or first < event.end)]
        if current and current[-1].kind == "vehicle-degraded":
            yield Ailment(current[-1], problem.calendar.minute(first), problem.calendar.minute(last))


def _away(model: PlanModel, vehicle: Crewed, ailment: Ailment) -> Literal | bool:
    """Return whether a vehicle is docked at no time of an ailment."""
    gone = model.before(vehicle.moves.undock_minute, ailment.start + 1)
    to_come = model.before(ailment.end - 1, vehicle.moves.dock_minute)
    return model.either((gone, to_come))
