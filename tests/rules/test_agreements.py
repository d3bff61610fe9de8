"""Agreements: the partner aboard, a balance in the end, and the switch."""

import pytest

from crossflight.record import Agreement, Flight
from rules.judging import END, haven, judge, lark, swan
from scenes import EXCHANGE, LONG_AGO, day

CARRIES = "agreements.exchange"
BALANCE = "agreements.balance"

ENDED = EXCHANGE.model_copy(update={"end": day(10)})


def red(up: tuple[str, ...] = ("red-dan", "blue-dan")) -> Flight:
    """Return the red flight that the agreement covers."""
    return lark(up, name="lark-2", launch=day(1, 2), docked=day(1, 8), undocked=day(8))


def blue(up: tuple[str, ...] = ("blue-eve", "red-eve")) -> Flight:
    """Return the blue flight that the agreement covers."""
    return swan(up, name="swan-2", launch=day(2, 2), docked=day(2, 22), undocked=day(9))


def test_a_covered_flight_without_the_partner_breaks_the_agreement() -> None:
    found = judge(CARRIES, haven(agreements=(ENDED,)), red(("red-dan",)), blue())

    assert [("broken", LONG_AGO, day(10), "exchange / lark-2", 0)] == found


def test_covered_flights_with_the_partner_keep_it() -> None:
    found = judge(CARRIES, haven(agreements=(ENDED,)), red(), blue())

    assert [] == found


def test_other_flights_are_not_covered() -> None:
    found = judge(CARRIES, haven(agreements=(ENDED,)), lark(("red-ann",)), red(), blue())

    assert [] == found


@pytest.mark.parametrize(("launch", "expected"), [(day(11, 23), 1), (END, 0)])
def test_flights_are_covered_that_launch_before_the_end_of_the_horizon(launch: object, expected: int) -> None:
    late = red(("red-dan",)).model_copy(update={"launch": launch, "docked": day(13), "undocked": None, "landed": None})
    found = judge(CARRIES, haven(agreements=(ENDED,)), late, blue())

    assert expected == len(found)


def test_a_flight_that_carries_nobody_up_is_not_judged() -> None:
    found = judge(CARRIES, haven(agreements=(ENDED,)), red(()), blue())

    assert [] == found


def test_two_seats_can_be_agreed() -> None:
    two = ENDED.model_copy(update={"partner_seats": 2})
    found = judge(CARRIES, haven(agreements=(two,)), red(), blue(("blue-eve", "red-eve", "red-fay")))

    assert [("broken", LONG_AGO, day(10), "exchange / lark-2", 1)] == found


@pytest.mark.parametrize("rule", [CARRIES, BALANCE])
def test_an_agreement_that_is_switched_off_asks_for_nothing(rule: str) -> None:
    off = ENDED.model_copy(update={"is_in_force": False})
    found = judge(rule, haven(agreements=(off,)), red(("red-dan",)), blue())

    assert [] == found


def test_seats_given_must_equal_seats_received() -> None:
    found = judge(BALANCE, haven(agreements=(ENDED,)), red(), blue(("blue-eve", "red-eve", "red-fay")))

    assert [("broken", LONG_AGO, day(10), "exchange", 1)] == found


def test_a_seat_for_a_seat_is_a_balance() -> None:
    found = judge(BALANCE, haven(agreements=(ENDED,)), red(), blue())

    assert [] == found


@pytest.mark.parametrize(
    "agreement",
    [
        EXCHANGE,
        EXCHANGE.model_copy(update={"end": None}),
        ENDED.model_copy(update={"is_balanced": False}),
    ],
    ids=["ends after the horizon", "still open", "not to be balanced"],
)
def test_a_balance_is_judged_only_when_the_agreement_ends(agreement: Agreement) -> None:
    found = judge(BALANCE, haven(agreements=(agreement,)), red(), blue(("blue-eve", "red-eve", "red-fay")))

    assert [] == found


def test_an_agreement_that_ends_with_the_horizon_is_judged() -> None:
    ending = EXCHANGE.model_copy(update={"end": END})
    found = judge(BALANCE, haven(agreements=(ending,)), red(), blue(("blue-eve", "red-eve", "red-fay")))

    assert [("broken", LONG_AGO, END, "exchange", 1)] == found


def test_a_balance_over_flights_outside_the_record_is_unknown() -> None:
    found = judge(BALANCE, haven(agreements=(ENDED,)), red())

    assert [("unknown", LONG_AGO, day(10), "exchange", 1)] == found
