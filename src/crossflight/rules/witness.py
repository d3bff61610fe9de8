"""The register of checks: one rule, one function."""

from collections.abc import Callable, Iterator
from types import MappingProxyType

from crossflight.record import RULEBOOK, Finding
from crossflight.rules.case import Case

__all__ = ["WITNESSES", "Check", "witness"]

Check = Callable[[Case], Iterator[Finding]]

_register: dict[str, Check] = {}

WITNESSES = MappingProxyType(_register)
"""The check of each rule, by rule id."""


def witness(rule_id: str) -> Callable[[Check], Check]:
    """Enter the decorated function as the check of one rule of the rulebook."""

    def enter(check: Check) -> Check:
        if rule_id not in RULEBOOK:
            message = f"the rulebook has no rule '{rule_id}'"
            raise KeyError(message)
        if rule_id in _register:
            message = f"rule '{rule_id}' has a check already"
            raise KeyError(message)
        _register[rule_id] = check
        return check

    return enter
