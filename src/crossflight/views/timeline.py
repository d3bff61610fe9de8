"""A timeline of a plan in characters: rows for ports, for the people aboard, for operators of segments.

::

                    2022                2023
                    Oct  Nov  Dec       Jan  Feb
    zvezda-aft      ├progress-ms-20────────┤├a─→
    people aboard   7·······+··7················
    us-segment      2·······3··1!!!!2···········
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import groupby, pairwise

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from crossflight.record import Finding, Flight, Plan
from crossflight.views.state import aboard, carriers, changes
from crossflight.views.wording import line

__all__ = ["ASCII", "KEYS", "LEAST_CHART", "LINES", "Axis", "Chart", "Timeline", "axes_of"]

SAFE = 2
"""Vehicles that bring home an operator, so that one is left after the loss of any."""

PLENTY = "+"
"""Stands for a number of two figures."""

LEAST_CHART = 20
"""Columns below which no timeline is drawn."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS_IN_A_YEAR = 12
MONTH = timedelta(days=30)
LEAST_MONTH = 5
"""Columns that a month should have; a longer horizon is drawn in parts."""

MOST_PARTS = 6
STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
"""Months from one mark of the axis to the next."""

KEYS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Stand for vehicles whose bars are shorter than their names."""


@dataclass(frozen=True)
class Pen:
    """The signs that a timeline is drawn with."""

    first: str
    last: str
    before: str
    after: str
    bar: str
    same: str
    month: str


LINES = Pen(first="├", last="┤", before="←", after="→", bar="─", same="·", month="·")
ASCII = Pen(first="[", last="]", before="<", after=">", bar="=", same=".", month=".")

STYLES = {"crew": "green", "cargo": "blue", "module": "dim"}


@dataclass(frozen=True)
class Bar:
    """A vehicle at a port, clipped to the horizon."""

    flight: Flight
    start: datetime
    end: datetime
    begins: bool
    """False when it stood there before the horizon."""
    ends: bool


@dataclass(frozen=True)
class Timeline:
    """The flights of a plan over its horizon, and where findings are broken."""

    plan: Plan
    findings: Sequence[Finding] = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield one line for each row, as wide as the console; a long horizon in several parts."""
        horizon = self.plan.scenario.horizon
        ports = _bars(self.plan, horizon.start, horizon.end)
        segments = [f"  {segment.id}" for segment in self.plan.scenario.station.segments]
        margin = max(len(title) for title in (*ports, *segments, "people aboard")) + 2
        width = options.max_width - margin
        if width < LEAST_CHART or horizon.end <= horizon.start:
            yield line("the timeline needs a wider terminal", "dim")
            return
        pen = ASCII if options.ascii_only else LINES
        keys: dict[str, str] = {}
        for index, axis in enumerate(axes_of(horizon.start, horizon.end, width)):
            if index:
                yield Text()
            yield from self._part(Chart(axis, pen, self._styles(), keys), margin)
        if keys:
            told = ", ".join(f"{key} {name}" for name, key in keys.items())
            yield line(f"vehicles with short bars: {told}", "dim")

    def _part(self, chart: "Chart", margin: int) -> Iterator[Text]:
        """Yield the rows of one part of the horizon."""
        for heading in chart.headings():
            yield Text(" " * margin + heading, style="bold")
        for port, bars in _bars(self.plan, chart.axis.start, chart.axis.end).items():
            yield Text(port.ljust(margin)).append_text(chart.port_row(bars))
        moments = changes(self.plan)
        flights = {flight.id: flight for flight in self.plan.flights}
        heads = chart.values(moments, lambda instant: len(aboard(self.plan.stays, flights, instant)), max)
        yield Text("people aboard".ljust(margin)).append_text(chart.runs(heads))
        if len(str(max(heads))) > 1:
            yield line(" " * margin + f"({PLENTY} ten or more, {max(heads)} at most)", "dim")
        yield line(f"vehicles that bring home an operator of (! fewer than {SAFE})", "dim")
        for segment in self.plan.scenario.station.segments:
            counts = chart.values(moments, partial(carriers, self.plan, segment.id), min)
            yield Text(f"  {segment.id}".ljust(margin)).append_text(chart.runs(counts, least=SAFE))
        broken = chart.spans([finding for finding in self.findings if finding.state == "broken"])
        if broken.strip():
            yield Text("broken".ljust(margin)).append(broken, style="bold red")

    def _styles(self) -> dict[str, str]:
        kinds = {entry.id: entry.kind for entry in self.plan.scenario.vehicle_types}
        return {
            vehicle.id: STYLES[kinds[vehicle.type]] for vehicle in self.plan.scenario.vehicles if vehicle.type in kinds
        }


@dataclass(frozen=True)
class Axis:
    """Time over the columns of a chart."""

    start: datetime
    end: datetime
    width: int

    def column(self, instant: datetime) -> int:
        """Return the column boundary nearest to the instant."""
        return round((instant - self.start) / (self.end - self.start) * self.width)

    def edge(self, column: int) -> datetime:
        """Return the instant at which a column begins."""
        return self.start + (self.end - self.start) * (column / self.width)

    def marks(self) -> dict[int, datetime]:
        """Return the columns at which a month begins that the axis names, with that month."""
        for step in STEPS:
            months = list(self._months(step))
            columns = [self.column(month) for month in months]
            room = 1 + (len("Jan") if step < MONTHS_IN_A_YEAR else len("2022"))
            if all(later - earlier >= room for earlier, later in pairwise(columns)):
                break
        return {column: month for column, month in zip(columns, months, strict=True) if column < self.width}

    def _months(self, step: int) -> Iterator[datetime]:
        """Yield the beginnings of every so many months within the axis."""
        first = self.start.year * MONTHS_IN_A_YEAR + self.start.month - 1
        last = self.end.year * MONTHS_IN_A_YEAR + self.end.month - 1
        for count in range(first - first % step, last + 1, step):
            year, month = divmod(count, MONTHS_IN_A_YEAR)
            begin = datetime(year, month + 1, 1, tzinfo=UTC)
            if self.start <= begin < self.end:
                yield begin


class Chart:
    """The rows of a timeline, without their titles; ``keys`` fills with vehicles whose bars are too short."""

    def __init__(self, axis: Axis, pen: Pen, styles: dict[str, str], keys: dict[str, str]) -> None:
        self.axis = axis
        self.pen = pen
        self.styles = styles
        self.marks = axis.marks()
        self.keys = keys

    def headings(self) -> Iterator[str]:
        """Yield the line of the years, and the line of the months where months are named."""
        years, months = [" "] * (self.axis.width + 4), [" "] * (self.axis.width + 4)
        named = None
        for column, month in self.marks.items():
            if month.year != named:
                years[column : column + 4] = str(month.year)
                named = month.year
            months[column : column + 3] = MONTHS[month.month - 1]
        yield "".join(years)[: self.axis.width].rstrip()
        if any(month.month != 1 for month in self.marks.values()):
            yield "".join(months)[: self.axis.width].rstrip()

    def port_row(self, bars: Sequence[Bar]) -> Text:
        """Return the bars of one port; each has at least one column, if need be at the cost of the next."""
        row = Text()
        width = self.axis.width
        for index, bar in enumerate(bars):
            first = max(self.axis.column(bar.start), len(row))
            following = self.axis.column(bars[index + 1].start) if index + 1 < len(bars) else width
            last = min(max(self.axis.column(bar.end), first + 1), max(following, first + 1), width)
            row.append(self._empty(len(row), first), style="dim")
            row.append(self._bar(bar, last - first), style=self.styles.get(bar.flight.vehicle, ""))
        return row.append(self._empty(len(row), width), style="dim")

    def _empty(self, first: int, last: int) -> str:
        return "".join(self.pen.month if column in self.marks else " " for column in range(first, last))

    def _bar(self, bar: Bar, width: int) -> str:
        """Return a bar of the width with its vehicle's name in it, or a key where the name is longer."""
        name = bar.flight.id
        if width < len(name) + 2:
            name = self.keys.setdefault(name, KEYS[len(self.keys)] if len(self.keys) < len(KEYS) else "#")
        if width < len(name) + 2:
            return (name + self.pen.last)[:width]
        first = self.pen.first if bar.begins else self.pen.before
        last = self.pen.last if bar.ends else self.pen.after
        return first + name + self.pen.bar * (width - len(name) - 2) + last

    def values(
        self,
        moments: Sequence[datetime],
        value: Callable[[datetime], int],
        choose: Callable[[list[int]], int],
    ) -> list[int]:
        """Return one value for each column: the one chosen among those that hold at some time within it."""
        axis = self.axis
        inside = [axis.start, *(moment for moment in moments if axis.start < moment < axis.end)]
        values = [value(moment) for moment in inside]
        chosen = []
        for column in range(axis.width):
            first, last = axis.edge(column), axis.edge(column + 1)
            held = [
                count
                for index, count in enumerate(values)
                if inside[index] < last and (index + 1 == len(inside) or inside[index + 1] > first)
            ]
            chosen.append(choose(held))
        return chosen

    def runs(self, values: Sequence[int], least: int = 0) -> Text:
        """Return each value where it begins, and a filling while it lasts: "!" where it is below the least.

        A value of two figures is written "+": side by side, figures of short runs would read as one number.
        """
        text = Text()
        for value, run in groupby(values):
            width = len(list(run))
            label = str(value) if len(str(value)) == 1 else PLENTY
            is_short = value < least
            filled = label.ljust(width, "!" if is_short else self.pen.same)
            text.append(filled, style="bold red" if is_short else "")
        return text

    def spans(self, findings: Sequence[Finding]) -> str:
        """Return "!" where any of the findings holds."""
        row = [" "] * self.axis.width
        for finding in findings:
            if finding.start >= self.axis.end or (finding.end is not None and finding.end < self.axis.start):
                continue
            first = min(max(self.axis.column(finding.start), 0), self.axis.width - 1)
            last = self.axis.width if finding.end is None else min(self.axis.column(finding.end), self.axis.width)
            for column in range(first, max(last, first + 1)):
                row[column] = "!"
        return "".join(row)


def axes_of(start: datetime, end: datetime, width: int) -> list[Axis]:
    """Return the parts of a horizon: so many that a month has room, unless that are too many."""
    months = (end - start) / MONTH
    count = min(max(1, math.ceil(months * LEAST_MONTH / width)), MOST_PARTS)
    edges = [start + (end - start) * (index / count) for index in range(count)]
    return [Axis(first, last, width) for first, last in pairwise([*edges, end])]


def _bars(plan: Plan, first: datetime, last: datetime) -> dict[str, list[Bar]]:
    """Return the bars of each port that is used in a span of time, ports in the order of the station."""
    bars: dict[str, list[Bar]] = {port.id: [] for port in plan.scenario.station.ports}
    for flight in plan.flights:
        for port, start, end in _port_uses(flight):
            if start >= last or (end is not None and end <= first):
                continue
            ends = end is not None and end <= last
            bar = Bar(flight, max(start, first), last if end is None else min(end, last), start >= first, ends)
            bars.setdefault(port, []).append(bar)
    return {port: sorted(entries, key=lambda bar: (bar.start, bar.end)) for port, entries in bars.items() if entries}


def _port_uses(flight: Flight) -> Iterator[tuple[str, datetime, datetime | None]]:
    start = flight.docked
    port = flight.port
    if start is None or port is None:
        return
    for move in flight.relocations:
        yield port, start, move.undocked
        port, start = move.port, move.docked
    bounds = flight.bounds.get("undocked")
    yield port, start, flight.undocked if bounds is None else flight.undocked or bounds.end
