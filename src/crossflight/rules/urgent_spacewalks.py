"""Whether the crew of one vehicle, alone aboard, could still make an urgent spacewalk from the other side's airlock."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import combinations

from crossflight.record import Airlock, Finding, UrgentSpan
from crossflight.rules.case import Case, Situation, Visit
from crossflight.rules.qualifying import is_qualified
from crossflight.rules.runs import runs
from crossflight.rules.witness import witness

__all__ = ["urgent_spans"]

Able = bool | None
"""None where it is not public."""


@witness("spacewalks.urgent-alone")
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
    steady: dict[tuple[tuple[str, ...], str], Able] = {}
    found: list[tuple[tuple[str, str, str, str], datetime, datetime]] = []
    for situation in case.situations:
        for airlock in _open_ones(case, situation.start):
            for visit in situation.visits:
                crew = _crew(situation, visit) if visit.type.id in airlock.urgent_for else ()
                if not crew or not airlock.suits:
                    continue
                key = (crew, airlock.suits[0])
                if key not in steady:
                    can = _can(case, crew, airlock.suits[0], situation.start)
                    if all(_is_steady(case, name) for name in crew):
                        steady[key] = can
                else:
                    can = steady[key]
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


def _is_steady(case: Case, name: str) -> bool:
    """Say whether what somebody can do is the same all the time."""
    person = case.people.get(name)
    if person is None or name in case.setting.health or case.plan.trainings or case.scenario.trainings:
        return False
    return all(
        held.since <= case.start and (held.until is None or held.until >= case.end) for held in person.qualifications
    )


def _open_ones(case: Case, instant: datetime) -> Iterator[Airlock]:
    for airlock in case.scenario.station.airlocks:
        if airlock.urgent_for and any(period.contains(instant) for period in airlock.available):
            yield airlock


def _crew(situation: Situation, visit: Visit) -> tuple[str, ...]:
    """Return those whose home seat may be in the vehicle."""
    pairs = zip(situation.people, situation.homes, strict=True)
    return tuple(entry.person.id for entry, homes in pairs if visit.flight.id in homes)


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
