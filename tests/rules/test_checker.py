"""Judging again after a small change says what a check from the beginning says."""

from typing import Any, cast

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from crossflight.record import RULEBOOK, Plan
from crossflight.rules import WITNESSES, Checker, check
from crossflight.rules.case import Case
from crossflight.rules.witness import FLIGHT_BY_FLIGHT, PARTS, READS
from rules.busy import Busy, busy, changes

few = settings(
    max_examples=80,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
)


class Only:
    """A plan of which nobody can read but some parts."""

    def __init__(self, whole: Plan, parts: frozenset[str]) -> None:
        self._whole = whole
        self._parts = parts

    def __getattr__(self, name: str) -> Any:
        """Return a part, the scenario, or what follows from them."""
        if name == "every_training":
            return cast(property, vars(Plan)[name]).fget(self)  # type: ignore[misc]
        if name in PARTS and name not in self._parts:
            message = f"reads {name}"
            raise LookupError(message)
        return getattr(self._whole, name)


@few
@given(st.data())
def test_a_checker_finds_in_a_changed_plan_what_a_check_finds(data: st.DataObject) -> None:
    before = data.draw(busy())
    setting, over = before.world.setting, before.world.over
    checker = Checker(setting, over, before.plan)
    after = data.draw(changes(before))
    again = data.draw(changes(after))

    assert check(setting, over, before.plan) == checker.findings
    assert check(setting, over, after.plan) == checker.check(after.plan)
    assert check(setting, over, again.plan) == checker.check(again.plan)
    assert checker.findings == checker.check(before.plan)


@few
@given(busy())
def test_a_check_reads_of_a_plan_what_it_says_that_it_reads(before: Busy) -> None:
    setting, over, plan = before.world.setting, before.world.over, before.plan
    for rule_id in RULEBOOK:
        only = cast(Plan, Only(plan, READS[rule_id]))

        assert list(WITNESSES[rule_id](Case(setting, over, plan))) == list(
            WITNESSES[rule_id](Case(setting, over, only))
        )


@few
@given(busy())
def test_a_check_flight_by_flight_finds_in_several_flights_what_it_finds_in_each(before: Busy) -> None:
    setting, over, plan = before.world.setting, before.world.over, before.plan
    for rule_id in FLIGHT_BY_FLIGHT:
        alone = (plan.model_copy(update={"flights": (flight,)}) for flight in plan.flights)
        found = [entry for part in alone for entry in WITNESSES[rule_id](Case(setting, over, part))]

        assert sorted(map(str, WITNESSES[rule_id](Case(setting, over, plan)))) == sorted(map(str, found))
