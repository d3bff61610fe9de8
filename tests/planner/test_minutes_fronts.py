"""The proof by fronts of half-made timelines: against trying everything, against CP-SAT, and its parts alone."""

import signal
from collections.abc import Iterator
from itertools import chain, combinations, permutations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossflight.planner import minutes, plan_outside, replan_outside
from crossflight.planner.minutes import deciding, growing, searching, solving
from crossflight.planner.minutes.deciding import decide
from crossflight.planner.minutes.drafts import Draft
from crossflight.planner.minutes.fronts import best_of
from crossflight.planner.minutes.happening import cut
from crossflight.planner.minutes.model import OutsideModel
from crossflight.planner.minutes.situation import Situation
from crossflight.planner.minutes.solving import Found, Search, solve
from crossflight.planner.minutes.stops import NEVER, Stops
from crossflight.planner.searching import search
from crossflight.record import LevelProof, Mishap, SpacewalkCase, SpacewalkTimeline, Task
from crossflight.rules import check_timeline
from outings import a_case, a_light, a_task

PLACES = ("near", "middle", "far")
WAY = {frozenset(("lock", "near")): 3, frozenset(("lock", "middle")): 7, frozenset(("lock", "far")): 9}
WAY |= {frozenset(("near", "middle")): 4, frozenset(("near", "far")): 12, frozenset(("middle", "far")): 16}
WAY |= {frozenset((place,)): 0 for place in ("lock", *PLACES)}
OUT_MIN, LOCK_MIN, MARGIN_MIN = 15, 18, 30
"""Minutes of the way out, of the way in to repressurisation, and the wanted margin."""
NIGHT = (40, 35, 90)
"""First minute, length and period of the nights."""


@st.composite
def few_tasks(draw: st.DrawFn, most: int, *, least: int = 1) -> tuple[Task, ...]:
    """Draw tasks that may be open to either of the two, left out, in an order, lit, or with a tool in common."""
    found: list[Task] = []
    for number in range(draw(st.integers(least, most))):
        hands = draw(st.sampled_from((1, 1, 1, 2)))
        found.append(
            a_task(
                f"t{number}",
                draw(st.integers(4, 30)),
                draw(st.sampled_from(PLACES)),
                hands=hands,
                who=draw(st.sampled_from((None, None, "first", "second"))) if hands == 1 else None,
                after=(f"t{draw(st.integers(0, number - 1))}",) if number and draw(st.booleans()) else (),
                light=draw(st.sampled_from(("any", "any", "any", "day", "night"))),
                tools=("wrench",) if draw(st.integers(0, 3)) == 0 else (),
                arm=draw(st.integers(0, 5)) == 0,
                must=draw(st.integers(0, 2)) > 0,
            )
        )
    return tuple(found)


# ------------------------------------------------------------------------------------------- trying everything


def best_by_trying(tasks: tuple[Task, ...], endurance_min: int) -> tuple[int, int, int] | None:
    """Return overrun, tasks left out, and minutes, each the least there is; None where the musts do not go."""
    may = [task for task in tasks if not task.must]
    found = []
    for left_out in chain.from_iterable(combinations(may, count) for count in range(len(may) + 1)):
        kept = tuple(task for task in tasks if task not in left_out)
        names = {task.id for task in kept}
        if all(set(task.after) <= names for task in kept):
            own = min(every_end(kept), default=NEVER)
            if own <= endurance_min:
                found.append((max(0, own - endurance_min + MARGIN_MIN), len(left_out), own))
    return min(found, default=None)


def every_end(tasks: tuple[Task, ...]) -> Iterator[int]:
    """Yield when repressurisation starts, for every order and every share of the work."""
    free = [(0, 1) if task.hands == 1 and task.who is None else (None,) for task in tasks]
    for order in permutations(range(len(tasks))):
        names = [tasks[number].id for number in order]
        if any(set(tasks[number].after) - set(names[:place]) for place, number in enumerate(order)):
            continue
        for who in product(*free):
            yield laid_out(tasks, order, who)


def laid_out(tasks: tuple[Task, ...], order: tuple[int, ...], who: tuple[int | None, ...]) -> int:
    at, free = ["lock", "lock"], [OUT_MIN, OUT_MIN]
    ends: dict[str, int] = {}
    for number in order:
        task, person = tasks[number], who[number]
        people = (person,) if person is not None else (0, 1) if task.hands == 2 else ((task.who == "second") * 1,)
        start = max(free[one] + WAY[frozenset((at[one], task.worksite))] for one in people)
        start = max([start, *(ends[before] for before in task.after)])
        start = max([start, *(ends.get(thing, 0) for thing in things(task))])
        while start < NEVER and not lit(task, start):
            start += 1 if start < 1000 else NEVER
        end = start + int(task.minutes)
        ends |= {task.id: end, **dict.fromkeys(things(task), end)}
        for one in people:
            at[one], free[one] = task.worksite, end
    return max(free[one] + WAY[frozenset((at[one], "lock"))] for one in (0, 1)) + LOCK_MIN


def things(task: Task) -> tuple[str, ...]:
    return (*task.tools, *(["the arm"] if task.arm else []))


def lit(task: Task, start: int) -> bool:
    first, length, every = NIGHT
    places = [(minute - first) % every for minute in range(start, start + int(task.minutes))]
    if task.light == "day":
        return all(place >= length for place in places)
    return task.light == "any" or all(1 <= place < length - 1 for place in places)


def levels_of(found: SpacewalkTimeline) -> tuple[float, ...]:
    return tuple(level.value for level in found.levels[1:])


@settings(max_examples=25)
@given(few_tasks(5), st.sampled_from((90, 130, 240)))
def test_nobody_who_tries_every_order_share_and_choice_does_better(tasks: tuple[Task, ...], endurance_min: int) -> None:
    suit = {"endurance_min": endurance_min, "worst_sun_min": None, "metabolic_budget_kj": None}
    case = a_case(*tasks, light=a_light(), suit=suit)
    found, best = plan_outside(case, time_limit_s=20), best_by_trying(tasks, endurance_min)

    assert () == check_timeline(case, found)
    assert ("infeasible" if best is None else "optimal") == found.status
    assert best is None or best == levels_of(found)


# -------------------------------------------------------------------------------------------------- two engines


@settings(max_examples=8)
@given(few_tasks(6), st.sampled_from((100, 160, 240)), st.sampled_from((0, 20)))
def test_cp_sat_proves_the_same_levels(tasks: tuple[Task, ...], endurance_min: int, within_min: int) -> None:
    case = a_case(
        *(task.model_copy(update={"must": task.must and task.light == "any"}) for task in tasks),
        light=a_light(),
        suit={"endurance_min": endurance_min},
        request={"opens_within_min": within_min},
    )
    situation = Situation.at_the_hatch(case)
    for may_leave_out_must in (False, True):
        fronts = decide(situation, Search(20), may_leave_out_must=may_leave_out_must)
        other = solve(OutsideModel(situation), Search(20), may_leave_out_must=may_leave_out_must, known=Found())

        assert other.status == fronts.status
        assert other.status == "infeasible" or other.levels == fronts.levels


@settings(max_examples=8)
@given(few_tasks(7, least=4), st.integers(20, 90), st.integers(5, 90))
def test_cp_sat_proves_the_same_after_a_mishap(tasks: tuple[Task, ...], at_min: int, lost_min: int) -> None:
    case = a_case(*(task.model_copy(update={"light": "any"}) for task in tasks), light=a_light())
    found, mishap = plan_outside(case, time_limit_s=20), Mishap(at_min=at_min, kind="lost", minutes=lost_min)
    closing = next((step.start_min for step in found.timeline if step.kind == "ingress"), 0)
    if at_min >= closing:
        return
    situation = cut(case, found, mishap)
    fronts = decide(situation, Search(20), may_leave_out_must=True)
    other = solve(OutsideModel(situation), Search(20), may_leave_out_must=True, known=Found())

    assert () == check_timeline(case, replan_outside(case, found, mishap, time_limit_s=20))
    assert (other.status, other.levels) == (fronts.status, fronts.levels)


# ------------------------------------------------------------------------------------------------ where it is hard


def many(count: int) -> SpacewalkCase:
    tasks = [
        a_task(
            f"t{number}",
            5 + 7 * number % 11,
            PLACES[number % 3],
            hands=2 if number % 4 == 0 else 1,
            after=(f"t{number - 3}",) if number % 5 == 4 else (),
        )
        for number in range(count)
    ]
    return a_case(*tasks, suit={"endurance_min": 420, "metabolic_budget_kj": None})


def test_narrow_fronts_give_a_bound_below_and_a_timeline_above(monkeypatch: pytest.MonkeyPatch) -> None:
    case, aims = many(12), [searching.Aim((1 << 12) - 1, 0, 400)]
    best = searching.Seeker(Situation.at_the_hatch(case), float("inf"), Search()).shortest(aims)
    monkeypatch.setattr(searching, "WIDTHS", (3,))
    narrow = searching.Seeker(Situation.at_the_hatch(case), float("inf"), Search()).shortest(aims)

    assert best.is_proven
    assert best.draft is not None
    assert not narrow.is_proven
    assert narrow.draft is None or best.draft.home <= narrow.draft.home
    assert 0 < narrow.least <= best.draft.home


def test_rows_that_grow_in_parts_come_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = plan_outside(many(10))
    monkeypatch.setattr(growing, "AT_ONCE", 7)
    in_parts = plan_outside(many(10))

    assert whole.levels == in_parts.levels
    assert () == check_timeline(many(10), in_parts)


def test_twenty_tasks_open_to_either_are_proven() -> None:
    found = plan_outside(many(20), time_limit_s=60)

    assert "optimal" == found.status
    assert () == found.left_out
    assert () == check_timeline(many(20), found)


def test_more_tasks_than_a_number_has_bits_are_left_to_the_solver() -> None:
    found = plan_outside(a_case(*(a_task(f"t{n}", 1) for n in range(62))), time_limit_s=1)

    assert found.status in {"optimal", "feasible", "unknown"}
    assert not found.timeline or () == check_timeline(a_case(*(a_task(f"t{n}", 1) for n in range(62))), found)


def test_of_many_openings_and_choices_those_near_the_wish_are_asked_about_and_the_solver_does_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tasks = [a_task(f"t{number}", 30, light="day" if number else "any", must=False) for number in range(4)]
    case = a_case(*tasks, light=a_light(), suit={"endurance_min": 100}, request={"opens_within_min": 20})
    whole, asked = plan_outside(case), list[int]()
    shortest = searching.Seeker.shortest

    def counted(self: searching.Seeker, aims: list[searching.Aim], *more: Any, **options: Any) -> searching.Outcome:
        asked.append(len(aims))
        return shortest(self, aims, *more, **options)

    monkeypatch.setattr(deciding, "MOST_AIMS", 10)
    monkeypatch.setattr(searching.Seeker, "shortest", counted)
    few = plan_outside(case)

    assert 10 >= max(asked)
    assert ("optimal", levels_of(whole)) == (few.status, levels_of(few))
    assert () != few.left_out


@pytest.mark.parametrize(
    ("reached", "is_better"), [((0, 0, 1), True), ((0, 0, 2), False), ((0, 5, 0), False), ((0, 0, 2, 60), True)]
)
def test_what_the_solver_betters_counts_even_where_its_time_ends_before_the_last_level(
    monkeypatch: pytest.MonkeyPatch, reached: tuple[int, ...], *, is_better: bool
) -> None:
    names = ("must", "margin", "may", "shortest")

    def found(*values: int, home: int) -> Found:
        levels = [
            LevelProof(name=name, value=value, bound=0, unit="min") for name, value in zip(names, values, strict=False)
        ]
        return Found("feasible", levels, Draft(0, home, ()))

    by_fronts, by_solver = found(0, 0, 2, 70, home=40), found(*reached, home=50)
    monkeypatch.setattr(deciding._Levels, "found", lambda levels: by_fronts)
    monkeypatch.setattr(deciding, "solve", lambda *asked, **options: by_solver)

    expected = by_solver if is_better else by_fronts
    assert expected is decide(Situation.at_the_hatch(many(3)), Search(), may_leave_out_must=False)


def test_the_solver_leaves_ctrl_c_to_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = list[bool]()

    def noted(solver: Any, *more: Any) -> Any:
        seen.append(solver.parameters.catch_sigint_signal)
        return search(solver, *more)

    monkeypatch.setattr(solving, "run", noted)
    solving.is_possible(OutsideModel(Situation.at_the_hatch(many(3))), Search())

    assert [False] == seen


def test_without_time_for_the_rest_of_a_spacewalk_it_is_not_said_that_there_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = many(6)
    found = plan_outside(case)
    monkeypatch.setattr(minutes, "decide", lambda *asked, **options: Found("unknown"))
    after = replan_outside(case, found, Mishap(at_min=40, kind="lost", minutes=10))

    assert ("unknown", ()) == (after.status, after.timeline)
    assert "no timeline was found in the time given; give more with --time-limit" == after.message


def test_where_heat_depends_on_who_does_what_the_solver_shares_it() -> None:
    # 180 kJ in each hour at the usual rate; each hot task takes 180 kJ more, and nobody can do both.
    hot = (a_task("one", 30, rate_w=150), a_task("two", 30, rate_w=150), a_task("three", 10))
    limits = {"planned_rate_w": 50, "high_rate_w": 60, "endurance_min": 240, "metabolic_budget_kj": 550}
    found = plan_outside(a_case(*hot, suit=limits), time_limit_s=20)
    who = {step.task: step.who for step in found.timeline if step.kind == "task"}

    assert "optimal" == found.status
    assert who["one"] != who["two"]


def test_what_comes_after_work_that_cannot_be_is_left_out_too() -> None:
    dark = a_task("stars", light="night", must=False)
    found = plan_outside(a_case(dark, a_task("next", after=("stars",), must=False), light=a_light(night_min=0)))
    asked = plan_outside(a_case(dark, a_task("next", after=("stars",)), light=a_light(night_min=0)))

    assert ("stars", "next") == found.left_out
    assert "infeasible" == asked.status
    assert ["stars"] == [entry.subject for entry in asked.conflict]


# ---------------------------------------------------------------------------------------------------- the parts


@given(st.lists(st.tuples(*[st.integers(0, 1)] * 2, *[st.integers(0, 5)] * 3), min_size=1, max_size=40))
def test_a_row_is_left_out_only_for_one_that_beats_it(rows: list[tuple[int, ...]]) -> None:
    columns = [np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)]
    kept = [rows[place] for place in best_of((columns[0], columns[1]), *columns[2:])]

    assert set(kept) <= set(rows)
    for row in rows:
        assert any(
            row[:2] == other[:2] and all(mine >= theirs for mine, theirs in zip(row[2:], other[2:], strict=True))
            for other in kept
        )


@settings(max_examples=20)
@given(few_tasks(5))
def test_the_way_home_is_that_of_the_best_order(tasks: tuple[Task, ...]) -> None:
    stops = Stops(Situation.at_the_hatch(a_case(*tasks, light=a_light())), tasks)
    asked = sum(set(stops.bits))
    shortest = min(
        sum(int(stops.way[one, other]) for one, other in zip([stops.lock, *path], [*path, stops.lock], strict=True))
        for order in permutations(range(len(tasks)))
        if all(not stops.before[task] - set(order[:place]) for place, task in enumerate(order))
        for path in [[stops.of_task[task] for task in order]]
    )

    assert shortest == stops.home[asked, stops.lock]


# ------------------------------------------------------------------------------------------------------- interrupted


@pytest.mark.parametrize("fronts", [0, 1, 3])
def test_an_interrupted_search_keeps_the_best_so_far_and_says_so(fronts: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupt it while a front is made, after so many whole searches by fronts."""
    once, seen = searching.Seeker._once, list[int]()

    def interrupt(self: searching.Seeker, *asked: Any) -> searching.Outcome:
        seen.append(len(seen))
        if len(seen) > fronts:
            signal.raise_signal(signal.SIGINT)
        return once(self, *asked)

    monkeypatch.setattr(searching.Seeker, "_once", interrupt)
    monkeypatch.setattr(searching, "WIDTHS", (2, 4, 8, 16))
    tasks = tuple(a_task(f"t{number}", 10 + number % 4, PLACES[number % 3]) for number in range(9))
    found = plan_outside(a_case(*tasks))

    assert fronts + 1 == len(seen)
    assert bool(fronts) == bool(found.timeline)
    assert (found.message or "").startswith("interrupted")
    assert "optimal" != found.status
