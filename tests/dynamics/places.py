"""Places that the tests of dynamics look from."""

from dataclasses import dataclass

import erfa
import numpy as np

from crossflight.dynamics.frames import Place, place_itrf_km
from crossflight.dynamics.time import Array, Utc, polar_motion_rad

__all__ = ["BAIKONUR_31", "ZHEZKAZGAN", "Spot", "place_pef_km"]


@dataclass(frozen=True)
class Spot:
    latitude_deg: float
    longitude_deg: float


BAIKONUR_31 = Spot(45.996, 63.564)
"""The pad of Soyuz (https://en.wikipedia.org/wiki/Baikonur_Cosmodrome_Site_31)."""

ZHEZKAZGAN = Spot(47.4, 69.6)
"""Where Soyuz come down, south-east of the town."""


def place_pef_km(place: Place, utc: Utc) -> Array:
    """Return where a place lies against the pole of rotation, shape (N, 3): polar motion by erfa's whole matrix."""
    to_itrf = erfa.pom00(*polar_motion_rad(utc), np.zeros(utc.shape))
    return np.asarray(np.einsum("nji,j->ni", to_itrf, place_itrf_km(place)))
