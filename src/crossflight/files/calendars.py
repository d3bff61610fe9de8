"""Write a plan as a calendar (iCalendar, RFC 5545): liftoffs, dockings, moves, undockings, landings and handovers.

An event keeps its UID from plan to plan of a station, so that a later plan that is imported moves the event instead
of adding another. Instants are UTC; one that is known only by its day is an event of the whole day.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from crossflight import instants
from crossflight.files.saving import save_bytes
from crossflight.record import Flight, LandingZone, LaunchSite, Plan, Precision

if TYPE_CHECKING:
    from icalendar import Event

__all__ = ["save_calendar", "write_calendar"]


KINDS = {"launch": "launch", "docked": "docking", "undocked": "undocking", "landed": "landing"}
"""What an event at an instant of a flight is called."""


class _Entry(NamedTuple):
    """One event of a calendar."""

    uid: str
    kind: str
    title: str
    start: datetime
    precision: Precision
    lines: tuple[str, ...]
    end: datetime | None = None
    place: LaunchSite | LandingZone | None = None
    where: str = ""
    is_tentative: bool = False


def save_calendar(plan: Plan, path: str | os.PathLike[str]) -> None:
    """Write the calendar of a plan to a file; a run that is killed leaves the old file, or none.

    Raises
    ------
    FileError
        When it cannot be written; the old file stands then.
    """
    save_bytes(write_calendar(plan, datetime.now(UTC)), path)


def write_calendar(plan: Plan, stamp: datetime) -> bytes:
    """Return the calendar of a plan.

    Parameters
    ----------
    plan
        A plan, or a scenario's own flights and stays as one.
    stamp
        When it is written: of two entries with one UID the later one holds.
    """
    from icalendar import Calendar  # noqa: PLC0415 - for those who want a calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Crossflight//Crossflight//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _plain(plan.scenario.title))
    for entry in sorted(_entries(plan), key=lambda entry: (entry.start, entry.uid)):
        calendar.add_component(_event(entry, plan, stamp.replace(microsecond=0)))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: _Entry, plan: Plan, stamp: datetime) -> "Event":
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("uid", f"{plan.scenario.station.id}.{entry.uid}@crossflight")
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("summary", _plain(entry.title))
    # Without an end, an event of an instant ends at once, and one of a day with its day.
    event.add("dtstart", entry.start.date() if entry.precision == "day" else entry.start)
    if entry.end is not None:
        event.add("dtend", entry.end)
    event.add("description", "\n".join(_plain(line) for line in (*entry.lines, _origin(plan))))
    event.add("categories", [entry.kind])
    event.add("status", "TENTATIVE" if entry.is_tentative else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if entry.place is not None:
        event.add("geo", (entry.place.latitude_deg, entry.place.longitude_deg))
    if entry.where or entry.place is not None:
        event.add("location", _plain(entry.where or (entry.place.name if entry.place else "")))
    return event


def _origin(plan: Plan) -> str:
    scenario = plan.scenario
    made = "as it stands" if plan.certificate is None else f"plan, {plan.certificate.status}"
    return f"{scenario.title}; {made}; as known on {scenario.as_of:%Y-%m-%d}. Crossflight, UTC."


def _entries(plan: Plan) -> Iterator[_Entry]:
    for flight in plan.flights:
        yield from _of_flight(flight, plan)
    yield from _handovers(plan)


def _of_flight(flight: Flight, plan: Plan) -> Iterator[_Entry]:
    """Yield the events of one flight, as far as their instants are known."""
    scenario = plan.scenario
    named = {vehicle.id: vehicle.name for vehicle in scenario.vehicles}
    sites = {site.id: site for site in scenario.sites}
    zones = {zone.id: zone for zone in scenario.zones}
    ports = {port.id: port.name for port in scenario.station.ports}
    is_decided = _is_decided(flight, plan)
    ship = f"{flight.id} ({named.get(flight.vehicle, flight.vehicle)})"
    up, down = (
        _crew("Up", flight.up, flight.commander_up, plan),
        _crew("Down", flight.down, flight.commander_down, plan),
    )
    launcher = (f"Launcher: {flight.launcher}",) if flight.launcher else ()
    profile = (f"Profile: {flight.profile}",) if flight.profile else ()
    station = scenario.station.name

    def entry(
        moment: str, title: str, lines: tuple[str, ...], place: LaunchSite | LandingZone | None = None, where: str = ""
    ) -> Iterator[_Entry]:
        instant = flight.moment(moment)
        if instant is None:
            return
        precision: Precision = {str(name): value for name, value in flight.precision.items()}.get(moment, "second")
        tentative = is_decided or moment in flight.planned
        uid = f"{flight.id}.{moment}"
        told = (_said(title, instant, precision), *lines)
        yield _Entry(uid, KINDS[moment], title, instant, precision, told, None, place, where, tentative)

    site = sites.get(flight.site or "")
    at = ports.get(flight.port or "", flight.port or "")
    yield from entry("launch", f"Launch: {ship}", (*launcher, *profile, *up), site)
    yield from entry("docked", f"Docking: {ship} at {at or station}", (*profile, *up), where=f"{station}, {at}")
    for count, move in enumerate(flight.relocations, start=1):
        title = f"Move: {ship} to {ports.get(move.port, move.port)}"
        yield _Entry(
            f"{flight.id}.move-{count}",
            "move",
            title,
            move.undocked,
            move.precision,
            (_said(title, move.undocked, move.precision),),
            None if move.precision == "day" or move.docked == move.undocked else move.docked,
            where=f"{station}, {ports.get(move.port, move.port)}",
            is_tentative=is_decided,
        )
    yield from entry("undocked", f"Undocking: {ship}", down, where=station)
    yield from entry("landed", f"Landing: {ship}" if down else f"End: {ship}", down, zones.get(flight.zone or ""))


def _handovers(plan: Plan) -> Iterator[_Entry]:
    """Yield the spans in which a crew and the one that follows it in a vehicle of the same type are both aboard.

    The one that follows is the first that docks before the old crew leaves, and stays. Visitors, of whom nobody
    operates a segment, hand nothing over.
    """
    types = {vehicle.id: vehicle.type for vehicle in plan.scenario.vehicles}
    crewed = sorted(
        (flight for flight in plan.flights if flight.docked is not None and (flight.up or flight.down)),
        key=lambda flight: (flight.docked or plan.scenario.as_of, flight.id),
    )
    for position, old in enumerate(crewed):
        if old.undocked is None or not _has_operator(old, old.undocked, plan):
            continue
        following = (
            new
            for new in crewed[position + 1 :]
            if types.get(new.vehicle) == types.get(old.vehicle)
            and new.docked is not None
            and new.docked < old.undocked
            and (new.undocked is None or old.undocked < new.undocked)
        )
        new = next(following, None)
        if new is None or new.docked is None:
            continue
        is_by_day = "day" in {new.precision.get("docked"), old.precision.get("undocked")}
        title = f"Handover: {old.id} to {new.id}"
        days = instants.days_between(new.docked, old.undocked)
        yield _Entry(
            f"handover.{old.id}",
            "handover",
            title,
            new.docked,
            "second",
            (
                f"{title}, {days:.1f} days",
                *_crew("Leaving", old.down, old.commander_down, plan),
                *_crew("Newly come", new.up, new.commander_up, plan),
            ),
            old.undocked,
            where=plan.scenario.station.name,
            is_tentative=is_by_day or _is_decided(old, plan) or _is_decided(new, plan),
        )


def _is_decided(flight: Flight, plan: Plan) -> bool:
    """Say whether the plan decided anything about a flight."""
    return not any(known.id == flight.id and known == flight for known in plan.scenario.flights)


def _has_operator(flight: Flight, instant: datetime, plan: Plan) -> bool:
    """Say whether an operator of any segment goes home in the flight."""
    segments = [segment.id for segment in plan.scenario.station.segments]
    return any(
        person.is_qualified("operator", segment, instant)
        for person in plan.scenario.people
        if person.id in flight.down
        for segment in segments
    )


def _crew(title: str, crew: tuple[str, ...], commander: str | None, plan: Plan) -> tuple[str, ...]:
    """Return a line with everybody's name and agency, if anybody is aboard."""
    if not crew:
        return ()
    people = {person.id: person for person in plan.scenario.people}
    told = []
    for name in crew:
        person = people.get(name)
        agency = f" ({person.agency}{', commander' if name == commander else ''})" if person else ""
        told.append(f"{person.name if person else name}{agency}")
    return (f"{title}: {', '.join(told)}",)


def _said(title: str, instant: datetime, precision: Precision) -> str:
    formats = {"day": "%Y-%m-%d", "minute": "%Y-%m-%d %H:%M UTC", "second": "%Y-%m-%d %H:%M:%S UTC"}
    return f"{title}, {instant:{formats[precision]}}"


def _plain(text: str) -> str:
    """Return the text on one line and without control characters, which no calendar can hold."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())
