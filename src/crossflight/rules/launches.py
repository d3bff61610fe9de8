"""Launches: the pad, and what plane and phase offer."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime, timedelta
from operator import attrgetter

from crossflight import instants
from crossflight.instants import midnight
from crossflight.record import Event, Finding, Flight, Liftoff
from crossflight.rules.case import Case
from crossflight.rules.witness import witness

__all__: list[str] = []


@witness("launches.allowed-day", reads=("flights",), flight_by_flight=True)
def allowed_day(case: Case) -> Iterator[Finding]:
    """Find launches outside the spans that the sky gives for their pad."""
    for flight, launch in _launches(case):
        track = case.setting.pads.get(flight.site or "")
        if track is None:
            sentence, unknown = (
                f"{flight.id} launches from a pad that was not surveyed",
                "the pad was not surveyed",
            )
        elif (event := _holding(case, flight, launch)) is not None:
            sentence, unknown = f"{flight.id} launches although {event.sentence}", None
        elif any(period.contains(launch) for period in track.periods):
            continue
        else:
            sentence, unknown = f"{flight.id} launches {case.setting.why_shut(flight.site, launch)}", None
        yield case.finding(
            "launches.allowed-day", launch, launch, (flight.id,), sentence, unknown=unknown, flights=(flight,)
        )


@witness("launches.opportunity", reads=("flights",), flight_by_flight=True)
def opportunity(case: Case) -> Iterator[Finding]:
    """Find launches and dockings that plane and phase do not offer."""
    if case.scenario.orbit is None:
        return
    for flight, launch in _launches(case):
        kind = case.type_of(flight)
        if kind.kind == "module":
            continue
        offered = case.setting.liftoffs.get((flight.site or "", kind.id, flight.launcher), ())
        amount: float | None = None
        unknown = None
        if not offered:
            sentence = f"{flight.id} launches from {flight.site} as nobody knows it to reach the station"
            unknown = f"the catalogue knows no ascent of {kind.id} from there"
        else:
            near = _near(offered, launch)
            if any(_agrees(chance, flight, launch) for chance in near):
                continue
            nearest = min(near, key=lambda chance: abs(chance.liftoff - launch))
            if abs(nearest.liftoff - launch) > timedelta(seconds=nearest.known_to_s):
                amount = abs(nearest.liftoff - launch) / timedelta(minutes=1)
                sentence = (
                    f"{flight.id} lifts off {amount:.1f} min from the nearest liftoff that plane and phase offer, "
                    f"{nearest.profile} at {instants.write(nearest.liftoff)}"
                )
            else:
                sentence = (
                    f"{flight.id} docks when none of the profiles does that its liftoff offers; the nearest, "
                    f"{nearest.profile}, docks at {instants.write(nearest.docking)}"
                )
        yield case.finding(
            "launches.opportunity",
            launch,
            launch,
            (flight.id,),
            sentence,
            unknown=unknown,
            amount=amount,
            unit=None if amount is None else "min",
            flights=(flight,),
        )


def _launches(case: Case) -> Iterator[tuple[Flight, datetime]]:
    for flight in case.plan.flights:
        if flight.launch is not None and case.start <= flight.launch < case.end:
            yield flight, flight.launch


def _holding(case: Case, flight: Flight, launch: datetime) -> Event | None:
    """Return the event that keeps a flight or its launcher on the ground at an instant."""
    holds = case.setting.holds
    about = (*holds.get(("launch-held", flight.id), ()), *holds.get(("launcher-grounded", flight.launcher or ""), ()))
    return next((event for event in about if _lasts(event, launch)), None)


def _lasts(event: Event, instant: datetime) -> bool:
    return event.start <= instant and (event.end is None or instant < event.end)


_LIFTOFF = attrgetter("liftoff")


def _near(offered: tuple[Liftoff, ...], launch: datetime) -> tuple[Liftoff, ...]:
    """Return the liftoffs within a day, or the nearest; they are in order."""
    first = bisect_left(offered, launch - instants.DAY, key=_LIFTOFF)
    last = bisect_left(offered, launch + instants.DAY, lo=first, key=_LIFTOFF)
    return offered[first:last] or offered[max(0, first - 1) : first + 1]


def _agrees(chance: Liftoff, flight: Flight, launch: datetime) -> bool:
    """Say whether a flight lifts off and docks as this chance does, as far as both are known."""
    if flight.precision.get("launch") == "day":
        return midnight(chance.liftoff) == midnight(launch)
    if abs((chance.liftoff - launch).total_seconds()) > chance.known_to_s:
        return False
    if flight.docked is None or flight.precision.get("docked") == "day":
        return True
    return chance.docking_earliest <= flight.docked <= chance.docking_latest
