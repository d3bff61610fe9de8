"""Half-made timelines, many at once: one row each, the columns in arrays.

A row tells what is done, what each of the two did last, and when he is free: nothing else of the past matters to the
rest, as tasks are put into a row in the order in which they start. Minutes count from the opening of the hatch.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

__all__ = ["BOTH", "Aims", "Front", "Made", "Truth", "Whole", "best_of", "joined"]

Whole = npt.NDArray[np.int64]
Truth = npt.NDArray[np.bool_]

BOTH = 2
"""Stands for who does a task beside 0, the first, and 1, the second."""


Columns = TypeVar("Columns", "Front", "Made")


@dataclass(frozen=True)
class Aims:
    """What rows are for: tasks to be done, as bits; when the hatch opens, from the wish; by when both must be home."""

    goal: Whole
    hatch: Whole
    most: Whole


@dataclass(frozen=True)
class Front:
    """Rows with equally many tasks done."""

    aim: Whole
    """Which of the aims the row is for."""
    done: Whole
    """The tasks that are done, as bits."""
    last_first: Whole
    """What the first did last: a task, or beyond them where he set out from."""
    last_second: Whole
    free_first: Whole
    """From when on he is free."""
    free_second: Whole

    def __len__(self) -> int:
        return len(self.done)

    def rows(self, chosen: Whole) -> "Front":
        """Return some of the rows."""
        return Front(**{field.name: getattr(self, field.name)[chosen] for field in fields(self)})

    def exchanged(self, rows: Truth) -> "Front":
        """Return the front with the two exchanged in some rows."""
        return replace(
            self,
            last_first=np.where(rows, self.last_second, self.last_first),
            last_second=np.where(rows, self.last_first, self.last_second),
            free_first=np.where(rows, self.free_second, self.free_first),
            free_second=np.where(rows, self.free_first, self.free_second),
        )


@dataclass(frozen=True)
class Made:
    """How the rows of a front came from those of the one before."""

    parent: Whole
    task: Whole
    who: Whole
    """0 the first, 1 the second, or BOTH."""
    start: Whole
    """Of the task."""
    is_exchanged: Truth
    """Where the two were exchanged afterwards."""

    def rows(self, chosen: Whole) -> "Made":
        """Return some of the rows."""
        return Made(**{field.name: getattr(self, field.name)[chosen] for field in fields(self)})


def joined(parts: Sequence[tuple[Front, Made]]) -> tuple[Front, Made]:
    """Return fronts as one."""
    fronts, made = zip(*parts, strict=True)
    return _joined(Front, fronts), _joined(Made, made)


def _joined(kind: type[Columns], parts: Sequence[Columns]) -> Columns:
    return kind(**{field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(kind)})


MINUTE = 15
"""Bits for a minute, generously."""
MOST_BITS = 62


def best_of(alike: tuple[Whole, ...], first: Whole, second: Whole, start: Whole) -> Whole:
    """Return the rows that no other one beats: alike, and as early or earlier in all three minutes.

    A few that are beaten may stay: each is held only against the one before it with the least second minute, and
    against that with the least start.
    """
    key = _packed(alike)
    order = np.argsort(_packed((key, first, second, start)))
    group = np.cumsum(np.diff(key[order], prepend=key[order[:1]]) != 0)
    is_beaten = np.zeros(len(order), dtype=bool)
    for one, other in ((second[order], start[order]), (start[order], second[order])):
        # Rows of a group come by their first minute. Each group lies below those before it: it never looks back.
        lowered = one - (group << MINUTE)
        least = np.minimum.accumulate(lowered << MINUTE | other)[:-1]
        is_beaten[1:] |= (least >> MINUTE <= lowered[1:]) & (least & (1 << MINUTE) - 1 <= other[1:])
    found: Whole = order[~is_beaten]
    return found


def _packed(columns: tuple[Whole, ...]) -> Whole:
    """Return columns of numbers, none below 0, as one that sorts as they do."""
    key, bits = columns[0], int(columns[0].max(initial=0)).bit_length()
    for column in columns[1:]:
        width = int(column.max(initial=0)).bit_length()
        if bits + width > MOST_BITS:
            known, key = np.unique(key, return_inverse=True)
            bits = len(known).bit_length()
        key, bits = key << width | column, bits + width
    return key
