"""Where the station will be: SGP4 near the epochs, the secular model beyond, with boosts told or not."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossflight.dynamics.orbit.mean_plane import mean_plane_of
from crossflight.dynamics.orbit.outlook import SECULAR_DAYS, SGP4_DAYS, Outlook, node_error_deg
from crossflight.dynamics.orbit.propagation import motion_teme
from crossflight.dynamics.orbit.station import StationOrbit
from crossflight.dynamics.time import Array, Utc, utc_array
from crossflight.errors import ScenarioError
from crossflight.files import parse_orbit
from crossflight.instants import DAY, parse
from crossflight.record import Boost, MeanElements
from dynamics.station_elements import SEPTEMBER_2022_21
from dynamics.station_history import BOOSTS, LATER, TWENTY_DAYS

EPOCH = SEPTEMBER_2022_21.epoch


def after(days: Array | list[float], elements: MeanElements = SEPTEMBER_2022_21) -> Utc:
    return utc_array(elements.epoch + timedelta(days=float(day)) for day in days)


def apart_deg(left: Array, right: Array) -> Array:
    return np.abs((left - right + 180) % 360 - 180)


def later_sets() -> tuple[tuple[MeanElements, ...], tuple[MeanElements, ...]]:
    known, later = (
        tuple(entry for entry in parse_orbit(text) if isinstance(entry, MeanElements)) for text in (TWENTY_DAYS, LATER)
    )
    return known, later


def off_deg(outlook: Outlook, later: MeanElements) -> tuple[float, float]:
    """Return how far node and argument of latitude are from those that a later set has at its own epoch."""
    utc = utc_array([later.epoch])
    told, true = outlook.mean_plane(utc), Outlook([later]).mean_plane(utc)
    return (
        float(apart_deg(told.node_deg, true.node_deg)[0]),
        float(apart_deg(told.latitude_argument_deg, true.latitude_argument_deg)[0]),
    )


def test_within_a_day_of_the_epoch_it_is_sgp4() -> None:
    utc = after([-1, -0.5, 0, 0.3, 1])
    expected = mean_plane_of(*motion_teme((SEPTEMBER_2022_21,))(utc))
    found = Outlook([SEPTEMBER_2022_21]).mean_plane(utc)

    for wanted, told in zip(expected, found, strict=True):
        assert wanted == pytest.approx(told, abs=1e-12)


# The later sets are of 2021; both boosts of the 90 days stand among BOOSTS.
@pytest.mark.parametrize(("row", "node_deg", "phase_deg"), [(0, 0.004, 0.3), (1, 0.01, 0.3), (2, 0.04, 6)])
def test_later_element_sets_are_foretold_where_boosts_are_told(row: int, node_deg: float, phase_deg: float) -> None:
    known, later = later_sets()
    node, phase = off_deg(Outlook(known, BOOSTS), later[row])

    assert node_deg >= node
    assert phase_deg >= phase


def test_the_node_is_foretold_better_than_by_sgp4() -> None:
    known, later = later_sets()
    for entry in later:
        utc = utc_array([entry.epoch])
        true = Outlook([entry]).mean_plane(utc).node_deg
        by_sgp4 = apart_deg(mean_plane_of(*motion_teme(known[-1:])(utc)).node_deg, true)[0]
        node, _ = off_deg(Outlook(known[-1:]), entry)

        assert by_sgp4 / 2 > node


@given(
    eccentricity=st.floats(0, 0.01),
    inclination_deg=st.floats(5, 175),
    perigee_deg=st.floats(0, 359.9),
    anomaly_deg=st.floats(0, 359.9),
    motion=st.floats(14.5, 15.9),
)
@settings(max_examples=60, deadline=None)
def test_sgp4_goes_over_into_the_secular_model_without_a_step(
    eccentricity: float, inclination_deg: float, perigee_deg: float, anomaly_deg: float, motion: float
) -> None:
    elements = SEPTEMBER_2022_21.model_copy(
        update={
            "eccentricity": eccentricity,
            "inclination_deg": inclination_deg,
            "perigee_argument_deg": perigee_deg,
            "mean_anomaly_deg": anomaly_deg,
            "mean_motion_rev_per_day": motion,
        }
    )
    days = np.linspace(SGP4_DAYS - 0.1, SECULAR_DAYS + 0.1, 4000)
    utc = after(days, elements)
    found = Outlook([elements]).mean_plane(utc)
    by_sgp4 = mean_plane_of(*motion_teme((elements,))(utc))
    node_step = np.diff(np.unwrap(found.node_deg, period=360))
    off = (found.latitude_argument_deg - by_sgp4.latitude_argument_deg + 180) % 360 - 180

    # A step of 47 s turns the node by 0.004 degrees at most, and its sway of higher order by less.
    assert 0.02 > np.abs(node_step - np.median(node_step)).max()
    assert 0.6 > np.abs(off).max()
    assert 0.02 > np.abs(np.diff(off)).max()


def test_the_argument_of_latitude_of_an_orbit_that_is_no_circle_is_the_true_one() -> None:
    elements = SEPTEMBER_2022_21.model_copy(update={"eccentricity": 0.01})
    utc = after(np.linspace(3.0, 3.2, 50), elements)
    by_sgp4 = mean_plane_of(*motion_teme((elements,))(utc)).latitude_argument_deg
    found = Outlook([elements]).mean_plane(utc).latitude_argument_deg

    # The equation of the centre is 1.15 degrees here; SGP4's motion and the secular one differ by 0.01 in three days.
    assert 0.05 > np.ptp(np.unwrap(found - by_sgp4, period=360))


def test_ten_years_from_one_set_stay_in_orbit() -> None:
    utc = after(np.arange(0, 3650, 5.0))
    orbit = StationOrbit((SEPTEMBER_2022_21,), EPOCH, EPOCH + 3650 * DAY)
    plane = orbit.mean_plane(utc)
    height_km = orbit.axis_at_km(utc) - 6378.135

    assert np.all(np.isfinite(np.stack(plane)))
    assert [410, 420] == pytest.approx([float(height_km.min()), float(height_km.max())], abs=8)
    assert np.full(len(utc), SEPTEMBER_2022_21.inclination_deg) == pytest.approx(plane.inclination_deg, abs=0.01)


def test_a_boost_that_is_told_holds_near_the_epoch_too() -> None:
    # Gauss: 3 dv / v of 5,580 degrees a day, 2.19 for 1 m/s; the node goes slower by 7/3 of that part.
    boost = Boost(instant=EPOCH + timedelta(hours=2), delta_v_m_s=1.0)
    utc = after([0.05, 0.5, 2 / 24 + 1, 10])
    alone, boosted = Outlook([SEPTEMBER_2022_21]).mean_plane(utc), Outlook([SEPTEMBER_2022_21], [boost]).mean_plane(utc)
    late_deg = alone.latitude_argument_deg - boosted.latitude_argument_deg

    assert [0, 0.91, 2.19] == pytest.approx((late_deg[:3] + 180) % 360 - 180, abs=0.01)
    assert 2.19 * (10 - 2 / 24) == pytest.approx((late_deg[3] + 180) % 360 - 180, abs=3)
    assert [0, 0.0045] == pytest.approx((boosted.node_deg - alone.node_deg)[[0, 2]], abs=0.0005)


def test_a_boost_counts_from_the_set_before_it_alone() -> None:
    later = SEPTEMBER_2022_21.model_copy(update={"epoch": EPOCH + 10 * DAY})
    boost = Boost(instant=EPOCH + 2 * DAY, delta_v_m_s=1.0)
    utc = utc_array([EPOCH + 10.5 * DAY])

    assert (
        Outlook([SEPTEMBER_2022_21, later]).mean_plane(utc).latitude_argument_deg
        == Outlook([SEPTEMBER_2022_21, later], [boost]).mean_plane(utc).latitude_argument_deg
    )


def test_a_set_taken_after_a_boost_does_not_let_the_station_climb() -> None:
    # 2022-01-16, four days after a boost: the derivative of its mean motion is negative, as no drag can make it.
    odd = SEPTEMBER_2022_21.model_copy(update={"mean_motion_dot_rev_per_day2": -8e-4})
    utc = after([100])

    assert Outlook([odd]).axis_km(utc) == Outlook(
        [odd.model_copy(update={"mean_motion_dot_rev_per_day2": 0.0})]
    ).axis_km(utc)


def test_boosts_that_bring_the_station_down_are_refused() -> None:
    boosts = [Boost(instant=EPOCH + day * DAY, delta_v_m_s=-90.0) for day in (5, 6, 7)]
    with pytest.raises(ScenarioError, match=r"bring the station below 100 km by 2022-10-01.*tell of more boosts"):
        StationOrbit((SEPTEMBER_2022_21,), EPOCH, EPOCH + 30 * DAY, boosts).mean_plane(after([10]))


def test_the_error_that_is_told_grows_with_the_days() -> None:
    errors = [node_error_deg(days) for days in (0, 1, 10, 30, 90, 180, 365, 1000, 3650)]

    assert sorted(errors) == errors
    assert 14.0 == pytest.approx(node_error_deg(3650))


@pytest.mark.parametrize("start", ["2011-06-01", "2034-06-01"])
def test_a_span_more_than_eleven_years_from_any_set_is_refused(start: str) -> None:
    with pytest.raises(ScenarioError, match=r"days away from the span.*at most 4000 are allowed"):
        StationOrbit((SEPTEMBER_2022_21,), parse(start), parse(start) + DAY)


def test_years_before_the_epoch_are_told_as_years_after_it() -> None:
    start = EPOCH - 2000 * DAY
    orbit = StationOrbit((SEPTEMBER_2022_21,), start, start + DAY)

    assert 2000 == pytest.approx(orbit.oldest_days, abs=1)
    assert np.all(np.isfinite(np.stack(orbit.mean_plane(utc_array([start])))))
