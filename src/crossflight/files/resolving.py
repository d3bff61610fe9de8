"""Turn a scenario as its author wrote it into one that holds everything it needs, as known on its day.

::

    catalogue ── as known on as_of ──┐
                                     ├──> what the scenario names ──> Scenario
    the file's own tables ───────────┘

An entry of the file replaces the catalogue's entry of the same id, and is never cut: an author may state the
future. With ``history = true`` the catalogue's flights to the station come along, with their stays, home
changes and events. Without it only agreements, and events of people, sites and ports, do.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from crossflight.errors import ScenarioError
from crossflight.files.cataloguing import TABLES, check_ids
from crossflight.files.crediting import credited
from crossflight.files.fitting import (
    check_crews,
    check_departures,
    check_horizon,
    check_lists,
    check_order,
    check_ports,
    check_qualifications,
    check_returns,
)
from crossflight.files.knowing import (
    agreements_as_known,
    events_as_known,
    first_instant,
    flights_as_known,
    home_changes_as_known,
    person_as_known,
    spacewalks_as_known,
    stays_as_known,
    with_lives_as_known,
)
from crossflight.files.outfitting import outfit, spacewalks_near, trainings_of
from crossflight.files.parsing import ENTRY_LIMIT
from crossflight.files.referring import (
    ANYTHING,
    RULES_AND_NUMBERS,
    WORDS,
    Known,
    check_references,
    check_station,
    nouns_in,
    references,
)
from crossflight.files.requiring import check_requirements
from crossflight.files.staying import cut_stays, read_stays, stays_begun_before
from crossflight.files.tasking import check_tasks
from crossflight.files.teaching import check_courses
from crossflight.files.validating import suggest
from crossflight.record import (
    Agreement,
    Catalogue,
    Event,
    Fact,
    Flight,
    HomeChange,
    Noun,
    Scenario,
    ScenarioFile,
    Station,
    Stay,
)

__all__ = ["NEEDED", "resolve"]

NEEDED = (
    "agencies",
    "suits",
    "vehicle_types",
    "vehicles",
    "launchers",
    "sites",
    "zones",
    "people",
    "prebreathes",
    "worksites",
    "centres",
    "facilities",
    "courses",
)
"""Tables of which a scenario holds what it names, and nothing else."""

TABLE_LIMIT = 5_000
"""Entries of one table of a scenario, with those from the catalogue: flights, people, …; of stays there may be more."""

Tables = Mapping[str, Mapping[str, Any]]


class _Record(NamedTuple):
    """What flew, as known, and what the author added to it."""

    flights: dict[str, Flight]
    """Every flight to the station."""
    present: dict[str, Flight]
    """Those that are at the station at some time of the horizon, or come from the file, by launch."""
    stays: tuple[Stay, ...]
    """Those that are written down."""
    home_changes: tuple[HomeChange, ...]


def resolve(file: ScenarioFile, catalogue: Catalogue, *, file_name: str = "scenario") -> Scenario:
    """Return the scenario with everything in it that it needs.

    Parameters
    ----------
    file
        The scenario as written.
    catalogue
        What is known of stations, vehicles, people and flights.
    file_name
        Stands in messages.

    Raises
    ------
    ScenarioError
        When the file names what nobody knows, or what cannot fit together: where in it, and the way out.
    """
    tables = _tables(file, catalogue)
    station = tables["stations"].get(file.station)
    if station is None:
        way_out = suggest(file.station, tables["stations"])
        raise ScenarioError(f"unknown station '{file.station}'", file=file_name, path="station", way_out=way_out)
    record = _record(file, catalogue)
    _check(file, tables, station, record, file_name)

    flights = {*record.present, *(request.id for request in file.requests)}
    every_stay = read_stays(record.flights.values(), record.home_changes, record.stays)
    stays = cut_stays(every_stay, flights, file.horizon.start)
    parts: dict[str, tuple[Any, ...]] = {
        "flights": tuple(record.present.values()),
        "stays": stays,
        "home_changes": tuple(_home_changes(file, record, flights, {stay.person for stay in stays})),
        "agreements": tuple(sorted(_agreements(file, catalogue, tables), key=lambda entry: (entry.start, entry.id))),
        "requests": file.requests,
        "departures": file.departures,
        "returns": file.returns,
        "absences": file.absences,
        "waivers": file.waivers,
        "requirements": file.requirements,
        "events": file.events,
        "spacewalks": spacewalks_near(file, catalogue),
        "spacewalk_requests": file.spacewalk_requests,
        "trainings": trainings_of(file, catalogue),
        "training_requests": file.training_requests,
    }
    also = [*(("people", person) for person in file.pool), *outfit(file, tables)]
    parts |= _needed([station, *_entries(parts)], also, tables, file_name)
    check_returns(file, stays, file_name)
    check_courses(parts["courses"], parts["facilities"], file.training_requests, file_name)
    named = {
        station.id,
        *_parts_of(station),
        *flights,
        *(entry.id for table in NEEDED for entry in parts[table]),
    }
    events = (*file.events, *_events(file, catalogue, named))
    parts["events"] = tuple(sorted(events, key=lambda event: (event.start, event.id)))
    if file.orbit is not None:
        parts |= _flying(tables, parts)
    _refuse_too_many(parts, file_name)
    cited = _cited([station, *_entries(parts), *([file.orbit] if file.orbit else [])])
    scenario = Scenario(
        name=file.name,
        title=file.title,
        as_of=file.as_of,
        horizon=file.horizon,
        station=station,
        orbit=file.orbit,
        boosts=file.boosts,
        phasing=file.phasing,
        plans_courses=file.plans_courses,
        sources=tuple(entry for _, entry in sorted(tables["sources"].items()) if entry.id in cited),
        pool=file.pool,
        reseat=file.reseat,
        numbers=file.numbers,
        policy=file.policy,
        notes=file.notes,
        **parts,
    )
    check_requirements(scenario, file_name)
    return scenario


def _check(file: ScenarioFile, tables: Tables, station: Station, record: _Record, file_name: str) -> None:
    """Refuse what names nothing, and what cannot fit together."""
    check_horizon(file.horizon, file.as_of, file_name)
    check_ids(file, file_name, (*TABLES, "requests", "waivers", "spacewalk_requests", "training_requests"))
    check_lists(file, file_name)
    check_crews(file, file_name)
    check_qualifications(file.people, file_name)
    check_order(file, file_name)
    for position, entry in enumerate(file.stations):
        check_station(entry, file_name, "stations", position)
    for position, flight in enumerate(file.flights):
        if flight.station != station.id:
            problem = f"'{flight.id}' flies to '{flight.station}', the scenario is of '{station.id}'"
            path = f"flights[{position}].station"
            raise ScenarioError(problem, file=file_name, path=path, way_out="take the flight out")
    for position, request in enumerate(file.requests):
        if request.id in record.present:
            problem = f"'{request.id}' is a flight already"
            path = f"requests[{position}].id"
            raise ScenarioError(
                problem, file=file_name, path=path, way_out="give the request another id, or take it out"
            )
    check_references(file, _known(file, tables, station, record), file_name)
    types = {entry.id: entry.interface for entry in tables["vehicle_types"].values()}
    interfaces = {entry.id: types.get(entry.type, "unknown") for entry in tables["vehicles"].values()}
    check_ports(file, station, interfaces, file_name)
    check_departures(file, record.present, file_name)
    check_tasks(file, tables, station, file_name)


def _tables(file: ScenarioFile, catalogue: Catalogue) -> Tables:
    """Return entries by table and id: the catalogue's as known, those of the file over them."""
    as_known: dict[str, Callable[[Any, datetime], Any]] = {
        "people": person_as_known,
        "vehicles": with_lives_as_known,
        "vehicle_types": with_lives_as_known,
    }
    tables: dict[str, dict[str, Any]] = {}
    for table in TABLES:
        cut = as_known.get(table)
        entries = {entry.id: cut(entry, file.as_of) if cut else entry for entry in getattr(catalogue, table)}
        tables[table] = entries | {entry.id: entry for entry in getattr(file, table)}
    done = spacewalks_as_known(catalogue.spacewalks, file.as_of)
    own = {person.id: person for person in file.people}
    tables["people"] = credited(tables["people"], done, tables["suits"]) | own
    return tables


def _record(file: ScenarioFile, catalogue: Catalogue) -> _Record:
    """Return the flights, stays and home changes of the file, with history those of the catalogue too."""
    own = {flight.id: flight for flight in file.flights}
    if not file.history:
        return _Record(own, dict(sorted(own.items(), key=_by_launch)), file.stays, file.home_changes)
    whole = [flight for flight in catalogue.flights if flight.station == file.station]
    known = {flight.id: flight for flight in flights_as_known(whole, file.as_of) if flight.id not in own}
    present = {name: flight for name, flight in known.items() if _is_there(flight, file.horizon.start)} | own
    at_station = {flight.id for flight in whole} | own.keys()
    told = [
        stay for stay in catalogue.stays if at_station & {stay.up, stay.down, *(home.flight for home in stay.homes)}
    ]
    changes = home_changes_as_known(catalogue.home_changes, file.as_of)
    return _Record(
        known | own,
        dict(sorted(present.items(), key=_by_launch)),
        (*stays_as_known(stays_begun_before(whole, told), file.as_of), *file.stays),
        (*(change for change in changes if change.flight in known | own), *file.home_changes),
    )


def _by_launch(item: tuple[str, Flight]) -> tuple[bool, datetime | str, str]:
    name, flight = item
    start = first_instant(flight)
    return (start is None, start or "", name)


def _is_there(flight: Flight, start: datetime) -> bool:
    """Say whether the flight was not over before the start, as far as is known."""
    ends = [instant for instant in (flight.undocked, flight.landed) if instant is not None]
    periods = [flight.bounds[moment] for moment in ("undocked", "landed") if moment in flight.bounds]
    if not ends and not periods:
        return True
    return any(end >= start for end in ends) or any(period.end is None or period.end >= start for period in periods)


def _known(file: ScenarioFile, tables: Tables, station: Station, record: _Record) -> Known:
    """Return the ids that the file may name."""
    known: dict[str, set[str]] = {table: set(entries) for table, entries in tables.items()}
    requested = {request.id for request in file.requests}
    known["stations"] = {station.id}
    known["ports"] = {port.id for port in station.ports}
    known["segments"] = {segment.id for entry in tables["stations"].values() for segment in entry.segments}
    known["flights at the station"] = set(record.present)
    known["flights"] = set(record.present) | requested
    known["flights on record"] = set(record.flights) | requested
    known["airlocks"] = {airlock.id for airlock in station.airlocks}
    known["places outside"] = known["airlocks"] | known["worksites"]
    known["training requests"] = {request.id for request in file.training_requests}
    known[ANYTHING] = set().union(*known.values())
    return {**known, **RULES_AND_NUMBERS}


def _home_changes(file: ScenarioFile, record: _Record, flights: set[str], aboard: set[str]) -> Iterator[HomeChange]:
    """Yield the file's home changes, and those of the catalogue that concern the scenario, in order."""
    own = set(file.home_changes)
    for change in sorted(dict.fromkeys(record.home_changes), key=lambda change: (change.since, change.person)):
        if change in own or (change.flight in flights and change.person in aboard):
            yield change


def _agreements(file: ScenarioFile, catalogue: Catalogue, tables: Tables) -> Iterator[Agreement]:
    """Yield the file's agreements, and the catalogue's whose sides both come here while they last."""
    yield from file.agreements
    own = {agreement.id for agreement in file.agreements}
    flights = [flight for flight in catalogue.flights if flight.station == file.station]
    vehicles = {flight.vehicle for flight in (*flights, *file.flights)}
    vehicles |= {request.vehicle for request in file.requests}
    types = {entry.type for entry in tables["vehicles"].values() if entry.id in vehicles}
    for agreement in agreements_as_known(catalogue.agreements, file.as_of):
        is_of_time = agreement.start < file.horizon.end and (
            agreement.end is None or agreement.end > file.horizon.start
        )
        if agreement.id not in own and is_of_time and all(types & set(side.vehicle_types) for side in agreement.sides):
            yield agreement


def _events(file: ScenarioFile, catalogue: Catalogue, named: set[str]) -> Iterator[Event]:
    """Yield the catalogue's events whose subject the scenario holds; without history, none of a flight."""
    own = {event.id for event in file.events}
    left_out = set() if file.history else {flight.id for flight in catalogue.flights}
    for event in events_as_known(catalogue.events, file.as_of):
        if event.id not in own and event.subject in named and event.subject not in left_out:
            yield event


def _flying(tables: Tables, parts: Mapping[str, tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
    """Return how the vehicle types of the scenario go up from its pads, on to the station, and home."""
    held = {table: {entry.id for entry in parts[table]} for table in ("vehicle_types", "launchers", "sites")}
    ascents = (
        entry
        for _, entry in sorted(tables["ascents"].items())
        if entry.vehicle_type in held["vehicle_types"]
        and entry.launcher in held["launchers"]
        and held["sites"] & set(entry.sites)
    )
    profiles = (
        entry for _, entry in sorted(tables["profiles"].items()) if held["vehicle_types"] & set(entry.vehicle_types)
    )
    descents = (
        entry for _, entry in sorted(tables["descents"].items()) if held["vehicle_types"] & set(entry.vehicle_types)
    )
    zones = {entry.id for entry in parts["zones"]}
    aim_points = (entry for _, entry in sorted(tables["aim_points"].items()) if entry.zone in zones)
    return {
        "ascents": tuple(ascents),
        "profiles": tuple(profiles),
        "descents": tuple(descents),
        "aim_points": tuple(aim_points),
    }


def _parts_of(station: Station) -> Iterator[str]:
    yield from (segment.id for segment in station.segments)
    yield from (port.id for port in station.ports)
    yield from (airlock.id for airlock in station.airlocks)


def _needed(
    roots: Iterable[Noun], also: Iterable[tuple[str, str]], tables: Tables, file_name: str
) -> dict[str, tuple[Any, ...]]:
    """Return what is named by table and id, all that the roots name, all that this names in turn; by table and id."""
    needed: dict[str, dict[str, Any]] = {table: {} for table in NEEDED}
    wanted = [
        (reference.table, reference.id) for root in roots for reference in references(root) if reference.is_needed
    ]
    wanted += also
    while wanted:
        table, identifier = wanted.pop()
        if table not in needed or identifier in needed[table]:
            continue
        entry = tables[table].get(identifier)
        if entry is None:
            problem = f"the catalogue names the {WORDS[table]} '{identifier}', which nobody knows"
            raise ScenarioError(problem, file=file_name, way_out=suggest(identifier, tables[table]))
        needed[table][identifier] = entry
        wanted += [(reference.table, reference.id) for reference in references(entry) if reference.is_needed]
    return {table: tuple(entry for _, entry in sorted(entries.items())) for table, entries in needed.items()}


def _entries(parts: Mapping[str, tuple[Any, ...]]) -> Iterator[Noun]:
    for entries in parts.values():
        yield from entries


def _cited(nouns: Iterable[Noun]) -> set[str]:
    """Return what the nouns, and the nouns in them, give as their sources."""
    cited: set[str] = set()
    waiting = list(nouns)
    while waiting:
        noun = waiting.pop()
        if isinstance(noun, Fact):
            cited.update(noun.source)
        for field in type(noun).model_fields:
            waiting += [entry for _, entry in nouns_in(field, getattr(noun, field))]
    return cited


def _refuse_too_many(parts: Mapping[str, tuple[Any, ...]], file_name: str) -> None:
    for table, entries in parts.items():
        limit = ENTRY_LIMIT if table == "stays" else TABLE_LIMIT
        if len(entries) > limit:
            problem = f"{len(entries):,} {table.replace('_', ' ')} with those that come along; at most {limit:,}"
            raise ScenarioError(problem, file=file_name, path=table, way_out="leave some out")
