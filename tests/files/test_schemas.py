"""JSON Schemas: current, valid, and true of the files that ship."""

import json
import tomllib
from datetime import date, datetime
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from crossflight.files import schema, write_plan, write_schemas
from crossflight.files.schemas import SCHEMAS
from files.small import CATALOGUE, FLIGHTS, SCENARIO, small_plan

PAGES = Path(__file__).parents[2] / "docs" / "reference" / "schema"
CATALOGUE_FOLDER = Path(str(package_files("crossflight") / "catalogue"))


def as_json(value: Any) -> Any:
    """Return TOML data as an editor sees it: instants as text."""
    if isinstance(value, dict):
        return {key: as_json(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [as_json(entry) for entry in value]
    return value.isoformat() if isinstance(value, datetime | date) else value


def problems(kind: Any, data: Any) -> list[str]:
    return [
        f"{error.json_path}: {error.message}"
        for error in Draft202012Validator(schema(kind), format_checker=FormatChecker()).iter_errors(data)
    ]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_is_itself_valid_and_has_a_name(kind: Any) -> None:
    Draft202012Validator.check_schema(schema(kind))

    assert "https://json-schema.org/draft/2020-12/schema" == schema(kind)["$schema"]
    assert (f"urn:crossflight:schema:{kind}", f"Crossflight {kind}") == (schema(kind)["$id"], schema(kind)["title"])


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_schemas_in_the_reference_are_current(kind: Any, tmp_path: Path) -> None:
    # To renew them: python -c "from crossflight.files import write_schemas; write_schemas('docs/reference/schema')"
    write_schemas(tmp_path)
    name = f"{kind}.schema.json"

    assert (tmp_path / name).read_text("utf-8") == (PAGES / name).read_text("utf-8")


@pytest.mark.parametrize("path", sorted(CATALOGUE_FOLDER.glob("*.toml")), ids=lambda path: path.name)
def test_the_catalogue_of_the_package_follows_its_schema(path: Path) -> None:
    assert [] == problems("catalogue", as_json(tomllib.loads(path.read_text("utf-8"))))


@pytest.mark.parametrize("path", sorted(CATALOGUE_FOLDER.glob("scenarios/*.toml")), ids=lambda path: path.name)
def test_the_shipped_scenarios_follow_their_schema(path: Path) -> None:
    assert [] == problems("scenario", as_json(tomllib.loads(path.read_text("utf-8"))))


def test_small_files_follow_their_schemas() -> None:
    assert [] == problems("catalogue", as_json(tomllib.loads(CATALOGUE + FLIGHTS)))
    assert [] == problems("scenario", as_json(tomllib.loads(SCENARIO)))
    assert [] == problems("plan", json.loads(write_plan(small_plan())))


def test_a_wrong_file_does_not_follow_its_schema() -> None:
    data = as_json(tomllib.loads(SCENARIO))

    assert problems("scenario", data | {"name": "Not A Slug"})
    assert problems("scenario", data | {"colour": "red"})
    assert problems("scenario", {key: value for key, value in data.items() if key != "horizon"})
    assert problems("scenario", data | {"pool": "hal"})
