"""The mean plane of an orbit from a position and a velocity.

The Earth's flattening makes the plane sway twice a revolution, and the sway depends on where the station is. A
vehicle in the same orbit sways with it, so two orbits are compared by their mean planes: what SGP4 adds for the
sway (Spacetrack Report No. 3, the terms in J2) is taken off again.
"""

from typing import NamedTuple

import numpy as np

from crossflight.dynamics.orbit.plane import EARTH_GM_KM3_PER_S2, EARTH_RADIUS_KM, J2
from crossflight.dynamics.time import Array

__all__ = ["MeanPlane", "mean_plane_of"]

SMALLEST_SINE = 1e-9
"""Over the equator the node lies nowhere; the place in the plane is then counted from wherever it comes out."""


class MeanPlane(NamedTuple):
    """The plane and the place in it, TEME, the sway of J2 taken off; degrees, shape (N,)."""

    node_deg: Array
    inclination_deg: Array
    latitude_argument_deg: Array


def mean_plane_of(position_teme_km: Array, velocity_teme_km_per_s: Array) -> MeanPlane:
    """Return the mean plane of states, shape (N, 3) each."""
    x, y, z = position_teme_km.T
    vx, vy, vz = velocity_teme_km_per_s.T
    # The normal, by hand: np.cross takes longer than all the rest.
    hx, hy, hz = y * vz - z * vy, z * vx - x * vz, x * vy - y * vx
    momentum2 = hx * hx + hy * hy + hz * hz
    cosine = hz / np.sqrt(momentum2)
    sine = np.sqrt(np.maximum(1 - cosine**2, SMALLEST_SINE**2))
    node = np.arctan2(hx, -hy)
    argument = np.arctan2(z / sine, x * np.cos(node) + y * np.sin(node))
    sway = 0.5 * J2 / (momentum2 / EARTH_GM_KM3_PER_S2 / EARTH_RADIUS_KM) ** 2
    return MeanPlane(
        np.degrees(node - 1.5 * sway * cosine * np.sin(2 * argument)) % 360,
        np.degrees(np.arccos(cosine) - 1.5 * sway * cosine * sine * np.cos(2 * argument)),
        np.degrees(argument + 0.25 * sway * (7 * cosine**2 - 1) * np.sin(2 * argument)) % 360,
    )
