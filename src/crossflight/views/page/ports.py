"""Lanes of ports: which vehicle stands where, and how it moves from port to port."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from crossflight.record import Event, Flight, Moment, Port
from crossflight.views.page.lanes import FADE_PX, Board, Ends, bar, beside, group, label
from crossflight.views.page.lettering import text_width_px
from crossflight.views.page.markup import Markup, element, join, numeral
from crossflight.views.page.naming import Names
from crossflight.views.page.scales import Scale
from crossflight.views.wording import clock, date_of

__all__ = ["Berth", "berths", "draw_ports", "port_of", "told_of"]

BAR_PX = 18.0
LANE_PX = 24.0
SLIM_BAR_PX = 9.0
SLIM_LANE_PX = 14.0
TEXT_PX = 11.0
PAD_PX = 5.0
PIP_PX = 5.0
PIP_STEP_PX = 7.0


@dataclass(frozen=True)
class Berth:
    """A vehicle at a port: the span that is sure, and how far it can have reached beyond."""

    flight: Flight
    port: str
    start: datetime
    end: datetime | None
    """None: it stays on."""
    earliest: datetime
    latest: datetime | None
    first: str = "exact"
    last: str = "exact"
    move: int = 0
    """0 before the first relocation, 1 after it, and so on."""

    @property
    def is_sure(self) -> bool:
        """Say whether the vehicle surely stood there at some time."""
        return self.end is None or self.start <= self.end


def berths(flight: Flight) -> Iterator[Berth]:
    """Yield the ports that a flight's vehicle stands at, one after the other."""
    arrival = _bounds(flight, "docked")
    if arrival is None or flight.port is None:
        return
    earliest, start = arrival
    first, port = _kind(flight, "docked"), flight.port
    for number, move in enumerate(flight.relocations):
        kind = "day" if move.precision == "day" else "exact"
        yield Berth(flight, port, start or earliest, move.undocked, earliest, move.undocked, first, kind, number)
        earliest = start = move.docked
        first, port = kind, move.port
    leave = _bounds(flight, "undocked")
    end, latest = (None, None) if leave is None else leave
    yield Berth(
        flight,
        port,
        start or earliest,
        end,
        earliest,
        latest,
        first,
        _kind(flight, "undocked"),
        len(flight.relocations),
    )


def port_of(flight: Flight, instant: datetime) -> str | None:
    """Return the port that a flight's vehicle stands at, comes to first or left last."""
    found = list(berths(flight))
    for berth in found:
        if berth.latest is None or instant <= berth.latest:
            return berth.port
    return found[-1].port if found else flight.port


def _bounds(flight: Flight, name: Moment) -> tuple[datetime, datetime | None] | None:
    instant = flight.moment(name)
    if instant is not None:
        return instant, instant
    period = flight.bounds.get(name)
    return None if period is None else (period.start, period.end)


def _kind(flight: Flight, name: Moment) -> str:
    if flight.precision.get(name) == "day":
        return "day"
    return "planned" if name in flight.planned else "exact"


# ---------------------------------------------------------------------------------------------------- drawing


def draw_ports(board: Board, names: Names) -> None:
    """Draw the lanes of all ports, by segment, and the ways of the vehicles that change ports."""
    scenario = names.plan.scenario
    found = [
        berth
        for flight in names.plan.flights
        for berth in berths(flight)
        if board.scale.meets(berth.earliest, berth.latest)
    ]
    by_port: dict[str, list[Berth]] = {}
    for berth in sorted(found, key=lambda berth: (berth.start, berth.flight.id)):
        by_port.setdefault(berth.port, []).append(berth)
    places: dict[tuple[str, int], tuple[float, Berth]] = {}
    bars: list[Markup] = []
    strangers = [port for port in by_port if port not in names.ports]
    for segment in scenario.station.segments:
        ports = [
            port
            for port in scenario.station.ports
            if port.segment == segment.id and (port.id in by_port or _is_open(port, board.scale))
        ]
        if ports:
            board.heading(segment.name, "ports")
        for port in ports:
            bars += _lane(board, names, port.id, port.name, by_port.get(port.id, []), places)
    if strangers:
        board.heading("Other ports")
    for stranger in strangers:
        bars += _lane(board, names, stranger, stranger, by_port[stranger], places)
    lines, ends = _ways(places, board.scale)
    board.draw(lines, bars, ends)


def _is_open(port: Port, scale: Scale) -> bool:
    return any(scale.meets(period.start, period.end) for period in port.available)


def _lane(
    board: Board,
    names: Names,
    port_id: str,
    title: str,
    entries: Sequence[Berth],
    places: dict[tuple[str, int], tuple[float, Berth]],
) -> list[Markup]:
    """Begin the lane of a port, and return its bars; where each of them stands is added to the places."""
    is_slim = bool(entries) and all(berth.flight.permanent for berth in entries)
    rows = _rows(entries)
    count = max(rows, default=0) + 1
    lane, height = (SLIM_LANE_PX, SLIM_BAR_PX) if is_slim else (LANE_PX, BAR_PX)
    top = board.lane(("port", port_id), lane * count, title, class_="slim" if is_slim else "")
    port = names.ports.get(port_id)
    if port is not None:
        board.draw(_shut(port, board.scale, top, lane * count))
    bars = []
    for index, (row, berth) in enumerate(zip(rows, entries, strict=True)):
        y = top + lane * row + (lane - height) / 2
        others = [entries[other] for other in range(len(entries)) if rows[other] == row and other != index]
        bars.append(_draw_berth(berth, others, board.scale, y, height, names))
        places[berth.flight.id, berth.move] = (y + height / 2, berth)
    return bars


def _rows(entries: Sequence[Berth]) -> list[int]:
    """Return the row of each berth; two that surely overlap stand one below the other."""
    ends: list[datetime | None] = []
    rows = []
    for berth in entries:
        free = (row for row, end in enumerate(ends) if end is not None and end <= berth.start)
        row = next(free, len(ends)) if berth.is_sure else 0
        if row >= len(ends):
            ends.append(berth.end if berth.is_sure else berth.start)
        elif berth.is_sure:
            ends[row] = berth.end
        rows.append(row)
    return rows


def _shut(port: Port, scale: Scale, top: float, height: float) -> Markup:
    """Return the spans in which the port was not there, or not free of modules."""
    parts = []
    at = scale.start
    for period in sorted(port.available, key=lambda period: period.start):
        if period.start > at:
            parts.append((at, min(period.start, scale.end)))
        at = scale.end if period.end is None else max(at, period.end)
    parts.append((at, scale.end))
    return join(
        element(
            "rect",
            class_="shut",
            x=scale.x(start),
            y=top + 0.5,
            width=scale.x(end) - scale.x(start),
            height=height - 1.5,
        )
        for start, end in parts
        if start < end and scale.x(end) - scale.x(start) >= 1
    )


def _draw_berth(berth: Berth, others: Sequence[Berth], scale: Scale, y: float, height: float, names: Names) -> Markup:
    flight = berth.flight
    kind = "module" if flight.permanent else names.kind_of(flight)
    parts: list[Markup] = _doubtful(berth, scale, y, height)
    if berth.is_sure and scale.meets(berth.start, berth.end):
        x = scale.x(berth.start)
        until = scale.width if berth.end is None else scale.x(berth.end)
        ends = Ends(
            is_cut_before=berth.start < scale.start,
            goes_on=berth.end is None or berth.end > scale.end,
            first=berth.first if berth.earliest == berth.start else "exact",
            last=berth.last if berth.latest == berth.end else "exact",
        )
        parts.append(bar(x, y, until - x, height, ends))
        parts += _degraded(flight.id, x, until, y, height, scale, names)
        if height > SLIM_BAR_PX:
            parts += _lettering(berth, others, x, until, y, height, scale, names)
        else:
            parts.append(label(names.flight(flight.id), x + PAD_PX, y + height - 1.5, 9, until - x - 2 * PAD_PX))
    return group(f"berth {kind}", told_of(flight, names), parts, go=f"flight-{flight.id}")


def _doubtful(berth: Berth, scale: Scale, y: float, height: float) -> list[Markup]:
    """Return the spans in which the vehicle perhaps stands there."""
    end = berth.start if berth.is_sure else berth.latest
    spans: list[tuple[datetime, datetime | None]] = [(berth.earliest, end)]
    if berth.end is not None and berth.is_sure:
        spans.append((berth.end, berth.latest))
    found = []
    for start, end in spans:
        until = scale.end if end is None else end
        if start < until and scale.meets(start, until):
            x = scale.x(start)
            width = scale.x(until) - x
            found.append(element("rect", class_="doubtful", x=x, y=y + 0.5, width=width, height=height - 1))
    return found


def _degraded(
    flight_id: str, x: float, until: float, y: float, height: float, scale: Scale, names: Names
) -> list[Markup]:
    """Return a hatching where a vehicle is not healthy."""
    found = []
    for first, last in _harmed(flight_id, names.plan.scenario.events):
        left = max(x, scale.x(first))
        right = until if last is None else min(until, scale.x(last))
        if scale.meets(first, last) and right > left:
            found.append(element("rect", class_="degraded", x=left, y=y, width=right - left, height=height))
    return found


def _harmed(flight_id: str, events: Iterable[Event]) -> Iterator[tuple[datetime, datetime | None]]:
    """Yield the spans in which a vehicle is degraded."""
    since: datetime | None = None
    for event in sorted(events, key=lambda event: event.start):
        if event.subject != flight_id:
            continue
        if event.kind == "vehicle-degraded" and event.end is not None:
            yield event.start, event.end
        elif event.kind == "vehicle-degraded":
            since = since or event.start
        elif event.kind == "vehicle-restored" and since is not None:
            yield since, event.start
            since = None
    if since is not None:
        yield since, None


def _lettering(
    berth: Berth,
    others: Sequence[Berth],
    x: float,
    until: float,
    y: float,
    height: float,
    scale: Scale,
    names: Names,
) -> list[Markup]:
    """Return the name in the bar, or beside it where there is room, and a pip for each of the crew."""
    flight = berth.flight
    base = y + height / 2 + 3.9
    fade = FADE_PX if berth.first == "day" and berth.start >= scale.start else 0
    notch = 4 if berth.start < scale.start else 2 if berth.first == "planned" else 0
    inset = PAD_PX + notch + fade
    room = until - x - inset - PAD_PX - (4 if berth.end is None or berth.end > scale.end else 0)
    for text in dict.fromkeys((names.flight(flight.id), names.short_flight(flight.id))):
        width = text_width_px(text, TEXT_PX)
        if width <= room:
            return [
                element("text", text, x=x + inset, y=base),
                *_pips(flight, x + inset + width + 4, room - width - 4, y, height, names),
            ]
    before = max((_until(other, scale) for other in others if other.start < berth.start), default=0.0)
    after = min((scale.x(other.earliest) for other in others if other.start >= berth.start), default=scale.width)
    for text in dict.fromkeys((names.flight(flight.id), names.short_flight(flight.id))):
        placed = beside(text, TEXT_PX, base, (before, x), (until, after))
        if placed is not None:
            return [placed]
    return []


def _until(berth: Berth, scale: Scale) -> float:
    return scale.width if berth.latest is None else scale.x(berth.latest)


def _pips(flight: Flight, x: float, room: float, y: float, height: float, names: Names) -> list[Markup]:
    if len(flight.up) * PIP_STEP_PX > room:
        return []
    return [
        element(
            "rect",
            class_=f"pip {names.colour(names.agency_of(person))}",
            x=x + PIP_STEP_PX * place,
            y=y + height / 2 - 4,
            width=PIP_PX,
            height=8,
        )
        for place, person in enumerate(flight.up)
    ]


def _ways(places: dict[tuple[str, int], tuple[float, Berth]], scale: Scale) -> tuple[list[Markup], list[Markup]]:
    """Return lines that follow a vehicle from port to port, to lie under the bars, and their ends, to lie on them."""
    lines, ends = [], []
    for (flight_id, move), (y, berth) in places.items():
        later = places.get((flight_id, move + 1))
        if later is None or berth.end is None or not scale.start <= berth.end <= scale.end:
            continue
        x, until = scale.x(berth.end), scale.x(later[1].start)
        path = f"M{numeral(x)} {numeral(y)}L{numeral(until)} {numeral(later[0])}"
        lines.append(element("path", class_="way", d=path))
        ends.append(element("circle", class_="way-end", cx=x, cy=y, r=2.4))
        ends.append(element("circle", class_="way-end", cx=until, cy=later[0], r=2.4))
    return lines, ends


# ------------------------------------------------------------------------------------------------------ telling


def told_of(flight: Flight, names: Names) -> str:
    """Return a flight as text: vehicle, instants, ports and crews."""
    vehicle = names.vehicle(flight)
    head = names.flight(flight.id)
    stops = [flight.port, *(move.port for move in flight.relocations)]
    ports = [names.port(stop) for stop in stops if stop is not None]
    since = ["", *(f" from {date_of(move.docked)}" for move in flight.relocations)]
    place = ", ".join(f"{port}{when}" for port, when in zip(ports, since, strict=False))
    moments: tuple[Moment, ...] = (
        ("launch", "docked") if flight.permanent else ("launch", "docked", "undocked", "landed")
    )
    lines = [
        " · ".join(dict.fromkeys(entry for entry in (head, vehicle, place) if entry)),
        " · ".join(f"{name} {_when(flight, name)}" for name in moments),
    ]
    is_same = bool(flight.up) and set(flight.up) == set(flight.down)
    if flight.up:
        lines.append(f"{'up and down' if is_same else 'up'}: {_crew(flight.up, names)}")
    if flight.down and not is_same:
        lines.append(f"down: {_crew(flight.down, names)}")
    return "\n".join(lines)


def _crew(crew: Sequence[str], names: Names) -> str:
    return ", ".join(f"{names.person(person)} ({names.agency(names.agency_of(person))})" for person in crew)


def _when(flight: Flight, name: Moment) -> str:
    instant = flight.moment(name)
    if instant is not None:
        return clock(instant, flight.precision.get(name, "second")) + (" as planned" if name in flight.planned else "")
    period = flight.bounds.get(name)
    if period is None:
        return "open"
    if period.end is None:
        return f"{date_of(period.start)} or later"
    return f"between {date_of(period.start)} and {date_of(period.end)}"
