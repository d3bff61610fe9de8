"""Single losses added up: of each thing over all days, and over all things on each day."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from crossflight.instants import days_between
from crossflight.record import AnyLoss, Loss, LossSummary, Outage

__all__ = ["any_loss", "summaries", "weakest"]

MOST_WEAK_SPANS = 5


def badness(cell: Loss | AnyLoss) -> tuple[int, int, int]:
    """Return what makes one loss worse than another: segments first, then contingency places, then seats."""
    return len(cell.segments_uncovered), cell.contingency_short or 0, cell.nominal_short


def summaries(cells: Iterable[Loss], outages: Sequence[Outage]) -> tuple[LossSummary, ...]:
    """Return the loss of each thing over all its days, in the order of the cells; they stand thing by thing."""
    found = []
    for (kind, lost), entries in groupby(cells, key=lambda cell: (cell.kind, cell.lost)):
        own = list(entries)
        worst = max(own, key=badness)
        held = [entry for entry in outages if kind == "launcher" and entry.launcher == lost]
        shortest = min(
            (entry for entry in held if entry.slip_days is not None),
            key=lambda entry: entry.slip_days or 0,
            default=None,
        )
        places = [cell.contingency_short for cell in own if cell.contingency_short is not None]
        rescues = [cell.rescue_days for cell in own]
        found.append(
            LossSummary(
                lost=lost,
                kind=kind,
                worst=worst.start,
                worst_end=worst.end,
                nominal_short=max(cell.nominal_short for cell in own),
                contingency_short=max(places, default=None),
                segments_uncovered=tuple(sorted({segment for cell in own for segment in cell.segments_uncovered})),
                days_nominal_short=_days(cell for cell in own if cell.nominal_short),
                days_contingency_short=_days(cell for cell in own if cell.contingency_short),
                days_contingency_unknown=_days(cell for cell in own if cell.contingency_short is None),
                days_uncovered=_days(cell for cell in own if cell.segments_uncovered),
                longest_rescue_days=None if None in rescues else max(days for days in rescues if days is not None),
                shortest_outage_days=None if shortest is None else shortest.slip_days,
                outage_from=None if shortest is None else shortest.end,
                outage_rule=None if shortest is None else shortest.rule,
                outage_subject=() if shortest is None else shortest.subject,
            )
        )
    return tuple(found)


def _days(cells: Iterable[Loss]) -> float:
    return round(sum(days_between(cell.start, cell.end) for cell in cells), 3)


def any_loss(cells: Sequence[Loss], starts: Sequence[datetime]) -> tuple[AnyLoss, ...]:
    """Return the worst that any single loss does, over the spans in which that does not change.

    ``starts`` are the first instants of the spans in which the plan itself does not change.
    """
    edges = sorted({*starts, *(limit for cell in cells for limit in (cell.start, cell.end))})
    there: list[list[Loss]] = [[] for _ in edges[1:]]
    for cell in cells:
        for place in range(bisect_left(edges, cell.start), bisect_left(edges, cell.end)):
            there[place].append(cell)
    spans: list[AnyLoss] = []
    for start, end, found in zip(edges, edges[1:], there, strict=False):
        span = _worst(start, end, found)
        if spans and _said(spans[-1]) == _said(span):
            span = _worst_of(spans.pop(), span)
        spans.append(span)
    return tuple(spans)


def _worst(start: datetime, end: datetime, found: Sequence[Loss]) -> AnyLoss:
    worst = max((badness(cell) for cell in found), default=(0, 0, 0))
    places = [cell.contingency_short for cell in found]
    return AnyLoss(
        start=start,
        end=end,
        nominal_short=max((cell.nominal_short for cell in found), default=0),
        contingency_short=max((number for number in places if number is not None), default=None),
        contingency_unknown=None in places,
        segments_uncovered=tuple(sorted({segment for cell in found for segment in cell.segments_uncovered})),
        lost=tuple(sorted({cell.lost for cell in found if badness(cell) == worst})) if any(worst) else (),
    )


def _said(span: AnyLoss) -> tuple[object, ...]:
    return (
        span.nominal_short,
        span.contingency_short,
        span.contingency_unknown,
        span.segments_uncovered,
        span.lost,
    )


def _worst_of(first: AnyLoss, second: AnyLoss) -> AnyLoss:
    return first.model_copy(update={"end": second.end})


def weakest(spans: Sequence[AnyLoss]) -> tuple[AnyLoss, ...]:
    """Return the spans in which a single loss does most, the worst first; of equal ones the longest first."""
    bad = [span for span in spans if any(badness(span))]
    bad.sort(key=lambda span: (*(-part for part in badness(span)), span.start - span.end, span.start))
    return tuple(bad[:MOST_WEAK_SPANS])
