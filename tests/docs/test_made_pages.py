"""Pages that are made from the project are as it makes them today."""

from pathlib import Path

import pytest
import renew

import crossflight
from crossflight.record import RULEBOOK

DOCS = Path(__file__).parents[2] / "docs"

MADE = dict(renew.pages())


@pytest.mark.parametrize("page", sorted(MADE), ids=lambda page: page.relative_to(DOCS).as_posix())
def test_a_made_page_is_current(page: Path) -> None:
    assert MADE[page] == page.read_text(encoding="utf-8"), "run docs/renew.py, and read what changed"


def test_no_page_of_the_rulebook_is_left_over() -> None:
    assert {path for path in MADE if path.parent.name == "rulebook"} == set((DOCS / "rulebook").glob("*.md"))


def test_every_rule_has_its_section() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in (DOCS / "rulebook").glob("*.md"))

    assert [] == [rule_id for rule_id in RULEBOOK if f"\n## {rule_id}\n" not in text]


def test_every_finding_in_the_flown_history_has_one_story() -> None:
    findings = crossflight.check(crossflight.load("iss-history"))
    found = sorted(renew.key(finding) for finding in findings if finding.state != "unmet")
    told = sorted(tuple(entry) for story in renew.stories() for entry in story["of"])

    assert found == told
