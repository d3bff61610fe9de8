"""When those who are aboard go home, against the days on which they were to."""

import pytest

from crossflight.planner import plan as planned
from crossflight.record import DateWish, Finding, Policy, ReturnWish, Scenario
from crossflight.rules import check, recount
from planner.tiny import LARK, SWAN, coming
from planner.writing import haven as haven_of_six_days
from planner.writing import waived
from rules.judging import haven, judge, lark
from scenes import LONG_AGO, day, departure, plan, sky

RETURN = "crew.return-day"


def wanted(days: float, *people: str) -> tuple[ReturnWish, ...]:
    return tuple(ReturnWish(person=person, wanted=day(days), source=("a plan",)) for person in people)


def leaving(on: int, hour: float = 6) -> list[Finding]:
    """Return what is found where Red Ann was to leave on day 2, and leaves on another."""
    setting = haven(returns=wanted(2, "red-ann"))
    home = lark(undocked=day(on, hour), landed=day(on, hour + 4))
    return [finding for finding in check(setting, sky(), plan(setting, home)) if finding.rule == RETURN]


def test_who_leaves_a_day_later_than_wanted_is_found_from_the_day_after_that() -> None:
    [found] = leaving(3)

    assert ("unmet", day(3, 0), day(3, 6), 1) == (found.state, found.start, found.end, found.amount)
    assert f"Red Ann stays aboard 1 day longer than wanted, until {day(3):%Y-%m-%d}" == found.sentence
    assert ("a plan",) == found.source


@pytest.mark.parametrize(("on", "hour"), [(1, 6), (2, 0), (2, 23.9)])
def test_who_leaves_on_the_day_or_before_it_is_not_found(on: int, hour: float) -> None:
    assert [] == leaving(on, hour)


def test_who_does_not_leave_stays_to_the_end_of_the_horizon() -> None:
    [found] = judge(RETURN, haven(returns=wanted(2, "red-ann")), lark(undocked=None, landed=None))

    assert ("unmet", day(3, 0), None, "red-ann", 10) == found


def test_who_is_not_aboard_is_not_judged() -> None:
    assert [] == judge(RETURN, haven(returns=wanted(-3, "red-gus")), lark())


# -------------------------------------------------------------------------------------------------------- the level


def homeward(*levels: str) -> Scenario:
    """Return two ships of which one must wait for the other, and crews who were to leave on the second day."""
    return haven_of_six_days(
        flights=(LARK, SWAN),
        departures=(departure("lark-1", undock=DateWish(earliest=day(1), latest=day(5), wanted=day(4))),),
        requests=(coming("lark-2", 2, crew_size=1, announced=("red-dan",)),),
        returns=wanted(1, "red-ann", "red-bob"),
        waivers=tuple(
            waived(segment, "operators.any-single-loss", (segment,), LONG_AGO, None)
            for segment in ("red-segment", "blue-segment")
        ),
        policy=Policy.model_validate({"levels": levels}),
    )


@pytest.mark.parametrize(("levels", "stays", "dates"), [(("stays", "dates"), 0, 3), (("dates", "stays"), 6, 0)])
def test_days_aboard_beyond_those_wanted_count_before_dates_or_after_them(
    levels: tuple[str, ...], stays: int, dates: int
) -> None:
    answer = planned(homeward(*levels), sky())
    told = {level.name: [level.value, level.bound] for level in answer.levels}
    counted = {} if answer.plan is None else recount(answer.plan)

    assert [stays, stays] == told["stays"]
    assert [dates, dates] == told["dates"]
    assert stays == counted["stays"].least


def test_a_scenario_that_wants_no_day_of_return_has_no_such_level() -> None:
    answer = planned(homeward("stays", "dates").model_copy(update={"returns": ()}), sky())

    assert ["dates"] == [level.name for level in answer.levels]
