"""The section on orbits is as its command makes it today, and keeps what is promised."""

import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
sys.path.insert(0, str(DOCS))

import validate_orbits  # noqa: E402 - the folder of the pages is no package


def test_the_section_on_orbits_is_current() -> None:
    page = (DOCS / "validation.md").read_text(encoding="utf-8")

    assert validate_orbits.section() in page, "run docs/validate_orbits.py, and read what changed"


def test_sgp4_is_that_of_the_library() -> None:
    _, equal_drag_m, own_drag_m = validate_orbits.largest_differences_m()

    assert 0 == equal_drag_m
    assert 1e-8 > own_drag_m


@pytest.mark.parametrize("day", validate_orbits.DAYS)
def test_the_radius_keeps_within_what_is_promised_on_every_day(day: str) -> None:
    radius_km, _ = validate_orbits.off_nasa_km(day, validate_orbits.BOOSTS)

    assert 0.4 > radius_km
