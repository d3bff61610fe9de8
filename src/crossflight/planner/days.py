"""What one day can mean for a flight: the instants that stand behind each day of its domain.

The planner decides days; the sky gives the instants. A day is counted from the midnight at or before the start of
the horizon.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from crossflight.instants import DAY, midnight
from crossflight.record import DateWish, LaunchSite, Passes, Period, Scenario, Sky, Track, VehicleType

__all__ = ["Arrival", "Calendar", "Leaving", "arrivals", "departures", "is_wished"]

NOON = timedelta(hours=12)
MINUTE = timedelta(minutes=1)
FAR = datetime.max.replace(tzinfo=UTC) - timedelta(days=1)
SAME_PASS = timedelta(minutes=46)
"""Which orbit of a pass is flown is open at day resolution: half an orbit either way."""

DEFAULT_TRANSIT_HOURS = 24.0
DEFAULT_DESCENT_HOURS = 6.0


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days and minutes of the horizon."""

    origin: datetime
    days: int
    begin: datetime
    """The start of the horizon, on day 0: nothing that is decided lies before it."""

    @classmethod
    def of(cls, scenario: Scenario) -> "Calendar":
        """Return the calendar of a scenario's horizon."""
        origin = midnight(scenario.horizon.start)
        return cls(origin, -((origin - scenario.horizon.end) // DAY), scenario.horizon.start)

    def day(self, instant: datetime) -> int:
        """Return the day that the instant falls in, negative before the origin."""
        return (instant - self.origin) // DAY

    def minute(self, instant: datetime) -> int:
        """Return the whole minutes from the origin to the instant."""
        return (instant - self.origin) // timedelta(minutes=1)

    def start(self, day: int) -> datetime:
        """Return the midnight at which a day starts."""
        return self.origin + day * DAY


@dataclass(frozen=True, slots=True)
class Arrival:
    """One day of docking, with the launch that leads to it."""

    launch: datetime
    docked: datetime
    is_allowed: bool
    """The sky and the pad allow the launch."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """One day of undocking, with the landing that follows."""

    undocked: datetime
    landed: datetime
    is_light: bool
    """The landing needs no daylight, or has it."""


def arrivals(
    calendar: Calendar, sky: Sky, site: LaunchSite | None, kind: VehicleType, end: datetime
) -> dict[int, Arrival]:
    """Return one arrival for each day on which the vehicle can dock within the horizon."""
    transit = timedelta(hours=kind.transit_hours or DEFAULT_TRANSIT_HOURS)
    name = "" if site is None else site.id
    periods = _periods(sky.launch, name)
    passes = _passes(sky.launch_passes, name)
    found: dict[int, Arrival] = {}
    for day in range(-(transit // DAY) - 1, calendar.days):
        launch = _whole_minute(_pass_of_day(passes, calendar.start(day)) or calendar.start(day) + NOON)
        docked = launch + transit
        if launch < calendar.begin or docked >= end:
            continue
        arrival = Arrival(launch, docked, _holds(periods, launch))
        known = found.get(calendar.day(docked))
        if known is None or arrival.is_allowed > known.is_allowed:
            found[calendar.day(docked)] = arrival
    return found


def departures(
    calendar: Calendar, sky: Sky, zone: str | None, kind: VehicleType, end: datetime, margin: timedelta
) -> dict[int, Leaving]:
    """Return one leaving for each day on which the vehicle can undock within the horizon."""
    descent = timedelta(hours=kind.descent_hours or DEFAULT_DESCENT_HOURS)
    passes = _passes(sky.landing_passes, zone or "")
    spans = _bright(sky, zone or "", margin) if kind.lands_in_daylight else ()
    starts = [span.start for span in spans]
    reach = SAME_PASS if passes else NOON
    found: dict[int, Leaving] = {}
    for day in range(calendar.days):
        landed = _pass_of_day(passes, calendar.start(day)) or calendar.start(day) + NOON
        is_light = not kind.lands_in_daylight
        if kind.lands_in_daylight:
            landed, is_light = _into_light(spans, starts, landed, reach)
        landed = _whole_minute(landed)
        undocked = landed - descent
        if undocked < calendar.begin or undocked >= end:
            continue
        known = found.get(calendar.day(undocked))
        if known is None or is_light > known.is_light:
            found[calendar.day(undocked)] = Leaving(undocked, landed, is_light)
    return found


def _whole_minute(instant: datetime) -> datetime:
    """Return the start of the minute: a plan by days promises no more."""
    return instant.replace(second=0, microsecond=0)


def is_wished(wish: DateWish, instant: datetime) -> bool:
    """Say whether an instant lies in the days that a wish allows."""
    return (wish.earliest is None or instant >= midnight(wish.earliest)) and (
        wish.latest is None or instant < midnight(wish.latest) + DAY
    )


def _bright(sky: Sky, zone: str, margin: timedelta) -> tuple[Period, ...]:
    """Return when a landing is allowed and lies that far from sunrise and sunset."""
    days = _periods(sky.light, zone)
    sunrises = [light.start for light in days]
    found = []
    for span in _periods(sky.landing, zone):
        light = days[max(0, bisect_right(sunrises, span.start) - 1)] if days else span
        start, end = max(span.start, light.start + margin), min(span.end or FAR, (light.end or FAR) - margin)
        if start < end:
            found.append(Period(start=start, end=end))
    return tuple(found)


def _into_light(
    spans: tuple[Period, ...], starts: list[datetime], landed: datetime, reach: timedelta
) -> tuple[datetime, bool]:
    """Return the touchdown nearest to the one wanted, and within reach, that has daylight; else the one wanted."""
    index = bisect_left(starts, landed)
    best: datetime | None = None
    for span in spans[max(0, index - 1) : index + 1]:
        first, last = span.start + MINUTE, (span.end or span.start) - MINUTE
        if last < first:
            continue
        near = min(max(landed, first), last)
        if abs(near - landed) <= reach and (best is None or abs(near - landed) < abs(best - landed)):
            best = near
    return (landed, False) if best is None else (best, True)


def _periods(tracks: tuple[Track, ...], subject: str) -> tuple[Period, ...]:
    return next((track.periods for track in tracks if track.subject == subject), ())


def _passes(passes: tuple[Passes, ...], subject: str) -> tuple[datetime, ...]:
    return next((entry.instants for entry in passes if entry.subject == subject), ())


def _pass_of_day(passes: tuple[datetime, ...], start: datetime) -> datetime | None:
    index = bisect_left(passes, start)
    return passes[index] if index < len(passes) and passes[index] < start + DAY else None


def _holds(periods: tuple[Period, ...], instant: datetime) -> bool:
    return any(period.contains(instant) for period in periods)
