"""Element sets from an ephemeris: the SGP4 orbit that lies nearest to its states."""

import math
from datetime import datetime

import numpy as np

from crossflight import instants
from crossflight.dynamics.plane import EARTH_GM_KM3_PER_S2
from crossflight.dynamics.propagation import motion_teme, position_teme_km
from crossflight.dynamics.time import Array, utc_array
from crossflight.errors import ScenarioError
from crossflight.instants import DAY
from crossflight.record import Ephemeris, MeanElements
from crossflight.units import SECONDS_IN_A_DAY

__all__ = ["daily_elements", "fit_elements"]

STEPS = 200
"""Positions that are met, over the span; seven minutes apart in a day."""

ROUNDS = 12
"""Steps of Gauss and Newton; 4 or 5 do."""

CHANGE = 1e-5
"""For the derivatives, in each unknown."""

SMALL_ECCENTRICITY = 5e-4
"""To start from: SGP4 takes less than 1e-6 for 1e-6, so that a circle has no derivative."""

SETTLED = 1e-9
WORST_KM = 30.0
"""A day of the station stays within 2 km; more is no SGP4 orbit, or has a great boost in it."""


def fit_elements(ephemeris: Ephemeris, start: datetime, end: datetime) -> MeanElements:
    """Return the element set, of the middle of ``[start, end]``, whose SGP4 positions lie nearest there.

    Seven unknowns by least squares: mean motion, eccentricity vector, inclination, node, argument of latitude
    and drag. A day of NASA's ephemerides of the International Space Station without a boost is met within 0.5 km rms,
    0.12 km in radius.

    Raises
    ------
    ScenarioError
        When the span lies outside the ephemeris or is shorter than a revolution, or no orbit is near.
    """
    middle = start + (end - start) / 2
    utc = utc_array(start + (end - start) * step / STEPS for step in range(STEPS + 1))
    motion = motion_teme(ephemeris)
    wanted_km, _ = motion(utc)
    [position_km], [velocity_km_per_s] = motion(utc_array([middle]))
    unknowns = _first_guess(position_km, velocity_km_per_s)
    if (end - start).total_seconds() < SECONDS_IN_A_DAY / unknowns[0]:
        problem = f"the span {instants.write(start)} to {instants.write(end)} is shorter than a revolution"
        raise ScenarioError(problem, path="orbit", way_out="give an ephemeris of some hours or more")

    def off_km(values: Array) -> Array:
        return (position_teme_km((_elements(ephemeris, middle, values),), utc) - wanted_km).reshape(-1)

    for _ in range(ROUNDS):
        here = off_km(unknowns)
        slopes = np.stack([(off_km(unknowns + step) - here) / CHANGE for step in CHANGE * np.eye(7)], axis=1)
        correction = np.linalg.lstsq(slopes, -here)[0]
        unknowns = unknowns + correction
        if np.abs(correction).max() < SETTLED:
            break
    rms_km = math.sqrt(3 * np.mean(off_km(unknowns) ** 2))
    if rms_km > WORST_KM:
        problem = f"no SGP4 orbit comes nearer to the ephemeris than {rms_km:,.0f} km rms"
        raise ScenarioError(problem, path="orbit", way_out="give a shorter span, without great boosts")
    return _elements(ephemeris, middle, unknowns)


def daily_elements(ephemeris: Ephemeris) -> tuple[MeanElements, ...]:
    """Return an element set for each whole day of an ephemeris, or one for all of it when it is shorter."""
    first, last = ephemeris.epochs[0], ephemeris.epochs[-1]
    days = max(1, (last - first) // DAY)
    length = min(DAY, last - first)
    return tuple(fit_elements(ephemeris, first + day * DAY, first + day * DAY + length) for day in range(days))


def _first_guess(position_km: Array, velocity_km_per_s: Array) -> Array:
    """Return the osculating orbit as the seven unknowns, but with a small eccentricity."""
    radius_km = float(np.linalg.norm(position_km))
    energy = float(velocity_km_per_s @ velocity_km_per_s) / 2 - EARTH_GM_KM3_PER_S2 / radius_km
    axis_km = -EARTH_GM_KM3_PER_S2 / (2 * energy)
    motion_rev_per_day = math.sqrt(EARTH_GM_KM3_PER_S2 / axis_km**3) * SECONDS_IN_A_DAY / math.tau
    normal = np.cross(position_km, velocity_km_per_s)
    node_rad = math.atan2(normal[0], -normal[1])
    inclination_rad = math.atan2(math.hypot(normal[0], normal[1]), normal[2])
    towards_node = np.array([math.cos(node_rad), math.sin(node_rad), 0.0])
    ahead = np.cross(normal / np.linalg.norm(normal), towards_node)
    latitude_rad = math.atan2(position_km @ ahead, position_km @ towards_node)
    return np.array([motion_rev_per_day, SMALL_ECCENTRICITY, 0.0, inclination_rad, node_rad, latitude_rad, 0.0])


def _elements(ephemeris: Ephemeris, epoch: datetime, unknowns: Array) -> MeanElements:
    motion, along, across, inclination_rad, node_rad, latitude_rad, drag = unknowns.tolist()
    perigee_rad = math.atan2(across, along)
    return MeanElements(
        epoch=epoch,
        mean_motion_rev_per_day=motion,
        eccentricity=math.hypot(along, across),
        inclination_deg=math.degrees(inclination_rad),
        node_deg=_turn_deg(node_rad),
        perigee_argument_deg=_turn_deg(perigee_rad),
        mean_anomaly_deg=_turn_deg(latitude_rad - perigee_rad),
        bstar=drag,
        name=ephemeris.name,
        international_designator=ephemeris.international_designator,
    )


def _turn_deg(angle_rad: float) -> float:
    return math.degrees(angle_rad) % 360 % 360
