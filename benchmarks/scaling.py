"""Scenarios made larger: so many times the years, or the stations. What is added is made up, and says so.

::

    base      |crew-5 … soyuz-ms-28|
    2 × years |crew-5 … soyuz-ms-28|crew-5-x2 … soyuz-ms-28-x2|
               <───── period ─────>

A copy comes a whole number of days later. What stays to the end of the base, and is followed by a copy, leaves as that
ship of its type does which is docked as the base begins; so each copy finds the station as the base found it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from math import ceil
from statistics import median
from typing import Any, Literal, TypeVar

import tomlkit

from crossflight.instants import midnight
from crossflight.record import (
    Agreement,
    DateWish,
    Facility,
    Flight,
    FlightRequest,
    Horizon,
    Person,
    Plan,
    Qualification,
    Scenario,
    ScenarioFile,
    SpacewalkRequest,
    TrainingRequest,
    Vehicle,
)

__all__ = ["THREE_YEARS_DAYS", "days_off", "more_stations", "more_years", "write"]

THREE_YEARS_DAYS = 1096
"""The rhythm of iss-2022 closes after three years: its first flights are wanted in the same weeks as its last."""

AROUND_A_FIXED_DAY = timedelta(days=21)
"""A cargo flight that the base has fixed may move so far in its copies."""

USUAL_STAY_DAYS = 180

Entry = TypeVar("Entry")


def more_years(base: Scenario, times: int, period_days: int = THREE_YEARS_DAYS) -> Scenario:
    """Return a scenario with so many times the days of the base, its flights asked for again and again.

    Agreements and the people of the pool come again as well; people announced for a flight have made-up twins in its
    copies. A copied agreement that covers a flight of before the base is not balanced: nobody flies that again.
    """
    start, end = base.horizon.start, base.horizon.end
    end = start + times * (end - start)
    period = timedelta(days=period_days)
    copies = [_Copy(base, number, number * period, period) for number in range(ceil((end - start) / period))]
    requests = tuple(
        request for copy in copies for request in copy.requests(is_last=copy is copies[-1]) if _wanted(request) < end
    )
    names = {request.id for request in requests}
    vehicles = {vehicle.id: vehicle for copy in copies for vehicle in copy.vehicles()}
    flown = [flight.vehicle for flight in base.flights]
    pool = tuple(copy.name(person) for copy in copies for person in base.pool)
    named = {*pool, *(person for request in requests for person in (*request.announced, *request.candidates))}
    named |= {person for request in requests for person in request.backups} | {person.id for person in base.people}
    people = [person for copy in copies for person in copy.people() if person.id in named]
    return base.model_copy(
        update={
            "name": f"{base.name}-{times}-times-the-years",
            "title": f"{base.title}; {times} times the years, all after the first made up"[:2000],
            "horizon": Horizon(start=start, end=end),
            "vehicles": _by_id(vehicles[name] for name in {*flown, *(request.vehicle for request in requests)}),
            "people": _by_id(people),
            "requests": requests,
            "spacewalk_requests": tuple(
                walk
                for copy in copies
                for walk in copy.spacewalks(is_last=copy is copies[-1])
                if (walk.day.wanted or walk.day.earliest or start) < end
            ),
            "training_requests": tuple(entry for copy in copies for entry in copy.trainings(names)),
            "agreements": tuple(entry for copy in copies for entry in copy.agreements(names)),
            "pool": pool,
        }
    )


def more_stations(base: Scenario, times: int, pool_share: float = 0.8) -> tuple[Scenario, ...]:
    """Return so many stations like the base, which share a pool that is smaller than all theirs together.

    Facilities for training are shared as well, and have as many times the places as there are times the pool. With
    their courses counted, the people of three pools would not do for five stations that choose one after the other.
    Who is aboard, or announced, at the second and later ones is a made-up twin of those of the base.
    """
    sets = ceil(times * pool_share)
    known = {person.id: person for person in base.people}
    shared = [known[person] for person in base.pool]
    pool = [
        person if number == 0 else person.model_copy(update={"id": f"{person.id}-p{number + 1}"})
        for number in range(sets)
        for person in shared
    ]
    others = [person for person in base.people if person.id not in base.pool]
    found = []
    for number in range(1, times + 1):
        twins = {person.id: f"{person.id}-s{number}" for person in others} if number > 1 else {}
        data = _renamed(base.model_dump(exclude={"people", "pool"}), twins)
        people = [_of_station(base, person, twins[person.id]) if twins else person for person in others]
        data |= {
            "name": f"{base.name}-station-{number}",
            "title": f"{base.title}; station {number} of {times}"[:2000],
            "people": _by_id((*people, *pool)),
            "facilities": tuple(_with_places(facility, sets) for facility in base.facilities),
            "pool": tuple(person.id for person in pool),
        }
        found.append(Scenario.model_validate(data))
    return tuple(found)


def days_off(plan: Plan) -> float:
    """Return by how many days the flights of a plan lie off the wanted ones, launches and departures together."""
    flights = {flight.id: flight for flight in plan.flights}
    wishes = [(entry.flight, "undocked", entry.undock.wanted) for entry in plan.scenario.departures]
    for request in plan.scenario.requests:
        wishes.append((request.id, "launch", request.launch.wanted))
        wishes.append((request.id, "undocked", None if request.undock is None else request.undock.wanted))
    found = 0.0
    for name, moment, wanted in wishes:
        instant = flights[name].moment(moment) if name in flights else None
        if wanted is not None and instant is not None:
            found += abs((midnight(instant) - midnight(wanted)) / timedelta(days=1))
    return found


def write(scenario: Scenario) -> str:
    """Return the text of a scenario file that needs none of the catalogue's history, and is read as this scenario."""
    told = {name: getattr(scenario, name) for name in ScenarioFile.model_fields if hasattr(scenario, name)}
    told |= {"station": scenario.station.id, "stations": (scenario.station,)}
    file = ScenarioFile.model_validate(told)
    return tomlkit.dumps(_plain(file.model_dump(exclude_defaults=True, exclude_none=True)))


class _Copy:
    """One time more of what a base asks for."""

    def __init__(self, base: Scenario, number: int, later: timedelta, period: timedelta) -> None:
        self.base, self.number, self.later, self.period = base, number, later, period

    def name(self, identifier: str) -> str:
        """Return the id of a copied thing."""
        return identifier if self.number == 0 else f"{identifier}-x{self.number + 1}"

    def requests(self, *, is_last: bool) -> Iterator[FlightRequest]:
        """Yield what is asked for: in all but the last copy only what the next one does not ask for again."""
        until = self.base.horizon.start + self.period
        asked = [*self.base.requests, *(() if self.number == 0 else _as_requests(self.base))]
        ships = _ships_at_the_start(self.base)
        for request in sorted(asked, key=_wanted):
            if not is_last and _wanted(request) >= until:
                continue
            undock = request.undock
            if undock is None and not is_last:
                undock = _shifted(ships.pop(_type(self.base, request), None), self.period)
                undock = undock or _usual_undock(self.base, request)
            yield request.model_copy(
                update={
                    "id": self.name(request.id),
                    "vehicle": self.name(request.vehicle),
                    "launch": _shifted(request.launch, self.later),
                    "undock": _shifted(undock, self.later),
                    **{
                        crew: tuple(self.name(person) for person in getattr(request, crew))
                        for crew in ("announced", "backups", "candidates")
                    },
                }
            )

    def spacewalks(self, *, is_last: bool) -> Iterator[SpacewalkRequest]:
        """Yield the spacewalks asked for; announced people go again where a copied flight brings them."""
        until = self.base.horizon.start + self.period
        flying = {person for request in self.base.requests for person in request.announced}
        for request in self.base.spacewalk_requests:
            day = request.day.wanted or request.day.earliest
            assert day is not None, f"{request.id} has no wanted day"
            if not is_last and day >= until:
                continue
            if self.number == 0:
                yield request
                continue
            arm_by = getattr(request, "arm_by", None)
            crews = {
                crew: tuple(self.name(person) for person in getattr(request, crew) if person in flying)
                for crew in ("announced", "candidates")
            }
            yield request.model_copy(
                update={
                    "id": self.name(request.id),
                    "day": _shifted(request.day, self.later),
                    **crews,
                    **({"arm_by": self.name(arm_by) if arm_by in flying else None} if arm_by else {}),
                }
            )

    def trainings(self, asked: set[str]) -> Iterator[TrainingRequest]:
        """Yield the training asked for, where a copied flight is to bring those who are trained."""
        flying = {person for request in self.base.requests for person in request.announced} | {*self.base.pool}
        for request in self.base.training_requests:
            flights = tuple(name for flight in request.flights if (name := self.name(flight)) in asked)
            if self.number == 0:
                yield request
            elif flights:
                before = request.launch_before
                yield request.model_copy(
                    update={
                        "id": self.name(request.id),
                        "people": tuple(self.name(person) for person in request.people if person in flying),
                        "flights": flights,
                        "launch_before": None if before is None else before + self.later,
                        "apart_from": tuple(self.name(other) for other in request.apart_from),
                        "same_flight_as": None if request.same_flight_as is None else self.name(request.same_flight_as),
                    }
                )

    def vehicles(self) -> Iterator[Vehicle]:
        """Yield the vehicles."""
        for vehicle in self.base.vehicles:
            yield vehicle.model_copy(update={"id": self.name(vehicle.id)})

    def people(self) -> Iterator[Person]:
        """Yield the people, with what they are qualified for that much later."""
        for person in self.base.people:
            if self.number == 0:
                yield person
                continue
            held = tuple(self._later(one) for one in (*person.qualifications, *_sent_outside(self.base, person)))
            yield _twin(person, self.name(person.id)).model_copy(update={"qualifications": held})

    def _later(self, held: Qualification) -> Qualification:
        until = None if held.until is None else held.until + self.later
        return held.model_copy(update={"since": held.since + self.later, "until": until})

    def agreements(self, asked: set[str]) -> Iterator[Agreement]:
        """Yield the agreements, over those of their flights that are asked for again."""
        for agreement in self.base.agreements:
            if self.number == 0:
                yield agreement
                continue
            flights = tuple(name for flight in agreement.flights if (name := self.name(flight)) in asked)
            yield agreement.model_copy(
                update={
                    "id": self.name(agreement.id),
                    "signed": None,
                    "start": agreement.start + self.later,
                    "end": None if agreement.end is None else agreement.end + self.later,
                    "flights": flights,
                    "is_balanced": agreement.is_balanced and len(flights) == len(agreement.flights),
                }
            )


def _by_id(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: str(getattr(entry, "id", ""))))


def _plain(value: Any) -> Any:
    """Return data as TOML can hold it: lists for tuples."""
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    return [_plain(entry) for entry in value] if isinstance(value, list | tuple) else value


def _sent_outside(base: Scenario, person: Person) -> Iterator[Qualification]:
    """Yield what the base may have somebody do in a spacewalk though nothing is public of a training for it.

    A made-up twin has no secrets, and would be known to be trained for nothing.
    """
    if person.synthetic:
        return
    known = {(held.kind, held.of) for held in person.qualifications}
    asked: set[tuple[Literal["spacewalk", "arm"], str | None]] = set()
    for request in base.spacewalk_requests:
        if person.id in (*request.announced, *request.candidates) or person.agency in request.at_least:
            asked.add(("spacewalk", request.suit))
            asked |= {("arm", None)} if request.arm else set()
    for kind, of in sorted(asked - known, key=str):
        yield Qualification(kind=kind, of=of, since=base.horizon.start)


def _with_places(facility: Facility, times: int) -> Facility:
    return facility if facility.places is None else facility.model_copy(update={"places": times * facility.places})


def _of_station(base: Scenario, person: Person, identifier: str) -> Person:
    held = (*person.qualifications, *_sent_outside(base, person))
    return _twin(person, identifier).model_copy(update={"qualifications": held})


def _twin(person: Person, identifier: str) -> Person:
    return person.model_copy(
        update={"id": identifier, "name": f"Synthetic twin of {person.name}"[:2000], "synthetic": True}
    )


def _wanted(request: FlightRequest) -> datetime:
    wanted = request.launch.wanted or request.launch.earliest
    assert wanted is not None, f"{request.id} has no wanted day"
    return wanted


def _as_requests(base: Scenario) -> Iterator[FlightRequest]:
    """Yield the flights that the base has fixed ahead, as they would be asked for."""
    for flight in base.flights:
        if flight.launch is None or flight.launch < base.horizon.start or flight.port is None or flight.site is None:
            continue
        yield FlightRequest(
            id=flight.id,
            vehicle=flight.vehicle,
            launcher=flight.launcher,
            site=flight.site,
            zone=flight.zone,
            ports=(flight.port, *_other_ports(base, flight)),
            launch=_around(flight.launch),
            undock=None if flight.undocked is None else _around(flight.undocked),
            crew_size=len(flight.up),
            announced=flight.up,
            source=flight.source,
        )


def _other_ports(base: Scenario, flight: Flight) -> Iterator[str]:
    """Yield the ports that requests of the same vehicle type may use."""
    types = {vehicle.id: vehicle.type for vehicle in base.vehicles}
    kin = (request for request in base.requests if types[request.vehicle] == types[flight.vehicle])
    return (port for port in dict.fromkeys(port for request in kin for port in request.ports) if port != flight.port)


def _around(day: datetime) -> DateWish:
    return DateWish(earliest=day - AROUND_A_FIXED_DAY, latest=day + AROUND_A_FIXED_DAY, wanted=day)


def _type(base: Scenario, request: FlightRequest) -> str:
    return next(vehicle.type for vehicle in base.vehicles if vehicle.id == request.vehicle)


def _ships_at_the_start(base: Scenario) -> dict[str, DateWish]:
    """Return when the ship of each type leaves that docked last before the base begins."""
    types = {vehicle.id: vehicle.type for vehicle in base.vehicles}
    flights = {flight.id: flight for flight in base.flights}
    docked = [(flights[entry.flight].docked, entry) for entry in base.departures]
    ordered = sorted(((day, entry) for day, entry in docked if day is not None), key=lambda row: row[0])
    return {types[flights[entry.flight].vehicle]: entry.undock for _, entry in ordered}


def _usual_undock(base: Scenario, request: FlightRequest) -> DateWish:
    stays = [
        (other.undock.wanted - _wanted(other)) / timedelta(days=1)
        for other in base.requests
        if _type(base, other) == _type(base, request) and other.undock is not None and other.undock.wanted is not None
    ]
    return _around(_wanted(request) + timedelta(days=round(median(stays)) if stays else USUAL_STAY_DAYS))


def _shifted(wish: DateWish | None, later: timedelta) -> DateWish | None:
    if wish is None:
        return None
    days = {name: getattr(wish, name) for name in ("earliest", "latest", "wanted")}
    return DateWish(**{name: None if day is None else day + later for name, day in days.items()})


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """Return plain data with some ids exchanged, wherever they stand."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, dict):
        return {names.get(key, key): _renamed(entry, names) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_renamed(entry, names) for entry in value)
    return value
