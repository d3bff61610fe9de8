"""Launch days and landings in daylight."""

from datetime import datetime, timedelta

import pytest

from crossflight.record import LandingChances, Numbers, Period, Sky, Touchdown, Track
from rules.judging import START, haven, judge, lark, swan
from scenes import ORBIT, chances, day, sky

LAUNCH = "launches.allowed-day"
CHANCE = "launches.opportunity"
DOWN = "landings.opportunity"
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


# ---------------------------------------------------------------------------------------------------- opportunities


def offered(*liftoffs: datetime, known_to_s: float = 60) -> Sky:
    """Return the usual sky, with these liftoffs of larks, docking six hours later."""
    found = chances("lark", "red-pad", 6, *liftoffs, known_to_s=known_to_s)
    return sky().model_copy(update={"launch_chances": (found,)})


@pytest.mark.parametrize(
    ("late_s", "docks", "expected"),
    [
        (60, day(1, 8), []),
        (66, day(1, 8), [("broken", day(1, 2), day(1, 2), "lark-1", 1.1)]),
        (0, day(1, 8.5), []),
        (0, day(1, 8.6), [("broken", day(1, 2), day(1, 2), "lark-1", None)]),
        (0, day(3, 8), [("broken", day(1, 2), day(1, 2), "lark-1", None)]),
    ],
    ids=["as near as known", "beyond it", "docks late", "docks too late", "docks two days later"],
)
def test_a_launch_follows_plane_and_phase(late_s: float, docks: datetime, expected: list[object]) -> None:
    over = offered(day(0, 3), day(1, 2) - timedelta(seconds=late_s), day(2, 1))
    found = judge(CHANCE, haven(orbit=ORBIT), lark(launch=day(1, 2), docked=docks), over=over)

    assert expected == found


def test_a_launch_days_from_any_opportunity_is_told_how_far() -> None:
    found = judge(CHANCE, haven(orbit=ORBIT), lark(launch=day(1, 2), docked=day(1, 8)), over=offered(day(4, 2)))

    assert [("broken", day(1, 2), day(1, 2), "lark-1", 3 * 24 * 60)] == found


def test_a_launch_known_to_a_day_needs_an_opportunity_on_that_day() -> None:
    coming = lark(launch=day(1, 0), docked=day(1, 0), precision={"launch": "day", "docked": "day"})

    assert [] == judge(CHANCE, haven(orbit=ORBIT), coming, over=offered(day(1, 20)))
    assert [] != judge(CHANCE, haven(orbit=ORBIT), coming, over=offered(day(2, 1)))


def test_a_way_up_that_nobody_knows_is_unknown() -> None:
    found = judge(CHANCE, haven(orbit=ORBIT), swan(launch=day(1, 2), docked=day(1, 22)), over=offered(day(1, 2)))

    assert [("unknown", day(1, 2), day(1, 2), "swan-1", None)] == found


def test_without_an_orbit_no_launch_is_held_against_plane_and_phase() -> None:
    assert [] == judge(CHANCE, haven(), lark(launch=day(1, 2), docked=day(1, 8)), over=offered(day(4, 2)))


# --------------------------------------------------------------------------------------------------------- landings


@pytest.mark.parametrize(
    ("lands", "expected"),
    [
        (day(9, 10), []),
        (day(9, 9.9), [("broken", day(9, 9.9), day(9, 9.9), "lark-1", 6)]),
        (day(9, 10.5), []),
        (day(9, 10.75), [("broken", day(9, 10.75), day(9, 10.75), "lark-1", 15)]),
        (day(20, 3), []),
    ],
    ids=["in the span", "before it", "at its end", "after it", "beyond what is known"],
)
def test_a_landing_needs_the_orbit_to_lead_to_the_zone(lands: datetime, expected: list[object]) -> None:
    touchdown = Touchdown(
        undock=day(9, 7), landing=day(9, 10.25), earliest=day(9, 10), latest=day(9, 10.5), phase_open=True
    )
    chances = LandingChances(zone="steppe", vehicle_type="lark", touchdowns=(touchdown,), until=day(15))
    over = sky().model_copy(update={"landing_chances": (chances,)})
    found = judge(DOWN, haven(orbit=ORBIT), lark(undocked=day(9, 1), landed=lands), over=over)

    assert expected == found


def test_a_landing_without_any_chance_is_broken() -> None:
    chances = LandingChances(zone="steppe", vehicle_type="lark", touchdowns=())
    over = sky().model_copy(update={"landing_chances": (chances,)})
    found = judge(DOWN, haven(orbit=ORBIT), lark(undocked=day(9, 1), landed=day(9, 10)), over=over)

    assert [("broken", day(9, 10), day(9, 10), "lark-1", None)] == found


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
