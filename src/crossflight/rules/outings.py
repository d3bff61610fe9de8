"""Spacewalks as they are judged: the instants and the days that each takes, what was asked for, who is aboard then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from crossflight.instants import DAY, midnight
from crossflight.record import Airlock, LifeSupport, Plan, Scenario, Spacewalk, SpacewalkRequest
from crossflight.rules.timeline import Aboard

if TYPE_CHECKING:
    from crossflight.rules.case import Case
    from crossflight.rules.frame import Frame

__all__ = [
    "Outing",
    "aboard",
    "airlock_of",
    "attended",
    "life_support_of",
    "outings",
    "outings_of",
]

INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Outing:
    """A spacewalk, its span ``[start, end)``, and the whole UTC days ``[first_day, day_after)`` that hold it."""

    walk: Spacewalk
    request: SpacewalkRequest | None
    """None where nobody asked for it in the scenario."""
    start: datetime
    end: datetime
    first_day: datetime
    day_after: datetime

    @property
    def is_urgent(self) -> bool:
        """Say whether it is made even where others are not."""
        return self.request is not None and self.request.urgent

    def takes_day_of(self, instant: datetime) -> bool:
        """Say whether an instant lies on one of its days."""
        return self.first_day <= instant < self.day_after


def outings_of(scenario: Scenario, plan: Plan) -> tuple[Outing, ...]:
    """Return the spacewalks of the scenario's station in a plan, by start."""
    asked = {request.id: request for request in scenario.spacewalk_requests}
    found = []
    for walk in sorted(plan.spacewalks, key=lambda walk: (walk.start or walk.day, walk.id)):
        if walk.station == scenario.station.id:
            start = walk.start or walk.day
            end = max(walk.last, start + INSTANT)
            found.append(Outing(walk, asked.get(walk.id), start, end, midnight(start), midnight(end - INSTANT) + DAY))
    return tuple(found)


def outings(case: "Case", *, judged: bool = True) -> Iterator[Outing]:
    """Yield the spacewalks of a case by start: those that begin within what is judged, or all."""
    return (outing for outing in case.outings if not judged or case.start <= outing.start < case.end)


def attended(case: "Case") -> Iterator[tuple[Outing, tuple[Aboard, ...]]]:
    """Yield the spacewalks that begin within what is judged, with everybody who is aboard then."""
    pairs = zip(case.outings, case.present, strict=True)
    return ((outing, present) for outing, present in pairs if case.start <= outing.start < case.end)


def aboard(_frame: "Frame", outing: Outing, people: Sequence[Aboard]) -> tuple[Aboard, ...]:
    """Return those of some people who have come before the days of a spacewalk and leave after them."""
    return tuple(
        entry
        for entry in people
        if (entry.start < outing.first_day or (entry.stay.up is None and entry.stay.start is None))
        and entry.end >= outing.day_after
    )


def airlock_of(frame: "Frame", outing: Outing) -> Airlock | None:
    """Return the airlock of a spacewalk; None where it is not public, or none of the station's."""
    return None if outing.walk.airlock is None else frame.setting.airlocks.get(outing.walk.airlock)


def life_support_of(frame: "Frame", outing: Outing) -> LifeSupport | None:
    """Return what is known of how long the suit of a spacewalk lasts."""
    return next((suit.life_support for suit in frame.scenario.suits if suit.id == outing.walk.suit), None)
