"""A plan and its sky, repeated: so many times the years, to see how the check grows with them.

What is repeated is no plan that anybody would fly: each time follows the one before by the length of the horizon, with
people, vehicles and flights of its own, and overlaps it where visits do.
"""

from datetime import datetime, timedelta
from typing import Any

from crossflight.record import Flight, Plan, Sky
from crossflight.record.noun import Noun

__all__ = ["repeated"]

OVERLAP = timedelta(days=5)
"""How long a visit that the horizon cuts goes on into the next time."""


def repeated(plan: Plan, sky: Sky, times: int) -> tuple[Plan, Sky]:
    """Return the plan and the sky over so many times the horizon."""
    scenario = plan.scenario
    length = scenario.horizon.end - scenario.horizon.start
    whole = [_once(plan, f"-time-{number}", number * length) for number in range(times)]
    standing = tuple(flight for flight in plan.flights if flight.permanent)
    horizon = scenario.horizon.model_copy(update={"end": scenario.horizon.start + times * length})
    longer = scenario.model_copy(
        update={
            "horizon": horizon,
            "vehicles": (*scenario.vehicles, *(entry for one in whole for entry in one.scenario.vehicles)),
            "people": tuple(entry for one in whole for entry in one.scenario.people),
            "requests": (),
            "departures": (),
            "waivers": (),
        }
    )
    flights = tuple(flight for one in whole for flight in one.flights)
    stays = tuple(stay for one in whole for stay in one.stays)
    made = plan.model_copy(update={"scenario": longer, "flights": (*standing, *flights), "stays": stays})
    return made, _longer_sky(sky, length, times)


def _once(plan: Plan, mark: str, by: timedelta) -> Plan:
    """Return the plan so much later, every name with a mark."""
    scenario = plan.scenario
    names = {flight.id for flight in plan.flights if not flight.permanent} | {person.id for person in scenario.people}
    names |= {vehicle.id for vehicle in scenario.vehicles}
    names -= {flight.vehicle for flight in plan.flights if flight.permanent}  # Prichal is a port as well
    kept = scenario.model_copy(
        update={
            "vehicles": tuple(entry.model_copy(update={"id": entry.id + mark}) for entry in scenario.vehicles),
            "people": tuple(entry.model_copy(update={"id": entry.id + mark}) for entry in scenario.people),
        }
    )
    end = scenario.horizon.end
    flights = tuple(
        _marked(_later(_ended(flight, end), by), names, mark) for flight in plan.flights if not flight.permanent
    )
    stays = tuple(_marked(_later(stay, by), names, mark) for stay in plan.stays)
    return plan.model_copy(update={"scenario": kept, "flights": flights, "stays": stays})


def _ended(flight: Flight, end: datetime) -> Flight:
    if flight.undocked is not None:
        return flight
    return flight.model_copy(update={"undocked": end + OVERLAP, "landed": end + OVERLAP, "down": flight.up})


def _longer_sky(sky: Sky, length: timedelta, times: int) -> Sky:
    """Return the sky repeated; each entry's list of spans or instants goes on with those of the next time."""
    lists = {"periods", "instants", "liftoffs", "touchdowns"}
    found: dict[str, Any] = {}
    for name in type(sky).model_fields:
        entries = getattr(sky, name)
        if isinstance(entries, tuple):
            found[name] = tuple(
                entry.model_copy(
                    update={
                        field: tuple(
                            part for number in range(times) for part in _later(getattr(entry, field), number * length)
                        )
                        for field in lists & set(type(entry).model_fields)
                    }
                )
                for entry in entries
            )
    return sky.model_copy(update=found)


def _later(value: Any, by: timedelta) -> Any:
    """Return a noun, a list or an instant so much later."""
    if isinstance(value, datetime):
        return value + by
    if isinstance(value, tuple):
        return tuple(_later(entry, by) for entry in value)
    if isinstance(value, Noun):
        return value.model_copy(update={name: _later(getattr(value, name), by) for name in type(value).model_fields})
    return value


def _marked(value: Any, names: set[str], mark: str) -> Any:
    """Return a noun with a mark on every name of its own."""
    if isinstance(value, str):
        return value + mark if value in names else value
    if isinstance(value, tuple):
        return tuple(_marked(entry, names, mark) for entry in value)
    if isinstance(value, Noun):
        fields = type(value).model_fields
        return value.model_copy(update={name: _marked(getattr(value, name), names, mark) for name in fields})
    return value
