"""Real cases: spacewalks that were called off, and what the rules say of the flown ones.

Planned hatch opening and duration of 15 December 2022: https://tass.com/science/1550565 (5:20 Moscow time, 6 h 37 min);
that of 19 December moved to the 21st: https://spacepolicyonline.com/events/u-s-spacewalk-at-iss-3-of-3-dec-1-2022-earth-orbit/;
that of 8 January 2026: https://theverysoon.com/category/crew-11.
"""

from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest

from crossflight import story
from crossflight.record import Finding, Scenario, Spacewalk
from crossflight.story.corridor import baseline


@cache
def history() -> Scenario:
    """Return the flown record."""
    loaded = story.load("iss-history")
    assert isinstance(loaded, Scenario)
    return loaded


@cache
def flown() -> tuple[Finding, ...]:
    """Return what the rules of spacewalks find in the flown record."""
    return tuple(finding for finding in story.check(history()) if finding.rule.startswith("spacewalks."))


def called_off(name: str, start: datetime, **changes: Any) -> Spacewalk:
    """Return a spacewalk as it was planned."""
    plain: dict[str, Any] = {
        "id": name,
        "station": "iss",
        "day": start.replace(hour=0, minute=0),
        "start": start,
        "minutes": 397,
        "convention": "russian-hatch-to-hatch",
        "airlock": "poisk",
        "suit": "orlan-mks",
        "outside": ("sergey-prokopyev", "dmitry-petelin"),
        "arm": "anna-kikina",
        "planned": True,
    }
    return Spacewalk(**(plain | changes))


def broken(walk: Spacewalk) -> set[str]:
    """Return the laws that a spacewalk breaks if it is made."""
    plan = baseline(history())
    with_it = plan.model_copy(update={"spacewalks": (*plan.spacewalks, walk)})
    return {entry.rule for entry in story.check(with_it) if entry.state == "broken" and walk.id in entry.names}


US = {
    "convention": "us-battery-to-repress",
    "airlock": "quest",
    "suit": "emu",
    "minutes": 390,
    "outside": ("josh-cassada", "francisco-rubio"),
    "inside": ("nicole-mann",),
    "arm": None,
}


def test_the_spacewalk_of_15_december_2022_breaks_a_rule_once_the_leak_is_an_event() -> None:
    walk = called_off("called-off", datetime(2022, 12, 15, 2, 20, tzinfo=UTC))

    assert {"spacewalks.vehicle-trouble", "spacewalks.held"} == broken(walk)


@pytest.mark.parametrize(("number", "expected"), [(19, {"spacewalks.held"}), (21, set())])
def test_the_spacewalk_of_19_december_2022_waits_for_the_21st(number: int, expected: set[str]) -> None:
    assert expected == broken(called_off("called-off", datetime(2022, 12, number, 12, 45, tzinfo=UTC), **US))


def test_the_spacewalk_of_8_january_2026_is_off() -> None:
    crew = {"outside": ("michael-fincke", "zena-cardman"), "inside": ("kimiya-yui",)}
    walk = called_off("called-off", datetime(2026, 1, 8, 13, 0, tzinfo=UTC), **(US | crew))

    assert "spacewalks.held" in broken(walk)


def test_no_flown_spacewalk_breaks_a_rule() -> None:
    assert [] == [finding for finding in flown() if finding.state == "broken"]


def test_one_spacewalk_may_lie_on_the_day_of_a_departure_that_is_not_dated() -> None:
    found = [entry.subject for entry in flown() if entry.state == "unknown" and entry.rule != "spacewalks.urgent-alone"]

    assert ["iss-spacewalk-278 / progress-ms-32"] == found


def test_kononenko_and_chub_kept_a_spacewalk_from_quest_possible() -> None:
    """Trained by April 2023, they flew in Soyuz MS-24, and came home in Soyuz MS-25."""
    spans = [entry for entry in story.measure(history()).urgent_spacewalks if entry.state == "holding"]

    assert ["soyuz-ms-24", "soyuz-ms-25"] == [span.flight for span in spans]
    assert "2023-09-15" == f"{spans[0].start:%Y-%m-%d}"
    assert "2024-09-23" == f"{spans[1].end:%Y-%m-%d}"


def test_rubio_in_a_dragon_left_two_behind_who_could_not() -> None:
    """His liner moved to Crew-5 on 17 and 18 January 2023, back to a Soyuz in March."""
    unmet = [entry for entry in flown() if entry.rule == "spacewalks.urgent-alone" and entry.state == "unmet"]

    assert [("soyuz-ms-22", "2023-01-17"), ("soyuz-ms-23", "2023-03-02")] == [
        (entry.subject, f"{entry.start:%Y-%m-%d}") for entry in unmet
    ]
