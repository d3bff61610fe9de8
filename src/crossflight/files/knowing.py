"""Leave out of the catalogue's facts what was not known on the day of a scenario."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar, get_args

from crossflight.record import (
    Agreement,
    Event,
    Fact,
    Flight,
    HomeChange,
    LifeLimit,
    Moment,
    Person,
    Spacewalk,
    Stay,
    Training,
    Vehicle,
    VehicleType,
)

__all__ = [
    "agreements_as_known",
    "arrival",
    "departure",
    "events_as_known",
    "first_instant",
    "flights_as_known",
    "home_changes_as_known",
    "person_as_known",
    "spacewalks_as_known",
    "stays_as_known",
    "trainings_as_known",
    "with_lives_as_known",
]

MOMENTS: tuple[Moment, ...] = get_args(Moment)

Limited = TypeVar("Limited", Vehicle, VehicleType)


def flights_as_known(flights: Iterable[Flight], as_of: datetime) -> tuple[Flight, ...]:
    """Return the flights that had lifted off by ``as_of``, each as it was known then."""
    return tuple(
        _flight_as_known(flight, as_of)
        for flight in flights
        if (start := first_instant(flight)) is not None and start <= as_of and _is_known(flight, as_of, start)
    )


def first_instant(flight: Flight) -> datetime | None:
    """Return the earliest instant of a flight that is told, None where nothing is."""
    for moment in MOMENTS:
        instant = flight.moment(moment)
        if instant is None and moment in flight.bounds:
            instant = flight.bounds[moment].start
        if instant is not None:
            return instant
    return None


def arrival(flight: Flight) -> datetime | None:
    """Return when the flight docked, or the latest that it can have; None where nothing is told."""
    bounds = flight.bounds.get("docked")
    return flight.docked or (bounds.end or bounds.start if bounds else None)


def departure(flight: Flight) -> datetime | None:
    """Return when the flight undocked, or the earliest that it can have; None where that is open."""
    bounds = flight.bounds.get("undocked")
    return flight.undocked or (bounds.start if bounds else None)


def _flight_as_known(flight: Flight, as_of: datetime) -> Flight:
    """Return the flight without what came later: moments, relocations, the people of a departure to come."""

    def is_later(moment: Moment) -> bool:
        instant, bounds = flight.moment(moment), flight.bounds.get(moment)
        return instant > as_of if instant is not None else bounds is not None and bounds.start > as_of

    later = [moment for moment in MOMENTS if is_later(moment)]
    kept: dict[str, Any] = dict.fromkeys(later)
    kept["precision"] = {moment: value for moment, value in flight.precision.items() if moment not in later}
    kept["planned"] = tuple(moment for moment in flight.planned if moment not in later)
    kept["bounds"] = {
        moment: period for moment, period in flight.bounds.items() if moment not in later and period.start <= as_of
    }
    # A move that has begun ends as it did: away from its port, the vehicle would else be taken to stand there still.
    kept["relocations"] = tuple(move for move in flight.relocations if move.undocked <= as_of)
    leaves = departure(flight) or flight.landed
    if leaves is not None and leaves > as_of:
        kept["down"] = ()
        kept["commander_down"] = None
    return flight.model_copy(update=kept)


def stays_as_known(stays: Iterable[Stay], as_of: datetime) -> tuple[Stay, ...]:
    """Return the stays begun by ``as_of``, without the way down where it lay ahead."""
    known = []
    for stay in stays:
        if stay.start is not None and stay.start > as_of:
            continue
        kept: dict[str, Any] = {"homes": tuple(home for home in stay.homes if _is_known(home, as_of, home.since))}
        if stay.end is None or stay.end > as_of:
            kept |= {"down": None, "end": None}
        known.append(stay.model_copy(update=kept))
    return tuple(known)


def home_changes_as_known(changes: Iterable[HomeChange], as_of: datetime) -> tuple[HomeChange, ...]:
    """Return the changes of home seats that were public, or made, by ``as_of``."""
    return tuple(change for change in changes if _is_known(change, as_of, change.since))


def spacewalks_as_known(spacewalks: Iterable[Spacewalk], as_of: datetime) -> tuple[Spacewalk, ...]:
    """Return the spacewalks that were over by ``as_of``."""
    return tuple(entry for entry in spacewalks if entry.last <= as_of and _is_known(entry, as_of, entry.last))


def trainings_as_known(trainings: Iterable[Training], as_of: datetime) -> tuple[Training, ...]:
    """Return the courses that were public by ``as_of``, or else begun."""
    return tuple(entry for entry in trainings if _is_known(entry, as_of, entry.start))


def agreements_as_known(agreements: Iterable[Agreement], as_of: datetime) -> tuple[Agreement, ...]:
    """Return the agreements that were public, or else signed, by ``as_of``."""
    return tuple(entry for entry in agreements if _is_known(entry, as_of, entry.signed or entry.start))


def events_as_known(events: Iterable[Event], as_of: datetime) -> tuple[Event, ...]:
    """Return the events that were public by ``as_of``; an end that lay ahead is left open."""
    return tuple(
        event.model_copy(update={"end": None}) if event.end is not None and event.end > as_of else event
        for event in events
        if _is_known(event, as_of, event.start)
    )


def person_as_known(person: Person, as_of: datetime) -> Person:
    """Return the person with the qualifications that were public by ``as_of``."""
    known = tuple(entry for entry in person.qualifications if _is_known(entry, as_of, entry.since))
    return person.model_copy(update={"qualifications": known})


def with_lives_as_known(limited: Limited, as_of: datetime) -> Limited:
    """Return the vehicle or type with the life limits that were public by ``as_of``."""
    known: tuple[LifeLimit, ...] = tuple(entry for entry in limited.lives if _is_known(entry, as_of, None))
    return limited.model_copy(update={"lives": known})


def _is_known(fact: Fact, as_of: datetime, otherwise: datetime | None) -> bool:
    """Say whether a fact was public by ``as_of``; ``otherwise`` stands in where nothing says since when."""
    since = fact.known_since or otherwise
    return since is None or since <= as_of
