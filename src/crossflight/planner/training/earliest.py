"""The days on which a flight can be launched, as far as the courses of one person alone go.

No plan can do better, so a model of crews and launches may hold it without the courses themselves::

    another course ───┐         away ───────────────┐
    launch  ··········│·········│···················│···········│·····>
            can be    │ cannot  │                   │  cannot   │ can be
                      └ the courses just before it find no room ┘
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ortools.sat.python import cp_model

from crossflight.instants import midnight
from crossflight.planner.absences import is_elsewhere
from crossflight.planner.moments import Moment
from crossflight.planner.training.holding import facility, lead, one_place, order
from crossflight.planner.training.syllabus import Syllabus
from crossflight.planner.training.timetable import Away, Seat, Timetable
from crossflight.record import Absence
from crossflight.units import MINUTES_IN_A_DAY

__all__ = ["LaunchDays", "earliest_launch", "latest_launch"]

SECONDS = 5.0

Days = tuple[int, int]
"""The first and the last of some days."""


def earliest_launch(
    syllabus: Syllabus, seat: Seat, request: str | None, away: Sequence[Away] = (), since: int | None = None
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
        When the person is at the station, or elsewhere, where that is fixed.
    since
        The first day to look at; None: the first that the seat has.
    """
    first, last = _days(seat)
    return _best(syllabus, seat, request, away, (first if since is None else since, last), is_latest=False)


def latest_launch(
    syllabus: Syllabus, seat: Seat, request: str | None, away: Sequence[Away] = (), until: int | None = None
) -> int | None:
    """Return the last day, up to one if that is given, on which the flight of a seat can be launched; or None."""
    first, last = _days(seat)
    return _best(syllabus, seat, request, away, (first, last if until is None else until), is_latest=True)


def _days(seat: Seat) -> Days:
    return seat.launch.first // MINUTES_IN_A_DAY, seat.launch.last // MINUTES_IN_A_DAY


def _best(
    syllabus: Syllabus, seat: Seat, request: str | None, away: Sequence[Away], days: Days, *, is_latest: bool
) -> int | None:
    cp = cp_model.CpModel()
    first, last = days
    day = cp.new_int_var(first, last, "launch")
    # A launch at the end of its day can only make things easier.
    minutes = (min(first * MINUTES_IN_A_DAY, seat.launch.first), (last + 1) * MINUTES_IN_A_DAY - 1)
    launch = Moment(day * MINUTES_IN_A_DAY + MINUTES_IN_A_DAY - 1, *minutes)
    choices = {} if request is None else {(request, seat.person.id, seat.request.id): True}
    alone = replace(seat, launch=launch, is_held=True)
    fixed = [entry for entry in away if isinstance(entry.start, int) and isinstance(entry.end, int)]
    true = cp.new_constant(1)
    table = Timetable(syllabus, cp, lambda *_: true, (alone,), choices, away=fixed)
    for hold in (facility, order, one_place, lead):
        hold(table)
    cp.minimize(-day if is_latest else day)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False  # it takes longer than the search
    solver.parameters.max_deterministic_time = SECONDS
    solver.parameters.catch_sigint_signal = False
    status = solver.solve(cp)
    if status == cp_model.INFEASIBLE:
        return None
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return last if is_latest else first
    bound = round(solver.best_objective_bound)
    return -bound if is_latest else bound


@dataclass
class LaunchDays:
    """The launch days of a model, each computed once for all whose training alone is alike."""

    syllabus: Syllabus
    away: Sequence[Away]
    known: dict[object, int | None] = field(default_factory=dict)
    known_shut: dict[object, tuple[Days, ...]] = field(default_factory=dict)

    def earliest(self, seat: Seat, request: str | None) -> int | None:
        """Return the first day on which the flight of a seat can be launched; None where no day will do."""
        mine = self._fixed(seat)
        alike = (request, self._alike(seat, mine))
        if alike not in self.known:
            self.known[alike] = earliest_launch(self.syllabus, seat, request, mine)
        return self.known[alike]

    def is_elsewhere(self, seat: Seat) -> bool:
        """Say whether somebody is away in every stay that the flight of a seat can lead to."""
        problem = self.syllabus.problem
        return any(is_elsewhere(problem, entry, seat.request.id) for entry in self._absences.get(seat.person.id, ()))

    def shut(self, seat: Seat) -> tuple[Days, ...]:
        """Return spans of days on which somebody has no room for the courses of a seat, being elsewhere before.

        Looked for around the first day, the day wanted, and the ends of what keeps somebody elsewhere: days that no
        span holds may be as impossible, days in one are so for sure. Whoever is elsewhere through every stay that
        the flight can have has no seat in it by that alone, and none are looked for.
        """
        if self.is_elsewhere(seat):
            return ()
        elsewhere = self._fixed(seat)
        alike = self._alike(seat, elsewhere)
        if alike not in self.known_shut:
            self.known_shut[alike] = tuple(self._shut(seat, elsewhere))
        return self.known_shut[alike]

    def _shut(self, seat: Seat, elsewhere: Sequence[Away]) -> list[Days]:
        ends = self._ends(seat, elsewhere)
        if not ends and not self._is_crowded(seat):
            return []
        first, last = _days(seat)
        wanted = seat.request.launch.wanted
        asked = {first, *ends, *(() if wanted is None else (self.syllabus.problem.calendar.day(midnight(wanted)),))}
        found: list[Days] = []
        for day in sorted(asked):
            if not first <= day <= last or any(begin <= day <= end for begin, end in found):
                continue
            following = earliest_launch(self.syllabus, seat, None, elsewhere, day)
            if following == day:
                continue
            before = None if day == first else latest_launch(self.syllabus, seat, None, elsewhere, day)
            found.append((first if before is None else before + 1, last if following is None else following - 1))
        return found

    @cached_property
    def _absences(self) -> dict[str, tuple[Absence, ...]]:
        found: dict[str, tuple[Absence, ...]] = {}
        for entry in self.syllabus.problem.scenario.absences:
            found[entry.person] = (*found.get(entry.person, ()), entry)
        return found

    def _fixed(self, seat: Seat) -> tuple[Away, ...]:
        return self._fixed_by_person.get(seat.person.id, ())

    @cached_property
    def _fixed_by_person(self) -> dict[str, tuple[Away, ...]]:
        found: dict[str, tuple[Away, ...]] = {}
        for entry in self.away:
            if entry.is_held is True:
                found[entry.person] = (*found.get(entry.person, ()), entry)
        return found

    def _alike(self, seat: Seat, elsewhere: Sequence[Away]) -> object:
        """Return all that the launch days of one seat can differ from those of another by."""
        spans = tuple((entry.start, entry.end, entry.flight) for entry in elsewhere)
        return seat.request.id, self.syllabus.kind(seat.person, seat.request), spans

    def _is_crowded(self, seat: Seat) -> bool:
        """Say whether others have booked a facility in which somebody is to train for a seat."""
        flow = self.syllabus.flow(seat.person, seat.request, is_backup=False)
        limited = {course.facility for course in flow} & self.syllabus.limited
        return bool(limited) and any(course.facility in limited for _, course, _, _ in self.syllabus.standing)

    def _ends(self, seat: Seat, elsewhere: Sequence[Away]) -> frozenset[int]:
        """Return the days on which somebody comes from elsewhere, where that matters for a seat."""
        syllabus = self.syllabus
        flow = syllabus.flow(seat.person, seat.request, is_backup=False)
        opens = max((course.starts_before_launch_days or 0 for course in flow), default=0) + syllabus.longest_travel
        first, last = _days(seat)
        spans = [
            (entry.start // MINUTES_IN_A_DAY, entry.end // MINUTES_IN_A_DAY)
            for entry in elsewhere
            if isinstance(entry.start, int) and isinstance(entry.end, int)
        ]
        day = syllabus.problem.calendar.day
        spans += [(day(entry.start), day(entry.end)) for entry in syllabus.booked if entry.person == seat.person.id]
        return frozenset(end + 1 for start, end in spans if flow and start <= last and end >= first - opens)
