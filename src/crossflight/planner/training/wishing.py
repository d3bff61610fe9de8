"""Wishes for training: who of those who fly is trained, as literals that a timetable takes up."""

from collections.abc import Iterable, Mapping

from ortools.sat.python import cp_model

from crossflight.planner.training.syllabus import Syllabus
from crossflight.planner.training.timetable import Choice, Literal, Rule, Seat, enforced
from crossflight.record import TrainingRequest

__all__ = ["LEFT_OUT_DAYS", "REQUEST", "choose"]

REQUEST = "training.request"

LEFT_OUT_DAYS = 1_000
"""What it counts to leave one person of a wish out that need not be met: more than any training."""


def choose(
    cp: cp_model.CpModel, rule: Rule, syllabus: Syllabus, seats: Iterable[Seat]
) -> tuple[dict[Choice, Literal], list[cp_model.LinearExpr | int]]:
    """Return a literal for each wish, each person who could fulfil it and the flight, and what unmet wishes count.

    Parameters
    ----------
    cp, rule
        The model, and what gives the literal of a rule instance.
    syllabus
        What is wished, and of which courses.
    seats
        Who could fly in what; backups are left out.
    """
    found: dict[Choice, Literal] = {}
    costs: list[cp_model.LinearExpr | int] = []
    flying = [seat for seat in seats if not seat.is_backup]
    scenario = syllabus.problem.scenario
    for request in scenario.training_requests:
        held = rule(REQUEST, request.id, syllabus.sentence(request))
        mine: list[Literal] = []
        for seat in flying:
            if not _could(request, seat):
                continue
            literal = cp.new_bool_var(f"{seat.person.id} trained for {request.id} in {seat.request.id}")
            if seat.is_held is not True:
                cp.add_bool_or([seat.is_held, ~literal] if seat.is_held is not False else [~literal])
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
    for request in scenario.training_requests:
        _hold_apart(cp, rule(REQUEST, request.id, syllabus.sentence(request)), request, found)
    return found, costs


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
