"""What lies between samples of something smooth: a cubic from each to the next."""

import numpy as np

from crossflight.dynamics.time import Array

__all__ = ["cubic"]


def cubic(at: Array, value: Array, wanted: Array) -> Array:
    """Return the values wanted, by Hermite's cubics with the slopes of the samples on both sides.

    Parameters
    ----------
    at
        Where the samples are, in rising order, at least two; shape (N,).
    value
        The samples, shape (N,).
    wanted
        Where values are wanted, shape (M,); beyond an end the outermost sample.

    Returns
    -------
    Array
        Shape (M,). The error falls as the third power of the step at least.
    """
    place = np.interp(wanted, at, np.arange(len(at)))
    left = np.minimum(place.astype(np.intp), len(at) - 2)
    part = place - left
    step, rise = at[1:] - at[:-1], value[1:] - value[:-1]
    slope = np.empty(len(at))
    secant = rise / step
    # A parabola through a sample and its neighbours; on the ends a straight line.
    slope[1:-1] = (secant[:-1] * step[1:] + secant[1:] * step[:-1]) / (step[:-1] + step[1:])
    slope[0], slope[-1] = secant[0], secant[-1]
    # By powers of the part of the step that is gone.
    first = slope[:-1] * step
    third = first + slope[1:] * step - 2 * rise
    second = rise - first - third
    return np.asarray(value[left] + part * (first[left] + part * (second[left] + part * third[left])))
