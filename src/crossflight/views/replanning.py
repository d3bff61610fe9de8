"""A plan changed after an event: the verdict, what changes, what the event broke, what is inherited, and the proof."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from crossflight import instants
from crossflight.record import Answer, Change, EventFile, Finding, Plan, Waiver
from crossflight.views.documents import answer_document
from crossflight.views.pages import answer_page
from crossflight.views.tables import proof
from crossflight.views.verdict import STATUSES, check_line, closing
from crossflight.views.wording import date_of, inset, line, many, period, whole

__all__ = ["replanned_document", "replanned_page"]

FAR_END = "the end of the horizon"


def replanned_document(
    answer: Answer,
    findings: Iterable[Finding],
    plan: dict[str, Any] | None,
    broken: Iterable[Finding],
    changes: Iterable[Change],
) -> dict[str, Any]:
    """Return what ``plan`` gives, with what the event broke and what changes."""
    document = answer_document(answer, findings, plan)
    document["broken"] = [finding.model_dump(mode="json") for finding in broken]
    document["changes"] = [change.model_dump(mode="json") for change in changes]
    return document


def replanned_page(
    file: EventFile,
    day: datetime,
    answer: Answer,
    findings: Iterable[Finding],
    broken: Iterable[Finding],
    changes: Sequence[Change],
    inherited: Iterable[Waiver],
    written: str | None = None,
) -> RenderableType:
    """Return the event, the verdict, what changes, what the event broke, the proof, and what no plan could avoid."""
    findings = tuple(findings)
    parts: list[RenderableType] = [whole(f"{file.title}, as known on {date_of(day)}", "bold")]
    parts += [inset(line(event.sentence), 2) for event in file.known(day)]
    breaks = [Text(), line("what it breaks of the plan", "bold underline"), *_broken(tuple(broken))]
    if answer.plan is None:
        return Group(*parts, *breaks, Text(), line("the answer", "bold underline"), answer_page(answer))
    parts += [Text(), line(f"{answer.status}: {STATUSES[answer.status]}", "bold")]
    if answer.message:
        parts.append(line(answer.message, "bold yellow" if answer.message.startswith("interrupted") else ""))
    parts.append(check_line(findings, "check of the new plan"))
    parts += [inset(line(f"{entry.rule}: {entry.sentence}"), 2) for entry in findings if entry.state == "broken"]
    parts += [Text(), line("what changes", "bold underline")]
    parts += [inset(line(change.sentence), 2) for change in changes] or [inset(line("nothing"), 2)]
    parts += [inset(line(sentence, "yellow"), 2) for sentence in _too_late(file, day, answer.plan)]
    parts += breaks
    told = _inherited(tuple(inherited))
    if told:
        parts += [Text(), line("inherited, and made as short as can be", "bold underline"), *told]
    parts += [Text(), line("proof by level, each held before the next was looked at", "bold underline")]
    parts += [proof(answer.levels), Text(), closing(answer.status, findings, written)]
    return Group(*parts)


def _too_late(file: EventFile, day: datetime, plan: Plan) -> Iterator[str]:
    """Yield why an event about a vehicle changes nothing that has left by the day of the answer."""
    there = {flight.id for flight in plan.flights}
    for event in file.known(day):
        if event.kind in {"vehicle-degraded", "vehicle-restored", "leave-by"} and event.subject not in there:
            yield (
                f"{event.subject} has left before {instants.write(day)} in the published plan, so that '{event.id}' "
                "changes nothing there; ask as of an earlier instant if it did not leave"
            )


def _broken(broken: tuple[Finding, ...]) -> Iterable[RenderableType]:
    """Yield each rule with its sentences; what is not known comes last, counted."""
    hard = [finding for finding in broken if finding.state == "broken"]
    if not hard:
        yield inset(line("nothing", "green"), 2)
    by_rule: dict[str, list[Finding]] = {}
    for finding in hard:
        by_rule.setdefault(finding.rule, []).append(finding)
    for rule, entries in by_rule.items():
        yield inset(line(rule, "bold red"), 2)
        for entry in entries:
            yield inset(line(f"{_span(entry)}: {entry.sentence}"), 4)
    unknown = [finding for finding in broken if finding.state == "unknown"]
    if unknown:
        rules = ", ".join(dict.fromkeys(finding.rule for finding in unknown))
        yield inset(line(f"not known: {many(len(unknown), 'finding')} of {rules}", "dim"), 2)


def _span(finding: Finding) -> str:
    if finding.end is None:
        return f"{date_of(finding.start)} to {FAR_END}"
    return date_of(finding.start) if finding.end == finding.start else period(finding.start, finding.end)


def _inherited(waivers: tuple[Waiver, ...]) -> Iterable[RenderableType]:
    """Yield waivers of the same rule, span and reason as one line, whoever they are about."""
    told: dict[tuple[str, str, str, str], list[str]] = {}
    for waiver in waivers:
        key = (waiver.rule, _mark(waiver.start), _mark(waiver.end), waiver.reason)
        told.setdefault(key, []).append(" / ".join(waiver.subject) or "anybody")
    return [
        inset(line(f"{rule}, {'; '.join(subjects)}, {start} to {end}: {reason}"), 2)
        for (rule, start, end, reason), subjects in told.items()
    ]


def _mark(mark: datetime | str | None) -> str:
    if mark is None:
        return FAR_END
    return mark if isinstance(mark, str) else date_of(mark)
