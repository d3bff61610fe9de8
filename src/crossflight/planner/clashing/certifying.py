"""Certifying a clash: it stays one in another configuration, and is none with any member left out."""

from collections.abc import Iterable

from crossflight.planner.clashing.asking import Questions, Reply
from crossflight.planner.clashing.narrowed import pinned
from crossflight.planner.clashing.shrinking import Found, shrink
from crossflight.planner.model import PlanModel

__all__ = ["Contradicted", "certified", "confirm", "exactly"]


class Contradicted(Exception):  # noqa: N818 - no error of the caller's: the solver cannot be believed
    """One configuration of the solver finds an assignment where another called it impossible."""


def confirm(questions: Questions, found: Found) -> None:
    """See that another configuration calls a clash one: presolved, another seed, and no other rule in the model.

    Raises
    ------
    Contradicted
        When it does not.
    OutOfTime
        When there was no time to see.
    """
    if questions.alone(found.members).holds:
        raise Contradicted


def certified(questions: Questions, found: Found) -> Found | None:
    """Return a clash of which any member can be left out, and the others hold to the minute; None if there is none.

    It is shown by k assignments, one for each member: their days are put into a model with exact minutes, all flights,
    ports and people of the scenario, and none but the other members to hold. Where minutes matter so much that this
    fails, the clash is shrunk once more with exact minutes, and confirmed anew.

    Raises
    ------
    Contradicted
        When another configuration does not call the smaller one a clash.
    OutOfTime
        When there was no time to see.
    """
    exact = exactly(questions, found.witnesses.values())
    if all(exact.ask(name for name in found.members if name != member).holds for member in found.members):
        return found
    again = questions.again(PlanModel(questions.model.problem, blame=True))
    smaller = shrink(again, found.members)
    if smaller is not None:
        confirm(again, smaller)
    return smaller


def exactly(questions: Questions, replies: Iterable[Reply]) -> Questions:
    """Return a model with exact minutes that knows the days of some replies alone."""
    days: dict[str, tuple[set[int], set[int]]] = {}
    for reply in replies:
        for name, (docks, leaves) in questions.days(reply.values).items():
            known = days.setdefault(name, (set(), set()))
            known[0].update(docks)
            known[1].update(leaves)
    return questions.again(PlanModel(pinned(questions.model.problem, days), blame=True))
