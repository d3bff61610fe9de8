"""Moments of flights as far as they are known, and the ports that vehicles stand at between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from crossflight.instants import DAY
from crossflight.record import Flight

__all__ = [
    "FAR",
    "Movement",
    "PortUse",
    "Traffic",
    "earliest",
    "latest",
    "movements",
    "port_uses",
    "traffic_of",
]

FAR = datetime(9999, 12, 31, tzinfo=UTC)
"""Stands for an end that is still open."""


@dataclass(frozen=True, slots=True)
class PortUse:
    """One vehicle at one port; where an instant is known only between bounds, the two spans differ."""

    flight: Flight
    port: str
    certain: tuple[datetime, datetime]
    possible: tuple[datetime, datetime]

    def order(self) -> tuple[datetime, str]:
        """Return what the uses of a port are ordered by."""
        return self.certain[0], self.flight.id

    def holds(self, instant: datetime) -> bool | None:
        """Say whether the vehicle stands there at the instant; None where that is not known."""
        if self.certain[0] <= instant < self.certain[1]:
            return True
        return None if self.possible[0] <= instant < self.possible[1] else False


class Movement(NamedTuple):
    """An arrival at a port, or a departure."""

    instant: datetime
    is_arrival: bool
    flight: Flight

    def order(self) -> tuple[datetime, bool, str]:
        """Return what the movements at a port are ordered by."""
        return self.instant, self.is_arrival, self.flight.id


class Traffic(NamedTuple):
    """A docking, an undocking, or a relocation from one port to another, with its first and last instant."""

    start: datetime
    end: datetime
    flight: Flight
    what: str

    def order(self) -> tuple[datetime, str]:
        """Return what traffic is ordered by."""
        return self.start, self.flight.id


def earliest(flight: Flight, name: str) -> datetime | None:
    """Return the earliest that a moment can have been; None when it is open."""
    bounds = _bounds(flight, name)
    return None if bounds is None else bounds[0]


def latest(flight: Flight, name: str) -> datetime | None:
    """Return a moment, or the latest that it can have been; None when it is open."""
    instant: datetime | None = getattr(flight, name)
    if instant is not None:
        return instant
    bounds = _bounds(flight, name)
    return None if bounds is None else bounds[1]


def port_uses(flight: Flight) -> Iterator[tuple[str, PortUse]]:
    """Yield the ports that a flight's vehicle stands at, one after the other, and from when to when."""
    arrival = _bounds(flight, "docked")
    if arrival is None or flight.port is None:
        return
    port = flight.port
    for move in flight.relocations:
        slack = DAY if move.precision == "day" else DAY * 0
        leave = (move.undocked, move.undocked + slack)
        yield port, PortUse(flight, port, (arrival[1], leave[0]), (arrival[0], leave[1]))
        arrival = (move.docked, move.docked + slack)
        port = move.port
    leave = _bounds(flight, "undocked") or (FAR, FAR)
    yield port, PortUse(flight, port, (arrival[1], leave[0]), (arrival[0], leave[1]))


def movements(flight: Flight) -> Iterator[tuple[str, Movement]]:
    """Yield the port of every docking and undocking of a flight, relocations included."""
    port = flight.port
    if port is None:
        return
    if flight.docked is not None:
        yield port, Movement(flight.docked, True, flight)
    for move in flight.relocations:
        yield port, Movement(move.undocked, False, flight)
        yield move.port, Movement(move.docked, True, flight)
        port = move.port
    if flight.undocked is not None:
        yield port, Movement(flight.undocked, False, flight)


def traffic_of(flight: Flight) -> Iterator[tuple[str, Traffic]]:
    """Yield the station and every docking, undocking and relocation of a flight at it."""
    if flight.docked is not None:
        yield flight.station, Traffic(flight.docked, flight.docked, flight, "docks")
    for move in flight.relocations:
        yield flight.station, Traffic(move.undocked, move.docked, flight, "changes ports")
    if flight.undocked is not None:
        yield flight.station, Traffic(flight.undocked, flight.undocked, flight, "leaves")


def _bounds(flight: Flight, name: str) -> tuple[datetime, datetime] | None:
    """Return the earliest and the latest that a moment can have been; None when it is open."""
    instant: datetime | None = getattr(flight, name)
    if instant is not None:
        return (instant, instant + DAY) if flight.precision.get(name) == "day" else (instant, instant)  # type: ignore[call-overload]
    period = flight.bounds.get(name)  # type: ignore[call-overload]
    return None if period is None else (period.start, period.end or FAR)
