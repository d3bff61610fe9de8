"""The ways down at passes over points that are aimed at: as instants while the phase is known, then as spans.

A vehicle that stays by the station comes down where the station's revolutions take it. One that can go lower gets
ahead of the station, and brings its way down over the point itself::

    needed lead = place in the plane at touchdown - station at the burn - arc of the descent
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crossflight.dynamics.landings.departures import Ship
from crossflight.dynamics.landings.descent import Touchdowns, descend, nominal_descent
from crossflight.dynamics.landings.reach import Passes, itrf_to_teme
from crossflight.dynamics.orbit.plane import EARTH_RADIUS_KM
from crossflight.dynamics.orbit.propagation import Orbit, motion_teme
from crossflight.dynamics.orbit.station import StationOrbit, seconds_after
from crossflight.dynamics.time import Array, Utc, utc_array
from crossflight.record import AimPoint, Descent, Ephemeris

__all__ = ["Case", "Ways", "instants_down", "spans_down"]

STEPS = 5
"""Each leaves a twentieth of the error: the Earth turns on while the burn waits."""

CONVERGED_DEG = 0.02
"""2 km along the way."""

NEAR_KM = 1.0
"""And so far across it, where a point without a radius is aimed at."""

GUESS_S = 120.0
"""How far a first guess may lie beyond reach and still be followed up."""

LONGEST_STEP_S = 600.0

SLOW = 0.05
"""Of the speed at which places at the equator cross a polar plane: slower, near the top of the ground track, a
vehicle cannot wait for the place to come into its plane."""


class Ways(NamedTuple):
    """Ways down, each of shape (N,)."""

    aim: NDArray[np.intp]
    is_northbound: NDArray[np.bool_]

    undock: Utc
    undock_earliest: Utc
    ignition: Utc
    entry: Utc
    landing: Utc
    enter: Utc
    leave: Utc
    latitude_deg: Array
    longitude_deg: Array
    off_km: Array
    """The point to the left of the way, before steering."""
    lead_deg: Array
    hours: Array
    """From the latest undocking to the burn."""
    delta_v_m_s: Array


class Case:
    """What all landings of a call share."""

    def __init__(self, orbit: Orbit, path: StationOrbit, descent: Descent, phase_known_days: float) -> None:
        self.path, self.descent = path, descent
        self.ship = Ship(descent, path, motion_teme(orbit))
        self.seconds, self.arc_deg, self.delta_v_m_s = nominal_descent(descent, path.axis_km)
        """From the burn on, for a first guess."""
        self._known = np.timedelta64(timedelta(days=phase_known_days))
        self._limits = utc_array(path.limits) if path.limits is not None else None
        self._epochs = None if isinstance(orbit, Ephemeris) else utc_array(sorted(one.epoch for one in orbit))

    def is_known(self, utc: Utc) -> NDArray[np.bool_]:
        """Say at which instants the phase of the station is known; in an ephemeris always."""
        if self._epochs is None:
            return np.ones(utc.shape, dtype=np.bool_)
        last = len(self._epochs) - 1
        after = np.searchsorted(self._epochs, utc)
        before, behind = self._epochs[np.clip(after - 1, 0, last)], self._epochs[np.clip(after, 0, last)]
        return np.asarray(np.minimum(np.abs(utc - before), np.abs(behind - utc)) <= self._known)

    def inside(self, utc: Utc) -> Utc:
        """Return the instants, brought inside an ephemeris; what lies outside is sorted out in the end."""
        return utc if self._limits is None else np.clip(utc, *self._limits)


def instants_down(case: Case, passes: Passes) -> Ways:
    """Return the ways down at passes for which the station's phase is known."""
    ship, descent = case.ship, case.descent
    rows, lead_deg, shift_s = _candidates(case, passes)
    passes = passes.taken(rows)
    near = passes.near
    is_free = (shift_s == 0) & (descent.lowered is not None)
    rate = near.across_deg_per_s
    waits = is_free & (np.abs(rate) > SLOW * ship.earth_deg_per_s)
    rate = np.where(waits, rate, 1.0)
    ignition = case.inside(seconds_after(near.best, shift_s + descent.turning_s - case.seconds))
    for _ in range(STEPS):
        along_deg, across_deg = _miss_deg(passes, descend(descent, ignition, *ship.state(ignition, lead_deg)))
        wait_s = np.where(waits, np.clip(-across_deg / rate, -LONGEST_STEP_S, LONGEST_STEP_S), 0.0)
        wanted_deg = lead_deg + along_deg - wait_s * ship.motion_deg_per_s
        lead_deg = np.where(is_free, np.clip(wanted_deg, ship.lead_least_deg, ship.lead_most_deg), lead_deg)
        later_s = np.where(is_free, wait_s, along_deg / ship.motion_deg_per_s)
        ignition = case.inside(seconds_after(ignition, later_s))
    down = descend(descent, ignition, *ship.state(ignition, lead_deg))
    along_deg, across_deg = _miss_deg(passes, down)
    off_km = np.radians(across_deg) * EARTH_RADIUS_KM
    fits = (np.abs(along_deg) < CONVERGED_DEG) & (np.abs(off_km) <= np.maximum(passes.reach_km, NEAR_KM))
    ways = _ways(case, passes, down, ignition, off_km, lead_deg)
    return Ways._make(part[fits] for part in ways)


def spans_down(case: Case, aims: Sequence[AimPoint], passes: Passes) -> Ways:
    """Return the ways down at passes of which the plane alone is known, as if the phase were right for each."""
    descent, near = case.descent, passes.near
    one = np.ones(len(near.best))
    landing = seconds_after(near.best, one * descent.turning_s)
    ignition = seconds_after(landing, -one * case.seconds)
    lead_deg = one * case.ship.lead_least_deg
    gone = case.ship.departures(lead_deg)
    latitude_deg = np.array([aim.latitude_deg for aim in aims])
    longitude_deg = np.array([aim.longitude_deg for aim in aims])
    return Ways(
        aim=passes.aim,
        is_northbound=passes.is_northbound,
        undock=seconds_after(ignition, -gone.hours * 3600),
        undock_earliest=seconds_after(ignition, -one * descent.hours_most * 3600),
        ignition=ignition,
        entry=seconds_after(landing, -one * (descent.entry_s + descent.parachute_s)),
        landing=landing,
        enter=seconds_after(near.enter, one * descent.turning_s),
        leave=seconds_after(near.leave, one * descent.turning_s),
        latitude_deg=latitude_deg[passes.aim],
        longitude_deg=longitude_deg[passes.aim],
        off_km=np.zeros_like(one),
        lead_deg=lead_deg,
        hours=gone.hours,
        delta_v_m_s=one * case.delta_v_m_s + gone.delta_v_m_s,
    )


def _candidates(case: Case, passes: Passes) -> tuple[NDArray[np.intp], Array, Array]:
    """Return rows of the passes, the leads to fly, and how many seconds after the best instant they land.

    A lead that the vehicle cannot make up moves the landing off the best instant: by the time in which the
    station itself goes so far.
    """
    ship, near = case.ship, passes.near
    one = np.ones(near.best.shape)
    ignition = case.inside(seconds_after(near.best, one * (case.descent.turning_s - case.seconds)))
    position, velocity = ship.state(ignition, np.zeros_like(one))
    normal = np.cross(position, velocity)
    forward = np.cross(normal, position)
    place = itrf_to_teme(passes.place_itrf, near.best)
    forth = np.sum(place * forward, axis=-1) / np.linalg.norm(forward, axis=-1)
    out = np.sum(place * position, axis=-1) / np.linalg.norm(position, axis=-1)
    needed_deg = (np.degrees(np.arctan2(forth, out)) - case.arc_deg + 180) % 360 - 180
    longest_s = float(np.max((near.leave - near.enter) / np.timedelta64(1, "s"), initial=0.0))
    turns = int(longest_s * ship.motion_deg_per_s // 360) + 1
    slack = np.timedelta64(int(GUESS_S), "s")
    rows, leads, shifts = [], [], []
    for turn in range(-turns, turns + 1):
        wanted_deg = needed_deg + 360 * turn
        lead_deg = np.clip(wanted_deg, ship.lead_least_deg, ship.lead_most_deg)
        shift_s = (wanted_deg - lead_deg) / ship.motion_deg_per_s
        landing = seconds_after(near.best, shift_s)
        fits = np.flatnonzero((landing >= near.enter - slack) & (landing <= near.leave + slack))
        rows.append(fits)
        leads.append(lead_deg[fits])
        shifts.append(shift_s[fits])
    return np.concatenate(rows), np.concatenate(leads), np.concatenate(shifts)


def _miss_deg(passes: Passes, down: Touchdowns) -> tuple[Array, Array]:
    """Return how far the point lies ahead of the end of the way, and to its left."""
    place = itrf_to_teme(passes.place_itrf, down.frozen)
    forward = np.cross(down.normal_teme, down.direction_teme)
    along = np.arctan2(np.sum(place * forward, axis=-1), np.sum(place * down.direction_teme, axis=-1))
    return np.degrees(along), np.degrees(np.arcsin(np.sum(place * down.normal_teme, axis=-1)))


def _ways(case: Case, passes: Passes, down: Touchdowns, ignition: Utc, off_km: Array, lead_deg: Array) -> Ways:
    """Return the ways with their departures, steered towards the point as far as they can be."""
    range_km = case.descent.cross_range_km
    bend = (np.clip(off_km, -range_km, range_km) / EARTH_RADIUS_KM)[:, np.newaxis]
    steered = down._replace(direction_teme=down.direction_teme * np.cos(bend) + down.normal_teme * np.sin(bend))
    latitude_deg, longitude_deg = steered.places_deg()
    gone = case.ship.departures(lead_deg)
    return Ways(
        aim=passes.aim,
        is_northbound=passes.is_northbound,
        undock=seconds_after(ignition, -gone.hours * 3600),
        undock_earliest=seconds_after(ignition, -gone.hours_longest * 3600),
        ignition=ignition,
        entry=down.entry,
        landing=down.landing,
        enter=down.landing,
        leave=down.landing,
        latitude_deg=latitude_deg,
        longitude_deg=longitude_deg,
        off_km=off_km,
        lead_deg=lead_deg,
        hours=gone.hours,
        delta_v_m_s=down.delta_v_m_s + gone.delta_v_m_s,
    )
