"""Eclipses against Orekit, and what holds for any orbit."""

import json
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossflight import instants
from crossflight.dynamics.light.eclipse import beta_deg, eclipses, orbital_noons, sun_position_teme_km
from crossflight.dynamics.orbit.propagation import motion_teme, position_teme_km
from crossflight.dynamics.time import Array, utc_array
from crossflight.errors import ScenarioError
from crossflight.files import load_orbit
from crossflight.record import Eclipse, MeanElements, Period
from dynamics import station_elements as sets
from dynamics.station_states import EPHEMERIS

ORBIT = (sets.SEPTEMBER_2022_21,)
OREKIT = json.loads((Path(__file__).parent / "reference" / "eclipses_orekit.json").read_text(encoding="ascii"))
START = instants.parse(OREKIT["start"])
END = START + timedelta(days=OREKIT["days"])


@cache
def a_year() -> tuple[Eclipse, ...]:
    return eclipses(ORBIT, START, END)


def ends_s(periods: list[Period], start: datetime, end: datetime) -> Array:
    ends = [moment for period in periods for moment in (period.start, period.end) if moment]
    return np.array([(moment - start).total_seconds() for moment in ends if start < moment < end])


@pytest.mark.parametrize("kind", ["umbra", "penumbra"])
def test_a_year_of_eclipses_agrees_with_orekit(kind: Literal["umbra", "penumbra"]) -> None:
    """Every event of the year is found, 21,908 in all, and none is off by more than 0.01 s; 0.1 s is promised.

    The file is given to 0.005 s. Three seasons of full Sun are in the year, with the grazing eclipses at both
    ends of each; the shortest umbra takes 130 s.
    """
    expected_s = np.cumsum(OREKIT[f"{kind}_steps_hundredths_of_s"]) / 100
    periods = [period for eclipse in a_year() if (period := getattr(eclipse, kind))]
    found_s = ends_s(periods, START, END)

    assert len(expected_s) == len(found_s)
    assert 0.01 > np.abs(found_s - expected_s).max()


def test_some_eclipses_of_a_year_only_graze_the_shadow() -> None:
    umbras = sum(1 for eclipse in a_year() if eclipse.umbra)

    assert (5489, 5465) == (len(a_year()), umbras)


def test_a_span_that_begins_in_the_dark_is_cut_there() -> None:
    whole = a_year()[3]
    assert whole.umbra
    assert whole.umbra.end
    assert whole.penumbra.end
    start = whole.umbra.start + timedelta(minutes=5)
    [cut] = eclipses(ORBIT, start, whole.penumbra.end + timedelta(minutes=1))
    assert cut.umbra
    assert cut.umbra.end
    off_s = (cut.umbra.end - whole.umbra.end).total_seconds()

    assert start == cut.penumbra.start == cut.umbra.start
    assert 0 == pytest.approx(off_s, abs=0.002)


def test_a_span_without_length_has_no_eclipse_and_no_noon() -> None:
    assert () == eclipses(ORBIT, START, START)
    assert () == eclipses(ORBIT, END, START)
    assert () == orbital_noons(ORBIT, START, START)


def test_an_ephemeris_has_eclipses_too_and_ends_them_with_itself() -> None:
    nasa = load_orbit(EPHEMERIS)
    start = instants.parse("2021-09-22T12:00:00Z")
    found = eclipses(nasa, start, start + timedelta(minutes=116))

    assert 1 <= len(found) <= 2
    with pytest.raises(ScenarioError, match="lies outside the ephemeris"):
        eclipses(nasa, start, start + timedelta(minutes=117))


def test_beta_is_the_angle_of_the_sun_over_the_plane() -> None:
    utc = utc_array([START, START + timedelta(days=60)])
    position_km, velocity_km_per_s = motion_teme(ORBIT)(utc)
    normal = np.cross(position_km, velocity_km_per_s)
    sun = sun_position_teme_km(utc)
    cosine = np.sum(normal * sun, axis=1) / np.linalg.norm(normal, axis=1) / np.linalg.norm(sun, axis=1)

    assert 90 - np.degrees(np.arccos(cosine)) == pytest.approx(beta_deg(ORBIT, utc))


def test_beta_reaches_the_inclination_and_the_obliquity_and_no_further() -> None:
    utc = utc_array([START]) + np.arange(0, 365 * 24) * np.timedelta64(1, "h")
    beta = beta_deg(ORBIT, utc)

    assert 70 < beta.max() <= 51.7 + 23.5
    assert -51.7 - 23.5 <= beta.min() < -70


def test_there_is_full_sun_only_where_beta_is_high() -> None:
    # At 415 km the Earth's radius is 70 degrees wide: with the Sun 70 degrees out of the plane, none of the
    # orbit is dark.
    ends = [eclipse.penumbra for eclipse in a_year()]
    gaps = [(left.end, right.start) for left, right in pairwise(ends) if left.end]
    long_gaps = [(left, right) for left, right in gaps if right - left > timedelta(hours=3)]
    beta = np.abs([beta_deg(ORBIT, utc_array([left + (right - left) / 2]))[0] for left, right in long_gaps])

    assert 0 < len(long_gaps)
    assert 68 < beta.min()


def test_noon_is_nearest_under_the_sun() -> None:
    noons = orbital_noons(ORBIT, START, START + timedelta(days=1))
    around = utc_array(noons)[:, np.newaxis] + np.array([-20, 0, 20], dtype="timedelta64[s]")
    utc = around.reshape(-1)
    position_km, sun = position_teme_km(ORBIT, utc), sun_position_teme_km(utc)
    height = np.sum(position_km * sun, axis=1) / np.linalg.norm(position_km, axis=1)
    before, at, after = height.reshape(-1, 3).T

    assert 15 <= len(noons) <= 16
    assert all(at > before)
    assert all(at > after)


orbits = st.builds(
    MeanElements,
    epoch=st.just("2022-09-21"),
    mean_motion_rev_per_day=st.floats(10, 16),
    eccentricity=st.floats(0, 0.01),
    inclination_deg=st.floats(0, 180),
    node_deg=st.floats(0, 359),
    perigee_argument_deg=st.floats(0, 359),
    mean_anomaly_deg=st.floats(0, 359),
)


@given(orbits, st.integers(0, 30))
@settings(max_examples=40)
def test_eclipses_are_where_a_dense_grid_on_a_sphere_finds_them(elements: MeanElements, day: int) -> None:
    """Away from the edge of the shadow, a cylinder behind a sphere is good enough to tell day from night."""
    start = instants.parse("2022-09-21") + timedelta(days=day)
    end = start + timedelta(hours=12)
    utc = utc_array([start]) + np.arange(0, 12 * 3600, 20) * np.timedelta64(1, "s")
    station_km, sun_km = position_teme_km((elements,), utc), sun_position_teme_km(utc)
    to_sun = sun_km / np.linalg.norm(sun_km, axis=1, keepdims=True)
    along_km = np.sum(station_km * to_sun, axis=1)
    beside_km = np.linalg.norm(station_km - along_km[:, np.newaxis] * to_sun, axis=1)
    is_night = (along_km < 0) & (beside_km < 6367)
    is_dark = np.zeros(len(utc), dtype=np.bool_)
    for eclipse in eclipses((elements,), start, end):
        assert eclipse.penumbra.end
        entry, exit_ = utc_array([eclipse.penumbra.start, eclipse.penumbra.end])
        is_dark |= (entry <= utc) & (utc < exit_)
    clear = np.abs(beside_km - 6367) > 60

    assert np.array_equal(is_night[clear], is_dark[clear])
