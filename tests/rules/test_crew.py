"""Crews: one place at a time, the commander, the number aboard, handovers."""

from datetime import datetime
from typing import Any

import pytest

from crossflight.record import CrewNorm, Flight, Qualification, Relocation, Stay
from crossflight.rules import check
from rules.judging import END, START, haven, ill, judge, lark, swan
from scenes import LONG_AGO, PEOPLE, STATION, day, person, plan, sky, stays_of

PLACE = "crew.one-place"
COMMANDER = "crew.commander"
NORM = "crew.size-norm"
HANDOVER = "handover.direct"


def next_lark(up: tuple[str, ...] = ("red-dan", "red-eve", "blue-eve"), docked: float = 4, **changes: Any) -> Flight:
    """Return a second Lark, launched six hours before it docks and gone after the horizon."""
    return lark(up, name="lark-2", launch=day(docked, 6), docked=day(docked), port="red-2", **changes)


# -------------------------------------------------------------------------------------------------------- one place


def test_nobody_flies_up_while_still_aboard() -> None:
    found = judge(PLACE, haven(), lark(), next_lark(("red-ann", "red-dan")))

    assert [("broken", day(4, 6), day(4, 6), "red-ann", None)] == found


def test_of_two_launches_at_one_instant_the_later_in_the_alphabet_is_found() -> None:
    flights = lark(("red-ann",), launch=day(4, 6), docked=day(4)), next_lark(("red-ann",))
    setting = haven()
    told = [
        finding.sentence
        for order in (flights, flights[::-1])
        for finding in check(setting, sky(), plan(setting, *order))
        if finding.rule == PLACE
    ]

    assert ["Red Ann flies up in lark-2 while still aboard"] * 2 == told


def test_somebody_who_came_home_may_fly_again() -> None:
    home = lark(undocked=day(2, 6), landed=day(2, 10))
    found = judge(PLACE, haven(), home, next_lark(("red-ann", "red-dan")))

    assert [] == found


def test_nobody_comes_down_who_is_not_aboard() -> None:
    leaving = lark(undocked=day(5, 6), landed=day(5, 10), down=("red-ann", "red-bob", "blue-cat", "red-gus"))
    setting = haven(people=(*PEOPLE, person("red-gus")))
    found = judge(PLACE, setting, leaving)

    assert [("broken", day(5, 6), day(5, 6), "red-gus", None)] == found


def test_somebody_aboard_since_before_the_record_comes_down() -> None:
    leaving = lark((), undocked=day(5, 6), landed=day(5, 10), down=("red-gus",))
    setting = haven(people=(*PEOPLE, person("red-gus")))
    found = judge(PLACE, setting, leaving, stays=(Stay(person="red-gus", down="lark-1", start=day(-30)),))

    assert [] == found


def test_a_stay_that_its_flight_does_not_know_is_found() -> None:
    flights = (next_lark(("red-dan",)),)
    stays = (*stays_of(*flights), Stay(person="red-eve", up="lark-2", start=day(4)))
    found = judge(PLACE, haven(), *flights, stays=stays)

    assert [("broken", day(4), day(4), "red-eve", None)] == found


# -------------------------------------------------------------------------------------------------------- commander

MIXED = ("red-pat", "red-bob", "blue-cat")
SETTING_PEOPLE = (*PEOPLE, person("red-pat", commands=False), person("red-kim", commands=False))


def commanded(up: tuple[str, ...], **changes: Any) -> Flight:
    """Return a Lark that flies up and down within the horizon."""
    return lark(
        up, **({"launch": day(1, 2), "docked": day(1, 8), "undocked": day(9, 6), "landed": day(9, 10)} | changes)
    )


def test_a_crew_without_a_qualified_commander_is_found_up_and_down() -> None:
    found = judge(COMMANDER, haven(people=SETTING_PEOPLE), commanded(("red-pat", "red-kim", "blue-cat")))

    assert [
        ("broken", day(1, 2), day(1, 2), "lark-1", None),
        ("broken", day(9, 6), day(9, 6), "lark-1", None),
    ] == found


def test_one_qualified_commander_is_enough() -> None:
    found = judge(COMMANDER, haven(people=SETTING_PEOPLE), commanded(MIXED))

    assert [] == found


def test_a_commander_of_another_type_of_ship_commands_nothing() -> None:
    found = judge(COMMANDER, haven(people=SETTING_PEOPLE), commanded(("blue-ann", "blue-bob", "red-pat")))

    assert [day(1, 2), day(9, 6)] == [start for _, start, *_ in found]


def test_the_qualification_must_hold_on_the_way_down_too() -> None:
    short = Qualification(kind="commander", of="lark", since=LONG_AGO, until=day(9, 6))
    people = (*PEOPLE, person("red-pat").model_copy(update={"qualifications": (short,)}))
    found = judge(COMMANDER, haven(people=people), commanded(("red-pat", "blue-cat")))

    assert [("broken", day(9, 6), day(9, 6), "lark-1", None)] == found


def test_a_commander_who_is_named_must_be_aboard() -> None:
    found = judge(
        COMMANDER, haven(), commanded(("red-ann", "red-bob"), commander_up="red-cat", commander_down="red-ann")
    )

    assert [("broken", day(1, 2), day(1, 2), "lark-1", None)] == found


def test_a_commander_who_is_named_must_be_the_one_qualified() -> None:
    found = judge(COMMANDER, haven(people=SETTING_PEOPLE), commanded(MIXED, commander_up="red-pat"))

    assert [("broken", day(1, 2), day(1, 2), "lark-1", None)] == found


def test_a_ship_that_carries_nobody_needs_no_commander() -> None:
    found = judge(COMMANDER, haven(), commanded(()))

    assert [] == found


# ------------------------------------------------------------------------------------------------------- size norm


def test_fewer_people_than_the_norm_are_unmet_at_once() -> None:
    leaving = swan(undocked=day(4), landed=day(4, 22))
    found = judge(NORM, haven(), lark(("red-ann", "blue-cat")), leaving)

    assert [("unmet", day(4), None, "haven", 2)] == found


def test_as_many_people_as_the_norm_are_fine() -> None:
    leaving = swan(undocked=day(4), landed=day(4, 22))
    found = judge(NORM, haven(), lark(), leaving)

    assert [] == found


def test_the_norm_can_be_left_for_a_handover_and_no_longer() -> None:
    numbers = haven().numbers.model_copy(update={"longest_handover_days": 5})
    short = judge(NORM, haven(numbers=numbers), lark(), swan(undocked=day(4, 24), landed=day(5, 10)))
    long = judge(NORM, haven(numbers=numbers), lark(), swan(undocked=day(5, 1), landed=day(5, 11)))

    assert ([], [("unmet", START, day(5, 1), "haven", 6)]) == (short, long)


def test_a_handover_that_began_before_the_horizon_counts_from_its_start() -> None:
    numbers = haven().numbers.model_copy(update={"longest_handover_days": 11})
    found = judge(NORM, haven(numbers=numbers), lark(), swan())

    assert [("unmet", START, None, "haven", 6)] == found


def test_a_norm_holds_only_in_its_era() -> None:
    norms = CrewNorm(size=3, since=LONG_AGO, until=day(4)), CrewNorm(size=7, since=day(6))
    setting = haven(station=STATION.model_copy(update={"crew_norms": norms}))
    found = judge(NORM, setting, lark(("red-ann", "red-bob")))

    assert [("unmet", START, day(4), "haven", 2), ("unmet", day(6), None, "haven", 2)] == found


# -------------------------------------------------------------------------------------------------------- handovers


def test_a_crew_that_leaves_before_the_next_comes_is_found_until_it_docks() -> None:
    leaving = lark(undocked=day(2), landed=day(2, 16))
    found = judge(HANDOVER, haven(), leaving, next_lark(), swan())

    assert [("unmet", day(2), day(4), "lark-1", 2)] == found


def test_a_crew_that_leaves_after_the_next_came_hands_over() -> None:
    leaving = lark(undocked=day(4, 13), landed=day(4, 17))
    found = judge(HANDOVER, haven(), leaving, next_lark(), swan())

    assert [] == found


def test_a_crew_that_leaves_as_the_next_docks_does_not_hand_over() -> None:
    leaving = lark(undocked=day(4), landed=day(4, 16))
    found = judge(HANDOVER, haven(), leaving, next_lark(), swan())

    assert [("unmet", day(4), day(4), "lark-1", 0)] == found


def test_an_empty_ship_takes_over_from_nobody() -> None:
    leaving = lark(undocked=day(6), landed=day(6, 16))
    found = judge(HANDOVER, haven(), leaving, next_lark(()), swan())

    assert [("unmet", day(6), None, "lark-1", 6 - 0.5)] == [(*row[:4], row[4]) for row in found]


def test_a_crew_followed_after_the_horizon_is_still_open() -> None:
    leaving = lark(undocked=day(2), landed=day(2, 16))
    found = judge(HANDOVER, haven(), leaving, next_lark(docked=14), swan())

    assert [("unmet", day(2), None, "lark-1", 9.5)] == found


@pytest.mark.parametrize(("undocked", "expected"), [(START, 1), (END, 0)])
def test_departures_are_judged_from_the_start_to_before_the_end(undocked: object, expected: int) -> None:
    leaving = lark(undocked=undocked, landed=None)
    found = judge(HANDOVER, haven(), leaving, swan())

    assert expected == len(found)


def test_visitors_hand_nothing_over() -> None:
    people = (*PEOPLE, person("red-guest", operates=False))
    leaving = lark(("red-guest",), undocked=day(2), landed=day(2, 16))
    found = judge(HANDOVER, haven(people=people), leaving, swan())

    assert [] == found


def test_a_crew_in_a_relocating_ship_does_not_leave() -> None:
    moved = lark(relocations=(Relocation(undocked=day(3, 8), docked=day(3, 9), port="red-2"),))
    found = judge(HANDOVER, haven(), moved, swan())

    assert [] == found


# ------------------------------------------------------------------------------------------------------------- fitness


@pytest.mark.parametrize(("end", "found"), [(day(3, 2), []), (day(3, 3), ["red-dan / lark-2"])])
def test_somebody_who_is_unfit_does_not_fly_up(end: datetime, found: list[str]) -> None:
    setting = haven(events=(ill("red-dan", day(1), end),))
    rows = judge("crew.fit", setting, lark(), lark(("red-dan",), "lark-2", launch=day(3, 2), docked=day(3, 8)))

    assert found == [subject for _, _, _, subject, _ in rows]
