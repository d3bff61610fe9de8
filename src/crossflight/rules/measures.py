"""What is measured and never judged: exposure, cover, and seats after a loss."""

from bisect import bisect_left
from datetime import datetime

from crossflight.instants import days_between
from crossflight.record import LossCell, Measures, Plan, Scenario, Sky, Uncovered
from crossflight.rules.case import Case, Situation, Visit
from crossflight.rules.operators import segments_without
from crossflight.rules.seating import free_seats_left, unseated
from crossflight.rules.spacewalk_load import spacewalk_weeks
from crossflight.rules.standing import without_place
from crossflight.rules.urgent_spacewalks import urgent_spans

__all__ = ["measure"]


def measure(scenario: Scenario, plan: Plan, until: datetime | None = None) -> Measures:
    """Return the exposure, the uncovered days of each segment, and who lacks a seat after each single loss.

    Exposure counts person-days without a nominal seat in the state as it is, with no loss supposed, as the level of
    the planner does: a free seat helps those alone who are known to have the suit for it. After a loss the vehicle is
    gone and its people stay aboard: they take free places in the other docked vehicles, whatever their suits, or wait.
    """
    case = Case(scenario, Sky(), plan, until)
    exposure = 0.0
    unsuited: set[str] = set()
    uncovered = {segment.id: 0.0 for segment in scenario.station.segments}
    cells: list[LossCell] = []
    for situation in case.situations:
        days = days_between(situation.start, situation.end)
        left = unseated(case, situation)
        exposure += len(left) * days
        if free_seats_left(situation, len(left)):
            unsuited.update(left)
        exposed: set[str] = set()
        for visit in situation.visits:
            segments = segments_without(situation, visit)
            exposed.update(segments)
            cells.append(_cell(case, situation, visit, segments))
        for segment in exposed:
            uncovered[segment] += days
    return Measures(
        start=case.start,
        end=case.end,
        exposure_person_days=round(exposure, 3),
        unsuited=tuple(sorted(unsuited)),
        uncovered=tuple(Uncovered(segment=segment, days=round(days, 3)) for segment, days in uncovered.items()),
        after_loss=tuple(cells),
        urgent_spacewalks=tuple(urgent_spans(case)),
        spacewalk_weeks=tuple(spacewalk_weeks(case)),
    )


def _cell(case: Case, situation: Situation, lost: Visit, segments: tuple[str, ...]) -> LossCell:
    others = [visit for visit in situation.visits if visit.flight.id != lost.flight.id]
    people = len(situation.people)
    places = [case.contingency_places(visit, situation.start) for visit in others]
    following = bisect_left(case.dockings, situation.end)
    rescue = case.dockings[following] if following < len(case.dockings) else None
    return LossCell(
        lost=lost.flight.id,
        start=situation.start,
        end=situation.end,
        nominal_short=max(0, people - sum(situation.seats[visit.flight.id] for visit in others)),
        contingency_short=without_place(people, places),
        rescue_days=None if rescue is None else round(days_between(situation.start, rescue), 3),
        segments_uncovered=segments,
    )
