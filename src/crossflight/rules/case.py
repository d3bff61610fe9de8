"""One case to judge: a scenario, its sky and a plan, with the timeline read from them once.

::

    flights ──> visits ──> port uses          who stands where
    stays   ──> people aboard, home seats     who would go home in what
                      └──> states             spans in which nothing changes

What the scenario and its sky say alone is indexed in a setting, which the cases of many plans share.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from itertools import pairwise

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
from crossflight.rules.operations import Operations
from crossflight.rules.outings import Outing, outings_of
from crossflight.rules.port_uses import FAR, PortUse, earliest, latest, port_uses
from crossflight.rules.schooling import Schooling
from crossflight.rules.setting import Setting
from crossflight.rules.timeline import Aboard, Situation, Visit, readings_of, sweep

__all__ = ["FAR", "Aboard", "Case", "PortUse", "Situation", "Visit"]


class Case:
    """A scenario, its sky and a plan, and what all checks read from them."""

    def __init__(
        self, scenario: Scenario, sky: Sky, plan: Plan, until: datetime | None = None, *, known: "Case | None" = None
    ) -> None:
        """Take a scenario, its sky and a plan; ``known`` is a case of the same two, whose readings are made use of."""
        self.scenario = scenario
        self.sky = sky
        self.plan = plan
        self._known = known
        self.setting: Setting = Setting(scenario, sky) if known is None else known.setting
        self.start = scenario.horizon.start
        self.end = scenario.horizon.end if until is None else max(self.start, min(until, scenario.horizon.end))

    # ------------------------------------------------------------------------------------------------ look-ups

    @property
    def people(self) -> dict[str, Person]:
        """People by id."""
        return self.setting.people

    @property
    def ports(self) -> dict[str, Port]:
        """Ports by id."""
        return self.setting.ports

    @cached_property
    def flights(self) -> dict[str, Flight]:
        """Flights of the plan by id."""
        return {flight.id: flight for flight in self.plan.flights}

    def type_of(self, flight: Flight) -> VehicleType:
        """Return the vehicle type of a flight."""
        return self.setting.types[flight.vehicle]

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
            start = latest(flight, "docked")
            if start is None:
                continue
            visits.append(Visit(flight, self.type_of(flight), start, earliest(flight, "undocked") or FAR))
        return tuple(sorted(visits, key=lambda visit: (visit.start, visit.flight.id)))

    @cached_property
    def crewed(self) -> tuple[Visit, ...]:
        """The visits of vehicles with seats, by docking."""
        return tuple(visit for visit in self.visits if visit.type.seats > 0)

    @cached_property
    def dockings(self) -> list[datetime]:
        """The dockings of vehicles with seats, in order."""
        return [visit.start for visit in self.crewed]

    @cached_property
    def uses(self) -> dict[str, tuple[PortUse, ...]]:
        """Uses of each port, by their start."""
        uses: dict[str, list[PortUse]] = {}
        for flight in self.plan.flights:
            for use in port_uses(flight):
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
            for person_id in flight.up:
                stay = told.pop((person_id, flight.id), None)
                entries.append(self._aboard(Stay(person=person_id, up=flight.id) if stay is None else stay))
        entries += [self._aboard(stay) for stay in told.values() if stay.up is None]
        return tuple(entry for entry in entries if entry is not None)

    def _aboard(self, stay: Stay) -> Aboard | None:
        person = self.people.get(stay.person)
        up = self.flights.get(stay.up) if stay.up is not None else None
        start = latest(up, "docked") if up is not None else stay.start or self.start
        if person is None or start is None:
            return None
        down = self._way_down(stay, start)
        known = None if self._known is None else self._known.aboard_as_told.get(id(stay))
        if known is not None and known.start == start and known.down is down:
            return known
        end = down.undocked if down is not None else stay.end if stay.down is None else None
        homes = tuple(sorted(stay.homes, key=lambda home: home.since)) if len(stay.homes) > 1 else stay.homes
        if not homes and up is not None:
            homes = (HomeSeat(flight=up.id, since=start),)
        elif up is not None and homes[0].flight == up.id and homes[0].since != start:
            homes = (homes[0].model_copy(update={"since": start}), *homes[1:])
        return Aboard(person, stay, start, end or FAR, homes, down, *readings_of(homes))

    @cached_property
    def aboard_as_told(self) -> dict[int, Aboard]:
        """The stays of everybody of whom the plan tells one, by the identity of what it tells."""
        return {id(entry.stay): entry for entry in self.aboard}

    def _way_down(self, stay: Stay, start: datetime) -> Flight | None:
        """Return the first flight that brings the person down after the start."""
        ways = self._ways_down.get(stay.person, [])
        place = bisect_left(ways, start, key=lambda leg: leg[0])
        return ways[place][1] if place < len(ways) else None

    @cached_property
    def _ways_down(self) -> dict[str, list[tuple[datetime, Flight]]]:
        """Return the flights that bring each person down, in order."""
        ways: dict[str, list[tuple[datetime, Flight]]] = {}
        for flight in self.plan.flights:
            if flight.undocked is not None:
                for person_id in flight.down:
                    ways.setdefault(person_id, []).append((flight.undocked, flight))
        for legs in ways.values():
            legs.sort(key=lambda leg: leg[0])
        return ways

    def aboard_at(self, instant: datetime) -> list[Aboard]:
        """Return who is aboard at an instant of the horizon, those who leave at that very instant among them."""
        if instant <= self.start:  # who leaves as the horizon begins is in none of its situations
            return [entry for entry in self.aboard if entry.start <= instant <= entry.end]
        place = max(0, bisect_right(self.starts, instant) - 1)
        near = self.situations[max(0, place - 1) : place + 1]
        found = {id(entry): entry for situation in near for entry in situation.people}
        return [entry for entry in found.values() if entry.start <= instant <= entry.end]

    def aboard_near(self, instant: datetime) -> Sequence[Aboard]:
        """Return who is aboard at an instant, in the order of all; outside the horizon perhaps others as well."""
        if not self.start < instant < self.end:
            return self.aboard
        return self.situations[bisect_right(self.starts, instant) - 1].people

    @cached_property
    def situations(self) -> tuple[Situation, ...]:
        """Spans between changes of state, over the whole horizon."""
        crewed = self.crewed
        changes: set[datetime | None] = {self.start, self.end, *self.setting.turns}
        for visit in crewed:
            changes |= {visit.start, visit.end}
        for entry in self.aboard:
            changes |= {entry.start, entry.end}
            changes.update(limit for home in entry.homes for limit in (home.since, home.latest))
            changes.update(self.setting.turns_of[entry.person.id])
        inside = sorted(change for change in changes if change is not None and self.start <= change <= self.end)
        there = sweep(inside, [(visit.start, visit.end) for visit in crewed])
        present = sweep(inside, [(entry.start, entry.end) for entry in self.aboard])
        return tuple(
            Situation(
                start,
                end,
                people := tuple([self.aboard[index] for index in indices]),
                tuple([crewed[index] for index in docked]),
                tuple([entry.flights_at(start) for entry in people]),
            )
            for (start, end), docked, indices in zip(pairwise(inside), there, present, strict=True)
        )

    @cached_property
    def outings(self) -> tuple[Outing, ...]:
        """The spacewalks at the station, by start."""
        if self._known is not None and self._known.plan.spacewalks == self.plan.spacewalks:
            return self._known.outings
        return outings_of(self.scenario, self.plan)

    @cached_property
    def schooling(self) -> Schooling:
        """Who passes which course when, whatever the flights do."""
        if self._known is not None and self._known.plan.trainings == self.plan.trainings:
            return self._known.schooling
        return Schooling(self.setting, self.plan)

    @cached_property
    def operations(self) -> Operations:
        """Dockings, undockings and relocations, by day."""
        return Operations(self.plan)

    @cached_property
    def starts(self) -> list[datetime]:
        """The first instants of the situations."""
        return [situation.start for situation in self.situations]

    @cached_property
    def presence(self) -> dict[str, list[int]]:
        """The places of the situations in which each person is aboard, by id."""
        places: dict[str, list[int]] = {}
        for place, situation in enumerate(self.situations):
            for person in dict.fromkeys(entry.person.id for entry in situation.people):
                places.setdefault(person, []).append(place)
        return places

    # --------------------------------------------------------------------------------------------------- health

    def ailment(self, subject: str, instant: datetime) -> Event | None:
        """Return the event that degrades a flight's vehicle or a person at the instant, if any."""
        current = None
        for event in self.setting.health.get(subject, ()):
            if event.start <= instant and (event.end is None or instant < event.end):
                current = None if event.kind == "vehicle-restored" else event
        return current

    def nominal_seats(self, visit: Visit, instant: datetime) -> int:
        """Return the nominal seats of a docked vehicle at the instant."""
        ailment = self.ailment(visit.flight.id, instant)
        if ailment is None:
            return visit.type.seats
        return visit.type.seats if ailment.nominal_seats is None else ailment.nominal_seats

    def contingency_places(self, visit: Visit, instant: datetime) -> int | None:
        """Return the places of a docked vehicle for people in an emergency; None where that is not public."""
        ailment = self.ailment(visit.flight.id, instant)
        if ailment is None or ailment.fit_for is None:
            return visit.type.contingency_places
        return None if ailment.fit_for == "unknown" else ailment.fit_for

    def events_about(self, subjects: Iterable[str], start: datetime, end: datetime) -> tuple[Event, ...]:
        """Return the degradations of these subjects that begin before the end and are not over at the start."""
        return tuple(
            event
            for subject in subjects
            for event in self.setting.health.get(subject, ())
            if event.start < end and (event.end is None or event.end > start)
        )

    @cached_property
    def operated(self) -> tuple[dict[str, list[int]], ...]:
        """Return, for each situation and segment, the places in its list of people of those who can operate it."""
        return tuple(self._operated(situation) for situation in self.situations)

    def _operated(self, situation: Situation) -> dict[str, list[int]]:
        instant = situation.start
        found: dict[str, list[int]] = {segment.id: [] for segment in self.scenario.station.segments}
        for place, entry in enumerate(situation.people):
            for segment in self.segments_of(entry.person.id, instant):
                if segment in found:
                    found[segment].append(place)
        return found

    def segments_of(self, person_id: str, instant: datetime) -> frozenset[str]:
        """Return the segments that a person can operate at the instant, none while unfit."""
        steady = self._steady.get(person_id)
        if steady is not None and self.start <= instant <= self.end:
            return steady
        held = self.setting.operators.get(person_id, ())
        segments = frozenset(of for of, since, until in held if since <= instant and (until is None or instant < until))
        return segments if segments and self.ailment(person_id, instant) is None else frozenset()

    @cached_property
    def _steady(self) -> dict[str, frozenset[str]]:
        """Return the segments of those who can operate the same ones all the time, by person: nearly everybody."""
        if self._known is not None:
            return self._known._steady  # noqa: SLF001 - another case of its own kind
        return {
            person: frozenset(of for of, _, _ in held)
            for person, held in self.setting.operators.items()
            if person not in self.setting.health
            and all(since <= self.start and (until is None or until >= self.end) for _, since, until in held)
        }

    @cached_property
    def seats(self) -> tuple[dict[str, int], ...]:
        """Return, for each situation, the nominal seats of each docked crew vehicle."""
        return tuple(
            {visit.flight.id: self.nominal_seats(visit, situation.start) for visit in situation.visits}
            for situation in self.situations
        )

    @cached_property
    def places(self) -> tuple[dict[str, int | None], ...]:
        """Return, for each situation, the contingency places of each docked crew vehicle; None where not public."""
        return tuple(
            {visit.flight.id: self.contingency_places(visit, situation.start) for visit in situation.visits}
            for situation in self.situations
        )

    @cached_property
    def home_vehicles(self) -> frozenset[str]:
        """Flights whose vehicle ever is somebody's home."""
        return frozenset(home.flight for entry in self.aboard for home in entry.homes)

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
        state: State = "unknown" if unknown is not None else "unmet" if entry.kind == "wish" else "broken"
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
