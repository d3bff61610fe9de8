"""Spacewalks put into a model whose flights are settled, level by level, as far as they were solved."""

from ortools.sat.python import cp_model

from crossflight.planner.constraints import OUTSIDE
from crossflight.planner.model import PlanModel
from crossflight.planner.searching import hint, one_worker

__all__ = ["join_spacewalks"]

JOIN_SECONDS = 20.0


def join_spacewalks(model: PlanModel, values: list[int], seconds: float, seed: int) -> list[int] | None:
    """Add the spacewalks to a model, and return the values of a plan with the best days for them among its flights.

    Leaving all spacewalks out always holds, so what was proven of the flights stays proven. Here every flight keeps
    its days; the search of the level itself moves those that may move. None says that there was no time for any.

    Parameters
    ----------
    model
        A model without spacewalks, with the levels before theirs held.
    values
        A plan in it, the value of each variable; nothing where there is none yet.
    seconds
        How long to look at most, whatever is left: a plan needs some value for each variable.
    seed
        Seed of the solver.
    """
    for constrain in OUTSIDE.values():
        constrain(model)
    if not values:
        return values
    hint(model.cp, values)
    model.cp.minimize(sum(model.levels.get("spacewalks", [])))
    # Ctrl-C is noted, and heeded after this.
    solver = one_worker(min(max(seconds, 1.0), JOIN_SECONDS), seed)
    solver.parameters.fix_variables_to_their_hinted_value = True
    solver.parameters.optimize_with_core = True
    status = solver.solve(model.cp)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        model.outings = ()
        return None
    return list(solver.response_proto.solution)
