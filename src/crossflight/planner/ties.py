"""Ties between people who can stand for each other.

Two people of the pool with the same agency and the same qualifications give the same plan under another name. The model
keeps one of all such plans: in the order of the pool, each flies no later than the next one, and nobody is used before
those ahead. This is no rule: a plan with the names exchanged is as good, and the check says so.
"""

from itertools import pairwise

from crossflight.planner.model import Linear, PlanModel
from crossflight.planner.problem import Problem
from crossflight.record import Person

__all__ = ["break_ties"]


def break_ties(model: PlanModel) -> None:
    """Order interchangeable people of the pool by their flights."""
    problem = model.problem
    flights = {request.id: index for index, request in enumerate(problem.scenario.requests)}
    places: dict[str, Linear] = {}
    options: dict[str, tuple[str, ...]] = {}
    for index, pattern in enumerate(problem.patterns):
        person = pattern.person.id
        if person in problem.scenario.pool and pattern.up is not None:
            ahead = len(flights) - flights[pattern.up]
            places[person] = places.get(person, len(flights)) - ahead * model.chosen[index]
            options[person] = (*options.get(person, ()), pattern.up)
    classes: dict[object, list[str]] = {}
    required = {entry.person for entry in problem.scenario.requirements}
    for person in problem.scenario.pool:
        if person in places and person not in required:
            classes.setdefault((_kind(problem, problem.people[person]), options[person]), []).append(person)
    for people in classes.values():
        for first, second in pairwise(people):
            model.cp.add(places[first] <= places[second])


def _kind(problem: Problem, person: Person) -> object:
    """Return all that a rule or a level can tell one person of the pool from another by."""
    qualifications = frozenset(
        (qualification.kind, qualification.of, qualification.since, qualification.until)
        for qualification in person.qualifications
    )
    unfit = tuple(
        (event.start, event.end)
        for event in problem.scenario.events
        if event.kind == "person-unfit" and event.subject == person.id
    )
    away = tuple((entry.start, entry.end) for entry in problem.scenario.absences if entry.person == person.id)
    trained = tuple(
        (entry.course, entry.start, entry.end, entry.flight)
        for entry in problem.scenario.trainings
        if entry.person == person.id
    )
    return person.agency, person.synthetic, qualifications, unfit, away, trained
