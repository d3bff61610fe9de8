"""Who is aboard from when to when, with a seat home in which vehicle: crew lists of flights, read as stays.

A stay begins when the flight docks that has the person in ``up``, and ends when the next flight undocks that
has the person in ``down``. The first home seat is in the flight of the way up. Changes of home seats follow
in their order; and where somebody comes down in another flight than the last of them says, the seat changed
when that flight undocked, or when the one before left without the person, whichever is earlier.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime

from crossflight.files.knowing import arrival, departure, first_instant
from crossflight.record import Flight, HomeChange, HomeSeat, Stay

__all__ = ["cut_stays", "read_stays", "stays_begun_before"]

_FAR = datetime.max.replace(tzinfo=UTC)


def read_stays(flights: Iterable[Flight], home_changes: Iterable[HomeChange], told: Iterable[Stay]) -> tuple[Stay, ...]:
    """Return every stay that the flights tell, in order of start and person.

    Parameters
    ----------
    flights
        All flights to the station that are known.
    home_changes
        Changes of home seats; each belongs to the stay of its person that it falls in.
    told
        Stays that were written down. One with the same person, and the same flight up or down, as a stay that
        the flights tell completes it, and wins where both say something; any other is added.
    """
    by_id = {flight.id: flight for flight in flights}
    changes: dict[str, list[HomeChange]] = defaultdict(list)
    for change in sorted(home_changes, key=lambda change: change.since):
        changes[change.person].append(change)
    stays = _with_told(list(_crew_lists(by_id.values())), told)
    return tuple(
        sorted(
            (_with_homes(stay, by_id, changes[stay.person]) for stay in stays),
            key=lambda stay: (stay.start or datetime.min.replace(tzinfo=UTC), stay.person, stay.up or ""),
        )
    )


def stays_begun_before(flights: Iterable[Flight], told: Iterable[Stay]) -> tuple[Stay, ...]:
    """Return the stays whose way up the flights do not hold, with all that was told of others.

    They are read from flights that nothing was left out of yet: on a day before such a person's departure,
    only the crew list of the way down, which lies ahead then, says that the person is aboard.
    """
    stays = tuple(told)
    begun = tuple(stay for stay in read_stays(flights, (), stays) if stay.up is None)
    return (*begun, *(stay for stay in stays if stay.up is not None))


def cut_stays(stays: Iterable[Stay], flights: AbstractSet[str], start: datetime) -> tuple[Stay, ...]:
    """Return the stays that reach into the horizon or name one of its flights, without flights that it lacks.

    Parameters
    ----------
    stays
        As read from all flights.
    flights
        Flights of the scenario, those that are still to be planned among them.
    start
        The start of the horizon.
    """
    kept = []
    for stay in stays:
        if stay.end is not None and stay.end < start and not {stay.up, stay.down} & flights:
            continue
        kept.append(
            stay.model_copy(
                update={
                    "up": stay.up if stay.up in flights else None,
                    "down": stay.down if stay.down in flights else None,
                    "homes": tuple(home for home in stay.homes if home.flight in flights),
                }
            )
        )
    return tuple(kept)


def _crew_lists(flights: Collection[Flight]) -> Iterator[Stay]:
    """Yield a stay for each person on each way up, and for each way down that no way up belongs to."""
    ups: dict[str, list[tuple[datetime, Flight]]] = defaultdict(list)
    downs: dict[str, list[tuple[datetime, Flight]]] = defaultdict(list)
    for flight in flights:
        if _never_docked(flight):
            continue
        for person in flight.up:
            ups[person].append((arrival(flight) or first_instant(flight) or _FAR, flight))
        for person in flight.down:
            downs[person].append((departure(flight) or flight.landed or _FAR, flight))
    for person in dict.fromkeys((*ups, *downs)):
        arrivals = sorted(ups[person], key=lambda way: (way[0], way[1].id))
        departures = deque(sorted(downs[person], key=lambda way: (way[0], way[1].id)))
        starts = [start for start, _ in arrivals]
        for (start, flight), next_start in zip(arrivals, (*starts[1:], _FAR), strict=False):
            while departures and departures[0][0] < start:
                yield _stay(person, None, departures.popleft()[1])
            leaves = departures and departures[0][0] <= next_start
            yield _stay(person, flight, departures.popleft()[1] if leaves else None)
        for _, flight in departures:
            yield _stay(person, None, flight)


def _never_docked(flight: Flight) -> bool:
    return arrival(flight) is None and departure(flight) is None and flight.landed is not None


def _stay(person: str, up: Flight | None, down: Flight | None) -> Stay:
    return Stay(
        person=person,
        up=up.id if up else None,
        down=down.id if down else None,
        start=arrival(up) if up else None,
        end=departure(down) if down else None,
    )


def _with_told(stays: list[Stay], told: Iterable[Stay]) -> list[Stay]:
    """Return the stays, completed by what was told of them, and those that were only told."""
    positions: dict[str, list[int]] = defaultdict(list)
    for position, stay in enumerate(stays):
        positions[stay.person].append(position)
    for entry in told:
        same = next((position for position in positions[entry.person] if _is_same(entry, stays[position])), None)
        if same is None:
            stays.append(entry)
        else:
            said = {name: value for name in Stay.model_fields if (value := getattr(entry, name))}
            stays[same] = stays[same].model_copy(update=said)
    return stays


def _is_same(told: Stay, stay: Stay) -> bool:
    """Say whether what was told belongs to the stay: the same way up or down, or begun before the record."""
    if told.up is not None or stay.up is not None:
        return told.up == stay.up or (told.down is not None and told.down == stay.down)
    return told.down is None or told.down == stay.down


def _with_homes(stay: Stay, flights: Mapping[str, Flight], changes: Iterable[HomeChange]) -> Stay:
    homes = list(stay.homes) or list(_first_home(stay, flights))
    for change in changes:
        if (stay.start is None or stay.start <= change.since) and (stay.end is None or change.since <= stay.end):
            seat = HomeSeat.model_validate(change.model_dump(exclude={"person"}))
            if not any((seat.flight, seat.since) == (home.flight, home.since) for home in homes):
                homes.append(seat)
    homes.sort(key=lambda home: home.since)
    if stay.down is not None and homes and homes[-1].flight != stay.down:
        left = [flights[name].undocked for name in (stay.down, homes[-1].flight) if name in flights]
        instants = [instant for instant in left if instant is not None]
        if instants:
            homes.append(HomeSeat(flight=stay.down, since=max(min(instants), homes[-1].since)))
    return stay.model_copy(update={"homes": tuple(homes)})


def _first_home(stay: Stay, flights: Mapping[str, Flight]) -> Iterator[HomeSeat]:
    """Yield the seat in the flight of the way up, or, for who was aboard before, in that of the way down."""
    if stay.up is not None and stay.start is not None:
        yield HomeSeat(flight=stay.up, since=stay.start)
    elif stay.up is None and stay.down is not None and stay.down in flights:
        since = arrival(flights[stay.down]) or stay.start
        if since is not None:
            yield HomeSeat(flight=stay.down, since=since)
