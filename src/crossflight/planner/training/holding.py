"""What holds in a timetable, rule by rule; each instance hangs on its literal."""

from collections.abc import Iterable, Sequence
from itertools import combinations, product

from ortools.sat.python import cp_model

from crossflight.instants import midnight
from crossflight.planner.training.timetable import Away, Literal, Sitting, Timetable, enforced
from crossflight.record import Period, Requirement
from crossflight.units import MINUTES_IN_A_DAY

__all__ = ["FACILITY", "LEAD", "ONE_PLACE", "ORDER", "TOGETHER", "facility", "lead", "one_place", "order", "together"]

LEAD, ORDER, ONE_PLACE = "training.lead", "training.order", "training.one-place"
FACILITY, TOGETHER = "training.facility", "training.together"


FAR = 10**6
"""A day after everything."""


def lead(table: Timetable) -> None:
    """Keep courses as many days before the launch as they have to be, and not more than they may be."""
    for sitting in table.sittings:
        if sitting.launch is None:
            continue
        course, launch = sitting.course, sitting.launch.minute
        ends, starts = course.ends_before_launch_days, course.starts_before_launch_days
        told = f"{course.name} ends {ends} days before the launch or earlier"
        if starts is not None:
            told += f", and begins {starts} days before it or later"
        held = enforced(table.rule(LEAD, course.id, told), sitting.is_held)
        table.cp.add((sitting.first + (course.days - 1 + ends)) * MINUTES_IN_A_DAY <= launch).only_enforce_if(held)
        if starts is not None:
            table.cp.add(launch < (sitting.first + (starts + 1)) * MINUTES_IN_A_DAY).only_enforce_if(held)


def order(table: Timetable) -> None:
    """Begin each course after those that come before it."""
    for mine in _by_person(table).values():
        for later in mine:
            if later.is_booked:
                continue
            for earlier in mine:
                if earlier.course.id not in later.course.after or earlier.flight != later.flight:
                    continue
                names = (table.syllabus.courses[name].name for name in later.course.after)
                told = f"{later.course.name} begins only after {', '.join(names)}"
                held = enforced(table.rule(ORDER, later.course.id, told), earlier.is_held, later.is_held)
                table.cp.add(earlier.end <= later.first).only_enforce_if(held)


def one_place(table: Timetable) -> None:
    """Keep each person in one place a day: one course, travel between centres, and neither at the station."""
    for person, mine in _by_person(table).items():
        name = mine[0].person.name
        told = f"{name} is in one place a day, travel between centres counted"
        planned = [sitting for sitting in mine if not sitting.is_booked]
        booked = [sitting for sitting in mine if sitting.is_booked]
        for first, second in (*product(booked, planned), *combinations(planned, 2)):
            if _excluded(first, second):
                continue
            _apart(table, first, second, table.rule(ONE_PLACE, person, told))
    elsewhere: dict[str, list[Away]] = {}
    for away in table.away:
        elsewhere.setdefault(away.person, []).append(away)
    for sitting in table.sittings:
        for away in () if sitting.is_booked else elsewhere.get(sitting.person.id, ()):
            if _is_clear(sitting, away):
                continue
            if away.flight is not None and away.flight == sitting.flight and not sitting.is_backup:
                continue  # it ends before that launch
            told = f"{sitting.person.name} is in one place a day, travel between centres counted"
            literal = table.rule(ONE_PLACE, away.person, told)
            before = table.cp.new_bool_var("")
            held = enforced(literal, sitting.is_held, away.is_held)
            table.cp.add(sitting.end * MINUTES_IN_A_DAY <= away.start).only_enforce_if([*held, before])
            table.cp.add(sitting.first * MINUTES_IN_A_DAY > away.end).only_enforce_if([*held, ~before])


def _is_clear(sitting: Sitting, away: Away) -> bool:
    """Say whether somebody is elsewhere before or after all the days that a course can be passed on."""
    first, last = sitting.days[0], sitting.days[1] + sitting.length
    is_over = isinstance(away.end, int) and away.end < first * MINUTES_IN_A_DAY
    return is_over or (isinstance(away.start, int) and away.start >= last * MINUTES_IN_A_DAY)


def _excluded(first: Sitting, second: Sitting) -> bool:
    """Say whether two sittings never both take place: of seats in two flights one person has one at most."""
    return (
        first.flight != second.flight
        and not (first.is_backup or second.is_backup)
        and not (first.is_booked or second.is_booked)
    )


def _apart(table: Timetable, first: Sitting, second: Sitting, literal: Literal) -> None:
    """Let two sittings of one person lie so far apart that there is time to travel."""
    travel = table.syllabus.travel_days(first.course, second.course)
    if first.days[1] + first.length + travel <= second.days[0]:
        return
    if second.days[1] + second.length + travel <= first.days[0]:
        return
    held = enforced(literal, first.is_held, second.is_held)
    before = table.cp.new_bool_var("")
    table.cp.add(first.end + travel <= second.first).only_enforce_if([*held, before])
    table.cp.add(second.end + travel <= first.first).only_enforce_if([*held, ~before])


def facility(table: Timetable) -> None:
    """Keep within the places of each facility, and out of it while it is closed."""
    courses: dict[str, list[Sitting]] = {}
    for sitting in table.sittings:
        courses.setdefault(sitting.course.facility, []).append(sitting)
    for place in table.syllabus.problem.scenario.facilities:
        mine = courses.get(place.id, [])
        if not any(not sitting.is_booked for sitting in mine):
            continue
        number = "as many people as there are" if place.places is None else f"at most {place.places} people"
        told = f"{place.name} takes {number} on a day, and none while it is closed"
        literal = table.rule(FACILITY, place.id, told)
        asked = [
            (table.rule("requirements.met", entry.text, entry.sentence), _days_of(table, entry))
            for entry in table.syllabus.problem.scenario.requirements
            if entry.facility == place.id
        ]
        for sitting in mine:
            if not sitting.is_booked:
                _keep_open(table, sitting, literal, [_days_of(table, period) for period in place.closed])
                for required, days in asked:
                    _keep_open(table, sitting, required, [days])
        if place.places is not None and len(mine) > place.places:
            _keep_places(table, mine, place.places, literal)


def _keep_open(table: Timetable, sitting: Sitting, literal: Literal, closed: Sequence[tuple[int, int]]) -> None:
    """Keep a sitting off some days, each time from a first to a last one."""
    shut = [
        [first - sitting.length + 1, last]
        for first, last in closed
        if last >= sitting.days[0] and first <= sitting.days[1] + sitting.length
    ]
    if shut:
        allowed = cp_model.Domain.from_intervals(shut).complement()
        held = enforced(literal, sitting.is_held)
        table.cp.add_linear_expression_in_domain(sitting.first, allowed).only_enforce_if(held)


def _days_of(table: Timetable, closed: Period | Requirement) -> tuple[int, int]:
    """Return the first and the last day on which a facility is closed, if only for a part of the day."""
    calendar = table.syllabus.problem.calendar
    first = -FAR if closed.start is None else calendar.day(closed.start)
    return first, FAR if closed.end is None else calendar.day(closed.end) - (closed.end == midnight(closed.end))


def _keep_places(table: Timetable, mine: Sequence[Sitting], places: int, literal: Literal) -> None:
    capacity: cp_model.IntVar | int = places
    if table.blame:
        capacity = table.cp.new_int_var(places, max(places, len(mine)), "")
        table.cp.add(capacity <= places).only_enforce_if(literal)
    table.cp.add_cumulative([sitting.interval for sitting in mine], [1] * len(mine), capacity)


def together(table: Timetable) -> None:
    """Let a crew pass at the same time what it passes together; and so those of a wish that says so."""
    crews: dict[tuple[str, str, bool], list[Sitting]] = {}
    for sitting in table.sittings:
        if sitting.course.together and not sitting.is_booked and sitting.flight is not None:
            key = (sitting.flight, sitting.course.id, sitting.is_backup)
            crews.setdefault(key, []).append(sitting)
    for (flight, course, _), mine in crews.items():
        told = f"the crew of {flight} passes {table.syllabus.courses[course].name} together"
        _at_once(table, mine, table.rule(TOGETHER, f"{flight} / {course}", told))
    for request in table.syllabus.problem.scenario.training_requests:
        for course in request.courses if request.together else ():
            mine = [entry for entry in table.sittings if request.id in entry.requests and entry.course.id == course]
            told = f"those of '{request.id}' pass {table.syllabus.courses[course].name} together"
            _at_once(table, mine, table.rule(TOGETHER, f"{request.id} / {course}", told))


def _at_once(table: Timetable, mine: Iterable[Sitting], literal: Literal) -> None:
    told = list(mine)
    if not told:
        return
    sure = next((sitting.first for sitting in told if sitting.is_held is True), None)
    earliest, latest = min(one.days[0] for one in told), max(one.days[1] for one in told)
    day = table.cp.new_int_var(earliest, latest, "") if sure is None else sure
    for sitting in told:
        table.cp.add(sitting.first == day).only_enforce_if(enforced(literal, sitting.is_held))


def _by_person(table: Timetable) -> dict[str, list[Sitting]]:
    found: dict[str, list[Sitting]] = {}
    for sitting in table.sittings:
        found.setdefault(sitting.person.id, []).append(sitting)
    return found
