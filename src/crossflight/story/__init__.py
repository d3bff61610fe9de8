"""The story: the corridor from a file to a page, and the record of what flew."""

from crossflight.files import certificate_matches, schema
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
from crossflight.story.opportunities import windows

__all__ = [
    "FORMATS",
    "FlightFilter",
    "PersonFilter",
    "baseline",
    "certificate_matches",
    "check",
    "export",
    "flown",
    "history_flights",
    "history_people",
    "is_open",
    "judged_until",
    "load",
    "measure",
    "plan",
    "plan_document",
    "save",
    "schema",
    "show",
    "station_history",
    "survey",
    "try_writing",
    "windows",
]
