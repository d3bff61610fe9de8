"""Who has a nominal seat: free, healthy, and made for a suit that the person has."""

from typing import Any

import pytest

import crossflight
from crossflight.record import Flight, HomeSeat, Plan, Qualification, Scenario, Stay
from crossflight.rules import measure
from rules.judging import haven, lark, moving, swan
from scenes import LONG_AGO, PEOPLE, TYPES, day, degraded, plan

SUITED = tuple(kind.model_copy(update={"entry_suit": f"{kind.id}-suit"}) if kind.seats else kind for kind in TYPES)


def suited(*made_for: str) -> Scenario:
    """Return Haven with a suit for each ship, a leak of lark-1 on day 3, and Swan suits made for some people."""
    suit = Qualification(kind="suit", of="swan-suit", since=LONG_AGO)
    people = tuple(
        person.model_copy(update={"qualifications": (*person.qualifications, suit)})
        if person.id in made_for
        else person
        for person in PEOPLE
    )
    return haven(vehicle_types=SUITED, people=people, events=(degraded("lark-1", day(3)),))


def exposed(setting: Scenario, *flights: Flight, **moved: Any) -> tuple[float, tuple[str, ...]]:
    stays: tuple[Stay, ...] = moving(*flights, **moved)
    subject: Plan = plan(setting, *flights, stays=stays)
    measures = measure(setting, subject)
    return measures.exposure_person_days, measures.unsuited


def home(**changes: Any) -> HomeSeat:
    return HomeSeat(**({"flight": "swan-1", "since": day(5)} | changes))


def test_a_free_seat_counts_for_those_alone_who_have_the_suit() -> None:
    days, unsuited = exposed(suited(), lark(("red-ann", "blue-cat")), swan())

    assert (2 * 8.5, ("blue-cat", "red-ann")) == (days, unsuited)


def test_without_suits_every_free_seat_counts() -> None:
    setting = haven(events=(degraded("lark-1", day(3)),))

    assert (8.5, ()) == exposed(setting, lark(("red-ann", "blue-cat")), swan())


def test_a_suit_made_for_somebody_counts_once_the_seat_is_moved() -> None:
    flights = lark(("red-ann", "blue-cat")), swan()
    waits, _ = exposed(suited("red-ann"), *flights)
    moves, unsuited = exposed(suited("red-ann"), *flights, red_ann=home(kind="contingency"))

    assert (2 * 8.5, 8.5) == (waits, moves)
    assert () == unsuited  # the one free seat is taken


def test_a_seat_recorded_as_somebodys_own_is_one() -> None:
    days, _ = exposed(suited(), lark(("red-ann", "blue-cat")), swan(), red_ann=home())

    assert 2 * 2.0 + 6.5 == days


@pytest.mark.parametrize("changes", [{"kind": "contingency"}, {"fitted": False}, {"fitted": "unknown"}])
def test_a_place_that_is_not_fitted_is_no_seat(changes: dict[str, Any]) -> None:
    days, unsuited = exposed(suited(), lark(("red-ann", "blue-cat")), swan(), red_ann=home(**changes))

    assert (2 * 8.5, ("blue-cat", "red-ann")) == (days, unsuited)


def test_people_fit_into_the_seats_as_well_as_they_can() -> None:
    """Red-ann could take either free seat, blue-cat one of them alone: both have one."""
    other = lark((), name="lark-2", launch=day(-1, 2), docked=day(-1, 8), port="red-2")
    setting = suited("red-ann").model_copy(
        update={"events": (degraded("lark-1", day(3)), degraded("lark-2", day(3), id="half", nominal_seats=1))}
    )
    days, unsuited = exposed(setting, lark(("red-ann", "blue-cat")), other, swan(), red_ann=home(kind="contingency"))

    assert (0.0, ()) == (days, unsuited)


def test_in_the_record_two_people_have_no_known_suit_for_a_seat_that_was_free() -> None:
    """Crew-9 came with two empty seats on 29 September 2024; the seats were theirs from 1 October on (catalogue)."""
    history = crossflight.load("iss-history")
    assert isinstance(history, Scenario)
    measures = measure(history, crossflight.baseline(history))

    assert ("barry-wilmore", "sunita-williams") == measures.unsuited
