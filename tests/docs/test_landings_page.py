"""The section on landings is as its command makes it today."""

import sys
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
sys.path.insert(0, str(DOCS))

import validate_landings  # noqa: E402 - the folder of the pages is no package


def test_the_section_on_landings_is_current() -> None:
    page = (DOCS / "validation.md").read_text(encoding="utf-8")

    assert validate_landings.section() in page, "run docs/validate_landings.py, and read what changed"
