"""What is fixed stays as it is: nothing keeps a plan from being made beside ships that stand too close on record."""

import pytest

from crossflight.planner import plan
from crossflight.record import DateWish, Flight, Horizon, Numbers, Scenario
from crossflight.rules import check
from planner.mutants import day_of
from planner.tiny import LARK, SWAN, coming
from scenes import day, departure, flight, scenario, sky, stays_of

DAYS = 2


def mule(number: int, first: float, last: float | None) -> Flight:
    """Return a Mule at red-2 from one day to another, or to one that is to be decided."""
    return flight(
        f"mule-{number}",
        launch=day(first),
        docked=day(first, 18),
        undocked=None if last is None else day(last, 8),
        landed=None if last is None else day(last),
        port="red-2",
    )


def in_turn(*mules: Flight, wanted: int, open_departure: str | None = None) -> Scenario:
    """Return Haven with Mules on record at red-2, and one to come to it."""
    return scenario(
        horizon=Horizon(start=day(0, 0), end=day(14, 0)),
        flights=(LARK, SWAN, *mules),
        stays=stays_of(LARK, SWAN),
        requests=(coming("mule-5", wanted, ports=("red-2",)),),
        departures=() if open_departure is None else (departure(open_departure, undock=DateWish(wanted=day(6))),),
        numbers=Numbers(port_turnaround_days=DAYS, clearance_days=0),
    )


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        (in_turn(mule(1, 1, 3), mule(2, 4, 6), wanted=9), 9),
        (in_turn(mule(1, 1, 3), mule(2, 4, 6), wanted=7), 9),
        (in_turn(mule(1, 1, 3), mule(2, 4, None), wanted=9, open_departure="mule-2"), 9),
    ],
)
def test_days_between_uses_of_a_port_are_asked_of_what_is_to_come_alone(setting: Scenario, expected: int) -> None:
    answer = plan(setting, sky())
    assert answer.plan is not None
    arrival = next(day_of(entry.docked) for entry in answer.plan.flights if entry.id == "mule-5")
    close = [entry.names for entry in check(setting, sky(), answer.plan) if entry.rule == "ports.turnaround"]

    assert ("optimal", expected) == (answer.status, arrival)
    assert [("red-2", "mule-1", "mule-2")] == close


def test_days_pass_after_a_ship_that_leaves_as_the_horizon_begins() -> None:
    gone = mule(1, -3, 0).model_copy(update={"undocked": day(0, 0)})
    answer = plan(in_turn(gone, wanted=1), sky())
    assert answer.plan is not None
    arrival = next(day_of(entry.docked) for entry in answer.plan.flights if entry.id == "mule-5")

    assert 1 + DAYS == arrival
    assert [] == [
        entry for entry in check(answer.plan.scenario, sky(), answer.plan) if entry.rule == "ports.turnaround"
    ]


def test_a_ship_keeps_its_distance_from_one_that_left_before_the_horizon() -> None:
    gone = mule(1, -4, -1)
    setting = in_turn(gone, wanted=0).model_copy(
        update={"numbers": Numbers(port_turnaround_days=0, clearance_days=DAYS)}
    )
    answer = plan(setting, sky())
    assert answer.plan is not None
    arrival = next(day_of(entry.docked) for entry in answer.plan.flights if entry.id == "mule-5")

    assert -1 + DAYS + 1 == arrival
    assert [] == [entry for entry in check(setting, sky(), answer.plan) if entry.rule == "traffic.clearance"]
