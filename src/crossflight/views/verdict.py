"""The answer first: what a plan comes to, what is broken or waived, what happens first; and the same in one line."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Literal

from rich.console import RenderableType

from crossflight.record import Finding, Plan, Status, Waiver
from crossflight.views.tables import eras, proof
from crossflight.views.wording import date_of, inset, line, many, period, summary, whole

__all__ = [
    "STATUSES",
    "by_rule",
    "check_line",
    "closing",
    "decided_ids",
    "foremost",
    "proofs",
    "style_of",
    "what_is_planned",
]

STATUSES: dict[Status, str] = {
    "optimal": "the best plan there is, proven level by level",
    "feasible": "a plan that holds; that none is better is not proven",
    "infeasible": "no plan exists",
    "unknown": "no plan was found, and none was proven not to exist",
}

MOST_TOLD = 4
"""More breaches than this are counted by rule instead of told one by one."""

FIRST_EVENTS = 5


def style_of(findings: Iterable[Finding]) -> str:
    """Return how a verdict looks: red where something is broken."""
    return "bold red" if any(finding.state == "broken" for finding in findings) else "bold green"


def check_line(findings: Sequence[Finding], title: str = "check") -> RenderableType:
    """Return how many findings there are of each state."""
    return whole(f"{title}: {summary(findings)}", style_of(findings))


def closing(status: str, findings: Sequence[Finding], written: str | None = None) -> RenderableType:
    """Return the verdict once more, for the end of a long page, and where the plan was written."""
    told = f"; plan written to {written}" if written else ""
    return line(f"{status}: {summary(findings)}{told}", style_of(findings))


# ---------------------------------------------------------------------------------------------- broken, waived


def foremost(findings: Iterable[Finding], waivers: Iterable[Waiver]) -> list[RenderableType]:
    """Return what is broken and what is waived and why: each in a line, or by rule where there are many."""
    findings = tuple(findings)
    reasons = {waiver.id: waiver.reason for waiver in waivers}
    parts: list[RenderableType] = []
    for state in ("broken", "waived"):
        entries = [finding for finding in findings if finding.state == state]
        if len(entries) > MOST_TOLD:
            parts += by_rule(entries, state)
        else:
            parts += [inset(line(_told(entry, reasons), _style(state)), 2) for entry in entries]
    return parts


def by_rule(findings: Iterable[Finding], state: Literal["broken", "waived"]) -> list[RenderableType]:
    """Return one line for each rule: how often it is broken or waived, and where for the longest time."""
    entries = sorted((finding for finding in findings if finding.state == state), key=lambda entry: entry.rule)
    parts: list[RenderableType] = []
    for rule, group in groupby(entries, key=lambda entry: entry.rule):
        found = list(group)
        longest = max(found, key=_lasts)
        often = f"{len(found)} times, the longest " if len(found) > 1 else ""
        told = f"{state}: {rule}, {often}{_span(longest)}, {longest.subject}"
        parts.append(inset(line(told, _style(state)), 2))
    return parts


def _told(finding: Finding, reasons: dict[str, str]) -> str:
    told = f"{finding.state}: {finding.rule}, {_span(finding)}: {finding.sentence.rstrip('.')}"
    if finding.waiver is None:
        return told
    reason = reasons.get(finding.waiver)
    return f"{told}; waived by {finding.waiver}" + (f": {reason}" if reason else "")


def _span(finding: Finding) -> str:
    start, end = finding.start, finding.end
    if end is None:
        return f"{date_of(start)}, still open"
    return date_of(start) if end == start else period(start, end)


def _style(state: str) -> str:
    return "red" if state == "broken" else "yellow"


def _lasts(finding: Finding) -> float:
    return float("inf") if finding.end is None else (finding.end - finding.start).total_seconds()


# ------------------------------------------------------------------------------------------------ what is planned


def decided_ids(plan: Plan) -> set[str]:
    """Return the flights of which the scenario left something open."""
    scenario = plan.scenario
    return {request.id for request in scenario.requests} | {departure.flight for departure in scenario.departures}


def what_is_planned(plan: Plan) -> list[RenderableType]:
    """Return how much was decided, and the first of it by its day; nothing where nothing was left open."""
    scenario = plan.scenario
    there = {flight.id for flight in plan.flights}
    known = {walk.id for walk in scenario.spacewalks}
    wanted = [request.id for request in scenario.requests]
    decided = [walk.id for walk in plan.spacewalks if walk.id not in known]
    counts = (
        (len([name for name in wanted if name in there]), len(wanted), "flight"),
        (len(scenario.departures), len(scenario.departures), "departure"),
        (len(decided), len(scenario.spacewalk_requests), "spacewalk"),
        (len(plan.trainings), len(plan.trainings), "course"),
    )
    told = ", ".join(
        f"{count} of {asked} {noun}s" if count < asked else many(count, noun) for count, asked, noun in counts if asked
    )
    if not told:
        return []
    parts: list[RenderableType] = [line(f"planned: {told}")]
    first = [f"{name} {date_of(instant)}" for instant, name in sorted(_events(plan))[:FIRST_EVENTS]]
    if first:
        parts.append(line(f"first: {', '.join(first)}"))
    return parts


def _events(plan: Plan) -> Iterator[tuple[datetime, str]]:
    """Yield launches and departures of the flights that were decided, and the spacewalks."""
    start = plan.scenario.horizon.start
    wanted = decided_ids(plan)
    for flight in plan.flights:
        if flight.id not in wanted:
            continue
        for instant, verb in ((flight.launch, "launches"), (flight.undocked, "leaves")):
            if instant is not None and instant >= start:
                yield instant, f"{flight.id} {verb}"
    known = {walk.id for walk in plan.scenario.spacewalks}
    for walk in plan.spacewalks:
        if walk.id not in known:
            yield walk.start or walk.day, walk.id


def proofs(plan: Plan) -> list[tuple[str, RenderableType]]:
    """Return headings and tables of what is proven: level by level, or era by era."""
    certificate = plan.certificate
    found: list[tuple[str, RenderableType]] = []
    if certificate is not None and certificate.levels:
        found.append(("proof by level, each held before the next was looked at", proof(certificate.levels)))
    if certificate is not None and certificate.eras:
        heading = "proof by era; each bound holds for what the eras before it had decided, none for the whole"
        found.append((heading, eras(certificate.eras)))
    return found
