"""Light at landing."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime, timedelta
from operator import attrgetter

from crossflight.record import Finding, Touchdown, Track
from crossflight.rules.case import Case
from crossflight.rules.witness import witness

__all__: list[str] = []

KNOWN_TO = timedelta(minutes=5)
"""How far a landing may lie from one that is computed; those flown from 2020 to 2022 lay within a minute."""


@witness("landings.daylight", reads=("flights",), flight_by_flight=True)
def daylight(case: Case) -> Iterator[Finding]:
    """Find touchdowns in the dark, for vehicles with a ground rule of daylight."""
    margin = timedelta(minutes=case.scenario.numbers.daylight_margin_min)
    for flight in case.plan.flights:
        landed = flight.landed
        if landed is None or not case.type_of(flight).lands_in_daylight or not case.start <= landed < case.end:
            continue
        lit = case.setting.light.get(flight.zone or "")
        if lit is None:
            yield case.finding(
                "landings.daylight",
                landed,
                landed,
                (flight.id,),
                f"{flight.id} lands in a zone whose daylight was not surveyed",
                unknown="the daylight of the landing zone was not surveyed",
                flights=(flight,),
            )
            continue
        minutes_into_light = _minutes_into_light(lit, landed)
        if minutes_into_light < margin / timedelta(minutes=1):
            yield case.finding(
                "landings.daylight",
                landed,
                landed,
                (flight.id,),
                f"{flight.id} lands in {flight.zone} "
                + (
                    f"{-minutes_into_light:.0f} min outside daylight"
                    if minutes_into_light < 0
                    else f"{minutes_into_light:.0f} min from sunrise or sunset"
                ),
                amount=minutes_into_light,
                limit=case.scenario.numbers.daylight_margin_min,
                unit="min",
                flights=(flight,),
            )


@witness("landings.opportunity", reads=("flights",), flight_by_flight=True)
def opportunity(case: Case) -> Iterator[Finding]:
    """Find touchdowns to which the station's orbit does not lead."""
    for flight in case.plan.flights:
        landed = flight.landed
        offered = case.setting.landings.get((flight.zone or "", case.type_of(flight).id))
        if landed is None or offered is None or not case.start <= landed < case.end:
            continue
        if offered.until is not None and landed >= offered.until:
            continue
        off = min((_off(chance, landed) for chance in _near(offered.touchdowns, landed)), default=None)
        if off is not None and off <= KNOWN_TO:
            continue
        yield case.finding(
            "landings.opportunity",
            landed,
            landed,
            (flight.id,),
            f"{flight.id} lands in {flight.zone} "
            + (
                "where the station's orbit never leads there"
                if off is None
                else f"{off / timedelta(minutes=1):.0f} min from the nearest landing that the station's orbit allows"
            ),
            amount=None if off is None else off / timedelta(minutes=1),
            limit=KNOWN_TO / timedelta(minutes=1),
            unit="min",
            flights=(flight,),
        )


def _near(touchdowns: tuple[Touchdown, ...], landed: datetime) -> tuple[Touchdown, ...]:
    """Return the touchdown before and the one after; they are in order."""
    index = bisect_right(touchdowns, landed, key=attrgetter("landing"))
    return touchdowns[max(0, index - 1) : index + 1]


def _off(chance: Touchdown, landed: datetime) -> timedelta:
    """Return how far a touchdown lies outside the span of a chance."""
    return max(chance.earliest - landed, landed - chance.latest, timedelta(0))


def _minutes_into_light(track: Track, instant: datetime) -> float:
    """Return how far the instant lies inside a span of light, negative outside, from the nearer end."""
    index = bisect_right(track.periods, instant, key=attrgetter("start")) - 1
    near = [
        min(instant - period.start, (period.end or instant + timedelta(days=1)) - instant)
        for period in track.periods[max(index, 0) : index + 2]
    ]
    return max(near, default=-timedelta(days=1)) / timedelta(minutes=1)
