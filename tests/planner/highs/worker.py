"""Solve mixed-integer programmes with HiGHS, in a process of its own: JSON in, JSON out. It knows of no scenario."""

import json
import sys
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

OPTIMAL, INFEASIBLE = 0, 2


def by_levels(programme: dict[str, Any]) -> dict[str, Any]:
    """Return the least value of each level, those before it held."""
    rows = [(low, terms, high) for low, terms, high in programme["rows"]]
    count = len(programme["least"])
    found: dict[str, float] = {}
    for name, level in programme["levels"]:
        costs = np.zeros(count)
        constant = 0.0
        for column, number in level:
            if column < 0:
                constant = number
            else:
                costs[column] = number
        told = milp(
            costs,
            integrality=np.array(programme["whole"]),
            bounds=Bounds(programme["least"], programme["most"]),
            constraints=_constraints(rows, count),
            options={"mip_rel_gap": 0.0},
        )
        if told.status == INFEASIBLE:
            return {"status": "infeasible", "levels": {}}
        if told.status != OPTIMAL:
            return {"status": told.message, "levels": found}
        found[name] = float(told.fun) + constant
        rows.append((-1e9, [[column, number] for column, number in level if column >= 0], float(told.fun) + 1e-6))
    return {"status": "optimal", "levels": found}


def _constraints(rows: list[tuple[float, list[list[float]], float]], count: int) -> LinearConstraint:
    places = [(row, int(column), number) for row, (_, terms, _) in enumerate(rows) for column, number in terms]
    row, column, number = (np.array(part) for part in zip(*places, strict=True))
    matrix = coo_array((number, (row, column)), shape=(len(rows), count)).tocsr()
    return LinearConstraint(matrix, [entry[0] for entry in rows], [entry[2] for entry in rows])


if __name__ == "__main__":
    json.dump({name: by_levels(programme) for name, programme in json.load(sys.stdin).items()}, sys.stdout)
