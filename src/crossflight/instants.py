"""Instants in UTC: reading them, writing them, and half-open spans of them.

Every instant is a timezone-aware ``datetime`` in UTC. Leap seconds are not representable; the finest step is a
microsecond. Calendar days are UTC days.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

__all__ = ["DAY", "Span", "days_between", "merge", "midnight", "parse", "write"]

DAY = timedelta(days=1)

Span = tuple[datetime, datetime]
"""A half-open span ``[start, end)``."""


def parse(value: object) -> datetime:
    """Return the instant that a text, a date or an aware datetime names.

    A date alone means its midnight. A datetime without an offset is refused, since nobody can know which clock it
    was read from.

    Raises
    ------
    ValueError
        When the value is not an instant; the message says how to write one.
    """
    way_out = "write it as 2022-09-21T13:54:49Z, or a day as 2022-09-21"
    if isinstance(value, str):
        value = _from_text(value, way_out)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            message = f"{value.isoformat()} has no time zone; write it as {value.isoformat()}Z where it is in UTC"
            raise ValueError(message)
        try:
            return value.astimezone(UTC)
        except OverflowError:
            message = f"{value.isoformat()} leaves the calendar when it is turned into UTC; {way_out}"
            raise ValueError(message) from None
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    message = f"{str(value)[:40]!r} is not an instant; {way_out}"
    raise ValueError(message)


def _from_text(text: str, way_out: str) -> date:
    try:
        return datetime.fromisoformat(text) if len(text) > len("2022-09-21") else date.fromisoformat(text)
    except ValueError:
        message = f"{text[:40]!r} is not an instant; {way_out}"
        raise ValueError(message) from None


def write(instant: datetime) -> str:
    """Return the instant as ISO 8601 in UTC, ``2022-09-21T13:54:49Z``; milliseconds only where there are any."""
    text = instant.astimezone(UTC).replace(tzinfo=None)
    if text.microsecond:
        return text.isoformat(timespec="milliseconds") + "Z"
    return text.isoformat(timespec="seconds") + "Z"


def midnight(instant: datetime) -> datetime:
    """Return the start of the UTC day that the instant falls in."""
    return instant.replace(hour=0, minute=0, second=0, microsecond=0)


def days_between(start: datetime, end: datetime) -> float:
    """Return the days from ``start`` to ``end``, negative when ``end`` is earlier."""
    return (end - start) / DAY


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the union of the spans in order; spans that touch become one, empty ones vanish."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if end <= start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)
