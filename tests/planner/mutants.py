"""Mutants of a plan: one decision or two changed, at random and at the edges."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from random import Random

from crossflight.instants import DAY
from crossflight.record import DateWish, Plan, Scenario
from planner.trying import Choice
from scenes import ORIGIN

Key = tuple[str, ...]
"""A rule and what it is about."""

FOREVER = 10_000


# ----------------------------------------------------------------------------------------------------------- choices


def choices_of(plan: Plan) -> tuple[Choice, ...]:
    """Return what was decided in a plan, in the order of its scenario."""
    flights = {flight.id: flight for flight in plan.flights}
    requested = {request.id for request in plan.scenario.requests}
    names = [departure.flight for departure in plan.scenario.departures]
    names += [request.id for request in plan.scenario.requests]
    return tuple(
        Choice(
            name,
            day_of(flights[name].docked) if name in requested else None,
            day_of(flights[name].undocked),
            flights[name].port if name in requested else None,
            flights[name].up if name in requested else (),
        )
        for name in names
    )


def day_of(instant: datetime | None) -> int | None:
    return None if instant is None else (instant - ORIGIN) // DAY


Choices = tuple[Choice, ...]


class Mutator:
    """Changes decisions at random; the same seed gives the same mutants."""

    def __init__(self, setting: Scenario, base: Choices, seed: int) -> None:
        self._setting = setting
        self._base = base
        self._random = Random(seed)
        self._requests = {request.id: request for request in setting.requests}
        self._days = (setting.horizon.end - ORIGIN) // DAY
        self._pool = [*setting.pool, *(name for request in setting.requests for name in request.announced)]

    def mutants(self, number: int) -> Iterator[Choices]:
        """Yield mutants that all differ, with one change and sometimes two."""
        kinds = (
            self._moved,
            self._moved,
            self._to_a_limit,
            self._long,
            self._elsewhere,
            self._ports_swapped,
            self._smaller,
            self._larger,
            self._exchanged,
            self._crews_swapped,
            self._no_commander,
            self._one_sided,
            self._all_one_sided,
        )
        seen = {self._base}
        while len(seen) <= number:
            changed = self._random.choice(kinds)(self._base)
            if self._random.random() < 1 / 3:
                changed = self._random.choice(kinds)(changed)
            if changed not in seen:
                seen.add(changed)
                yield changed

    def _with(self, choices: Choices, changed: Choice) -> Choices:
        return tuple(changed if choice.flight == changed.flight else choice for choice in choices)

    def _pick(self, choices: Choices, *, crewed: bool = False, requested: bool = False) -> Choice:
        return self._random.choice(
            [
                choice
                for choice in choices
                if (choice.crew or not crewed) and (choice.flight in self._requests or not requested)
            ]
        )

    def _set_day(self, choice: Choice, name: str, day: int) -> Choice:
        day = min(max(day, 0), self._days - 1)
        return replace(choice, dock=day) if name == "dock" else replace(choice, undock=day)

    def _moved(self, choices: Choices) -> Choices:
        """Move a docking or an undocking by one to five days."""
        choice = self._pick(choices)
        options = [(name, day) for name, day in (("dock", choice.dock), ("undock", choice.undock)) if day is not None]
        name, day = self._random.choice(options)
        return self._with(choices, self._set_day(choice, name, day + self._random.choice((-5, -3, -2, -1, 1, 2, 3, 5))))

    def _to_a_limit(self, choices: Choices) -> Choices:
        """Move a docking or an undocking to the edge of its window, a day beyond, or next to another operation."""
        choice = self._pick(choices)
        days = [day for other in choices for day in (other.dock, other.undock) if day is not None]
        name = (
            "dock" if choice.undock is None or (choice.dock is not None and self._random.random() < 1 / 2) else "undock"
        )
        request = self._requests.get(choice.flight)
        wish = DateWish() if request is None else (request.launch if name == "dock" else request.undock) or DateWish()
        limits = [day for day in (day_of(wish.earliest), day_of(wish.latest)) if day is not None]
        target = self._random.choice([*limits, *limits, *days, 0, self._days - 1])
        return self._with(choices, self._set_day(choice, name, target + self._random.choice((-2, -1, 0, 1, 2))))

    def _long(self, choices: Choices) -> Choices:
        """Let a ship stay as long as its life, or some days longer."""
        choice = self._random.choice([choice for choice in choices if choice.undock is not None])
        flights = {flight.id: flight for flight in self._setting.flights}
        types = {kind.id: kind for kind in self._setting.vehicle_types}
        kinds = {vehicle.id: types[vehicle.type] for vehicle in self._setting.vehicles}
        vehicle = self._requests[choice.flight].vehicle if choice.flight in self._requests else choice.flight
        start = choice.dock if choice.dock is not None else day_of(flights[choice.flight].launch)
        life = next((int(limit.days) for limit in kinds[vehicle].lives), 30)
        assert start is not None
        return self._with(choices, self._set_day(choice, "undock", start + life + self._random.choice((-1, 0, 1, 3))))

    def _elsewhere(self, choices: Choices) -> Choices:
        """Let a ship dock at another of its ports."""
        choice = self._pick(choices, requested=True)
        return self._with(choices, replace(choice, port=self._random.choice(self._requests[choice.flight].ports)))

    def _ports_swapped(self, choices: Choices) -> Choices:
        first, second = self._pick(choices, requested=True), self._pick(choices, requested=True)
        changed = self._with(choices, replace(first, port=second.port))
        return self._with(changed, replace(second, port=first.port)) if first != second else choices

    def _smaller(self, choices: Choices) -> Choices:
        choice = self._pick(choices, crewed=True)
        left = self._random.choice(choice.crew)
        return self._with(choices, replace(choice, crew=tuple(name for name in choice.crew if name != left)))

    def _larger(self, choices: Choices) -> Choices:
        choice = self._pick(choices, crewed=True)
        return self._with(choices, replace(choice, crew=(*choice.crew, self._another(choices, choice))))

    def _another(self, choices: Choices, choice: Choice) -> str:
        """Return somebody who is not in the crew, seldom somebody who flies elsewhere."""
        flying = {name for other in choices for name in other.crew}
        spare = [name for name in self._pool if name not in flying]
        is_free = bool(spare) and self._random.random() < 5 / 6
        return self._random.choice(spare if is_free else [name for name in self._pool if name not in choice.crew])

    def _exchanged(self, choices: Choices) -> Choices:
        """Put somebody else in a seat."""
        choice = self._pick(choices, crewed=True)
        left = self._random.choice(choice.crew)
        more = self._another(choices, choice)
        return self._with(choices, replace(choice, crew=tuple(more if name == left else name for name in choice.crew)))

    def _crews_swapped(self, choices: Choices) -> Choices:
        """Swap two people, or the whole crews, of two flights."""
        first, second = self._pick(choices, crewed=True), self._pick(choices, crewed=True)
        if first == second:
            return choices
        if self._random.random() < 1 / 2:
            one, other = self._random.choice(first.crew), self._random.choice(second.crew)
            crews = (
                tuple(other if name == one else name for name in first.crew),
                tuple(one if name == other else name for name in second.crew),
            )
        else:
            crews = second.crew, first.crew
        changed = self._with(choices, replace(first, crew=crews[0]))
        return self._with(changed, replace(second, crew=crews[1]))

    def _one_sided(self, choices: Choices) -> Choices:
        """Leave at home the partner's people."""
        choice = self._pick(choices, crewed=True)
        side = choice.crew[0].split("-")[0]
        return self._with(choices, replace(choice, crew=tuple(name for name in choice.crew if name.startswith(side))))

    def _all_one_sided(self, choices: Choices) -> Choices:
        """Leave at home everybody of one agency."""
        side = self._random.choice(("red", "blue"))
        return tuple(
            replace(choice, crew=tuple(name for name in choice.crew if name.startswith(side))) for choice in choices
        )

    def _no_commander(self, choices: Choices) -> Choices:
        """Leave at home all who could command the ship."""
        choice = self._pick(choices, crewed=True)
        kind = choice.flight.split("-")[0]
        people = {person.id: person for person in self._setting.people}
        crew = tuple(name for name in choice.crew if not people[name].is_qualified("commander", kind, ORIGIN))
        return self._with(choices, replace(choice, crew=crew or choice.crew))


def crosses(choices: Choices) -> bool | None:
    """Say whether somebody is in two ships at once; None where somebody flies again after coming home."""
    stays: dict[str, list[tuple[int, int]]] = {}
    for choice in choices:
        for name in choice.crew:
            assert choice.dock is not None
            stays.setdefault(name, []).append((choice.dock, FOREVER if choice.undock is None else choice.undock))
    twice = [sorted(entries) for entries in stays.values() if len(entries) > 1]
    if not twice:
        return False
    return True if all(later[0] <= first[1] for entries in twice for first, later in pairwise(entries)) else None


def is_emptied(setting: Scenario, choices: Choices) -> bool:
    """Say whether a flight that has to carry a crew has none."""
    crewed = {request.id for request in setting.requests if request.crew_size and request.crew_least is None}
    return any(choice.flight in crewed and not choice.crew for choice in choices)
