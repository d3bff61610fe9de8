"""The drift harness: plans that both witnesses judge, mutants of the best plan of a rich month."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from crossflight.planner import plan
from crossflight.planner.model import PlanModel
from crossflight.record import Plan, Scenario, Sky
from planner.deciding import judge, model_of
from planner.mutants import Choices, Mutator, choices_of, crosses, is_emptied
from planner.rich import rich, rich_sky
from planner.telling import Key, by_model, plan_of

MUTANTS = 360
SEED = 2022
PLACE = "crew.one-place"


@dataclass(frozen=True)
class Mutant:
    """A mutant that both witnesses can judge."""

    choices: Choices
    plan: Plan
    broken: frozenset[Key]
    """What the model says."""
    only: frozenset[str] | None
    """The rules that are compared; None: all."""

    def kept(self, keys: Iterable[Key]) -> frozenset[Key]:
        """Return the keys that are compared."""
        return frozenset(key for key in keys if self.only is None or key[0] in self.only)


@cache
def setting() -> Scenario:
    """Return the rich scenario."""
    return rich()


@cache
def sky() -> Sky:
    """Return its sky."""
    return rich_sky()


@cache
def solved() -> Plan:
    """Return the best plan of the rich scenario."""
    answer = plan(setting(), sky())
    assert answer.plan is not None
    return answer.plan


@cache
def mutants(number: int = MUTANTS) -> tuple[tuple[Mutant, ...], Counter[str]]:
    """Return the plan and its mutants as far as both witnesses can judge them, and how many were left out and why."""
    base = choices_of(solved())
    left_out = Counter[str]()
    model = model_of(setting(), sky())
    choices = (base, *Mutator(setting(), base, SEED).mutants(number))
    return tuple(judged(model, choices, left_out)), left_out


def judged(model: PlanModel, every: Iterable[Choices], left_out: Counter[str]) -> Iterator[Mutant]:
    """Yield the choices that both witnesses can judge, and count the others by reason."""
    scenario = model.problem.scenario
    for choices in every:
        crossing = crosses(choices)
        if crossing is None:
            left_out["somebody flies again after coming home"] += 1
        elif is_emptied(scenario, choices):
            left_out["a crewed flight is empty"] += 1
        elif (verdict := judge(model, choices)) is None:
            left_out["two operations on one day, nobody to ask for, or no such day"] += 1
        else:
            broken = by_model(verdict)
            only = frozenset({PLACE}) if crossing or any(key[0] == PLACE for key in broken) else None
            yield Mutant(choices, plan_of(model, verdict), broken, only)


def apart(mutant: Mutant, said_by_model: frozenset[Key], said_by_check: frozenset[Key]) -> frozenset[Key]:
    """Return the keys on which the two disagree."""
    return mutant.kept(said_by_model) ^ mutant.kept(said_by_check)
