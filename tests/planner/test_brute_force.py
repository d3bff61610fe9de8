"""Tiny scenarios, tried through: the planner and the check agree on what is possible and on what is best."""

from functools import cache

import pytest

from crossflight.planner import plan
from crossflight.planner.constraints import CONSTRAINTS
from crossflight.record import Answer
from planner.deciding import judge, model_of
from planner.tiny import CASES
from planner.trying import Tried, Worth, is_sound, try_all, worth_of

names = pytest.mark.parametrize("name", CASES)


@cache
def tried(name: str) -> tuple[Tried, ...]:
    """Return every plan of a tiny scenario."""
    return try_all(CASES[name].setting, CASES[name].over)


def worth_told(answer: Answer) -> Worth | None:
    """Return the worth that the levels of an answer tell."""
    if answer.plan is None:
        return None
    told = {level.name: level.value for level in answer.levels}
    whole = (int(told[name]) for name in ("handovers", "dates", "people"))
    return Worth(round(told["uncovered"], 6), round(told["exposure"], 6), *whole)


@names
def test_the_planner_finds_what_trying_every_plan_finds(name: str) -> None:
    case = CASES[name]
    answer = plan(case.setting, case.over)
    best = min((entry.worth for entry in tried(name) if entry.is_sound), default=None)

    assert case.expected == best
    assert best == worth_told(answer)
    assert ("infeasible" if best is None else "optimal") == answer.status


@names
def test_a_search_for_few_changes_finds_the_same(name: str) -> None:
    case = CASES[name]
    first = plan(case.setting, case.over)
    again = plan(case.setting, case.over, near=first.plan, manner="changes")

    assert first.status == again.status
    assert first.levels == again.levels


@names
def test_a_plan_is_sound_and_worth_what_its_levels_say(name: str) -> None:
    case = CASES[name]
    answer = plan(case.setting, case.over)
    if answer.plan is None:
        assert answer.conflict
        return

    assert is_sound(case.setting, case.over, answer.plan)
    assert worth_told(answer) == worth_of(case.setting, answer.plan)


@names
def test_the_model_admits_exactly_the_plans_that_the_check_accepts(name: str) -> None:
    model = model_of(CASES[name].setting, CASES[name].over)
    apart = [
        (entry.choices, entry.is_sound, verdict)
        for entry in tried(name)
        if entry.is_sound != ((verdict := judge(model, entry.choices)) is not None and not verdict.broken)
    ]

    assert [] == apart


def test_the_tiny_scenarios_put_every_planned_rule_to_the_test() -> None:
    blamed = {rule for case in CASES.values() for rule, _ in model_of(case.setting, case.over).rules}

    # Training and spacewalks are put to the test in files of their own.
    tried_here = {rule for rule in CONSTRAINTS if not rule.startswith(("training.", "spacewalks."))}
    assert tried_here - blamed <= {"crew.return-day", "handover.direct"}  # wishes, counted by a level
