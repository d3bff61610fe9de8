"""Agencies and people."""

from typing import Annotated, Literal

from pydantic import Field

from crossflight.record.noun import Fact, Instant, Noun, Slug, Text

__all__ = ["Agency", "Person", "Qualification", "Source"]


class Agency(Fact):
    """An agency or company that sends people."""

    id: Slug
    name: Text
    country: Text | None = None


class Qualification(Fact):
    """What a person was announced or trained to do: operate a segment, command a vehicle type, and so on."""

    kind: Literal["operator", "commander", "suit", "spacewalk", "arm"]
    of: Slug | None = None
    """The segment, the vehicle type, the entry suit made for the person, or the spacewalk suit."""
    since: Instant
    until: Instant | None = None

    def holds(self, kind: str, of: str | None, instant: Instant) -> bool:
        """Say whether this is the qualification asked for, and in force at the instant."""
        return (
            self.kind == kind
            and self.of == of
            and self.since <= instant
            and (self.until is None or instant < self.until)
        )


class Person(Fact):
    """Somebody who flies; qualifications are what was announced, and nothing is guessed."""

    id: Slug
    name: Text
    agency: Slug
    synthetic: bool = False
    """True for a person made up for a scenario's pool."""
    height_cm: Annotated[float, Field(gt=0, le=300)] | None = None
    """Only where a suit asks for it; None: not public."""
    qualifications: tuple[Qualification, ...] = ()

    def is_qualified(self, kind: str, of: str | None, instant: Instant) -> bool:
        """Say whether the person holds the qualification at the instant."""
        return any(qualification.holds(kind, of, instant) for qualification in self.qualifications)


class Source(Noun):
    """A page, table or document that facts cite by key."""

    id: Slug
    title: Text
    address: Text | None = None
    retrieved: Instant | None = None
    notes: Text | None = None
