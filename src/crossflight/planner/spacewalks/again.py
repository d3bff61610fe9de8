"""Spacewalks when a plan is revised: those made by then stay, those ahead are asked for as published."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from crossflight.record import DateWish, Plan, Spacewalk, SpacewalkRequest

__all__ = ["spacewalks_ahead", "spacewalks_made"]


def spacewalks_made(plan: Plan, day: datetime) -> tuple[Spacewalk, ...]:
    """Return the spacewalks begun by a day that still matter for how soon the same people go out again."""
    first = day - timedelta(days=plan.scenario.numbers.spacewalk_spacing_days)
    return tuple(walk for walk in plan.spacewalks if (walk.start or walk.day) < day and walk.last >= first)


def spacewalks_ahead(plan: Plan, day: datetime) -> Iterator[SpacewalkRequest]:
    """Yield what is asked for after a day: the day, the pair and the arm as published, the days around it open.

    What the plan had left out is asked for as before.
    """
    planned = {walk.id: walk for walk in plan.spacewalks}
    numbers = plan.scenario.numbers
    before, after = timedelta(days=numbers.advance_days), timedelta(days=numbers.slip_days)
    for request in plan.scenario.spacewalk_requests:
        walk = planned.get(request.id)
        start = None if walk is None else walk.start or walk.day
        if walk is None or start is None:
            if request.day.latest is None or request.day.latest >= day:
                yield request
        elif start >= day:
            wish = DateWish(earliest=max(day, start - before), latest=start + after, wanted=start)
            yield request.model_copy(
                update={"day": wish, "announced": walk.outside[:2], "candidates": (), "arm_by": walk.arm}
            )
