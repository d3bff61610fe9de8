"""Launch days and landings in daylight."""

import pytest

from crossflight.record import Numbers, Period, Sky, Track
from rules.judging import START, haven, judge, lark, swan
from scenes import day, sky

LAUNCH = "launches.allowed-day"
LIGHT = "landings.daylight"


def open_pads(*periods: Period) -> Sky:
    """Return the usual sky, the red pad open in these spans alone."""
    return sky().model_copy(update={"launch": (Track(subject="red-pad", periods=periods),)})


# --------------------------------------------------------------------------------------------------------- launches


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        (day(1, 2), day(1, 3), []),
        (day(1, 3), day(1, 4), [("broken", day(1, 2), day(1, 2), "lark-1", None)]),
        (day(0, 2), day(1, 2), [("broken", day(1, 2), day(1, 2), "lark-1", None)]),
    ],
    ids=["open as it launches", "opens later", "closes as it launches"],
)
def test_a_launch_needs_an_open_pad(opens: object, closes: object, expected: list[object]) -> None:
    over = open_pads(Period(start=START, end=day(0, 1)), Period.model_validate({"start": opens, "end": closes}))
    found = judge(LAUNCH, haven(), lark(launch=day(1, 2), docked=day(1, 8)), over=over)

    assert expected == found


def test_a_pad_that_was_not_surveyed_is_unknown() -> None:
    coming = swan(launch=day(1, 2), docked=day(1, 22))
    found = judge(LAUNCH, haven(), coming, over=open_pads(Period(start=START)))

    assert [("unknown", day(1, 2), day(1, 2), "swan-1", None)] == found


def test_launches_before_the_horizon_are_not_judged() -> None:
    found = judge(LAUNCH, haven(), lark(), over=open_pads())

    assert [] == found


# --------------------------------------------------------------------------------------------------------- daylight


@pytest.mark.parametrize(
    ("hour", "margin", "expected"),
    [
        (5, 0, [("broken", day(9, 5), day(9, 5), "lark-1", -60)]),
        (6, 0, []),
        (18, 0, []),
        (18.5, 0, [("broken", day(9, 18.5), day(9, 18.5), "lark-1", -30)]),
        (6.25, 15, []),
        (6.25, 16, [("broken", day(9, 6.25), day(9, 6.25), "lark-1", 15)]),
    ],
    ids=["before sunrise", "at sunrise", "at sunset", "after sunset", "at the margin", "within the margin"],
)
def test_a_lark_lands_between_sunrise_and_sunset(hour: float, margin: float, expected: list[object]) -> None:
    setting = haven(numbers=Numbers(daylight_margin_min=margin))
    found = judge(LIGHT, setting, lark(undocked=day(9, 1), landed=day(9, hour)))

    assert expected == found


def test_a_swan_lands_at_any_hour() -> None:
    found = judge(LIGHT, haven(), swan(undocked=day(9, 1), landed=day(9, 3)))

    assert [] == found


def test_light_that_was_not_surveyed_is_unknown() -> None:
    found = judge(LIGHT, haven(), lark(undocked=day(9, 6), landed=day(9, 10), zone="sea"))

    assert [("unknown", day(9, 10), day(9, 10), "lark-1", None)] == found


def test_landings_after_the_horizon_are_not_judged() -> None:
    found = judge(LIGHT, haven(), lark(undocked=day(11, 23), landed=day(12, 3)))

    assert [] == found
