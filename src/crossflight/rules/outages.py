"""How long the crew flights of a launcher can wait on the ground before a law breaks.

::

    plan          a1 ──── a2        b1 ──── a3     a: dockings and undockings of the launcher's crew vehicles
    some days late    a1 ──── a2    b1        a3   b: everything else that changes who is aboard or fit

All a's slip alike, so what holds between them stays. Only where an a slips past a b does a state come about that the
plan does not have, and only such states are looked at.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import pairwise

from crossflight.instants import DAY
from crossflight.record import Flight, Outage
from crossflight.rules.case import FAR, Aboard, Case, Visit
from crossflight.rules.vehicles import life_of
from crossflight.rules.withheld import Arrivals

__all__ = ["outages"]

LONGEST = timedelta(days=366)
"""Nobody would fly a plan as it stands after an outage of more than a year."""

Breach = tuple[str, tuple[str, ...]]
"""A rule, and whom it names."""

Limit = tuple[timedelta, Breach]
"""A slip, and what a longer one breaks."""


def outages(case: Case, by_launcher: Mapping[str, Arrivals]) -> Iterator[Outage]:
    """Yield, for each launcher, how far its crew flights can slip from each of its launches on.

    From the docking of the first crew flight that is held, every docking and undocking of the launcher's crew vehicles
    slips alike: crews wait aboard for their relief. Looked at are the life of the vehicles that wait, operators now and
    after any single loss, and seats in healthy vehicles, until the launcher's next crew should dock, which has a span
    of its own; not ports, which a new plan would deal out anew. What the plan breaks anyway is not counted.
    """
    for launcher in sorted(by_launcher):
        yield from _Programme(case, launcher, by_launcher[launcher]).outages()


class _Programme:
    """The crew flights of one launcher, and everything else that happens."""

    def __init__(self, case: Case, launcher: str, arrivals: Arrivals) -> None:
        self.case = case
        self.launcher = launcher
        self.arrivals = arrivals
        self.own = {visit.flight.id: visit for visit in case.crewed if visit.flight.launcher == launcher}
        self.slipping = sorted({limit for visit in self.own.values() for limit in (visit.start, visit.end)} - {FAR})
        self.staying = self._staying()
        self.known: dict[tuple[int, int], list[Breach]] = {}

    def _staying(self) -> list[datetime]:
        """Return the instants of the case that do not slip."""
        kept: set[datetime] = {self.case.start}
        for visit in self.case.crewed:
            if visit.flight.id not in self.own:
                kept |= {visit.start, visit.end}
        own = set(self.slipping)
        kept.update(instant for instant in self.case.starts if instant not in own)
        return sorted(instant for instant in kept if self.case.start <= instant < self.case.end)

    def outages(self) -> Iterator[Outage]:
        """Yield the spans between the launches, each with the slip that the next launch can bear."""
        dockings = [bisect_left(self.slipping, visit.start) for visit in self.arrivals.visits]
        following = dict(pairwise(sorted({*dockings, len(self.slipping)})))
        start = self.case.start
        for moment, visit in zip(self.arrivals.moments, self.arrivals.visits, strict=True):
            if moment >= self.case.end:
                break
            if moment > start:
                first = bisect_left(self.slipping, visit.start)
                crossings = (self._crossing(index) for index in range(first, following[first]))
                limit = min((found for found in (self._life(visit), *crossings) if found is not None), default=None)
                rule, subject = (None, ()) if limit is None else limit[1]
                yield Outage(
                    launcher=self.launcher,
                    start=start,
                    end=moment,
                    flight=visit.flight.id,
                    slip_days=None if limit is None else round(limit[0] / DAY, 3),
                    rule=rule,
                    subject=subject,
                )
            start = max(start, moment)

    def _life(self, held: Visit) -> Limit | None:
        """Return how far the flights that wait for the held one can slip within the life of their vehicles."""
        found: list[Limit] = []
        for visit in self.own.values():
            flight = visit.flight
            if not visit.start < held.start <= visit.end < FAR or flight.launch is None:
                continue
            landing = flight.landed or visit.end
            limit = life_of(self.case, flight, landing)
            slack = None if limit is None else limit.days * DAY - (landing - flight.launch)
            if slack is not None and timedelta(0) <= slack <= LONGEST:
                found.append((slack, ("vehicles.life", (flight.id,))))
        return min(found, default=None)

    def _crossing(self, index: int) -> Limit | None:
        """Return the shortest slip by which one instant comes after another than planned, and breaks something.

        The state looked at is that between the two: the other has happened, and this one not yet.
        """
        instant = self.slipping[index]
        for place in range(max(1, bisect_left(self.staying, instant)), len(self.staying)):
            slip = self.staying[place] - instant
            if slip > LONGEST:
                break
            broken = self._breaches(index, place)
            if broken:
                planned = self._breaches(bisect_right(self.slipping, self.staying[place]), place)
                anyway = {*planned, *self._breaches(index, place - 1), *self._breaches(index + 1, place)}
                fresh = [breach for breach in broken if breach not in anyway]
                if fresh:
                    return slip, fresh[0]
        return None

    def _breaches(self, happened: int, place: int) -> list[Breach]:
        """Return what is broken after so many slipping instants, and after the one at a place that does not slip."""
        if (happened, place) not in self.known:
            before = self.slipping[happened - 1] if happened else None
            self.known[happened, place] = list(self._judged(before, self.staying[place]))
        return self.known[happened, place]

    def _judged(self, before: datetime | None, instant: datetime) -> Iterator[Breach]:
        """Yield what is broken when the launcher's flights stand as at one instant, and all others as at another."""
        there, present = self._state(before, instant)
        if len(present) > sum(self.case.nominal_seats(visit, instant) for visit in there):
            yield "seats.certified-lifeboat", (self.case.scenario.station.id,)
        docked = {visit.flight.id for visit in there}
        operating = [
            (self.case.segments_of(entry.person.id, instant), entry.flights_at(max(instant, entry.start)))
            for entry in present
        ]
        for segment in self.case.scenario.station.segments:
            homes = [flights for segments, flights in operating if segment.id in segments]
            if not homes:
                yield "operators.each-segment", (segment.id,)
            elif len(homes[0]) == 1 and homes[0] <= docked and all(flights == homes[0] for flights in homes):
                yield "operators.any-single-loss", (segment.id, *homes[0])

    def _state(self, before: datetime | None, instant: datetime) -> tuple[list[Visit], list[Aboard]]:
        """Return the vehicles and the people that are there; whoever is, was or will be in between, in the plan."""
        starts = self.case.starts
        first = 0 if before is None else max(0, bisect_right(starts, min(before, instant)) - 1)
        last = bisect_right(starts, instant if before is None else max(before, instant))
        near = self.case.situations[first:last]
        visits = {visit.flight.id: visit for situation in near for visit in situation.visits}
        people = {id(entry): entry for situation in near for entry in situation.people}

        def is_past(moment: datetime, flight: Flight | None) -> bool:
            if flight is None or flight.id not in self.own:
                return moment <= instant
            return before is not None and moment <= before

        there = [
            visit
            for visit in visits.values()
            if is_past(visit.start, visit.flight) and not is_past(visit.end, visit.flight)
        ]
        present = [
            entry
            for entry in people.values()
            if is_past(entry.start, self.case.flights.get(entry.stay.up or "")) and not is_past(entry.end, entry.down)
        ]
        return there, present
