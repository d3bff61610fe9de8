"""Whether the crew of one vehicle, alone aboard, could still make an urgent spacewalk from the other side's airlock."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import combinations
from typing import Literal

from crossflight.record import Finding, Flight, UrgentSpan
from crossflight.rules.case import Case, Frame, Situation, Visit
from crossflight.rules.runs import Run, runs
from crossflight.rules.schooling import Schooling
from crossflight.rules.witness import witness

__all__ = ["urgent_spans"]

Able = bool | None
"""None where it is not public."""

State = Literal["holding", "broken", "unknown"]
STATES: Mapping[Able, State] = {True: "holding", False: "broken", None: "unknown"}

Standing = tuple[str, str, str, State]
"""Flight, airlock, suit, and whether its crew alone could go outside there."""


@witness("spacewalks.urgent-alone", reads=("flights", "stays", "trainings"))
def urgent_alone(case: Case) -> Iterator[Finding]:
    """Find spans in which the crew of a vehicle, alone, could not make an urgent spacewalk, or nobody knows."""
    for standing, start, end in _runs(case):
        if standing[-1] != "holding":
            yield case.kept(_could_not, standing, case.flights[standing[0]], start, end)


def _could_not(frame: Frame, standing: Standing, flight: Flight, start: datetime, end: datetime) -> Finding:
    _, airlock, _, state = standing
    is_unknown = state == "unknown"
    return frame.finding(
        "spacewalks.urgent-alone",
        start,
        end,
        (flight.id,),
        f"the crew of {flight.id} alone {'is not known to be able to' if is_unknown else 'could not'} make an "
        f"urgent spacewalk from {airlock}",
        unknown="what somebody was trained for is not public" if is_unknown else None,
        flights=(flight,),
    )


def urgent_spans(case: Case) -> Iterator[UrgentSpan]:
    """Yield, by start, the spans in which it holds, is known not to hold, or is unknown, for each vehicle concerned."""
    for (flight, airlock, suit, state), start, end in _runs(case):
        yield UrgentSpan(flight=flight, airlock=airlock, suit=suit, start=start, end=end, state=state)


def _runs(case: Case) -> Iterator[Run[Standing]]:
    schooling = case.schooling
    return runs(
        (standing, situation.start, situation.end)
        for situation in case.situations
        for standing in case.kept(_standings, situation, schooling)
    )


def _standings(frame: Frame, situation: Situation, schooling: Schooling) -> tuple[Standing, ...]:
    """Return how it stands in a situation with the crew of each vehicle concerned."""
    found: list[Standing] = []
    for airlock in frame.setting.urgent_airlocks:
        if not any(period.contains(situation.start) for period in airlock.available):
            continue
        for visit in situation.visits:
            crew = _crew(situation, visit) if visit.type.id in airlock.urgent_for else ()
            if not crew:
                continue
            suit = airlock.suits[0]
            passed = tuple([bisect_right(schooling.turns_of(name), situation.start) for name in crew])
            key = (crew, suit, passed)
            if key not in schooling.urgent:
                schooling.urgent[key] = _can(frame, schooling, crew, suit, situation.start)
            can = schooling.urgent[key]
            found.append((visit.flight.id, airlock.id, suit, STATES[can]))
    return tuple(found)


def _crew(situation: Situation, visit: Visit) -> tuple[str, ...]:
    """Return those whose home seat may be in the vehicle."""
    flight = visit.flight.id
    pairs = zip(situation.people, situation.homes, strict=True)
    return tuple([entry.person.id for entry, homes in pairs if flight in homes])


def _can(frame: Frame, schooling: Schooling, crew: Sequence[str], suit: str, instant: datetime) -> Able:
    """Say whether two of a crew can go outside in the suit while a third runs the arm."""
    fit = [name for name in crew if frame.ailment(name, instant) is None]
    outside = {name: schooling.is_qualified(name, "spacewalk", suit, instant) for name in fit}
    arm = {name: schooling.is_qualified(name, "arm", None, instant) for name in fit}
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
