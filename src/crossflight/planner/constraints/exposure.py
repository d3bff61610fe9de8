"""Exposure: the person-minutes without a nominal seat that a waiver allows, and what they cannot go below.

A free seat helps those alone who have the suit for it. So as many people have none as seats are missing in the worst
group of suits (Hall's theorem): for each group, the people who have no other suit, less the seats.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from crossflight.planner.ailments import ailments
from crossflight.planner.model import Crewed, Linear, PlanModel
from crossflight.planner.moments import Moment, moment, reach
from crossflight.planner.waived import Span

__all__ = ["Beyond", "Look", "count_exposure"]

MOST_PEOPLE = 30
"""Aboard a station at once."""

MOST_SUITS = 4
"""Kinds of entry suits that are told apart: their groups are 15 then."""

MOST_FLOORS = 6
"""For each group of suits, up to how many minutes a floor is laid."""

Look = tuple[str, str, Moment]
"""A moment at which the seats or the people can change: its name, how to say it, when."""

Beyond = Callable[[str, Moment], tuple[Linear, ...]]
"""People beyond seats at a moment: a term for each ship but the one of that name, then one for each who moves."""

Suits = frozenset[str | None]


def count_exposure(
    model: PlanModel, ships: Sequence[Crewed], waivers: Sequence[Span], looks: Sequence[Look], beyond: Beyond
) -> None:
    """Count the waived person-minutes without a nominal seat, from each change of the seats to the one that follows."""
    end = model.problem.calendar.minute(model.problem.end)
    groups = _groups(ships)
    for name, words, look in looks:
        if not any(waiver.start.first <= look.last and look.first < waiver.end.last for waiver in waivers):
            continue
        terms = beyond(name, look)
        short = model.cp.new_int_var(0, MOST_PEOPLE, f"people without a seat {words}")
        for group in groups:
            suited = zip(_suits(model, ships, name), terms, strict=True)
            model.cp.add(short >= sum(term for suits, term in suited if suits <= group))
        minutes = model.cp.new_int_var(0, end, f"minutes until the seats change, {words}")
        later = [entry.minute for _, _, entry in looks if entry.last > look.first]
        picks = [model.cp.new_bool_var("") for _ in (*later, end)]
        for pick, following in zip(picks, (*later, end), strict=True):
            model.cp.add(following > look.minute).only_enforce_if(pick)
            model.cp.add(minutes >= following - look.minute).only_enforce_if(pick)
        model.cp.add_bool_or(picks)
        exposed = model.cp.new_int_var(0, MOST_PEOPLE * end, f"exposure {words}")
        model.cp.add_multiplication_equality(exposed, [short, minutes])
        model.levels.setdefault("exposure", []).append(exposed)
    if "exposure" in model.levels:
        _lay_floors(model, ships, waivers, groups)


def _groups(ships: Sequence[Crewed]) -> list[Suits]:
    """Return every group of the entry suits that the ships need; all in one where a ship needs none."""
    suits = {ship.type.entry_suit for ship in ships}
    if None in suits or len(suits) > MOST_SUITS:
        return [frozenset(suits)]
    return [
        frozenset(group) for size in range(1, len(suits) + 1) for group in combinations(sorted(map(str, suits)), size)
    ]


def _suits(model: PlanModel, ships: Sequence[Crewed], name: str) -> Iterator[Suits]:
    """Yield the suits that belong to each term of the people beyond seats at a moment of that name."""
    yield from (frozenset({ship.type.entry_suit}) for ship in ships if ship.id != name)
    yield from (suits for _, suits in _moving(model, ships))


def _moving(model: PlanModel, ships: Sequence[Crewed]) -> Iterator[tuple[int, Suits]]:
    """Yield the stays in which the home seat moves, by index, each with the person's suits."""
    everything = frozenset(ship.type.entry_suit for ship in ships)
    for index, pattern in enumerate(model.problem.patterns):
        if len(pattern.homes) > 1:
            yield index, model.problem.suits(pattern.person, pattern.homes[0]) & everything


# ------------------------------------------------------------------------------------------------------------- floors


def _lay_floors(model: PlanModel, ships: Sequence[Crewed], waivers: Sequence[Span], groups: Sequence[Suits]) -> None:
    """Tell the solver what exposure cannot go below; it would find out by trying every order of the changes.

    From the start of the horizon to any one minute, a group of suits is exposed by its people less its seats at least,
    summed over that time. Until the first relief can dock nothing of that is open, and often it is all of the least::

        people  3 ─────────────────┐           floor: 3 people until the first relief can be there
        seats   0                  └ relief
                start            minute

    It holds as far as a waiver that stands from the start does: within it every change of the seats is counted.
    """
    calendar = model.problem.calendar
    start = calendar.minute(model.problem.scenario.horizon.start)
    ends = [waiver.end.last for waiver in waivers if waiver.start.first <= start < waiver.end.last]
    if not ends:
        return
    total = sum(model.levels["exposure"])
    for group in groups:
        own = [ship for ship in ships if ship.type.entry_suit in group]
        moving = [index for index, suits in _moving(model, ships) if suits <= group]
        dockings = {docks for ship in own for docks in _first_docking(model, ship) if start < docks < max(ends)}
        for until in sorted({*dockings, max(ends)})[:MOST_FLOORS]:
            terms = [_floor_of(model, ship, start, until) for ship in own]
            terms += [_stays(model, index, start, until) * model.chosen[index] for index in moving]
            model.cp.add(total >= sum(terms))


def _first_docking(model: PlanModel, ship: Crewed) -> Iterator[int]:
    """Yield the first minute at which a ship to come could dock on a day that the pad is open."""
    opened = model.problem.open_flights.get(ship.id)
    if opened is None or not opened.arrives:
        if isinstance(ship.moves.dock_minute, int):
            yield ship.moves.dock_minute
        return
    docked = [model.problem.calendar.minute(entry.docked) for entry in opened.arrivals.values() if entry.is_allowed]
    yield from sorted(docked)[:1]


def _floor_of(model: PlanModel, ship: Crewed, start: int, until: int) -> Linear:
    """Return what the people of a ship beyond its seats cannot go below, in minutes summed from start to until."""
    docks = moment(ship.moves.dock_minute, *reach(ship.moves.dock_range))
    leaves = moment(ship.moves.undock_minute, *reach(ship.moves.undock_range))
    most = max(0, min(until, leaves.last) - max(start, docks.first))
    surely = max(0, min(until, leaves.first) - max(start, docks.last))
    if most == 0:
        return 0
    if docks.last > start and docks.first < docks.last:
        there = model.cp.new_int_var(0, until - start, f"minutes that {ship.id} can be there")
        model.cp.add_max_equality(there, [0, until - docks.minute])
        return -ship.type.seats * there
    seats = _seats(model, ship, start, until)
    crew = len(ship.fixed) + sum(model.chosen[index] for index in ship.chosen)
    beyond = len(ship.fixed) + len(ship.chosen) - seats
    if seats == 0:
        return crew * surely
    # People less seats, times minutes between `surely` and `most`: while seats are free, least when it is `most`.
    return (crew - seats) * most - max(0, beyond) * (most - surely)


def _seats(model: PlanModel, ship: Crewed, start: int, until: int) -> int:
    """Return the seats of a ship, or those that are left where one event takes some for the whole time."""
    left = [
        ailment.event.nominal_seats
        for ailment in ailments(model, ship)
        if ailment.start <= start and until <= ailment.end and ailment.event.nominal_seats is not None
    ]
    return min([ship.type.seats, *left])


def _stays(model: PlanModel, index: int, start: int, until: int) -> int:
    """Return for how many of the minutes somebody aboard stays at least, when that stay is chosen."""
    moves = model.moves[model.problem.patterns[index].down]
    leaves = moment(moves.undock_minute, *reach(moves.undock_range))
    return max(0, min(until, leaves.first) - start)
