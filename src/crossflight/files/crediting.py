"""Credit people with the spacewalks that they have made: who has been outside in a suit has the training for it."""

from collections.abc import Iterable, Iterator, Mapping

from crossflight.record import Person, Qualification, Spacewalk, Suit

__all__ = ["credited"]


def credited(
    people: Mapping[str, Person], spacewalks: Iterable[Spacewalk], suits: Mapping[str, Suit]
) -> dict[str, Person]:
    """Return the people, each with a qualification for every suit in which they have been outside.

    Parameters
    ----------
    people
        People by id.
    spacewalks
        Those that were over on the day of the scenario.
    suits
        Suits by id, for their families.

    Returns
    -------
    dict
        The same people. A qualification counts from the end of the first spacewalk in the suit, has that spacewalk's
        sources, and is left out where the person holds it by then. A suit that stands for several generations
        counts for one of them only since that one was worn alone, and marks it as unverified.
    """
    first: dict[tuple[str, str], Spacewalk] = {}
    for entry in sorted(spacewalks, key=lambda entry: (entry.last, entry.id)):
        for suit in _suits_of(entry, suits):
            for person in entry.outside:
                first.setdefault((person, suit), entry)
    gained: dict[str, list[Qualification]] = {}
    for (person, suit), entry in first.items():
        if person in people and not people[person].is_qualified("spacewalk", suit, entry.last):
            gained.setdefault(person, []).append(_qualification(entry, suit))
    return dict(people) | {
        name: people[name].model_copy(update={"qualifications": (*people[name].qualifications, *more)})
        for name, more in gained.items()
    }


def _suits_of(entry: Spacewalk, suits: Mapping[str, Suit]) -> Iterator[str]:
    """Yield the suit of a spacewalk, and the generation that it must have been."""
    if entry.suit is None:
        return
    yield entry.suit
    started = entry.start or entry.day
    for suit in suits.values():
        if suit.family == entry.suit and suit.alone_since is not None and suit.alone_since <= started:
            yield suit.id


def _qualification(entry: Spacewalk, suit: str) -> Qualification:
    """Return the qualification that a spacewalk is the evidence of."""
    is_same = suit == entry.suit
    told = f"Has been outside: {entry.id}." if is_same else f"Has been outside: {entry.id}, in {entry.suit}."
    return Qualification(
        kind="spacewalk",
        of=suit,
        since=entry.last,
        known_since=entry.last,
        source=entry.source,
        unverified=() if is_same and "suit" not in entry.unverified else ("of",),
        notes=told,
    )
