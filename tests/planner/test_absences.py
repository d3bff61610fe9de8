"""Who is elsewhere is not aboard: both witnesses, and several stations that share people."""

from datetime import timedelta
from typing import Any

import pytest

from crossflight import story
from crossflight.errors import CallError
from crossflight.planner import plan
from crossflight.record import Absence, Flight, Horizon, Plan, Scenario
from crossflight.rules import check
from planner.tiny import LARK, SWAN, aboard, coming
from scenes import day, scenario, sky, stays_of

RED = {"at_most": {"red": 3}, "crew_size": 1}


def away(person: str, first: float, last: float | None) -> Absence:
    """Return an absence from the midnight of one day to that of another."""
    return Absence(
        person=person, start=day(first, 0), end=None if last is None else day(last, 0), reason="aboard another station"
    )


def haven(*absences: Absence, **changes: Any) -> Scenario:
    """Return Haven with two ships aboard, where red-dan or red-eve can come in another."""
    told: dict[str, Any] = {
        "flights": (LARK, SWAN),
        "stays": stays_of(LARK, SWAN),
        "pool": ("red-dan", "red-eve"),
        "requests": (coming("lark-2", 2, **RED),),
        "absences": absences,
        "horizon": Horizon(start=day(0, 0), end=day(9, 0)),
    }
    return scenario(**(told | changes))


def crew(setting: Scenario) -> tuple[str, ...]:
    """Return who comes up in the plan of a scenario, which there must be."""
    answer = plan(setting, sky())
    assert answer.plan is not None
    return next(flight.up for flight in answer.plan.flights if flight.id == "lark-2")


def test_a_seat_goes_to_whoever_is_not_away() -> None:
    assert ("red-dan",) == crew(haven())
    assert ("red-eve",) == crew(haven(away("red-dan", 0, None)))


def test_an_absence_that_is_over_before_the_launch_is_none() -> None:
    assert ("red-dan",) == crew(haven(away("red-dan", -20, 0), pool=("red-dan",)))


@pytest.mark.parametrize(("seconds", "expected"), [(0, 2), (30, 3), (60, 3)])
def test_somebody_flies_up_from_the_very_end_of_an_absence_on(seconds: int, expected: int) -> None:
    over = Absence(person="red-dan", start=day(0), end=day(2) + timedelta(seconds=seconds), reason="at home")
    answer = plan(haven(over, pool=("red-dan",)), sky())
    assert answer.plan is not None
    (coming_up,) = (flight for flight in answer.plan.flights if flight.id == "lark-2")

    assert (day(expected), ("red-dan",)) == (coming_up.launch, coming_up.up)
    assert [] == [entry.sentence for entry in check(haven(over), sky(), answer.plan) if entry.rule == "crew.one-place"]


def test_an_announced_person_who_is_away_is_named() -> None:
    answer = plan(
        haven(away("red-dan", 0, None), requests=(coming("lark-2", 2, announced=("red-dan",), crew_size=1),)), sky()
    )
    told = {clash.sentence for clash in answer.conflict if clash.rule == "crew.one-place"}

    assert {"Red Dan is not at the station while away from 2030-01-01 on: aboard another station"} == told


@pytest.mark.parametrize(("last", "is_broken"), [(None, True), (1.0, False)])
def test_being_aboard_while_away_breaks_the_rule(last: float | None, is_broken: bool) -> None:
    setting = haven(away("red-dan", 0, last))
    plain = haven(away("red-eve", 0, None))
    answer = plan(plain, sky())
    assert answer.plan is not None
    findings = check(setting, sky(), answer.plan)
    broken = [finding.rule for finding in findings if finding.state == "broken"]

    assert (["crew.one-place"] if is_broken else []) == broken


# ------------------------------------------------------------------------------------------------------------ stations


OTHER_LARK = aboard("lark-1", ("red-fay", "red-guy", "blue-guy"))
OTHER_SWAN = aboard("swan-1", ("blue-eve", "blue-fay", "red-hal"))
FIRST, SECOND = (LARK, SWAN), (OTHER_LARK, OTHER_SWAN)


def station(name: str, *ships: Flight, **changes: Any) -> Scenario:
    """Return one of several stations: its ships and their people are its own, the pool is shared."""
    return haven(name=name, flights=ships, stays=stays_of(*ships), **changes)


def up_at(plan: Plan | None) -> tuple[str, ...]:
    assert plan is not None
    return next(flight.up for flight in plan.flights if flight.id == "lark-2")


def test_stations_share_people_who_are_at_one_of_them_at_a_time() -> None:
    first, second = story.plan_stations((station("first", *FIRST), station("second", *SECOND)))

    assert (("red-dan",), ("red-eve",)) == (up_at(first.answer.plan), up_at(second.answer.plan))
    assert () == first.scenario.absences
    assert {"red-dan"} == {entry.person for entry in second.scenario.absences} & {"red-dan", "red-eve"}
    assert [] == [
        finding.rule
        for planned in (first, second)
        if planned.answer.plan is not None
        for finding in story.check(planned.answer.plan)
        if finding.state == "broken"
    ]


def test_a_station_for_which_nobody_is_left_says_where_they_are() -> None:
    settings = (station("first", *FIRST, pool=("red-dan",)), station("second", *SECOND, pool=("red-dan",)))
    found = story.plan_stations((*settings, station("third")))
    told = {clash.sentence for clash in found[-1].answer.conflict if clash.rule == "crew.one-place"}

    assert 2 == len(found)
    assert "infeasible" == found[-1].answer.status
    assert {"Red Dan is not at the station while away from 2030-01-03 on: aboard Haven"} == told


def test_two_stations_of_one_name_are_refused() -> None:
    with pytest.raises(CallError, match="two scenarios are called 'first' — give each"):
        story.plan_stations((station("first"), station("first")))
