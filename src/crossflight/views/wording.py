"""How instants, spans and numbers are said: in the same words in tables, lists and timelines."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from crossflight.instants import DAY
from crossflight.record import Convention, Finding

__all__ = [
    "CONVENTIONS",
    "clock",
    "date_of",
    "groups_of_unknown",
    "inset",
    "length",
    "line",
    "many",
    "number",
    "period",
    "plain",
    "summary",
    "whole",
]

CONVENTIONS: Mapping[Convention, str] = MappingProxyType(
    {
        "us-battery-to-repress": "battery to repressurisation",
        "russian-hatch-to-hatch": "hatch to hatch",
    }
)
"""From when to when the duration of a spacewalk is counted."""

MANY = 100
"""From here on the figures behind the point do not matter to a reader."""


def plain(text: str) -> str:
    """Return the text on one line and without control characters, which could drive the terminal."""
    return "".join(mark if mark.isprintable() else " " for mark in text)


def line(text: str, style: str = "") -> Text:
    """Return one line of text as it stands: brackets in it are no markup."""
    return Text(plain(text), style=style, overflow="fold")


def whole(text: str, style: str = "") -> Text:
    """Return a line that is never broken or cut, however narrow the page, such as an address."""
    return Text(plain(text), style=style, no_wrap=True, overflow="ignore")


def inset(part: RenderableType, left: int) -> Padding:
    """Return a part of a page that many blanks further in."""
    return Padding(part, (0, 0, 0, left), expand=False)


def date_of(instant: datetime | None) -> str:
    """Return the UTC day, ``2022-09-21``; "open" where there is none."""
    return "open" if instant is None else f"{instant:%Y-%m-%d}"


def clock(instant: datetime, precision: str = "minute") -> str:
    """Return the instant to the minute, or only its day where no more is known."""
    return date_of(instant) if precision == "day" else f"{instant:%Y-%m-%d %H:%M}"


def length(start: datetime, end: datetime | None) -> str:
    """Return how long a span lasts, in the unit that suits it."""
    if end is None:
        return "open"
    span = end - start
    if span >= 10 * DAY:
        return f"{span / DAY:.0f} d"
    if span >= DAY:
        return f"{span / DAY:.1f} d"
    if span >= timedelta(hours=1):
        return f"{span / timedelta(hours=1):.1f} h"
    return f"{span / timedelta(minutes=1):.0f} min" if span else "instant"


def period(start: datetime, end: datetime) -> str:
    """Return a span by its days, or to the minute where it is short."""
    if end - start >= 3 * DAY:
        return f"{date_of(start)} to {date_of(end)}"
    return f"{clock(start)} to {clock(end)}"


def number(value: float) -> str:
    """Return a number with no more digits than a reader wants."""
    if float(value).is_integer():
        return f"{value:.0f}"
    if abs(value) >= MANY:
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 1 else f"{value:.2g}"


def many(count: int, one: str, several: str = "") -> str:
    """Return a count with its noun."""
    return f"{count} {one if count == 1 else several or one + 's'}"


def groups_of_unknown(findings: Iterable[Finding]) -> dict[tuple[str, str], list[Finding]]:
    """Return the unknown findings by rule and reason, in the order given."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.state == "unknown":
            groups.setdefault((finding.rule, finding.reason or "no reason given"), []).append(finding)
    return groups


def summary(findings: Iterable[Finding]) -> str:
    """Return how many findings there are of each state, in one phrase."""
    findings = tuple(findings)
    counts = dict.fromkeys(("broken", "waived", "unknown", "unmet"), 0)
    for finding in findings:
        counts[finding.state] += 1
    unknown = f"{counts['unknown']} unknown"
    if counts["unknown"]:
        unknown += f" in {many(len(groups_of_unknown(findings)), 'group')}"
    wishes = many(counts["unmet"], "wish", "wishes")
    return f"{counts['broken']} broken, {counts['waived']} waived, {unknown}, {wishes} unmet"
