"""Minutes that are decided, with the earliest and the latest that they can be."""

from dataclasses import dataclass

from ortools.sat.python import cp_model

from crossflight.units import MINUTES_IN_A_DAY

__all__ = ["Linear", "Moment", "moment", "reach"]

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


def reach(day_range: tuple[int, int]) -> tuple[int, int]:
    """Return the first minute of the first day and the last minute of the last."""
    return day_range[0] * MINUTES_IN_A_DAY, (day_range[1] + 1) * MINUTES_IN_A_DAY - 1
