"""A published plan and an event made into a new scenario: the past frozen, the rest open again.

::

    before as_of            after it
    flown, as it was   |    docked: the departure is open       wanted: the day of the plan
                       |    to come: a request, as in the plan  wanted: its days, its crew, its port first
"""

import math
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from crossflight import instants
from crossflight.errors import ScenarioError
from crossflight.record import (
    DateWish,
    Departure,
    Event,
    EventFile,
    Flight,
    FlightRequest,
    Horizon,
    Mark,
    Plan,
    Scenario,
    Stay,
    VehicleType,
    Waiver,
)

__all__ = ["revise", "standing"]

CARGO_MOVES = timedelta(days=21)
"""How far a cargo ship makes way, earlier or later."""

LATER_FLIGHTS = 2
"""To how many of the following flights of their vehicle type a crew may slide."""


def revise(
    plan: Plan,
    file: EventFile,
    as_of: datetime | None = None,
    *,
    dates_open_days: float = math.inf,
    crews_open_days: float = math.inf,
) -> Scenario:
    """Return what is to be planned anew from a day on, given what was known of the event by then.

    What flew by then stays. Flights that launch more than ``dates_open_days`` ahead keep their dates and ports, and
    beyond ``crews_open_days`` their crews too. Whoever is aboard a vehicle that is degraded may get a seat in another.
    Flights to come may carry fewer people or none, their crews may slide to the next flights of the same type, and
    dates may move by the scenario's ``advance_days`` and ``slip_days``.

    Raises
    ------
    ScenarioError
        When the day lies outside the plan's horizon, nothing was known by then, or an event names what the plan does
        not hold.
    """
    day = as_of or file.as_of
    scenario = plan.scenario
    _refuse_day(scenario, day)
    events = tuple(event for event in file.events if event.known_since is None or event.known_since <= day)
    if not events:
        first = min(event.known_since or event.start for event in file.events)
        problem = f"nothing of it was known on {instants.write(day)}"
        raise ScenarioError(problem, path="as_of", way_out=f"ask as of {instants.write(first)} or later")
    _refuse_unknown(plan, events)
    flown = tuple(_as_of(flight, day) for flight in plan.flights if _has_begun(flight, day))
    here = tuple(flight for flight in flown if flight.undocked is None or flight.undocked >= day)
    kinds = _kinds(scenario)
    ahead = sorted(
        (flight for flight in plan.flights if not _has_begun(flight, day)),
        key=lambda flight: (flight.launch or scenario.horizon.end, flight.id),
    )
    to_come = [flight for flight in ahead if _days_ahead(flight, day) <= crews_open_days]
    fixed = tuple(flight for flight in ahead if _days_ahead(flight, day) > crews_open_days)
    names = {flight.id for flight in fixed}
    aboard = tuple(_stay_as_of(stay, day) for stay in plan.stays if _is_aboard(stay, day))
    here_still = {flight.id for flight in here}
    over = (stay for stay in plan.stays if stay.up in here_still and not _is_aboard(stay, day))
    stays = (*aboard, *over, *(stay for stay in plan.stays if stay.up in names))
    gone = {flight.id for flight in plan.flights} - {flight.id for flight in (*here, *ahead)}
    every_event = (*(event for event in scenario.events if event.subject not in gone), *events)
    return scenario.model_copy(
        update={
            "name": f"{scenario.name}-{file.name}"[:64].strip("-"),
            "title": f"{scenario.title}; {file.title}"[:2000],
            "as_of": day,
            "horizon": Horizon(start=day, end=scenario.horizon.end),
            "flights": (*here, *fixed),
            "stays": stays,
            "events": every_event,
            "home_changes": tuple(change for change in scenario.home_changes if change.flight not in gone),
            "waivers": (*_waivers(plan, day), *file.waivers),
            "departures": tuple(_departures(plan, here, day)),
            "requests": tuple(
                _requests(scenario, to_come, kinds, lambda flight: _days_ahead(flight, day) <= dates_open_days)
            ),
            "reseat": tuple(_to_reseat(aboard, every_event, day)),
            "policy": file.policy or scenario.policy.model_copy(update={"crews": "slide"}),
            "numbers": file.numbers or scenario.numbers,
            "sources": (*scenario.sources, *(entry for entry in file.sources if entry not in scenario.sources)),
        }
    )


def standing(plan: Plan, revised: Scenario) -> Plan:
    """Return the published plan under the new scenario: what it would be if nobody changed it."""
    names = {flight.id for flight in revised.flights} | {request.id for request in revised.requests}
    flights = tuple(flight for flight in plan.flights if flight.id in names)
    people = {stay.person for stay in revised.stays}
    stays = tuple(
        stay for stay in plan.stays if stay.up in names or (stay.person in people and _is_aboard(stay, revised.as_of))
    )
    return Plan(scenario=revised, flights=flights, stays=stays)


def _refuse_day(scenario: Scenario, day: datetime) -> None:
    if not scenario.horizon.start <= day < scenario.horizon.end:
        problem = (
            f"{instants.write(day)} lies outside the horizon of the plan, {instants.write(scenario.horizon.start)} to "
            f"{instants.write(scenario.horizon.end)}"
        )
        raise ScenarioError(problem, path="as_of", way_out="give a day within it")


def _refuse_unknown(plan: Plan, events: Iterable[Event]) -> None:
    scenario = plan.scenario
    known = {flight.id for flight in plan.flights} | {person.id for person in scenario.people}
    known |= {launcher.id for launcher in scenario.launchers} | {site.id for site in scenario.sites}
    known |= {port.id for port in scenario.station.ports} | {scenario.station.id}
    for number, event in enumerate(events):
        if event.subject not in known:
            problem = f"the plan holds no '{event.subject}', which the event '{event.id}' is about"
            raise ScenarioError(problem, path=f"events[{number}].subject", way_out="name a flight, person, pad or port")


def _kinds(scenario: Scenario) -> dict[str, VehicleType]:
    types = {kind.id: kind for kind in scenario.vehicle_types}
    return {vehicle.id: types[vehicle.type] for vehicle in scenario.vehicles}


def _has_begun(flight: Flight, day: datetime) -> bool:
    start = flight.launch or flight.docked
    return start is not None and start <= day


def _days_ahead(flight: Flight, day: datetime) -> float:
    start = flight.launch or flight.docked
    return 0.0 if start is None else (start - day) / instants.DAY


def _as_of(flight: Flight, day: datetime) -> Flight:
    """Return a flight without what was still ahead of it on a day."""
    if flight.undocked is None or flight.undocked <= day:
        return flight
    kept = tuple(moment for moment in flight.planned if moment not in {"undocked", "landed"})
    precision = {name: known for name, known in flight.precision.items() if name not in {"undocked", "landed"}}
    return flight.model_copy(
        update={
            "undocked": None,
            "landed": None,
            "down": (),
            "commander_down": None,
            "planned": kept,
            "precision": precision,
        }
    )


def _is_aboard(stay: Stay, day: datetime) -> bool:
    return (stay.start is None or stay.start <= day or stay.up is None) and (stay.end is None or stay.end > day)


def _stay_as_of(stay: Stay, day: datetime) -> Stay:
    homes = tuple(home for home in stay.homes if home.since <= day) or stay.homes[:1]
    return stay.model_copy(update={"down": None, "end": None, "homes": homes})


def _waivers(plan: Plan, day: datetime) -> Iterator[Waiver]:
    """Yield the waivers that are not over; marks that lie in the past become instants."""
    flights = {flight.id: flight for flight in plan.flights}
    for waiver in plan.scenario.waivers:
        start = _settled(waiver.start, flights, day)
        end = None if waiver.end is None else _settled(waiver.end, flights, day)
        if not (isinstance(end, datetime) and end <= day):
            yield waiver.model_copy(update={"start": start, "end": end})


def _settled(mark: Mark, flights: dict[str, Flight], day: datetime) -> Mark:
    if isinstance(mark, datetime):
        return mark
    name, _, moment = mark.partition(".")
    instant = flights[name].moment(moment) if name in flights else None
    return mark if instant is None or instant > day else instant


def _departures(plan: Plan, here: Iterable[Flight], day: datetime) -> Iterator[Departure]:
    slip = timedelta(days=plan.scenario.numbers.slip_days)
    kinds = _kinds(plan.scenario)
    planned = {flight.id: flight for flight in plan.flights}
    old = {departure.flight: departure for departure in plan.scenario.departures}
    for flight in here:
        leaves = planned[flight.id].undocked
        if flight.undocked is None and leaves is not None and not flight.permanent:
            told = old.get(flight.id)
            # People may have to come home at once; cargo ships leave about when they should.
            has_seats = kinds[flight.vehicle].seats > 0
            earliest = day if has_seats else max(day, leaves - CARGO_MOVES)
            latest = max(leaves, day) + (slip if has_seats else CARGO_MOVES)
            yield Departure(
                flight=flight.id,
                undock=DateWish(earliest=earliest, latest=latest, wanted=max(leaves, day)),
                zone=planned[flight.id].zone,
                source=() if told is None else told.source,
            )


def _requests(
    scenario: Scenario, to_come: list[Flight], kinds: dict[str, VehicleType], is_open: Callable[[Flight], bool]
) -> Iterator[FlightRequest]:
    old = {request.id: request for request in scenario.requests}
    advance, slip = timedelta(days=scenario.numbers.advance_days), timedelta(days=scenario.numbers.slip_days)
    for place, flight in enumerate(to_come):
        told = old.get(flight.id)
        ports = told.ports if told is not None and is_open(flight) else ()
        before, after = (advance, slip) if kinds[flight.vehicle].seats else (CARGO_MOVES, CARGO_MOVES)
        if not is_open(flight):
            before = after = timedelta(0)
        earlier = [
            other for other in to_come[:place] if kinds[other.vehicle].id == kinds[flight.vehicle].id and other.up
        ][-LATER_FLIGHTS:]
        assert flight.launch is not None
        yield FlightRequest(
            id=flight.id,
            vehicle=flight.vehicle,
            launcher=flight.launcher,
            site=flight.site or (told.site if told is not None else ""),
            zone=flight.zone,
            ports=(*((flight.port,) if flight.port else ()), *(port for port in ports if port != flight.port)),
            profile=flight.profile if told is None else told.profile,
            launch=_around(flight.launch, before, after),
            undock=None if flight.undocked is None else _around(flight.undocked, before, after),
            crew_size=len(flight.up),
            crew_least=0 if flight.up else None,
            announced=flight.up,
            candidates=tuple(person for other in earlier for person in other.up),
            at_most=told.at_most if told is not None else {},
            source=flight.source,
        )


def _around(wanted: datetime, advance: timedelta, slip: timedelta) -> DateWish:
    return DateWish(earliest=wanted - advance, latest=wanted + slip, wanted=wanted)


def _to_reseat(stays: Iterable[Stay], events: Iterable[Event], day: datetime) -> Iterator[str]:
    """Yield the people aboard whose home vehicle is, or is said to become, degraded."""
    degraded = {
        event.subject for event in events if event.kind == "vehicle-degraded" and (event.end is None or event.end > day)
    }
    for stay in stays:
        if stay.homes and stay.homes[-1].flight in degraded:
            yield stay.person
