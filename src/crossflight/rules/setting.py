"""What a scenario and its sky say whatever the plan: indices that all cases of one scenario share."""

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

from crossflight.record import (
    Absence,
    Agreement,
    Airlock,
    Course,
    CrewNorm,
    DateWish,
    Event,
    FlightRequest,
    Grant,
    LandingChances,
    LifeLimit,
    Liftoff,
    Person,
    Port,
    Scenario,
    Sky,
    Track,
    VehicleType,
)

__all__ = ["Setting"]

HEALTH = frozenset({"vehicle-degraded", "vehicle-restored", "person-unfit"})
HOLDS = frozenset({"launch-held", "launcher-grounded"})


class Setting:
    """A scenario and its sky, indexed once."""

    def __init__(self, scenario: Scenario, sky: Sky) -> None:
        self.scenario = scenario
        self.sky = sky

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
        """Vehicle types by the id of a vehicle."""
        types = {entry.id: entry for entry in self.scenario.vehicle_types}
        return {vehicle.id: types[vehicle.type] for vehicle in self.scenario.vehicles if vehicle.type in types}

    @cached_property
    def lives(self) -> dict[str, tuple[LifeLimit, ...]]:
        """Limits published for single vehicles, by id."""
        return {vehicle.id: vehicle.lives for vehicle in self.scenario.vehicles}

    @cached_property
    def health(self) -> dict[str, tuple[Event, ...]]:
        """What befell a flight's vehicle or a person, by id, in order of time."""
        health: dict[str, list[Event]] = {}
        for event in sorted(self.scenario.events, key=lambda event: event.start):
            if event.kind in HEALTH:
                health.setdefault(event.subject, []).append(event)
        return {subject: tuple(events) for subject, events in health.items()}

    @cached_property
    def holds(self) -> dict[tuple[str, str], tuple[Event, ...]]:
        """What keeps a flight, or a launcher, on the ground, by kind and id, in the order of the scenario."""
        holds: dict[tuple[str, str], list[Event]] = {}
        for event in self.scenario.events:
            if event.kind in HOLDS:
                holds.setdefault((event.kind, event.subject), []).append(event)
        return {key: tuple(events) for key, events in holds.items()}

    @cached_property
    def absences(self) -> dict[str, tuple[Absence, ...]]:
        """Where people are while they cannot be at the station, by id, in the order of the scenario."""
        absences: dict[str, list[Absence]] = {}
        for absence in self.scenario.absences:
            absences.setdefault(absence.person, []).append(absence)
        return {person: tuple(entries) for person, entries in absences.items()}

    @cached_property
    def operators(self) -> dict[str, tuple[tuple[str, datetime, datetime | None], ...]]:
        """Segment, first instant and end of what each person can operate, by id."""
        return {
            person.id: tuple(
                (held.of, held.since, held.until)
                for held in person.qualifications
                if held.kind == "operator" and held.of is not None
            )
            for person in self.scenario.people
        }

    @cached_property
    def steady(self) -> dict[str, frozenset[str]]:
        """The segments of those who can operate the same ones over the whole horizon, by person: nearly everybody."""
        horizon = self.scenario.horizon
        return {
            person: frozenset(of for of, _, _ in held)
            for person, held in self.operators.items()
            if person not in self.health
            and all(since <= horizon.start and (until is None or until >= horizon.end) for _, since, until in held)
        }

    @cached_property
    def requests(self) -> dict[str, FlightRequest]:
        """Flights asked for, by id."""
        return {request.id: request for request in self.scenario.requests}

    @cached_property
    def wishes(self) -> dict[str, tuple[tuple[str, DateWish], ...]]:
        """The moments of each flight for which days were asked, with the days."""
        wishes: dict[str, list[tuple[str, DateWish]]] = {}
        for request in self.scenario.requests:
            wishes.setdefault(request.id, []).append(("launch", request.launch))
            if request.undock is not None:
                wishes[request.id].append(("undocked", request.undock))
        for departure in self.scenario.departures:
            wishes.setdefault(departure.flight, []).append(("undocked", departure.undock))
        return {flight: tuple(asked) for flight, asked in wishes.items()}

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """The agreements that hold; the requirement to do without one switches it off."""
        off = {entry.agreement for entry in self.scenario.requirements if entry.kind == "no-exchange"}
        every = () if None in off else self.scenario.agreements
        return tuple(entry for entry in every if entry.is_in_force and entry.id not in off)

    @cached_property
    def courses(self) -> dict[str, Course]:
        """Courses by id."""
        return {course.id: course for course in self.scenario.courses}

    @cached_property
    def granted(self) -> dict[str, tuple[Grant, ...]]:
        """What each course that gives a qualification gives, by id."""
        return {course.id: course.grants for course in self.scenario.courses if course.grants}

    @cached_property
    def valid_days(self) -> dict[str, int]:
        """For how many days each course counts whose qualifications lapse, by id."""
        limits = {
            course: [grant.valid_days for grant in grants if grant.valid_days is not None]
            for course, grants in self.granted.items()
        }
        return {course: min(days) for course, days in limits.items() if days}

    @cached_property
    def grants(self) -> dict[tuple[str, str | None], dict[str, Grant]]:
        """The courses that give a qualification, by its kind and what it is of."""
        found: dict[tuple[str, str | None], dict[str, Grant]] = {}
        for course, grants in self.granted.items():
            for grant in grants:
                found.setdefault((grant.kind, grant.of), {})[course] = grant
        return found

    def travel_days(self, first: str, second: str) -> int:
        """Return the days of travel between the centres of two courses."""
        here, there = (self._centres[self.courses[course].facility] for course in (first, second))
        if here == there:
            return 0
        return max(self._travel[here].get(there, 0), self._travel[there].get(here, 0))

    @cached_property
    def _centres(self) -> dict[str, str]:
        return {facility.id: facility.centre for facility in self.scenario.facilities}

    @cached_property
    def _travel(self) -> dict[str, dict[str, int]]:
        return {centre.id: centre.travel_days for centre in self.scenario.centres}

    @cached_property
    def longest_travel_days(self) -> int:
        """The most days that lie between two courses for travel."""
        return max((days for table in self._travel.values() for days in table.values()), default=0)

    @cached_property
    def airlocks(self) -> dict[str, Airlock]:
        """Airlocks by id."""
        return {airlock.id: airlock for airlock in self.scenario.station.airlocks}

    @cached_property
    def urgent_airlocks(self) -> tuple[Airlock, ...]:
        """Airlocks from which a crew that is alone aboard should be able to make an urgent spacewalk."""
        return tuple(airlock for airlock in self.scenario.station.airlocks if airlock.urgent_for and airlock.suits)

    @cached_property
    def sent_outside(self) -> dict[str | None, frozenset[str]]:
        """Who was announced to go outside in each suit, or has been outside in it."""
        found: dict[str | None, set[str]] = {}
        for request in self.scenario.spacewalk_requests:
            found.setdefault(request.suit, set()).update(request.announced)
        for walk in self.scenario.spacewalks:
            found.setdefault(walk.suit, set()).update(walk.outside)
        return {suit: frozenset(names) for suit, names in found.items()}

    def why_shut(self, site: str | None, instant: datetime) -> str:
        """Return in words why nothing is launched from a pad at an instant."""
        closures = (event for event in self.scenario.events if (event.kind, event.subject) == ("site-closed", site))
        told = (event for event in closures if event.start <= instant and (event.end is None or instant < event.end))
        closed = next(told, None)
        return (
            f"while {site} is closed or the sky does not allow it" if closed is None else f"although {closed.sentence}"
        )

    def norm_at(self, instant: datetime) -> CrewNorm | None:
        """Return the latest norm of the crew's size that had begun by an instant, whether or not it still holds."""
        return next((norm for norm in self._norms if norm.since <= instant), None)

    @cached_property
    def _norms(self) -> list[CrewNorm]:
        return sorted(self.scenario.station.crew_norms, key=lambda norm: norm.since, reverse=True)

    @cached_property
    def turns_of(self) -> dict[str, tuple[datetime, ...]]:
        """Instants at which a person's qualifications begin and end, by id."""
        return {
            person.id: tuple(
                instant for held in person.qualifications for instant in (held.since, held.until) if instant is not None
            )
            for person in self.scenario.people
        }

    @cached_property
    def turns(self) -> frozenset[datetime]:
        """Instants at which the setting itself changes: events and norms begin and end."""
        return frozenset(instant for instant in self._turns() if instant is not None)

    def _turns(self) -> Iterator[datetime | None]:
        for event in self.scenario.events:
            yield from (event.start, event.end)
        for norm in self.scenario.station.crew_norms:
            yield from (norm.since, norm.until)

    @cached_property
    def pads(self) -> dict[str, Track]:
        """When each pad is open, by id."""
        return {track.subject: track for track in self.sky.launch}

    @cached_property
    def light(self) -> dict[str, Track]:
        """The spans of light in each landing zone, by id."""
        return {track.subject: track for track in self.sky.light}

    @cached_property
    def liftoffs(self) -> dict[tuple[str, str, str | None], tuple[Liftoff, ...]]:
        """What the sky offers from a pad to a vehicle type, by launcher; by None the first launcher that it knows."""
        found: dict[tuple[str, str, str | None], tuple[Liftoff, ...]] = {}
        for entry in self.sky.launch_chances:
            for launcher in (entry.launcher, None):
                found.setdefault((entry.site, entry.vehicle_type, launcher), entry.liftoffs)
        return found

    @cached_property
    def landings(self) -> dict[tuple[str, str], LandingChances]:
        """Touchdowns by zone and vehicle type."""
        return {(entry.zone, entry.vehicle_type): entry for entry in self.sky.landing_chances}
