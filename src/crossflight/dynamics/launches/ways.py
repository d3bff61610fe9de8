"""Ways to the station: liftoff, docking and burns of a profile at all crossings at once, as columns.

A vehicle is put into a plane from which its own node drifts, faster than the station's as long as it flies
lower, into the station's plane at docking::

    liftoff = plane crossing - plane lead of the ascent + node drift until docking x 236 s/deg

The more phase is to be made up, the longer and the lower it flies, and the later it lifts off.
"""

from collections.abc import Iterator
from copy import copy
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crossflight.dynamics.launches.crossings import Crossings, Flags
from crossflight.dynamics.launches.profiles import Phasing, burns_m_s, phasing
from crossflight.dynamics.orbit.plane import EARTH_RADIUS_KM, EARTH_TURN_DEG_PER_DAY
from crossflight.dynamics.orbit.station import StationOrbit, seconds_after
from crossflight.dynamics.time import Array, Utc, utc_array
from crossflight.record import Ascent, Profile
from crossflight.units import SECONDS_IN_A_DAY

__all__ = ["WHOLE_TURNS", "Case", "Ways", "nearest_phase", "ways"]

LIFTOFF_STEPS = 4
"""A liftoff a minute later changes the phase by 4 degrees, and by that the drift by 2 s of launch time."""

LARGEST_DRIFT_S = 600.0
"""Keeps the steps of a phase that no orbit could make up from running away."""

WHOLE_TURNS = (0, 1)
"""How many revolutions more than the shortest way the station may be ahead."""

MIDDLE_PHASE_DEG = 180.0
"""Of a profile that takes any."""


class Case:
    """The crossings of a pad, and what all profiles of an ascent share."""

    def __init__(self, found: Crossings, orbit: StationOrbit, ascent: Ascent, open_from: datetime | None) -> None:
        self.found, self.ascent = found, ascent
        self.is_open = np.zeros(len(found.utc), dtype=np.bool_)
        """From when on the phase is not known, so that every profile is offered at its usual one."""
        if open_from is not None:
            self.is_open = found.utc >= utc_array([open_from])[0]
        self.station_axis_km = orbit.axis_at_km(found.utc)
        self.first_axis_km = EARTH_RADIUS_KM + (ascent.perigee_km + ascent.apogee_km) / 2
        self.period_s = orbit.period_s * (self.station_axis_km / orbit.axis_km) ** 1.5
        self.phase_deg_per_s = orbit.motion_deg_per_day / SECONDS_IN_A_DAY
        self.launch_s_per_deg = SECONDS_IN_A_DAY / (EARTH_TURN_DEG_PER_DAY - orbit.node_rate_deg_per_day)
        self.sine = np.sin(np.radians(found.plane.inclination_deg))
        inserted = seconds_after(found.utc, np.full(len(found.utc), ascent.duration_s - ascent.plane_lead_s))
        ahead = orbit.mean_plane(inserted).latitude_argument_deg - found.pad_argument_deg - ascent.arc_deg
        self.phase_deg = ahead % 360
        """Of a liftoff that leaves the node's drift out."""

    def taken(self, rows: NDArray[np.intp]) -> "Case":
        """Return those of the crossings."""
        part = copy(self)
        part.found = self.found.taken(rows)
        for name in ("is_open", "station_axis_km", "period_s", "sine", "phase_deg"):
            setattr(part, name, getattr(self, name)[rows])
        return part


class Ways(NamedTuple):
    """Ways of one profile with one count of revolutions, each of shape (N,) but the burns, (N, 4)."""

    row: NDArray[np.intp]
    """Of the crossing."""
    orbits: int
    """The number it is called by."""
    phase_deg: Array
    liftoff: Utc
    docking: Utc
    axis_km: Array
    """Of the phasing orbit."""
    burns: Utc
    burns_m_s: Array
    node_change_deg: Array
    """Until docking, against the station's."""
    slip_s: Array
    """How much later liftoff may be, the plane mended and the phase still within the profile's."""


class _Solved(NamedTuple):
    """One count of revolutions, for each crossing."""

    fits: Flags
    phase_deg: Array
    miss_deg: Array
    """The phase of the plane's own instant beyond the range; negative: short of it."""
    phasing: Phasing
    lead_s: Array
    """Liftoff before the crossing."""
    shift_s: Array
    """Of liftoff against the plane's own instant."""


def ways(case: Case, profile: Profile) -> Iterator[Ways]:
    """Yield the ways of a profile, count by count of revolutions."""
    if profile.any_phase is None:
        for number, phases in enumerate(profile.phases):
            for turns in WHOLE_TURNS:
                solved = _in_range(case, profile, number, turns)
                bounds_deg = (phases.from_deg, phases.to_deg)
                yield from _told(case, profile, (profile.orbits or 0, phases.revolutions), solved, bounds_deg)
        return
    bounds = profile.any_phase
    fewest = max(2, int(bounds.hours_least * 3600 / case.period_s.min()) - 1)
    most = int(bounds.hours_most * 3600 / case.period_s.min()) + 2
    for count in range(fewest, most + 1):
        is_left = np.ones(len(case.found.utc), dtype=np.bool_)
        for turns in WHOLE_TURNS:
            usual_deg = MIDDLE_PHASE_DEG + 360 * turns
            about_deg = np.where(case.is_open, usual_deg, case.phase_deg + 360 * turns)
            about_h = (case.ascent.duration_s + (count - about_deg / 360) * case.period_s) / 3600
            margin_h = case.period_s * LARGEST_DRIFT_S * case.phase_deg_per_s / 360 / 3600
            is_near = (about_h >= bounds.hours_least - margin_h) & (about_h <= bounds.hours_most + margin_h)
            rows = np.flatnonzero(is_left & is_near)
            if not len(rows):
                continue
            part = case.taken(rows)
            solved = _solved(part, profile, count, turns, None, usual_deg)
            hours = (part.ascent.duration_s + (count - solved.phase_deg / 360) * part.period_s) / 3600
            axis_km = solved.phasing.axis_km
            fits = (axis_km >= part.first_axis_km) & (axis_km <= part.station_axis_km - bounds.height_below_least_km)
            fits &= (hours >= bounds.hours_least) & (hours <= bounds.hours_most)
            is_left[rows[fits]] = False
            for way in _told(part, profile, (count, count), solved._replace(fits=fits), None):
                yield way._replace(row=rows[way.row])


def nearest_phase(case: Case, profile: Profile) -> tuple[Array, Array]:
    """Return the phase at the profile's own liftoff, and how far it lies beyond the nearest range.

    The second is negative short of the range, and leaves out what liftoff off the plane makes up.
    """
    slack_deg = profile.liftoff_slack_s * case.phase_deg_per_s
    phase_deg, best = np.zeros(len(case.found.utc)), np.full(len(case.found.utc), np.inf)
    for number in range(len(profile.phases)):
        # A turn less as well: 350 degrees ahead is 10 behind.
        for turns in (-1, *WHOLE_TURNS):
            solved = _in_range(case, profile, number, turns)
            miss = np.sign(solved.miss_deg) * np.maximum(np.abs(solved.miss_deg) - slack_deg, 0)
            is_nearer = np.abs(miss) < np.abs(best)
            best = np.where(is_nearer, miss, best)
            phase_deg = np.where(is_nearer, solved.phase_deg + solved.miss_deg, phase_deg)
    return phase_deg % 360, best


def _in_range(case: Case, profile: Profile, number: int, turns: int) -> _Solved:
    """Return the ways with the phases of one range of a profile."""
    phases = profile.phases[number]
    usual_deg = (min(one.from_deg for one in profile.phases) + max(one.to_deg for one in profile.phases)) / 2
    is_usual = turns == 0 and phases.from_deg <= usual_deg < phases.to_deg
    bounds_deg = (phases.from_deg, phases.to_deg)
    return _solved(case, profile, phases.revolutions, turns, bounds_deg, usual_deg if is_usual else None)


def _solved(
    case: Case,
    profile: Profile,
    revolutions: float,
    turns: int,
    bounds_deg: tuple[float, float] | None,
    usual_deg: float | None,
) -> _Solved:
    """Return the liftoffs with a given count of revolutions, the station ahead by so many whole turns more.

    ``usual_deg`` is the phase where it is open; None: none here.
    """
    lead_s = np.full(len(case.found.utc), case.ascent.plane_lead_s)
    shift_s = np.zeros_like(lead_s)
    miss = np.zeros_like(lead_s)
    near_km: Array | None = None
    fits = ~case.is_open | (usual_deg is not None)
    for _ in range(LIFTOFF_STEPS):
        phase_deg = case.phase_deg + 360 * turns - (lead_s - case.ascent.plane_lead_s) * case.phase_deg_per_s
        if bounds_deg is not None:
            within_deg = np.clip(phase_deg, *bounds_deg)
            miss = np.where(case.is_open, 0.0, phase_deg - within_deg)
            shift_s = -miss / case.phase_deg_per_s
            phase_deg = within_deg
        phase_deg = np.where(case.is_open, usual_deg or 0.0, phase_deg)
        way = phasing(
            phase_deg,
            revolutions,
            (case.first_axis_km, case.station_axis_km),
            case.found.plane.inclination_deg,
            (profile.first_revolutions, profile.last_revolutions),
            near_km,
        )
        near_km = way.axis_km
        drift_s = np.clip(-way.node_change_deg * case.launch_s_per_deg, -LARGEST_DRIFT_S, LARGEST_DRIFT_S)
        lead_s = case.ascent.plane_lead_s - drift_s
    fits &= np.abs(shift_s) <= profile.liftoff_slack_s
    return _Solved(fits, phase_deg, miss, way, lead_s - shift_s, shift_s)


def _told(
    case: Case,
    profile: Profile,
    count: tuple[int, float],
    solved: _Solved,
    bounds_deg: tuple[float, float] | None,
) -> Iterator[Ways]:
    """Yield the ways that fit, if any do; ``count`` is the number of orbits by name, and of revolutions in truth."""
    rows = np.flatnonzero(solved.fits)
    if not len(rows):
        return
    orbits, revolutions = count
    phase_deg, shift_s = solved.phase_deg[rows], solved.shift_s[rows]
    axis_km = solved.phasing.axis_km[rows]
    liftoff = seconds_after(case.found.utc[rows], -solved.lead_s[rows])
    inserted = seconds_after(liftoff, np.full(len(rows), case.ascent.duration_s))
    slip_s = profile.liftoff_slack_s - shift_s
    if bounds_deg is not None:
        is_known = ~case.is_open[rows]
        slip_s = np.where(is_known, np.minimum(slip_s, (bounds_deg[1] - phase_deg) / case.phase_deg_per_s), slip_s)
    yield Ways(
        row=rows,
        orbits=orbits,
        phase_deg=phase_deg,
        liftoff=liftoff,
        docking=seconds_after(inserted, (revolutions - phase_deg / 360) * case.period_s[rows]),
        axis_km=axis_km,
        burns=seconds_after(inserted[:, np.newaxis], solved.phasing.burns_s[rows]),
        burns_m_s=burns_m_s(
            (EARTH_RADIUS_KM + case.ascent.perigee_km, EARTH_RADIUS_KM + case.ascent.apogee_km),
            axis_km,
            case.station_axis_km[rows],
            np.abs(shift_s) / case.launch_s_per_deg * case.sine[rows],
        ),
        node_change_deg=solved.phasing.node_change_deg[rows],
        slip_s=np.maximum(slip_s, 0.0),
    )
