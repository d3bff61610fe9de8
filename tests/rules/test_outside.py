"""The check of a spacewalk's timeline: each limit is broken by one change, and by it alone."""

import pytest

from crossflight.planner import plan_outside
from crossflight.record import OutsideStep, SpacewalkCase, SpacewalkTimeline
from crossflight.rules import check_timeline
from outings import a_case, a_light, a_task

TASKS = (
    a_task("shine", 25, light="day"),
    a_task("lift", 20, "far", hands=2, after=("shine",)),
    a_task("turn", 15, "middle", who="second", tools=("wrench",)),
    a_task("push", 15, "near", who="first", tools=("wrench",)),
)
CASE = a_case(*TASKS, light=a_light())


def timeline() -> SpacewalkTimeline:
    return plan_outside(CASE, time_limit_s=20)


def changed(found: SpacewalkTimeline, task: str, **values: object) -> SpacewalkTimeline:
    steps = [step.model_copy(update=values) if step.task == task else step for step in found.timeline]
    return found.model_copy(update={"timeline": tuple(steps)})


def limits(case: SpacewalkCase, found: SpacewalkTimeline) -> set[str]:
    return {breach.limit for breach in check_timeline(case, found)}


def test_a_timeline_of_the_planner_breaks_nothing() -> None:
    assert set() == limits(CASE, timeline())


@pytest.mark.parametrize(
    ("task", "values", "limit"),
    [
        ("lift", {"who": "first"}, "hands"),
        ("turn", {"who": "first"}, "who"),
        ("turn", {"place": "near"}, "place"),
        ("lift", {"kind": "wait"}, "must"),
    ],
)
def test_each_fault_in_a_step_is_found(task: str, values: dict[str, object], limit: str) -> None:
    assert limit in limits(CASE, changed(timeline(), task, **values))


def test_a_task_cut_short_leaves_a_gap() -> None:
    found = timeline()
    end = next(step.end_min for step in found.timeline if step.task == "lift")

    assert {"minutes", "one-place"} <= limits(CASE, changed(found, "lift", end_min=end - 3))


def test_order_light_and_tools_are_judged_by_the_clock() -> None:
    found = timeline()
    lift, shine = (next(step for step in found.timeline if step.task == task) for task in ("lift", "shine"))
    early = changed(found, "lift", start_min=shine.start_min, end_min=shine.start_min + 20)
    dark = changed(found, "shine", start_min=45, end_min=70)
    push = next(step for step in found.timeline if step.task == "push")
    together = changed(found, "turn", start_min=push.start_min, end_min=push.end_min)

    assert lift.start_min >= shine.end_min
    assert "order" in limits(CASE, early)
    assert "light" in limits(CASE, dark)
    assert "tools" in limits(CASE, together)


@pytest.mark.parametrize(
    ("more", "limit"),
    [
        ({"suit": {"endurance_min": 60, "worst_sun_min": None}}, "endurance"),
        ({"suit": {"metabolic_budget_kj": 300}}, "work"),
        ({"suit": {"emergency_oxygen_min": 15}}, "emergency-return"),
        ({"airlock": {"depress_min": 45}}, "depress"),
        ({"airlock": {"egress_min": 25}}, "egress"),
        ({"numbers": {"spacewalk_close_min": 9}}, "close"),
    ],
)
def test_each_limit_of_suit_and_lock_is_found(more: dict[str, dict[str, float]], limit: str) -> None:
    assert limit in limits(a_case(*TASKS, light=a_light(), **more), timeline())


def test_a_prebreathe_without_one_of_its_steps_is_not_complete() -> None:
    found = timeline()
    rest = tuple(step for step in found.timeline if step.kind != "prebreathe")

    assert {"prebreathe"} == limits(CASE, found.model_copy(update={"timeline": rest}))


def test_a_way_shorter_than_the_shortest_is_found() -> None:
    found = timeline()

    def hurried(step: OutsideStep) -> OutsideStep:
        return step.model_copy(update={"start_min": step.end_min - 1}) if step.kind == "way" else step

    steps = tuple(hurried(step) for step in found.timeline)

    assert "ways" in limits(CASE, found.model_copy(update={"timeline": steps}))
