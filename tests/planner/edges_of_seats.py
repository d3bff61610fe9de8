"""Scenarios of Haven in which people are elsewhere, or their home seats move, at the very instants of ships."""

from datetime import timedelta

from crossflight.record import Absence, DateWish, Departure, Horizon, Numbers, Period, Policy, ReturnWish, Scenario
from planner.tiny import FULL_SWAN, LARK, coming
from planner.writing import haven, told
from scenes import LONG_AGO, STATION, day, departure, stays_of

__all__ = ["of_days_of_return", "of_moved_seats", "of_one_who_moves", "of_people_elsewhere", "of_seats_to_spare"]


def of_people_elsewhere() -> Scenario:
    """Return people who are elsewhere until they are launched, from when they land on, before, and long after."""
    spans = (
        ("red-dan", day(1, 12), day(3, 12)),
        ("red-ann", day(2, 12), day(5)),
        ("blue-dan", day(4), None),
        ("blue-ann", day(-3), day(0, 8)),
        ("red-bob", day(3, 12) - timedelta(minutes=1), day(3, 13)),
        ("red-fay", day(-1), day(4, 12) + timedelta(minutes=1)),
        ("blue-fay", day(1), day(4) + timedelta(minutes=1)),
        ("blue-eve", day(0, 8), day(2, 12)),
        ("red-eve", day(2, 12) + timedelta(seconds=30), day(4, 12) + timedelta(seconds=30)),
        ("blue-cat", day(5), day(9)),
        ("red-cat", day(6, 8), None),
    )
    return haven(
        absences=tuple(Absence(person=name, start=start, end=end, reason="on leave") for name, start, end in spans),
        departures=(departure("lark-1"),),
        requests=(
            coming("lark-2", 2, crew_size=2, announced=("red-dan",), at_most={"red": 2, "blue": 2}),
            coming("swan-2", 3, crew_size=1, at_most={"blue": 1}, undock=DateWish(wanted=day(4))),
        ),
        pool=("red-eve", "blue-eve", "blue-dan", "red-fay", "blue-fay"),
    )


def of_days_of_return() -> Scenario:
    """Return people who were to leave before, on and after the days on which they can, with seats that may be moved."""
    wanted = {"red-ann": day(2, 18), "red-bob": day(3), "blue-cat": day(9), "blue-ann": day(-2), "blue-bob": day(6, 8)}
    wishes = tuple(ReturnWish(person=person, wanted=instant) for person, instant in wanted.items())
    return of_moved_seats().model_copy(update={"returns": wishes})


def of_moved_seats() -> Scenario:
    """Return ships that leak, from which those aboard may move to one that is there, and to one that comes."""
    return haven(
        horizon=Horizon(start=day(0, 8), end=day(9, 8)),
        numbers=Numbers(port_turnaround_days=0, clearance_days=0, reseat_days=1),
        reseat=("red-ann", "blue-cat", "red-bob", "blue-bob"),
        departures=(departure("lark-1"), departure("swan-1")),
        requests=(
            coming("lark-2", 3, crew_size=1, announced=("red-dan",), undock=DateWish(wanted=day(7))),
            coming("swan-2", 4, crew_size=1, announced=("blue-dan",)),
        ),
        events=(
            told("leak", "vehicle-degraded", "lark-1", day(0, 8), day(4, 8), nominal_seats=0, fit_for=1),
            told("crack", "vehicle-degraded", "swan-1", day(2, 8), day(5, 8), nominal_seats=2, fit_for=3),
            told("worn", "vehicle-degraded", "lark-2", day(5), day(7), nominal_seats=0, fit_for=2),
        ),
    )


def of_seats_to_spare() -> Scenario:
    """Return a crew whose one ship leaves, and who may move to the other, or wait for one that may come empty."""
    return haven(
        horizon=Horizon(start=day(0, 8), end=day(8, 8)),
        flights=(LARK, FULL_SWAN),
        stays=stays_of(LARK, FULL_SWAN),
        numbers=Numbers(port_turnaround_days=0, clearance_days=0, reseat_days=2),
        reseat=("red-ann", "red-bob", "blue-cat"),
        departures=(departure("lark-1"),),
        requests=(
            coming(
                "lark-2", 3, crew_size=2, crew_least=0, announced=("red-dan", "red-bob"), undock=DateWish(wanted=day(6))
            ),
        ),
        policy=Policy(crews="slide"),
        events=(told("leak", "vehicle-degraded", "lark-1", day(1, 8), day(3, 18), nominal_seats=0, fit_for=0),),
    )


def of_one_who_moves(*departures: Departure) -> Scenario:
    """Return an operator who may move to the ship of the other one: nothing else changes, until it leaks or leaves."""
    ports = tuple(
        port.model_copy(update={"available": (Period(start=LONG_AGO, end=day(6, 8)),)}) if port.id == "red-1" else port
        for port in STATION.ports
    )
    return haven(
        station=STATION.model_copy(update={"ports": ports}),
        horizon=Horizon(start=day(0, 8), end=day(9, 8)),
        numbers=Numbers(port_turnaround_days=0, clearance_days=0, reseat_days=2),
        reseat=("red-cat",),
        departures=departures,
        requests=(coming("mule-1", 2),),
        events=(told("leak", "vehicle-degraded", "lark-1", day(5, 8), None, nominal_seats=0, fit_for=3),),
    )
