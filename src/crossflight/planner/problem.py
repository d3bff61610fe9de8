"""The planning problem, read from a scenario and its sky: what is fixed, what is open, who can fly."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from crossflight.planner.days import Arrival, Calendar, Leaving, arrivals, departures
from crossflight.record import (
    DateWish,
    Departure,
    Flight,
    FlightRequest,
    Person,
    Port,
    Scenario,
    Sky,
    VehicleType,
)

__all__ = ["OpenFlight", "Pattern", "Problem", "Stand"]


@dataclass(frozen=True, slots=True)
class Stand:
    """A fixed vehicle at a port: minutes and days of the calendar, the end None while it is open."""

    flight: Flight
    port: str
    start: datetime
    end: datetime | None


@dataclass(frozen=True)
class OpenFlight:
    """A flight with something to decide: all of it (a request), or only its departure."""

    id: str
    vehicle: str
    type: VehicleType
    request: FlightRequest | None
    departure: Departure | None
    flight: Flight | None
    """The fixed flight, when only the departure is open."""
    arrivals: dict[int, Arrival]
    leavings: dict[int, Leaving]

    @property
    def arrives(self) -> bool:
        """Say whether the docking day is open."""
        return self.request is not None

    @property
    def leaves(self) -> bool:
        """Say whether it leaves within the horizon."""
        return bool(self.leavings)

    @property
    def launch_wish(self) -> DateWish:
        """Return the days wished for the launch."""
        return self.request.launch if self.request is not None else DateWish()

    @property
    def undock_wish(self) -> DateWish:
        """Return the days wished for the undocking."""
        if self.request is not None:
            return self.request.undock or DateWish()
        return self.departure.undock if self.departure is not None else DateWish()


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way for a person to stay: up in one flight, down in the same one."""

    person: Person
    up: str


class Problem:
    """What the model is built from."""

    def __init__(self, scenario: Scenario, sky: Sky) -> None:
        self.scenario = scenario
        self.sky = sky
        self.calendar = Calendar.of(scenario)
        self.end = scenario.horizon.end

    @cached_property
    def people(self) -> dict[str, Person]:
        """People by id."""
        return {person.id: person for person in self.scenario.people}

    @cached_property
    def ports(self) -> dict[str, Port]:
        """Ports by id."""
        return {port.id: port for port in self.scenario.station.ports}

    @cached_property
    def types(self) -> dict[str, VehicleType]:
        """Vehicle types by the id of each vehicle."""
        types = {kind.id: kind for kind in self.scenario.vehicle_types}
        return {vehicle.id: types[vehicle.type] for vehicle in self.scenario.vehicles}

    @cached_property
    def open_flights(self) -> dict[str, OpenFlight]:
        """Flights with something to decide, in the order of the scenario: departures first."""
        margin = timedelta(minutes=self.scenario.numbers.daylight_margin_min)
        sites = {site.id: site for site in self.scenario.sites}
        fixed = {flight.id: flight for flight in self.scenario.flights}
        found: dict[str, OpenFlight] = {}
        for departure in self.scenario.departures:
            flight = fixed[departure.flight]
            kind = self.types[flight.vehicle]
            zone = departure.zone or flight.zone
            leavings = departures(self.calendar, self.sky, zone, kind, departure.undock, self.end, margin)
            found[flight.id] = OpenFlight(flight.id, flight.vehicle, kind, None, departure, flight, {}, leavings)
        for request in self.scenario.requests:
            kind = self.types[request.vehicle]
            wish = request.undock
            stays = wish is None or (wish.wanted is not None and wish.wanted >= self.end)
            leavings = (
                {}
                if wish is None or stays
                else departures(self.calendar, self.sky, request.zone, kind, wish, self.end, margin)
            )
            coming = arrivals(self.calendar, self.sky, sites.get(request.site), kind, request.launch, self.end)
            found[request.id] = OpenFlight(request.id, request.vehicle, kind, request, None, None, coming, leavings)
        return found

    @cached_property
    def fixed_flights(self) -> tuple[Flight, ...]:
        """Flights of the record that dock at all."""
        return tuple(flight for flight in self.scenario.flights if flight.docked is not None)

    @cached_property
    def stands(self) -> tuple[Stand, ...]:
        """Where fixed vehicles stand within the horizon; an open departure leaves the end to be decided."""
        return tuple(
            stand
            for flight in self.fixed_flights
            for stand in _stands(flight)
            if stand.end is None or stand.end > self.scenario.horizon.start
        )

    @cached_property
    def fixed_crews(self) -> dict[str, tuple[str, ...]]:
        """People aboard at the start of the horizon or later, by the fixed flight that is their home."""
        crews: dict[str, list[str]] = {}
        for stay in self.scenario.stays:
            if stay.end is not None and stay.end <= self.scenario.horizon.start:
                continue
            home = stay.homes[-1].flight if stay.homes else stay.up
            if home is not None:
                crews.setdefault(home, []).append(stay.person)
        return {flight: tuple(sorted(crew)) for flight, crew in crews.items()}

    @cached_property
    def patterns(self) -> tuple[Pattern, ...]:
        """Every stay that the model can choose: announced people on their flights, the pool on open seats."""
        busy = {person for crew in self.fixed_crews.values() for person in crew}
        announced = {person for request in self.scenario.requests for person in request.announced}
        found = []
        for request in self.scenario.requests:
            found += [Pattern(self.people[person], request.id) for person in request.announced]
            if len(request.announced) >= request.crew_size:
                continue
            for person in self.scenario.pool:
                if person in busy or person in announced:
                    continue
                if request.at_most.get(self.people[person].agency, 0) > 0:
                    found.append(Pattern(self.people[person], request.id))
        return tuple(found)

    def patterns_up(self, flight_id: str) -> Iterator[tuple[int, Pattern]]:
        """Yield (index, pattern) of those who could go up in a flight."""
        return ((index, pattern) for index, pattern in enumerate(self.patterns) if pattern.up == flight_id)


def _stands(flight: Flight) -> Iterator[Stand]:
    if flight.docked is None or flight.port is None:
        return
    port, start = flight.port, flight.docked
    for move in flight.relocations:
        yield Stand(flight, port, start, move.undocked)
        port, start = move.port, move.docked
    yield Stand(flight, port, start, flight.undocked)
