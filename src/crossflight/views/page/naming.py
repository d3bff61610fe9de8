"""How flights, agencies and people are called on the page, and the colour that each agency has."""

import re
import unicodedata
from collections import Counter
from functools import cached_property

from crossflight.record import Flight, Person, Plan, VehicleType

__all__ = ["COLOURS", "Names"]

COLOURS = 7
"""Agencies that have a colour of their own; all others share one."""

_ABBREVIATION = 3
"""Letters up to which a word behind the first is taken for an abbreviation."""


class Names:
    """What is called how, read once from a plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        scenario = plan.scenario
        self.people: dict[str, Person] = {person.id: person for person in scenario.people}
        self.flights: dict[str, Flight] = {flight.id: flight for flight in plan.flights}
        self._vehicles = {vehicle.id: vehicle for vehicle in scenario.vehicles}
        self._types = {entry.id: entry for entry in scenario.vehicle_types}
        self._agencies = {agency.id: agency for agency in scenario.agencies}
        self.ports = {port.id: port for port in scenario.station.ports}
        self._titles: dict[str, str] = {}
        self.segments = {segment.id: segment for segment in scenario.station.segments}

    def type_of(self, vehicle_id: str) -> VehicleType | None:
        """Return the type of a vehicle; None for one that the scenario does not know."""
        vehicle = self._vehicles.get(vehicle_id)
        return None if vehicle is None else self._types.get(vehicle.type)

    def kind_of(self, flight: Flight) -> str:
        """Return whether a flight's vehicle is made for a crew, for cargo, or is a module."""
        kind = self.type_of(flight.vehicle)
        return "cargo" if kind is None else kind.kind

    def flight(self, flight_id: str) -> str:
        """Return how a flight is called: ``soyuz-ms-22`` is Soyuz MS-22, as its vehicle's name has it."""
        if flight_id not in self._titles:
            self._titles[flight_id] = self._title(flight_id)
        return self._titles[flight_id]

    def _title(self, flight_id: str) -> str:
        flight = self.flights.get(flight_id)
        vehicle = self._vehicles.get(flight_id if flight is None else flight.vehicle)
        return (None if vehicle is None else _beginning(vehicle.name, flight_id)) or _readable(flight_id)

    def port(self, port_id: str) -> str:
        """Return the name of a port."""
        port = self.ports.get(port_id)
        return port_id if port is None else port.name

    def airlock(self, airlock_id: str) -> str:
        """Return the name of an airlock."""
        locks = {lock.id: lock.name for lock in self.plan.scenario.station.airlocks}
        return locks.get(airlock_id, airlock_id)

    def segment(self, segment_id: str) -> str:
        """Return the name of a segment."""
        segment = self.segments.get(segment_id)
        return segment_id if segment is None else segment.name

    def short_flight(self, flight_id: str) -> str:
        """Return the name without the kind of vehicle, where the rest is a name too: MS-22."""
        name = self.flight(flight_id)
        rest = name.partition(" ")[2]
        return rest if any(letter.isalpha() for letter in rest) else name

    def vehicle(self, flight: Flight) -> str:
        """Return the name of the vehicle that flies."""
        vehicle = self._vehicles.get(flight.vehicle)
        return flight.vehicle if vehicle is None else vehicle.name

    def person(self, person_id: str) -> str:
        """Return a person's name."""
        person = self.people.get(person_id)
        return person_id if person is None else person.name

    def surname(self, person_id: str) -> str:
        """Return what is left of a name without its first word; a synthetic person keeps all of it."""
        person = self.people.get(person_id)
        name = self.person(person_id)
        if person is None or person.synthetic:
            return name
        return name.split(" ", 1)[-1]

    def is_synthetic(self, person_id: str) -> bool:
        """Say whether a person is made up for the scenario."""
        person = self.people.get(person_id)
        return person is not None and person.synthetic

    def agency_of(self, person_id: str) -> str | None:
        """Return the id of a person's agency."""
        person = self.people.get(person_id)
        return None if person is None else person.agency

    def agency(self, agency_id: str | None) -> str:
        """Return how an agency is called in short: by the part of its name that its id is made of, or by its id."""
        if agency_id is None:
            return "unknown"
        agency = self._agencies.get(agency_id)
        name = "" if agency is None else agency.name
        told = re.search(r"\(([^()]+)\)", name)
        if told is not None and _slug(told[1]) == agency_id:
            return told[1]
        if "".join(word[0] for word in name.split()).lower() == agency_id:
            return agency_id.upper()
        beginning = _beginning(name, agency_id)
        if beginning is not None:
            return beginning
        return agency_id.upper() if len(agency_id) <= _ABBREVIATION else _readable(agency_id)

    def agency_in_full(self, agency_id: str | None) -> str:
        """Return the full name of an agency."""
        agency = self._agencies.get(agency_id or "")
        return self.agency(agency_id) if agency is None else agency.name

    @cached_property
    def agencies(self) -> tuple[str, ...]:
        """Return the agencies of those who stay: those that run segments as the station lists them, then by stays."""
        counts = Counter(self.people[stay.person].agency for stay in self.plan.stays if stay.person in self.people)
        others = sorted(counts, key=lambda agency: (-counts[agency], agency))
        return tuple(agency for agency in dict.fromkeys((*self._of_segments, *others)) if agency in counts)

    @cached_property
    def _of_segments(self) -> tuple[str, ...]:
        return tuple(agency for segment in self.plan.scenario.station.segments for agency in segment.agencies)

    def colour(self, agency_id: str | None) -> str:
        """Return the class of an agency's colour, ``a1`` to ``a7``, or ``a0`` for all others.

        An agency that runs a segment has the same colour on every page of the station.
        """
        places = tuple(dict.fromkeys((*self._of_segments, *self.agencies)))
        if agency_id not in places or places.index(agency_id) >= COLOURS:
            return "a0"
        return f"a{places.index(agency_id) + 1}"

    def partner(self, flight: Flight, person_id: str) -> str | None:
        """Return why a seat is a partner's, None where it is the owner's own.

        Sides are those of the agreements; where there are none, the agencies that run the same segment.
        """
        agency = self.agency_of(person_id)
        kind = self.type_of(flight.vehicle)
        if agency is None or kind is None:
            return None
        is_partner = False
        for agreement in self.plan.scenario.agreements:
            for side, other in (agreement.sides, agreement.sides[::-1]):
                if kind.id in side.vehicle_types and agency in other.agencies:
                    is_partner = True
                    if agreement.is_in_force and flight.id in agreement.flights:
                        return "exchanged seat"
        if not self.plan.scenario.agreements:
            sides = [segment.agencies for segment in self.plan.scenario.station.segments]
            owner = [side for side in sides if kind.agency in side]
            is_partner = bool(owner) and not any(agency in side for side in owner)
            is_partner = is_partner and any(agency in side for side in sides)
        return "partner's seat" if is_partner else None


def _beginning(name: str, identifier: str) -> str | None:
    """Return the first words of a name that the identifier is made of: Roscosmos State Corporation, ``roscosmos``."""
    for end in range(len(name), 0, -1):
        is_word = name[end - 1].isalnum() and not name[end : end + 1].isalnum()
        if is_word and _slug(name[:end]) == identifier:
            return name[:end]
    return None


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _readable(identifier: str) -> str:
    """Return an identifier as a name: ``crs-25`` is CRS-25, ``crew-5`` Crew-5."""
    words = identifier.split("-")
    told = []
    for place, word in enumerate(words):
        is_abbreviation = not re.search(r"[aeiouy]", word) or (place > 0 and len(word) <= _ABBREVIATION)
        told.append(word.upper() if is_abbreviation else word.capitalize())
    return "-".join(told)
