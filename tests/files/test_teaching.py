"""Courses that cannot be passed are refused by name."""

import pytest

from crossflight.errors import ScenarioError
from crossflight.files import load_scenario, require
from crossflight.files.teaching import check_courses
from crossflight.record import Facility
from rules.schools import COURSES, FACILITIES, wish


def test_courses_that_wait_for_each_other_are_refused_by_name() -> None:
    basics, drill, rest, *others = COURSES
    courses = (basics.model_copy(update={"after": ("rest",)}), drill, rest, *others)

    with pytest.raises(ScenarioError, match="courses wait for each other: 'basics' after 'rest' after 'drill' after"):
        check_courses(courses, FACILITIES, (), "school.toml")


def test_a_course_that_nobody_teaches_is_refused_by_name() -> None:
    facilities = (*FACILITIES[1:], Facility(id="pool", name="Pool", centre="valley", places=0))

    with pytest.raises(ScenarioError, match="nobody teaches the course 'suit': its facility 'pool' has no places"):
        check_courses(COURSES, facilities, (), "school.toml")


def test_a_wish_that_is_apart_from_itself_is_refused() -> None:
    with pytest.raises(ScenarioError, match="the wish 'go' names itself"):
        check_courses(COURSES, FACILITIES, (wish("go", "suit", apart_from=("go",)),), "school.toml")


def test_the_courses_of_the_catalogue_are_sound() -> None:
    scenario = load_scenario("us-segment-spacewalk-2023")
    check_courses(scenario.courses, scenario.facilities, scenario.training_requests, "catalogue")

    assert {"emu", "arm", "us-segment", "soyuz-exams"} <= {course.id for course in scenario.courses}


def test_a_facility_that_nobody_knows_is_refused_with_the_nearest() -> None:
    scenario = load_scenario("us-segment-spacewalk-2023")

    with pytest.raises(ScenarioError, match=r"unknown training facility 'nlb'.*'nbl'"):
        require(scenario, ["facility nlb closed"])
