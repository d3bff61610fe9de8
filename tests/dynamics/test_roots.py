"""Spans above zero of functions whose roots are known."""

import numpy as np
import pytest

from crossflight.dynamics.roots import positive_spans


def test_a_sine_is_positive_every_other_half_turn() -> None:
    spans = positive_spans(lambda second: np.sin(second / 100), 1000 * np.pi, 60.0, 1e-6)
    expected = [(200 * np.pi * turn, 200 * np.pi * turn + 100 * np.pi) for turn in range(5)]

    assert np.array(expected) == pytest.approx(np.array(spans), abs=1e-4)


def test_a_hump_between_two_samples_is_found() -> None:
    # Samples at 0, 100, 200 ...; above zero from 449 to 451 only.
    [span] = positive_spans(lambda second: 1 - (second - 450) ** 2, 1000.0, 100.0, 1e-3)

    assert (449, 451) == pytest.approx(span, abs=1e-2)


def test_a_dip_between_two_samples_is_found() -> None:
    spans = positive_spans(lambda second: (second - 450) ** 2 - 1, 1000.0, 100.0, 1e-3)

    assert [(0, 449), (451, 1000)] == [pytest.approx(span, abs=1e-2) for span in spans]


def test_a_dip_next_to_the_edge_is_found() -> None:
    spans = positive_spans(lambda second: (second - 30) ** 2 - 1, 1000.0, 100.0, 1e-3)

    assert [(0, 29), (31, 1000)] == [pytest.approx(span, abs=1e-2) for span in spans]


def test_a_touch_from_below_is_no_span() -> None:
    assert () == positive_spans(lambda second: -((second - 450) ** 2), 1000.0, 100.0, 1e-3)


def test_always_positive_is_the_whole_span() -> None:
    assert ((0.0, 1000.0),) == positive_spans(np.ones_like, 1000.0, 300.0, 1e-3)


def test_an_empty_span_has_nothing_in_it() -> None:
    assert () == positive_spans(np.ones_like, 0.0, 300.0, 1e-3)
