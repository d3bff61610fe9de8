"""Judging a plan again after a small change, without judging again what the change leaves alone."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import NamedTuple

from crossflight.record import RULEBOOK, Finding, Plan, Scenario, Sky
from crossflight.rules.case import Case
from crossflight.rules.waivers import waive
from crossflight.rules.witness import FLIGHT_BY_FLIGHT, PARTS, READS, WITNESSES, Part

__all__ = ["Checker", "in_order"]

_ORDER = {rule_id: index for index, rule_id in enumerate(RULEBOOK)}


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by rule in the order of the rulebook, then by start."""
    return tuple(sorted(findings, key=lambda finding: (_ORDER[finding.rule], finding.start, finding.subject)))


class _Affected(NamedTuple):
    """What a change of some parts of a plan does to the findings of the first."""

    kept: tuple[Finding, ...]
    """The findings of rules that read nothing of those parts."""
    flight_by_flight: tuple[str, ...]
    """Rules that judge the changed flights alone."""
    anew: tuple[str, ...]


class Checker:
    """Judges a plan, and then others that differ from it in a little, as ``check`` does and sooner.

    What the scenario and its sky say is indexed once. Rules that read nothing of what has changed keep what they found,
    and rules that look at one flight at a time judge only the flights that are other objects than in the first plan: a
    change makes a new flight, and leaves the others as they are. The others judge the whole plan, and of each part of
    it that is the same object as in the first, a port's uses or a situation, they are told what was found then.
    """

    def __init__(self, scenario: Scenario, sky: Sky, plan: Plan, *, until: datetime | None = None) -> None:
        self._first = Case(scenario, sky, plan, until, is_recalled=True)
        self._until = until
        self._found = {rule_id: tuple(WITNESSES[rule_id](self._first)) for rule_id in RULEBOOK}
        self.findings = in_order(waive(self._first, (entry for found in self._found.values() for entry in found)))
        """What was found in the first plan."""
        self._affects: dict[AbstractSet[Part], _Affected] = {}
        self._touched: frozenset[str] = frozenset()
        self._found_of_these: dict[str, tuple[Finding, ...]] = {}

    def check(self, plan: Plan) -> tuple[Finding, ...]:
        """Return what ``check`` finds in a plan for the same scenario."""
        case = self._case(plan)
        return in_order(waive(case, self._judged(case)))

    def _case(self, plan: Plan) -> Case:
        return Case(self._first.scenario, self._first.sky, plan, self._until, known=self._first)

    def _judged(self, case: Case) -> Iterator[Finding]:
        change = case.change
        changed = frozenset(part for part in PARTS if getattr(self._first.plan, part) != getattr(case.plan, part))
        few = self._case(case.plan.model_copy(update={"flights": change.come}))
        touched = frozenset(flight.id for flight in (*change.gone, *change.come))
        affected = self._affected(changed)
        yield from affected.kept
        for rule_id in affected.flight_by_flight:
            if self._found[rule_id]:
                gone = self._found_of(rule_id, touched)
                yield from (finding for finding in self._found[rule_id] if finding not in gone)
            yield from WITNESSES[rule_id](few)
        for rule_id in affected.anew:
            yield from WITNESSES[rule_id](case)

    def _affected(self, changed: AbstractSet[Part]) -> "_Affected":
        """Return which rules a change of some parts of the plan affects; mostly the same parts are changed again."""
        if changed not in self._affects:
            read = [rule_id for rule_id in RULEBOOK if changed & READS[rule_id]]
            alone = [
                rule_id for rule_id in read if rule_id in FLIGHT_BY_FLIGHT and changed & READS[rule_id] == {"flights"}
            ]
            self._affects[changed] = _Affected(
                kept=tuple(entry for rule_id in RULEBOOK if rule_id not in read for entry in self._found[rule_id]),
                flight_by_flight=tuple(alone),
                anew=tuple(rule_id for rule_id in read if rule_id not in alone),
            )
        return self._affects[changed]

    def _found_of(self, rule_id: str, touched: frozenset[str]) -> tuple[Finding, ...]:
        """Return what a rule found of some flights in the first plan; often the same ones are changed again."""
        if touched != self._touched:
            self._touched, self._found_of_these = touched, {}
        if rule_id not in self._found_of_these:
            flights = tuple(flight for flight in self._first.plan.flights if flight.id in touched)
            case = self._case(self._first.plan.model_copy(update={"flights": flights}))
            self._found_of_these[rule_id] = tuple(WITNESSES[rule_id](case))
        return self._found_of_these[rule_id]
