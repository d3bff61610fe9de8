"""Training when a plan is revised: what was begun stays, what was ahead can be moved, and backups may take a seat."""

from collections.abc import Collection
from datetime import datetime

from crossflight.record import Flight, FlightRequest, Plan, Training

__all__ = ["standing_by", "trainings_as_of"]


def trainings_as_of(plan: Plan, day: datetime, open_flights: Collection[str]) -> tuple[Training, ...]:
    """Return the courses on record on a day: those begun and those of settled flights stay, the others can be moved."""
    booked = (entry for entry in plan.scenario.trainings if not entry.movable)
    ahead = (
        entry.model_copy(update={"movable": entry.start >= day and entry.flight in open_flights})
        for entry in plan.trainings
    )
    return (*booked, *ahead)


def standing_by(told: FlightRequest | None, flight: Flight) -> tuple[str, ...]:
    """Return the backups of a flight who have no seat in it."""
    return tuple(person for person in (() if told is None else told.backups) if person not in flight.up)
