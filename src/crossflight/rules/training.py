"""Courses before launches: passed, in order, in time, with the person in one place and room for everybody."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from crossflight.instants import DAY, Span, midnight
from crossflight.record import Absence, Facility, Finding, Flight, Training, TrainingRequest
from crossflight.rules.case import FAR, Aboard, Case, Frame
from crossflight.rules.trained import Trained, Trainee, days_to, trained_in
from crossflight.rules.witness import witness

__all__ = ["those_of"]


@witness("training.course-passed", reads=("flights", "trainings"), flight_by_flight=True)
def course_passed(case: Case) -> Iterator[Finding]:
    """Find people who fly without having passed every course of their seat; of those in line some is not public."""
    if not case.scenario.plans_courses:
        return  # no seat asks for any
    trained = trained_in(case)
    begun: dict[str, list[str]] = {}
    launches: dict[str, Trainee] = {}
    for trainee in trained.trainees:
        if trainee.is_backup:
            continue
        missing, taken = _missing(trained, trainee)
        if missing:
            yield _without_courses(case, "training.course-passed", trainee, missing)
        if taken:
            begun.setdefault(trainee.flight.id, []).append(f"{trainee.person.name} ({len(taken)})")
            launches[trainee.flight.id] = trainee
    for flight, people in begun.items():
        trainee = launches[flight]
        yield case.finding(
            "training.course-passed",
            trainee.launch,
            trainee.launch,
            (flight,),
            f"courses for {flight} that could have begun before {trained.begins:%Y-%m-%d}: {', '.join(people)}",
            unknown="whether courses were passed before the plan begins is not public",
            flights=(trainee.flight,),
        )


@witness("training.backups", reads=("flights", "trainings"), flight_by_flight=True)
def backups(case: Case) -> Iterator[Finding]:
    """Find people who stand by for a seat without the courses of those who have one."""
    if not (case.scenario.plans_courses or case.scenario.training_requests):
        return  # no seat asks for any course, and nobody else does
    trained = trained_in(case)
    for trainee in trained.trainees:
        if not trainee.is_backup:
            continue
        missing, _ = _missing(trained, trainee)
        if missing:
            yield _without_courses(case, "training.backups", trainee, missing)
    for wish in case.scenario.training_requests:
        yield from _too_few_backups(case, trained, wish)


def _too_few_backups(case: Case, trained: Trained, wish: TrainingRequest) -> Iterator[Finding]:
    """Yield the flights in which more people are trained for a wish than stand by so trained, where more could be."""
    taught = {
        (entry.person, entry.flight)
        for entry in case.plan.trainings
        if entry.request == wish.id and not entry.is_backup
    }
    flying: dict[str, int] = {}
    for trainee in _who_meet(trained, wish):  # in each flight of theirs: flights are judged one by one
        name = trainee.flight.id
        flying[name] = flying.get(name, 0) + ((trainee.person.id, name) in taught)
    for name, number in flying.items():
        standing = [
            trainee
            for trainee in trained.trainees
            if trainee.is_backup and trainee.flight.id == name and _is_named(wish, trainee)
        ]
        able = [one for one in standing if all(_has_all(trained, one, course, direct=True) for course in wish.courses)]
        if len(able) < min(number, len(standing)):
            first = standing[0]
            people = "one of those who fly in it is" if number == 1 else f"{number} of those who fly in it are"
            yield case.finding(
                "training.backups",
                first.launch,
                first.launch,
                (name, wish.id),
                f"{len(able)} of {len(standing)} who stand by for {name} are trained as '{wish.id}' asks; {people}",
                amount=len(able),
                limit=min(number, len(standing)),
                unit="people",
                flights=(first.flight,),
                facts=(wish,),
            )


def _missing(trained: Trained, trainee: Trainee) -> tuple[list[str], list[str]]:
    """Return the courses that somebody lacks for a seat, and those taken as begun before the plan."""
    missing: list[str] = []
    taken: list[str] = []
    for course in trained.asked(trainee):
        if trained.is_passed(course.id, trainee):
            continue
        (taken if trained.is_taken_as_begun(course, trainee) else missing).append(course.name)
    return missing, taken


def _without_courses(case: Case, rule_id: str, trainee: Trainee, missing: list[str]) -> Finding:
    role = "stands by for" if trainee.is_backup else "flies in"
    return case.finding(
        rule_id,
        trainee.launch,
        trainee.launch,
        (trainee.flight.id, trainee.person.id),
        f"{trainee.person.name} {role} {trainee.flight.id} on {trainee.launch:%Y-%m-%d} without: {', '.join(missing)}",
        amount=len(missing),
        limit=0,
        unit="courses",
        flights=(trainee.flight,),
    )


@witness("training.order", reads=("trainings",))
def order(case: Case) -> Iterator[Finding]:
    """Find courses that begin before one has ended that comes before them."""
    trained = trained_in(case)
    for entry in case.plan.trainings:
        course = trained.courses[entry.course]
        late = [
            other
            for other in case.schooling.by_person[entry.person]
            if other.course in course.after and other.flight == entry.flight and other.end > entry.start
        ]
        for other in late:
            first = trained.courses[other.course]
            yield case.finding(
                "training.order",
                entry.start,
                other.end,
                (entry.course, entry.person),
                f"{case.name_of(entry.person)} begins {course.name} on {entry.start:%Y-%m-%d}, before the end of "
                f"{first.name} on {_last(other):%Y-%m-%d}",
                facts=(course,),
            )


@witness("training.lead", reads=("flights", "trainings"), flight_by_flight=True)
def lead(case: Case) -> Iterator[Finding]:
    """Find courses that end too late before the launch they are for, or begin too early."""
    trained = trained_in(case)
    for flight in case.plan.flights:
        for entry in case.schooling.planned_for.get(flight.id, ()):
            if flight.launch is not None and not trained.is_timely(entry, flight.launch):
                yield _untimely(case, flight, flight.launch, entry)


def _untimely(frame: Frame, flight: Flight, launch: datetime, entry: Training) -> Finding:
    course = frame.setting.courses[entry.course]
    after, before = days_to(launch, entry)
    is_late = after < course.ends_before_launch_days
    limit = course.ends_before_launch_days if is_late else course.starts_before_launch_days
    told = "ends" if is_late else "begins"
    return frame.finding(
        "training.lead",
        entry.start,
        entry.end,
        (entry.course, entry.person),
        f"{frame.name_of(entry.person)} {told} {course.name} {after if is_late else before} days before the launch "
        f"of {flight.id}; {limit} at {'least' if is_late else 'most'}",
        amount=after if is_late else before,
        limit=limit,
        unit="days",
        flights=(flight,),
        facts=(course,),
    )


@witness("training.one-place", reads=("flights", "stays", "trainings"))
def one_place(case: Case) -> Iterator[Finding]:
    """Find people who are in two places on a day: in two courses, on the way, or aboard and in training."""
    for first, second, travel in case.schooling.overlaps:
        told = f"{case.name_of(first.person)} is in {_words(case, first)} and in {_words(case, second)}"
        told += "" if second.start < first.end else f", with {travel} days of travel between them"
        yield case.finding("training.one-place", second.start, first.end, (first.person,), told)
    planned = case.schooling.planned
    for entry in case.aboard if planned else ():
        if entry.person.id in planned:
            up = None if entry.stay.up is None else case.flights.get(entry.stay.up)
            yield from case.kept(_aboard_and_in_training, entry, up, planned[entry.person.id])
    for absence in case.scenario.absences:
        if absence.person in planned:
            yield from case.kept(_away_and_in_training, absence, planned[absence.person])


def _aboard_and_in_training(
    frame: Frame, stay: Aboard, up: Flight | None, trainings: Sequence[Training]
) -> tuple[Finding, ...]:
    """Return the courses of somebody that meet a stay, which lasts from the launch to the landing."""
    start = stay.start if up is None or up.launch is None else up.launch
    end = stay.end if stay.down is None or stay.down.landed is None else stay.down.landed
    return _in_both(frame, (start, end), "aboard" if end == FAR else f"aboard to {end:%Y-%m-%d}", trainings)


def _away_and_in_training(frame: Frame, absence: Absence, trainings: Sequence[Training]) -> tuple[Finding, ...]:
    span = (absence.start, absence.end or FAR)
    return _in_both(frame, span, f"away ({absence.reason})", trainings)


def _in_both(frame: Frame, span: Span, where: str, trainings: Sequence[Training]) -> tuple[Finding, ...]:
    """Return the courses of one person on a day of the span in which that person is elsewhere."""
    start, end = span
    first_day, last_day = midnight(start), midnight(end)
    found: list[Finding] = []
    for entry in trainings:
        if entry.end > first_day and entry.start <= last_day:
            told = f"{frame.name_of(entry.person)} is {where}, and in {_words(frame, entry)} on the same day"
            begins = max(entry.start, start)
            ends = max(begins, min(entry.end, end))
            found.append(frame.finding("training.one-place", begins, ends, (entry.person,), told))
    return tuple(found)


@witness("training.facility", reads=("trainings",))
def facility(case: Case) -> Iterator[Finding]:
    """Find days on which a facility trains more people than it has places, or is closed."""
    trained = trained_in(case)
    by_place: dict[str, list[Training]] = {}
    planned = {trained.courses[entry.course].facility for entry in case.plan.trainings}
    for entry in case.schooling.every:
        by_place.setdefault(trained.courses[entry.course].facility, []).append(entry)
    for place in case.scenario.facilities:
        if place.id in planned:
            yield from _crowds(case, place, by_place[place.id])
            yield from _shut(case, trained, place)


def _crowds(case: Case, place: Facility, mine: list[Training]) -> Iterator[Finding]:
    if place.places is None:
        return
    planned = {id(entry) for entry in case.plan.trainings}
    for day in sorted({entry.start for entry in mine}):
        there = [entry for entry in mine if entry.start <= day < entry.end]
        if len(there) > place.places and any(id(entry) in planned for entry in there):
            names = ", ".join(sorted(case.name_of(entry.person) for entry in there))
            told = f"{place.name} has {place.places} places on {day:%Y-%m-%d}, and {len(there)} people in training"
            yield case.finding(
                "training.facility",
                day,
                min(entry.end for entry in there),
                (place.id,),
                f"{told}: {names}",
                amount=len(there),
                limit=place.places,
                unit="people",
                facts=(place,),
            )


def _shut(case: Case, trained: Trained, place: Facility) -> Iterator[Finding]:
    for entry in case.plan.trainings if place.closed else ():
        if trained.courses[entry.course].facility != place.id:
            continue
        for period in place.closed:
            end = period.end or FAR
            if entry.start < end and midnight(period.start) < entry.end:
                told = f"{case.name_of(entry.person)} is in {_words(case, entry)}, while {place.name} is closed"
                start = max(entry.start, period.start)
                yield case.finding("training.facility", start, min(entry.end, end), (place.id,), told, facts=(place,))


@witness("training.together", reads=("trainings",))
def together(case: Case) -> Iterator[Finding]:
    """Find crews, and people of one wish, who pass a course apart that they have to pass together."""
    trained = trained_in(case)
    crews: dict[tuple[str, str, bool], list[Training]] = {}
    for entry in case.plan.trainings:
        if entry.flight is not None and trained.courses[entry.course].together:
            crews.setdefault((entry.flight, entry.course, entry.is_backup), []).append(entry)
    for (flight, course, _), mine in crews.items():
        yield from _apart(case, trained, flight, course, mine)
    for request in case.scenario.training_requests:
        for course in request.courses if request.together else ():
            mine = [entry for entry in case.plan.trainings if (entry.request, entry.course) == (request.id, course)]
            yield from _apart(case, trained, request.id, course, mine)


def _apart(case: Case, trained: Trained, who: str, course: str, mine: list[Training]) -> Iterator[Finding]:
    starts = sorted({entry.start for entry in mine})
    if len(starts) > 1:
        days = " and ".join(f"{day:%Y-%m-%d}" for day in starts)
        told = f"those of {who} begin {trained.courses[course].name} on {days}, and have to pass it together"
        yield case.finding("training.together", starts[0], starts[-1], (who, course), told)


@witness("training.request", reads=("flights", "trainings"))
def request(case: Case) -> Iterator[Finding]:
    """Find wishes for training that the plan does not meet."""
    trained = trained_in(case)
    met = {wish.id: those_of(trained, wish) for wish in case.scenario.training_requests}
    by_id = {wish.id: wish for wish in case.scenario.training_requests}
    for wish in case.scenario.training_requests:
        troubles = []
        people = met[wish.id]
        if wish.same_flight_as is not None and met[wish.same_flight_as]:
            flights = set(met[wish.same_flight_as].values())
            people = {person: flight for person, flight in people.items() if flight in flights}
        if len(people) < wish.count:
            troubles.append(f"{len(people)} of {wish.count} people are trained in time for a flight of theirs")
        troubles += [
            f"not by others than '{other}'"
            for other in wish.apart_from
            if len({*people, *met[other]}) < wish.count + min(by_id[other].count, len(met[other]))
        ]
        if troubles:
            yield case.finding(
                "training.request",
                case.start,
                case.end,
                (wish.id,),
                f"the wish '{wish.id}' is not met: {'; '.join(troubles)}",
                amount=len(people),
                limit=wish.count,
                unit="people",
                facts=(wish,),
            )


def those_of(trained: Trained, wish: TrainingRequest) -> dict[str, str]:
    """Return the people who meet a wish, with the flight of each."""
    return {trainee.person.id: trainee.flight.id for trainee in _who_meet(trained, wish)}


def _who_meet(trained: Trained, wish: TrainingRequest) -> Iterator[Trainee]:
    """Yield those who meet a wish, once for each flight of theirs."""
    return (
        trainee
        for trainee in trained.trainees
        if not trainee.is_backup
        and _is_named(wish, trainee)
        and (wish.launch_before is None or trainee.launch < wish.launch_before)
        and all(_has_all(trained, trainee, course, direct=True) for course in wish.courses)
    )


def _is_named(wish: TrainingRequest, trainee: Trainee) -> bool:
    return (
        (not wish.people or trainee.person.id in wish.people)
        and (not wish.agencies or trainee.person.agency in wish.agencies)
        and (not wish.flights or trainee.flight.id in wish.flights)
    )


def _has_all(trained: Trained, trainee: Trainee, course: str, *, direct: bool = False) -> bool:
    """Say whether somebody has passed a course and all that has to come before it."""
    told = trained.courses[course]
    passed = trained.is_passed(course, trainee)
    if not passed and not direct:
        passed = told in tuple(trained.asked(trainee))  # the seat asks for it, which is judged there
    return passed and all(_has_all(trained, trainee, before) for before in told.after)


def _words(frame: Frame, entry: Training) -> str:
    return f"{frame.setting.courses[entry.course].name} ({entry.start:%Y-%m-%d} to {_last(entry):%Y-%m-%d})"


def _last(entry: Training) -> datetime:
    return entry.end - DAY
