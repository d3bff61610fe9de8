"""A timeline as bare numbers: which task when, and by whom; between the searches and the steps that are told."""

from dataclasses import dataclass
from functools import cached_property

from crossflight.planner.minutes.situation import Situation

__all__ = ["Draft", "Entry"]


@dataclass(frozen=True)
class Entry:
    """A task in a draft."""

    task: int
    """Its number among the tasks of the situation."""
    people: tuple[int, ...]
    """Who does it: 0 the first, 1 the second."""
    start: int
    """In minutes from the opening of the hatch."""


@dataclass(frozen=True)
class Draft:
    """A timeline that holds."""

    hatch: int
    """When it opens, in minutes from when it was wanted open."""
    home: int
    """When both are back at the lock, in minutes from the opening."""
    entries: tuple[Entry, ...]
    """In the order of their starts."""

    @cached_property
    def done(self) -> frozenset[int]:
        """Return the tasks that are done."""
        return frozenset(entry.task for entry in self.entries)

    def own_minutes(self, situation: Situation) -> int:
        """Return the minutes on the suit's own supply: from the hatch open to the start of repressurisation."""
        return self.home + situation.egress_min + situation.close_min
