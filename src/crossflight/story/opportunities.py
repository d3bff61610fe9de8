"""Launch opportunities of a vehicle from a pad to a station, all three from the catalogue."""

# ruff: noqa: PLC0415 - the arrays and the frames are imported when they are first needed

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from crossflight import files, instants
from crossflight.errors import CallError, InputError
from crossflight.files.validating import suggest
from crossflight.record import LaunchSite, Station, Vehicle, VehicleType, Windows, WindowWish, ascent_of
from crossflight.story.naming import naming

__all__ = ["windows"]

Entry = TypeVar("Entry", Station, LaunchSite, VehicleType, Vehicle)

LONGEST_SPAN = timedelta(days=3653)
"""Ten years."""

WITHOUT_A_WISH = WindowWish()


def windows(
    station: str,
    orbit: str | Path,
    site: str,
    vehicle: str,
    start: datetime,
    end: datetime,
    wish: WindowWish = WITHOUT_A_WISH,
) -> Windows:
    """Return every launch opportunity whose plane crossing lies in ``[start, end)``, or why there is none.

    Parameters
    ----------
    station, site
        Ids of the catalogue, such as iss and baikonur-31-6.
    orbit
        A file with the station's orbit: OMM, TLE or OEM.
    vehicle
        The id of a vehicle type, or of one vehicle.
    wish
        One profile by its name, from when on the phase is open, boosts of the station.

    Raises
    ------
    InputError
        When an id is not known, no ascent of the vehicle from the pad is, or the orbit cannot be used; when a profile
        is asked for that no crossing of the span allows.
    """
    from crossflight import dynamics

    if end <= start:
        message = (
            f"the span ends at {instants.write(end)}, not after its start {instants.write(start)} — give a later end"
        )
        raise CallError(message)
    if end - start > LONGEST_SPAN:
        message = f"the span lasts {(end - start).days:,} days; at most {LONGEST_SPAN.days:,} — ask for less at a time"
        raise CallError(message)
    catalogue = files.catalogue()
    goal = _known("station", station, catalogue.stations)
    pad = _known("launch site", site, catalogue.sites)
    kind = _type_of(vehicle, catalogue.vehicle_types, catalogue.vehicles)
    if kind.interface not in {port.interface for port in goal.ports}:
        problem = f"no port of '{station}' takes the {kind.interface} of '{kind.id}'"
        raise InputError(problem, way_out="give another vehicle or station")
    ascent = ascent_of(catalogue.ascents, kind.id, pad.id)
    profiles = tuple(profile for profile in catalogue.profiles if kind.id in profile.vehicle_types)
    path = files.load_orbit(orbit, goal.catalogue_number, goal.international_designator)
    with naming(orbit):
        return dynamics.opportunities(path, goal, pad, ascent, profiles, (start, end), vehicle, wish)


def _known(word: str, identifier: str, entries: Iterable[Entry]) -> Entry:
    by_id = {entry.id: entry for entry in entries}
    if identifier not in by_id:
        raise InputError(f"the catalogue knows no {word} '{identifier}'", way_out=suggest(identifier, by_id))
    return by_id[identifier]


def _type_of(identifier: str, types: Iterable[VehicleType], vehicles: Iterable[Vehicle]) -> VehicleType:
    """Return the type that an id names, or the type of the one vehicle that it names."""
    types = tuple(types)
    serials = {entry.id: entry.type for entry in vehicles}
    known = {entry.id for entry in types}
    if identifier not in known | serials.keys():
        way_out = suggest(identifier, known | serials.keys())
        raise InputError(f"the catalogue knows no vehicle '{identifier}'", way_out=way_out)
    return _known("vehicle type", serials.get(identifier, identifier), types)
