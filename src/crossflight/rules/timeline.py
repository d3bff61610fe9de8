"""Who and what is at the station, from when to when, and the spans in which nothing changes."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from crossflight.record import Flight, HomeSeat, Person, Stay, VehicleType

__all__ = ["Aboard", "Homes", "Situation", "Visit", "readings_of", "sweep"]

Homes = tuple[HomeSeat, ...]
"""A home seat, or all that it can be between the bounds of a change."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One vehicle at the station, from docking to undocking, relocations included."""

    flight: Flight
    type: VehicleType
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Aboard:
    """One person aboard, from the docking of the way up to the undocking of the way down."""

    person: Person
    stay: Stay
    start: datetime
    end: datetime
    homes: Homes
    down: Flight | None
    """The way down; None while it is open."""
    turns: tuple[datetime, ...]
    """Instants from which another reading of the home seat holds."""
    readings: tuple[tuple[Homes, frozenset[str]], ...]
    """Before the first turn, and from each turn on: the possible home seats, and their flights."""

    def homes_at(self, instant: datetime) -> Homes:
        """Return the home seat at the instant, or all that it can be between the bounds of a change."""
        return self.readings[bisect_right(self.turns, instant)][0]

    def flights_at(self, instant: datetime) -> frozenset[str]:
        """Return the flights of the possible home seats at the instant."""
        return self.readings[bisect_right(self.turns, instant)][1]


@dataclass(frozen=True, slots=True)
class Situation:
    """A span in which nobody comes, goes or changes seats: who is aboard, which crew vehicles are docked."""

    start: datetime
    end: datetime
    people: tuple[Aboard, ...]
    visits: tuple[Visit, ...]
    homes: tuple[frozenset[str], ...]
    """The flights of the possible home seats of each of the people."""


def readings_of(homes: Homes) -> tuple[tuple[datetime, ...], tuple[tuple[Homes, frozenset[str]], ...]]:
    """Return the instants from which another reading of a home seat holds, and the readings."""
    nothing: tuple[Homes, frozenset[str]] = ((), frozenset())
    if len(homes) == 1 and (homes[0].latest is None or homes[0].latest <= homes[0].since):
        return (homes[0].since,), (nothing, (homes, frozenset({homes[0].flight})))
    turns = sorted({limit for home in homes for limit in (home.since, home.latest) if limit is not None})
    found = [nothing]
    for instant in turns:
        options: list[HomeSeat] = []
        for home in homes:
            if home.since > instant:
                break
            if home.latest is None or home.latest <= instant:
                options.clear()
            options.append(home)
        found.append((tuple(options), frozenset(home.flight for home in options)))
    return tuple(turns), tuple(found)


def sweep(instants: list[datetime], spans: list[tuple[datetime, datetime]]) -> Iterator[list[int]]:
    """Yield, for each instant but the last, the places of the spans that hold it, in their order."""
    order = sorted(range(len(spans)), key=lambda place: spans[place][0])
    waiting = 0
    present: list[int] = []
    for instant in instants[:-1]:
        present = [place for place in present if instant < spans[place][1]]
        before = len(present)
        while waiting < len(order) and spans[order[waiting]][0] <= instant:
            if instant < spans[order[waiting]][1]:
                present.append(order[waiting])
            waiting += 1
        if len(present) > before:
            present.sort()
        yield present
