"""One era of a long scenario, as a scenario of its own.

::

    decided before           era                    look-ahead
    ────────────────┼──────────────────────────┼────────────────────┼──> beyond: left out
    flown: gone     │ wanted here: a request                        │
    docked: open departure, where it is wanted here                 │ wanted later: it stays on

The rules are those of the whole scenario. What an era cannot see of them is told to it: who has flown and is not to be
given another open seat, what an agreement counted before, and how much of a required level is used up. Courses are no
part of it: they may begin years before a launch, and are placed once all crews and launches are known.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from crossflight.instants import DAY
from crossflight.planner.eras.past import FAR, Past
from crossflight.planner.eras.spans import EraSpan
from crossflight.record import (
    Agreement,
    DateWish,
    Departure,
    Flight,
    FlightRequest,
    Horizon,
    Mark,
    Requirement,
    Scenario,
    SpacewalkRequest,
    Stay,
    Waiver,
)

__all__ = ["cut"]

LONGEST_WAY_UP = timedelta(days=5)
"""A launch that is wanted closer to the end of an era docks in the next one."""


def cut(scenario: Scenario, past: Past, span: EraSpan, used_days: Mapping[str, float] | None = None) -> Scenario:
    """Return the scenario of an era, planned up to the end of its look-ahead.

    Parameters
    ----------
    scenario
        The whole scenario.
    past
        What is decided before the era.
    span
        The era and how far it looks ahead.
    used_days
        By level: what is used up before the era of a level that is required to stay below something.
    """
    return _Cut(scenario, past, span, used_days or {}).scenario()


@dataclass(frozen=True)
class _Cut:
    whole: Scenario
    past: Past
    span: EraSpan
    used_days: Mapping[str, float]

    def scenario(self) -> Scenario:
        whole, span = self.whole, self.span
        return whole.model_copy(
            update={
                "horizon": Horizon(start=span.start, end=span.ahead),
                "flights": self.flights,
                "stays": self.stays,
                "home_changes": tuple(change for change in whole.home_changes if change.flight in self.names),
                "agreements": tuple(self._agreements()),
                "events": tuple(event for event in whole.events if event.subject not in self._elsewhere),
                "requests": self.requests,
                "departures": self.departures,
                "spacewalks": self.past.spacewalks,
                "spacewalk_requests": tuple(self._spacewalks()),
                "training_requests": (),
                "plans_courses": False,
                "pool": tuple(self._pool()),
                "reseat": tuple(person for person in self.past.reseat if person in self._aboard),
                "waivers": tuple(self._waivers()),
                "requirements": tuple(self._requirements()),
            }
        )

    # --------------------------------------------------------------------------------------------------- flights

    @cached_property
    def requests(self) -> tuple[FlightRequest, ...]:
        """Requests that are wanted in the era."""
        begun = {flight.id for flight in self.past.flights}
        found = []
        for request in self.whole.requests:
            due = self._due(request.id, "launch", request.launch)
            if request.id in begun or not (self.span.is_last or due < self.span.ahead - LONGEST_WAY_UP):
                continue
            leaves = request.undock is not None and self._is_due(request.id, request.undock)
            found.append(request if leaves else request.model_copy(update={"undock": None}))
        return tuple(found)

    @cached_property
    def departures(self) -> tuple[Departure, ...]:
        """Departures that are wanted in the era, of ships whose way home is open."""
        here = {flight.id: flight for flight in self.flights if flight.undocked is None}
        told = [departure for departure in self.whole.departures if departure.flight in here]
        told += [
            Departure(flight=request.id, undock=request.undock, zone=request.zone, source=request.source)
            for request in self.whole.requests
            if request.id in here and request.undock is not None
        ]
        return tuple(entry for entry in told if self._is_due(entry.flight, entry.undock))

    def _is_due(self, flight: str, wish: DateWish) -> bool:
        return (self.span.is_last and wish.wanted is None) or self._due(flight, "undocked", wish) < self.span.ahead

    def _due(self, flight: str, moment: str, wish: DateWish) -> datetime:
        """Return the day by which a flight is told to an era: the wanted one, moved by what is required of it."""
        due = wish.wanted or wish.earliest or self.whole.horizon.start
        for entry in self.whole.requirements:
            if (entry.kind, entry.flight, entry.moment) == ("moment", flight, moment):
                due = max(due, entry.start or due)
                due = min(due, entry.end or due)
        return due

    @cached_property
    def flights(self) -> tuple[Flight, ...]:
        """Flights that are docked in the era, and flown ones that an agreement or a waiver of the era still counts."""
        counted = {flight for agreement in self._balanced for flight in agreement.flights}
        return tuple(
            flight
            for flight in self.past.flights
            if (flight.undocked is None or flight.undocked >= self.span.start or flight.id in counted)
            and not (flight.docked is not None and flight.docked >= self.span.ahead)
        )

    @cached_property
    def names(self) -> frozenset[str]:
        """Flights that the era knows."""
        return frozenset({flight.id for flight in self.flights} | {request.id for request in self.requests})

    @cached_property
    def _elsewhere(self) -> frozenset[str]:
        """Flights of the whole scenario that the era does not know."""
        every = {flight.id for flight in self.past.flights} | {request.id for request in self.whole.requests}
        return frozenset(every - self.names)

    # ---------------------------------------------------------------------------------------------------- people

    @cached_property
    def stays(self) -> tuple[Stay, ...]:
        """Stays that reach into the era."""
        return tuple(
            stay
            for stay in self.past.stays
            if (stay.end is None or stay.end > self.span.start) and (stay.up is None or stay.up in self.names)
        )

    @cached_property
    def _aboard(self) -> frozenset[str]:
        return frozenset(stay.person for stay in self.stays)

    def _pool(self) -> Iterator[str]:
        """Yield those who have not flown, and are not announced for a flight that the era does not know.

        Who is qualified for nothing before the era is over is left for those to come.
        """
        start = self.whole.horizon.start
        flown = {stay.person for stay in self.past.stays if stay.end is None or stay.end > start}
        later = {
            person
            for request in self.whole.requests
            if request.id in self._elsewhere
            for person in (*request.announced, *request.candidates)
        }
        fixed = {person for flight in self.past.flights if flight.id in self._elsewhere for person in flight.up}
        ahead = FAR if self.span.is_last else self.span.ahead
        unready = {
            person.id
            for person in self.whole.people
            if person.qualifications and all(held.since >= ahead for held in person.qualifications)
        }
        taken = flown | later | fixed | unready
        return (person for person in self.whole.pool if person not in taken)

    # ----------------------------------------------------------------------------------------------------- rules

    @cached_property
    def _balanced(self) -> tuple[Agreement, ...]:
        """Agreements under which a flight of the era goes up."""
        asked = {request.id for request in self.requests}
        return tuple(agreement for agreement in self.whole.agreements if asked.intersection(agreement.flights))

    def _agreements(self) -> Iterator[Agreement]:
        """Yield the agreements of the era; one whose last flight is in it has to be even by its end."""
        for agreement in self._balanced:
            end = agreement.end
            is_judged = end is not None and self.span.ahead < end <= self.whole.horizon.end
            if is_judged and not self._elsewhere.intersection(agreement.flights):
                yield agreement.model_copy(update={"end": self.span.ahead})
            else:
                yield agreement

    def _waivers(self) -> Iterator[Waiver]:
        """Yield the waivers that are not over; marks that lie before the era become instants."""
        flights = {flight.id: flight for flight in self.past.flights}
        for waiver in self.whole.waivers:
            start = self._settled(waiver.start, flights)
            end = None if waiver.end is None else self._settled(waiver.end, flights)
            if not (isinstance(end, datetime) and end <= self.span.start):
                yield waiver.model_copy(update={"start": start, "end": end})

    def _settled(self, mark: Mark, flights: Mapping[str, Flight]) -> Mark:
        if isinstance(mark, datetime):
            return mark
        name, _, moment = mark.partition(".")
        instant = flights[name].moment(moment) if name in flights else None
        return mark if instant is None or instant >= self.span.start else instant

    def _requirements(self) -> Iterator[Requirement]:
        """Yield what is required of the era's own flights, of ports and of agreements; and what is left of a level."""
        asked = {request.id: request for request in self.requests}
        leaving = {name for name, request in asked.items() if request.undock is not None}
        leaving |= {departure.flight for departure in self.departures}
        for entry in self.whole.requirements:
            if entry.kind == "level":
                left = (entry.most_days or 0.0) - self.used_days.get(entry.level or "", 0.0)
                yield entry.model_copy(update={"most_days": max(left, 0.0)})
            elif (
                entry.flight is None
                or (entry.kind == "moment" and entry.moment in {"undocked", "landed"} and entry.flight in leaving)
                or ((entry.kind != "moment" or entry.moment in {"launch", "docked"}) and entry.flight in asked)
                or (self.span.is_last and entry.flight in self.names)
            ):
                yield entry

    # --------------------------------------------------------------------------------------------------- outside

    def _spacewalks(self) -> Iterator[SpacewalkRequest]:
        """Yield the spacewalks that are wanted in the era and not done."""
        done = {walk.id for walk in self.past.spacewalks}
        for request in self.whole.spacewalk_requests:
            due = request.day.wanted or request.day.earliest or self.whole.horizon.start
            is_over = request.day.latest is not None and request.day.latest + DAY <= self.span.start
            if request.id not in done and not is_over and (due < self.span.ahead or self.span.is_last):
                yield request
