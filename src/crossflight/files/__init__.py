"""Files: scenarios, plans and the catalogue, read with care and written whole."""

from crossflight.files.calendars import save_calendar, write_calendar
from crossflight.files.cataloguing import (
    catalogue,
    merge,
    parse_catalogue,
    shipped_events,
    shipped_scenarios,
    with_spacewalks,
)
from crossflight.files.eventing import load_events, parse_events
from crossflight.files.loading import load, load_plan, load_scenario, parse_plan, parse_scenario
from crossflight.files.orbits import Orbit, load_orbit, parse_orbit, save_orbit
from crossflight.files.requiring import require
from crossflight.files.resolving import resolve
from crossflight.files.saving import (
    certificate_matches,
    decisions_sha256,
    save_plan,
    save_scenario,
    save_text,
    scenario_sha256,
    try_writing,
    write_plan,
)
from crossflight.files.schemas import schema, write_schemas
from crossflight.files.sheets import READ, TABLES, import_sheet, save_csv, save_workbook, write_csv, write_workbook

__all__ = [
    "READ",
    "TABLES",
    "Orbit",
    "catalogue",
    "certificate_matches",
    "decisions_sha256",
    "import_sheet",
    "load",
    "load_events",
    "load_orbit",
    "load_plan",
    "load_scenario",
    "merge",
    "parse_catalogue",
    "parse_events",
    "parse_orbit",
    "parse_plan",
    "parse_scenario",
    "require",
    "resolve",
    "save_calendar",
    "save_csv",
    "save_orbit",
    "save_plan",
    "save_scenario",
    "save_text",
    "save_workbook",
    "scenario_sha256",
    "schema",
    "shipped_events",
    "shipped_scenarios",
    "try_writing",
    "with_spacewalks",
    "write_calendar",
    "write_csv",
    "write_plan",
    "write_schemas",
    "write_workbook",
]
