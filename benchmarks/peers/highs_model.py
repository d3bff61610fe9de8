"""The plain-data plan as a mixed-integer programme over days, in the manner known to relax best: by steps.

For each flight, port and day a binary says whether the flight has docked there by the end of that day, and another
whether it has left. Both only ever rise, a day that is not allowed is one on which nothing rises, and a port is taken
by what has docked and not left. Clearance is one sum for each window of days.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import highspy

__all__ = ["DayProgramme", "Sum"]

Sum = dict[int, float]
"""Coefficients by column, the constant at -1."""

CONSTANT = -1


class DayProgramme:
    """Columns and rows, and what stands where."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.columns: list[tuple[float, float, bool]] = []
        self.rows: list[tuple[float, Sum, float]] = []
        self.docked: dict[str, list[Sum]] = {}
        """By flight: whether it has docked by the end of each day, over all its ports."""
        self.left: dict[str, list[Sum]] = {}
        self.dates: Sum = {}
        self.stays: dict[str, list[list[Sum]]] = {}
        """By port: whether each use of it takes it, day by day."""
        self._operations: list[list[Sum]] = [[] for _ in range(data["days"])]
        self._flights()
        self._ports()
        self._clearance()

    def column(self, least: float, most: float, *, is_whole: bool = True) -> Sum:
        """Return a new column as a sum."""
        self.columns.append((least, most, is_whole))
        return {len(self.columns) - 1: 1.0}

    def row(self, least: float, terms: Sum, most: float) -> None:
        """Keep a sum between two numbers."""
        constant = terms.get(CONSTANT, 0.0)
        told = {column: number for column, number in terms.items() if column != CONSTANT and number}
        if told:
            self.rows.append((least - constant, told, most - constant))
        elif not least <= constant <= most:
            self.rows.append((1.0, self.column(0, 0), 1.0))  # nothing can hold

    def _flights(self) -> None:
        stands = {stand["flight"]: stand for stand in self.data["stands"] if stand["until"] is None}
        for flight in self.data["flights"]:
            name = flight["id"]
            uses = []
            if flight["dock_days"]:
                chosen = [self._steps(flight["dock_days"]) for _ in flight["ports"]]
                self.row(1, total(steps[-1] for steps in chosen), 1)
                self.docked[name] = [total(day) for day in zip(*chosen, strict=True)]
                uses = list(zip(flight["ports"], chosen, strict=True))
            else:
                self.docked[name] = [{CONSTANT: 1.0}] * self.data["days"]
                uses = [(stands[name]["port"], self.docked[name])]
            leaving = []
            for port, arrived in uses:
                gone = self._steps(flight["leave_days"]) if flight["leave_days"] else [{}] * self.data["days"]
                if flight["leave_days"]:
                    self.row(0, difference(gone[-1], arrived[-1]), 0)
                leaving.append(gone)
                taken = [difference(there, away) for there, away in zip(arrived, gone, strict=True)]
                for day in taken:
                    self.row(0, day, 1)
                self.stays.setdefault(port, []).append(taken)
            self.left[name] = [total(day) for day in zip(*leaving, strict=True)]
            self._life(flight)
            self._wish(self.docked[name], flight["dock_days"], flight["wanted_dock"])
            self._wish(self.left[name], flight["leave_days"], flight["wanted_leave"])
            for days, steps in ((flight["dock_days"], self.docked[name]), (flight["leave_days"], self.left[name])):
                for day in days:
                    self._operations[day].append(rise(steps, day))

    def _steps(self, days: list[int]) -> list[Sum]:
        """Return a sum for each day that rises from 0 to at most 1 on one of some days: it is constant elsewhere."""
        allowed, steps, last = set(days), [], Sum()
        for day in range(self.data["days"]):
            if day in allowed:
                step = self.column(0, 1)
                self.row(0, difference(step, last), 1)
                last = step
            steps.append(last)
        return steps

    def _life(self, flight: Mapping[str, Any]) -> None:
        """Let what has docked by a day have left by the last day of its life."""
        docked, left = self.docked[flight["id"]], self.left[flight["id"]]
        last = max(flight["leave_days"], default=0)
        for day, latest in flight["latest_leave"]:
            if latest < last:
                self.row(-1, difference(docked[day], left[latest]), 0)

    def _wish(self, steps: list[Sum], days: list[int], wanted: int | None) -> None:
        if wanted is None:
            return
        for day in days:
            add(self.dates, rise(steps, day), abs(day - wanted))

    def _ports(self) -> None:
        for stand in self.data["stands"]:
            opened = {flight["id"] for flight in self.data["flights"]}
            if stand["until"] is None and stand["flight"] in opened:
                continue
            until = self.data["days"] if stand["until"] is None else stand["until"]
            taken = [{CONSTANT: 1.0} if stand["from"] <= day < until else Sum() for day in range(self.data["days"])]
            self.stays.setdefault(stand["port"], []).append(taken)
        for uses in self.stays.values():
            before: Sum = {}
            for day in range(self.data["days"]):
                there = total(use[day] for use in uses)
                if there != before:
                    self.row(0, there, 1)
                before = there

    def _clearance(self) -> None:
        fixed = set(self.data["fixed_operation_days"])
        width = self.data["clearance_days"] + 1
        for first in range(self.data["days"] - width + 1):
            window = range(first, first + width)
            whole = total(operation for day in window for operation in self._operations[day])
            if whole:
                self.row(0, whole, 0 if fixed & set(window) else 1)

    def solve(self, objective: Sum, options: Mapping[str, Any]) -> tuple[str, float, float]:
        """Return what HiGHS says of the least value of a sum, the value and the bound."""
        engine = highspy.Highs()
        for name, value in {"output_flag": False, **options}.items():
            engine.setOptionValue(name, value)
        count = len(self.columns)
        engine.addVars(count, [least for least, _, _ in self.columns], [most for _, most, _ in self.columns])
        whole = [index for index, (_, _, is_whole) in enumerate(self.columns) if is_whole]
        kinds = [highspy.HighsVarType.kInteger] * len(whole)
        engine.changeColsIntegrality(len(whole), whole, kinds)
        costs = [(column, number) for column, number in objective.items() if column != CONSTANT]
        engine.changeColsCost(len(costs), [column for column, _ in costs], [cost for _, cost in costs])
        starts: list[int] = []
        columns: list[int] = []
        numbers: list[float] = []
        for _, terms, _ in self.rows:
            starts.append(len(columns))
            columns += terms
            numbers += terms.values()
        lower, upper = [row[0] for row in self.rows], [row[2] for row in self.rows]
        engine.addRows(len(self.rows), lower, upper, len(columns), starts, columns, numbers)
        engine.changeObjectiveOffset(objective.get(CONSTANT, 0.0))
        engine.run()
        about = engine.getInfo()
        status = engine.modelStatusToString(engine.getModelStatus())
        return status, about.objective_function_value, about.mip_dual_bound


def total(sums: Iterable[Sum]) -> Sum:
    """Return the sum of sums."""
    found: Sum = {}
    for one in sums:
        add(found, one, 1.0)
    return found


def difference(first: Sum, second: Sum) -> Sum:
    """Return the first less the second."""
    found = dict(first)
    add(found, second, -1.0)
    return found


def rise(steps: list[Sum], day: int) -> Sum:
    """Return by how much steps rise on a day."""
    return difference(steps[day], steps[day - 1]) if day else steps[0]


def add(whole: Sum, part: Sum, factor: float) -> None:
    """Add a multiple of a sum to another, in place."""
    for column, number in part.items():
        found = whole.get(column, 0.0) + factor * number
        if found:
            whole[column] = found
        else:
            whole.pop(column, None)
