"""A known timeline told to the solver, variable by variable."""

from itertools import pairwise

from crossflight.planner.minutes.model import OutsideModel
from crossflight.planner.minutes.starting import Start

__all__ = ["hint", "overrun_of"]


def overrun_of(model: OutsideModel, start: Start) -> int:
    """Return the minutes that a known timeline goes beyond what is wanted."""
    case, situation = model.situation.case, model.situation
    own = start.home + situation.egress_min + situation.close_min
    over = [0, own - situation.endurance_min + int(case.numbers.spacewalk_margin_min)]
    if case.request.minutes is not None:
        close = situation.close_min if case.request.convention == "russian-hatch-to-hatch" else 0
        over.append(own - close - int(case.request.minutes))
    return max(over)


def hint(model: OutsideModel, start: Start) -> None:
    """Show the solver a timeline that holds."""
    cp = model.cp
    if model.situation.shift_min:
        cp.add_hint(model.hatch, 0)
    cp.add_hint(model.home, start.home)
    for place, task in enumerate(model.tasks):
        cp.add_hint(model.done[place], task.id in start.starts)
        if task.id in start.starts:
            cp.add_hint(model.starts[place], start.starts[task.id])
    for number, person in enumerate(model.people):
        own = [place + 1 for place, task in enumerate(model.tasks) if number in start.does.get(task.id, ())]
        own.sort(key=lambda place: start.starts[model.tasks[place - 1].id])
        stops = [0, *own, 0]
        taken = set(pairwise(stops))
        for place, does in enumerate(person.does):
            cp.add_hint(does, place + 1 in own)
        for one, other, arc in person.arcs:
            if one != other or one == 0:
                cp.add_hint(arc, (one, other) in taken)  # type: ignore[arg-type]
