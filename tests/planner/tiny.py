"""Tiny scenarios of Haven, each small enough to try every plan: two ships aboard, one or two that come or go.

::

    lark-1   red-ann  red-bob  blue-cat    at red-1       docked five days before the horizon
    swan-1   blue-ann blue-bob red-cat     at blue-1
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crossflight.record import (
    DateWish,
    Event,
    Flight,
    FlightRequest,
    Horizon,
    LifeLimit,
    Numbers,
    Period,
    Person,
    Requirement,
    Scenario,
    Sky,
    Station,
    Track,
    Vehicle,
)
from planner.trying import Worth
from rules.judging import ill
from scenes import (
    EXCHANGE,
    LONG_AGO,
    PEOPLE,
    STATION,
    VEHICLES,
    day,
    degraded,
    departure,
    flight,
    person,
    request,
    scenario,
    sky,
    stays_of,
    waiver,
)

LOSS = "operators.any-single-loss"
EACH = "operators.each-segment"
LIFEBOAT = "seats.certified-lifeboat"


@dataclass(frozen=True)
class Case:
    """A scenario, its sky, and what the best plan is worth; None where there is no plan."""

    setting: Scenario
    expected: Worth | None
    over: Sky


CASES: dict[str, Case] = {}


def aboard(name: str, up: tuple[str, ...], **changes: Any) -> Flight:
    """Return a ship that is docked, and stays unless its departure is to be decided."""
    docked = {"launch": day(-5), "docked": day(-4, 18), "undocked": None, "commander_up": up[0] if up else None}
    return flight(name, up, **(docked | changes))


def coming(name: str, wanted: int, **changes: Any) -> FlightRequest:
    """Return a request for a ship at the second port of its side, wanted on a day, that stays to the end."""
    side = "red" if name.startswith(("lark", "mule")) else "blue"
    plain = {"launch": DateWish(wanted=day(wanted)), "undock": None, "ports": (f"{side}-2",)}
    return request(name, **(plain | changes))


LARK = aboard("lark-1", ("red-ann", "red-bob", "blue-cat"))
SWAN = aboard("swan-1", ("blue-ann", "blue-bob", "red-cat"))
FULL_SWAN = aboard("swan-1", ("blue-ann", "blue-bob", "red-cat", "blue-hal"))
BLUE_SWAN = aboard("swan-1", ("blue-ann", "blue-bob"))
LARK_3 = aboard("lark-3", ("red-fay", "blue-fay"), port="red-2")
OX = aboard("ox-1", (), port="blue-2")

MIXED = {"crew_size": 2, "announced": ("red-dan", "blue-dan")}
NO_DAYS = Numbers(port_turnaround_days=0, clearance_days=0)


def going(name: str, wanted: int, **changes: Any) -> Any:
    """Return an open departure, wanted on a day."""
    return departure(name, undock=DateWish(wanted=day(wanted), **changes))


def case(
    name: str,
    best: tuple[float, int, int, int] | None,
    *flights: Flight,
    days: int = 6,
    over: Sky | None = None,
    begin: float = 0,
    exposure: float = 0,
    **changes: Any,
) -> None:
    """Enter a scenario and the worth of its best plan: uncovered days, handovers missed, days off, made-up people."""
    ships = flights or (LARK, SWAN)
    plain = {
        "horizon": Horizon(start=day(0, begin), end=day(days, 0)),
        "flights": ships,
        "stays": stays_of(*ships),
        "numbers": NO_DAYS,
    }
    CASES[name] = Case(
        scenario(**(plain | changes)), None if best is None else Worth(best[0], exposure, *best[1:]), over or sky()
    )


def ordered(kind: str, subject: str, start: datetime, end: datetime | None = None) -> Event:
    """Return an event that says what has to happen to a flight, or what did."""
    told = {"id": "ordered", "kind": kind, "subject": subject, "start": start, "end": end, "sentence": "it was told"}
    return Event.model_validate(told)


def lives(name: str, days: float, *extensions: LifeLimit) -> tuple[Vehicle, ...]:
    """Return the vehicles, one with a life of its own, extended or not."""
    limits = (LifeLimit(days=days), *extensions)
    return tuple(
        vehicle.model_copy(update={"lives": limits}) if vehicle.id == name else vehicle for vehicle in VEHICLES
    )


def port_open(name: str, start: Any, end: Any) -> Station:
    """Return Haven with a port that is there for a time only."""
    ports = tuple(
        port.model_copy(update={"available": (Period(start=start, end=end),)}) if port.id == name else port
        for port in STATION.ports
    )
    return STATION.model_copy(update={"ports": ports})


def made_up(*names: str) -> tuple[Person, ...]:
    """Return the people of Haven and some that a scenario made up."""
    return (*PEOPLE, *(person(name).model_copy(update={"synthetic": True}) for name in names))


def limited(name: str, kind: str, until: Any) -> tuple[Person, ...]:
    """Return the people of Haven and one more, one of whose qualifications ends."""
    short = tuple(
        held.model_copy(update={"until": until}) if held.kind == kind else held for held in person(name).qualifications
    )
    return (*PEOPLE, person(name).model_copy(update={"qualifications": short}))


def light_on(*periods: Period, **tracks: Any) -> Sky:
    """Return a sky with light at the steppe in these spans alone."""
    track = (Track(subject="steppe", periods=periods),)
    return sky().model_copy(update={"landing": track, "light": track} | tracks)


# ------------------------------------------------------------------------------------------------- single loss, waivers

# lark-2 must dock before lark-1 leaves: swan-1 alone would be lost with all operators.
case(
    "a crew hands over before it leaves",
    (0, 0, 0, 0),
    departures=(going("lark-1", 3),),
    requests=(coming("lark-2", 2, **MIXED),),
)
case(
    "the wanted days are in the wrong order",
    (0, 0, 2, 0),
    departures=(going("lark-1", 2),),
    requests=(coming("lark-2", 3, **MIXED),),
)
case(
    "one port and no waiver",
    None,
    departures=(going("lark-1", 3),),
    requests=(coming("lark-2", 3, ports=("red-1",), **MIXED),),
)
# Lost is a handover, and from 08:00 of a day to 18:00 of the next both segments hang on swan-1.
case(
    "one port and a waiver until the next crew docks",
    (2.833333, 1, 1, 0),
    departures=(going("lark-1", 3),),
    requests=(coming("lark-2", 3, ports=("red-1",), **MIXED),),
    waivers=(waiver(LOSS, start="lark-1.undocked", end="lark-2.docked"),),
)
case(
    "a waiver that ends on a day holds until then and no longer",
    (2.833333, 1, 3, 0),
    days=8,
    departures=(going("lark-1", 3),),
    requests=(coming("lark-2", 5, ports=("red-1",), **MIXED),),
    waivers=(waiver(LOSS, start=day(2, 0), end=day(4, 0)),),
)
case(
    "a waiver that names a ship waives the loss of another not",
    None,
    departures=(going("lark-1", 3),),
    requests=(coming("lark-2", 3, ports=("red-1",), **MIXED),),
    waivers=(waiver(LOSS, "lark-1", start=day(0, 0)),),
)
case(
    "a waiver that names the ship whose loss it is waives it",
    (2.833333, 1, 1, 0),
    departures=(going("lark-1", 3),),
    requests=(coming("lark-2", 3, ports=("red-1",), **MIXED),),
    waivers=(waiver(LOSS, "swan-1", start=day(0, 0)),),
)
# Uncovered is what lies before the docking, not all until the waiver ends: so it comes early, and not when wanted.
case(
    "a relief that is fixed docks hours before the departure that is fixed",
    (0, 0, 0, 0),
    LARK.model_copy(update={"undocked": day(2, 10), "landed": day(2, 14), "down": LARK.up}),
    SWAN,
    aboard("lark-2", ("red-dan", "blue-dan"), launch=day(2, 1), docked=day(2, 6), port="red-2"),
    requests=(coming("mule-1", 4, ports=("red-1",)),),
)
case(
    "an inherited gap is made short",
    (0.75, 0, 3, 0),
    LARK,
    BLUE_SWAN,
    requests=(coming("lark-2", 3, **MIXED),),
    waivers=(waiver(LOSS, "red-segment", start=day(0, 0), end=day(5, 0)),),
)
case(
    "ships leave in another order than wanted, to keep cover",
    (0, 0, 3, 0),
    LARK,
    SWAN,
    LARK_3,
    days=7,
    departures=(going("lark-1", 3), going("lark-3", 1)),
    requests=(coming("lark-2", 5, launch=DateWish(earliest=day(5), wanted=day(5)), ports=("red-1", "red-2"), **MIXED),),
    waivers=(waiver(LOSS, start=day(0, 0)),),
)
# From 08:00 of day 2 to 18:00 of day 4, for both segments; that visitors leave on day 3 changes nothing.
case(
    "days without cover count once, whoever leaves meanwhile",
    (4.833333, 0, 1, 0),
    LARK,
    SWAN,
    aboard("lark-3", ("red-guest",), port="red-2"),
    days=7,
    people=(*PEOPLE, person("red-guest", operates=False)),
    departures=(going("lark-1", 3, latest=day(2)), going("lark-3", 3, earliest=day(3), latest=day(3))),
    requests=(coming("lark-2", 4, launch=DateWish(earliest=day(4), wanted=day(4)), ports=("red-1",), **MIXED),),
    waivers=(waiver(LOSS, start=day(0, 0)),),
)
case(
    "an empty segment can be waived",
    (7.416667, 1, 2, 0),
    LARK,
    BLUE_SWAN,
    departures=(going("lark-1", 1),),
    requests=(coming("lark-2", 4, launch=DateWish(earliest=day(2), wanted=day(4)), ports=("red-1",), **MIXED),),
    waivers=(
        waiver(LOSS, start=day(0, 0)),
        waiver(EACH, "red-segment", start="lark-1.undocked", end="lark-2.docked").model_copy(update={"id": "empty"}),
    ),
)
case(
    "somebody ill covers nothing",
    (0, 0, 3, 0),
    days=8,
    events=(ill("red-cat", day(2, 0), day(4, 0)),),
    departures=(going("lark-1", 3),),
    requests=(coming("lark-2", 3, **MIXED),),
)
case(
    "an operator whose qualification ends covers nothing after it",
    None,
    people=limited("red-late", "operator", day(4, 0)),
    departures=(going("lark-1", 2),),
    requests=(coming("lark-2", 1, crew_size=2, announced=("red-late", "blue-dan")),),
)
case(
    "an operator whose qualification ends after the horizon covers it all",
    (0, 0, 0, 0),
    people=limited("red-late", "operator", day(6, 0)),
    departures=(going("lark-1", 2),),
    requests=(coming("lark-2", 1, crew_size=2, announced=("red-late", "blue-dan")),),
)

# ------------------------------------------------------------------------------------------------------- agreements

case(
    "a covered flight carries the partner, made up if need be",
    (0, 0, 0, 1),
    agreements=(EXCHANGE,),
    people=made_up("red-new", "blue-new"),
    pool=("red-dan", "red-new", "blue-new"),
    requests=(coming("lark-2", 2, crew_size=2, at_most={"red": 2, "blue": 1}),),
)
case(
    "an agreement that is switched off asks for nobody",
    (0, 0, 0, 0),
    agreements=(EXCHANGE.model_copy(update={"is_in_force": False}),),
    people=made_up("blue-new"),
    pool=("red-dan", "red-eve", "blue-new"),
    requests=(coming("lark-2", 2, crew_size=2, at_most={"red": 2, "blue": 1}),),
)
case(
    "nobody of the partner is there to fly",
    None,
    agreements=(EXCHANGE,),
    pool=("blue-dan", "blue-eve", "blue-fay"),
    requests=(coming("swan-2", 2, crew_size=2, at_most={"red": 2, "blue": 2}),),
)
case(
    "a balance binds the second flight",
    (0, 0, 0, 1),
    agreements=(EXCHANGE.model_copy(update={"end": day(5)}),),
    people=made_up("blue-new"),
    pool=("red-dan", "red-eve", "blue-dan", "blue-new"),
    requests=(
        coming("lark-2", 2, crew_size=2, announced=("red-fay", "blue-fay")),
        coming("swan-2", 3, crew_size=3, at_most={"red": 2, "blue": 2}),
    ),
)
case(
    "a balance over flights that nobody knows binds nothing",
    (0, 0, 0, 0),
    agreements=(EXCHANGE.model_copy(update={"end": day(5)}),),
    requests=(coming("lark-2", 2, crew_size=2, announced=("red-fay", "blue-fay")),),
)

# ------------------------------------------------------------------------------------------------- vehicles and seats

case(
    "the life of a ship aboard binds",
    (0, 0, 4, 0),
    vehicles=lives("lark-1", 8),
    departures=(going("lark-1", 5),),
    requests=(coming("lark-2", 4, **MIXED),),
)
case(
    "the life of a ship to come binds",
    (0, 0, 2, 0),
    days=7,
    vehicles=lives("lark-2", 3),
    requests=(coming("lark-2", 1, undock=DateWish(wanted=day(6)), **MIXED),),
)
case(
    "a life that was extended since the launch",
    (0, 0, 0, 0),
    vehicles=lives("lark-1", 8, LifeLimit(days=12, known_since=day(-2))),
    departures=(going("lark-1", 5),),
    requests=(coming("lark-2", 4, **MIXED),),
)
case(
    "a life that was published for an earlier flight",
    (0, 0, 4, 0),
    vehicles=lives("lark-1", 8, LifeLimit(days=12, known_since=day(-9))),
    departures=(going("lark-1", 5),),
    requests=(coming("lark-2", 4, **MIXED),),
)
case(
    "a life without a date is as young as the launch",
    (0, 0, 0, 0),
    vehicles=lives("lark-2", 10, LifeLimit(days=2, known_since=day(0, 6))),
    requests=(coming("lark-2", 1, **MIXED),),
)
case(
    "a ship that stays must live to the end of the horizon",
    (0, 0, 1, 0),
    vehicles=lives("lark-2", 2.5),
    requests=(coming("lark-2", 2, **MIXED),),
)
case(
    "an empty rescue ship brings seats",
    (0, 0, 3, 0),
    LARK,
    FULL_SWAN,
    events=(degraded("lark-1", day(3, 0), nominal_seats=1, fit_for=3),),
    requests=(coming("lark-2", 5),),
)
case(
    "a rescue ship must not leave",
    None,
    LARK,
    FULL_SWAN,
    events=(degraded("lark-1", day(2, 0), nominal_seats=1, fit_for=3),),
    requests=(coming("lark-2", 1, undock=DateWish(wanted=day(3))),),
)
case(
    "too few seats at the start",
    None,
    LARK,
    FULL_SWAN,
    events=(degraded("lark-1", day(-1), nominal_seats=1, fit_for=3),),
    requests=(coming("lark-2", 0),),
)
case(
    "too few seats at the start can be waived",
    (0, 0, 2, 0),
    LARK,
    FULL_SWAN,
    exposure=1.5,
    events=(degraded("lark-1", day(-1), nominal_seats=1, fit_for=3),),
    requests=(coming("lark-2", 2),),
    waivers=(waiver(LIFEBOAT, "haven", start=day(-2), end=day(1, 18)),),
)
case(
    "a leak that is over by the start of the horizon",
    (0, 0, 0, 0),
    LARK,
    FULL_SWAN,
    events=(degraded("lark-1", day(-1), nominal_seats=0, end=day(0, 0)),),
    requests=(coming("lark-2", 2),),
)
case(
    "a ship leaves before it leaks",
    (0, 0, 0, 0),
    events=(degraded("lark-1", day(4, 0)),),
    departures=(going("lark-1", 3),),
    requests=(coming("lark-2", 2, **MIXED),),
)
case(
    "a home that leaks within the horizon",
    None,
    events=(degraded("lark-1", day(1, 0), end=day(1, 1)),),
    requests=(coming("lark-2", 2, **MIXED),),
)
case(
    "a ship leaves before it is fit for fewer people than its crew",
    (0, 0, 3, 0),
    events=(degraded("lark-1", day(3, 0), nominal_seats=3, fit_for=2),),
    departures=(going("lark-1", 4),),
    requests=(coming("lark-2", 2, **MIXED),),
)

# ---------------------------------------------------------------------------------------------------------- ports

case(
    "an arrival waits for a corridor",
    (0, 0, 2, 0),
    LARK,
    SWAN,
    OX,
    departures=(going("ox-1", 4),),
    requests=(coming("lark-2", 3, **MIXED),),
)
case(
    "a corridor that is shut until the evening of a day",
    (0, 0, 2, 0),
    LARK,
    SWAN,
    OX,
    station=STATION.model_copy(
        update={"corridors": tuple(entry.model_copy(update={"until": day(3, 20)}) for entry in STATION.corridors)}
    ),
    requests=(coming("lark-2", 2, **MIXED),),
)
case(
    "a departure must not meet a shut corridor",
    (0, 0, 2, 0),
    LARK.model_copy(update={"port": "red-2"}),
    SWAN,
    departures=(going("lark-1", 3),),
    requests=(
        coming("lark-2", 2, ports=("red-1",), **MIXED),
        coming("ox-1", 1, undock=DateWish(wanted=day(4))),
    ),
)
case(
    "a port is there for a time only",
    (0, 0, 2, 0),
    station=port_open("red-2", day(2, 10), day(4, 12)),
    requests=(coming("mule-2", 1, undock=DateWish(wanted=day(5))),),
)
case(
    "who stands at a port leaves before it goes",
    (0, 0, 2, 0),
    station=port_open("red-1", LONG_AGO, day(3, 12)),
    departures=(going("lark-1", 5),),
    requests=(coming("lark-2", 2, **MIXED),),
)
case(
    "a port that goes within the horizon takes nobody who stays",
    None,
    station=port_open("red-2", LONG_AGO, day(5, 12)),
    requests=(coming("mule-2", 1),),
)
case(
    "a port that goes with the horizon takes who stays",
    (0, 0, 0, 0),
    station=port_open("red-2", LONG_AGO, day(6, 0)),
    requests=(coming("mule-2", 1),),
)
case(
    "a ship that left between two bounds blocks no port after them",
    (0, 0, 0, 0),
    LARK,
    SWAN,
    aboard("mule-1", (), port="red-2", bounds={"undocked": Period(start=day(-3), end=day(-1))}),
    requests=(coming("lark-2", 2, **MIXED),),
)
case(
    "a ship that has not left blocks its port",
    None,
    LARK,
    SWAN,
    aboard("mule-1", (), port="red-2"),
    requests=(coming("lark-2", 2, **MIXED),),
)
case(
    "days pass between operations",
    (0, 1, 3, 0),
    numbers=Numbers(port_turnaround_days=1, clearance_days=1),
    departures=(going("lark-1", 3),),
    requests=(coming("swan-2", 3, crew_size=2, announced=("red-dan", "blue-dan")),),
)
case(
    "days pass between uses of a port",
    (6.833333, 1, 3, 0),
    numbers=Numbers(port_turnaround_days=2, clearance_days=0),
    departures=(going("lark-1", 3),),
    requests=(coming("lark-2", 3, ports=("red-1",), **MIXED),),
    waivers=(waiver(LOSS, start=day(0, 0)),),
)

# ------------------------------------------------------------------------------------------------- sky, days, people

case(
    "light on two days, and the pad open on one",
    (0, 0, 3, 0),
    days=7,
    over=light_on(
        Period(start=day(1, 6), end=day(1, 18)),
        Period(start=day(5, 6), end=day(5, 18)),
        launch=(Track(subject="red-pad", periods=(Period(start=day(3, 0), end=day(4, 0)),)),),
    ),
    departures=(going("lark-1", 3),),
    requests=(coming("lark-2", 2, **MIXED),),
)
case(
    "no light at all",
    None,
    over=light_on(),
    departures=(going("lark-1", 3),),
    requests=(coming("lark-2", 1, **MIXED),),
)
case(
    "no light, and a waiver for landings in the dark until day 3",
    (0, 0, 2, 0),
    over=light_on(),
    waivers=(waiver("landings.daylight", "lark-1", start=day(0, 0), end=day(3, 0)),),
    departures=(going("lark-1", 4),),
    requests=(coming("lark-2", 1, **MIXED),),
)
case(
    "landings an hour from sunset, near a pass that is shorter than that",
    (0, 0, 0, 0),
    numbers=Numbers(port_turnaround_days=0, clearance_days=0, daylight_margin_min=60),
    over=sky().model_copy(
        update={
            "landing": (
                Track(
                    subject="steppe",
                    periods=tuple(Period(start=day(number, 11.25), end=day(number, 12.75)) for number in range(8)),
                ),
            )
        }
    ),
    departures=(going("lark-1", 3),),
    requests=(coming("lark-2", 2, **MIXED),),
)
case(
    "wanted days that the windows exclude",
    (0, 0, 6, 0),
    days=7,
    departures=(going("lark-1", 6, earliest=day(2), latest=day(3)),),
    requests=(coming("lark-2", 5, launch=DateWish(earliest=day(1), latest=day(4), wanted=day(5)), **MIXED),),
)
case(
    "a day wanted long after the horizon",
    (0, 0, 295, 0),
    departures=(going("lark-1", 300),),
    requests=(coming("lark-2", 1, launch=DateWish(wanted=day(0)), **MIXED),),
)
case(
    "a horizon that starts at noon",
    (0, 0, 2, 0),
    begin=12,
    departures=(going("swan-1", 0),),
    requests=(coming("swan-2", 0, crew_size=2, announced=("red-dan", "blue-dan")),),
)
case(
    "somebody aboard is announced for the flight that relieves him",
    None,
    departures=(going("lark-1", 3),),
    requests=(coming("lark-2", 2, crew_size=2, announced=("red-ann", "blue-dan")),),
)
case(
    "somebody aboard is announced for a flight after the return",
    (0, 0, 2, 0),
    LARK,
    SWAN,
    aboard("lark-3", ("red-fay", "blue-fay"), port="red-2"),
    departures=(going("lark-1", 3),),
    requests=(coming("lark-2", 2, ports=("red-1",), crew_size=2, announced=("red-ann", "blue-dan")),),
)
case(
    "somebody real goes before somebody made up",
    (0, 0, 0, 0),
    people=made_up("red-new"),
    pool=("red-new", "red-dan"),
    requests=(coming("lark-2", 2, crew_size=1, at_most={"red": 1}),),
)
case(
    "the pool has nobody to command",
    None,
    people=(*PEOPLE, person("red-pat", commands=False)),
    pool=("red-pat", "blue-dan", "blue-eve"),
    requests=(coming("lark-2", 2, crew_size=2, at_most={"red": 1, "blue": 2}),),
)
case(
    "a commander whose qualification ends must be home by then",
    (0, 0, 3, 0),
    days=7,
    people=limited("red-late", "commander", day(4, 0)),
    requests=(coming("lark-2", 1, crew_size=2, announced=("red-late", "blue-dan"), undock=DateWish(wanted=day(6))),),
)
case(
    "the commander named is one whose qualification still holds",
    (0, 0, 0, 0),
    people=limited("red-late", "commander", day(2, 0)),
    requests=(coming("lark-2", 3, crew_size=2, announced=("red-late", "red-dan")),),
)
case(
    "each agency has its seats",
    (0, 0, 0, 1),
    people=made_up("blue-new"),
    pool=("red-dan", "red-eve", "blue-new"),
    requests=(coming("lark-2", 2, crew_size=2, at_most={"red": 2, "blue": 1}, at_least={"blue": 1}),),
)
case(
    "more people announced than seats asked for",
    None,
    requests=(coming("lark-2", 2, crew_size=1, announced=("red-dan", "blue-dan")),),
)

# ----------------------------------------------------------------------------------------------------- requirements


def required(*texts: str) -> tuple[Requirement, ...]:
    """Return requirements in the planner's words."""
    return tuple(Requirement.parse(text) for text in texts)


RELIEF: dict[str, Any] = {"departures": (going("lark-1", 3),), "requests": (coming("lark-2", 2, **MIXED),)}

case(
    "a launch is required later than wanted",
    (0, 0, 2, 0),
    **RELIEF,
    requirements=required("lark-2.launch > 2030-01-03"),
)
case(
    "a launch is required to the hour",
    (0, 0, 2, 0),
    **RELIEF,
    requirements=required(
        "lark-2.launch <= 2030-01-02T12:00Z", "lark-2.launch >= 2030-01-02T12:00Z", "lark-1.landed == 2030-01-05"
    ),
)
case(
    "a launch is required a second before its hour",
    None,
    **RELIEF,
    requirements=required("lark-2.launch <= 2030-01-01T11:59:59Z"),
)
case(
    "two requirements contradict each other",
    None,
    **RELIEF,
    requirements=required("lark-2.docked <= 2030-01-02", "lark-2.launch >= 2030-01-03"),
)
case("a ship that stays is required to leave", None, **RELIEF, requirements=required("lark-2.undocked <= 2030-01-05"))
case(
    "a ship that stays is required to leave late",
    (0, 0, 0, 0),
    **RELIEF,
    requirements=required("lark-2.undocked > 2030-01-05"),
)
case(
    "what has flown is as it is required",
    (0, 0, 0, 0),
    **RELIEF,
    requirements=required("lark-1.launch < 2030-01-01", "red-ann on lark-1", "lark-1 at red-1"),
)
case("what has flown is not as it is required", None, **RELIEF, requirements=required("lark-1.launch >= 2030-01-01"))
case("somebody is required on a flight that has flown", None, **RELIEF, requirements=required("red-dan on lark-1"))
case(
    "somebody of the pool is required",
    (0, 0, 0, 1),
    people=made_up("red-new", "red-newer"),
    pool=("red-dan", "red-new", "red-newer"),
    requests=(coming("lark-2", 2, crew_size=1, at_most={"red": 1}),),
    requirements=required("red-newer on lark-2"),
)
case(
    "somebody is required not to fly",
    (0, 0, 0, 1),
    people=made_up("red-new"),
    pool=("red-dan", "red-new"),
    requests=(coming("lark-2", 2, crew_size=1, at_most={"red": 1}),),
    requirements=required("red-dan not on lark-2"),
)
case("somebody announced is required not to fly", None, **RELIEF, requirements=required("blue-dan not on lark-2"))
case("somebody announced is unfit to fly", None, **RELIEF, events=(ill("blue-dan", day(-1)),))
case("somebody announced is fit again in time", (0, 0, 0, 0), **RELIEF, events=(ill("blue-dan", day(-1), day(0)),))
case("a flight that has flown is required not to fly", None, **RELIEF, requirements=required("lark-1 dropped"))
case("a flight is required to fly", (0, 0, 0, 0), **RELIEF, requirements=required("lark-2 not dropped"))
case("a port is required that the request does not list", None, **RELIEF, requirements=required("lark-2 at red-1"))
case("a closed port is shut to those who come", None, **RELIEF, requirements=required("port red-2 closed"))
case(
    "a port is closed until a day",
    (0, 0, 4, 0),
    **RELIEF,
    requirements=required("port red-2 closed from 2030-01-02 to 2030-01-05T18:00Z"),
)
case("who stands at a closed port may stay", (0, 0, 0, 0), **RELIEF, requirements=required("port red-1 closed"))
case(
    "no exchange switches the agreement off",
    (0, 0, 0, 0),
    agreements=(EXCHANGE,),
    pool=("red-dan", "red-eve"),
    requests=(coming("lark-2", 2, crew_size=2, at_most={"red": 2}),),
    requirements=required("no exchange under exchange"),
)
case(
    "no exchange leaves the partner at home",
    None,
    **RELIEF,
    agreements=(EXCHANGE,),
    requirements=required("no exchange"),
)
case(
    "the gap is required to be shorter than it can be",
    None,
    LARK,
    BLUE_SWAN,
    requests=(coming("lark-2", 3, **MIXED),),
    waivers=(waiver(LOSS, "red-segment", start=day(0, 0), end=day(5, 0)),),
    requirements=required("uncovered <= 0.7"),
)
case(
    "the gap is required to be no longer than it can be",
    (0.75, 0, 3, 0),
    LARK,
    BLUE_SWAN,
    requests=(coming("lark-2", 3, **MIXED),),
    waivers=(waiver(LOSS, "red-segment", start=day(0, 0), end=day(5, 0)),),
    requirements=required("uncovered <= 0.75"),
)
case(
    "a ship has to leave before its wanted day",
    (0, 0, 2, 0),
    events=(ordered("leave-by", "lark-1", day(0, 0), day(3, 0)),),
    departures=(going("lark-1", 4),),
    requests=(coming("lark-2", 1, **MIXED),),
)
case(
    "a ship has to leave before anybody has come in its place",
    None,
    events=(ordered("leave-by", "lark-1", day(0, 0), day(2, 0)),),
    departures=(going("lark-1", 4),),
    requests=(coming("lark-2", 4, launch=DateWish(earliest=day(3), wanted=day(4)), **MIXED),),
)
case(
    "a ship has to leave whose departure is not to be decided",
    None,
    events=(ordered("leave-by", "lark-1", day(0, 0), day(3, 0)),),
    requests=(coming("lark-2", 1, **MIXED),),
)
case(
    "a flight that is lost before it docks",
    None,
    events=(ordered("flight-lost", "lark-2", day(0, 0)),),
    requests=(coming("lark-2", 2, **MIXED),),
)
case(
    "a flight that is lost unless it docks on the first days",
    (0, 0, 2, 0),
    events=(ordered("flight-lost", "lark-2", day(3, 0)),),
    requests=(coming("lark-2", 4, **MIXED),),
)
case(
    "a ship that is not fit to bring its people home leaves while it is",
    (0, 0, 2, 0),
    events=(degraded("lark-1", day(3, 0), nominal_seats=1, fit_for=3),),
    waivers=(waiver("seats.certified-lifeboat", "haven", start=day(3, 0)),),
    departures=(going("lark-1", 4),),
    requests=(coming("lark-2", 1, **MIXED),),
)
