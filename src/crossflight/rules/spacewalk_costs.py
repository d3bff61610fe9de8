"""The level of spacewalks counted from a plan alone: days off the wanted ones, and what else is not as asked."""

from collections.abc import Iterator

from crossflight.instants import DAY, midnight
from crossflight.record import SpacewalkRequest
from crossflight.rules.case import Case
from crossflight.rules.outings import Outing, airlock_of, outings
from crossflight.rules.qualifying import is_qualified

__all__ = ["spacewalk_costs"]

LEFT_OUT_DAYS = {True: 1000, False: 100}
"""What a spacewalk counts that is left out: one that must be made, and one that may."""

UNKNOWN_DAYS = 30
"""What each person counts who is sent outside, or runs the arm, and of whose training nothing is public."""

OTHER_DAYS = 10
"""What somebody counts who was announced and does not go outside, and somebody else at the arm than was asked for."""

OTHER_SIDE_DAYS = 1
"""What somebody counts at the arm whose agency does not run the airlock's segment, where nobody was asked for."""


def spacewalk_costs(case: Case) -> int:
    """Return the days by which spacewalks are off those wanted, and what stands for days otherwise."""
    made = {outing.walk.id: outing for outing in outings(case, judged=False)}
    flown = {walk.id for walk in case.scenario.spacewalks}
    return sum(
        LEFT_OUT_DAYS[request.must] if request.id not in made else sum(_costs(case, request, made[request.id]))
        for request in case.scenario.spacewalk_requests
        if request.id not in flown
    )


def _costs(case: Case, request: SpacewalkRequest, outing: Outing) -> Iterator[int]:
    walk = outing.walk
    if request.day.wanted is not None:
        yield abs((outing.first_day - midnight(request.day.wanted)) // DAY)
    yield OTHER_DAYS * sum(name not in walk.outside for name in request.announced)
    announced = case.setting.sent_outside.get(walk.suit, frozenset())
    for name in walk.outside:
        if name not in announced and is_qualified(case, name, "spacewalk", walk.suit, outing.first_day) is None:
            yield UNKNOWN_DAYS
    if walk.arm is not None:
        yield _arm_cost(case, request, outing, walk.arm)
        if is_qualified(case, walk.arm, "arm", None, outing.first_day) is None:
            yield UNKNOWN_DAYS


def _arm_cost(case: Case, request: SpacewalkRequest, outing: Outing, name: str) -> int:
    if request.arm_by is not None:
        return 0 if name == request.arm_by else OTHER_DAYS
    airlock = airlock_of(case, outing)
    segments = case.scenario.station.segments if airlock is not None else ()
    agencies = {agency for part in segments if airlock and part.id == airlock.segment for agency in part.agencies}
    return 0 if name in case.people and case.people[name].agency in agencies else OTHER_SIDE_DAYS
