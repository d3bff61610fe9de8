"""All levels as one number, exactly: a unit of a level outweighs all that the levels below it can come to.

This is no trade: the least such number belongs to the plan that is least level by level, and proving the one proves
each. A search from a plan that is known already takes one preparation of the model then, instead of one for each level.
"""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from crossflight.planner.levels import LevelGoal
from crossflight.planner.model import Linear, PlanModel

__all__ = ["in_copy", "least_of", "stacked", "value_of"]

LARGEST = 2**56
"""Sums stay well below what the solver can add up."""


def stacked(model: PlanModel, goals: Sequence[LevelGoal], start: Sequence[int]) -> Linear | None:
    """Return the sum of the levels, each weighed by all below it; None where that becomes too large a number.

    The levels are held to their values in the plan that is known, down to the first that could be better.
    """
    spans = [[least_of(model, goal.objective), _most(model, goal.objective)] for goal in goals]
    for goal, span in zip(goals, spans, strict=True):
        known = value_of(goal.objective, start)
        model.cp.add(goal.objective <= known)
        span[1] = min(span[1], known)
        if known > span[0]:
            break
    total: Linear = 0
    weight = 1
    for goal, (least, most) in zip(reversed(goals), reversed(spans), strict=True):
        total = total + weight * (goal.objective - least)
        weight *= most - least + 1
        if weight > LARGEST:
            return None
    return total


def least_of(model: PlanModel, objective: Linear) -> int:
    """Return what the sum cannot go below, by the domains of its variables alone."""
    return _extreme(model, objective, 1)


def value_of(objective: Linear, values: Sequence[int]) -> int:
    """Return the sum for given values of the variables."""
    coefficients, constant = _terms(objective)
    return constant + sum(coefficient * values[index] for index, coefficient in coefficients.items())


def in_copy(cp: cp_model.CpModel, objective: Linear) -> Linear:
    """Return the same sum of the variables of a copy of the model."""
    coefficients, constant = _terms(objective)
    variables = ((cp.get_int_var_from_proto_index(index), number) for index, number in coefficients.items())
    return constant + sum(number * variable for variable, number in variables)


def _most(model: PlanModel, objective: Linear) -> int:
    return _extreme(model, objective, -1)


def _extreme(model: PlanModel, objective: Linear, sign: int) -> int:
    coefficients, total = _terms(objective)
    for index, coefficient in coefficients.items():
        domain = list(model.cp.proto.variables[index].domain)  # the solver's own list knows no index from the end
        total += coefficient * (domain[0] if coefficient * sign > 0 else domain[-1])
    return total


def _terms(objective: Linear) -> tuple[dict[int, int], int]:
    """Return the coefficient of each variable of a sum, by index, and the constant."""
    if isinstance(objective, int):
        return {}, objective
    flat = cp_model.FlatIntExpr(objective)
    coefficients: dict[int, int] = {}
    for variable, coefficient in zip(flat.vars, flat.coeffs, strict=True):
        coefficients[variable.index] = coefficients.get(variable.index, 0) + int(coefficient)
    return coefficients, int(flat.offset)
