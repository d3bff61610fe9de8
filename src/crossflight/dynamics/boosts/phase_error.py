"""How well a phase is known ahead of time, and how far ahead a launch can be promised.

Drag is what spoils it: the fitted drag of the last weeks differs from the drag to come by about a third, so the phase
strays with the square of the time::

    error = drag_share x decay x T² / 2

Against later element sets of the International Space Station, every three days from February 2021 to December 2022
with the boosts told, these errors have longer tails than a normal distribution; Student's t with four degrees of
freedom fits them (maximum likelihood over 1 to 60 days). Of the errors after 1, 3, 5, 10, 20, 30, 45, 60, 90 and 120
days, 94 to 96 of 100 lie within the 95 % that it tells, though the last two were not fitted. With 2021 alone fitted, 87
to 100 of 2022 do; with 2022 alone, 98 to 100 of 2021.
"""

import math
from collections.abc import Sequence

from crossflight.dynamics.orbit.secular import SecularOrbit
from crossflight.record import MeanElements, PhaseError

__all__ = [
    "FROM_ONE_SET",
    "FROM_SETS",
    "TWO_OF_THREE",
    "chance_within",
    "error_of_fit",
    "error_scale_deg",
    "error_within_deg",
    "promised_days",
]

FROM_SETS = PhaseError(first_deg=0.020, per_day_deg=0.025, drag_share=0.32, drag_floor_deg_per_day2=0.0041)
"""Of an orbit fitted to element sets of ten days and more."""

FROM_ONE_SET = PhaseError(first_deg=0.009, per_day_deg=0.016, drag_share=0.46, drag_floor_deg_per_day2=0.0096)
"""Of an orbit from a single element set and its derivative; 88 to 100 of 100 lie within the 95 %."""

LOST_DEG = 360.0
"""From this scale on the station may be anywhere."""

MOST_TURNS = 12
"""Farther off than so many turns lies less than one error in 10,000, up to that scale."""

LONGEST_PROMISE_DAYS = 3660.0
HALVINGS = 50

TWO_OF_THREE = 0.68


def error_of_fit(orbit: SecularOrbit, sets: Sequence[MeanElements]) -> PhaseError:
    """Return how well an orbit is known that was fitted to these sets: from all, or from the newest alone."""
    newest = max(sets, key=lambda elements: elements.epoch)
    is_from_one = orbit.motion_change_deg_per_day2 == 2 * 360 * newest.mean_motion_dot_rev_per_day2
    return FROM_ONE_SET if is_from_one else FROM_SETS


def error_scale_deg(error: PhaseError, decay_deg_per_day2: float, days: float) -> float:
    """Return the scale of the error of the phase after so many days; the decay is the change of the motion by drag."""
    drag = math.hypot(error.drag_share * decay_deg_per_day2, error.drag_floor_deg_per_day2)
    return math.hypot(error.first_deg, error.per_day_deg * days, drag * days**2 / 2)


def error_within_deg(scale_deg: float, confidence: float = TWO_OF_THREE) -> float:
    """Return within what the error lies in so many cases, ``confidence`` being a share of 1.

    The inverse of Student's t with four degrees of freedom, in closed form: Shaw, Journal of Computational Finance
    9(4), 2006.
    """
    above = (1 - confidence) / 2
    root = math.sqrt(4 * above * (1 - above))
    return scale_deg * 2 * math.sqrt(math.cos(math.acos(root) / 3) / root - 1)


def chance_within(scale_deg: float, low_deg: float, high_deg: float) -> float:
    """Return the chance that the phase lies between two edges, told from the computed phase, in any turn."""
    width = min((high_deg - low_deg) / 360, 1.0)
    if scale_deg >= LOST_DEG or width >= 1:
        return width
    turns = (360 * turn for turn in range(-MOST_TURNS, MOST_TURNS + 1))
    shares = (
        _share_below((high_deg + turn) / scale_deg) - _share_below((low_deg + turn) / scale_deg) for turn in turns
    )
    return min(max(sum(shares), 0.0), 1.0)


def promised_days(error: PhaseError, decay_deg_per_day2: float, half_width_deg: float, confidence: float) -> float:
    """Return how long before, the middle of a range can be promised with no further boost."""
    shortest, longest = 0.0, LONGEST_PROMISE_DAYS
    for _ in range(HALVINGS):
        middle = (shortest + longest) / 2
        scale_deg = error_scale_deg(error, decay_deg_per_day2, middle)
        if error_within_deg(scale_deg, confidence) <= half_width_deg:
            shortest = middle
        else:
            longest = middle
    return shortest


def _share_below(scales: float) -> float:
    """Return the distribution function of Student's t with four degrees of freedom."""
    ratio = scales / math.sqrt(1 + scales**2 / 4)
    return 0.5 + 3 / 8 * ratio * (1 - ratio**2 / 12)
