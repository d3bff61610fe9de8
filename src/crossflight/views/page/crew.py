"""Rows of people: one for each stay, or packed where they are many."""

from collections.abc import Sequence
from itertools import pairwise

from crossflight.record import HomeSeat, Plan
from crossflight.views.page.lanes import Board, Ends, bar, beside, group, label
from crossflight.views.page.lettering import text_width_px
from crossflight.views.page.markup import Markup, element, numeral
from crossflight.views.page.naming import Names
from crossflight.views.page.presence import Presence, aboard
from crossflight.views.page.scales import Scale
from crossflight.views.wording import clock, date_of, length

__all__ = ["draw_people", "is_compact", "presences"]

MANY_STAYS = 40
"""More stays than this are packed: a row is taken over by the next person."""

ROW_PX = 16.0
BAR_PX = 12.0
TEXT_PX = 10.0
PAD_PX = 4.0
LEAST_BAND_PX = 2.0
LEAST_NAME = 3
"""Letters that a part of a name must have to stand for it."""
BASE_PX = 9.4
"""From the top of a bar to the base line of its text."""


def presences(plan: Plan) -> tuple[Presence, ...]:
    """Return the stays within the horizon, by arrival, flight and name."""
    places = {(flight.id, person): place for flight in plan.flights for place, person in enumerate(flight.up)}
    horizon = plan.scenario.horizon
    found = [
        presence
        for presence in aboard(plan)
        if presence.start < horizon.end and (presence.end is None or presence.end > horizon.start)
    ]
    return tuple(
        sorted(
            found,
            key=lambda entry: (
                entry.start,
                entry.stay.up or "",
                places.get((entry.stay.up or "", entry.stay.person), 0),
                entry.stay.person,
            ),
        )
    )


def is_compact(entries: Sequence[Presence]) -> bool:
    """Say whether there are too many stays for a row each."""
    return len(entries) > MANY_STAYS


def draw_people(board: Board, names: Names) -> None:
    """Draw a bar for each stay, in the colour of the agency."""
    entries = presences(names.plan)
    there = [entry for entry in entries if board.scale.meets(entry.start, entry.end)]
    if is_compact(entries):
        _draw_packed(board, names, there)
        return
    board.heading("People aboard", "by arrival")
    for entry in there:
        agency = names.agency_of(entry.stay.person)
        sample = element("i", class_=f"swatch {names.colour(agency)}")
        title = names.person(entry.stay.person)
        top = board.lane(("stay", entry.anchor), ROW_PX, title, names.agency(agency), sample=sample, class_="person")
        board.draw(_draw_stay(entry, board.scale, top + (ROW_PX - BAR_PX) / 2, names))


def _draw_packed(board: Board, names: Names, there: Sequence[Presence]) -> None:
    rows: list[list[Presence]] = []
    for entry in there:
        for row in rows:
            last = row[-1].end
            if last is not None and last <= entry.start:
                row.append(entry)
                break
        else:
            rows.append([entry])
    board.heading("People aboard", "packed")
    for number, row in enumerate(rows, start=1):
        flags = [entry for item in row for entry in board.flags.get(("stay", item.anchor), ())]
        key = ("row", str(number))
        board.flags = {**board.flags, key: flags}
        top = board.lane(key, ROW_PX, "", class_="person")
        ends = [0.0, *(_places(item, board.scale)[1] for item in row)]
        starts = [*(_places(item, board.scale)[0] for item in row[1:]), board.scale.width]
        for item, before, after in zip(row, ends, starts, strict=False):
            y = top + (ROW_PX - BAR_PX) / 2
            board.draw(_draw_stay(item, board.scale, y, names, blanks=(before, after)))


def _places(entry: Presence, scale: Scale) -> tuple[float, float]:
    return scale.x(entry.start), scale.width if entry.end is None else scale.x(entry.end)


def _draw_stay(
    entry: Presence, scale: Scale, y: float, names: Names, *, blanks: tuple[float, float] | None = None
) -> Markup:
    """Return the bar of a stay; ``blanks`` are the ends of the neighbours, where names stand in and beside the bars."""
    stay = entry.stay
    x, until = _places(entry, scale)
    goes_on = entry.end is None or entry.end > scale.end
    ends = Ends(
        entry.start < scale.start, goes_on, _kind(stay.up, "docked", names), _kind(stay.down, "undocked", names)
    )
    changes = _changes(entry, scale)
    parts = [bar(x, y, until - x, BAR_PX, ends), *_contingency(entry, scale, y)]
    inset = PAD_PX + (4 if ends.is_cut_before else 2 if ends.first == "planned" else 0)
    room = (changes[0][0] if changes else until) - x - inset - 2
    if blanks is None:
        first = _home_of(entry, names)
        told = f"{first} · synthetic" if names.is_synthetic(stay.person) else first
        parts.append(label(told, x + inset, y + BASE_PX, TEXT_PX, room, "home"))
    else:
        parts += _lettering(entry, x + inset, y + BASE_PX, room, names) or _beside(
            entry, y + BASE_PX, (blanks[0], x), (until, blanks[1]), names
        )
    for place, (left, right, home) in enumerate(changes):
        parts.append(_tick(left, right, y))
        following = changes[place + 1][0] if place + 1 < len(changes) else until
        told = names.short_flight(home.flight)
        parts.append(label(told, right + 3, y + BASE_PX, TEXT_PX, following - right - 5, "home"))
    synthetic = " synthetic" if names.is_synthetic(stay.person) else ""
    colour = names.colour(names.agency_of(stay.person))
    return group(f"stay {colour}{synthetic}", told_of_stay(entry, names), parts, go=entry.anchor)


def _kind(flight_id: str | None, moment: str, names: Names) -> str:
    flight = names.flights.get(flight_id or "")
    if flight is None:
        return "exact"
    if dict(flight.precision).get(moment) == "day":  # type: ignore[call-overload]
        return "day"
    return "planned" if moment in flight.planned else "exact"


def _lettering(entry: Presence, x: float, y: float, room: float, names: Names) -> list[Markup]:
    """Return the person's name in the bar, and the vehicle that brought the person where that has room too."""
    for text in _surnames(entry, names):
        width = text_width_px(text, TEXT_PX)
        if width <= room:
            home = label(_home_of(entry, names), x + width + 5, y, TEXT_PX, room - width - 5, "home")
            return [element("text", text, x=x, y=y), home]
    return []


def _beside(
    entry: Presence, y: float, left: tuple[float, float], right: tuple[float, float], names: Names
) -> list[Markup]:
    """Return the person's name beside the bar, where there is room."""
    for text in _surnames(entry, names):
        placed = beside(text, TEXT_PX, y, left, right)
        if placed is not None:
            return [placed]
    return []


def _surnames(entry: Presence, names: Names) -> tuple[str, ...]:
    """Return the surname, and the first or last part of one that has parts."""
    surname = names.surname(entry.stay.person)
    part = surname.split("-", maxsplit=1)[0].split(" ")[-1]
    return tuple(dict.fromkeys((surname, part))) if len(part) >= LEAST_NAME else (surname,)


def _home_of(entry: Presence, names: Names) -> str:
    return names.short_flight(entry.stay.homes[0].flight) if entry.stay.homes else ""


def _changes(entry: Presence, scale: Scale) -> list[tuple[float, float, HomeSeat]]:
    """Return where the home seat changes to another vehicle: from, to, and the new seat."""
    homes = entry.stay.homes
    found = []
    for before, home in pairwise(homes):
        latest = home.latest or home.since
        if home.flight != before.flight and scale.start <= latest and home.since < scale.end:
            found.append((scale.x(home.since), scale.x(latest), home))
    return found


def _tick(left: float, right: float, y: float) -> Markup:
    """Return the mark of a change; it is a band where the day is not public."""
    middle = (left + right) / 2
    d = f"M{numeral(middle)} {numeral(y - 2)}V{numeral(y + BAR_PX + 2)}"
    tick = element("path", class_="change", d=d)
    if right - left < LEAST_BAND_PX:
        return tick
    return element("rect", class_="change-band", x=left, y=y, width=right - left, height=BAR_PX)


def _contingency(entry: Presence, scale: Scale, y: float) -> list[Markup]:
    """Return a hatching where the home is a contingency place."""
    homes = entry.stay.homes
    found = []
    for home, following in zip(homes, [*homes[1:], None], strict=True):
        end = entry.end if following is None else following.since
        if home.kind == "contingency" and scale.meets(home.since, end):
            x = scale.x(home.since)
            width = (scale.width if end is None else scale.x(end)) - x
            found.append(element("rect", class_="contingency", x=x, y=y, width=width, height=BAR_PX))
    return found


def told_of_stay(entry: Presence, names: Names) -> str:
    """Return a stay as text: who, from when to when, and the home vehicle over that time."""
    stay = entry.stay
    agency = names.agency_in_full(names.agency_of(stay.person))
    synthetic = " · synthetic" if names.is_synthetic(stay.person) else ""
    up = "aboard before the record" if stay.up is None else f"up on {names.flight(stay.up)}"
    down = "return open" if stay.down is None else f"down on {names.flight(stay.down)}"
    lines = [
        f"{names.person(stay.person)} · {agency}{synthetic}",
        f"{up} · {down} · aboard {clock(entry.start)} to {'open' if entry.end is None else clock(entry.end)}"
        f" ({length(entry.start, entry.end)})",
    ]
    homes = stay.homes
    if len(homes) > 1:
        lines.append("home: " + ", ".join(_told_of_home(home, names) for home in homes))
    return "\n".join(lines)


def _told_of_home(home: HomeSeat, names: Names) -> str:
    since = date_of(home.since) if home.latest is None else f"between {date_of(home.since)} and {date_of(home.latest)}"
    kind = "" if home.kind == "nominal" else ", contingency place"
    fitted = "" if home.fitted is True else ", not fitted" if home.fitted is False else ", fit not public"
    return f"{names.flight(home.flight)} from {since}{kind}{fitted}"
