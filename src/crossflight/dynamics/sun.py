"""Where the Sun stands, without an ephemeris file."""

from functools import lru_cache

import erfa
import numpy as np

from crossflight.dynamics.frames import Place, cirs_to_tirs_km, place_itrf_km, place_zenith_itrf
from crossflight.dynamics.time import Array, Utc, julian_tt

__all__ = ["FIRST_YEAR", "LAST_YEAR", "sun_elevation_deg", "sun_position_cirs_km"]

FIRST_YEAR, LAST_YEAR = 1901, 2098
"""The years for which the series of the Earth's path hold."""

NODE_STEP_DAYS = 4
"""A cubic through positions 4 days apart stays within 0.3 arc seconds; what the Moon does is the quickest."""

BLOCK_NODES = 64
"""Nodes computed and kept together: 256 days."""

KEPT_BLOCKS = 512
"""More than all the years of the series need."""


def sun_position_cirs_km(utc: Utc) -> Array:
    """Return the apparent geocentric position of the Sun, shape (..., 3).

    CIRS: the true equator of date. Light time and aberration are in it, so it is where the Sun is seen.
    Interpolated between nodes from :func:`_apparent_position_cirs_km`; together within 0.4 arc seconds from
    1901 to 2098.
    """
    day = (utc - np.datetime64("1970-01-01")) / np.timedelta64(NODE_STEP_DAYS, "D")
    node = np.floor(day).astype(np.int64)
    if node.size == 0:
        return np.empty((*utc.shape, 3))
    first_block = (int(node.min()) - 1) // BLOCK_NODES
    last_block = (int(node.max()) + 2) // BLOCK_NODES
    path = np.concatenate([_block_cirs_km(block) for block in range(first_block, last_block + 1)])
    row = node - first_block * BLOCK_NODES
    step = (day - node)[..., np.newaxis]
    # Lagrange's cubic through the nodes -1, 0, 1 and 2.
    before, left, right, after = path[row - 1], path[row], path[row + 1], path[row + 2]
    outer = step * (step - 1) / 6
    inner = (step + 1) * (step - 2) / 2
    return np.asarray(
        after * outer * (step + 1) - before * outer * (step - 2) + left * inner * (step - 1) - right * inner * step
    )


def sun_elevation_deg(place: Place, utc: Utc) -> Array:
    """Return how high the Sun's centre stands over the horizon of a place at sea level, in degrees.

    Geometric, as seen from the place (parallax is in it); refraction is not added. Within 0.0003 degrees (1
    arc second) where UT1 is known; 0.1 s of error in UT1 adds 1.5 arc seconds.
    """
    sun_itrf_km = cirs_to_tirs_km(sun_position_cirs_km(utc), utc) - place_itrf_km(place)
    height_km = sun_itrf_km @ place_zenith_itrf(place)
    return np.asarray(np.degrees(np.arcsin(height_km / np.linalg.norm(sun_itrf_km, axis=-1))))


@lru_cache(maxsize=KEPT_BLOCKS)
def _block_cirs_km(block: int) -> Array:
    """Return the positions at the nodes of a block, counted from 1970-01-01T00:00Z."""
    nodes = np.arange(block * BLOCK_NODES, (block + 1) * BLOCK_NODES) * np.timedelta64(NODE_STEP_DAYS, "D")
    position_cirs_km = _apparent_position_cirs_km(np.datetime64("1970-01-01", "us") + nodes)
    position_cirs_km.setflags(write=False)
    return position_cirs_km


def _apparent_position_cirs_km(utc: Utc) -> Array:
    """Return the apparent geocentric position of the Sun at each instant, shape (N, 3).

    The Earth's path from erfa.epv00 (VSOP2000 of Moisson and Bretagnon, simplified by SOFA: 14 km at worst,
    0.02 arc seconds), precession and nutation of IAU 2000B (1 milliarcsecond). TT stands for TDB: 2 ms at
    most.
    """
    tt = julian_tt(utc)
    heliocentric, barycentric = erfa.epv00(*tt)
    light_time_days = np.linalg.norm(heliocentric["p"], axis=-1, keepdims=True) * erfa.AULT / erfa.DAYSEC
    sun_velocity_au_per_day = barycentric["v"] - heliocentric["v"]
    sun_au = -heliocentric["p"] - sun_velocity_au_per_day * light_time_days
    distance_au = np.linalg.norm(sun_au, axis=-1)
    earth_velocity = barycentric["v"] * erfa.AULT / erfa.DAYSEC  # in units of the speed of light
    contraction = np.sqrt(1 - np.sum(earth_velocity**2, axis=-1))
    direction_gcrs = erfa.ab(sun_au / distance_au[:, np.newaxis], earth_velocity, distance_au, contraction)
    direction_cirs = np.einsum("nij,nj->ni", erfa.c2i00b(*tt), direction_gcrs)
    return np.asarray(direction_cirs * distance_au[:, np.newaxis] * (erfa.DAU / 1000))
