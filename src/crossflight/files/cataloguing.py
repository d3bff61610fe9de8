"""The catalogue that comes with the package, and the scenarios beside it."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from crossflight.errors import ScenarioError
from crossflight.files.parsing import parse_toml
from crossflight.files.validating import validate
from crossflight.record import Catalogue

__all__ = ["FOLDER", "TABLES", "catalogue", "check_ids", "merge", "parse_catalogue", "shipped_scenarios"]

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
    }
)
"""The tables of a catalogue whose entries have an id, and what one entry is called."""


OTHER_TABLES = ("stays", "home_changes")


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


def shipped_scenarios() -> Mapping[str, Traversable]:
    """Return the scenarios that come with the package, by bare name."""
    folder = _package_folder() / "scenarios"
    found = (
        {file.name.removesuffix(".toml"): file for file in folder.iterdir() if file.name.endswith(".toml")}
        if folder.is_dir()
        else {}
    )
    return MappingProxyType(dict(sorted(found.items())))


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
