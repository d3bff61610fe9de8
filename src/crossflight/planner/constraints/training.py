"""Courses before launches: what they keep from flying, and, where they are solved with the crews, where they lie.

Courses depend on crews and launches, and seldom stand in their way. So a model holds of them what one person alone
cannot avoid: who fulfils a wish, and the earliest launch that leaves time for it. The courses themselves are placed
once crews and launches are decided; where that fails, all of them come into the model (a ``timetabled`` problem).
A model that is asked why there is no plan holds the courses of those alone who can put a launch off, rule by rule.
"""

from collections.abc import Collection, Iterator, Sequence

from ortools.sat.python import cp_model

from crossflight.planner.model import Linear, PlanModel
from crossflight.planner.training import holding
from crossflight.planner.training.earliest import LaunchDays
from crossflight.planner.training.promising import offers, promised
from crossflight.planner.training.seating import away_in, seats_in
from crossflight.planner.training.syllabus import Syllabus
from crossflight.planner.training.timetable import Literal, Seat, Timetable, enforced
from crossflight.planner.training.wishing import choose
from crossflight.record import Course
from crossflight.units import MINUTES_IN_A_DAY

__all__ = ["backups", "course_passed", "facility", "lead", "one_place", "order", "request", "timetable_of", "together"]


def timetable_of(model: PlanModel) -> Timetable:
    """Return the timetable of a model, and make it when it is first asked for."""
    if model.timetable is None:
        model.timetable = _timetable(model)
    return model.timetable


def _timetable(model: PlanModel) -> Timetable:
    problem = model.problem
    scenario = problem.scenario
    syllabus = Syllabus(problem, offers(problem) if model.promises and not model.blame else ())
    if not scenario.plans_courses and not scenario.training_requests:
        return Timetable(syllabus, model.cp, model.rule)
    seats = tuple(seats_in(model))
    away = tuple(away_in(model))
    launch_days = LaunchDays(syllabus, away)
    taken_up = frozenset(promised(problem, syllabus.offers, seats, launch_days))
    choices, standing, costs = choose(model.cp, model.rule, syllabus, seats, taken_up)
    model.levels.setdefault("training", []).extend(costs)
    if problem.timetabled:
        table = Timetable(syllabus, model.cp, model.rule, seats, choices, standing, away, blame=model.blame)
        model.levels["training"].extend(table.cost)
    elif model.blame:
        asked = {key[1:] for key in choices}
        late = tuple(seat for seat in seats if _is_late(syllabus, seat, asked))
        table = Timetable(syllabus, model.cp, model.rule, late, choices, away=away, blame=True)
        _leave_room(model, seats, launch_days)
    else:
        table = Timetable(syllabus, model.cp, model.rule, (), choices, standing)
        _leave_time(model, table, seats, launch_days)
        _leave_room(model, seats, launch_days)
        _count(model, table, seats)
    _grant(model, table, seats)
    return table


def _is_late(syllabus: Syllabus, seat: Seat, asked: Collection[tuple[str, str]]) -> bool:
    """Say whether somebody begins courses that can put a launch off: for a wish, or for a seat taken up late."""
    if seat.is_backup:
        return False
    if (seat.person.id, seat.request.id) in asked:
        return True
    return syllabus.problem.scenario.plans_courses and not syllabus.is_in_line(seat.person, seat.request)


def _leave_time(model: PlanModel, table: Timetable, seats: Sequence[Seat], launch_days: LaunchDays) -> None:
    """Launch no earlier than one person alone can have passed the courses of a wish, or of a seat taken up late."""
    offered = {offer.id for offer in table.syllabus.offers}
    asked = {key[1:] for key in table.choices if key[0] not in offered}
    taken_up: dict[tuple[str, str], list[tuple[str | None, Literal | bool]]] = {}
    for (name, person, flight), literal in table.choices.items():
        taken_up.setdefault((person, flight), []).append((name, literal))
    for seat in seats:
        if seat.is_backup:
            continue
        every = [*taken_up.get((seat.person.id, seat.request.id), ())]
        if _is_late(table.syllabus, seat, asked):
            every.append((None, seat.is_held))
        for wish, literal in every:
            day, held = launch_days.earliest(seat, wish), enforced(literal)
            if day is None:
                model.cp.add_bool_or([False]).only_enforce_if(held)
            elif day * MINUTES_IN_A_DAY > seat.launch.first:
                model.cp.add(seat.launch.minute >= day * MINUTES_IN_A_DAY).only_enforce_if(held)


def _leave_room(model: PlanModel, seats: Sequence[Seat], launch_days: LaunchDays) -> None:
    """Give nobody a seat whose courses find no room beside what that person is booked for, or where others are booked.

    Else somebody may be chosen who comes back from another station half a year before, and cannot be trained again.
    """
    start = model.problem.calendar.start
    for seat in seats:
        for first, last in () if seat.is_backup else launch_days.shut(seat):
            who = f"{seat.request.id} / {seat.person.id}"
            told = (
                f"{seat.person.name} has passed every course for {seat.request.id} before its launch; from "
                f"{start(first):%Y-%m-%d} to {start(last):%Y-%m-%d} there is no room for them"
            )
            held = enforced(model.rule("training.course-passed", who, told), seat.is_held)
            minutes = cp_model.Domain(first * MINUTES_IN_A_DAY, (last + 1) * MINUTES_IN_A_DAY - 1).complement()
            model.cp.add_linear_expression_in_domain(seat.launch.minute, minutes).only_enforce_if(held)


def _count(model: PlanModel, table: Timetable, seats: Sequence[Seat]) -> None:
    """Count the days that wishes add at least, and those by which launches move what an earlier plan had ahead."""
    syllabus = table.syllabus
    planned: dict[tuple[str, str, str], list[Literal | bool]] = {}
    asked = set()
    for seat in seats:
        for course in syllabus.flow(seat.person, seat.request, is_backup=seat.is_backup):
            asked.add((seat.person.id, seat.request.id, course.id))
            if (seat.person.id, course.id, seat.request.id) in syllabus.before:
                needed = table.is_needed(seat, course)
                planned.setdefault((seat.person.id, seat.request.id, course.id), []).append(needed)
    for key, literal in _added(table, seats):
        planned.setdefault(key, []).append(literal)
    launches = {seat.request.id: seat.launch.minute for seat in seats}
    for (person, flight, name), literals in planned.items():
        course, before = syllabus.courses[name], syllabus.before.get((person, name, flight))
        if before is not None:
            _count_move(model, course, before, launches[flight], table.either(literals))
        elif (person, flight, name) not in asked:
            model.levels["training"].append(course.days * table.either(literals))


def _added(table: Timetable, seats: Sequence[Seat]) -> Iterator[tuple[tuple[str, str, str], Literal | bool]]:
    """Yield who surely passes a course for what flight where a wish or an offer is theirs, and whether it is."""
    places = {(seat.person.id, seat.request.id, seat.is_backup): seat for seat in seats}
    for is_backup in (False, True):
        for (wish, person, flight), literal in table.chosen(is_backup=is_backup).items():
            seat = places[person, flight, is_backup]
            for course in table.added(wish, seat):
                if not table.syllabus.passed(seat.person, flight, course):
                    yield (person, flight, course.id), literal


def _count_move(model: PlanModel, course: Course, before: int, launch: Linear, is_held: Literal | bool) -> None:
    """Count by how many days a course at least moves for a launch."""
    if is_held is False:
        return
    moved = model.cp.new_int_var(0, 2 * model.problem.calendar.days + abs(before), "")
    late = before + course.days - 1 + course.ends_before_launch_days
    held = enforced(is_held)
    model.cp.add(moved * MINUTES_IN_A_DAY >= late * MINUTES_IN_A_DAY - launch).only_enforce_if(held)
    if course.starts_before_launch_days is not None:
        early = (before + course.starts_before_launch_days + 1) * MINUTES_IN_A_DAY - 1
        model.cp.add(moved * MINUTES_IN_A_DAY >= launch - early).only_enforce_if(held)
    model.levels["training"].append(moved)


def _grant(model: PlanModel, table: Timetable, seats: Sequence[Seat]) -> None:
    """Say what somebody can do in flight who has passed a course of the plan before."""
    places = {(seat.person.id, seat.request.id): seat for seat in seats if not seat.is_backup}
    given: dict[tuple[str, str, str], Literal | bool] = {}
    for (wish, person, flight), literal in table.choices.items():
        for course in table.added(wish, places[person, flight]):
            given[person, flight, course.id] = table.either([given.get((person, flight, course.id), False), literal])
    for seat in places.values():
        for course in table.syllabus.flow(seat.person, seat.request, is_backup=False):
            if table.syllabus.is_surely_planned(seat.person, seat.request, course, seat.launch.first):
                given[seat.person.id, seat.request.id, course.id] = seat.is_held
    for (person, flight, name), literal in given.items():
        for grant in table.syllabus.courses[name].grants:
            if grant.valid_days is None and not isinstance(literal, bool):
                model.grants.setdefault((person, grant.kind, grant.of), []).append((flight, literal))


def course_passed(model: PlanModel) -> None:
    """Let those who fly pass every course of their seat: the timetable holds them, or leaves time for them."""
    timetable_of(model)


def backups(model: PlanModel) -> None:
    """Train those who stand by as those who fly; the timetable holds their courses too."""
    timetable_of(model)


def request(model: PlanModel) -> None:
    """Choose who is trained for each wish; the timetable holds the courses, or leaves time for them."""
    timetable_of(model)


def order(model: PlanModel) -> None:
    """Begin each course after those that come before it."""
    holding.order(timetable_of(model))


def lead(model: PlanModel) -> None:
    """Keep courses as many days before the launch as they have to be, and not more than they may be."""
    holding.lead(timetable_of(model))


def one_place(model: PlanModel) -> None:
    """Keep each person in one place a day: one course, travel between centres, and not at the station."""
    holding.one_place(timetable_of(model))


def facility(model: PlanModel) -> None:
    """Keep within the places of each facility, and out of it while it is closed."""
    holding.facility(timetable_of(model))


def together(model: PlanModel) -> None:
    """Let a crew pass at the same time what it passes together."""
    holding.together(timetable_of(model))
