"""Launch opportunities: the liftoff and the docking of every profile at every plane crossing.

A vehicle is put into a plane from which its own node drifts, faster than the station's as long as it flies
lower, into the station's plane at docking::

    liftoff = plane crossing - plane lead of the ascent + node drift until docking x 236 s/deg

The more phase is to be made up, the longer and the lower it flies, and the later it lifts off.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np

from crossflight.dynamics.crossings import Crossings, Flags, crossings
from crossflight.dynamics.frames import Place
from crossflight.dynamics.plane import EARTH_RADIUS_KM, EARTH_TURN_DEG_PER_DAY
from crossflight.dynamics.profiles import Phasing, burns_m_s, phasing
from crossflight.dynamics.station import StationOrbit, seconds_after
from crossflight.dynamics.time import Array, datetimes
from crossflight.record import Ascent, Burn, Pass, Profile, ProfileOption, Window
from crossflight.units import SECONDS_IN_A_DAY

__all__ = ["launch_windows"]

LIFTOFF_STEPS = 4
"""A liftoff a minute later changes the phase by 4 degrees, and by that the drift by 2 s of launch time."""

LARGEST_DRIFT_S = 600.0
"""Keeps the steps of a phase that no orbit could make up from running away."""

WHOLE_TURNS = (0, 1)
"""How many revolutions more than the shortest way the station may be ahead."""


def launch_windows(
    place: Place,
    orbit: StationOrbit,
    ascent: Ascent,
    profiles: tuple[Profile, ...],
    start: datetime,
    end: datetime,
) -> tuple[Window, ...]:
    """Return every opportunity whose plane crossing lies in ``[start, end)``, its profiles in order of docking."""
    found = crossings(place, orbit, start, end, ascent.passes)
    if not len(found.utc):
        return ()
    case = _Case(found, orbit, ascent)
    options: list[list[ProfileOption]] = [[] for _ in found.utc]
    for profile in profiles:
        for row, option in _options(case, profile):
            options[row].append(option)
    sides: dict[bool, Pass] = {True: "northbound", False: "southbound"}
    return tuple(
        Window(
            plane_crossing=moment,
            side=sides[bool(side)],
            phase_deg=round(float(phase_deg), 2) % 360,
            profiles=tuple(sorted(offered, key=lambda option: (option.docking, option.orbits))),
        )
        for moment, side, phase_deg, offered in zip(
            datetimes(found.utc), found.is_northbound, case.phase_deg, options, strict=True
        )
    )


class _Case:
    """The crossings of a pad, and what all profiles of an ascent share."""

    def __init__(self, found: Crossings, orbit: StationOrbit, ascent: Ascent) -> None:
        self.found, self.orbit, self.ascent = found, orbit, ascent
        self.station_axis_km = orbit.axis_km
        self.first_axis_km = EARTH_RADIUS_KM + (ascent.perigee_km + ascent.apogee_km) / 2
        self.launch_s_per_deg = SECONDS_IN_A_DAY / (EARTH_TURN_DEG_PER_DAY - orbit.node_rate_deg_per_day)
        self.phase_deg_per_s = orbit.motion_deg_per_day / SECONDS_IN_A_DAY
        inserted = seconds_after(found.utc, np.full(len(found.utc), ascent.duration_s - ascent.plane_lead_s))
        ahead = orbit.mean_plane(inserted).latitude_argument_deg - found.pad_argument_deg - ascent.arc_deg
        self.phase_deg = ahead % 360
        """Of a liftoff that leaves the node's drift out."""


class _Way(NamedTuple):
    """One count of revolutions, for each crossing."""

    fits: Flags
    phase_deg: Array
    phasing: Phasing
    lead_s: Array
    """Liftoff before the crossing."""
    turn_deg: Array
    """How far the plane must be mended."""


def _options(case: _Case, profile: Profile) -> Iterator[tuple[int, ProfileOption]]:
    """Yield the crossings, by row, that the profile can use."""
    period_s = case.orbit.period_s
    if profile.any_phase is None:
        for phases in profile.phases:
            for turns in WHOLE_TURNS:
                way = _way(case, profile, phases.revolutions, turns, (phases.from_deg, phases.to_deg))
                yield from _told(case, profile.orbits or 0, phases.revolutions, way)
        return
    bounds = profile.any_phase
    fewest = max(2, int(bounds.hours_least * 3600 / period_s) - 1)
    most = int(bounds.hours_most * 3600 / period_s) + 2
    highest_km = case.station_axis_km - bounds.height_below_least_km
    for count in range(fewest, most + 1):
        is_left = np.ones(len(case.found.utc), dtype=np.bool_)
        for turns in WHOLE_TURNS:
            way = _way(case, profile, count, turns, None)
            hours = (case.ascent.duration_s + (count - way.phase_deg / 360) * period_s) / 3600
            axis_km = way.phasing.axis_km
            fits = is_left & (axis_km >= case.first_axis_km) & (axis_km <= highest_km)
            fits &= (hours >= bounds.hours_least) & (hours <= bounds.hours_most)
            is_left &= ~fits
            yield from _told(case, count, count, way._replace(fits=fits))


def _way(case: _Case, profile: Profile, revolutions: float, turns: int, bounds_deg: tuple[float, float] | None) -> _Way:
    """Return the liftoffs with a given count of revolutions, the station ahead by so many whole turns more."""
    lead_s = np.full(len(case.found.utc), case.ascent.plane_lead_s)
    shift_s = np.zeros_like(lead_s)
    fits = np.ones(lead_s.shape, dtype=np.bool_)
    for _ in range(LIFTOFF_STEPS):
        earlier_s = lead_s - case.ascent.plane_lead_s
        phase_deg = case.phase_deg + 360 * turns - earlier_s * case.phase_deg_per_s
        if bounds_deg is not None:
            within_deg = np.clip(phase_deg, *bounds_deg)
            shift_s = (within_deg - phase_deg) / case.phase_deg_per_s
            fits = np.abs(shift_s) <= profile.liftoff_slack_s
            phase_deg = within_deg
        way = phasing(
            phase_deg,
            revolutions,
            (case.first_axis_km, case.station_axis_km),
            case.found.plane.inclination_deg,
            (profile.first_revolutions, profile.last_revolutions),
        )
        drift_s = np.clip(-way.node_change_deg * case.launch_s_per_deg, -LARGEST_DRIFT_S, LARGEST_DRIFT_S)
        lead_s = case.ascent.plane_lead_s - drift_s
    sine = np.sin(np.radians(case.found.plane.inclination_deg))
    return _Way(fits, phase_deg, way, lead_s - shift_s, np.abs(shift_s) / case.launch_s_per_deg * sine)


def _told(case: _Case, orbits: int, revolutions: float, way: _Way) -> Iterator[tuple[int, ProfileOption]]:
    """Yield the ways that fit as options, by the row of their crossing."""
    rows = np.flatnonzero(way.fits)
    if not len(rows):
        return
    seconds = (revolutions - way.phase_deg[rows] / 360) * case.orbit.period_s
    burns = burns_m_s(
        (EARTH_RADIUS_KM + case.ascent.perigee_km, EARTH_RADIUS_KM + case.ascent.apogee_km),
        way.phasing.axis_km[rows],
        case.station_axis_km,
        way.turn_deg[rows],
    )
    liftoffs = datetimes(seconds_after(case.found.utc[rows], -way.lead_s[rows]))
    for at, row in enumerate(rows.tolist()):
        inserted = liftoffs[at] + timedelta(seconds=case.ascent.duration_s)
        docking = inserted + timedelta(seconds=float(seconds[at]))
        moments = [inserted + timedelta(seconds=float(second)) for second in way.phasing.burns_s[row]]
        speeds = burns[at].tolist()
        yield (
            row,
            ProfileOption(
                name=f"{orbits}-orbit",
                orbits=orbits,
                phase_deg=round(float(way.phase_deg[row]), 2),
                liftoff=_rounded(liftoffs[at]),
                docking=_rounded(docking),
                phasing_height_km=round(float(way.phasing.axis_km[row]) - EARTH_RADIUS_KM, 1),
                burns=tuple(
                    Burn(utc=_rounded(moment), delta_v_m_s=round(speed, 2))
                    for moment, speed in zip(moments, speeds, strict=True)
                ),
                delta_v_m_s=round(sum(speeds), 1),
            ),
        )


def _rounded(moment: datetime) -> datetime:
    """Return the instant to the second: more is not known."""
    return (moment + timedelta(milliseconds=500)).replace(microsecond=0)
