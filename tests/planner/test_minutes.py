"""One spacewalk to the minute: the optimum against trying every order, the independent check, mishaps."""

from collections.abc import Iterator
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossflight.errors import CallError
from crossflight.planner import plan_outside, replan_outside
from crossflight.record import Mishap, SpacewalkCase, SpacewalkTimeline, Task
from crossflight.rules import check_timeline
from outings import a_case, a_light, a_task

OUT_MIN, CLOSE_MIN = 15, 3
"""Minutes of the lock in the scenario's own numbers."""
WAY = {
    ("lock", "near"): 3,
    ("lock", "middle"): 7,
    ("lock", "far"): 9,
    ("near", "middle"): 4,
    ("near", "far"): 12,
    ("middle", "far"): 16,
}
"""The shortest ways of the case, by hand."""


def planned(case: SpacewalkCase) -> SpacewalkTimeline:
    found = plan_outside(case, time_limit_s=20)
    assert () == check_timeline(case, found)
    return found


def span_of(found: SpacewalkTimeline, task: str) -> tuple[int, int]:
    [step] = [step for step in found.timeline if step.task == task and step.kind == "task"]
    return step.start_min, step.end_min


def way(one: str, other: str) -> int:
    return 0 if one == other else WAY.get((one, other), WAY.get((other, one), 0))


def every_end(tasks: tuple[Task, ...], night: tuple[int, int, int] | None) -> Iterator[int]:
    """Yield when repressurisation starts, for every order and every share of the tasks."""
    free = [("first", "second") if task.hands == 1 and task.who is None else (task.who or "both",) for task in tasks]
    for order in permutations(range(len(tasks))):
        for who in product(*free):
            end = laid_out(tasks, order, who, night)
            if end is not None:
                yield end


def laid_out(
    tasks: tuple[Task, ...], order: tuple[int, ...], who: tuple[str, ...], night: tuple[int, int, int] | None
) -> int | None:
    at = {"first": ("lock", OUT_MIN), "second": ("lock", OUT_MIN)}
    ends: dict[str, int] = {}
    for number in order:
        task, people = tasks[number], ("first", "second") if who[number] == "both" else (who[number],)
        if any(before not in ends for before in task.after):
            return None
        start = max(at[person][1] + way(at[person][0], task.worksite) for person in people)
        start = max([start, *(ends[before] for before in task.after)])
        while night is not None and not lit(task, start, night):
            start += 1
        ends[task.id] = start + int(task.minutes)
        at.update(dict.fromkeys(people, (task.worksite, ends[task.id])))
    return max(minute + way(place, "lock") for place, minute in at.values()) + OUT_MIN + CLOSE_MIN


def lit(task: Task, start: int, night: tuple[int, int, int]) -> bool:
    """Say whether every minute of the task lies in its light; a minute at the edge of the night is in neither."""
    first, length, every = night
    places = [(minute - first) % every for minute in range(start, start + int(task.minutes))]
    if task.light == "day":
        return all(place >= length for place in places)
    return task.light == "any" or all(1 <= place < length - 1 for place in places)


@st.composite
def few_tasks(draw: st.DrawFn, most: int) -> tuple[Task, ...]:
    found: list[Task] = []
    for number in range(draw(st.integers(1, most))):
        hands = draw(st.sampled_from((1, 1, 2)))
        minutes = draw(st.integers(4, 22))
        found.append(
            a_task(
                f"t{number}",
                minutes,
                draw(st.sampled_from(("near", "middle", "far"))),
                hands=hands,
                who=draw(st.sampled_from((None, None, "first", "second"))) if hands == 1 else None,
                after=(f"t{number - 1}",) if number and draw(st.booleans()) else (),
                light=draw(st.sampled_from(("any", "any", "day", "night"))),
            )
        )
    return tuple(found)


@settings(max_examples=12)
@given(few_tasks(4))
def test_no_order_and_no_share_of_the_work_is_shorter(tasks: tuple[Task, ...]) -> None:
    case = a_case(*tasks, light=a_light(), suit={"endurance_min": 400, "metabolic_budget_kj": None})
    found = planned(case)

    assert min(every_end(tasks, (40, 35, 90))) == found.battery_to_repress_min
    assert "optimal" == found.status


@settings(max_examples=15)
@given(few_tasks(7), st.integers(20, 120), st.sampled_from(("lost", "return", "suit-fault", "overrun")))
def test_every_timeline_passes_the_check_before_and_after_a_mishap(
    tasks: tuple[Task, ...], at_min: int, kind: str
) -> None:
    case = a_case(*tasks, light=a_light())
    found = planned(case)
    if not found.timeline:
        assert found.conflict
        return
    try:
        event = {"at_min": at_min, "kind": kind, "minutes": 25 if kind in {"lost", "overrun"} else 0}
        mishap = Mishap.model_validate({**event, "task": tasks[-1].id if kind == "overrun" else None})
        after = replan_outside(case, found, mishap, time_limit_s=10)
    except CallError:
        return
    past = [step for step in found.timeline if step.end_min <= at_min and step.kind != "wait"]

    assert () == check_timeline(case, after)
    assert set(past) <= {step.model_copy(update={"is_done": False}) for step in after.timeline}


def test_work_that_needs_day_or_night_lies_wholly_in_it() -> None:
    found = planned(a_case(a_task("shine", 30, light="day"), a_task("stars", 30, light="night"), light=a_light()))

    assert "day" == next(step.light for step in found.timeline if step.task == "shine")
    assert "night" == next(step.light for step in found.timeline if step.task == "stars")
    # The night lasts from minute 40 to 75, its half shadow 8 s at each end.
    assert (41, 71) == span_of(found, "stars")


def test_two_hands_meet_and_a_tool_is_in_one_place_at_a_time() -> None:
    tasks = (
        a_task("lift", 20, "far", hands=2),
        a_task("one", 15, tools=("wrench",)),
        a_task("two", 15, tools=("wrench",)),
    )
    found = planned(a_case(*tasks))
    one, two = span_of(found, "one"), span_of(found, "two")

    assert "both" == next(step.who for step in found.timeline if step.task == "lift")
    assert one[1] <= two[0] or two[1] <= one[0]


def test_an_open_task_is_done_only_while_the_margin_is_whole() -> None:
    tasks = (a_task("must", 60, hands=2), a_task("may", 60, hands=2, must=False))
    roomy, tight = planned(a_case(*tasks)), planned(a_case(*tasks, numbers={"spacewalk_margin_min": 90}))

    assert () == roomy.left_out
    assert ("may",) == tight.left_out
    assert [("must", 0.0), ("margin", 0.0), ("may", 1.0)] == [(level.name, level.value) for level in tight.levels[:3]]


def test_the_opening_moves_for_the_light_no_further_than_it_must() -> None:
    task = a_task("stars", 33, light="night")
    fixed = planned(a_case(task, light=a_light(first_night_min=10)))
    free = planned(a_case(task, light=a_light(first_night_min=10), request={"opens_within_min": 30}))

    assert fixed.hatch_open is not None
    assert free.hatch_open is not None
    assert free.battery_to_repress_min == OUT_MIN + 3 + 33 + 3 + OUT_MIN + CLOSE_MIN
    # Night from minute 10: a hatch opened 7 min earlier is at the place when it begins.
    assert -7 == (free.hatch_open - fixed.hatch_open).total_seconds() / 60
    assert "opening" == free.levels[-1].name


def test_both_durations_are_told() -> None:
    found = planned(a_case(a_task("work", 20, hands=2)))

    assert OUT_MIN + 3 + 20 + 3 + OUT_MIN == found.hatch_to_hatch_min
    assert found.hatch_to_hatch_min + CLOSE_MIN == found.battery_to_repress_min == found.minutes


def test_the_worst_sun_counts_where_there_is_no_night() -> None:
    tasks = (a_task("long", 175, hands=2),)
    dark = planned(a_case(*tasks, light=a_light()))
    bright = planned(a_case(*tasks, light=a_light(night_min=0)))
    unsaid = planned(a_case(*tasks))

    assert "optimal" == dark.status
    assert "infeasible" == bright.status
    assert any("200 min in the sun" in entry.sentence for entry in bright.conflict)
    assert ["unknown"] == [margin.state for margin in unsaid.margins if margin.name == "time in worst sun"]


# ------------------------------------------------------------------------------------------------- no timeline


def test_tasks_that_are_too_many_are_named_with_the_limit_and_with_what_to_leave_out() -> None:
    tasks = (a_task("one", 120, hands=2), a_task("two", 70, "far", hands=2), a_task("small", 5))
    found = planned(a_case(*tasks))

    assert "infeasible" == found.status
    assert {"one", "two", "walk"} == {entry.subject for entry in found.conflict}
    assert ("spacewalk.time", "Suit lasts 240 min, its reserve not counted") in {
        (entry.rule, entry.sentence) for entry in found.conflict
    }
    assert 1 == len(found.mend)
    assert set(found.mend) <= {"one", "two"}


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (a_case(a_task("stars", light="night"), light=a_light(night_min=0)), "full sun"),
        (a_case(a_task("stars", 50, light="night"), light=a_light()), "the longest there is lasts 35 min"),
        (a_case(a_task("grab", arm=True), inside=()), "nobody stays inside"),
        (a_case(a_task("reach", 20, "far"), suit={"emergency_oxygen_min": 12}), "the emergency oxygen lasts 12 min"),
        (
            a_case(a_task("work"), suit={"most_height_cm": 190, "least_height_cm": 165}, heights_cm=(199, None)),
            "does not fit first, 199 cm",
        ),
        (a_case(a_task("work", 60, hands=2), suit={"metabolic_budget_kj": 500}), "takes up 500 kJ of work"),
    ],
)
def test_what_cannot_be_is_explained(case: SpacewalkCase, told: str) -> None:
    found = planned(case)

    assert "infeasible" == found.status
    assert () == found.timeline
    assert any(told in entry.sentence for entry in found.conflict)


def test_what_is_not_public_is_unknown_and_stops_nothing() -> None:
    blank = {"emergency_oxygen_min": None, "metabolic_budget_kj": None, "least_height_cm": 165, "worst_sun_min": None}
    found = planned(a_case(a_task("grab", arm=True, light="night"), suit=blank))
    states = {margin.name: margin.state for margin in found.margins}

    assert "optimal" == found.status
    assert {"unknown"} == {states[name] for name in ("work at planned rate", "emergency return", "light", "size")}
    assert "holds" == states["time in the suit"]
    assert any("can run the arm is not public" in told for told in found.unknown)


# -------------------------------------------------------------------------------------------------- in the middle


TASKS = (
    a_task("one", 40, hands=2),
    a_task("two", 40, "far", hands=2),
    a_task("three", 20, "middle"),
    a_task("four", 20),
)


def replanned(*mishaps: Mishap, tasks: tuple[Task, ...] = TASKS) -> SpacewalkTimeline:
    case = a_case(*tasks)
    found = planned(case)
    for mishap in mishaps:
        found = replan_outside(case, found, mishap, time_limit_s=10)
        assert () == check_timeline(case, found)
    return found


def test_a_small_overrun_moves_the_rest_and_leaves_the_past() -> None:
    before, first = planned(a_case(*TASKS)), Mishap(at_min=25, kind="lost", minutes=10)
    under_way = next(step for step in before.timeline if step.kind == "task" and step.start_min < 30 < step.end_min)
    after = replanned(Mishap(at_min=30, kind="overrun", task=under_way.task, minutes=10))
    twice = replanned(first, Mishap(at_min=60, kind="lost", minutes=5))

    assert (under_way.start_min, under_way.end_min + 10) == span_of(after, under_way.task or "")
    assert () == after.left_out
    assert [25, 60] == [mishap.at_min for mishap in twice.mishaps]


def test_lost_time_drops_as_few_tasks_as_it_must_and_says_why() -> None:
    found = replanned(Mishap(at_min=30, kind="lost", minutes=95))

    assert 1 == len(found.left_out) == found.levels[0].value
    assert any("lasts 240 min" in entry.sentence for entry in found.conflict)


def test_a_suit_fault_brings_both_home_at_once_in_an_emergency() -> None:
    found = replanned(Mishap(at_min=100, kind="suit-fault", who="second"))
    ingress = next(step for step in found.timeline if step.kind == "ingress")

    assert ingress.start_min <= 100 + 9
    assert 10 == ingress.end_min - ingress.start_min
    assert {"first", "second", "both"} >= {step.who for step in found.timeline if step.end_min > 100}
    assert not any(step.kind == "task" and step.end_min > 100 for step in found.timeline)
    assert all(
        margin.margin is not None and margin.margin > 0 for margin in found.margins if "emergency" in margin.name
    )


def test_an_early_return_goes_in_as_usual_and_has_its_margin() -> None:
    found = replanned(Mishap(at_min=50, kind="return"))
    [time] = [margin for margin in found.margins if margin.name == "time in the suit"]

    assert "both are back at the lock" in (found.message or "")
    assert 240 - (found.battery_to_repress_min or 0) == time.margin
    assert 50 < (found.battery_to_repress_min or 0) < 100


def test_where_even_the_way_home_is_too_long_the_margin_is_short() -> None:
    case = a_case(*TASKS)
    found = replan_outside(case, planned(case), Mishap(at_min=60, kind="lost", minutes=200), time_limit_s=10)

    assert any(margin.state == "short" for margin in found.margins) or found.left_out
    assert found.timeline


@pytest.mark.parametrize(
    ("mishap", "told"),
    [
        (Mishap(at_min=-5, kind="return"), "nobody of 'walk' is at work outside"),
        (Mishap(at_min=900, kind="return"), "nobody of 'walk' is at work outside"),
        (Mishap(at_min=50, kind="overrun", task="five", minutes=5), "has no task 'five'"),
    ],
)
def test_a_mishap_that_cannot_be_is_refused(mishap: Mishap, told: str) -> None:
    with pytest.raises(CallError, match=told):
        replanned(mishap)


def test_a_task_that_is_over_cannot_overrun_and_nothing_follows_a_return() -> None:
    before = planned(a_case(*TASKS))
    over = next(step for step in before.timeline if step.kind == "task")
    with pytest.raises(CallError, match="it cannot overrun"):
        replanned(Mishap(at_min=over.end_min + 1, kind="overrun", task=over.task, minutes=5))
    with pytest.raises(CallError, match="on the way home already"):
        replanned(Mishap(at_min=40, kind="return"), Mishap(at_min=41, kind="lost", minutes=5))
