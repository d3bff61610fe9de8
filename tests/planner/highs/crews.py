"""Crews: seats, agencies, commanders, agreements, and one place for each person."""

from itertools import product

from planner.highs.rows import Ship, Sum, less, total
from planner.highs.traffic import Traffic

__all__ = ["Crews"]


class Crews(Traffic):
    """Rows of people."""

    def __post_init__(self) -> None:
        """Enter what there is without people, and then theirs."""
        super().__post_init__()
        for ship in self.ships:
            self._commander(ship)
        self._crews()
        self._agreements()
        self._one_place()

    def _commander(self, ship: Ship) -> None:
        request = self.asked.get(ship.id)
        if not ship.flies and (request is None or not request.crew_size):
            return
        instants = [(ship.launches[docked], column) for docked, column in ship.docks.items() if not ship.is_decided]
        instants += [(left, column) for left, column in ship.leaves.items() if -1 not in column]
        for instant, column in instants:
            able = [
                aboard
                for name, aboard in ship.flies.items()
                if self.people[name].is_qualified("commander", ship.type.id, instant)
            ]
            self.keep(0, less(total(able), column))

    def _crews(self) -> None:
        for ship in self.ships:
            request = self.asked.get(ship.id)
            if request is None:
                continue
            self.keep(request.crew_size, total(ship.flies.values()), request.crew_size)
            self.keep(0, total(ship.flies.values()), max(ship.type.seats, 0))
            for name in request.announced:
                self.keep(1, ship.flies[name], 1)
            for agency in {self.people[name].agency for name in ship.flies} | set(request.at_least):
                of_agency = [name for name in ship.flies if self.people[name].agency == agency]
                self.keep(request.at_least.get(agency, 0), total(ship.flies[name] for name in of_agency))
                told = sum(name in request.announced for name in of_agency)
                others = total(ship.flies[name] for name in of_agency if name not in request.announced)
                self.keep(0, others, max(0, request.at_most.get(agency, 0) - told))
            for name, column in ship.flies.items():
                self.count("people", column, float(self.people[name].synthetic))

    def _agreements(self) -> None:
        for agreement in self.setting.agreements:
            given: list[Sum] = [{}, {}]
            known = {ship.id: ship for ship in self.ships}
            for name in agreement.flights if agreement.is_in_force else ():
                ship = known.get(name)
                sides = [
                    side for side, told in enumerate(agreement.sides) if ship and ship.type.id in told.vehicle_types
                ]
                if ship is None or not sides:
                    continue
                partner = agreement.sides[1 - sides[0]].agencies
                guests = total(column for who, column in ship.flies.items() if self.people[who].agency in partner)
                given[sides[0]] = total((given[sides[0]], guests))
                if name in self.asked and self.asked[name].crew_size:
                    self.keep(agreement.partner_seats, guests)
            is_due = agreement.is_balanced and agreement.end is not None and agreement.end <= self.end
            if agreement.is_in_force and is_due and set(agreement.flights) <= set(known):
                self.keep(0, less(*given), 0)

    def _one_place(self) -> None:
        for name in self.people:
            ups = [ship for ship in self.ships if not ship.is_decided and name in ship.flies]
            self.keep(0, total(ship.flies[name] for ship in ups), 1)
            for home, ship in product((ship for ship in self.ships if ship.is_decided and name in ship.flies), ups):
                if not home.leaves:
                    self.keep(0, ship.flies[name], 0)
                for left, docked in product(home.leaves, ship.docks):
                    if ship.launches[docked] <= left:
                        self.keep(0, total((ship.flies[name], home.leaves[left], ship.docks[docked])), 2)
