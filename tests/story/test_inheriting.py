"""What stands broken as a day begins, waived for as long as it would last and somewhat longer."""

from datetime import datetime, timedelta

from crossflight.record import EventFile, Finding, Horizon, Numbers, Scenario
from crossflight.record.findings import State
from crossflight.story.inheriting import inherit
from scenes import day, degraded, scenario

FILE = EventFile(name="leak", title="Lark-1 leaks", as_of=day(4, 0), events=(degraded("lark-1", day(3)),))
SETTING = scenario(horizon=Horizon(start=day(4, 0), end=day(40, 0)), numbers=Numbers(slip_days=5))

LIFEBOAT, HOME = "seats.certified-lifeboat", "seats.home-vehicle"


def breach(
    start: datetime,
    end: datetime | None,
    subject: str = "haven / red-ann",
    rule: str = LIFEBOAT,
    state: State = "broken",
) -> Finding:
    return Finding(
        rule=rule, kind="law", state=state, start=start, end=end, subject=subject, sentence="short", source=("a",)
    )


def inherited(*broken: Finding, setting: Scenario = SETTING) -> list[tuple[str, tuple[str, ...], object]]:
    return [(waiver.rule, waiver.subject, waiver.end) for waiver in inherit(setting, FILE, broken)]


def test_runs_that_follow_each_other_are_one_breach() -> None:
    found = inherited(
        breach(day(4, 0), day(9), "haven / red-ann / red-bob"),
        breach(day(9), day(14)),
        breach(day(14), day(20), "haven / red-bob"),
    )

    assert [(LIFEBOAT, ("haven",), day(20) + timedelta(days=5))] == found


def test_a_breach_that_comes_back_after_a_gap_is_another() -> None:
    found = inherited(breach(day(4, 0), day(9)), breach(day(12), day(20)))

    assert [(LIFEBOAT, ("haven",), day(14))] == found


def test_a_breach_that_begins_later_is_not_inherited() -> None:
    assert [] == inherited(breach(day(5), day(9)))


def test_what_is_unknown_is_not_inherited() -> None:
    assert [] == inherited(breach(day(4, 0), day(9), state="unknown"))


def test_a_breach_without_an_end_has_a_waiver_without_one() -> None:
    assert [(LIFEBOAT, ("haven",), None)] == inherited(breach(day(4, 0), day(9)), breach(day(9), None))


def test_no_waiver_outlasts_the_horizon() -> None:
    assert [(LIFEBOAT, ("haven",), day(40, 0))] == inherited(breach(day(4, 0), day(38)))


def test_a_home_that_is_not_healthy_is_waived_for_the_vehicle() -> None:
    found = inherited(
        breach(day(4, 0), day(9), "red-ann / lark-1", HOME), breach(day(4, 0), day(9), "red-bob / lark-1", HOME)
    )

    assert [(HOME, ("lark-1",), day(14))] == found
