"""Moments of flights as far as they are known, and the ports that vehicles stand at between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from crossflight.instants import DAY
from crossflight.record import Flight

__all__ = ["FAR", "PortUse", "earliest", "latest", "port_uses"]

FAR = datetime(9999, 12, 31, tzinfo=UTC)
"""Stands for an end that is still open."""


@dataclass(frozen=True, slots=True)
class PortUse:
    """One vehicle at one port; where an instant is known only between bounds, the two spans differ."""

    flight: Flight
    port: str
    certain: tuple[datetime, datetime]
    possible: tuple[datetime, datetime]

    def holds(self, instant: datetime) -> bool | None:
        """Say whether the vehicle stands there at the instant; None where that is not known."""
        if self.certain[0] <= instant < self.certain[1]:
            return True
        return None if self.possible[0] <= instant < self.possible[1] else False


def earliest(flight: Flight, name: str) -> datetime | None:
    """Return the earliest that a moment can have been; None when it is open."""
    bounds = _bounds(flight, name)
    return None if bounds is None else bounds[0]


def latest(flight: Flight, name: str) -> datetime | None:
    """Return a moment, or the latest that it can have been; None when it is open."""
    instant = flight.moment(name)
    if instant is not None:
        return instant
    bounds = _bounds(flight, name)
    return None if bounds is None else bounds[1]


def port_uses(flight: Flight) -> Iterator[PortUse]:
    """Yield the ports that a flight's vehicle stands at, one after the other."""
    arrival = _bounds(flight, "docked")
    if arrival is None or flight.port is None:
        return
    port = flight.port
    for move in flight.relocations:
        slack = DAY if move.precision == "day" else DAY * 0
        leave = (move.undocked, move.undocked + slack)
        yield PortUse(flight, port, (arrival[1], leave[0]), (arrival[0], leave[1]))
        arrival = (move.docked, move.docked + slack)
        port = move.port
    leave = _bounds(flight, "undocked") or (FAR, FAR)
    yield PortUse(flight, port, (arrival[1], leave[0]), (arrival[0], leave[1]))


def _bounds(flight: Flight, name: str) -> tuple[datetime, datetime] | None:
    """Return the earliest and the latest that a moment can have been; None when it is open."""
    instant = flight.moment(name)
    if instant is not None:
        return (instant, instant + DAY) if flight.precision.get(name) == "day" else (instant, instant)  # type: ignore[call-overload]
    period = flight.bounds.get(name)  # type: ignore[call-overload]
    return None if period is None else (period.start, period.end or FAR)
