"""Launch opportunities: every plane crossing of a pad, and what each rendezvous profile makes of it."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import NamedTuple

import numpy as np

from crossflight.dynamics.frames import Place
from crossflight.dynamics.options import NEXT_DAYS, NONE, Options, case_of, option_columns
from crossflight.dynamics.plane import EARTH_RADIUS_KM
from crossflight.dynamics.station import StationOrbit
from crossflight.dynamics.time import Array, Utc, datetimes
from crossflight.instants import DAY
from crossflight.record import Ascent, Burn, Fallback, Missed, Pass, Profile, ProfileOption, Window
from crossflight.record.noun import unchecked

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
    lists = _Lists.of(options)
    edges = np.searchsorted(options.row, np.arange(len(moments) + 1)).tolist()
    phases_deg = (np.round(case.phase_deg, 2) % 360).tolist()
    last = next((row for row, moment in enumerate(moments) if moment >= end), len(moments))
    windows = []
    with _no_collecting():
        for row in range(last):
            has_next = row + 1 < len(moments) and moments[row + 1] - moments[row] <= NEXT_DAYS * DAY
            windows.append(
                Window(
                    plane_crossing=moments[row],
                    side=SIDES[bool(case.found.is_northbound[row])],
                    phase_deg=phases_deg[row],
                    profiles=tuple(lists.told(at) for at in range(edges[row], edges[row + 1])),
                    next_crossing=moments[row + 1] if has_next else None,
                    next_profiles=tuple(lists.names[edges[row + 1] : edges[row + 2]]) if has_next else (),
                )
            )
    return tuple(windows)


class _Lists(NamedTuple):
    """The columns of the options as lists of what stands in the nouns, rounded to what is known."""

    names: list[str]
    orbits: list[int]
    phase_deg: list[float]
    phase_open: list[bool]
    liftoff: list[datetime]
    docking: list[datetime]
    height_km: list[float]
    burns: Sequence[list[datetime]]
    """Four lists."""
    burns_m_s: list[list[float]]
    delta_v_m_s: list[float]
    slip_s: list[float]
    later: list[int]
    following: list[int]
    fallback_orbits: list[int]
    fallback_docking: list[datetime]
    fallback_height_km: list[float]
    fallback_plane_m_s: list[float]
    fallback_m_s: list[float]

    @classmethod
    def of(cls, options: Options) -> "_Lists":
        return cls(
            names=[f"{count}-orbit" for count in options.orbits.tolist()],
            orbits=options.orbits.tolist(),
            phase_deg=_rounded(options.phase_deg, 2),
            phase_open=options.phase_open.tolist(),
            liftoff=_to_the_second(options.liftoff),
            docking=_to_the_second(options.docking),
            height_km=_rounded(options.axis_km - EARTH_RADIUS_KM, 1),
            burns=[_to_the_second(options.burns[:, number]) for number in range(options.burns.shape[1])],
            burns_m_s=np.round(options.burns_m_s, 2).tolist(),
            delta_v_m_s=_rounded(options.burns_m_s.sum(axis=-1), 1),
            slip_s=_rounded(options.slip_s, 0),
            later=options.later.tolist(),
            following=options.following.tolist(),
            fallback_orbits=options.fallback_orbits.tolist(),
            fallback_docking=_to_the_second(options.fallback_docking),
            fallback_height_km=_rounded(options.fallback_axis_km - EARTH_RADIUS_KM, 1),
            fallback_plane_m_s=_rounded(options.fallback_plane_m_s, 1),
            fallback_m_s=_rounded(options.fallback_m_s, 1),
        )

    def told(self, at: int) -> ProfileOption:
        """Return one option as a noun."""
        speeds = self.burns_m_s[at]
        return unchecked(
            ProfileOption,
            {
                "name": self.names[at],
                "orbits": self.orbits[at],
                "phase_deg": self.phase_deg[at],
                "liftoff": self.liftoff[at],
                "docking": self.docking[at],
                "phasing_height_km": self.height_km[at],
                "burns": tuple(
                    unchecked(Burn, {"utc": moments[at], "delta_v_m_s": speed})
                    for moments, speed in zip(self.burns, speeds, strict=True)
                ),
                "delta_v_m_s": self.delta_v_m_s[at],
                "phase_open": self.phase_open[at],
                "fallback": None if self.fallback_orbits[at] == NONE else self._fallback(at),
                "missed": self._missed(at),
            },
        )

    def _fallback(self, at: int) -> Fallback:
        return unchecked(
            Fallback,
            {
                "name": f"{self.fallback_orbits[at]}-orbit",
                "orbits": self.fallback_orbits[at],
                "docking": self.fallback_docking[at],
                "phasing_height_km": self.fallback_height_km[at],
                "plane_m_s": self.fallback_plane_m_s[at],
                "delta_v_m_s": self.fallback_m_s[at],
            },
        )

    def _missed(self, at: int) -> Missed:
        later, following = self.later[at], self.following[at]
        return unchecked(
            Missed,
            {
                "slip_s": self.slip_s[at],
                "later_profile": None if later == NONE else self.names[later],
                "later_liftoff": None if later == NONE else self.liftoff[later],
                "next_liftoff": None if following == NONE else self.liftoff[following],
            },
        )


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


def _to_the_second(utc: Utc) -> list[datetime]:
    """Return instants to the second: more is not known."""
    seconds = (utc + np.timedelta64(500, "ms")).astype("datetime64[s]").astype(np.int64)
    return [datetime.fromtimestamp(second, UTC) for second in seconds.tolist()]


def _rounded(values: Array, digits: int) -> list[float]:
    rounded: list[float] = np.round(values, digits).tolist()
    return rounded
