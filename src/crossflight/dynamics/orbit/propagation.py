"""Where the station is: SGP4 from element sets, or interpolated in an ephemeris; all in TEME.

An orbit is given as element sets of one object, or as an ephemeris. How old an element set may be counts from
the span that is asked for, never from today.
"""

import math
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from sgp4.api import SGP4_ERRORS, WGS72, Satrec

from crossflight import instants
from crossflight.dynamics.frames import eme2000_to_gcrs, gcrs_to_teme
from crossflight.dynamics.time import Array, Utc, datetimes, julian_utc, utc_array
from crossflight.errors import CallError, ScenarioError
from crossflight.instants import DAY
from crossflight.record import Ephemeris, MeanElements
from crossflight.units import MINUTES_IN_A_DAY

__all__ = [
    "Motion",
    "Orbit",
    "age_days",
    "motion_teme",
    "nearest_elements",
    "position_teme_km",
    "refuse_old_elements",
    "satellite",
    "unbroken_epochs",
]

Orbit = Sequence[MeanElements] | Ephemeris
"""Element sets of one object, at least one; or an ephemeris."""

Motion = Callable[[Utc], tuple[Array, Array]]
"""Gives positions in km and velocities in km/s at instants of shape (N,), both of shape (N, 3)."""

EPOCH_OF_SGP4 = datetime.fromisoformat("1949-12-31T00:00:00Z")
JULIAN_DATE_OF_EPOCH = 2_433_281.5

SATELLITE_NUMBER = 0
"""SGP4 does not compute with it, and takes none beyond 339999."""

REV_PER_DAY_IN_RAD_PER_MIN = MINUTES_IN_A_DAY / (2 * math.pi)
NODES = 4
"""States that a position is interpolated from: with their velocities a polynomial of degree 7."""

WIDEST_GAP_RAD = math.tau / 6
"""Between two states; over 15 minutes of a low orbit the polynomial is some 300 m off, over an hour anything."""


def position_teme_km(orbit: Orbit, utc: Utc) -> Array:
    """Return the positions of the station, shape (N, 3); for limits and errors see :func:`motion_teme`."""
    return motion_teme(orbit)(utc)[0]


def motion_teme(orbit: Orbit) -> Motion:
    """Return the function that gives positions and velocities in TEME.

    Element sets: SGP4 with the constants WGS72, each instant from the set whose epoch is nearest; the numbers
    are those of ``sgp4``. Against ephemerides of NASA from late 2021, sets of the same day agree in radius to
    0.1 to 0.45 km rms, and in position to 0.7 to 3 km. Between two sets the path jumps by as much.

    An ephemeris: Hermite's polynomial through the four states around the instant, never beyond the first or
    the last, nor across a gap of more than a sixth of a revolution. In those of NASA, states 4 minutes apart give
    millimetres, 8 minutes 1.5 m, 12 minutes 50 m.

    Raises
    ------
    CallError
        When there is no element set.
    ScenarioError
        The function: when SGP4 finds no orbit at an instant, or an instant lies outside the ephemeris or in a gap.
    """
    if isinstance(orbit, Ephemeris):
        return _interpolation(orbit)
    if not orbit:
        message = "an orbit needs at least one element set; give one"
        raise CallError(message)
    sets = sorted(orbit, key=lambda elements: elements.epoch)
    return _sgp4(sets[0]) if len(sets) == 1 else _nearest_sgp4(sets)


def nearest_elements(sets: Sequence[MeanElements], moment: datetime) -> MeanElements:
    """Return the element set whose epoch is nearest to the instant; of two as near, the later."""
    return min(sets, key=lambda elements: (abs(elements.epoch - moment), moment - elements.epoch))


def age_days(sets: Sequence[MeanElements], start: datetime, end: datetime) -> float:
    """Return the longest time from an instant in ``[start, end]`` to its nearest epoch, in days."""
    epochs = sorted(elements.epoch for elements in sets)
    between = (earlier + (later - earlier) / 2 for earlier, later in pairwise(epochs))
    moments = [start, end, *(middle for middle in between if start < middle < end)]
    return max(min(abs(moment - epoch) for epoch in epochs) for moment in moments) / DAY


def refuse_old_elements(sets: Sequence[MeanElements], start: datetime, end: datetime, longest_days: float) -> None:
    """Refuse element sets from which the span is too far away, before or after it.

    Raises
    ------
    ScenarioError
        Naming the epochs, the span and the limit.
    """
    age = age_days(sets, start, end)
    if age > longest_days:
        first, last = (pick(elements.epoch for elements in sets) for pick in (min, max))
        epochs = instants.write(first) if first == last else f"{instants.write(first)} to {instants.write(last)}"
        problem = (
            f"the element sets ({epochs}) are up to {age:,.1f} days away from the span "
            f"{instants.write(start)} to {instants.write(end)}; at most {longest_days:g} are allowed"
        )
        raise ScenarioError(problem, path="orbit", way_out="give element sets of that time")


def unbroken_epochs(ephemeris: Ephemeris, start: datetime, length: timedelta) -> Utc:
    """Return the epochs of a stretch without a gap: the one that holds ``start`` or lies nearest to it.

    From ``start`` on, and where the stretch ends too soon, from before it; no longer than ``length``.

    Raises
    ------
    ScenarioError
        When there is a gap between any two states.
    """
    epochs = utc_array(ephemeris.epochs)
    second = (epochs - epochs[0]) / np.timedelta64(1, "s")
    begins = np.concatenate(([0], np.flatnonzero(_is_gap(ephemeris, second)) + 1))
    ends = np.append(begins[1:], len(second))
    at = (utc_array([start])[0] - epochs[0]) / np.timedelta64(1, "s")
    # A state alone between two gaps tells no rates.
    is_alone = ends - begins == 1
    if np.all(is_alone):
        problem = f"its states lie {second[1] / 60:.0f} minutes and more apart, too far to tell what lies between them"
        raise ScenarioError(problem, path="orbit", way_out="give states every few minutes")
    away_s = np.maximum(np.maximum(second[begins] - at, at - second[ends - 1]), 0)
    best = int(np.argmin(np.where(is_alone, np.inf, away_s)))
    begin, end = int(begins[best]), int(ends[best])
    length_s = length.total_seconds()
    from_s = max(second[begin], min(at, second[end - 1] - length_s))
    return np.asarray(epochs[begin:end][(second[begin:end] >= from_s) & (second[begin:end] <= from_s + length_s)])


def satellite(elements: MeanElements) -> Satrec:
    """Return the element set as ``sgp4`` takes it."""
    since = elements.epoch - EPOCH_OF_SGP4
    record = Satrec()
    record.sgp4init(
        WGS72,
        "i",
        SATELLITE_NUMBER,
        since / DAY,
        elements.bstar,
        0.0,  # the derivatives of the mean motion, which SGP4 does not read
        0.0,
        elements.eccentricity,
        math.radians(elements.perigee_argument_deg),
        math.radians(elements.inclination_deg),
        math.radians(elements.mean_anomaly_deg),
        elements.mean_motion_rev_per_day / REV_PER_DAY_IN_RAD_PER_MIN,
        math.radians(elements.node_deg),
    )
    # Days since 1949 in one number resolve half a microsecond, 4 mm of path; in two they resolve all.
    record.jdsatepoch = since.days + JULIAN_DATE_OF_EPOCH
    record.jdsatepochF = (since - since.days * DAY) / DAY
    return record


def _sgp4(elements: MeanElements) -> Motion:
    record = satellite(elements)

    def motion(utc: Utc) -> tuple[Array, Array]:
        errors, position_teme_km, velocity_teme_km_per_s = record.sgp4_array(*julian_utc(utc))
        bad = np.flatnonzero(errors)
        if bad.size:
            [moment] = datetimes(utc[bad[:1]])
            reason = SGP4_ERRORS.get(int(errors[bad[0]]), "unknown error")
            problem = (
                f"SGP4 finds no orbit at {instants.write(moment)} from the element set of "
                f"{instants.write(elements.epoch)}: {reason}"
            )
            raise ScenarioError(problem, path="orbit", way_out="give an element set nearer to that time")
        return position_teme_km, velocity_teme_km_per_s

    return motion


def _nearest_sgp4(sets: Sequence[MeanElements]) -> Motion:
    motions = [_sgp4(elements) for elements in sets]
    epochs = utc_array(elements.epoch for elements in sets)
    middles = epochs[:-1] + (epochs[1:] - epochs[:-1]) / 2

    def motion(utc: Utc) -> tuple[Array, Array]:
        position_teme_km = np.empty((*utc.shape, 3))
        velocity_teme_km_per_s = np.empty((*utc.shape, 3))
        chosen = np.searchsorted(middles, utc, side="right")
        for row in np.unique(chosen):
            here = chosen == row
            position_teme_km[here], velocity_teme_km_per_s[here] = motions[row](utc[here])
        return position_teme_km, velocity_teme_km_per_s

    return motion


def _interpolation(ephemeris: Ephemeris) -> Motion:
    epochs = utc_array(ephemeris.epochs)
    start = epochs[0]
    second = (epochs - start) / np.timedelta64(1, "s")
    position_km, velocity_km_per_s = _in_teme(ephemeris, epochs)
    count = min(NODES, len(epochs))
    is_gap = _is_gap(ephemeris, second)

    def motion(utc: Utc) -> tuple[Array, Array]:
        outside = np.flatnonzero((utc < start) | (utc > epochs[-1]))
        if outside.size:
            [moment] = datetimes(utc[outside[:1]])
            problem = (
                f"{instants.write(moment)} lies outside the ephemeris, which goes from "
                f"{instants.write(ephemeris.epochs[0])} to {instants.write(ephemeris.epochs[-1])}"
            )
            raise ScenarioError(problem, path="orbit", way_out="ask for a span inside it, or give another")
        at = (utc - start) / np.timedelta64(1, "s")
        if is_gap.any():
            _refuse_gap(ephemeris, second, is_gap, at)
        first = np.clip(np.searchsorted(second, at, side="right") - count // 2, 0, len(second) - count)
        rows = first[:, np.newaxis] + np.arange(count)
        return _hermite(at, second[rows], position_km[rows], velocity_km_per_s[rows])

    return motion


def _is_gap(ephemeris: Ephemeris, second: Array) -> NDArray[np.bool_]:
    """Say which steps from one state to the next are too wide, by how fast the first of both turns."""
    position, velocity = np.array(ephemeris.positions_km), np.array(ephemeris.velocities_km_per_s)
    swept = np.linalg.norm(np.cross(position, velocity), axis=1)
    turn_rad_per_s = swept / np.maximum(np.sum(position**2, axis=1), 1.0)
    return np.asarray(np.diff(second) * turn_rad_per_s[:-1] > WIDEST_GAP_RAD)


def _refuse_gap(ephemeris: Ephemeris, second: Array, is_gap: NDArray[np.bool_], at: Array) -> None:
    row = np.clip(np.searchsorted(second, at, side="right") - 1, 0, len(is_gap) - 1)
    # The states on both sides of a gap are known themselves.
    inside = np.flatnonzero(is_gap[row] & (at > second[row]) & (at < second[row + 1]))
    if inside.size:
        first = int(row[inside[0]])
        before, after = ephemeris.epochs[first], ephemeris.epochs[first + 1]
        problem = (
            f"the ephemeris has a gap of {(after - before) / timedelta(minutes=1):.0f} minutes, from "
            f"{instants.write(before)} to {instants.write(after)}: too wide to tell what lies in it"
        )
        raise ScenarioError(problem, path="orbit", way_out="ask for a span outside the gap, or give a whole ephemeris")


def _in_teme(ephemeris: Ephemeris, epochs: Utc) -> tuple[Array, Array]:
    """Return positions and velocities of an ephemeris; TEME turns so slowly that velocities turn as positions."""
    vectors = (np.array(ephemeris.positions_km), np.array(ephemeris.velocities_km_per_s))
    if ephemeris.frame == "TEME":
        return vectors
    if ephemeris.frame == "EME2000":
        vectors = (eme2000_to_gcrs(vectors[0]), eme2000_to_gcrs(vectors[1]))
    return gcrs_to_teme(vectors[0], epochs), gcrs_to_teme(vectors[1], epochs)


def _hermite(at: Array, second: Array, position: Array, velocity: Array) -> tuple[Array, Array]:
    """Return value and derivative of the polynomials through positions with the velocities there.

    Newton's form over doubled nodes. Shapes: ``at`` (N,), ``second`` (N, K), ``position`` (N, K, 3).
    """
    node = np.repeat(second, 2, axis=1)[..., np.newaxis]
    table = np.repeat(position, 2, axis=1)
    coefficients = [table[:, 0]]
    for order in range(1, node.shape[1]):
        step = node[:, order:] - node[:, :-order]
        if order == 1:
            step[:, ::2] = 1.0
            table = (table[:, 1:] - table[:, :-1]) / step
            table[:, ::2] = velocity
        else:
            table = (table[:, 1:] - table[:, :-1]) / step
        coefficients.append(table[:, 0])
    value = coefficients[-1]
    slope = np.zeros_like(value)
    for order in range(len(coefficients) - 2, -1, -1):
        away = at[:, np.newaxis] - node[:, order]
        slope = slope * away + value
        value = value * away + coefficients[order]
    return value, slope
