"""One event of a calendar, and how it is told."""

from datetime import datetime
from typing import NamedTuple

from crossflight.record import Flight, LandingZone, LaunchSite, Plan, Precision

__all__ = ["Entry", "crew_line", "is_decided", "plain", "said"]


class Entry(NamedTuple):
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


def is_decided(flight: Flight, plan: Plan) -> bool:
    """Say whether the plan decided anything about a flight."""
    return not any(known.id == flight.id and known == flight for known in plan.scenario.flights)


def crew_line(title: str, crew: tuple[str, ...], commander: str | None, plan: Plan) -> tuple[str, ...]:
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


def said(title: str, instant: datetime, precision: Precision) -> str:
    """Return a title with its instant, as finely as that is known."""
    formats = {"day": "%Y-%m-%d", "minute": "%Y-%m-%d %H:%M UTC", "second": "%Y-%m-%d %H:%M:%S UTC"}
    return f"{title}, {instant:{formats[precision]}}"


def plain(text: str) -> str:
    """Return the text on one line and without control characters, which no calendar can hold."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())
