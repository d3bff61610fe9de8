"""The rulebook and its two witnesses name the same rules."""

import pytest

from crossflight.planner import CONSTRAINTS
from crossflight.record import RULEBOOK, rule
from crossflight.rules import WITNESSES
from crossflight.rules.witness import witness


def test_every_rule_has_a_check_and_nothing_more() -> None:
    checked = sorted(WITNESSES)

    assert sorted(RULEBOOK) == checked


def test_every_planned_rule_has_a_constraint_and_nothing_more() -> None:
    planned = sorted(identifier for identifier, entry in RULEBOOK.items() if entry.planned)

    assert planned == sorted(CONSTRAINTS)


def test_only_wishes_are_checked_and_not_planned() -> None:
    kinds = {entry.kind for entry in RULEBOOK.values() if not entry.planned}

    assert {"wish"} == kinds


def test_a_rule_is_found_by_its_id() -> None:
    found = rule("vehicles.life").id

    assert "vehicles.life" == found


@pytest.mark.parametrize("rule_id", ["vehicles.life", "vehicles.colour"])
def test_a_second_check_and_a_check_without_a_rule_are_refused(rule_id: str) -> None:
    with pytest.raises(KeyError, match=rule_id):
        witness(rule_id)(lambda case: iter(()))
