"""The section on ascents is as its command makes it today."""

import sys
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
sys.path.insert(0, str(DOCS))

import validate_ascents  # noqa: E402 - the folder of the pages is no package


def test_the_section_on_ascents_is_current() -> None:
    page = (DOCS / "validation.md").read_text(encoding="utf-8")

    assert validate_ascents.section() in page, "run docs/validate_ascents.py, and read what changed"
