"""Time scales, against the standards and erfa's own conversions."""

from datetime import UTC, datetime

import erfa
import numpy as np
import pytest

from crossflight.dynamics.time import (
    datetimes,
    julian_tt,
    julian_ut1,
    polar_motion_rad,
    ut1_minus_utc_s,
    utc_array,
)


def test_ut1_agrees_with_the_value_that_vallado_used() -> None:
    # Vallado, "Fundamentals of Astrodynamics and Applications", 4th edition, example 3-15: UT1 - UTC was
    # -0.4399619 s on 2004-04-06. Bulletin A has since been revised by less than 0.1 ms.
    utc = np.array(["2004-04-06"], dtype="datetime64[us]")

    assert [-0.4399619] == pytest.approx(ut1_minus_utc_s(utc), abs=1e-4)


@pytest.mark.parametrize("year", [1972, 1985, 1999, 2016, 2017, 2025])
def test_terrestrial_time_agrees_with_erfa(year: int) -> None:
    evenings = [f"{year}-01-01T20:00", f"{year}-06-30T20:00", f"{year}-12-31T20:00"]
    utc = np.array(evenings, dtype="datetime64[us]")
    months, dates = [1, 6, 12], [1, 30, 31]
    tt = erfa.taitt(*erfa.utctai(*erfa.dtf2d("UTC", year, months, dates, 20, 0, 0.0)))
    days_apart = np.add(*julian_tt(utc)) - np.add(*tt)
    # The sum of a Julian date resolves 40 microseconds; the parts resolve more, but erfa splits elsewhere.

    assert [0, 0, 0] == pytest.approx(days_apart * 86_400, abs=1e-4)


def test_ut1_runs_on_through_a_leap_second() -> None:
    # 2016-12-31 ended with a leap second: UT1 - UTC rose by one second, UT1 itself by nothing.
    utc = np.array(["2016-12-31T23:59:59", "2017-01-01T00:00:00"], dtype="datetime64[us]")
    day, fraction = julian_ut1(utc)
    elapsed_s = (np.diff(day) + np.diff(fraction)) * 86_400

    assert [2.0] == pytest.approx(elapsed_s, abs=1e-4)


@pytest.mark.parametrize("year", ["1950", "2060"])
def test_ut1_keeps_its_last_value_beyond_the_table(year: str) -> None:
    utc = np.array([f"{year}-03-01", f"{year}-09-01"], dtype="datetime64[us]")
    early, late = ut1_minus_utc_s(utc)

    assert early == late


def test_the_pole_agrees_with_the_one_that_vallado_used() -> None:
    # The same example: x -0.140682, y 0.333309 arc seconds. The bulletins differ by less than 0.0003.
    utc = np.array(["2004-04-06"], dtype="datetime64[us]")
    arc_seconds = np.degrees(polar_motion_rad(utc)) * 3600

    assert [-0.140682, 0.333309] == pytest.approx(arc_seconds[:, 0].tolist(), abs=3e-4)


def test_beyond_its_table_the_pole_fades_to_zero_without_a_jump() -> None:
    days = np.arange("1972-11-01", "1973-03-01", dtype="datetime64[D]").astype("datetime64[us]")
    x_rad, y_rad = polar_motion_rad(days)
    far = np.array(["1950-01-01", "2060-01-01"], dtype="datetime64[us]")

    assert [0, 0, 0, 0] == np.concatenate(polar_motion_rad(far)).tolist()
    assert 0 == x_rad[0] == y_rad[0]
    # 0.14 arc seconds in 30 days at most; measured, the pole moves by some 0.003 a day.
    assert 0.006 > np.degrees(np.abs(np.diff([x_rad, y_rad]))).max() * 3600 > 0


def test_instants_survive_the_way_into_an_array_and_back() -> None:
    moments = (
        datetime(1969, 7, 20, 20, 17, 40, 500_000, tzinfo=UTC),
        datetime(2022, 9, 21, 13, 54, 49, tzinfo=UTC),
    )

    assert moments == datetimes(utc_array(moments))
