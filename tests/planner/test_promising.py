"""Courses that nobody asked for, so that somebody can go outside: taken up in time, left out where there is none."""

import signal
from datetime import timedelta
from functools import cache
from threading import Event
from typing import Any

import pytest

from crossflight import planner
from crossflight.planner import plan
from crossflight.planner.clashing.shrinking import shrink
from crossflight.planner.model import PlanModel
from crossflight.planner.problem import Problem
from crossflight.planner.run import Solution
from crossflight.planner.solving import solve
from crossflight.planner.spacewalks import left_out
from crossflight.planner.spacewalks.left_out import MOST_LETTERS, in_words, why_left_out
from crossflight.record import Answer, DateWish, Grant, NotMade, Scenario, Spacewalk, Training
from crossflight.rules import check, recount
from outside import AIRLOCKS, CREWS, SUITS, asked, walk
from rules.schools import COURSES, coming, school
from scenes import STATION, day, flight, sky, stays_of

ABOARD = (
    flight("lark-1", ("red-ann", "blue-ann"), launch=day(-20), docked=day(-20, 18), undocked=None),
    flight("swan-1", ("blue-guy", "red-cat"), launch=day(-21), docked=day(-20), undocked=None),
)
SUIT = next(course for course in COURSES if course.id == "suit").model_copy(
    update={"grants": (Grant(kind="spacewalk", of="stiff"),)}
)
TAUGHT = tuple(SUIT if course.id == "suit" else course for course in COURSES)
SUIT_DAYS = SUIT.days


def setting(launch: float = 40, **changes: Any) -> Scenario:
    """Return a school where blue-fay, who is known to be trained for nothing, comes to go outside with blue-ann."""
    plain: dict[str, Any] = {
        "station": STATION.model_copy(update={"airlocks": AIRLOCKS}),
        "people": CREWS,
        "suits": SUITS,
        "courses": TAUGHT,
        "flights": ABOARD,
        "stays": stays_of(*ABOARD),
        "requests": (
            coming(
                launch=DateWish(wanted=day(launch), earliest=day(launch), latest=day(launch)),
                announced=("red-dan", "blue-fay"),
            ),
        ),
        "spacewalk_requests": (
            asked(
                "blue-1",
                day=DateWish(earliest=day(launch + 2), latest=day(launch + 6), wanted=day(launch + 4)),
                candidates=("blue-ann", "blue-cat", "blue-dan", "blue-fay"),
            ),
        ),
    }
    return school(**(plain | changes))


@cache
def told(launch: float) -> Answer:
    """Return the planner's answer for a launch on a day."""
    return plan(setting(launch), sky(90))


def courses_of(answer: Answer, person: str) -> set[str]:
    """Return the courses that a plan has for somebody."""
    assert answer.plan is not None
    return {entry.course for entry in answer.plan.trainings if entry.person == person}


def made(answer: Answer) -> list[tuple[str, set[str]]]:
    """Return the spacewalks of a plan and who goes outside."""
    assert answer.plan is not None
    return [(entry.id, set(entry.outside)) for entry in answer.plan.spacewalks]


def level(answer: Answer, name: str) -> tuple[float, float]:
    """Return value and bound of a level."""
    return next((entry.value, entry.bound) for entry in answer.levels if entry.name == name)


def broken(answer: Answer) -> list[str]:
    """Return what a check finds wrong with the courses and the spacewalks of a plan."""
    assert answer.plan is not None
    return [
        entry.sentence
        for entry in check(answer.plan.scenario, sky(90), answer.plan)
        if entry.state == "broken"
        or (entry.state == "unmet" and entry.rule.startswith(("training.", "spacewalks.asked")))
    ]


# ------------------------------------------------------------------------------------------------------------- taken up


def test_somebody_is_trained_where_no_spacewalk_could_be_made_otherwise() -> None:
    answer = told(40)

    assert "optimal" == answer.status
    assert [("blue-1", {"blue-ann", "blue-fay"})] == made(answer)
    assert "suit" in courses_of(answer, "blue-fay")
    assert (0, 0) == level(answer, "spacewalks")
    assert (SUIT_DAYS, SUIT_DAYS) == level(answer, "training")
    assert [] == broken(answer)


def test_levels_counted_from_the_plan_alone_come_to_the_same() -> None:
    answer = told(40)
    assert answer.plan is not None
    counted = recount(answer.plan)

    assert {SUIT_DAYS} == {counted["training"].least, counted["training"].most}
    assert 0 == counted["spacewalks"].least


def test_the_course_is_given_by_nobody_s_wish() -> None:
    answer = told(40)
    assert answer.plan is not None

    assert {None} == {entry.request for entry in answer.plan.trainings}


def test_without_time_for_the_course_the_spacewalk_is_left_out_and_it_is_said_why() -> None:
    answer = told(14)

    assert ("optimal", []) == (answer.status, made(answer))
    assert (1000, 1000) == level(answer, "spacewalks")
    assert ["blue-1"] == [entry.spacewalk for entry in answer.left_out]
    assert ("spacewalks.qualified", "blue-1 / blue-fay") in {
        (entry.rule, entry.subject) for entry in answer.left_out[0].clash
    }
    assert "blue-1 is left out: by these flights not all of this can hold: " in (answer.message or "")
    assert "Blue Fay is trained for stiff" in (answer.message or "")


def test_where_no_courses_are_planned_nobody_is_trained() -> None:
    answer = plan(setting(plans_courses=False), sky(90))

    assert [] == made(answer)


def test_nobody_is_trained_where_somebody_is_known_to_be() -> None:
    ready = setting(requests=(coming(wanted=40, crew_size=3, announced=("red-dan", "blue-dan", "blue-fay")),))
    answer = plan(ready, sky(90))

    assert [("blue-1", {"blue-ann", "blue-dan"})] == made(answer)
    assert (0, 0) == level(answer, "training")
    assert "suit" not in courses_of(answer, "blue-fay")


def test_somebody_trained_goes_before_somebody_of_whom_nothing_is_known() -> None:
    unsure = setting(requests=(coming(wanted=40, crew_size=3, announced=("red-dan", "blue-cat", "blue-fay")),))
    answer = plan(unsure, sky(90))

    assert (0, SUIT_DAYS) == (level(answer, "spacewalks")[0], level(answer, "training")[0])
    assert [] == broken(answer)


def test_the_arm_is_run_by_somebody_who_was_trained_for_it() -> None:
    nobody = tuple(
        person.model_copy(
            update={
                "qualifications": tuple(held for held in person.qualifications if held.kind != "arm"),
                "synthetic": True,
            }
        )
        for person in CREWS
    )
    request = asked("blue-1", day=DateWish(wanted=day(44)), arm=True)
    ready = setting(people=nobody, requests=(coming(wanted=40, announced=("red-dan", "blue-dan")),))
    answer = plan(ready.model_copy(update={"spacewalk_requests": (request,)}), sky(90))
    assert answer.plan is not None
    arm = answer.plan.spacewalks[0].arm

    assert arm in {"red-dan", "blue-dan"}
    assert "arm" in courses_of(answer, str(arm))
    assert [] == broken(answer)


# -------------------------------------------------------------------------------------------------------- tried by hand


@pytest.mark.parametrize("launch", range(12, 20))
def test_a_course_is_taken_up_if_and_only_if_some_day_for_it_passes_the_check(launch: int) -> None:
    answer = told(launch)
    assert answer.plan is not None
    found = answer.plan
    rest = tuple(entry for entry in found.trainings if entry.course != "suit")
    walks = [_walk(number) for number in range(launch + 2, launch + 7)]
    tried = [_is_fine(answer, (*rest, _suit(first)), walks[0]) for first in range(max(launch - SUIT_DAYS, 0) + 1)]

    assert any(tried) == bool(found.spacewalks)


def _suit(first: int) -> Training:
    start = day(first, 0)
    return Training(
        person="blue-fay", course="suit", start=start, end=start + timedelta(days=SUIT_DAYS), flight="lark-2"
    )


def _walk(number: int) -> Spacewalk:
    return walk("blue-1", number, outside=("blue-ann", "blue-fay"), inside=("red-ann",))


def _is_fine(answer: Answer, trainings: tuple[Training, ...], outing: Spacewalk) -> bool:
    assert answer.plan is not None
    changed = answer.plan.model_copy(update={"trainings": trainings, "spacewalks": (outing,)})
    return not broken(answer.model_copy(update={"plan": changed}))


# ------------------------------------------------------------------------------------------- where there is no room


def crowded(launch: int) -> Scenario:
    """Return a scenario in which both of a pair have to be trained, in a pool with one place, before a launch."""
    crew = ("blue-fay", "blue-hal")
    base = setting(launch)
    request = base.requests[0].model_copy(update={"announced": ("red-dan", *crew), "crew_size": 3})
    people = tuple(
        person.model_copy(update={"synthetic": True}) if person.id == "blue-hal" else person for person in CREWS
    )
    asking = base.spacewalk_requests[0].model_copy(update={"candidates": crew})
    return base.model_copy(update={"people": people, "requests": (request,), "spacewalk_requests": (asking,)})


@pytest.mark.parametrize(("launch", "expected"), [(20, []), (27, [("blue-1", {"blue-fay", "blue-hal"})])])
def test_where_the_pool_has_no_room_for_all_the_spacewalk_is_left_out(launch: int, expected: list[object]) -> None:
    """Each of them alone would have the time on day 20; one after the other they have it on day 27."""
    answer = plan(crowded(launch), sky(90))

    assert ("optimal", expected) == (answer.status, made(answer))
    assert [] == [entry for entry in broken(answer) if "blue-1 is not made" not in entry]


def test_where_there_is_no_time_for_crews_and_courses_at_once_nobody_is_trained_for_a_spacewalk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def slow(model: PlanModel, **options: Any) -> Solution:
        return Solution("unknown") if model.problem.timetabled else solve(model, **options)

    monkeypatch.setattr(planner, "solve", slow)
    answer = plan(crowded(20), sky(90))

    assert ("optimal", []) == (answer.status, made(answer))
    assert "suit" not in courses_of(answer, "blue-fay") | courses_of(answer, "blue-hal")


# ---------------------------------------------------------------------------------------------------------- left out


def test_without_time_a_spacewalk_is_said_to_be_left_out_and_no_more() -> None:
    answer = told(14)
    assert answer.plan is not None
    model = PlanModel(Problem(setting(14), sky(90)))

    assert ["blue-1 is left out; there was no time to see why"] == [
        entry.sentence for entry in why_left_out(model, [], answer.plan, until=0.0, seed=0, stopped=Event())
    ]


def test_ctrl_c_while_the_reason_is_sought_keeps_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(*asked: Any) -> Any:
        signal.raise_signal(signal.SIGINT)
        return shrink(*asked)

    monkeypatch.setattr(left_out, "shrink", pressed)
    answer = plan(setting(14), sky(90))

    assert answer.plan is not None
    assert "interrupted; this is the best plan so far" == (answer.message or "").split("; blue-1")[0]
    assert ["blue-1 is left out; there was no time to see why"] == [entry.sentence for entry in answer.left_out]


def test_with_any_one_rule_of_what_is_told_left_out_the_others_can_hold() -> None:
    answer = told(14)
    names = {entry.rule for entry in answer.left_out[0].clash}
    days = setting(14).spacewalk_requests[0].day

    assert {"spacewalks.asked", "spacewalks.pair", "spacewalks.aboard", "spacewalks.qualified"} >= names
    assert days.earliest is not None
    assert f"{days.earliest:%Y-%m-%d}" in answer.left_out[0].sentence


def test_a_long_list_of_spacewalks_is_cut_and_counted() -> None:
    left = [
        NotMade(spacewalk=f"blue-{number}", sentence=f"blue-{number} is left out: {str(number) * 300}")
        for number in range(9)
    ]
    words = in_words(left)

    assert len(words) <= MOST_LETTERS + 40
    assert " more are left out." in words


def test_spacewalks_left_out_alike_are_told_together() -> None:
    why = "left out: none of the days that are asked for is within the horizon"
    left = [NotMade(spacewalk=name, sentence=f"{name} is {why}") for name in ("blue-1", "blue-2")]

    assert f"blue-1, blue-2 are {why}." == in_words(left)
