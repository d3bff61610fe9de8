"""The catalogue that comes with the package, and the scenarios beside it."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

from crossflight.errors import ScenarioError
from crossflight.files.parsing import parse_toml
from crossflight.files.validating import validate
from crossflight.record import Catalogue, ScenarioFile

__all__ = [
    "FOLDER",
    "TABLES",
    "catalogue",
    "catalogue_for",
    "check_ids",
    "is_bare",
    "merge",
    "parse_catalogue",
    "shipped_events",
    "shipped_scenarios",
    "with_spacewalks",
]

FOLDER = "crossflight/catalogue"

TABLES: Mapping[str, str] = MappingProxyType(
    {
        "sources": "source",
        "agencies": "agency",
        "stations": "station",
        "suits": "suit",
        "vehicle_types": "vehicle type",
        "vehicles": "vehicle",
        "launchers": "launcher",
        "sites": "launch site",
        "zones": "landing zone",
        "people": "person",
        "flights": "flight",
        "agreements": "agreement",
        "events": "event",
        "ascents": "ascent",
        "profiles": "rendezvous profile",
        "descents": "descent",
        "aim_points": "aim point",
        "prebreathes": "prebreathe protocol",
        "worksites": "worksite",
        "spacewalks": "spacewalk",
        "centres": "training centre",
        "facilities": "training facility",
        "courses": "course",
    }
)
"""The tables of a catalogue whose entries have an id, and what one entry is called."""


OTHER_TABLES = ("stays", "home_changes", "trainings")

EVENT = "-event"
"""Ends the names of event files among the shipped scenarios."""


@cache
def catalogue() -> Catalogue:
    """Return all the catalogue files of the package as one catalogue.

    Raises
    ------
    ScenarioError
        When one of them is wrong, or two have an entry of the same id.
    """
    parts = {
        f"{FOLDER}/{file.name}": file.read_text(encoding="utf-8")
        for file in sorted(_package_folder().iterdir(), key=lambda entry: entry.name)
        if file.is_file() and file.name.endswith(".toml")
    }
    return merge({name: parse_catalogue(text, file=name) for name, text in parts.items()})


def catalogue_for(file: ScenarioFile) -> Catalogue:
    """Return the catalogue of the package for a scenario, with the spacewalks on record where it needs them.

    It needs them to plan spacewalks or training, and to judge days that had flown by then.
    """
    plans_outside = bool(file.spacewalk_requests or file.training_requests or file.plans_courses)
    has_past = file.history and file.horizon.start < file.as_of
    return with_spacewalks(file.station) if plans_outside or has_past else catalogue()


def with_spacewalks(station: str) -> Catalogue:
    """Return the catalogue of the package with the spacewalks on record of a station, if there is such a record.

    A record is as long as the rest of the catalogue together, so it is read only where it is asked for.
    """
    record = _spacewalk_record(station)
    return (
        catalogue() if record is None else merge({FOLDER: catalogue(), f"{FOLDER}/spacewalks/{station}.toml": record})
    )


@cache
def _spacewalk_record(station: str) -> Catalogue | None:
    """Return the spacewalks on record of a station, and the people whom nothing else names."""
    folder = _package_folder() / "spacewalks"
    for entry in folder.iterdir() if folder.is_dir() else ():
        if entry.name == f"{station}.toml":
            return parse_catalogue(entry.read_text(encoding="utf-8"), file=f"{FOLDER}/spacewalks/{entry.name}")
    return None


def shipped_scenarios() -> Mapping[str, Traversable]:
    """Return the scenarios that come with the package, by bare name; one in a folder is called ``folder/name``."""
    shipped = _shipped()
    return MappingProxyType({name: shipped[name] for name in sorted(shipped) if not name.endswith(EVENT)})


def shipped_events() -> Mapping[str, Traversable]:
    """Return the event files that come with the package, by the name of their file alone: one can hit several plans."""
    events = {name.rsplit("/", 1)[-1].removesuffix(EVENT): file for name, file in _shipped().items() if EVENT in name}
    return MappingProxyType({name: events[name] for name in sorted(events)})


def is_bare(name: str, shipped: Iterable[str]) -> bool:
    """Say whether a name is meant as one of the shipped ones: one word, or in a folder that they have."""
    path = PurePath(name)
    folders = {known.rsplit("/", 1)[0] for known in shipped if "/" in known}
    is_one_word = name not in {"", ".", ".."} and path.name == name
    return not path.suffix and (is_one_word or name.rpartition("/")[0] in folders)


def _shipped() -> dict[str, Traversable]:
    """Return every file of the scenario folder and of the folders in it, by path without the ending."""
    found: dict[str, Traversable] = {}
    waiting = [("", _package_folder() / "scenarios")]
    while waiting:
        path, folder = waiting.pop()
        for entry in folder.iterdir() if folder.is_dir() else ():
            if entry.is_dir():
                waiting.append((f"{path}{entry.name}/", entry))
            elif entry.name.endswith(".toml"):
                found[path + entry.name.removesuffix(".toml")] = entry
    return found


def parse_catalogue(text: str, file: str = "catalogue") -> Catalogue:
    """Return the catalogue that a TOML text describes."""
    part = validate(Catalogue, parse_toml(text, file), file)
    check_ids(part, file)
    return part


def merge(parts: Mapping[str, Catalogue]) -> Catalogue:
    """Return the catalogues as one; the keys are their file names.

    Raises
    ------
    ScenarioError
        When two of them have an entry of the same id, naming both files.
    """
    merged: dict[str, tuple[Any, ...]] = {}
    for table, noun in TABLES.items():
        origin: dict[str, str] = {}
        for file, part in parts.items():
            for index, entry in enumerate(getattr(part, table)):
                if entry.id in origin:
                    problem = f"the {noun} '{entry.id}' is in {origin[entry.id]} already"
                    path = f"{table}[{index}].id"
                    raise ScenarioError(problem, file=file, path=path, way_out="take one of them out")
                origin[entry.id] = file
    for table in (*TABLES, *OTHER_TABLES):
        merged[table] = tuple(entry for part in parts.values() for entry in getattr(part, table))
    return Catalogue(**merged)


def check_ids(part: object, file: str, tables: Iterable[str] = TABLES, prefix: str = "") -> None:
    """Refuse an id that two entries of one table have."""
    for table in tables:
        seen: dict[str, int] = {}
        for index, entry in enumerate(getattr(part, table)):
            if entry.id in seen:
                problem = f"'{entry.id}' is the id of {prefix}{table}[{seen[entry.id]}] already"
                path = f"{prefix}{table}[{index}].id"
                raise ScenarioError(problem, file=file, path=path, way_out="give it another id, or take one out")
            seen[entry.id] = index


def _package_folder() -> Traversable:
    return files("crossflight") / "catalogue"
