"""One search for all levels, from a plan that is known."""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from crossflight.planner.levels import LevelGoal
from crossflight.planner.model import PlanModel
from crossflight.planner.run import Run, Solution, proof_of
from crossflight.planner.searching import hint, search
from crossflight.planner.stacking import stacked, value_of

__all__ = ["solve_at_once"]


def solve_at_once(model: PlanModel, told: Sequence[LevelGoal], solution: Solution, run: Run, share: float) -> bool:
    """Look for the best plan of all levels in one search from a known one; say whether that has proven it.

    What it finds on the way is kept in the solution, for a search level by level. It takes a share of the time at most.
    """
    open_ones = [goal for goal in told if not isinstance(goal.objective, int)]
    objective = stacked(model, open_ones, solution.values) if open_ones else None
    if objective is None or isinstance(objective, int):
        return False
    run.tell(open_ones, solution.values)
    solver = run.solver(run.time_limit_s * share)
    # What a second round of preparing the model finds takes longer than it saves. None at all is no choice: it proves
    # what is not so. A published plan is near the best: then raising the bound ends sooner than looking for plans.
    solver.parameters.max_presolve_iterations = 1
    solver.parameters.optimize_with_lb_tree_search = run.manner == "changes"
    model.cp.minimize(objective)
    hint(model.cp, solution.values)
    status = search(solver, model.cp, run.stopped)
    if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        solution.values = list(solver.response_proto.solution)
    if status != cp_model.OPTIMAL:
        return False
    for goal in told:
        value = goal.objective if isinstance(goal.objective, int) else value_of(goal.objective, solution.values)
        solution.levels.append(proof_of(goal, value, value))
        if not isinstance(goal.objective, int):
            model.cp.add(goal.objective <= value)
    return True
