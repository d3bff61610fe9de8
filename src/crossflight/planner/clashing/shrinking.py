"""Shrinking what cannot all hold to what cannot hold with any member left out."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from crossflight.planner.clashing.asking import Instance, Questions, Reply
from crossflight.record import RULEBOOK

__all__ = ["REQUIREMENT", "Found", "rank", "shrink"]

REQUIREMENT = "requirements.met"
RANKS = {"physics": 0, "law": 1, "agreement": 2, "wish": 3}
"""What can be changed least, first."""
ASKED = 4


def rank(instance: Instance) -> int:
    """Return how easily an instance can be given up: physics 0, what was asked for last."""
    return ASKED if instance[0] == REQUIREMENT else RANKS[RULEBOOK[instance[0]].kind]


@dataclass(frozen=True)
class Found:
    """Instances that cannot all hold, and for each an assignment in which all the others do."""

    members: tuple[Instance, ...]
    """In the order of the rulebook."""
    witnesses: dict[Instance, Reply] = field(default_factory=dict)


def shrink(questions: Questions, instances: Iterable[Instance], blamed: Iterable[Instance] = ()) -> Found | None:
    """Return an irreducible clash among the instances; None where all can hold.

    Wishes that clash among themselves come before those that clash with agreements, these before law, and law before
    physics: the easiest stratum that cannot hold is taken. Then members leave one by one, physics first, as long as the
    rest still clashes.

    Parameters
    ----------
    questions
        The model that is asked.
    instances
        Among which a clash is looked for.
    blamed
        A clash among them, where one is known.
    """
    every = tuple(instances)
    known = frozenset(blamed) or questions.ask(every).blamed
    if not known:
        return None
    core = _of_one_stratum(questions, every, known)
    left = sorted(core, key=lambda name: (rank(name), name))
    needed: list[Instance] = []
    witnesses: dict[Instance, Reply] = {}
    while left:
        tried = left.pop(0)
        reply = questions.ask([*needed, *left])
        if reply.holds:
            needed.append(tried)
            witnesses[tried] = reply
        else:
            left = [name for name in left if name in reply.blamed]
    order = {rule_id: index for index, rule_id in enumerate(RULEBOOK)}
    return Found(tuple(sorted(needed, key=lambda name: (order[name[0]], name[1]))), witnesses)


def _of_one_stratum(
    questions: Questions, every: tuple[Instance, ...], known: frozenset[Instance]
) -> frozenset[Instance]:
    """Return a clash with members as easy to give up as can be."""
    while True:
        hardest = min(rank(name) for name in known)
        if hardest >= RANKS["wish"]:
            return known
        reply = questions.ask([name for name in every if rank(name) > hardest])
        if reply.holds:
            return known
        known = reply.blamed
