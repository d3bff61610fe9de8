"""One case to judge: a scenario, its sky and a plan, with the timeline read from them once.

::

    flights ──> visits ──> port uses          who stands where
    stays   ──> people aboard, home seats     who would go home in what
                      └──> states             spans in which nothing changes

What the scenario and its sky say alone is indexed in a setting, which the cases of many plans share. A case of a plan
that differs in a little from a known one takes over from it, as the same objects, all that the change leaves alone.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from itertools import pairwise
from operator import is_
from typing import Any, TypeVar, TypeVarTuple

from crossflight.record import Flight, Plan, Scenario, Sky, Stay
from crossflight.rules.coming_going import Leg, legs_of, stay_aboard, visit_of
from crossflight.rules.frame import Frame
from crossflight.rules.grouping import Change, Entry, Groups, grouped
from crossflight.rules.operations import Operations
from crossflight.rules.outings import Outing, aboard, outings_of
from crossflight.rules.port_uses import FAR, Movement, PortUse, Traffic, movements, port_uses, traffic_of
from crossflight.rules.schooling import Schooling
from crossflight.rules.setting import Setting
from crossflight.rules.timeline import Aboard, Situation, Visit, sweep

__all__ = ["FAR", "Aboard", "Case", "Frame", "Leg", "Movement", "PortUse", "Situation", "Traffic", "Visit"]

Value = TypeVar("Value")
Things = TypeVarTuple("Things")
Memory = dict[tuple[Any, ...], tuple[Any, tuple[Any, ...]]]
"""What a function returned, by the function and the identities of what it was asked about, which is kept as well."""


class Case(Frame):
    """A scenario, its sky and a plan, and what all checks read from them."""

    def __init__(
        self,
        scenario: Scenario,
        sky: Sky,
        plan: Plan,
        until: datetime | None = None,
        *,
        known: "Case | None" = None,
        is_recalled: bool = False,
    ) -> None:
        """Take a scenario, its sky and a plan.

        Parameters
        ----------
        known
            A case of the same scenario and sky, whose readings are made use of.
        is_recalled
            Whether this case will be the known one of others, and has to keep what is read of its things.
        """
        super().__init__(Setting(scenario, sky) if known is None else known.setting, until)
        self.plan = plan
        self._known = known
        self._is_recalled = is_recalled
        self._memory: Memory | None = {} if is_recalled else None if known is None else known._memory  # noqa: SLF001

    def kept(self, read: Callable[[Frame, *Things], Value], *things: *Things) -> Value:
        """Return what a function reads from some things of this case, or what it read of the very same before.

        Things are the same where they are one object: then it is taken from the known case. The function is given the
        frame, and nothing of the plan but these things, so that what it returns cannot rest on anything else.
        """
        if self._memory is None:
            return read(self, *things)
        key = (read, *map(id, things))
        found = self._memory.get(key)
        if found is None:
            found = (read(self, *things), things)
            if self._is_recalled:
                self._memory[key] = found
        value: Value = found[0]
        return value

    @cached_property
    def change(self) -> Change:
        """The flights of the known case that are not in this one, and those of this one that are not in the known."""
        known = {} if self._known is None else self._known.flights
        return Change(
            tuple([flight for flight in known.values() if self.flights.get(flight.id) is not flight]),
            tuple([flight for flight in self.plan.flights if known.get(flight.id) is not flight]),
        )

    @cached_property
    def _like(self) -> "Case | None":
        """The known case, where most flights are the same; of a few flights all is read anew sooner."""
        is_like = sum(map(len, self.change)) < len(self.flights)
        return self._known if is_like else None

    def _grouped(
        self,
        known: Groups[Entry] | None,
        given: Callable[[Flight], Iterable[tuple[str, Entry]]],
        order: Callable[[Entry], Any],
    ) -> Groups[Entry]:
        """Return what the flights give, from what those of the known case did where there is one."""
        change = Change((), self.plan.flights) if known is None else self.change
        return grouped(change, given, order, known or {})

    @cached_property
    def flights(self) -> dict[str, Flight]:
        """Flights of the plan by id."""
        return {flight.id: flight for flight in self.plan.flights}

    # ------------------------------------------------------------------------------------------- vehicles and ports

    @cached_property
    def visits(self) -> Groups[Visit]:
        """The visits of the vehicles of each type that were or will be at the station, by docking."""
        return self._grouped(None if self._like is None else self._like.visits, self._visits, Visit.order)

    def _visits(self, flight: Flight) -> Iterator[tuple[str, Visit]]:
        visit = visit_of(self, flight)
        if visit is not None:
            yield visit.type.id, visit

    @cached_property
    def crewed(self) -> tuple[Visit, ...]:
        """The visits of vehicles with seats, by docking."""
        every = (visit for visits in self.visits.values() if visits[0].type.seats > 0 for visit in visits)
        return tuple(sorted(every, key=Visit.order))

    @cached_property
    def dockings(self) -> list[datetime]:
        """The dockings of vehicles with seats, in order."""
        return [visit.start for visit in self.crewed]

    @cached_property
    def uses(self) -> Groups[PortUse]:
        """Uses of each port, by their start."""
        return self._grouped(None if self._like is None else self._like.uses, port_uses, PortUse.order)

    @cached_property
    def movements(self) -> Groups[Movement]:
        """Arrivals and departures at each port, in order."""
        return self._grouped(None if self._like is None else self._like.movements, movements, Movement.order)

    @cached_property
    def traffic(self) -> Groups[Traffic]:
        """Dockings, undockings and relocations at the station, in order."""
        return self._grouped(None if self._like is None else self._like.traffic, traffic_of, Traffic.order)

    # ------------------------------------------------------------------------------------------------------- people

    @cached_property
    def legs(self) -> Groups[Leg]:
        """The flights of each person, in order."""
        return self._grouped(None if self._like is None else self._like.legs, legs_of, Leg.order)

    @cached_property
    def aboard(self) -> tuple[Aboard, ...]:
        """Every stay of everybody, as the flights' crew lists and the plan's home seats tell it."""
        told, legs = self._told, self.legs
        pairs: list[tuple[Stay, Flight | None]] = []
        for flight in self.plan.flights:
            for person in flight.up:
                stay = told.get((person, flight.id))
                pairs.append((self.kept(_untold, person, flight) if stay is None else stay, flight))
        pairs += [(stay, None) for (_, up), stay in told.items() if up is None]
        entries = [self.kept(stay_aboard, stay, up, legs.get(stay.person, ())) for stay, up in pairs]
        return tuple([entry for entry in entries if entry is not None])

    @cached_property
    def _told(self) -> dict[tuple[str, str | None], Stay]:
        """The stays of the plan, by person and way up."""
        if self._known is not None and self._known.plan.stays == self.plan.stays:
            return self._known._told  # noqa: SLF001 - another of its own kind
        return {(stay.person, stay.up): stay for stay in self.plan.stays}

    @cached_property
    def stays(self) -> dict[str, tuple[Stay, ...]]:
        """The stays that the plan tells of each person."""
        if self._known is not None and self._known.plan.stays == self.plan.stays:
            return self._known.stays
        stays: dict[str, list[Stay]] = {}
        for stay in self.plan.stays:
            stays.setdefault(stay.person, []).append(stay)
        return {person: tuple(told) for person, told in stays.items()}

    def aboard_at(self, instant: datetime) -> list[Aboard]:
        """Return who is aboard at an instant of the horizon, those who leave at that very instant among them."""
        return [entry for entry in self.around(instant) if entry.start <= instant <= entry.end]

    def around(self, instant: datetime) -> tuple[Aboard, ...]:
        """Return who is aboard at an instant of the horizon, perhaps with others who come or leave near it."""
        if instant <= self.start:  # who leaves as the horizon begins is in none of its situations
            return self.aboard
        place = max(0, bisect_right(self.starts, instant) - 1)
        if place == 0:
            return self.situations[0].people if self.situations else ()
        return self.kept(_in_either, self.situations[place - 1], self.situations[place])

    def aboard_near(self, instant: datetime) -> tuple[Aboard, ...]:
        """Return who is aboard at an instant, in the order of all; outside the horizon perhaps others as well."""
        if not self.start < instant < self.end:
            return self.aboard
        return self.situations[bisect_right(self.starts, instant) - 1].people

    @cached_property
    def home_vehicles(self) -> frozenset[str]:
        """Flights whose vehicle ever is somebody's home."""
        return frozenset([home.flight for entry in self.aboard for home in entry.homes])

    # --------------------------------------------------------------------------------------------------- situations

    @cached_property
    def situations(self) -> tuple[Situation, ...]:
        """Spans between changes of state, over the whole horizon."""
        crewed, aboard = self.crewed, self.aboard
        changes = {self.start, self.end, *self.setting.turns}
        for visit in crewed:
            changes.add(visit.start)
            changes.add(visit.end)
        for entry in aboard:
            changes.update(entry.changes)
        inside = sorted(change for change in changes if self.start <= change <= self.end)
        spans = zip(pairwise(inside), sweep(inside, aboard), sweep(inside, crewed), strict=True)
        return tuple([self._situation(start, end, people, visits) for (start, end), people, visits in spans])

    def _situation(
        self, start: datetime, end: datetime, people: tuple[Aboard, ...], visits: tuple[Visit, ...]
    ) -> Situation:
        """Return a situation; that of the known case where it is the same."""
        known = None if self._like is None else self._like.situation_from.get(start)
        if known is not None and known.end == end and _same(known.people, people) and _same(known.visits, visits):
            return known
        return Situation(
            start,
            end,
            people,
            visits,
            homes=tuple([entry.flights_at(start) for entry in people]),
            seats={visit.flight.id: self.nominal_seats(visit, start) for visit in visits},
            operators=self._operators(start, people),
        )

    def _operators(self, instant: datetime, people: Sequence[Aboard]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {segment.id: [] for segment in self.scenario.station.segments}
        for place, entry in enumerate(people):
            for segment in self.segments_of(entry.person.id, instant):
                if segment in found:
                    found[segment].append(place)
        return found

    @cached_property
    def situation_from(self) -> dict[datetime, Situation]:
        """The situations by their first instant."""
        return {situation.start: situation for situation in self.situations}

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

    @cached_property
    def places(self) -> tuple[dict[str, int | None], ...]:
        """Return, for each situation, the contingency places of each docked crew vehicle; None where not public."""
        return tuple([self.kept(_places, situation) for situation in self.situations])

    # ------------------------------------------------------------------------------------- spacewalks and training

    @cached_property
    def outings(self) -> tuple[Outing, ...]:
        """The spacewalks at the station, by start."""
        if self._known is not None and self._known.plan.spacewalks == self.plan.spacewalks:
            return self._known.outings
        return outings_of(self.scenario, self.plan)

    @cached_property
    def operations(self) -> Operations:
        """Dockings, undockings and relocations, by day."""
        return Operations(self.plan)

    @cached_property
    def present(self) -> tuple[tuple[Aboard, ...], ...]:
        """For each spacewalk, everybody who has come before its days and leaves after them."""
        near = (self.aboard_near(outing.first_day) for outing in self.outings)
        return tuple([self.kept(aboard, outing, people) for outing, people in zip(self.outings, near, strict=True)])

    @cached_property
    def schooling(self) -> Schooling:
        """Who passes which course when, whatever the flights do."""
        if self._known is not None and self._known.plan.trainings == self.plan.trainings:
            return self._known.schooling
        return Schooling(self.setting, self.plan)


def _untold(_frame: Frame, person: str, flight: Flight) -> Stay:
    """Return the stay of somebody whom a flight takes up and of whom the plan tells none."""
    return Stay(person=person, up=flight.id)


def _same(these: Sequence[object], those: Sequence[object]) -> bool:
    """Say whether two lists hold the same objects."""
    return len(these) == len(those) and all(map(is_, these, those))


def _in_either(_frame: Frame, first: Situation, second: Situation) -> tuple[Aboard, ...]:
    return tuple({id(entry): entry for situation in (first, second) for entry in situation.people}.values())


def _places(frame: Frame, situation: Situation) -> dict[str, int | None]:
    return {visit.flight.id: frame.contingency_places(visit, situation.start) for visit in situation.visits}
