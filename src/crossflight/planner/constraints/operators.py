"""Operators for each segment, now and after any single loss.

"Any one vehicle may leave with its people" is "at least two vehicles bring home an operator": each vehicle counts
once, and no list of losses or days is needed. The state gets worse only when a vehicle leaves, so it is enough to look
just after each undocking, at the start of the horizon, and where a waiver ends.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from crossflight.planner.model import Crewed, Linear, Literal, PlanModel
from crossflight.record import Segment, Waiver

__all__ = ["any_single_loss", "each_segment"]

EACH = "operators.each-segment"
LOSS = "operators.any-single-loss"


@dataclass(frozen=True)
class Instant:
    """An instant at which cover is judged."""

    name: str
    """The flight that has just left or docked, or the start of the horizon."""
    minute: Linear
    cover: dict[str, list[Literal | bool]]
    """For each segment, one literal for each vehicle that is there and brings home an operator."""


def each_segment(model: PlanModel) -> None:
    """Keep at least one operator for each segment."""
    for instant in _instants(model):
        for segment in model.problem.scenario.station.segments:
            literal = model.rule(
                EACH,
                f"{segment.id} / {instant.name}",
                f"{segment.name} has an operator {_words(instant.name)}",
            )
            model.cp.add(sum(instant.cover[segment.id]) >= 1).only_enforce_if(literal)


def any_single_loss(model: PlanModel) -> None:
    """Keep at least two vehicles that bring home an operator of each segment; waived spans are made short."""
    for instant in _instants(model):
        for segment in model.problem.scenario.station.segments:
            cover = sum(instant.cover[segment.id])
            literal = model.rule(
                LOSS,
                f"{segment.id} / {instant.name}",
                f"{segment.name} keeps an operator after any single loss {_words(instant.name)}",
            )
            waived = [
                span for waiver in _waivers(model, segment) if (span := _inside(model, waiver, instant)) is not None
            ]
            model.cp.add(cover >= 2).only_enforce_if(literal, *(~inside for inside, _ in waived))  # noqa: PLR2004 - two ships, see above
            for inside, end in waived:
                _count_uncovered(model, instant, cover, inside, end)


def _count_uncovered(model: PlanModel, instant: Instant, cover: Linear, inside: Literal, end: Linear) -> None:
    """Add the minutes from an instant to the end of the waiver, where cover is short, to the first level."""
    longest = model.problem.calendar.minute(model.problem.end)
    minutes = model.cp.new_int_var(0, longest, f"uncovered after {instant.name}")
    short = model.cp.new_bool_var(f"cover is short after {instant.name}")
    model.cp.add(cover >= 2).only_enforce_if(~short)  # noqa: PLR2004 - two ships, see above
    model.cp.add(minutes >= end - instant.minute).only_enforce_if(short, inside)
    model.levels.setdefault("uncovered", []).append(minutes)


def _instants(model: PlanModel) -> Iterator[Instant]:
    vehicles = model.crewed()
    bringing = {
        (vehicle.id, segment.id): model.brings_operator(vehicle, segment.id)
        for vehicle in vehicles
        for segment in model.problem.scenario.station.segments
    }
    days = model.problem.calendar.days
    start = model.problem.calendar.minute(model.problem.scenario.horizon.start)
    aboard = [
        vehicle
        for vehicle in vehicles
        if vehicle.moves.dock_range[1] <= 0 and vehicle.fixed and _minute(vehicle.moves.dock_minute) <= start
    ]
    segments = model.problem.scenario.station.segments
    yield Instant(
        "start",
        start,
        {segment.id: [bringing[vehicle.id, segment.id] for vehicle in aboard] for segment in segments},
    )
    for leaving in vehicles:
        first, last = leaving.moves.undock_range
        if last < 0 or first >= days:
            continue
        there = [
            (vehicle, presence)
            for vehicle in vehicles
            if vehicle.id != leaving.id and (presence := model.present(vehicle.id, leaving.id)) is not False
        ]
        yield Instant(
            leaving.id,
            leaving.moves.undock_minute,
            {
                segment.id: [model.both(presence, bringing[vehicle.id, segment.id]) for vehicle, presence in there]
                for segment in segments
            },
        )


def _minute(value: Linear) -> int:
    return value if isinstance(value, int) else 0


def _words(name: str) -> str:
    return "at the start of the horizon" if name == "start" else f"when {name} has left"


# ------------------------------------------------------------------------------------------------------------ waivers


def _waivers(model: PlanModel, segment: Segment) -> Iterator[Waiver]:
    segments = {entry.id for entry in model.problem.scenario.station.segments}
    for waiver in model.problem.scenario.waivers:
        named = set(waiver.subject) & segments
        if waiver.rule == LOSS and (not named or segment.id in named):
            yield waiver


def _inside(model: PlanModel, waiver: Waiver, instant: Instant) -> tuple[Literal, Linear] | None:
    """Return a literal that says the instant lies in the waiver's span, and the minute at which the span ends."""
    start = _mark(model, waiver.start)
    end = model.problem.calendar.minute(model.problem.end) if waiver.end is None else _mark(model, waiver.end)
    if start is None or end is None:
        return None
    literal = model.cp.new_bool_var(f"{instant.name} lies in waiver {waiver.id}")
    model.cp.add(start <= instant.minute).only_enforce_if(literal)
    model.cp.add(instant.minute < end).only_enforce_if(literal)
    return literal, end


def _mark(model: PlanModel, mark: datetime | str) -> Linear | None:
    if isinstance(mark, datetime):
        return model.problem.calendar.minute(mark)
    flight_id, _, moment = mark.partition(".")
    moves = model.moves.get(flight_id)
    if moves is None:
        return None
    found: dict[str, Linear | None] = {
        "launch": moves.launch_minute,
        "docked": moves.dock_minute,
        "undocked": moves.undock_minute,
        "landed": moves.landing_minute,
    }
    return found[moment]
