"""Handovers: spans in which an old crew and a new one are both aboard."""

from collections.abc import Iterator
from datetime import datetime

from crossflight import instants
from crossflight.files.calendars.entries import Entry, crew_line, is_decided
from crossflight.record import Flight, Plan

__all__ = ["handovers"]


def handovers(plan: Plan) -> Iterator[Entry]:
    """Yield the spans in which a crew and the one that follows it in a vehicle of the same type are both aboard.

    The one that follows is the first that docks before the old crew leaves, and stays. Visitors, of whom nobody
    operates a segment, hand nothing over.
    """
    types = {vehicle.id: vehicle.type for vehicle in plan.scenario.vehicles}
    crewed = sorted(
        (flight for flight in plan.flights if flight.docked is not None and (flight.up or flight.down)),
        key=lambda flight: (flight.docked or plan.scenario.as_of, flight.id),
    )
    for position, old in enumerate(crewed):
        if old.undocked is None or not _has_operator(old, old.undocked, plan):
            continue
        following = (
            new
            for new in crewed[position + 1 :]
            if types.get(new.vehicle) == types.get(old.vehicle)
            and new.docked is not None
            and new.docked < old.undocked
            and (new.undocked is None or old.undocked < new.undocked)
        )
        new = next(following, None)
        if new is None or new.docked is None:
            continue
        is_by_day = "day" in {new.precision.get("docked"), old.precision.get("undocked")}
        title = f"Handover: {old.id} to {new.id}"
        days = instants.days_between(new.docked, old.undocked)
        yield Entry(
            f"handover.{old.id}",
            "handover",
            title,
            new.docked,
            "second",
            (
                f"{title}, {days:.1f} days",
                *crew_line("Leaving", old.down, old.commander_down, plan),
                *crew_line("Newly come", new.up, new.commander_up, plan),
            ),
            old.undocked,
            where=plan.scenario.station.name,
            is_tentative=is_by_day or is_decided(old, plan) or is_decided(new, plan),
        )


def _has_operator(flight: Flight, instant: datetime, plan: Plan) -> bool:
    """Say whether an operator of any segment goes home in the flight."""
    segments = [segment.id for segment in plan.scenario.station.segments]
    return any(
        person.is_qualified("operator", segment, instant)
        for person in plan.scenario.people
        if person.id in flight.down
        for segment in segments
    )
