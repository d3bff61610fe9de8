"""Judging again after a small change says what a check from the beginning says."""

from collections import Counter
from typing import Any, cast

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from crossflight.record import RULEBOOK, Flight, Plan
from crossflight.rules import WITNESSES, Checker, check
from crossflight.rules.case import Case
from crossflight.rules.witness import FLIGHT_BY_FLIGHT, PARTS, READS
from rules.busy import Busy, busy, changes
from rules.judging import haven, lark, swan
from scenes import day, flight, plan, sky

READINGS = ("visits", "crewed", "uses", "movements", "traffic", "legs", "aboard", "situations", "present", "places")

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
    after = [before]
    for _ in range(data.draw(st.integers(1, 4))):
        after.append(data.draw(changes(after[-1])))

    assert check(setting, over, before.plan) == checker.findings
    for later in (*after, before):
        assert check(setting, over, later.plan) == checker.check(later.plan)


@few
@given(st.data())
def test_a_case_that_knows_another_reads_of_a_changed_plan_what_one_does_that_knows_none(data: st.DataObject) -> None:
    before = data.draw(busy())
    setting, over = before.world.setting, before.world.over
    known = Case(setting, over, before.plan, is_recalled=True)
    after = data.draw(changes(before)).plan
    anew, derived = Case(setting, over, after), Case(setting, over, after, known=known)

    for name in READINGS:
        getattr(known, name)

        assert getattr(anew, name) == getattr(derived, name)


def test_what_a_moved_cargo_ship_leaves_alone_is_the_same_objects() -> None:
    setting = haven()
    lark_1, mule_1, swan_1 = lark(), flight("mule-1", port="red-2"), swan()
    known = Case(setting, sky(), plan(setting, lark_1, mule_1, swan_1), is_recalled=True)
    moved = mule_1.model_copy(update={"docked": day(3)})
    derived = Case(setting, sky(), plan(setting, lark_1, moved, swan_1), known=known)

    assert [id(entry) for entry in known.aboard] == [id(entry) for entry in derived.aboard]
    assert [id(entry) for entry in known.situations] == [id(entry) for entry in derived.situations]
    assert known.uses["red-1"] is derived.uses["red-1"]
    assert known.uses["red-2"] is not derived.uses["red-2"]


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

        def found(flights: tuple[Flight, ...], rule_id: str = rule_id) -> Counter[str]:
            part = plan.model_copy(update={"flights": flights})
            return Counter(map(str, WITNESSES[rule_id](Case(setting, over, part))))

        whatever = found(())
        of_each = sum((found((flight,)) - whatever for flight in plan.flights), Counter())

        assert whatever + of_each == found(plan.flights)
