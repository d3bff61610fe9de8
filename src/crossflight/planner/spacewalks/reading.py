"""Reading the spacewalks of a plan from the values that the solver gives."""

from collections.abc import Iterator
from itertools import islice

from crossflight.planner.model import Linear, PlanModel
from crossflight.planner.spacewalks.outing import Outing, airlock_asked, segment_agencies
from crossflight.planner.stacking import value_of
from crossflight.record import Spacewalk

__all__ = ["spacewalks_of"]


def spacewalks_of(model: PlanModel, values: list[int]) -> tuple[Spacewalk, ...]:
    """Return all spacewalks, those of the scenario and those that were decided, by start."""
    decided = (_walk(model, outing, values) for outing in model.outings or () if values[outing.done.index])
    every = (*model.problem.scenario.spacewalks, *decided)
    return tuple(sorted(every, key=lambda walk: (walk.start or walk.day, walk.id)))


def _walk(model: PlanModel, outing: Outing, values: list[int]) -> Spacewalk:
    request, day = outing.request, values[outing.day.index]
    outside, arm = (
        tuple(person for person, role in people.items() if values[role.index])
        for people in (outing.outside, outing.arm)
    )
    ranked = sorted(outside, key=lambda person: _place(person, request.announced))
    beyond = tuple(person for person in _beyond(model, outing, values) if person not in {*outside, *arm})
    free = (person for person in _helpers(model, outing, values) if person not in {*outside, *arm, *beyond})
    return Spacewalk(
        id=request.id,
        station=model.problem.scenario.station.id,
        programme=request.programme,
        day=model.problem.calendar.start(day),
        start=outing.start(model, day),
        minutes=request.minutes,
        convention=request.convention,
        airlock=request.airlock,
        suit=request.suit,
        outside=tuple(ranked),
        inside=tuple(islice(free, outing.helpers)),
        arm=next(iter(arm), None),
        in_ship=beyond,
        purpose=request.name,
        planned=True,
        source=request.source,
    )


def _helpers(model: PlanModel, outing: Outing, values: list[int]) -> list[str]:
    """Return who is aboard from the day before to the day after and well; those of the lock's own segment first."""
    problem, airlock = model.problem, airlock_asked(model, outing.request)
    first, last = values[outing.day.index], values[outing.day.index] + outing.extra
    start, after = problem.calendar.start(first), problem.calendar.start(last + 1)
    found = [
        person
        for flight, crew in problem.fixed_crews.items()
        if _number(model.moves[flight].dock_day, values) < first
        and _number(model.moves[flight].undock_day, values) > last
        for person in crew
    ]
    found += [
        pattern.person.id
        for pattern, chosen in zip(problem.patterns, model.chosen, strict=True)
        if values[chosen.index]
        and (pattern.up is None or _number(model.moves[pattern.up].dock_day, values) < first)
        and _number(model.moves[pattern.down].undock_day, values) > last
    ]
    unfit = {
        event.subject
        for event in problem.scenario.events
        if event.kind == "person-unfit" and event.start < after and (event.end is None or event.end > start)
    }
    at_home = segment_agencies(model, airlock)
    well = [person for person in found if person not in unfit]
    return sorted(well, key=lambda person: problem.people[person].agency not in at_home)


def _place(person: str, announced: tuple[str, ...]) -> int:
    return announced.index(person) if person in announced else len(announced)


def _beyond(model: PlanModel, outing: Outing, values: list[int]) -> Iterator[str]:
    """Yield the people whose vehicle stands beyond the airlock of a spacewalk, and cannot be reached from inside."""
    problem, airlock = model.problem, airlock_asked(model, outing.request)
    day = values[outing.day.index]
    ports = () if airlock is None else airlock.blocks_ports
    flights = [
        stand.flight.id
        for stand in problem.stands
        if stand.port in ports and (stand.end is None or problem.calendar.day(stand.end) >= day)
    ]
    flights += [name for (name, port), literal in model.at.items() if port in ports and values[literal.index]]
    for flight in flights:
        moves = model.moves[flight]
        if _number(moves.dock_day, values) <= day + outing.extra and _number(moves.undock_day, values) >= day:
            yield from problem.fixed_crews.get(flight, ())
            for pattern, chosen in zip(problem.patterns, model.chosen, strict=True):
                if flight in pattern.homes and values[chosen.index]:
                    yield pattern.person.id


def _number(linear: Linear, values: list[int]) -> int:
    return linear if isinstance(linear, int) else value_of(linear, values)
