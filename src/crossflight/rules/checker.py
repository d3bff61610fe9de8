"""Judging a plan again after a small change, without judging again what the change leaves alone."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from crossflight.record import RULEBOOK, Finding, Plan, Scenario, Sky
from crossflight.rules.case import Case
from crossflight.rules.waivers import waive
from crossflight.rules.witness import FLIGHT_BY_FLIGHT, PARTS, READS, WITNESSES, Part

__all__ = ["Checker", "in_order"]

_ORDER = {rule_id: index for index, rule_id in enumerate(RULEBOOK)}


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by rule in the order of the rulebook, then by start."""
    return tuple(sorted(findings, key=lambda finding: (_ORDER[finding.rule], finding.start, finding.subject)))


class Checker:
    """Judges a plan, and then others that differ from it in a little, as ``check`` does and sooner.

    What the scenario and its sky say is indexed once. Rules that read nothing of what has changed keep what they found,
    and rules that look at one flight at a time judge only the flights that are other objects than in the first plan: a
    change makes a new flight, and leaves the others as they are.
    """

    def __init__(self, scenario: Scenario, sky: Sky, plan: Plan, *, until: datetime | None = None) -> None:
        self._first = Case(scenario, sky, plan, until)
        self._until = until
        self._found = {rule_id: tuple(WITNESSES[rule_id](self._first)) for rule_id in RULEBOOK}
        self.findings = in_order(waive(self._first, (entry for found in self._found.values() for entry in found)))
        """What was found in the first plan."""
        self._touched: frozenset[str] = frozenset()
        self._found_of_these: dict[str, tuple[Finding, ...]] = {}

    def check(self, plan: Plan) -> tuple[Finding, ...]:
        """Return what ``check`` finds in a plan for the same scenario."""
        case = self._case(plan)
        return in_order(waive(case, self._judged(case)))

    def _case(self, plan: Plan) -> Case:
        return Case(self._first.scenario, self._first.sky, plan, self._until, known=self._first)

    def _judged(self, case: Case) -> Iterator[Finding]:
        first, plan = self._first, case.plan
        changed: set[Part] = {part for part in PARTS if getattr(first.plan, part) != getattr(plan, part)}
        flights = tuple(flight for flight in plan.flights if first.flights.get(flight.id) is not flight)
        touched = (first.flights.keys() - case.flights.keys()) | {flight.id for flight in flights}
        few = self._case(plan.model_copy(update={"flights": flights}))
        for rule_id in RULEBOOK:
            of_these = changed & READS[rule_id]
            if not of_these:
                yield from self._found[rule_id]
            elif of_these == {"flights"} and rule_id in FLIGHT_BY_FLIGHT:
                gone = self._found_of(rule_id, frozenset(touched))
                yield from (finding for finding in self._found[rule_id] if finding not in gone)
                yield from WITNESSES[rule_id](few)
            else:
                yield from WITNESSES[rule_id](case)

    def _found_of(self, rule_id: str, touched: frozenset[str]) -> tuple[Finding, ...]:
        """Return what a rule found of some flights in the first plan; often the same ones are changed again."""
        if not self._found[rule_id]:
            return ()
        if touched != self._touched:
            self._touched, self._found_of_these = touched, {}
        if rule_id not in self._found_of_these:
            flights = tuple(flight for flight in self._first.plan.flights if flight.id in touched)
            case = self._case(self._first.plan.model_copy(update={"flights": flights}))
            self._found_of_these[rule_id] = tuple(WITNESSES[rule_id](case))
        return self._found_of_these[rule_id]
