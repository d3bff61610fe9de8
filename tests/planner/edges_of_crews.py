"""Scenarios of Haven in which crews come and go at the very instants at which they are able, well or allowed to."""

from crossflight.record import DateWish, Horizon, Policy, Qualification, Scenario
from planner.tiny import LARK, SWAN, aboard, coming
from planner.writing import haven, required, told, waived
from scenes import EXCHANGE, LONG_AGO, PEOPLE, TYPES, day, departure, person, stays_of

__all__ = ["at_the_start", "of_crews", "of_empty_ships", "of_one_for_both", "of_seats"]


def of_crews() -> Scenario:
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


def at_the_start(undock: DateWish | None) -> Scenario:
    """Return a crew that may be launched as the horizon begins: too early, too many, unled, one of them unfit."""
    setting = of_crews()
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


def of_seats(announced: tuple[str, ...], at_least: int = 0, **at_most: int) -> Scenario:
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


def of_empty_ships() -> Scenario:
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


def of_one_for_both() -> Scenario:
    """Return somebody who operates all segments, and leaves alone."""
    operates = tuple(Qualification(kind="operator", of=f"{side}-segment", since=LONG_AGO) for side in ("red", "blue"))
    both = person("red-zoe").model_copy(update={"qualifications": operates})
    alone = aboard("lark-1", ("red-zoe",))
    return haven(
        people=(*PEOPLE, both),
        flights=(alone, SWAN),
        stays=stays_of(alone, SWAN),
        departures=(departure("lark-1"),),
        requests=(coming("lark-2", 2, crew_size=1, announced=("red-dan",)),),
    )
