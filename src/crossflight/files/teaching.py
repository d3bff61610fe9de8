"""Whether courses can be passed at all: somebody teaches them, and what comes before them does not come after them."""

from collections.abc import Iterable, Mapping, Sequence

from crossflight.errors import ScenarioError
from crossflight.record import Course, Facility, TrainingRequest

__all__ = ["check_courses"]


def check_courses(
    courses: Iterable[Course], facilities: Iterable[Facility], requests: Sequence[TrainingRequest], file: str
) -> None:
    """Refuse courses that nobody teaches or that wait for each other, and wishes that contradict themselves.

    Raises
    ------
    ScenarioError
        Naming the first of them, and the way out.
    """
    known = {course.id: course for course in courses}
    places = {facility.id: facility for facility in facilities}
    for course in known.values():
        facility = places[course.facility]
        if facility.places == 0:
            problem = f"nobody teaches the course '{course.id}': its facility '{facility.id}' has no places"
            raise ScenarioError(problem, file=file, path="courses", way_out="give the facility places, or another one")
        circle = _circle(course.id, known)
        if circle:
            problem = f"courses wait for each other: {' after '.join(repr(name) for name in circle)}"
            raise ScenarioError(problem, file=file, path="courses", way_out="take one of them out of 'after'")
    for position, request in enumerate(requests):
        if request.id in (*request.apart_from, request.same_flight_as):
            problem = f"the wish '{request.id}' names itself"
            path = f"training_requests[{position}]"
            raise ScenarioError(problem, file=file, path=path, way_out="name another wish, or none")


def _circle(start: str, known: Mapping[str, Course]) -> list[str]:
    """Return a circle of courses through one of them, each after the next; nothing where there is none."""
    seen: set[str] = set()
    ways = [[start]]
    while ways:
        way = ways.pop()
        for before in known[way[-1]].after:
            if before == start:
                return [*way, start]
            if before not in seen:
                seen.add(before)
                ways.append([*way, before])
    return []
