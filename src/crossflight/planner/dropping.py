"""Flights that are required not to fly: left out of the problem, and blamed where plans fail for want of them."""

import time
from collections.abc import Collection, Sequence

from crossflight.planner.clashing.asking import Instance, OutOfTime, Questions
from crossflight.planner.clashing.narrowed import LooseModel, loosened
from crossflight.planner.problem import Problem
from crossflight.record import Answer, Clash, Requirement, Scenario, Sky

__all__ = ["drops", "with_drops_blamed", "without"]

BLAME_SECONDS = 6.0
"""For each flight that is dropped, to see whether a clash stays one when it flies."""


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


def with_drops_blamed(answer: Answer, scenario: Scenario, sky: Sky, seed: int) -> Answer:
    """Return the answer with each clash naming the dropped flights without whose dropping it could hold."""
    gone = drops(scenario)
    if not gone or answer.status != "infeasible":
        return answer
    told = tuple((*clash, *_to_blame(clash, gone, scenario, sky, seed)) for clash in answer.conflicts)
    return answer.model_copy(update={"conflicts": told, "conflict": told[0] if told else ()})


def _to_blame(
    clash: Sequence[Clash], gone: Sequence[Requirement], scenario: Scenario, sky: Sky, seed: int
) -> tuple[Clash, ...]:
    """Return the drops that the clash needs: one whose flight could fly without mending it is not told."""
    members = [(entry.rule, entry.subject) for entry in clash]
    needed = list(gone)
    for entry in gone:
        others = [other for other in needed if other is not entry]
        if not _can_hold(members, without(scenario, others), entry, sky, seed):
            needed = others
    return tuple(Clash(rule="requirements.met", subject=entry.text, sentence=entry.sentence) for entry in needed)


def _can_hold(members: Sequence[Instance], scenario: Scenario, flies: Requirement, sky: Sky, seed: int) -> bool:
    """Say whether the members can hold when a flight flies after all; where there is no time to see, that they can."""
    left = tuple(entry for entry in scenario.requirements if entry != flies)
    problem = Problem(scenario.model_copy(update={"requirements": left}), sky)
    model = LooseModel(loosened(problem), blame=True)
    questions = Questions(model, time.monotonic() + BLAME_SECONDS, seed)
    try:
        return questions.ask(name for name in members if name in model.rules).holds
    except OutOfTime:
        return True
