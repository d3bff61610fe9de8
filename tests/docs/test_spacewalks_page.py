"""The section on durations of spacewalks is as its command makes it today."""

import sys
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
sys.path.insert(0, str(DOCS))

import validate_spacewalks  # noqa: E402 - the folder of the pages is no package


def test_the_section_on_spacewalks_is_current() -> None:
    page = (DOCS / "validation.md").read_text(encoding="utf-8")

    assert validate_spacewalks.section(validate_spacewalks.real_cases()) in page, (
        "run docs/validate_spacewalks.py, and read what changed"
    )


def test_a_planned_duration_stands_beside_those_it_is_like() -> None:
    section = validate_spacewalks.section({("russian-hatch-to-hatch", "joint"): 401.0})
    battery, hatch = (line for line in section.splitlines() if line.startswith("| joint |"))

    assert hatch.endswith("| 425 | 401 |")
    assert battery.endswith("| 461 |")
    assert "planned" not in validate_spacewalks.section()
