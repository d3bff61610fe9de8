"""Agreements derived: the exchange as wanted, the fewest seats that keep the cover, and no exchange at all."""

# ruff: noqa: PLC0415 - the solver is imported when it is first needed

from collections.abc import Callable, Iterator
from datetime import datetime

from crossflight.errors import InputError
from crossflight.record import (
    Answer,
    DateWish,
    Derivation,
    ExchangeCase,
    ExchangedSeats,
    FlightRequest,
    Level,
    Plan,
    Progress,
    Scenario,
    Waiver,
)
from crossflight.story.corridor import survey

__all__ = ["derive"]

LOSS = "operators.any-single-loss"

BASIS = (
    "Covered are the crewed flights to come of the vehicle types that the agreements name, on which a partner was to "
    "have a seat. As wanted: crews, agreements and seats of the scenario. Fewest and none: on the days and at the "
    "ports of that plan, agreements off, crews open to professional people. Fewest: of both sides, single-loss cover "
    "held as in the scenario, and the exchanged seats made few. None: each side flies its own people only. People "
    "aboard as the horizon begins stay, exchanged or not."
)

LEVELS: tuple[Level, ...] = ("uncovered", "exposure", "handovers", "exchanged", "dates", "people", "order")


def derive(
    scenario: Scenario,
    *,
    time_limit_s: float = 60.0,
    seed: int = 0,
    watch: Callable[[Progress], None] | None = None,
) -> Derivation:
    """Return how few exchanged seats keep every segment operated through any single loss, and the price of none.

    Parameters
    ----------
    scenario
        With agreements whose sides name agencies and vehicle types, and flights to be planned.
    time_limit_s, seed, watch
        As for planning; the limit is for each of the three plans.

    Raises
    ------
    InputError
        When no agreement or no flight to come is there to derive from.
    """
    from crossflight import planner

    sides = _sides(scenario)
    covered = tuple(request.id for request in _covered(scenario, sides))
    if not covered:
        problem = f"scenario '{scenario.name}' has no crewed flight to plan of a vehicle type that an agreement names"
        raise InputError(problem, way_out="give a scenario with agreements and requests, such as iss-2022")
    sky = survey(scenario)

    def planned(setting: Scenario, near: Plan | None = None) -> Answer:
        policy = setting.policy.model_copy(update={"levels": LEVELS})
        whole = setting.model_copy(update={"policy": policy})
        return planner.plan(
            whole,
            sky,
            time_limit_s=time_limit_s,
            seed=seed,
            watch=watch,
            near=near,
            manner="plans" if near is None else "seats",
        )

    wanted = planned(scenario)
    cases = [_case("as wanted", scenario, wanted, sides, covered)]
    if wanted.plan is not None:
        dated = _on_days_of(scenario, wanted.plan)
        fewest = planned(_free(dated, sides, exchange=True), wanted.plan)
        cases.append(_case("fewest", scenario, fewest, sides, covered))
        alone = planned(_counted(_free(dated, sides, exchange=False)))
        cases.append(_case("none", scenario, alone, sides, covered))
    return Derivation(scenario=scenario.name, flights=covered, cases=tuple(cases), basis=BASIS)


Sides = dict[str, tuple[frozenset[str], frozenset[str]]]
"""By vehicle type: the agencies of its own side, and of the partner's."""


def _sides(scenario: Scenario) -> Sides:
    found: Sides = {}
    for agreement in scenario.agreements:
        for giver, other in (agreement.sides, agreement.sides[::-1]):
            for kind in giver.vehicle_types:
                found[kind] = (frozenset(giver.agencies), frozenset(other.agencies))
    return found


def _covered(scenario: Scenario, sides: Sides) -> Iterator[FlightRequest]:
    types = {vehicle.id: vehicle.type for vehicle in scenario.vehicles}
    named = {flight for agreement in scenario.agreements for flight in agreement.flights}
    for request in scenario.requests:
        if types[request.vehicle] not in sides or request.crew_size == 0:
            continue
        agencies = {*request.at_most, *request.at_least}
        _, partner = sides[types[request.vehicle]]
        # A flight that no partner was ever to have a seat on is a visit.
        if request.id in named or agencies & partner:
            yield request


def _counted(scenario: Scenario) -> Scenario:
    """Return the scenario with the single-loss rule counted, not held."""
    waiver = Waiver(
        id="counted-not-held",
        rule=LOSS,
        start=scenario.horizon.start,
        reason="What it costs to fly without is the question.",
        approver="nobody: counted",
    )
    return scenario.model_copy(update={"waivers": (*scenario.waivers, waiver)})


def _on_days_of(scenario: Scenario, plan: Plan) -> Scenario:
    """Return the scenario with every date and port as in a plan."""
    flights = {flight.id: flight for flight in plan.flights}
    requests = tuple(
        request.model_copy(
            update={
                "launch": _pinned(flights[request.id].launch),
                "undock": None if request.undock is None else _pinned(flights[request.id].undocked),
                "ports": (flights[request.id].port or request.ports[0],),
            }
        )
        for request in scenario.requests
    )
    departures = tuple(
        departure.model_copy(update={"undock": _pinned(flights[departure.flight].undocked)})
        for departure in scenario.departures
    )
    return scenario.model_copy(update={"requests": requests, "departures": departures})


def _pinned(instant: datetime | None) -> DateWish:
    return DateWish(earliest=instant, latest=instant, wanted=instant)


def _free(scenario: Scenario, sides: Sides, *, exchange: bool) -> Scenario:
    """Return the scenario without agreements, the crews of covered flights open to both sides, or to the own one."""
    covered = {request.id for request in _covered(scenario, sides)}
    types = {vehicle.id: vehicle.type for vehicle in scenario.vehicles}
    released = [person for request in scenario.requests if request.id in covered for person in request.announced]
    requests = []
    for request in scenario.requests:
        if request.id not in covered:
            requests.append(request)
            continue
        own, partner = sides[types[request.vehicle]]
        agencies = own | partner if exchange else own
        at_most = dict.fromkeys(sorted(agencies), request.crew_size)
        requests.append(request.model_copy(update={"announced": (), "at_least": {}, "at_most": at_most}))
    agreements = tuple(entry.model_copy(update={"is_in_force": False}) for entry in scenario.agreements)
    pool = tuple(dict.fromkeys((*scenario.pool, *released)))
    return scenario.model_copy(update={"requests": tuple(requests), "agreements": agreements, "pool": pool})


def _case(name: str, setting: Scenario, answer: Answer, sides: Sides, covered: tuple[str, ...]) -> ExchangeCase:
    from crossflight import rules

    if answer.plan is None:
        return ExchangeCase(name=name, status=answer.status, seats=0, by_flight=(), uncovered=(), uncovered_days=0.0)
    types = {vehicle.id: vehicle.type for vehicle in setting.vehicles}
    agencies = {person.id: person.agency for person in setting.people}
    by_flight = tuple(
        ExchangedSeats(
            flight=flight.id,
            seats=sum(agencies[person] in sides[types[flight.vehicle]][1] for person in flight.up),
        )
        for flight in answer.plan.flights
        if flight.id in covered
    )
    measured = rules.measure(setting, answer.plan)
    return ExchangeCase(
        name=name,
        status=answer.status,
        seats=sum(entry.seats for entry in by_flight),
        by_flight=by_flight,
        uncovered=measured.uncovered,
        uncovered_days=round(sum(entry.days for entry in measured.uncovered), 3),
    )
