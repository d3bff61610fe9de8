"""Vehicles: their life, and who leaves in them."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from crossflight.instants import DAY, days_between
from crossflight.record import Finding, Flight, LifeLimit
from crossflight.rules.case import Aboard, Case, Frame
from crossflight.rules.witness import witness

__all__ = ["life_of"]


@witness("vehicles.life", reads=("flights",), flight_by_flight=True)
def life(case: Case) -> Iterator[Finding]:
    """Find crew vehicles that stay up longer than the limit that was in force at their landing."""
    for flight in case.plan.flights:
        kind = case.type_of(flight)
        end = flight.landed or flight.undocked
        if kind.kind != "crew" or flight.launch is None or (end is not None and end < case.start):
            continue
        end = case.end if end is None else end
        limit = life_of(case, flight, end)
        days = days_between(flight.launch, end)
        if limit is None:
            yield case.finding(
                "vehicles.life",
                flight.launch,
                flight.landed or flight.undocked,
                (flight.id,),
                f"{flight.id} is up for {days:.1f} days",
                unknown="no limit of its life in orbit is public",
                amount=days,
                unit="days",
                flights=(flight,),
            )
            continue
        start = flight.launch + limit.days * DAY
        if days <= limit.days or start >= case.end:
            continue
        has_flown = end <= case.scenario.as_of
        yield case.finding(
            "vehicles.life",
            start,
            end if flight.landed or flight.undocked else None,
            (flight.id,),
            f"{flight.id} is up for {days:.1f} days; the published limit is {limit.days:g} days",
            unknown="no extension of the published limit was found" if has_flown else None,
            amount=days,
            limit=limit.days,
            unit="days",
            flights=(flight,),
            facts=(limit,),
        )


def life_of(case: Case, flight: Flight, landing: datetime) -> LifeLimit | None:
    """Return the limit in force for a flight's vehicle at its landing; None where none was published."""
    own = case.setting.lives.get(flight.vehicle, ())
    return _in_force(own, flight, landing) or _in_force(case.type_of(flight).lives, flight, landing)


def _in_force(limits: tuple[LifeLimit, ...], flight: Flight, landing: datetime) -> LifeLimit | None:
    """Return the latest limit published by the landing; one published for an earlier flight is not this one's."""
    known = [limit for limit in limits if limit.known_since is None or limit.known_since <= landing]
    return max(known, key=lambda limit: limit.known_since or flight.launch or landing, default=None)


@witness("vehicles.whole-return")
def whole_return(case: Case) -> Iterator[Finding]:
    """Find departures whose crew list differs from the people assigned to the vehicle at that instant."""
    for flight in case.plan.flights:
        instant = flight.undocked
        if instant is None or not case.start <= instant < case.end:
            continue
        if not flight.down and flight.id not in case.home_vehicles:
            continue  # nobody ever had to do with it
        told = case.kept(_told_otherwise, flight, instant, case.around(instant))
        if told:
            yield case.finding(
                "vehicles.whole-return",
                instant,
                instant,
                (flight.id,),
                f"{flight.id} leaves: " + "; ".join(told),
                amount=len(told),
                limit=0,
                unit="people",
                flights=(flight,),
            )


def _told_otherwise(frame: Frame, flight: Flight, instant: datetime, people: Sequence[Aboard]) -> tuple[str, ...]:
    """Return in words who stays behind a flight that is their home, or leaves in it without that."""
    surely: set[str] = set()
    perhaps: set[str] = set()
    for entry in people:
        if not entry.start <= instant <= entry.end:
            continue
        homes = entry.flights_at(instant)
        if homes == {flight.id}:
            surely.add(entry.person.id)
        if flight.id in homes:
            perhaps.add(entry.person.id)
    left_behind = sorted(surely - set(flight.down))
    unassigned = sorted(set(flight.down) - perhaps)
    return (
        *(f"{frame.name_of(person)} is assigned to it and stays" for person in left_behind),
        *(f"{frame.name_of(person)} leaves in it and is assigned elsewhere" for person in unassigned),
    )
