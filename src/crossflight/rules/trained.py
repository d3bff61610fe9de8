"""What the checks of training read from a case: who sits in which seat, what courses ask, what was passed when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import NamedTuple

from crossflight.instants import DAY, midnight
from crossflight.record import Course, CourseNeed, Flight, FlightRequest, Person, Training
from crossflight.rules.case import Case

__all__ = ["Trained", "Trainee", "days_to", "trained_in"]


@dataclass(frozen=True)
class Trainee:
    """Somebody who flies in a flight asked for, or stands by for it."""

    person: Person
    flight: Flight
    launch: datetime
    launch_day: datetime
    """Its midnight."""
    request: FlightRequest
    is_backup: bool


@lru_cache(maxsize=4)
def trained_in(case: Case) -> "Trained":
    """Return the training of a case, read once for all checks."""
    return Trained(case)


class Trained:
    """The training of a case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.courses = case.setting.courses
        self._limits: dict[tuple[str, datetime], tuple[datetime | None, datetime]] = {}
        self._asked: dict[_Seat, tuple[Course, ...]] = {}

    @cached_property
    def begins(self) -> datetime:
        """The first midnight from which on anything can be planned."""
        now = max(self.case.start, self.case.scenario.as_of)
        return midnight(now) if midnight(now) == now else midnight(now) + DAY

    @cached_property
    def trainees(self) -> tuple[Trainee, ...]:
        """Everybody in a seat of a flight asked for that is launched within what is judged, then the backups."""
        found = []
        for flight in self.case.plan.flights:
            request = self.case.setting.requests.get(flight.id)
            if request is None or flight.launch is None or not self.case.is_judged(flight.launch):
                continue
            launch_day = midnight(flight.launch)
            backups = [person for person in request.backups if flight.up and person not in flight.up]
            for name, is_backup in (*((one, False) for one in flight.up), *((one, True) for one in backups)):
                person = self.case.people.get(name)
                if person is not None:
                    found.append(Trainee(person, flight, flight.launch, launch_day, request, is_backup))
        return tuple(found)

    def asked(self, trainee: Trainee) -> tuple[Course, ...]:
        """Return the courses that a seat asks for, or standing by for one."""
        seat = _Seat(
            self.case.type_of(trainee.flight).id,
            trainee.person.agency,
            trainee.is_backup,
            trainee.flight.commander_up == trainee.person.id,
        )
        if seat not in self._asked:
            courses = self.case.scenario.courses if self.case.scenario.plans_courses else ()
            self._asked[seat] = tuple(
                course for course in courses if any(_asks(need, seat) for need in course.needed_by)
            )
        return self._asked[seat]

    def counts(self, entry: Training, trainee: Trainee) -> bool:
        """Say whether a course counts as passed for the launch of somebody."""
        if entry.end > trainee.launch_day:
            return False
        if entry.flight != trainee.flight.id and not self.is_timely(entry, trainee.launch):
            return False
        valid_days = self.case.setting.valid_days.get(entry.course)
        return valid_days is None or trainee.launch < entry.end + valid_days * DAY

    def is_timely(self, entry: Training, launch: datetime) -> bool:
        """Say whether a course lies as many days before a launch as it should."""
        opens, closes = self._span_before(entry.course, launch)
        return entry.end <= closes and (opens is None or entry.start >= opens)

    def _span_before(self, course_id: str, launch: datetime) -> tuple[datetime | None, datetime]:
        """Return the midnights from which on, and by which, a course for a launch is passed in time."""
        key = (course_id, launch)
        if key not in self._limits:
            course, day = self.courses[course_id], midnight(launch)
            opens = course.starts_before_launch_days
            closes = day - (course.ends_before_launch_days - 1) * DAY
            self._limits[key] = (None if opens is None else day - opens * DAY, closes)
        return self._limits[key]

    def is_passed(self, course: str, trainee: Trainee) -> bool:
        """Say whether somebody has passed a course for a launch."""
        passed = self.case.schooling.passed.get((trainee.person.id, course), ())
        return any(self.counts(entry, trainee) for entry in passed)

    def is_taken_as_begun(self, course: Course, trainee: Trainee) -> bool:
        """Say whether somebody in line could have begun a course before the plan begins."""
        if not self._is_in_line(trainee):
            return False
        opens = course.starts_before_launch_days
        return opens is None or midnight(trainee.launch) - opens * DAY < self.begins

    def _is_in_line(self, trainee: Trainee) -> bool:
        person, request = trainee.person, trainee.request
        if person.synthetic and person.id in self.case.scenario.pool:
            return person.id in request.announced or len(request.announced) < request.crew_size
        kind = self.case.type_of(trainee.flight).id
        return any(
            person.id in other.announced or person.id in other.backups
            for other in self.case.scenario.requests
            if self.case.setting.types[other.vehicle].id == kind
        )


class _Seat(NamedTuple):
    """What decides which courses somebody needs."""

    vehicle_type: str
    agency: str
    is_backup: bool
    is_commander: bool


def _asks(need: CourseNeed, seat: _Seat) -> bool:
    if seat.vehicle_type not in need.vehicle_types or (need.agencies and seat.agency not in need.agencies):
        return False
    if seat.is_backup and not need.backups:
        return False
    return need.who == "everybody" or seat.is_commander


def days_to(launch: datetime, entry: Training) -> tuple[int, int]:
    """Return the calendar days from the last and from the first day of a course to a launch."""
    last = midnight(entry.end - timedelta(microseconds=1))
    return (midnight(launch) - last) // DAY, (midnight(launch) - midnight(entry.start)) // DAY
