"""All options of a span as columns: each profile at each crossing that it can use, and what is left if it is missed."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from crossflight.dynamics.frames import Place
from crossflight.dynamics.launches.crossings import Crossings, Flags, crossings
from crossflight.dynamics.launches.fallbacks import LongerWays, fall_back
from crossflight.dynamics.launches.profiles import turn_m_s
from crossflight.dynamics.launches.ways import Case, Ways, ways
from crossflight.dynamics.orbit.station import StationOrbit
from crossflight.dynamics.time import Array, Utc, utc_array
from crossflight.instants import Span
from crossflight.record import Ascent, Profile

__all__ = ["NEXT_DAYS", "NONE", "Options", "case_of", "launch_options", "option_columns"]

NEXT_DAYS = 10
"""How far ahead the next opportunity of a profile is looked for."""

LAST_INSTANT = datetime.max.replace(tzinfo=UTC) - timedelta(days=2)
"""Of the calendar, with room to look around."""

NONE = -1
"""Stands for no row."""

Rows = NDArray[np.intp]


class Options(NamedTuple):
    """Options in order of crossing, docking and revolutions; each of shape (N,), the burns (N, 4)."""

    row: Rows
    """Of the crossing."""
    orbits: Rows
    """The number that the profile is called by."""
    is_any_phase: Flags
    phase_deg: Array
    phase_open: Flags
    liftoff: Utc
    docking: Utc
    axis_km: Array
    """Of the phasing orbit."""
    burns: Utc
    burns_m_s: Array
    slip_s: Array
    """How much later liftoff may be."""
    later: Rows
    """The option of the same crossing that lifts off next after that, or NONE."""
    following: Rows
    """The next option of the same name at another crossing, or NONE."""
    fallback_orbits: Rows
    """The number of the longer profile that the same insertion can fly, or NONE."""
    fallback_docking: Utc
    fallback_axis_km: Array
    fallback_plane_m_s: Array
    fallback_m_s: Array


def launch_options(
    place: Place, orbit: StationOrbit, ascent: Ascent, profiles: Sequence[Profile], span: Span
) -> tuple[Crossings, Options] | None:
    """Return every option of ``[start, end)`` as columns, and the crossings that their rows name; None: no crossing.

    What :func:`crossflight.dynamics.launches.windows.launch_windows` tells as nouns, in a tenth of the time where
    profiles take any phase: ten years of six pads in about a second. Rows of crossings after the end are there too, for
    what comes next.
    """
    case = case_of(place, orbit, ascent, span)
    return None if case is None else (case.found, option_columns(case, profiles))


def case_of(
    place: Place, orbit: StationOrbit, ascent: Ascent, span: Span, open_from: datetime | None = None
) -> Case | None:
    """Return the crossings of ``[start, end)`` and of the days after it; None where the span itself has none."""
    start, end = span
    end = min(end, LAST_INSTANT)
    beyond = end + min(timedelta(days=NEXT_DAYS), LAST_INSTANT - end)
    if orbit.limits is not None:
        beyond = max(end, min(beyond, orbit.limits[1] - timedelta(seconds=ascent.duration_s)))
    found = crossings(place, orbit, start, beyond, ascent.passes)
    if not len(found.utc) or found.utc[0] >= utc_array([end])[0]:
        return None
    return Case(found, orbit, ascent, open_from)


def option_columns(case: Case, profiles: Sequence[Profile]) -> Options:
    """Return what the profiles make of the crossings."""
    parts = [_with_fallback(case, profile, way, profiles) for profile in profiles for way in ways(case, profile)]
    if not parts:
        return _joined([_nothing()])
    whole = _joined(parts)
    whole = _taken(whole, np.lexsort((whole.orbits, whole.docking, whole.row)))
    whole = whole._replace(later=_later(whole), following=_following(whole, case.found))
    return _with_next_count(whole, case)


def _with_fallback(case: Case, profile: Profile, way: Ways, profiles: Sequence[Profile]) -> Options:
    count = len(way.row)
    longer, found = (None, None) if profile.any_phase else fall_back(case, profile, way, profiles)
    if longer is None or found is None:
        nothing = np.zeros(count)
        found = LongerWays(np.zeros(count, dtype=np.bool_), way.docking, nothing, nothing, nothing)
    none = np.full(count, NONE)
    return Options(
        row=way.row,
        orbits=np.full(count, way.orbits),
        is_any_phase=np.full(count, profile.any_phase is not None),
        phase_deg=way.phase_deg,
        phase_open=case.is_open[way.row],
        liftoff=way.liftoff,
        docking=way.docking,
        axis_km=way.axis_km,
        burns=way.burns,
        burns_m_s=way.burns_m_s,
        slip_s=way.slip_s,
        later=none,
        following=none,
        fallback_orbits=np.where(found.fits, (longer.orbits or 0) if longer else 0, NONE),
        fallback_docking=found.docking,
        fallback_axis_km=found.axis_km,
        # Until the options are sorted, of a profile that takes any phase the angle of its plane stands here.
        fallback_plane_m_s=way.node_change_deg * case.sine[way.row] if profile.any_phase else found.plane_m_s,
        fallback_m_s=found.delta_v_m_s,
    )


def _later(options: Options) -> Rows:
    """Return for each option the first of its crossing that lifts off after the last moment for this one."""
    second = (options.liftoff - options.liftoff.min()) / np.timedelta64(1, "s")
    # One number for crossing and instant, so that all are searched at once; a crossing lies within a day.
    order = np.lexsort((options.docking, second, options.row))
    row = options.row.astype(np.float64)
    span_s = float(second.max()) + 1e6
    found = np.searchsorted((row * span_s + second)[order], row * span_s + second + options.slip_s + 0.5, side="right")
    inside = found < len(order)
    later = order[np.minimum(found, len(order) - 1)]
    return np.where(inside & (options.row[later] == options.row), later, NONE)


def _following(options: Options, found: Crossings) -> Rows:
    """Return for each option the next of its name at a later crossing."""
    rows = len(found.utc) + 1
    key = options.orbits * rows + options.row
    order = np.argsort(key, kind="stable")
    at = np.searchsorted(key[order], key + 1)
    following = order[np.minimum(at, len(order) - 1)]
    is_near = found.utc[options.row[following]] - found.utc[options.row] <= np.timedelta64(NEXT_DAYS, "D")
    is_same = (at < len(order)) & (options.orbits[following] == options.orbits)
    return np.where(is_same & is_near, following, NONE)


def _with_next_count(options: Options, case: Case) -> Options:
    """Return the options with the fallback of profiles that take any phase: the next count from the same insertion."""
    if not options.is_any_phase.any():
        return options
    some = np.flatnonzero(options.is_any_phase)
    most = int(options.orbits.max()) + 2
    key = options.row[some] * most + options.orbits[some]
    order = np.argsort(key, kind="stable")
    at = np.searchsorted(key[order], key + 1)
    other = some[order[np.minimum(at, len(order) - 1)]]
    fits = (at < len(order)) & (options.row[other] == options.row[some])
    plane_deg = options.fallback_plane_m_s
    plane_m_s = turn_m_s(case.station_axis_km[options.row[some]], plane_deg[other] - plane_deg[some])
    columns = {
        "fallback_orbits": np.where(fits, options.orbits[other], NONE),
        "fallback_docking": options.docking[other],
        "fallback_axis_km": options.axis_km[other],
        "fallback_plane_m_s": plane_m_s,
        "fallback_m_s": plane_m_s + options.burns_m_s[other].sum(axis=-1),
    }
    for name, values in columns.items():
        column = getattr(options, name).copy()
        column[some] = values
        options = options._replace(**{name: column})
    return options


def _nothing() -> Options:
    """Return no option at all."""
    rows, values, flags = np.empty(0, dtype=np.intp), np.empty(0), np.empty(0, dtype=np.bool_)
    utc = np.empty(0, dtype="datetime64[us]")
    return Options(
        row=rows,
        orbits=rows,
        is_any_phase=flags,
        phase_deg=values,
        phase_open=flags,
        liftoff=utc,
        docking=utc,
        axis_km=values,
        burns=np.empty((0, 4), dtype="datetime64[us]"),
        burns_m_s=np.empty((0, 4)),
        slip_s=values,
        later=rows,
        following=rows,
        fallback_orbits=rows,
        fallback_docking=utc,
        fallback_axis_km=values,
        fallback_plane_m_s=values,
        fallback_m_s=values,
    )


def _joined(parts: Sequence[Options]) -> Options:
    return Options(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _taken(options: Options, wanted: Rows) -> Options:
    columns: tuple[Any, ...] = tuple(column[wanted] for column in options)
    return Options(*columns)
