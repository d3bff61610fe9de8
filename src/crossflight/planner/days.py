"""What one day can mean for a flight: the instants that stand behind each day of its domain.

The planner decides days; the sky gives the instants. A day is counted from the midnight at or before the start of
the horizon.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from crossflight.instants import DAY, Span, midnight
from crossflight.record import (
    DateWish,
    FlightRequest,
    LaunchChances,
    Liftoff,
    Passes,
    Period,
    Scenario,
    Sky,
    Track,
    VehicleType,
)

__all__ = ["Arrival", "Calendar", "Leaving", "arrivals", "departures", "is_wished", "wished"]

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
        return (instant - self.origin) // MINUTE

    def start(self, day: int) -> datetime:
        """Return the midnight at which a day starts."""
        return self.origin + day * DAY


@dataclass(frozen=True, slots=True)
class Arrival:
    """One day of docking, with the launch that leads to it."""

    launch: datetime
    docked: datetime
    minute: int
    """The minute of the docking."""
    way_up_min: int
    """Whole minutes from the launch to the docking, rounded up."""
    is_allowed: bool
    """The pad is open."""
    is_offered: bool = True
    """Plane and phase offer the launch; or nothing is known of either."""
    profile: str | None = None
    """The rendezvous profile, where plane and phase are known."""
    is_exact: bool = False
    """To the second; else to the minute."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """One day of undocking, with the landing that follows."""

    undocked: datetime
    landed: datetime
    minute: int
    """The minute of the undocking."""
    way_down_min: int
    """Whole minutes from the undocking to the landing, rounded up."""
    is_light: bool
    """The landing needs no daylight, or has it."""
    is_offered: bool = True
    """The station's orbit allows it; or nothing is known of that."""
    is_exact: bool = False
    """To the second; else to the minute."""


def arrivals(
    calendar: Calendar, sky: Sky, request: FlightRequest, kind: VehicleType, end: datetime
) -> dict[int, Arrival]:
    """Return one arrival for each day on which the vehicle can dock within the horizon.

    Where the sky knows liftoffs of the vehicle, a day has that of the profile asked for, else the one whose time
    to docking is nearest to the usual; other days have an arrival that is not offered, so that it can be told why.
    """
    chances = _chances(sky, request, kind)
    is_open = _within(_periods(sky.launch, request.site))
    usual = timedelta(hours=kind.transit_hours or DEFAULT_TRANSIT_HOURS)
    best: dict[int, tuple[bool, timedelta, Liftoff]] = {}
    for chance in () if chances is None else chances.liftoffs:
        if request.profile not in {None, chance.profile} or chance.liftoff < calendar.begin or chance.docking >= end:
            continue
        day = calendar.day(chance.docking)
        rank = (not is_open(chance.liftoff), abs(chance.docking - chance.liftoff - usual))
        if day not in best or rank < best[day][:2]:
            best[day] = (*rank, chance)
    found = _by_the_clock(calendar, _passes(sky.launch_passes, request.site), is_open, usual, end, best)
    is_offered = chances is None
    days = {day: _arrival(calendar, *legs, is_offered=is_offered) for day, legs in found.items()}
    for day, (is_closed, _, chance) in best.items():
        is_exact = not chance.phase_open
        legs = (chance.liftoff, chance.docking, not is_closed)
        days[day] = _arrival(calendar, *legs, profile=chance.profile, is_exact=is_exact)
    return dict(sorted(days.items()))


def _chances(sky: Sky, request: FlightRequest, kind: VehicleType) -> LaunchChances | None:
    """Return what the sky offers the vehicle from its pad, None where it knows no way up; the first of several."""
    for chances in sky.launch_chances:
        is_launcher = request.launcher in {None, chances.launcher}
        if chances.site == request.site and chances.vehicle_type == kind.id and is_launcher:
            return chances
    return None


def _by_the_clock(
    calendar: Calendar,
    passes: tuple[datetime, ...],
    is_open: Callable[[datetime], bool],
    usual: timedelta,
    end: datetime,
    known: Container[int],
) -> dict[int, tuple[datetime, datetime, bool]]:
    """Return launch, docking after the usual time, and whether the pad is open, for each day that is not known.

    The launch is at the day's pass of the pad, or at noon.
    """
    found: dict[int, tuple[datetime, datetime, bool]] = {}
    for number in range(-(usual // DAY) - 1, calendar.days):
        launch = _whole_minute(_pass_of_day(passes, calendar.start(number)) or calendar.start(number) + NOON)
        docked = launch + usual
        day = calendar.day(docked)
        if launch < calendar.begin or docked >= end or day in known:
            continue
        is_allowed = is_open(launch)
        if day not in found or is_allowed > found[day][2]:
            found[day] = (launch, docked, is_allowed)
    return found


def departures(
    calendar: Calendar, sky: Sky, zone: str | None, kind: VehicleType, end: datetime, margin: timedelta
) -> dict[int, Leaving]:
    """Return one leaving for each day on which the vehicle can undock within the horizon.

    Where the sky knows touchdowns of the vehicle, a day has the one that is nearest to light; other days have a leaving
    that is not offered, so that it can be told why.
    """
    spans = _bright(sky, zone or "", margin) if kind.lands_in_daylight else ()
    chances = next(
        (entry for entry in sky.landing_chances if (entry.zone, entry.vehicle_type) == (zone, kind.id)), None
    )
    until = 0  # so far the orbit is known
    best: dict[int, tuple[datetime, datetime, bool, bool]] = {}
    if chances is not None:
        until = calendar.days if chances.until is None else calendar.day(chances.until)
        starts = [span.start for span in spans]
        for chance in chances.touchdowns:
            landed, is_light = chance.landing, not kind.lands_in_daylight
            if kind.lands_in_daylight:
                landed, is_light = _into_light(spans, starts, chance.landing, (chance.earliest, chance.latest))
            undocked = chance.undock + (landed - chance.landing)
            day = calendar.day(undocked)
            if undocked < calendar.begin or undocked >= end or day >= until:
                continue
            if day not in best or is_light > best[day][2]:
                best[day] = (undocked, landed, is_light, not chance.phase_open)
    found = _leavings_by_the_clock(calendar, sky, zone or "", kind, spans, end, best)
    days = {day: _leaving(calendar, *legs, is_offered=day >= until) for day, legs in found.items()}
    for day, (undocked, landed, is_light, is_exact) in best.items():
        days[day] = _leaving(calendar, undocked, landed, is_light, is_exact=is_exact)
    return dict(sorted(days.items()))


def _leavings_by_the_clock(
    calendar: Calendar,
    sky: Sky,
    zone: str,
    kind: VehicleType,
    spans: tuple[Period, ...],
    end: datetime,
    known: Container[int],
) -> dict[int, tuple[datetime, datetime, bool]]:
    """Return undocking, landing and whether that is in light if it must be, for each day that is not known.

    The touchdown lies near the day's pass of the zone, or near noon.
    """
    descent = timedelta(hours=kind.descent_hours or DEFAULT_DESCENT_HOURS)
    passes = _passes(sky.landing_passes, zone)
    starts = [span.start for span in spans]
    reach = SAME_PASS if passes else NOON
    found: dict[int, tuple[datetime, datetime, bool]] = {}
    for number in range(calendar.days):
        landed = _pass_of_day(passes, calendar.start(number)) or calendar.start(number) + NOON
        is_light = not kind.lands_in_daylight
        if kind.lands_in_daylight:
            landed, is_light = _into_light(spans, starts, landed, (landed - reach, landed + reach))
        landed = _whole_minute(landed)
        undocked = landed - descent
        day = calendar.day(undocked)
        if undocked < calendar.begin or undocked >= end or day in known:
            continue
        if day not in found or is_light > found[day][2]:
            found[day] = (undocked, landed, is_light)
    return found


def _arrival(
    calendar: Calendar,
    launch: datetime,
    docked: datetime,
    is_allowed: bool,
    *,
    is_offered: bool = True,
    profile: str | None = None,
    is_exact: bool = False,
) -> Arrival:
    minute, way_up_min = calendar.minute(docked), _minutes(docked - launch)
    return Arrival(launch, docked, minute, way_up_min, is_allowed, is_offered, profile, is_exact)


def _leaving(
    calendar: Calendar,
    undocked: datetime,
    landed: datetime,
    is_light: bool,
    *,
    is_offered: bool = True,
    is_exact: bool = False,
) -> Leaving:
    minute, way_down_min = calendar.minute(undocked), _minutes(landed - undocked)
    return Leaving(undocked, landed, minute, way_down_min, is_light, is_offered, is_exact)


def _minutes(leg: timedelta) -> int:
    """Return the minutes of a leg, rounded up."""
    return -(-leg // MINUTE)


def _whole_minute(instant: datetime) -> datetime:
    """Return the start of the minute: a plan by days promises no more."""
    return instant.replace(second=0, microsecond=0)


def wished(wish: DateWish) -> Callable[[datetime], bool]:
    """Return the question whether an instant lies in the days that a wish allows, for thousands of instants."""
    start = None if wish.earliest is None else midnight(wish.earliest)
    end = None if wish.latest is None else midnight(wish.latest) + DAY
    return lambda instant: (start is None or start <= instant) and (end is None or instant < end)


def is_wished(wish: DateWish, instant: datetime) -> bool:
    """Say whether an instant lies in the days that a wish allows."""
    return wished(wish)(instant)


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
    spans: tuple[Period, ...], starts: list[datetime], landed: datetime, within: Span
) -> tuple[datetime, bool]:
    """Return the touchdown nearest to the one wanted that has daylight and lies within a span; else the one wanted."""
    index = bisect_left(starts, landed)
    best: datetime | None = None
    for span in spans[max(0, index - 1) : index + 1]:
        first, last = span.start + MINUTE, (span.end or span.start) - MINUTE
        if last < first:
            continue
        near = landed if span.contains(landed) else min(max(landed, first), last)
        if within[0] <= near <= within[1] and (best is None or abs(near - landed) < abs(best - landed)):
            best = near
    return (landed, False) if best is None else (best, True)


def _periods(tracks: tuple[Track, ...], subject: str) -> tuple[Period, ...]:
    return next((track.periods for track in tracks if track.subject == subject), ())


def _passes(passes: tuple[Passes, ...], subject: str) -> tuple[datetime, ...]:
    return next((entry.instants for entry in passes if entry.subject == subject), ())


def _pass_of_day(passes: tuple[datetime, ...], start: datetime) -> datetime | None:
    index = bisect_left(passes, start)
    return passes[index] if index < len(passes) and passes[index] < start + DAY else None


def _within(periods: tuple[Period, ...]) -> Callable[[datetime], bool]:
    """Return the question whether an instant lies in one of the periods, which come in order, for thousands of them."""
    starts = [period.start for period in periods]

    def holds(instant: datetime) -> bool:
        place = bisect_right(starts, instant) - 1
        return place >= 0 and periods[place].contains(instant)

    return holds
