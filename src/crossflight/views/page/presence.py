"""The state of the station over time, for drawing: people, seats and cover, in steps between changes.

This is arithmetic of intervals for display; `rules` judges, and tests compare the two.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from crossflight.record import Event, Flight, HomeSeat, Person, Plan, Scenario, Stay, VehicleType
from crossflight.views.state import home_at

__all__ = ["Cover", "Presence", "Step", "aboard", "steps"]


@dataclass(frozen=True)
class Cover:
    """How many vehicles bring home an operator of a segment."""

    least: int
    """Where the day of a seat change is not public, the least of all readings."""
    most: int
    is_uncovered: bool
    """True when some single loss surely leaves the segment without an operator."""

    @property
    def is_perhaps_uncovered(self) -> bool:
        """Say whether one reading of the seats leaves the segment uncovered, and another does not."""
        return not self.is_uncovered and self.least <= 1 < self.most


@dataclass(frozen=True)
class Step:
    """A span in which nobody comes, goes or changes seats."""

    start: datetime
    end: datetime
    people: int
    seats: int
    """Nominal seats of healthy docked vehicles."""
    norm: int | None
    cover: dict[str, Cover]
    """By segment."""


@dataclass(frozen=True)
class Visit:
    """A vehicle with seats at the station, from docking to undocking; None: it stays on."""

    flight: str
    type: VehicleType
    start: datetime
    end: datetime | None

    def holds(self, instant: datetime) -> bool:
        """Say whether the vehicle is there at the instant."""
        return self.start <= instant and (self.end is None or instant < self.end)


@dataclass(frozen=True)
class Presence:
    """One stay of one person aboard, from docking to undocking; None: the return is open."""

    stay: Stay
    """With its home seats in order, and the flight that brings the person down."""
    start: datetime
    end: datetime | None

    @property
    def anchor(self) -> str:
        """Return the id of the stay's row in the table of crews."""
        return f"stay-{self.stay.person}-{self.stay.up or f'{self.start:%Y%m%d}'}"

    def holds(self, instant: datetime) -> bool:
        """Say whether the person is aboard at the instant."""
        return self.start <= instant and (self.end is None or instant < self.end)


def visits(plan: Plan) -> tuple[Visit, ...]:
    """Return the visits of all vehicles with seats; of instants known between bounds, the span that is sure."""
    types = {entry.id: entry for entry in plan.scenario.vehicle_types}
    kinds = {vehicle.id: types[vehicle.type] for vehicle in plan.scenario.vehicles if vehicle.type in types}
    found = []
    for flight in plan.flights:
        kind = kinds.get(flight.vehicle)
        start = _docked(flight)
        if kind is not None and kind.seats and start is not None:
            found.append(Visit(flight.id, kind, start, _undocked(flight)))
    return tuple(found)


def aboard(plan: Plan) -> tuple[Presence, ...]:
    """Return every stay of everybody, as the crew lists of the flights and the home seats of the plan tell it."""
    told = {(stay.person, stay.up): stay for stay in plan.stays}
    flights = {flight.id: flight for flight in plan.flights}
    stays = [
        told.get((person, flight.id)) or Stay(person=person, up=flight.id)
        for flight in plan.flights
        for person in flight.up
    ]
    stays += [stay for stay in plan.stays if stay.up is None]
    found = (_presence(stay, plan, flights.get(stay.up or "")) for stay in stays)
    return tuple(presence for presence in found if presence is not None)


def _presence(stay: Stay, plan: Plan, up: Flight | None) -> Presence | None:
    start = stay.start or plan.scenario.horizon.start if up is None else _docked(up)
    if start is None:
        return None
    down = _way_down(stay.person, start, plan)
    end = stay.end if stay.down is None else None
    homes = tuple(sorted(stay.homes, key=lambda home: home.since))
    if up is not None and not homes:
        homes = (HomeSeat(flight=up.id, since=start),)
    elif up is not None and homes[0].flight == up.id:
        homes = (homes[0].model_copy(update={"since": start}), *homes[1:])
    told = stay.model_copy(update={"homes": homes, "down": stay.down if down is None else down.id})
    return Presence(told, start, end if down is None else down.undocked)


def _way_down(person: str, start: datetime, plan: Plan) -> Flight | None:
    """Return the first flight that brings the person down after the start."""
    ways = [
        (flight.undocked, place, flight)
        for place, flight in enumerate(plan.flights)
        if person in flight.down and flight.undocked is not None and flight.undocked >= start
    ]
    return min(ways)[2] if ways else None


def steps(plan: Plan, start: datetime, end: datetime) -> Iterator[Step]:
    """Yield the steps from start to end."""
    scenario = plan.scenario
    people = {person.id: person for person in scenario.people}
    docked = visits(plan)
    stays = [presence for presence in aboard(plan) if presence.stay.person in people]
    moments = {start, end, *_moments(plan, stays, docked)}
    for first, last in pairwise(sorted(moment for moment in moments if start <= moment <= end)):
        present = [presence.stay for presence in stays if presence.holds(first)]
        there = [visit for visit in docked if visit.holds(first)]
        yield Step(
            first,
            last,
            people=len(present),
            seats=sum(_seats(visit, scenario.events, first) for visit in there),
            norm=_norm(scenario, first),
            cover={
                segment.id: _cover(segment.id, present, people, {visit.flight for visit in there}, scenario, first)
                for segment in scenario.station.segments
            },
        )


def _moments(plan: Plan, stays: Iterable[Presence], docked: Iterable[Visit]) -> Iterator[datetime]:
    """Yield every instant at which something may change."""
    ends: list[datetime | None] = []
    for presence in stays:
        yield presence.start
        ends.append(presence.end)
        for home in presence.stay.homes:
            yield home.since
            ends.append(home.latest)
    for visit in docked:
        yield visit.start
        ends.append(visit.end)
    for event in plan.scenario.events:
        yield event.start
        ends.append(event.end)
    for norm in plan.scenario.station.crew_norms:
        yield norm.since
    yield from (end for end in ends if end is not None)


def ailment(subject: str, events: Iterable[Event], instant: datetime) -> Event | None:
    """Return the event that holds a flight's vehicle degraded, or a person unfit, at the instant."""
    current = None
    about = (event for event in events if event.subject == subject and event.kind in _HEALTH)
    for event in sorted(about, key=lambda event: event.start):
        if event.start <= instant and (event.end is None or instant < event.end):
            current = None if event.kind == "vehicle-restored" else event
    return current


_HEALTH = frozenset({"vehicle-degraded", "vehicle-restored", "person-unfit"})


def _seats(visit: Visit, events: Iterable[Event], instant: datetime) -> int:
    event = ailment(visit.flight, events, instant)
    return visit.type.seats if event is None or event.nominal_seats is None else event.nominal_seats


def _norm(scenario: Scenario, instant: datetime) -> int | None:
    for norm in scenario.station.crew_norms:
        if norm.since <= instant and (norm.until is None or instant < norm.until):
            return norm.size
    return None


def _cover(
    segment: str,
    present: Iterable[Stay],
    people: dict[str, Person],
    docked: set[str],
    scenario: Scenario,
    instant: datetime,
) -> Cover:
    """Return the cover of a segment at the instant.

    It is uncovered when one docked vehicle, which is the home of somebody, is surely the home of every operator.
    """
    homes = [(stay, frozenset(home.flight for home in home_at(stay, instant))) for stay in present]
    operators = [
        options
        for stay, options in homes
        if people[stay.person].is_qualified("operator", segment, instant)
        and ailment(stay.person, scenario.events, instant) is None
    ]
    sure = {next(iter(options)) for options in operators if len(options) == 1}
    perhaps = {flight for options in operators for flight in options}
    candidates = docked & {flight for _, options in homes for flight in options}
    is_uncovered = any(all(options == {lost} for options in operators) for lost in candidates)
    least = max(len(sure), 1 if operators else 0)
    most = max(least, min(len(operators), len(perhaps)))
    return Cover(least, most, is_uncovered)


def _docked(flight: Flight) -> datetime | None:
    bounds = flight.bounds.get("docked")
    return flight.docked if flight.docked is not None or bounds is None else bounds.end


def _undocked(flight: Flight) -> datetime | None:
    bounds = flight.bounds.get("undocked")
    return flight.undocked if flight.undocked is not None or bounds is None else bounds.start
