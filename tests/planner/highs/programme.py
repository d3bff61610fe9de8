"""A tiny scenario as a mixed-integer programme, read from its nouns: a third telling, for another engine.

It shares nothing with the planner, whose days, minutes and presences it never sees. Time is cut into cells at every
instant at which anything could happen; a ship is there in a cell, or it is not::

    docks[ship, day]   leaves[ship, day]   at[ship, port]   flies[person, ship]       what is decided, 0 or 1
    there = all dockings up to the cell, less all departures                          in each cell
    covers <= there, covers <= operators aboard                                       by segment, in each cell
    short >= 2 - sum of covers                                                        allowed where a waiver holds

The clock of Haven is that of ``trying``: liftoffs and landings at noon.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import pairwise, product
from typing import Any

from crossflight.instants import DAY
from crossflight.record import Person, Scenario, Waiver
from planner.highs.crews import Crews
from planner.highs.fleet import WordlessError
from planner.highs.rows import Sum, less, moves, total

__all__ = ["Programme"]

EACH, LOSS = "operators.each-segment", "operators.any-single-loss"
TWO = 2


class Programme(Crews):
    """All of it: cover and handovers besides."""

    def __post_init__(self) -> None:
        """Write the programme of a scenario.

        Raises
        ------
        WordlessError
            When the scenario asks for something that the programme has no words for.
        """
        _refuse_what_has_no_words(self.setting)
        self._handover_columns: dict[str, Sum] = {}
        super().__post_init__()
        self._cover()
        self._handovers()

    def told(self) -> dict[str, Any]:
        """Return the programme as plain data, for another process."""
        return {
            "least": self.least,
            "most": self.most,
            "whole": self.whole,
            "rows": [[low, sorted(terms.items()), high] for low, terms, high in self.rows],
            "levels": [[name, sorted(terms.items())] for name, terms in self.levels.items()],
        }

    def _cells(self) -> Iterator[tuple[datetime, datetime]]:
        """Yield spans in which nothing happens."""
        instants = {self.start, self.end, *(instant for ship in self.ships for instant, _ in moves(ship))}
        for waiver in self.setting.waivers:
            instants |= {mark for mark in (waiver.start, waiver.end) if isinstance(mark, datetime)}
        for event in self.setting.events:
            instants |= {limit for limit in (event.start, event.end) if limit is not None}
        for person in self.setting.people:
            instants |= {limit for held in person.qualifications for limit in (held.since, held.until) if limit}
        yield from pairwise(sorted(instant for instant in instants if self.start <= instant <= self.end))

    def _cover(self) -> None:
        for segment, (begin, end) in product(self.setting.station.segments, self._cells()):
            covers: dict[str, Sum] = {}
            for ship in self.ships:
                able = total(
                    aboard
                    for name, aboard in ship.flies.items()
                    if self._operates(self.people[name], segment.id, begin)
                )
                there = ship.there(begin)
                if able and there:
                    covers[ship.id] = self.column(is_whole=False)
                    self.keep(0, less(there, covers[ship.id]))
                    self.keep(0, less(able, covers[ship.id]))
            cover = total(covers.values())
            empty, short = self._waived(EACH, segment.id, begin), self._waived(LOSS, segment.id, begin, covers)
            self.keep(1, total((cover, empty)))
            self.keep(TWO, total((cover, empty, short)))
            self.count("uncovered", short, (end - begin) / DAY)

    def _waived(self, rule: str, segment: str, begin: datetime, covers: Mapping[str, Sum] | None = None) -> Sum:
        """Return a column that can be 1 where the shortage of a cell is waived; nothing where it is not."""
        found: list[Sum] = []
        for waiver in self.setting.waivers:
            names = set(waiver.subject) - {segment}
            ships = {ship.id for ship in self.ships}
            if waiver.rule != rule or not names <= ships or len(names) > 1:
                continue
            holds = self._holds(waiver, begin)
            if holds is None:
                continue
            column = self.column()
            for limit in holds:
                self.keep(0, less(limit, column))
            for lost in names:  # the one whose loss is waived has to be the one that covers
                self.keep(0, less((covers or {}).get(lost, {}), column))
            found.append(column)
        if len(found) > 1:
            raise WordlessError("two waivers of one rule")
        return found[0] if found else {}

    def _holds(self, waiver: Waiver, begin: datetime) -> list[Sum] | None:
        """Return what has to be 1 for a waiver to hold at an instant; None where it cannot."""
        limits = []
        for mark, is_start in ((waiver.start, True), (waiver.end, False)):
            if mark is None:
                continue
            if isinstance(mark, datetime):
                if (begin < mark) if is_start else (begin >= mark):
                    return None
                continue
            name, _, moment = mark.partition(".")
            ship = next(entry for entry in self.ships if entry.id == name)
            moves = {"docked": ship.docks, "undocked": ship.leaves}[moment]
            done = total(column for instant, column in moves.items() if instant <= begin)
            limits.append(done if is_start else less({-1: 1.0}, done))
        return limits

    def _operates(self, person: Person, segment: str, instant: datetime) -> bool:
        unfit = any(
            event.subject == person.id and event.start <= instant and (event.end is None or instant < event.end)
            for event in self.setting.events
        )
        return not unfit and person.is_qualified("operator", segment, instant)

    def _handovers(self) -> None:
        """Count the ships with an operator that leave while no other crew in a ship of their type is docked."""
        for ship in self.ships:
            for left, column in ship.leaves.items():
                if not self.start <= left < self.end:
                    continue
                kin = [
                    other.there(left)
                    for other in self.ships
                    if other is not ship and other.type.id == ship.type.id and other.flies
                ]
                segments = self.setting.station.segments
                for name, aboard in ship.flies.items():
                    if any(self.people[name].is_qualified("operator", segment.id, left) for segment in segments):
                        missed = self._missed(ship.id)
                        self.keep(-1, less(total((missed, *kin)), total((column, aboard))))

    def _missed(self, name: str) -> Sum:
        """Return the column of a handover that is missed, one for each ship."""
        if name not in self._handover_columns:
            self._handover_columns[name] = self.column()
            self.count("handovers", self._handover_columns[name], 1)
        return self._handover_columns[name]


def _refuse_what_has_no_words(setting: Scenario) -> None:
    for is_there, what in (
        (bool(setting.requirements), "requirements"),
        (bool(setting.spacewalk_requests), "spacewalks"),
        (bool(setting.training_requests) or setting.plans_courses, "training"),
        (bool(setting.reseat) or setting.policy.crews != "as-announced", "crews that can be moved"),
        (
            any(event.kind != "person-unfit" for event in setting.events),
            "ships that are degraded, lost or ordered home",
        ),
        (any(request.crew_least is not None for request in setting.requests), "empty seats"),
        (any(flight.bounds for flight in setting.flights), "instants that are known between bounds"),
        (any(flight.docked is None or flight.docked > setting.horizon.end for flight in setting.flights), "no docking"),
    ):
        if is_there:
            raise WordlessError(what)
