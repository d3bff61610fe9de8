"""What is measured and never judged: exposure, cover, and seats after a loss."""

from datetime import datetime

from crossflight.instants import days_between
from crossflight.record import LossCell, Measures, Plan, Scenario, Sky, Uncovered
from crossflight.rules.case import Case, Situation, Visit
from crossflight.rules.operators import segments_without
from crossflight.rules.seats import people_short

__all__ = ["measure"]


def measure(scenario: Scenario, plan: Plan, until: datetime | None = None) -> Measures:
    """Return the exposure, the uncovered days of each segment, and who lacks a seat after each single loss.

    Exposure counts person-days without a nominal seat in the state as it is, with no loss supposed. After a loss the
    vehicle is gone and its people stay aboard: they take free places in the other docked vehicles, or wait.
    """
    case = Case(scenario, Sky(), plan, until)
    exposure = 0.0
    uncovered = {segment.id: 0.0 for segment in scenario.station.segments}
    cells: list[LossCell] = []
    for situation in case.situations:
        days = days_between(situation.start, situation.end)
        exposure += people_short(case, situation) * days
        exposed: set[str] = set()
        for visit in situation.visits:
            segments = segments_without(case, situation, visit)
            exposed.update(segments)
            cells.append(_cell(case, situation, visit, segments))
        for segment in exposed:
            uncovered[segment] += days
    return Measures(
        start=case.start,
        end=case.end,
        exposure_person_days=round(exposure, 3),
        uncovered=tuple(Uncovered(segment=segment, days=round(days, 3)) for segment, days in uncovered.items()),
        after_loss=tuple(cells),
    )


def _cell(case: Case, situation: Situation, lost: Visit, segments: tuple[str, ...]) -> LossCell:
    others = [visit for visit in situation.visits if visit.flight.id != lost.flight.id]
    seats = sum(case.nominal_seats(visit, situation.start) for visit in others)
    people = len(situation.people)
    places = [_places(case, visit, situation.start) for visit in others]
    known = [number for number in places if number is not None]
    following = min(
        (visit.start for visit in case.visits if visit.type.seats and visit.start >= situation.end),
        default=None,
    )
    return LossCell(
        lost=lost.flight.id,
        start=situation.start,
        end=situation.end,
        nominal_short=max(0, people - seats),
        contingency_short=max(0, people - sum(known)) if len(known) == len(places) else None,
        rescue_days=None if following is None else round(days_between(situation.start, following), 3),
        segments_uncovered=segments,
    )


def _places(case: Case, visit: Visit, instant: datetime) -> int | None:
    """Return the places for people in an emergency; None where that is not public."""
    ailment = case.ailment(visit.flight.id, instant)
    if ailment is None or ailment.fit_for is None:
        return visit.type.contingency_places
    return None if ailment.fit_for == "unknown" else ailment.fit_for
