"""Operators for each segment, now and after any single loss.

"Any one vehicle may leave with its people" is "at least two vehicles bring home an operator": each vehicle counts
once, and no list of losses or days is needed. The state gets worse only when a vehicle leaves and when somebody can
operate no longer; so it is enough to look at the start of the horizon, just after each of these, and where a waiver
ends.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from crossflight import instants
from crossflight.planner.model import Crewed, Literal, PlanModel
from crossflight.planner.moments import Moment, moment, reach
from crossflight.planner.waived import Span, ending, inside, spans
from crossflight.record import Segment

__all__ = ["any_single_loss", "each_segment"]

EACH = "operators.each-segment"
LOSS = "operators.any-single-loss"
TWO_SHIPS = 2
"""One may be lost."""

Cover = dict[str, Literal | bool]
"""By vehicle: whether it is there, and brings home an operator."""


@dataclass(frozen=True)
class Change:
    """An instant at which the cover of a segment is looked at."""

    name: str
    """The flight that has just left, or what else has just happened."""
    words: str
    moment: Moment
    leaving: str | None = None
    """The flight that has just left, if it is that."""
    can_worsen: bool = True


def each_segment(model: PlanModel) -> None:
    """Keep at least one operator for each segment."""
    changes = tuple(_changes(model))
    for segment in model.problem.scenario.station.segments:
        waivers = tuple(spans(model, EACH, (segment.id,)))
        for change in (*changes, *_ends(model, waivers)):
            if not change.can_worsen:
                continue
            literal = model.rule(
                EACH, f"{segment.id} / {change.name}", f"{segment.name} has an operator {change.words}"
            )
            held = [literal, *(~inside(model, waiver, change.moment.minute) for waiver in waivers)]
            model.cp.add(sum(_cover(model, change, segment).values()) >= 1).only_enforce_if(held)


def any_single_loss(model: PlanModel) -> None:
    """Keep at least two vehicles that bring home an operator of each segment; waived spans are made short."""
    changes = tuple(_changes(model))
    for segment in model.problem.scenario.station.segments:
        waivers = tuple(
            waiver
            for waiver in spans(model, LOSS, {segment.id, *model.moves})
            if len({*waiver.subject} - {segment.id}) <= 1
        )
        for change in (*changes, *_ends(model, waivers)):
            if not change.can_worsen:
                continue
            literal = model.rule(
                LOSS,
                f"{segment.id} / {change.name}",
                f"{segment.name} keeps an operator after any single loss {change.words}",
            )
            cover = _cover(model, change, segment)
            held = [literal]
            for waiver in waivers:
                within = inside(model, waiver, change.moment.minute)
                held.append(~within)
                for lost in {*waiver.subject} - {segment.id}:  # the one that may not be lost may be the only one
                    enough = sum(cover.values()) + cover.get(lost, False) >= TWO_SHIPS
                    model.cp.add(enough).only_enforce_if(literal, within)
            model.cp.add(sum(cover.values()) >= TWO_SHIPS).only_enforce_if(held)
        _count_uncovered(model, segment, changes, waivers)


def _count_uncovered(
    model: PlanModel, segment: Segment, changes: tuple[Change, ...], waivers: tuple[Span, ...]
) -> None:
    """Add the waived minutes on which fewer than two vehicles bring home an operator to the first level.

    They are counted from each change after which cover is short to the change that follows it: the solver picks the
    nearest, since it wants the sum small.
    """
    end = model.problem.calendar.minute(model.problem.end)
    for change in changes:
        if not any(
            waiver.start.first <= change.moment.last and change.moment.first < waiver.end.last for waiver in waivers
        ):
            continue
        short = model.cp.new_bool_var(f"{segment.id} is short {change.words}")
        minutes = model.cp.new_int_var(0, end, f"{segment.id} uncovered {change.words}")
        model.cp.add(sum(_cover(model, change, segment).values()) >= TWO_SHIPS).only_enforce_if(~short)
        later = [entry.moment.minute for entry in changes if entry.moment.last > change.moment.first]
        picks = [model.cp.new_bool_var("") for _ in (*later, end)]
        for pick, following in zip(picks, (*later, end), strict=True):
            model.cp.add(following > change.moment.minute).only_enforce_if(pick)
            model.cp.add(minutes >= following - change.moment.minute).only_enforce_if(pick)
        model.cp.add_bool_or([*picks, ~short])
        model.levels.setdefault("uncovered", []).append(minutes)


# ------------------------------------------------------------------------------------------------------------ changes


def _changes(model: PlanModel) -> Iterator[Change]:
    """Yield every instant at which cover can change: the start, dockings, undockings, and what people can do."""
    start = model.problem.calendar.minute(model.problem.scenario.horizon.start)
    end = model.problem.calendar.minute(model.problem.end)
    vehicles = model.crewed()
    yield Change("start", "at the start of the horizon", Moment(start, start, start))
    for vehicle in vehicles:
        docks = moment(vehicle.moves.dock_minute, *reach(vehicle.moves.dock_range))
        if docks.last > start and docks.first < end:
            moved = any(leg.since == vehicle.id for leg in vehicle.legs)
            yield Change(f"{vehicle.id} docked", f"when {vehicle.id} has docked", docks, can_worsen=moved)
        leaves = moment(vehicle.moves.undock_minute, *reach(vehicle.moves.undock_range))
        if leaves.last > start and leaves.first < end:
            yield Change(vehicle.id, f"when {vehicle.id} has left", leaves, leaving=vehicle.id)
    limits = {
        limit
        for vehicle in vehicles
        for segment in model.problem.scenario.station.segments
        for able in (
            *(able for _, able in model.passing_operators(vehicle, segment.id)),
            *(model.problem.able(model.problem.patterns[leg.pattern].person.id, segment.id) for leg in vehicle.legs),
        )
        for span in able
        for limit in span
    }
    if any(leg.since in model.problem.boats_docked for vehicle in vehicles for leg in vehicle.legs):
        limits.add(model.problem.reseated_minute)
    for minute in sorted(limits):
        if start < minute < end:
            told = instants.write(model.instant(minute))
            yield Change(told, f"on {told}", Moment(minute, minute, minute))


def _ends(model: PlanModel, waivers: tuple[Span, ...]) -> Iterator[Change]:
    for waiver in ending(model, waivers):
        yield Change(f"end of {waiver.id}", f"when the waiver {waiver.id} ends", waiver.end)


def _cover(model: PlanModel, change: Change, segment: Segment) -> Cover:
    cover: Cover = {}
    for vehicle in model.crewed():
        if vehicle.id == change.leaving:
            continue
        there = (
            model.present_at(vehicle.id, change.name, change.moment)
            if change.leaving is None
            else model.present(vehicle.id, change.leaving)
        )
        cover[vehicle.id] = model.both(there, _brings(model, vehicle, segment, change))
    return cover


def _brings(model: PlanModel, vehicle: Crewed, segment: Segment, change: Change) -> Literal | bool:
    """Return whether anybody whose home is the vehicle can operate the segment at the instant."""
    options = [model.brings_operator(vehicle, segment.id)]
    for chosen, able in model.passing_operators(vehicle, segment.id):
        options.append(model.both(chosen, model.within(change.moment.minute, able)))
    for leg in vehicle.legs:
        able = model.problem.able(model.problem.patterns[leg.pattern].person.id, segment.id)
        if able:
            lasts = model.lasts(leg, change.name, change.moment)
            can = model.both(lasts, model.within(change.moment.minute, able))
            options.append(model.both(model.chosen[leg.pattern], can))
    return model.either(options)
