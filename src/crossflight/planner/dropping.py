"""Flights that are required not to fly: left out of the problem, and blamed where plans fail for want of them."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from crossflight.planner.clashing.asking import Instance, OutOfTime, Questions
from crossflight.planner.clashing.narrowed import LooseModel, loosened
from crossflight.planner.problem import Problem
from crossflight.record import Answer, Clash, Requirement, Scenario, Sky

__all__ = ["drops", "with_drops_blamed", "without"]

BLAME_SECONDS = 6.0
"""For each flight that is dropped, to see whether a clash stays one when it flies; less where less is left."""

UNSURE = "Time was over before it was known of every dropped flight that a clash needs it."


def drops(scenario: Scenario) -> tuple[Requirement, ...]:
    """Return the requirements that drop a flight still to come."""
    asked = {request.id for request in scenario.requests}
    return tuple(
        entry
        for entry in scenario.requirements
        if entry.kind == "dropped" and not entry.is_not and entry.flight in asked
    )


def without(scenario: Scenario, gone: Collection[Requirement]) -> Scenario:
    """Return the scenario without the requests that are dropped; agreements cover these flights no longer."""
    names = {entry.flight for entry in gone}
    if not names:
        return scenario
    requests = tuple(request for request in scenario.requests if request.id not in names)
    agreements = tuple(
        agreement.model_copy(update={"flights": tuple(name for name in agreement.flights if name not in names)})
        for agreement in scenario.agreements
    )
    return scenario.model_copy(update={"requests": requests, "agreements": agreements})


def with_drops_blamed(answer: Answer, scenario: Scenario, sky: Sky, seed: int, *, until: float) -> Answer:
    """Return the answer with each clash naming the dropped flights without whose dropping it could hold.

    Where there is no time ``until`` then, on the monotonic clock, to see that a clash stays one when a flight flies,
    its dropping is named all the same, and the message says so.
    """
    gone = drops(scenario)
    if not gone or answer.status != "infeasible":
        return answer
    blame = _Blame(scenario, sky, seed, until)
    told = tuple((*clash, *blame.drops_of(clash, gone)) for clash in answer.conflicts)
    words = [*([] if answer.message is None else [answer.message]), *([UNSURE] if blame.is_unsure else [])]
    return answer.model_copy(
        update={"conflicts": told, "conflict": told[0] if told else (), "message": " ".join(words) or None}
    )


@dataclass
class _Blame:
    """What is asked of dropped flights: whether a clash stays one when they fly."""

    scenario: Scenario
    sky: Sky
    seed: int
    until: float
    is_unsure: bool = False
    """Time was over before that was known of every one."""

    def drops_of(self, clash: Sequence[Clash], gone: Sequence[Requirement]) -> tuple[Clash, ...]:
        """Return the drops that a clash needs: one whose flight could fly without mending it is not told."""
        members = [(entry.rule, entry.subject) for entry in clash]
        needed = list(gone)
        for entry in gone:
            others = [other for other in needed if other is not entry]
            if not self._can_hold(members, without(self.scenario, others), entry):
                needed = others
        return tuple(Clash(rule="requirements.met", subject=entry.text, sentence=entry.sentence) for entry in needed)

    def _can_hold(self, members: Sequence[Instance], scenario: Scenario, flies: Requirement) -> bool:
        """Say whether the members can hold when a flight flies after all; that they can, where there is no time."""
        until = min(time.monotonic() + BLAME_SECONDS, self.until)
        if until > time.monotonic():  # a model alone takes a second
            left = tuple(entry for entry in scenario.requirements if entry != flies)
            problem = Problem(scenario.model_copy(update={"requirements": left}), self.sky)
            model = LooseModel(loosened(problem), blame=True)
            try:
                return Questions(model, until, self.seed).ask(name for name in members if name in model.rules).holds
            except OutOfTime:
                pass
        self.is_unsure = True
        return True
