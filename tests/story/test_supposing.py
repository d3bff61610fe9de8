"""What if: one loss asked for, and one flight moved by hand."""

from datetime import UTC, datetime

import pytest

from crossflight import story
from crossflight.errors import CallError, InputError
from crossflight.record import Horizon, Plan
from scenes import ORBIT, chances, day, flight, plan, scenario, sky, stays_of

LARK = flight(
    "lark-1", ("red-ann", "red-bob"), docked=day(-2, 8), launch=day(-2, 2), undocked=day(12), landed=day(12, 16)
)
SWAN = flight(
    "swan-1", ("blue-ann", "blue-bob"), launch=day(4, 12), docked=day(5, 8), undocked=day(20), landed=day(20, 22)
)
NEXT = flight(
    "lark-2",
    ("red-cat", "red-dan"),
    launch=day(9, 6),
    docked=day(9, 12),
    port="red-2",
    undocked=day(30),
    landed=day(30, 16),
)


def small() -> Plan:
    return plan(scenario(), LARK, SWAN, NEXT)


# -------------------------------------------------------------------------------------------------- one loss


def test_one_loss_from_a_day_on() -> None:
    found = story.lose_one(small(), "lark-1", day(3))

    assert {"lark-1"} == {cell.lost for cell in found.cells}
    assert day(3) == found.start
    assert found.cells[0].start <= day(3) < found.cells[0].end


def test_a_loss_of_something_unknown_names_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean 'lark-1'"):
        story.lose_one(small(), "lrk-1")


@pytest.mark.parametrize("on", [day(-1), day(41)])
def test_a_loss_outside_the_horizon_is_refused(on: datetime) -> None:
    with pytest.raises(
        CallError, match="outside the span that is judged, 2030-01-01T00:00:00Z to 2030-02-10T00:00:00Z"
    ):
        story.lose_one(small(), "lark-1", on)


def test_in_a_horizon_without_length_nothing_can_be_lost_or_moved() -> None:
    subject = plan(scenario(horizon=Horizon(start=day(3), end=day(3))), LARK, SWAN)

    assert () == story.lose(subject).cells
    with pytest.raises(CallError, match="outside the span"):
        story.lose_one(subject, "lark-1")
    with pytest.raises(CallError, match="outside the days that can be planned"):
        story.move(subject, "swan-1", day(3), sky())


# ------------------------------------------------------------------------------------------------- one move


def test_a_slip_that_leaves_a_segment_without_operator_says_so_and_names_the_nearest_day() -> None:
    found = story.move(small(), "lark-2", day(14), sky())

    assert not found.holds
    assert ("operators.each-segment", "red-segment") in {(entry.rule, entry.subject) for entry in found.broken}
    assert day(14, 6) == found.after
    assert day(12, 6) == found.holds_before
    assert found.note is not None
    assert "not surveyed" in found.note


def test_a_slip_that_breaks_nothing_holds_and_searches_nothing() -> None:
    found = story.move(small(), "lark-2", day(10), sky())

    assert found.holds
    assert (None, None, None) == (found.holds_before, found.holds_after, found.searched)


def test_what_a_move_mends_is_told() -> None:
    late = NEXT.model_copy(update={"launch": day(14, 6), "docked": day(14, 12)})
    found = story.move(plan(scenario(), LARK, SWAN, late), "lark-2", day(9), sky())

    assert "operators.each-segment" in {entry.rule for entry in found.mended}


def test_a_launch_moves_to_what_the_sky_offers_on_the_day_and_docks_as_that_does() -> None:
    offered = chances("lark", "red-pad", 6, day(9, 6), day(11, 5), day(13, 4))
    over = sky().model_copy(update={"launch_chances": (offered,)})
    subject = plan(scenario(orbit=ORBIT), LARK, SWAN, NEXT)

    on_the_day = story.move(subject, "lark-2", day(11), over)
    with_none = story.move(subject, "lark-2", day(10), over)

    assert (day(11, 5), None) == (on_the_day.after, on_the_day.note)
    assert day(11, 5) == with_none.after
    assert "the sky offers lark-2 nothing on 2030-01-11; the next is on 2030-01-12" == with_none.note


def test_a_landing_moves_along_with_its_undocking() -> None:
    found = story.move(small(), "lark-1.undocked", day(13), sky())

    assert (day(12), day(13)) == (found.before, found.after)
    assert found.holds


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("lark-1", "launched on 2029-12-30, and the state is known on 2030-01-01: what has been flown cannot be moved"),
        ("swan-1.undocked", "lies outside the days that can be planned"),
    ],
)
def test_what_was_flown_and_days_outside_are_refused(what: str, told: str) -> None:
    with pytest.raises(CallError, match=told):
        story.move(small(), what, day(40), sky())


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("lark-3", "no flight 'lark-3' — did you mean"),
        ("swan-1.docked", "'docked' of 'swan-1' cannot be moved"),
        ("mule-1.landed", "has no moment 'landed'"),
    ],
)
def test_unknown_flights_and_moments_are_refused(what: str, told: str) -> None:
    subject = plan(scenario(), LARK, SWAN, flight("mule-1", port="red-2", undocked=None))
    with pytest.raises(InputError, match=told):
        story.move(subject, what, day(8), sky())


def test_a_request_is_to_be_planned_first() -> None:
    scenario = story.load("iss-2022")
    with pytest.raises(InputError, match="plan it first"):
        story.move(scenario, "crew-6", datetime(2023, 3, 1, tzinfo=UTC), sky())


def test_no_day_is_left_for_a_launch_that_would_come_after_its_departure() -> None:
    short = flight("lark-3", ("red-eve",), launch=day(38), docked=day(38, 18), undocked=day(39), landed=day(39, 16))
    subject = plan(scenario(), LARK, SWAN, short, stays=stays_of(LARK, SWAN, short))
    with pytest.raises(CallError, match="cannot be moved to 2030-02-09 or later"):
        story.move(subject, "lark-3", day(39), sky())
