"""The section on boosts is as its command makes it today."""

from pathlib import Path

import validate_boosts

DOCS = Path(__file__).parents[2] / "docs"


def test_the_section_on_boosts_is_current() -> None:
    page = (DOCS / "validation.md").read_text(encoding="utf-8")

    assert validate_boosts.section() in page, "run docs/validate_boosts.py, and read what changed"
