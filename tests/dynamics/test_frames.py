"""Frames, against published examples."""

import erfa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossflight.dynamics.frames import (
    earth_rotation_angle_rad,
    eme2000_to_gcrs,
    gcrs_to_eme2000,
    gcrs_to_teme,
    gmst82_rad,
    place_direction_rad,
    place_itrf_km,
    teme_to_gcrs,
    teme_to_pef_km,
)
from crossflight.dynamics.time import julian_ut1, polar_motion_rad
from dynamics.places import Spot, place_pef_km


def test_teme_turns_into_pef_as_vallado_has_it() -> None:
    # Vallado, "Fundamentals of Astrodynamics and Applications", 4th edition, example 3-15 at
    # 2004-04-06T07:51:28.386009Z. It holds the UT1 - UTC of midnight; by 07:51 that is 0.47 ms more negative,
    # which is 0.28 m at this radius.
    utc = np.array(["2004-04-06T07:51:28.386009"], dtype="datetime64[us]")
    position_teme_km = np.array([[5094.18016210, 6127.64465950, 6380.34453270]])
    [position_pef_km] = teme_to_pef_km(position_teme_km, utc)

    assert [-1033.47503130, 7901.30558560, 6380.34453270] == pytest.approx(position_pef_km, abs=4e-4)


def test_itrf_turns_into_pef_as_vallado_has_it() -> None:
    # The same example; its pole lies 0.0003 arc seconds from that of Bulletin A, 8 mm.
    utc = np.array(["2004-04-06T00:00:00"], dtype="datetime64[us]")
    to_itrf = erfa.pom00(*polar_motion_rad(utc), np.zeros(1))
    position_itrf_km = np.array([-1033.4793830, 7901.2952754, 6380.3565958])
    [position_pef_km] = np.einsum("nji,j->ni", to_itrf, position_itrf_km)

    assert [-1033.47503130, 7901.30558560, 6380.34453270] == pytest.approx(position_pef_km.tolist(), abs=1e-5)


@given(latitude_deg=st.floats(-80, 80), longitude_deg=st.floats(-180, 180), day=st.integers(3653, 18262))
def test_a_direction_of_first_order_agrees_with_the_whole_rotation(
    latitude_deg: float, longitude_deg: float, day: int
) -> None:
    utc = np.array([day], dtype="datetime64[D]").astype("datetime64[us]")
    [[x_km, y_km, z_km]] = place_pef_km(Spot(latitude_deg, longitude_deg), utc)
    [latitude_rad], [longitude_rad] = place_direction_rad(Spot(latitude_deg, longitude_deg), utc)

    # 0.6 arc seconds squared, some times the tangent of the latitude: under a millisecond of a crossing anywhere.
    assert np.arctan2(z_km, np.hypot(x_km, y_km)) == pytest.approx(latitude_rad, abs=1e-10)
    assert 0 == pytest.approx(np.sin(np.arctan2(y_km, x_km) - longitude_rad), abs=1e-9)


def test_a_pole_stays_where_it_is() -> None:
    utc = np.array(["2022-09-21"], dtype="datetime64[us]")
    [latitude_rad], _ = place_direction_rad(Spot(90, 0), utc)

    assert np.pi / 2 == latitude_rad


@given(st.integers(-3_000_000_000, 4_000_000_000))
def test_sidereal_time_is_that_of_erfa(second: int) -> None:
    utc = np.array([second], dtype="datetime64[s]").astype("datetime64[us]")
    apart = gmst82_rad(utc) - erfa.gmst82(*julian_ut1(utc))

    assert 0 == pytest.approx(np.sin(apart), abs=1e-11)


def test_a_place_on_the_equator_is_one_earth_radius_out() -> None:
    # WGS84: equatorial radius 6378.137 km, polar radius 6356.7523 km (NGA.STND.0036).
    assert [0, 6378.137, 0] == pytest.approx(place_itrf_km(Spot(0, 90)), abs=1e-9)
    assert [0, 0, -6356.7523142] == pytest.approx(place_itrf_km(Spot(-90, 0)), abs=1e-6)


def test_both_turns_of_the_earth_differ_by_precession_alone() -> None:
    # Precession in right ascension is 46.12 arc seconds a year, from 2000 on (Capitaine and others 2003):
    # 0.2884 degrees in 22.51 years. The models of 1982 and 2000 differ by less than 0.1 arc seconds.
    utc = np.array(["2022-07-06T00:00:00"], dtype="datetime64[us]")
    ahead_deg = np.degrees(gmst82_rad(utc) - earth_rotation_angle_rad(utc))

    assert [0.2884] == pytest.approx(ahead_deg, abs=2e-4)


def test_teme_and_gcrs_are_turned_as_vallado_has_it() -> None:
    # The same example, its GCRF with the pole of 2000: 6 m is what lies between that pole and the one of 1980.
    utc = np.array(["2004-04-06T07:51:28.386009"], dtype="datetime64[us]")
    position_teme_km = np.array([[5094.18016210, 6127.64465950, 6380.34453270]])
    position_gcrs_km = teme_to_gcrs(position_teme_km, utc)

    assert [5102.508953, 6123.011403, 6378.136925] == pytest.approx(position_gcrs_km[0], abs=0.008)
    assert position_teme_km[0] == pytest.approx(gcrs_to_teme(position_gcrs_km, utc)[0], abs=1e-9)


def test_the_axes_of_2000_lie_23_milliarcseconds_from_gcrs() -> None:
    # Frame bias: -16.617 and -6.819 milliarcseconds of the pole, -14.6 of the equinox (IERS Conventions 2010, 5.21).
    z_axis, x_axis = eme2000_to_gcrs(np.array([[0, 0, 1.0], [1.0, 0, 0]]))
    milliarcsecond = np.radians(1 / 3_600_000)

    assert np.hypot(16.617, 6.819) == pytest.approx(np.hypot(z_axis[0], z_axis[1]) / milliarcsecond, abs=0.01)
    assert 14.6 == pytest.approx(abs(x_axis[1]) / milliarcsecond, abs=0.01)
    assert [0, 0, 1] == pytest.approx(gcrs_to_eme2000(z_axis), abs=1e-15)
