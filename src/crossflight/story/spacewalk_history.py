"""Spacewalks that were made: selections from a station's record, as nouns, as rows, and how long they took."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median, quantiles
from typing import NamedTuple, get_args

from crossflight import files, instants, views
from crossflight.errors import InputError
from crossflight.record import Convention, Durations, Person, Spacewalk, Station, Suit
from crossflight.story.history import refuse_stranger
from crossflight.views import SpacewalkRow

__all__ = [
    "SpacewalkFilter",
    "SpacewalkRecord",
    "durations",
    "history_spacewalks",
    "is_joint",
    "spacewalk_record",
    "spacewalk_rows",
    "spacewalks_done",
]


@dataclass(frozen=True, kw_only=True)
class SpacewalkFilter:
    """What spacewalks are asked for; all that is said must hold."""

    joint: bool = False
    """Those outside flew for agencies that run different segments."""
    agencies: tuple[str, ...] = ()
    """Somebody of each of these agencies was outside."""
    airlock: str | None = None
    suit: str | None = None
    """In this suit; one that stands for several generations takes them all."""
    person: str | None = None
    """This person was outside."""
    between: tuple[datetime, datetime] | None = None
    """Begun at the first instant or later, and before the second."""
    programme: str | None = None


class SpacewalkRecord(NamedTuple):
    """The spacewalks of a station by their start, and what they name."""

    station: Station
    spacewalks: tuple[Spacewalk, ...]
    people: Mapping[str, Person]
    suits: Mapping[str, Suit]
    agencies: frozenset[str]


def spacewalk_record(station: str) -> SpacewalkRecord:
    """Return all spacewalks of a station that are on record.

    Raises
    ------
    InputError
        When nobody knows the station, or no spacewalk of it is on record.
    """
    catalogue = files.with_spacewalks(station)
    stations = {entry.id: entry for entry in catalogue.stations}
    refuse_stranger("station", station, stations)
    made = [entry for entry in catalogue.spacewalks if entry.station == station and not entry.planned]
    if not made:
        raise InputError(f"no spacewalk of '{station}' is on record", way_out="ask for another station, such as iss")
    return SpacewalkRecord(
        station=stations[station],
        spacewalks=tuple(sorted(made, key=_by_start)),
        people={person.id: person for person in catalogue.people},
        suits={suit.id: suit for suit in catalogue.suits},
        agencies=frozenset(agency.id for agency in catalogue.agencies),
    )


def spacewalks_done(record: SpacewalkRecord, wanted: SpacewalkFilter) -> tuple[Spacewalk, ...]:
    """Return the spacewalks asked for, by start.

    Raises
    ------
    InputError
        When a filter names what the record does not know, or a span that ends before it starts.
    """
    _refuse_wrong(record, wanted)
    tests: list[Callable[[Spacewalk], bool]] = []
    if wanted.joint:
        tests.append(lambda entry: is_joint(entry, record))
    if wanted.agencies:
        tests.append(lambda entry: set(wanted.agencies) <= set(_agencies_of(entry, record)))
    if wanted.airlock is not None:
        tests.append(lambda entry: entry.airlock == wanted.airlock)
    if wanted.suit is not None:
        suits = {wanted.suit} | {suit.id for suit in record.suits.values() if suit.family == wanted.suit}
        tests.append(lambda entry: entry.suit in suits)
    if wanted.person is not None:
        tests.append(lambda entry: wanted.person in entry.outside)
    if wanted.programme is not None:
        tests.append(lambda entry: entry.programme == wanted.programme)
    if wanted.between is not None:
        first, last = wanted.between
        tests.append(lambda entry: first <= (entry.start or entry.day) < last)
    return tuple(entry for entry in record.spacewalks if all(test(entry) for test in tests))


def history_spacewalks(wanted: SpacewalkFilter, station: str = "iss") -> list[SpacewalkRow]:
    """Return the spacewalks of a station that are asked for, as rows by their start."""
    record = spacewalk_record(station)
    return spacewalk_rows(record, spacewalks_done(record, wanted))


def spacewalk_rows(record: SpacewalkRecord, chosen: Iterable[Spacewalk]) -> list[SpacewalkRow]:
    """Return spacewalks of a record as rows; each counts the days since the one before it among them."""
    rows = []
    before = None
    for entry in chosen:
        rows.append(views.spacewalk_row(entry, record.people, before, is_joint=is_joint(entry, record)))
        before = entry
    return rows


def is_joint(entry: Spacewalk, record: SpacewalkRecord) -> bool:
    """Say whether those outside flew for agencies that run different segments; guests do not count."""
    agencies = set(_agencies_of(entry, record))
    return sum(bool(agencies & set(segment.agencies)) for segment in record.station.segments) > 1


def durations(spacewalks: Iterable[Spacewalk]) -> tuple[Durations, ...]:
    """Return how long spacewalks took, for each convention that there is among them."""
    of_each: dict[Convention, list[float | None]] = {name: [] for name in get_args(Convention)}
    for entry in spacewalks:
        of_each[entry.convention].append(entry.minutes)
    return tuple(_spread(convention, values) for convention, values in of_each.items() if values)


def _spread(convention: Convention, values: list[float | None]) -> Durations:
    known = sorted(value for value in values if value is not None)
    unknown = len(values) - len(known)
    if not known:
        return Durations(convention=convention, count=0, unknown=unknown)
    lower, upper = (known[0], known[0])
    if len(known) > 1:
        lower, _, upper = quantiles(known, n=4, method="inclusive")
    return Durations(
        convention=convention,
        count=len(known),
        unknown=unknown,
        least_min=known[0],
        lower_quartile_min=lower,
        median_min=median(known),
        upper_quartile_min=upper,
        most_min=known[-1],
    )


def _agencies_of(entry: Spacewalk, record: SpacewalkRecord) -> tuple[str, ...]:
    """Return for whom those outside flew then."""
    return entry.agencies or tuple(record.people[name].agency for name in entry.outside if name in record.people)


def _by_start(entry: Spacewalk) -> tuple[datetime, str]:
    return entry.start or entry.day, entry.id


def _refuse_wrong(record: SpacewalkRecord, wanted: SpacewalkFilter) -> None:
    refuse_stranger("airlock", wanted.airlock, {airlock.id for airlock in record.station.airlocks})
    refuse_stranger(
        "spacewalk suit", wanted.suit, {suit.id for suit in record.suits.values() if suit.kind == "spacewalk"}
    )
    refuse_stranger("person", wanted.person, record.people)
    refuse_stranger("programme", wanted.programme, {entry.programme for entry in record.spacewalks if entry.programme})
    for agency in wanted.agencies:
        refuse_stranger("agency", agency, record.agencies)
    if wanted.between is not None and wanted.between[1] <= wanted.between[0]:
        first, last = (instants.write(instant) for instant in wanted.between)
        raise InputError(f"the span from {first} ends at {last}", way_out="give the earlier day first")
