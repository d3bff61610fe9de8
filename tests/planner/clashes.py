"""Every clash of a tiny scenario, found without a solver's search: each plan is tried, and what it breaks is noted.

Rule instances cannot all hold when every plan breaks one of them. The smallest such sets are the smallest that meet
what each plan breaks.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations, product

from crossflight.instants import DAY
from crossflight.planner.model import PlanModel
from crossflight.record import Scenario
from planner.deciding import judge
from planner.trying import Choice
from scenes import ORIGIN

Instance = tuple[str, str]
Sets = frozenset[frozenset[Instance]]


def every_choice(setting: Scenario, model: PlanModel) -> Iterator[tuple[Choice, ...]]:
    """Yield all that the planner can decide, whether it keeps a rule or not: days, ports, and any crew."""
    days = range((setting.horizon.end - ORIGIN) // DAY)
    options: list[list[Choice]] = []
    options += [[Choice(entry.flight, None, number, None, ()) for number in days] for entry in setting.departures]
    for request in setting.requests:
        people = [pattern.person.id for _, pattern in model.problem.patterns_up(request.id)]
        crews = list(chain.from_iterable(combinations(people, size) for size in range(len(people) + 1)))
        leaves = days if model.problem.open_flights[request.id].leaves else (None,)
        options.append(
            [
                Choice(request.id, dock, leave, port, crew)
                for dock, leave, port, crew in product(days, leaves, request.ports, crews)
                if leave is None or leave > dock
            ]
        )
    for choices in product(*options):
        taken = [number for choice in choices for number in (choice.dock, choice.undock) if number is not None]
        if len(set(taken)) == len(taken):
            yield choices


def broken_by_each(setting: Scenario, model: PlanModel) -> Sets:
    """Return what each plan breaks, without the sets that hold another."""
    verdicts = (judge(model, choices) for choices in every_choice(setting, model))
    return smallest(verdict.broken for verdict in verdicts if verdict is not None)


def smallest(sets: Iterable[frozenset[Instance]]) -> Sets:
    """Return the sets that hold no other."""
    kept: list[frozenset[Instance]] = []
    for entry in sorted(set(sets), key=len):
        if not any(known <= entry for known in kept):
            kept.append(entry)
    return frozenset(kept)


def meeting_all(sets: Sets) -> Sets:
    """Return the smallest sets that meet each of these, one set after the other (Berge)."""
    found: Sets = frozenset({frozenset()})
    for entry in sorted(sets, key=len):
        found = smallest(known | {member} if not known & entry else known for known in found for member in entry)
    return found
