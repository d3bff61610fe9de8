"""Months ahead: where the plane and the phase of the station will be, with drag and boosts.

An orbit near a circle is described by two angles in the equator of date: the node, and the argument of latitude
(perigee and mean anomaly together). Their rates follow from the gravity of the Earth; drag makes the second
one grow faster with time, and each boost changes it at once::

    motion ^        _______.----      drag: a steady rise
           | ___.---       |___.---   boost: a step down
           +---------------------> time

The node follows the motion: at 7/3 of its relative change.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.polynomial import legendre

from crossflight.dynamics.orbit.plane import (
    EARTH_GM_KM3_PER_S2,
    EARTH_RADIUS_KM,
    motion_deg_per_day,
    node_rate_deg_per_day,
    semi_major_axis_km,
)
from crossflight.dynamics.time import Array, Utc, utc_array
from crossflight.dynamics.turns import whole_turn_deg
from crossflight.errors import CallError
from crossflight.instants import DAY
from crossflight.record import Boost, MeanElements

__all__ = [
    "Ahead",
    "SecularOrbit",
    "ahead",
    "axis_ahead_km",
    "boosts_gone_deg",
    "fit",
    "full_node_rate_deg_per_day",
    "held",
    "node_ahead_deg",
    "phase_ahead_deg",
]

ZONALS = {
    6: 5.406812e-7,
    8: -2.047995e-7,
    10: -2.411454e-7,
    12: -1.886263e-7,
    14: 1.307445e-7,
    16: 1.811393e-8,
    18: -3.094247e-8,
    20: -1.423956e-7,
}
"""Even zonal coefficients J of EGM96 (Lemoine and others, NASA/TP-1998-206861), not normalised."""

SUN_AND_MOON_DEG_PER_DAY = -0.00492
"""What both do to the node of an orbit of one revolution a day, over the equator (Wertz and Larson 1999, 6.2)."""

PHASE_WINDOWS_DAYS = (20, 10)
"""Tried in turn. Sets of the last quarter weigh most: drag changes with the Sun's activity."""

NODE_WINDOW_DAYS = 2
"""The node scatters by 0.003 degrees from set to set; its rate is known better than sets can tell."""

FEWEST_SETS = 5
"""Fewer say nothing of drag, nor do sets from less than half a window."""

MISFIT_DEG = 0.2
"""More, and a boost of the past was not told."""

FADING_DAYS = 15.0
"""A station is kept at its height: boosts that nobody told of take off what drag adds. With element sets of 2021 and
2022 and no boost told, 10 to 20 days foretell node and phase best; drag in full makes the node of half a year later
0.6 degrees wrong in the median, of a year later 10 at worst of ten, fading drag 0.2 and 3."""

TOLD_DAYS = 30.0
"""Who tells of boosts knows the plan some weeks beyond the last of them."""


LEAST_MOTION = 0.001
"""Of the motion at the reference."""


@dataclass(frozen=True)
class SecularOrbit:
    """The two angles at an instant, and how they go on."""

    reference: datetime
    phase_deg: float
    """Argument of latitude, 0 to 360."""
    motion_deg_per_day: float
    motion_change_deg_per_day2: float
    """By drag; boosts are apart."""
    node_deg: float
    """In TEME, 0 to 360."""
    node_rate_deg_per_day: float
    axis_km: float
    """Mean semi-major axis."""
    boosts: tuple[Boost, ...] = ()
    full_drag_days: tuple[float, float] = (math.inf, math.inf)
    """Before and after the reference: how long drag counts in full. Then it fades, as boosts nobody told of set in."""


class Ahead(NamedTuple):
    """The two angles at instants, 0 to 360 degrees, and how much faster the motion is; each of shape (N,)."""

    node_deg: Array
    phase_deg: Array
    growth: Array
    """Of the motion, as a part of it."""


def fit(sets: Sequence[MeanElements], boosts: Sequence[Boost] = ()) -> SecularOrbit:
    """Return the orbit that goes on from the newest of several element sets.

    Motion and drag are fitted to the argument of latitude of the last 20 days, or of 10 when 20 do not fit on a
    parabola with the boosts that are told; they come from the newest set alone, its mean motion and its
    derivative, when 10 do not either or the sets are too few. The node turns by
    :func:`full_node_rate_deg_per_day`, from the median of the last two days on. Boosts may lie before and
    after the newest set; one ahead that is not told is missed.

    How well it foretells, against later element sets of the International Space Station, every five days from
    February 2021 to December 2022, with the boosts told; median and 95 %:

    ======  ==============  ====================
    after   node            argument of latitude
    ======  ==============  ====================
    1 d     0.002°, 0.004°  0.03°, 0.2°
    10 d    0.004°, 0.011°  0.6°, 3°
    30 d    0.017°, 0.08°   4°, 31°
    90 d    0.13°, 0.33°    53°, 136°
    ======  ==============  ====================

    A degree of the node is 4 minutes of launch time. What spoils the phase is drag, with the Sun's activity;
    boosts that are not told make 1.5° and 18° of it after 10 days, 21° and 79° after 30.

    Raises
    ------
    CallError
        When there is no element set.
    """
    if not sets:
        message = "an orbit months ahead needs at least one element set; give one"
        raise CallError(message)
    ordered = sorted(sets, key=lambda elements: elements.epoch)
    newest = ordered[-1]
    day, phase_deg, node_deg = _unwrapped(ordered, newest.epoch)
    start = SecularOrbit(
        reference=newest.epoch,
        phase_deg=phase_deg[-1],
        motion_deg_per_day=motion_deg_per_day(newest),
        motion_change_deg_per_day2=2 * 360 * newest.mean_motion_dot_rev_per_day2,
        node_deg=node_deg[-1],
        node_rate_deg_per_day=full_node_rate_deg_per_day(newest),
        axis_km=semi_major_axis_km(newest),
        boosts=tuple(boosts),
    )
    return _with_node(_with_phase(start, day, phase_deg), day, node_deg)


def held(orbit: SecularOrbit) -> SecularOrbit:
    """Return the orbit of a station that is kept at its height, as far as nothing else is told.

    Drag counts in full as long as boosts are told of, and :data:`TOLD_DAYS` more; where none is told, it fades from
    the reference on, within :data:`FADING_DAYS`. Drag never slows the motion: sets that say so met a boost.
    """
    day = [(boost.instant - orbit.reference) / DAY for boost in orbit.boosts]
    before, after = (max((TOLD_DAYS + side * one for one in day if side * one > 0), default=0.0) for side in (-1, 1))
    change = max(orbit.motion_change_deg_per_day2, 0.0)
    return replace(orbit, motion_change_deg_per_day2=change, full_drag_days=(before, after))


def ahead(orbit: SecularOrbit, day: Array) -> Ahead:
    """Return node, argument of latitude and growth of the motion, all in one, so many days after the reference."""
    growth, dragged_deg = _drag(orbit, day)
    further_deg = dragged_deg + _boosted_deg(orbit, day)
    phase_deg = orbit.phase_deg + (orbit.motion_deg_per_day * day + further_deg)
    node_deg = orbit.node_deg + orbit.node_rate_deg_per_day * (day + 7 / 3 * further_deg / orbit.motion_deg_per_day)
    return Ahead(whole_turn_deg(node_deg), whole_turn_deg(phase_deg), growth)


def phase_ahead_deg(orbit: SecularOrbit, utc: Utc) -> Array:
    """Return the argument of latitude, 0 to 360 degrees."""
    return ahead(orbit, _days_since(orbit, utc)).phase_deg


def node_ahead_deg(orbit: SecularOrbit, utc: Utc) -> Array:
    """Return the right ascension of the ascending node in TEME, 0 to 360 degrees."""
    return ahead(orbit, _days_since(orbit, utc)).node_deg


def axis_ahead_km(orbit: SecularOrbit, utc: Utc) -> Array:
    """Return the mean semi-major axis."""
    growth, _ = _drag(orbit, _days_since(orbit, utc))
    # Backwards in time a steep drag leaves no motion at all; that is no orbit, and must be no NaN either.
    return np.asarray(orbit.axis_km * np.maximum(1 + growth, LEAST_MOTION) ** (-2 / 3))


def boosts_gone_deg(orbit: SecularOrbit, utc: Utc) -> tuple[Array, Array]:
    """Return what the boosts between the reference and an instant do to the node and to the argument of latitude."""
    phase_deg = _boosted_deg(orbit, _days_since(orbit, utc))
    return orbit.node_rate_deg_per_day * 7 / 3 * phase_deg / orbit.motion_deg_per_day, phase_deg


def full_node_rate_deg_per_day(elements: MeanElements) -> float:
    """Return how fast the node turns by the whole gravity field, Sun and Moon.

    SGP4's own rate, with J2 and J4, lacks the even zonals from J6 to J20, each with the first-order term
    ``n (R/a)^l J P(0) P'(cos i)`` of Kaula for a circle, and what Sun and Moon do on average: together 0.0021
    degrees a day for the International Space Station. Its element sets of 2021 and 2022 ask for 0.0020.
    """
    cosine = math.cos(math.radians(elements.inclination_deg))
    motion = elements.mean_motion_rev_per_day
    per_axis = EARTH_RADIUS_KM / semi_major_axis_km(elements)
    rate = node_rate_deg_per_day(elements) + SUN_AND_MOON_DEG_PER_DAY * cosine / motion
    series = np.zeros(max(ZONALS) + 1)
    for degree, coefficient in ZONALS.items():
        series[degree] = per_axis**degree * coefficient * _at_equator(degree)
    return rate + motion * 360 * float(legendre.legval(cosine, legendre.legder(series)))


def _at_equator(degree: int) -> float:
    """Return Legendre's polynomial of an even degree at zero."""
    return math.prod(-(odd / (odd + 1)) for odd in range(1, degree, 2))


def _unwrapped(sets: Sequence[MeanElements], reference: datetime) -> tuple[Array, Array, Array]:
    """Return the days since the reference, and both angles without jumps at full turns, the last ones 0 to 360."""
    day = np.array([(elements.epoch - reference) / DAY for elements in sets])
    phase = np.array([elements.perigee_argument_deg + elements.mean_anomaly_deg for elements in sets]) % 360
    node = np.array([elements.node_deg for elements in sets])
    motion = np.array([motion_deg_per_day(elements) for elements in sets])
    turning = np.array([node_rate_deg_per_day(elements) for elements in sets])
    return day, _joined_deg(phase, motion, day), _joined_deg(node, turning, day)


def _joined_deg(angle_deg: Array, rate_deg_per_day: Array, day: Array) -> Array:
    """Return an angle with whole turns added, so that each step is the one that the rates foretell."""
    foretold = (rate_deg_per_day[1:] + rate_deg_per_day[:-1]) / 2 * np.diff(day)
    step = foretold + (np.diff(angle_deg) - foretold + 180) % 360 - 180
    gone = np.concatenate(([0.0], np.cumsum(step)))
    return np.asarray(gone - gone[-1] + angle_deg[-1])


def _with_phase(orbit: SecularOrbit, day: Array, phase_deg: Array) -> SecularOrbit:
    """Return the orbit with phase, motion and drag fitted, where there are sets enough that fit together."""
    for window_days in PHASE_WINDOWS_DAYS:
        is_recent = day >= -window_days
        recent = day[is_recent]
        if len(recent) < FEWEST_SETS or -recent[0] < window_days / 2:
            continue
        steady_deg = phase_deg[is_recent] - _boosted_deg(orbit, recent)
        parabola = np.polyfit(recent, steady_deg, 2, w=np.exp(4 * recent / window_days))
        misfit_deg = math.sqrt(np.mean((steady_deg - np.polyval(parabola, recent)) ** 2))
        if misfit_deg <= MISFIT_DEG:
            change, motion, phase = parabola.tolist()
            return replace(orbit, phase_deg=phase, motion_deg_per_day=motion, motion_change_deg_per_day2=2 * change)
    return orbit


def _with_node(orbit: SecularOrbit, day: Array, node_deg: Array) -> SecularOrbit:
    """Return the orbit with the node in the middle of the recent ones."""
    is_recent = day >= -NODE_WINDOW_DAYS
    return replace(orbit, node_deg=float(np.median(node_deg[is_recent] - _node_gone_deg(orbit, day[is_recent]))))


def _drag(orbit: SecularOrbit, day: Array) -> tuple[Array, Array]:
    """Return how much of the motion drag and boosts have added, and what drag alone has added to the phase."""
    if orbit.motion_change_deg_per_day2:
        before, after = orbit.full_drag_days
        away = np.abs(day)
        full = np.minimum(away, np.where(day < 0, before, after))
        rest = away - full
        faded = FADING_DAYS * np.expm1(-rest / FADING_DAYS)
        change = orbit.motion_change_deg_per_day2 * np.copysign(full - faded, day)
        dragged_deg = orbit.motion_change_deg_per_day2 * (full**2 / 2 + full * rest + FADING_DAYS * (rest + faded))
    else:
        change, dragged_deg = np.zeros_like(day), np.zeros_like(day)
    for boost_day, step in _steps(orbit):
        change += np.where(boost_day > 0, step * (day >= boost_day), -step * (day < boost_day))
    return change / orbit.motion_deg_per_day, dragged_deg


def _node_gone_deg(orbit: SecularOrbit, day: Array) -> Array:
    """Return how far the node goes: its rate grows with the motion to the power of 7/3."""
    _, dragged_deg = _drag(orbit, day)
    further_deg = dragged_deg + _boosted_deg(orbit, day)
    return np.asarray(orbit.node_rate_deg_per_day * (day + 7 / 3 * further_deg / orbit.motion_deg_per_day))


def _boosted_deg(orbit: SecularOrbit, day: Array) -> Array:
    """Return what boosts do to the phase: those ahead after them, those of the past before them."""
    total = np.zeros_like(day)
    for boost_day, step in _steps(orbit):
        away = day - boost_day
        total += step * (np.maximum(away, 0) if boost_day > 0 else np.maximum(-away, 0))
    return total


def _steps(orbit: SecularOrbit) -> list[tuple[float, float]]:
    """Return when each boost is, in days, and by how much it changes the motion, in degrees a day."""
    speed_m_s = 1000 * math.sqrt(EARTH_GM_KM3_PER_S2 / orbit.axis_km)
    return [
        ((boost.instant - orbit.reference) / DAY, -3 * boost.delta_v_m_s / speed_m_s * orbit.motion_deg_per_day)
        for boost in orbit.boosts
    ]


def _days_since(orbit: SecularOrbit, utc: Utc) -> Array:
    return np.asarray((utc - utc_array([orbit.reference])[0]) / np.timedelta64(1, "D"))
