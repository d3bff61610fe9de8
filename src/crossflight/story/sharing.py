"""What the plans of some stations mean for another one: who is away when, and which places in training are taken.

::

    first station    ──courses──┐        ┌──aboard──┐
                                └─────launch      landing
    second station   ─on record─┴──free──┴───away───┴──free──
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from crossflight.record import Absence, Person, Plan, Scenario, Training

__all__ = ["absences_of", "sharing"]

LAST_MINUTE = timedelta(minutes=1)
"""A course ends with its last day; an absence to the midnight after it would take that day too."""


def sharing(scenario: Scenario, plans: Iterable[Plan]) -> Scenario:
    """Return the scenario of a station with what the plans of others do with its people and its places in training.

    People, courses and facilities are the same where they have the same id. A course that somebody passes for another
    station is on record in this one: it counts for a flight here as well where it is near enough to the launch, gives
    what it gives, and its place is taken. Nobody is aboard in those days.

    Parameters
    ----------
    scenario
        As it would be if it were the only one.
    plans
        Of the stations that were planned before.
    """
    people = {person.id: person for person in scenario.people}
    strangers: dict[str, Person] = {}
    agencies = {agency.id: agency for agency in scenario.agencies}
    absences, trainings = list(scenario.absences), list(scenario.trainings)
    for plan in plans:
        absences += [entry for entry in absences_of(plan) if entry.person in people]
        theirs = {person.id: person for person in plan.scenario.people}
        for entry in _on_record(scenario, plan):
            if entry.person not in people:
                stranger = theirs[entry.person]
                strangers[entry.person] = Person(id=stranger.id, name=stranger.name, agency=stranger.agency)
                agencies |= {one.id: one for one in plan.scenario.agencies if one.id == stranger.agency}
            trainings.append(entry)
    return scenario.model_copy(
        update={
            "absences": tuple(absences),
            "trainings": tuple(trainings),
            "people": (*scenario.people, *strangers.values()),
            "agencies": tuple(agencies.values()),
        }
    )


def absences_of(plan: Plan) -> Iterator[Absence]:
    """Yield when the people of a plan are away for every other station: in its courses, and from launch to landing."""
    flights = {flight.id: flight for flight in plan.flights}
    horizon = plan.scenario.horizon
    station = plan.scenario.station.name
    for stay in plan.stays:
        up = None if stay.up is None else flights.get(stay.up)
        down = None if stay.down is None else flights.get(stay.down)
        start = (None if up is None else up.launch) or stay.start or horizon.start
        end = (None if down is None else down.landed) or stay.end
        if end is None or end > horizon.start:
            yield Absence(person=stay.person, start=start, end=end, reason=f"aboard {station}")
    courses = {course.id: course.name for course in plan.scenario.courses}
    for entry in plan.trainings:
        reason = f"in training for {station}: {courses[entry.course]}"
        yield Absence(person=entry.person, start=entry.start, end=entry.end - LAST_MINUTE, reason=reason)


def _on_record(scenario: Scenario, plan: Plan) -> Iterator[Training]:
    """Yield the courses of a plan that another scenario knows, where they are of its people or take its places."""
    people = {person.id for person in scenario.people}
    limited = {facility.id for facility in scenario.facilities if facility.places is not None}
    facilities = {course.id: course.facility for course in scenario.courses}
    for entry in plan.trainings:
        facility = facilities.get(entry.course)
        if facility is not None and (entry.person in people or facility in limited):
            told = f"for {entry.flight or 'no flight'} at {plan.scenario.station.name}"
            yield Training(person=entry.person, course=entry.course, start=entry.start, end=entry.end, notes=told)
