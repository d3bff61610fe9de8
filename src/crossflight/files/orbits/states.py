"""States of an ephemeris: each in an orbit, and each following from the one before."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from crossflight import instants
from crossflight.errors import ScenarioError
from crossflight.files.orbits.fields import instant, real
from crossflight.record import Vector

__all__ = ["GAP_RAD", "State", "in_order", "state_of"]

GAP_RAD = 0.8
"""Longest way about the Earth from one state to the next: 12 minutes in a low orbit, interpolated to 50 m."""

EARTH_GM_KM3_PER_S2 = 398_600.4418
EARTH_RADIUS_KM = 6356.752
"""The smaller one, at the poles (WGS84)."""

FARTHEST_KM = 1_000_000.0
"""Beyond it the Sun pulls harder than the Earth."""

APART_KM = 1.0
"""Two states of one instant, where segments meet: the same place."""

_LENGTHS = (7, 10)
"""An epoch, position and velocity, and with some the acceleration."""


@dataclass(frozen=True)
class State:
    """One line of an ephemeris, and where it stands in the file."""

    place: str
    epoch: datetime
    position_km: Vector
    velocity_km_per_s: Vector


def state_of(parts: Sequence[str], file: str, place: str) -> State:
    """Return the state that the texts name: an epoch, three of position, three of velocity.

    Raises
    ------
    ScenarioError
        When they are no numbers, or the state belongs to no orbit about the Earth.
    """
    if len(parts) not in _LENGTHS:
        problem = f"the state has {len(parts)} entries; it needs an epoch, three of position and three of velocity"
        raise ScenarioError(problem, file=file, path=place, way_out="mend the line")
    x, y, z, x_dot, y_dot, z_dot = (real(part, file, place) for part in parts[1:7])
    state = State(place, instant(parts[0], file, place), (x, y, z), (x_dot, y_dot, z_dot))
    _refuse_no_orbit(state, file)
    return state


def _refuse_no_orbit(state: State, file: str) -> None:
    """Refuse a state inside the Earth or far away, on its way out, or on its way down to the ground."""
    place = state.place
    radius_km, speed_km_per_s = math.hypot(*state.position_km), math.hypot(*state.velocity_km_per_s)
    if radius_km > FARTHEST_KM:
        problem = f"the position is {radius_km:,.6g} km from the centre of the Earth; at most {FARTHEST_KM:,.0f}"
        raise ScenarioError(problem, file=file, path=place, way_out="give kilometres, of an object in orbit")
    if radius_km < EARTH_RADIUS_KM:
        problem = f"the position is {radius_km:,.0f} km from the centre of the Earth, inside it"
        raise ScenarioError(problem, file=file, path=place, way_out="give kilometres, of an object in orbit")
    if speed_km_per_s**2 / 2 >= EARTH_GM_KM3_PER_S2 / radius_km:
        problem = f"{speed_km_per_s:,.3f} km/s at {radius_km:,.0f} km is an escape, no orbit"
        raise ScenarioError(problem, file=file, path=place, way_out="give km and km/s, of an object in orbit")
    perigee_km = _perigee_km(state)
    if perigee_km < EARTH_RADIUS_KM:
        problem = (
            f"{speed_km_per_s:,.3f} km/s at {radius_km:,.0f} km falls to the ground: the perigee lies "
            f"{EARTH_RADIUS_KM - perigee_km:,.0f} km below it"
        )
        raise ScenarioError(problem, file=file, path=place, way_out="give km and km/s, of an object in orbit")


def _perigee_km(state: State) -> float:
    (x, y, z), (x_dot, y_dot, z_dot) = state.position_km, state.velocity_km_per_s
    momentum = math.hypot(y * z_dot - z * y_dot, z * x_dot - x * z_dot, x * y_dot - y * x_dot)
    energy = math.hypot(x_dot, y_dot, z_dot) ** 2 / 2 - EARTH_GM_KM3_PER_S2 / math.hypot(x, y, z)
    parameter_km = momentum**2 / EARTH_GM_KM3_PER_S2
    return parameter_km / (1 + math.sqrt(max(0.0, 1 + 2 * energy * parameter_km / EARTH_GM_KM3_PER_S2)))


def in_order(states: Iterable[State], file: str) -> list[State]:
    """Return the states without repetitions; segments may share the instant at which one follows the other.

    Raises
    ------
    ScenarioError
        When they are in disorder, leave a gap, or one does not follow from the one before.
    """
    ordered: list[State] = []
    for state in states:
        if not ordered:
            ordered.append(state)
            continue
        last = ordered[-1]
        step_s = (state.epoch - last.epoch).total_seconds()
        if step_s < 0:
            problem = f"the state of {instants.write(state.epoch)} stands after that of {instants.write(last.epoch)}"
            raise ScenarioError(problem, file=file, path=state.place, way_out="put the states in order")
        way_rad = step_s * math.hypot(*last.velocity_km_per_s) / math.hypot(*last.position_km)
        if way_rad > GAP_RAD:
            problem = (
                f"there is a gap of {step_s / 60:,.1f} min before it, from {instants.write(last.epoch)} "
                f"to {instants.write(state.epoch)}"
            )
            way_out = "give states at most some minutes apart, or cut the file there"
            raise ScenarioError(problem, file=file, path=state.place, way_out=way_out)
        _refuse_jump(last, state, step_s, file)
        if step_s > 0:
            ordered.append(state)
    return ordered


def _refuse_jump(last: State, state: State, step_s: float, file: str) -> None:
    """Refuse a state that the one before it does not lead to.

    The way between both is the mean of their velocities times the step, but for a third of how the pull of the
    Earth changes: gravity times the turn, times the cube of the step over 12. Twice that is allowed.
    """
    way_km = (
        (after - before) - step_s / 2 * (speed_before + speed_after)
        for before, after, speed_before, speed_after in zip(
            last.position_km, state.position_km, last.velocity_km_per_s, state.velocity_km_per_s, strict=True
        )
    )
    off_km = math.hypot(*way_km)
    radius_km = min(math.hypot(*last.position_km), math.hypot(*state.position_km))
    speed_km_per_s = max(math.hypot(*last.velocity_km_per_s), math.hypot(*state.velocity_km_per_s))
    limit_km = APART_KM + EARTH_GM_KM3_PER_S2 / radius_km**3 * speed_km_per_s * step_s**3 / 6
    if off_km > limit_km:
        problem = (
            f"the state of {instants.write(state.epoch)} does not follow from the one before it: "
            f"it lies {off_km:,.0f} km beside the way there"
        )
        raise ScenarioError(problem, file=file, path=state.place, way_out="mend the line, or take it out")
