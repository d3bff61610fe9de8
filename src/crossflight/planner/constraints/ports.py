"""Ports and traffic: one vehicle at a time, a free corridor, days between operations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from ortools.sat.python import cp_model

from crossflight.instants import DAY
from crossflight.planner.model import Linear, Literal, PlanModel

__all__ = ["approach_corridor", "clearance", "interface", "one_vehicle_a_port", "turnaround"]

PAIR = 2

FAR_MINUTE = 100_000_000
"""Beyond any horizon: two hundred years."""


@dataclass(frozen=True)
class Use:
    """A vehicle that stands, or may stand, at a port."""

    flight: str
    type: str
    port: str
    start: Linear
    end: Linear
    first: int
    last: int
    literal: Literal | None
    """None where it surely stands there."""
    comes: Linear
    goes: Linear
    """The minutes at which it comes and goes."""


def _uses(model: PlanModel) -> Iterator[Use]:
    problem = model.problem
    far = problem.calendar.days + 1
    for stand in problem.stands:
        opened = problem.open_flights.get(stand.flight.id)
        moves = model.moves[stand.flight.id]
        start = problem.calendar.day(stand.start)
        end: Linear
        comes, goes = problem.calendar.minute(stand.start), moves.undock_minute
        if stand.end is None:
            end, last = moves.undock_day, far if opened is None else moves.undock_range[1]
        else:
            end = last = problem.calendar.day(stand.end)
            goes = problem.calendar.minute(stand.end)
        kind = problem.types[stand.flight.vehicle].id
        yield Use(stand.flight.id, kind, stand.port, start, end, start, last, None, comes, goes)
    for request in problem.scenario.requests:
        moves = model.moves[request.id]
        kind = problem.types[request.vehicle].id
        for port in request.ports:
            yield Use(
                request.id,
                kind,
                port,
                moves.dock_day,
                moves.undock_day,
                moves.dock_range[0],
                moves.undock_range[1],
                model.at[request.id, port],
                moves.dock_minute,
                moves.undock_minute,
            )


def interface(model: PlanModel) -> None:
    """Refuse ports that do not fit, or are not there for the whole visit; who stands at one leaves before it goes."""
    problem = model.problem
    _leave_before_the_port(model)
    for request in problem.scenario.requests:
        kind = problem.types[request.vehicle]
        moves = model.moves[request.id]
        for name in request.ports:
            port = problem.ports[name]
            literal = model.rule("ports.interface", f"{request.id} / {name}", f"{request.id} fits {name}")
            here = model.at[request.id, name]
            if port.interface != kind.interface:
                model.cp.add(here == 0).only_enforce_if(literal)
                continue
            fits = []
            for period in port.available:
                within = model.cp.new_bool_var(f"{request.id} within the dates of {name}")
                if period.start > problem.calendar.origin:
                    model.cp.add(moves.dock_minute >= problem.calendar.minute(period.start)).only_enforce_if(within)
                if period.end is not None and period.end < problem.end:
                    model.cp.add(moves.undock_minute <= problem.calendar.minute(period.end)).only_enforce_if(within)
                fits.append(within)
            model.cp.add_bool_or(fits).only_enforce_if(literal, here)


def _leave_before_the_port(model: PlanModel) -> None:
    problem = model.problem
    for stand in problem.stands:
        if stand.end is not None or stand.flight.id not in problem.open_flights:
            continue
        for period in problem.ports[stand.port].available:
            if period.end is not None and period.contains(stand.start) and period.end < problem.end:
                names = f"{stand.flight.id} / {stand.port}"
                literal = model.rule("ports.interface", names, f"{stand.flight.id} leaves before {stand.port} goes")
                leaves = model.moves[stand.flight.id].undock_minute
                model.cp.add(leaves <= problem.calendar.minute(period.end)).only_enforce_if(literal)


def one_vehicle_a_port(model: PlanModel) -> None:
    """Keep the uses of each port apart."""
    by_port: dict[str, list[Use]] = {}
    for use in _uses(model):
        by_port.setdefault(use.port, []).append(use)
    for port, uses in sorted(by_port.items()):
        literal = model.rule("ports.one-vehicle", port, f"{port} holds one vehicle at a time")
        intervals = [_interval(model, use, literal) for use in uses]
        if len(intervals) > 1:
            model.cp.add_no_overlap(intervals)


def _interval(model: PlanModel, use: Use, literal: Literal) -> cp_model.IntervalVar:
    """Return the days of a use as an interval that is there when the use is and the rule is held."""
    size = model.cp.new_int_var(0, use.last - use.first + 1, "")
    if use.literal is None and not model.blame:
        model.cp.add(size == use.end - use.start)
        return model.cp.new_interval_var(use.start, size, use.end, f"{use.flight} at {use.port}")
    presence = literal if use.literal is None else use.literal
    if use.literal is not None and model.blame:
        presence = model.cp.new_bool_var("")
        model.cp.add_bool_or([~use.literal, ~literal, presence])
    return model.cp.new_optional_interval_var(use.start, size, use.end, presence, f"{use.flight} at {use.port}")


def turnaround(model: PlanModel) -> None:
    """Name the wish: the clearance between operations keeps the uses of a port apart as well."""
    if model.problem.scenario.numbers.port_turnaround_days > model.problem.scenario.numbers.clearance_days:
        by_port: dict[str, list[Use]] = {}
        for use in _uses(model):
            by_port.setdefault(use.port, []).append(use)
        days = model.problem.scenario.numbers.port_turnaround_days
        gap = days + 1  # whole days, as for the clearance: the instants of two days may lie closer
        for port, uses in sorted(by_port.items()):
            literal = model.rule("ports.turnaround", port, f"{days} days pass between uses of {port}")
            intervals = []
            standing = sorted(use.start for use in uses if use.literal is None and isinstance(use.start, int))
            for use in uses:
                size = model.cp.new_int_var(0, use.last - use.first + gap + 1, "")
                end = use.end + gap
                if use.literal is None and isinstance(end, int):  # what is fixed stays as it is
                    end = min([end, *(start for start in standing if start > use.first)])
                presence = model.cp.new_bool_var("")
                model.cp.add_bool_or([presence, ~literal, *([] if use.literal is None else [~use.literal])])
                intervals.append(model.cp.new_optional_interval_var(use.start, size, end, presence, ""))
            model.cp.add_no_overlap(intervals)


def clearance(model: PlanModel) -> None:
    """Keep whole days between dockings and undockings of different flights; two never share a day."""
    numbers = model.problem.scenario.numbers
    size = numbers.clearance_days + 1
    literal = model.rule(
        "traffic.clearance", "all", f"dockings and undockings keep {numbers.clearance_days} days between them"
    )
    wide: list[tuple[str, cp_model.IntervalVar]] = []
    narrow: list[cp_model.IntervalVar] = []
    fixed = _fixed_operation_days(model, numbers.clearance_days)
    for flight in model.problem.open_flights.values():
        moves = model.moves[flight.id]
        days = [moves.undock_day] if flight.leaves else []
        if flight.arrives:
            days.append(moves.dock_day)
        for day in days:
            narrow.append(model.cp.new_fixed_size_interval_var(day, 1, ""))
            wide.append((flight.id, model.cp.new_optional_fixed_size_interval_var(day, size, literal, "")))
    narrow += [model.cp.new_fixed_size_interval_var(day, 1, "") for day in sorted(set().union(*fixed.values()))]
    held = []
    for names in _held_together({*fixed, *(name for name, _ in wide)}, model.waived_throughout("traffic.clearance")):
        together = [interval for name, interval in wide if name in names]
        days_fixed = set().union(*(days for name, days in fixed.items() if name in names))
        for first, last in _stretches(sorted(days_fixed), size):
            together.append(model.cp.new_optional_fixed_size_interval_var(first, last - first + size, literal, ""))
        held.append(together)
    model.cp.add_no_overlap(narrow)
    for together in held:
        model.cp.add_no_overlap(together)


def _held_together(names: set[str], waived: Iterable[frozenset[str]]) -> Iterator[set[str]]:
    """Yield sets of flights so that every two stand together in one of them, but for those that a waiver names.

    A waiver that names one flight lets go of it altogether.
    """
    told = set(waived)
    names = {name for name in names if {name} not in told}
    free = {name for subject in told for name in subject if len(subject) == PAIR} & names
    rest = names - free
    yield rest
    for name in sorted(free):
        yield rest | {name}
    yield from ({first, second} for first, second in combinations(sorted(free), PAIR) if {first, second} not in told)


def _stretches(days: list[int], size: int) -> Iterator[tuple[int, int]]:
    """Yield spans of fixed days that lie closer together than the clearance: what is fixed stays as it is."""
    start = last = None
    for day in days:
        if start is None or last is None:
            start = last = day
        elif day - last < size:
            last = day
        else:
            yield start, last
            start = last = day
    if start is not None and last is not None:
        yield start, last


def _fixed_operation_days(model: PlanModel, before: int) -> dict[str, set[int]]:
    """Return by flight the days of what is fixed, from so many days before the horizon on."""
    calendar = model.problem.calendar
    found: dict[str, set[int]] = {}
    for flight in model.problem.fixed_flights:
        instants = [flight.docked, flight.undocked]
        for move in flight.relocations:
            instants += [move.undocked, move.docked]
        days = {calendar.day(instant) for instant in instants if instant is not None}
        found[flight.id] = {day for day in days if -before <= day < calendar.days}
    return found


def approach_corridor(model: PlanModel) -> None:
    """Keep arrivals and departures out of corridors that another vehicle shuts."""
    uses = list(_uses(model))
    calendar = model.problem.calendar
    for corridor in model.problem.scenario.station.corridors:
        since = calendar.day(corridor.since)
        until = calendar.days + 2 if corridor.until is None else -((calendar.origin - corridor.until) // DAY)
        dates = (
            calendar.minute(corridor.since),
            FAR_MINUTE if corridor.until is None else calendar.minute(corridor.until),
        )
        for mover in (use for use in uses if use.port == corridor.port):
            arrival = _range(mover.start, model.moves[mover.flight].dock_range)
            leaving = _range(mover.end, model.moves[mover.flight].undock_range)
            events = []
            if corridor.shuts_arrivals is True and mover.first >= 0:
                events.append((mover.start, mover.comes, arrival))
            if corridor.shuts_departures is True and leaving[0] < calendar.days:
                events.append((mover.end, mover.goes, leaving))
            for other in uses:
                if other.port != corridor.at or other.type != corridor.shut_by or other.flight == mover.flight:
                    continue
                for day, minute, (first, last) in events:
                    if last < since or first >= until:
                        continue
                    _keep_clear(model, (mover, other), day, minute, dates)


def _range(day: Linear, decided: tuple[int, int]) -> tuple[int, int]:
    """Return the first and the last day that a day can be: one on record, such as of a move between ports, is both."""
    return (day, day) if isinstance(day, int) else decided


def _keep_clear(model: PlanModel, pair: tuple[Use, Use], event: Linear, minute: Linear, dates: tuple[int, int]) -> None:
    """Keep a corridor clear on the day of an event, where its minute lies within the dates of the corridor."""
    mover, other = pair
    literal = model.rule(
        "ports.approach-corridor",
        f"{mover.flight} / {other.flight}",
        f"{other.flight} at {other.port} is away when {mover.flight} comes or goes at {mover.port}",
    )
    before = model.cp.new_bool_var("")
    after = model.cp.new_bool_var("")
    outside = model.cp.new_bool_var("")
    model.cp.add(event < other.start).only_enforce_if(before)
    model.cp.add(event > other.end).only_enforce_if(after)
    apart = cp_model.Domain.from_intervals([[-FAR_MINUTE, dates[0] - 1], [dates[1], FAR_MINUTE]])
    model.cp.add_linear_expression_in_domain(minute, apart).only_enforce_if(outside)
    away = [~use.literal for use in (mover, other) if use.literal is not None]
    model.cp.add_bool_or([before, after, outside, *away]).only_enforce_if(literal)
