"""The story: the corridor from a file to a page, and the record of what flew."""

from crossflight.files import certificate_matches, schema
from crossflight.story.boosting import boosts, save_boosts
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
from crossflight.story.landing import land
from crossflight.story.lighting import light
from crossflight.story.opportunities import windows
from crossflight.story.orbits import ORBIT_ENDINGS, KnownOrbit, Sampling, export_orbit, known_orbit
from crossflight.story.replanning import Replanned, replan

__all__ = [
    "FORMATS",
    "ORBIT_ENDINGS",
    "FlightFilter",
    "KnownOrbit",
    "PersonFilter",
    "Replanned",
    "Sampling",
    "baseline",
    "boosts",
    "certificate_matches",
    "check",
    "export",
    "export_orbit",
    "flown",
    "history_flights",
    "history_people",
    "is_open",
    "judged_until",
    "known_orbit",
    "land",
    "light",
    "load",
    "measure",
    "plan",
    "plan_document",
    "replan",
    "save",
    "save_boosts",
    "schema",
    "show",
    "station_history",
    "survey",
    "try_writing",
    "windows",
]
