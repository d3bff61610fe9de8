"""Choices at random: any day, any port, crews of about the size that was asked for."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from random import Random

from crossflight.instants import DAY
from crossflight.planner.model import PlanModel
from planner.mutants import FOREVER, Choices
from planner.trying import Choice
from scenes import ORIGIN

__all__ = ["random_choices"]


def random_choices(model: PlanModel, random: Random, number: int) -> Iterator[Choices]:
    """Yield choices at random: any day, any port, crews of about the size that was asked for."""
    scenario = model.problem.scenario
    days = range((scenario.horizon.end - ORIGIN) // DAY)
    for _ in range(number):
        found = [Choice(entry.flight, None, random.choice(days), None, ()) for entry in scenario.departures]
        for request in scenario.requests:
            people = sorted({pattern.person.id for _, pattern in model.problem.patterns_up(request.id)})
            few = -request.crew_size if request.crew_least is not None else -1
            size = min(len(people), max(0, request.crew_size + random.choice((0, 0, 0, few, 1))))
            dock = random.choice(days[:-1])
            leaves = model.problem.open_flights[request.id].leaves
            undock = random.choice(days[dock + 1 :]) if leaves else None
            found.append(
                Choice(request.id, dock, undock, random.choice(request.ports), tuple(random.sample(people, size)))
            )
        if scenario.reseat or scenario.absences:
            found = _on_days_of_their_own(found, days, random)
        if scenario.reseat:
            found[0] = replace(found[0], homes=tuple(_homes(model, found, random)))
        yield tuple(found)


def _on_days_of_their_own(choices: list[Choice], days: range, random: Random) -> list[Choice]:
    """Return the choices with other days, all of which differ: the model can express them."""
    free = random.sample(days, sum(day is not None for choice in choices for day in (choice.dock, choice.undock)))
    moved = []
    for choice in choices:
        first, *more = sorted(free.pop() for day in (choice.dock, choice.undock) if day is not None)
        dock = None if choice.dock is None else first
        undock = None if choice.undock is None else more[0] if more else first
        moved.append(replace(choice, dock=dock, undock=undock))
    return moved


def _homes(model: PlanModel, choices: list[Choice], random: Random) -> Iterator[tuple[str, ...]]:
    """Yield the home seats of everybody aboard whose seat may be moved, seldom to a ship that comes too late."""
    never = FOREVER
    docks = {choice.flight: choice.dock for choice in choices if choice.dock is not None}
    leaves = {choice.flight: never if choice.undock is None else choice.undock for choice in choices}
    moves = dict.fromkeys(model.problem.boats_docked, model.problem.scenario.numbers.reseat_days) | docks
    options: dict[str, list[tuple[str, ...]]] = {}
    crews = {choice.flight: choice.crew for choice in choices}
    for pattern in model.problem.patterns:
        if pattern.up is None and pattern.person.id not in crews.get(pattern.down, ()):  # nobody goes home twice in one
            turns = [moves[boat] for boat in pattern.homes[1:]]
            in_time = all(moves[boat] < leaves.get(home, never) for home, boat in pairwise(pattern.homes))
            if (in_time and turns == sorted(turns)) or random.random() < 1 / 12:
                options.setdefault(pattern.person.id, []).append(pattern.homes)
    for person, homes in options.items():
        yield (person, *random.choice(homes))
