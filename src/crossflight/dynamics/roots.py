"""When something that changes smoothly is above zero: sampled, refined, and grazing spans found too."""

from collections.abc import Callable

import numpy as np

from crossflight.dynamics.time import Array

__all__ = ["positive_spans"]

Function = Callable[[Array], Array]

LONGEST_SEARCH = 60
"""Steps of false position; 4 to 6 do for the Sun."""

ZOOM_POINTS = 17
ZOOMS = 4
"""Each narrows an interval to an eighth: two steps of 2 hours to less than 4 s."""


def positive_spans(
    function: Function, length_s: float, step_s: float, tolerance_s: float
) -> tuple[tuple[float, float], ...]:
    """Return the spans of ``[0, length_s]`` on which the function is above zero.

    Parameters
    ----------
    function
        Takes seconds, shape (N,), and gives values of the same shape; smooth, with at most one extremum in
        any two steps. Of two that are closer together, a span may be missed when no sample shows it.
    length_s
        The whole span, in seconds.
    step_s
        Longest step between samples.
    tolerance_s
        How well the ends are wanted.

    Returns
    -------
    tuple
        Starts and ends in seconds, in order; 0 or ``length_s`` where the function is above zero there.
    """
    if length_s <= 0:
        return ()
    second = np.linspace(0.0, length_s, int(np.ceil(length_s / step_s)) + 1)
    value = function(second)
    second, value = _with_grazing_extrema(function, second, value)
    edges = _roots(function, second, value, tolerance_s).tolist()
    if value[0] > 0:
        edges.insert(0, 0.0)
    if value[-1] > 0:
        edges.append(length_s)
    return tuple(zip(edges[::2], edges[1::2], strict=True))


def _with_grazing_extrema(function: Function, second: Array, value: Array) -> tuple[Array, Array]:
    """Return the samples, and between them the extrema that reach over to the other side of zero.

    An extremum that points towards zero without a change of sign shows as a sample nearer to zero than both
    neighbours; a sample of the other sign counts as nearer still.
    """
    side = np.where(value > 0, 1.0, -1.0)
    padded = np.pad(value, 1, mode="edge")
    is_nearest = (value * side <= padded[:-2] * side) & (value * side <= padded[2:] * side)
    nearest = np.flatnonzero(is_nearest)
    side = side[nearest]
    last = len(second) - 1
    low, high = second[np.maximum(nearest - 1, 0)], second[np.minimum(nearest + 1, last)]
    for _ in range(ZOOMS):
        points = np.linspace(low, high, ZOOM_POINTS, axis=-1)
        values = function(points.ravel()).reshape(points.shape) * side[:, np.newaxis]
        best = np.argmin(values, axis=-1)
        row = np.arange(len(best))
        low = points[row, np.maximum(best - 1, 0)]
        high = points[row, np.minimum(best + 1, ZOOM_POINTS - 1)]
    middle = (low + high) / 2
    value_there = function(middle)
    crosses = (value_there > 0) != (side > 0)
    merged = np.concatenate((second, middle[crosses]))
    order = np.argsort(merged, kind="stable")
    return merged[order], np.concatenate((value, value_there[crosses]))[order]


def _roots(function: Function, second: Array, value: Array, tolerance_s: float) -> Array:
    """Return the roots between samples of either sign, refined together: false position, Illinois variant.

    The end that stays twice in a row counts half, so that it comes nearer too.
    """
    change = np.flatnonzero((value[1:] > 0) != (value[:-1] > 0))
    low, high = second[change], second[change + 1]
    at_low, at_high = value[change], value[change + 1]
    roots = low.copy()
    row = np.arange(len(roots))
    kept_low = np.zeros(low.shape, dtype=np.bool_)
    kept_high = kept_low
    for _ in range(LONGEST_SEARCH):
        root = low + at_low / (at_low - at_high) * (high - low)
        moves = np.abs(root - roots[row]) > tolerance_s
        roots[row] = root
        if not moves.any():
            break
        # Most are found soon; the rest goes on alone.
        row, root = row[moves], root[moves]
        low, high, at_low, at_high = low[moves], high[moves], at_low[moves], at_high[moves]
        kept_low, kept_high = kept_low[moves], kept_high[moves]
        at_root = function(root)
        keeps_high = (at_root > 0) == (at_low > 0)
        at_low = np.where(keeps_high, at_root, np.where(kept_low, at_low / 2, at_low))
        at_high = np.where(keeps_high, np.where(kept_high, at_high / 2, at_high), at_root)
        low, high = np.where(keeps_high, root, low), np.where(keeps_high, high, root)
        kept_low, kept_high = ~keeps_high, keeps_high
    return roots
