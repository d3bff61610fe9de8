"""The planning problem, read from a scenario and its sky: what is fixed, what is open, who can fly."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache, cached_property
from itertools import pairwise

from crossflight.instants import DAY, merge
from crossflight.planner.days import Arrival, Calendar, Leaving, arrivals, departures, wished
from crossflight.record import (
    DateWish,
    Departure,
    Event,
    Flight,
    FlightRequest,
    Person,
    Port,
    Scenario,
    Sky,
    VehicleType,
)

__all__ = ["DayTables", "OpenFlight", "Pattern", "Problem", "Stand", "wants_to_leave"]


BOATS_AHEAD = 4
"""How many of the next vehicles can become the home of somebody who is aboard."""


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


@dataclass(frozen=True)
class DayTables:
    """What each day means, by what it depends on; several problems of one scenario and sky can share them."""

    arrivals: dict[tuple[str | None, ...], dict[int, Arrival]] = field(default_factory=dict)
    leavings: dict[tuple[str | None, str], dict[int, Leaving]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way for a person to stay: the flight up, and the flights whose vehicles are the home seat in turn."""

    person: Person
    up: str | None
    """None for somebody who is aboard already."""
    homes: tuple[str, ...]
    """The last one takes the person down."""

    @property
    def down(self) -> str:
        """Return the flight that takes the person down."""
        return self.homes[-1]


def wants_to_leave(request: FlightRequest, end: datetime) -> bool:
    """Say whether a requested flight leaves before the end of the horizon."""
    return request.undock is not None and (request.undock.wanted is None or request.undock.wanted < end)


class Problem:
    """What the model is built from.

    The days of a flight are those that its wishes allow; a ``whole`` problem has every day of the horizon, so that the
    wishes can be blamed as well. In a ``timetabled`` one the courses of training are solved with all the rest.
    """

    def __init__(
        self,
        scenario: Scenario,
        sky: Sky,
        *,
        whole: bool = False,
        tables: DayTables | None = None,
        timetabled: bool = False,
    ) -> None:
        self.scenario = scenario
        self.sky = sky
        self.whole = whole
        self.timetabled = timetabled
        self.calendar = Calendar.of(scenario)
        self.end = scenario.horizon.end
        self.tables = tables or DayTables()

    @cached_property
    def people(self) -> dict[str, Person]:
        """People by id."""
        return {person.id: person for person in self.scenario.people}

    @cached_property
    def booked(self) -> dict[tuple[str, str, str | None], list[tuple[datetime, datetime | None]]]:
        """When courses that are booked give a qualification, and when it lapses: by person, kind, of what."""
        grants = {course.id: course.grants for course in self.scenario.courses}
        found: dict[tuple[str, str, str | None], list[tuple[datetime, datetime | None]]] = {}
        for training in self.scenario.trainings:
            for grant in grants.get(training.course, ()):
                lapses = None if grant.valid_days is None else training.end + timedelta(days=grant.valid_days)
                found.setdefault((training.person, grant.kind, grant.of), []).append((training.end, lapses))
        return found

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
        fixed = {flight.id: flight for flight in self.scenario.flights}
        found: dict[str, OpenFlight] = {}
        for departure in self.scenario.departures:
            flight = fixed[departure.flight]
            kind = self.types[flight.vehicle]
            leavings = self._days_to_leave(departure.zone or flight.zone, kind, departure.undock)
            found[flight.id] = OpenFlight(flight.id, flight.vehicle, kind, None, departure, flight, {}, leavings)
        for request in self.scenario.requests:
            kind = self.types[request.vehicle]
            coming = self._days_to_arrive(request, kind)
            leavings = {}
            if wants_to_leave(request, self.end):
                leavings = self._days_to_leave(request.zone, kind, request.undock or DateWish())
            found[request.id] = OpenFlight(request.id, request.vehicle, kind, request, None, None, coming, leavings)
        return found

    def _days_to_arrive(self, request: FlightRequest, kind: VehicleType) -> dict[int, Arrival]:
        key = (request.site, request.launcher, request.profile, kind.id)
        if key not in self.tables.arrivals:
            self.tables.arrivals[key] = arrivals(self.calendar, self.sky, request, kind, self.end)
        every = self._unless_held(request, self.tables.arrivals[key])
        if self.whole:
            return every
        is_asked = wished(request.launch)
        return {day: entry for day, entry in every.items() if is_asked(entry.launch)}

    def _unless_held(self, request: FlightRequest, every: dict[int, Arrival]) -> dict[int, Arrival]:
        """Return the arrivals, those not allowed whose launch an event holds, or whose launcher is grounded then."""
        holds = [
            (event.start, event.end or self.end)
            for event in self.scenario.events
            if (event.kind, event.subject) in {("launch-held", request.id), ("launcher-grounded", request.launcher)}
        ]
        if not holds:
            return every
        return {
            day: replace(entry, is_allowed=False) if any(start <= entry.launch < end for start, end in holds) else entry
            for day, entry in every.items()
        }

    def _days_to_leave(self, zone: str | None, kind: VehicleType, wish: DateWish) -> dict[int, Leaving]:
        key = (zone, kind.id)
        if key not in self.tables.leavings:
            margin = timedelta(minutes=self.scenario.numbers.daylight_margin_min)
            self.tables.leavings[key] = departures(self.calendar, self.sky, zone, kind, self.end, margin)
        every = self.tables.leavings[key]
        is_asked = wished(wish)
        return every if self.whole else {day: entry for day, entry in every.items() if is_asked(entry.undocked)}

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
            if stand.end is None or stand.end >= self.scenario.horizon.start
        )

    @cached_property
    def fixed_crews(self) -> dict[str, tuple[str, ...]]:
        """People aboard at the start of the horizon or later, by the fixed flight that is and stays their home."""
        crews: dict[str, list[str]] = {}
        for stay in self.scenario.stays:
            if stay.end is not None and stay.end <= self.scenario.horizon.start:
                continue
            home = stay.homes[-1].flight if stay.homes else stay.up
            if home is not None and stay.person not in self.scenario.reseat:
                crews.setdefault(home, []).append(stay.person)
        return {flight: tuple(sorted(crew)) for flight, crew in crews.items()}

    @property
    def whole_span(self) -> tuple[int, int]:
        """The minutes of the horizon."""
        return self.calendar.minute(self.scenario.horizon.start), self.calendar.minute(self.end)

    @cache  # noqa: B019 - a problem is as short-lived as its model
    def able(self, person_id: str, segment_id: str) -> tuple[tuple[int, int], ...]:
        """Return the spans of the horizon, in minutes, in which a person can operate a segment: qualified, and fit."""
        unfit = [event for event in self.scenario.events if event.kind == "person-unfit" and event.subject == person_id]
        return self._qualified(person_id, "operator", segment_id, unfit)

    def operates(self, person_id: str, segment_id: str) -> tuple[tuple[int, int], ...]:
        """Return the spans of the horizon, in minutes, in which a person is qualified for a segment, fit or not."""
        return self._qualified(person_id, "operator", segment_id, ())

    def commands(self, person_id: str, type_id: str) -> tuple[tuple[int, int], ...]:
        """Return the spans of the horizon, in minutes, in which a person is qualified to command a vehicle type."""
        return self._qualified(person_id, "commander", type_id, ())

    def _qualified(self, person_id: str, kind: str, of: str, unfit: Sequence[Event]) -> tuple[tuple[int, int], ...]:
        person = self.people[person_id]
        start, end = self.scenario.horizon.start, self.end
        limits = [limit for held in person.qualifications for limit in (held.since, held.until)]
        limits += [limit for event in unfit for limit in (event.start, event.end)]
        times = {start, end, *(limit for limit in limits if limit is not None and start < limit < end)}
        spans = [
            (first, last)
            for first, last in pairwise(sorted(times))
            if person.is_qualified(kind, of, first)
            and not any(event.start <= first and (event.end is None or first < event.end) for event in unfit)
        ]
        return tuple((self.calendar.minute(first), self.calendar.minute(last)) for first, last in merge(spans))

    @cached_property
    def patterns(self) -> tuple[Pattern, ...]:
        """Every stay that the model can choose: new homes for those aboard, crews, and the pool on open seats."""
        announced = {person for request in self.scenario.requests for person in request.announced}
        can_move = self.scenario.policy.crews != "as-announced"
        found = list(self._aboard())
        busy = {person for crew in self.fixed_crews.values() for person in crew}
        busy |= {pattern.person.id for pattern in found}
        for request in self.scenario.requests:
            home = (request.id,)
            named = (*request.announced, *(request.candidates if can_move else ()))
            named = tuple(dict.fromkeys((*named, *self._required(request.id))))
            found += [Pattern(self.people[person], request.id, home) for person in named]
            if request.crew_size <= (0 if can_move else len(request.announced)):
                continue
            for person in self.scenario.pool:
                if person in busy or person in announced or person in named:
                    continue
                if request.at_most.get(self.people[person].agency, 0) > 0:
                    found.append(Pattern(self.people[person], request.id, home))
        return tuple(found)

    def _required(self, flight_id: str) -> Iterator[str]:
        """Yield the people who are required to fly in a flight, whether anybody thought of them or not."""
        for entry in self.scenario.requirements:
            if entry.kind == "seat" and entry.flight == flight_id and entry.person is not None and not entry.is_not:
                yield entry.person

    def _aboard(self) -> Iterator[Pattern]:
        """Yield the homes in turn of each person aboard whose home seat may be moved."""
        for stay in self.scenario.stays:
            if stay.person not in self.scenario.reseat or not stay.homes:
                continue
            if stay.end is not None and stay.end <= self.scenario.horizon.start:
                continue
            now = stay.homes[-1].flight
            docked = [flight for flight in self.boats_docked if flight != now]
            coming = self.boats_coming
            turns = [(), *((boat,) for boat in (*docked, *coming))]
            turns += [(boat, later) for boat in docked for later in coming]
            person = self.people[stay.person]
            for turn in turns:
                if self._is_suited(person, now, turn[-1] if turn else now):
                    yield Pattern(person, None, (now, *turn))

    def _is_suited(self, person: Person, now: str, last: str) -> bool:
        """Say whether somebody can come home in a vehicle: in the suit that is aboard, or one made for the person."""
        suit = self._flight_types[last].entry_suit
        return last == now or suit is None or suit in self.suits(person, now)

    def suits(self, person: Person, home: str) -> frozenset[str | None]:
        """Return the entry suits of somebody aboard: of the first home, of fitted ones since, those made for them."""
        made = (held.of for held in person.qualifications if held.kind == "suit" and held.since < self.end)
        start = self.scenario.horizon.start
        stays = (stay for stay in self.scenario.stays if stay.person == person.id and (stay.end or self.end) > start)
        homes = next((stay.homes for stay in stays if stay.homes), ())
        worn = [seat.flight for seat in homes[1:] if seat.kind == "nominal" and seat.fitted is True]
        first = homes[0].flight if homes else home
        known = (self._flight_types[flight].entry_suit for flight in (first, *worn) if flight in self._flight_types)
        return frozenset({*known, *made})

    @cached_property
    def _flight_types(self) -> dict[str, VehicleType]:
        """Vehicle types by the id of each flight."""
        flights = [(flight.id, flight.vehicle) for flight in self.scenario.flights]
        flights += [(request.id, request.vehicle) for request in self.scenario.requests]
        return {flight: self.types[vehicle] for flight, vehicle in flights}

    @cached_property
    def boats_docked(self) -> tuple[str, ...]:
        """Vehicles with seats that are docked at the start of the horizon."""
        start = self.scenario.horizon.start
        return tuple(
            flight.id
            for flight in self.fixed_flights
            if self.types[flight.vehicle].seats
            and flight.docked is not None
            and flight.docked <= start
            and (flight.undocked is None or flight.undocked > start)
        )

    @cached_property
    def boats_coming(self) -> tuple[str, ...]:
        """The next requested vehicles with seats, soonest first; later ones are no help to those aboard now."""
        wanted = [
            (request.launch.wanted or request.launch.earliest or self.end, request.id)
            for request in self.scenario.requests
            if self.types[request.vehicle].seats
        ]
        return tuple(flight_id for _, flight_id in sorted(wanted)[:BOATS_AHEAD])

    @property
    def reseated_minute(self) -> int:
        """The minute at which a home seat decided on at the start of the horizon can be in another docked vehicle."""
        return self.calendar.minute(self.scenario.horizon.start + self.scenario.numbers.reseat_days * DAY)

    def patterns_of(self, person_id: str) -> Sequence[tuple[int, Pattern]]:
        """Return the ways in which a person can stay, with the index of each."""
        return self._by_person.get(person_id, ())

    @cached_property
    def _by_person(self) -> dict[str, list[tuple[int, Pattern]]]:
        found: dict[str, list[tuple[int, Pattern]]] = {}
        for index, pattern in enumerate(self.patterns):
            found.setdefault(pattern.person.id, []).append((index, pattern))
        return found

    def patterns_up(self, flight_id: str) -> Iterator[tuple[int, Pattern]]:
        """Yield (index, pattern) of those who could go up in a flight."""
        return ((index, pattern) for index, pattern in enumerate(self.patterns) if pattern.up == flight_id)

    def patterns_down(self, flight_id: str) -> Iterator[tuple[int, Pattern]]:
        """Yield (index, pattern) of those who could come down in a flight."""
        return ((index, pattern) for index, pattern in enumerate(self.patterns) if pattern.down == flight_id)


def _stands(flight: Flight) -> Iterator[Stand]:
    if flight.docked is None or flight.port is None:
        return
    port, start = flight.port, flight.docked
    for move in flight.relocations:
        yield Stand(flight, port, start, move.undocked)
        port, start = move.port, move.docked
    between = flight.bounds.get("undocked")
    yield Stand(flight, port, start, flight.undocked or (None if between is None else between.end))
