"""A published plan and an event made into a new scenario: the past frozen, the rest open again.

::

    before as_of            after it
    flown, as it was   |    docked: the departure is open       wanted: the day of the plan
                       |    to come: a request, as in the plan  wanted: its days, its crew, its port first
"""

import math
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import datetime

from crossflight import instants
from crossflight.errors import ScenarioError
from crossflight.planner.reopening import departures, held_until, ready_from, requests
from crossflight.planner.retraining import trainings_as_of
from crossflight.planner.spacewalks.again import spacewalks_ahead, spacewalks_made
from crossflight.record import (
    Event,
    EventFile,
    Flight,
    Horizon,
    Mark,
    Numbers,
    Plan,
    ReturnWish,
    Scenario,
    Stay,
    VehicleType,
    Waiver,
)

__all__ = ["revise", "standing"]


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
    So may those in another docked vehicle of its type, who can give theirs away. Flights to come may carry fewer people
    or none, their crews may slide to the next flights of the same type and take seats that are free there, and dates
    may move by the scenario's ``advance_days`` and ``slip_days``. Flights that are held, or whose launcher is grounded
    or pad closed, slip for as long as that takes, and somewhat more.

    Raises
    ------
    ScenarioError
        When the day lies outside the plan's horizon, nothing was known by then, or an event names what the plan does
        not hold.
    """
    day = as_of or file.as_of
    scenario = plan.scenario.model_copy(update={"numbers": _numbers(plan.scenario.numbers, file.numbers)})
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
    gone = {flight.id for flight in plan.flights} - {flight.id for flight in (*here, *ahead)}
    every_event = (*(event for event in scenario.events if event.subject not in gone), *events)
    held = {flight.id: until for flight in ahead if (until := held_until(flight, every_event)) is not None}
    ready = ready_from(every_event)
    told = {*held, *ready}
    to_come = [flight for flight in ahead if flight.id in told or _days_ahead(flight, day) <= crews_open_days]
    fixed = tuple(flight for flight in ahead if flight not in to_come)
    names = {flight.id for flight in fixed}
    here_still = {flight.id for flight in here}
    aboard = tuple(_without_a_way_up(_stay_as_of(stay, day), gone) for stay in plan.stays if _is_aboard(stay, day))
    over = (stay for stay in plan.stays if stay.up in here_still and not _is_aboard(stay, day))
    stays = (*aboard, *over, *(stay for stay in plan.stays if stay.up in names))
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
            "departures": tuple(departures(plan, scenario.numbers, here, kinds, day)),
            "returns": tuple(_returns(plan, day)),
            "requests": tuple(
                requests(
                    scenario,
                    kinds,
                    to_come,
                    lambda flight: flight.id in told or _days_ahead(flight, day) <= dates_open_days,
                    held,
                    ready,
                )
            ),
            "spacewalks": spacewalks_made(plan, day),
            "spacewalk_requests": tuple(spacewalks_ahead(plan, day)),
            "trainings": trainings_as_of(plan, day, {flight.id for flight in to_come}),
            "reseat": tuple(_to_reseat(plan.flights, kinds, aboard, every_event, day)),
            "policy": file.policy or scenario.policy.model_copy(update={"crews": "slide"}),
            "numbers": scenario.numbers,
            "sources": (*scenario.sources, *(entry for entry in file.sources if entry not in scenario.sources)),
        }
    )


def standing(plan: Plan, revised: Scenario) -> Plan:
    """Return the published plan under the new scenario: what it would be if nobody changed it."""
    names = {flight.id for flight in revised.flights} | {request.id for request in revised.requests}
    flights = tuple(flight for flight in plan.flights if flight.id in names)
    people = {stay.person for stay in revised.stays}
    gone = {flight.id for flight in plan.flights} - names
    stays = tuple(
        stay if stay.up in names else _without_a_way_up(stay, gone)
        for stay in plan.stays
        if stay.up in names or (stay.person in people and _is_aboard(stay, revised.as_of))
    )
    walks = {walk.id for walk in revised.spacewalks} | {request.id for request in revised.spacewalk_requests}
    spacewalks = tuple(walk for walk in plan.spacewalks if walk.id in walks)
    # What cannot be moved any more is booked in the scenario itself.
    trainings = tuple(entry.model_copy(update={"movable": False}) for entry in revised.trainings if entry.movable)
    return Plan(scenario=revised, flights=flights, stays=stays, spacewalks=spacewalks, trainings=trainings)


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
    known |= {suit.id for suit in scenario.suits} | {airlock.id for airlock in scenario.station.airlocks}
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
    return flight.still_docked()


def _is_aboard(stay: Stay, day: datetime) -> bool:
    return (stay.start is None or stay.start <= day or stay.up is None) and (stay.end is None or stay.end > day)


def _stay_as_of(stay: Stay, day: datetime) -> Stay:
    homes = tuple(home for home in stay.homes if home.since <= day) or stay.homes[:1]
    return stay.model_copy(update={"down": None, "end": None, "homes": homes})


def _returns(plan: Plan, day: datetime) -> Iterator[ReturnWish]:
    """Yield when those who are aboard were to leave: as was wanted before, or else as the plan has it."""
    wanted = {wish.person: wish for wish in plan.scenario.returns}
    leaves = {flight.id: flight.undocked for flight in plan.flights}
    for stay in plan.stays:
        if _is_aboard(stay, day):
            instant = stay.end if stay.down is None else leaves.get(stay.down)
            if stay.person in wanted:
                yield wanted[stay.person]
            elif instant is not None:
                yield ReturnWish(person=stay.person, wanted=instant, source=("the published plan",))


def _numbers(known: Numbers, told: Numbers | None) -> Numbers:
    """Return the numbers of a scenario, and those that an event names in their place."""
    if told is None:
        return known
    return known.model_copy(update={name: getattr(told, name) for name in told.model_fields_set})


def _without_a_way_up(stay: Stay, gone: Container[str]) -> Stay:
    """Return the stay as begun before the record, where whoever it is outstayed the flight that brought them."""
    if stay.up not in gone:
        return stay
    homes = tuple(home for home in stay.homes if home.flight not in gone)
    return stay.model_copy(update={"up": None, "homes": homes})


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


def _to_reseat(
    flights: Iterable[Flight],
    kinds: Mapping[str, VehicleType],
    stays: Iterable[Stay],
    events: Iterable[Event],
    day: datetime,
) -> Iterator[str]:
    """Yield the people aboard whose home vehicle is, or will be, degraded, and those in others of its type."""
    degraded = {
        event.subject for event in events if event.kind == "vehicle-degraded" and (event.end is None or event.end > day)
    }
    types = {flight.id: kinds[flight.vehicle].id for flight in flights}
    alike = {types[flight] for flight in degraded if flight in types}
    for stay in stays:
        if stay.homes and (stay.homes[-1].flight in degraded or types.get(stay.homes[-1].flight) in alike):
            yield stay.person
