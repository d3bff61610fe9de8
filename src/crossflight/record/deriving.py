"""An agreement derived: how few exchanged seats keep every segment operated, and what flying without exchange costs."""

from crossflight.record.measures import Uncovered
from crossflight.record.noun import Noun, Slug, Text
from crossflight.record.plan import Status

__all__ = ["Derivation", "ExchangeCase", "ExchangedSeats"]


class ExchangedSeats(Noun):
    """Seats up that one flight gives to the partner."""

    flight: Slug
    seats: int


class ExchangeCase(Noun):
    """One way of exchanging seats, and what it leaves uncovered."""

    name: Text
    status: Status
    """How far it is proven."""
    seats: int
    by_flight: tuple[ExchangedSeats, ...]
    uncovered: tuple[Uncovered, ...]
    """Days on which a segment would have no operator after some single loss."""
    uncovered_days: float


class Derivation(Noun):
    """The exchange as wanted, the least that keeps as much cover as can be had, and none."""

    scenario: Text
    flights: tuple[Slug, ...]
    """Those whose seats can be exchanged."""
    cases: tuple[ExchangeCase, ...]
    basis: Text
