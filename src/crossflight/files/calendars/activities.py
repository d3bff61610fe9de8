"""Events of spacewalks, with who is outside and inside, and of courses, each one by whole days."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from crossflight.files.calendars.entries import Entry, crew_line
from crossflight.record import Plan, Spacewalk, Training

__all__ = ["courses", "spacewalks"]

CONVENTIONS = {
    "us-battery-to-repress": "from battery power to repressurisation",
    "russian-hatch-to-hatch": "from hatch open to hatch closed",
}


def spacewalks(plan: Plan) -> Iterator[Entry]:
    """Yield the spacewalks; one without an instant takes its whole day."""
    locks = {lock.id: lock.name for lock in plan.scenario.station.airlocks}
    names = {person.id: person.name for person in plan.scenario.people}
    for walk in plan.spacewalks:
        pair = " and ".join(names.get(person, person) for person in walk.outside)
        title = f"Spacewalk: {pair}"
        end = None
        if walk.start is not None:
            end = walk.end or (None if walk.minutes is None else walk.start + timedelta(minutes=walk.minutes))
        yield Entry(
            f"{walk.id}.spacewalk",
            "spacewalk",
            title,
            walk.start or walk.day,
            "day" if walk.start is None else "minute",
            tuple(_lines(walk, title, plan)),
            end,
            where=", ".join(
                (plan.scenario.station.name, *([locks.get(walk.airlock, walk.airlock)] if walk.airlock else []))
            ),
            is_tentative=walk.planned,
        )


def _lines(walk: Spacewalk, title: str, plan: Plan) -> Iterator[str]:
    yield f"{title}, {walk.designation or walk.id}"
    if walk.minutes is not None:
        yield f"{walk.minutes:g} minutes {CONVENTIONS[walk.convention]}"
    if walk.suit is not None:
        yield f"Suit: {walk.suit}"
    yield from crew_line("Outside", walk.outside, None, plan)
    yield from crew_line("Inside", walk.inside, None, plan)
    if walk.arm is not None:
        yield from crew_line("Arm", (walk.arm,), None, plan)
    if walk.purpose:
        yield walk.purpose


def courses(plan: Plan) -> Iterator[Entry]:
    """Yield the courses, those who pass one at the same time together."""
    known = {course.id: course for course in plan.scenario.courses}
    facilities = {facility.id: facility for facility in plan.scenario.facilities}
    centres = {centre.id: centre.name for centre in plan.scenario.centres}
    for (name, start, end, flight), entries in sorted(_together(plan.every_training).items()):
        course = known.get(name)
        facility = None if course is None else facilities.get(course.facility)
        where = "" if facility is None else f"{facility.name}, {centres.get(facility.centre, facility.centre)}"
        title = f"Training: {name if course is None else course.name}{f', {flight}' if flight else ''}"
        prime = tuple(entry.person for entry in entries if not entry.is_backup)
        backups = tuple(entry.person for entry in entries if entry.is_backup)
        lines = (title, *crew_line("Crew", prime, None, plan), *crew_line("Backups", backups, None, plan))
        uid = f"{name}.{flight or 'no-flight'}.{entries[0].person}.course"
        yield Entry(uid, "training", title, start, "day", lines, end, where=where, is_tentative=True)


def _together(entries: Iterable[Training]) -> dict[tuple[str, datetime, datetime, str], list[Training]]:
    groups: dict[tuple[str, datetime, datetime, str], list[Training]] = {}
    for entry in entries:
        groups.setdefault((entry.course, entry.start, entry.end, entry.flight or ""), []).append(entry)
    return groups
