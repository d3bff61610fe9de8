"""Which rules the solver blames when there is no plan.

One literal a rule instance is assumed true; the solver returns a set of assumptions that cannot all hold. The set is
sufficient, and not yet shrunk to a smallest one.
"""

from ortools.sat.python import cp_model

from crossflight.planner.constraints import CONSTRAINTS
from crossflight.planner.model import PlanModel
from crossflight.planner.problem import Problem
from crossflight.record import RULEBOOK, Clash

__all__ = ["blame"]

BLAME_SECONDS = 20.0


def blame(problem: Problem, *, time_limit_s: float = BLAME_SECONDS, seed: int = 0) -> tuple[Clash, ...]:
    """Return rule instances that cannot all hold, in the order of the rulebook; empty when none was found in time."""
    model = PlanModel(problem, blame=True)
    for constrain in CONSTRAINTS.values():
        constrain(model)
    by_index = {literal.index: key for key, literal in model.rules.items()}
    model.cp.add_assumptions(list(model.rules.values()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = time_limit_s
    if solver.solve(model.cp) != cp_model.INFEASIBLE:
        return ()
    blamed = {by_index[index] for index in solver.sufficient_assumptions_for_infeasibility() if index in by_index}
    order = {rule_id: index for index, rule_id in enumerate(RULEBOOK)}
    return tuple(
        Clash(rule=rule_id, subject=subject, sentence=model.sentences[rule_id, subject])
        for rule_id, subject in sorted(blamed, key=lambda key: (order[key[0]], key[1]))
    )
