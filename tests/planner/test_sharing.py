"""Stations that share people and the facilities they train in; and who finds no room for courses after an absence."""

from typing import Any

import pytest

from crossflight.planner import plan
from crossflight.planner.moments import Moment
from crossflight.planner.problem import Problem
from crossflight.planner.training.earliest import LaunchDays
from crossflight.planner.training.syllabus import Syllabus
from crossflight.planner.training.timetable import Away, Seat
from crossflight.record import Absence, Answer, DateWish, Plan, Scenario
from crossflight.rules import check
from crossflight.story.sharing import sharing
from rules.schools import coming, school, wish
from scenes import day, flight, sky, stays_of

MINUTES = 24 * 60
OPEN: dict[str, Any] = {"announced": (), "crew_size": 1, "at_most": {"red": 1}}
"""A seat for anybody red of the pool."""


def answered(setting: Scenario) -> Answer:
    return plan(setting, sky(90))


def decided(setting: Scenario) -> Plan:
    """Return the plan, which every check of a hard rule passes."""
    found = answered(setting).plan
    assert found is not None
    assert [] == [entry.sentence for entry in check(setting, sky(90), found) if entry.state == "broken"]
    return found


def up(found: Plan) -> tuple[str, ...]:
    return next(entry.up for entry in found.flights if entry.id == "lark-2")


def spans(found: Plan, course: str) -> set[tuple[int, int]]:
    """Return the first day of a course, and the day after its last one, for each of its people."""
    sat = (entry for entry in found.trainings if entry.course == course)
    return {((entry.start - day(0, 0)).days, (entry.end - day(0, 0)).days) for entry in sat}


def away(first: float, last: float) -> Absence:
    """Return red-dan elsewhere from the noon of one day to that of another."""
    return Absence(person="red-dan", start=day(first), end=day(last), reason="at home")


OTHERS = (
    flight("lark-1", ("red-guy", "blue-guy"), launch=day(-20), docked=day(-20, 18), undocked=None),
    flight("swan-1", ("blue-fay", "red-hal"), launch=day(-21), docked=day(-20), undocked=None),
)
"""Who is aboard the second station."""


def second(**changes: Any) -> Scenario:
    """Return another station, with people of its own aboard."""
    return school(name="second", flights=OTHERS, stays=stays_of(*OTHERS), **changes)


WISH = (wish("go", "suit"),)
"""Somebody is to be trained in the pool, which has one place."""


def both() -> tuple[Plan, Scenario]:
    """Return the plan of a station, and another one that wants the same place on the same days."""
    first = school(name="first", requests=(coming(announced=("red-dan", "blue-dan")),), training_requests=WISH)
    return decided(first), second(requests=(coming(announced=("red-eve", "blue-eve")),), training_requests=WISH)


def test_a_place_that_one_station_has_taken_is_taken_for_the_next() -> None:
    first, alone = both()
    ((start, end),) = spans(first, "suit")
    ((later, later_end),) = spans(decided(sharing(alone, [first])), "suit")

    assert {(start, end)} == spans(decided(alone), "suit")
    assert later_end <= start or end <= later


def test_a_plan_that_takes_a_place_twice_breaks_the_rule() -> None:
    first, alone = both()
    shared = sharing(alone, [first])
    findings = check(shared, sky(90), decided(alone).model_copy(update={"scenario": shared}))

    assert ["training.facility"] == [entry.rule for entry in findings if entry.state == "broken"]


def test_somebody_of_whom_a_station_has_never_heard_can_take_its_places() -> None:
    first, alone = both()
    others = tuple(person for person in alone.people if person.id != "red-dan")
    shared = sharing(alone.model_copy(update={"people": others}), [first])
    known = next(person for person in shared.people if person.id == "red-dan")

    assert ["suit"] == [entry.course for entry in shared.trainings if entry.person == "red-dan"]
    assert () == known.qualifications
    assert shared.pool == alone.pool


@pytest.mark.parametrize(("person", "expected"), [("red-dan", "red-eve"), ("red-fay", "red-dan")])
def test_nobody_flies_to_one_station_while_in_training_for_another(person: str, expected: str) -> None:
    first = decided(school(name="first", requests=(coming(announced=(person, "blue-dan")),)))
    stay = coming(wanted=20, undock=DateWish(wanted=day(50), earliest=day(48), latest=day(52)), **OPEN)
    setting = second(requests=(stay,), pool=("red-dan", "red-eve"))

    # In training from day 40 on, for a launch on day 64.
    assert (expected,) == up(decided(sharing(setting, [first])))


def test_a_course_passed_for_one_station_counts_for_the_next() -> None:
    first, _ = both()
    later = coming(wanted=80, announced=("red-dan",), crew_size=1)
    setting = second(requests=(later,), training_requests=WISH)
    found = sharing(setting, [first]).model_copy(update={"absences": ()})  # had that flight been called off

    assert set() == spans(decided(found), "suit")


@pytest.mark.parametrize(("last", "expected"), [(61, "red-eve"), (40, "red-dan")])
def test_a_seat_goes_to_whoever_has_time_for_its_courses(last: float, expected: str) -> None:
    pool = ("red-dan", "red-eve") if expected == "red-eve" else ("red-dan",)
    setting = school(requests=(coming(**OPEN),), pool=pool, absences=(away(30, last),))

    assert (expected,) == up(decided(setting))


def test_days_without_room_for_courses_are_known_before_anything_is_solved() -> None:
    setting = school(requests=(coming(**OPEN),), pool=("red-dan",), absences=(away(30, 57),))
    problem = Problem(setting, sky(90))
    person = problem.people["red-dan"]
    minute = problem.calendar.minute
    seat = Seat(person, setting.requests[0], Moment(0, minute(day(60)), minute(day(68))))
    elsewhere = Away("red-dan", minute(day(30)), minute(day(57)))

    # The drill lasts from day 58 to day 60 at the earliest, and ends 5 days before the launch; or it ends by day 29,
    # and the launch is on day 47 at the latest.
    assert ((60, 64),) == LaunchDays(Syllabus(problem), (elsewhere,)).shut(seat)
    assert () == LaunchDays(Syllabus(problem), ()).shut(seat)


def test_whoever_finds_no_room_for_courses_is_named() -> None:
    asked = coming(announced=("red-dan",), crew_size=1)
    found = answered(school(requests=(asked,), absences=(away(2, 63),)))
    told = {clash.sentence for clash in found.conflict if clash.rule == "training.course-passed"}

    assert "infeasible" == found.status
    assert [True] == [sentence.startswith("Red Dan has passed every course for lark-2") for sentence in told]
