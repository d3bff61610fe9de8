"""Who can fly in what, with whom, and how often."""

from crossflight.planner.model import Literal, PlanModel
from crossflight.planner.waived import inside, spans

__all__ = ["as_announced", "commander", "composition", "direct_handover", "one_place"]

COMMANDER = "crew.commander"


def one_place(model: PlanModel) -> None:
    """Let each person have at most one stay in the plan, begun after the stay that is under way has ended."""
    homes = {person: flight for flight, crew in model.problem.fixed_crews.items() for person in crew}
    by_person: dict[str, list[int]] = {}
    for index, pattern in enumerate(model.problem.patterns):
        by_person.setdefault(pattern.person.id, []).append(index)
    for person, indexes in by_person.items():
        name = model.problem.people[person].name
        literal = model.rule("crew.one-place", person, f"{name} has at most one stay in the plan")
        model.cp.add(sum(model.chosen[index] for index in indexes) <= 1).only_enforce_if(literal)
        for index in indexes if person in homes else ():
            launch = model.moves[model.problem.patterns[index].up].launch_minute
            assert launch is not None
            home = model.moves[homes[person]]
            model.cp.add(launch > home.undock_minute).only_enforce_if(literal, model.chosen[index])


def commander(model: PlanModel) -> None:
    """Put somebody aboard each crewed flight, up and down, who is qualified to command its vehicle."""
    problem = model.problem
    for flight in problem.open_flights.values():
        aboard: list[tuple[str, Literal | bool]] = [(name, True) for name in problem.fixed_crews.get(flight.id, ())]
        aboard += [(pattern.person.id, model.chosen[index]) for index, pattern in problem.patterns_up(flight.id)]
        if not aboard and (flight.request is None or flight.request.crew_size == 0):
            continue
        kind, moves = flight.type, model.moves[flight.id]
        literal = model.rule(COMMANDER, flight.id, f"{flight.id} has a commander qualified for {kind.name}")
        waivers = tuple(spans(model, COMMANDER, (flight.id,)))
        for minute in (moves.launch_minute if flight.arrives else None, moves.undock_minute if flight.leaves else None):
            if minute is None:
                continue
            able = [(chosen, model.within(minute, problem.commands(name, kind.id))) for name, chosen in aboard]
            held = [literal, *(~inside(model, waiver, minute) for waiver in waivers)]
            model.cp.add_bool_or([model.both(chosen, holds) for chosen, holds in able]).only_enforce_if(held)


def as_announced(model: PlanModel) -> None:
    """Put announced people on the flights that they were announced for."""
    for request in model.problem.scenario.requests:
        for index, pattern in model.problem.patterns_up(request.id):
            if pattern.person.id in request.announced:
                literal = model.rule(
                    "crew.as-announced",
                    f"{request.id} / {pattern.person.id}",
                    f"{pattern.person.name} flies on {request.id} as announced",
                )
                model.cp.add(model.chosen[index] == 1).only_enforce_if(literal)


def composition(model: PlanModel) -> None:
    """Give each crew its size, and each agency its seats."""
    problem = model.problem
    for request in problem.scenario.requests:
        aboard = [(model.chosen[index], pattern.person) for index, pattern in problem.patterns_up(request.id)]
        if not aboard and request.crew_size == 0:
            continue
        literal = model.rule("crew.composition", request.id, f"{request.id} has the crew that was asked for")
        model.cp.add(sum(chosen for chosen, _ in aboard) == request.crew_size).only_enforce_if(literal)
        for agency, least in request.at_least.items():
            seats = sum(chosen for chosen, person in aboard if person.agency == agency)
            model.cp.add(seats >= least).only_enforce_if(literal)
        for agency in sorted({person.agency for _, person in aboard}):
            announced = [
                chosen for chosen, person in aboard if person.agency == agency and person.id in request.announced
            ]
            open_seats = sum(
                chosen for chosen, person in aboard if person.agency == agency and person.id not in request.announced
            )
            most = max(0, request.at_most.get(agency, 0) - len(announced))
            absent = len(announced) - sum(announced)
            model.cp.add(open_seats <= most + absent).only_enforce_if(literal)


def direct_handover(model: PlanModel) -> None:
    """Count the crews with operators that leave while no other crew in a vehicle of their type is docked."""
    vehicles = model.crewed()
    segments = model.problem.scenario.station.segments
    for leaving in vehicles:
        first, last = leaving.moves.undock_range
        if last < 0 or first >= model.problem.calendar.days:
            continue
        kin = [other for other in vehicles if other.type.id == leaving.type.id and other.id != leaving.id]
        there = [model.present(other.id, leaving.id) for other in kin]
        brings = [model.brings_operator(leaving, segment.id) for segment in segments]
        brings += [chosen for segment in segments for chosen, _ in model.passing_operators(leaving, segment.id)]
        if any(literal is True for literal in there) or all(literal is False for literal in brings):
            continue
        met = model.cp.new_bool_var(f"{leaving.id} hands over directly")
        possible = [literal for literal in there if not isinstance(literal, bool)]
        if any(literal is True for literal in brings):
            model.cp.add_bool_or(possible).only_enforce_if(met)
        else:
            visits = [~literal for literal in brings if not isinstance(literal, bool)]
            only_visitors = model.cp.new_bool_var(f"{leaving.id} brings visitors only")
            model.cp.add_bool_and(visits).only_enforce_if(only_visitors)
            model.cp.add_bool_or([*possible, only_visitors]).only_enforce_if(met)
        model.wishes["handover.direct", leaving.id] = met
        model.levels.setdefault("handovers", []).append(1 - met)
