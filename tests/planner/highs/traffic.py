"""Traffic: days between operations, ports, corridors, the life of ships."""

from datetime import timedelta

from crossflight.instants import DAY, midnight
from planner.highs.fleet import Fleet
from planner.highs.rows import Ship, moves, total

__all__ = ["Traffic"]


class Traffic(Fleet):
    """Rows of dates and ports."""

    def __post_init__(self) -> None:
        """Enter the ships and their rows."""
        super().__post_init__()
        self._operations()
        self._ports()
        self._port_days()
        self._corridors()
        for ship in self.ships:
            self._life(ship)

    def _operations(self) -> None:
        """Keep the days of operations apart; what is fixed stays as it is."""
        apart = (self.setting.numbers.clearance_days + 1) * DAY
        found = [(ship, instant, column) for ship in self.ships for instant, column in moves(ship)]
        inside = [entry for entry in found if self.start <= entry[1] < self.end]
        for place, (ship, instant, column) in enumerate(inside):
            for other, later, second in inside[place + 1 :]:
                is_open = any(index >= 0 for index in (*column, *second))
                is_close = abs(midnight(instant) - midnight(later)) < apart
                same_choice = other is ship and (instant in ship.docks) == (later in ship.docks)
                if is_open and is_close and not same_choice:
                    self.keep(0, total((column, second)), 1)

    def _ports(self) -> None:
        """Keep uses of a port apart, by the turnaround as well."""
        for one, other in ((one, other) for one in self.ships for other in self.ships if one is not other):
            for port in one.at.keys() & other.at.keys():
                both = total((one.at[port], other.at[port]))
                for docked, column in one.docks.items():
                    self.keep(0, total((both, column, other.there(docked))), 3)
                    wait = self.setting.numbers.port_turnaround_days
                    for left, gone in other.leaves.items() if wait > self.setting.numbers.clearance_days else ():
                        if midnight(left) <= midnight(docked) <= midnight(left) + wait * DAY:
                            self.keep(0, total((both, column, gone)), 3)

    def _port_days(self) -> None:
        """Keep ships to ports that fit, and within the days of the port."""
        ports = {port.id: port for port in self.setting.station.ports}
        for ship in self.ships:
            for name, here in ship.at.items():
                port = ports[name]
                if port.interface != ship.type.interface and not ship.is_decided:
                    self.keep(0, here, 0)
                [period] = port.available
                for docked, column in ship.docks.items():
                    is_outside = docked < period.start or (period.end is not None and docked >= period.end)
                    if is_outside and not ship.is_decided:
                        self.keep(0, total((here, column)), 1)
                if period.end is None or period.end >= self.end:
                    continue
                if ship.leaves or not ship.is_decided:
                    self.keep(0, total((here, ship.there(period.end))), 1)

    def _corridors(self) -> None:
        for corridor in self.setting.station.corridors:
            for mover, other in ((mover, other) for mover in self.ships for other in self.ships if mover is not other):
                if corridor.port not in mover.at or corridor.at not in other.at or other.type.id != corridor.shut_by:
                    continue
                shut = [mover.docks] if corridor.shuts_arrivals is True else []
                shut += [mover.leaves] if corridor.shuts_departures is True else []
                for instant, column in ((instant, column) for options in shut for instant, column in options.items()):
                    is_then = corridor.since <= instant and (corridor.until is None or instant < corridor.until)
                    if is_then and instant >= self.start:
                        where = total((mover.at[corridor.port], other.at[corridor.at]))
                        self.keep(0, total((where, column, other.there(instant))), 3)

    def _life(self, ship: Ship) -> None:
        """Keep landings within the life that was known at the launch, or since."""
        flights = {entry.id: entry.vehicle for entry in self.setting.flights}
        flights |= {entry.id: entry.vehicle for entry in self.setting.requests}
        vehicle = next(entry for entry in self.setting.vehicles if entry.id == flights[ship.id])
        lives = vehicle.lives or ship.type.lives
        is_open = bool(ship.leaves) or not ship.is_decided
        if ship.type.kind != "crew" or not lives or not is_open:
            return
        for docked, column in ship.docks.items():
            launch = ship.launches[docked]
            life = max(lives, key=lambda limit: limit.known_since or launch)
            descent = timedelta(hours=ship.type.descent_hours or 0)
            ends = {left: (left + descent, gone) for left, gone in ship.leaves.items()}
            for landed, gone in ends.values() if ends else [(self.end, {-1: 1.0})]:
                if landed - launch > life.days * DAY:
                    self.keep(0, total((column, gone)), 1)
