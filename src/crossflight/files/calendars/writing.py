"""Write a plan as a calendar (iCalendar, RFC 5545): flights from liftoff to landing, handovers, spacewalks, courses.

An event keeps its UID from plan to plan of a station, so that a later plan that is imported moves the event instead
of adding another. What an earlier plan had and this one has not is withdrawn, where the earlier plan is given: the same
UID, a higher SEQUENCE, and STATUS:CANCELLED, which RFC 5546, 3.2.1, allows in what is published. Instants are UTC; one
that is known only by its day is an event of the whole day.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crossflight.files.calendars.activities import courses, spacewalks
from crossflight.files.calendars.entries import Entry, plain
from crossflight.files.calendars.flights import of_flight
from crossflight.files.calendars.handovers import handovers
from crossflight.files.saving import save_bytes
from crossflight.record import Plan

if TYPE_CHECKING:
    from icalendar import Event

__all__ = ["save_calendar", "write_calendar"]


EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""From here on the minutes are counted that number the revisions of an event."""


def save_calendar(plan: Plan, path: str | os.PathLike[str], before: Plan | None = None) -> None:
    """Write the calendar of a plan to a file; a run that is killed leaves the old file, or none.

    Raises
    ------
    FileError
        When it cannot be written; the old file stands then.
    """
    save_bytes(write_calendar(plan, datetime.now(UTC), before), path)


def write_calendar(plan: Plan, stamp: datetime, before: Plan | None = None) -> bytes:
    """Return the calendar of a plan.

    Parameters
    ----------
    plan
        A plan, or a scenario's own flights and stays as one.
    stamp
        When it is written: of two entries with one UID and the same day of knowledge the later one holds.
    before
        The plan that this one replaces: its events within this horizon that are no more are told as cancelled.
    """
    from icalendar import Calendar  # noqa: PLC0415 - for those who want a calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Crossflight//Crossflight//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", plain(plan.scenario.title))
    stamp = stamp.replace(microsecond=0)
    entries = sorted(_entries(plan), key=_order)
    revision = _revision(plan)
    for entry in entries:
        calendar.add_component(_event(entry, plan, stamp, revision))
    if before is not None:
        left = {entry.uid for entry in entries}
        revision = max(revision, _revision(before) + 1)
        # What was over before is no matter of this plan: that it is not in it does not take it back.
        since = min(plan.scenario.as_of, plan.scenario.horizon.start)
        for entry in sorted(_entries(before), key=_order):
            if entry.uid not in left and since <= entry.start < plan.scenario.horizon.end:
                calendar.add_component(_withdrawn(entry, plan, stamp, revision))
    written: bytes = calendar.to_ical()
    return written


def _order(entry: Entry) -> tuple[datetime, str]:
    return entry.start, entry.uid


def _revision(plan: Plan) -> int:
    """Return the number of a revision: a plan that knows more has a higher one, whoever exports it and when."""
    return max(0, int((plan.scenario.as_of - EPOCH).total_seconds()) // 60)


def _withdrawn(entry: Entry, plan: Plan, stamp: datetime, revision: int) -> "Event":
    """Return an event of an earlier plan as cancelled."""
    event = _event(entry._replace(title=f"Cancelled: {entry.title}"), plan, stamp, revision)
    del event["status"]
    event.add("status", "CANCELLED")
    return event


def _event(entry: Entry, plan: Plan, stamp: datetime, revision: int) -> "Event":
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("uid", f"{plan.scenario.station.id}.{entry.uid}@crossflight")
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", revision)
    event.add("summary", plain(entry.title))
    # Without an end, an event of an instant ends at once, and one of a day with its day.
    event.add("dtstart", entry.start.date() if entry.precision == "day" else entry.start)
    if entry.end is not None:
        event.add("dtend", entry.end.date() if entry.precision == "day" else entry.end)
    event.add("description", "\n".join(plain(line) for line in (*entry.lines, _origin(plan))))
    event.add("categories", [entry.kind])
    event.add("status", "TENTATIVE" if entry.is_tentative else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if entry.place is not None:
        event.add("geo", (entry.place.latitude_deg, entry.place.longitude_deg))
    if entry.where or entry.place is not None:
        event.add("location", plain(entry.where or (entry.place.name if entry.place else "")))
    return event


def _origin(plan: Plan) -> str:
    scenario = plan.scenario
    made = "as it stands" if plan.certificate is None else f"plan, {plan.certificate.status}"
    return f"{scenario.title}; {made}; as known on {scenario.as_of:%Y-%m-%d}. Crossflight, UTC."


def _entries(plan: Plan) -> Iterator[Entry]:
    for flight in plan.flights:
        yield from of_flight(flight, plan)
    yield from handovers(plan)
    yield from spacewalks(plan)
    yield from courses(plan)
