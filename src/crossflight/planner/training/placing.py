"""Placing courses once crews and launches are decided, in a model of their own; or reading them from a joint one."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from crossflight.instants import DAY
from crossflight.planner.moments import Linear
from crossflight.planner.problem import Problem
from crossflight.planner.searching import one_worker, search
from crossflight.planner.training.holding import facility, lead, one_place, order, together
from crossflight.planner.training.promising import offers
from crossflight.planner.training.seating import away_in_plan, seats_in_plan
from crossflight.planner.training.syllabus import Syllabus
from crossflight.planner.training.timetable import Choice, Sitting, Timetable
from crossflight.planner.training.wishing import choose
from crossflight.record import Flight, Status, Stay, Training

__all__ = ["Placed", "place", "read", "value_in"]

TIDY_SECONDS = 5.0
"""For moving courses as near to their launch as they may be, once as few days as possible are moved or added."""


@dataclass(frozen=True)
class Placed:
    """The courses of a plan, and how far their level is proven for its crews and launches."""

    status: Status
    trainings: tuple[Training, ...] = ()
    value: int = 0
    bound: int = 0

    @property
    def is_known(self) -> bool:
        """Say whether there are such courses."""
        return self.status in {"optimal", "feasible"}


def place(
    problem: Problem,
    flights: Sequence[Flight],
    stays: Sequence[Stay],
    *,
    time_limit_s: float,
    seed: int,
    chosen: Collection[Choice] | None = None,
) -> Placed:
    """Return the courses for the crews and launches of a plan, with as few days moved or added as there can be.

    Where nothing else asks for it, courses lie as near to the launch as they may: that is no level, and not proven.

    Parameters
    ----------
    problem
        What is planned.
    flights, stays
        The crews and launches that were decided.
    time_limit_s, seed
        As for planning.
    chosen
        Who fulfils which wish, and takes up which offer, where that was decided before; None: who fulfils which wish
        is decided here, and no offer is taken up.
    """
    cp = cp_model.CpModel()
    true = cp.new_constant(1)
    seats = tuple(seats_in_plan(problem, flights))
    syllabus = Syllabus(problem, () if chosen is None else offers(problem))
    choices, standing, costs = choose(cp, lambda *_: true, syllabus, seats, chosen or ())
    if chosen is not None:
        for key, literal in choices.items():
            cp.add(literal == int(key in chosen))
    away = tuple(away_in_plan(problem, flights, stays))
    table = Timetable(syllabus, cp, lambda *_: true, seats, choices, standing, away)
    for hold in (order, lead, one_place, facility, together):
        hold(table)
    cost: Linear = sum([*table.cost, *costs])
    began = time.monotonic()
    solver = one_worker(time_limit_s, seed)
    cp.minimize(cost)
    status = search(solver, cp)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Placed("infeasible" if status == cp_model.INFEASIBLE else "unknown")
    value, bound = round(solver.objective_value), round(solver.best_objective_bound)
    values = _tidied(
        cp, table, cost, value, list(solver.response_proto.solution), time_limit_s - (time.monotonic() - began), seed
    )
    proven: Status = "optimal" if status == cp_model.OPTIMAL else "feasible"
    return Placed(proven, read(table, values), value, bound)


def _tidied(
    cp: cp_model.CpModel, table: Timetable, cost: Linear, value: int, values: list[int], left_s: float, seed: int
) -> list[int]:
    """Return the values with each course as late as those placed before it leave room for, the latest first.

    A search that always tries the latest day first, and takes the first plan that it comes to; before that it tries to
    give the first wish to the first of a crew, and so on.
    """
    free = [
        sitting.first
        for sitting in sorted(table.sittings, key=lambda sitting: -sitting.days[1])
        if isinstance(sitting.first, cp_model.IntVar)
    ]
    if not free or left_s <= 0:
        return values
    cp.add(cost <= value)
    cp.clear_objective()  # type: ignore[no-untyped-call]
    who = [literal for literal in table.choices.values() if isinstance(literal, cp_model.IntVar)]
    if who:
        cp.add_decision_strategy(who, cp_model.CHOOSE_FIRST, cp_model.SELECT_MAX_VALUE)
    cp.add_decision_strategy(free, cp_model.CHOOSE_FIRST, cp_model.SELECT_MAX_VALUE)
    solver = one_worker(left_s, seed)
    solver.parameters.search_branching = cp_model.FIXED_SEARCH
    solver.parameters.cp_model_presolve = False  # it takes some of these days out of the search
    solver.parameters.max_deterministic_time = TIDY_SECONDS
    status = search(solver, cp)
    return list(solver.response_proto.solution) if status in {cp_model.OPTIMAL, cp_model.FEASIBLE} else values


def read(table: Timetable, values: Sequence[int]) -> tuple[Training, ...]:
    """Return the courses that take place, by their start, from the values of a model."""
    calendar = table.syllabus.problem.calendar
    offered = {offer.id for offer in table.syllabus.offers}
    found = []
    for sitting in table.sittings:
        if sitting.is_booked or not value_in(sitting.is_held, values):
            continue
        first = value_in(sitting.first, values)
        chosen = table.chosen(is_backup=sitting.is_backup)
        wishes = [wish for wish in sitting.requests if value_in(chosen[_key(wish, sitting)], values)]
        wishes = [wish for wish in wishes if wish not in offered]
        found.append(
            Training(
                person=sitting.person.id,
                course=sitting.course.id,
                start=calendar.start(first),
                end=calendar.start(first) + sitting.length * DAY,
                flight=sitting.flight,
                request=wishes[0] if wishes else None,
                is_backup=sitting.is_backup,
            )
        )
    return tuple(sorted(found, key=lambda entry: (entry.start, entry.person, entry.course)))


def _key(wish: str, sitting: Sitting) -> Choice:
    assert sitting.flight is not None
    return wish, sitting.person.id, sitting.flight


def value_in(linear: Linear | bool, values: Sequence[int]) -> int:
    """Return the value of a variable, a literal or a constant."""
    if isinstance(linear, int):
        return int(linear)
    assert isinstance(linear, (cp_model.IntVar, cp_model.NotBooleanVariable))
    index = linear.index
    return values[index] if index >= 0 else 1 - values[-index - 1]
