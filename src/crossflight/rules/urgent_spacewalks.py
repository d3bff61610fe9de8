"""Whether the crew of one vehicle, alone aboard, could still make an urgent spacewalk from the other side's airlock."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import combinations

from crossflight.record import Finding, UrgentSpan
from crossflight.rules.case import Case, Situation, Visit
from crossflight.rules.qualifying import is_qualified
from crossflight.rules.runs import runs
from crossflight.rules.witness import witness

__all__ = ["urgent_spans"]

Able = bool | None
"""None where it is not public."""


@witness("spacewalks.urgent-alone", reads=("flights", "stays", "trainings"))
def urgent_alone(case: Case) -> Iterator[Finding]:
    """Find spans in which the crew of a vehicle, alone, could not make an urgent spacewalk, or nobody knows."""
    for span in urgent_spans(case):
        if span.state == "holding":
            continue
        flight = case.flights[span.flight]
        is_unknown = span.state == "unknown"
        yield case.finding(
            "spacewalks.urgent-alone",
            span.start,
            span.end,
            (span.flight,),
            f"the crew of {span.flight} alone {'is not known to be able to' if is_unknown else 'could not'} make an "
            f"urgent spacewalk from {span.airlock}",
            unknown="what somebody was trained for is not public" if is_unknown else None,
            flights=(flight,),
        )


def urgent_spans(case: Case) -> Iterator[UrgentSpan]:
    """Yield, by start, the spans in which it holds, is known not to hold, or is unknown, for each vehicle concerned."""
    turns_of, known = case.schooling.turns_of, case.schooling.urgent
    found: list[tuple[tuple[str, str, str, str], datetime, datetime]] = []
    airlocks = [airlock for airlock in case.scenario.station.airlocks if airlock.urgent_for and airlock.suits]
    for situation in case.situations if airlocks else ():
        for airlock in airlocks:
            if not any(period.contains(situation.start) for period in airlock.available):
                continue
            for visit in situation.visits:
                crew = _crew(situation, visit) if visit.type.id in airlock.urgent_for else ()
                if not crew:
                    continue
                passed = tuple([bisect_right(turns_of(name), situation.start) for name in crew])
                key = (crew, airlock.suits[0], passed)
                if key not in known:
                    known[key] = _can(case, crew, airlock.suits[0], situation.start)
                can = known[key]
                state = "unknown" if can is None else "holding" if can else "broken"
                names = (visit.flight.id, airlock.id, airlock.suits[0], state)
                found.append((names, situation.start, situation.end))
    for run in runs(found):
        flight, airlock_id, suit_id, state = run.key
        yield UrgentSpan.model_validate(
            {
                "flight": flight,
                "airlock": airlock_id,
                "suit": suit_id,
                "start": run.start,
                "end": run.end,
                "state": state,
            }
        )


def _crew(situation: Situation, visit: Visit) -> tuple[str, ...]:
    """Return those whose home seat may be in the vehicle."""
    flight = visit.flight.id
    pairs = zip(situation.people, situation.homes, strict=True)
    return tuple([entry.person.id for entry, homes in pairs if flight in homes])


def _can(case: Case, crew: Sequence[str], suit: str, instant: datetime) -> Able:
    """Say whether two of a crew can go outside in the suit while a third runs the arm."""
    fit = [name for name in crew if case.ailment(name, instant) is None]
    outside = {name: is_qualified(case, name, "spacewalk", suit, instant) for name in fit}
    arm = {name: is_qualified(case, name, "arm", None, instant) for name in fit}
    best: Able = False
    for first, second in combinations(fit, 2):
        for third in fit:
            if third in {first, second}:
                continue
            able = _all((outside[first], outside[second], arm[third]))
            if able:
                return True
            best = None if able is None else best
    return best


def _all(parts: Sequence[Able]) -> Able:
    if False in parts:
        return False
    return None if None in parts else True
