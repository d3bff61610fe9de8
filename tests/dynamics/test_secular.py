"""Months ahead: against later element sets, and as the laws of motion have it."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from crossflight import instants
from crossflight.dynamics.orbit.plane import node_rate_deg_per_day
from crossflight.dynamics.orbit.secular import (
    SecularOrbit,
    axis_ahead_km,
    fit,
    full_node_rate_deg_per_day,
    node_ahead_deg,
    phase_ahead_deg,
)
from crossflight.dynamics.time import utc_array
from crossflight.errors import CallError
from crossflight.files import parse_orbit
from crossflight.record import Boost, Ephemeris, MeanElements
from dynamics.station_history import BOOSTS, LATER, TWENTY_DAYS

ORBIT = SecularOrbit(
    reference=instants.parse("2022-09-21"),
    phase_deg=10.0,
    motion_deg_per_day=5580.0,
    motion_change_deg_per_day2=0.06,
    node_deg=220.0,
    node_rate_deg_per_day=-4.95,
    axis_km=6795.0,
)


def sets_of(text: str) -> tuple[MeanElements, ...]:
    orbit = parse_orbit(text)
    assert not isinstance(orbit, Ephemeris)
    return orbit


def apart_deg(left: float, right: float) -> float:
    return abs((left - right + 180) % 360 - 180)


def off_deg(orbit: SecularOrbit, later: MeanElements) -> tuple[float, float]:
    """Return how far node and argument of latitude are from those of a later set."""
    utc = utc_array([later.epoch])
    latitude_deg = later.perigee_argument_deg + later.mean_anomaly_deg
    return (
        apart_deg(node_ahead_deg(orbit, utc)[0], later.node_deg),
        apart_deg(phase_ahead_deg(orbit, utc)[0], latitude_deg),
    )


def test_node_and_phase_are_foretold_as_told() -> None:
    """Hold what eleven sets of 20 days foretell: a guard, since it is the Sun that makes the error.

    From 2021-02-13, the two boosts of the next 90 days told, node and argument of latitude are off by 0.003
    and 0.2 degrees after 10 days, 0.007 and 0.1 after 30, 0.04 and 5.4 after 90: quiet months. For all of 2021
    and 2022 see :func:`fit`.
    """
    orbit = fit(sets_of(TWENTY_DAYS), BOOSTS)
    off = [off_deg(orbit, later) for later in sets_of(LATER)]

    assert [0.0029, 0.0065, 0.0370] == pytest.approx([node for node, _ in off], abs=0.0005)
    assert [0.218, 0.080, 5.442] == pytest.approx([phase for _, phase in off], abs=0.02)


def test_boosts_that_are_not_told_are_missed() -> None:
    orbit = fit(sets_of(TWENTY_DAYS))
    _, _, after_90_days = sets_of(LATER)
    node, phase = off_deg(orbit, after_90_days)

    assert 0.0835 == pytest.approx(node, abs=0.0005)
    assert 52.8 == pytest.approx(phase, abs=0.1)


def test_one_set_foretells_by_its_own_derivative() -> None:
    newest = sets_of(TWENTY_DAYS)[-1]
    after_10_days, after_30_days, _ = sets_of(LATER)
    orbit = fit((newest,), BOOSTS)

    assert 2 * 360 * newest.mean_motion_dot_rev_per_day2 == orbit.motion_change_deg_per_day2
    assert [0.0035, 0.029] == pytest.approx(off_deg(orbit, after_10_days), abs=0.005)
    assert [0.012, 2.18] == pytest.approx(off_deg(orbit, after_30_days), abs=0.02)


def test_a_boost_of_the_past_that_is_not_told_spoils_no_fit() -> None:
    sets = sets_of(TWENTY_DAYS)
    # As if the station had been lowered by 1 m/s ten days before the newest set: it was elsewhere before.
    boost = Boost(instant=sets[-1].epoch - timedelta(days=5), delta_v_m_s=-1)
    step_deg_per_day = 3 * 1 / 7657 * 5580
    early_deg = [max(0.0, instants.days_between(entry.epoch, boost.instant)) * step_deg_per_day for entry in sets]
    moved = [
        entry.model_copy(update={"mean_anomaly_deg": (entry.mean_anomaly_deg + ahead) % 360})
        for entry, ahead in zip(sets, early_deg, strict=True)
    ]
    told, untold = fit(moved, (boost,)), fit(moved)

    assert fit(sets).motion_deg_per_day == pytest.approx(told.motion_deg_per_day, abs=0.002)
    assert fit(sets[-1:]).motion_deg_per_day == untold.motion_deg_per_day


def test_the_whole_gravity_field_turns_the_node_less_than_sgp4() -> None:
    """0.002 degrees a day: what the sets of 2021 and 2022 ask for beyond J2 and J4, 0.0019 to 0.0020."""
    [*_, newest] = sets_of(TWENTY_DAYS)

    assert 0.0021 == pytest.approx(full_node_rate_deg_per_day(newest) - node_rate_deg_per_day(newest), abs=0.0002)


def test_a_polar_orbit_keeps_its_node() -> None:
    [*_, newest] = sets_of(TWENTY_DAYS)
    polar = newest.model_copy(update={"inclination_deg": 90.0})

    assert 0 == pytest.approx(full_node_rate_deg_per_day(polar), abs=1e-12)


def test_without_drag_or_boosts_both_angles_go_on_evenly() -> None:
    steady = replace(ORBIT, motion_change_deg_per_day2=0.0)
    utc = utc_array([ORBIT.reference, ORBIT.reference + timedelta(days=2)])

    assert [10, (10 + 2 * 5580) % 360] == pytest.approx(phase_ahead_deg(steady, utc))
    assert [220, 220 - 2 * 4.95] == pytest.approx(node_ahead_deg(steady, utc))
    assert [6795, 6795] == pytest.approx(axis_ahead_km(steady, utc))


def test_a_boost_raises_the_orbit_and_slows_it() -> None:
    # Gauss: da = 2 a dv / v, 1.77 km for 1 m/s at 7.659 km/s; and 3 dv / v of 15.5 revolutions a day.
    moment = ORBIT.reference + timedelta(days=1)
    boosted = replace(ORBIT, boosts=(Boost(instant=moment, delta_v_m_s=1.0),))
    utc = utc_array([moment - timedelta(hours=1), moment + timedelta(days=1)])
    raised_km = axis_ahead_km(boosted, utc) - axis_ahead_km(ORBIT, utc)
    late_deg = phase_ahead_deg(ORBIT, utc) - phase_ahead_deg(boosted, utc)

    assert [0, 1.774] == pytest.approx(raised_km, abs=0.002)
    assert [0, 2.186] == pytest.approx(late_deg, abs=0.002)


def test_the_node_moves_by_seven_thirds_of_the_motion() -> None:
    boosted = replace(ORBIT, boosts=(Boost(instant=ORBIT.reference + timedelta(hours=1), delta_v_m_s=-10.0),))
    day = np.timedelta64(1, "D")
    first = utc_array([ORBIT.reference + timedelta(days=10)])
    turned_deg = node_ahead_deg(boosted, first + day) - node_ahead_deg(boosted, first)

    # The boost of 10 m/s lowers by 17.7 km: 0.392 % of motion or 21.9 degrees a day, 0.914 % of the node.
    assert -4.95 * 1.00924 == pytest.approx(turned_deg[0], abs=0.002)


def test_the_past_of_a_boost_is_the_orbit_before_it() -> None:
    moment = ORBIT.reference - timedelta(days=1)
    boosted = replace(ORBIT, boosts=(Boost(instant=moment, delta_v_m_s=1.0),))
    utc = utc_array([moment - timedelta(days=1), ORBIT.reference])

    assert [-1.774, 0] == pytest.approx(axis_ahead_km(boosted, utc) - axis_ahead_km(ORBIT, utc), abs=0.002)


def test_no_set_foretells_nothing() -> None:
    with pytest.raises(CallError, match="at least one element set"):
        fit(())
