"""Spacewalks on the page: a lane for each airlock, and a table of who goes out, in what, with whom inside."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from crossflight.record import Plan, Spacewalk
from crossflight.views.page.lanes import Board, group, label
from crossflight.views.page.lettering import text_width_px
from crossflight.views.page.markup import EMPTY, Content, Markup, element, numeral
from crossflight.views.page.naming import Names
from crossflight.views.page.sources import Citations
from crossflight.views.page.tables import table
from crossflight.views.wording import CONVENTIONS, clock, date_of, number

__all__ = ["airlock_lane", "draw_spacewalks", "spacewalks_of", "spacewalks_table"]

LANE_PX = 18.0
SIGN_PX = 5.0
"""Half of the height of a sign."""
TEXT_PX = 9.5
GAP_PX = 4.0
UNKNOWN_LOCK = "unknown"


def spacewalks_of(plan: Plan) -> tuple[Spacewalk, ...]:
    """Return the spacewalks within the horizon, flown and planned, by their start."""
    horizon = plan.scenario.horizon
    there = (entry for entry in plan.spacewalks if entry.last > horizon.start and _start(entry) < horizon.end)
    return tuple(sorted(there, key=lambda entry: (_start(entry), entry.id)))


def airlock_lane(entry: Spacewalk) -> tuple[str, str]:
    """Return the lane of a spacewalk."""
    return ("airlock", entry.airlock or UNKNOWN_LOCK)


def draw_spacewalks(board: Board, names: Names) -> None:
    """Draw a sign for each spacewalk on the lane of its airlock, with names of those outside where there is room."""
    entries = spacewalks_of(names.plan)
    locks = {lock.id: lock.name for lock in names.plan.scenario.station.airlocks} | {UNKNOWN_LOCK: "airlock not known"}
    board.heading("Spacewalks", "by airlock")
    for lock in dict.fromkeys(entry.airlock or UNKNOWN_LOCK for entry in entries):
        mine = [entry for entry in entries if (entry.airlock or UNKNOWN_LOCK) == lock]
        there = [entry for entry in mine if board.scale.meets(_start(entry), entry.last)]
        suits = dict.fromkeys(_suit(entry.suit, names) for entry in mine)
        top = board.lane(("airlock", lock), LANE_PX, locks.get(lock, lock), ", ".join(suits))
        places = [board.scale.x(_start(entry)) for entry in there]
        for entry, x, following in zip(there, places, [*places[1:], board.scale.width][: len(there)], strict=True):
            board.draw(_sign(entry, x, top + LANE_PX / 2, following - SIGN_PX, names))


def _sign(entry: Spacewalk, x: float, y: float, room_until: float, names: Names) -> Markup:
    """Return a diamond, filled where people have been outside, and hollow where it is planned."""
    shape = f"M{numeral(x - SIGN_PX)} {numeral(y)}l5 -5l5 5l-5 5Z"
    first = x + SIGN_PX + GAP_PX / 2
    text = EMPTY
    for told in (", ".join(names.surname(person) for person in entry.outside), _initials(entry, names)):
        if text_width_px(told, TEXT_PX) <= room_until - first:
            text = label(told, first, y + 3.3, TEXT_PX, room_until - first, "beside")
            break
    kind = "walk planned" if entry.planned else "walk"
    return group(kind, _told(entry, names), element("path", class_="body", d=shape), text)


def _initials(entry: Spacewalk, names: Names) -> str:
    return "+".join(names.surname(person)[:2] for person in entry.outside)


def _told(entry: Spacewalk, names: Names) -> str:
    lines = [f"{entry.designation or entry.id}: {', '.join(names.person(person) for person in entry.outside)} outside"]
    inside = [f"{names.person(person)} helps inside" for person in entry.inside]
    if entry.arm is not None:
        inside.append(f"{names.person(entry.arm)} runs the arm")
    lines += [", ".join(inside)] if inside else []
    lines.append(f"{_when(entry)}{_how_long(entry)}, {_suit(entry.suit, names)}")
    return "\n".join([*lines, *([entry.purpose] if entry.purpose else [])])


def spacewalks_table(names: Names, citations: Citations) -> Markup:
    """Return the table of the spacewalks within the horizon."""
    locks = {lock.id: lock.name for lock in names.plan.scenario.station.airlocks}
    headings = ("spacewalk", "hatch or battery", "minutes", "airlock", "suit", "outside", "inside", "sources")
    rows = [
        element(
            "tr",
            element("th", entry.designation or entry.id, _small("planned" if entry.planned else ""), scope="row"),
            element("td", _when(entry)),
            element("td", _minutes(entry), class_="figure"),
            element("td", "not known" if entry.airlock is None else locks.get(entry.airlock, entry.airlock)),
            element("td", _suit(entry.suit, names)),
            element("td", _people(entry.outside, names)),
            element("td", _people(entry.inside, names), _small("" if entry.arm is None else _arm(entry.arm, names))),
            element("td", citations.cite(entry.source)),
        )
        for entry in spacewalks_of(names.plan)
    ]
    return table(headings, element("tbody", rows), class_="spacewalks")


def _arm(person: str, names: Names) -> str:
    return f"arm: {names.person(person)}"


def _small(text: str) -> Markup:
    return element("small", text) if text else EMPTY


def _people(people: Iterable[str], names: Names) -> list[Content]:
    return [element("div", names.person(person)) for person in people]


def _minutes(entry: Spacewalk) -> Sequence[Content]:
    if entry.minutes is None:
        return ["not known"]
    return [number(entry.minutes), _small(CONVENTIONS[entry.convention])]


def _suit(suit: str | None, names: Names) -> str:
    if suit is None:
        return "suit not known"
    known = {entry.id: entry.name for entry in names.plan.scenario.suits}
    return known.get(suit, suit)


def _start(entry: Spacewalk) -> datetime:
    return entry.start or entry.day + timedelta(hours=12)


def _when(entry: Spacewalk) -> str:
    return date_of(entry.day) if entry.start is None else clock(entry.start)


def _how_long(entry: Spacewalk) -> str:
    return "" if entry.minutes is None else f", {number(entry.minutes)} min {CONVENTIONS[entry.convention]}"
