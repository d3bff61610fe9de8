"""How a phase strays: the distribution, and element sets against later ones."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossflight.dynamics.boosts.phase_error import (
    FROM_ONE_SET,
    FROM_SETS,
    chance_within,
    error_of_fit,
    error_scale_deg,
    error_within_deg,
    promised_days,
)
from crossflight.dynamics.orbit.secular import fit, phase_ahead_deg
from crossflight.dynamics.time import utc_array
from crossflight.files import load_orbit
from crossflight.instants import DAY
from dynamics.station_boosts import DATA, FLOWN, known_on, sets_before


@pytest.mark.parametrize(("confidence", "scales"), [(0.5, 0.741), (0.9, 2.132), (0.95, 2.776), (0.99, 4.604)])
def test_quantiles_are_those_of_the_tables(confidence: float, scales: float) -> None:
    """Student's t, four degrees of freedom, two-sided: NIST, e-Handbook of Statistical Methods, 1.3.6.7.2."""

    assert scales == pytest.approx(error_within_deg(1.0, confidence), abs=0.001)


@given(st.floats(0.01, 20), st.floats(0.51, 0.99))
def test_the_chance_within_a_quantile_is_its_confidence(scale_deg: float, confidence: float) -> None:
    within_deg = error_within_deg(scale_deg, confidence)

    # Beyond half a turn errors of other turns come in as well, which adds a little.
    assert confidence == pytest.approx(chance_within(scale_deg, -within_deg, within_deg), abs=0.005)


@given(st.floats(0.01, 2000), st.floats(-180, 180), st.floats(0.1, 360))
def test_a_chance_is_one_and_a_phase_once_lost_may_be_anywhere(
    scale_deg: float, low_deg: float, wide_deg: float
) -> None:
    chance = chance_within(scale_deg, low_deg, low_deg + wide_deg)
    lost = chance_within(5000.0, low_deg, low_deg + wide_deg)

    assert 0 <= chance <= 1
    assert wide_deg / 360 == pytest.approx(lost)


@given(st.floats(0, 1), st.floats(0.1, 170))
def test_what_is_promised_holds_and_no_longer(decay: float, half_width_deg: float) -> None:
    days = promised_days(FROM_SETS, decay, half_width_deg, 0.95)
    within = error_within_deg(error_scale_deg(FROM_SETS, decay, days), 0.95)

    assert half_width_deg == pytest.approx(within, rel=1e-6)


def test_more_drag_promises_less() -> None:
    """A two-orbit launch: 17 days in 2021, 9 in autumn 2022; Soyuz MS-22 was trimmed for 6 days ahead."""
    days = [promised_days(FROM_SETS, decay, 2.9, 0.95) for decay in (0.015, 0.033, 0.08)]

    assert [17, 13, 9] == pytest.approx(days, abs=0.5)


def test_a_fit_to_many_sets_is_known_better_than_one_set() -> None:
    sets = sets_before("2022-08-10")

    assert FROM_SETS == known_on("2022-08-10").error
    assert FROM_ONE_SET == error_of_fit(fit(sets[-1:]), sets[-1:])


def test_errors_of_single_sets_lie_within_what_is_told() -> None:
    """Sets up to 90 days before launches of 2021 and 2022 against those of the launch day, flown boosts told."""
    early = [*load_orbit(DATA / "iss_element_sets_ahead.tle"), *load_orbit(DATA / "iss_element_sets.tle")]
    shares = []
    for first in early:
        for later in early:
            days = (later.epoch - first.epoch) / DAY
            is_covered = later.epoch.year in {2021, 2022} and first.epoch.year in {2021, 2022}
            gap = first.epoch.timestamp() < 1654041600 and later.epoch.timestamp() > 1647561600  # spring 2022
            if not is_covered or gap or not 0.8 < days < 60:
                continue
            orbit = fit((first,), FLOWN)
            foretold = phase_ahead_deg(orbit, utc_array([later.epoch]))[0]
            off = (foretold - later.perigee_argument_deg - later.mean_anomaly_deg + 180) % 360 - 180
            scale = error_scale_deg(FROM_ONE_SET, orbit.motion_change_deg_per_day2, days)
            shares.append(abs(off) <= error_within_deg(scale, 0.95))

    assert len(shares) > 50
    assert 0.88 < sum(shares) / len(shares) <= 1


def test_the_error_grows_with_the_square_of_time_once_drag_rules() -> None:
    ratio = error_scale_deg(FROM_SETS, 0.05, 120) / error_scale_deg(FROM_SETS, 0.05, 60)

    assert 4 == pytest.approx(ratio, abs=0.02)
    assert math.isclose(0.02, error_scale_deg(FROM_SETS, 0.05, 0))
