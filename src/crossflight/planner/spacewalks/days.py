"""Spacewalks in the model: the day of each, who goes outside, who runs the arm, how many people stay inside.

::

    done ── day ── order[operation]      before or after each docking and undocking
              └── here[flight]          a vehicle is docked from the day before to the day after
    outside[person], arm[person] ──> present[person] ──> chosen stay and here[flight]
    people aboard = seats taken in each vehicle that is here

Who helps inside is settled when a plan is read: it can be anybody who is aboard, so counting them is enough.

Nothing has to be made: a spacewalk that finds no day is left out, and that is what its level counts first. So the
levels of flights are as they would be without any spacewalk, and are solved before these variables are there at all.
"""

from datetime import timedelta

from ortools.sat.python import cp_model

from crossflight.instants import DAY, midnight
from crossflight.planner.model import PlanModel
from crossflight.planner.spacewalks.outing import INSTANT, Outing, life_support, named_for, opening, still_asked
from crossflight.planner.spacewalks.people import people_near, support
from crossflight.record import SpacewalkRequest

__all__ = ["spacewalk_days"]


def spacewalk_days(model: PlanModel) -> tuple[Outing, ...]:
    """Return the spacewalks of a model, the variables made at the first call; those without any day are left out."""
    if model.outings is None:
        found = (_outing(model, request) for request in still_asked(model.problem.scenario))
        model.outings = tuple(outing for outing in found if outing is not None)
    return model.outings


def _outing(model: PlanModel, request: SpacewalkRequest) -> Outing | None:
    length = timedelta(minutes=request.minutes or 0)
    extra = max(0, (opening(request) + max(length, INSTANT) - INSTANT) // DAY)
    days = _days(model, request, extra)
    if not days:
        return None
    cp = model.cp
    done = cp.new_bool_var(f"{request.id} is made")
    day = cp.new_int_var_from_domain(cp_model.Domain.from_values(days), f"{request.id} day")
    cp.add(day == days[0]).only_enforce_if(~done)
    outing = Outing(request, days, extra, done, day, helpers=_helpers(model, request))
    outside = named_for(model.problem, request)
    for person in people_near(model, outing):
        if (outside is None or person in outside) and _may_be_able(model, person, "spacewalk", request.suit):
            outing.outside[person] = cp.new_bool_var(f"{person} outside in {request.id}")
        if request.arm and _may_be_able(model, person, "arm", None):
            outing.arm[person] = cp.new_bool_var(f"{person} runs the arm in {request.id}")
    for person, role in outing.roles():
        cp.add_implication(role, done)
        if person not in outing.present:
            outing.present[person] = cp.new_bool_var(f"{person} aboard in {request.id}")
            support(model, outing, person)
    return outing


def _days(model: PlanModel, request: SpacewalkRequest, extra: int) -> tuple[int, ...]:
    calendar, wish = model.problem.calendar, request.day
    first = None if wish.earliest is None or model.problem.whole else midnight(wish.earliest)
    last = None if wish.latest is None or model.problem.whole else midnight(wish.latest)
    since = 0 if first is None else max(0, calendar.day(first - INSTANT) + 1)
    until = calendar.days - extra if last is None else min(calendar.days - extra, calendar.day(last) + 1)
    return tuple(day for day in range(since, until) if day or calendar.origin + opening(request) >= calendar.begin)


def _helpers(model: PlanModel, request: SpacewalkRequest) -> int:
    if request.helpers is not None:
        return request.helpers
    told = life_support(model, request)
    return 0 if told is not None and told.is_self_donned else 1


def _may_be_able(model: PlanModel, person_id: str, kind: str, of: str | None) -> bool:
    """Say whether somebody has, or gets, a qualification; or whether nothing is public of it."""
    person = model.problem.people[person_id]
    if model.problem.whole or model.blame or not person.synthetic or (person_id, kind, of) in model.grants:
        return True
    is_trained = (person_id, kind, of) in model.problem.booked
    return is_trained or any((held.kind, held.of) == (kind, of) for held in person.qualifications)
