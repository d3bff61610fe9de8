"""Seats: capacity, a lifeboat for everyone, and what a degraded vehicle may be the home of."""

from collections.abc import Iterator
from itertools import pairwise

from crossflight import instants
from crossflight.planner.ailments import Ailment, ailments
from crossflight.planner.constraints.exposure import Look, count_exposure
from crossflight.planner.model import Crewed, Linear, Literal, PlanModel
from crossflight.planner.moments import Moment, moment, reach
from crossflight.planner.waived import ending, inside, spans

__all__ = ["capacity", "certified_lifeboat", "degraded_vehicle", "home_vehicle"]

LIFEBOAT = "seats.certified-lifeboat"
Excess = dict[str, tuple[Linear, ...]]
"""By the name of a moment: people beyond seats."""


def _crew(model: PlanModel, vehicle: Crewed) -> Linear:
    return len(vehicle.fixed) + sum(model.chosen[index] for index in vehicle.chosen)


def capacity(model: PlanModel) -> None:
    """Keep crews within the seats of their vehicle, where it still flies up or home within the horizon."""
    for vehicle in model.crewed():
        stays_on = vehicle.moves.undock_range[0] >= model.problem.calendar.days
        if (vehicle.fixed or not vehicle.chosen) and stays_on:
            continue
        literal = model.rule(
            "seats.capacity", vehicle.id, f"{vehicle.id} carries no more than {vehicle.type.seats} people"
        )
        model.cp.add(_crew(model, vehicle) <= vehicle.type.seats).only_enforce_if(literal)
        last = [model.chosen[leg.pattern] for leg in vehicle.legs if leg.until is None]
        if last and not stays_on:
            aboard = [model.chosen[index] for index, pattern in model.problem.patterns_down(vehicle.id)]
            model.cp.add(len(vehicle.fixed) + sum(aboard) <= vehicle.type.seats).only_enforce_if(literal)


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
    known: Excess = {}
    for name, words, look in (*_looks(model, ships), *ends):
        excess = _excess(model, ships, name, look, known)
        literal = model.rule(LIFEBOAT, f"{station.id} / {name}", f"everyone aboard has a nominal seat {words}")
        held = [literal, *(~inside(model, waiver, look.minute) for waiver in waivers)]
        model.cp.add(sum(excess) <= 0).only_enforce_if(held)
    looks = tuple(_looks(model, ships, with_dockings=True))
    count_exposure(model, ships, waivers, looks, lambda name, look: _excess(model, ships, name, look, known))


def _ships(model: PlanModel) -> Iterator[Crewed]:
    """Yield every vehicle with seats that is docked within the horizon, with people or without."""
    homes = {vehicle.id: vehicle for vehicle in model.crewed()}
    flights = [(flight.id, flight.vehicle) for flight in model.problem.fixed_flights]
    flights += [(request.id, request.vehicle) for request in model.problem.scenario.requests]
    for flight_id, vehicle in flights:
        kind, moves = model.problem.types[vehicle], model.moves[flight_id]
        if (kind.seats or flight_id in homes) and moves.undock_range[1] >= 0:
            yield homes.get(flight_id) or Crewed(flight_id, kind, moves)


def _looks(model: PlanModel, ships: tuple[Crewed, ...], *, with_dockings: bool = False) -> Iterator[Look]:
    """Yield the moments at which there can have become fewer seats than people, or more."""
    start = model.problem.calendar.minute(model.problem.scenario.horizon.start)
    yield "start", "at the start of the horizon", Moment(start, start, start)
    for ship in ships:
        if ship.moves.undock_range[0] < model.problem.calendar.days:
            leaves = moment(ship.moves.undock_minute, *reach(ship.moves.undock_range))
            yield ship.id, f"when {ship.id} has left", leaves
        if ship.moves.dock_range[1] >= 0 and (with_dockings or any(ailments(model, ship))):
            docks = moment(ship.moves.dock_minute, *reach(ship.moves.dock_range))
            yield f"{ship.id} docked", f"when {ship.id} has docked", docks
    starts = {ailment.start for ship in ships for ailment in ailments(model, ship)}
    ends = {ailment.end for ship in ships for ailment in ailments(model, ship)} if with_dockings else set()
    for minute in sorted((starts | ends) - {start, model.problem.calendar.minute(model.problem.end)}):
        told = instants.write(model.instant(minute))
        yield told, f"on {told}", Moment(minute, minute, minute)


def _excess(model: PlanModel, ships: tuple[Crewed, ...], name: str, look: Moment, known: Excess) -> tuple[Linear, ...]:
    """Return people beyond seats at a moment, one term for each ship and for each person whose home changes."""
    if name not in known:
        there = tuple(_beyond_seats(model, ship, name, look) for ship in ships if ship.id != name)
        known[name] = (*there, *_reseated(model, look))
    return known[name]


def _beyond_seats(model: PlanModel, ship: Crewed, name: str, look: Moment) -> Linear:
    """Return the people beyond the healthy seats of a ship, negative where seats are free; 0 while it is not there."""
    there = model.present(ship.id, name) if name in model.moves else model.present_at(ship.id, name, look)
    if there is False:
        return 0
    surplus = _crew(model, ship) - ship.type.seats
    for ailment in ailments(model, ship):
        if ailment.event.nominal_seats is not None:
            missing = ship.type.seats - ailment.event.nominal_seats
            surplus += missing * model.within(look.minute, ((ailment.start, ailment.end),))
    if there is True:
        return surplus
    counted = model.cp.new_int_var(-ship.type.seats, 1000, f"people beyond seats in {ship.id}")
    model.cp.add(counted == surplus).only_enforce_if(there)
    model.cp.add(counted == 0).only_enforce_if(~there)
    return counted


def _reseated(model: PlanModel, look: Moment) -> Iterator[Literal | bool]:
    """Yield those aboard at a moment whose home changes in their stay: whichever seat is theirs, they count once."""
    for index, pattern in enumerate(model.problem.patterns):
        if len(pattern.homes) > 1:
            gone = model.moves[pattern.down]
            leaves = moment(gone.undock_minute, *reach(gone.undock_range))
            stays = True if leaves.first > look.last else model.before(look.minute, leaves.minute)
            yield model.both(model.chosen[index], stays)


# ------------------------------------------------------------------------------------------------------------- health


def degraded_vehicle(model: PlanModel) -> None:
    """Refuse a home to more people than a degraded vehicle is fit for."""
    for vehicle in model.crewed():
        for ailment in _unwaived(model, vehicle, "seats.degraded-vehicle", (vehicle.id,)):
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
                crew = _crew(model, vehicle) + sum(at_home for _, at_home in _at_home(model, vehicle, ailment))
                model.cp.add(crew <= fit_for).only_enforce_if(held)


def home_vehicle(model: PlanModel) -> None:
    """Refuse homes in a vehicle without nominal seats, and let nobody be left behind by the vehicle of a seat."""
    _leave_no_seat_behind(model)
    for vehicle in model.crewed():
        homes: list[tuple[str, Literal | bool]] = [(person, True) for person in vehicle.fixed]
        homes += [(model.problem.patterns[index].person.id, model.chosen[index]) for index in vehicle.chosen]
        people = dict.fromkeys([*(person for person, _ in homes), *_on_legs(model, vehicle)])
        for person in people:
            for ailment in _unwaived(model, vehicle, "seats.home-vehicle", (person, vehicle.id)):
                if ailment.event.nominal_seats != 0:
                    continue
                at_home = [chosen for name, chosen in homes if name == person]
                at_home += [chosen for name, chosen in _at_home(model, vehicle, ailment) if name == person]
                literal = model.rule(
                    "seats.home-vehicle",
                    f"{person} / {vehicle.id}",
                    f"{model.problem.people[person].name}'s home vehicle {vehicle.id} is healthy",
                )
                is_there = model.either(at_home)
                absent = (not is_there) if isinstance(is_there, bool) else ~is_there
                model.cp.add_implication(literal, model.either((_away(model, vehicle, ailment), absent)))


def _on_legs(model: PlanModel, vehicle: Crewed) -> Iterator[str]:
    return (model.problem.patterns[leg.pattern].person.id for leg in vehicle.legs)


def _at_home(model: PlanModel, vehicle: Crewed, ailment: Ailment) -> Iterator[tuple[str, Literal | bool]]:
    """Yield those whose home the vehicle is for a part of the time: whether any of it lies in the ailment."""
    for leg in vehicle.legs:
        overlaps: Literal | bool = model.chosen[leg.pattern]
        if leg.since is not None:
            overlaps = model.both(overlaps, model.before(model.reseated(leg.since).minute, ailment.end))
        if leg.until is not None:
            overlaps = model.both(overlaps, model.before(ailment.start, model.reseated(leg.until).minute))
        yield model.problem.patterns[leg.pattern].person.id, overlaps


def _leave_no_seat_behind(model: PlanModel) -> None:
    """Let each seat be moved while the vehicle that had it is still there, and one after the other."""
    for index, pattern in enumerate(model.problem.patterns):
        for place, (home, following) in enumerate(pairwise(pattern.homes)):
            moved = model.reseated(following).minute
            chosen = model.chosen[index]
            model.cp.add(moved < model.moves[home].undock_minute).only_enforce_if(chosen)
            model.cp.add(moved < model.moves[following].undock_minute).only_enforce_if(chosen)
            if place:
                model.cp.add(model.reseated(home).minute < moved).only_enforce_if(chosen)


def _unwaived(model: PlanModel, vehicle: Crewed, rule_id: str, subject: tuple[str, ...]) -> Iterator[Ailment]:
    """Yield the spans in which a vehicle is degraded, without those for which a dated waiver stands."""
    waived = [
        (span.start.first, span.end.last)
        for span in spans(model, rule_id, subject)
        if span.start.first == span.start.last and span.end.first == span.end.last
    ]
    for ailment in ailments(model, vehicle):
        left = [(ailment.start, ailment.end)]
        for start, end in waived:
            left = [
                (first, last)
                for begin, stop in left
                for first, last in ((begin, min(stop, start)), (max(begin, end), stop))
                if first < last
            ]
        for start, end in left:
            yield Ailment(ailment.event, start, end)


def _away(model: PlanModel, vehicle: Crewed, ailment: Ailment) -> Literal | bool:
    """Return whether a vehicle is docked at no time of an ailment."""
    gone = model.before(vehicle.moves.undock_minute, ailment.start + 1)
    to_come = model.before(ailment.end - 1, vehicle.moves.dock_minute)
    return model.either((gone, to_come))
