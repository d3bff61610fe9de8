"""Minutes that are decided, with the earliest and the latest that they can be."""

from collections.abc import Iterable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from crossflight.units import MINUTES_IN_A_DAY

__all__ = ["Linear", "Moment", "moment", "reach", "total"]

Linear = cp_model.LinearExpr | int


@dataclass(frozen=True)
class Moment:
    """A minute, with the earliest and the latest that it can be."""

    minute: Linear
    first: int
    last: int


def moment(minute: Linear, first: int, last: int) -> Moment:
    """Return a minute with its earliest and its latest; one that is fixed is both."""
    return Moment(minute, minute, minute) if isinstance(minute, int) else Moment(minute, first, last)


def total(terms: Iterable[Linear]) -> Linear:
    """Return the sum of many terms; in one piece, which the solver reads in a fraction of the time of a chain."""
    told = list(terms)
    open_ones = [term for term in told if not isinstance(term, int)]
    constant = sum(term for term in told if isinstance(term, int))
    return cp_model.LinearExpr.sum(open_ones) + constant if open_ones else constant


def reach(day_range: tuple[int, int]) -> tuple[int, int]:
    """Return the first minute of the first day and the last minute of the last."""
    return day_range[0] * MINUTES_IN_A_DAY, (day_range[1] + 1) * MINUTES_IN_A_DAY - 1
