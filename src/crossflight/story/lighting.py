"""Day and night aboard a station of the catalogue."""

# ruff: noqa: PLC0415 - the arrays and the frames are imported when they are first needed

from datetime import datetime, timedelta
from pathlib import Path

from crossflight import files, instants
from crossflight.errors import CallError, InputError
from crossflight.files.validating import suggest
from crossflight.record import Light
from crossflight.story.naming import naming

__all__ = ["light"]

LONGEST_SPAN = timedelta(days=366)
"""A year; an element set says nothing of the eclipses after it."""


def light(station: str, orbit: str | Path, start: datetime, end: datetime) -> Light:
    """Return the eclipses, noons and spans of full Sun aboard in ``[start, end)``, and each day's light.

    Parameters
    ----------
    station
        The id of a station in the catalogue, such as iss.
    orbit
        A file with the station's orbit: OMM, TLE or OEM.

    Raises
    ------
    InputError
        When the id is not known, or the orbit cannot be used.
    CallError
        When the span is empty or longer than a year.
    """
    from crossflight import dynamics

    if end <= start:
        message = (
            f"the span ends at {instants.write(end)}, not after its start {instants.write(start)} — give a later end"
        )
        raise CallError(message)
    if end - start > LONGEST_SPAN:
        message = f"the span lasts {(end - start).days:,} days; at most {LONGEST_SPAN.days} — ask for less at a time"
        raise CallError(message)
    stations = {entry.id: entry for entry in files.catalogue().stations}
    if station not in stations:
        raise InputError(f"the catalogue knows no station '{station}'", way_out=suggest(station, stations))
    goal = stations[station]
    path = files.load_orbit(orbit, goal.catalogue_number, goal.international_designator)
    with naming(orbit):
        return dynamics.light_aboard(path, goal, start, end)
