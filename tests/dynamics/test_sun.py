"""The Sun, against an independent ephemeris and published landings."""

import numpy as np
import pytest

from crossflight.dynamics.sun import _apparent_position_cirs_km, sun_elevation_deg, sun_position_cirs_km
from dynamics.places import ZHEZKAZGAN, Spot

# Skyfield 1.55 with DE421, geometric altitude of the apparent Sun from wgs84.latlon, computed once. Both use
# the same UT1 to some milliseconds in these years; what is left are 0.4 arc seconds of interpolation.
SKYFIELD = [
    (ZHEZKAZGAN, "2011-09-16T03:59:43", 28.50655),
    (ZHEZKAZGAN, "2022-09-29T10:57:00", 20.08712),
    (Spot(-77.85, 166.67), "2024-01-15T12:00:00", 9.43256),
    (Spot(-90, 0), "2025-06-21T00:00:00", -23.44049),
]


@pytest.mark.parametrize(("place", "instant", "elevation_deg"), SKYFIELD)
def test_the_elevation_agrees_with_skyfield(place: Spot, instant: str, elevation_deg: float) -> None:
    utc = np.array([instant], dtype="datetime64[us]")

    assert [elevation_deg] == pytest.approx(sun_elevation_deg(place, utc), abs=2e-4)


def test_the_sun_stood_as_high_as_told_when_soyuz_tma_21_landed() -> None:
    # 28.5 degrees on 2011-09-16 at 03:59:43, 47.4 N 69.6 E: computed from the landing instant at
    # http://www.spacefacts.de/, given to a tenth.
    utc = np.array(["2011-09-16T03:59:43"], dtype="datetime64[us]")

    assert [28.5] == pytest.approx(sun_elevation_deg(ZHEZKAZGAN, utc), abs=0.05)


def test_the_interpolated_sun_stays_within_0_4_arc_seconds() -> None:
    day = np.linspace(-25_000, 47_000, 3001)  # 1901 to 2098
    utc = np.datetime64("1970-01-01", "us") + (day * 86_400e6).astype("timedelta64[us]")
    exact_km = _apparent_position_cirs_km(utc)
    apart_km = np.linalg.norm(sun_position_cirs_km(utc) - exact_km, axis=-1)
    apart_arcsec = np.degrees(apart_km / np.linalg.norm(exact_km, axis=-1)) * 3600

    assert 0.4 > apart_arcsec.max()


def test_the_sun_is_nearest_in_january_and_farthest_in_july() -> None:
    # Perihelion 2022-01-04, 147,105,052 km; aphelion 2022-07-04, 152,098,455 km
    # (https://aa.usno.navy.mil/data/Earth_Seasons). Aberration keeps the length.
    utc = np.array(["2022-01-04T06:55", "2022-07-04T07:11"], dtype="datetime64[us]")
    distance_km = np.linalg.norm(sun_position_cirs_km(utc), axis=-1)

    assert [147_105_052, 152_098_455] == pytest.approx(distance_km, abs=1000)


def test_no_instants_give_no_elevations() -> None:
    none = np.array([], dtype="datetime64[us]")

    assert (0,) == sun_elevation_deg(ZHEZKAZGAN, none).shape
