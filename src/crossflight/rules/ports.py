"""Ports: what fits, what stands where, and the way in and out."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from crossflight.instants import DAY, Span, days_between
from crossflight.record import Corridor, Finding, Flight
from crossflight.rules.case import FAR, Case, PortUse
from crossflight.rules.witness import witness

__all__: list[str] = []


@witness("ports.interface", reads=("flights",), flight_by_flight=True)
def interface(case: Case) -> Iterator[Finding]:
    """Find dockings at a port that has another interface, or that is not there at the time."""
    for use in _all_uses(case):
        port = case.ports[use.port]
        kind = case.type_of(use.flight)
        start, end = use.certain
        if end <= case.start or start >= case.end:
            continue
        if port.interface != kind.interface:
            trouble = f"{use.port} takes {port.interface}, and {use.flight.id} has {kind.interface}"
        elif not use.flight.permanent and not any(
            period.start <= start and (period.end is None or (case.end if end >= FAR else end) <= period.end)
            for period in port.available
        ):
            trouble = f"{use.port} is not there for the whole stay of {use.flight.id}"
        else:
            continue
        yield case.finding(
            "ports.interface",
            start,
            max(start, end),
            (use.flight.id, use.port),
            trouble,
            unknown=_unverified(use),
            flights=(use.flight,),
        )


@witness("ports.one-vehicle")
def one_vehicle_a_port(case: Case) -> Iterator[Finding]:
    """Find ports that hold two vehicles at once; intervals are half-open, so leaving as one arrives is fine."""
    for port, uses in case.uses.items():
        for first, second in _near(uses):
            possible = _overlap(_overlap(first.possible, second.possible), (case.start, case.end))
            if possible is None:
                continue
            certain = _overlap(_overlap(first.certain, second.certain), (case.start, case.end))
            start, end = certain or possible
            yield case.finding(
                "ports.one-vehicle",
                start,
                end,
                (port, first.flight.id, second.flight.id),
                f"{port} holds {first.flight.id} and {second.flight.id}"
                + ("" if certain else ", as far as their published days allow to say"),
                unknown=(
                    "a departure or an arrival is known only to a day or between bounds"
                    if certain is None
                    else _unverified(first, second)
                ),
                flights=(first.flight, second.flight),
            )


@witness("ports.approach-corridor")
def approach_corridor(case: Case) -> Iterator[Finding]:
    """Find arrivals and departures through a corridor that a vehicle at another port shuts."""
    for flight, port, instant, is_arrival in _movements(case):
        if not case.start <= instant < case.end:
            continue
        for corridor in case.scenario.station.corridors:
            shuts = corridor.shuts_arrivals if is_arrival else corridor.shuts_departures
            if corridor.port != port or shuts is False or not _is_dated(corridor, instant):
                continue
            for use in case.uses.get(corridor.at, ()):
                stands = use.holds(instant)
                if stands is False or case.type_of(use.flight).id != corridor.shut_by or use.flight.id == flight.id:
                    continue
                unknown = _unverified(use)
                if shuts == "unknown":
                    unknown = f"nothing was published about {'arrivals' if is_arrival else 'departures'} beside it"
                elif stands is None:
                    unknown = "whether the other vehicle stood there is known only to a day"
                yield case.finding(
                    "ports.approach-corridor",
                    instant,
                    instant,
                    (flight.id, use.flight.id),
                    f"{flight.id} {'arrives at' if is_arrival else 'leaves'} {port} "
                    f"while {use.flight.id} at {corridor.at} shuts its corridor",
                    unknown=unknown,
                    flights=(flight, use.flight),
                )


@witness("ports.turnaround")
def turnaround(case: Case) -> Iterator[Finding]:
    """Find ports that are used again sooner than the scenario would like."""
    wanted = case.scenario.numbers.port_turnaround_days
    for port, uses in case.uses.items():
        for first, second in pairwise(uses):
            end, start = first.certain[1], second.certain[0]
            gap = days_between(end, start)
            if 0 <= gap < wanted and case.start <= end < case.end and first.flight.id != second.flight.id:
                yield case.finding(
                    "ports.turnaround",
                    end,
                    start,
                    (port, first.flight.id, second.flight.id),
                    f"{port} is used again {gap:.1f} days after {first.flight.id} left; {wanted} wanted",
                    amount=gap,
                    limit=wanted,
                    unit="days",
                    flights=(first.flight, second.flight),
                )


@witness("traffic.clearance")
def clearance(case: Case) -> Iterator[Finding]:
    """Find dockings, undockings and relocations of different vehicles closer together than wanted.

    Neighbours are looked at; where waivers let some of them go, those as well that have others in between.
    """
    wanted = case.scenario.numbers.clearance_days
    operations = sorted(_operations(case), key=lambda operation: (operation[1], operation[0].id))
    is_waived = any(waiver.rule == "traffic.clearance" for waiver in case.scenario.waivers)
    for place, (first, _, end, what) in enumerate(operations, start=1):
        for second, start, _, then in operations[place : None if is_waived else place + 1]:
            gap = days_between(end, start)
            if gap >= wanted:
                break
            if first.id != second.id and case.start <= start < case.end:
                yield case.finding(
                    "traffic.clearance",
                    min(end, start),
                    max(end, start),
                    (first.id, second.id),
                    f"{second.id} {then} {max(gap, 0):.1f} days after {first.id} {what}; {wanted} wanted",
                    amount=max(gap, 0.0),
                    limit=wanted,
                    unit="days",
                    flights=(first, second),
                )


def _near(uses: Sequence[PortUse]) -> Iterator[tuple[PortUse, PortUse]]:
    """Yield the pairs of uses of one port that can overlap; they are in order of their certain start."""
    slack = max((use.certain[0] - use.possible[0] for use in uses), default=DAY)
    for place, first in enumerate(uses):
        for second in uses[place + 1 :]:
            if second.certain[0] - slack >= first.possible[1]:
                break
            yield first, second


def _all_uses(case: Case) -> Iterator[PortUse]:
    for uses in case.uses.values():
        yield from uses


def _overlap(first: Span | None, second: Span) -> Span | None:
    if first is None:
        return None
    start, end = max(first[0], second[0]), min(first[1], second[1])
    return (start, end) if start < end else None


def _is_dated(corridor: Corridor, instant: datetime) -> bool:
    return corridor.since <= instant and (corridor.until is None or instant < corridor.until)


def _unverified(*uses: PortUse) -> str | None:
    """Return why a breach cannot be held against the record: a port that nobody published."""
    names = [use.flight.id for use in uses if "port" in use.flight.unverified]
    return f"the port of {' and '.join(names)} is known only generally" if names else None


def _movements(case: Case) -> Iterator[tuple[Flight, str, datetime, bool]]:
    """Yield (flight, port, instant, is arrival) for every docking and undocking, relocations included."""
    for flight in case.plan.flights:
        port = flight.port
        if port is None:
            continue
        if flight.docked is not None:
            yield flight, port, flight.docked, True
        for move in flight.relocations:
            yield flight, port, move.undocked, False
            yield flight, move.port, move.docked, True
            port = move.port
        if flight.undocked is not None:
            yield flight, port, flight.undocked, False


def _operations(case: Case) -> Iterator[tuple[Flight, datetime, datetime, str]]:
    for flight in case.plan.flights:
        if flight.docked is not None:
            yield flight, flight.docked, flight.docked, "docks"
        for move in flight.relocations:
            yield flight, move.undocked, move.docked, "changes ports"
        if flight.undocked is not None:
            yield flight, flight.undocked, flight.undocked, "leaves"
