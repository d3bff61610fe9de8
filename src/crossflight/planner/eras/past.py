"""What is decided up to a day: flights that have begun by then, with what lies ahead of them open again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from crossflight.record import Flight, Horizon, Plan, Requirement, Scenario, Spacewalk, Stay

__all__ = ["FAR", "Past", "begin", "freeze", "join", "shorten"]

FAR = datetime.max.replace(tzinfo=UTC)

Entry = TypeVar("Entry")
StayKey = tuple[str, str | None, datetime | None]


@dataclass(frozen=True)
class Past:
    """All that is decided before a day, and nothing of what comes after it."""

    until: datetime
    flights: tuple[Flight, ...]
    """Every flight that has begun, flown long ago or docked still, and all that the scenario has fixed."""
    stays: tuple[Stay, ...]
    reseat: tuple[str, ...]
    """People aboard whose home seat may still be moved."""
    spacewalks: tuple[Spacewalk, ...] = ()


def begin(scenario: Scenario) -> Past:
    """Return what is decided as the horizon begins: what the scenario has fixed."""
    return Past(
        scenario.horizon.start,
        scenario.flights,
        scenario.stays,
        scenario.reseat,
        scenario.spacewalks,
    )


def freeze(scenario: Scenario, past: Past, plan: Plan, until: datetime) -> Past:
    """Return what is decided up to a day, by what was decided before and the plan of an era that reaches beyond it.

    Parameters
    ----------
    scenario
        The whole scenario: what it leaves open, and what it has fixed.
    past
        What was decided before the era.
    plan
        The plan of the era.
    until
        The day; what begins on it or later is left out, to be decided anew.
    """
    fixed = {flight.id for flight in scenario.flights}
    left_open = _left_open(scenario)
    every_flight = {flight.id: flight for flight in (*past.flights, *plan.flights)}
    flights = {
        name: _as_of(flight, until) if name in left_open else flight
        for name, flight in every_flight.items()
        if name in fixed or _start(flight) < until
    }
    every_stay: dict[StayKey, Stay] = {
        (stay.person, stay.up, stay.start if stay.up is None else None): stay for stay in (*past.stays, *plan.stays)
    }
    stays = []
    reseat = []
    for stay in every_stay.values():
        if stay.up is not None and stay.up not in flights:
            continue
        known = _stay_as_of(stay, left_open, until)
        if known.homes != stay.homes:
            reseat.append(stay.person)
        stays.append(known)
    return Past(
        until,
        tuple(flights.values()),
        tuple(stays),
        tuple(reseat),
        tuple(walk for walk in _once((*past.spacewalks, *plan.spacewalks), _walk) if (walk.start or walk.day) < until),
    )


def join(scenario: Scenario, past: Past) -> Plan:
    """Return what is decided as a plan of the scenario, without a certificate."""
    end = scenario.horizon.end
    flights = sorted(past.flights, key=lambda flight: (flight.launch or flight.docked or end, flight.id))
    told = {(stay.person, stay.up) for stay in scenario.stays}
    before = [stay for stay in past.stays if (stay.person, stay.up) in told]
    planned = [stay for stay in past.stays if (stay.person, stay.up) not in told]
    return Plan(
        scenario=scenario,
        flights=tuple(flights),
        stays=(*before, *sorted(planned, key=lambda stay: (stay.start or FAR, stay.up or ""))),
        spacewalks=_once(past.spacewalks, _walk),
    )


def shorten(scenario: Scenario, past: Past) -> Scenario:
    """Return the scenario as far as it is decided: its horizon ends where the past does."""
    begun = {flight.id: flight for flight in past.flights}

    def is_decided(entry: Requirement) -> bool:
        if entry.flight is None:
            return True
        flight = begun.get(entry.flight)
        return flight is not None and (entry.moment is None or flight.moment(entry.moment) is not None)

    done = {walk.id for walk in past.spacewalks}
    return scenario.model_copy(
        update={
            "horizon": Horizon(start=scenario.horizon.start, end=past.until),
            "requests": tuple(request for request in scenario.requests if request.id in begun),
            "departures": tuple(entry for entry in scenario.departures if begun[entry.flight].undocked is not None),
            "spacewalk_requests": tuple(request for request in scenario.spacewalk_requests if request.id in done),
            "requirements": tuple(entry for entry in scenario.requirements if is_decided(entry)),
        }
    )


def _left_open(scenario: Scenario) -> set[str]:
    return {request.id for request in scenario.requests} | {entry.flight for entry in scenario.departures}


def _start(flight: Flight) -> datetime:
    return flight.launch or flight.docked or FAR


def _as_of(flight: Flight, until: datetime) -> Flight:
    """Return a flight without a departure that lies ahead."""
    if flight.undocked is None or flight.undocked < until:
        return flight
    return flight.still_docked()


def _stay_as_of(stay: Stay, left_open: set[str], until: datetime) -> Stay:
    """Return a stay without a way home, or moves of the home seat, that lie ahead."""
    last = stay.homes[-1].flight if stay.homes else stay.up
    if (stay.down or last) not in left_open or (stay.end is not None and stay.end < until):
        return stay
    homes = tuple(home for home in stay.homes if home.since < until) or stay.homes[:1]
    return stay.model_copy(update={"down": None, "end": None, "homes": homes})


def _walk(walk: Spacewalk) -> str:
    return walk.id


def _once(entries: Iterable[Entry], key: Callable[[Entry], object]) -> tuple[Entry, ...]:
    """Return the entries, the last of those with the same key in the place of the first."""
    return tuple({key(entry): entry for entry in entries}.values())
