"""When a vehicle is degraded."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from crossflight.planner.model import Crewed, PlanModel
from crossflight.record import Event

__all__ = ["Ailment", "ailments"]


@dataclass(frozen=True)
class Ailment:
    """A span of the horizon, in minutes, in which a vehicle is degraded."""

    event: Event
    start: int
    end: int


def ailments(model: PlanModel, vehicle: Crewed) -> Iterator[Ailment]:
    """Yield the spans of the horizon in which a vehicle is degraded; a later event overrides an earlier one."""
    problem = model.problem
    start, end = problem.scenario.horizon.start, problem.end
    events = sorted(
        (
            event
            for event in problem.scenario.events
            if event.subject == vehicle.id and event.kind in {"vehicle-degraded", "vehicle-restored"}
        ),
        key=lambda event: event.start,
    )
    limits = [limit for event in events for limit in (event.start, event.end)]
    times = {start, end, *(limit for limit in limits if limit is not None and start < limit < end)}
    for first, last in pairwise(sorted(times)):
        current = [event for event in events if event.start <= first and (event.end is None or first < event.end)]
        if current and current[-1].kind == "vehicle-degraded":
            yield Ailment(current[-1], problem.calendar.minute(first), problem.calendar.minute(last))
