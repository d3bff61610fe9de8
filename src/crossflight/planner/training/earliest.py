"""The earliest launch by which one person alone can have passed some courses: what no plan can go below."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ortools.sat.python import cp_model

from crossflight.planner.moments import Moment
from crossflight.planner.training.holding import facility, lead, one_place, order
from crossflight.planner.training.syllabus import Syllabus
from crossflight.planner.training.timetable import Away, Seat, Timetable
from crossflight.units import MINUTES_IN_A_DAY

__all__ = ["EarliestLaunches", "earliest_launch"]

SECONDS = 5.0


def earliest_launch(
    syllabus: Syllabus,
    seat: Seat,
    request: str | None,
    away: Sequence[Away] = (),
) -> int | None:
    """Return the first day on which the flight of a seat can be launched; None where no day will do.

    Parameters
    ----------
    syllabus
        The courses of the scenario.
    seat
        Who flies, in what, and from when to when it may be launched.
    request
        The wish that the person is to fulfil; None: the courses of the seat alone.
    away
        When the person is at the station, where that is fixed.
    """
    cp = cp_model.CpModel()
    first, last = seat.launch.first // MINUTES_IN_A_DAY, seat.launch.last // MINUTES_IN_A_DAY
    day = cp.new_int_var(first, last, "launch")
    # A launch at the end of its day can only make things easier.
    launch = Moment(day * MINUTES_IN_A_DAY + MINUTES_IN_A_DAY - 1, seat.launch.first, last * MINUTES_IN_A_DAY + 1439)
    choices = {} if request is None else {(request, seat.person.id, seat.request.id): True}
    alone = replace(seat, launch=launch, is_held=True)
    fixed = [entry for entry in away if isinstance(entry.start, int) and isinstance(entry.end, int)]
    true = cp.new_constant(1)
    table = Timetable(syllabus, cp, lambda *_: true, (alone,), choices, away=fixed)
    for hold in (facility, order, one_place, lead):
        hold(table)
    cp.minimize(day)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = SECONDS
    solver.parameters.catch_sigint_signal = False
    status = solver.solve(cp)
    if status == cp_model.INFEASIBLE:
        return None
    return round(solver.best_objective_bound) if status in {cp_model.OPTIMAL, cp_model.FEASIBLE} else first


@dataclass
class EarliestLaunches:
    """The earliest launches of a model, each computed once for all whose training alone is alike."""

    syllabus: Syllabus
    away: Sequence[Away]
    known: dict[object, int | None] = field(default_factory=dict)

    def of(self, seat: Seat, request: str | None) -> int | None:
        """Return the first day on which the flight of a seat can be launched; None where no day will do."""
        mine = tuple(entry for entry in self.away if entry.person == seat.person.id and entry.is_held is True)
        alike = (request, seat.request.id, self.syllabus.kind(seat.person, seat.request), mine)
        if alike not in self.known:
            self.known[alike] = earliest_launch(self.syllabus, seat, request, mine)
        return self.known[alike]
