"""Plan scenarios as plain data, in whole days, for engines that know nothing of Crossflight.

What cannot be told exactly in this form is refused with an error, so that nobody solves another problem than we do.
Days count from the midnight at or before the start of the horizon; a flight that stays on has no days to leave.
"""

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from crossflight.instants import DAY, midnight
from crossflight.planner.problem import DayTables, OpenFlight, Problem
from crossflight.record import LifeLimit, Person, Waiver
from crossflight.units import MINUTES_IN_A_DAY

__all__ = ["crews", "thinned", "traffic"]

LOSS = "operators.any-single-loss"
OF_NO_FLIGHT = {"notice", "suit-restricted"}
"""Events that change nothing for flights and their crews."""
FAR = 100_000


def traffic(problem: Problem) -> dict[str, Any]:
    """Return dates and ports: allowed days, wanted days, ports that fit, clearance, and the life of vehicles.

    Raises
    ------
    ValueError
        When the scenario holds anything about traffic that this form has no words for.
    """
    numbers, calendar = problem.scenario.numbers, problem.calendar
    if numbers.port_turnaround_days > numbers.clearance_days:
        raise ValueError("the turnaround of ports is longer than the clearance")
    types = {kind.id for kind in problem.types.values()}
    if any(entry.shut_by in types for entry in problem.scenario.station.corridors):
        raise ValueError("a vehicle of the scenario shuts an approach corridor")
    fixed = [instant for flight in problem.fixed_flights for instant in (flight.docked, flight.undocked)]
    days = {calendar.day(instant) for instant in fixed if instant is not None}
    return {
        "days": calendar.days,
        "clearance_days": numbers.clearance_days,
        "fixed_operation_days": sorted(day for day in days if 0 <= day < calendar.days),
        "stands": [
            {
                "flight": stand.flight.id,
                "port": stand.port,
                "from": max(0, calendar.day(stand.start)),
                "until": None if stand.end is None else calendar.day(stand.end),
            }
            for stand in problem.stands
        ],
        "flights": [_flight(problem, flight) for flight in problem.open_flights.values()],
    }


def _flight(problem: Problem, flight: OpenFlight) -> dict[str, Any]:
    wanted_launch, wanted_undock = flight.launch_wish.wanted, flight.undock_wish.wanted
    docks = {day: entry.launch for day, entry in flight.arrivals.items()}
    leaves = {day: entry.undocked for day, entry in flight.leavings.items()}
    allowed = sorted(day for day, entry in flight.arrivals.items() if entry.is_allowed and entry.is_offered)
    leaving = sorted(day for day, entry in flight.leavings.items() if entry.is_light and entry.is_offered)
    latest = _latest(problem, flight, allowed, leaving)
    return {
        "id": flight.id,
        "ports": [] if flight.request is None else _ports(problem, flight.request.ports, flight.type.interface),
        "dock_days": [day for day in allowed if latest.get(day, FAR) > day],
        "leave_days": [day for day in leaving if flight.arrives or day <= latest[-1]],
        "wanted_dock": _wanted(docks, wanted_launch),
        "wanted_leave": _wanted(leaves, wanted_undock),
        "latest_leave": [[day, latest[day]] for day in allowed if day in latest and leaving and latest[day] > day],
    }


def _ports(problem: Problem, names: Iterable[str], interface: str) -> list[str]:
    """Return the ports that fit; all of them have to be there over the whole horizon."""
    found = [name for name in names if problem.ports[name].interface == interface]
    for name in found:
        if not any(
            period.start <= problem.calendar.origin and (period.end is None or period.end >= problem.end)
            for period in problem.ports[name].available
        ):
            message = f"port {name} is not there over the whole horizon"
            raise ValueError(message)
    return found


def _wanted(instants: Mapping[int, datetime], wish: datetime | None) -> int | None:
    """Return the day whose instant is nearest to the one wanted, and on beyond the last by whole days."""
    if wish is None or not instants:
        return None
    asked = wish + DAY / 2 if wish == midnight(wish) else wish
    near = min(instants, key=lambda day: abs(instants[day] - asked))
    return near + round((asked - instants[near]) / DAY)


def _latest(problem: Problem, flight: OpenFlight, docks: list[int], leaves: list[int]) -> dict[int, int]:
    """Return the last day to leave for each docking day, for the vehicle's life; -1 stands for what has docked."""
    if flight.type.kind != "crew":
        return {} if flight.arrives else {-1: FAR}
    launches = {day: flight.arrivals[day].launch for day in flight.arrivals}
    if flight.flight is not None and flight.flight.launch is not None:
        launches = {-1: flight.flight.launch}
    vehicle = next(entry for entry in problem.scenario.vehicles if entry.id == flight.vehicle)
    lives: tuple[LifeLimit, ...] = vehicle.lives or flight.type.lives
    first = min(launches.values())
    life = max(lives, key=lambda limit: limit.known_since or first, default=None)
    if life is None:
        return {} if flight.arrives else {-1: FAR}
    minutes = int(life.days * MINUTES_IN_A_DAY)
    calendar, found = problem.calendar, {}
    for day in docks or [-1]:
        launch = calendar.minute(launches[day])
        if not leaves:  # it stays on, and must live to the end of the horizon
            found[day] = FAR if calendar.minute(problem.end) - launch <= minutes else -1
            continue
        lived = [calendar.minute(flight.leavings[leave].landed) - launch <= minutes for leave in leaves]
        if sorted(lived, reverse=True) != lived:
            message = f"the life of {flight.id} ends on one day and goes on upon the next"
            raise ValueError(message)
        found[day] = max((leave for leave, lives_on in zip(leaves, lived, strict=True) if lives_on), default=-1)
    return found


def thinned(problem: Problem, share: float, seed: int) -> Problem:
    """Return the problem with a share of the allowed days left, drawn at random: so wishes get into each other's way.

    All flights of a vehicle type from a pad lose the same days, and all that return to a zone.
    """
    draw = random.Random(seed)
    arrivals = {
        key: {day: replace(entry, is_allowed=entry.is_allowed and draw.random() < share) for day, entry in days.items()}
        for key, days in _sorted(_tables(problem).arrivals)
    }
    leavings = {
        key: {day: replace(entry, is_offered=entry.is_offered and draw.random() < share) for day, entry in days.items()}
        for key, days in _sorted(_tables(problem).leavings)
    }
    return Problem(problem.scenario, problem.sky, tables=DayTables(arrivals, leavings))


def _tables(problem: Problem) -> DayTables:
    """Return the tables of days, which are made with the flights."""
    return problem.tables if problem.open_flights else DayTables()


def _sorted(tables: Mapping[Any, Any]) -> list[tuple[Any, Any]]:
    return sorted(tables.items(), key=lambda entry: str(entry[0]))


# ------------------------------------------------------------------------------------------------------------- crews


def crews(problem: Problem) -> dict[str, Any]:
    """Return the traffic, and who can fly: seats by agency, agreements, commanders, operators through a single loss.

    People of the pool who can stand for each other are told as one kind with a count, which spares an engine their
    order.

    Raises
    ------
    ValueError
        When the scenario holds anything about crews that this form has no words for.
    """
    scenario = problem.scenario
    if scenario.policy.crews != "as-announced" or scenario.reseat or scenario.requirements:
        raise ValueError("crews that can be moved, and requirements, have no words here")
    if any(event.kind not in OF_NO_FLIGHT for event in scenario.events):
        raise ValueError("events have no words here")
    kinds, kind_of = _kinds(problem)
    return {
        **traffic(problem),
        "segments": [segment.id for segment in scenario.station.segments],
        "kinds": kinds,
        "crews": [_crew(problem, flight, kind_of) for flight in problem.open_flights.values() if _is_manned(flight)],
        "docked_crews": _docked_crews(problem),
        "balances": _balances(problem),
        "gap": _gap(problem),
    }


def _is_manned(flight: OpenFlight) -> bool:
    return flight.request is not None and flight.request.crew_size > 0


def _kinds(problem: Problem) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """Return the kinds of people in the pool, and the kind of each."""
    people = [problem.people[name] for name in problem.scenario.pool]
    told = {person.id: _kind(problem, person) for person in people}
    counts = Counter(told.values())
    order = {kind: index for index, kind in enumerate(counts)}
    kinds = [
        {"agency": agency, "segments": list(segments), "commands": list(commands), "count": counts[kind]}
        for kind in counts
        for agency, segments, commands in [kind]
    ]
    return kinds, {name: order[kind] for name, kind in told.items()}


def _kind(problem: Problem, person: Person) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    segments = tuple(
        segment.id for segment in problem.scenario.station.segments if _operates(problem, person.id, segment.id)
    )
    types = sorted({kind.id for kind in problem.types.values()})
    return person.agency, segments, tuple(kind for kind in types if _commands(problem, person.id, kind))


def _operates(problem: Problem, person: str, segment: str) -> bool:
    return _steady(problem, problem.able(person, segment), person)


def _commands(problem: Problem, person: str, kind: str) -> bool:
    return _steady(problem, problem.commands(person, kind), person)


def _steady(problem: Problem, spans: tuple[tuple[int, int], ...], person: str) -> bool:
    if spans not in {(), (problem.whole_span,)}:
        message = f"{person} is qualified for a part of the horizon"
        raise ValueError(message)
    return bool(spans)


def _crew(problem: Problem, flight: OpenFlight, kind_of: Mapping[str, int]) -> dict[str, Any]:
    """Return what a flight's crew has already, and what the pool can add."""
    request = flight.request
    assert request is not None
    aboard = {person for crew in problem.fixed_crews.values() for person in crew}
    is_odd = request.crew_least is not None or request.crew_size > flight.type.seats
    if is_odd or aboard & set(request.announced):
        message = f"{flight.id} may fly with empty seats, or has too few, or takes up somebody who is aboard"
        raise ValueError(message)
    agencies = Counter(problem.people[name].agency for name in request.announced)
    patterns = [pattern.person.id for _, pattern in problem.patterns_up(flight.id)]
    kinds = sorted({kind_of[name] for name in patterns if name not in request.announced})
    partner = _partner(problem, flight)
    return {
        "flight": flight.id,
        "type": flight.type.id,
        "open_seats": request.crew_size - len(request.announced),
        "kinds": kinds,
        "at_least": {agency: least - agencies[agency] for agency, least in request.at_least.items()},
        "at_most": {agency: max(0, most - agencies[agency]) for agency, most in request.at_most.items()},
        "operates": [
            segment.id
            for segment in problem.scenario.station.segments
            if any(_operates(problem, name, segment.id) for name in request.announced)
        ],
        "has_commander": any(_commands(problem, name, flight.type.id) for name in request.announced),
        "partner": None
        if partner is None
        else {
            "agencies": list(partner[0]),
            "open_seats": partner[1] - sum(agencies[agency] for agency in partner[0]),
        },
    }


def _partner(problem: Problem, flight: OpenFlight) -> tuple[tuple[str, ...], int] | None:
    """Return the agencies of the partner, and the seats that are theirs; of the first agreement that covers it."""
    for agreement in problem.scenario.agreements:
        for giver, partner in (agreement.sides, agreement.sides[::-1]):
            if agreement.is_in_force and flight.id in agreement.flights and flight.type.id in giver.vehicle_types:
                return partner.agencies, agreement.partner_seats
    return None


def _docked_crews(problem: Problem) -> list[dict[str, Any]]:
    """Return the segments that each vehicle with people aboard at the start has an operator of."""
    return [
        {
            "flight": flight.id,
            "until": None if flight.undocked is None else problem.calendar.day(flight.undocked),
            "operates": [
                segment.id
                for segment in problem.scenario.station.segments
                if any(_operates(problem, name, segment.id) for name in problem.fixed_crews[flight.id])
            ],
        }
        for flight in problem.fixed_flights
        if flight.id in problem.fixed_crews
    ]


def _balances(problem: Problem) -> list[dict[str, Any]]:
    """Return the balances that come due within the horizon: seats given by each side already, and the open flights."""
    found = []
    flown = {flight.id: flight for flight in problem.scenario.flights}
    for agreement in problem.scenario.agreements:
        due = agreement.is_in_force and agreement.is_balanced and agreement.end is not None
        if not due or agreement.end is None or agreement.end > problem.end:
            continue
        if any(name not in problem.open_flights and name not in flown for name in agreement.flights):
            continue
        sides = []
        for giver, partner in (agreement.sides, agreement.sides[::-1]):
            crew = {name: flown[name].up for name in agreement.flights if name in flown}
            crew |= {
                name: flight.request.announced
                for name, flight in problem.open_flights.items()
                if name in agreement.flights and flight.request is not None
            }
            vehicles = {name: flown[name].vehicle for name in crew if name in flown}
            vehicles |= {name: flight.vehicle for name, flight in problem.open_flights.items() if name in crew}
            given = [name for name in crew if problem.types[vehicles[name]].id in giver.vehicle_types]
            guests = [person for name in given for person in crew[name]]
            sides.append(
                {
                    "given": sum(problem.people[person].agency in partner.agencies for person in guests),
                    "open": [name for name in given if name not in flown],
                    "agencies": list(partner.agencies),
                }
            )
        found.append({"agreement": agreement.id, "sides": sides})
    return found


def _gap(problem: Problem) -> dict[str, Any] | None:
    """Return the gap that is waived: from the departure of a vehicle that is fixed to the docking of an open flight."""
    waivers = [waiver for waiver in problem.scenario.waivers if waiver.rule == LOSS]
    if not waivers:
        return None
    [waiver] = waivers
    return {"segment": _segment(problem, waiver), **_ends(problem, waiver)}


def _segment(problem: Problem, waiver: Waiver) -> str:
    segments = {segment.id for segment in problem.scenario.station.segments}
    [segment] = segments & set(waiver.subject)
    [lost] = set(waiver.subject) - segments
    flight = problem.open_flights[lost]
    if flight.arrives or segment not in next(
        entry["operates"] for entry in _docked_crews(problem) if entry["flight"] == lost
    ):
        message = f"{lost}, whose loss is waived, is not docked with an operator of {segment}"
        raise ValueError(message)
    return segment


def _ends(problem: Problem, waiver: Waiver) -> dict[str, Any]:
    leaver, _, left = str(waiver.start).partition(".")
    comer, _, came = str(waiver.end).partition(".")
    flown = {flight.id: flight for flight in problem.scenario.flights}
    lost = next(name for name in waiver.subject if name in problem.open_flights)
    opened = problem.open_flights[comer]
    undocked = flown[leaver].undocked if leaver in flown else None
    first_loss = min(problem.open_flights[lost].leavings)
    if (left, came) != ("undocked", "docked") or undocked is None or first_loss <= max(opened.arrivals):
        raise ValueError("a waiver has no words here but from an undocking that is fixed to a docking that is open")
    start = problem.calendar.minute(undocked)
    return {
        "from_day": problem.calendar.day(undocked),
        "until_docked": comer,
        "minutes": [
            [day, problem.calendar.minute(entry.docked) - start] for day, entry in sorted(opened.arrivals.items())
        ],
    }
