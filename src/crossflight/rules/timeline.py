"""Who and what is at the station, from when to when, and the spans in which nothing changes."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

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

    def order(self) -> tuple[datetime, str]:
        """Return what visits are ordered by."""
        return self.start, self.flight.id


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
    changes: tuple[datetime, ...]
    """Instants at which anything changes about the stay, or about what the person can do."""

    def homes_at(self, instant: datetime) -> Homes:
        """Return the home seat at the instant, or all that it can be between the bounds of a change."""
        return self.readings[bisect_right(self.turns, instant)][0]

    def flights_at(self, instant: datetime) -> frozenset[str]:
        """Return the flights of the possible home seats at the instant."""
        return self.readings[bisect_right(self.turns, instant)][1]


Spanned = TypeVar("Spanned", Visit, Aboard)


@dataclass(frozen=True, slots=True)
class Situation:
    """A span in which nobody comes, goes or changes seats: who is aboard, which crew vehicles are docked."""

    start: datetime
    end: datetime
    people: tuple[Aboard, ...]
    visits: tuple[Visit, ...]
    homes: tuple[frozenset[str], ...]
    """The flights of the possible home seats of each of the people."""
    seats: Mapping[str, int]
    """The nominal seats of each docked crew vehicle, by its flight."""
    operators: Mapping[str, Sequence[int]]
    """The places in the list of people of those who can operate each segment."""


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


def sweep(instants: Sequence[datetime], entries: Sequence[Spanned]) -> Iterator[tuple[Spanned, ...]]:
    """Yield, for each instant but the last, the entries whose span holds it, in their order."""
    order = sorted(range(len(entries)), key=lambda place: entries[place].start)
    waiting = 0
    present: list[int] = []
    for instant in instants[:-1]:
        present = [place for place in present if instant < entries[place].end]
        before = len(present)
        while waiting < len(order) and entries[order[waiting]].start <= instant:
            if instant < entries[order[waiting]].end:
                present.append(order[waiting])
            waiting += 1
        if len(present) > before:
            present.sort()
        yield tuple([entries[place] for place in present])
