"""Every liftoff of a span as a noun: what a survey needs of the ways to the station, and nothing that takes longer.

Of a profile with any phase one count of revolutions is kept for each crossing: that which is nearest to the vehicle's
usual time to docking. It is looked for nearby first::

    hours to docking   least ----------[usual - 2 h ... usual + 2 h]---------- most
                                          nearly always one is here
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from crossflight.dynamics.launches.ways import Case, Ways, ways
from crossflight.dynamics.time import Utc, datetimes, utc_array
from crossflight.instants import Span
from crossflight.record import Liftoff, MeanElements, Profile
from crossflight.record.noun import unchecked_all

__all__ = ["liftoffs_of"]

NEARBY_H = 2.0
"""More than a revolution: where the height allows one count, the next lies 1.6 h away at most."""

DOCKING_KNOWN_TO = np.timedelta64(30, "m")
"""The worst of flown dockings of 2020 to 2022 lay 14 minutes from that of the profile."""

KNOWN_AT_ONCE_S = 30.0
KNOWN_A_DAY_LATER_S = 1.0
KNOWN_AT_WORST_S = 600.0
"""How the plane is lost: seconds of launch time per day from the epoch; after 30 days 19 s, after 90 78 s in 95 of 100
cases (:func:`crossflight.dynamics.orbit.secular.fit`), and later less than in proportion."""

Rows = NDArray[np.intp]


class _Columns(NamedTuple):
    """Ways to the station, each of shape (N,)."""

    row: Rows
    """Of the crossing."""
    orbits: Rows
    liftoff: Utc
    docking: Utc
    soonest: NDArray[np.timedelta64]
    latest: NDArray[np.timedelta64]
    """From liftoff to docking where the count of revolutions is left open; else no time."""


def liftoffs_of(
    case: Case, profiles: Sequence[Profile], usual_h: float, orbit: MeanElements, span: Span
) -> tuple[Liftoff, ...]:
    """Return the liftoffs in ``[start, end)``, in order; of a profile with any phase only the most usual ones.

    Parameters
    ----------
    case
        The crossings of a pad by the plane.
    profiles
        What may be flown.
    usual_h
        Hours from liftoff to docking.
    orbit
        Whose plane it is; the further from its epoch, the less a liftoff is known.
    span
        Of liftoff, which is told to the second, as docking is to the minute.
    """
    set_ones = [
        _columns(way, None, None) for profile in profiles if profile.any_phase is None for way in ways(case, profile)
    ]
    parts = [*set_ones, *_most_usual(case, profiles, usual_h)]
    if not parts:
        return ()
    every = _joined(parts)
    liftoff = (every.liftoff + np.timedelta64(500, "ms")).astype("datetime64[s]")
    docking = (every.docking + np.timedelta64(500, "ms")).astype("datetime64[s]")
    docking = (docking + np.timedelta64(30, "s")).astype("datetime64[m]").astype("datetime64[s]")
    first, last = utc_array(span)
    order = np.lexsort((every.orbits, docking, liftoff))
    order = order[(liftoff[order] >= first) & (liftoff[order] < last)]
    liftoff, docking, every = liftoff[order], docking[order], _taken(every, order)
    age_days = np.abs(liftoff - utc_array([orbit.epoch])[0]) / np.timedelta64(1, "D")
    known_to_s = np.minimum(KNOWN_AT_ONCE_S + KNOWN_A_DAY_LATER_S * age_days, KNOWN_AT_WORST_S)
    names = {number: f"{number}-orbit" for number in np.unique(every.orbits).tolist()}
    rows = zip(
        datetimes(liftoff),
        datetimes(docking),
        datetimes(np.fmin(docking - DOCKING_KNOWN_TO, liftoff + every.soonest)),
        datetimes(np.fmax(docking + DOCKING_KNOWN_TO, liftoff + every.latest)),
        (names[number] for number in every.orbits.tolist()),
        case.is_open[every.row].tolist(),
        (round(value, 1) for value in known_to_s.tolist()),
        strict=True,
    )
    told = (
        {
            "liftoff": lifts,
            "docking": docks,
            "docking_earliest": earliest,
            "docking_latest": latest,
            "profile": profile,
            "phase_open": phase_open,
            "known_to_s": known,
        }
        for lifts, docks, earliest, latest, profile, phase_open, known in rows
    )
    return tuple(unchecked_all(Liftoff, told))


def _columns(way: Ways, hours_least: float | None, hours_most: float | None) -> _Columns:
    count = len(way.row)
    soonest, latest = (
        np.full(count, np.timedelta64("NaT", "us") if hours is None else np.timedelta64(timedelta(hours=hours)))
        for hours in (hours_least, hours_most)
    )
    return _Columns(way.row, np.full(count, way.orbits), way.liftoff, way.docking, soonest, latest)


def _most_usual(case: Case, profiles: Sequence[Profile], usual_h: float) -> Iterator[_Columns]:
    """Yield the way of each crossing that is nearest to the usual time, of profiles that take any phase."""
    bounds = [profile.any_phase for profile in profiles if profile.any_phase is not None]
    if not bounds:
        return
    parts: list[_Columns] = []
    for profile in profiles:
        if profile.any_phase is not None:
            least, most = profile.any_phase.hours_least, profile.any_phase.hours_most
            about_h = min(max(usual_h, least), most)
            near = (max(least, about_h - NEARBY_H), min(most, about_h + NEARBY_H))
            found = [_columns(way, least, most) for way in ways(case, _within(profile, *near))]
            rest = np.setdiff1d(np.arange(len(case.found.utc)), _rows(found))
            if len(rest) and near != (least, most):
                far = ways(case.taken(rest), profile)
                found += [_columns(way._replace(row=rest[way.row]), least, most) for way in far]
            parts += found
    if not parts:
        return
    every = _joined(parts)
    off_h = np.abs((every.docking - every.liftoff) / np.timedelta64(1, "h") - usual_h)
    order = np.lexsort((every.docking, off_h, every.row))
    _, most_usual = np.unique(every.row[order], return_index=True)
    yield _taken(every, order[most_usual])


def _joined(parts: Sequence[_Columns]) -> _Columns:
    columns: tuple[Any, ...] = tuple(np.concatenate(column) for column in zip(*parts, strict=True))
    return _Columns(*columns)


def _taken(every: _Columns, rows: Rows) -> _Columns:
    columns: tuple[Any, ...] = tuple(column[rows] for column in every)
    return _Columns(*columns)


def _rows(parts: Sequence[_Columns]) -> Rows:
    return _joined(parts).row if parts else np.empty(0, dtype=np.intp)


def _within(profile: Profile, hours_least: float, hours_most: float) -> Profile:
    assert profile.any_phase is not None
    bounds = profile.any_phase.model_copy(update={"hours_least": hours_least, "hours_most": hours_most})
    return profile.model_copy(update={"any_phase": bounds})
