"""Spacewalks on record: rows for programs and a table for people, with what is inferred, unverified or unknown."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict

from rich.console import Group, RenderableType
from rich.text import Text

from crossflight import instants
from crossflight.instants import days_between
from crossflight.record import Convention, Durations, Person, Spacewalk
from crossflight.views.sheet import Column, Row, Sheet
from crossflight.views.wording import CONVENTIONS, clock, line, many

__all__ = ["OutsideRow", "SpacewalkRow", "durations_document", "hours", "spacewalk_row", "spacewalks_page"]

FIELDS = ("number", "designation", "programme", "start", "end", "minutes", "airlock", "suit", "purpose")
"""Fields that a record can leave open."""

MARKS = {
    "i": "i: inferred; no page states it, and it follows from others that do",
    "g": "g: known only generally, without a source of its own",
}


class OutsideRow(TypedDict):
    """One of those who went outside, and for whom they flew then."""

    person: str
    name: str
    agency: str


class SpacewalkRow(TypedDict):
    """One spacewalk of a record; a field that is neither inferred, unverified nor unknown is known from its source."""

    spacewalk: str
    station: str
    number: int | None
    designation: str | None
    programme: str | None
    day: str
    start: str | None
    end: str | None
    minutes: float | None
    convention: Convention
    airlock: str | None
    suit: str | None
    outside: list[OutsideRow]
    joint: bool
    purpose: str | None
    days_since_before: float | None
    """From the one before among the rows."""
    inferred: list[str]
    unverified: list[str]
    unknown: list[str]
    notes: str | None
    source: list[str]


def spacewalk_row(
    entry: Spacewalk, people: Mapping[str, Person], before: Spacewalk | None, *, is_joint: bool
) -> SpacewalkRow:
    """Return one spacewalk as a row; ``before`` is the one before among those that are asked for."""
    told = entry.model_dump(mode="json")
    agencies = entry.agencies or tuple(people[person].agency for person in entry.outside)
    outside: list[OutsideRow] = [
        {"person": person, "name": people[person].name, "agency": agency}
        for person, agency in zip(entry.outside, agencies, strict=True)
    ]
    since = None if before is None else _days_from(before, entry)
    return {
        "spacewalk": entry.id,
        "station": entry.station,
        "number": entry.number,
        "designation": entry.designation,
        "programme": entry.programme,
        "day": f"{entry.day:%Y-%m-%d}",
        "start": told["start"],
        "end": told["end"],
        "minutes": entry.minutes,
        "convention": entry.convention,
        "airlock": entry.airlock,
        "suit": entry.suit,
        "outside": outside,
        "joint": is_joint,
        "purpose": entry.purpose,
        "days_since_before": None if since is None else round(since, 3),
        "inferred": list(entry.inferred),
        "unverified": list(entry.unverified),
        "unknown": [field for field in FIELDS if getattr(entry, field) is None],
        "notes": entry.notes,
        "source": list(entry.source),
    }


def _days_from(before: Spacewalk, entry: Spacewalk) -> float:
    """Return the days from one start to the next; whole days where one of the two instants is unknown."""
    if before.start is None or entry.start is None:
        return days_between(before.day, entry.day)
    return days_between(before.start, entry.start)


def durations_document(durations: Iterable[Durations]) -> list[dict[str, Any]]:
    """Return how long spacewalks took, by convention."""
    return [entry.model_dump(mode="json") for entry in durations]


def spacewalks_page(rows: Sequence[SpacewalkRow], durations: Iterable[Durations]) -> RenderableType:
    """Return the spacewalks with marks at what is not certain, the longest time between two, and how long they took."""
    columns = (
        Column("no", "right"),
        Column("start\nend"),
        Column("duration", "right"),
        Column("airlock\nsuit"),
        Column("days since\nthe one before", "right", least=8),
    )
    marks = {_mark(row, field) for row in rows for field in ("programme", "convention", *FIELDS, "day", "outside")}
    return Group(
        Sheet(columns, [Row(_cells(row), tuple(_below(row))) for row in rows]),
        *(line(f"  {MARKS[mark]}", "dim") for mark in MARKS if mark in marks),
        *(line(f"  {text}") for text in _summary(rows, durations)),
    )


def _cells(row: SpacewalkRow) -> tuple[Text, ...]:
    start, end = (_moment(row, field) for field in ("start", "end"))
    since = row["days_since_before"]
    minutes = row["minutes"]
    return (
        _field(row, "number", str(row["number"]), "bold"),
        start.append("\n").append_text(end),
        _field(row, "minutes", "" if minutes is None else hours(minutes)),
        _field(row, "airlock", row["airlock"] or "").append("\n").append_text(_field(row, "suit", row["suit"] or "")),
        line("" if since is None else f"{since:,.0f}"),
    )


def _moment(row: SpacewalkRow, field: str) -> Text:
    """Return an instant to the minute; of an unknown start at least the day."""
    told = row["start"] if field == "start" else row["end"]
    if told is not None:
        return _field(row, field, clock(instants.parse(told)))
    if field == "end":
        return _field(row, field, "")
    return _field(row, "day", row["day"]).append(", hour unknown", style="yellow")


def _below(row: SpacewalkRow) -> Iterable[Text]:
    who = Text(overflow="fold")
    for index, person in enumerate(row["outside"]):
        who.append(", " if index else "")
        who.append_text(line(f"{person['name']} ({person['agency']})"))
    who.append_text(_marked(row, "outside"))
    if row["joint"]:
        who.append(", joint", style="bold cyan")
    yield who
    told = Text(overflow="fold")
    if row["designation"] is not None:
        told.append_text(_field(row, "designation", row["designation"])).append(", ")
    told.append_text(_field(row, "programme", row["programme"] or ""))
    told.append(", ").append_text(_field(row, "convention", CONVENTIONS[row["convention"]]))
    yield told.append(": ").append_text(_field(row, "purpose", row["purpose"] or ""))
    if row["notes"] is not None:
        yield line(row["notes"], "dim")


def _field(row: SpacewalkRow, field: str, text: str, style: str = "") -> Text:
    """Return a field with the mark of what is not certain, or "unknown"."""
    if field in row["unknown"]:
        return line("unknown", "yellow")
    return line(text, style).append_text(_marked(row, field))


def _marked(row: SpacewalkRow, field: str) -> Text:
    mark = _mark(row, field)
    return Text(f" {mark}" if mark else "", style="not bold dim")


def _mark(row: SpacewalkRow, field: str) -> str:
    return "g" if field in row["unverified"] else "i" if field in row["inferred"] else ""


def _summary(rows: Sequence[SpacewalkRow], durations: Iterable[Durations]) -> Iterable[str]:
    """Yield how many they are, the longest time between two of them, and how long they took."""
    count = many(len(rows), "spacewalk")
    apart = [row for row in rows if row["days_since_before"] is not None]
    if apart:
        last = max(apart, key=lambda row: row["days_since_before"] or 0.0)
        first = rows[rows.index(last) - 1]
        days = f"{last['days_since_before']:,.0f} days, {first['day']} to {last['day']}"
        yield f"{count}; the longest time between two of them: {days}"
    else:
        yield count
    for entry in durations:
        told = []
        if entry.median_min is not None and entry.least_min is not None and entry.most_min is not None:
            spread = f"{hours(entry.least_min)} to {hours(entry.most_min)}"
            told.append(f"{entry.count}, median {hours(entry.median_min)}, {spread}")
        if entry.unknown:
            told.append(f"{many(entry.unknown, 'duration')} unknown")
        yield f"{CONVENTIONS[entry.convention]}: {'; '.join(told)}"


def hours(minutes: float) -> str:
    """Return a duration as a planner says it: ``7 h 05 min``."""
    whole = round(minutes)
    return f"{whole // 60} h {whole % 60:02d} min"
