"""What one flight, and one stay with the flights of its person, tell of who and what is at the station."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from crossflight.record import Flight, HomeSeat, Stay
from crossflight.rules.frame import Frame
from crossflight.rules.port_uses import FAR, earliest, latest
from crossflight.rules.timeline import Aboard, Visit, readings_of

__all__ = ["Leg", "legs_of", "stay_aboard", "visit_of"]


class Leg(NamedTuple):
    """One person's way up or down."""

    instant: datetime
    goes_up: bool
    flight: Flight

    def order(self) -> tuple[datetime, bool, str]:
        """Return what somebody's legs are ordered by: up before down where both are at one instant."""
        return self.instant, not self.goes_up, self.flight.id


def visit_of(frame: Frame, flight: Flight) -> Visit | None:
    """Return the visit of a flight; None when it never docks."""
    start = latest(flight, "docked")
    return None if start is None else Visit(flight, frame.type_of(flight), start, earliest(flight, "undocked") or FAR)


def legs_of(flight: Flight) -> Iterator[tuple[str, Leg]]:
    """Yield whom a flight takes up and down, and when."""
    up, down = flight.launch or flight.docked, flight.undocked or flight.landed
    if up is not None:
        for person in flight.up:
            yield person, Leg(up, True, flight)
    if down is not None:
        for person in flight.down:
            yield person, Leg(down, False, flight)


def stay_aboard(frame: Frame, stay: Stay, up: Flight | None, legs: tuple[Leg, ...]) -> Aboard | None:
    """Return a stay as its way up and the first way down after it tell it; None when it never begins.

    ``legs`` are all flights of the person, in order.
    """
    person = frame.people.get(stay.person)
    start = latest(up, "docked") if up is not None else stay.start or frame.start
    if person is None or start is None:
        return None
    down = None
    for leg in legs:
        undocked = None if leg.goes_up else leg.flight.undocked
        if undocked is not None and undocked >= start:
            down = leg.flight
            break
    end = down.undocked if down is not None else stay.end if stay.down is None else None
    homes = tuple(sorted(stay.homes, key=lambda home: home.since)) if len(stay.homes) > 1 else stay.homes
    if not homes and up is not None:
        homes = (HomeSeat(flight=up.id, since=start),)
    elif up is not None and homes[0].flight == up.id and homes[0].since != start:
        homes = (homes[0].model_copy(update={"since": start}), *homes[1:])
    end = FAR if end is None else end
    turns, readings = readings_of(homes)
    changes = (start, end, *turns, *frame.setting.turns_of[person.id])
    return Aboard(person, stay, start, end, homes, down, turns, readings, changes)
