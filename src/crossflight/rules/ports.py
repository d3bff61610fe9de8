"""Ports: what fits, what stands where, and the way in and out."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from crossflight.instants import DAY, Span, days_between
from crossflight.record import Corridor, Finding
from crossflight.rules.case import FAR, Case, Frame, Movement, PortUse, Traffic
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


@witness("ports.one-vehicle", reads=("flights",))
def one_vehicle_a_port(case: Case) -> Iterator[Finding]:
    """Find ports that hold two vehicles at once; intervals are half-open, so leaving as one arrives is fine."""
    for uses in case.uses.values():
        yield from case.kept(_crowded, uses)


def _crowded(frame: Frame, uses: Sequence[PortUse]) -> tuple[Finding, ...]:
    """Return the times at which two vehicles are at one port."""
    found: list[Finding] = []
    for first, second in _near(uses):
        possible = _overlap(_overlap(first.possible, second.possible), (frame.start, frame.end))
        if possible is None:
            continue
        certain = _overlap(_overlap(first.certain, second.certain), (frame.start, frame.end))
        start, end = certain or possible
        found.append(
            frame.finding(
                "ports.one-vehicle",
                start,
                end,
                (first.port, first.flight.id, second.flight.id),
                f"{first.port} holds {first.flight.id} and {second.flight.id}"
                + ("" if certain else ", as far as their published days allow to say"),
                unknown=(
                    "a departure or an arrival is known only to a day or between bounds"
                    if certain is None
                    else _unverified(first, second)
                ),
                flights=(first.flight, second.flight),
            )
        )
    return tuple(found)


@witness("ports.approach-corridor", reads=("flights",))
def approach_corridor(case: Case) -> Iterator[Finding]:
    """Find arrivals and departures through a corridor that a vehicle at another port shuts."""
    for corridor in case.scenario.station.corridors:
        movements, beside = case.movements.get(corridor.port, ()), case.uses.get(corridor.at, ())
        yield from case.kept(_through_shut, corridor, movements, beside)


def _through_shut(
    frame: Frame, corridor: Corridor, movements: Sequence[Movement], beside: Sequence[PortUse]
) -> tuple[Finding, ...]:
    """Return what moves through the corridor while a vehicle stands in the way."""
    found: list[Finding] = []
    for instant, is_arrival, flight in movements:
        shuts = corridor.shuts_arrivals if is_arrival else corridor.shuts_departures
        if shuts is False or not frame.start <= instant < frame.end or not _is_dated(corridor, instant):
            continue
        for use in beside:
            stands = use.holds(instant)
            if stands is False or frame.type_of(use.flight).id != corridor.shut_by or use.flight.id == flight.id:
                continue
            unknown = _unverified(use)
            if shuts == "unknown":
                unknown = f"nothing was published about {'arrivals' if is_arrival else 'departures'} beside it"
            elif stands is None:
                unknown = "whether the other vehicle stood there is known only to a day"
            found.append(
                frame.finding(
                    "ports.approach-corridor",
                    instant,
                    instant,
                    (flight.id, use.flight.id),
                    f"{flight.id} {'arrives at' if is_arrival else 'leaves'} {corridor.port} "
                    f"while {use.flight.id} at {corridor.at} shuts its corridor",
                    unknown=unknown,
                    flights=(flight, use.flight),
                )
            )
    return tuple(found)


@witness("ports.turnaround", reads=("flights",))
def turnaround(case: Case) -> Iterator[Finding]:
    """Find ports that are used again sooner than the scenario would like."""
    for uses in case.uses.values():
        yield from case.kept(_soon_again, uses)


def _soon_again(frame: Frame, uses: Sequence[PortUse]) -> tuple[Finding, ...]:
    """Return the times at which one port is used again too soon."""
    wanted = frame.scenario.numbers.port_turnaround_days
    found: list[Finding] = []
    for first, second in pairwise(uses):
        end, start = first.certain[1], second.certain[0]
        gap = days_between(end, start)
        if 0 <= gap < wanted and frame.is_judged(end) and first.flight.id != second.flight.id:
            found.append(
                frame.finding(
                    "ports.turnaround",
                    end,
                    start,
                    (first.port, first.flight.id, second.flight.id),
                    f"{first.port} is used again {gap:.1f} days after {first.flight.id} left; {wanted} wanted",
                    amount=gap,
                    limit=wanted,
                    unit="days",
                    flights=(first.flight, second.flight),
                )
            )
    return tuple(found)


@witness("traffic.clearance", reads=("flights",))
def clearance(case: Case) -> Iterator[Finding]:
    """Find dockings, undockings and relocations of different vehicles closer together than wanted.

    Neighbours are looked at; where waivers let some of them go, those as well that have others in between.
    """
    wanted = case.scenario.numbers.clearance_days
    is_waived = any(waiver.rule == "traffic.clearance" for waiver in case.scenario.waivers)
    for traffic in case.traffic.values():
        for first, second in _closer_than(traffic, wanted * DAY) if is_waived else pairwise(traffic):
            gap = days_between(first.end, second.start)
            if gap < wanted and first.flight.id != second.flight.id and case.is_judged(second.start):
                yield case.finding(
                    "traffic.clearance",
                    min(first.end, second.start),
                    max(first.end, second.start),
                    (first.flight.id, second.flight.id),
                    f"{second.flight.id} {second.what} {max(gap, 0):.1f} days after {first.flight.id} {first.what}; "
                    f"{wanted} wanted",
                    amount=max(gap, 0.0),
                    limit=wanted,
                    unit="days",
                    flights=(first.flight, second.flight),
                )


def _closer_than(traffic: Sequence[Traffic], gap: timedelta) -> Iterator[tuple[Traffic, Traffic]]:
    for place, first in enumerate(traffic, start=1):
        for second in traffic[place:]:
            if second.start - first.end >= gap:
                break
            yield first, second


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
