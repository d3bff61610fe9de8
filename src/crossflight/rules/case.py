"""One case to judge: a scenario, its sky and a plan, with the timeline read from them once.

::

    flights ──> visits ──> port uses          who stands where
    stays   ──> people aboard, home seats     who would go home in what
                      └──> states             spans in which nothing changes
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import pairwise

from crossflight.instants import DAY
from crossflight.record import (
    Event,
    Fact,
    Finding,
    Flight,
    HomeSeat,
    Person,
    Plan,
    Port,
    Scenario,
    Sky,
    State,
    Stay,
    VehicleType,
    rule,
)

__all__ = ["FAR", "Aboard", "Case", "PortUse", "Situation", "Visit"]

FAR = datetime(9999, 12, 31, tzinfo=UTC)
"""Stands for an end that is still open."""


@dataclass(frozen=True, slots=True)
class PortUse:
    """One vehicle at one port; where an instant is known only between bounds, the two spans differ."""

    flight: Flight
    port: str
    certain: tuple[datetime, datetime]
    possible: tuple[datetime, datetime]

    def holds(self, instant: datetime) -> bool | None:
        """Say whether the vehicle stands there at the instant; None where that is not known."""
        if self.certain[0] <= instant < self.certain[1]:
            return True
        return None if self.possible[0] <= instant < self.possible[1] else False


@dataclass(frozen=True, slots=True)
class Visit:
    """One vehicle at the station, from docking to undocking, relocations included."""

    flight: Flight
    type: VehicleType
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Aboard:
    """One person aboard, from the docking of the way up to the undocking of the way down."""

    person: Person
    stay: Stay
    start: datetime
    end: datetime
    homes: tuple[HomeSeat, ...]

    def homes_at(self, instant: datetime) -> tuple[HomeSeat, ...]:
        """Return the home seat at the instant, or all that it can be between the bounds of a change."""
        options: list[HomeSeat] = []
        for home in self.homes:
            if home.since > instant:
                break
            if home.latest is None or home.latest <= instant:
                options.clear()
            options.append(home)
        return tuple(options)


@dataclass(frozen=True, slots=True)
class Situation:
    """A span in which nobody comes, goes or changes seats: who is aboard, which crew vehicles are docked."""

    start: datetime
    end: datetime
    people: tuple[Aboard, ...]
    visits: tuple[Visit, ...]


class Case:
    """A scenario, its sky and a plan, and what all checks read from them."""

    def __init__(self, scenario: Scenario, sky: Sky, plan: Plan, until: datetime | None = None) -> None:
        self.scenario = scenario
        self.sky = sky
        self.plan = plan
        self.start = scenario.horizon.start
        self.end = scenario.horizon.end if until is None else max(self.start, min(until, scenario.horizon.end))

    # ------------------------------------------------------------------------------------------------ look-ups

    @cached_property
    def people(self) -> dict[str, Person]:
        """People by id."""
        return {person.id: person for person in self.scenario.people}

    @cached_property
    def ports(self) -> dict[str, Port]:
        """Ports by id."""
        return {port.id: port for port in self.scenario.station.ports}

    @cached_property
    def flights(self) -> dict[str, Flight]:
        """Flights of the plan by id."""
        return {flight.id: flight for flight in self.plan.flights}

    @cached_property
    def _types_by_vehicle(self) -> dict[str, VehicleType]:
        types = {entry.id: entry for entry in self.scenario.vehicle_types}
        return {vehicle.id: types[vehicle.type] for vehicle in self.scenario.vehicles if vehicle.type in types}

    def type_of(self, flight: Flight) -> VehicleType:
        """Return the vehicle type of a flight."""
        return self._types_by_vehicle[flight.vehicle]

    def name_of(self, person_id: str) -> str:
        """Return a person's name, or the id of one that the scenario does not know."""
        person = self.people.get(person_id)
        return person.name if person is not None else person_id

    # ------------------------------------------------------------------------------------------------- timeline

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        """Every vehicle that was or will be at the station, by docking."""
        visits = []
        for flight in self.plan.flights:
            start = _latest(flight, "docked")
            if start is None:
                continue
            visits.append(Visit(flight, self.type_of(flight), start, _earliest(flight, "undocked") or FAR))
        return tuple(sorted(visits, key=lambda visit: (visit.start, visit.flight.id)))

    @cached_property
    def uses(self) -> dict[str, tuple[PortUse, ...]]:
        """Uses of each port, by their start."""
        uses: dict[str, list[PortUse]] = {}
        for flight in self.plan.flights:
            for use in _port_uses(flight):
                uses.setdefault(use.port, []).append(use)
        return {
            port: tuple(sorted(entries, key=lambda use: (use.certain[0], use.flight.id)))
            for port, entries in sorted(uses.items())
        }

    @cached_property
    def aboard(self) -> tuple[Aboard, ...]:
        """Every stay of everybody, as the flights' crew lists and the plan's home seats tell it."""
        entries = []
        told = {(stay.person, stay.up): stay for stay in self.plan.stays}
        for flight in self.plan.flights:
            entries += [
                self._aboard(told.pop((person_id, flight.id), Stay(person=person_id, up=flight.id)))
                for person_id in flight.up
            ]
        entries += [self._aboard(stay) for stay in told.values() if stay.up is None]
        return tuple(entry for entry in entries if entry is not None)

    def _aboard(self, stay: Stay) -> Aboard | None:
        person = self.people.get(stay.person)
        up = self.flights.get(stay.up) if stay.up is not None else None
        start = _latest(up, "docked") if up is not None else stay.start or self.start
        if person is None or start is None:
            return None
        down = self._way_down(stay, start)
        end = down.undocked if down is not None else stay.end if stay.down is None else None
        homes = tuple(sorted(stay.homes, key=lambda home: home.since))
        if not homes and up is not None:
            homes = (HomeSeat(flight=up.id, since=start),)
        elif up is not None and homes[0].flight == up.id and homes[0].since != start:
            homes = (homes[0].model_copy(update={"since": start}), *homes[1:])
        return Aboard(person, stay, start, end or FAR, homes)

    def _way_down(self, stay: Stay, start: datetime) -> Flight | None:
        """Return the first flight that brings the person down after the start."""
        ways = [
            flight
            for flight in self._flights_down.get(stay.person, ())
            if flight.undocked is not None and flight.undocked >= start
        ]
        return min(ways, key=lambda flight: flight.undocked or FAR, default=None)

    @cached_property
    def _flights_down(self) -> dict[str, list[Flight]]:
        ways: dict[str, list[Flight]] = {}
        for flight in self.plan.flights:
            for person_id in flight.down:
                ways.setdefault(person_id, []).append(flight)
        return ways

    @cached_property
    def situations(self) -> tuple[Situation, ...]:
        """Spans between changes of state, over the whole horizon."""
        crewed = [visit for visit in self.visits if visit.type.seats > 0]
        changes: set[datetime | None] = {self.start, self.end}
        changes.update(limit for visit in crewed for limit in (visit.start, visit.end))
        changes.update(limit for entry in self.aboard for limit in (entry.start, entry.end))
        changes.update(limit for event in self.scenario.events for limit in (event.start, event.end))
        for held in (held for entry in self.aboard for held in entry.person.qualifications):
            changes.update((held.since, held.until))
        for norm in self.scenario.station.crew_norms:
            changes.update((norm.since, norm.until))
        for home in (home for entry in self.aboard for home in entry.homes):
            changes.update((home.since, home.latest))
        inside = sorted(change for change in changes if change is not None and self.start <= change <= self.end)
        return tuple(
            Situation(
                start,
                end,
                tuple(entry for entry in self.aboard if entry.start <= start < entry.end),
                tuple(visit for visit in crewed if visit.start <= start < visit.end),
            )
            for start, end in pairwise(inside)
        )

    # --------------------------------------------------------------------------------------------------- health

    @cached_property
    def _health(self) -> dict[str, tuple[Event, ...]]:
        health: dict[str, list[Event]] = {}
        for event in sorted(self.scenario.events, key=lambda event: event.start):
            if event.kind in {"vehicle-degraded", "vehicle-restored", "person-unfit"}:
                health.setdefault(event.subject, []).append(event)
        return {subject: tuple(events) for subject, events in health.items()}

    def ailment(self, subject: str, instant: datetime) -> Event | None:
        """Return the event that degrades a flight's vehicle or a person at the instant, if any."""
        current = None
        for event in self._health.get(subject, ()):
            if event.start <= instant and (event.end is None or instant < event.end):
                current = None if event.kind == "vehicle-restored" else event
        return current

    def nominal_seats(self, visit: Visit, instant: datetime) -> int:
        """Return the nominal seats of a docked vehicle at the instant."""
        ailment = self.ailment(visit.flight.id, instant)
        if ailment is None:
            return visit.type.seats
        return visit.type.seats if ailment.nominal_seats is None else ailment.nominal_seats

    def events_about(self, subjects: Iterable[str], start: datetime, end: datetime) -> tuple[Event, ...]:
        """Return the degradations of these subjects that begin before the end and are not over at the start."""
        return tuple(
            event
            for subject in subjects
            for event in self._health.get(subject, ())
            if event.start < end and (event.end is None or event.end > start)
        )

    def operators(self, situation: Situation, segment_id: str) -> tuple[Aboard, ...]:
        """Return those aboard who can operate the segment."""
        return tuple(
            entry
            for entry in situation.people
            if entry.person.is_qualified("operator", segment_id, situation.start)
            and self.ailment(entry.person.id, situation.start) is None
        )

    # -------------------------------------------------------------------------------------------------- finding

    def open_end(self, end: datetime) -> datetime | None:
        """Return the end of a span, None when it runs out of what is judged: it is still open then."""
        return None if end >= self.end else end

    def finding(  # noqa: PLR0913 - a finding has that many sides, nearly all by keyword
        self,
        rule_id: str,
        start: datetime,
        end: datetime | None,
        names: tuple[str, ...],
        sentence: str,
        *,
        unknown: str | None = None,
        amount: float | None = None,
        limit: float | None = None,
        unit: str | None = None,
        flights: tuple[Flight, ...] = (),
        facts: tuple[Fact, ...] = (),
    ) -> Finding:
        """Return a finding of one rule; ``unknown`` gives the reason why it cannot be judged.

        Flights and other facts that it rests on lend it their sources; what is known only generally of a flight is said
        in its sentence. The span is cut to what is judged; an agreement's finding keeps the agreement's dates.
        """
        entry = rule(rule_id)
        if entry.kind != "agreement":
            start, end = max(start, self.start), None if end is None else self.open_end(end)
        state: State = "unmet" if entry.kind == "wish" else "broken" if unknown is None else "unknown"
        judged = _JUDGED_AT_PORTS if rule_id.startswith(("ports.", "traffic.")) else _JUDGED
        shaky = [f"{name} of {flight.id}" for flight in flights for name in flight.unverified if name in judged]
        if shaky:
            sentence += f" (rests on facts known only generally: {', '.join(shaky)})"
        sources = tuple(dict.fromkeys(source for fact in (*facts, *flights) for source in fact.source))
        return Finding(
            rule=rule_id,
            kind=entry.kind,
            state=state,
            start=start,
            end=None if end is None or end >= FAR else end,
            subject=" / ".join(names),
            sentence=sentence,
            amount=None if amount is None else round(amount, 3),
            limit=limit,
            unit=unit,
            reason=unknown,
            source=sources or (entry.source,),
        )


_JUDGED = frozenset({"launch", "docked", "undocked", "landed", "vehicle", "up", "down"})
_JUDGED_AT_PORTS = frozenset({"docked", "undocked", "port"})


def _bounds(flight: Flight, name: str) -> tuple[datetime, datetime] | None:
    """Return the earliest and the latest that a moment can have been; None when it is open."""
    instant = flight.moment(name)
    if instant is not None:
        return (instant, instant + DAY) if flight.precision.get(name) == "day" else (instant, instant)  # type: ignore[call-overload]
    period = flight.bounds.get(name)  # type: ignore[call-overload]
    return None if period is None else (period.start, period.end or FAR)


def _earliest(flight: Flight, name: str) -> datetime | None:
    bounds = _bounds(flight, name)
    return None if bounds is None else bounds[0]


def _latest(flight: Flight, name: str) -> datetime | None:
    if flight.moment(name) is not None:
        return flight.moment(name)
    bounds = _bounds(flight, name)
    return None if bounds is None else bounds[1]


def _port_uses(flight: Flight) -> Iterator[PortUse]:
    """Yield the ports that a flight's vehicle stands at, one after the other."""
    arrival = _bounds(flight, "docked")
    if arrival is None or flight.port is None:
        return
    port = flight.port
    for move in flight.relocations:
        slack = DAY if move.precision == "day" else DAY * 0
        leave = (move.undocked, move.undocked + slack)
        yield PortUse(flight, port, (arrival[1], leave[0]), (arrival[0], leave[1]))
        arrival = (move.docked, move.docked + slack)
        port = move.port
    leave = _bounds(flight, "undocked") or (FAR, FAR)
    yield PortUse(flight, port, (arrival[1], leave[0]), (arrival[0], leave[1]))
