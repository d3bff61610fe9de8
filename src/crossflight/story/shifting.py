"""Moving one flight of a plan to a day: to what the sky offers on it, docking or landing moving along."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from crossflight.instants import DAY, midnight
from crossflight.record import Flight, Liftoff, Plan, Sky, Stay, Touchdown, VehicleType

__all__ = ["Days", "Shift", "put"]

DEFAULT_TRANSIT = timedelta(days=1)

MomentName = Literal["launch", "undocked", "landed"]


class Shift(NamedTuple):
    """A flight with some moments moved."""

    flight: Flight
    is_surveyed: bool
    """False where nothing is known of what the sky offers, so that the hour of the day was kept."""


class Days:
    """What the sky offers a flight, day by day."""

    def __init__(self, plan: Plan, sky: Sky, flight: Flight, moment: MomentName) -> None:
        types = {vehicle.id: vehicle.type for vehicle in plan.scenario.vehicles}
        [self.kind] = (kind for kind in plan.scenario.vehicle_types if kind.id == types[flight.vehicle])
        self.flight = flight
        self.moment = moment
        self.liftoffs: dict[datetime, list[Liftoff]] | None = None
        self.touchdowns: dict[datetime, list[Touchdown]] | None = None
        self.until: datetime | None = None
        if moment == "launch":
            self.liftoffs = _liftoffs(sky, flight, self.kind)
        else:
            self._survey_landings(sky)

    def _survey_landings(self, sky: Sky) -> None:
        for entry in sky.landing_chances:
            if (entry.zone, entry.vehicle_type) == (self.flight.zone, self.kind.id):
                self.until = entry.until
                self.touchdowns = {}
                for chance in entry.touchdowns:
                    instant = chance.undock if self.moment == "undocked" else chance.landing
                    self.touchdowns.setdefault(midnight(instant), []).append(chance)

    def on(self, day: datetime) -> Shift | None:
        """Return the flight moved to a day; None where the sky offers nothing on it, or the flight turned round."""
        changes: dict[str, datetime] | None
        is_surveyed = True
        if self.liftoffs is not None:
            changes = self._launched(self.liftoffs.get(day, []))
        elif self.touchdowns is not None and (self.until is None or day < self.until):
            changes = self._landed(self.touchdowns.get(day, []))
        else:
            changes, is_surveyed = self._kept(day), False
        if changes is None or not _is_in_order(moved := self.flight.model_copy(update=changes)):
            return None
        precision = {name: value for name, value in moved.precision.items() if name not in changes}
        return Shift(moved.model_copy(update={"precision": precision}), is_surveyed)

    def next_after(self, day: datetime, end: datetime) -> datetime | None:
        """Return the first later day before the end on which the flight can be, None when there is none."""
        while (day := day + DAY) < end:
            if self.on(day) is not None:
                return day
        return None

    def _launched(self, chances: list[Liftoff]) -> dict[str, datetime] | None:
        """Return launch and docking of the chance whose way up lasts most nearly as long as planned."""
        flight = self.flight
        usual = DEFAULT_TRANSIT if self.kind.transit_hours is None else timedelta(hours=self.kind.transit_hours)
        if flight.docked is not None and flight.launch is not None:
            usual = flight.docked - flight.launch
        best = min(chances, key=lambda chance: abs(chance.docking - chance.liftoff - usual), default=None)
        if best is None:
            return None
        return {"launch": best.liftoff} | ({} if flight.docked is None else {"docked": best.docking})

    def _landed(self, chances: list[Touchdown]) -> dict[str, datetime] | None:
        """Return undocking and landing of the chance nearest to the planned hour of the day."""
        flight = self.flight
        if not chances:
            return None
        planned = flight.landed or flight.undocked
        hour = timedelta(0) if planned is None else planned - midnight(planned)
        best = min(chances, key=lambda chance: abs(chance.landing - midnight(chance.landing) - hour))
        found = {"undocked": best.undock, "landed": best.landing}
        return {name: instant for name, instant in found.items() if flight.moment(name) is not None}

    def _kept(self, day: datetime) -> dict[str, datetime]:
        """Return the moments that move, at the hours that they had."""
        instant = self.flight.moment(self.moment)
        by = timedelta(0) if instant is None else day - midnight(instant)
        names = ("launch", "docked") if self.moment == "launch" else ("undocked", "landed")
        return {name: told + by for name in names if (told := self.flight.moment(name)) is not None}


def put(plan: Plan, moved: Flight) -> Plan:
    """Return a plan with one flight as it is now, and the stays of those who fly in it."""
    before = next(flight for flight in plan.flights if flight.id == moved.id)
    flights = tuple(moved if flight is before else flight for flight in plan.flights)
    return plan.model_copy(update={"flights": flights, "stays": tuple(_stays(plan.stays, before, moved))})


def _stays(stays: tuple[Stay, ...], before: Flight, moved: Flight) -> Iterator[Stay]:
    for stay in stays:
        changes: dict[str, object] = {}
        if stay.up == moved.id and before.docked != moved.docked:
            changes["start"] = moved.docked
            changes["homes"] = tuple(
                home.model_copy(update={"since": moved.docked})
                if (home.flight, home.since) == (before.id, before.docked)
                else home
                for home in stay.homes
            )
        if stay.down == moved.id and before.undocked != moved.undocked:
            changes["end"] = moved.undocked
        yield stay.model_copy(update=changes) if changes else stay


def _liftoffs(sky: Sky, flight: Flight, kind: VehicleType) -> dict[datetime, list[Liftoff]] | None:
    """Return what the sky offers a flight by day, on days on which its pad is open; None where nobody surveyed it."""
    for entry in sky.launch_chances:
        if (entry.site, entry.vehicle_type) == (flight.site, kind.id) and flight.launcher in {None, entry.launcher}:
            found: dict[datetime, list[Liftoff]] = {}
            for chance in entry.liftoffs:
                found.setdefault(midnight(chance.liftoff), []).append(chance)
            return found
    return None


def _is_in_order(flight: Flight) -> bool:
    """Say whether the moments of a flight still follow each other."""
    told = [flight.launch, flight.docked]
    for move in flight.relocations:
        told += [move.undocked, move.docked]
    known = [instant for instant in (*told, flight.undocked, flight.landed) if instant is not None]
    return known == sorted(known)
