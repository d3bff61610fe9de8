"""Courses in the plan: placed before launches, chosen for wishes, solved with the crews where they clash, replanned."""

from datetime import timedelta
from functools import cache
from itertools import permutations

import pytest

from crossflight.planner import plan, revise, standing
from crossflight.planner.moments import Moment
from crossflight.planner.problem import Problem
from crossflight.planner.training.earliest import earliest_launch
from crossflight.planner.training.syllabus import Syllabus
from crossflight.planner.training.timetable import Seat
from crossflight.record import (
    Answer,
    Course,
    DateWish,
    EventFile,
    Finding,
    Plan,
    Policy,
    Requirement,
    Scenario,
    Training,
)
from crossflight.rules import check, recount
from rules.judging import ill
from rules.schools import COURSES, coming, school, sits, wish
from scenes import day, sky

MINUTES = 24 * 60


def answer(setting: Scenario) -> Answer:
    """Return the planner's answer."""
    return plan(setting, sky(90))


def decided(setting: Scenario) -> Plan:
    """Return the plan, which every check of a hard rule passes."""
    found = answer(setting)
    assert found.plan is not None, [entry.sentence for entry in found.conflict]
    assert [] == [entry.sentence for entry in check(setting, sky(90), found.plan) if entry.state == "broken"]
    return found.plan


def check_of(found: Answer) -> list[Finding]:
    """Return what the rules of training find in a plan."""
    assert found.plan is not None
    return [entry for entry in check(found.plan.scenario, sky(90), found.plan) if entry.rule.startswith("training.")]


def days_of(found: Plan, course: str) -> dict[str, int]:
    """Return the first day of a course for each of its people."""
    return {entry.person: (entry.start - day(0, 0)).days for entry in found.trainings if entry.course == course}


def training_level(found: Answer) -> tuple[float, float]:
    """Return value and bound of the level; counted from the plan alone it comes to the same value."""
    assert found.plan is not None
    told = recount(found.plan)["training"]
    assert told.least == next(level.value for level in found.levels if level.name == "training")
    return next((level.value, level.bound) for level in found.levels if level.name == "training")


def test_every_course_of_a_crew_is_placed_as_late_as_it_may_be() -> None:
    found = decided(school())

    # Launch on day 64: rest takes 4 days and ends a day before; drill 3, and ends before that; basics 20 days before.
    assert {"red-dan": 60, "blue-dan": 60} == days_of(found, "rest")
    assert {"red-dan": 57, "blue-dan": 57} == days_of(found, "drill")
    assert {"red-dan": 40, "blue-dan": 40} == days_of(found, "basics")


def test_backups_are_trained_alike() -> None:
    found = decided(school(requests=(coming(backups=("red-eve",)),)))
    courses = {entry.course for entry in found.trainings if entry.person == "red-eve" and entry.is_backup}

    assert {"basics", "drill", "rest"} == courses


def test_as_many_backups_as_fly_are_trained_for_a_wish_and_their_days_count() -> None:
    asked = coming(backups=("red-eve", "blue-eve"))
    found = answer(school(requests=(asked,), training_requests=(wish("go", "suit"),)))
    assert found.plan is not None
    trained = [(entry.is_backup, entry.request) for entry in found.plan.trainings if entry.course == "suit"]

    assert [(False, "go"), (True, "go")] == sorted(trained)
    assert (12, 12) == training_level(found)
    assert ("optimal", []) == (found.status, [entry for entry in check_of(found) if entry.state != "unknown"])


def test_no_backup_is_trained_for_a_wish_that_was_met_before() -> None:
    passed = sits("red-dan", "suit", -30, flight=None)
    asked = coming(backups=("red-eve",))
    found = answer(school(requests=(asked,), training_requests=(wish("go", "suit"),), trainings=(passed,)))
    assert found.plan is not None

    assert [] == [entry for entry in found.plan.trainings if entry.course == "suit"]
    assert (0, 0) == training_level(found)


def test_what_those_in_line_could_have_begun_is_not_planned() -> None:
    found = decided(school(requests=(coming(wanted=50),)))

    assert {} == days_of(found, "basics")
    assert {"red-dan", "blue-dan"} == set(days_of(found, "drill"))


def test_a_wish_is_given_to_as_many_as_it_asks_for_and_costs_their_days() -> None:
    setting = school(training_requests=(wish("go", "suit"), wish("arm", "arm", apart_from=("go",))))
    found = answer(setting)
    assert found.plan is not None
    told = {(entry.request, entry.person) for entry in found.plan.trainings if entry.request}

    assert {("go", "red-dan"), ("arm", "blue-dan")} == told
    assert (8, 8) == training_level(found)
    assert "optimal" == found.status


def test_the_days_of_what_has_to_come_first_are_counted_where_no_seat_asks_for_it() -> None:
    found = answer(school(plans_courses=False, training_requests=(wish("go", "suit"),)))

    assert (11, 11) == training_level(found)  # basics and suit


def test_a_wish_that_need_not_be_met_is_left_out_before_a_flight_is() -> None:
    late = wish("go", "suit", launch_before=day(20), must=False)
    found = answer(school(training_requests=(late,)))

    assert "optimal" == found.status
    assert (1000, 1000) == training_level(found)


# ---------------------------------------------------------------------------------------- courses that hold launches up


def two_for_one_place(wanted: int) -> Scenario:
    """Return a school where two people want the pool, which has one place, soon before a launch."""
    request = coming(launch=DateWish(earliest=day(wanted - 6), wanted=day(wanted), latest=day(wanted + 12)))
    return school(requests=(request,), plans_courses=False, training_requests=(wish("go", "suit", count=2),))


def test_a_launch_waits_for_the_courses_of_one_person() -> None:
    setting = two_for_one_place(18).model_copy(update={"training_requests": (wish("go", "suit"),)})
    found = decided(setting)
    launch = next(flight.launch for flight in found.flights if flight.id == "lark-2")

    # Basics on days 0 to 4, twenty days from its last day to the launch; the suit on days 5 to 10 leaves time sooner.
    assert launch is not None
    assert 24 == (launch - day(0, 0)).days


def test_crews_and_courses_are_solved_at_once_where_the_courses_find_no_room() -> None:
    found = answer(two_for_one_place(20))
    assert found.plan is not None
    launch = next(flight.launch for flight in found.plan.flights if flight.id == "lark-2")

    # The second one has the pool on days 11 to 16.
    assert launch is not None
    assert 26 == (launch - day(0, 0)).days
    assert "optimal" == found.status
    assert [] == [entry for entry in check(found.plan.scenario, sky(90), found.plan) if entry.state == "broken"]


@pytest.mark.parametrize("course", ["suit", "arm", "drill"])
@pytest.mark.parametrize("launch", [12, 16, 20, 24])
def test_the_earliest_launch_is_that_of_the_best_of_all_orders(course: str, launch: int) -> None:
    setting = school(plans_courses=False, training_requests=(wish("go", course),))
    syllabus = Syllabus(Problem(setting, sky(90)))
    person = next(entry for entry in setting.people if entry.id == "red-dan")
    seat = Seat(person, setting.requests[0], Moment(0, launch * MINUTES, 90 * MINUTES))
    wanted = syllabus.wished(setting.training_requests[0])
    tried = [first for order in permutations(wanted) if (first := _launch_after(order, launch)) is not None]

    assert min(tried) == earliest_launch(syllabus, seat, "go")


def _launch_after(order: tuple[Course, ...], least: int) -> int | None:
    """Return the first launch after courses in an order, each begun as soon as can be; None where it is forbidden."""
    now, done, launch = 0, set[str](), least
    for course in order:
        if not set(course.after) <= done:
            return None
        done.add(course.id)
        now += course.days
        launch = max(launch, now - 1 + course.ends_before_launch_days, now)
    return launch


# ----------------------------------------------------------------------------------------------- why there is no plan


def required(setting: Scenario, *texts: str) -> Scenario:
    """Return a scenario with more required of it."""
    return setting.model_copy(update={"requirements": tuple(Requirement.parse(text) for text in texts)})


def blamed(found: Answer) -> list[set[tuple[str, str]]]:
    """Return the members of each clash."""
    return [{(entry.rule, entry.subject) for entry in clash} for clash in found.conflicts]


def test_a_wish_clashes_with_a_launch_before_its_courses_can_end() -> None:
    request = coming(launch=DateWish(earliest=day(10), wanted=day(30), latest=day(60)))
    setting = school(requests=(request,), plans_courses=False, training_requests=(wish("go", "suit"),))
    late = answer(required(setting, "lark-2.launch <= 2030-01-24"))
    in_time = answer(required(setting, "lark-2.launch <= 2030-01-25"))

    assert "optimal" == in_time.status
    assert [
        {("requirements.met", "lark-2.launch <= 2030-01-24"), ("training.lead", "basics"), ("training.request", "go")}
    ] == blamed(late)
    told = {entry.sentence for clash in late.conflicts for entry in clash}
    assert "from 2030-01-01 on one person is trained as 'go' asks: suit (6 days), after basics (5 days)" in told


def test_a_closed_facility_is_told_as_what_stands_in_the_way() -> None:
    setting = school(training_requests=(wish("go", "suit"),))
    closed = "facility pool closed from 2030-01-01 to 2030-03-26"
    found = answer(required(setting, closed))

    assert [{("requirements.met", closed), ("training.request", "go")}] == blamed(found)


def test_somebody_taken_into_a_crew_late_is_told_with_the_courses() -> None:
    request = coming(wanted=15, crew_size=3, candidates=("red-eve",), at_most={"red": 2})
    setting = school(requests=(request,), policy=Policy(crews="slide"))
    found = answer(required(setting, "red-eve on lark-2"))

    # Twenty days lie between the end of basics and the launch, which can slip from day 19 to the end of the horizon.
    clash = {("flights.window", "lark-2"), ("training.course-passed", "lark-2 / red-eve")}
    clash |= {("training.lead", "basics")}
    assert clash | {("requirements.met", "red-eve on lark-2")} in blamed(found)


# ---------------------------------------------------------------------------------------------------------- replanning


@cache
def published(*backups: str) -> Plan:
    """Return a plan with backups for lark-2, who are trained alike."""
    return decided(school(requests=(coming(backups=backups),)))


def replanned(before: Plan, on: float) -> tuple[Scenario, Answer]:
    """Return what is planned when blue-dan falls ill, and the answer."""
    event = ill("blue-dan", day(on))
    file = EventFile(name="illness", title="Somebody is ill", as_of=day(on), events=(event,))
    setting = revise(before, file)
    return setting, plan(setting, sky(90), near=standing(before, setting))


def test_a_trained_backup_takes_the_seat_and_keeps_the_courses() -> None:
    before = published("blue-eve")
    setting, found = replanned(before, 50)
    assert found.plan is not None
    lark = next(flight for flight in found.plan.flights if flight.id == "lark-2")
    basics = [entry for entry in setting.trainings if (entry.person, entry.course) == ("blue-eve", "basics")]

    assert {"red-dan", "blue-eve"} == set(lark.up)
    assert [False] == [entry.movable for entry in basics]
    assert [] == [entry.sentence for entry in check(setting, sky(90), found.plan) if entry.state == "broken"]
    assert {"red-dan", "blue-eve"} == set(days_of(found.plan, "rest"))


def test_without_a_trained_backup_the_seat_stays_empty() -> None:
    _, found = replanned(published(), 50)
    assert found.plan is not None
    lark = next(flight for flight in found.plan.flights if flight.id == "lark-2")

    assert ("red-dan",) == lark.up


def test_without_a_trained_backup_it_is_told_why_nobody_else_can_go() -> None:
    setting, _ = replanned(published(), 50)
    asked = setting.requests[0].model_copy(update={"candidates": ("blue-eve",)})
    setting = setting.model_copy(update={"requests": (asked,)})
    soon = plan(required(setting, "blue-eve on lark-2", "lark-2.launch <= 2030-03-16"), sky(90))
    later = plan(required(setting, "blue-eve on lark-2", "lark-2.launch <= 2030-03-17"), sky(90))

    # Basics on days 51 to 55, and twenty days from there to the launch.
    assert later.plan is not None
    assert "infeasible" == soon.status
    assert ("training.course-passed", "lark-2 / blue-eve") in {name for clash in blamed(soon) for name in clash}


def test_a_launch_that_moves_takes_its_courses_along_and_says_by_how_many_days() -> None:
    before = published()
    file = EventFile(
        name="hold",
        title="The launch is held",
        as_of=day(30),
        events=(
            ill("red-hal", day(30)).model_copy(
                update={"kind": "launch-held", "subject": "lark-2", "end": day(70, 0), "id": "held"}
            ),
        ),
    )
    setting = revise(before, file)
    found = plan(setting, sky(90))
    assert found.plan is not None
    launch = next(flight.launch for flight in found.plan.flights if flight.id == "lark-2")
    assert launch is not None
    later = (launch - day(64, 0)).days

    # rest moves with the launch, less the day that it had to spare; drill and basics stay where they may.
    assert training_level(found)[0] == training_level(found)[1] > 0
    assert later >= 6
    assert [] == [entry.sentence for entry in check(setting, sky(90), found.plan) if entry.state == "broken"]


def test_no_course_of_a_plan_lies_before_the_day_on_which_it_is_made() -> None:
    found = decided(school(as_of=day(3, 9), training_requests=(wish("go", "suit"),)))

    assert min(entry.start for entry in found.trainings) >= day(4, 0)
    assert all(entry.end - entry.start == timedelta(days=_days(entry)) for entry in found.trainings)


def _days(entry: Training) -> int:
    return next(course.days for course in COURSES if course.id == entry.course)
