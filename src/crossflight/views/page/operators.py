"""Strips of cover: how many vehicles bring home an operator of each segment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from crossflight.record import Segment
from crossflight.views.page.lanes import Board, group, label
from crossflight.views.page.markup import Markup, element
from crossflight.views.page.naming import Names
from crossflight.views.page.presence import Cover, Step
from crossflight.views.page.scales import Scale
from crossflight.views.wording import clock, length, many

__all__ = ["draw_operators"]

LANE_PX = 20.0
STRIP_PX = 14.0
TEXT_PX = 10.0


def draw_operators(board: Board, names: Names, steps: Sequence[Step]) -> None:
    """Draw a strip for each segment: 0 and 1 are marked, 2 and more are fine."""
    board.heading("Operators", "in how many vehicles")
    for segment in names.plan.scenario.station.segments:
        top = board.lane(("segment", segment.id), LANE_PX, segment.name)
        y = top + (LANE_PX - STRIP_PX) / 2
        there = [step for step in steps if board.scale.meets(step.start, step.end)]
        board.unjudged(y, STRIP_PX)
        runs = [_Run(cover, start, end) for cover, start, end in _joined(there, segment.id)]
        board.draw([run.strip(segment, board.scale, y) for run in runs])
        board.draw(_waived(board, segment, y))
        board.draw([run.figure(board.scale, y) for run in runs])


def _joined(steps: Sequence[Step], segment_id: str) -> Iterator[tuple[Cover, datetime, datetime]]:
    """Yield each cover with the span over which it stays the same."""
    for cover, group_of_steps in groupby(steps, lambda step: step.cover[segment_id]):
        run = list(group_of_steps)
        yield cover, run[0].start, run[-1].end


@dataclass(frozen=True)
class _Run:
    """A span over which the cover of a segment stays the same."""

    cover: Cover
    start: datetime
    end: datetime

    def strip(self, segment: Segment, scale: Scale, y: float) -> Markup:
        x, until = scale.x(self.start), scale.x(self.end)
        when = f"{clock(self.start)} to {clock(self.end)} ({length(self.start, self.end)})"
        return group(
            f"cover {_state(self.cover)}",
            f"{segment.name}: {_told(self.cover)}\n{when}",
            element("rect", x=x, y=y, width=max(until - x, 1), height=STRIP_PX),
        )

    def figure(self, scale: Scale, y: float) -> Markup:
        least, most = self.cover.least, self.cover.most
        x = scale.x(self.start)
        text = str(least) if least == most else f"{least}–{most}"
        return label(text, x + 3, y + 10.6, TEXT_PX, scale.x(self.end) - x - 4, f"cover-figure {_state(self.cover)}")


def _state(cover: Cover) -> str:
    if cover.is_uncovered:
        return "uncovered" if cover.most else "uncovered none"
    if cover.is_perhaps_uncovered:
        return "perhaps"
    return "covered" if cover.most else "nobody"


def _told(cover: Cover) -> str:
    if cover.is_uncovered and cover.most:
        return "one vehicle is the home of every operator; none is left if it leaves"
    if cover.is_uncovered:
        return "no operator aboard"
    if cover.is_perhaps_uncovered:
        return "perhaps one vehicle is the home of every operator: the day of a seat change is not public"
    if not cover.most:
        return "nobody aboard"
    return f"{many(cover.most, 'vehicle')} would bring home an operator, so that one is left after any single loss"


def _waived(board: Board, segment: Segment, y: float) -> list[Markup]:
    """Return a hatching over what is waived."""
    found = []
    for entry in board.flags.get(("segment", segment.id), ()):
        finding = entry.finding
        if finding.state == "waived" and board.scale.meets(finding.start, finding.end):
            x = board.scale.x(finding.start)
            until = board.until(finding)
            found.append(element("rect", class_="waived-span", x=x, y=y, width=until - x, height=STRIP_PX))
    return found
