"""Signed exceptions, laid over what was found."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from crossflight.record import Finding, Mark, Waiver
from crossflight.rules.case import FAR, Case

__all__ = ["waive"]


def waive(case: Case, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings, each breach split where a waiver begins or ends to cover it."""
    for finding in findings:
        if finding.state == "broken":
            yield from _split(case, finding)
        else:
            yield finding


def _split(case: Case, finding: Finding) -> Iterator[Finding]:
    for waiver in case.scenario.waivers:
        span = _span(case, waiver)
        if waiver.rule != finding.rule or not set(waiver.subject) <= set(finding.names) or span is None:
            continue
        last = FAR if finding.kind == "agreement" else case.end
        end = finding.end or last
        start, stop = max(span[0], finding.start), min(span[1], end)
        is_instant = finding.start == end and span[0] <= end < span[1]
        if start >= stop and not is_instant:
            continue
        if finding.start < start:
            yield from _split(case, finding.model_copy(update={"end": start}))
        yield finding.model_copy(
            update={
                "state": "waived",
                "waiver": waiver.id,
                "start": start,
                "end": None if stop >= last else stop,
            }
        )
        if stop < end:
            yield from _split(case, finding.model_copy(update={"start": stop}))
        return
    yield finding


def _span(case: Case, waiver: Waiver) -> tuple[datetime, datetime] | None:
    start = _instant(case, waiver.start)
    end = FAR if waiver.end is None else _instant(case, waiver.end)
    if start is None:
        return None
    return start, FAR if end is None else end


def _instant(case: Case, mark: Mark) -> datetime | None:
    """Return the instant of a mark; a moment of a flight that the plan has not set is None."""
    if isinstance(mark, datetime):
        return mark
    flight_id, _, moment = mark.partition(".")
    flight = case.flights.get(flight_id)
    return None if flight is None else flight.moment(moment)
