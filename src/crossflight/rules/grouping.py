"""What flights give to each port, person or vehicle type, in order, and the same after some flights have changed."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, Protocol, TypeVar

from crossflight.record import Flight

__all__ = ["Change", "Entry", "Groups", "grouped"]


class _OfFlight(Protocol):
    """Something that one flight gives."""

    @property
    def flight(self) -> Flight: ...


Entry = TypeVar("Entry", bound=_OfFlight)

Groups = Mapping[str, tuple[Entry, ...]]
"""What flights give, in order, by what they give it to."""


class Change(NamedTuple):
    """The flights that a plan no longer has, and those that are new in it."""

    gone: tuple[Flight, ...]
    come: tuple[Flight, ...]


def grouped(
    change: Change,
    given: Callable[[Flight], Iterable[tuple[str, Entry]]],
    order: Callable[[Entry], Any],
    known: Groups[Entry],
) -> Groups[Entry]:
    """Return the known groups after a change: one to which no changed flight gives anything is the same object.

    ``given`` yields what a flight gives, with what it gives it to; ``order`` tells what a group is sorted by.
    """
    came: dict[str, list[Entry]] = {key: [] for flight in change.gone for key, _ in given(flight)}
    for flight in change.come:
        for key, entry in given(flight):
            came.setdefault(key, []).append(entry)
    gone = {flight.id for flight in change.gone}
    groups = dict(known)
    for key, entries in came.items():
        entries.extend(entry for entry in known.get(key, ()) if entry.flight.id not in gone)
        entries.sort(key=order)
        groups[key] = tuple(entries)
        if not entries:
            del groups[key]
    return groups
