"""Element sets and boosts: against NASA's ephemerides of days with a boost."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from crossflight import instants
from crossflight.dynamics import boosted, daily_elements, ephemeris, fit_rms_km, motion_with_boosts_teme
from crossflight.dynamics.orbit.propagation import motion_teme, position_teme_km
from crossflight.dynamics.time import Array, utc_array
from crossflight.errors import CallError, ScenarioError
from crossflight.files import load_orbit
from crossflight.record import Boost, Ephemeris, MeanElements
from dynamics import station_elements as sets

DATA = Path(__file__).parent / "data"
DEBOOST = Boost(instant="2021-12-24T01:18:00Z", delta_v_m_s=-1.1)
"""GMT 358 Deboost, as NASA's ephemeris of 17 December 2021 planned it."""

REBOOST = Boost(instant="2022-09-22T10:00:00Z", delta_v_m_s=0.7)


def sets_of_the_deboost() -> tuple[MeanElements, ...]:
    orbit = load_orbit(DATA / "iss_2021_days.tle")
    assert not isinstance(orbit, Ephemeris)
    return orbit


def radius_off_km(boosts: tuple[Boost, ...]) -> Array:
    """Return SGP4 minus NASA over the day that follows the deboost by ten hours, every 8 minutes."""
    nasa = load_orbit(DATA / "nasa_2021-12-24.oem")
    assert isinstance(nasa, Ephemeris)
    utc = utc_array(nasa.epochs)
    position_km, _ = motion_with_boosts_teme(sets_of_the_deboost(), boosts)(utc)
    return np.asarray(np.linalg.norm(position_km, axis=1) - np.linalg.norm(nasa.positions_km, axis=1))


def test_sets_fitted_over_a_boost_are_passed_over_once_it_is_told() -> None:
    """0.4 km rms is promised. The sets of the first hours after it lie between the two orbits."""
    told, untold = (float(np.sqrt(np.mean(radius_off_km(boosts) ** 2))) for boosts in ((DEBOOST,), ()))

    assert 0.16 > told
    assert 0.44 < untold


def test_a_boost_keeps_the_place_and_changes_the_speed_along_the_path() -> None:
    before, after = sets.SEPTEMBER_2022_21, boosted(sets.SEPTEMBER_2022_21, REBOOST)
    at = utc_array([REBOOST.instant])
    [position_km], [velocity_km_per_s] = motion_teme((before,))(at)
    [same_km], [faster_km_per_s] = motion_teme((after,))(at)
    change_m_s = 1000 * (faster_km_per_s - velocity_km_per_s)

    assert REBOOST.instant == after.epoch
    assert 1e-6 > np.abs(same_km - position_km).max()
    assert 0.7 == pytest.approx(float(np.linalg.norm(change_m_s)), abs=1e-5)
    assert 0.7 == pytest.approx(float(change_m_s @ velocity_km_per_s / np.linalg.norm(velocity_km_per_s)), abs=1e-5)
    # A circular orbit loses 3 dv / v of its mean motion.
    assert -3 * 0.7 / 7660 * before.mean_motion_rev_per_day == pytest.approx(
        after.mean_motion_rev_per_day - before.mean_motion_rev_per_day, rel=0.02
    )


def test_no_boost_changes_nothing() -> None:
    orbit = (sets.SEPTEMBER_2022_21, sets.SEPTEMBER_2022_28)
    utc = utc_array([instants.parse("2022-09-22"), instants.parse("2022-09-28")])

    assert np.array_equal(motion_teme(orbit)(utc)[0], motion_with_boosts_teme(orbit, ())(utc)[0])


def test_a_boost_undone_is_the_orbit_before_it() -> None:
    after = boosted(sets.SEPTEMBER_2022_21, REBOOST)
    utc = utc_array(REBOOST.instant - timedelta(minutes=minute) for minute in range(1, 200, 10))
    back_km = motion_with_boosts_teme((after,), (REBOOST,))(utc)[0]

    assert 0.05 > np.abs(back_km - position_teme_km((sets.SEPTEMBER_2022_21,), utc)).max()


def test_the_path_is_whole_where_a_boost_is() -> None:
    motion = motion_with_boosts_teme((sets.SEPTEMBER_2022_21,), (REBOOST,))
    around = utc_array([REBOOST.instant - timedelta(microseconds=1), REBOOST.instant])
    [before_km, after_km], _ = motion(around)

    assert 1e-4 > np.abs(after_km - before_km).max()


def test_a_boost_into_the_ground_is_refused_where_the_orbit_ends() -> None:
    low = sets.SEPTEMBER_2022_21.model_copy(update={"mean_motion_rev_per_day": 16.3})
    brake = REBOOST.model_copy(update={"delta_v_m_s": -100.0})
    late = utc_array([brake.instant + timedelta(minutes=44)])
    motion = motion_with_boosts_teme((low,), (brake,))

    with pytest.raises(ScenarioError, match="SGP4 finds no orbit at 2022-09-22T10:44:00Z from the element set"):
        motion(late)


def test_no_element_set_is_no_orbit() -> None:
    with pytest.raises(CallError, match="at least one element set"):
        motion_with_boosts_teme((), (REBOOST,))


def test_no_set_is_fitted_over_a_boost_that_the_ephemeris_tells_of() -> None:
    start = sets.SEPTEMBER_2022_21.epoch
    made = ephemeris(
        (sets.SEPTEMBER_2022_21,), start, start + timedelta(days=3), timedelta(minutes=4), "EME2000", (REBOOST,)
    )
    found = daily_elements(made)
    blind = daily_elements(made.model_copy(update={"boosts": ()}))

    assert (REBOOST,) == made.boosts
    assert 0.05 > max(fit_rms_km(made, found))
    assert 0.3 < max(fit_rms_km(made, blind))
