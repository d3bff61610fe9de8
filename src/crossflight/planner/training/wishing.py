"""Wishes for training: who of those who fly is trained, as literals that a timetable takes up."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ortools.sat.python import cp_model

from crossflight.planner.training.syllabus import Syllabus
from crossflight.planner.training.timetable import Choice, Literal, Rule, Seat, enforced
from crossflight.record import Course, TrainingRequest

__all__ = ["LEFT_OUT_DAYS", "REQUEST", "Chosen", "choose"]

REQUEST, BACKUPS = "training.request", "training.backups"

LEFT_OUT_DAYS = 1_000
"""What it counts to leave one person of a wish out that need not be met: more than any training."""


class Chosen(NamedTuple):
    """Who is trained for what nobody's seat asks for, as literals, and what unmet wishes count."""

    choices: dict[Choice, Literal]
    """Those who fly."""
    standing: dict[Choice, Literal]
    """Those who stand by for a flight, and are trained for a wish as those who fly in it."""
    costs: list[cp_model.LinearExpr | int]


def choose(
    cp: cp_model.CpModel, rule: Rule, syllabus: Syllabus, seats: Iterable[Seat], promised: Collection[Choice] = ()
) -> Chosen:
    """Return a literal for each wish or offer, person who could fulfil it and flight; and what unmet wishes count.

    Parameters
    ----------
    cp, rule
        The model, and what gives the literal of a rule instance.
    syllabus
        What is wished, and of which courses.
    seats
        Who could fly in what, and who could stand by.
    promised
        Offers that may be taken up; whoever does not fly takes up none.
    """
    found: dict[Choice, Literal] = {}
    standing: dict[Choice, Literal] = {}
    costs: list[cp_model.LinearExpr | int] = []
    every = tuple(seats)
    flying = [seat for seat in every if not seat.is_backup]
    scenario = syllabus.problem.scenario
    for request in scenario.training_requests:
        held = rule(REQUEST, request.id, syllabus.sentence(request))
        mine: list[Literal] = []
        for seat in flying:
            if not _could(request, seat):
                continue
            literal = _trained(cp, seat, request.id)
            if request.launch_before is not None:
                limit = syllabus.problem.calendar.minute(request.launch_before)
                cp.add(seat.launch.minute < limit).only_enforce_if(enforced(held, literal))
            found[request.id, seat.person.id, seat.request.id] = literal
            mine.append(literal)
        if request.must:
            cp.add(sum(mine) == request.count).only_enforce_if(held)
        else:
            cp.add(sum(mine) <= request.count).only_enforce_if(held)
            costs.append(LEFT_OUT_DAYS * (request.count - sum(mine)))
        standing |= _stand_by(cp, rule, syllabus, request, every, found)
    for seat in flying:
        for key in ((offer.id, seat.person.id, seat.request.id) for offer in syllabus.offers):
            if key in promised:
                found[key] = _trained(cp, seat, key[0])
    for request in scenario.training_requests:
        _hold_apart(cp, rule(REQUEST, request.id, syllabus.sentence(request)), request, found)
    return Chosen(found, standing, costs)


def _stand_by(
    cp: cp_model.CpModel,
    rule: Rule,
    syllabus: Syllabus,
    request: TrainingRequest,
    seats: Sequence[Seat],
    found: Mapping[Choice, Literal],
) -> Iterator[tuple[Choice, Literal]]:
    """Train as many of those who stand by for a flight as are trained for a wish to fly in it; all, where they are few.

    Whoever meets a wish without any course to come asks for nobody.
    """
    wanted = rule(REQUEST, request.id, syllabus.sentence(request))
    for flight in dict.fromkeys(seat.request.id for seat in seats if seat.is_backup):
        backups = [seat for seat in seats if seat.is_backup and seat.request.id == flight and _could(request, seat)]
        taught = [
            found[request.id, seat.person.id, flight]
            for seat in seats
            if not seat.is_backup
            and (request.id, seat.person.id, flight) in found
            and not all(
                _has_surely(syllabus, seat, course)
                for course in syllabus.added(request, seat.person, seat.request, is_backup=False)
            )
        ]
        if not backups or not taught:
            continue
        sentence = f"those who stand by for {flight} are trained as '{request.id}' asks, as those who fly in it"
        # A wish that is not met asks for nobody to stand by.
        held = [rule(BACKUPS, f"{flight} / {request.id}", sentence), wanted]
        enough = cp.new_bool_var("")
        literals = {seat.person.id: _trained(cp, seat, request.id) for seat in backups}
        cp.add(sum(literals.values()) >= sum(taught)).only_enforce_if(*held, enough)
        for seat in backups:
            stands = [] if seat.is_held is True else [~seat.is_held]
            cp.add_bool_or([*(~literal for literal in held), enough, literals[seat.person.id], *stands])
        yield from (((request.id, person, flight), literal) for person, literal in literals.items())


def _has_surely(syllabus: Syllabus, seat: Seat, course: Course) -> bool:
    """Say whether somebody has passed a course for every launch there may be."""
    spans = syllabus.passed(seat.person, seat.request.id, course)
    return any(start <= seat.launch.first and seat.launch.last < end for start, end in spans)


def _trained(cp: cp_model.CpModel, seat: Seat, name: str) -> Literal:
    """Return a literal that is true only where somebody flies, or stands by."""
    literal = cp.new_bool_var(f"{seat.person.id} trained for {name} in {seat.request.id}")
    if seat.is_held is not True:
        cp.add_bool_or([seat.is_held, ~literal] if seat.is_held is not False else [~literal])
    return literal


def _could(request: TrainingRequest, seat: Seat) -> bool:
    return (
        (not request.people or seat.person.id in request.people)
        and (not request.agencies or seat.person.agency in request.agencies)
        and (not request.flights or seat.request.id in request.flights)
    )


def _hold_apart(cp: cp_model.CpModel, held: Literal, request: TrainingRequest, found: Mapping[Choice, Literal]) -> None:
    """Keep the people of a wish apart from those of others, and in the same flight, as it says."""
    mine = {key: literal for key, literal in found.items() if key[0] == request.id}
    for (_, person, flight), literal in mine.items():
        for other in request.apart_from:
            theirs = [told for (wish, who, _), told in found.items() if (wish, who) == (other, person)]
            for told in theirs:
                cp.add_bool_or([~literal, ~told]).only_enforce_if(held)
        if request.same_flight_as is not None:
            theirs = [told for (wish, _, up), told in found.items() if (wish, up) == (request.same_flight_as, flight)]
            cp.add_bool_or([~literal, *theirs]).only_enforce_if(held)
