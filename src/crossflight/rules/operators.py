"""Who can run each segment, now and after a ship has gone."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from crossflight.record import Finding
from crossflight.rules.case import Case, Frame, Situation, Visit
from crossflight.rules.runs import runs
from crossflight.rules.witness import witness

__all__ = ["each_segment", "segments_without"]


@witness("operators.each-segment")
def each_segment(case: Case) -> Iterator[Finding]:
    """Find spans in which nobody aboard can operate a segment."""
    for segment in case.scenario.station.segments:
        empty = (
            (segment.id, situation.start, situation.end)
            for situation in case.situations
            if not situation.operators[segment.id]
        )
        for _, start, end in runs(empty):
            yield case.finding(
                "operators.each-segment",
                start,
                case.open_end(end),
                (segment.id,),
                f"{segment.name}: nobody aboard can operate it",
                amount=0,
                limit=1,
                unit="operators",
            )


@witness("operators.any-single-loss")
def any_single_loss(case: Case) -> Iterator[Finding]:
    """Find spans in which one vehicle's leaving would take the last operator of a segment along."""
    found: list[tuple[tuple[str, str, bool], datetime, datetime]] = []
    for situation in case.situations:
        found += ((loss, situation.start, situation.end) for loss in case.kept(_emptying, situation))
    segments = {segment.id: segment for segment in case.scenario.station.segments}
    for (segment_id, lost, is_certain), start, end in runs(found):
        yield case.finding(
            "operators.any-single-loss",
            start,
            case.open_end(end),
            (segment_id, lost),
            f"{segments[segment_id].name}: if {lost} leaves with its people, "
            + ("nobody who stays can operate it" if is_certain else "perhaps nobody who stays can operate it"),
            unknown=None if is_certain else "the day of a seat change is not public",
            amount=0,
            limit=1,
            unit="operators",
            flights=(case.flights[lost],),
        )


def _emptying(_frame: Frame, situation: Situation) -> tuple[tuple[str, str, bool], ...]:
    """Return the segments that the loss of a vehicle empties, the vehicles, and whether it surely does."""
    found: list[tuple[str, str, bool]] = []
    for segment, operators in situation.operators.items():
        for visit in situation.visits:
            is_sure = _is_emptied(situation, operators, visit)
            if is_sure is not None:
                found.append((segment, visit.flight.id, is_sure))
    return tuple(found)


def _is_emptied(situation: Situation, operators: Sequence[int], lost: Visit) -> bool | None:
    """Return True when the loss surely empties the segment, False when one reading of the seats does, None if none."""
    name = lost.flight.id
    is_sure = True
    for place in operators:
        homes = situation.homes[place]
        if name not in homes:
            return None
        is_sure = is_sure and len(homes) == 1
    return is_sure if operators or any(name in homes for homes in situation.homes) else None


def segments_without(situation: Situation, lost: Visit) -> tuple[str, ...]:
    """Return the segments that the loss of a vehicle with its people leaves, surely, without an operator."""
    operators = situation.operators.items()
    return tuple(segment for segment, places in operators if _is_emptied(situation, places, lost))
