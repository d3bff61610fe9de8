"""Vehicles: their life, and who leaves in them."""

from datetime import timedelta

import pytest

from crossflight.record import Flight, HomeSeat, Horizon, LifeLimit, Vehicle
from rules.judging import judge, lark, moving, swan
from scenes import VEHICLES, day, scenario, stays_of

LIFE = "vehicles.life"
RETURN = "vehicles.whole-return"
MINUTE = timedelta(minutes=1)


def aged(days: int, over: timedelta = MINUTE * 0) -> Flight:
    """Return a Lark that is launched on day 1, and lands after some days and a little more."""
    landed = day(1, 2) + timedelta(days=days) + over
    return lark(launch=day(1, 2), docked=day(1, 8), undocked=landed - timedelta(hours=4), landed=landed)


def with_lives(*lives: LifeLimit) -> tuple[Vehicle, ...]:
    """Return the vehicles, the first Lark with limits of its own."""
    return tuple(
        vehicle.model_copy(update={"lives": lives}) if vehicle.id == "lark-1" else vehicle for vehicle in VEHICLES
    )


# ------------------------------------------------------------------------------------------------------------- life


def test_a_ship_that_lands_a_minute_after_its_life_breaks_the_rule() -> None:
    found = judge(LIFE, scenario(), aged(30, MINUTE))

    assert [("broken", day(31, 2), day(31, 2) + MINUTE, "lark-1", 30.001)] == found


def test_a_ship_may_land_at_the_very_end_of_its_life() -> None:
    found = judge(LIFE, scenario(), aged(30))

    assert [] == found


def test_a_ship_that_stays_past_its_life_is_broken_and_still_open() -> None:
    staying = lark(launch=day(1, 2), docked=day(1, 8), undocked=None)
    found = judge(LIFE, scenario(), staying)

    assert [("broken", day(31, 2), None, "lark-1", 38.917)] == found


@pytest.mark.parametrize("as_of", [day(35), day(32, 2)], ids=["days after", "as it lands"])
def test_a_life_exceeded_in_the_past_is_unknown(as_of: object) -> None:
    found = judge(LIFE, scenario(as_of=as_of), aged(31))

    assert [("unknown", day(31, 2), day(32, 2), "lark-1", 31)] == found


def test_the_limit_of_the_serial_goes_before_that_of_its_type() -> None:
    found = judge(LIFE, scenario(vehicles=with_lives(LifeLimit(days=20))), aged(21))

    assert [("broken", day(21, 2), day(22, 2), "lark-1", 21)] == found


@pytest.mark.parametrize(("published", "expected"), [(day(32, 2), []), (day(33), ["lark-1"])])
def test_an_extension_counts_when_it_is_published_by_the_landing(published: object, expected: list[str]) -> None:
    lives = LifeLimit(days=30), LifeLimit(days=40, known_since=published)
    found = judge(LIFE, scenario(vehicles=with_lives(*lives)), aged(31))

    assert expected == [row[3] for row in found]


def test_without_a_published_limit_a_life_is_unknown() -> None:
    types = tuple(kind.model_copy(update={"lives": ()}) for kind in scenario().vehicle_types)
    found = judge(LIFE, scenario(vehicle_types=types), aged(38))

    assert [("unknown", "lark-1", 38)] == [(state, subject, amount) for state, _, _, subject, amount in found]


def test_a_life_that_runs_out_after_the_horizon_is_not_judged() -> None:
    late = lark(launch=day(11, 2), docked=day(11, 8), undocked=day(45, 6), landed=day(45, 10))
    found = judge(LIFE, scenario(), late)

    assert [] == found


def test_a_life_that_ran_out_before_the_horizon_is_broken_from_its_start() -> None:
    old = lark(launch=day(-32, 2), docked=day(-32, 8), undocked=day(5, 6), landed=day(5, 10))
    found = judge(LIFE, scenario(), old)

    assert [("broken", day(0, 0), day(5, 10), "lark-1", 37.333)] == found


# ----------------------------------------------------------------------------------------------------- whole return


def test_somebody_assigned_must_not_stay_behind() -> None:
    leaving = lark(down=("red-ann", "red-bob"))
    found = judge(RETURN, scenario(), leaving, swan())

    assert ("broken", day(20, 6), day(20, 6), "lark-1", 1) in found


def test_nobody_leaves_in_a_ship_assigned_to_others() -> None:
    flights = lark(undocked=day(5, 6), landed=day(5, 10), down=("red-ann", "red-bob", "blue-cat", "red-cat")), swan()
    found = judge(RETURN, scenario(), *flights, stays=stays_of(*flights))

    assert ("broken", day(5, 6), day(5, 6), "lark-1", 1) in found


def test_everybody_leaves_whole() -> None:
    found = judge(RETURN, scenario(), lark(), swan())

    assert [] == found


def test_everybody_leaves_whole_as_the_horizon_begins() -> None:
    setting = scenario(horizon=Horizon(start=day(5, 6), end=day(20)))
    found = judge(RETURN, setting, lark(undocked=day(5, 6), landed=day(5, 10)), swan())

    assert [] == found


def test_a_change_of_home_at_the_very_undocking_counts() -> None:
    leaving = lark(undocked=day(5, 6), landed=day(5, 10), down=("red-ann", "red-bob", "red-cat"))
    staying = swan(down=("blue-ann", "blue-bob"), undocked=None)
    flights = leaving, staying
    stays = moving(
        *flights,
        red_cat=HomeSeat(flight="lark-1", since=day(5, 6)),
        blue_cat=HomeSeat(flight="swan-1", since=day(5, 6)),
    )
    found = judge(RETURN, scenario(), *flights, stays=stays)

    assert [] == found


def test_between_the_bounds_of_a_change_of_home_either_ship_is_right() -> None:
    leaving = lark(undocked=day(5, 6), landed=day(5, 10), down=("red-ann", "red-bob"))
    flights = leaving, swan(undocked=None)
    moved = HomeSeat(flight="swan-1", since=day(4), latest=day(6))
    found = judge(RETURN, scenario(), *flights, stays=moving(*flights, blue_cat=moved))

    assert [] == found
