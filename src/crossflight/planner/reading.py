"""Reading a plan from the values that the solver gives."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal

from ortools.sat.python import cp_model

from crossflight.instants import days_between
from crossflight.planner.days import Leaving
from crossflight.planner.model import Linear, PlanModel
from crossflight.planner.problem import OpenFlight, Problem
from crossflight.record import Flight, HomeSeat, Moment, Person, Precision, Stay

__all__ = ["flights_and_stays"]


def flights_and_stays(model: PlanModel, values: list[int]) -> tuple[tuple[Flight, ...], tuple[Stay, ...]]:
    """Return all flights, fixed and planned, by launch, and all stays that they make."""
    problem = model.problem
    ups: dict[str, list[Person]] = {}
    downs: dict[str, list[Person]] = {}
    turns: dict[str, tuple[str, ...]] = {}
    for index, pattern in enumerate(problem.patterns):
        if values[model.chosen[index].index]:
            downs.setdefault(pattern.down, []).append(pattern.person)
            if pattern.up is None:
                turns[pattern.person.id] = pattern.homes
            else:
                ups.setdefault(pattern.up, []).append(pattern.person)
    flights: dict[str, Flight] = {flight.id: flight for flight in problem.scenario.flights}
    for opened in problem.open_flights.values():
        crew = downs.get(opened.id, [])
        if opened.request is None:
            flights[opened.id] = _departed(model, opened, crew, values)
        else:
            flights[opened.id] = _flown(model, opened, ups.get(opened.id, []), crew, values)
    stays = [_ended(_moved(stay, turns, flights, problem), flights) for stay in problem.scenario.stays]
    for opened in problem.open_flights.values():
        flight = flights[opened.id]
        if opened.request is None or flight.docked is None:
            continue
        stays += [
            Stay(
                person=person,
                up=flight.id,
                down=flight.id if flight.undocked is not None else None,
                start=flight.docked,
                end=flight.undocked,
                homes=(HomeSeat(flight=flight.id, since=flight.docked),),
            )
            for person in flight.up
        ]
    ordered = sorted(flights.values(), key=lambda flight: (flight.launch or flight.docked or problem.end, flight.id))
    return tuple(ordered), tuple(stays)


def _moved(stay: Stay, turns: dict[str, tuple[str, ...]], flights: dict[str, Flight], problem: Problem) -> Stay:
    """Return a stay of somebody aboard with the home seats that were decided."""
    homes = list(stay.homes)
    if stay.person not in turns or (stay.end is not None and stay.end <= problem.scenario.horizon.start):
        return stay
    for boat in turns[stay.person][1:]:
        is_docked = boat in problem.boats_docked
        since = problem.calendar.start(0) + timedelta(minutes=problem.reseated_minute) if is_docked else None
        since = since or flights[boat].docked
        assert since is not None
        # In a full ship that is there already the place is one for emergencies only.
        kind: Literal["nominal", "contingency"] = "contingency" if is_docked else "nominal"
        homes.append(HomeSeat(flight=boat, since=since, kind=kind))
    return stay.model_copy(update={"homes": tuple(homes)})


def _value(linear: Linear, values: list[int]) -> int:
    if isinstance(linear, cp_model.IntVar):
        return values[linear.index]
    message = f"{linear} is not a variable of the model"
    raise TypeError(message)


def _departed(model: PlanModel, opened: OpenFlight, reseated: list[Person], values: list[int]) -> Flight:
    """Return a fixed flight with the departure that was decided, taking home all whose home it is."""
    flight = opened.flight
    assert flight is not None
    leaving = opened.leavings[_value(model.moves[opened.id].undock_day, values)]
    assigned = {*model.problem.fixed_crews.get(flight.id, ()), *(person.id for person in reseated)}
    crew = tuple(
        person
        for stay in model.problem.scenario.stays
        if (person := stay.person) in assigned and (stay.end is None or stay.end > model.problem.scenario.horizon.start)
    )
    people = model.problem.people
    ranked = sorted((people[person] for person in crew), key=lambda person: person.id != flight.commander_up)
    return flight.model_copy(
        update={
            "undocked": leaving.undocked,
            "landed": leaving.landed,
            "zone": (opened.departure.zone if opened.departure is not None else None) or flight.zone,
            "down": crew,
            "commander_down": _commander(ranked, opened, leaving.undocked),
            "planned": (*flight.planned, "undocked", "landed"),
            "precision": {**flight.precision, **_precision(leaving)},
        }
    )


def _flown(
    model: PlanModel, opened: OpenFlight, crew: list[Person], returning: list[Person], values: list[int]
) -> Flight:
    request = opened.request
    assert request is not None
    moves = model.moves[opened.id]
    arrival = opened.arrivals[_value(moves.dock_day, values)]
    leaving = opened.leavings[_value(moves.undock_day, values)] if opened.leaves else None
    port = next(port for port in request.ports if values[model.at[opened.id, port].index])
    ranked = sorted(crew, key=lambda person: _rank(model, person))
    commander = _commander(ranked, opened, arrival.launch)
    people = tuple(sorted((person.id for person in ranked), key=lambda person: person != commander))
    homeward = sorted(returning, key=lambda person: _rank(model, person))
    commander_down = None if leaving is None else _commander(homeward, opened, leaving.undocked)
    down = tuple(sorted((person.id for person in homeward), key=lambda person: person != commander_down))
    moments: tuple[Moment, ...] = (
        ("launch", "docked") if leaving is None else ("launch", "docked", "undocked", "landed")
    )
    return Flight(
        id=opened.id,
        station=model.problem.scenario.station.id,
        vehicle=opened.vehicle,
        launcher=request.launcher,
        site=request.site,
        zone=request.zone,
        launch=arrival.launch,
        docked=arrival.docked,
        port=port,
        profile=arrival.profile,
        undocked=None if leaving is None else leaving.undocked,
        landed=None if leaving is None else leaving.landed,
        up=people,
        down=() if leaving is None else down,
        commander_up=commander,
        commander_down=commander_down,
        precision={
            **dict.fromkeys(moments, "minute"),
            "launch": "second" if arrival.is_exact else "minute",
            **({} if leaving is None else _precision(leaving)),
        },
        planned=moments,
        source=request.source,
    )


def _precision(leaving: Leaving) -> dict[Moment, Precision]:
    known: Precision = "second" if leaving.is_exact else "minute"
    return {"undocked": known, "landed": known}


def _commander(ranked: Iterable[Person], opened: OpenFlight, instant: datetime) -> str | None:
    able = (person.id for person in ranked if person.is_qualified("commander", opened.type.id, instant))
    return next(able, None)


def _rank(model: PlanModel, person: Person) -> int:
    request_order = [name for request in model.problem.scenario.requests for name in request.announced]
    order = [*request_order, *model.problem.scenario.pool]
    return order.index(person.id) if person.id in order else len(order)


def _ended(stay: Stay, flights: dict[str, Flight]) -> Stay:
    """Return a stay of somebody aboard with the way home that was decided."""
    if stay.end is not None or not stay.homes:
        return stay
    home = flights.get(stay.homes[-1].flight)
    if home is None or home.undocked is None or days_between(stay.homes[-1].since, home.undocked) < 0:
        return stay
    return stay.model_copy(update={"down": home.id, "end": home.undocked})
