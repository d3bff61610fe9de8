"""Courses that nobody asks for: offered to those who fly, so that they can go outside, or run the arm.

::

    who is not known to be trained ── flies while a spacewalk may be ── a course that gives it ends before the launch
              └──────────────────────────── offer ──────────────────────────────┘
    taken up: the course is placed like one that is wished for, and its days count in the level of training

Levels say what it is worth: spacewalks come first, then as few days of training as can be. So nobody is trained for
what somebody can do already.
"""

from collections.abc import Iterable, Iterator, Sequence

from crossflight.instants import midnight
from crossflight.planner.problem import OpenFlight, Problem
from crossflight.planner.spacewalks.outing import PAIR, named_for, still_asked
from crossflight.planner.training.earliest import LaunchDays
from crossflight.planner.training.timetable import Choice, Seat
from crossflight.record import Course, Person, SpacewalkRequest, TrainingRequest
from crossflight.units import MINUTES_IN_A_DAY

__all__ = ["Skill", "given", "offers", "promised", "skills_of"]

Skill = tuple[str, str | None]
"""A kind of qualification, and of what."""


def offers(problem: Problem) -> tuple[TrainingRequest, ...]:
    """Return the courses that a scenario can offer for its spacewalks, each as a wish that nobody has.

    Only where courses are planned at all. A course that holds for some time only is left out: how long it lasts depends
    on its day, which is decided later.
    """
    scenario = problem.scenario
    asked = {skill for request in still_asked(scenario) for skill in skills_of(request)}
    if not scenario.plans_courses or not asked:
        return ()
    taken = {wish.id for wish in scenario.training_requests}
    return tuple(
        TrainingRequest(id=_name(course, taken), courses=(course.id,), must=False)
        for course in scenario.courses
        if not asked.isdisjoint(given(course))
    )


def promised(
    problem: Problem, told: Iterable[TrainingRequest], seats: Sequence[Seat], launch_days: LaunchDays
) -> Iterator[Choice]:
    """Yield each offer, person and flight where the course can end before the last launch, and can be of use."""
    courses = {course.id: course for course in problem.scenario.courses}
    asked = tuple(still_asked(problem.scenario))
    near = {
        name: tuple(request for request in asked if _may_be_aboard(problem, request, opened))
        for name, opened in problem.open_flights.items()
        if opened.arrives
    }
    for offer in told:
        skills = given(courses[offer.courses[0]])
        for seat in seats:
            if seat.is_backup or launch_days.is_elsewhere(seat):
                continue
            if not _is_of_use(problem, near[seat.request.id], seat.person, skills):
                continue
            day = launch_days.earliest(seat, offer.id)
            if day is not None and day * MINUTES_IN_A_DAY <= seat.launch.last:
                yield offer.id, seat.person.id, seat.request.id


def _name(course: Course, taken: set[str]) -> str:
    name = f"{course.id}-for-spacewalks"
    while name in taken:
        name += "-again"
    return name


def skills_of(request: SpacewalkRequest) -> Iterator[Skill]:
    """Yield what it takes to go outside in a spacewalk, and to run the arm in it."""
    yield "spacewalk", request.suit
    if request.arm:
        yield "arm", None


def given(course: Course) -> frozenset[Skill]:
    """Return what somebody can do for good who has passed a course."""
    return frozenset((grant.kind, grant.of) for grant in course.grants if grant.valid_days is None)


def _is_of_use(problem: Problem, near: Iterable[SpacewalkRequest], person: Person, skills: frozenset[Skill]) -> bool:
    """Say whether one of the spacewalks for which somebody may be aboard needs what a course gives."""
    return any(
        _lacks(problem, person, skill) and _may_do(problem, request, person, skill)
        for request in near
        for skill in skills_of(request)
        if skill in skills
    )


def _lacks(problem: Problem, person: Person, skill: Skill) -> bool:
    """Say whether somebody is not known to hold a qualification for all of the horizon."""
    start = problem.scenario.horizon.start
    return not any(
        (held.kind, held.of) == skill and held.since <= start and held.until is None for held in person.qualifications
    )


def _may_do(problem: Problem, request: SpacewalkRequest, person: Person, skill: Skill) -> bool:
    """Say whether a spacewalk lets somebody do something: whom it names, and of which agencies its pair is."""
    if skill[0] == "arm":
        return True
    named = named_for(problem, request)
    is_full = sum(request.at_least.values()) >= PAIR
    return (named is None or person.id in named) and (not is_full or person.agency in request.at_least)


def _may_be_aboard(problem: Problem, request: SpacewalkRequest, opened: OpenFlight) -> bool:
    calendar, wish = problem.calendar, request.day
    is_over = wish.latest is not None and calendar.day(midnight(wish.latest)) <= min(opened.arrivals)
    has_left = bool(opened.leavings) and wish.earliest is not None
    return not is_over and not (has_left and max(opened.leavings) <= calendar.day(wish.earliest or problem.end))
