"""Events that order something: a vehicle has to leave, or is not fit to bring people home, or a flight is lost."""

from datetime import datetime

from crossflight.record import Event
from rules.judging import haven, judge, lark, swan
from scenes import day

FIT = "vehicles.fit-return"
LEAVE = "vehicles.leave-by"
LOST = "flights.lost"


def told(kind: str, subject: str, start: datetime, end: datetime | None = None, seats: int | None = None) -> Event:
    return Event.model_validate(
        {
            "id": "told",
            "kind": kind,
            "subject": subject,
            "start": start,
            "end": end,
            "nominal_seats": seats,
            "sentence": "it was told",
        }
    )


def home(leaves: datetime, down: tuple[str, ...] = ("red-ann", "red-bob", "blue-cat")) -> object:
    return lark(undocked=leaves, landed=leaves, down=down)


def test_a_ship_without_nominal_seats_brings_nobody_home() -> None:
    setting = haven(events=(told("vehicle-degraded", "lark-1", day(2), seats=0),))
    found = judge(FIT, setting, home(day(5)), swan())  # type: ignore[arg-type]

    assert [("broken", day(5), day(5), "lark-1", 3)] == found


def test_a_ship_without_nominal_seats_may_come_home_empty() -> None:
    setting = haven(events=(told("vehicle-degraded", "lark-1", day(2), seats=0),))
    found = judge(FIT, setting, home(day(5), down=()), swan())  # type: ignore[arg-type]

    assert [] == found


def test_a_ship_that_was_restored_brings_everybody_home() -> None:
    setting = haven(
        events=(
            told("vehicle-degraded", "lark-1", day(2), seats=0),
            told("vehicle-restored", "lark-1", day(4)).model_copy(update={"id": "mended"}),
        )
    )
    found = judge(FIT, setting, home(day(5)), swan())  # type: ignore[arg-type]

    assert [] == found


def test_a_ship_that_has_to_leave_and_stays_is_broken_from_that_day_on() -> None:
    setting = haven(events=(told("leave-by", "lark-1", day(2), day(4)),))
    found = judge(LEAVE, setting, lark(), swan())

    assert [("broken", day(4), None, "lark-1", None)] == found


def test_a_ship_that_has_to_leave_may_leave_at_the_last_instant() -> None:
    setting = haven(events=(told("leave-by", "lark-1", day(2), day(4)),))
    found = judge(LEAVE, setting, home(day(4)), swan())  # type: ignore[arg-type]

    assert [] == found


def test_a_lost_flight_does_not_dock() -> None:
    setting = haven(events=(told("flight-lost", "lark-1", day(2)),))
    found = judge(LOST, setting, lark(launch=day(3, 0), docked=day(3, 6)), swan())

    assert [("broken", day(3, 6), day(3, 6), "lark-1", None)] == found


def test_a_flight_that_docked_before_is_not_lost() -> None:
    setting = haven(events=(told("flight-lost", "lark-1", day(4)),))
    found = judge(LOST, setting, lark(launch=day(3, 0), docked=day(3, 6)), swan())

    assert [] == found
