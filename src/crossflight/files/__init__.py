"""Files: scenarios, plans and the catalogue, read with care and written whole."""

from crossflight.files.cataloguing import catalogue, merge, parse_catalogue, shipped_scenarios
from crossflight.files.loading import load, load_plan, load_scenario, parse_plan, parse_scenario
from crossflight.files.orbits import Orbit, load_orbit, parse_orbit, save_orbit
from crossflight.files.resolving import resolve
from crossflight.files.saving import (
    certificate_matches,
    save_plan,
    save_text,
    scenario_sha256,
    try_writing,
    write_plan,
)
from crossflight.files.schemas import schema, write_schemas

__all__ = [
    "Orbit",
    "catalogue",
    "certificate_matches",
    "load",
    "load_orbit",
    "load_plan",
    "load_scenario",
    "merge",
    "parse_catalogue",
    "parse_orbit",
    "parse_plan",
    "parse_scenario",
    "resolve",
    "save_orbit",
    "save_plan",
    "save_text",
    "scenario_sha256",
    "schema",
    "shipped_scenarios",
    "try_writing",
    "write_plan",
    "write_schemas",
]
