"""A rich month at Haven, in which nearly every rule has something to say.

At first blue-cat is ill: until lark-2 docks, the blue segment hangs on swan-1 alone, which is waived. Lark-1 leaks from
day 6 on, worse from day 10 on. Swan-1 has to leave by day 15, and ox-1 is lost unless it docks by day 16. The port
red-2 goes on day 33, and a balance is due on day 38.

The best plan::

    day      0         5         10        15        20        25        30        35        40
    lark-1   ============|
    swan-1   ========================|
    lark-2       ======================================================|
    swan-2                   ================================================|
    mule-1                       ====================|
    ox-1                                   ==============|              at blue-2 it shuts red-2
    lark-3                                                     ==============================
    swan-3                                                         ==========================
"""

from datetime import timedelta

from crossflight.record import (
    DateWish,
    Event,
    Horizon,
    LandingChances,
    Numbers,
    Period,
    Requirement,
    ReturnWish,
    Scenario,
    Sky,
    Touchdown,
    Track,
)
from rules.judging import ill
from scenes import (
    EXCHANGE,
    LONG_AGO,
    ORBIT,
    PEOPLE,
    STATION,
    chances,
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

DAYS = 40
DARK = {7, 8, 13, 14, 26, 27, 28}
"""Days without light for a landing at the steppe."""
CLOSED = {3, 4, 23, 24}
"""Days on which nothing is launched from the red pad."""
OFF_THE_STEPPE = {9, 10, 21, 30}
"""Days on which the orbit does not lead a lark to the steppe."""
OUT_OF_PHASE = {5, 6, 7, 11, 13, 17, 18, 22, 23, 31, 33}
"""Days on which no profile takes a swan to Haven."""

LARK_1 = flight(
    "lark-1",
    ("red-ann", "red-bob", "blue-cat"),
    launch=day(-10),
    docked=day(-10, 18),
    undocked=None,
    commander_up="red-ann",
)
SWAN_1 = flight(
    "swan-1",
    ("blue-ann", "blue-bob", "red-cat"),
    launch=day(-5),
    docked=day(-4, 8),
    port="blue-2",
    undocked=None,
    commander_up="blue-ann",
)

POOL = (
    *("red-eve", "red-fay", "red-guy", "red-hal", "red-pat", "red-guest"),
    *("blue-eve", "blue-fay", "blue-guy", "blue-kim", "blue-lee"),
)


def rich() -> Scenario:
    """Return the scenario."""
    red_ports, blue_ports = ("red-1", "red-2"), ("blue-1", "blue-2")
    ports = tuple(
        port.model_copy(update={"available": (Period(start=LONG_AGO, end=day(33)),)}) if port.id == "red-2" else port
        for port in STATION.ports
    )
    return scenario(
        station=STATION.model_copy(update={"ports": ports}),
        orbit=ORBIT,
        horizon=Horizon(start=day(0, 0), end=day(DAYS, 0)),
        flights=(LARK_1, SWAN_1),
        stays=stays_of(LARK_1, SWAN_1),
        people=(
            *PEOPLE,
            person("red-pat", commands=False).model_copy(update={"synthetic": True}),
            person("red-guest", operates=False, commands=False).model_copy(update={"synthetic": True}),
            person("blue-kim", commands=False).model_copy(update={"synthetic": True}),
            person("blue-lee", commands=False).model_copy(update={"synthetic": True}),
        ),
        pool=POOL,
        departures=(
            departure("lark-1", undock=DateWish(earliest=day(3), latest=day(22), wanted=day(8))),
            departure("swan-1", undock=DateWish(earliest=day(5), wanted=day(12))),
        ),
        returns=(ReturnWish(person="red-ann", wanted=day(9)), ReturnWish(person="blue-ann", wanted=day(13))),
        requests=(
            request(
                "lark-2",
                ports=red_ports,
                launch=DateWish(earliest=day(2), latest=day(12), wanted=day(5)),
                undock=DateWish(latest=day(36), wanted=day(27)),
                crew_size=3,
                announced=("red-dan",),
                at_least={"red": 1},
                at_most={"red": 2, "blue": 2},
            ),
            request(
                "swan-2",
                ports=blue_ports,
                launch=DateWish(earliest=day(5), latest=day(15), wanted=day(9)),
                undock=DateWish(wanted=day(32)),
                crew_size=4,
                announced=("blue-dan", "blue-hal"),
                at_most={"red": 2, "blue": 4},
            ),
            request(
                "mule-1",
                ports=(*red_ports, "blue-1"),
                launch=DateWish(wanted=day(10)),
                undock=DateWish(latest=day(25), wanted=day(20)),
            ),
            request(
                "ox-1", ports=("blue-2", "blue-1"), launch=DateWish(wanted=day(14)), undock=DateWish(wanted=day(22))
            ),
            request(
                "lark-3",
                ports=red_ports,
                launch=DateWish(earliest=day(18), wanted=day(24)),
                undock=None,
                crew_size=3,
                at_most={"red": 3, "blue": 2},
            ),
            request(
                "swan-3",
                ports=blue_ports,
                launch=DateWish(earliest=day(20), wanted=day(28)),
                undock=DateWish(wanted=day(60)),
                crew_size=3,
                at_most={"red": 2, "blue": 3},
            ),
        ),
        agreements=(EXCHANGE.model_copy(update={"end": day(38), "flights": ("lark-2", "lark-3", "swan-2", "swan-3")}),),
        events=(
            ill("blue-cat", day(0), day(3, 12)),
            ill("red-dan", day(15), day(16)),
            degraded("lark-1", day(6, 0), end=day(10, 0), nominal_seats=2, fit_for=3),
            degraded("lark-1", day(10, 0), id="worse-leak", nominal_seats=0, fit_for=2),
            Event(
                id="swan-1-goes",
                kind="leave-by",
                subject="swan-1",
                start=day(0),
                end=day(15, 0),
                sentence="Its crew is wanted.",
            ),
            Event(id="ox-1-lost", kind="flight-lost", subject="ox-1", start=day(16, 0), sentence="It would spoil."),
        ),
        requirements=tuple(
            Requirement.parse(text)
            for text in (
                "mule-1.launch >= 2030-01-09",
                "blue-hal on swan-2",
                "ox-1 at blue-2",
                "port red-2 closed from 2030-01-31",
            )
        ),
        waivers=(waiver("operators.any-single-loss", "blue-segment", start=day(0), end=day(4, 0)),),
        numbers=Numbers(port_turnaround_days=2, clearance_days=1, daylight_margin_min=30),
    )


def landing_chances() -> LandingChances:
    """Return where larks can land at noon, but on the days on which no orbit leads to the steppe."""
    half = timedelta(minutes=30)
    noons = [day(number, 12) for number in range(-1, 43) if number not in OFF_THE_STEPPE]
    return LandingChances(
        zone="steppe",
        vehicle_type="lark",
        touchdowns=tuple(
            Touchdown(
                undock=noon - timedelta(hours=4),
                landing=noon,
                earliest=noon - half,
                latest=noon + half,
                phase_open=True,
            )
            for noon in noons
        ),
    )


def rich_sky() -> Sky:
    """Return a sky with dark days at the steppe, and days on which the red pad is closed."""
    light = tuple(Period(start=day(number, 6), end=day(number, 18)) for number in range(-3, 43) if number not in DARK)
    opened = tuple(
        Period(start=day(number, 0), end=day(number + 1, 0)) for number in range(DAYS) if number not in CLOSED
    )
    blue = next(track for track in sky().launch if track.subject == "blue-pad")
    noons = (day(number, 12) for number in range(DAYS) if number not in OUT_OF_PHASE)
    return sky().model_copy(
        update={
            "launch": (Track(subject="red-pad", periods=opened), blue),
            "landing_chances": (landing_chances(),),
            "launch_chances": (chances("swan", "blue-pad", 20, *noons),),
            "landing": (Track(subject="steppe", periods=light),),
            "light": (Track(subject="steppe", periods=light),),
        }
    )
