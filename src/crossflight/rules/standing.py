"""How a crew stands in one situation of a plan when some flights have not come."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from crossflight.rules.case import Aboard, Case
from crossflight.rules.seats import without_own_seat

__all__ = ["AsPlanned", "Standing", "standing", "without_place", "worst_of"]


class Standing(NamedTuple):
    """Who is short of what, in one situation or at the worst of several."""

    nominal_short: int
    contingency_short: int | None
    """None where the places of a docked vehicle are not public."""
    uncovered: tuple[str, ...]
    """Segments without an operator."""
    who: tuple[str, ...]
    """People without a nominal seat of their own."""


def standing(case: Case, place: int, gone: AbstractSet[str], stranded: tuple[Aboard, ...] = ()) -> Standing:
    """Return how the crew stands in the situation at that place of the case.

    Parameters
    ----------
    gone
        Flights that have not come: their vehicles and those they would have brought are not there.
    stranded
        People who should have left and are still aboard, since their way down has not come.
    """
    situation = case.situations[place]
    seats = situation.seats
    people = situation.people
    uncovered = tuple(
        segment
        for segment, operators in situation.operators.items()
        if all(people[index].stay.up in gone for index in operators)
        and not any(segment in case.segments_of(entry.person.id, situation.start) for entry in stranded)
    )
    if gone:
        present = (*(entry for entry in people if entry.stay.up not in gone), *stranded)
        seats = {flight: number for flight, number in seats.items() if flight not in gone}
    else:
        present = people
    short = max(0, len(present) - sum(seats.values()))
    return Standing(
        short,
        without_place(len(present), [number for name, number in case.places[place].items() if name not in gone]),
        uncovered,
        tuple(without_own_seat(present, situation.start, seats)) if short else (),
    )


class AsPlanned:
    """How the crew stands in each situation of the plan as it is, and whom each situation involves."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.standings = [standing(case, place, frozenset()) for place in range(len(case.situations))]
        self._involved = [
            {*(visit.flight.id for visit in situation.visits), *(entry.stay.up or "" for entry in situation.people)}
            for situation in case.situations
        ]

    def without(self, place: int, gone: frozenset[str], stranded: tuple[Aboard, ...]) -> Standing:
        """Return how the crew stands without some flights; mostly none of them is there or brought anybody."""
        if not stranded and self._involved[place].isdisjoint(gone):
            return self.standings[place]
        return standing(self.case, place, gone, stranded)


def without_place(people: int, places: Collection[int | None]) -> int | None:
    """Return how many people have no contingency place; None where the places of a vehicle are not public."""
    known = [number for number in places if number is not None]
    return max(0, people - sum(known)) if len(known) == len(places) else None


def worst_of(found: list[Standing]) -> Standing:
    """Return the most that is short in any of several situations, and all segments that lose their operator."""
    if len(found) == 1:
        return found[0]
    worst = max(found, key=lambda entry: entry.nominal_short)
    places = [entry.contingency_short for entry in found]
    known = [number for number in places if number is not None]
    uncovered = tuple(dict.fromkeys(segment for entry in found for segment in entry.uncovered))
    return Standing(
        worst.nominal_short, max(known) if len(known) == len(places) else None, tuple(sorted(uncovered)), worst.who
    )
