"""Element sets from an ephemeris: the SGP4 orbit that lies nearest to its states."""

import math
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise

import numpy as np
from pydantic import ValidationError

from crossflight import instants
from crossflight.dynamics.orbit.plane import EARTH_GM_KM3_PER_S2
from crossflight.dynamics.orbit.propagation import motion_teme, position_teme_km
from crossflight.dynamics.time import Array, utc_array
from crossflight.errors import ScenarioError
from crossflight.instants import DAY
from crossflight.record import Ephemeris, MeanElements
from crossflight.units import SECONDS_IN_A_DAY

__all__ = ["daily_elements", "elements_of_state", "fit_elements", "radius_and_position_rms_km"]

STEPS = 200
"""Positions that are met, over the span; seven minutes apart in a day."""

ROUNDS = 12
"""Steps of Gauss and Newton; 4 or 5 do."""

CHANGE = 1e-5
"""For the derivatives, in each unknown."""

SMALL_ECCENTRICITY = 5e-4
"""To start from: SGP4 takes less than 1e-6 for 1e-6, so that a circle has no derivative."""

SETTLED = 1e-9
SHORTEST_ARC = timedelta(hours=2)

DRAG_FROM = timedelta(hours=6)
"""In less drag moves the station by some metres, and what is fitted as drag would be anything."""

STATE_SECONDS = 900.0
"""Makes kilometres of velocities: about a radian of a low orbit, so that both weigh alike."""

STATE_MET_KM = 1e-6

WORST_KM = 30.0
"""A day of the station stays within 2 km; more is no SGP4 orbit, or has a great boost in it."""


def fit_elements(ephemeris: Ephemeris, start: datetime, end: datetime) -> MeanElements:
    """Return the element set, of the middle of ``[start, end]``, whose SGP4 positions lie nearest there.

    Seven unknowns by least squares: mean motion, eccentricity vector, inclination, node, argument of latitude
    and drag, which is left at 0 in less than six hours. A day of NASA's ephemerides of the International Space
    Station without a boost is met within 0.5 km rms, 0.12 km in radius.

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
        return (position_teme_km((_elements(middle, values, ephemeris),), utc) - wanted_km).reshape(-1)

    if end - start < DRAG_FROM:
        unknowns = np.append(_nearest(unknowns[:6], lambda values: off_km(np.append(values, 0.0))), 0.0)
    else:
        unknowns = _nearest(unknowns, off_km)
    rms_km = math.sqrt(3 * np.mean(off_km(unknowns) ** 2))
    if rms_km > WORST_KM:
        problem = f"no SGP4 orbit comes nearer to the ephemeris than {rms_km:,.0f} km rms"
        raise ScenarioError(problem, path="orbit", way_out="give a shorter span, without great boosts")
    return _elements(middle, unknowns, ephemeris)


def elements_of_state(
    like: MeanElements, epoch: datetime, position_teme_km: Array, velocity_teme_km_per_s: Array
) -> MeanElements:
    """Return the element set of an instant whose SGP4 state there is the one given, of shape (3,) each.

    Drag, name and numbers are those of ``like``.

    Raises
    ------
    ScenarioError
        When no orbit that SGP4 knows passes there so.
    """
    wanted = np.concatenate((position_teme_km, velocity_teme_km_per_s * STATE_SECONDS))

    def set_of(values: Array) -> MeanElements:
        found = _elements(epoch, np.append(values, like.bstar), like)
        return found.model_copy(update={"catalogue_number": like.catalogue_number})

    def off(values: Array) -> Array:
        [position], [velocity] = motion_teme((set_of(values),))(utc_array([epoch]))
        return np.concatenate((position, velocity * STATE_SECONDS)) - wanted

    try:
        unknowns = _nearest(_first_guess(position_teme_km, velocity_teme_km_per_s)[:6], off)
        is_met = bool(np.abs(off(unknowns)).max() < STATE_MET_KM)
    except (ValidationError, ScenarioError, ValueError, np.linalg.LinAlgError):
        is_met = False
    if not is_met:
        speed_km_per_s = float(np.linalg.norm(velocity_teme_km_per_s))
        problem = f"no SGP4 orbit goes on from the state at {instants.write(epoch)}, {speed_km_per_s:,.3f} km/s"
        raise ScenarioError(problem, path="orbit", way_out="give smaller boosts, or an element set nearer to them")
    return set_of(unknowns)


def radius_and_position_rms_km(
    ephemeris: Ephemeris, elements: MeanElements, start: datetime, end: datetime
) -> tuple[float, float]:
    """Return how far an element set lies from the states of an ephemeris in ``[start, end]``, rms."""
    kept = [epoch for epoch in ephemeris.epochs if start <= epoch <= end] or list(ephemeris.epochs)
    utc = utc_array(kept)
    met_km, wanted_km = position_teme_km((elements,), utc), position_teme_km(ephemeris, utc)
    radius_km = np.linalg.norm(met_km, axis=1) - np.linalg.norm(wanted_km, axis=1)
    return (
        math.sqrt(float(np.mean(radius_km**2))),
        math.sqrt(float(np.mean(np.sum((met_km - wanted_km) ** 2, axis=1)))),
    )


def daily_elements(ephemeris: Ephemeris) -> tuple[MeanElements, ...]:
    """Return an element set for each day or so of an ephemeris; none is fitted over a boost that it tells of.

    What lies between two boosts, or a boost and an end, is shared out evenly into days. Less than two hours
    there are left out, unless there is nothing else.

    Raises
    ------
    ScenarioError
        When the ephemeris is shorter than a revolution, or no SGP4 orbit is near.
    """
    first, last = ephemeris.epochs[0], ephemeris.epochs[-1]
    bounds = [first, *(boost.instant for boost in ephemeris.boosts if first < boost.instant < last), last]
    spans = [span for span in pairwise(bounds) if span[1] - span[0] >= SHORTEST_ARC] or [
        max(pairwise(bounds), key=lambda span: span[1] - span[0])
    ]
    return tuple(
        fit_elements(ephemeris, start + (end - start) * part / count, start + (end - start) * (part + 1) / count)
        for start, end in spans
        for count in [max(1, round((end - start) / DAY))]
        for part in range(count)
    )


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


def _nearest(unknowns: Array, off: Callable[[Array], Array]) -> Array:
    """Return the unknowns that make what is off least, by the steps of Gauss and Newton."""
    for _ in range(ROUNDS):
        here = off(unknowns)
        steps = CHANGE * np.eye(len(unknowns))
        slopes = np.stack([(off(unknowns + step) - here) / CHANGE for step in steps], axis=1)
        correction = np.linalg.lstsq(slopes, -here)[0]
        unknowns = unknowns + correction
        if np.abs(correction).max() < SETTLED:
            break
    return unknowns


def _elements(epoch: datetime, unknowns: Array, named: Ephemeris | MeanElements) -> MeanElements:
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
        name=named.name,
        international_designator=named.international_designator,
    )


def _turn_deg(angle_rad: float) -> float:
    return math.degrees(angle_rad) % 360 % 360
