"""Where eras end: on a quiet day, with nothing under way and nothing that has just come or gone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from crossflight.instants import DAY, midnight
from crossflight.record import Flight, Horizon, Numbers

__all__ = ["EraSpan", "era_from", "quiet_day"]

QUIET_REACH = 30
"""Days around the end of an era in which a quiet day is looked for."""


@dataclass(frozen=True)
class EraSpan:
    """An era: what begins before ``end`` is decided in it; it is planned up to ``ahead``."""

    start: datetime
    end: datetime
    ahead: datetime

    @property
    def is_last(self) -> bool:
        """Say whether nothing comes after it."""
        return self.end == self.ahead


def era_from(start: datetime, horizon: Horizon, era: timedelta, ahead: timedelta) -> EraSpan:
    """Return the era that begins on a day; the last one takes what would only be its look-ahead."""
    if start + era + ahead >= horizon.end:
        return EraSpan(start, horizon.end, horizon.end)
    return EraSpan(start, midnight(start + era), midnight(start + era + ahead))


def quiet_day(flights: Iterable[Flight], span: EraSpan, numbers: Numbers) -> datetime:
    """Return the quiet midnight that is nearest to the end of an era; the end itself where none is near.

    No flight is on its way up or down then, and the last docking or undocking lies as many whole days back as the rules
    want between two of them: so the next era need not look at what has left.
    """
    apart = (max(numbers.clearance_days, numbers.port_turnaround_days) + 2) * DAY
    busy = []
    for flight in flights:
        up = [instant for instant in (flight.launch, flight.docked) if instant is not None]
        down = [instant for instant in (flight.undocked, flight.landed) if instant is not None]
        moves = [(move.undocked, move.docked) for move in flight.relocations]
        busy += [(min(leg), max(leg) + apart) for leg in (up, down, *moves) if leg]
    for days in sorted(range(-QUIET_REACH, QUIET_REACH + 1), key=lambda days: (abs(days), days)):
        day = span.end + days * DAY
        if span.start < day < span.ahead and not any(first < day <= last for first, last in busy):
            return day
    return span.end
