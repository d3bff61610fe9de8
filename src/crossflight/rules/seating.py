"""Who has a nominal seat: one that is free, healthy, and made for a suit that the person has."""

from crossflight.rules.case import Aboard, Case, Situation
from crossflight.rules.seats import without_own_seat

__all__ = ["free_seats_left", "unseated"]


def unseated(case: Case, situation: Situation) -> tuple[str, ...]:
    """Return the people left over when as many as can be have a nominal seat.

    A person's suits are those of the nominal, fitted homes of the stay so far, and once the seat has moved those made
    for the person as well; a suit that nobody told of is none. A seat that is recorded as somebody's own is one for
    that person. Each takes a seat by augmenting paths (Kuhn).
    """
    if not any(without_own_seat(situation.people, situation.start, situation.seats)):
        return ()
    needs = {visit.flight.id: visit.type.entry_suit for visit in situation.visits}
    fits_all = None in needs.values()
    places = [name for name, number in situation.seats.items() for _ in range(number)]
    taken: dict[int, int] = {}
    options = []
    for entry in situation.people:
        suits, own = _suits(case, entry, situation), _own_seats(entry, situation)
        options.append([at for at, name in enumerate(places) if fits_all or needs[name] in suits or name in own])

    def seat(person: int, seen: set[int]) -> bool:
        for at in options[person]:
            if at not in seen:
                seen.add(at)
                if at not in taken or seat(taken[at], seen):
                    taken[at] = person
                    return True
        return False

    left = [person for person in range(len(options)) if not seat(person, set())]
    return tuple(situation.people[person].person.id for person in left)


def free_seats_left(situation: Situation, left: int) -> int:
    """Return how many seats stay empty while so many people have none."""
    return sum(situation.seats.values()) - (len(situation.people) - left)


def _suits(case: Case, entry: Aboard, situation: Situation) -> set[str | None]:
    homes = [home for home in entry.homes if home.since <= situation.start]
    worn = homes[:1] + [home for home in homes[1:] if home.kind == "nominal" and home.fitted is True]
    flights = [case.flights[home.flight] for home in worn if home.flight in case.flights]
    suits: set[str | None] = {case.type_of(flight).entry_suit for flight in flights}
    if len(entry.homes) > 1:
        suits |= {held.of for held in entry.person.qualifications if held.kind == "suit" and held.since < case.end}
    return suits


def _own_seats(entry: Aboard, situation: Situation) -> set[str]:
    homes = entry.homes_at(situation.start)
    return {home.flight for home in homes if home.kind == "nominal" and home.fitted is True}
