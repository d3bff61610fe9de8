"""One flight moved to another day, as a page and as a document."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from crossflight.instants import days_between
from crossflight.record import Finding, Moved, Plan
from crossflight.views.findings import Footnotes, findings_page
from crossflight.views.wording import clock, date_of, line, summary, whole

__all__ = ["moved_document", "moved_page"]

VERBS = {"launch": "launches", "undocked": "leaves", "landed": "lands"}


def moved_document(moved: Moved) -> dict[str, Any]:
    """Return what a move does for other programs."""
    document: dict[str, Any] = moved.model_dump(mode="json")
    return document


def moved_page(name: str, plan: Plan, moved: Moved) -> RenderableType:
    """Return whether a moved flight holds, what it breaks and mends, and the nearest days that hold."""
    footnotes = Footnotes(plan.scenario.sources)
    days = days_between(moved.before, moved.after)
    apart = f"{abs(days):.1f} days {'later' if days > 0 else 'earlier'} than {clock(moved.before)}"
    title = f"{name}: {moved.flight} {VERBS[moved.moment]} on {clock(moved.after)}, {apart}"
    parts: list[RenderableType] = [whole(title, "bold")]
    if moved.note is not None:
        parts.append(line(moved.note))
    verdict = "it holds: nothing is newly broken" if moved.holds else f"it breaks the plan: {_many(moved.broken)}"
    parts.append(line(verdict, "bold green" if moved.holds else "bold red"))
    parts += [line(sentence) for sentence in _nearest(moved)]
    if moved.broken:
        parts += [Text(), line(f"new: {summary(moved.broken)}", "bold underline")]
        parts.append(findings_page(moved.broken, footnotes))
    if moved.mended:
        parts += [Text(), line(f"mended: {summary(moved.mended)}", "bold underline")]
        parts += [line(f"  {finding.rule}: {finding.sentence}") for finding in moved.mended]
    return Group(*parts, footnotes.page())


def _many(findings: Iterable[Finding]) -> str:
    rules = dict.fromkeys(finding.rule for finding in findings if finding.state == "broken")
    return ", ".join(rules)


def _nearest(moved: Moved) -> Iterator[str]:
    """Yield the nearest days that hold, or that there are none."""
    if moved.holds or moved.searched is None:
        return
    first, last = moved.searched
    yield f"nearest before that holds: {_told(moved.holds_before, first)}"
    yield f"nearest after that holds: {_told(moved.holds_after, last)}"


def _told(instant: datetime | None, limit: datetime) -> str:
    return f"none to {date_of(limit)}" if instant is None else clock(instant)
