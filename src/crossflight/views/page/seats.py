"""The chart of people aboard, the norm of the era, and the nominal seats that are docked."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby

from crossflight.views.page.lanes import Board, group
from crossflight.views.page.lettering import fits
from crossflight.views.page.markup import EMPTY, Markup, element, join, numeral
from crossflight.views.page.presence import Step
from crossflight.views.page.scales import Scale
from crossflight.views.wording import clock, length, many

__all__ = ["draw_seats"]

LEAST_PX_PER_PERSON = 5.0
MOST_PX_PER_PERSON = 9.0
CHART_PX = 96.0
ABOVE_PX = 13.0
"""Room for a figure above the highest line."""
TEXT_PX = 9.5


def draw_seats(board: Board, steps: Sequence[Step]) -> None:
    """Draw people, norm and seats over time; where seats are fewer than people, the gap is marked."""
    highest = max((max(step.people, step.seats, step.norm or 0) for step in steps), default=0)
    unit = min(MOST_PX_PER_PERSON, max(LEAST_PX_PER_PERSON, CHART_PX / max(highest, 1)))
    height = ABOVE_PX + unit * max(highest, 1)
    samples = join(
        _sample("people", "people aboard"),
        _sample("seats", "nominal seats docked"),
        _sample("norm", "norm of the era") if any(step.norm is not None for step in steps) else EMPTY,
        _sample("short", "people without a nominal seat") if any(step.people > step.seats for step in steps) else EMPTY,
    )
    top = board.lane(("station", ""), height, "", sample=samples, class_="key")
    board.unjudged(top, height)
    chart = _Chart(board.scale, top + height - 1, unit)
    there = [step for step in steps if board.scale.meets(step.start, step.end)]
    board.draw(
        chart.area(there, lambda step: step.people, "people-area"),
        chart.line(there, lambda step: step.norm, "norm"),
        chart.line(there, lambda step: step.seats, "seats"),
        [
            chart.shortage(run)
            for run in _runs(there, lambda step: (step.people, step.seats))
            if run[0].people > run[0].seats
        ],
        chart.line(there, lambda step: step.people, "people"),
        chart.figures(there),
        [
            _veil(run, board.scale, top, height)
            for run in _runs(there, lambda step: (step.people, step.seats, step.norm))
        ],
    )


def _sample(class_: str, text: str) -> Markup:
    return element("div", element("i", class_=f"sample {class_}"), text, class_="sampled")


def _runs(steps: Sequence[Step], key: Callable[[Step], object]) -> list[list[Step]]:
    return [list(run) for _, run in groupby(steps, key)]


def _veil(run: Sequence[Step], scale: Scale, top: float, height: float) -> Markup:
    """Return an unseen patch over a step, for the pointer."""
    step, end = run[0], run[-1].end
    told = [f"{many(step.people, 'person', 'people')} aboard, {many(step.seats, 'nominal seat')} docked"]
    if step.people > step.seats:
        told.append(f"{step.people - step.seats} without a nominal seat")
    if step.norm is not None:
        told.append(f"the norm is {step.norm}")
    told_when = f"{clock(step.start)} to {clock(end)} ({length(step.start, end)})"
    x = scale.x(step.start)
    patch = element("rect", class_="veil", x=x, y=top, width=scale.x(end) - x, height=height)
    return group("step", f"{'; '.join(told)}\n{told_when}", patch)


class _Chart:
    """Lines of steps over the scale; ``base`` is the height of nobody."""

    def __init__(self, scale: Scale, base: float, unit: float) -> None:
        self.scale = scale
        self.base = base
        self.unit = unit

    def y(self, count: int) -> float:
        return self.base - count * self.unit

    def line(self, steps: Sequence[Step], value: Callable[[Step], int | None], class_: str) -> Markup:
        """Return a line of steps; it is broken where there is no value."""
        path: list[str] = []
        is_down = False
        for run in _runs(steps, value):
            count = value(run[0])
            if count is None:
                is_down = False
                continue
            start, end = self._places(run[0].start, run[-1].end)
            y = numeral(self.y(count))
            path.append(f"V{y}" if is_down else f"M{start} {y}")
            path.append(f"H{end}")
            is_down = True
        return element("path", class_=f"line {class_}", d="".join(path)) if path else EMPTY

    def area(self, steps: Sequence[Step], value: Callable[[Step], int], class_: str) -> Markup:
        path = "".join(
            f"M{start} {numeral(self.base)}V{numeral(self.y(value(run[0])))}H{end}V{numeral(self.base)}Z"
            for run in _runs(steps, value)
            for start, end in [self._places(run[0].start, run[-1].end)]
            if value(run[0])
        )
        return element("path", class_=class_, d=path) if path else EMPTY

    def shortage(self, run: Sequence[Step]) -> Markup:
        x = self.scale.x(run[0].start)
        width = self.scale.x(run[-1].end) - x
        high, low = self.y(run[0].people), self.y(run[0].seats)
        parts = [element("rect", class_="short", x=x, y=high, width=width, height=low - high)]
        return join(parts)

    def figures(self, steps: Sequence[Step]) -> Markup:
        """Return the numbers of people below their line, and of seats above theirs, where there is room."""
        found = []
        for run in _runs(steps, lambda step: step.people):
            y = self.y(run[0].people) + (-3.5 if run[0].people > run[0].seats else 10.5)
            found.append(self._figure(run, run[0].people, y, "people"))
        for run in _runs(steps, lambda step: step.seats):
            y = self.y(run[0].seats) + (10.5 if run[0].people > run[0].seats else -3.5)
            found.append(self._figure(run, run[0].seats, y, "seats"))
        return join(found)

    def _figure(self, run: Sequence[Step], count: int, y: float, class_: str) -> Markup:
        x = self.scale.x(run[0].start)
        width = self.scale.x(run[-1].end) - x
        if not fits(str(count), TEXT_PX, width - 3) or y > self.base:
            return EMPTY
        return element("text", str(count), x=x + min(width / 2, 12), y=y, class_=f"figure {class_}")

    def _places(self, start: datetime, end: datetime) -> tuple[str, str]:
        return numeral(self.scale.x(start)), numeral(self.scale.x(end))
