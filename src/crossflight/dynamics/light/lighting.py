"""Light aboard over a span: eclipses, noons, days and seasons of full Sun as one answer."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

import numpy as np

from crossflight import instants
from crossflight.dynamics.light.eclipse import EQUATOR_RADIUS_KM, STRETCH, beta_deg, eclipses, orbital_noons
from crossflight.dynamics.orbit.plane import EARTH_GM_KM3_PER_S2
from crossflight.dynamics.orbit.propagation import Orbit, age_days, motion_teme, nearest_elements, refuse_old_elements
from crossflight.dynamics.orbit.station import OLDEST_ELEMENTS_DAYS
from crossflight.dynamics.sun import FIRST_YEAR, LAST_YEAR
from crossflight.dynamics.time import utc_array
from crossflight.errors import ScenarioError
from crossflight.instants import DAY, Span, midnight
from crossflight.record import DayOfLight, Eclipse, Ephemeris, FullSun, Light, Period, Station

__all__ = ["light_aboard"]

FRESH_DAYS = 1.5
"""Element sets younger than this put eclipses within some seconds."""

PLANE_LOST_DAYS = 60.0
"""Until then beta was right to half a degree, nineteen times in twenty."""

MINUTE = timedelta(minutes=1)

LOOK = timedelta(minutes=2)
"""Between two looks at the height of an ephemeris."""


def light_aboard(orbit: Orbit, station: Station, start: datetime, end: datetime) -> Light:
    """Return what light there is aboard in ``[start, end)``.

    How far the times move with the age of an element set, measured as the station's way along its path between
    sets of 2020 to 2022 (median and 95 %): 0.2 s and 5 s after a day, 16 s and 4 min after ten, 5 min and
    20 min after thirty. Drag and boosts do it. Beta was off by 0.01 and 0.03 degrees after ten days, 0.05 and 0.16
    after thirty, 0.2 and 0.8 after ninety, 0.7 and 2.7 after half a year.

    Raises
    ------
    ScenarioError
        When the orbit goes through the ground, has decayed, or does not reach over the span.
    """
    epoch, age = _refuse_out_of_reach(orbit, start, end)
    found = eclipses(orbit, start, end)
    full_sun = _full_sun(found, start, end, _revolution(orbit, start))
    return Light(
        station=station.id,
        start=start,
        end=end,
        orbit_epoch=epoch,
        orbit_age_days=round(age, 2),
        eclipses=found,
        full_sun=full_sun,
        noons=orbital_noons(orbit, start, end),
        days=_days(orbit, found, start, end),
        reason=None if found else _reason(orbit, start, end, is_full_sun=bool(full_sun)),
        basis=_basis(epoch, age, is_ephemeris=isinstance(orbit, Ephemeris)),
    )


def _refuse_out_of_reach(orbit: Orbit, start: datetime, end: datetime) -> tuple[datetime, float]:
    """Return the epoch that the span rests on, and how far from it the span goes, in days."""
    if start.year < FIRST_YEAR or end.year > LAST_YEAR:
        problem = (
            f"the span {instants.write(start)} to {instants.write(end)} leaves the years {FIRST_YEAR} to {LAST_YEAR}, "
            "for which the Sun's place is known"
        )
        raise ScenarioError(problem, way_out="ask for a span within them")
    if not isinstance(orbit, Ephemeris):
        refuse_old_elements(orbit, start, end, OLDEST_ELEMENTS_DAYS)
        return nearest_elements(orbit, start).epoch, age_days(orbit, start, end)
    first, last = orbit.epochs[0], orbit.epochs[-1]
    if start < first or end > last:
        problem = (
            f"the span {instants.write(start)} to {instants.write(end)} leaves the ephemeris, which goes from "
            f"{instants.write(first)} to {instants.write(last)}"
        )
        raise ScenarioError(problem, path="orbit", way_out="ask for a span inside it, or give another")
    _refuse_underground(orbit, start, end)
    return first, 0.0


def _refuse_underground(ephemeris: Ephemeris, start: datetime, end: datetime) -> None:
    """Refuse an ephemeris that dips into the Earth between its states, where no shadow can be told."""
    utc = utc_array(start + number * LOOK for number in range((end - start) // LOOK + 1))
    height_km = np.linalg.norm(motion_teme(ephemeris)(utc)[0] * STRETCH, axis=1) - EQUATOR_RADIUS_KM
    lowest = int(np.argmin(height_km))
    if height_km[lowest] <= 0:
        problem = f"between its states it goes {-height_km[lowest]:,.0f} km below the ground, near "
        problem += instants.write(start + lowest * LOOK)
        raise ScenarioError(problem, path="orbit", way_out="give states nearer to each other, of an object in orbit")


def _revolution(orbit: Orbit, moment: datetime) -> timedelta:
    """Return how long a revolution takes, by the osculating orbit: within half a per cent of any other measure."""
    [position_km], [velocity_km_per_s] = motion_teme(orbit)(utc_array([moment]))
    energy = float(velocity_km_per_s @ velocity_km_per_s) / 2 - EARTH_GM_KM3_PER_S2 / float(np.linalg.norm(position_km))
    axis_km = -EARTH_GM_KM3_PER_S2 / (2 * energy)
    return timedelta(seconds=float(2 * np.pi * np.sqrt(axis_km**3 / EARTH_GM_KM3_PER_S2)))


def _full_sun(found: Sequence[Eclipse], start: datetime, end: datetime, revolution: timedelta) -> tuple[FullSun, ...]:
    """Return the gaps between eclipses that last longer than a revolution."""
    shadows = [_span(eclipse.penumbra) for eclipse in found]
    starts = [start, *(exit_ for _, exit_ in shadows)]
    ends = [*(entry for entry, _ in shadows), end]
    last = len(shadows)
    return tuple(
        FullSun(start=begin, end=until, begins_before=row == 0, ends_after=row == last)
        for row, (begin, until) in enumerate(zip(starts, ends, strict=True))
        if until - begin > revolution
    )


def _days(orbit: Orbit, found: Sequence[Eclipse], start: datetime, end: datetime) -> tuple[DayOfLight, ...]:
    nights = [midnight(start) + number * DAY for number in range((end - midnight(start)) // DAY + 1)]
    parts = [(max(start, night), min(end, night + DAY)) for night in nights if night < end]
    beta = beta_deg(orbit, utc_array(begin + (until - begin) / 2 for begin, until in parts))
    shadow = _by_day(_span(eclipse.penumbra) for eclipse in found)
    umbra = _by_day(_span(eclipse.umbra) for eclipse in found if eclipse.umbra)
    begun = Counter(eclipse.penumbra.start.date() for eclipse in found)
    whole: dict[date, list[float]] = defaultdict(list)
    for eclipse in found:
        if eclipse.umbra:
            enter, leave = _span(eclipse.umbra)
            if start < enter and leave < end:
                whole[enter.date()].append((leave - enter) / MINUTE)
    return tuple(
        DayOfLight(
            day=(day := begin.date()),
            hours=round((until - begin) / timedelta(hours=1), 4),
            beta_deg=round(float(angle_deg), 3),
            eclipses=begun[day],
            umbra_min=round(umbra[day] / MINUTE, 3),
            penumbra_min=round((shadow[day] - umbra[day]) / MINUTE, 3),
            longest_umbra_min=round(max(whole[day]), 3) if whole[day] else None,
            shortest_umbra_min=round(min(whole[day]), 3) if whole[day] else None,
            sunlit_percent=round(100 * (1 - umbra[day] / (until - begin)), 2),
        )
        for (begin, until), angle_deg in zip(parts, beta, strict=True)
    )


def _by_day(spans: Iterable[Span]) -> dict[date, timedelta]:
    """Return how much of the spans lies in each day."""
    total: dict[date, timedelta] = defaultdict(timedelta)
    for enter, leave in spans:
        while enter < leave:
            until = min(leave, midnight(enter) + DAY)
            total[enter.date()] += until - enter
            enter = until  # noqa: PLW2901 - what is left of it
    return total


def _span(period: Period) -> Span:
    assert period.end is not None, "an eclipse of a span ends with it"
    return period.start, period.end


def _reason(orbit: Orbit, start: datetime, end: datetime, *, is_full_sun: bool) -> str:
    if not is_full_sun:
        return f"no eclipse, because the {(end - start) / MINUTE:.0f} minutes asked for are less than a revolution"
    utc = utc_array([start, start + (end - start) / 2])
    [radius_km, _] = np.linalg.norm(motion_teme(orbit)(utc)[0], axis=1)
    limit_deg = np.degrees(np.arcsin(EQUATOR_RADIUS_KM / radius_km))
    [first, middle] = beta_deg(orbit, utc)
    return (
        f"no eclipse, because beta is high ({first:.1f} degrees at the start, {middle:.1f} in the middle): beyond "
        f"some {limit_deg:.0f} degrees to either side this orbit passes the shadow by"
    )


def _basis(epoch: datetime, age: float, *, is_ephemeris: bool) -> str:
    if is_ephemeris:
        source = f"Ephemeris from {instants.write(epoch)}."
    else:
        source = f"SGP4, element set of {instants.write(epoch)}, up to {age:.1f} days from an epoch."
    sentences = [source, "Oblate Earth without an atmosphere, the Sun as a disc."]
    if age > PLANE_LOST_DAYS:
        sentences.append(
            "So far from the epoch single times mean nothing; beta was off by 0.7 degrees (median) after half a year, "
            "by 10 (one in twenty) after nine months, so that a season of full Sun may come days earlier or later."
        )
    elif age > FRESH_DAYS:
        sentences.append(
            "Times move with drag and boosts: by 16 s (median) ten days from the epoch, by 5 minutes after thirty, "
            "with a boost by far more; beta was off by 0.05 degrees after thirty days."
        )
    else:
        sentences.append("A real sunset aboard differs by some seconds, through refraction and haze.")
    return " ".join(sentences)
