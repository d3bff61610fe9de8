"""The timetable of training: which course somebody has to pass, from which day on, and whether at all.

The same timetable serves three questions: the earliest launch of one person alone, the courses of a plan whose crews
and launches are decided, and both at once, where the courses stand in the way of the crews.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from crossflight.planner.moments import Linear, Moment
from crossflight.planner.training.syllabus import Spans, Syllabus
from crossflight.record import Course, FlightRequest, Person
from crossflight.units import MINUTES_IN_A_DAY

__all__ = ["Away", "Choice", "Literal", "Seat", "Sitting", "Timetable", "enforced"]

Literal = cp_model.BoolVarT
Rule = Callable[[str, str, str], Literal]
"""Gives the literal of a rule instance: of its id, its subject and its sentence."""

Choice = tuple[str, str, str]
"""A wish or an offer, somebody who can fulfil it, and the flight in which that person flies."""


@dataclass(frozen=True)
class Seat:
    """A seat up in a flight, or a place among its backups, and who could have it."""

    person: Person
    request: FlightRequest
    launch: Moment
    """In minutes."""
    is_held: Literal | bool = True
    is_backup: bool = False


@dataclass(frozen=True)
class Away:
    """Somebody is at the station, or elsewhere: from one minute to another."""

    person: str
    start: Linear
    end: Linear
    is_held: Literal | bool = True
    flight: str | None = None


@dataclass(frozen=True)
class Sitting:
    """Somebody in a course: its first day is decided, and whether it takes place."""

    person: Person
    course: Course
    first: Linear
    days: tuple[int, int]
    """The earliest and the latest that the first day can be."""
    is_held: Literal | bool
    length: int
    """Days from its first to its last, both counted."""
    interval: cp_model.IntervalVar
    flight: str | None = None
    launch: Moment | None = None
    is_backup: bool = False
    is_booked: bool = False
    requests: tuple[str, ...] = ()
    """The wishes and offers that it may fulfil."""
    is_flow: bool = False
    """The seat itself asks for it."""

    @property
    def end(self) -> Linear:
        """Return the day after its last one."""
        return self.first + self.length


@dataclass
class Timetable:
    """All sittings of some seats and wishes, in one model of the solver."""

    syllabus: Syllabus
    cp: cp_model.CpModel
    rule: Rule
    seats: Sequence[Seat] = ()
    choices: Mapping[Choice, Literal | bool] = field(default_factory=dict)
    standing: Mapping[Choice, Literal | bool] = field(default_factory=dict)
    """As the choices, of those who stand by."""
    away: Sequence[Away] = ()
    blame: bool = False
    """True: a course is left out where the rule that asks for it is."""

    def __post_init__(self) -> None:
        self.sittings: list[Sitting] = []
        self.cost: list[Linear] = []
        """Days of training that are added for wishes, and by which others are moved."""
        planned = [sitting for seat in self.seats for sitting in self._of_seat(seat)]
        self.sittings += [*self._booked(planned), *planned]

    # ------------------------------------------------------------------------------------------------- sittings

    def _booked(self, planned: Sequence[Sitting]) -> Iterator[Sitting]:
        """Yield the courses that stay where they are: of the same people, or in the way of those that are planned."""
        people = self.syllabus.problem.people
        trained = {seat.person.id for seat in self.seats}
        spans: dict[str, tuple[int, int]] = {}
        for sitting in planned:
            facility, (first, last) = sitting.course.facility, sitting.days
            if facility in self.syllabus.limited:
                before, after = spans.get(facility, (first, last))
                spans[facility] = min(first, before), max(last + sitting.length, after)
        for entry, course, first, end in self.syllabus.standing:
            since, until = spans.get(course.facility, (0, 0))
            if entry.person in trained or (first < until and end > since):
                interval = self.cp.new_fixed_size_interval_var(first, end - first, f"{entry.person} in {course.id}")
                yield Sitting(
                    people[entry.person],
                    course,
                    first,
                    (first, first),
                    True,
                    end - first,
                    interval,
                    flight=entry.flight,
                    is_backup=entry.is_backup,
                    is_booked=True,
                )

    def _of_seat(self, seat: Seat) -> Iterator[Sitting]:
        flow = self.syllabus.flow(seat.person, seat.request, is_backup=seat.is_backup)
        asked: dict[str, list[tuple[Literal | bool, Literal]]] = {}
        for course in flow:
            asked.setdefault(course.id, []).append((self.is_needed(seat, course), self._flow_rule(seat)))
        wishes: dict[str, list[str]] = {}
        for (request_id, person, flight), literal in self.chosen(is_backup=seat.is_backup).items():
            if (person, flight) != (seat.person.id, seat.request.id):
                continue
            held = self._wish_rule(seat, request_id)
            for course in self.added(request_id, seat):
                needed = self._both(literal, self._not(self._is_passed(seat, course)))
                asked.setdefault(course.id, []).append((needed, held))
                wishes.setdefault(course.id, []).append(request_id)
        for course_id, needs in asked.items():
            sitting = self._sitting(seat, self.syllabus.courses[course_id], needs, wishes.get(course_id, []), flow)
            if sitting is not None:
                yield sitting
                self._count(sitting)

    def _flow_rule(self, seat: Seat) -> Literal:
        who = f"{seat.request.id} / {seat.person.id}"
        name = seat.person.name
        if seat.is_backup:
            told = f"{name} is trained to take a seat in {seat.request.id}, as those who have one"
            return self.rule("training.backups", who, told)
        told = f"{name} has passed every course for {seat.request.id} before its launch"
        return self.rule("training.course-passed", who, told)

    def _wish_rule(self, seat: Seat, request_id: str) -> Literal:
        if seat.is_backup:
            return self.rule("training.backups", f"{seat.request.id} / {request_id}", "")  # told by who chooses them
        return self.rule("training.request", request_id, self.syllabus.sentence(self.syllabus.requests[request_id]))

    def chosen(self, *, is_backup: bool) -> Mapping[Choice, Literal | bool]:
        """Return who is trained for which wish or offer, of those who fly or of those who stand by."""
        return self.standing if is_backup else self.choices

    def added(self, request_id: str, seat: Seat) -> Iterator[Course]:
        """Yield the courses that a wish adds to those that a seat asks for, what comes before them included."""
        request = self.syllabus.requests[request_id]
        return self.syllabus.added(request, seat.person, seat.request, is_backup=seat.is_backup)

    def is_needed(self, seat: Seat, course: Course) -> Literal | bool:
        """Return whether a seat asks for a course: not passed on record, nor begun before by those in line."""
        needed = self._both(seat.is_held, self._not(self._is_passed(seat, course)))
        if self.syllabus.is_in_line(seat.person, seat.request):
            begun = self.within(seat.launch, ((-(10**9), self.syllabus.begun_before(course)),))
            needed = self._both(needed, self._not(begun))
        return needed

    def _is_passed(self, seat: Seat, course: Course) -> Literal | bool:
        return self.within(seat.launch, self.syllabus.passed(seat.person, seat.request.id, course))

    def _sitting(
        self,
        seat: Seat,
        course: Course,
        needs: Sequence[tuple[Literal | bool, Literal]],
        wishes: Sequence[str],
        flow: Sequence[Course],
    ) -> Sitting | None:
        """Return the sitting of a course that somebody may need; None where nobody does."""
        needed = [(need, held) for need, held in needs if need is not False]
        if not needed:
            return None
        first, last = self.syllabus.first_day, seat.launch.last // MINUTES_IN_A_DAY - course.days
        if not self.blame:
            last = min(last, seat.launch.last // MINUTES_IN_A_DAY - course.ends_before_launch_days - course.days + 1)
            if course.starts_before_launch_days is not None:
                first = max(first, seat.launch.first // MINUTES_IN_A_DAY - course.starts_before_launch_days)
        if last < first:
            for need, held in needed:
                self.cp.add_bool_or([False]).only_enforce_if([part for part in (need, held) if part is not True])
            return None
        day = self.cp.new_int_var(first, last, f"first day of {seat.person.id} in {course.id} for {seat.request.id}")
        is_held = self._held(needed)
        name = f"{seat.person.id} in {course.id} for {seat.request.id}"
        interval = self.cp.new_optional_fixed_size_interval_var(day, course.days, is_held, name)
        self.cp.add((day + course.days) * MINUTES_IN_A_DAY <= seat.launch.minute).only_enforce_if(*enforced(is_held))
        return Sitting(
            seat.person,
            course,
            day,
            (first, last),
            is_held,
            course.days,
            interval,
            flight=seat.request.id,
            launch=seat.launch,
            is_backup=seat.is_backup,
            requests=tuple(wishes),
            is_flow=course in flow,
        )

    def _held(self, needed: Sequence[tuple[Literal | bool, Literal]]) -> Literal | bool:
        """Return whether a sitting takes place: where anything asks for it; with blame where its rule is held."""
        if not self.blame:
            return self.either([need for need, _ in needed])
        held = self.cp.new_bool_var("")
        for need, literal in needed:
            self.cp.add_implication(literal, held) if need is True else self.cp.add_bool_or([~need, ~literal, held])
        return held

    def _count(self, sitting: Sitting) -> None:
        """Count the days that a sitting adds, or by which it was moved."""
        before = self.syllabus.before.get((sitting.person.id, sitting.course.id, sitting.flight))
        if before is not None:
            moved = self.cp.new_int_var(0, abs(before) + max(abs(day) for day in sitting.days), "")
            self.cp.add(moved >= sitting.first - before).only_enforce_if(*enforced(sitting.is_held))
            self.cp.add(moved >= before - sitting.first).only_enforce_if(*enforced(sitting.is_held))
            self.cost.append(moved)
        elif not sitting.is_flow:
            self.cost.append(sitting.course.days * sitting.is_held)

    # ------------------------------------------------------------------------------------------------- literals

    def within(self, minute: Moment, spans: Spans) -> Literal | bool:
        """Return whether a minute lies in one of some spans."""
        near = tuple(span for span in spans if span[1] > minute.first and span[0] <= minute.last)
        if not near or any(start <= minute.first and minute.last < end for start, end in near):
            return bool(near)
        assert not isinstance(minute.minute, int)
        inside = cp_model.Domain.from_intervals([[start, end - 1] for start, end in near])
        literal = self.cp.new_bool_var("")
        self.cp.add_linear_expression_in_domain(minute.minute, inside).only_enforce_if(literal)
        self.cp.add_linear_expression_in_domain(minute.minute, inside.complement()).only_enforce_if(~literal)
        return literal

    def either(self, options: Sequence[Literal | bool]) -> Literal | bool:
        """Return whether one of them holds at least."""
        if any(option is True for option in options):
            return True
        told = [option for option in options if option is not False and not isinstance(option, bool)]
        if not told:
            return False
        if len(told) == 1:
            return told[0]
        literal = self.cp.new_bool_var("")
        self.cp.add_max_equality(literal, told)
        return literal

    def _both(self, first: Literal | bool, second: Literal | bool) -> Literal | bool:
        if isinstance(first, bool):
            return second if first else False
        if isinstance(second, bool):
            return first if second else False
        literal = self.cp.new_bool_var("")
        self.cp.add_min_equality(literal, [first, second])
        return literal

    def _not(self, literal: Literal | bool) -> Literal | bool:
        return (not literal) if isinstance(literal, bool) else ~literal


def enforced(*literals: Literal | bool) -> list[Literal]:
    """Return those of some literals that are not simply true."""
    return [literal for literal in literals if literal is not True and not isinstance(literal, bool)]
