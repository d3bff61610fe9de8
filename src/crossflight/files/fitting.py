"""Whether what an author wrote fits together: vehicles and ports, dates and horizon, requests and flights."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from crossflight import instants
from crossflight.errors import ScenarioError
from crossflight.files.parsing import join
from crossflight.files.referring import nouns_in
from crossflight.instants import DAY
from crossflight.record import Flight, FlightRequest, Horizon, Moment, Noun, Person, Port, ScenarioFile, Station, Stay

__all__ = [
    "HORIZON_LIMIT_DAYS",
    "check_crews",
    "check_departures",
    "check_horizon",
    "check_lists",
    "check_order",
    "check_ports",
    "check_qualifications",
    "check_returns",
]

HORIZON_LIMIT_DAYS = 14_640
"""Longest span that is planned or judged: forty years."""

KNOWN_WITHIN_DAYS = 3_660
"""The day from which a scenario is seen lies no further from its horizon: ten years."""

EARLIEST = datetime(1957, 1, 1, tzinfo=UTC)
"""No horizon begins before the space age, …"""

LATEST = datetime(2201, 1, 1, tzinfo=UTC)
"""… or ends so late that adding to its instants would leave the calendar."""


def check_horizon(horizon: Horizon, as_of: datetime, file: str, prefix: str = "") -> None:
    """Refuse a horizon that is empty, too long or out of this age, and a day of knowledge far from it."""
    start, end = horizon.start, horizon.end
    if end <= start:
        problem = f"the horizon ends at {instants.write(end)}, not after its start at {instants.write(start)}"
        raise ScenarioError(problem, file=file, path=f"{prefix}horizon.end", way_out="set a later end")
    if end - start > HORIZON_LIMIT_DAYS * DAY:
        problem = f"the horizon has {(end - start).days:,} days; at most {HORIZON_LIMIT_DAYS:,} are planned"
        raise ScenarioError(problem, file=file, path=f"{prefix}horizon.end", way_out="set an earlier end")
    for key, instant in (("start", start), ("end", end)):
        if not EARLIEST <= instant <= LATEST:
            problem = f"{instants.write(instant)} lies outside {EARLIEST.year} to {LATEST.year - 1}"
            raise ScenarioError(problem, file=file, path=f"{prefix}horizon.{key}", way_out="check the year")
    if start - as_of > KNOWN_WITHIN_DAYS * DAY or as_of - end > KNOWN_WITHIN_DAYS * DAY:
        problem = (
            f"{instants.write(as_of)} lies more than {KNOWN_WITHIN_DAYS:,} days away from the horizon "
            f"({instants.write(start)} to {instants.write(end)})"
        )
        raise ScenarioError(problem, file=file, path=f"{prefix}as_of", way_out="give the day from which it is seen")


def check_lists(scenario: ScenarioFile, file: str) -> None:
    """Refuse a list in which something stands twice that can only be said once, and a policy without levels."""
    lists: list[tuple[str, tuple[str, ...]]] = [("pool", scenario.pool), ("policy.levels", scenario.policy.levels)]
    for position, request in enumerate(scenario.requests):
        lists.append((f"requests[{position}].announced", request.announced))
        lists.append((f"requests[{position}].ports", request.ports))
    for path, entries in lists:
        seen: set[str] = set()
        for index, entry in enumerate(entries):
            if entry in seen:
                here = f"{path}[{index}]"
                raise ScenarioError(f"'{entry}' is listed twice", file=file, path=here, way_out="list it once")
            seen.add(entry)
    if not scenario.policy.levels:
        way_out = "list one or more, or leave the key out"
        raise ScenarioError("no level is listed", file=file, path="policy.levels", way_out=way_out)


_OF = {"operator": "a segment", "commander": "a vehicle type", "suit": "an entry suit"}
"""What a qualification is of, where it cannot stand without."""


def check_crews(scenario: ScenarioFile, file: str) -> None:
    """Refuse more people announced for a flight than its crew has, where all of them have to fly in it."""
    for position, request in enumerate(scenario.requests):
        count = len(request.announced)
        if count > request.crew_size and scenario.policy.crews == "as-announced":
            problem = f"{count} people are announced for '{request.id}', and its crew_size is {request.crew_size}"
            way_out = "name fewer, give a larger one, or let policy.crews be drop"
            raise ScenarioError(problem, file=file, path=f"requests[{position}].announced", way_out=way_out)


def check_qualifications(people: Iterable[Person], file: str) -> None:
    """Refuse an operator of no segment, a commander of no vehicle type, and a suit of no kind."""
    for position, person in enumerate(people):
        for index, entry in enumerate(person.qualifications):
            if entry.of is None and entry.kind in _OF:
                problem = f"'{person.id}' {'has a' if entry.kind == 'suit' else 'is'} {entry.kind} of nothing"
                path = f"people[{position}].qualifications[{index}]"
                way_out = f"add the key 'of' with {_OF[entry.kind]}"
                raise ScenarioError(problem, file=file, path=path, way_out=way_out)


def check_order(noun: Noun, file: str, *path: str | int) -> None:
    """Refuse a noun, or one within it, that ends before it begins."""
    for first, last in (("start", "end"), ("since", "until"), ("since", "latest")):
        begin, end = getattr(noun, first, None), getattr(noun, last, None)
        if isinstance(begin, datetime) and isinstance(end, datetime) and end < begin:
            problem = f"{last} {instants.write(end)} comes before {first} {instants.write(begin)}"
            raise ScenarioError(problem, file=file, path=join((*path, last)), way_out="change one of them")
    for field in type(noun).model_fields:
        for below, entry in nouns_in(field, getattr(noun, field)):
            check_order(entry, file, *path, *below)


def check_departures(scenario: ScenarioFile, flights: Mapping[str, Flight], file: str) -> None:
    """Refuse a departure of a flight that left already, or stays for good, or is listed before."""
    seen: set[str] = set()
    for position, entry in enumerate(scenario.departures):
        flight = flights[entry.flight]
        path = f"departures[{position}].flight"
        if flight.id in seen:
            raise ScenarioError(f"'{flight.id}' has a departure already", file=file, path=path, way_out="take one out")
        seen.add(flight.id)
        if flight.permanent:
            raise ScenarioError(f"'{flight.id}' stays for good", file=file, path=path, way_out="take the departure out")
        if flight.undocked is not None and "undocked" not in flight.planned:
            problem = f"'{flight.id}' undocked at {instants.write(flight.undocked)} already"
            raise ScenarioError(problem, file=file, path=path, way_out="take the departure out")


def check_returns(scenario: ScenarioFile, stays: Iterable[Stay], file: str) -> None:
    """Refuse a day of return of somebody who is not aboard as the horizon begins, or has one already."""
    flying = {request.id for request in scenario.requests}
    aboard = {stay.person for stay in stays if stay.up not in flying}
    seen: set[str] = set()
    for position, entry in enumerate(scenario.returns):
        path = f"returns[{position}].person"
        if entry.person in seen:
            problem = f"'{entry.person}' has a day of return already"
            raise ScenarioError(problem, file=file, path=path, way_out="take one out")
        seen.add(entry.person)
        if entry.person not in aboard:
            problem = f"'{entry.person}' is not aboard as the horizon begins"
            way_out = "take it out; of those who fly later the undocking of their request is wanted"
            raise ScenarioError(problem, file=file, path=path, way_out=way_out)


def check_ports(scenario: ScenarioFile, station: Station, interfaces: Mapping[str, str], file: str) -> None:
    """Refuse a flight of the file at a port that does not fit or is not there, and a request without one.

    Parameters
    ----------
    scenario
        The scenario as written; all that it names is known.
    station
        Its station.
    interfaces
        The interface of each vehicle.
    file
        Stands in messages.
    """
    for position, flight in enumerate(scenario.flights):
        _check_dockings(flight, interfaces[flight.vehicle], station, file, f"flights[{position}]")
    for position, request in enumerate(scenario.requests):
        _check_ports_of_request(request, interfaces[request.vehicle], station, file, f"requests[{position}].ports")


def _check_dockings(flight: Flight, interface: str, station: Station, file: str, path: str) -> None:
    ports = {port.id: port for port in station.ports}
    for key, port_id, instant, is_day in _dockings(flight):
        fitting = [port.id for port in station.ports if _fits(port, interface, instant, is_day)]
        taken = ports[port_id].interface
        if taken != interface:
            problem = f"'{flight.vehicle}' has interface {interface}, port '{port_id}' takes {taken}"
        elif port_id not in fitting and instant is not None:
            problem = f"port '{port_id}' is not there on {instant:%Y-%m-%d}: {_dates(ports[port_id])}"
        else:
            continue
        raise ScenarioError(problem, file=file, path=f"{path}.{key}", way_out=_choose(fitting))


def _check_ports_of_request(request: FlightRequest, interface: str, station: Station, file: str, path: str) -> None:
    taken = {port.id: port.interface for port in station.ports}
    if all(taken[port_id] != interface for port_id in request.ports):
        told = ", ".join(f"'{port_id}' takes {taken[port_id]}" for port_id in request.ports)
        problem = f"'{request.vehicle}' has interface {interface}, port {told}"
        fitting = [port.id for port in station.ports if port.interface == interface]
        raise ScenarioError(problem, file=file, path=path, way_out=_choose(fitting))


def _choose(fitting: list[str]) -> str:
    return f"choose one of: {', '.join(fitting)}" if fitting else "no port of the station would do; check the vehicle"


def _dockings(flight: Flight) -> Iterator[tuple[str, str, datetime | None, bool]]:
    """Yield each docking: key in the flight, port, instant, and whether only the day of it is known.

    Of a module that stays no instant is given: it takes the port away.
    """
    if flight.port is not None:
        moment: Moment = "docked" if flight.docked is not None else "launch"
        instant = None if flight.permanent else flight.docked or flight.launch
        yield "port", flight.port, instant, flight.precision.get(moment) == "day"
    for index, move in enumerate(flight.relocations):
        yield f"relocations[{index}].port", move.port, move.docked, move.precision == "day"


def _fits(port: Port, interface: str, instant: datetime | None, is_day: bool) -> bool:
    if port.interface != interface:
        return False
    if instant is None:
        return True
    # Subtracted, not added: the instant may be the last of the calendar.
    slack = DAY if is_day else DAY * 0
    return any(
        period.start - instant <= slack and (period.end is None or instant < period.end) for period in port.available
    )


def _dates(port: Port) -> str:
    spans = [
        f"{period.start:%Y-%m-%d} to {period.end:%Y-%m-%d}" if period.end else f"since {period.start:%Y-%m-%d}"
        for period in port.available
    ]
    return f"it is there {' and '.join(spans)}" if spans else "it is never there"
