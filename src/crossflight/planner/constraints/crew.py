"""Who can fly in what, with whom, and how often."""

from crossflight.planner.model import Linear, Literal, PlanModel
from crossflight.planner.problem import OpenFlight
from crossflight.planner.waived import inside, spans
from crossflight.record import FlightRequest

__all__ = ["as_announced", "commander", "composition", "direct_handover", "one_place"]

COMMANDER = "crew.commander"

MOVED = {"slide": (3, 1), "drop": (1, 3)}
"""What it costs to leave somebody announced at home, and to put that person on another flight."""


def one_place(model: PlanModel) -> None:
    """Let each person have at most one stay in the plan, begun after the stay that is under way has ended."""
    homes = {person: flight for flight, crew in model.problem.fixed_crews.items() for person in crew}
    by_person: dict[str, list[int]] = {}
    for index, pattern in enumerate(model.problem.patterns):
        by_person.setdefault(pattern.person.id, []).append(index)
    for person, indexes in by_person.items():
        name = model.problem.people[person].name
        ups = [index for index in indexes if model.problem.patterns[index].up is not None]
        aboard = [index for index in indexes if model.problem.patterns[index].up is None]
        if aboard:
            model.cp.add_exactly_one(model.chosen[index] for index in aboard)
        if not ups:
            continue
        literal = model.rule("crew.one-place", person, f"{name} has at most one stay in the plan")
        model.cp.add(sum(model.chosen[index] for index in ups) <= 1).only_enforce_if(literal)
        before = [(homes[person], literal)] if person in homes else []
        before += [(model.problem.patterns[index].down, model.chosen[index]) for index in aboard]
        for index in ups:
            launch = model.moves[model.problem.patterns[index].up or ""].launch_minute
            assert launch is not None
            for home, held in before:
                undock = model.moves[home].undock_minute
                model.cp.add(launch > undock).only_enforce_if(literal, held, model.chosen[index])


def commander(model: PlanModel) -> None:
    """Put somebody aboard each crewed flight, up and down, who is qualified to command its vehicle."""
    problem = model.problem
    for flight in problem.open_flights.values():
        moves = model.moves[flight.id]
        fixed: list[tuple[str, Literal | bool]] = [(name, True) for name in problem.fixed_crews.get(flight.id, ())]
        up: list[tuple[str, Literal | bool]] = [
            (pattern.person.id, model.chosen[index]) for index, pattern in problem.patterns_up(flight.id)
        ]
        down: list[tuple[str, Literal | bool]] = [
            (pattern.person.id, model.chosen[index]) for index, pattern in problem.patterns_down(flight.id)
        ]
        is_asked = flight.request is not None and flight.request.crew_size > 0
        for crew, minute in (
            (up, moves.launch_minute if flight.arrives else None),
            ([*fixed, *down], moves.undock_minute if flight.leaves else None),
        ):
            if minute is not None and (crew or is_asked):
                _has_commander(model, flight, crew, minute)


def _has_commander(
    model: PlanModel, flight: OpenFlight, crew: list[tuple[str, Literal | bool]], minute: Linear
) -> None:
    """Ask for a commander among a crew at a minute, if anybody is aboard at all."""
    literal = model.rule(COMMANDER, flight.id, f"{flight.id} has a commander qualified for {flight.type.name}")
    held = [literal, *(~inside(model, waiver, minute) for waiver in spans(model, COMMANDER, (flight.id,)))]
    able = [
        model.both(chosen, model.within(minute, model.problem.commands(name, flight.type.id))) for name, chosen in crew
    ]
    if not _may_be_empty(model, flight):
        model.cp.add_bool_or(able).only_enforce_if(held)
        return
    for _, chosen in crew:
        model.cp.add_bool_or([*able, False if chosen is True else ~chosen]).only_enforce_if(held)


def _may_be_empty(model: PlanModel, flight: OpenFlight) -> bool:
    """Say whether a flight may carry nobody, up or down."""
    if flight.request is None:
        return not model.problem.fixed_crews.get(flight.id)
    return flight.request.crew_least is not None


def as_announced(model: PlanModel) -> None:
    """Put announced people on the flights that they were announced for; where crews may be moved, count who is not."""
    policy = model.problem.scenario.policy.crews
    elsewhere: dict[str, list[Literal]] = {}
    for pattern, chosen in zip(model.problem.patterns, model.chosen, strict=True):
        if pattern.up is not None:
            elsewhere.setdefault(pattern.person.id, []).append(chosen)
    for request in model.problem.scenario.requests:
        for index, pattern in model.problem.patterns_up(request.id):
            if pattern.person.id not in request.announced:
                continue
            if policy == "as-announced":
                literal = model.rule(
                    "crew.as-announced",
                    f"{request.id} / {pattern.person.id}",
                    f"{pattern.person.name} flies on {request.id} as announced",
                )
                model.cp.add(model.chosen[index] == 1).only_enforce_if(literal)
                continue
            if pattern.person.synthetic:
                continue  # nobody is moved by it
            flies = sum(elsewhere[pattern.person.id])
            at_home, on_another = MOVED[policy]
            cost = at_home + (on_another - at_home) * flies - on_another * model.chosen[index]
            model.levels.setdefault("people", []).append(cost)


def composition(model: PlanModel) -> None:
    """Give each crew its size, and each agency its seats."""
    problem = model.problem
    for request in problem.scenario.requests:
        aboard = [(model.chosen[index], pattern.person) for index, pattern in problem.patterns_up(request.id)]
        if not aboard and request.crew_size == 0:
            continue
        literal = model.rule("crew.composition", request.id, f"{request.id} has the crew that was asked for")
        crew = sum(chosen for chosen, _ in aboard)
        model.cp.add(crew <= request.crew_size).only_enforce_if(literal)
        model.cp.add(crew >= _least(request)).only_enforce_if(literal)
        if request.crew_least is not None:  # an empty seat is worse than one given to somebody made up
            model.levels.setdefault("people", []).append(2 * (request.crew_size - crew))
        for agency, least in request.at_least.items() if request.crew_least is None else ():
            seats = sum(chosen for chosen, person in aboard if person.agency == agency)
            model.cp.add(seats >= least).only_enforce_if(literal)
        named = {*request.announced, *request.candidates}
        for agency in sorted({person.agency for _, person in aboard}):
            announced = [chosen for chosen, person in aboard if person.agency == agency and person.id in named]
            open_seats = sum(chosen for chosen, person in aboard if person.agency == agency and person.id not in named)
            told = sum(problem.people[person].agency == agency for person in request.announced)
            most = max(0, request.at_most.get(agency, 0) - told)
            absent = told - sum(announced)
            model.cp.add(open_seats <= most + absent).only_enforce_if(literal)


def _least(request: FlightRequest) -> int:
    return request.crew_size if request.crew_least is None else request.crew_least


def _operates(model: PlanModel, pattern: int, segment_id: str) -> bool:
    return bool(model.problem.able(model.problem.patterns[pattern].person.id, segment_id))


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
        brings += [
            model.chosen[leg.pattern]
            for leg in leaving.legs
            if leg.until is None and any(_operates(model, leg.pattern, segment.id) for segment in segments)
        ]
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
