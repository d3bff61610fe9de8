"""Waivers of rules that last: the span of each, and whether an instant lies in it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from crossflight.planner.model import Literal, PlanModel
from crossflight.planner.moments import Linear, Moment, moment, reach
from crossflight.record import Mark
from crossflight.units import MINUTES_IN_A_DAY

__all__ = ["Span", "ending", "inside", "spans"]

LONGEST_LEG_MINUTES = 10 * MINUTES_IN_A_DAY
"""No launch lies further from its docking, and no landing from its undocking."""


@dataclass(frozen=True)
class Span:
    """The span of a waiver, and all that a finding must name to be covered by it."""

    id: str
    subject: tuple[str, ...]
    start: Moment
    end: Moment


def spans(model: PlanModel, rule_id: str, names: Collection[str]) -> Iterator[Span]:
    """Yield the waivers of a rule that name nothing but these; the end of the horizon ends them at the latest."""
    end = model.problem.calendar.minute(model.problem.end)
    for waiver in model.problem.scenario.waivers:
        start = _moment(model, waiver.start)
        if waiver.rule != rule_id or not set(waiver.subject) <= set(names) or start is None:
            continue
        stop = None if waiver.end is None else _moment(model, waiver.end)
        yield Span(waiver.id, waiver.subject, start, stop or Moment(end, end, end))


def ending(model: PlanModel, waivers: Iterable[Span]) -> Iterator[Span]:
    """Yield the waivers that end within the horizon, or may."""
    start = model.problem.calendar.minute(model.problem.scenario.horizon.start)
    end = model.problem.calendar.minute(model.problem.end)
    return (span for span in waivers if span.end.last > start and span.end.first < end)


def inside(model: PlanModel, span: Span, minute: Linear) -> Literal:
    """Return a literal that can be true only where the minute lies in the span."""
    literal = model.cp.new_bool_var(f"in waiver {span.id}")
    model.cp.add(span.start.minute <= minute).only_enforce_if(literal)
    model.cp.add(minute < span.end.minute).only_enforce_if(literal)
    return literal


def _moment(model: PlanModel, mark: Mark) -> Moment | None:
    """Return the minute of a mark; None where its flight is not in the plan, or does not come to that."""
    if not isinstance(mark, str):
        return moment(model.problem.calendar.minute(mark), 0, 0)
    flight_id, _, name = mark.partition(".")
    moves = model.moves.get(flight_id)
    if moves is None:
        return None
    (docks, docked), (leaves, left) = reach(moves.dock_range), reach(moves.undock_range)
    found: dict[str, tuple[Linear | None, int, int]] = {
        "launch": (moves.launch_minute, docks - LONGEST_LEG_MINUTES, docked),
        "docked": (moves.dock_minute, docks, docked),
        "undocked": (moves.undock_minute, leaves, left),
        "landed": (moves.landing_minute, leaves, left + LONGEST_LEG_MINUTES),
    }
    linear, first, last = found[name]
    return None if linear is None else moment(linear, first, last)
