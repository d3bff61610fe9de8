"""The rows of a planner's workbook, read from a plan."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from crossflight import instants
from crossflight.files.sheets.cells import Cell
from crossflight.files.sheets.tables import TABLES, Column, Table
from crossflight.instants import DAY, days_between
from crossflight.record import Finding, Flight, HomeSeat, Noun, Person, Plan, Spacewalk, Stay, Training

__all__ = ["CHOICES", "cell_of", "choices_of", "rows_of"]

Row = tuple[Cell, ...]
Values = Mapping[str, object]

CHOICES = ("vehicles", "launchers", "sites", "zones", "ports", "people", "agencies", "flights", "statuses", "answers")
"""Lists that cells are chosen from."""


def rows_of(table: Table, plan: Plan, findings: Iterable[Finding] = ()) -> Iterator[Row]:
    """Yield the rows of a table, without its heading.

    Parameters
    ----------
    table
        One of `TABLES`.
    plan
        A plan, or a scenario's own flights and stays as one.
    findings
        What the check found, for the table of findings alone.
    """
    entries: Iterator[tuple[Noun, Values]] = {
        "Flights": _flights,
        "People": _people,
        "Wishes": _wishes,
        "Departures": _departures,
        "Stays": _stays,
        "Spacewalks": _spacewalks,
        "Training": _trainings,
    }.get(table.name, lambda _: _findings(findings))(plan)
    for noun, computed in entries:
        yield tuple(cell_of(column, noun, computed) for column in table.columns)


def cell_of(column: Column, noun: Noun, computed: Values) -> Cell:
    """Return the cell of an entry: a value of its own, or a computed one."""
    value: object = computed.get(column.name)
    if column.path and column.name not in computed:
        value = noun
        for key in column.path:
            value = getattr(value, key) if value is not None else None
    return None if value is None else column.kind.write(value)


def choices_of(plan: Plan) -> Mapping[str, tuple[str, ...]]:
    """Return the identifiers that cells are chosen from, by the name of their list."""
    scenario = plan.scenario
    lists: dict[str, tuple[str, ...]] = {
        name: tuple(entry.id for entry in getattr(scenario, name))
        for name in ("vehicles", "launchers", "sites", "zones", "people", "agencies", "flights")
    }
    lists["ports"] = tuple(port.id for port in scenario.station.ports)
    return lists | {"statuses": ("known", "decided"), "answers": ("yes", "no")}


def _flights(plan: Plan) -> Iterator[tuple[Flight, Values]]:
    known = {flight.id: flight for flight in plan.scenario.flights}
    types = {vehicle.id: vehicle.type for vehicle in plan.scenario.vehicles}
    for flight in sorted(plan.flights, key=lambda entry: (_text(entry.launch or entry.docked), entry.id)):
        start, end = flight.launch or flight.docked, flight.landed or flight.undocked
        moves = [f"{_text(move.undocked)} {_text(move.docked)} {move.port}" for move in flight.relocations]
        yield (
            flight,
            {
                "status": "known" if known.get(flight.id) == flight else "decided",
                "vehicle_type": types.get(flight.vehicle),
                "relocations": moves,
                "days": None if start is None or end is None else round(days_between(start, end), 2),
            },
        )


def _people(plan: Plan) -> Iterator[tuple[Person, Values]]:
    flights = {flight.id: flight for flight in plan.flights}
    pool = set(plan.scenario.pool)
    stays: dict[str, list[Stay]] = {}
    for stay in plan.stays:
        stays.setdefault(stay.person, []).append(stay)
    for person in plan.scenario.people:
        spans = [_span(stay, flights) for stay in stays.get(person.id, ())]
        yield (
            person,
            {
                "pool": person.id in pool,
                "up": [flight.id for flight in plan.flights if person.id in flight.up],
                "down": [flight.id for flight in plan.flights if person.id in flight.down],
                "aboard": [f"{_day(start) or 'unknown'} to {_day(end) or 'open'}" for start, end in spans],
            },
        )


def _wishes(plan: Plan) -> Iterator[tuple[Noun, Values]]:
    flights = {flight.id: flight for flight in plan.flights}
    for request in plan.scenario.requests:
        flight = flights.get(request.id)
        yield (
            request,
            {}
            if flight is None
            else {
                "planned_launch": flight.launch,
                "planned_port": flight.port,
                "planned_undock": flight.undocked,
                "planned_crew": flight.up,
            },
        )


def _departures(plan: Plan) -> Iterator[tuple[Noun, Values]]:
    flights = {flight.id: flight for flight in plan.flights}
    for departure in plan.scenario.departures:
        flight = flights.get(departure.flight)
        yield departure, {"planned_undock": None if flight is None else flight.undocked}


def _stays(plan: Plan) -> Iterator[tuple[Stay, Values]]:
    flights = {flight.id: flight for flight in plan.flights}
    people = {person.id: person for person in plan.scenario.people}
    for stay in plan.stays:
        start, end = _span(stay, flights)
        person = people.get(stay.person)
        yield (
            stay,
            {
                "person": stay.person,
                "name": None if person is None else person.name,
                "agency": None if person is None else person.agency,
                "up": stay.up,
                "start": start,
                "down": stay.down,
                "end": end,
                "days": None if start is None or end is None else round(days_between(start, end), 2),
                "homes": [_home(home) for home in stay.homes],
            },
        )


def _spacewalks(plan: Plan) -> Iterator[tuple[Spacewalk, Values]]:
    names = [column.name for column in TABLES["Spacewalks"].columns if column.name not in {"spacewalk", "status"}]
    for walk in sorted(plan.spacewalks, key=lambda entry: (entry.start or entry.day, entry.id)):
        told = {name: getattr(walk, name) for name in names}
        yield walk, {**told, "spacewalk": walk.id, "status": "planned" if walk.planned else "flown"}


def _trainings(plan: Plan) -> Iterator[tuple[Training, Values]]:
    people = {person.id: person.name for person in plan.scenario.people}
    courses = {course.id: course for course in plan.scenario.courses}
    centres = {facility.id: facility.centre for facility in plan.scenario.facilities}
    for entry in plan.every_training:
        course = courses.get(entry.course)
        yield (
            entry,
            {
                "person": entry.person,
                "name": people.get(entry.person),
                "course": entry.course,
                "title": None if course is None else course.name,
                "facility": None if course is None else course.facility,
                "centre": None if course is None else centres.get(course.facility),
                "first_day": entry.start,
                "last_day": entry.end - DAY,
                "days": (entry.end - entry.start) // DAY,
                "flight": entry.flight,
                "backup": entry.is_backup,
            },
        )


def _home(home: HomeSeat) -> str:
    place = "" if home.kind == "nominal" else " (a place for emergencies)"
    latest = "" if home.latest is None else f" to {_text(home.latest)}"
    return f"{home.flight}{place} since {_text(home.since)}{latest}"


def _findings(findings: Iterable[Finding]) -> Iterator[tuple[Finding, Values]]:
    for finding in findings:
        yield finding, {column.name: getattr(finding, column.name) for column in TABLES["Findings"].columns}


def _span(stay: Stay, flights: Mapping[str, Flight]) -> tuple[datetime | None, datetime | None]:
    """Return when a stay begins and ends: from the docking of the way up to the undocking of the way down."""
    up = flights.get(stay.up) if stay.up is not None else None
    down = flights.get(stay.down) if stay.down is not None else None
    start = up.docked if up is not None and up.docked is not None else stay.start
    end = down.undocked if down is not None and down.undocked is not None else stay.end
    return start, end


def _text(instant: datetime | None) -> str:
    return "" if instant is None else instants.write(instant)


def _day(instant: datetime | None) -> str:
    return "" if instant is None else f"{instant:%Y-%m-%d}"
