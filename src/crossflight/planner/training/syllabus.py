"""What the courses of a scenario ask of whom: for a seat in a flight, and for a wish."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from crossflight.instants import DAY, midnight
from crossflight.planner.problem import Problem
from crossflight.record import Course, FlightRequest, Person, Training, TrainingRequest
from crossflight.units import MINUTES_IN_A_DAY

__all__ = ["Spans", "Syllabus"]

Spans = tuple[tuple[int, int], ...]
"""Half-open spans of minutes of the calendar."""

FAR = 10**9
"""A minute after everything."""


@dataclass(frozen=True)
class Syllabus:
    """The courses of a problem, and who has to pass which of them."""

    problem: Problem
    offers: tuple[TrainingRequest, ...] = ()
    """Courses that nobody asks for, which may be added for what somebody is to do in flight."""

    @cached_property
    def requests(self) -> dict[str, TrainingRequest]:
        """Wishes and offers by id."""
        return {entry.id: entry for entry in (*self.problem.scenario.training_requests, *self.offers)}

    @cached_property
    def courses(self) -> dict[str, Course]:
        """Courses by id."""
        return {course.id: course for course in self.problem.scenario.courses}

    @cached_property
    def centres(self) -> dict[str, str]:
        """The centre of each course."""
        places = {facility.id: facility.centre for facility in self.problem.scenario.facilities}
        return {course.id: places[course.facility] for course in self.courses.values()}

    @cached_property
    def first_day(self) -> int:
        """The first day on which anything that is not booked can take place: the next whole day."""
        scenario = self.problem.scenario
        now = max(scenario.horizon.start, scenario.as_of)
        return self.problem.calendar.day(now) + (midnight(now) < now)

    @cached_property
    def booked(self) -> tuple[Training, ...]:
        """Courses that are passed or booked, and stay where they are."""
        return tuple(entry for entry in self.problem.scenario.trainings if not entry.movable)

    @cached_property
    def _booked_courses(self) -> dict[tuple[str, str], list[Training]]:
        found: dict[tuple[str, str], list[Training]] = {}
        for entry in self.booked:
            found.setdefault((entry.person, entry.course), []).append(entry)
        return found

    @cached_property
    def standing(self) -> tuple[tuple[Training, Course, int, int], ...]:
        """Courses booked that can still matter, with the first day of each and the day after its last one."""
        day, courses = self.problem.calendar.day, self.courses
        every = [
            (one, courses[one.course], day(one.start), day(one.end)) for one in self.booked if one.course in courses
        ]
        return tuple(entry for entry in every if entry[3] >= self.first_day - self.longest_travel)

    @cached_property
    def limited(self) -> frozenset[str]:
        """The facilities that have a number of places."""
        return frozenset(place.id for place in self.problem.scenario.facilities if place.places is not None)

    @cached_property
    def before(self) -> dict[tuple[str, str, str | None], int]:
        """The first day of each course that an earlier plan had ahead, by person, course and flight."""
        return {
            (entry.person, entry.course, entry.flight): self.problem.calendar.day(entry.start)
            for entry in self.problem.scenario.trainings
            if entry.movable
        }

    def flow(self, person: Person, request: FlightRequest, *, is_backup: bool) -> tuple[Course, ...]:
        """Return the courses that a person needs for a seat, or to stand by for one."""
        if not self.problem.scenario.plans_courses:
            return ()
        return tuple(course for course in self.courses.values() if self._is_asked(course, person, request, is_backup))

    def _is_asked(self, course: Course, person: Person, request: FlightRequest, is_backup: bool) -> bool:
        kind = self.problem.types[request.vehicle].id
        return any(
            kind in need.vehicle_types
            and (not need.agencies or person.agency in need.agencies)
            and (need.backups or not is_backup)
            and (need.who == "everybody" or bool(self.problem.commands(person.id, kind)))
            for need in course.needed_by
        )

    def wished(self, request: TrainingRequest) -> tuple[Course, ...]:
        """Return the courses of a wish with all that has to come before them."""
        found: dict[str, Course] = {}
        waiting = list(request.courses)
        while waiting:
            course = self.courses[waiting.pop()]
            if course.id not in found:
                found[course.id] = course
                waiting += course.after
        return tuple(course for course in self.courses.values() if course.id in found)

    def added(
        self, wish: TrainingRequest, person: Person, request: FlightRequest, *, is_backup: bool
    ) -> Iterator[Course]:
        """Yield the courses that a wish adds to those that a seat asks for, what comes before them included."""
        flow = {course.id for course in self.flow(person, request, is_backup=is_backup)}
        for course in self.wished(wish):
            if course.id not in flow or course.id in wish.courses:
                yield course  # else the seat asks for it, or those in line have begun it

    def is_in_line(self, person: Person, request: FlightRequest) -> bool:
        """Say whether somebody was in line for a seat before the plan begins.

        That is who was announced, for a seat or to stand by for one, in a vehicle of that type; and who is made up for
        a seat that was open.
        """
        kind = self.problem.types[request.vehicle].id
        if person.synthetic and person.id in self.problem.scenario.pool:
            return request.crew_size > len(request.announced) or person.id in request.announced
        return any(
            person.id in (*other.announced, *other.backups)
            for other in self.problem.scenario.requests
            if self.problem.types[other.vehicle].id == kind
        )

    def begun_before(self, course: Course) -> int:
        """Return the minute before which a launch makes it a course that those in line have begun before the plan."""
        opens = course.starts_before_launch_days
        return FAR if opens is None else (self.first_day + opens) * MINUTES_IN_A_DAY

    def passed(self, person: Person, flight: str, course: Course) -> Spans:
        """Return the launches, as spans of minutes, for which a course on record counts as passed."""
        calendar = self.problem.calendar
        spans = []
        for entry in self._booked_courses.get((person.id, course.id), ()):
            last = calendar.day(entry.end - timedelta(microseconds=1))
            start, end = (last + 1) * MINUTES_IN_A_DAY, FAR
            if entry.flight != flight:
                start = (last + course.ends_before_launch_days) * MINUTES_IN_A_DAY
                start = max(start, (last + 1) * MINUTES_IN_A_DAY)
                if course.starts_before_launch_days is not None:
                    latest = calendar.day(entry.start) + course.starts_before_launch_days
                    end = (latest + 1) * MINUTES_IN_A_DAY
            end = min((end, *self._holds_until(course, entry.end)))
            if start < end:
                spans.append((start, end))
        return tuple(sorted(spans))

    def _holds_until(self, course: Course, end: datetime) -> Iterator[int]:
        for grant in course.grants:
            if grant.valid_days is not None:
                yield self.problem.calendar.minute(end + grant.valid_days * DAY)

    def travel_days(self, first: Course, second: Course) -> int:
        """Return the days between the last day of one course and the first day of another, at another centre."""
        return self._travel[self.centres[first.id], self.centres[second.id]]

    @cached_property
    def _travel(self) -> dict[tuple[str, str], int]:
        centres = {centre.id: centre.travel_days for centre in self.problem.scenario.centres}
        return {
            (one, other): 0 if one == other else max(centres[one].get(other, 0), centres[other].get(one, 0))
            for one in centres
            for other in centres
        }

    def sentence(self, request: TrainingRequest) -> str:
        """Return a wish in words, with the days that its courses take."""
        told = {course.id: f"{course.name} ({course.days} days)" for course in self.wished(request)}
        what = ", ".join(told.pop(course) for course in request.courses)
        before = f", after {', '.join(told.values())}" if told else ""
        number = "one person is" if request.count == 1 else f"{request.count} people are"
        when = "" if request.launch_before is None else f", for a launch before {request.launch_before:%Y-%m-%d}"
        begin = self.problem.calendar.start(self.first_day)
        return f"from {begin:%Y-%m-%d} on {number} trained as '{request.id}' asks{when}: {what}{before}"

    def kind(self, person: Person, request: FlightRequest) -> object:
        """Return all that the training of one person alone can differ from that of another by."""
        flow = tuple(course.id for course in self.flow(person, request, is_backup=False))
        return flow, self.is_in_line(person, request), self._on_record.get(person.id, ())

    @cached_property
    def _on_record(self) -> dict[str, tuple[object, ...]]:
        """What is known of the courses of each person."""
        found: dict[str, tuple[object, ...]] = {}
        for one in self.problem.scenario.trainings:
            told = (one.course, one.start, one.end, one.flight, one.is_backup, one.movable)
            found[one.person] = (*found.get(one.person, ()), told)
        return found

    def is_surely_planned(self, person: Person, request: FlightRequest, course: Course, launch: int) -> bool:
        """Say whether a course of a seat takes place after the plan begins, even for the earliest launch."""
        if self.passed(person, request.id, course):
            return False
        return not self.is_in_line(person, request) or launch >= self.begun_before(course)

    @cached_property
    def longest_travel(self) -> int:
        """The most days that lie between two courses for travel."""
        return max(self._travel.values(), default=0)
