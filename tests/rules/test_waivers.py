"""Waivers: what they cover, and what they leave broken."""

import pytest

from crossflight.record import Scenario, Waiver
from crossflight.rules import check
from rules.judging import START, haven, lark, swan
from scenes import day, flight, plan, sky, waiver

LOSS = "operators.any-single-loss"
RED_SEGMENT, LARK = "red-segment", "lark-1"

Part = tuple[str, object, object, str | None]


def parts(*waivers: Waiver, setting: Scenario | None = None) -> list[Part]:
    """Return how a breach over the whole horizon, of red-segment by the loss of lark-1, is split by waivers."""
    signed = haven(waivers=waivers) if setting is None else setting
    coming = flight("ox-1", launch=day(5), docked=day(6), undocked=day(9), landed=day(9, 16), port="blue-2")
    findings = check(signed, sky(), plan(signed, lark(), swan(("blue-ann", "blue-bob")), coming))
    return [(found.state, found.start, found.end, found.waiver) for found in findings if found.rule == LOSS]


BROKEN: list[Part] = [("broken", START, None, None)]


def test_without_a_waiver_all_is_broken() -> None:
    found = parts()

    assert BROKEN == found


def test_a_waiver_of_a_part_leaves_the_rest_broken() -> None:
    found = parts(waiver(LOSS, RED_SEGMENT, LARK, start=day(3), end=day(8)))

    assert [
        ("broken", START, day(3), None),
        ("waived", day(3), day(8), "signed"),
        ("broken", day(8), None, None),
    ] == found


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (START, None, [("waived", START, None, "signed")]),
        (day(-9), day(3), [("waived", START, day(3), "signed"), ("broken", day(3), None, None)]),
        (day(3), None, [("broken", START, day(3), None), ("waived", day(3), None, "signed")]),
        (day(-9), START, BROKEN),
        (
            "lark-1.docked",
            "ox-1.docked",
            [("waived", START, day(6), "signed"), ("broken", day(6), None, None)],
        ),
        (
            "ox-1.launch",
            "ox-1.undocked",
            [
                ("broken", START, day(5), None),
                ("waived", day(5), day(9), "signed"),
                ("broken", day(9), None, None),
            ],
        ),
        ("ox-1.landed", "ox-2.docked", [("broken", START, day(9, 16), None), ("waived", day(9, 16), None, "signed")]),
        ("ox-2.docked", None, BROKEN),
        (START, day(30), [("waived", START, None, "signed")]),
        (day(30), None, BROKEN),
    ],
    ids=[
        "from start to end",
        "begun before",
        "without an end",
        "over as the horizon starts",
        "until a docking",
        "from a launch to an undocking",
        "until a flight that is not in the plan",
        "from a flight that is not in the plan",
        "until after the horizon",
        "from after the horizon",
    ],
)
def test_a_waiver_covers_its_span(start: object, end: object, expected: list[Part]) -> None:
    found = parts(waiver(LOSS, RED_SEGMENT, start=start, end=end))

    assert expected == found


def test_two_waivers_join() -> None:
    first = waiver(LOSS, start=day(1), end=day(4))
    second = waiver(LOSS, start=day(3), end=day(8)).model_copy(update={"id": "renewed"})
    found = parts(first, second)

    assert [
        ("broken", START, day(1), None),
        ("waived", day(1), day(4), "signed"),
        ("waived", day(4), day(8), "renewed"),
        ("broken", day(8), None, None),
    ] == found


@pytest.mark.parametrize(
    ("rule", "subject"),
    [
        (LOSS, ("blue-segment",)),
        (LOSS, (RED_SEGMENT, "swan-1")),
        ("operators.each-segment", (RED_SEGMENT,)),
    ],
    ids=["another segment", "another ship", "another rule"],
)
def test_a_waiver_covers_only_what_it_names(rule: str, subject: tuple[str, ...]) -> None:
    found = parts(waiver(rule, *subject, start=START))

    assert BROKEN == found


def test_a_breach_of_an_instant_is_waived_whole() -> None:
    dark = lark(undocked=day(5, 1), landed=day(5, 5))
    for start, end, expected in (
        (day(5, 5), None, "waived"),
        (day(5, 4), day(5, 5), "broken"),
        (day(5, 6), None, "broken"),
    ):
        setting = haven(waivers=(waiver("landings.daylight", LARK, start=start, end=end),))
        findings = check(setting, sky(), plan(setting, dark, swan()))
        found = [finding.state for finding in findings if finding.rule == "landings.daylight"]

        assert [expected] == found


def test_a_waiver_leaves_unknowns_and_wishes_as_they_are() -> None:
    setting = haven(waivers=(waiver("crew.size-norm", start=day(-9)), waiver("launches.allowed-day", start=day(-9))))
    findings = check(
        setting, sky().model_copy(update={"launch": ()}), plan(setting, lark(launch=day(1, 2), docked=day(1, 8)))
    )
    found = {(finding.rule, finding.state) for finding in findings}

    assert {("crew.size-norm", "unmet"), ("launches.allowed-day", "unknown")} <= found
