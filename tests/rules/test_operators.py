"""Operators of each segment: now, and after any single loss."""

import pytest

from crossflight.record import Agreement, HomeSeat, Qualification, Relocation
from crossflight.rules import check
from rules.judging import END, START, haven, ill, judge, lark, moving, swan
from scenes import EXCHANGE, LONG_AGO, PEOPLE, day, flight, person, plan, sky

EACH = "operators.each-segment"
LOSS = "operators.any-single-loss"

BLUE_SWAN = ("blue-ann", "blue-bob")


def test_two_mixed_crews_break_no_rule() -> None:
    setting = haven()
    findings = check(setting, sky(), plan(setting, lark(), swan()))

    assert () == findings


# ------------------------------------------------------------------------------------------------- each segment


def test_a_segment_is_empty_once_its_last_operator_has_left() -> None:
    leaving = lark(undocked=day(5, 6), landed=day(5, 10))
    found = judge(EACH, haven(), leaving, swan(BLUE_SWAN))

    assert [("broken", day(5, 6), None, "red-segment", 0)] == found


def test_a_segment_is_run_as_long_as_one_operator_stays() -> None:
    leaving = lark(undocked=day(5, 6), landed=day(5, 10))
    found = judge(EACH, haven(), leaving, swan())

    assert [] == found


def test_a_segment_is_empty_until_its_first_operator_docks() -> None:
    coming = lark(launch=day(3, 2), docked=day(3, 8))
    found = judge(EACH, haven(), coming, swan(BLUE_SWAN))

    assert [("broken", START, day(3, 8), "red-segment", 0)] == found


def test_operators_who_dock_at_the_very_end_of_the_horizon_come_too_late() -> None:
    coming = lark(launch=day(11, 18), docked=END)
    found = judge(EACH, haven(), coming, swan(BLUE_SWAN))

    assert [("broken", START, None, "red-segment", 0)] == found


def test_somebody_who_was_not_announced_as_operator_runs_no_segment() -> None:
    guest = person("red-guest", operates=False)
    setting = haven(people=(*PEOPLE, guest))
    leaving = lark(undocked=day(5, 6), landed=day(5, 10))
    found = judge(EACH, setting, leaving, swan(("blue-ann", "blue-bob", "red-guest")))

    assert [("broken", day(5, 6), None, "red-segment", 0)] == found


def test_an_operator_counts_while_the_qualification_lasts() -> None:
    ending = Qualification(kind="operator", of="red-segment", since=LONG_AGO, until=day(7))
    setting = haven(people=(*PEOPLE, person("red-late").model_copy(update={"qualifications": (ending,)})))
    leaving = lark(undocked=day(5, 6), landed=day(5, 10))
    found = judge(EACH, setting, leaving, swan(("blue-ann", "red-late")))

    assert [("broken", day(7), None, "red-segment", 0)] == found


def test_somebody_ill_runs_no_segment() -> None:
    setting = haven(events=(ill("red-cat", day(7), day(9)),))
    leaving = lark(undocked=day(5, 6), landed=day(5, 10))
    found = judge(EACH, setting, leaving, swan())

    assert [("broken", day(7), day(9), "red-segment", 0)] == found


def test_people_in_a_relocating_ship_count_as_aboard() -> None:
    moved = lark(relocations=(Relocation(undocked=day(3, 8), docked=day(3, 9), port="red-2"),))
    found = judge(EACH, haven(), moved, swan(BLUE_SWAN))

    assert [] == found


# ----------------------------------------------------------------------------------------------- any single loss


def test_the_only_ship_with_an_operator_must_not_be_lost() -> None:
    found = judge(LOSS, haven(), lark(), swan(BLUE_SWAN))

    assert [("broken", START, None, "red-segment / lark-1", 0)] == found


def test_operators_in_two_ships_stand_any_loss() -> None:
    found = judge(LOSS, haven(), lark(), swan())

    assert [] == found


def test_without_any_operator_the_loss_of_each_crewed_ship_breaks_the_rule() -> None:
    found = judge(LOSS, haven(), lark(("blue-cat",)), swan(BLUE_SWAN))

    assert [
        ("broken", START, None, "red-segment / lark-1", 0),
        ("broken", START, None, "red-segment / swan-1", 0),
    ] == found


def test_an_empty_ship_is_no_loss_of_operators() -> None:
    rescue = lark((), name="lark-2", port="red-2")
    found = judge(LOSS, haven(), lark(("red-ann",)), swan(), rescue)

    assert [("broken", START, None, "blue-segment / swan-1", 0)] == found


def test_cover_is_judged_from_a_departure_to_the_next_arrival() -> None:
    leaving = swan(undocked=day(4), landed=day(4, 22))
    coming = swan(("blue-dan", "red-dan"), name="swan-2", launch=day(5, 16), docked=day(6), port="blue-2")
    found = judge(LOSS, haven(), lark(), leaving, coming)

    assert [
        ("broken", day(4), day(6), "blue-segment / lark-1", 0),
        ("broken", day(4), day(6), "red-segment / lark-1", 0),
    ] == found


def test_one_ship_that_leaves_as_another_docks_leaves_no_gap() -> None:
    leaving = swan(undocked=day(4), landed=day(4, 22))
    coming = swan(("blue-dan", "red-dan"), name="swan-2", launch=day(3, 16), docked=day(4), port="blue-2")
    found = judge(LOSS, haven(), lark(), leaving, coming)

    assert [] == found


def test_a_change_of_home_takes_the_cover_along() -> None:
    flights = lark(), swan()
    stays = moving(*flights, red_cat=HomeSeat(flight="lark-1", since=day(3)))
    found = judge(LOSS, haven(), *flights, stays=stays)

    assert [("broken", day(3), None, "red-segment / lark-1", 0)] == found


def test_between_the_bounds_of_a_change_of_home_cover_is_unknown() -> None:
    flights = lark(), swan()
    moved = HomeSeat(flight="lark-1", since=day(3), latest=day(5))
    found = judge(LOSS, haven(), *flights, stays=moving(*flights, red_cat=moved))

    assert [
        ("unknown", day(3), day(5), "red-segment / lark-1", 0),
        ("broken", day(5), None, "red-segment / lark-1", 0),
    ] == found


def test_between_bounds_a_breach_under_every_reading_is_broken() -> None:
    flights = lark(("red-ann", "blue-cat")), swan(BLUE_SWAN)
    moved = HomeSeat(flight="swan-1", since=day(3), latest=day(5))
    found = judge(LOSS, haven(), *flights, stays=moving(*flights, blue_cat=moved))

    assert [
        ("unknown", day(3), day(5), "blue-segment / swan-1", 0),
        ("broken", day(5), None, "blue-segment / swan-1", 0),
        ("broken", START, None, "red-segment / lark-1", 0),
    ] == sorted(found, key=lambda row: row[3])


def test_somebody_ill_covers_no_segment() -> None:
    setting = haven(events=(ill("red-cat", day(4), day(6)),))
    found = judge(LOSS, setting, lark(), swan())

    assert [("broken", day(4), day(6), "red-segment / lark-1", 0)] == found


@pytest.mark.parametrize("agreements", [(), (EXCHANGE,)])
def test_single_loss_is_judged_before_and_without_any_agreement(agreements: tuple[Agreement, ...]) -> None:
    found = judge(LOSS, haven(agreements=agreements), lark(), swan(BLUE_SWAN))

    assert [("broken", START, None, "red-segment / lark-1", 0)] == found


def test_what_happens_outside_the_horizon_is_not_judged() -> None:
    gone = flight("lark-2", ("red-dan",), launch=day(-9), docked=day(-8), undocked=day(-6), landed=day(-5))
    found = judge(LOSS, haven(), gone, lark(), swan())

    assert [] == found
