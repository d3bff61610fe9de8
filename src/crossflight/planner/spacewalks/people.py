"""Who is aboard on the days of a spacewalk, and how many."""

from collections.abc import Iterator

from crossflight.planner.model import Linear, Literal, PlanModel
from crossflight.planner.spacewalks.outing import Outing

__all__ = ["docked", "may_meet", "people_aboard", "people_near", "support"]


def people_near(model: PlanModel, outing: Outing) -> Iterator[str]:
    """Yield everybody who may be aboard on some day of a spacewalk."""
    problem = model.problem
    found = [
        person for flight, crew in problem.fixed_crews.items() for person in crew if may_meet(model, outing, flight)
    ]
    found += [
        pattern.person.id
        for pattern in problem.patterns
        if (pattern.up is None or may_meet(model, outing, pattern.up)) and may_meet(model, outing, pattern.down)
    ]
    yield from dict.fromkeys(found)


def may_meet(model: PlanModel, outing: Outing, flight_id: str) -> bool:
    """Say whether a vehicle can be docked from the day before to the day after."""
    moves = model.moves[flight_id]
    return moves.dock_range[0] < outing.days[-1] and moves.undock_range[1] > outing.first + outing.extra


def support(model: PlanModel, outing: Outing, person: str) -> None:
    """Let somebody be present only as part of a stay that holds the days of the spacewalk."""
    problem, cp = model.problem, model.cp
    ways: list[list[Literal | bool]] = [
        [docked(model, outing, flight)] for flight, crew in problem.fixed_crews.items() if person in crew
    ]
    for index, pattern in problem.patterns_of(person):
        parts = [model.chosen[index], docked(model, outing, pattern.down, only_leaves=pattern.up is None)]
        if pattern.up is not None and pattern.up != pattern.down:
            parts.append(docked(model, outing, pattern.up))
        ways.append(parts)
    present = outing.present[person]
    options: list[Literal] = []
    for parts in ways:
        if any(part is False for part in parts):
            continue
        open_parts = [part for part in parts if not isinstance(part, bool)]
        if not open_parts:
            return
        way = open_parts[0] if len(open_parts) == 1 else cp.new_bool_var("")
        if len(open_parts) > 1:
            cp.add_bool_and(open_parts).only_enforce_if(way)
        options.append(way)
    cp.add_bool_or([*options, ~present])


def people_aboard(model: PlanModel, outing: Outing, *, fit: bool, without: str | None = None) -> Linear:
    """Return a number of people who are aboard from the day before to the day after, or fewer.

    Parameters
    ----------
    fit
        True leaves out whoever is unfit on some day that the spacewalk may take.
    without
        A flight whose people do not count.
    """
    unfit = _unfit(model, outing) if fit else frozenset()
    if (unfit, without) not in outing.people:
        outing.people[unfit, without] = _people_aboard(model, outing, unfit, without)
    return outing.people[unfit, without]


def _people_aboard(model: PlanModel, outing: Outing, unfit: frozenset[str], without: str | None) -> Linear:
    problem = model.problem
    total: Linear = 0
    for flight, crew in problem.fixed_crews.items():
        here = docked(model, outing, flight)
        total += 0 if flight == without else len(set(crew) - unfit) * here
    seats: dict[str, list[Literal]] = {}
    for index, pattern in enumerate(problem.patterns):
        if pattern.up is None and pattern.down != without and pattern.person.id not in unfit:
            total += model.both(model.chosen[index], docked(model, outing, pattern.down, only_leaves=True))
        elif pattern.up is not None and pattern.up == pattern.down and pattern.person.id not in unfit:
            seats.setdefault(pattern.up, []).append(model.chosen[index])
    for request in problem.scenario.requests:
        here = docked(model, outing, request.id)
        if here is False or request.id == without or request.id not in seats:
            continue
        # A full crew is its size; where seats may stay empty, or people may be unfit, they are counted.
        if request.crew_least is None and not model.blame and not unfit:
            total += request.crew_size * here
        else:
            aboard = model.cp.new_int_var(0, len(seats[request.id]), "")
            model.cp.add(aboard <= sum(seats[request.id]))
            model.cp.add(aboard <= len(seats[request.id]) * here)
            total += aboard
    return total


def _unfit(model: PlanModel, outing: Outing) -> frozenset[str]:
    start = model.problem.calendar.start(outing.first)
    end = model.problem.calendar.start(outing.last + 1)
    return frozenset(
        event.subject
        for event in model.problem.scenario.events
        if event.kind == "person-unfit" and event.start < end and (event.end is None or event.end > start)
    )


def docked(model: PlanModel, outing: Outing, flight_id: str, *, only_leaves: bool = False) -> Literal | bool:
    """Return a literal that can be true only where a vehicle is docked from the day before to the day after.

    ``only_leaves`` asks for its undocking alone: somebody was aboard before it came.
    """
    key = f"{flight_id} leaves" if only_leaves else flight_id
    if key in outing.here:
        return outing.here[key]
    moves = model.moves[flight_id]
    starts = not only_leaves and moves.dock_range[1] >= outing.first
    ends = moves.undock_range[0] <= outing.last
    if not may_meet(model, outing, flight_id):
        outing.here[key] = False
    elif not starts and not ends:
        outing.here[key] = True
    else:
        here = model.cp.new_bool_var(f"{flight_id} docked on {outing.id}")
        if starts:
            model.cp.add(outing.day >= moves.dock_day + 1).only_enforce_if(here)
        if ends:
            model.cp.add(outing.day + outing.extra + 1 <= moves.undock_day).only_enforce_if(here)
        outing.here[key] = here
    return outing.here[key]
