"""Spans against brute force over small numbers of hours."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crossflight import instants
from crossflight.dynamics.spans import common, without
from crossflight.instants import Span

MIDNIGHT = instants.parse("2022-09-21")

hours = st.integers(0, 24).map(lambda hour: MIDNIGHT + timedelta(hours=hour))
pairs = st.lists(st.tuples(hours, hours), max_size=6)


def holds(spans: tuple[Span, ...] | list[Span], moment: datetime) -> bool:
    return any(start <= moment < end for start, end in spans)


@given(pairs, pairs)
def test_common_spans_hold_what_both_hold(left: list[Span], right: list[Span]) -> None:
    shared = common(instants.merge(left), instants.merge(right))

    assert instants.merge(shared) == shared
    for half_hour in range(48):
        moment = MIDNIGHT + timedelta(minutes=30 * half_hour)
        assert (holds(left, moment) and holds(right, moment)) == holds(shared, moment)


@given(pairs, hours, hours)
def test_a_span_without_holes_holds_what_the_holes_do_not(holes: list[Span], start: datetime, end: datetime) -> None:
    rest = without((start, end), holes)

    assert instants.merge(rest) == rest
    for half_hour in range(48):
        moment = MIDNIGHT + timedelta(minutes=30 * half_hour)
        assert (start <= moment < end and not holds(holes, moment)) == holds(rest, moment)
