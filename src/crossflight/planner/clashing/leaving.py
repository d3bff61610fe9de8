"""What can be left out of a clash, and what that costs."""

from crossflight.planner.clashing.asking import Instance
from crossflight.planner.clashing.limits import limits
from crossflight.planner.clashing.shrinking import REQUIREMENT, rank
from crossflight.planner.model import PlanModel

__all__ = ["COSTS", "can_go"]

COSTS = {1: 10_000, 2: 100, 3: 1, 4: 1}
"""Of one instance, by its rank: law, agreement, wish and requirement; physics never can be left out."""


def can_go(model: PlanModel, name: Instance) -> bool:
    """Say whether an instance can be left out; the only requirement cannot, unless it is a day that can move."""
    required = model.problem.scenario.requirements
    if name[0] == REQUIREMENT and len(required) == 1:
        return any(limits(model, name))
    return rank(name) in COSTS
