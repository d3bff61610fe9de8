"""Positions of the station: identical to sgp4, and against ephemerides of NASA."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sgp4.api import Satrec

from crossflight import instants
from crossflight.dynamics.orbit.propagation import (
    age_days,
    motion_teme,
    nearest_elements,
    position_teme_km,
    refuse_old_elements,
    unbroken_epochs,
)
from crossflight.dynamics.time import julian_utc, utc_array
from crossflight.errors import CallError, ScenarioError
from crossflight.files import load_orbit, parse_orbit
from crossflight.record import Ephemeris, MeanElements
from dynamics import station_elements as sets
from dynamics.station_states import EPHEMERIS, SETS, STATES

PAIRS = list(zip(SETS.split("\n")[1::2], SETS.split("\n")[2::2], strict=False))


def of_that_day() -> tuple[MeanElements, ...]:
    orbit = parse_orbit(SETS)
    assert not isinstance(orbit, Ephemeris)
    return orbit


def of_nasa() -> Ephemeris:
    orbit = load_orbit(EPHEMERIS)
    assert isinstance(orbit, Ephemeris)
    return orbit


@given(st.sampled_from(range(len(PAIRS))), st.lists(st.integers(-30 * 86_400_000_000, 30 * 86_400_000_000), max_size=9))
def test_positions_are_identical_to_sgp4(row: int, microseconds: list[int]) -> None:
    elements = of_that_day()[row]
    utc = utc_array([elements.epoch]) + np.array(microseconds, dtype="timedelta64[us]")
    _, position_km, velocity_km_per_s = Satrec.twoline2rv(*PAIRS[row]).sgp4_array(*julian_utc(utc))
    position_teme_km, velocity_teme_km_per_s = motion_teme((elements,))(utc)

    assert np.array_equal(position_km, position_teme_km)
    assert np.array_equal(velocity_km_per_s, velocity_teme_km_per_s)


def test_the_radius_agrees_with_nasa_over_a_day() -> None:
    """0.1 km rms, and at most 0.4 is promised: what SGP4 leaves out of the gravity field."""
    utc = utc_array(instants.parse(instant) for instant, _ in STATES)
    nasa_km = np.linalg.norm([position_km for _, position_km in STATES], axis=1)
    off_km = np.linalg.norm(position_teme_km(of_that_day(), utc), axis=1) - nasa_km

    assert 0.12 > np.sqrt(np.mean(off_km**2))


def test_the_position_agrees_with_nasa_once_the_frames_are_one() -> None:
    # TEME taken for EME2000 would be 30 km off: 0.3 degrees of precession.
    nasa = of_nasa()
    utc = utc_array(nasa.epochs)
    off_km = np.linalg.norm(position_teme_km(of_that_day(), utc) - position_teme_km(nasa, utc), axis=1)

    assert 1.5 > off_km.max()
    assert 25 < np.linalg.norm(position_teme_km(nasa, utc) - nasa.positions_km, axis=1).max()


@pytest.mark.parametrize(("every", "limit_m"), [(2, 2), (3, 60)])
def test_states_left_out_are_found_again_by_interpolation(every: int, limit_m: float) -> None:
    whole = of_nasa()
    thin = whole.model_copy(
        update={
            "epochs": whole.epochs[::every],
            "positions_km": whole.positions_km[::every],
            "velocities_km_per_s": whole.velocities_km_per_s[::every],
        }
    )
    utc = utc_array(epoch for epoch in whole.epochs if epoch <= thin.epochs[-1])
    position_km, velocity_km_per_s = motion_teme(whole)(utc)
    position_thin_km, velocity_thin_km_per_s = motion_teme(thin)(utc)

    assert limit_m / 1000 > np.abs(position_km - position_thin_km).max()
    assert limit_m / 100_000 > np.abs(velocity_km_per_s - velocity_thin_km_per_s).max()


def test_two_states_are_joined_by_a_cubic() -> None:
    # x = t^2 and y = t, at t = 0 and 10 s; at 4 s x is 16 km and its rate 8 km/s.
    start = instants.parse("2022-09-21")
    orbit = Ephemeris(
        frame="TEME",
        epochs=(start, start + timedelta(seconds=10)),
        positions_km=((0, 0, 0), (100, 10, 0)),
        velocities_km_per_s=((0, 1, 0), (20, 1, 0)),
    )
    position_km, velocity_km_per_s = motion_teme(orbit)(utc_array([start + timedelta(seconds=4)]))

    assert [16, 4, 0] == pytest.approx(position_km[0])
    assert [8, 1, 0] == pytest.approx(velocity_km_per_s[0])


def test_an_ephemeris_is_never_continued() -> None:
    nasa = of_nasa()
    outside = utc_array([nasa.epochs[0], nasa.epochs[-1] + timedelta(seconds=1)])

    with pytest.raises(ScenarioError, match="2021-09-22T13:56:01Z lies outside the ephemeris"):
        position_teme_km(nasa, outside)


def test_each_instant_takes_the_nearest_set() -> None:
    orbit = (sets.SEPTEMBER_2022_28, sets.SEPTEMBER_2022_21)
    early, late = instants.parse("2022-09-24T00:00:00Z"), instants.parse("2022-09-26T00:00:00Z")
    [first, second] = position_teme_km(orbit, utc_array([early, late]))

    assert sets.SEPTEMBER_2022_21 == nearest_elements(orbit, early)
    assert sets.SEPTEMBER_2022_28 == nearest_elements(orbit, late)
    assert np.array_equal(position_teme_km(orbit[1:], utc_array([early]))[0], first)
    assert np.array_equal(position_teme_km(orbit[:1], utc_array([late]))[0], second)


def test_age_counts_from_the_span_and_not_from_today() -> None:
    old = sets.APRIL_2021.model_copy(update={"epoch": instants.parse("2000-11-02")})
    start, end = instants.parse("2000-11-01"), instants.parse("2000-11-04")

    assert 2 == age_days((old,), start, end)
    refuse_old_elements((old,), start, end, 2)
    with pytest.raises(ScenarioError, match=r"\(2000-11-02T00:00:00Z\) are up to 7\.0 days away from the span"):
        refuse_old_elements((old,), start, end + timedelta(days=5), 3)


def test_age_is_longest_between_two_epochs() -> None:
    first = sets.SEPTEMBER_2022_21.model_copy(update={"epoch": instants.parse("2022-09-01")})
    last = first.model_copy(update={"epoch": instants.parse("2022-09-11")})

    assert 5 == age_days((first, last), instants.parse("2022-09-01"), instants.parse("2022-09-12"))


def test_a_decayed_orbit_is_told_with_its_instant() -> None:
    low = sets.SEPTEMBER_2022_21.model_copy(update={"mean_motion_rev_per_day": 16.4, "bstar": 0.01})
    late = utc_array([low.epoch, low.epoch + timedelta(days=40)])

    with pytest.raises(ScenarioError, match="SGP4 finds no orbit at 2022-10-31T08:09:57"):
        position_teme_km((low,), late)


def test_no_element_set_is_no_orbit() -> None:
    with pytest.raises(CallError, match="at least one element set"):
        motion_teme(())


def with_gap(minutes: float) -> Ephemeris:
    """Return the ephemeris of NASA without the states of so many minutes from 12:30 on."""
    whole = of_nasa()
    begin = instants.parse("2021-09-22T12:30:00Z")
    kept = [row for row, epoch in enumerate(whole.epochs) if not begin < epoch < begin + timedelta(minutes=minutes)]
    return whole.model_copy(
        update={
            name: tuple(getattr(whole, name)[row] for row in kept)
            for name in ("epochs", "positions_km", "velocities_km_per_s")
        }
    )


def test_an_instant_in_a_gap_of_an_ephemeris_is_refused_by_its_ends() -> None:
    utc = utc_array([instants.parse("2021-09-22T13:00:00Z")])
    with pytest.raises(ScenarioError, match=r"gap of 6\d minutes, from 2021-09-22T12:\d\d:00Z to 2021-09-22T13:3"):
        motion_teme(with_gap(65))(utc)


def test_both_ends_of_a_gap_are_known_and_what_lies_outside() -> None:
    whole, holed = of_nasa(), with_gap(65)
    utc = utc_array([*holed.epochs, holed.epochs[0] + timedelta(seconds=100), holed.epochs[-1] - timedelta(seconds=99)])

    # Next to the gap one of four states lies far away; the others hold.
    assert position_teme_km(whole, utc) == pytest.approx(position_teme_km(holed, utc), abs=0.01)


def test_states_a_little_apart_are_no_gap() -> None:
    whole, holed = of_nasa(), with_gap(10)
    utc = utc_array([instants.parse("2021-09-22T12:35:00Z")])

    assert position_teme_km(whole, utc) == pytest.approx(position_teme_km(holed, utc), abs=0.1)


def test_a_stretch_without_a_gap_is_found() -> None:
    holed = with_gap(65)
    early = unbroken_epochs(holed, holed.epochs[0], timedelta(hours=1))
    late = unbroken_epochs(holed, instants.parse("2021-09-22T13:45:00Z"), timedelta(days=1))

    assert utc_array([instants.parse("2021-09-22T12:00:00Z")])[0] == early[0]
    assert utc_array([instants.parse("2021-09-22T12:34:00Z")])[0] >= early[-1]
    assert utc_array([instants.parse("2021-09-22T13:34:00Z")])[0] <= late[0]
    assert utc_array([holed.epochs[-1]])[0] == late[-1]


def test_states_that_lie_too_far_apart_everywhere_are_refused() -> None:
    whole = of_nasa()
    sparse = whole.model_copy(
        update={name: getattr(whole, name)[::8] for name in ("epochs", "positions_km", "velocities_km_per_s")}
    )
    with pytest.raises(ScenarioError, match=r"its states lie \d\d minutes and more apart.*every few minutes"):
        unbroken_epochs(sparse, whole.epochs[0], timedelta(days=1))
