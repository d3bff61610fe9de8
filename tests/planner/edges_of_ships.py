"""Scenarios of Haven in which ships launch and land, dock and leave at the very instants of what limits them."""

from datetime import timedelta

from crossflight.record import DateWish, Horizon, LifeLimit, Numbers, Period, Relocation, Scenario
from planner.tiny import LARK, SWAN, coming
from planner.writing import haven, required, told, waived
from scenes import LONG_AGO, STATION, TYPES, day, departure, flight, stays_of

__all__ = [
    "leaving_at_the_start",
    "of_a_late_corridor",
    "of_one_moved_on_record",
    "of_ports_in_turn",
    "of_record",
    "of_ships",
    "of_what_flies",
]

RED_2 = ("red-2", "red-1")


def of_ships() -> Scenario:
    """Return ships that leave, dock and land when events, ports, corridors and lives say, and one minute besides."""
    corridor = STATION.corridors[0].model_copy(
        update={"shut_by": "lark", "at": "red-1", "since": day(1, 18), "until": day(3, 18)}
    )
    ports = tuple(
        port.model_copy(update={"available": (Period(start=day(1, 18), end=day(4, 8)), Period(start=day(4, 18)))})
        if port.id == "red-2"
        else port
        for port in STATION.ports
    )
    life = LifeLimit(days=8)
    return haven(
        station=STATION.model_copy(update={"ports": ports, "corridors": (corridor,)}),
        vehicle_types=tuple(
            kind.model_copy(update={"lives": (life,)}) if kind.id == "lark" else kind for kind in TYPES
        ),
        departures=(departure("lark-1"),),
        requests=(
            coming("mule-1", 2, ports=RED_2, undock=DateWish(wanted=day(4))),
            coming("mule-2", 2, ports=("red-1",)),
        ),
        events=(
            told("worn", "vehicle-degraded", "lark-1", day(0, 8), day(1, 8), nominal_seats=2, fit_for=3),
            told("leak", "vehicle-degraded", "lark-1", day(2, 8), day(3, 8), nominal_seats=0, fit_for=2),
            told("well", "vehicle-restored", "lark-1", day(3, 8), day(4, 8)),
            told("full", "vehicle-degraded", "lark-1", day(4, 8), None, nominal_seats=3, fit_for=3),
            told("go", "leave-by", "lark-1", day(0), day(3, 8)),
            told("gone", "leave-by", "swan-1", day(-2), day(0, 8)),
            told("go-2", "leave-by", "mule-1", day(0), day(5, 8)),
            told("rot", "flight-lost", "mule-1", day(2, 18)),
            told("hold", "launch-held", "mule-2", day(1, 12), day(3, 12)),
        ),
        waivers=(
            waived("old", "vehicles.fit-return", ("lark-1",), day(2, 8), day(3, 8)),
            waived("at-home", "seats.home-vehicle", ("lark-1",), day(2, 8), day(2, 18)),
        ),
        requirements=required(
            "mule-1.docked <= 2030-01-03T18:00Z",
            "mule-1.docked > 2030-01-02T18:00Z",
            "lark-1.undocked < 2030-01-04T08:00Z",
            "lark-1.landed >= 2030-01-03T12:00Z",
            "port red-2 closed from 2030-01-04T18:00Z to 2030-01-05T08:00Z",
            "port red-1 closed from 2030-01-03T18:00Z to 2030-01-04T18:00Z",
            "port red-2 closed from 2030-01-05T08:00Z",
            "swan-1 at blue-2",
            "swan-1.launch >= 2029-12-28",
            "lark-1.docked < 2029-12-28",
            "mule-2.landed >= 2030-02-01",
            "mule-2 at red-2",
            "mule-1 not at red-1",
        ),
    )


def leaving_at_the_start() -> Scenario:
    """Return a ship that may leave as the horizon begins: through a corridor that is shut, and soon after another."""
    corridor = STATION.corridors[0].model_copy(
        update={"port": "red-1", "shut_by": "swan", "at": "blue-1", "since": LONG_AGO, "until": None}
    )
    gone = flight("mule-1", launch=day(-4), docked=day(-4, 18), undocked=day(-1, 8), landed=day(-1), port="red-2")
    here = flight("mule-3", launch=day(4), docked=day(4, 18), undocked=None, port="blue-2")
    return haven(
        station=STATION.model_copy(update={"corridors": (corridor,)}),
        flights=(gone, here, LARK, SWAN),
        numbers=Numbers(port_turnaround_days=0, clearance_days=1),
        departures=(departure("lark-1"),),
        requests=(coming("mule-2", 2, ports=RED_2),),
    )


def of_record() -> Scenario:
    """Return ships whose visits are on record, within the horizon, when events say that they were lost or had to go."""
    mules = tuple(
        flight(
            f"mule-{number}",
            launch=day(first, 12),
            docked=day(first, 18),
            undocked=day(last, 8),
            landed=day(last),
            port="red-2",
        )
        for number, (first, last) in enumerate(((0, 1), (1, 2), (3, 4)), start=1)
    )
    return haven(
        flights=(*mules, LARK, SWAN),
        horizon=Horizon(start=day(0, 0), end=day(12, 0)),
        numbers=Numbers(port_turnaround_days=0, clearance_days=1),
        departures=(departure("lark-1"),),
        requests=(coming("lark-2", 2, ports=RED_2, crew_size=1, announced=("red-dan",)),),
        requirements=required(
            "mule-2.docked <= 2030-01-02", "mule-1.undocked >= 2030-01-03", "mule-3 at red-1", "mule-2 not at red-2"
        ),
        events=(
            told("in-time", "flight-lost", "mule-1", day(0, 18)),
            told("too-late", "flight-lost", "mule-2", day(1, 17)),
            told("much-later", "flight-lost", "mule-3", day(13)),
            told("early", "flight-lost", "mule-3", day(2)),
            told("may-go", "leave-by", "mule-1", day(0), day(1, 8)),
            told("must-go", "leave-by", "mule-2", day(0), day(2, 7)),
            told("must-end", "leave-by", "mule-3", day(0), day(12, 0)),
        ),
    )


def of_ports_in_turn() -> Scenario:
    """Return ships at one port, closer on record than is wanted: nothing but what is to come can keep its distance."""
    visits = ((1, 2), (3, 4), (5, None))
    mules = tuple(
        flight(
            f"mule-{number}",
            launch=day(first, 12),
            docked=day(first, 18),
            undocked=None if last is None else day(last, 8),
            landed=None if last is None else day(last),
            port="red-2",
        )
        for number, (first, last) in enumerate(visits, start=1)
    )
    return haven(
        flights=(*mules, LARK, SWAN),
        horizon=Horizon(start=day(0, 0), end=day(16, 0)),
        numbers=Numbers(port_turnaround_days=2, clearance_days=0),
        departures=(departure("mule-3"),),
        requests=(
            coming("mule-4", 9, ports=("red-2",), undock=DateWish(wanted=day(11))),
            coming("mule-5", 12, ports=RED_2),
        ),
    )


def of_what_flies() -> Scenario:
    """Return ships of which it is required that they fly, or do not: one that has flown cannot be dropped."""
    return haven(
        flights=(SWAN, LARK),
        departures=(departure("lark-1"),),
        requests=(coming("mule-1", 2), coming("lark-2", 3, crew_size=0, at_most={"red": 1})),
        requirements=required(
            "red-dan on lark-2",
            "swan-1 at blue-1",
            "swan-1 at blue-2",
            "swan-1 dropped",
            "swan-1 not dropped",
            "lark-1 not dropped",
            "lark-1 dropped",
            "mule-1 dropped",
            "lark-2 not dropped",
            "mule-9 dropped",
            "mule-9 not dropped",
        ),
    )


def of_a_late_corridor() -> Scenario:
    """Return a ship that may come a minute before its corridor is shut, while another stands in the way."""
    corridor = STATION.corridors[0].model_copy(
        update={"shut_by": "lark", "at": "red-1", "since": day(2, 18) + timedelta(minutes=1)}
    )
    return haven(
        station=STATION.model_copy(update={"corridors": (corridor,)}),
        departures=(departure("lark-1"),),
        requests=(coming("mule-1", 2),),
    )


def of_one_moved_on_record() -> Scenario:
    """Return ships that come and go while two on record change ports, through a corridor and past each other."""
    moves = ((4, "red-2"), (7, "red-1"))
    corridor = STATION.corridors[0].model_copy(update={"port": "red-2", "shut_by": "swan", "at": "blue-2"})
    mule = flight(
        "mule-1",
        launch=day(-3),
        docked=day(-3, 18),
        undocked=None,
        port="red-1",
        relocations=tuple(
            Relocation(undocked=day(number, 9), docked=day(number, 10), port=port) for number, port in moves
        ),
    )
    return haven(
        station=STATION.model_copy(update={"corridors": (corridor,)}),
        flights=(mule, SWAN),
        stays=stays_of(SWAN),
        horizon=Horizon(start=day(0, 8), end=day(10, 8)),
        numbers=Numbers(port_turnaround_days=0, clearance_days=1),
        departures=(departure("swan-1"),),
        requests=(coming("swan-2", 2, crew_size=1, announced=("blue-dan",), undock=DateWish(wanted=day(6))),),
    )
