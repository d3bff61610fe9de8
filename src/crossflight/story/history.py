"""What flew: selections from a station's history, as nouns for pages and as rows for programs."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from crossflight import files, views
from crossflight.errors import FileError, InputError
from crossflight.record import Flight, Scenario, Stay
from crossflight.story.corridor import baseline
from crossflight.views import FlightRow, PersonRow

__all__ = [
    "FlightFilter",
    "PersonFilter",
    "flown",
    "history_flights",
    "history_people",
    "refuse_stranger",
    "station_history",
]

HISTORY = "-history"
"""What the name of a shipped history ends in, after the station's."""


@dataclass(frozen=True, kw_only=True)
class FlightFilter:
    """What flights are asked for; all that is said must hold."""

    vehicle: str | None = None
    """A vehicle type, or one vehicle."""
    since: datetime | None = None
    """Launched at this instant or later."""
    until: datetime | None = None
    """Launched before this instant."""
    port: str | None = None
    """Stood at this port, also after a relocation."""
    person: str | None = None
    """Carried this person up or down."""
    crewed: bool = False
    """Carried somebody up or down."""


@dataclass(frozen=True, kw_only=True)
class PersonFilter:
    """What stays are asked for; all that is said must hold."""

    aboard_on: datetime | None = None
    """Aboard at this instant."""
    agency: str | None = None
    flight: str | None = None
    """Came up or went down on this flight."""


def station_history(station: str) -> Scenario:
    """Return the shipped history of a station.

    Raises
    ------
    InputError
        When none comes with the package.
    """
    name = f"{station}{HISTORY}"
    try:
        return files.load_scenario(name)
    except FileError as error:
        shipped = files.shipped_scenarios()
        if name in shipped:
            raise
        known = sorted(entry.removesuffix(HISTORY) for entry in shipped if entry.endswith(HISTORY))
        problem = f"no history of a station '{station}' comes with the package"
        raise InputError(problem, way_out=f"choose one of: {', '.join(known)}") from error


def flown(history: Scenario, wanted: FlightFilter) -> tuple[Flight, ...]:
    """Return the flights asked for, by launch.

    Raises
    ------
    InputError
        When a filter names what the history does not know.
    """
    types = {vehicle.id: vehicle.type for vehicle in history.vehicles}
    vehicles = {*types, *types.values(), *(flight.id for flight in history.flights)}
    refuse_stranger("vehicle", wanted.vehicle, vehicles)
    refuse_stranger("port", wanted.port, {port.id for port in history.station.ports})
    refuse_stranger("person", wanted.person, {person.id for person in history.people})

    def launched(flight: Flight) -> datetime | None:
        return flight.launch or flight.docked

    def within(flight: Flight) -> bool:
        start = launched(flight)
        if start is None:
            return wanted.since is None and wanted.until is None
        return (wanted.since is None or wanted.since <= start) and (wanted.until is None or start < wanted.until)

    tests: list[Callable[[Flight], bool]] = [within]
    if wanted.vehicle is not None:
        tests.append(lambda flight: wanted.vehicle in {flight.id, flight.vehicle, types.get(flight.vehicle)})
    if wanted.port is not None:
        tests.append(lambda flight: wanted.port in {flight.port, *(move.port for move in flight.relocations)})
    if wanted.person is not None:
        tests.append(lambda flight: wanted.person in {*flight.up, *flight.down})
    if wanted.crewed:
        tests.append(lambda flight: bool(flight.up or flight.down))
    chosen = (flight for flight in history.flights if all(test(flight) for test in tests))
    return tuple(sorted(chosen, key=lambda flight: (launched(flight) or history.horizon.start, flight.id)))


def history_flights(wanted: FlightFilter, station: str = "iss") -> list[FlightRow]:
    """Return the flights of a station that are asked for, as rows."""
    history = station_history(station)
    return [views.flight_row(flight, history) for flight in flown(history, wanted)]


def history_people(wanted: PersonFilter, station: str = "iss") -> list[PersonRow]:
    """Return the stays aboard a station that are asked for, as rows by their start.

    With ``aboard_on`` a row names the home vehicle at that instant, "unknown" between the bounds of a change
    whose day is not public, and counts the days aboard until then.

    Raises
    ------
    InputError
        When a filter names what the history does not know, or an instant outside it.
    """
    history = station_history(station)
    refuse_stranger("agency", wanted.agency, {person.agency for person in history.people})
    refuse_stranger("flight", wanted.flight, {flight.id for flight in history.flights})
    _refuse_instant_outside(history, wanted.aboard_on)
    agencies = {person.id: person.agency for person in history.people}
    flights = {flight.id: flight for flight in history.flights}
    stays: Iterable[Stay] = history.stays
    if wanted.aboard_on is not None:
        stays = views.aboard(stays, flights, wanted.aboard_on)
    if wanted.agency is not None:
        stays = (stay for stay in stays if agencies.get(stay.person) == wanted.agency)
    if wanted.flight is not None:
        stays = (stay for stay in stays if wanted.flight in {stay.up, stay.down})
    record = baseline(history)
    rows = [views.person_row(stay, record, wanted.aboard_on) for stay in stays]
    return sorted(rows, key=lambda row: (row["start"] or "", row["flight_up"] or "", row["person"]))


def refuse_stranger(kind: str, value: str | None, known: Collection[str]) -> None:
    """Refuse a name that the history does not know, and offer those that are near."""
    if value is None or value in known:
        return
    near = get_close_matches(value, sorted(known), n=3, cutoff=0.5)
    way_out = f"did you mean {' or '.join(near)}?" if near else f"one of them is {min(known)}" if known else ""
    raise InputError(f"the history knows no {kind} '{value}'", way_out=way_out)


def _refuse_instant_outside(history: Scenario, instant: datetime | None) -> None:
    horizon = history.horizon
    if instant is None or horizon.start <= instant < horizon.end:
        return
    told = f"{horizon.start:%Y-%m-%d} to {horizon.end:%Y-%m-%d}"
    raise InputError(f"{instant:%Y-%m-%d} lies outside the history, {told}", way_out="ask for a day within it")
