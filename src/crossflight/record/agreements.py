"""Agreements, events and waivers."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from crossflight import instants
from crossflight.record.noun import Count, Fact, Instant, Noun, Slug, Text

__all__ = ["Agreement", "Event", "Mark", "Side", "Waiver"]


class Side(Noun):
    """One side of an exchange: its agencies, and the vehicle types whose seats it gives."""

    agencies: tuple[Slug, ...] = Field(min_length=1)
    vehicle_types: tuple[Slug, ...] = Field(min_length=1)


class Agreement(Fact):
    """An exchange of seats: each covered flight carries the partner, and in the end both gave as much as they got."""

    id: Slug
    name: Text
    sides: tuple[Side, Side]
    signed: Instant | None = None
    start: Instant
    end: Instant | None = None
    flights: tuple[Slug, ...] = ()
    """The flights that it covers."""
    partner_seats: Count = 1
    """Seats for the partner on each covered flight that carries people."""
    is_balanced: bool = True
    """True when seats given and received must be equal at the end."""
    is_in_force: bool = True
    """False switches the agreement off, to see what it buys."""


class Event(Fact):
    """Something that happened to a vehicle, a person, a pad or a port, or that was decided about one."""

    id: Slug
    kind: Literal[
        "vehicle-degraded",
        "vehicle-restored",
        "leave-by",
        "flight-lost",
        "launch-held",
        "launcher-grounded",
        "person-unfit",
        "site-closed",
        "port-closed",
        "suit-restricted",
        "spacewalks-held",
        "notice",
    ]
    subject: Slug
    """The flight, launcher, person, site, port, suit, airlock or station."""
    start: Instant
    end: Instant | None = None
    """For leave-by: the latest undocking, which must be told."""
    nominal_seats: Count | None = None
    """For a degraded vehicle: seats that are still fit for a nominal return."""
    fit_for: Count | Literal["unknown"] | None = None
    """For a degraded vehicle: people it can bring home in an emergency."""
    sentence: Text

    @model_validator(mode="after")
    def _is_in_order(self) -> "Event":
        if self.end is not None and self.end < self.start:
            message = f"event '{self.id}': ends at {instants.write(self.end)}, before {instants.write(self.start)}"
            raise ValueError(message)
        if self.kind == "leave-by" and self.end is None:
            message = f"event '{self.id}': says to leave and not by when; give end"
            raise ValueError(message)
        return self


Mark = Instant | Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.(launch|docked|undocked|landed)$")]
"""An instant, or a moment of a flight in the plan, such as ``crew-5.docked``."""


class Waiver(Fact):
    """A signed exception to one rule, for one subject and one span of time."""

    id: Slug
    rule: Text
    subject: tuple[Slug, ...] = ()
    """Every one of these must be named by the finding's subject; empty: any subject."""
    start: Mark
    end: Mark | None = None
    reason: Text
    approver: Text
