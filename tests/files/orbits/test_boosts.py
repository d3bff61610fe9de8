"""Boosts in the comments of an ephemeris: NASA's table and Crossflight's, and whatever else stands in comments."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossflight import instants
from crossflight.files.orbits.boosts import boost_comments, boosts_of
from crossflight.record import Boost

FIRST, LAST = instants.parse("2021-12-24"), instants.parse("2022-01-08")

# NASA, 22 September 2021 (https://spotthestation.nasa.gov/trajectory_data.cfm); the column of orbits is empty there.
NASA = """
|       EVENT        |       TIG        | ORB |   DV    |   HA    |   HP    |
|                    |       GMT        |     |   M/S   |   KM    |   KM    |
=============================================================================
 GMT267 Deboost Preli  267:14:38:00.000             0.7     428.9     413.2
                                                   (2.3)   (231.6)   (223.1)
 64S Relocate MLM      271:12:21:30.000             0.0     427.5     412.1
 GMT285 Reboost Preli  285:07:28:00.000             0.5     428.0     410.8
""".splitlines()


def test_the_table_of_nasa_is_read_with_the_direction_that_the_name_tells() -> None:
    found = boosts_of(NASA, instants.parse("2021-09-22"), instants.parse("2021-10-07"))

    assert [
        ("2021-09-24T14:38:00Z", -0.7, "GMT267 Deboost Preli"),
        ("2021-10-12T07:28:00Z", 0.5, "GMT285 Reboost Preli"),
    ] == [(instants.write(boost.instant), boost.delta_v_m_s, boost.name) for boost in found]


@pytest.mark.parametrize(("day", "year"), [("358", 2021), ("001", 2022), ("365", 2021)])
def test_the_day_of_the_year_is_that_nearest_to_the_ephemeris(day: str, year: int) -> None:
    [boost] = boosts_of([f" Reboost  {day}:01:18:00.000  +1.1"], FIRST, LAST)

    assert year == boost.instant.year


@pytest.mark.parametrize(
    "comment",
    [
        "",
        "MASS=461622.00",
        " x 400:00:00:00.000 1.0",
        " x 100:24:00:00.000 1.0",
        " x 100:00:00:00.000 900.0",
        "9" * 500,
    ],
)
def test_what_is_no_boost_is_passed_over(comment: str) -> None:
    assert () == boosts_of([comment], FIRST, LAST)


@given(
    st.lists(
        st.builds(
            Boost,
            instant=st.datetimes(datetime(2021, 12, 24), datetime(2022, 1, 8), timezones=st.just(UTC)).map(  # noqa: DTZ001
                lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
            ),
            delta_v_m_s=st.integers(-1_000_000, 1_000_000).filter(bool).map(lambda parts: parts / 10_000),
            name=st.sampled_from(["GMT 358 Deboost", "Progress MS-18", "x"]),
        ),
        max_size=4,
        unique_by=lambda boost: boost.instant,
    )
)
def test_what_is_listed_is_read_back(boosts: list[Boost]) -> None:
    expected = tuple(sorted(boosts, key=lambda boost: boost.instant))

    assert expected == boosts_of(boost_comments(expected), FIRST, LAST)


@given(st.lists(st.text()))
def test_no_comment_is_a_crash(comments: list[str]) -> None:
    assert all(FIRST.year - 1 <= boost.instant.year <= LAST.year + 1 for boost in boosts_of(comments, FIRST, LAST))
