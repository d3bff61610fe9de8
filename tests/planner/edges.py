"""Scenarios of Haven in which limits fall on the very instants at which ships launch and land, dock and leave."""

from crossflight.instants import DAY
from crossflight.record import (
    DateWish,
    Horizon,
    LandingChances,
    LifeLimit,
    Numbers,
    Period,
    Policy,
    Qualification,
    Scenario,
    Sky,
    Touchdown,
)
from planner.edges_of_seats import of_moved_seats, of_one_who_moves, of_people_elsewhere, of_seats_to_spare
from planner.tiny import LARK, SWAN, coming
from planner.writing import haven, required, told, waived
from scenes import (
    EXCHANGE,
    LONG_AGO,
    ORBIT,
    PEOPLE,
    STATION,
    TYPES,
    chances,
    day,
    departure,
    flight,
    person,
    sky,
)

__all__ = ["EDGES"]

RED_2 = ("red-2", "red-1")


def _of_ships() -> Scenario:
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


def _of_crews() -> Scenario:
    """Return crews whose qualifications, health and agreement begin and end as their ships come and go."""
    late = person("red-late").model_copy(
        update={
            "qualifications": (
                Qualification(kind="commander", of="lark", since=day(1, 12), until=day(3, 12)),
                Qualification(kind="operator", of="red-segment", since=day(1, 18), until=day(4, 8)),
            )
        }
    )
    covered = EXCHANGE.model_copy(
        update={"end": day(6, 8), "flights": ("lark-1", "swan-1", "lark-2"), "start": LONG_AGO}
    )
    return haven(
        people=(*PEOPLE, late),
        agreements=(covered, covered.model_copy(update={"id": "open-end", "end": None})),
        departures=(departure("lark-1"),),
        requests=(
            coming(
                "lark-2",
                2,
                undock=DateWish(wanted=day(4)),
                crew_size=2,
                announced=("red-late",),
                at_most={"red": 1, "blue": 1},
                at_least={"blue": 1},
            ),
        ),
        pool=("blue-dan", "red-dan", "blue-eve", "red-eve"),
        events=(
            told("worn", "vehicle-degraded", "lark-2", day(3, 8), day(5, 8), nominal_seats=1, fit_for=1),
            told("flu", "person-unfit", "red-late", day(1, 12), day(2, 12)),
            told("cold", "person-unfit", "red-ann", day(2, 8), day(3, 8)),
            told("cough", "person-unfit", "blue-ann", day(3, 18)),
        ),
        waivers=(
            waived("thin", "operators.any-single-loss", ("red-segment",), day(1, 18), day(3, 8)),
            waived("young", "crew.commander", ("lark-2",), day(3, 12), day(4, 12)),
            waived("empty", "operators.each-segment", ("blue-segment",), day(3, 18), day(4, 8)),
        ),
        requirements=required(
            "red-dan on lark-2", "blue-dan not on lark-2", "lark-2.launch == 2030-01-03", "red-late on lark-2"
        ),
    )


def _at_the_start(undock: DateWish | None) -> Scenario:
    """Return a crew that may be launched as the horizon begins: too early, too many, unled, one of them unfit."""
    setting = _of_crews()
    small = tuple(kind.model_copy(update={"seats": 1}) if kind.id == "lark" else kind for kind in TYPES)
    fever = told("fever", "person-unfit", "red-dan", day(-1), day(0, 18))
    requests = tuple(
        entry.model_copy(
            update={"launch": DateWish(earliest=day(1)), "undock": undock, "announced": ("red-late", "red-bob")}
        )
        for entry in setting.requests
    )
    return setting.model_copy(
        update={
            "horizon": Horizon(start=day(0), end=day(5, 12)),
            "vehicle_types": small,
            "events": (*setting.events, fever),
            "requests": requests,
        }
    )


def _leaving_at_the_start() -> Scenario:
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


def _of_seats(announced: tuple[str, ...], at_least: int = 0, **at_most: int) -> Scenario:
    """Return a crew with open seats for some agencies, and some announced who may be aboard already."""
    return haven(
        flights=(LARK, SWAN),
        departures=(departure("lark-1"),),
        requests=(
            coming("lark-2", 2, crew_size=3, announced=announced, at_most=at_most, at_least={"blue": at_least}),
            coming("swan-2", 3, crew_size=2, announced=("blue-dan",), at_most=at_most, at_least={"red": at_least}),
        ),
        pool=("blue-eve", "red-fay", "blue-fay", "red-guy"),
        requirements=required(
            "red-hal on lark-2", "blue-hal on lark-2", "no exchange", "red-cat not on swan-1", "red-bob on lark-1"
        ),
        events=(
            told("leak", "vehicle-degraded", "swan-2", day(0, 8), day(5, 8), nominal_seats=0, fit_for=1),
            told("worn", "vehicle-degraded", "lark-2", day(0, 8), day(5, 8), nominal_seats=0, fit_for=2),
        ),
        waivers=(
            waived("one", "seats.home-vehicle", ("swan-2",), day(0, 8), day(3, 8)),
            waived("two", "seats.home-vehicle", ("swan-2",), day(4, 8), day(5, 8)),
            waived("three", "seats.degraded-vehicle", ("lark-2",), day(4, 8), day(5, 8)),
        ),
        agreements=(EXCHANGE.model_copy(update={"flights": ("swan-9", "lark-2", "swan-2"), "end": day(5)}),),
    )


def _of_record() -> Scenario:
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


def _of_ports_in_turn() -> Scenario:
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


def _of_empty_ships() -> Scenario:
    """Return ships that may fly with nobody, whose crews may be moved."""
    return haven(
        departures=(departure("lark-1"), departure("swan-1")),
        requests=(
            coming(
                "lark-2",
                2,
                crew_size=2,
                crew_least=0,
                announced=("red-dan", "blue-dan"),
                undock=DateWish(wanted=day(4)),
            ),
        ),
        agreements=(EXCHANGE,),
        pool=("red-eve", "blue-eve"),
        policy=Policy(crews="slide"),
        waivers=(
            waived("boat", "seats.certified-lifeboat", ("haven",), day(1, 8), day(3, 8)),
            waived("unled", "crew.commander", ("lark-2",), day(1, 12), day(2, 12)),
        ),
        events=(
            told("leak", "vehicle-degraded", "swan-1", day(2, 2), day(4, 2), nominal_seats=0, fit_for=3),
            told("crack", "vehicle-degraded", "lark-1", day(3, 8), None, nominal_seats=1, fit_for=1),
        ),
    )


def _of_what_flies() -> Scenario:
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


def _of_light(margin_min: float) -> Scenario:
    """Return ships that land as far from sunset as is asked, or a minute less."""
    return haven(
        departures=(departure("lark-1"),),
        requests=(coming("lark-2", 2, crew_size=2, announced=("red-dan", "blue-dan"), undock=DateWish(wanted=day(4))),),
        numbers=Numbers(port_turnaround_days=0, clearance_days=0, daylight_margin_min=margin_min),
        horizon=Horizon(start=day(0, 12), end=day(6, 12)),
        orbit=ORBIT,
    )


def _light() -> Sky:
    """Return a sky of days with and without light at noon, and landings known for a while."""
    spans = tuple(
        Period(start=day(number, 11), end=day(number, 13 if number % 2 else 12))
        for number in range(-1, 8)
        if number != 3
    )
    track = tuple(entry.model_copy(update={"periods": spans}) for entry in sky().landing)
    half = DAY / 48
    noons = [day(number) for number in (0, 1, 2, 5)]
    touchdowns = tuple(
        Touchdown(undock=noon - DAY / 6, landing=noon, earliest=noon - half, latest=noon + half, phase_open=True)
        for noon in noons
    )
    known = LandingChances(zone="steppe", vehicle_type="lark", touchdowns=touchdowns, until=day(4, 0))
    pads = (chances("lark", "red-pad", 6, day(1), day(2), day(4), known_to_s=60),)
    return sky().model_copy(
        update={"landing": track, "light": track, "landing_chances": (known,), "launch_chances": pads}
    )


EDGES: dict[str, tuple[Scenario, Sky]] = {
    "ships at the edge": (_of_ships(), sky()),
    "crews at the edge": (_of_crews(), sky()),
    "empty ships": (_of_empty_ships(), sky()),
    "seats for those aboard": (_of_seats(("red-bob", "blue-cat", "red-eve"), red=1, blue=1), sky()),
    "seats for one": (_of_seats(("red-dan",), blue=3), sky()),
    "seats for none announced": (_of_seats((), blue=2), sky()),
    "seats for both": (_of_seats(("red-dan",), 1, red=3, blue=3), sky()),
    "the very start": (_at_the_start(DateWish(wanted=day(4))), sky()),
    "the very start of a stay": (_at_the_start(None), sky()),
    "leaving at the very start": (_leaving_at_the_start(), sky()),
    "ships on record": (_of_record(), sky()),
    "ports in turn": (_of_ports_in_turn(), sky()),
    "people elsewhere": (of_people_elsewhere(), sky()),
    "moved seats": (of_moved_seats(), sky()),
    "seats to spare": (of_seats_to_spare(), sky()),
    "one who moves": (of_one_who_moves(), sky()),
    "one who moves and leaves": (of_one_who_moves(departure("lark-1")), sky()),
    "what flies": (_of_what_flies(), sky()),
    "light enough by a minute": (_of_light(59), _light()),
    "a minute too little light": (_of_light(61), _light()),
    "no margin of light": (_of_light(0), _light()),
}
"""Scenarios and their skies, by name."""
