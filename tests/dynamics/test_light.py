"""Daylight: against almanacs and an independent ephemeris, and as it must be anywhere."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crossflight import instants
from crossflight.dynamics import daylight, sun_elevation_deg
from crossflight.dynamics.light.daylight import SUNRISE_ELEVATION_DEG
from crossflight.dynamics.time import utc_array
from dynamics.places import ZHEZKAZGAN, Spot

TROMSO = Spot(69.65, 18.96)

# Skyfield 1.55 with DE421, almanac.sunrise_sunset, computed once; to the second. Where the Sun grazes the
# horizon an arc second of elevation is 1 s and more, hence 3 s.
SKYFIELD = [
    (ZHEZKAZGAN, "2011-10-26", "2011-10-27", ["01:55:13", "12:15:21"]),
    (Spot(29.5, -84), "2022-10-14", "2022-10-15", ["11:36:55", "23:06:34"]),
    (TROMSO, "2024-01-10", "2024-01-17", ["10:46:33", "11:00:54", "10:20:54", "11:27:17"]),
    (TROMSO, "2024-05-15", "2024-05-17", ["21:54:50", "23:25:20", "22:12:15", "23:08:01"]),
]


def clock_s(text: str) -> float:
    return timedelta(hours=int(text[:2]), minutes=int(text[3:5]), seconds=int(text[6:8])).total_seconds()


@pytest.mark.parametrize(("place", "start", "end", "clocks"), SKYFIELD)
def test_sunrise_and_sunset_agree_with_skyfield(place: Spot, start: str, end: str, clocks: list[str]) -> None:
    first, last = instants.parse(start), instants.parse(end)
    ends = [end for period in daylight(place, first, last) for end in (period.start, period.end)]
    clock = [(end - instants.midnight(end)).total_seconds() for end in ends if end and first < end < last]

    assert [clock_s(text) for text in clocks] == pytest.approx(clock, abs=3)


def test_the_light_blackout_of_autumn_2011_has_the_ends_that_were_told() -> None:
    # At 47.4 N 69.6 E the Sun rose on 2011-09-18 at 01:03 and set on 2011-10-26 at 12:16. Both are given to
    # the minute, and the elevation they were computed for is not: 10 arc minutes are a minute of time.
    [_, morning] = daylight(ZHEZKAZGAN, instants.parse("2011-09-17T01:30Z"), instants.parse("2011-09-18T12:00Z"))
    [evening] = daylight(ZHEZKAZGAN, instants.parse("2011-10-26"), instants.parse("2011-10-27"))
    assert evening.end is not None

    assert 0 == pytest.approx((morning.start - instants.parse("2011-09-18T01:03Z")).total_seconds(), abs=75)
    assert 0 == pytest.approx((evening.end - instants.parse("2011-10-26T12:16Z")).total_seconds(), abs=75)


def test_the_first_short_day_after_polar_night_is_found() -> None:
    # 15 January 2024 at Tromso: 14 minutes of daylight between samples that are 2 hours apart.
    [period] = daylight(TROMSO, instants.parse("2024-01-01"), instants.parse("2024-01-16"))
    assert period.end is not None

    assert 14.4 == pytest.approx((period.end - period.start).total_seconds() / 60, abs=0.2)


def test_polar_day_is_one_period_and_polar_night_none() -> None:
    start, end = instants.parse("2024-06-01"), instants.parse("2024-07-01")
    [summer] = daylight(TROMSO, start, end)

    assert (start, end) == (summer.start, summer.end)
    assert () == daylight(TROMSO, instants.parse("2024-12-01"), instants.parse("2025-01-01"))


def test_the_pole_has_one_day_a_year() -> None:
    # Equinoxes 2024-03-20T03:06Z and 2024-09-22T12:44Z (https://aa.usno.navy.mil/data/Earth_Seasons); at 0.39
    # degrees a day the Sun's centre is 50 arc minutes below the horizon some 51 hours before and after.
    [day] = daylight(Spot(90, 0), instants.parse("2024-01-01"), instants.parse("2025-01-01"))
    assert day.end is not None

    assert 0 == pytest.approx((day.start - instants.parse("2024-03-18T00:30Z")).total_seconds() / 3600, abs=1)
    assert 0 == pytest.approx((day.end - instants.parse("2024-09-24T15:15Z")).total_seconds() / 3600, abs=1)


def test_seven_years_have_as_many_days_as_the_calendar() -> None:
    days = daylight(ZHEZKAZGAN, instants.parse("2020-01-01T20:00Z"), instants.parse("2026-12-31T20:00Z"))

    assert (instants.parse("2026-12-31") - instants.parse("2020-01-01")).days == len(days)


def test_a_span_that_is_empty_or_runs_backwards_has_no_light() -> None:
    noon = instants.parse("2022-09-21T06:00Z")

    assert () == daylight(ZHEZKAZGAN, noon, noon)
    assert () == daylight(ZHEZKAZGAN, noon, noon - timedelta(hours=1))


latitudes = st.one_of(st.floats(-90, 90), st.sampled_from([-90.0, -89.95, -67.4, 0.0, 65.75, 66.6, 67.4, 89.95, 90.0]))
places = st.builds(Spot, latitudes, st.floats(-180, 180))
starts = st.datetimes(datetime(1975, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
lengths = st.timedeltas(timedelta(minutes=1), timedelta(days=90))


@given(places, starts, lengths)
@settings(max_examples=60)
def test_periods_begin_and_end_at_the_limit_or_with_the_span(place: Spot, start: datetime, length: timedelta) -> None:
    end = start + length
    periods = daylight(place, start, end)
    ends = [end for period in periods for end in (period.start, period.end) if end is not None]
    inner = [moment for moment in ends if start < moment < end]
    elevation_deg = sun_elevation_deg(place, utc_array(inner))

    assert 2 * len(periods) == len(ends)
    assert sorted(set(ends)) == ends
    assert all(start <= moment <= end for moment in ends)
    assert np.full(len(inner), SUNRISE_ELEVATION_DEG) == pytest.approx(elevation_deg, abs=0.01)


@given(places, starts, lengths)
@example(Spot(90, 0), datetime(2024, 3, 1, tzinfo=UTC), timedelta(days=60))
@example(Spot(89.95, 100), datetime(2024, 9, 10, tzinfo=UTC), timedelta(days=30))
@example(Spot(67.4, 20), datetime(2024, 11, 20, tzinfo=UTC), timedelta(days=60))
@example(Spot(65.75, 20), datetime(2024, 6, 1, tzinfo=UTC), timedelta(days=60))
@settings(max_examples=60)
def test_daylight_is_where_a_dense_grid_finds_it(place: Spot, start: datetime, length: timedelta) -> None:
    step = max(length / 20_000, timedelta(seconds=20))
    grid = np.arange(utc_array([start])[0], utc_array([start + length])[0], np.timedelta64(step, "us"))
    height_deg = sun_elevation_deg(place, grid) - SUNRISE_ELEVATION_DEG
    is_light = np.zeros(len(grid), dtype=bool)
    for period in daylight(place, start, start + length):
        assert period.end is not None
        rise, setting = utc_array([period.start, period.end])
        is_light |= (rise <= grid) & (grid < setting)
    clear = np.abs(height_deg) > 0.01

    assert np.array_equal(height_deg[clear] > 0, is_light[clear])
