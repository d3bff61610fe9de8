"""Rules of training: each with a plan that breaks it and a near twin that does not."""

from dataclasses import dataclass
from typing import Any

import pytest

from crossflight.record import Absence, Finding, Period, Plan, Scenario, Training
from crossflight.rules import check
from rules.schools import ABOARD, COURSES, FACILITIES, coming, lark_2, school, sits, taught, wish
from scenes import PEOPLE, day, person, sky, stays_of

CREW = ("red-dan", "blue-dan")


def planned(setting: Scenario, *trainings: Training, crew: tuple[str, ...] = CREW, launch: float = 64) -> Plan:
    """Return a plan with these courses, lark-2 flown by a crew."""
    flights = (*ABOARD, lark_2(*crew, launch=launch))
    return Plan(scenario=setting, flights=flights, stays=stays_of(*flights), trainings=trainings)


def judge(rule: str, plan: Plan) -> list[Finding]:
    """Return what one rule finds."""
    findings = check(plan.scenario, sky(90), plan)
    return [finding for finding in findings if finding.rule == rule]


def rows(rule: str, plan: Plan) -> list[tuple[str, str]]:
    """Return state and subject of what one rule finds."""
    return [(finding.state, finding.subject) for finding in judge(rule, plan)]


@dataclass(frozen=True)
class Pair:
    """Courses that break a rule, near twins that do not, and what is found of the first."""

    rule: str
    breach: tuple[Training, ...]
    twin: tuple[Training, ...]
    found: list[tuple[str, str]]
    setting: Scenario | None = None


GOOD = tuple(taught(*CREW))
BOOKED = sits("red-eve", "suit", 20, flight=None)

PAIRS = {
    "a course is missing": Pair("training.course-passed", GOOD[1:], GOOD, [("broken", "lark-2 / red-dan")]),
    "a course that counts for another flight is too old": Pair(
        "training.course-passed",
        (sits("red-dan", "basics", 3, flight="lark-9"), *GOOD[1:]),
        (sits("red-dan", "basics", 4, flight="lark-9"), *GOOD[1:]),
        [("broken", "lark-2 / red-dan")],
    ),
    "a backup misses a course": Pair(
        "training.backups",
        (*GOOD, *taught("red-eve", is_backup=True)[1:]),
        (*GOOD, *taught("red-eve", is_backup=True)),
        [("unmet", "lark-2 / red-eve")],
        school(requests=(coming(backups=("red-eve",)),)),
    ),
    "fewer stand by for a wish than fly": Pair(
        "training.backups",
        (*GOOD, *taught("red-eve", is_backup=True), sits("red-dan", "suit", 25, request="go")),
        (
            *GOOD,
            *taught("red-eve", is_backup=True),
            sits("red-dan", "suit", 25, request="go"),
            sits("red-eve", "suit", 32, request="go", is_backup=True),
        ),
        [("unmet", "lark-2 / go")],
        school(requests=(coming(backups=("red-eve",)),), training_requests=(wish("go", "suit"),)),
    ),
    "of two who stand by nobody is trained as two of the crew are": Pair(
        "training.backups",
        (
            *GOOD,
            *taught("red-eve", "blue-eve", is_backup=True),
            *(sits(person, "arm", 40, request="arm") for person in CREW),
            sits("red-eve", "arm", 40, request="arm", is_backup=True),
        ),
        (
            *GOOD,
            *taught("red-eve", "blue-eve", is_backup=True),
            *(sits(person, "arm", 40, request="arm") for person in CREW),
            *(sits(person, "arm", 40, request="arm", is_backup=True) for person in ("red-eve", "blue-eve")),
        ),
        [("unmet", "lark-2 / arm")],
        school(requests=(coming(backups=("red-eve", "blue-eve")),), training_requests=(wish("arm", "arm", count=2),)),
    ),
    "a course begins before the one that comes first has ended": Pair(
        "training.order",
        tuple(taught(*CREW, drill=50, rest=52)),
        tuple(taught(*CREW, drill=50, rest=53)),
        [("broken", "rest / blue-dan"), ("broken", "rest / red-dan")],
    ),
    "a course ends too late": Pair(
        "training.lead",
        tuple(taught(*CREW, drill=58)),
        tuple(taught(*CREW, drill=57)),
        [("broken", "drill / blue-dan"), ("broken", "drill / red-dan")],
    ),
    "a course begins too early": Pair(
        "training.lead",
        tuple(taught(*CREW, rest=57)),
        tuple(taught(*CREW, rest=58)),
        [("broken", "rest / blue-dan"), ("broken", "rest / red-dan")],
    ),
    "two courses overlap by a day": Pair(
        "training.one-place",
        (*GOOD, sits("red-dan", "suit", 14, request="go")),
        (*GOOD, sits("red-dan", "suit", 15, request="go")),
        [("broken", "red-dan")],
        school(training_requests=(wish("go", "suit"),)),
    ),
    "there is no time to travel": Pair(
        "training.one-place",
        (*GOOD, sits("red-dan", "arm", 16, request="go")),
        (*GOOD, sits("red-dan", "arm", 17, request="go")),
        [("broken", "red-dan")],
        school(training_requests=(wish("go", "arm"),)),
    ),
    "somebody is away": Pair(
        "training.one-place",
        GOOD,
        tuple(taught("red-dan", basics=21) + taught("blue-dan")),
        [("broken", "red-dan")],
        school(absences=(Absence(person="red-dan", start=day(12), end=day(20), reason="elsewhere"),)),
    ),
    "two people share one place": Pair(
        "training.facility",
        (*GOOD, sits("red-dan", "suit", 25, request="go"), sits("blue-dan", "suit", 30, request="go")),
        (*GOOD, sits("red-dan", "suit", 25, request="go"), sits("blue-dan", "suit", 31, request="go")),
        [("broken", "pool")],
        school(training_requests=(wish("go", "suit", count=2),)),
    ),
    "a place is booked already": Pair(
        "training.facility",
        (*GOOD, sits("red-dan", "suit", 25, request="go")),
        (*GOOD, sits("red-dan", "suit", 26, request="go")),
        [("broken", "pool")],
        school(training_requests=(wish("go", "suit"),), trainings=(BOOKED,)),
    ),
    "the facility is closed": Pair(
        "training.facility",
        (*GOOD, sits("red-dan", "suit", 25, request="go")),
        (*GOOD, sits("red-dan", "suit", 26, request="go")),
        [("broken", "pool")],
        school(
            training_requests=(wish("go", "suit"),),
            facilities=tuple(
                place.model_copy(update={"closed": (Period(start=day(20, 9), end=day(25, 9)),)})
                if place.id == "pool"
                else place
                for place in FACILITIES
            ),
        ),
    ),
    "a crew drills apart": Pair(
        "training.together",
        (*taught("red-dan", drill=49), *taught("blue-dan", drill=50)),
        tuple(taught(*CREW, drill=49)),
        [("broken", "lark-2 / drill")],
    ),
    "a wish is not met": Pair(
        "training.request",
        GOOD,
        (*GOOD, sits("red-dan", "suit", 25, request="go")),
        [("unmet", "go")],
        school(training_requests=(wish("go", "suit"),)),
    ),
    "one person fulfils two wishes that are to be apart": Pair(
        "training.request",
        (*GOOD, sits("red-dan", "suit", 25, request="go"), sits("red-dan", "arm", 40, request="arm")),
        (*GOOD, sits("red-dan", "suit", 25, request="go"), sits("blue-dan", "arm", 40, request="arm")),
        [("unmet", "arm")],
        school(training_requests=(wish("go", "suit"), wish("arm", "arm", apart_from=("go",)))),
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_a_breach_is_found_and_its_near_twin_is_not(name: str) -> None:
    pair = PAIRS[name]
    setting = pair.setting or school()
    breach = rows(pair.rule, planned(setting, *pair.breach))
    twin = rows(pair.rule, planned(setting, *pair.twin))

    assert (sorted(pair.found), []) == (sorted(breach), twin)


def test_a_good_plan_breaks_no_rule_of_training() -> None:
    findings = check(school(), sky(90), planned(school(), *GOOD))

    assert [] == [finding for finding in findings if finding.rule.startswith("training.")]


def test_somebody_aboard_and_in_training_on_the_same_day_is_named() -> None:
    plan = planned(school(), *GOOD, sits("red-ann", "arm", 30, flight=None))
    (found,) = judge("training.one-place", plan)

    assert "Red Ann is aboard, and in arm (2030-01-31 to 2030-02-01) on the same day" == found.sentence


def test_of_those_in_line_it_is_unknown_what_could_have_begun_before_the_plan() -> None:
    setting = school(requests=(coming(wanted=50),))
    plan = planned(setting, *taught(*CREW, drill=40, rest=45)[1:3], *taught(*CREW, drill=40, rest=45)[4:], launch=50)

    assert [("unknown", "lark-2")] == rows("training.course-passed", plan)


def test_of_somebody_who_was_not_in_line_nothing_is_taken_as_begun() -> None:
    setting = school(requests=(coming(wanted=50, announced=("red-dan",)),), pool=("blue-eve",))
    courses = [entry for entry in taught("red-dan", "blue-eve", drill=40, rest=45) if entry.course != "basics"]
    plan = planned(setting, *courses, crew=("red-dan", "blue-eve"), launch=50)

    assert {("unknown", "lark-2"), ("broken", "lark-2 / blue-eve")} == set(rows("training.course-passed", plan))


def test_too_few_stand_by_for_a_flight_whether_or_not_its_crew_flies_again() -> None:
    setting = school(
        requests=(coming(backups=("red-eve",)), coming("lark-3", wanted=85)), training_requests=(wish("go", "suit"),)
    )
    trainings = (*GOOD, *taught("red-eve", is_backup=True), sits("red-dan", "suit", 25, request="go"))
    once = planned(setting, *trainings)
    again = lark_2(*CREW, launch=85).model_copy(update={"id": "lark-3"})
    twice = once.model_copy(update={"flights": (*once.flights, again)})

    assert [("unmet", "lark-2 / go")] == rows("training.backups", once)
    assert [("unmet", "lark-2 / go")] == rows("training.backups", twice)


@pytest.mark.parametrize("changes", [{"people": ("red-dan", "blue-dan")}, {"agencies": ("blue",)}])
def test_nobody_stands_by_for_a_wish_that_means_others(changes: dict[str, Any]) -> None:
    who = "red-dan" if "people" in changes else "blue-dan"
    setting = school(requests=(coming(backups=("red-eve",)),), training_requests=(wish("go", "suit", **changes),))
    trainings = (*GOOD, *taught("red-eve", is_backup=True), sits(who, "suit", 25, request="go"))

    assert [] == rows("training.backups", planned(setting, *trainings))


def test_a_wish_that_was_met_before_the_plan_asks_for_nobody_to_stand_by() -> None:
    setting = school(
        requests=(coming(backups=("red-eve",)),),
        training_requests=(wish("go", "suit"),),
        trainings=(sits("red-dan", "suit", -30, flight=None),),
    )

    assert [] == rows("training.backups", planned(setting, *GOOD, *taught("red-eve", is_backup=True)))


def test_a_qualification_that_has_run_out_is_not_passed() -> None:
    def held(days: int) -> Scenario:
        courses = tuple(
            course.model_copy(update={"grants": (course.grants[0].model_copy(update={"valid_days": days}),)})
            if course.id == "suit"
            else course
            for course in COURSES
        )
        return school(courses=courses, training_requests=(wish("go", "suit"),))

    trainings = (*GOOD, sits("red-dan", "suit", 25, request="go"))  # it ends as day 31 begins; launch on noon of day 64

    assert [("unmet", "go")] == rows("training.request", planned(held(33), *trainings))
    assert [] == rows("training.request", planned(held(34), *trainings))


def test_nothing_is_judged_where_a_scenario_plans_no_courses() -> None:
    plan = planned(school(plans_courses=False))

    assert [] == [finding for finding in check(plan.scenario, sky(90), plan) if finding.rule.startswith("training.")]


def test_the_same_flight_is_asked_of_two_wishes() -> None:
    def setting(**changes: Any) -> Scenario:
        wishes = (wish("go", "suit", agencies=("red",)), wish("arm", "arm", same_flight_as="go", agencies=("blue",)))
        return school(training_requests=wishes, people=(*PEOPLE, person("red-zed")), **changes)

    trainings = (*GOOD, sits("red-dan", "suit", 25, request="go"), sits("blue-dan", "arm", 30, request="arm"))

    assert [] == rows("training.request", planned(setting(), *trainings))
    assert [("unmet", "go")] == rows("training.request", planned(setting(), *trainings[:-2], trainings[-1]))
