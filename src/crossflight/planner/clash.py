"""Which rules the solver blames when there is no plan.

One literal a rule instance is assumed true; the solver returns a set of assumptions that cannot all hold. The set is
sufficient, and not yet shrunk to a smallest one.
"""

from ortools.sat.python import cp_model

from crossflight.planner.constraints import CONSTRAINTS
from crossflight.planner.model import PlanModel
from crossflight.planner.problem import Problem
from crossflight.record import RULEBOOK, Clash, Scenario, Sky

__all__ = ["blame"]

BLAME_SECONDS = 30.0


def blame(scenario: Scenario, sky: Sky, *, time_limit_s: float = BLAME_SECONDS, seed: int = 0) -> tuple[Clash, ...]:
    """Return rule instances that cannot all hold, in the order of the rulebook; empty when none was found in time.

    At first the days asked for can be blamed like any rule. If that takes too long they are taken for granted.
    """
    for whole in (True, False):
        blamed = _blame(PlanModel(Problem(scenario, sky, whole=whole), blame=True), time_limit_s, seed)
        if blamed:
            return blamed
    return ()


def _blame(model: PlanModel, time_limit_s: float, seed: int) -> tuple[Clash, ...]:
    for constrain in CONSTRAINTS.values():
        constrain(model)
    by_index = {literal.index: key for key, literal in model.rules.items()}
    model.cp.add_assumptions(list(model.rules.values()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = time_limit_s
    solver.parameters.cp_model_presolve = False  # three times as fast here, and keeps the assumptions as they are
    if solver.solve(model.cp) != cp_model.INFEASIBLE:
        return ()
    blamed = {by_index[index] for index in solver.sufficient_assumptions_for_infeasibility() if index in by_index}
    order = {rule_id: index for index, rule_id in enumerate(RULEBOOK)}
    return tuple(
        Clash(rule=rule_id, subject=subject, sentence=model.sentences[rule_id, subject])
        for rule_id, subject in sorted(blamed, key=lambda key: (order[key[0]], key[1]))
    )
