"""Scenarios of Haven changed at random: events, waivers, agreements, windows and the rest, at hours that matter.

Instants fall on the hours at which ships of Haven launch and land, dock and leave, so that "before" and "not after" are
told apart. A changed scenario need not make sense: both witnesses still have to say the same of every plan for it.
"""

from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any

from crossflight.instants import DAY
from crossflight.record import (
    DateWish,
    Event,
    Horizon,
    LifeLimit,
    Period,
    Requirement,
    Scenario,
    Waiver,
)
from scenes import EXCHANGE, LONG_AGO, ORIGIN, day, waiver

HOURS = (2, 8, 12, 18, 0)
RULES = (
    *("operators.each-segment", "operators.any-single-loss", "seats.certified-lifeboat"),
    *("seats.degraded-vehicle", "seats.home-vehicle", "crew.commander", "landings.daylight", "vehicles.fit-return"),
)
EVENTS = (
    *("vehicle-degraded", "vehicle-degraded", "vehicle-restored", "leave-by", "flight-lost", "launch-held"),
    *("person-unfit", "person-unfit", "launcher-grounded"),
)
CHANGES = 4
"""How many kinds of change one scenario has at most."""


def vary(setting: Scenario, random: Random) -> Scenario:
    """Return the scenario with some changes."""
    varied = setting
    for change in random.sample(ALL, random.randint(1, CHANGES)):
        varied = change(varied, random)
    return varied


def _instant(setting: Scenario, random: Random) -> datetime:
    """Return an hour that matters, on a day of the horizon or beside it."""
    days = (setting.horizon.end - ORIGIN) // DAY
    return day(random.randint(-1, days), random.choice(HOURS))


def _span(setting: Scenario, random: Random) -> tuple[datetime, datetime | None]:
    first, last = sorted((_instant(setting, random), _instant(setting, random)))
    return first, random.choice((None, last if first < last else last + DAY))


def _horizon(setting: Scenario, random: Random) -> Scenario:
    days = (setting.horizon.end - ORIGIN) // DAY
    first, last = day(0, random.choice(HOURS)), day(days - random.randint(0, 1), random.choice(HOURS))
    return setting.model_copy(update={"horizon": Horizon(start=first, end=max(last, first + 2 * DAY))})


def _events(setting: Scenario, random: Random) -> Scenario:
    ships = [flight.id for flight in setting.flights] + [request.id for request in setting.requests]
    people = [name for flight in setting.flights for name in flight.up] + list(setting.pool)
    people += [name for request in setting.requests for name in request.announced]
    found = list(setting.events)
    for number in range(random.randint(1, 3)):
        kind: Any = random.choice(EVENTS)
        start, end = _span(setting, random)
        seats = random.choice((None, 0, 1, 2, 3))
        is_ill = kind == "person-unfit" and people
        subject = random.choice(people if is_ill else ships) if kind != "launcher-grounded" else "red-rocket"
        found.append(
            Event(
                id=f"event-{number}",
                kind=kind,
                subject=subject,
                start=start,
                end=(end or start + DAY) if kind == "leave-by" else end,
                nominal_seats=seats if kind == "vehicle-degraded" else None,
                fit_for=random.choice((None, 0, 2, 3)) if kind == "vehicle-degraded" else None,
                sentence="It happens.",
            )
        )
    random.shuffle(found)
    return setting.model_copy(update={"events": tuple(found)})


def _waivers(setting: Scenario, random: Random) -> Scenario:
    found: list[Waiver] = list(setting.waivers)
    for _ in range(random.randint(1, 2)):
        rule = random.choice(RULES)
        ships = [flight.id for flight in setting.flights] + [request.id for request in setting.requests]
        subjects = [segment.id for segment in setting.station.segments] if rule.startswith("operators") else ships
        subject = (setting.station.id,) if rule == "seats.certified-lifeboat" else (random.choice(subjects),)
        start, end = _span(setting, random)
        entry = waiver(rule, *subject, start=start, end=end)
        found.append(entry.model_copy(update={"id": f"waiver-{len(found)}"}))
    return setting.model_copy(update={"waivers": tuple(found)})


def _agreements(setting: Scenario, random: Random) -> Scenario:
    names = [request.id for request in setting.requests] + [flight.id for flight in setting.flights]
    random.shuffle(names)
    end = random.choice((None, setting.horizon.end, _instant(setting, random)))
    entry = EXCHANGE.model_copy(
        update={
            "flights": tuple(names[: random.randint(1, len(names))]),
            "start": LONG_AGO,
            "end": end,
            "partner_seats": random.choice((0, 1, 1, 2)),
            "is_balanced": random.random() < 2 / 3,
            "is_in_force": random.random() < 5 / 6,
        }
    )
    return setting.model_copy(update={"agreements": (entry,)})


def _crews(setting: Scenario, random: Random) -> Scenario:
    requests = []
    for request in setting.requests:
        size = max(1, request.crew_size + random.choice((-1, 0, 0, 1))) if request.crew_size else 0
        changes: dict[str, Any] = {"crew_size": size}
        if size:
            changes["at_most"] = {"red": random.randint(0, 3), "blue": random.randint(0, 3)}
            changes["at_least"] = {random.choice(("red", "blue")): random.randint(0, 2)}
            changes["crew_least"] = random.choice((None, None, 0, max(0, size - 1)))
        requests.append(request.model_copy(update=changes))
    policy = setting.policy.model_copy(update={"crews": random.choice(("as-announced", "as-announced", "slide"))})
    return setting.model_copy(update={"requests": tuple(requests), "policy": policy})


def _people(setting: Scenario, random: Random) -> Scenario:
    """Let some qualifications begin or end on the way."""
    people = []
    for person in setting.people:
        held = tuple(
            entry.model_copy(update=dict(zip(("since", "until"), _span(setting, random), strict=True)))
            if random.random() < 1 / 8
            else entry
            for entry in person.qualifications
        )
        people.append(person.model_copy(update={"qualifications": held}))
    return setting.model_copy(update={"people": tuple(people)})


def _windows(setting: Scenario, random: Random) -> Scenario:
    def window(wish: DateWish) -> DateWish:
        first, last = sorted((_instant(setting, random), _instant(setting, random)))
        return wish.model_copy(update={"earliest": random.choice((None, first)), "latest": random.choice((None, last))})

    requests = tuple(
        entry.model_copy(
            update={
                "launch": window(entry.launch),
                "undock": None if entry.undock is None else window(entry.undock),
            }
        )
        for entry in setting.requests
    )
    departures = tuple(entry.model_copy(update={"undock": window(entry.undock)}) for entry in setting.departures)
    return setting.model_copy(update={"requests": requests, "departures": departures})


def _station(setting: Scenario, random: Random) -> Scenario:
    """Let ports go and come, and corridors be shut for a time."""
    ports = []
    for port in setting.station.ports:
        start, end = _span(setting, random)
        spans = random.choice(
            (port.available, port.available, (Period(start=LONG_AGO, end=end or start),), (Period(start=start),))
        )
        ports.append(port.model_copy(update={"available": spans}))
    corridors = []
    for corridor in setting.station.corridors:
        since, until = _span(setting, random)
        shuts = random.choice(((True, True), (True, False), (False, True)))
        corridors.append(
            corridor.model_copy(
                update={
                    "since": random.choice((corridor.since, since)),
                    "until": until,
                    "shuts_arrivals": shuts[0],
                    "shuts_departures": shuts[1],
                    "shut_by": random.choice((corridor.shut_by, "lark", "mule")),
                    "at": random.choice([port.id for port in setting.station.ports if port.id != corridor.port]),
                }
            )
        )
    station = setting.station.model_copy(update={"ports": tuple(ports), "corridors": tuple(corridors)})
    return setting.model_copy(update={"station": station})


def _numbers(setting: Scenario, random: Random) -> Scenario:
    numbers = setting.numbers.model_copy(
        update={
            "port_turnaround_days": random.randint(0, 3),
            "clearance_days": random.randint(0, 2),
            "daylight_margin_min": random.choice((0.0, 15.0, 345.0)),
        }
    )
    return setting.model_copy(update={"numbers": numbers})


def _lives(setting: Scenario, random: Random) -> Scenario:
    types = tuple(
        kind.model_copy(update={"lives": (LifeLimit(days=random.choice((3, 5, 5.25, 8, 9, 9.5, 12))),)})
        if kind.kind == "crew"
        else kind
        for kind in setting.vehicle_types
    )
    seats = tuple(
        kind.model_copy(update={"seats": max(1, kind.seats + random.choice((-1, 0, 0)))}) if kind.seats else kind
        for kind in types
    )
    return setting.model_copy(update={"vehicle_types": seats})


def _requirements(setting: Scenario, random: Random) -> Scenario:
    flights = [request.id for request in setting.requests] + [flight.id for flight in setting.flights]
    people = [*setting.pool, *(name for request in setting.requests for name in request.announced)]
    ports = [port.id for port in setting.station.ports]
    found = set()
    for _ in range(random.randint(1, 3)):
        moment = _instant(setting, random)
        told = random.choice((f"{moment:%Y-%m-%d}", f"{moment:%Y-%m-%dT%H:%MZ}"))
        name, is_not = random.choice(flights), random.choice(("", "not "))
        words = [
            f"{name}.{random.choice(('launch', 'docked', 'undocked', 'landed'))} "
            f"{random.choice(('<=', '>=', '<', '>', '=='))} {told}",
            f"{name} {is_not}at {random.choice(ports)}",
            f"port {random.choice(ports)} closed from {told}",
            f"port {random.choice(ports)} closed from {told} to {told[:8]}28",
        ]
        if people:
            words.append(f"{random.choice(people)} {is_not}on {name}")
        try:
            found.add(Requirement.parse(random.choice(words)))
        except ValueError:
            continue  # a span of no days
    return setting.model_copy(update={"requirements": tuple(sorted(found, key=lambda entry: entry.text))})


def _order(setting: Scenario, random: Random) -> Scenario:
    """Write everything down in another order."""
    shuffled = {}
    for name in ("requests", "departures", "flights", "stays", "people", "events", "waivers", "pool"):
        entries = list(getattr(setting, name))
        random.shuffle(entries)
        shuffled[name] = tuple(entries)
    return setting.model_copy(update=shuffled)


Vary = Callable[[Scenario, Random], Scenario]

ALL: tuple[Vary, ...] = (
    _agreements,
    _crews,
    _events,
    _horizon,
    _lives,
    _numbers,
    _order,
    _people,
    _requirements,
    _station,
    _waivers,
    _windows,
)
