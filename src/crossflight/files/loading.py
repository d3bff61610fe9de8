"""Load a scenario or a plan: by the bare name of one that comes with the package, or from a file."""

import os
from pathlib import Path
from typing import Any

from crossflight.errors import FileError, ScenarioError
from crossflight.files import cataloguing
from crossflight.files.checking import check_plan
from crossflight.files.parsing import parse_json, parse_toml
from crossflight.files.reading import is_file, read_text
from crossflight.files.resolving import resolve
from crossflight.files.validating import suggest_shipped, validate
from crossflight.record import Catalogue, Plan, Scenario, ScenarioFile

__all__ = ["load", "load_plan", "load_scenario", "parse_plan", "parse_scenario", "scenario_text"]

ENDINGS = (".toml", ".json")


def load(
    name_or_path: str | os.PathLike[str], catalogue: Catalogue | None = None, *, courses: bool = False
) -> Scenario | Plan:
    """Return the scenario or plan of that name.

    Parameters
    ----------
    name_or_path
        The bare name of a shipped scenario, or a path. A file that ends in ``.toml`` is a scenario. JSON is a
        plan when it has the key ``format`` or ``scenario``, and a scenario otherwise.
    catalogue
        The catalogue for scenarios; None: the package's.
    courses
        True plans the courses before launches although the scenario does not ask for them.

    Raises
    ------
    InputError
        When there is no such name or file, or what it says cannot be used.
    """
    data, name = _read(name_or_path)
    return _plan(data, name) if _is_plan(data) else _scenario(data, name, catalogue, courses=courses)


def load_scenario(name_or_path: str | os.PathLike[str], catalogue: Catalogue | None = None) -> Scenario:
    """Return the scenario of that name; a plan is refused."""
    data, name = _read(name_or_path)
    if _is_plan(data):
        raise FileError("it is a plan, not a scenario", file=name, way_out="give the scenario that it was made from")
    return _scenario(data, name, catalogue)


def load_plan(path: str | os.PathLike[str]) -> Plan:
    """Return the plan of that name; a scenario is refused."""
    data, name = _read(path)
    if not _is_plan(data):
        raise FileError("it is a scenario, not a plan", file=name, way_out="make a plan of it: crossflight plan")
    return _plan(data, name)


def parse_scenario(text: str, file: str = "scenario", catalogue: Catalogue | None = None) -> Scenario:
    """Return the scenario that a TOML or JSON text describes, with all that it needs from the catalogue.

    Raises
    ------
    InputError
        When it cannot be read, or what it says cannot be: where in it, and the way out.
    """
    return _scenario(_data(text, file), file, catalogue)


def parse_plan(text: str, file: str = "plan") -> Plan:
    """Return the plan that a JSON text describes; it holds its scenario.

    Raises
    ------
    InputError
        When it cannot be read, or names what it does not hold: where in it, and the way out.
    """
    return _plan(parse_json(text, file), file)


def _scenario(data: dict[str, Any], file: str, catalogue: Catalogue | None, *, courses: bool = False) -> Scenario:
    if not data:
        raise ScenarioError("it is empty", file=file, way_out="write name, title, station, as_of and horizon")
    if "events" in data and data.keys().isdisjoint({"station", "horizon"}):
        problem = "it tells events, and neither a station nor a horizon"
        raise FileError(problem, file=file, way_out="give it to crossflight replan PLAN --event")
    written = validate(ScenarioFile, data, file)
    if courses:
        written = written.model_copy(update={"plans_courses": True})
    return resolve(written, catalogue or cataloguing.catalogue_for(written), file_name=file)


def _plan(data: dict[str, Any], file: str) -> Plan:
    plan = validate(Plan, data, file)
    check_plan(plan, file)
    return plan


def scenario_text(name_or_path: str | os.PathLike[str]) -> tuple[str, str]:
    """Return the text of a shipped scenario or a file as it is written, and how the file is called in messages."""
    path, name = Path(name_or_path), os.fspath(name_or_path)
    shipped = cataloguing.shipped_scenarios()
    if cataloguing.is_bare(name, shipped) and not is_file(path):
        if name not in shipped:
            problem = f"no scenario of this name comes with the package ({', '.join(shipped) or 'there is none'})"
            raise FileError(problem, file=name, way_out=suggest_shipped(name, shipped))
        file = f"{cataloguing.FOLDER}/scenarios/{name}.toml"
        return shipped[name].read_text(encoding="utf-8"), file
    if name.endswith(("/", os.sep)) and is_file(path):  # a path forgets the slash
        raise FileError("it is a file, and its name ends as that of a folder", file=name, way_out="leave the slash out")
    text = read_text(path)
    if path.suffix.lower() not in ENDINGS and not (_is_json(text) and '"format"' in text):
        problem = f"the ending {path.suffix!r} says neither scenario (.toml) nor plan (.json)"
        raise FileError(problem, file=name, way_out=f"name it {path.stem}.toml or {path.stem}.json")
    return text, name


def _read(name_or_path: str | os.PathLike[str]) -> tuple[dict[str, Any], str]:
    """Return what a shipped scenario or a file holds, and how the file is called in messages."""
    text, name = scenario_text(name_or_path)
    return _data(text, name), name


def _data(text: str, file: str) -> dict[str, Any]:
    """Return what a text holds; no TOML begins with a brace."""
    return parse_json(text, file) if _is_json(text) or file.lower().endswith(".json") else parse_toml(text, file)


def _is_json(text: str) -> bool:
    return text.lstrip()[:1] == "{"


def _is_plan(data: dict[str, Any]) -> bool:
    return not {"format", "scenario"}.isdisjoint(data)
