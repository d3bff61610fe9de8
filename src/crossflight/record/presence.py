"""Who is aboard at an instant, by stays and flights alone."""

from collections.abc import Iterable
from datetime import datetime

from crossflight.record.flights import Flight, Stay

__all__ = ["aboard_at"]


def aboard_at(stays: Iterable[Stay], flights: Iterable[Flight], instant: datetime) -> tuple[str, ...]:
    """Return those aboard at the instant: since the docking of their way up, until the undocking of their way down."""
    known = {flight.id: flight for flight in flights}
    found = []
    for stay in stays:
        up, down = known.get(stay.up or ""), known.get(stay.down or "")
        start = up.docked if up is not None and up.docked is not None else stay.start
        end = down.undocked if down is not None and down.undocked is not None else stay.end
        if start is not None and start <= instant and (end is None or instant < end):
            found.append(stay.person)
    return tuple(found)
