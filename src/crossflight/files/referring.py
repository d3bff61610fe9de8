"""What an entry names: each reference by id, its path in the entry, the table where it must be found."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from crossflight.errors import ScenarioError
from crossflight.files.cataloguing import check_ids
from crossflight.files.parsing import join
from crossflight.files.validating import suggest
from crossflight.record import (
    RULEBOOK,
    Absence,
    AimPoint,
    Airlock,
    Ascent,
    Centre,
    Corridor,
    Course,
    CourseNeed,
    Departure,
    Descent,
    Event,
    Facility,
    Flight,
    FlightRequest,
    Grant,
    HomeChange,
    HomeSeat,
    Launcher,
    LaunchSite,
    Noun,
    Numbers,
    Person,
    Prebreathe,
    Profile,
    Qualification,
    Relocation,
    Requirement,
    ReturnWish,
    Scenario,
    ScenarioFile,
    Segment,
    Side,
    Spacewalk,
    SpacewalkRequest,
    Station,
    Stay,
    Suit,
    Task,
    Training,
    TrainingRequest,
    Vehicle,
    VehicleType,
    Waiver,
    Worksite,
)

__all__ = [
    "ANYTHING",
    "RULES_AND_NUMBERS",
    "WORDS",
    "Known",
    "Reference",
    "check_references",
    "check_station",
    "nouns_in",
    "references",
]

Known = Mapping[str, AbstractSet[str]]
"""The ids that may be named, by table."""

ANYTHING = "anything"
"""Stands for a table where any id will do: a waiver's subject may be a flight, a person, a port, …"""

RULES_AND_NUMBERS: Known = {
    "rules": RULEBOOK.keys(),
    "numbers": Numbers.model_fields.keys() - {"assumed"},
}
"""What may be named in every scenario."""

WORDS: Mapping[str, str] = {
    "agencies": "agency",
    "stations": "station",
    "segments": "segment",
    "ports": "port",
    "suits": "suit",
    "vehicle_types": "vehicle type",
    "vehicles": "vehicle",
    "launchers": "launcher",
    "sites": "launch site",
    "zones": "landing zone",
    "people": "person",
    "flights": "flight",
    "agreements": "agreement",
    "airlocks": "airlock",
    "prebreathes": "prebreathe protocol",
    "worksites": "worksite",
    "spacewalk requests": "spacewalk request",
    "centres": "training centre",
    "facilities": "training facility",
    "courses": "course",
    "training requests": "training request",
    "places outside": "airlock or worksite",
    "flights at the station": "flight at the station",
    "flights on record": "flight",
    "rules": "rule",
    "numbers": "number",
    ANYTHING: "subject",
}
"""What an entry of a table is called in messages."""

_TABLES: Mapping[type[Noun], Mapping[str, str]] = {
    Absence: {"person": "people"},
    Airlock: {"suits": "suits"},
    Centre: {"agency": "agencies"},
    Course: {"facility": "facilities", "after": "courses"},
    Departure: {"flight": "flights at the station", "zone": "zones"},
    ReturnWish: {"person": "people"},
    Facility: {"centre": "centres"},
    Flight: {
        "station": "stations",
        "vehicle": "vehicles",
        "launcher": "launchers",
        "site": "sites",
        "zone": "zones",
        "port": "ports",
        "up": "people",
        "down": "people",
        "backups": "people",
        "commander_up": "people",
        "commander_down": "people",
    },
    FlightRequest: {
        "vehicle": "vehicles",
        "launcher": "launchers",
        "site": "sites",
        "zone": "zones",
        "ports": "ports",
        "announced": "people",
        "backups": "people",
        "candidates": "people",
        "at_least": "agencies",
        "at_most": "agencies",
    },
    HomeChange: {"person": "people", "flight": "flights"},
    HomeSeat: {"flight": "flights on record"},
    Launcher: {"agency": "agencies"},
    LaunchSite: {"launchers": "launchers"},
    Numbers: {"assumed": "numbers"},
    Person: {"agency": "agencies"},
    Relocation: {"port": "ports"},
    Requirement: {
        "person": "people",
        "flight": "flights",
        "port": "ports",
        "facility": "facilities",
        "agreement": "agreements",
    },
    Scenario: {"pool": "people", "reseat": "people"},
    ScenarioFile: {"station": "stations", "pool": "people", "reseat": "people"},
    Segment: {"agencies": "agencies"},
    Side: {"agencies": "agencies"},
    Spacewalk: {
        "station": "stations",
        "airlock": "airlocks",
        "suit": "suits",
        "outside": "people",
        "inside": "people",
        "arm": "people",
        "in_ship": "people",
        "agencies": "agencies",
    },
    SpacewalkRequest: {
        "airlock": "airlocks",
        "suit": "suits",
        "prebreathe": "prebreathes",
        "announced": "people",
        "candidates": "people",
        "arm_by": "people",
        "at_least": "agencies",
    },
    Stay: {"person": "people", "up": "flights on record", "down": "flights on record"},
    Task: {"worksite": "worksites"},
    Training: {"person": "people", "course": "courses", "flight": "flights"},
    TrainingRequest: {
        "courses": "courses",
        "people": "people",
        "agencies": "agencies",
        "flights": "flights",
        "apart_from": "training requests",
        "same_flight_as": "training requests",
    },
    Vehicle: {"type": "vehicle_types"},
    VehicleType: {"agency": "agencies", "entry_suit": "suits", "launchers": "launchers", "zones": "zones"},
    Waiver: {"rule": "rules"},
}
"""Fields that hold ids, and the table of each."""

_TABLES_ONLY_NAMED: Mapping[type[Noun], Mapping[str, str]] = {
    AimPoint: {"zone": "zones"},
    Airlock: {"urgent_for": "vehicle_types"},
    Ascent: {"vehicle_type": "vehicle_types", "launcher": "launchers", "sites": "sites"},
    Centre: {"travel_days": "centres"},
    Corridor: {"shut_by": "vehicle_types"},
    CourseNeed: {"vehicle_types": "vehicle_types", "agencies": "agencies"},
    Descent: {"vehicle_types": "vehicle_types"},
    Prebreathe: {"suits": "suits"},
    Profile: {"vehicle_types": "vehicle_types"},
    Side: {"vehicle_types": "vehicle_types"},
    Suit: {"family": "suits"},
    Waiver: {"subject": ANYTHING},
    Worksite: {"station": "stations", "minutes_from": "places outside"},
}
"""Fields that hold ids which are only compared: what they name need not come along into a scenario."""

_OF_QUALIFICATION = {"operator": "segments", "commander": "vehicle_types", "suit": "suits", "spacewalk": "suits"}

_SUBJECT_OF_EVENT = {
    "vehicle-degraded": "flights",
    "vehicle-restored": "flights",
    "leave-by": "flights",
    "flight-lost": "flights",
    "launch-held": "flights",
    "launcher-grounded": "launchers",
    "person-unfit": "people",
    "site-closed": "sites",
    "port-closed": "ports",
    "suit-restricted": "suits",
    "spacewalks-held": ANYTHING,
    "notice": ANYTHING,
}


class Reference(NamedTuple):
    """One id that an entry names."""

    path: tuple[str | int, ...]
    table: str
    id: str
    is_needed: bool
    """False where the id is only compared with others."""


def references(noun: Noun) -> Iterator[Reference]:
    """Yield what a noun and the nouns in it name, in the order of their fields.

    What stands inside a station and names the station's own ports and segments is not among them.
    """
    tables, only_named = _tables_of(noun)
    for field in type(noun).model_fields:
        value = getattr(noun, field)
        table = tables.get(field) or only_named.get(field)
        if table is not None:
            for path, identifier in _identifiers(field, value):
                yield Reference(path, table, identifier, field in tables)
        for path, below in nouns_in(field, value):
            for reference in references(below):
                yield reference._replace(path=(*path, *reference.path))
    if isinstance(noun, Waiver):
        yield from _marks(noun)


def _tables_of(noun: Noun) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the fields of a noun that hold ids, with their tables: first those needed, then those named."""
    if isinstance(noun, (Qualification, Grant)):
        return {}, {"of": _OF_QUALIFICATION[noun.kind]} if noun.kind in _OF_QUALIFICATION else {}
    if isinstance(noun, Event):
        table = _SUBJECT_OF_EVENT[noun.kind]
        return ({}, {"subject": table}) if table == ANYTHING else ({"subject": table}, {})
    return _TABLES.get(type(noun), {}), _TABLES_ONLY_NAMED.get(type(noun), {})


def _marks(waiver: Waiver) -> Iterator[Reference]:
    """Yield the flights whose moments a waiver starts or ends at."""
    for field, mark in (("start", waiver.start), ("end", waiver.end)):
        if isinstance(mark, str):
            yield Reference((field,), "flights", mark.partition(".")[0], is_needed=True)


def check_references(noun: Noun, known: Known, file: str, *path: str | int, only_needed: bool = False) -> None:
    """Refuse a noun that names what nobody knows.

    Raises
    ------
    ScenarioError
        Naming the first such id, and the nearest that there is.
    """
    for reference in references(noun):
        if (only_needed and not reference.is_needed) or reference.id in known[reference.table]:
            continue
        problem = f"unknown {WORDS[reference.table]} '{reference.id}'"
        way_out = suggest(reference.id, known[reference.table])
        raise ScenarioError(problem, file=file, path=join((*path, *reference.path)), way_out=way_out)


def check_station(station: Station, file: str, *path: str | int) -> None:
    """Refuse a station whose ports, airlocks and corridors name ports or segments that it does not have.

    Raises
    ------
    ScenarioError
        Naming the first such id, or the first that two of its ports, segments or airlocks share.
    """
    check_ids(station, file, ("segments", "ports", "airlocks"), f"{join(path)}.")
    known = {"ports": {port.id for port in station.ports}, "segments": {part.id for part in station.segments}}
    for inside, table, identifier in _inside(station):
        if identifier not in known[table]:
            problem = f"station '{station.id}' has no {WORDS[table]} '{identifier}'"
            way_out = suggest(identifier, known[table])
            raise ScenarioError(problem, file=file, path=join((*path, *inside)), way_out=way_out)


def _inside(station: Station) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Yield what the parts of a station name of the same station: path, table, id."""
    for position, port in enumerate(station.ports):
        yield ("ports", position, "segment"), "segments", port.segment
    for position, airlock in enumerate(station.airlocks):
        yield ("airlocks", position, "segment"), "segments", airlock.segment
        for number, port_id in enumerate(airlock.blocks_ports):
            yield ("airlocks", position, "blocks_ports", number), "ports", port_id
    for position, corridor in enumerate(station.corridors):
        yield ("corridors", position, "port"), "ports", corridor.port
        yield ("corridors", position, "at"), "ports", corridor.at


def nouns_in(field: str, value: object) -> Iterator[tuple[tuple[str | int, ...], Noun]]:
    """Yield the nouns that a field holds: one, or several."""
    if isinstance(value, Noun):
        yield (field,), value
    elif isinstance(value, tuple):
        for position, entry in enumerate(value):
            if isinstance(entry, Noun):
                yield (field, position), entry


def _identifiers(field: str, value: object) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the ids that a field holds: one, several, or the keys of a table."""
    if isinstance(value, str):
        yield (field,), value
    elif isinstance(value, tuple):
        for position, entry in enumerate(value):
            yield (field, position), entry
    elif isinstance(value, Mapping):
        for key in value:
            yield (field, key), key
