"""Strips of what any single loss does: seats, places for emergencies, segments, the worst of each day."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from crossflight.record import AnyLoss, Losses
from crossflight.views.page.lanes import Board, group, label
from crossflight.views.page.markup import Markup, element
from crossflight.views.page.naming import Names
from crossflight.views.page.scales import Scale
from crossflight.views.wording import clock, length, many

__all__ = ["draw_losses"]

LANE_PX = 20.0
STRIP_PX = 14.0
TEXT_PX = 10.0
SHOWN_NAMES = 4


@dataclass(frozen=True)
class _Level:
    """What one strip shows of a span: a figure, how grave it is, and its sentence."""

    figure: str
    state: str
    told: str


def draw_losses(board: Board, names: Names, losses: Losses) -> None:
    """Draw three strips: people without a nominal seat, without a place at all, and segments without an operator."""
    board.heading("After any single loss", "at the worst")
    strips: tuple[tuple[str, Callable[[AnyLoss], _Level]], ...] = (
        ("without a seat", _seats),
        ("without a place", _places),
        ("without an operator", lambda span: _segments(span, names)),
    )
    for title, level in strips:
        top = board.lane(("losses", title), LANE_PX, title)
        y = top + (LANE_PX - STRIP_PX) / 2
        board.unjudged(y, STRIP_PX)
        there = [span for span in losses.station if board.scale.meets(span.start, span.end)]
        for found, spans in _joined(there, level):
            board.draw(_strip(found, spans, names, board.scale, y))


def _joined(spans: Sequence[AnyLoss], level: Callable[[AnyLoss], _Level]) -> Iterator[tuple[_Level, Sequence[AnyLoss]]]:
    """Yield each level with the spans over which it stays the same."""
    for found, run in groupby(spans, level):
        yield found, list(run)


def _strip(found: _Level, spans: Sequence[AnyLoss], names: Names, scale: Scale, y: float) -> Markup:
    start, end = spans[0].start, spans[-1].end
    x, until = scale.x(start), scale.x(end)
    told = f"{found.told}{_whose(spans, names)}\n{_when(start, end)}"
    figure = label(found.figure, x + 3, y + 10.6, TEXT_PX, until - x - 4, f"cover-figure {found.state}")
    box = element("rect", x=x, y=y, width=max(until - x, 1), height=STRIP_PX)
    return group(f"cover {found.state}", told, box, figure)


def _seats(span: AnyLoss) -> _Level:
    count = span.nominal_short
    people = many(count, "person", "people")
    return _Level(str(count), "some" if count else "covered", f"up to {people} without a nominal seat")


def _places(span: AnyLoss) -> _Level:
    count = span.contingency_short
    if count is None:
        return _Level("?", "perhaps", "how many are without a place in an emergency is not public")
    told = f"up to {many(count, 'person', 'people')} without a place even in an emergency"
    if span.contingency_unknown:
        return _Level(f"{count}?", "perhaps", f"{told}; for some loss the number of places is not public")
    return _Level(str(count), "many" if count else "covered", told)


def _segments(span: AnyLoss, names: Names) -> _Level:
    count = len(span.segments_uncovered)
    if not count:
        return _Level("0", "covered", "each segment keeps an operator")
    told = " and ".join(names.segment(segment) for segment in span.segments_uncovered)
    return _Level(str(count), "uncovered", f"nobody could operate {told}")


def _whose(spans: Sequence[AnyLoss], names: Names) -> str:
    """Return whose loss is the worst in these spans, as far as a few names can say it."""
    lost = list(dict.fromkeys(name for span in spans for name in span.lost))
    if not lost:
        return ""
    shown = ", ".join(names.flight(name) if name in names.flights else name for name in lost[:SHOWN_NAMES])
    more = f" and {len(lost) - SHOWN_NAMES} more" if len(lost) > SHOWN_NAMES else ""
    return f"; the worst: {shown}{more}"


def _when(start: datetime, end: datetime) -> str:
    return f"{clock(start)} to {clock(end)} ({length(start, end)})"
