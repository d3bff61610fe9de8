"""Single losses as a page and as a document: what is lost, on which day it is worst, and day by day."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from crossflight.instants import days_between
from crossflight.record import RULEBOOK, AnyLoss, Loss, Losses, LossSummary, Outage, Plan
from crossflight.views.sheet import Column, Row, Sheet
from crossflight.views.timeline import ASCII, LEAST_CHART, LINES, Chart, axes_of
from crossflight.views.wording import date_of, line, many, number, period, whole

__all__ = ["loss_page", "losses_document", "losses_page"]

UNKNOWN = "?"
"""Stands for a number that is not public."""

KINDS = {"vehicle": "vehicles", "person": "people", "launcher": "launchers", "pad": "pads", "port": "ports"}

READING = (
    "A docked vehicle: lost with nobody in it, for seats and places; gone with its people, for segments. A vehicle not "
    "yet there, a launcher, a pad, a port: what was to come by it does not come, the worst until rescue. A person: "
    "unable to operate. Rescue: the next docking of a crew vehicle that still comes."
)


def losses_document(losses: Losses) -> dict[str, Any]:
    """Return single losses for other programs."""
    document: dict[str, Any] = losses.model_dump(mode="json")
    return document


def losses_page(name: str, plan: Plan, losses: Losses) -> RenderableType:
    """Return the worst that each loss does, how long each launcher can wait, the weakest days, and a strip by day."""
    title = whole(f"{name}: any single loss, {period(losses.start, losses.end)}", "bold")
    if not losses.cells:
        return Group(title, line("nothing can be lost: the span that is judged has no length, or nothing is there"))
    telling = [entry for entry in losses.summary if _tells(entry, losses)]
    quiet = [entry for entry in losses.summary if not _tells(entry, losses)]
    parts: list[RenderableType] = [title, line(READING, "dim"), Text(), _worst(telling)]
    if quiet:
        counts = [
            many(count, kind, several)
            for kind, several in KINDS.items()
            if (count := sum(entry.kind == kind for entry in quiet))
        ]
        parts.append(line(f"no loss of any other leaves anybody short: {', '.join(counts)}", "dim"))
    if losses.outages:
        told = "how long a launcher can be grounded from the day of its next crew launch"
        parts += [Text(), line(told, "bold underline")]
        parts.append(_outages(losses.outages))
    parts += [Text(), line("weakest days", "bold underline"), _weakest(losses.weakest)]
    parts += [Text(), line("after any single loss, the worst of each day", "bold underline"), _Strip(plan, losses)]
    return Group(*parts)


def loss_page(name: str, plan: Plan, lost: str, losses: Losses) -> RenderableType:
    """Return what the loss of one thing does from a day on: in words for that day, and in spans."""
    names = {person.id: person.name for person in plan.scenario.people}
    title = whole(f"{name}: {names.get(lost, lost)} lost on {date_of(losses.start)} or later", "bold")
    if not losses.cells:
        return Group(title, line(_nothing(plan, lost, losses)))
    first = losses.cells[0]
    when = max(losses.start, first.start)
    parts: list[RenderableType] = [title]
    parts += [line(sentence) for sentence in _sentences(first, when, names)]
    if losses.outages:
        parts.append(line(_outage_sentence(losses.outages[0], losses.start)))
    parts += [Text(), _cells(losses.cells, names)]
    if len(losses.outages) > 1:
        parts += [Text(), _outages(losses.outages)]
    return Group(*parts)


def _tells(entry: LossSummary, losses: Losses) -> bool:
    """Say whether a loss leaves anybody short at some time, or a launcher has a longest outage."""
    if entry.shortest_outage_days is not None or entry.segments_uncovered:
        return True
    return entry.kind != "person" and bool(entry.nominal_short or entry.contingency_short)


def _worst(entries: Iterable[LossSummary]) -> RenderableType:
    columns = (
        Column("lost"),
        Column("worst from"),
        Column("no seat", "right"),
        Column("no place"),
        Column("no operator for", least=8),
        Column("rescue", "right"),
    )
    rows = [
        _row(
            entry.lost,
            date_of(entry.worst),
            str(entry.nominal_short),
            _count(entry.contingency_short, is_unknown=bool(entry.days_contingency_unknown))
            + _for(entry.days_contingency_short),
            ", ".join(entry.segments_uncovered) + _for(entry.days_uncovered),
            "none" if entry.longest_rescue_days is None else f"{entry.longest_rescue_days:.0f} d",
        )
        for entry in entries
    ]
    return Sheet(columns, rows)


def _for(days: float) -> str:
    """Return on how many days it is so, where it is on any."""
    return f", {max(1, round(days))} d" if days else ""


def _outages(outages: Iterable[Outage]) -> RenderableType:
    columns = (
        Column("launcher"),
        Column("held first"),
        Column("on"),
        Column("days", "right"),
        Column("then breaks", least=20),
    )
    rows = [
        _row(
            entry.launcher,
            entry.flight,
            date_of(entry.end),
            "> 366" if entry.slip_days is None else number(entry.slip_days),
            _breaks(entry),
        )
        for entry in outages
    ]
    return Sheet(columns, rows)


def _weakest(spans: Sequence[AnyLoss]) -> RenderableType:
    if not spans:
        return line("on no day does a single loss leave anybody short", "green")
    rows = [
        _row(
            date_of(span.start),
            date_of(span.end),
            ", ".join(span.lost),
            str(span.nominal_short),
            _count(span.contingency_short, is_unknown=span.contingency_unknown),
            ", ".join(span.segments_uncovered),
        )
        for span in spans
    ]
    columns = (
        Column("from"),
        Column("to"),
        Column("lost", least=12),
        Column("no seat", "right"),
        Column("no place", "right"),
        Column("no operator for", least=8),
    )
    return Sheet(columns, rows)


def _cells(cells: Iterable[Loss], names: dict[str, str]) -> RenderableType:
    columns = (
        Column("from"),
        Column("to"),
        Column("no seat", "right"),
        Column("no place", "right"),
        Column("no operator for", least=8),
        Column("rescue", "right"),
        Column("who", least=12),
    )
    rows = [
        _row(
            date_of(cell.start),
            date_of(cell.end),
            str(cell.nominal_short),
            UNKNOWN if cell.contingency_short is None else str(cell.contingency_short),
            ", ".join(cell.segments_uncovered),
            "none" if cell.rescue_days is None else f"{cell.rescue_days:.0f} d",
            ", ".join(names.get(person, person) for person in cell.who),
        )
        for cell in cells
    ]
    return Sheet(columns, rows)


def _row(*cells: str) -> Row:
    return Row(tuple(line(cell) for cell in cells))


def _count(count: int | None, *, is_unknown: bool) -> str:
    """Return a number, marked where it is not public for some loss or on some day."""
    if count is None:
        return UNKNOWN
    return f"{count}{UNKNOWN}" if is_unknown else str(count)


def _sentences(cell: Loss, when: datetime, names: dict[str, str]) -> Iterator[str]:
    """Yield what one span says, for its first day or the day that was asked for."""
    day = date_of(when)
    who = ", ".join(names.get(person, person) for person in cell.who)
    until = "" if cell.kind in {"vehicle", "person"} else ", at the worst until rescue comes"
    if cell.kind == "vehicle" and cell.who:
        yield f"{who} lose their own seat home."
    seats = f"{many(cell.nominal_short, 'person', 'people')} would be without a nominal seat"
    if cell.nominal_short and cell.kind not in {"vehicle", "person"} and who:
        seats += f" ({who})"
    places = (
        "how many without a contingency place is not public"
        if cell.contingency_short is None
        else f"{cell.contingency_short or 'nobody'} without a contingency place"
    )
    yield f"On {day}, {seats if cell.nominal_short else 'nobody would be without a nominal seat'}{until}; {places}."
    if cell.segments_uncovered:
        leaving = " if it leaves with its people" if cell.kind == "vehicle" and cell.who else ""
        yield f"Nobody could operate {' and '.join(cell.segments_uncovered)}{leaving}."
    else:
        yield "Each segment would still have an operator."
    if cell.rescue_days is None:
        yield "No other crew vehicle docks after that in the plan."
    else:
        days = cell.rescue_days - days_between(cell.start, when)
        yield f"The next crew vehicle docks {days:.0f} days later."


def _nothing(plan: Plan, lost: str, losses: Losses) -> str:
    day = date_of(losses.start)
    if any(flight.id == lost for flight in plan.flights):
        return f"{lost} is gone by {day}, or brings nobody home: its loss costs no seat."
    if any(person.id == lost for person in plan.scenario.people):
        return f"{lost} is not aboard from {day} on."
    return f"no flight of the plan needs {lost} from {day} on."


def _breaks(outage: Outage) -> str:
    if outage.rule is None:
        return "nothing within a year, or to the end of the plan"
    return f"{outage.rule}: {' / '.join(outage.subject)}"


def _outage_sentence(outage: Outage, start: datetime) -> str:
    lead = days_between(max(start, outage.start), outage.end)
    if outage.slip_days is None:
        return f"Its next crew launch is {outage.flight}, in {lead:.0f} days; no law breaks within a year of waiting."
    rule = "" if outage.rule is None else RULEBOOK[outage.rule].sentence
    return (
        f"It can be grounded for {lead + outage.slip_days:.0f} days: {lead:.0f} until {outage.flight} should launch, "
        f"and {outage.slip_days:.0f} for which crews can wait. Longer breaks {_breaks(outage)}. {rule}".rstrip()
    )


@dataclass(frozen=True)
class _Strip:
    """Rows of a timeline: people short after the worst loss, and segments without an operator."""

    plan: Plan
    losses: Losses

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield one line for each row, as wide as the console; a long span in several parts."""
        titles = ("no nominal seat", "no contingency place", "segments without operator")
        margin = max(len(title) for title in titles) + 2
        width = options.max_width - margin
        if width < LEAST_CHART:
            yield line("the strip needs a wider terminal", "dim")
            return
        pen = ASCII if options.ascii_only else LINES
        for index, axis in enumerate(axes_of(self.losses.start, self.losses.end, width)):
            if index:
                yield Text()
            chart = Chart(axis, pen, {}, {})
            for heading in chart.headings():
                yield Text(" " * margin + heading, style="bold")
            for title, value in zip(titles, self._values(), strict=True):
                counts = chart.values([span.start for span in self.losses.station], value, max)
                yield Text(title.ljust(margin)).append_text(chart.runs(counts))
        if any(span.contingency_unknown for span in self.losses.station):
            told = "places for emergencies are not public for some vehicle on some days; what is known is shown"
            yield line(told, "dim")

    def _values(self) -> Iterator[Callable[[datetime], int]]:
        yield partial(self._at, lambda span: span.nominal_short)
        yield partial(self._at, lambda span: span.contingency_short or 0)
        yield partial(self._at, lambda span: len(span.segments_uncovered))

    def _at(self, value: Callable[[AnyLoss], int], instant: datetime) -> int:
        return next((value(span) for span in self.losses.station if span.start <= instant < span.end), 0)
