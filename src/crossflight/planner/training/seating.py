"""Who could sit in which seat, and who is away when: from a model still to be solved, or from a plan."""

from collections.abc import Iterator, Sequence

from crossflight.planner.model import PlanModel
from crossflight.planner.moments import Moment
from crossflight.planner.problem import Problem
from crossflight.planner.training.timetable import Away, Literal, Seat
from crossflight.record import Flight, Stay, Training

__all__ = ["away_in", "away_in_plan", "seats_in", "seats_in_plan"]

FAR = 10**8
"""A minute after everything."""


def seats_in(model: PlanModel) -> Iterator[Seat]:
    """Yield the seats of the flights asked for, and who could have them, then their backups."""
    problem = model.problem
    for request in problem.scenario.requests:
        minute = model.moves[request.id].launch_minute
        arrivals = problem.open_flights[request.id].arrivals
        assert minute is not None
        assert not isinstance(minute, int)
        launches = [problem.calendar.minute(entry.launch) for entry in arrivals.values()]
        # Loose models put a launch anywhere in the day that its table says.
        launch = Moment(minute, min(launches) - 24 * 60, max(launches) + 24 * 60)
        chosen: dict[str, list[int]] = {}
        for index, pattern in problem.patterns_up(request.id):
            chosen.setdefault(pattern.person.id, []).append(index)
        for person, indexes in chosen.items():
            yield Seat(problem.people[person], request, launch, model.either(model.chosen[index] for index in indexes))
        for person in request.backups:
            standing_by = model.either(model.chosen[index] for index in chosen.get(person, ()))
            held: Literal | bool = (not standing_by) if isinstance(standing_by, bool) else ~standing_by
            if request.crew_least is not None:  # for a ship that goes up empty nobody stands by
                held = model.both(held, model.either(model.chosen[index] for mine in chosen.values() for index in mine))
            yield Seat(problem.people[person], request, launch, held, is_backup=True)


def away_in(model: PlanModel) -> Iterator[Away]:
    """Yield when people are at the station, or elsewhere, as far as that is decided or may be chosen."""
    problem = model.problem
    for flight, crew in problem.fixed_crews.items():
        moves = model.moves[flight]
        start = -FAR if moves.launch_minute is None else moves.launch_minute
        end = FAR if moves.landing_minute is None else moves.landing_minute
        for person in crew:
            yield Away(person, start, end, True, flight)
    for index, pattern in enumerate(problem.patterns):
        up = None if pattern.up is None else model.moves[pattern.up].launch_minute
        landing = model.moves[pattern.down].landing_minute
        yield Away(
            pattern.person.id,
            -FAR if up is None else up,
            FAR if landing is None else landing,
            model.chosen[index],
            pattern.up,
        )
    yield from _elsewhere(problem)


def seats_in_plan(problem: Problem, flights: Sequence[Flight]) -> Iterator[Seat]:
    """Yield the seats of the flights asked for as they were given, then their backups."""
    planned = {flight.id: flight for flight in flights}
    for request in problem.scenario.requests:
        flight = planned[request.id]
        assert flight.launch is not None
        minute = problem.calendar.minute(flight.launch)
        launch = Moment(minute, minute, minute)
        for person in flight.up:
            yield Seat(problem.people[person], request, launch)
        for person in request.backups:
            if flight.up and person not in flight.up:
                yield Seat(problem.people[person], request, launch, is_backup=True)


def away_in_plan(problem: Problem, flights: Sequence[Flight], stays: Sequence[Stay]) -> Iterator[Away]:
    """Yield when people are at the station, from launch to landing, or elsewhere."""
    planned = {flight.id: flight for flight in flights}
    minute = problem.calendar.minute
    for stay in stays:
        up = None if stay.up is None else planned.get(stay.up)
        down = None if stay.down is None else planned.get(stay.down)
        begins = (None if up is None else up.launch) or stay.start
        ends = (None if down is None else down.landed) or stay.end
        start = -FAR if begins is None else minute(begins)
        yield Away(stay.person, start, FAR if ends is None else minute(ends), True, stay.up)
    yield from _elsewhere(problem)


def _elsewhere(problem: Problem) -> Iterator[Away]:
    """Yield when people are elsewhere, but for what is booked: that stands in the timetable itself."""
    minute = problem.calendar.minute
    courses = {course.id for course in problem.scenario.courses}
    booked: dict[str, list[Training]] = {}
    for entry in problem.scenario.trainings:
        if entry.course in courses and not entry.movable:
            booked.setdefault(entry.person, []).append(entry)
    for absence in problem.scenario.absences:
        mine = booked.get(absence.person, ())
        if absence.end is not None and any(one.start <= absence.start and absence.end <= one.end for one in mine):
            continue
        end = FAR if absence.end is None else minute(absence.end)
        yield Away(absence.person, minute(absence.start), end)
