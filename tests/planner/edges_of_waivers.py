"""Scenarios of Haven in which waivers cover a breach, or fall short of it by a minute, a ship or a name."""

from datetime import timedelta
from typing import Any

from crossflight.record import DateWish, Horizon, LifeLimit, Numbers, Scenario, Waiver
from planner.tiny import LARK, SWAN, coming
from planner.writing import haven, waived
from scenes import EXCHANGE, TYPES, day, departure, flight

__all__ = ["of_a_ship_on_record_waived", "of_a_ship_waived", "of_all_waived", "of_one_between", "of_pairs_waived"]

START, END = day(0, 8), day(10, 8)
MINUTE = timedelta(minutes=1)
AGREED = {"start": day(-9), "end": day(5), "flights": ("lark-2",)}
COMING = (
    coming("mule-1", 2, ports=("red-2",)),
    coming("lark-2", 3, ports=("red-2", "red-1"), crew_size=1, announced=("red-dan",)),
)
LEAVING = (COMING[0], COMING[1].model_copy(update={"undock": DateWish(wanted=day(8))}))


def _apart(name: str, *subject: str, start: Any = START, end: Any = None) -> Waiver:
    return waived(name, "traffic.clearance", subject, start, end)


def _lives(name: str, *subject: str, start: Any, end: Any = None) -> Waiver:
    return waived(name, "vehicles.life", subject, start, end)


def _ships(*waivers: Waiver, life_days: float, **changes: Any) -> Scenario:
    """Return two ships that come and one that leaves, a day apart from each other and from one that is on record."""
    life = LifeLimit(days=life_days)
    fixed = flight("mule-3", launch=day(4), docked=day(4, 18), undocked=None, port="blue-2")
    plain: dict[str, Any] = {
        "flights": (LARK, SWAN, fixed),
        "horizon": Horizon(start=START, end=END),
        "numbers": Numbers(port_turnaround_days=0, clearance_days=1),
        "vehicle_types": tuple(
            kind.model_copy(update={"lives": (life,)}) if kind.id == "lark" else kind for kind in TYPES
        ),
        "departures": (departure("lark-1"),),
        "requests": COMING,
        "waivers": waivers,
    }
    return haven(**(plain | changes))


def of_pairs_waived() -> Scenario:
    """Return ships of which some may come close to some others, and lives waived from the minute they are over."""
    return _ships(
        _apart("two-to-come", "mule-1", "lark-2"),
        _apart("one-on-record", "mule-3", "lark-2"),
        _apart("three-at-once", "lark-1", "mule-1", "mule-3"),
        _apart("too-short", "lark-1", "mule-1", end=END - MINUTE),
        _apart("too-late", "lark-1", "mule-1", start=START + MINUTE),
        _lives("from-the-end-on", "lark-1", start=day(3)),
        _lives("for-some-days", "lark-2", start=day(9)),
        life_days=8,
    )


def of_a_ship_waived() -> Scenario:
    """Return ships of which one may come close to all others, a life waived too late, and an agreement in its days."""
    return _ships(
        _apart("one-that-comes", "lark-2"),
        _apart("somebody-else", "haven"),
        _lives("a-minute-late", "lark-1", start=day(3) + MINUTE),
        _lives("as-it-stays", "lark-2", start="lark-2.docked", end=END - MINUTE),
        waived("partner", "agreements.exchange", ("lark-2",), day(-9), day(5)),
        waived("seats", "agreements.balance", ("exchange",), day(-9), day(5)),
        life_days=8,
        agreements=(EXCHANGE.model_copy(update=AGREED),),
    )


def of_one_between() -> Scenario:
    """Return a ship that may come close to all others, and may come between two that may not be close."""
    return _ships(
        _apart("in-between", "lark-2"),
        life_days=30,
        departures=(),
        numbers=Numbers(port_turnaround_days=0, clearance_days=3),
    )


def of_a_ship_on_record_waived() -> Scenario:
    """Return ships that may come close to one on record, lives that were over before, and an agreement in part."""
    return _ships(
        _apart("on-record", "mule-3"),
        _apart("two-more", "lark-1", "mule-1", end=END),
        _lives("until-landing", "lark-1", start=START, end=day(6)),
        _lives("too-short", "lark-2", start="lark-2.launch", end="lark-2.undocked"),
        waived("partner", "agreements.exchange", (), START, None),
        waived("seats", "agreements.balance", (), day(-9), day(5) - MINUTE),
        life_days=3,
        agreements=(EXCHANGE.model_copy(update=AGREED),),
        requests=LEAVING,
    )


def of_all_waived() -> Scenario:
    """Return ships that may all come close to each other, and lives waived too late, or as long as it takes."""
    return _ships(
        _apart("all"),
        _lives("a-minute-late", "lark-1", start=START + MINUTE),
        _lives("as-long-as-it-takes", "lark-2", start="lark-2.launch", end="lark-2.landed"),
        life_days=3,
        requests=LEAVING,
    )
