"""A small station for tests: Haven, with a red and a blue segment, run by two agencies with a ship type each.

::

    red-1, red-2     interface probe    Lark (3 seats, red), Mule (cargo, red)
    blue-1, blue-2   interface ring     Swan (4 seats, blue)

Days are counted from 2030-01-01. ``day(3)`` is the noon of day 3, ``day(3, 6)`` its 06:00.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from crossflight.record import (
    Agency,
    Agreement,
    Corridor,
    CrewNorm,
    DateWish,
    Departure,
    Event,
    Flight,
    FlightRequest,
    HomeSeat,
    Horizon,
    LandingZone,
    LaunchChances,
    LaunchSite,
    LifeLimit,
    Liftoff,
    MeanElements,
    Numbers,
    Period,
    Person,
    Plan,
    Port,
    Qualification,
    Scenario,
    Segment,
    Side,
    Sky,
    Station,
    Stay,
    Track,
    Vehicle,
    VehicleType,
    Waiver,
)

ORIGIN = datetime(2030, 1, 1, tzinfo=UTC)
LONG_AGO = ORIGIN - timedelta(days=3650)


ORBIT = MeanElements(
    epoch=ORIGIN,
    mean_motion_rev_per_day=15.5,
    eccentricity=0.001,
    inclination_deg=51.6,
    node_deg=0,
    perigee_argument_deg=0,
    mean_anomaly_deg=0,
)
"""Any orbit: with one, launches are judged by what the sky offers."""


def day(number: float, hour: float = 12) -> datetime:
    """Return an hour of a day of Haven's calendar."""
    return ORIGIN + timedelta(days=number, hours=hour)


def person(name: str, *, operates: bool = True, commands: bool = True, agency: str | None = None) -> Person:
    """Return a person of the agency that the name begins with: ``red-ann`` is red."""
    side = agency or name.split("-", maxsplit=1)[0]
    qualifications = []
    if operates:
        qualifications.append(Qualification(kind="operator", of=f"{side}-segment", since=LONG_AGO))
    if commands:
        ship = "lark" if side == "red" else "swan"
        qualifications.append(Qualification(kind="commander", of=ship, since=LONG_AGO))
    return Person(id=name, name=name.replace("-", " ").title(), agency=side, qualifications=tuple(qualifications))


PEOPLE = tuple(
    person(f"{side}-{name}")
    for side in ("red", "blue")
    for name in ("ann", "bob", "cat", "dan", "eve", "fay", "guy", "hal")
)

TYPES = (
    VehicleType(
        id="lark",
        name="Lark",
        agency="red",
        kind="crew",
        interface="probe",
        seats=3,
        contingency_places=3,
        lives=(LifeLimit(days=30),),
        lands_in_daylight=True,
        zones=("steppe",),
        transit_hours=6,
        descent_hours=4,
    ),
    VehicleType(
        id="swan",
        name="Swan",
        agency="blue",
        kind="crew",
        interface="ring",
        seats=4,
        contingency_places=5,
        lives=(LifeLimit(days=30),),
        zones=("sea",),
        transit_hours=20,
        descent_hours=10,
    ),
    VehicleType(
        id="mule",
        name="Mule",
        agency="red",
        kind="cargo",
        interface="probe",
        transit_hours=6,
        descent_hours=4,
    ),
    VehicleType(id="ox", name="Ox", agency="blue", kind="cargo", interface="ring", transit_hours=6, descent_hours=4),
)

VEHICLES = tuple(
    Vehicle(id=f"{kind}-{number}", name=f"{kind.title()} {number}", type=kind)
    for kind in ("lark", "swan", "mule", "ox")
    for number in range(1, 7)
)

STATION = Station(
    id="haven",
    name="Haven",
    segments=(
        Segment(id="red-segment", name="Red segment", agencies=("red",)),
        Segment(id="blue-segment", name="Blue segment", agencies=("blue",)),
    ),
    ports=tuple(
        Port(
            id=f"{side}-{number}",
            name=f"{side.title()} {number}",
            segment=f"{side}-segment",
            module=side.title(),
            interface=interface,
            available=(Period(start=LONG_AGO),),
        )
        for side, interface in (("red", "probe"), ("blue", "ring"))
        for number in (1, 2)
    ),
    corridors=(Corridor(port="red-2", shut_by="ox", at="blue-2", since=LONG_AGO),),
    crew_norms=(CrewNorm(size=3, since=LONG_AGO),),
)

EXCHANGE = Agreement(
    id="exchange",
    name="the exchange",
    sides=(
        Side(agencies=("red",), vehicle_types=("lark",)),
        Side(agencies=("blue",), vehicle_types=("swan",)),
    ),
    start=LONG_AGO,
    end=day(40),
    flights=("lark-2", "swan-2"),
)


def sky(days: int = 40) -> Sky:
    """Return a sky that allows everything, with light from 06:00 to 18:00 each day."""
    everything = (Period(start=day(-100), end=day(days + 100)),)
    light = tuple(Period(start=day(number, 6), end=day(number, 18)) for number in range(-3, days + 3))
    return Sky(
        launch=tuple(Track(subject=site, periods=everything) for site in ("red-pad", "blue-pad")),
        landing=(Track(subject="steppe", periods=light),),
        light=(Track(subject="steppe", periods=light),),
    )


def chances(kind: str, site: str, hours: float, *liftoffs: datetime, known_to_s: float = 60) -> LaunchChances:
    """Return liftoffs that dock after so many hours, give or take half an hour."""
    half = timedelta(minutes=30)
    dockings = [liftoff + timedelta(hours=hours) for liftoff in liftoffs]
    return LaunchChances(
        site=site,
        launcher="any-launcher",
        vehicle_type=kind,
        liftoffs=tuple(
            Liftoff(
                liftoff=liftoff,
                docking=docking,
                docking_earliest=docking - half,
                docking_latest=docking + half,
                profile="4-orbit",
                phase_open=False,
                known_to_s=known_to_s,
            )
            for liftoff, docking in zip(liftoffs, dockings, strict=True)
        ),
    )


def scenario(**changes: Any) -> Scenario:
    """Return Haven with nobody aboard and nothing to decide, changed as said."""
    plain: dict[str, Any] = {
        "name": "haven",
        "title": "A small station",
        "as_of": day(0, 0),
        "horizon": Horizon(start=day(0, 0), end=day(40, 0)),
        "station": STATION,
        "agencies": (Agency(id="red", name="Red"), Agency(id="blue", name="Blue")),
        "vehicle_types": TYPES,
        "vehicles": VEHICLES,
        "sites": (
            LaunchSite(id="red-pad", name="Red pad", latitude_deg=46, longitude_deg=63),
            LaunchSite(id="blue-pad", name="Blue pad", latitude_deg=28, longitude_deg=-80),
        ),
        "zones": (
            LandingZone(id="steppe", name="Steppe", kind="land", latitude_deg=47, longitude_deg=69),
            LandingZone(id="sea", name="Sea", kind="sea", latitude_deg=29, longitude_deg=-84),
        ),
        "people": PEOPLE,
        "numbers": Numbers(clearance_days=0, port_turnaround_days=0),
    }
    return Scenario(**(plain | changes))


def flight(name: str, up: tuple[str, ...] = (), **changes: Any) -> Flight:
    """Return a flight of the vehicle of that name, docked on day 1 and gone on day 20 unless changed."""
    kind = name.split("-", maxsplit=1)[0]
    red = kind in {"lark", "mule"}
    plain: dict[str, Any] = {
        "id": name,
        "station": "haven",
        "vehicle": name,
        "site": "red-pad" if red else "blue-pad",
        "zone": "steppe" if red else "sea",
        "launch": day(1, 2),
        "docked": day(1, 8),
        "port": "red-1" if red else "blue-1",
        "undocked": day(20, 6),
        "landed": day(20, 10),
        "up": up,
        "down": up,
    }
    plain |= changes
    if plain["undocked"] is None:
        plain |= {"landed": None, "down": ()}
    return Flight(**plain)


def stays_of(*flights: Flight) -> tuple[Stay, ...]:
    """Return the stays of those who go up and down in the same flight."""
    return tuple(
        Stay(
            person=name,
            up=entry.id,
            down=entry.id if entry.undocked is not None else None,
            start=entry.docked,
            end=entry.undocked,
            homes=(HomeSeat(flight=entry.id, since=entry.docked),),
        )
        for entry in flights
        for name in entry.up
    )


def plan(setting: Scenario, *flights: Flight, stays: tuple[Stay, ...] | None = None) -> Plan:
    """Return a plan of these flights."""
    return Plan(scenario=setting, flights=flights, stays=stays_of(*flights) if stays is None else stays)


def request(name: str, **changes: Any) -> FlightRequest:
    """Return a request for a flight of the vehicle of that name, on any day and at any port that fits."""
    kind = name.split("-", maxsplit=1)[0]
    red = kind in {"lark", "mule"}
    plain: dict[str, Any] = {
        "id": name,
        "vehicle": name,
        "site": "red-pad" if red else "blue-pad",
        "zone": "steppe" if red else "sea",
        "ports": ("red-1", "red-2") if red else ("blue-1", "blue-2"),
        "undock": DateWish(),
    }
    return FlightRequest(**(plain | changes))


def degraded(flight_id: str, start: datetime, **changes: Any) -> Event:
    """Return an event that leaves a flight's vehicle without nominal seats."""
    plain: dict[str, Any] = {
        "id": f"leak-of-{flight_id}",
        "kind": "vehicle-degraded",
        "subject": flight_id,
        "start": start,
        "nominal_seats": 0,
        "fit_for": "unknown",
        "sentence": "it leaks",
    }
    return Event(**(plain | changes))


def waiver(rule: str, *subject: str, start: Any, end: Any = None) -> Waiver:
    """Return a waiver of a rule."""
    return Waiver(
        id="signed", rule=rule, subject=subject, start=start, end=end, reason="known", approver="the director"
    )


def departure(name: str, **changes: Any) -> Departure:
    """Return an open departure."""
    return Departure(**({"flight": name, "undock": DateWish()} | changes))
