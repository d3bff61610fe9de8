"""Launch opportunities: every plane crossing of a pad, and what each rendezvous profile makes of it."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import numpy as np

from crossflight.dynamics.frames import Place
from crossflight.dynamics.launches.options import NEXT_DAYS, NONE, Options, case_of, option_columns
from crossflight.dynamics.orbit.plane import EARTH_RADIUS_KM
from crossflight.dynamics.orbit.station import StationOrbit
from crossflight.dynamics.time import Array, datetimes, to_the_second
from crossflight.instants import DAY
from crossflight.record import Ascent, Burn, Fallback, Missed, Pass, Profile, ProfileOption, Window
from crossflight.record.noun import unchecked_all

__all__ = ["launch_windows"]

SIDES: dict[bool, Pass] = {True: "northbound", False: "southbound"}


def launch_windows(
    place: Place,
    orbit: StationOrbit,
    ascent: Ascent,
    profiles: tuple[Profile, ...],
    start: datetime,
    end: datetime,
    open_from: datetime | None = None,
) -> tuple[Window, ...]:
    """Return every opportunity whose plane crossing lies in ``[start, end)``, its profiles in order of docking.

    From ``open_from`` on the phase counts as open: each profile is offered at the middle of its phases, as a boost
    still to be made could have it. Liftoff is exact all the same, since the plane and the drift are.
    """
    case = case_of(place, orbit, ascent, (start, end), open_from)
    if case is None:
        return ()
    moments = datetimes(case.found.utc)
    options = option_columns(case, profiles)
    edges = np.searchsorted(options.row, np.arange(len(moments) + 1)).tolist()
    phases_deg = (np.round(case.phase_deg, 2) % 360).tolist()
    last = next((row for row, moment in enumerate(moments) if moment >= end), len(moments))
    windows = []
    with _no_collecting():
        names = [f"{count}-orbit" for count in options.orbits.tolist()]
        told = _told(options, names)
        for row in range(last):
            has_next = row + 1 < len(moments) and moments[row + 1] - moments[row] <= NEXT_DAYS * DAY
            windows.append(
                Window(
                    plane_crossing=moments[row],
                    side=SIDES[bool(case.found.is_northbound[row])],
                    phase_deg=phases_deg[row],
                    profiles=tuple(told[edges[row] : edges[row + 1]]),
                    next_crossing=moments[row + 1] if has_next else None,
                    next_profiles=tuple(names[edges[row + 1] : edges[row + 2]]) if has_next else (),
                )
            )
    return tuple(windows)


def _told(options: Options, names: list[str]) -> list[ProfileOption]:
    """Return all options as nouns, rounded to what is known; all of a kind at once, which is twice as fast."""
    liftoff = to_the_second(options.liftoff)
    columns: dict[str, Sequence[Any]] = {
        "name": names,
        "orbits": options.orbits.tolist(),
        "phase_deg": _rounded(options.phase_deg, 2),
        "liftoff": liftoff,
        "docking": to_the_second(options.docking),
        "phasing_height_km": _rounded(options.axis_km - EARTH_RADIUS_KM, 1),
        "burns": _burns(options),
        "delta_v_m_s": _rounded(options.burns_m_s.sum(axis=-1), 1),
        "phase_open": options.phase_open.tolist(),
        "fallback": _fallbacks(options),
        "missed": _missed(options, names, liftoff),
    }
    return unchecked_all(ProfileOption, _rows(columns))


def _burns(options: Options) -> list[tuple[Burn, ...]]:
    """Return the four burns of each option."""
    of_options = (
        unchecked_all(Burn, ({"utc": utc, "delta_v_m_s": m_s} for utc, m_s in zip(instants, speeds, strict=True)))
        for instants, speeds in (
            (to_the_second(options.burns[:, number]), _rounded(options.burns_m_s[:, number], 2))
            for number in range(options.burns.shape[1])
        )
    )
    return list(zip(*of_options, strict=True))


def _fallbacks(options: Options) -> list[Fallback | None]:
    """Return what each option can still fly when a burn fails, or None."""
    columns = {
        "name": [f"{count}-orbit" for count in options.fallback_orbits.tolist()],
        "orbits": options.fallback_orbits.tolist(),
        "docking": to_the_second(options.fallback_docking),
        "phasing_height_km": _rounded(options.fallback_axis_km - EARTH_RADIUS_KM, 1),
        "plane_m_s": _rounded(options.fallback_plane_m_s, 1),
        "delta_v_m_s": _rounded(options.fallback_m_s, 1),
    }
    nouns = unchecked_all(Fallback, _rows(columns))
    return [None if noun.orbits == NONE else noun for noun in nouns]


def _missed(options: Options, names: list[str], liftoff: list[datetime]) -> list[Missed]:
    """Return what is left when each liftoff is missed."""
    later, following = options.later.tolist(), options.following.tolist()
    columns: dict[str, Sequence[Any]] = {
        "slip_s": _rounded(options.slip_s, 0),
        "later_profile": [None if at == NONE else names[at] for at in later],
        "later_liftoff": [None if at == NONE else liftoff[at] for at in later],
        "next_liftoff": [None if at == NONE else liftoff[at] for at in following],
    }
    return unchecked_all(Missed, _rows(columns))


def _rows(columns: Mapping[str, Sequence[Any]]) -> Iterator[dict[str, Any]]:
    """Yield the fields of one noun after the other."""
    return (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Keep the garbage collector from walking over all the nouns again and again while they are made: half the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _rounded(values: Array, digits: int) -> list[float]:
    rounded: list[float] = np.round(values, digits).tolist()
    return rounded
