"""Who can run each segment, now and after a ship has gone."""

from collections.abc import Iterator
from datetime import datetime

from crossflight.record import Finding, Segment
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
            for situation in case.situations
            if not case.operators(situation, segment.id)
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
            for situation in case.situations
            for visit in situation.visits
            for is_certain in _losses(case, situation, segment, visit)
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


def _losses(case: Case, situation: Situation, segment: Segment, lost: Visit) -> Iterator[bool]:
    """Yield True when the loss surely empties the segment, False when one reading of the seats does."""
    if not any(home.flight == lost.flight.id for entry in situation.people for home in entry.homes_at(situation.start)):
        return
    staying = [
        {home.flight for home in entry.homes_at(situation.start)} for entry in case.operators(situation, segment.id)
    ]
    if any(lost.flight.id not in homes for homes in staying):
        return
    yield not any(homes != {lost.flight.id} for homes in staying)


def segments_without(case: Case, situation: Situation, lost: Visit) -> tuple[str, ...]:
    """Return the segments that the loss of a vehicle with its people leaves, surely, without an operator."""
    return tuple(
        segment.id for segment in case.scenario.station.segments if True in _losses(case, situation, segment, lost)
    )
