"""The levels of a certificate, counted anew from a plan alone: no solver, and none of the planner's code."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from crossflight.instants import DAY, days_between, midnight
from crossflight.record import Flight, FlightRequest, Plan, Recount, Scenario, Sky
from crossflight.rules.case import Case
from crossflight.rules.crew import direct_handover
from crossflight.rules.operators import segments_without
from crossflight.rules.returns import days_beyond
from crossflight.rules.seating import unseated
from crossflight.rules.spacewalk_costs import spacewalk_costs
from crossflight.rules.training_days import training_days

__all__ = ["RECOUNTED", "recount"]

MINUTE_DAYS = 1 / 1440
NOON = timedelta(hours=12)


def recount(plan: Plan) -> dict[str, Recount]:
    """Return the value of each level that can be read from a plan, by the name of the level.

    ``uncovered`` and ``exposure`` are in days; the plan's instants can be a minute off those that the planner counted.
    ``dates`` has a span: whether a launch shortly before midnight is a day off is a matter of reading.
    """
    case = Case(plan.scenario, Sky(), plan)
    return {name: count(case) for name, count in RECOUNTED.items()}


def _exactly(value: float) -> Recount:
    return Recount(least=value, most=value)


# ------------------------------------------------------------------------------------------------- cover and exposure


def _uncovered(case: Case) -> Recount:
    """Count the segment-days on which some single loss leaves a segment without an operator."""
    days, spans = 0.0, 0
    for situation in case.situations:
        without = {name for visit in situation.visits for name in segments_without(situation, visit)}
        days += len(without) * days_between(situation.start, situation.end)
        spans += len(without)
    return Recount(least=days, most=days, slack=2 * MINUTE_DAYS * spans)


def _exposure(case: Case) -> Recount:
    """Count the person-days without a nominal seat for which the person has the suit.

    Without a waiver of the lifeboat rule nobody is without a seat, and the level is not counted.
    """
    days, people = 0.0, 0
    if any(waiver.rule == "seats.certified-lifeboat" for waiver in case.scenario.waivers):
        for situation in case.situations:
            short = len(unseated(case, situation))
            days += short * days_between(situation.start, situation.end)
            people += short
    return Recount(least=days, most=days, slack=2 * MINUTE_DAYS * people)


def _handovers(case: Case) -> Recount:
    """Count the crews that leave before others have come."""
    return _exactly(sum(1 for _ in direct_handover(case)))


def _stays(case: Case) -> Recount:
    """Count the days that people are aboard beyond those on which they were to leave."""
    return _exactly(sum(days_beyond(case, wish.person, wish.wanted) for wish in case.scenario.returns))


# ---------------------------------------------------------------------------------------------------- what was decided


def _planned(case: Case) -> Iterator[tuple[FlightRequest, Flight]]:
    return ((entry, case.flights[entry.id]) for entry in case.scenario.requests if entry.id in case.flights)


def _dates(case: Case) -> Recount:
    """Count the days between the moments of the flights that were decided and those that were wanted."""
    wanted = []
    for request, flight in _planned(case):
        wanted.append((request.launch.wanted, flight.launch))
        wanted.append((None if request.undock is None else request.undock.wanted, flight.undocked))
    for departure in case.scenario.departures:
        leaving = case.flights.get(departure.flight)
        wanted.append((departure.undock.wanted, None if leaving is None else leaving.undocked))
    spans = [_days_off(day, instant) for day, instant in wanted if day is not None and instant is not None]
    return Recount(least=sum(span[0] for span in spans), most=sum(span[1] for span in spans))


def _days_off(wanted: datetime, instant: datetime) -> tuple[int, int]:
    """Return the least and the most days between a moment and the one wanted: by the calendar, and by the clock."""
    by_calendar = abs((midnight(instant) - midnight(wanted)) // DAY)
    middle = wanted + NOON if wanted == midnight(wanted) else wanted
    by_clock = abs(round((instant - middle) / DAY))
    return min(by_calendar, by_clock), max(by_calendar, by_clock)


def _exchanged(case: Case) -> Recount:
    """Count the seats up that go to the partner of the vehicle's side, whether the agreement is in force or not."""
    seats = 0
    for _, flight in _planned(case):
        kind = case.type_of(flight).id
        partners = {
            agency
            for agreement in case.scenario.agreements
            for place, side in enumerate(agreement.sides)
            if kind in side.vehicle_types
            for agency in agreement.sides[1 - place].agencies
        }
        seats += sum(case.people[person].agency in partners for person in flight.up)
    return _exactly(seats)


def _people(case: Case) -> Recount:
    """Count made-up people, and where crews can be moved what that costs: left out, moved, reseated, seats empty."""
    policy = case.scenario.policy.crews
    cost = 0
    flown = [(request, set(flight.up)) for request, flight in _planned(case)]
    going = {person for _, crew in flown for person in crew}
    for request, crew in flown:
        cost += sum(case.people[person].synthetic for person in crew)
        if request.crew_least is not None:
            cost += 2 * max(0, request.crew_size - len(crew))
        moved = [name for name in request.announced if name not in crew and not case.people[name].synthetic]
        if policy == "slide":
            cost += sum(1 if name in going else 3 for name in moved)
        elif policy == "drop":
            cost += sum(3 if name in going else 1 for name in moved)
    return _exactly(cost + _reseated(case.scenario, case.plan))


def _reseated(scenario: Scenario, plan: Plan) -> int:
    before = {(stay.person, stay.up): len(stay.homes) for stay in scenario.stays if stay.person in scenario.reseat}
    after = {(stay.person, stay.up): len(stay.homes) for stay in plan.stays}
    return sum(after.get(key, number) - number for key, number in before.items())


def _order(case: Case) -> Recount:
    """Count how far down the ports stand on the lists of their flights, and the commanders taken from the pool."""
    ports = commanders = 0
    pool = set(case.scenario.pool)
    for request, flight in _planned(case):
        ports += request.ports.index(flight.port) if flight.port in request.ports else len(request.ports)
        commanders += sum(_commands(case, name) for name in flight.up if name in pool)
    return _exactly(ports + commanders)


def _commands(case: Case, person: str) -> bool:
    return any(held.kind == "commander" for held in case.people[person].qualifications)


RECOUNTED: Mapping[str, Callable[[Case], Recount]] = MappingProxyType(
    {
        "uncovered": _uncovered,
        "exposure": _exposure,
        "stays": _stays,
        "handovers": _handovers,
        "exchanged": _exchanged,
        "dates": _dates,
        "people": _people,
        "spacewalks": lambda case: _exactly(spacewalk_costs(case)),
        "training": lambda case: _exactly(training_days(case)),
        "order": _order,
    }
)
"""What counts each level, by its name."""
