"""Flights to a station, and who stays aboard with a seat in which of them."""

from itertools import pairwise
from typing import Literal

from pydantic import Field, model_validator

from crossflight import instants
from crossflight.record.noun import Fact, Instant, Noun, Period, Slug, Text

__all__ = ["Flight", "HomeChange", "HomeSeat", "Moment", "Precision", "Relocation", "Stay"]

Moment = Literal["launch", "docked", "undocked", "landed"]
Precision = Literal["second", "minute", "day"]


class Relocation(Noun):
    """A move from one port to another, with everybody of that vehicle inside."""

    undocked: Instant
    docked: Instant
    port: Slug
    precision: Precision = "second"

    @model_validator(mode="after")
    def _is_in_order(self) -> "Relocation":
        if self.docked < self.undocked:
            message = f"redocks at {instants.write(self.docked)}, before it undocks at {instants.write(self.undocked)}"
            raise ValueError(message)
        return self


class Flight(Fact):
    """One visit of a vehicle to a station, from liftoff to landing."""

    id: Slug
    station: Slug
    vehicle: Slug
    launcher: Slug | None = None
    site: Slug | None = None
    zone: Slug | None = None
    launch: Instant | None = None
    docked: Instant | None = None
    port: Slug | None = None
    profile: Text | None = None
    """The rendezvous profile, such as 2-orbit."""
    relocations: tuple[Relocation, ...] = ()
    undocked: Instant | None = None
    landed: Instant | None = None
    up: tuple[Slug, ...] = ()
    down: tuple[Slug, ...] = ()
    backups: tuple[Slug, ...] = ()
    """Who stood by to take the seats up."""
    commander_up: Slug | None = None
    commander_down: Slug | None = None
    precision: dict[Moment, Precision] = Field(default_factory=dict)
    """How finely each instant is known; a second where nothing is said."""
    planned: tuple[Moment, ...] = ()
    """Instants that are known only as they were planned."""
    bounds: dict[Moment, Period] = Field(default_factory=dict)
    """For an instant that nobody published: the earliest and the latest it can have been."""
    permanent: bool = False
    """True for a module that stays."""

    @model_validator(mode="after")
    def _is_in_order(self) -> "Flight":
        moments = [
            ("launch", self.launch),
            ("docked", self.docked),
            *((f"relocations[{index}].undocked", move.undocked) for index, move in enumerate(self.relocations)),
            ("undocked", self.undocked),
            ("landed", self.landed),
        ]
        known = [(name, instant) for name, instant in moments if instant is not None]
        for (first, earlier), (second, later) in pairwise(known):
            if later < earlier:
                message = (
                    f"flight '{self.id}': {second} at {instants.write(later)} comes before "
                    f"{first} at {instants.write(earlier)}"
                )
                raise ValueError(message)
        for seats, name in ((self.up, "up"), (self.down, "down")):
            if len(set(seats)) != len(seats):
                message = f"flight '{self.id}': somebody is listed twice in {name}"
                raise ValueError(message)
        return self

    def still_docked(self) -> "Flight":
        """Return the flight with its departure open again, and nothing told of it."""
        ahead = {"undocked", "landed"}
        return self.model_copy(
            update={
                "undocked": None,
                "landed": None,
                "down": (),
                "commander_down": None,
                "planned": tuple(moment for moment in self.planned if moment not in ahead),
                "precision": {name: known for name, known in self.precision.items() if name not in ahead},
            }
        )

    def moment(self, name: str) -> Instant | None:
        """Return the instant of that name, None where it is not known or not yet decided."""
        return {
            "launch": self.launch,
            "docked": self.docked,
            "undocked": self.undocked,
            "landed": self.landed,
        }[name]


class HomeSeat(Fact):
    """A seat to go home in: which flight's vehicle, since when, and whether it was made fit for the person."""

    flight: Slug
    since: Instant
    latest: Instant | None = None
    """Where the day of the change is not public: it was made between ``since`` and ``latest``."""
    kind: Literal["nominal", "contingency"] = "nominal"
    fitted: bool | Literal["unknown"] = True
    """Liner and suit fit this person; ``unknown``: not public."""


class HomeChange(HomeSeat):
    """A dated change of somebody's home seat."""

    person: Slug


class Stay(Noun):
    """A person aboard a station: the way up, the way down, and the home seats in between."""

    person: Slug
    up: Slug | None = None
    """The flight that brought the person; None where it lies before the record."""
    down: Slug | None = None
    """The flight that takes the person home; None while that is open."""
    start: Instant | None = None
    end: Instant | None = None
    homes: tuple[HomeSeat, ...] = ()
