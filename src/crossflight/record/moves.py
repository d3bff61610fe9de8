"""What moving one flight by hand does to a plan."""

from typing import Literal

from crossflight.record.findings import Finding
from crossflight.record.noun import Instant, Noun, Slug, Text

__all__ = ["Moved"]


class Moved(Noun):
    """One moment of a flight, moved to another day, everything else staying as it was."""

    flight: Slug
    moment: Literal["launch", "undocked", "landed"]
    asked: Instant
    """The day that was asked for, its midnight."""
    before: Instant
    after: Instant
    """Where it was moved to: on that day, or on the next that the sky offers."""
    note: Text | None = None
    """Where the sky offers nothing on the day, or was not surveyed."""
    broken: tuple[Finding, ...] = ()
    """Newly broken, unknown or unmet: those concerned were not so by that rule before."""
    mended: tuple[Finding, ...] = ()
    """Broken, unknown or unmet before, and no longer."""
    holds: bool
    """True when no rule is newly broken."""
    holds_before: Instant | None = None
    """If it does not hold: the nearest earlier moment that does."""
    holds_after: Instant | None = None
    searched: tuple[Instant, Instant] | None = None
    """The days that were looked at for those, from the first to the last."""
