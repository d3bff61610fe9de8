"""Every plan of a tiny scenario, tried one after the other: no solver, no model, only the check and a clock.

At Haven, without a surveyed orbit, a ship is launched at noon and lands at noon::

    lark, mule, ox    launched 12:00, docked 18:00 the same day       undocked 08:00, landed 12:00
    swan              launched 12:00, docked 08:00 the day after      undocked 02:00, landed 12:00
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, pairwise, product

from crossflight.instants import DAY, days_between
from crossflight.record import Departure, Flight, FlightRequest, Plan, Scenario, Sky, Stay
from crossflight.rules import check
from scenes import ORIGIN, day, stays_of

WISHES = frozenset(
    {
        *("flights.window", "crew.as-announced", "crew.composition", "ports.turnaround", "traffic.clearance"),
        "requirements.met",
    }
)
"""Wishes that the planner holds; missed, a plan does not answer its scenario."""

SWAN_LEAVES, OTHERS_LEAVE = 2, 8


@dataclass(frozen=True)
class Choice:
    """What is decided about one flight: days, port and crew; None where it is not open."""

    flight: str
    dock: int | None
    undock: int | None
    port: str | None
    crew: tuple[str, ...]
    homes: tuple[tuple[str, ...], ...] = ()
    """People aboard whose home seat may be moved, each with the flights whose vehicles it is in, in turn."""


@dataclass(frozen=True, order=True)
class Worth:
    """How good a plan is, in the order in which it matters."""

    uncovered_days: float
    exposure_days: float
    handovers: int
    dates_days: int
    synthetic: int


def every_plan(setting: Scenario) -> Iterator[tuple[Choice, ...]]:
    """Yield the choices of every plan within what the planner decides at all.

    Two operations never share a day, nobody flies up twice, and the days that operations are kept apart, or uses of
    a port, are whole calendar days in between: the planner knows no hours.
    """
    options = [list(_departures(setting, entry)) for entry in setting.departures]
    options += [list(_visits(setting, entry)) for entry in setting.requests]
    taken = _days_of_fixed(setting)
    apart = setting.numbers.clearance_days + 1
    for choices in product(*options):
        days = sorted([number for choice in choices for number in (choice.dock, choice.undock) if number is not None])
        people = [person for choice in choices for person in choice.crew]
        is_apart = all(later - number >= apart for number, later in pairwise(days)) and not any(
            abs(number - fixed) < apart for number in days for fixed in taken
        )
        if is_apart and len(set(people)) == len(people) and _turns_around(setting, choices):
            yield choices


def _turns_around(setting: Scenario, choices: Sequence[Choice]) -> bool:
    wanted = setting.numbers.port_turnaround_days
    if wanted <= setting.numbers.clearance_days:
        return True
    flights = {entry.id: entry for entry in setting.flights}
    free = [(choice.undock, flights[choice.flight].port) for choice in choices if choice.flight in flights]
    free += [(choice.undock, choice.port) for choice in choices]
    return not any(
        undock is not None
        and choice.dock is not None
        and choice.port == port
        and undock <= choice.dock <= undock + wanted
        for undock, port in free
        for choice in choices
    )


def _departures(setting: Scenario, departure: Departure) -> Iterator[Choice]:
    swan = departure.flight.startswith("swan")
    for number in _days(setting):
        if day(number, SWAN_LEAVES if swan else OTHERS_LEAVE) >= setting.horizon.start:
            yield Choice(departure.flight, None, number, None, ())


def _visits(setting: Scenario, request: FlightRequest) -> Iterator[Choice]:
    wish = request.undock
    stays = wish is None or (wish.wanted is not None and wish.wanted >= setting.horizon.end)
    first = 1 if request.vehicle.startswith("swan") else 0
    pool = request.announced
    if len(pool) < request.crew_size:
        pool += tuple(name for name in setting.pool if name not in pool)
    for dock in range(first, len(_days(setting))):
        leaves = [None] if stays else [number for number in _days(setting) if number > dock]
        for undock, port, crew in product(leaves, request.ports, combinations(pool, request.crew_size)):
            yield Choice(request.id, dock, undock, port, crew)


def _days(setting: Scenario) -> range:
    return range((setting.horizon.end - ORIGIN) // DAY)


def _days_of_fixed(setting: Scenario) -> set[int]:
    instants = [moment for entry in setting.flights for moment in (entry.docked, entry.undocked) if moment is not None]
    return {(moment - ORIGIN) // DAY for moment in instants if setting.horizon.start <= moment < setting.horizon.end}


def plan_of(setting: Scenario, choices: Sequence[Choice]) -> Plan:
    """Return the plan that the choices make."""
    flights = {entry.id: entry for entry in setting.flights}
    requests = {entry.id: entry for entry in setting.requests}
    for choice in choices:
        if choice.flight in requests:
            flights[choice.flight] = _flown(setting, requests[choice.flight], choice)
        elif choice.undock is not None:
            flights[choice.flight] = _gone(flights[choice.flight], choice.undock)
    stays: tuple[Stay, ...] = stays_of(*flights.values())
    return Plan(scenario=setting, flights=tuple(flights.values()), stays=stays)


def _flown(setting: Scenario, request: FlightRequest, choice: Choice) -> Flight:
    assert choice.dock is not None
    swan = request.vehicle.startswith("swan")
    people = {person.id: person for person in setting.people}
    kind = request.vehicle.split("-")[0]
    launch = day(choice.dock - 1) if swan else day(choice.dock)
    commanders = [name for name in choice.crew if people[name].is_qualified("commander", kind, launch)]
    flown = Flight(
        id=request.id,
        station=setting.station.id,
        vehicle=request.vehicle,
        site=request.site,
        zone=request.zone,
        launch=launch,
        docked=day(choice.dock, 8) if swan else day(choice.dock, 18),
        port=choice.port,
        up=choice.crew,
        commander_up=commanders[0] if commanders else None,
    )
    return flown if choice.undock is None else _gone(flown, choice.undock)


def _gone(flight: Flight, undock: int) -> Flight:
    hour = SWAN_LEAVES if flight.vehicle.startswith("swan") else OTHERS_LEAVE
    return flight.model_copy(update={"undocked": day(undock, hour), "landed": day(undock), "down": flight.up})


def is_sound(setting: Scenario, sky: Sky, plan: Plan) -> bool:
    """Say whether the check finds nothing broken, and nothing unmet that the planner holds."""
    return not any(
        finding.state == "broken" or (finding.state == "unmet" and finding.rule in WISHES)
        for finding in check(setting, sky, plan)
    )


# ------------------------------------------------------------------------------------------------------------ worth


def worth_of(setting: Scenario, plan: Plan) -> Worth:
    """Return what the levels of the policy count, read from the plan alone."""
    return Worth(
        _uncovered_days(setting, plan),
        _exposure_days(setting, plan),
        _handovers(setting, plan),
        _days_off(setting, plan),
        _synthetic(setting, plan),
    )


def _exposure_days(setting: Scenario, plan: Plan) -> float:
    """Return the person-days without a nominal seat in a healthy docked ship."""
    start, end = setting.horizon.start, setting.horizon.end
    kinds = {
        vehicle.id: kind for vehicle in setting.vehicles for kind in setting.vehicle_types if kind.id == vehicle.type
    }
    times = {start, end}
    for flight in plan.flights:
        times.update(moment for moment in (flight.docked, flight.undocked) if moment is not None)
    for event in setting.events:
        times.update(moment for moment in (event.start, event.end) if moment is not None)
    exposure = 0.0
    for first, last in pairwise(sorted(moment for moment in times if start <= moment <= end)):
        there = [
            flight
            for flight in plan.flights
            if flight.docked is not None
            and flight.docked <= first
            and (flight.undocked is None or first < flight.undocked)
        ]
        people = sum(len(flight.up) for flight in there)
        seats = sum(_seats(setting, flight, kinds[flight.vehicle].seats, first) for flight in there)
        exposure += max(0, people - seats) * days_between(first, last)
    return round(exposure, 6)


def _seats(setting: Scenario, flight: Flight, seats: int, moment: datetime) -> int:
    for event in setting.events:
        is_now = event.start <= moment and (event.end is None or moment < event.end)
        if event.kind == "vehicle-degraded" and event.subject == flight.id and is_now:
            seats = seats if event.nominal_seats is None else event.nominal_seats
    return seats


def _uncovered_days(setting: Scenario, plan: Plan) -> float:
    """Return the segment-days on which fewer than two docked ships bring home an operator of the segment."""
    start, end = setting.horizon.start, setting.horizon.end
    times = {start, end}
    for flight in plan.flights:
        times.update(moment for moment in (flight.docked, flight.undocked) if moment is not None)
    for event in setting.events:
        times.update(moment for moment in (event.start, event.end) if moment is not None)
    inside = sorted(moment for moment in times if start <= moment <= end)
    uncovered = 0.0
    for first, last in pairwise(inside):
        for segment in setting.station.segments:
            ships = [
                flight
                for flight in plan.flights
                if flight.docked is not None
                and flight.docked <= first
                and (flight.undocked is None or first < flight.undocked)
                and any(_operates(setting, name, segment.id, first) for name in flight.up)
            ]
            uncovered += days_between(first, last) * (len(ships) < 2)
    return round(uncovered, 6)


def _handovers(setting: Scenario, plan: Plan) -> int:
    """Return how many crews with an operator leave while no other crew in a ship of their type is docked."""
    types = {vehicle.id: vehicle.type for vehicle in setting.vehicles}
    people = {person.id: person for person in setting.people}
    missed = 0
    for leaving in plan.flights:
        moment = leaving.undocked
        if moment is None or not setting.horizon.start <= moment < setting.horizon.end:
            continue
        others = [
            other
            for other in plan.flights
            if other.up
            and other.id != leaving.id
            and types[other.vehicle] == types[leaving.vehicle]
            and other.docked is not None
            and other.docked < moment
            and (other.undocked is None or moment < other.undocked)
        ]
        operators = [
            name
            for name in leaving.down
            for segment in setting.station.segments
            if people[name].is_qualified("operator", segment.id, moment)
        ]
        missed += bool(operators) and not others
    return missed


def _operates(setting: Scenario, name: str, segment: str, instant: datetime) -> bool:
    person = next(entry for entry in setting.people if entry.id == name)
    is_ill = any(
        event.kind == "person-unfit"
        and event.subject == name
        and event.start <= instant
        and (event.end is None or instant < event.end)
        for event in setting.events
    )
    return not is_ill and person.is_qualified("operator", segment, instant)


def _days_off(setting: Scenario, plan: Plan) -> int:
    flights = {flight.id: flight for flight in plan.flights}
    off = 0
    for request in setting.requests:
        off += _off(request.launch.wanted, flights[request.id].launch)
        off += _off(None if request.undock is None else request.undock.wanted, flights[request.id].undocked)
    for departure in setting.departures:
        off += _off(departure.undock.wanted, flights[departure.flight].undocked)
    return off


def _off(wanted: datetime | None, instant: datetime | None) -> int:
    """Return the days between two calendar days."""
    if wanted is None or instant is None:
        return 0
    return abs((instant - ORIGIN) // DAY - (wanted - ORIGIN) // DAY)


def _synthetic(setting: Scenario, plan: Plan) -> int:
    made_up = {person.id for person in setting.people if person.synthetic}
    return sum(
        name in made_up
        for request in setting.requests
        for flight in plan.flights
        if flight.id == request.id
        for name in flight.up
    )


@dataclass(frozen=True)
class Tried:
    """One plan that was tried."""

    choices: tuple[Choice, ...]
    worth: Worth
    is_sound: bool


def try_all(setting: Scenario, sky: Sky) -> tuple[Tried, ...]:
    """Return every plan, with its worth and whether it is sound."""
    plans = ((choices, plan_of(setting, choices)) for choices in every_plan(setting))
    return tuple(Tried(choices, worth_of(setting, plan), is_sound(setting, sky, plan)) for choices, plan in plans)
