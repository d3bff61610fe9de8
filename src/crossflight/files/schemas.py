"""JSON Schemas of the files, for editors and other programs."""

import json
import os
from pathlib import Path
from typing import Any, Literal

from crossflight.record import Catalogue, EventFile, Noun, Plan, ScenarioFile

__all__ = ["SCHEMAS", "schema", "write_schemas"]

Kind = Literal["scenario", "catalogue", "plan", "event"]

SCHEMAS: dict[Kind, type[Noun]] = {
    "scenario": ScenarioFile,
    "catalogue": Catalogue,
    "plan": Plan,
    "event": EventFile,
}
"""The noun that each kind of file describes."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: Kind) -> dict[str, Any]:
    """Return the JSON Schema, draft 2020-12, of scenario, catalogue, plan or event files.

    It says what a file may look like, and no more: that a name is known, or that a launch comes before its
    docking, is found out when the file is loaded.
    """
    written = SCHEMAS[kind].model_json_schema()
    definitions = written.pop("$defs")
    written = _as_written({**written, "$defs": definitions})
    written["title"] = f"Crossflight {kind}"
    return {"$schema": _DIALECT, "$id": f"urn:crossflight:schema:{kind}", **written}


def write_schemas(folder: str | os.PathLike[str]) -> None:
    """Write the schemas of all kinds into a folder, as ``scenario.schema.json`` and so on."""
    for kind in SCHEMAS:
        text = json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"
        Path(folder, f"{kind}.schema.json").write_text(text, encoding="utf-8")


def _as_written(part: Any) -> Any:
    """Return a part of a schema with the liberties that files have: a day for an instant, one source without a list."""
    if isinstance(part, list):
        return [_as_written(entry) for entry in part]
    if not isinstance(part, dict):
        return part
    if part.get("format") == "date-time":
        return {"type": "string", "anyOf": [{"format": "date-time"}, {"format": "date"}]}
    done = {key: _as_written(entry) for key, entry in part.items()}
    properties = done.get("properties")
    if isinstance(properties, dict) and isinstance(properties.get("source"), dict):
        several = properties["source"]
        shared = {key: several.pop(key) for key in ("title", "default", "description") if key in several}
        properties["source"] = {**shared, "anyOf": [several["items"], several]}
    return done
