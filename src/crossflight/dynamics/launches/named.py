"""One profile asked by its name: only its options, or in words why no crossing of the span allows it."""

import math
import re
from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np

from crossflight import instants
from crossflight.dynamics.launches.options import LAST_INSTANT, case_of, option_columns
from crossflight.dynamics.launches.ways import Case, nearest_phase
from crossflight.dynamics.orbit.plane import EARTH_GM_KM3_PER_S2
from crossflight.dynamics.orbit.propagation import Orbit
from crossflight.dynamics.orbit.station import StationOrbit
from crossflight.dynamics.time import datetimes
from crossflight.errors import CallError, ScenarioError
from crossflight.instants import Span
from crossflight.record import Ascent, Boost, Ephemeris, LaunchSite, Profile, ProfileOption, Window

__all__ = ["asked_profile", "only", "refuse_phase"]

SEARCHED = timedelta(days=60)
"""How far beyond the span the next crossing is looked for that would allow a profile."""

BOOST_DAYS = (7, 30)
"""A boost told as a way out is made so long before liftoff, the later day if a usual boost does."""

USUAL_BOOST_M_S = 1.5
"""Those of the International Space Station in 2021 and 2022 went up to that."""

LONGEST_LIST = 6
"""Names in a message; more are told by the first and the last."""


def asked_profile(profiles: Sequence[Profile], asked: str) -> Profile:
    """Return the profile that a name such as 2-orbit, or an id of the catalogue, means.

    Raises
    ------
    CallError
        When the vehicle has none of that name, naming those it has.
    """
    for profile in profiles:
        if asked == profile.id or (profile.phases and asked == f"{profile.orbits}-orbit"):
            return profile
    if re.fullmatch(r"[1-9][0-9]{0,2}-orbit", asked):
        for profile in profiles:
            if profile.any_phase is not None:
                return profile
    names = [f"{profile.orbits}-orbit" if profile.phases else profile.id for profile in profiles]
    message = f"the catalogue knows no profile '{asked}' of this vehicle — it knows {', '.join(names) or 'none at all'}"
    raise CallError(message)


def only(windows: Sequence[Window], profile: Profile, asked: str) -> tuple[Window, ...]:
    """Return the windows that offer what is asked, each with that alone."""
    kept = []
    for window in windows:
        wanted = tuple(option for option in window.profiles if _is_asked(option, profile, asked))
        if wanted:
            kept.append(window.model_copy(update={"profiles": wanted}))
    return tuple(kept)


def refuse_phase(
    windows: Sequence[Window],
    profile: Profile,
    asked: str,
    given: tuple[Orbit, tuple[Boost, ...]],
    pad: tuple[LaunchSite, Ascent],
    span: Span,
) -> None:
    """Refuse a profile that no crossing of the span allows: which phase there is, which it needs, and what to do.

    Raises
    ------
    ScenarioError
        Always.
    """
    others = sorted({option.orbits for window in windows for option in window.profiles})
    if profile.any_phase is not None:
        problem = f"no crossing of the span offers the profile {asked}"
        way_out = f"ask for one of {_listed(others)}" if others else "ask for another span"
        raise ScenarioError(problem, way_out=way_out)
    orbit, boosts = given
    path = StationOrbit(orbit, *span, boosts)
    case = case_of(pad[0], path, pad[1], span)
    if case is None:
        message = "a profile is refused only where there are crossings"
        raise CallError(message)
    moments = [moment for moment in datetimes(case.found.utc) if moment < span[1]]
    phase_deg, miss = (column[: len(moments)] for column in nearest_phase(case, profile))
    nearest = int(np.argmin(np.abs(miss)))
    off_deg = float(miss[nearest])
    ranges = " or ".join(f"{one.from_deg:g} to {one.to_deg:g}" for one in profile.phases)
    slack = f", with liftoff up to {profile.liftoff_slack_s:g} s off the plane" if profile.liftoff_slack_s else ""
    crossing = "its crossing of" if len(moments) == 1 else f"the nearest of {len(moments)} crossings,"
    problem = (
        f"the phase allows no {asked} profile in the span: at {crossing} {moments[nearest]:%Y-%m-%d %H:%M:%S} the "
        f"station is {phase_deg[nearest]:.1f} degrees ahead, and it needs {ranges}{slack}: "
        f"{abs(off_deg):.1f} degrees too {'much' if off_deg > 0 else 'little'}"
    )
    ways_out = [
        _next_allowed(profile, given, pad, span[1]),
        f"or take {_listed(others)}" if others else "",
        f"or {_boost(case, profile, nearest, off_deg)}",
    ]
    raise ScenarioError(problem, way_out="; ".join(part for part in ways_out if part))


def _is_asked(option: ProfileOption, profile: Profile, asked: str) -> bool:
    """Say whether an option is of the profile, and where a count of revolutions is asked for, has that."""
    if profile.phases:
        return option.orbits == profile.orbits
    return asked in {option.name, profile.id}


def _next_allowed(
    profile: Profile, given: tuple[Orbit, tuple[Boost, ...]], pad: tuple[LaunchSite, Ascent], end: datetime
) -> str:
    orbit, boosts = given
    until = end + max(min(SEARCHED, LAST_INSTANT - end), timedelta())
    if isinstance(orbit, Ephemeris):
        until = min(until, orbit.epochs[-1] - timedelta(seconds=pad[1].duration_s))
    if until <= end:
        return "the orbit is not known beyond"
    case = case_of(pad[0], StationOrbit(orbit, end, until, boosts), pad[1], (end, until))
    allowed = None if case is None else option_columns(case, [profile]).row
    if case is None or allowed is None or not len(allowed):
        return f"no crossing of the {(until - end).days} days after it does either"
    [moment] = datetimes(case.found.utc[allowed[:1]])
    return f"the next crossing that allows it is at {moment:%Y-%m-%d %H:%M:%S}"


def _boost(case: Case, profile: Profile, row: int, off_deg: float) -> str:
    """Return the boost that brings the phase well into the range: higher is slower, by 3 parts for each of speed."""
    half_width_deg = min(one.to_deg - one.from_deg for one in profile.phases) / 2
    aim_deg = off_deg + math.copysign(half_width_deg + profile.liftoff_slack_s * case.phase_deg_per_s, off_deg)
    speed_m_s = 1000 * float(np.sqrt(EARTH_GM_KM3_PER_S2 / case.station_axis_km[row]))
    lost_deg_per_m_s_day = 3 / speed_m_s * case.phase_deg_per_s * instants.DAY.total_seconds()
    for days in BOOST_DAYS:
        boost_m_s = aim_deg / lost_deg_per_m_s_day / days
        if abs(boost_m_s) <= USUAL_BOOST_M_S:
            break
    return f"let the station boost by about {boost_m_s:+.1f} m/s {days} days before"


def _listed(orbits: Sequence[int]) -> str:
    if len(orbits) > LONGEST_LIST:
        return f"{orbits[0]}-orbit to {orbits[-1]}-orbit"
    return " or ".join(f"{count}-orbit" for count in orbits)
