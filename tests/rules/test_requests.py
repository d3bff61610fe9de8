"""What was asked for: days, announced people, and seats for each agency. Missed, it is unmet and never broken."""

from typing import Any

import pytest

from crossflight.record import DateWish, Flight
from rules.judging import END, haven, judge, lark, swan
from scenes import day, departure, request

WINDOW = "flights.window"
ANNOUNCED = "crew.as-announced"
COMPOSITION = "crew.composition"


def flown(up: tuple[str, ...] = ("red-ann", "red-bob", "blue-cat"), **changes: Any) -> Flight:
    """Return the flight that was asked for, launched on day 1 and gone on day 9."""
    return lark(
        up, **({"launch": day(1, 2), "docked": day(1, 8), "undocked": day(9, 6), "landed": day(9, 10)} | changes)
    )


# ----------------------------------------------------------------------------------------------------------- window


@pytest.mark.parametrize(
    ("launch", "undock", "expected"),
    [
        (DateWish(earliest=day(1), latest=day(1)), DateWish(earliest=day(9, 0), latest=day(9, 0)), []),
        (DateWish(earliest=day(2, 0)), DateWish(), [("unmet", day(1, 2), day(1, 2), "lark-1", None)]),
        (DateWish(latest=day(0)), DateWish(), [("unmet", day(1, 2), day(1, 2), "lark-1", None)]),
        (DateWish(), DateWish(earliest=day(10)), [("unmet", day(9, 6), day(9, 6), "lark-1", None)]),
        (DateWish(), DateWish(latest=day(8, 23)), [("unmet", day(9, 6), day(9, 6), "lark-1", None)]),
        (DateWish(wanted=day(5)), DateWish(wanted=day(5)), []),
    ],
    ids=["both ends are allowed days", "launches early", "launches late", "leaves early", "leaves late", "only wanted"],
)
def test_a_flight_keeps_the_days_of_its_request(launch: DateWish, undock: DateWish, expected: list[object]) -> None:
    setting = haven(requests=(request("lark-1", launch=launch, undock=undock),))
    found = judge(WINDOW, setting, flown())

    assert expected == found


@pytest.mark.parametrize(
    ("launch", "undocked", "expected"),
    [(day(1, 0), day(9, 23), 0), (day(0, 23), day(9, 23), 1), (day(1, 0), day(10, 0), 1)],
    ids=["from the first midnight on", "before it", "at the midnight after the last day"],
)
def test_allowed_days_reach_from_midnight_to_midnight(launch: object, undocked: object, expected: int) -> None:
    wishes = {"launch": DateWish(earliest=day(1)), "undock": DateWish(latest=day(9))}
    found = judge(
        WINDOW, haven(requests=(request("lark-1", **wishes),)), flown(launch=launch, undocked=undocked, landed=None)
    )

    assert expected == len(found)


@pytest.mark.parametrize(("latest", "expected"), [(day(9), 0), (day(8), 1)])
def test_a_departure_keeps_its_days(latest: object, expected: int) -> None:
    wish = DateWish.model_validate({"latest": latest})
    setting = haven(departures=(departure("lark-1", undock=wish),))
    found = judge(WINDOW, setting, lark(undocked=day(9, 6), landed=day(9, 10)))

    assert expected == len(found)


def test_what_leaves_at_the_end_of_the_horizon_is_not_judged() -> None:
    setting = haven(requests=(request("lark-1", undock=DateWish(latest=day(10))),))
    found = judge(WINDOW, setting, flown(undocked=END, landed=None))

    assert [] == found


# -------------------------------------------------------------------------------------------------------- announced


def test_people_announced_fly() -> None:
    setting = haven(requests=(request("lark-1", crew_size=3, announced=("red-ann", "red-dan")),))
    found = judge(ANNOUNCED, setting, flown())

    assert [("unmet", day(1, 2), day(1, 2), "lark-1 / red-dan", None)] == found


def test_others_may_fly_with_those_announced() -> None:
    setting = haven(requests=(request("lark-1", crew_size=3, announced=("red-ann", "red-bob")),))
    found = judge(ANNOUNCED, setting, flown())

    assert [] == found


# ------------------------------------------------------------------------------------------------------ composition


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"crew_size": 3, "at_most": {"red": 2, "blue": 1}}, 0),
        ({"crew_size": 2, "at_most": {"red": 2, "blue": 1}}, 1),
        ({"crew_size": 3, "at_most": {"red": 1, "blue": 1}}, 1),
        ({"crew_size": 3, "at_most": {"red": 2}}, 1),
        ({"crew_size": 3, "at_most": {"red": 2, "blue": 1}, "at_least": {"blue": 2}}, 1),
        ({"crew_size": 3, "at_most": {"red": 2, "blue": 1}, "at_least": {"blue": 1, "red": 2}}, 0),
        ({"crew_size": 3, "announced": ("red-ann", "red-bob"), "at_most": {"blue": 1}}, 0),
        ({"crew_size": 3, "announced": ("red-ann",), "at_most": {"red": 1, "blue": 1}}, 1),
        ({"crew_size": 3, "announced": ("red-ann",), "at_most": {"red": 2, "blue": 1}}, 0),
    ],
    ids=[
        "as asked",
        "one too many",
        "too many of an agency",
        "an agency that has no open seat",
        "too few of an agency",
        "enough of both",
        "announced people need no open seat",
        "announced people take a seat of their agency",
        "announced people leave the rest open",
    ],
)
def test_a_crew_has_the_size_and_the_agencies_asked_for(asked: dict[str, object], expected: int) -> None:
    setting = haven(requests=(request("lark-1", **asked),))
    found = judge(COMPOSITION, setting, flown(), swan())

    assert [("unmet", day(1, 2), day(1, 2), "lark-1", None)] * expected == found
