"""The levels of spacewalks and training, counted anew: term by term, and against what a certificate says."""

from typing import Any

import pytest

from crossflight import story
from crossflight.planner import plan
from crossflight.record import (
    Certificate,
    DateWish,
    LevelProof,
    Plan,
    Proof,
    Qualification,
    Scenario,
    Spacewalk,
    SpacewalkRequest,
    Training,
)
from crossflight.rules import recount
from outside import CREWS, LARK, SWAN, asked, outside, walk
from rules.schools import coming, lark_2, school, sits, taught, wish
from scenes import LONG_AGO, day, sky, stays_of


def counted(level: str, setting: Scenario, **parts: Any) -> float:
    """Return what a level comes to in a plan."""
    flights = parts.pop("flights", setting.flights)
    found = Plan(scenario=setting, flights=flights, stays=stays_of(*flights), **parts)
    (count,) = {recount(found)[level].least, recount(found)[level].most}
    return count


def certified(found: Plan, level: str, value: float) -> Proof:
    """Return what is seen of a certificate with one level changed by hand."""
    certificate = found.certificate
    assert certificate is not None
    levels = tuple(
        entry.model_copy(update={"value": value, "bound": value}) if entry.name == level else entry
        for entry in certificate.levels
    )
    return story.verify(found.model_copy(update={"certificate": certificate.model_copy(update={"levels": levels})}))


# --------------------------------------------------------------------------------------------------------- spacewalks


@pytest.mark.parametrize(
    ("wanted", "made", "expected"),
    [
        (asked("blue-1"), (), 1000),
        (asked("blue-1", must=False), (), 100),
        (asked("blue-1"), (walk("blue-1", 5),), 0),
        (asked("blue-1", day=DateWish(wanted=day(8, 0))), (walk("blue-1", 5),), 3),
        (asked("blue-1", day=DateWish(wanted=day(3, 20))), (walk("blue-1", 5, 9),), 2),
        (asked("blue-1", announced=("blue-ann", "blue-cat")), (walk("blue-1", 5),), 10),
        (asked("blue-1"), (walk("blue-1", 5, outside=("blue-ann", "blue-cat")),), 30),
        (asked("blue-1", announced=("blue-cat",)), (walk("blue-1", 5, outside=("blue-ann", "blue-cat")),), 0),
        (asked("blue-1", arm=True), (walk("blue-1", 5, arm="blue-dan"),), 0),
        (asked("blue-1", arm=True), (walk("blue-1", 5, arm="red-ann"),), 1),
        (asked("blue-1", arm=True), (walk("blue-1", 5, arm="blue-cat"),), 30),
        (asked("blue-1", arm=True, arm_by="blue-dan"), (walk("blue-1", 5, arm="red-ann"),), 10),
        (asked("blue-1", arm=True, arm_by="red-ann"), (walk("blue-1", 5, arm="red-ann"),), 0),
    ],
)
def test_each_spacewalk_counts_what_is_not_as_asked(
    wanted: SpacewalkRequest, made: tuple[Spacewalk, ...], expected: int
) -> None:
    assert expected == counted("spacewalks", outside(spacewalk_requests=(wanted,)), spacewalks=made)


def test_a_spacewalk_made_before_the_plan_counts_nothing() -> None:
    flown = walk("blue-1", 2, planned=False, inside=())
    setting = outside(spacewalks=(flown,), spacewalk_requests=(asked("blue-1", day=DateWish(wanted=day(9))),))

    assert 0 == counted("spacewalks", setting, spacewalks=(flown,))


def test_training_that_has_lapsed_is_known_not_to_be_held() -> None:
    lapsed = Qualification(kind="spacewalk", of="stiff", since=LONG_AGO, until=day(1))
    people = tuple(
        person.model_copy(update={"qualifications": (lapsed,)}) if person.id == "blue-cat" else person
        for person in CREWS
    )
    setting = outside(people=people, spacewalk_requests=(asked("blue-1"),))

    assert 0 == counted("spacewalks", setting, spacewalks=(walk("blue-1", 5, outside=("blue-ann", "blue-cat")),))


def test_the_planner_counts_spacewalks_as_they_are_counted_anew() -> None:
    setting = outside(
        flights=(LARK, SWAN),
        spacewalk_requests=(
            asked("blue-1", day=DateWish(wanted=day(5)), announced=("blue-ann", "blue-cat"), arm=True),
            asked("red-2", day=DateWish(wanted=day(5))),
            asked("blue-3", day=DateWish(earliest=day(90)), must=False),
        ),
    )
    found = plan(setting, sky()).plan
    assert found is not None
    assert found.certificate is not None
    (value,) = (level.value for level in found.certificate.levels if level.name == "spacewalks")

    assert 100 < value
    assert "verified" == certified(found, "spacewalks", value).state
    assert f"spacewalks is told as {value - 1:g}, and the plan comes to {value:g}" in (
        certified(found, "spacewalks", value - 1).sentence
    )


# ----------------------------------------------------------------------------------------------------------- training


@pytest.mark.parametrize(
    ("wishes", "more", "expected"),
    [
        ((), (), 0),
        ((wish("suit", "suit"),), (sits("red-dan", "suit", 20, request="suit"),), 6),
        ((wish("suit", "suit", must=False),), (), 1000),
        ((wish("suit", "suit", must=False, count=2),), (sits("red-dan", "suit", 20, request="suit"),), 1006),
    ],
)
def test_each_course_counts_that_no_seat_asks_for(
    wishes: tuple[Any, ...], more: tuple[Training, ...], expected: int
) -> None:
    setting = school(training_requests=wishes)
    flights = (*setting.flights, lark_2())

    assert expected == counted("training", setting, flights=flights, trainings=(*taught("red-dan", "blue-dan"), *more))


def test_each_course_counts_the_days_by_which_it_was_moved() -> None:
    before = tuple(entry.model_copy(update={"movable": True}) for entry in taught("red-dan", "blue-dan", basics=13))
    setting = school(trainings=before)

    assert 2 * 3 == counted(
        "training", setting, flights=(*setting.flights, lark_2()), trainings=tuple(taught("red-dan", "blue-dan"))
    )


def test_the_planner_counts_training_as_it_is_counted_anew() -> None:
    found = plan(school(requests=(coming(),), training_requests=(wish("suit", "suit"),)), sky()).plan
    assert found is not None
    assert found.certificate is not None
    (value,) = (level.value for level in found.certificate.levels if level.name == "training")

    assert 6 == value
    assert "verified" == certified(found, "training", value).state
    assert "training is told as 0, and the plan comes to 6" in certified(found, "training", 0).sentence


def test_a_certificate_says_nothing_of_what_was_not_asked_for() -> None:
    levels = (LevelProof(name="spacewalks", value=0, bound=0, unit="days"),)
    certificate = Certificate(status="optimal", scenario_sha256="not hashed", levels=levels)
    found = Plan(scenario=outside(), flights=(LARK, SWAN), stays=stays_of(LARK, SWAN), certificate=certificate)

    assert "verified" == story.verify(found).state
