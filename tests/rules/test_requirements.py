"""What is required in the planner's words. Missed, it is unmet; the planner holds it."""

from typing import Any

import pytest

from crossflight.record import Flight, Requirement
from rules.judging import haven, judge, lark, swan
from scenes import EXCHANGE, day, request

RULE = "requirements.met"


def flown(up: tuple[str, ...] = ("red-ann", "red-bob", "blue-cat"), **changes: Any) -> Flight:
    """Return a Lark launched on day 1, docked at red-1 and gone on day 9."""
    moments = {"launch": day(1, 2), "docked": day(1, 8), "undocked": day(9, 6), "landed": day(9, 10)}
    return lark(up, "lark-2", **(moments | changes))


@pytest.mark.parametrize(
    ("kept", "missed"),
    [
        ("lark-2.launch <= 2030-01-02", "lark-2.launch < 2030-01-02"),
        ("lark-2.launch >= 2030-01-02", "lark-2.launch > 2030-01-02"),
        ("lark-2.docked == 2030-01-02", "lark-2.docked == 2030-01-03"),
        ("lark-2.undocked <= 2030-01-10T06:00Z", "lark-2.undocked < 2030-01-10T06:00Z"),
        ("lark-2.landed >= 2030-01-10T10:00Z", "lark-2.landed > 2030-01-10T10:00Z"),
        ("red-ann on lark-2", "red-dan on lark-2"),
        ("red-dan not on lark-2", "red-ann not on lark-2"),
        ("lark-2 at red-1", "lark-2 at red-2"),
        ("lark-2 not at red-2", "lark-2 not at red-1"),
        ("lark-2 not dropped", "lark-2 dropped"),
        ("port red-2 closed", "port red-1 closed"),
        ("port red-1 closed to 2030-01-02", "port red-1 closed from 2030-01-02"),
        ("port red-1 closed from 2030-01-10T06:00Z", "port red-1 closed from 2030-01-10T05:59Z"),
        ("uncovered <= 100", "uncovered <= 1"),
        ("exposure <= 0", "no exchange"),
    ],
)
def test_a_requirement_is_kept_or_missed(kept: str, missed: str) -> None:
    if "closed to" in kept:
        kept = "port red-1 closed from 2029-12-31 to 2030-01-02"
    found = {}
    for text in (kept, missed):
        setting = haven(requests=(request("lark-2"),), agreements=(EXCHANGE,), requirements=(Requirement.parse(text),))
        found[text] = [(state, subject) for state, _, _, subject, _ in judge(RULE, setting, flown())]

    assert {kept: [], missed: [("unmet", missed)]} == found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("lark-2.undocked <= 2030-01-09", 1),
        ("lark-2.undocked >= 2030-01-09", 0),
        ("lark-2.undocked >= 2030-06-01", 1),
    ],
)
def test_a_moment_beyond_the_horizon_counts_as_after_it(text: str, number: int) -> None:
    setting = haven(requests=(request("lark-2", undock=None),), requirements=(Requirement.parse(text),))
    found = judge(RULE, setting, flown(undocked=None, landed=None, down=()))

    assert number == len(found)


def test_who_stands_at_a_closed_port_may_stay() -> None:
    setting = haven(flights=(lark(),), requirements=(Requirement.parse("port red-1 closed"),))
    found = judge(RULE, setting, lark(), swan())

    assert [] == found


def test_to_do_without_an_agreement_switches_it_off() -> None:
    setting = haven(requests=(request("lark-2"),), agreements=(EXCHANGE,))
    off = setting.model_copy(update={"requirements": (Requirement.parse("no exchange under exchange"),)})
    alone = flown(("red-ann", "red-bob"))

    assert 1 == len(judge("agreements.exchange", setting, alone))
    assert [] == judge("agreements.exchange", off, alone)
    assert [] == judge(RULE, off, alone)
