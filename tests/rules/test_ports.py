"""Ports and traffic: what fits, what stands where, the way in and out, days in between."""

from typing import Any

import pytest

from crossflight.record import Corridor, Flight, Numbers, Period, Port, Relocation, Station
from rules.judging import START, haven, judge, lark, swan
from scenes import LONG_AGO, STATION, day, flight, waiver

INTERFACE = "ports.interface"
ALONE = "ports.one-vehicle"
CORRIDOR = "ports.approach-corridor"
TURNAROUND = "ports.turnaround"
CLEARANCE = "traffic.clearance"


def with_port(identifier: str, **changes: Any) -> Station:
    """Return Haven with one port changed."""
    ports = tuple(Port(**(port.model_dump() | changes)) if port.id == identifier else port for port in STATION.ports)
    return STATION.model_copy(update={"ports": ports})


def with_corridor(**changes: Any) -> Station:
    """Return Haven with its one corridor changed."""
    [corridor] = STATION.corridors
    return STATION.model_copy(update={"corridors": (Corridor(**(corridor.model_dump() | changes)),)})


# --------------------------------------------------------------------------------------------------------- interface


def test_a_ship_docks_only_where_it_fits() -> None:
    found = judge(INTERFACE, haven(), lark(launch=day(1, 2), docked=day(1, 8), undocked=day(9), port="blue-2"))

    assert [("broken", day(1, 8), day(9), "lark-1 / blue-2", None)] == found


def test_a_ship_that_fits_may_dock() -> None:
    found = judge(INTERFACE, haven(), lark(port="red-2"), swan(port="blue-2"))

    assert [] == found


def test_a_port_counts_only_within_its_dates() -> None:
    visit = lark(launch=day(1, 2), docked=day(1, 8), undocked=day(9))
    for available, expected in (
        (Period(start=day(1, 8), end=day(9)), []),
        (Period(start=day(1, 9)), [("broken", day(1, 8), day(9), "lark-1 / red-1", None)]),
        (Period(start=LONG_AGO, end=day(8)), [("broken", day(1, 8), day(9), "lark-1 / red-1", None)]),
    ):
        found = judge(INTERFACE, haven(station=with_port("red-1", available=(available,))), visit)

        assert expected == found


def test_a_ship_that_stays_outlasts_a_port_that_goes_within_the_horizon() -> None:
    staying = lark(launch=day(1, 2), docked=day(1, 8), undocked=None)
    found = judge(
        INTERFACE, haven(station=with_port("red-1", available=(Period(start=LONG_AGO, end=day(8)),))), staying
    )

    assert [("broken", day(1, 8), None, "lark-1 / red-1", None)] == found


def test_a_ship_that_stays_does_not_outlast_a_port_that_goes_after_the_horizon() -> None:
    staying = lark(launch=day(1, 2), docked=day(1, 8), undocked=None)
    found = judge(
        INTERFACE, haven(station=with_port("red-1", available=(Period(start=LONG_AGO, end=day(12, 0)),))), staying
    )

    assert [] == found


def test_a_port_that_nobody_published_makes_a_misfit_unknown() -> None:
    visit = lark(launch=day(1, 2), docked=day(1, 8), undocked=day(9), port="blue-2", unverified=("port",))
    found = judge(INTERFACE, haven(), visit)

    assert [("unknown", day(1, 8), day(9), "lark-1 / blue-2", None)] == found


def test_a_redocking_must_fit_too() -> None:
    moved = lark(undocked=day(9), relocations=(Relocation(undocked=day(3, 8), docked=day(3, 9), port="blue-2"),))
    found = judge(INTERFACE, haven(), moved)

    assert [("broken", day(3, 9), day(9), "lark-1 / blue-2", None)] == found


# ------------------------------------------------------------------------------------------------------ one vehicle


DAY_10 = day(10)


def visits(leaves: Any, docks: Any, undocked_second: Any = DAY_10, **changes: Any) -> tuple[Flight, Flight]:
    """Return two cargo ships at one port, the first changed as said."""
    first = flight("mule-1", **({"launch": day(-3), "docked": day(-2), "undocked": leaves, "landed": None} | changes))
    return first, flight("mule-2", launch=day(-1), docked=docks, undocked=undocked_second, landed=None)


def test_two_ships_never_share_a_port() -> None:
    found = judge(ALONE, haven(), *visits(day(5), day(4)))

    assert [("broken", day(4), day(5), "red-1 / mule-1 / mule-2", None)] == found


def test_one_may_leave_as_the_other_arrives() -> None:
    found = judge(ALONE, haven(), *visits(day(5), day(5)))

    assert [] == found


def test_a_departure_known_to_a_day_makes_an_overlap_unknown() -> None:
    found = judge(ALONE, haven(), *visits(day(5, 0), day(5, 8), precision={"undocked": "day"}))

    assert [("unknown", day(5, 8), day(6, 0), "red-1 / mule-1 / mule-2", None)] == found


def test_an_overlap_beyond_the_day_of_departure_is_broken() -> None:
    found = judge(ALONE, haven(), *visits(day(5, 0), day(4, 8), precision={"undocked": "day"}))

    assert [("broken", day(4, 8), day(5, 0), "red-1 / mule-1 / mule-2", None)] == found


@pytest.mark.parametrize(
    ("docks", "expected"),
    [
        (3, [("broken", day(3), day(4), "red-1 / mule-1 / mule-2", None)]),
        (5, [("unknown", day(5), day(6), "red-1 / mule-1 / mule-2", None)]),
        (6, []),
    ],
)
def test_a_departure_between_bounds_is_certain_only_outside_them(docks: int, expected: list[object]) -> None:
    between = {"undocked": Period(start=day(4), end=day(6))}
    found = judge(ALONE, haven(), *visits(None, day(docks), bounds=between))

    assert expected == found


def test_a_port_that_nobody_published_makes_an_overlap_unknown() -> None:
    found = judge(ALONE, haven(), *visits(day(5), day(4), unverified=("port",)))

    assert [("unknown", day(4), day(5), "red-1 / mule-1 / mule-2", None)] == found


def test_an_overlap_that_outlasts_the_horizon_is_still_open() -> None:
    found = judge(ALONE, haven(), *visits(day(15), day(4), undocked_second=day(15)))

    assert [("broken", day(4), None, "red-1 / mule-1 / mule-2", None)] == found


def test_an_overlap_begun_before_the_horizon_is_judged_from_its_start() -> None:
    found = judge(ALONE, haven(), *visits(day(5), day(-1)))

    assert [("broken", START, day(5), "red-1 / mule-1 / mule-2", None)] == found


def test_an_overlap_that_only_its_bounds_carry_into_the_horizon_is_unknown() -> None:
    between = {"undocked": Period(start=day(-1, 18), end=day(2))}
    found = judge(ALONE, haven(), *visits(None, day(-1), bounds=between))

    assert [("unknown", START, day(2), "red-1 / mule-1 / mule-2", None)] == found


def test_an_overlap_that_is_over_as_the_horizon_starts_is_not_judged() -> None:
    found = judge(ALONE, haven(), *visits(START, day(-1)))

    assert [] == found


# --------------------------------------------------------------------------------------------------------- corridor


def ox(**changes: Any) -> Flight:
    """Return a cargo ship at blue-2, which shuts the corridor of red-2, from day 2 to day 8."""
    return flight(
        "ox-1", **({"launch": day(1), "docked": day(2), "undocked": day(8), "landed": None, "port": "blue-2"} | changes)
    )


def comer(docked: float = 4, undocked: float = 15) -> Flight:
    """Return a Lark at red-2."""
    return lark(
        name="lark-2", launch=day(docked, 6), docked=day(docked), undocked=day(undocked), landed=None, port="red-2"
    )


@pytest.mark.parametrize(
    ("docked", "undocked", "expected"),
    [
        (4, 15, [("broken", day(4), day(4), "lark-2 / ox-1", None)]),
        (1, 5, [("broken", day(5), day(5), "lark-2 / ox-1", None)]),
        (1, 15, []),
        (8, 15, []),
        (1, 2, [("broken", day(2), day(2), "lark-2 / ox-1", None)]),
    ],
    ids=["arrives", "leaves", "stands there meanwhile", "arrives as it leaves", "leaves as it docks"],
)
def test_a_shut_corridor_is_judged_at_arrivals_and_departures(
    docked: float, undocked: float, expected: list[object]
) -> None:
    found = judge(CORRIDOR, haven(), ox(), comer(docked, undocked))

    assert expected == found


def test_another_port_or_another_ship_shuts_nothing() -> None:
    other = swan(launch=day(1), docked=day(2), port="blue-2")
    at_blue_1 = judge(CORRIDOR, haven(), ox(port="blue-1"), comer())
    by_swan = judge(CORRIDOR, haven(), other, comer())

    assert ([], []) == (at_blue_1, by_swan)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [(day(4), None, 1), (day(5), None, 0), (LONG_AGO, day(4), 0), (LONG_AGO, day(4, 13), 1)],
)
def test_a_corridor_is_dated(since: object, until: object, expected: int) -> None:
    setting = haven(station=with_corridor(since=since, until=until))
    found = judge(CORRIDOR, setting, ox(), comer())

    assert expected == len(found)


def test_where_nothing_was_published_about_departures_they_are_unknown() -> None:
    setting = haven(station=with_corridor(shuts_departures="unknown"))
    found = judge(CORRIDOR, setting, ox(), comer(3, 5))

    assert [
        ("broken", day(3), day(3), "lark-2 / ox-1", None),
        ("unknown", day(5), day(5), "lark-2 / ox-1", None),
    ] == found


def test_departures_that_a_corridor_does_not_shut_are_fine() -> None:
    setting = haven(station=with_corridor(shuts_departures=False))
    found = judge(CORRIDOR, setting, ox(), comer(1, 5))

    assert [] == found


def test_a_corridor_is_unknown_on_the_day_of_the_other_ships_departure() -> None:
    found = judge(CORRIDOR, haven(), ox(undocked=day(8, 0), precision={"undocked": "day"}), comer(8))

    assert [("unknown", day(8), day(8), "lark-2 / ox-1", None)] == found


def test_a_corridor_is_unknown_where_the_other_ships_port_is() -> None:
    found = judge(CORRIDOR, haven(), ox(unverified=("port",)), comer())

    assert [("unknown", day(4), day(4), "lark-2 / ox-1", None)] == found


def test_a_relocation_leaves_and_arrives() -> None:
    moved = lark(relocations=(Relocation(undocked=day(3, 8), docked=day(3, 9), port="red-2"),))
    found = judge(CORRIDOR, haven(), ox(), moved)

    assert [("broken", day(3, 9), day(3, 9), "lark-1 / ox-1", None)] == found


# ------------------------------------------------------------------------------------------- turnaround and clearance


@pytest.mark.parametrize(
    ("docks", "expected"),
    [
        (day(7), []),
        (day(6, 12.5), [("unmet", day(5), day(6, 12.5), "red-1 / mule-1 / mule-2", 1.021)]),
        (day(5), [("unmet", day(5), day(5), "red-1 / mule-1 / mule-2", 0)]),
    ],
)
def test_some_days_pass_between_two_uses_of_a_port(docks: object, expected: list[object]) -> None:
    setting = haven(numbers=Numbers(port_turnaround_days=2, clearance_days=0))
    found = judge(TURNAROUND, setting, *visits(day(5), docks))

    assert expected == found


def test_a_ship_may_return_to_its_own_port() -> None:
    setting = haven(numbers=Numbers(port_turnaround_days=2, clearance_days=0))
    moves = (
        Relocation(undocked=day(3, 8), docked=day(3, 9), port="red-2"),
        Relocation(undocked=day(3, 20), docked=day(3, 21), port="red-1"),
    )
    found = judge(TURNAROUND, setting, lark(relocations=moves))

    assert [] == found


@pytest.mark.parametrize(
    ("docks", "expected"),
    [
        (6, []),
        (5.5, [("unmet", day(5), day(5.5), "mule-1 / lark-2", 0.5)]),
        (4.5, [("unmet", day(4.5), day(5), "lark-2 / mule-1", 0.5)]),
    ],
)
def test_a_day_passes_between_operations_of_different_ships(docks: float, expected: list[object]) -> None:
    setting = haven(numbers=Numbers(port_turnaround_days=0, clearance_days=1))
    first, _ = visits(day(5), day(5))
    found = judge(CLEARANCE, setting, first, comer(docks))

    assert expected == found


def test_operations_of_one_ship_may_follow_each_other() -> None:
    setting = haven(numbers=Numbers(port_turnaround_days=0, clearance_days=1))
    moved = lark(
        launch=day(3, 1),
        docked=day(3, 6),
        relocations=(Relocation(undocked=day(3, 8), docked=day(3, 9), port="red-2"),),
    )
    found = judge(CLEARANCE, setting, moved)

    assert [] == found


def test_a_relocation_is_one_operation_from_undocking_to_redocking() -> None:
    setting = haven(numbers=Numbers(port_turnaround_days=0, clearance_days=1))
    moved = lark(relocations=(Relocation(undocked=day(3, 8), docked=day(3, 20), port="red-2"),))
    found = judge(CLEARANCE, setting, moved, flight("ox-1", launch=day(4), docked=day(4, 18), port="blue-1"))

    assert [("unmet", day(3, 20), day(4, 18), "lark-1 / ox-1", 0.917)] == found


@pytest.mark.parametrize(
    ("is_waived", "expected"),
    [
        (False, ["mule-1 / ox-1", "ox-1 / mule-2"]),
        (True, ["mule-1 / ox-1", "mule-1 / mule-2", "ox-1 / mule-2"]),
    ],
)
def test_two_ships_are_close_though_one_comes_between_that_a_waiver_lets_go(
    is_waived: bool, expected: list[str]
) -> None:
    signed = (waiver(CLEARANCE, "ox-1", start=START),) if is_waived else ()
    setting = haven(numbers=Numbers(port_turnaround_days=0, clearance_days=2), waivers=signed)
    ships = (("mule-1", 4, "red-1"), ("ox-1", 4.5, "blue-2"), ("mule-2", 5, "red-2"))
    found = judge(
        CLEARANCE, setting, *(flight(name, launch=day(3), docked=day(docks), port=port) for name, docks, port in ships)
    )

    assert sorted(expected) == sorted(subject for _, _, _, subject, _ in found)
