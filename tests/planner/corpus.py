"""The corpus of the drift harness: scenarios with plans that both witnesses judge.

The plans are mutants of the best plan of a rich month, and random choices in every tiny scenario, in some with limits
at the very instants of ships, and in scenarios changed at random.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from random import Random

from crossflight.record import Scenario, Sky
from crossflight.rules.case import Case
from planner.choosing import random_choices
from planner.deciding import judge, model_of
from planner.drifting import MUTANTS, SEED, Mutant, apart, judged, mutants, setting, sky
from planner.edges import EDGES
from planner.faults import JUDGED
from planner.mutants import Choices
from planner.telling import CLEARANCE, Key, apart_case, check_keys, judged_case, told_once
from planner.tiny import CASES
from planner.varying import vary

__all__ = ["Setting", "corpus", "disagreements", "few", "varied"]

TRIES = 8
"""Random plans for each tiny scenario, and for each changed one."""
EDGE_TRIES = 120
"""Random plans for each scenario with limits at the very instants of ships."""
TELLING = (
    "no exchange leaves the partner at home",
    "each agency has its seats",
    "the gap is required to be shorter than it can be",
    "who stands at a port leaves before it goes",
    "somebody aboard is announced for the flight that relieves him",
    "a ship has to leave whose departure is not to be decided",
    "a waiver that names a ship waives the loss of another not",
    "what has flown is as it is required",
    "what has flown is not as it is required",
    "a rescue ship must not leave",
    "a ship that stays is required to leave",
    "a flight that has flown is required not to fly",
    "a ship leaves before it is fit for fewer people than its crew",
    "a ship leaves before it leaks",
    "a flight that is lost before it docks",
    "days pass between uses of a port",
)
FEW_MUTANTS = 110
TELLING_VARIED = (4, 10, 16, 45, 71, 94, 100, 108, 135)
VARIED = 160
"""Scenarios changed at random."""
HOMES = "seats.home-vehicle"


@dataclass
class Setting:
    """A scenario with plans for it, and what is read from each of them once."""

    name: str
    scenario: Scenario
    sky: Sky
    told: tuple[Mutant, ...]
    refused: Mapping[str, tuple[Choices, ...]] = field(default_factory=dict)
    """Choices that the model of one rule alone cannot express: two operations share a day, a seat moves too late."""
    _cases: dict[int, tuple[Case, Case]] = field(default_factory=dict)
    _models: dict[str, str] = field(default_factory=dict)

    def cases(self, place: int) -> tuple[Case, Case]:
        """Return the case of a plan, and the one in which its operations lie at midnight."""
        if place not in self._cases:
            told = self.told[place].plan
            case = judged_case(self.scenario, self.sky, told)
            self._cases[place] = (case, apart_case(self.scenario, self.sky, told))
        return self._cases[place]

    def take_sound_models(self) -> None:
        """Keep what the model of each rule says as long as no fault is in place."""
        for rule, constrain in JUDGED.items():
            self._models[rule] = str(model_of(self.scenario, self.sky, {rule: constrain}).cp.proto)

    def sound_model(self, rule: str) -> str:
        """Return what the model of one rule says without a fault."""
        return self._models[rule]


@cache
def corpus() -> tuple[Setting, ...]:
    """Return the rich month, every tiny scenario, and scenarios changed at random."""
    tiny = [_tried(name, case.setting, case.over, Random(SEED)) for name, case in CASES.items()]
    return (_rich(MUTANTS), *_edges(EDGE_TRIES), *tiny, *(varied(number) for number in range(VARIED)))


@cache
def few() -> tuple[Setting, ...]:
    """Return the settings in which most faults show, fewer than a quarter of all: enough for a sample of faults."""
    tiny = [_tried(name, CASES[name].setting, CASES[name].over, Random(SEED)) for name in TELLING]
    return (_rich(FEW_MUTANTS), *_edges(EDGE_TRIES // 2), *tiny, *(varied(number) for number in TELLING_VARIED))


def _rich(number: int) -> Setting:
    found = Setting("rich", setting(), sky(), mutants(number)[0])
    found.take_sound_models()
    return found


def _edges(tries: int) -> Iterator[Setting]:
    return (_tried(name, told, over, Random(SEED), tries) for name, (told, over) in EDGES.items())


def varied(number: int) -> Setting:
    """Return a scenario changed at random, with plans at random; the same number gives the same."""
    random = Random(SEED + number)
    name = random.choice([*CASES, "rich"])
    scenario, over = (setting(), sky()) if name == "rich" else (CASES[name].setting, CASES[name].over)
    return _tried(f"{name}, varied {number}", vary(scenario, random), over, random)


def _tried(name: str, scenario: Scenario, over: Sky, random: Random, tries: int = TRIES) -> Setting:
    model = model_of(scenario, over)
    choices = tuple(random_choices(model, random, tries))
    told = tuple(judged(model, choices, Counter()))
    known = {mutant.choices for mutant in told}
    left = [entry for entry in choices if entry not in known]
    refused = {
        rule: tuple(entry for entry in left if judge(alone, entry) is None)
        for rule in (CLEARANCE, *((HOMES,) if scenario.reseat else ()))
        for alone in (model_of(scenario, over, {rule: JUDGED[rule]}),)
    }
    found = Setting(name, scenario, over, told, refused)
    found.take_sound_models()
    return found


def disagreements(told: Setting) -> list[tuple[list[Key], Choices]]:
    """Return on which rule instances the two sound witnesses disagree, for each plan."""
    return [
        (sorted(difference), mutant.choices)
        for place, mutant in enumerate(told.told)
        if (difference := apart(mutant, mutant.broken, told_once(check_keys(*told.cases(place), JUDGED))))
    ]
