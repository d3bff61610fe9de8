"""What two plans say differently of the seats that people go home in."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from crossflight.record import Change, HomeSeat, Stay

__all__ = ["homes"]

Key = tuple[str, str, bool | str]
"""Flight, kind of place, and whether it is fitted."""


def homes(
    before: Sequence[Stay], after: Sequence[Stay], names: Mapping[str, str], since: datetime | None
) -> Iterator[Change]:
    """Yield where somebody who is aboard in both plans has a seat home in one vehicle here, and in another there.

    Two stays are one when person and flight up are the same. Where the same seats are taken on other days, the day is
    told; a first seat begins with the docking, whose day the flight tells.
    """
    told = {(stay.person, stay.up): stay for stay in before}
    for stay in after:
        old = told.get((stay.person, stay.up))
        if old is None or old.homes == stay.homes:
            continue
        first, second = _sorted(old.homes), _sorted(stay.homes)
        name = names.get(stay.person, stay.person)
        if [_key(home) for home in first] == [_key(home) for home in second]:
            yield from _on_other_days(stay.person, name, (first, second), since)
        else:
            yield from _in_other_seats(stay.person, name, (first, second), since)


def _on_other_days(
    person: str, name: str, both: tuple[Sequence[HomeSeat], Sequence[HomeSeat]], since: datetime | None
) -> Iterator[Change]:
    for one, other in list(zip(*both, strict=True))[1:]:
        first, second = f"{one.since:%Y-%m-%d}", f"{other.since:%Y-%m-%d}"
        if first != second and _counts(max(one.since, other.since), since):
            days = round((other.since - one.since).total_seconds() / 86_400, 3)
            sentence = f"{name} has {_place(other)} from {second} instead of {first}"
            yield Change(kind="home", subject=person, before=first, after=second, sentence=sentence, days=days)


def _in_other_seats(
    person: str, name: str, both: tuple[Sequence[HomeSeat], Sequence[HomeSeat]], since: datetime | None
) -> Iterator[Change]:
    """Yield each pair of seats that differ, from the first instant on at which both have one and they differ."""
    last: tuple[Key, Key] | None = None
    for instant in sorted({home.since for homes in both for home in homes}):
        one, other = (_at(homes, instant) for homes in both)
        if one is None or other is None:
            continue  # not aboard yet in one of the two, which the flight tells
        pair = (_key(one), _key(other))
        if pair[0] != pair[1] and pair != last and _counts(instant, since):
            is_elsewhere = one.flight != other.flight
            told, new = (home.flight if is_elsewhere else _place(home) for home in (one, other))
            sentence = f"{name} has {_place(other)} from {instant:%Y-%m-%d} instead of {told}"
            yield Change(kind="home", subject=person, before=told, after=new, sentence=sentence)
        last = pair


def _at(homes: Sequence[HomeSeat], instant: datetime) -> HomeSeat | None:
    return next((home for home in reversed(homes) if home.since <= instant), None)


def _sorted(homes: Sequence[HomeSeat]) -> list[HomeSeat]:
    return sorted(homes, key=lambda home: home.since)


def _key(home: HomeSeat) -> Key:
    return home.flight, home.kind, home.fitted


def _place(home: HomeSeat) -> str:
    place = "a place for emergencies" if home.kind == "contingency" else "the seat home"
    fitted = {True: "", False: ", not fitted", "unknown": ", fitted or not"}[home.fitted]
    return f"{place} in {home.flight}{fitted}"


def _counts(instant: datetime, since: datetime | None) -> bool:
    return since is None or instant >= since
