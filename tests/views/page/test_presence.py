"""What is drawn about people, seats and cover, beside what the rules measure."""

from itertools import pairwise

import pytest
from hypothesis import given, settings

import crossflight
from crossflight.instants import days_between
from crossflight.record import Measures, Plan, Scenario
from crossflight.rules import measure
from crossflight.views.page.presence import Step, steps
from rules.worlds import World, worlds
from scenes import day, degraded, flight, plan, scenario


def steps_of(subject: Plan, measures: Measures) -> list[Step]:
    return list(steps(subject, measures.start, measures.end))


def uncovered_days(found: list[Step], segment: str) -> float:
    return sum(days_between(step.start, step.end) for step in found if step.cover[segment].is_uncovered)


def exposure(found: list[Step]) -> float:
    return sum(max(0, step.people - step.seats) * days_between(step.start, step.end) for step in found)


def assert_drawn_as_measured(subject: Plan) -> None:
    measures = measure(subject.scenario, subject)
    found = steps_of(subject, measures)

    assert {entry.segment: entry.days for entry in measures.uncovered} == {
        entry.segment: pytest.approx(uncovered_days(found, entry.segment), abs=0.001) for entry in measures.uncovered
    }
    # What is drawn knows no suits: every free seat counts there.
    assert measures.exposure_person_days >= exposure(found) - 0.001
    assert measures.unsuited or measures.exposure_person_days == pytest.approx(exposure(found), abs=0.001)


@pytest.mark.parametrize("name", ["iss-history", "tiangong-history"])
def test_uncovered_days_and_exposure_are_drawn_as_measured(name: str) -> None:
    history = crossflight.load(name)
    assert isinstance(history, Scenario)

    assert_drawn_as_measured(crossflight.baseline(history))


@settings(max_examples=80)
@given(worlds())
def test_any_plan_is_drawn_as_measured(world: World) -> None:
    assert_drawn_as_measured(world.plan)


def test_a_degraded_ship_has_no_seats() -> None:
    setting = scenario(events=(degraded("lark-1", day(9)),))
    subject = plan(setting, flight("lark-1", ("red-ann", "red-bob", "blue-cat")))
    seats = [(step.people, step.seats) for step in steps(subject, day(0), day(40))]

    assert [(0, 0), (3, 3), (3, 0), (0, 0)] == seats


def test_steps_follow_each_other_without_a_gap() -> None:
    subject = plan(scenario(), flight("lark-1", ("red-ann",)), flight("swan-1", ("blue-ann",), docked=day(5)))
    found = list(steps(subject, day(0), day(40)))

    assert (day(0), day(40)) == (found[0].start, found[-1].end)
    assert all(earlier.end == later.start for earlier, later in pairwise(found))
