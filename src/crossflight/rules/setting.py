"""What a scenario and its sky say whatever the plan: indices that all cases of one scenario share."""

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

from crossflight.record import (
    Event,
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
    def light(self) -> dict[str, tuple[list[datetime], Track]]:
        """The first instants of the spans of light in each landing zone, and the spans."""
        return {track.subject: ([period.start for period in track.periods], track) for track in self.sky.light}

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
