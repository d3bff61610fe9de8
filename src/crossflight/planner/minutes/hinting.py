"""A known timeline told to the solver, variable by variable."""

from itertools import pairwise

from crossflight.planner.minutes.drafts import Draft
from crossflight.planner.minutes.model import OutsideModel

__all__ = ["hint_draft"]


def hint_draft(model: OutsideModel, draft: Draft) -> None:
    """Show the solver a timeline that holds."""
    cp = model.cp
    if model.situation.shift_min:
        cp.add_hint(model.hatch, draft.hatch)
    cp.add_hint(model.home, draft.home + draft.hatch)
    for place in range(len(model.tasks)):
        cp.add_hint(model.done[place], place in draft.done)
    for entry in draft.entries:
        cp.add_hint(model.starts[entry.task], entry.start + draft.hatch)
    for number, person in enumerate(model.people):
        own = [entry.task + 1 for entry in draft.entries if number in entry.people]
        taken = set(pairwise([0, *own, 0]))
        for place, does in enumerate(person.does):
            cp.add_hint(does, place + 1 in own)
        for one, other, arc in person.arcs:
            if one != other or one == 0:
                cp.add_hint(arc, (one, other) in taken)  # type: ignore[arg-type]
