"""Why there is no plan: what clashes, certified, and what would mend it.

What is certified of a clash, exactly:

- Its instances cannot all hold, whatever day, port and crew each flight of the scenario is given. Two configurations of
  the solver say so: one with every rule in the model, and one with these alone, presolved, and with another seed.
  Windows that are not among them reach further by the scenario's ``advance_days`` and ``slip_days``; flights that are
  required to come or go on some day may do so on any day of the horizon.
- With any one member left out, the others can hold: an assignment of all flights shows it, its days, ports and crews
  put into a model with exact minutes. Nothing is asked there of rules that are not members.

A mend is shown by an assignment in which *every* other rule of the scenario holds, to the minute. Who flies in what,
which ports a request lists, and that two operations never share a day are no rules, and cannot be blamed.
"""

import math
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crossflight.planner.clashing.asking import OutOfTime, Questions
from crossflight.planner.clashing.enumerating import MOST_CLASHES, Clashes
from crossflight.planner.clashing.mending import mends
from crossflight.planner.clashing.narrowed import LooseModel, loosened
from crossflight.planner.clashing.shrinking import Found, rank
from crossflight.planner.model import PlanModel
from crossflight.planner.problem import Problem
from crossflight.planner.searching import interruptible
from crossflight.record import Answer, Clash, Mend, Progress

__all__ = ["explain", "explain_quickly"]

CLASH_SECONDS = 12.0
MEND_SECONDS = 12.0
CONFIRM_SECONDS = 60.0
CONTRADICTED = "two configurations of the solver contradict each other, so neither is believed; try another --seed"

Watch = Callable[[Progress], None]


@dataclass(frozen=True)
class _Limits:
    """Until when to look, on the monotonic clock, and what stops it before."""

    until: float
    stopped: threading.Event

    def within(self, seconds: float) -> float:
        """Return the instant at which so much time is over, or all of it."""
        return min(time.monotonic() + seconds, self.until)

    @property
    def are_over(self) -> bool:
        """Say whether there is nothing left to do but to answer."""
        return self.stopped.is_set() or time.monotonic() >= self.until


def explain_quickly(
    problem: Problem, *, seed: int = 0, watch: Watch | None = None, until: float = math.inf
) -> Answer | None:
    """Return an answer with what clashes and would mend it; None where nothing clashes with minutes taken loosely.

    None as well where no clash was found ``until`` then, on the monotonic clock.
    """
    with interruptible() as stopped:
        limits = _Limits(until, stopped)
        answer = _explained(LooseModel(loosened(problem), blame=True), problem, seed, watch, limits)
        return answer or (_interrupted() if stopped.is_set() else None)


def explain(problem: Problem, *, seed: int = 0, watch: Watch | None = None, until: float = math.inf) -> Answer:
    """Return an answer for a problem that the solver has once called infeasible.

    Where nothing clashes with minutes taken loosely they are taken exactly. Where no clash is found then, another
    configuration of the solver is asked: only if it agrees, the answer is that no plan exists. ``until`` is an instant
    of the monotonic clock: what has been found by then is told.
    """
    with interruptible() as stopped:
        limits = _Limits(until, stopped)
        for kind in (LooseModel, PlanModel):
            if limits.are_over:
                break
            answer = _explained(kind(loosened(problem), blame=True), problem, seed, watch, limits)
            if answer is not None:
                return answer
        return _interrupted() if stopped.is_set() else _confirmed(problem, seed, limits)


def _interrupted() -> Answer:
    return Answer(status="unknown", message="interrupted before it was known what clashes")


def _explained(model: PlanModel, problem: Problem, seed: int, watch: Watch | None, limits: _Limits) -> Answer | None:
    began = time.monotonic()
    if watch is not None:
        watch(Progress(level="whether rules clash", seconds=0.0))
    clashes = Clashes(Questions(model, limits.within(CLASH_SECONDS), seed, limits.stopped))
    clashes.search()
    if clashes.is_contradicted:
        return Answer(status="unknown", message=CONTRADICTED)
    if not clashes.found:
        return None
    if watch is not None:
        watch(Progress(level="what would mend it", seconds=time.monotonic() - began))
    return _answer(clashes, problem, limits)


def _confirmed(problem: Problem, seed: int, limits: _Limits) -> Answer:
    """Return what a second configuration says of the problem as it is: every rule assumed, nothing presolved."""
    unsure = Answer(
        status="unknown",
        message="one configuration of the solver finds no plan possible; no second confirmed it in time; "
        "give more time with --time-limit",
    )
    if limits.are_over:
        return unsure
    model = PlanModel(problem, blame=True)
    questions = Questions(model, limits.within(CONFIRM_SECONDS), seed + 1, limits.stopped)
    try:
        reply = questions.ask(questions.instances)
    except OutOfTime:
        return unsure
    if reply.holds:
        return Answer(status="unknown", message=CONTRADICTED)
    blamed = tuple(
        Clash(rule=rule, subject=subject, sentence=model.sentences[rule, subject])
        for rule, subject in questions.instances
        if (rule, subject) in reply.blamed
    )
    told = "confirmed by two configurations of the solver; there was no time to shrink what clashes"
    return Answer(status="infeasible", conflict=blamed, conflicts=(blamed,), message=told)


def _answer(clashes: Clashes, problem: Problem, limits: _Limits) -> Answer:
    model = clashes.questions.model
    told = tuple(
        tuple(
            Clash(rule=rule, subject=subject, sentence=model.sentences[rule, subject])
            for rule, subject in found.members
        )
        for found in sorted(clashes.found, key=_hardness)
    )
    mended: list[Mend] = []
    is_stopped = False
    try:
        for mend in mends(clashes, clashes.questions.within(limits.within(MEND_SECONDS)), problem):
            mended.append(mend)  # noqa: PERF402 - what was found before time is over is kept
    except OutOfTime:
        is_stopped = True
    words = [*(["interrupted; this is what was found so far."] if limits.stopped.is_set() else ())]
    words += _words(clashes, is_stopped=is_stopped)
    if not mended and not is_stopped:
        words.append("Nothing that can be moved, given up or waived makes a plan possible.")
    message = " ".join(words)
    return Answer(status="infeasible", conflict=told[0], conflicts=told, mends=tuple(mended), message=message)


def _hardness(found: Found) -> tuple[int, int]:
    """Return what sorts clashes: those of wishes alone first, those with physics last, and small ones before large."""
    return -min(rank(name) for name in found.members), len(found.members)


def _words(clashes: Clashes, *, is_stopped: bool) -> Iterator[str]:
    yield "Confirmed by two configurations of the solver."
    if clashes.are_certified:
        yield "Certified: with any one member of a clash left out, the rest can hold."
    else:
        yield "Not every clash is certified: time was over before each of its members was shown to be needed."
    if not clashes.are_all:
        limits = f"{MOST_CLASHES}, or {CLASH_SECONDS:g} s, or at the time limit"
        yield f"There may be more clashes: the search stops after {limits}."
    if is_stopped:
        yield f"There may be cheaper ways out: the search stops after {MEND_SECONDS:g} s, or at the time limit."
