"""Who can run each segment, now and after a ship has gone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from crossflight.record import Finding
from crossflight.rules.case import Case, Situation, Visit
from crossflight.rules.runs import runs
from crossflight.rules.witness import witness

__all__ = ["each_segment", "segments_without"]


@witness("operators.each-segment")
def each_segment(case: Case) -> Iterator[Finding]:
    """Find spans in which nobody aboard can operate a segment."""
    for segment in case.scenario.station.segments:
        empty = (
            (segment.id, situation.start, situation.end)
            for situation, operated in zip(case.situations, case.operated, strict=True)
            if not operated[segment.id]
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
    for segment in case.scenario.station.segments:
        found: list[tuple[tuple[str, bool], datetime, datetime]] = [
            ((visit.flight.id, is_certain), situation.start, situation.end)
            for situation, operated in zip(case.situations, case.operated, strict=True)
            for visit in situation.visits
            for is_certain in _losses(situation, operated[segment.id], visit)
        ]
        for (lost, is_certain), start, end in runs(found):
            flight = case.flights[lost]
            yield case.finding(
                "operators.any-single-loss",
                start,
                case.open_end(end),
                (segment.id, flight.id),
                f"{segment.name}: if {flight.id} leaves with its people, "
                + ("nobody who stays can operate it" if is_certain else "perhaps nobody who stays can operate it"),
                unknown=None if is_certain else "the day of a seat change is not public",
                amount=0,
                limit=1,
                unit="operators",
                flights=(flight,),
            )


def _losses(situation: Situation, operators: Sequence[int], lost: Visit) -> Iterator[bool]:
    """Yield True when the loss surely empties the segment, False when one reading of the seats does."""
    name = lost.flight.id
    is_sure = True
    for place in operators:
        homes = situation.homes[place]
        if name not in homes:
            return
        is_sure = is_sure and len(homes) == 1
    if operators or any(name in homes for homes in situation.homes):
        yield is_sure


def segments_without(situation: Situation, operated: Mapping[str, Sequence[int]], lost: Visit) -> tuple[str, ...]:
    """Return the segments that the loss of a vehicle with its people leaves, surely, without an operator.

    ``operated`` holds, for each segment, the places of its operators in the situation's list of people.
    """
    return tuple(segment for segment, operators in operated.items() if True in _losses(situation, operators, lost))
