"""The register of checks: one rule, one function, and what it reads of a plan."""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import Literal, get_args

from crossflight.record import RULEBOOK, Finding
from crossflight.rules.case import Case

__all__ = ["FLIGHT_BY_FLIGHT", "PARTS", "READS", "WITNESSES", "Check", "Part", "witness"]

Check = Callable[[Case], Iterator[Finding]]

Part = Literal["flights", "stays", "spacewalks", "trainings", "boosts"]
PARTS: tuple[Part, ...] = get_args(Part)
"""What a plan consists of."""

_register: dict[str, Check] = {}
_reads: dict[str, frozenset[Part]] = {}
_alone: set[str] = set()

WITNESSES = MappingProxyType(_register)
"""The check of each rule, by rule id."""

READS = MappingProxyType(_reads)
"""The parts of a plan that each check reads: where they are the same, it finds the same."""

FLIGHT_BY_FLIGHT: AbstractSet[str] = _alone
"""Rules that look at one flight at a time: what they find in several is what they find in each alone, and in none."""


def witness(
    rule_id: str, *, reads: tuple[Part, ...] = ("flights", "stays"), flight_by_flight: bool = False
) -> Callable[[Check], Check]:
    """Enter the decorated function as the check of one rule of the rulebook, with the parts of a plan that it reads.

    ``flight_by_flight`` is for checks that look at one flight at a time, whatever the others do.
    """

    def enter(check: Check) -> Check:
        if rule_id not in RULEBOOK:
            message = f"the rulebook has no rule '{rule_id}'"
            raise KeyError(message)
        if rule_id in _register:
            message = f"rule '{rule_id}' has a check already"
            raise KeyError(message)
        _register[rule_id] = check
        _reads[rule_id] = frozenset(reads)
        if flight_by_flight:
            _alone.add(rule_id)
        return check

    return enter
