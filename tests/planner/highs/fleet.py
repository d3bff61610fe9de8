"""The ships of a scenario, fixed or asked for, with the instants at which each can come and go."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import product

from crossflight.instants import DAY, midnight
from crossflight.record import DateWish, Flight, FlightRequest, VehicleType
from planner.highs.rows import Rows, Ship, Sum, total
from scenes import ORIGIN, day

__all__ = ["Fleet", "WordlessError"]

DARK = "landings.daylight"


class WordlessError(Exception):
    """The scenario asks for something that the programme has no words for."""


class Fleet(Rows):
    """Docking, leaving, port and crew of each ship."""

    def __post_init__(self) -> None:
        """Enter the ships."""
        self.people = {person.id: person for person in self.setting.people}
        types = {kind.id: kind for kind in self.setting.vehicle_types}
        self.kinds = {vehicle.id: types[vehicle.type] for vehicle in self.setting.vehicles}
        self.start, self.end = self.setting.horizon.start, self.setting.horizon.end
        self.asked = {request.id: request for request in self.setting.requests}
        self.ships = [self._fixed(flight) for flight in self.setting.flights]
        self.ships += [self._requested(request) for request in self.setting.requests]

    def _fixed(self, flight: Flight) -> Ship:
        open_ones = {departure.flight: departure for departure in self.setting.departures}
        kind = self.kinds[flight.vehicle]
        leaves: dict[datetime, Sum] = {}
        if flight.id in open_ones:
            leaves = self._leavings(flight.id, kind, open_ones[flight.id].undock)
        elif flight.undocked is not None:
            leaves = {flight.undocked: {-1: 1.0}}
        assert flight.docked is not None
        assert flight.port is not None
        flies = {name: {-1: 1.0} for name in flight.up}
        launches = {flight.docked: flight.launch or flight.docked}
        return Ship(
            flight.id, kind, {flight.docked: {-1: 1.0}}, leaves, launches, {flight.port: {-1: 1.0}}, flies, True
        )

    def _requested(self, request: FlightRequest) -> Ship:
        kind = self.kinds[request.vehicle]
        launches = {}
        for number in range(-1, self._days() + 1):
            launch = day(number)
            docked = launch + timedelta(hours=kind.transit_hours or 0)
            if self.start <= launch and docked < self.end and _is_within(request.launch, launch):
                launches[docked] = launch
        docks = {docked: self.column() for docked in launches}
        self.keep(1, total(docks.values()), 1)
        self._wish(request.launch.wanted, {launches[docked]: column for docked, column in docks.items()})
        wish = request.undock
        stays = wish is None or (wish.wanted is not None and wish.wanted >= self.end)
        leaves = {} if stays else self._leavings(request.id, kind, wish or DateWish())
        for docked, left in product(docks, leaves):
            if midnight(left) <= midnight(docked):
                self.keep(0, total((docks[docked], leaves[left])), 1)
        at = {port: self.column() for port in request.ports}
        self.keep(1, total(at.values()), 1)
        aboard = request.announced
        if request.crew_size > len(aboard):
            aboard = tuple(dict.fromkeys((*aboard, *self.setting.pool)))
        flies = {name: self.column() for name in aboard}
        return Ship(request.id, kind, docks, leaves, launches, at, flies, False)

    def _leavings(self, name: str, kind: VehicleType, wish: DateWish) -> dict[datetime, Sum]:
        """Return a column for each departure whose landing, at noon, is allowed."""
        waivers = [entry for entry in self.setting.waivers if entry.rule == DARK and set(entry.subject) <= {name}]
        if waivers:
            raise WordlessError("a waiver for landings in the dark")
        landings = [day(number) for number in range(self._days() + 1)]
        instants = [landed - timedelta(hours=kind.descent_hours or 0) for landed in landings]
        allowed = [left for left in instants if self.start <= left < self.end and _is_within(wish, left)]
        found = {left: self.column() for left in allowed}
        self.keep(1, total(found.values()), 1)
        self._wish(wish.wanted, found)
        return found

    def _days(self) -> int:
        return (self.end - ORIGIN) // DAY

    def _wish(self, wanted: datetime | None, columns: Mapping[datetime, Sum]) -> None:
        for instant, column in columns.items() if wanted is not None else ():
            assert wanted is not None
            self.count("dates", column, abs((midnight(instant) - midnight(wanted)) // DAY))


def _is_within(wish: DateWish, instant: datetime) -> bool:
    is_early = wish.earliest is not None and midnight(instant) < midnight(wish.earliest)
    return not is_early and not (wish.latest is not None and midnight(instant) > midnight(wish.latest))
