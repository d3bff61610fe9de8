"""The story: the corridor from a file to a page, and the record of what flew."""

from crossflight.files import certificate_matches, require, schema
from crossflight.story.boosting import boosts, save_boosts
from crossflight.story.certifying import sealed, verify
from crossflight.story.contingencies import inherited, load_events
from crossflight.story.corridor import (
    baseline,
    check,
    is_open,
    judged_until,
    load,
    measure,
    plan,
    plan_document,
    save,
    survey,
    try_writing,
)
from crossflight.story.deriving import derive
from crossflight.story.differing import diff
from crossflight.story.display import show
from crossflight.story.exporting import FORMATS, export
from crossflight.story.history import (
    FlightFilter,
    PersonFilter,
    flown,
    history_flights,
    history_people,
    station_history,
)
from crossflight.story.importing import import_sheet, save_scenario, try_writing_scenario
from crossflight.story.landing import land
from crossflight.story.lighting import light
from crossflight.story.opportunities import windows
from crossflight.story.orbits import ORBIT_ENDINGS, KnownOrbit, Sampling, export_orbit, known_orbit
from crossflight.story.replanning import Replanned, replan
from crossflight.story.spacewalk_history import (
    SpacewalkFilter,
    SpacewalkRecord,
    durations,
    history_spacewalks,
    is_joint,
    spacewalk_record,
    spacewalk_rows,
    spacewalks_done,
)
from crossflight.story.spacewalking import parse_mishap, save_spacewalk_page, spacewalk, spacewalk_case
from crossflight.story.stations import StationPlanned, plan_stations
from crossflight.story.supposing import lose, lose_one, move

__all__ = [
    "FORMATS",
    "ORBIT_ENDINGS",
    "FlightFilter",
    "KnownOrbit",
    "PersonFilter",
    "Replanned",
    "Sampling",
    "SpacewalkFilter",
    "SpacewalkRecord",
    "StationPlanned",
    "baseline",
    "boosts",
    "certificate_matches",
    "check",
    "derive",
    "diff",
    "durations",
    "export",
    "export_orbit",
    "flown",
    "history_flights",
    "history_people",
    "history_spacewalks",
    "import_sheet",
    "inherited",
    "is_joint",
    "is_open",
    "judged_until",
    "known_orbit",
    "land",
    "light",
    "load",
    "load_events",
    "lose",
    "lose_one",
    "measure",
    "move",
    "parse_mishap",
    "plan",
    "plan_document",
    "plan_stations",
    "replan",
    "require",
    "save",
    "save_boosts",
    "save_scenario",
    "save_spacewalk_page",
    "schema",
    "sealed",
    "show",
    "spacewalk",
    "spacewalk_case",
    "spacewalk_record",
    "spacewalk_rows",
    "spacewalks_done",
    "station_history",
    "survey",
    "try_writing",
    "try_writing_scenario",
    "verify",
    "windows",
]
