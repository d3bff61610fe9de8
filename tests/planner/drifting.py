"""The drift harness: plans that both witnesses judge, and whether a witness with a fault says something else of any.

The plans are mutants of the best plan of a rich month, and random choices in every tiny scenario.
"""

import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from random import Random
from types import CodeType, FrameType
from typing import Any

from crossflight.instants import DAY
from crossflight.planner import plan
from crossflight.planner.model import PlanModel
from crossflight.record import Plan, Scenario, Sky
from crossflight.rules.case import Case
from planner.deciding import judge, model_of
from planner.edges import EDGES
from planner.faults import JUDGED, Face, Fault, in_place
from planner.mutants import FOREVER, Choices, Mutator, choices_of, crosses, is_emptied
from planner.rich import rich, rich_sky
from planner.telling import CLEARANCE, Key, apart_case, by_check, by_model, check_keys, model_keys, plan_of, told_once
from planner.tiny import CASES
from planner.trying import Choice
from planner.varying import vary
from scenes import ORIGIN

MUTANTS = 360
SEED = 2022
TRIES = 8
"""Random plans for each tiny scenario, and for each changed one."""
EDGE_TRIES = 120
"""Random plans for each scenario with limits at the very instants of ships."""
PATIENCE_S: dict[Face, float] = {"check": 10, "model": 120}
"""Of the processor, for one fault: those that come to an end take a tenth of it."""
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
PLACE = "crew.one-place"
HOMES = "seats.home-vehicle"


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
    return tuple(_judged(model, choices, left_out)), left_out


def _judged(model: PlanModel, every: Iterable[Choices], left_out: Counter[str]) -> Iterator[Mutant]:
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


# ------------------------------------------------------------------------------------------------------------- corpus


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
            case = Case(self.scenario, self.sky, told)
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
    told = tuple(_judged(model, choices, Counter()))
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


def random_choices(model: PlanModel, random: Random, number: int) -> Iterator[Choices]:
    """Yield choices at random: any day, any port, crews of about the size that was asked for."""
    scenario = model.problem.scenario
    days = range((scenario.horizon.end - ORIGIN) // DAY)
    for _ in range(number):
        found = [Choice(entry.flight, None, random.choice(days), None, ()) for entry in scenario.departures]
        for request in scenario.requests:
            people = sorted({pattern.person.id for _, pattern in model.problem.patterns_up(request.id)})
            few = -request.crew_size if request.crew_least is not None else -1
            size = min(len(people), max(0, request.crew_size + random.choice((0, 0, 0, few, 1))))
            dock = random.choice(days[:-1])
            leaves = model.problem.open_flights[request.id].leaves
            undock = random.choice(days[dock + 1 :]) if leaves else None
            found.append(
                Choice(request.id, dock, undock, random.choice(request.ports), tuple(random.sample(people, size)))
            )
        if scenario.reseat or scenario.absences:
            found = _on_days_of_their_own(found, days, random)
        if scenario.reseat:
            found[0] = replace(found[0], homes=tuple(_homes(model, found, random)))
        yield tuple(found)


def _on_days_of_their_own(choices: list[Choice], days: range, random: Random) -> list[Choice]:
    """Return the choices with other days, all of which differ: the model can express them."""
    free = random.sample(days, sum(day is not None for choice in choices for day in (choice.dock, choice.undock)))
    moved = []
    for choice in choices:
        first, *more = sorted(free.pop() for day in (choice.dock, choice.undock) if day is not None)
        dock = None if choice.dock is None else first
        undock = None if choice.undock is None else more[0] if more else first
        moved.append(replace(choice, dock=dock, undock=undock))
    return moved


def _homes(model: PlanModel, choices: list[Choice], random: Random) -> Iterator[tuple[str, ...]]:
    """Yield the home seats of everybody aboard whose seat may be moved, seldom to a ship that comes too late."""
    never = FOREVER
    docks = {choice.flight: choice.dock for choice in choices if choice.dock is not None}
    leaves = {choice.flight: never if choice.undock is None else choice.undock for choice in choices}
    moves = dict.fromkeys(model.problem.boats_docked, model.problem.scenario.numbers.reseat_days) | docks
    options: dict[str, list[tuple[str, ...]]] = {}
    crews = {choice.flight: choice.crew for choice in choices}
    for pattern in model.problem.patterns:
        if pattern.up is None and pattern.person.id not in crews.get(pattern.down, ()):  # nobody goes home twice in one
            turns = [moves[boat] for boat in pattern.homes[1:]]
            in_time = all(moves[boat] < leaves.get(home, never) for home, boat in pairwise(pattern.homes))
            if (in_time and turns == sorted(turns)) or random.random() < 1 / 12:
                options.setdefault(pattern.person.id, []).append(pattern.homes)
    for person, homes in options.items():
        yield (person, *random.choice(homes))


def disagreements(told: Setting) -> list[tuple[list[Key], Choices]]:
    """Return on which rule instances the two sound witnesses disagree, for each plan."""
    return [
        (sorted(difference), mutant.choices)
        for mutant in told.told
        if (difference := apart(mutant, mutant.broken, by_check(told.scenario, told.sky, mutant.plan)))
    ]


# ------------------------------------------------------------------------------------------------------------- faults


@dataclass(frozen=True)
class Injected:
    """A fault, and the settings in which some plan makes its line run."""

    fault: Fault
    reached: tuple[Setting, ...]

    def is_caught(self) -> bool:
        """Say whether the witness with the fault says something else of some plan, or fails, or comes to no end."""
        with in_place(self.fault), _patience(PATIENCE_S[self.fault.face]):
            try:
                return any(_differs(told, self.fault, rule) for told in self.reached for rule in self.fault.rules)
            except Exception:
                return True


@contextmanager
def _patience(seconds: float) -> Iterator[None]:
    """Raise an error in whatever takes more of the processor's time: a fault can make a loop endless."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def injected(settings: Sequence[Setting], every: Iterable[Fault]) -> tuple[Injected, ...]:
    """Return the faults of rules that some plan breaks, in lines that some plan makes run.

    The others are held by tests of their own: what is unknown, moved between ports or part of the record cannot be
    decided, and so not be compared.
    """
    broken = {key[0] for told in settings for mutant in told.told for key in mutant.kept(mutant.broken)}
    found = [fault for fault in every if broken & set(fault.rules)]
    codes = {fault.function.__code__ for fault in found}
    ran = [(told, _lines_run(told, codes)) for told in settings]
    entries = (
        Injected(fault, tuple(told for told, lines in ran if (fault.function.__code__, fault.line) in lines))
        for fault in found
    )
    return tuple(entry for entry in entries if entry.reached)


def _lines_run(told: Setting, codes: set[CodeType]) -> set[tuple[CodeType, int]]:
    """Return which lines run as both witnesses judge the plans of a setting."""
    lines: set[tuple[CodeType, int]] = set()

    def within(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            lines.add((frame.f_code, frame.f_lineno))
        return within

    def entering(frame: FrameType, event: str, argument: Any) -> Any:
        return within if frame.f_code in codes else None

    before = sys.gettrace()
    sys.settrace(entering)
    try:
        model_of(told.scenario, told.sky)
        for place in range(len(told.told)):
            check_keys(*told.cases(place), JUDGED)
    finally:
        sys.settrace(before)
    return lines


def _differs(told: Setting, fault: Fault, rule: str) -> bool:
    model = None
    if fault.face == "model":
        model = model_of(told.scenario, told.sky, {rule: JUDGED[rule]})
        if str(model.cp.proto) == told.sound_model(rule):
            return False
        if any(judge(model, choices) is not None for choices in told.refused.get(rule, ())):
            return True
    likely = sorted(range(len(told.told)), key=lambda place: not any(key[0] == rule for key in told.told[place].broken))
    return any(_says_otherwise(told, place, rule, model) for place in likely)


def _says_otherwise(told: Setting, place: int, rule: str, model: PlanModel | None) -> bool:
    mutant = told.told[place]
    if mutant.only is not None and rule not in mutant.only:
        return False
    if model is None:
        said = check_keys(*told.cases(place), (rule,))
    else:
        verdict = judge(model, mutant.choices)
        if verdict is None:
            return True  # it refuses a plan that the sound one can express
        said = model_keys(verdict)
    others = frozenset(key for key in mutant.broken if key[0] != rule)
    return _of(rule, told_once(said | others)) != _of(rule, mutant.broken)


def _of(rule: str, keys: Iterable[Key]) -> frozenset[Key]:
    return frozenset(key for key in keys if key[0] == rule)
