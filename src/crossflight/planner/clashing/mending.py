"""Correction sets: what to give up, waive or move so that a plan exists, the cheapest first.

Where all clashes are known, so are the ways out. Else the model itself is asked for the cheapest: every rule instance
may be left out at a cost, but no physics; the set found is barred, and the next one asked for. With the rest held,
dates are then moved by as few days as can be.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from ortools.sat.python import cp_model

from crossflight.planner.clashing.asking import Days, Instance, Questions
from crossflight.planner.clashing.certifying import exactly
from crossflight.planner.clashing.enumerating import Clashes
from crossflight.planner.clashing.leaving import COSTS, can_go
from crossflight.planner.clashing.limits import WINDOW, Limits, limits
from crossflight.planner.clashing.narrowed import freed
from crossflight.planner.clashing.shrinking import REQUIREMENT, rank
from crossflight.planner.model import PlanModel
from crossflight.planner.problem import Problem
from crossflight.record import Mend, Step

__all__ = ["mends"]

MOST_MENDS = 4
COULD = {"launch": "launch", "docked": "dock", "undocked": "leave", "landed": "land"}


def mends(clashes: Clashes, questions: Questions, base: Problem) -> Iterator[Mend]:
    """Yield what would make a plan possible, the cheapest first; each is shown by a plan that holds to the minute.

    Parameters
    ----------
    clashes
        What was found: where there is no other clash, the ways out of all are known as well.
    questions
        The model in which they were found.
    base
        The problem within the days asked for.

    Raises
    ------
    OutOfTime
        When the next one was not found in time.
    """
    found = clashes.ways_out if clashes.are_all else _cheapest(clashes, questions)
    for gone in islice(found, MOST_MENDS):
        days = _nearest(questions, gone) or _exactly(questions, base, gone)
        if days is not None:
            yield _mend(questions.model, gone, days)


def _cheapest(clashes: Clashes, questions: Questions) -> Iterator[tuple[Instance, ...]]:
    """Yield correction sets, the cheapest first, as the solver finds them."""
    model = questions.model
    cp = _copy(model)
    held = {name: cp.get_bool_var_from_proto_index(literal.index) for name, literal in model.rules.items()}
    costs = []
    for name, literal in held.items():
        if can_go(model, name):
            costs.append(COSTS[rank(name)] * (1 - literal))
        else:
            cp.add(literal == 1)
    for clash in clashes.found:
        cp.add_bool_or(~held[name] for name in clash.members)
    cp.minimize(sum(costs))
    while True:
        reply = questions.solve(cp, is_presolved=True)
        if not reply.holds:
            return
        gone = tuple(name for name, literal in model.rules.items() if not reply.values[literal.index])
        yield gone
        cp.add_bool_or(held[name] for name in gone)


def _nearest(questions: Questions, gone: Sequence[Instance]) -> Days | None:
    """Return the days of a plan that holds all else, dates off by as few as can be; None where minutes forbid it."""
    reply = questions.solve(_with_dates_near(questions.model, gone), is_presolved=True)
    rest = [name for name in questions.instances if name not in gone]
    return questions.days(reply.values) if reply.holds and exactly(questions, [reply]).ask(rest).holds else None


def _exactly(questions: Questions, base: Problem, gone: Sequence[Instance]) -> Days | None:
    """Return the same with exact minutes; flights whose window is held keep to it, so that the model stays small."""
    windows = {subject for rule, subject in gone if rule == WINDOW}
    exact = questions.again(PlanModel(freed(base, questions.model.problem, windows), blame=True))
    reply = exact.solve(_with_dates_near(exact.model, gone), is_presolved=True)
    return exact.days(reply.values) if reply.holds else None


def _with_dates_near(model: PlanModel, gone: Sequence[Instance]) -> cp_model.CpModel:
    cp = _copy(model)
    for name, literal in model.rules.items():
        cp.add(cp.get_bool_var_from_proto_index(literal.index) == int(name not in gone))
    distances = [entry.distance(cp, model) for name in gone for entry in limits(model, name)]
    if distances:
        cp.minimize(sum(distances))
    return cp


def _copy(model: PlanModel) -> cp_model.CpModel:
    cp = model.cp.clone()
    cp.clear_assumptions()
    return cp


def _mend(model: PlanModel, gone: Sequence[Instance], days: Days) -> Mend:
    steps: list[Step] = []
    for name in gone:
        moved = [step for entry in limits(model, name) if (step := _moved(entry, name, days)) is not None]
        steps += moved or [_left_out(model, name)]
    return Mend(steps=tuple(steps), days=sum(step.days or 0.0 for step in steps))


def _moved(entry: Limits, name: Instance, days: Days) -> Step | None:
    docks, leaves = days[entry.flight]
    (day,) = docks if entry.is_arrival else leaves
    instant = entry.options[day]
    off = entry.days_off(instant)
    if off == 0:
        return None
    number = f"{abs(off)} day{'' if abs(off) == 1 else 's'}"
    what = "required" if name[0] == REQUIREMENT else "asked for"
    side = "after" if off > 0 else "before"
    return Step(
        kind="move",
        rule=name[0],
        subject=name[1],
        sentence=f"{entry.flight} could {COULD[entry.moment]} on {instant:%Y-%m-%d}, {number} {side} the days {what}",
        days=abs(off),
    )


def _left_out(model: PlanModel, name: Instance) -> Step:
    is_wish = COSTS[rank(name)] == 1
    word = "give up" if is_wish else "waive"
    return Step(
        kind="give-up" if is_wish else "waive",
        rule=name[0],
        subject=name[1],
        sentence=f"{word}: {model.sentences[name]}",
    )
