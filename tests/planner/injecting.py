"""Faults put into a witness: whether it says something else of any plan of the corpus then."""

import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import CodeType, FrameType
from typing import Any

from crossflight.planner.model import PlanModel
from planner.corpus import Setting
from planner.deciding import judge, model_of
from planner.faults import JUDGED, Face, Fault, in_place
from planner.telling import Key, check_keys, model_keys, told_once

__all__ = ["Injected", "injected"]

PATIENCE_S: dict[Face, float] = {"check": 10, "model": 120}
"""Of the processor, for one fault: those that come to an end take a tenth of it."""


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
