"""Instants: what is read, what is refused, and that writing and reading agree."""

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossflight import instants

INSTANTS = st.datetimes(timezones=st.just(UTC))
MOSCOW = timezone(timedelta(hours=3))


@pytest.mark.parametrize(
    "value",
    [
        "2022-09-21T13:54:49Z",
        "2022-09-21T16:54:49+03:00",
        "2022-09-21 13:54:49Z",
        "20220921T135449Z",
        datetime(2022, 9, 21, 13, 54, 49, tzinfo=UTC),
        datetime(2022, 9, 21, 16, 54, 49, tzinfo=MOSCOW),
    ],
)
def test_one_instant_is_read_from_every_way_of_writing_it(value: object) -> None:
    assert datetime(2022, 9, 21, 13, 54, 49, tzinfo=UTC) == instants.parse(value)


@pytest.mark.parametrize("value", ["2022-09-21", date(2022, 9, 21)])
def test_a_day_means_its_midnight(value: object) -> None:
    assert datetime(2022, 9, 21, tzinfo=UTC) == instants.parse(value)


@pytest.mark.parametrize(
    "value",
    [
        "tomorrow",
        "",
        "2022-02-30",
        "2022-13-01",
        "2022-09-21T25:00:00Z",
        "2022-09-21T13:54:49",
        datetime(2022, 9, 21, 13, 54, 49),  # noqa: DTZ001 - without a zone on purpose
        "٢٠٢٢-09-21",
        "2022-09-21T13:54:49\ud800Z",
        "9" * 100_000,
        5,
        5.5,
        True,
        None,
        [],
        {},
        datetime(1, 1, 1, tzinfo=MOSCOW),
        datetime(9999, 12, 31, 23, tzinfo=timezone(-timedelta(hours=3))),
    ],
)
def test_what_is_no_instant_is_refused_with_a_way_to_write_one(value: object) -> None:
    with pytest.raises(ValueError, match="write it as 2022-09-21T13:54:49Z") as refusal:
        instants.parse(value)

    assert len(str(refusal.value)) < 200


@given(INSTANTS)
def test_what_is_written_is_read_back_to_the_millisecond(instant: datetime) -> None:
    assert instant.replace(microsecond=instant.microsecond // 1000 * 1000) == instants.parse(instants.write(instant))


def test_milliseconds_are_written_only_where_there_are_any() -> None:
    instant = datetime(2021, 10, 5, 8, 55, 2, tzinfo=UTC)

    assert "2021-10-05T08:55:02Z" == instants.write(instant)
    assert "2021-10-05T08:55:02.400Z" == instants.write(instant.replace(microsecond=400_000))
    assert "2021-10-05T08:55:02Z" == instants.write(instant.astimezone(MOSCOW))


def test_midnight_and_days_between() -> None:
    instant = datetime(2022, 9, 21, 18, tzinfo=UTC)

    assert datetime(2022, 9, 21, tzinfo=UTC) == instants.midnight(instant)
    assert 0.75 == instants.days_between(instants.midnight(instant), instant)
    assert -0.75 == instants.days_between(instant, instants.midnight(instant))


SPANS = st.lists(st.tuples(INSTANTS, INSTANTS), max_size=8)


@given(SPANS, INSTANTS)
def test_merged_spans_cover_what_the_spans_cover(spans: list[instants.Span], instant: datetime) -> None:
    merged = instants.merge(spans)

    assert any(start <= instant < end for start, end in spans) == any(start <= instant < end for start, end in merged)


@given(SPANS)
def test_merged_spans_are_in_order_apart_and_not_empty(spans: list[instants.Span]) -> None:
    merged = instants.merge(spans)

    assert all(start < end for start, end in merged)
    assert all(first[1] < second[0] for first, second in pairwise(merged))
    assert merged == instants.merge(reversed(spans))


def test_spans_that_touch_become_one() -> None:
    noon, evening, night = (datetime(2022, 9, 21, hour, tzinfo=UTC) for hour in (12, 18, 22))

    assert ((noon, night),) == instants.merge([(evening, night), (noon, evening), (noon, noon)])
