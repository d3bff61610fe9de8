"""Tables of flights, people, proofs and measured values."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from rich.console import Group, RenderableType
from rich.text import Text

from crossflight.instants import days_between
from crossflight.record import Clash, EraProof, Flight, LevelProof, Measures, Mend, Moment, Scenario
from crossflight.record.measures import LossCell
from crossflight.views.documents import PersonRow
from crossflight.views.sheet import Column, Row, Sheet
from crossflight.views.urgent import days_told, urgent_steps
from crossflight.views.wording import clock, date_of, inset, length, line, many, number

__all__ = ["clashes", "eras", "flights_table", "measured", "mends", "people_table", "proof"]

NEARLY = 1e-6
"""Below this, value and bound of a level differ only by rounding."""

SHOWN_LOSSES = 8
"""Vehicles whose loss is shown where not all are asked for."""


# ---------------------------------------------------------------------------------------------------- flights


def flights_table(flights: Iterable[Flight], scenario: Scenario) -> RenderableType:
    """Return the flights with their instants, ports and crews; marks tell what is not certain."""
    flights = tuple(flights)
    vehicles = {vehicle.id: vehicle for vehicle in scenario.vehicles}
    rows = []
    marks: set[str] = set()
    for flight in flights:
        name = line(flight.id, "bold")
        if flight.vehicle != flight.id:
            name.append(f"\n{flight.vehicle}" if flight.vehicle in vehicles else "", style="dim")
        ports = [flight.port or "", *(move.port for move in flight.relocations)]
        cells = (
            name,
            _moments(flight, ("launch", "docked"), scenario.as_of, marks),
            line(ports[0]).append("".join(f"\n{port}" for port in ports[1:])),
            _moments(flight, ("undocked", "landed"), scenario.as_of, marks),
            line(_days_of(flight)),
        )
        rows.append(Row(cells, tuple(_crews(flight, scenario))))
    columns = (
        Column("flight\nvehicle"),
        Column("launch\ndocked"),
        Column("port"),
        Column("undocked\nlanded"),
        Column("days", "right"),
    )
    return Group(Sheet(columns, rows), *(line(f"  {_MARKS[mark]}", "dim") for mark in _MARKS if mark in marks))


_MARKS = {
    "p": "p: known only as it was planned",
    "?": "?: the earliest that it can have been; no instant was published",
    "g": "g: known only generally, without a source of its own",
}


def _moments(flight: Flight, names: Sequence[Moment], as_of: datetime, marks: set[str]) -> Text:
    """Return instants one below another; uncertain ones of the past are marked, later ones are plans anyhow."""
    lines = []
    for name in names:
        instant = flight.moment(name)
        bounds = flight.bounds.get(name)
        if instant is not None:
            mark = "p" if name in flight.planned else "g" if name in flight.unverified else ""
            mark = mark if instant <= as_of else ""
            lines.append(clock(instant, flight.precision.get(name, "second")) + mark)
        elif bounds is not None:
            mark = "?"
            lines.append(date_of(bounds.start) + mark)
        else:
            mark = ""
            lines.append("stays" if flight.permanent else "open")
        marks.add(mark)
    if set(lines) == {"open"}:
        lines = ["open"]
    return line(lines[0]).append("".join(f"\n{entry}" for entry in lines[1:]))


def _days_of(flight: Flight) -> str:
    """Return the days from liftoff, or docking, to landing, or undocking."""
    start = flight.launch or flight.docked
    end = flight.landed or flight.undocked
    return "" if start is None or end is None else f"{days_between(start, end):.0f}"


def _crews(flight: Flight, scenario: Scenario) -> Iterable[Text]:
    if flight.up and set(flight.up) == set(flight.down):
        yield _crew("up and down", flight, flight.up, flight.commander_up, scenario)
        return
    if flight.up:
        yield _crew("up", flight, flight.up, flight.commander_up, scenario)
    if flight.down:
        yield _crew("down", flight, flight.down, flight.commander_down, scenario)


def _crew(way: str, flight: Flight, crew: Sequence[str], commander: str | None, scenario: Scenario) -> Text:
    people = {person.id: person for person in scenario.people}
    exchanged = _partners(flight, scenario)
    text = Text(f"{way}: ", style="dim", overflow="fold")
    for index, identifier in enumerate(crew):
        person = people.get(identifier)
        text.append(", " if index else "", style="not dim")
        text.append_text(line(person.name if person is not None else identifier, "not dim"))
        marks = [person.agency if person is not None else "unknown person"]
        if identifier == commander:
            marks.append("commander")
        if person is not None and person.synthetic:
            marks.append("synthetic")
        text.append(f" ({', '.join(marks)}")
        if person is not None and person.agency in exchanged:
            text.append(", ").append("exchanged seat", style="not dim bold cyan")
        text.append(")")
    return text


def _partners(flight: Flight, scenario: Scenario) -> frozenset[str]:
    """Return the agencies whose people fly on an exchanged seat of this flight."""
    types = {vehicle.id: vehicle.type for vehicle in scenario.vehicles}
    partners: set[str] = set()
    for agreement in scenario.agreements:
        if not agreement.is_in_force or flight.id not in agreement.flights:
            continue
        giver, taker = agreement.sides
        for side, other in ((giver, taker), (taker, giver)):
            if types.get(flight.vehicle) in side.vehicle_types:
                partners.update(other.agencies)
    return frozenset(partners)


# ----------------------------------------------------------------------------------------------------- people


def people_table(rows: Sequence[PersonRow]) -> RenderableType:
    """Return who was aboard and when, and the home vehicle of an instant where one was asked for."""
    columns = [
        Column("person", least=12),
        Column("agency"),
        Column("flight up"),
        Column("from"),
        Column("home vehicle" if any(row["home"] for row in rows) else "to\nflight down", least=12),
        Column("days", "right"),
    ]
    return Sheet(columns, [Row(_person(row)) for row in rows])


def _person(row: PersonRow) -> tuple[Text, ...]:
    name = line(row["name"], "bold")
    if row["synthetic"]:
        name.append(" (synthetic)", style="not bold")
    if row["home"] is None:
        last = line(row["end"][:10] if row["end"] else "open")
        if row["flight_down"] and row["flight_down"] != row["flight_up"]:
            last.append(f"\n{row['flight_down']}")
    else:
        last = line(row["home"], "yellow" if row["home"] == "unknown" else "")
        if row["home"] == "unknown" and row["home_options"]:
            last.append(f", {' or '.join(row['home_options'])}")
        if row["home_kind"] == "contingency":
            last.append(" (contingency)")
    return (
        name,
        line(row["agency"] or "unknown"),
        line(row["flight_up"] or "before the record"),
        line(row["start"][:10] if row["start"] else "unknown"),
        last,
        line("" if row["days"] is None else number(row["days"])),
    )


# ----------------------------------------------------------------------------------------- proof and conflict


def proof(levels: Iterable[LevelProof]) -> RenderableType:
    """Return what each level reached, and the bound below which no plan can go."""
    rows = []
    for level in levels:
        is_proven = level.value <= level.bound + NEARLY
        cells = (
            line(level.name, "bold"),
            line(number(level.value)),
            line(number(level.bound)),
            line("proven", "green") if is_proven else line("not proven", "yellow"),
            line(level.unit),
        )
        rows.append(Row(cells))
    columns = (
        Column("level"),
        Column("value", "right"),
        Column("bound", "right"),
        Column("proof"),
        Column("counted in", least=16),
    )
    return Sheet(columns, rows, indent=2)


def eras(found: Iterable[EraProof]) -> RenderableType:
    """Return how each era ended: its levels up to the end of its look-ahead, value and bound where they differ."""
    rows = []
    for era in found:
        levels = "; ".join(_level(level) for level in era.levels) or "none"
        words = {"optimal": ("proven", "green"), "feasible": ("not proven", "yellow")}
        told, style = words.get(era.status, (era.status, "bold red"))
        days = f"{date_of(era.start)}\n{date_of(era.end)}"
        cells = (line(era.name, "bold"), line(days), line(date_of(era.ahead)), line(told, style), line(levels))
        rows.append(Row(cells))
    columns = (
        Column("era"),
        Column("from\nto"),
        Column("planned\nup to"),
        Column("proof"),
        Column("levels", least=16),
    )
    return Sheet(columns, rows, indent=2)


def _level(level: LevelProof) -> str:
    bound = "" if level.value <= level.bound + NEARLY else f" (bound {number(level.bound)})"
    return f"{level.name} {number(level.value)}{bound}"


def clashes(conflict: Iterable[Clash]) -> RenderableType:
    """Return the rules that clash, one below another."""
    parts: list[RenderableType] = []
    for clash in conflict:
        head = line(clash.rule, "bold red").append_text(line(f"  {clash.subject}", "not bold default"))
        parts += [inset(head, 2), inset(line(clash.sentence), 6)]
    return Group(*parts)


def mends(found: Iterable[Mend]) -> RenderableType:
    """Return what would make a plan possible, each way out with its steps."""
    parts: list[RenderableType] = []
    for number_of, mend in enumerate(found, start=1):
        days = f"; dates move by {mend.days:g} days in all" if mend.days and len(mend.steps) > 1 else ""
        parts.append(inset(line(f"{number_of}. {many(len(mend.steps), 'step')}{days}", "bold"), 2))
        parts += [inset(line(step.sentence), 6) for step in mend.steps]
    return Group(*parts)


# --------------------------------------------------------------------------------------------------- measured


def measured(measures: Measures, *, everything: bool = False) -> RenderableType:
    """Return exposure, cover and the worst span after the loss of each vehicle; all measured, none judged."""
    uncovered = [f"{entry.segment} {number(entry.days)} d" for entry in measures.uncovered]
    parts: list[RenderableType] = [
        line("measured, not judged", "bold underline"),
        inset(line(f"exposure: {number(measures.exposure_person_days)} person-days without a nominal seat"), 2),
        *_unsuited(measures),
        inset(line(f"no operator after some single loss: {', '.join(uncovered) or 'on no day'}"), 2),
        *_urgent(measures),
    ]
    worst = _worst_cells(measures.after_loss)
    shown = worst if everything else sorted(worst, key=_badness, reverse=True)[:SHOWN_LOSSES]
    if shown:
        told = (
            "seats after a loss: people without a nominal seat, people without any place, when the next crew "
            "ship docks, segments without an operator; the worst span of each vehicle"
        )
        parts.append(inset(line(told), 2))
        parts.append(_losses(sorted(shown, key=lambda cell: (cell.start, cell.lost))))
    if len(shown) < len(worst):
        more = many(len(worst) - len(shown), "vehicle")
        parts.append(inset(line(f"and {more} less bad; --all shows each", "dim"), 4))
    return Group(*parts)


def _losses(cells: Iterable[LossCell]) -> RenderableType:
    rows = [
        Row(
            (
                line(cell.lost, "bold"),
                line(date_of(cell.start)),
                line(length(cell.start, cell.end)),
                line(str(cell.nominal_short)),
                line("not public" if cell.contingency_short is None else str(cell.contingency_short)),
                line("none" if cell.rescue_days is None else f"{number(cell.rescue_days)} d"),
                line(", ".join(cell.segments_uncovered) or "-"),
            )
        )
        for cell in cells
    ]
    columns = (
        Column("lost"),
        Column("from"),
        Column("for", "right"),
        Column("no\nseat", "right"),
        Column("no\nplace", "right"),
        Column("next\nship", "right"),
        Column("no operator", least=11),
    )
    return Sheet(columns, rows, indent=4)


def _unsuited(measures: Measures) -> Iterator[RenderableType]:
    """Yield who counts as exposed beside a free seat."""
    if measures.unsuited:
        yield inset(line(f"a seat was free, but no suit for it is known, for {', '.join(measures.unsuited)}"), 4)


def _urgent(measures: Measures) -> Iterator[RenderableType]:
    """Yield on how many days the crew of one vehicle, alone, could make an urgent spacewalk."""
    for airlock, steps in urgent_steps(measures).items():
        told = f"urgent spacewalk from {airlock} by the crew of one vehicle, alone: {days_told(steps, measures)}"
        yield inset(line(told), 2)


def _worst_cells(cells: Iterable[LossCell]) -> list[LossCell]:
    worst: dict[str, LossCell] = {}
    for cell in cells:
        known = worst.get(cell.lost)
        if known is None or _badness(cell) > _badness(known):
            worst[cell.lost] = cell
    return list(worst.values())


def _badness(cell: LossCell) -> tuple[float, ...]:
    """Return what makes one span worse than another: segments first, then places, seats, and how long."""
    return (
        len(cell.segments_uncovered),
        cell.contingency_short or 0,
        cell.nominal_short,
        (cell.end - cell.start).total_seconds(),
    )
