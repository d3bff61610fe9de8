"""Tables of the page: flights, crews by flight, the proof, and measured values."""

from collections.abc import Iterable, Sequence

from crossflight.instants import days_between, write
from crossflight.record import Flight, HomeSeat, Instant, LevelProof, LossCell, Measures, Moment, Plan
from crossflight.views.page.crew import presences
from crossflight.views.page.markup import EMPTY, Content, Markup, element, join
from crossflight.views.page.naming import Names
from crossflight.views.page.presence import Presence
from crossflight.views.page.sources import Citations
from crossflight.views.urgent import days_told, urgent_steps
from crossflight.views.wording import clock, date_of, length, number

__all__ = ["crews", "flights", "measured", "proof", "table", "within_horizon"]

NEARLY = 1e-6
"""Below this, value and bound of a level differ only by rounding."""


def table(headings: Sequence[str], *bodies: Content, class_: str = "") -> Markup:
    """Return a table in a box of its own that scrolls where the window is narrow."""
    head = element("tr", [element("th", heading, scope="col", class_=_class_of(heading)) for heading in headings])
    return element(
        "div",
        element("table", element("thead", head), bodies, class_=class_ or None),
        class_="scroll",
    )


def _class_of(heading: str) -> str | None:
    return "figure" if heading in {"days", "#", "value", "bound", "no seat", "no place", "next ship"} else None


# ---------------------------------------------------------------------------------------------------- flights


def within_horizon(plan: Plan) -> list[Flight]:
    """Return the flights that stand at the station at some time of the horizon, or fly to it, by launch."""
    horizon = plan.scenario.horizon
    chosen = [flight for flight in plan.flights if _meets(flight, horizon.start, horizon.end)]
    return sorted(chosen, key=lambda flight: (_start(flight) or horizon.start, flight.id))


def _start(flight: Flight) -> Instant | None:
    bounds = flight.bounds.get("docked")
    return flight.launch or flight.docked or (None if bounds is None else bounds.start)


def _meets(flight: Flight, start: Instant, end: Instant) -> bool:
    first = _start(flight)
    bounds = flight.bounds.get("undocked")
    last = flight.landed or flight.undocked or (None if bounds is None else bounds.end)
    return (first is None or first < end) and (last is None or last > start)


def flights(names: Names, citations: Citations) -> Markup:
    """Return the table of flights; what is planned, bounded or known only generally is said at each instant."""
    rows = [_flight_row(flight, names, citations) for flight in within_horizon(names.plan)]
    headings = ("flight", "launch", "docked", "port", "undocked", "landed", "days", "crew up", "crew down", "sources")
    return table(headings, element("tbody", rows), class_="flights")


def _flight_row(flight: Flight, names: Names, citations: Citations) -> Markup:
    title = names.flight(flight.id)
    vehicle = names.vehicle(flight)
    kind = names.kind_of(flight)
    told = [entry for entry in (vehicle if vehicle != title else "", kind if kind != "crew" else "") if entry]
    stops = [flight.port, *(move.port for move in flight.relocations)]
    since = ["", *(f" {date_of(move.docked)}" for move in flight.relocations)]
    ports = [
        element("div", "→ " if place else "", names.port(stop), element("small", when) if when else EMPTY)
        for place, (stop, when) in enumerate(zip(stops, since, strict=True))
        if stop is not None
    ]
    is_same = bool(flight.up) and set(flight.up) == set(flight.down)
    down: Content = (
        element("small", "the same") if is_same else _crew(flight, flight.down, flight.commander_down, names)
    )
    return element(
        "tr",
        element("th", title, element("small", ", ".join(told)) if told else EMPTY, scope="row"),
        element("td", _instant(flight, "launch"), class_="instant"),
        element("td", _instant(flight, "docked"), class_="instant"),
        element("td", ports),
        element("td", _instant(flight, "undocked"), class_="instant"),
        element("td", _instant(flight, "landed"), class_="instant"),
        element("td", _days(flight), class_="figure"),
        element("td", _crew(flight, flight.up, flight.commander_up, names)),
        element("td", down),
        element("td", citations.cite(flight.source)),
        id=f"flight-{flight.id}",
        class_=kind,
    )


def _instant(flight: Flight, name: Moment) -> Markup:
    instant = flight.moment(name)
    if instant is None:
        bounds = flight.bounds.get(name)
        if bounds is None:
            return join("stays" if flight.permanent else "open")
        latest = "or later" if bounds.end is None else f"to {date_of(bounds.end)}"
        return join(date_of(bounds.start), element("small", latest))
    precision = flight.precision.get(name, "second")
    marks = []
    if name in flight.planned:
        marks.append("planned")
    if name in flight.unverified:
        marks.append("known generally")
    told = element("small", ", ".join(marks)) if marks else EMPTY
    day, _, hour = clock(instant, precision).partition(" ")
    return join(element("time", day, f" {hour}" if hour else "", datetime=write(instant)), told)


def _days(flight: Flight) -> str:
    """Return the days from liftoff, or docking, to landing, or undocking."""
    start = flight.launch or flight.docked
    end = flight.landed or flight.undocked
    return "" if start is None or end is None else f"{days_between(start, end):.0f}"


def _crew(flight: Flight, crew: Sequence[str], commander: str | None, names: Names) -> list[Markup]:
    return [
        element(
            "div",
            element("i", class_=f"swatch {names.colour(names.agency_of(person))}"),
            names.person(person),
            element("small", ", ".join(_marks(flight, person, commander, names))),
            class_="member",
        )
        for person in crew
    ]


def _marks(flight: Flight, person: str, commander: str | None, names: Names) -> Iterable[str]:
    yield names.agency(names.agency_of(person))
    if person == commander:
        yield "commander"
    if names.is_synthetic(person):
        yield "synthetic"
    partner = names.partner(flight, person)
    if partner is not None:
        yield f"⇄ {partner}"


# ------------------------------------------------------------------------------------------------------ crews


def crews(names: Names) -> Markup:
    """Return the table of stays, by the flight that brought the people."""
    by_flight: dict[str | None, list[Presence]] = {}
    for entry in presences(names.plan):
        by_flight.setdefault(entry.stay.up, []).append(entry)
    bodies = [
        element(
            "tbody",
            element(
                "tr",
                element(
                    "th",
                    "aboard before the record" if flight is None else f"up on {names.flight(flight)}",
                    colspan="7",
                    scope="rowgroup",
                ),
                class_="head",
            ),
            [_stay_row(entry, names) for entry in entries],
        )
        for flight, entries in by_flight.items()
    ]
    headings = ("person", "agency", "aboard from", "to", "days", "down on", "home vehicles")
    return table(headings, bodies, class_="crews")


def _stay_row(entry: Presence, names: Names) -> Markup:
    stay = entry.stay
    flight = names.flights.get(stay.up or "")
    partner = None if flight is None else names.partner(flight, stay.person)
    marks = [mark for mark in ("synthetic" if names.is_synthetic(stay.person) else None, partner) if mark]
    agency = names.agency_of(stay.person)
    homes = stay.homes
    return element(
        "tr",
        element(
            "th",
            element("i", class_=f"swatch {names.colour(agency)}"),
            names.person(stay.person),
            element("small", ", ".join(marks)) if marks else EMPTY,
            scope="row",
        ),
        element("td", names.agency(agency)),
        element("td", clock(entry.start), class_="instant"),
        element("td", "open" if entry.end is None else clock(entry.end), class_="instant"),
        element("td", "" if entry.end is None else f"{days_between(entry.start, entry.end):.0f}", class_="figure"),
        element("td", "open" if stay.down is None else names.flight(stay.down)),
        element("td", [_home(home, is_first=place == 0, names=names) for place, home in enumerate(homes)]),
        id=entry.anchor,
    )


def _home(home: HomeSeat, *, is_first: bool, names: Names) -> Markup:
    if is_first:
        since = ""
    elif home.latest is None:
        since = f" from {date_of(home.since)}"
    else:
        since = f" from a day between {date_of(home.since)} and {date_of(home.latest)}"
    kind = "" if home.kind == "nominal" else ", contingency place"
    fitted = "" if home.fitted is True else ", not fitted" if home.fitted is False else ", fit not public"
    return element("div", names.flight(home.flight), element("small", f"{since}{kind}{fitted}"))


# ------------------------------------------------------------------------------------------ proof and measured


def proof(levels: Iterable[LevelProof]) -> Markup:
    """Return what each level reached, and the bound below which no plan can go."""
    rows = [
        element(
            "tr",
            element("th", level.name, scope="row"),
            element("td", number(level.value), class_="figure"),
            element("td", number(level.bound), class_="figure"),
            element("td", level.unit),
            element("td", "proven: no plan has less" if gap <= NEARLY else f"gap {number(gap)}"),
        )
        for level in levels
        for gap in [level.value - level.bound]
    ]
    return table(("level", "value", "bound", "unit", "proof"), element("tbody", rows), class_="proof")


def measured(measures: Measures, names: Names) -> Markup:
    """Return exposure and cover, and for each vehicle the worst span after its loss."""
    cover = [
        element(
            "div",
            element("dt", f"{names.segment(entry.segment)}, uncovered after any one loss"),
            element("dd", f"{number(entry.days)} d"),
        )
        for entry in measures.uncovered
    ]
    exposure = element(
        "div", element("dt", "person-days without a nominal seat"), element("dd", number(measures.exposure_person_days))
    )
    urgent = [
        element(
            "div",
            element("dt", f"urgent spacewalk from {names.airlock(airlock)} by the crew of one vehicle, alone"),
            element("dd", days_told(steps, measures)),
        )
        for airlock, steps in urgent_steps(measures).items()
    ]
    worst: dict[str, LossCell] = {}
    for cell in measures.after_loss:
        if cell.lost not in worst or _badness(cell) > _badness(worst[cell.lost]):
            worst[cell.lost] = cell
    rows = [_loss_row(cell, names) for cell in sorted(worst.values(), key=lambda cell: (cell.start, cell.lost))]
    headings = ("vehicle lost", "worst from", "for", "no seat", "no place", "next ship", "segments without an operator")
    losses = table(headings, element("tbody", rows), class_="losses") if rows else EMPTY
    return join(element("dl", cover, exposure, urgent, class_="facts"), losses)


def _loss_row(cell: LossCell, names: Names) -> Markup:
    places = "not public" if cell.contingency_short is None else str(cell.contingency_short)
    rescue = "none" if cell.rescue_days is None else f"{number(cell.rescue_days)} d"
    return element(
        "tr",
        element("th", names.flight(cell.lost), scope="row"),
        element("td", date_of(cell.start), class_="instant"),
        element("td", length(cell.start, cell.end)),
        element("td", str(cell.nominal_short), class_="figure"),
        element("td", places, class_="figure"),
        element("td", rescue, class_="figure"),
        element("td", ", ".join(names.segment(segment) for segment in cell.segments_uncovered) or "–"),
    )


def _badness(cell: LossCell) -> tuple[float, ...]:
    """Return what makes one span worse than another: segments first, then places, seats, and how long."""
    return (
        len(cell.segments_uncovered),
        cell.contingency_short or 0,
        cell.nominal_short,
        (cell.end - cell.start).total_seconds(),
    )
