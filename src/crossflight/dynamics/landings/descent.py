"""From the burn to the ground: what a descent makes of a place in orbit.

The burn and the coast to the entry height are integrated in the field of an oblate Earth. Below it the catalogue's
numbers are taken: an arc in the plane of the orbit and a time, the last part of it turning with the Earth.
"""

import math
from typing import NamedTuple

import erfa
import numpy as np
from numpy.typing import NDArray

from crossflight.dynamics.frames import teme_to_pef_km
from crossflight.dynamics.orbit.plane import EARTH_GM_KM3_PER_S2, EARTH_RADIUS_KM, J2
from crossflight.dynamics.orbit.station import seconds_after
from crossflight.dynamics.time import Array, Utc
from crossflight.errors import ScenarioError
from crossflight.record import Descent

__all__ = ["Touchdowns", "descend", "nominal_descent"]

STEP_S = 30.0
"""Of the integration, Runge and Kutta's of the fourth order: some metres until entry."""

BURN_STEPS = 8

LONGEST_COAST_S = 6000.0
"""More than a revolution: what has not come down by then does not."""

FLATTENING = 1 / 298.257
"""Of the ellipsoid over which heights count."""


class Touchdowns(NamedTuple):
    """Ways down, each of shape (N,)."""

    entry: Utc
    frozen: Utc
    """From then on, in the mean, the vehicle turns with the Earth."""
    landing: Utc
    direction_teme: Array
    """Of the ground below the end of the way at ``frozen``, from the Earth's centre, unit length, shape (N, 3)."""
    normal_teme: Array
    """Of the plane of the way, unit length, shape (N, 3)."""
    delta_v_m_s: Array

    def places_deg(self) -> tuple[Array, Array]:
        """Return geodetic latitude and longitude of the landing, before steering."""
        ground_itrf = teme_to_pef_km(self.direction_teme, self.frozen) * EARTH_RADIUS_KM
        longitude, latitude, _ = erfa.gc2gd(1, ground_itrf * 1000)
        return np.degrees(latitude), np.degrees(longitude)


def descend(descent: Descent, ignition: Utc, position_teme_km: Array, velocity_teme_km_per_s: Array) -> Touchdowns:
    """Return where and when vehicles come down that begin their burn in these states.

    Parameters
    ----------
    descent
        Its burn, and the numbers of the entry.
    ignition
        When the burns begin, shape (N,).
    position_teme_km, velocity_teme_km_per_s
        Of the vehicles then, shape (N, 3).

    Raises
    ------
    ScenarioError
        When the burn brings one of them not down to the entry height.
    """
    delta_v_m_s = _delta_v_m_s(descent, position_teme_km, velocity_teme_km_per_s)
    thrust = delta_v_m_s[:, np.newaxis] / 1000 / descent.burn_s
    state = np.concatenate((position_teme_km, velocity_teme_km_per_s), axis=-1)
    for _ in range(BURN_STEPS):
        state = _step(state, descent.burn_s / BURN_STEPS, thrust)
    after_s, state = _coast(descent, state)
    entry_s = descent.burn_s + after_s
    position, velocity = state[:, :3], state[:, 3:]
    normal = _unit(np.cross(position, velocity))
    outward = _unit(position)
    arc = math.radians(descent.entry_arc_deg)
    direction = outward * math.cos(arc) + np.cross(normal, outward) * math.sin(arc)
    landing_s = entry_s + descent.entry_s + descent.parachute_s
    return Touchdowns(
        entry=seconds_after(ignition, entry_s),
        frozen=seconds_after(ignition, landing_s - descent.turning_s),
        landing=seconds_after(ignition, landing_s),
        direction_teme=direction,
        normal_teme=normal,
        delta_v_m_s=delta_v_m_s,
    )


def nominal_descent(descent: Descent, axis_km: float) -> tuple[float, float, float]:
    """Return seconds from burn to touchdown, degrees of the orbit on the way, and the burn in m/s, from a circle.

    Over the equator and in its plane: a first guess for any place and plane.
    """
    speed = math.sqrt(EARTH_GM_KM3_PER_S2 / axis_km)
    ignition = np.array(["2000-01-01"], dtype="datetime64[us]")
    down = descend(descent, ignition, np.array([[axis_km, 0.0, 0.0]]), np.array([[0.0, speed, 0.0]]))
    x, y, _ = down.direction_teme[0]
    seconds = float((down.landing - ignition)[0] / np.timedelta64(1, "s"))
    return seconds, math.degrees(math.atan2(y, x)) % 360, float(down.delta_v_m_s[0])


def _delta_v_m_s(descent: Descent, position: Array, velocity: Array) -> Array:
    """Return the burn: as it is given, or what brings the perigee to the height that is."""
    if descent.delta_v_m_s is not None:
        return np.full(len(position), descent.delta_v_m_s)
    radius = np.linalg.norm(position, axis=-1)
    perigee = EARTH_RADIUS_KM + (descent.perigee_km or 0.0)
    wanted = np.sqrt(2 * EARTH_GM_KM3_PER_S2 * perigee / (radius * (radius + perigee)))
    return np.asarray(np.maximum(np.linalg.norm(velocity, axis=-1) - wanted, 0.0) * 1000)


def _coast(descent: Descent, state: Array) -> tuple[Array, Array]:
    """Return the seconds until the entry height, and the states there."""
    seconds = np.full(len(state), np.nan)
    found = state.copy()
    height = _height_km(state)
    elapsed_s = 0.0
    while np.isnan(seconds).any():
        if elapsed_s > LONGEST_COAST_S:
            size = "" if descent.delta_v_m_s is None else f" of {descent.delta_v_m_s:g} m/s"
            raise ScenarioError(
                f"the burn{size} of descent '{descent.id}' does not bring the vehicle down to "
                f"{descent.entry_height_km:g} km within {LONGEST_COAST_S / 60:.0f} min",
                path="descents",
                way_out="give a larger burn or a lower perigee, or an orbit that is lower",
            )
        later = _step(state, STEP_S, None)
        height_later = _height_km(later)
        ends = np.isnan(seconds) & (height_later <= descent.entry_height_km)
        part = np.clip((height - descent.entry_height_km) / np.maximum(height - height_later, 1e-9), 0.0, 1.0)
        seconds[ends] = elapsed_s + part[ends] * STEP_S
        found[ends] = _step(state[ends], part[ends, np.newaxis] * STEP_S, None)
        state, height = later, height_later
        elapsed_s += STEP_S
    return seconds, found


def _height_km(state: Array) -> Array:
    """Return the height over the ellipsoid, along the radius."""
    radius = np.linalg.norm(state[:, :3], axis=-1)
    return np.asarray(radius - EARTH_RADIUS_KM * (1 - FLATTENING * (state[:, 2] / radius) ** 2))


def _step(state: Array, step_s: float | Array, thrust: Array | None) -> Array:
    """Return the states a step later."""
    first = _slope(state, thrust)
    second = _slope(state + step_s / 2 * first, thrust)
    third = _slope(state + step_s / 2 * second, thrust)
    fourth = _slope(state + step_s * third, thrust)
    return np.asarray(state + step_s / 6 * (first + 2 * second + 2 * third + fourth))


def _slope(state: Array, thrust: Array | None) -> Array:
    """Return the rates of change: gravity with J2, and a thrust in km/s2 against the motion."""
    position, velocity = state[:, :3], state[:, 3:]
    radius2 = np.sum(position**2, axis=-1, keepdims=True)
    height2 = position[:, 2:] ** 2 / radius2
    oblate = 1.5 * J2 * EARTH_RADIUS_KM**2 / radius2
    pull = -EARTH_GM_KM3_PER_S2 / radius2**1.5
    factor = 1 + oblate * (np.array([1.0, 1.0, 3.0]) - 5 * height2)
    acceleration = pull * position * factor
    if thrust is not None:
        acceleration = acceleration - thrust * _unit(velocity)
    return np.concatenate((velocity, acceleration), axis=-1)


def _unit(vector: Array) -> NDArray[np.float64]:
    return np.asarray(vector / np.linalg.norm(vector, axis=-1, keepdims=True))
