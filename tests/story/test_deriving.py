"""Agreements derived at Haven, small enough to know the answer."""

import pytest

from crossflight.errors import InputError
from crossflight.record import DateWish, Numbers, Scenario
from crossflight.story import derive
from planner.tiny import aboard, coming, going, made_up
from scenes import EXCHANGE, day, scenario, stays_of

LARK = aboard("lark-1", ("red-ann", "red-bob", "blue-cat"))
SWAN = aboard("swan-1", ("blue-ann", "blue-bob", "red-cat"))


def setting(**changes: object) -> Scenario:
    """Return a relief of lark-1 by lark-2, with an agreement that covers it."""
    plain = {
        "flights": (LARK, SWAN),
        "stays": stays_of(LARK, SWAN),
        "agreements": (EXCHANGE.model_copy(update={"flights": ("lark-2",), "is_balanced": False}),),
        "departures": (going("lark-1", 8),),
        "people": made_up("red-new", "blue-new"),
        "pool": ("red-dan", "red-eve", "red-new", "blue-dan", "blue-new"),
        "requests": (coming("lark-2", 6, crew_size=3, at_most={"red": 2, "blue": 2}, launch=DateWish(wanted=day(6))),),
        "numbers": Numbers(port_turnaround_days=0, clearance_days=0),
        "horizon": {"start": day(0, 0), "end": day(20, 0)},
    }
    return scenario(**(plain | changes))


def test_one_seat_is_enough_and_none_is_not() -> None:
    cases = {case.name: case for case in derive(setting()).cases}

    assert ["optimal", "optimal", "optimal"] == [case.status for case in cases.values()]
    assert 1 == cases["fewest"].seats
    assert 0 == cases["fewest"].uncovered_days
    assert 0 == cases["none"].seats
    # Once lark-1 has left on day 8, only swan-1 brings home somebody for the blue segment.
    assert 12 - 8 / 24 == pytest.approx(cases["none"].uncovered_days, abs=1)


def test_a_scenario_without_agreements_has_nothing_to_derive() -> None:
    with pytest.raises(InputError, match="no crewed flight"):
        derive(setting(agreements=()))
