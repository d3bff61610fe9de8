"""Do the two witnesses drift apart? Mutants of a plan, judged by both, and faults put into one of them on purpose."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from crossflight.planner import CONSTRAINTS
from crossflight.planner.constraints import operators
from crossflight.planner.model import PlanModel
from crossflight.record import RULEBOOK, Finding, LifeLimit, Scenario
from crossflight.rules import witness
from crossflight.rules.case import Case
from planner.corpus import disagreements, varied
from planner.deciding import judge, model_of
from planner.drifting import MUTANTS, PLACE, Mutant, apart, mutants, setting, sky
from planner.telling import by_check, model_keys, told_once

Change = Callable[[Scenario], Scenario]

FRESH = range(10_000, 10_024)
"""Scenarios changed at random that no score was taken with."""


# -------------------------------------------------------------------------------------------------------------- drift


def test_both_witnesses_say_the_same_of_every_mutant() -> None:
    told, _ = mutants()
    disagreements = [
        (sorted(difference), mutant.choices)
        for mutant in told
        if (difference := apart(mutant, mutant.broken, by_check(setting(), sky(), mutant.plan)))
    ]

    assert [] == disagreements


@pytest.mark.parametrize("number", FRESH)
def test_both_witnesses_say_the_same_of_plans_for_scenarios_changed_at_random(number: int) -> None:
    assert [] == disagreements(varied(number))


def test_enough_mutants_are_judged() -> None:
    told, left_out = mutants()

    assert MUTANTS + 1 == len(told) + left_out.total()
    assert 200 <= len(told)


def test_the_plan_itself_breaks_nothing() -> None:
    told, _ = mutants()

    assert frozenset() == told[0].broken


def test_every_planned_rule_is_broken_by_some_mutant() -> None:
    told, _ = mutants()
    broken = {key[0] for mutant in told for key in mutant.kept(mutant.broken)}
    by_construction = {"vehicles.whole-return", "crew.fit"}

    elsewhere = ("spacewalks.", "training.")  # they have mutants of their own

    assert {rule for rule, entry in RULEBOOK.items() if entry.planned and not rule.startswith(elsewhere)} == (
        broken | by_construction
    )


# ------------------------------------------------------------------------------------------------------------- faults


@dataclass(frozen=True)
class Fault:
    """A deliberate fault in one witness."""

    rule: str
    """The rule that it concerns."""
    is_in_model: bool
    change: Change = lambda told: told
    """What the faulty witness takes the scenario for."""
    forgotten: tuple[str, ...] = ()
    """Rules that the faulty witness forgets."""
    patch: tuple[Any, str, Any] | None = None
    """An object, a name in it, and what stands there instead."""
    is_strict: bool = False
    """True where the fault refuses more than it should: mutants that break little are tried first then."""

    def likely(self, mutants: tuple[Mutant, ...]) -> list[Mutant]:
        """Return the mutants, those first that the fault is likely to show in."""
        if self.is_strict:
            return sorted(mutants, key=lambda mutant: len(mutant.broken))
        return sorted(mutants, key=lambda mutant: not any(key[0] == self.rule for key in mutant.broken))


def lives(days: float) -> Change:
    """Return a change that gives each crew vehicle some more days."""
    return lambda told: told.model_copy(
        update={
            "vehicle_types": tuple(
                kind.model_copy(update={"lives": tuple(LifeLimit(days=limit.days + days) for limit in kind.lives)})
                for kind in told.vehicle_types
            )
        }
    )


def seats(more: int) -> Change:
    """Return a change that gives each crew vehicle some more seats."""
    return lambda told: told.model_copy(
        update={
            "vehicle_types": tuple(
                kind.model_copy(update={"seats": kind.seats + more}) if kind.seats else kind
                for kind in told.vehicle_types
            )
        }
    )


def numbers(**changes: float) -> Change:
    """Return a change of the scenario's numbers."""
    return lambda told: told.model_copy(update={"numbers": told.numbers.model_copy(update=changes)})


def agreement(**changes: object) -> Change:
    """Return a change of the agreement."""
    return lambda told: told.model_copy(
        update={"agreements": tuple(entry.model_copy(update=changes) for entry in told.agreements)}
    )


def without(name: str) -> Change:
    """Return a change that takes something away."""
    return lambda told: told.model_copy(update={name: ()})


def corridor(**changes: object) -> Change:
    """Return a change of the station's corridors."""
    return lambda told: told.model_copy(
        update={
            "station": told.station.model_copy(
                update={"corridors": tuple(entry.model_copy(update=changes) for entry in told.station.corridors)}
            )
        }
    )


def open_ended(told: Scenario) -> Scenario:
    """Return the scenario with launches that may take place as late as they like."""
    requests = tuple(
        request.model_copy(update={"launch": request.launch.model_copy(update={"latest": None})})
        for request in told.requests
    )
    return told.model_copy(update={"requests": requests})


def nothing(case: Case) -> Iterator[Finding]:
    """Find nothing."""
    del case
    return iter(())


EITHER: dict[str, Fault] = {
    "life five days longer": Fault("vehicles.life", True, lives(5)),
    "life a day longer": Fault("vehicles.life", True, lives(1)),
    "life a day shorter": Fault("vehicles.life", True, lives(-1), is_strict=True),
    "a seat more": Fault("seats.capacity", True, seats(1)),
    "turnaround a day shorter": Fault("ports.turnaround", True, numbers(port_turnaround_days=1)),
    "clearance a day shorter": Fault("traffic.clearance", True, numbers(clearance_days=0)),
    "landing at any light": Fault("landings.daylight", True, forgotten=("landings.daylight",)),
    "launch on any day": Fault("launches.allowed-day", True, forgotten=("launches.allowed-day",)),
    "exchange switched off": Fault("agreements.exchange", True, agreement(is_in_force=False)),
    "two partners instead of one": Fault("agreements.exchange", True, agreement(partner_seats=2), is_strict=True),
    "balance ignored": Fault("agreements.balance", True, agreement(is_balanced=False)),
    "commander not asked": Fault("crew.commander", True, forgotten=("crew.commander",)),
    "composition ignored": Fault("crew.composition", True, forgotten=("crew.composition",)),
    "announced people ignored": Fault("crew.as-announced", True, forgotten=("crew.as-announced",)),
    "one place ignored": Fault(PLACE, True, forgotten=(PLACE,)),
    "window ignored": Fault("flights.window", True, forgotten=("flights.window",)),
    "windows without an end": Fault("flights.window", True, open_ended),
    "corridor ignored": Fault("ports.approach-corridor", True, corridor(shuts_arrivals=False, shuts_departures=False)),
    "corridor ignored at departures": Fault("ports.approach-corridor", True, corridor(shuts_departures=False)),
    "corridor of another ship": Fault("ports.approach-corridor", True, corridor(shut_by="swan")),
    "ports not told apart": Fault("ports.interface", True, forgotten=("ports.interface",)),
    "a port for two": Fault("ports.one-vehicle", True, forgotten=("ports.one-vehicle",)),
    "leaks ignored": Fault("seats.degraded-vehicle", True, without("events")),
    "lifeboat ignored": Fault("seats.certified-lifeboat", True, forgotten=("seats.certified-lifeboat",)),
    "home not looked at": Fault("seats.home-vehicle", True, forgotten=("seats.home-vehicle",)),
    "waiver ignored": Fault("operators.any-single-loss", True, without("waivers"), is_strict=True),
    "single loss ignored": Fault("operators.any-single-loss", True, forgotten=("operators.any-single-loss",)),
    "requirements ignored": Fault("requirements.met", True, forgotten=("requirements.met",)),
    "empty segments ignored": Fault("operators.each-segment", True, forgotten=("operators.each-segment",)),
}

FAULTS: dict[str, Fault] = {
    **{f"{name}, in the model": fault for name, fault in EITHER.items()},
    **{f"{name}, in the check": replace(fault, is_in_model=False) for name, fault in EITHER.items()},
    "one ship instead of two, in the model": Fault(
        "operators.any-single-loss", True, patch=(operators, "TWO_SHIPS", 1)
    ),
    "three ships instead of two, in the model": Fault(
        "operators.any-single-loss", True, patch=(operators, "TWO_SHIPS", 3), is_strict=True
    ),
    "illness ignored, in the check": Fault(
        "operators.any-single-loss", False, patch=(Case, "ailment", lambda case, subject, instant: None)
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_one_witness_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = FAULTS[name]
    told, _ = mutants()
    if fault.patch is not None:
        monkeypatch.setattr(*fault.patch)
    if not fault.is_in_model:
        for rule in fault.forgotten:
            monkeypatch.setitem(witness._register, rule, nothing)
    faulty = fault.change(setting())
    model = _faulty_model(fault, faulty)
    caught = any(_speaks(mutant, model, faulty) for mutant in fault.likely(told))

    assert caught


def _faulty_model(fault: Fault, faulty: Scenario) -> PlanModel | None:
    if not fault.is_in_model:
        return None
    return model_of(faulty, sky(), {rule: face for rule, face in CONSTRAINTS.items() if rule not in fault.forgotten})


def _speaks(mutant: Mutant, model: PlanModel | None, faulty: Scenario) -> bool:
    """Say whether the faulty witness says something else of a mutant than the sound one."""
    if model is None:
        return bool(apart(mutant, mutant.broken, by_check(faulty, sky(), mutant.plan)))
    verdict = judge(model, mutant.choices)
    if verdict is None:
        return False
    return bool(apart(mutant, told_once(model_keys(verdict)), mutant.broken))
