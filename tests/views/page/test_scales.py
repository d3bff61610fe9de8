from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossflight.views.page.lettering import text_width_px
from crossflight.views.page.scales import Scale, screen_scale, strips

START = datetime(2022, 9, 29, tzinfo=UTC)

starts = st.datetimes(min_value=datetime(1960, 1, 1), max_value=datetime(2080, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
lengths = st.floats(min_value=0.1, max_value=15_000).map(lambda days: timedelta(days=days))
widths = st.floats(min_value=1500, max_value=2300)


def days(number: float) -> Scale:
    return screen_scale(START, START + timedelta(days=number))


@pytest.mark.parametrize(
    ("length", "heading", "labels"),
    [
        (5, "Sep 2022", "29 30 1 2 3"),
        (40, "Sep 2022", "29 30 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 1"),
        (120, "Sep 2022", "1 6 11 16 21 26 1 6 11 16 21 26 1 6 11 16 21 26 1 6 11 16 21 26"),
        (459, "2022", "Oct Nov Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
    ],
)
def test_the_axis_names_what_it_has_room_for(length: float, heading: str, labels: str) -> None:
    scale = days(length)

    assert heading == scale.headings()[0].label
    assert labels.split() == [tick.label for tick in scale.ticks()][: len(labels.split())]


def test_a_very_long_axis_names_years() -> None:
    labels = [tick.label for tick in days(400_000).ticks()]

    assert "2024" == labels[0]
    assert {2} == {int(later) - int(earlier) for earlier, later in pairwise(labels)}


@given(starts, lengths)
def test_no_two_names_of_the_axis_meet(start: datetime, length: timedelta) -> None:
    ticks = screen_scale(start, start + length).ticks()

    assert all(tick.x + text_width_px(tick.label, 10.5) < following.x for tick, following in pairwise(ticks))


@given(starts, lengths, widths)
def test_strips_cover_the_whole_without_a_gap(start: datetime, length: timedelta, width: float) -> None:
    whole = screen_scale(start, start + length)
    pieces = strips(whole, width)

    assert (whole.start, whole.end) == (pieces[0].start, pieces[-1].end)
    assert all(earlier.end > later.start > earlier.start for earlier, later in pairwise(pieces))
    assert {width} == {piece.width for piece in pieces}


@pytest.mark.parametrize(("length", "count"), [(40, 1), (459, 1), (1190, 3), (2382, 5)])
def test_a_long_horizon_falls_into_strips(length: float, count: int) -> None:
    assert count == len(strips(days(length), 1286.0))


def test_an_instant_outside_lies_at_the_edge() -> None:
    scale = days(10)

    assert 0 == scale.x(START - timedelta(days=3))
    assert scale.width == scale.x(START + timedelta(days=30))
    assert scale.width / 2 == scale.x(START + timedelta(days=5))


def test_spans_are_half_open_and_instants_count_where_they_lie() -> None:
    scale = days(10)
    before, end = START - timedelta(days=1), START + timedelta(days=10)

    assert not scale.meets(before, START)
    assert scale.meets(START, START)
    assert scale.meets(before, None)
    assert not scale.meets(end, end)
    assert not scale.meets(end, None)
