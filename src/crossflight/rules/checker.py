"""Judging a plan again after a small change, without judging again what the change leaves alone."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from crossflight.record import RULEBOOK, Finding, Flight, Plan, Scenario, Sky
from crossflight.rules.case import Case
from crossflight.rules.setting import Setting
from crossflight.rules.waivers import waive
from crossflight.rules.witness import WITNESSES

__all__ = ["FLIGHT_BY_FLIGHT", "Checker", "in_order"]

FLIGHT_BY_FLIGHT = frozenset(
    {
        "crew.as-announced",
        "crew.commander",
        "crew.composition",
        "flights.window",
        "landings.daylight",
        "landings.opportunity",
        "launches.allowed-day",
        "launches.opportunity",
        "ports.interface",
        "training.backups",
        "training.course-passed",
        "vehicles.life",
    }
)
"""Rules that look at one flight alone; their findings name it first."""

_ORDER = {rule_id: index for index, rule_id in enumerate(RULEBOOK)}


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by rule in the order of the rulebook, then by start."""
    return tuple(sorted(findings, key=lambda finding: (_ORDER[finding.rule], finding.start, finding.subject)))


class Checker:
    """Judges a plan, and then others that differ from it in a few flights, as ``check`` does and sooner.

    What the scenario and its sky say is indexed once. Rules that look at one flight alone judge only the flights that
    are other objects than in the first plan: a change makes a new flight, and leaves the others as they are.
    """

    def __init__(self, scenario: Scenario, sky: Sky, plan: Plan, *, until: datetime | None = None) -> None:
        self._setting = Setting(scenario, sky)
        self._until = until
        self._flights = {flight.id: flight for flight in plan.flights}
        case = self._case(plan)
        self._alone: dict[str, dict[str, list[Finding]]] = {}
        for rule_id in FLIGHT_BY_FLIGHT & RULEBOOK.keys():
            told = self._alone[rule_id] = {}
            for finding in WITNESSES[rule_id](case):
                told.setdefault(finding.names[0], []).append(finding)
        self.findings = in_order(waive(case, self._found(case, set(), ())))
        """What was found in the first plan."""

    def check(self, plan: Plan) -> tuple[Finding, ...]:
        """Return what ``check`` finds in a plan for the same scenario."""
        changed = tuple(flight for flight in plan.flights if self._flights.get(flight.id) is not flight)
        gone = self._flights.keys() - {flight.id for flight in plan.flights}
        case = self._case(plan)
        return in_order(waive(case, self._found(case, gone | {flight.id for flight in changed}, changed)))

    def _case(self, plan: Plan) -> Case:
        return Case(self._setting.scenario, self._setting.sky, plan, self._until, self._setting)

    def _found(self, case: Case, touched: set[str], changed: tuple[Flight, ...]) -> Iterator[Finding]:
        few = self._case(case.plan.model_copy(update={"flights": changed}))
        for rule_id in RULEBOOK:
            if rule_id not in FLIGHT_BY_FLIGHT:
                yield from WITNESSES[rule_id](case)
                continue
            for flight_id, findings in self._alone[rule_id].items():
                if flight_id not in touched:
                    yield from findings
            if changed:
                yield from WITNESSES[rule_id](few)
