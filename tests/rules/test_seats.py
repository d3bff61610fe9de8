"""Seats home: enough of them, healthy, assigned and fitted."""

import pytest

from crossflight.record import Event, HomeSeat, Relocation
from rules.judging import END, START, haven, judge, lark, moving, swan
from scenes import day, degraded

LIFEBOAT = "seats.certified-lifeboat"
DEGRADED = "seats.degraded-vehicle"
HOME = "seats.home-vehicle"
CAPACITY = "seats.capacity"

CREW = "haven / blue-cat / red-ann / red-bob"


# ------------------------------------------------------------------------------------------------------ lifeboat


def test_a_ship_without_healthy_seats_leaves_people_without_a_lifeboat() -> None:
    setting = haven(events=(degraded("lark-1", day(3)),))
    found = judge(LIFEBOAT, setting, lark(), swan(("blue-ann", "blue-bob", "red-cat", "blue-dan")))

    assert [("broken", day(3), None, CREW, 3)] == found


def test_free_seats_in_another_ship_count() -> None:
    setting = haven(events=(degraded("lark-1", day(3), nominal_seats=2),))
    found = judge(LIFEBOAT, setting, lark(), swan())

    assert [] == found


def test_an_empty_rescue_ship_counts_its_seats_from_its_docking() -> None:
    setting = haven(events=(degraded("lark-1", day(3)),))
    full = swan(("blue-ann", "blue-bob", "red-cat", "blue-dan"))
    rescue = lark((), name="lark-2", launch=day(6, 2), docked=day(6, 8), port="red-2")
    found = judge(LIFEBOAT, setting, lark(), full, rescue)

    assert [("broken", day(3), day(6, 8), CREW, 3)] == found


def test_a_rescue_ship_docked_as_the_other_fails_leaves_no_gap() -> None:
    setting = haven(events=(degraded("lark-1", day(6, 8)),))
    full = swan(("blue-ann", "blue-bob", "red-cat", "blue-dan"))
    rescue = lark((), name="lark-2", launch=day(6, 2), docked=day(6, 8), port="red-2")
    found = judge(LIFEBOAT, setting, lark(), full, rescue)

    assert [] == found


def test_a_restored_ship_is_a_lifeboat_again() -> None:
    mended = Event(id="mended", kind="vehicle-restored", subject="lark-1", start=day(7), sentence="the leak is closed")
    setting = haven(events=(mended, degraded("lark-1", day(3))))
    found = judge(LIFEBOAT, setting, lark(), swan(("blue-ann", "blue-bob", "red-cat", "blue-dan")))

    assert [("broken", day(3), day(7), CREW, 3)] == found


# ------------------------------------------------------------------------------------------------ degraded vehicle


def test_a_degraded_ship_is_unknown_until_it_is_published_what_it_is_fit_for() -> None:
    events = (
        degraded("lark-1", day(3), end=day(6)),
        degraded("lark-1", day(6), id="fit-for-two", fit_for=2),
    )
    found = judge(DEGRADED, haven(events=events), lark(), swan())

    assert [("unknown", day(3), day(6), "lark-1", 3), ("broken", day(6), None, "lark-1", 3)] == found


def test_a_later_event_overrides_an_earlier_one_that_is_still_open() -> None:
    events = (degraded("lark-1", day(3)), degraded("lark-1", day(6), id="fit-for-three", fit_for=3))
    found = judge(DEGRADED, haven(events=events), lark(), swan())

    assert [("unknown", day(3), day(6), "lark-1", 3)] == found


def test_a_degraded_ship_with_as_few_people_as_it_is_fit_for_is_fine() -> None:
    flights = lark(), swan()
    events = (degraded("lark-1", day(3), fit_for=2),)
    stays = moving(*flights, blue_cat=HomeSeat(flight="swan-1", since=day(3)))
    found = judge(DEGRADED, haven(events=events), *flights, stays=stays)

    assert [] == found


def test_between_the_bounds_of_a_change_of_home_a_degraded_ship_is_unknown() -> None:
    flights = lark(), swan()
    events = (degraded("lark-1", day(3), fit_for=2),)
    moved = HomeSeat(flight="swan-1", since=day(4), latest=day(5))
    found = judge(DEGRADED, haven(events=events), *flights, stays=moving(*flights, blue_cat=moved))

    assert [("broken", day(3), day(4), "lark-1", 3), ("unknown", day(4), day(5), "lark-1", 3)] == found


# ----------------------------------------------------------------------------------------------------- home vehicle


def test_a_home_without_nominal_seats_is_not_healthy() -> None:
    setting = haven(events=(degraded("lark-1", day(3), end=day(5)),))
    found = judge(HOME, setting, lark(), swan())

    assert [
        ("broken", day(3), day(5), "blue-cat / lark-1", None),
        ("broken", day(3), day(5), "red-ann / lark-1", None),
        ("broken", day(3), day(5), "red-bob / lark-1", None),
    ] == found


def test_a_home_with_fewer_seats_is_still_healthy() -> None:
    setting = haven(events=(degraded("lark-1", day(3), nominal_seats=1),))
    found = judge(HOME, setting, lark(), swan())

    assert [] == found


def test_a_home_that_has_left_without_its_people_is_not_there() -> None:
    leaving = lark(undocked=day(5, 6), landed=day(5, 10), down=("red-ann", "red-bob"))
    found = judge(HOME, haven(), leaving, swan())

    assert [("broken", day(5, 6), None, "blue-cat / lark-1", None)] == found


def test_a_home_that_docks_later_is_not_there_yet() -> None:
    flights = lark(), swan(), lark((), name="lark-2", launch=day(6, 2), docked=day(6, 8), port="red-2")
    stays = moving(*flights, red_cat=HomeSeat(flight="lark-2", since=day(5)))
    found = judge(HOME, haven(), *flights, stays=stays)

    assert [("broken", day(5), day(6, 8), "red-cat / lark-2", None)] == found


@pytest.mark.parametrize(
    ("fitted", "expected"),
    [
        (True, []),
        (False, [("broken", day(3), None, "blue-cat / swan-1", None)]),
        ("unknown", [("unknown", day(3), None, "blue-cat / swan-1", None)]),
    ],
)
def test_a_place_is_fitted_or_not_or_nobody_knows(fitted: bool | str, expected: list[object]) -> None:
    flights = lark(), swan()
    home = HomeSeat(flight="swan-1", since=day(3), kind="contingency", fitted=fitted)
    found = judge(HOME, haven(), *flights, stays=moving(*flights, blue_cat=home))

    assert expected == found


def test_between_bounds_a_bad_home_is_unknown_and_then_fine() -> None:
    flights = lark(), swan()
    setting = haven(events=(degraded("lark-1", day(3)),))
    moved = HomeSeat(flight="swan-1", since=day(4), latest=day(5))
    found = judge(HOME, setting, *flights, stays=moving(*flights, blue_cat=moved))

    assert [
        ("broken", day(3), day(4), "blue-cat / lark-1", None),
        ("unknown", day(4), day(5), "blue-cat / lark-1", None),
    ] == [row for row in found if row[3].startswith("blue-cat")]


# --------------------------------------------------------------------------------------------------------- capacity

FOUR = ("red-ann", "red-bob", "blue-cat", "blue-dan")


def test_four_people_in_three_seats_are_found_at_liftoff_and_at_undocking() -> None:
    flown = lark(FOUR, launch=day(1, 2), docked=day(1, 8), undocked=day(9, 6), landed=day(9, 10))
    found = judge(CAPACITY, haven(), flown)

    assert [
        ("broken", day(1, 2), day(1, 2), "lark-1", 4),
        ("broken", day(9, 6), day(9, 6), "lark-1", 4),
    ] == found


def test_three_people_in_three_seats_are_fine() -> None:
    flown = lark(FOUR[:3], launch=day(1, 2), docked=day(1, 8), undocked=day(9, 6), landed=day(9, 10))
    found = judge(CAPACITY, haven(), flown)

    assert [] == found


def test_a_relocation_is_a_flight_of_all_whose_home_it_is() -> None:
    flights = lark(relocations=(Relocation(undocked=day(3, 8), docked=day(3, 9), port="red-2"),)), swan()
    stays = moving(*flights, red_cat=HomeSeat(flight="lark-1", since=day(2)))
    found = judge(CAPACITY, haven(), *flights, stays=stays)

    assert [("broken", day(3, 8), day(3, 8), "lark-1", 4)] == found


@pytest.mark.parametrize(("launch", "expected"), [(START, 1), (day(-1, 23), 0)])
def test_the_first_instant_of_the_horizon_is_judged_and_none_before(launch: object, expected: int) -> None:
    flown = lark(FOUR, launch=launch, docked=day(1, 8), undocked=END, landed=day(12, 10))
    found = judge(CAPACITY, haven(), flown)

    assert expected == len(found)
