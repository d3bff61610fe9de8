"""Who can fly in what, with whom, and how often."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from ortools.sat.python import cp_model

from crossflight.planner.absences import is_elsewhere, landings, launches
from crossflight.planner.model import Crewed, Linear, Literal, PlanModel
from crossflight.planner.problem import OpenFlight
from crossflight.planner.waived import inside, spans
from crossflight.record import FlightRequest

__all__ = ["as_announced", "commander", "composition", "direct_handover", "fit", "one_place"]

COMMANDER = "crew.commander"

MOVED = {"slide": (3, 1), "drop": (1, 3)}
"""What it costs to leave somebody announced at home, and to put that person on another flight."""


def one_place(model: PlanModel) -> None:
    """Let each person have at most one stay in the plan, begun after the stay that is under way has ended."""
    _keep_away(model)
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


def _keep_away(model: PlanModel) -> None:
    """Keep people who are elsewhere from flying up, being aboard and coming down in that time."""
    problem = model.problem
    stays: dict[str, list[tuple[str | None, str, Literal | None]]] = {}
    for flight, crew in problem.fixed_crews.items():
        for person in crew:
            stays.setdefault(person, []).append((flight, flight, None))
    for index, pattern in enumerate(problem.patterns):
        stays.setdefault(pattern.person.id, []).append((pattern.up, pattern.down, model.chosen[index]))
    for absence in problem.scenario.absences:
        start = problem.calendar.minute(absence.start)
        end = problem.calendar.minute(problem.end) if absence.end is None else _minute_after(model, absence.end)
        if end <= problem.whole_span[0] or start >= problem.whole_span[1]:
            continue
        person = absence.person
        for up, down, flies in stays.get(person, ()):
            launch = None if up is None or up not in model.moves else model.moves[up].launch_minute
            landing = model.moves[down].landing_minute
            ups, downs = None if up is None else launches(problem, up), landings(problem, down)
            if ups is not None and absence.end is not None and absence.end <= ups[0]:
                continue  # it is over before
            if downs is not None and downs[1] <= absence.start:
                continue
            is_never = up is not None and ups is not None and is_elsewhere(problem, absence, up)
            before = False if landing is None or is_never else model.before(landing, start + 1)
            after = False if launch is None or is_never else model.before(end - 1, launch)
            name = problem.people[person].name
            told = f"{name} is not at the station while away from {absence.start:%Y-%m-%d} on: {absence.reason}"
            literal = model.rule("crew.one-place", f"{person} / {absence.start:%Y-%m-%d}", told)
            held = [literal, *([] if flies is None else [flies])]
            model.cp.add_bool_or([model.either((before, after))]).only_enforce_if(held)


def _minute_after(model: PlanModel, instant: datetime) -> int:
    """Return the first whole minute that is not before an instant; minutes of moments are counted down."""
    return -((model.problem.calendar.origin - instant) // timedelta(minutes=1))


def fit(model: PlanModel) -> None:
    """Let nobody fly up whom an event makes unfit on the day of the launch."""
    problem = model.problem
    for event in problem.scenario.events:
        if event.kind != "person-unfit":
            continue
        for index, pattern in enumerate(problem.patterns):
            if pattern.person.id != event.subject or pattern.up is None:
                continue
            arrivals = problem.open_flights[pattern.up].arrivals
            days = [
                day
                for day, entry in arrivals.items()
                if entry.launch < event.start or (event.end is not None and event.end <= entry.launch)
            ]
            if len(days) == len(arrivals):
                continue
            told = f"{pattern.person.name} does not fly up in {pattern.up} while unfit: {event.sentence}"
            literal = model.rule("crew.fit", f"{pattern.person.id} / {pattern.up}", told)
            if days:
                allowed = cp_model.Domain.from_values(sorted(days))
                docks = model.moves[pattern.up].dock_day
                model.cp.add_linear_expression_in_domain(docks, allowed).only_enforce_if(literal, model.chosen[index])
            else:
                model.cp.add_bool_or([~literal, ~model.chosen[index]])


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
    return flight.request.crew_least is not None or not flight.request.crew_size


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
        literal = model.rule(
            "crew.composition", request.id, f"{request.id} has the crew that was asked for{_told(request)}"
        )
        crew = sum(chosen for chosen, _ in aboard)
        model.cp.add(crew <= _most(request)).only_enforce_if(literal)
        model.cp.add(crew >= _least(request)).only_enforce_if(literal)
        if request.crew_least is not None:  # an empty seat is worse than one given to somebody made up
            model.levels.setdefault("people", []).append(_seats_left_empty(model, request, crew))
        for agency, least in request.at_least.items() if request.crew_least is None else ():
            seats = sum(chosen for chosen, person in aboard if person.agency == agency)
            model.cp.add(seats >= least).only_enforce_if(literal)
        named = {*request.announced, *request.candidates}
        for agency in sorted({person.agency for _, person in aboard}):
            own = [(chosen, person.id) for chosen, person in aboard if person.agency == agency]
            announced = sum(chosen for chosen, person in own if person in request.announced)
            open_seats = sum(chosen for chosen, person in own if person not in named)
            told = sum(problem.people[person].agency == agency for person in request.announced)
            limit = request.at_most.get(agency, 0)
            if isinstance(open_seats, int):
                continue  # nobody is there to take one
            if told <= limit:
                model.cp.add(open_seats <= limit - announced).only_enforce_if(literal)
                continue
            room = model.cp.new_int_var(0, limit, f"open seats of {request.id} for {agency}")
            model.cp.add_max_equality(room, [0, limit - announced])
            model.cp.add(open_seats <= room).only_enforce_if(literal)


def _told(request: FlightRequest) -> str:
    """Return in words how many of whom are asked for; nothing where all of them are announced."""
    if len(request.announced) >= request.crew_size:
        return ""
    least = [f"at least {number} of {agency}" for agency, number in request.at_least.items()]
    most = [f"at most {number} of {agency}" for agency, number in request.at_most.items()]
    announced = [f"{len(request.announced)} announced"] if request.announced else []
    return f": {', '.join([f'{request.crew_size} people', *announced, *least, *most])}"


def _most(request: FlightRequest) -> int:
    return request.crew_size if request.crew_most is None else max(request.crew_size, request.crew_most)


def _seats_left_empty(model: PlanModel, request: FlightRequest, crew: Linear) -> Linear:
    """Return what the seats cost that were asked for and stay empty; one that is filled beyond them costs nothing."""
    cost = 2 * (request.crew_size - crew)
    if _most(request) == request.crew_size:
        return cost
    empty = model.cp.new_int_var(0, 2 * request.crew_size, f"seats left empty in {request.id}")
    model.cp.add_max_equality(empty, [0, cost])
    return empty


def _least(request: FlightRequest) -> int:
    return request.crew_size if request.crew_least is None else request.crew_least


def _goes_home(model: PlanModel, vehicle: Crewed) -> Iterator[tuple[Literal | bool, str]]:
    """Yield those who may go home in a vehicle: whether they do, and who."""
    yield from ((True, person) for person in vehicle.fixed)
    last = (leg.pattern for leg in vehicle.legs if leg.until is None)
    yield from ((model.chosen[index], model.problem.patterns[index].person.id) for index in (*vehicle.chosen, *last))


def _carries_crew(model: PlanModel, vehicle: Crewed) -> Literal | bool:
    """Return whether anybody goes up or home in a vehicle; an empty one relieves nobody."""
    problem = model.problem
    opened = problem.open_flights.get(vehicle.id)
    request = None if opened is None else opened.request
    if request is not None and request.crew_size and request.crew_least is None:
        return True
    flown = any(flight.id == vehicle.id and bool(flight.up or flight.down) for flight in problem.fixed_flights)
    ways = (*problem.patterns_up(vehicle.id), *problem.patterns_down(vehicle.id))
    return model.either((flown or bool(vehicle.fixed), *(model.chosen[index] for index, _ in ways)))


def direct_handover(model: PlanModel) -> None:
    """Count the crews with operators that leave while no other crew in a vehicle of their type is docked."""
    vehicles = model.crewed()
    segments = model.problem.scenario.station.segments
    for leaving in vehicles:
        first, last = leaving.moves.undock_range
        if last < 0 or first >= model.problem.calendar.days:
            continue
        kin = [other for other in vehicles if other.type.id == leaving.type.id and other.id != leaving.id]
        there = [model.both(model.present(other.id, leaving.id), _carries_crew(model, other)) for other in kin]
        brings = [
            model.both(aboard, model.within(leaving.moves.undock_minute, model.problem.operates(person, segment.id)))
            for aboard, person in _goes_home(model, leaving)
            for segment in segments
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
