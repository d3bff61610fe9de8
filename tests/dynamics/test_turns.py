"""Angles within a turn and cubics between samples, against what numpy makes of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossflight.dynamics.cubics import cubic
from crossflight.dynamics.turns import half_turn_deg, sine_and_cosine, whole_turn_deg

ANGLES = st.floats(-1e7, 1e7, allow_subnormal=False)


@given(ANGLES)
def test_an_angle_stays_the_same_but_for_whole_turns(angle_deg: float) -> None:
    [whole], [half] = whole_turn_deg(np.array([angle_deg])), half_turn_deg(np.array([angle_deg]))

    assert 0 <= whole <= 360
    assert -180 <= half <= 180
    assert 0 == pytest.approx(np.sin(np.radians([whole - angle_deg, half - angle_deg]) / 2), abs=1e-9)


@given(st.floats(-400, 400))
def test_both_sides_of_an_angle_are_those_of_numpy(angle_rad: float) -> None:
    sine, cosine = sine_and_cosine(np.array([angle_rad]))

    assert np.sin(angle_rad) == pytest.approx(sine[0], abs=1e-15)
    assert np.cos(angle_rad) == pytest.approx(cosine[0], abs=1e-15)


def test_a_half_turn_has_a_sine_too() -> None:
    sine, cosine = sine_and_cosine(np.array([np.pi, -np.pi, 3 * np.pi]))

    assert [0, 0, 0] == pytest.approx(sine, abs=1e-15)
    assert [-1, -1, -1] == cosine.tolist()


@given(st.lists(st.floats(0.1, 3), min_size=3, max_size=20), st.floats(-1, 1), st.floats(0, 1))
def test_a_parabola_comes_back_between_any_samples_but_the_outermost(
    steps: list[float], bend: float, part: float
) -> None:
    at = np.cumsum(steps)
    value = 3 + 2 * at + bend * at**2
    wanted = np.array([at[1] + part * (at[-2] - at[1]), at[0], at[-1]])
    found = cubic(at, value, wanted)

    assert found == pytest.approx(3 + 2 * wanted + bend * wanted**2, rel=1e-9)


def test_two_samples_are_joined_by_a_straight_line() -> None:
    assert [2.5] == pytest.approx(cubic(np.array([0.0, 1.0]), np.array([2.0, 3.0]), np.array([0.5])))
