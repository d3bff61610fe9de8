"""Which launches and landings a plan of boosts is to serve: those of a scenario or plan, and those named in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from crossflight import instants
from crossflight.errors import CallError
from crossflight.instants import DAY, Span
from crossflight.record import DateWish, Flight, FlightRequest, Plan, Scenario

__all__ = ["Wanted", "flights_wanted", "landing_wanted", "launch_wanted"]

AROUND = timedelta(hours=6)
"""A pad or a zone comes into the plane once in 23.6 hours on each side, so this finds the passage of an instant."""

LONGEST_CHOICE = timedelta(days=31)

_WORDS = re.compile(r"(?P<vehicle>[a-z0-9-]+)@(?P<place>[a-z0-9-]+)=(?P<days>[^:]+)(?::(?P<profile>[a-z0-9+-]+))?")


@dataclass(frozen=True)
class Wanted:
    """A launch or a landing, before it is known whether it needs a phase."""

    id: str
    kind: Literal["launch", "landing"]
    vehicle: str
    """Of a vehicle or of its type."""
    place: str | None
    """The pad or the zone; None: the zone that its type lands in."""
    span: Span
    """In which the place comes into the plane."""
    profiles: tuple[str, ...] = ()
    """By their names, such as 2-orbit; none: by the kind of vehicle."""
    docked: datetime | None = None


def flights_wanted(subject: Scenario | Plan, span: Span) -> Iterator[Wanted | tuple[str, str]]:
    """Yield the launches and landings of a span, and for those that cannot be looked at their names and why."""
    scenario = subject.scenario if isinstance(subject, Plan) else subject
    for flight in subject.flights:
        if flight.station == scenario.station.id and not flight.permanent:
            yield from _of_flight(flight, span)
    if isinstance(subject, Plan):
        return
    by_id = {flight.id: flight for flight in scenario.flights}
    for request in scenario.requests:
        yield from _of_request(request, span)
    for departure in scenario.departures:
        flight = by_id[departure.flight]
        if flight.landed is None:
            yield from _of_wish(
                flight.id, "landing", flight.vehicle, departure.zone or flight.zone, departure.undock, span
            )


def launch_wanted(words: str, start: datetime) -> Wanted:
    """Return the launch that ``TYPE@SITE=DAY:PROFILE`` names.

    Raises
    ------
    CallError
        When it is not written so, or its day lies before the start.
    """
    return _in_words("launch", words, start)


def landing_wanted(words: str, start: datetime) -> Wanted:
    """Return the landing that ``TYPE@ZONE=DAY`` names; for its errors see :func:`launch_wanted`."""
    return _in_words("landing", words, start)


def _of_flight(flight: Flight, span: Span) -> Iterator[Wanted]:
    """Yield what a flight has in the span: its instants are known, or their days."""
    for kind, moment, place in (("launch", flight.launch, flight.site), ("landing", flight.landed, flight.zone)):
        if moment is None or not span[0] <= moment < span[1]:
            continue
        is_day = flight.precision.get("launch" if kind == "launch" else "landed") == "day"
        first = instants.midnight(moment)
        yield Wanted(
            id=f"{flight.id} {kind}",
            kind="launch" if kind == "launch" else "landing",
            vehicle=flight.vehicle,
            place=place,
            span=(first, first + DAY) if is_day else (moment - AROUND, moment + AROUND),
            profiles=(flight.profile,) if flight.profile and kind == "launch" else (),
            docked=flight.docked if kind == "launch" else None,
        )


def _of_request(request: FlightRequest, span: Span) -> Iterator[Wanted | tuple[str, str]]:
    profiles = (request.profile,) if request.profile else ()
    yield from _of_wish(request.id, "launch", request.vehicle, request.site, request.launch, span, profiles)
    if request.undock is not None:
        yield from _of_wish(request.id, "landing", request.vehicle, request.zone, request.undock, span)


def _of_wish(
    name: str,
    kind: Literal["launch", "landing"],
    vehicle: str,
    place: str | None,
    wish: DateWish,
    span: Span,
    profiles: tuple[str, ...] = (),
) -> Iterator[Wanted | tuple[str, str]]:
    """Yield the wanted day, or the days that are allowed where they are few."""
    first = wish.wanted or wish.earliest
    last = wish.wanted or wish.latest
    if first is None or last is None:
        if first is not None and span[0] <= first < span[1]:
            yield f"{name} {kind}", "no day is wanted, and no last day is given"
        return
    if last < span[0] or first >= span[1]:
        return
    if last - first > LONGEST_CHOICE:
        days = f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"
        yield f"{name} {kind}", f"no day is wanted, and {days} leaves too many: plan the scenario first"
        return
    begin, end = max(instants.midnight(first), span[0]), min(instants.midnight(last) + DAY, span[1])
    yield Wanted(f"{name} {kind}", kind, vehicle, place, (begin, end), profiles)


def _in_words(kind: Literal["launch", "landing"], words: str, start: datetime) -> Wanted:
    """Return what an option names."""
    found = _WORDS.fullmatch(words.strip())
    example = "soyuz-ms@baikonur-31-6=2022-03-18:2-orbit" if kind == "launch" else "soyuz-ms@kazakhstan=2022-03-30"
    if found is None or (kind == "landing" and found["profile"]):
        message = f"{words[:80]!r} names no {kind} — write it as {example}"
        raise CallError(message)
    first_text, _, last_text = found["days"].partition("..")
    try:
        first = instants.midnight(instants.parse(first_text))
        last = instants.midnight(instants.parse(last_text)) if last_text else first
    except ValueError as error:
        message = f"the {kind} {words[:80]!r}: {error}"
        raise CallError(message) from error
    if last < first or last - first > LONGEST_CHOICE:
        message = f"the {kind} {words[:80]!r} leaves no days, or more than {LONGEST_CHOICE.days} — give fewer, in order"
        raise CallError(message)
    if last + DAY <= start:
        message = (
            f"the {kind} {words[:80]!r} lies in the past of {instants.write(start)}, the first instant for boosts — "
            "give a later day, or begin earlier with --from"
        )
        raise CallError(message)
    profiles = tuple(found["profile"].split("+")) if found["profile"] else ()
    span = (max(first, start), last + DAY)
    return Wanted(f"{found['vehicle']} {kind} {first_text}", kind, found["vehicle"], found["place"], span, profiles)
