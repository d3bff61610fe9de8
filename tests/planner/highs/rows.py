"""Columns, rows and levels of a mixed-integer programme, and the ships that it decides on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from crossflight.record import Scenario, VehicleType

__all__ = ["LEVELS", "Rows", "Ship", "Sum", "less", "moves", "times", "total"]

LEVELS = ("uncovered", "handovers", "dates", "people")

Sum = dict[int, float]
"""Coefficients by column, the constant at -1."""


@dataclass
class Ship:
    """A ship with what is decided of it: its options are columns by the instants they stand for."""

    id: str
    type: VehicleType
    docks: dict[datetime, Sum]
    """One with the constant 1 for what has docked."""
    leaves: dict[datetime, Sum]
    launches: dict[datetime, datetime]
    """By docking."""
    at: dict[str, Sum]
    flies: dict[str, Sum]
    """By person; the constant 1 for who is aboard."""
    is_decided: bool
    """It is docked, and whether it leaves is all there is to decide, or nothing."""

    def there(self, instant: datetime) -> Sum:
        """Return whether it is docked just after an instant."""
        come = total(column for docked, column in self.docks.items() if docked <= instant)
        return less(come, total(column for left, column in self.leaves.items() if left <= instant))


@dataclass
class Rows:
    """The programme as far as it is written."""

    setting: Scenario
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    rows: list[tuple[float, Sum, float]] = field(default_factory=list)
    levels: dict[str, Sum] = field(default_factory=lambda: {name: {} for name in LEVELS})

    def __post_init__(self) -> None:
        """Write nothing yet: each theme enters its own."""

    def column(self, most: float = 1, *, is_whole: bool = True) -> Sum:
        """Return a new column as a sum."""
        self.least.append(0)
        self.most.append(most)
        self.whole.append(int(is_whole))
        return {len(self.least) - 1: 1.0}

    def keep(self, low: float, terms: Sum, high: float = float("inf")) -> None:
        """Keep a sum between two numbers."""
        constant = terms.get(-1, 0.0)
        rest = {column: number for column, number in terms.items() if column >= 0 and number}
        if not rest and not low <= constant <= high:
            rest, low, high = self.column(0), 1 + constant, 1 + constant  # nothing can hold
        if rest:
            self.rows.append((low - constant, rest, high - constant if high < float("inf") else 1e9))

    def count(self, level: str, terms: Sum, factor: float) -> None:
        """Add a multiple of a sum to a level."""
        self.levels[level] = total((self.levels[level], times(terms, factor)))


def moves(ship: Ship) -> Iterator[tuple[datetime, Sum]]:
    """Yield each instant at which a ship can dock or leave, and whether it does."""
    yield from ship.docks.items()
    yield from ship.leaves.items()


def total(sums: Iterable[Sum]) -> Sum:
    """Return the sum of sums."""
    found: Sum = {}
    for one in sums:
        for column, number in one.items():
            found[column] = found.get(column, 0.0) + number
    return found


def times(one: Sum, factor: float) -> Sum:
    """Return a multiple of a sum."""
    return {column: factor * number for column, number in one.items()}


def less(first: Sum, second: Sum) -> Sum:
    """Return the first less the second."""
    return total((first, times(second, -1)))
