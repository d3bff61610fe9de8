"""Strips of the sky: days with a landing in daylight, and pads that are closed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from crossflight.instants import DAY, Span, merge, midnight
from crossflight.record import Sky, Track
from crossflight.views.page.lanes import Board, group
from crossflight.views.page.markup import EMPTY, Markup, element
from crossflight.views.page.naming import Names
from crossflight.views.wording import date_of, length

__all__ = ["Skyline", "draw_sky", "skyline"]

LANE_PX = 16.0
STRIP_PX = 8.0
SHORTEST = timedelta(minutes=1)


def light_zones(names: Names, sky: Sky) -> tuple[Track, ...]:
    """Return the landing tracks of the zones that a vehicle of the plan may only use in daylight."""
    types = [names.type_of(flight.vehicle) for flight in names.plan.flights]
    wanted = {zone for entry in types if entry is not None and entry.lands_in_daylight for zone in entry.zones}
    return tuple(track for track in sky.landing if track.subject in wanted)


def landing_days(track: Track, start: datetime, end: datetime) -> tuple[Span, ...]:
    """Return the UTC days on which a landing is possible, days in a row as one span."""
    days = []
    for period in track.periods:
        first = max(period.start, start)
        last = end if period.end is None else min(period.end, end)
        if first < last:
            days.append((midnight(first), midnight(last - timedelta(microseconds=1)) + DAY))
    return tuple((max(first, start), min(last, end)) for first, last in merge(days))


def closures(names: Names, sky: Sky) -> dict[str, tuple[Span, ...]]:
    """Return when each pad that the horizon has launches from is closed; pads without closures are left out."""
    horizon = names.plan.scenario.horizon
    used = {request.site for request in names.plan.scenario.requests}
    for flight in names.plan.flights:
        if flight.launch is not None and flight.site is not None and horizon.start <= flight.launch < horizon.end:
            used.add(flight.site)
    found = {}
    for track in sky.launch:
        shut = tuple(_gaps(track, horizon.start, horizon.end))
        if track.subject in used and shut:
            found[track.subject] = shut
    return found


@dataclass(frozen=True)
class Skyline:
    """What is drawn of the sky: by zone the days with a landing, by pad when it is closed."""

    landings: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    closures: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Say whether there is anything to draw."""
        return bool(self.landings or self.closures)


def skyline(names: Names, sky: Sky | None) -> Skyline:
    """Return what is drawn of a sky; nothing of one that was not surveyed."""
    if sky is None:
        return Skyline()
    horizon = names.plan.scenario.horizon
    landings = {track.subject: landing_days(track, horizon.start, horizon.end) for track in light_zones(names, sky)}
    return Skyline(landings, closures(names, sky))


def draw_sky(board: Board, names: Names, line: Skyline) -> None:
    """Draw a thin strip for each zone that needs light, and for each pad that is closed at some time."""
    zones = {zone.id: zone.name for zone in names.plan.scenario.zones}
    sites = {site.id: site.name for site in names.plan.scenario.sites}
    if line.landings:
        board.heading("Landing in daylight possible")
    for zone, spans in line.landings.items():
        name = zones.get(zone, zone)
        top = board.lane(("zone", zone), LANE_PX, name)
        board.draw(_strip(board, spans, "daylight", f"{name}: a landing in daylight is possible", top))
    shut = {
        site: spans
        for site, spans in line.closures.items()
        if any(board.scale.meets(start, end) for start, end in spans)
    }
    if shut:
        board.heading("Launch pad closed")
    for site, spans in shut.items():
        name = sites.get(site, site)
        top = board.lane(("site", site), LANE_PX, name)
        board.draw(_strip(board, spans, "closure", f"{name}: closed", top))


def _strip(board: Board, spans: Iterable[Span], class_: str, told: str, top: float) -> list[Markup]:
    scale = board.scale
    y = top + (LANE_PX - STRIP_PX) / 2
    return [
        group(
            class_,
            f"{told}\n{date_of(start)} to {date_of(end - SHORTEST)} ({length(start, end)})",
            element("rect", x=scale.x(start), y=y, width=max(scale.x(end) - scale.x(start), 0.8), height=STRIP_PX),
        )
        if scale.meets(start, end)
        else EMPTY
        for start, end in spans
    ]


def _gaps(track: Track, start: datetime, end: datetime) -> Iterable[Span]:
    """Yield the spans from start to end that the track leaves out."""
    at = start
    for period in track.periods:
        last = end if period.end is None else period.end
        if period.start > at and min(period.start, end) > at:
            yield at, min(period.start, end)
        at = max(at, last)
    if at < end:
        yield at, end
