"""Why a spacewalk is left out: what cannot all hold by the flights and the other spacewalks of a plan."""

import threading
import time
from collections.abc import Iterator, Sequence

from crossflight.planner.clashing.asking import OutOfTime, Questions
from crossflight.planner.clashing.shrinking import shrink
from crossflight.planner.constraints import OUTSIDE
from crossflight.planner.model import PlanModel
from crossflight.planner.problem import Problem
from crossflight.planner.spacewalks.outing import still_asked
from crossflight.record import Clash, NotMade, Plan

__all__ = ["in_words", "why_left_out"]

ASKED = "spacewalks.asked"

NO_DAY = "left out: none of the days that are asked for is within the horizon"

NO_TIME = "left out; there was no time to see why"

MOST_LETTERS = 1_500
"""Of a message: the rest is told by number."""


def why_left_out(
    model: PlanModel, values: list[int], plan: Plan, *, until: float, seed: int, stopped: threading.Event
) -> Iterator[NotMade]:
    """Yield each spacewalk that a plan leaves out, with rule instances that cannot all hold by what else it decides.

    With any one of these left out the others can. Nothing is told of them where no time is left to see.

    Parameters
    ----------
    model, values
        What the plan was read from.
    plan
        The plan: its flights, crews, courses, and the spacewalks that it has.
    until
        Instant of the monotonic clock at which to stop.
    seed
        Seed of the solver.
    stopped
        Set by Ctrl-C: no more is looked for then.
    """
    missing = tuple(still_asked(plan.scenario.model_copy(update={"spacewalks": plan.spacewalks})))
    if not missing:
        return
    if time.monotonic() >= until or stopped.is_set():
        yield from (NotMade(spacewalk=request.id, sentence=f"{request.id} is {NO_TIME}") for request in missing)
        return
    again = _pinned(model, values, plan)
    questions = Questions(again, until, seed, stopped, OUTSIDE)
    outings = {outing.id for outing in again.outings or ()}
    for request in missing:
        if request.id not in outings:
            yield NotMade(spacewalk=request.id, sentence=f"{request.id} is {NO_DAY}")
            continue
        instances = [name for name in questions.instances if name[0] != ASKED or name[1] == request.id]
        try:
            found = shrink(questions, instances)
        except OutOfTime:
            yield NotMade(spacewalk=request.id, sentence=f"{request.id} is {NO_TIME}")
            continue
        if found is None:
            told = f"{request.id} is left out: to make it would count more, or there was no time to see how"
            yield NotMade(spacewalk=request.id, sentence=told)
            continue
        clash = tuple(
            Clash(rule=rule, subject=subject, sentence=again.sentences[rule, subject])
            for rule, subject in found.members
        )
        sentences = "; ".join(entry.sentence for entry in clash)
        yield NotMade(
            spacewalk=request.id,
            clash=clash,
            sentence=f"{request.id} is left out: by these flights not all of this can hold: {sentences}",
        )


def in_words(left: Sequence[NotMade]) -> str:
    """Return why spacewalks are left out, as one line that is not too long; those left out alike are told together."""
    alike: dict[str, list[str]] = {}
    for entry in left:
        alike.setdefault(entry.sentence.removeprefix(f"{entry.spacewalk} is "), []).append(entry.spacewalk)
    told, number = "", 0
    for why, names in alike.items():
        sentence = f"{', '.join(names)} {'is' if len(names) == 1 else 'are'} {why}"[:MOST_LETTERS]
        if told and len(told) + len(sentence) > MOST_LETTERS:
            return f"{told} {len(left) - number} more are left out."
        told += f"{' ' if told else ''}{sentence}."
        number += len(names)
    return told


def _pinned(model: PlanModel, values: Sequence[int], plan: Plan) -> PlanModel:
    """Return a model of the spacewalks that are left out, with a literal for each rule instance, and all else fixed."""
    scenario = model.problem.scenario
    fixed = scenario.model_copy(
        update={
            "spacewalks": plan.spacewalks,
            "trainings": (*(entry for entry in scenario.trainings if not entry.movable), *plan.trainings),
            "spacewalk_requests": tuple(
                request.model_copy(update={"must": True}) for request in scenario.spacewalk_requests
            ),
        }
    )
    again = PlanModel(Problem(fixed, model.problem.sky, tables=model.problem.tables), blame=True)
    # The first variables of every model are those of its flights and people, before any constraint asks for more.
    for index in range(len(again.cp.proto.variables)):
        again.cp.add(again.cp.get_int_var_from_proto_index(index) == values[index])
    return again
