"""The two real spacewalks: what is planned beside what was flown, light from the orbit, what happens on the way."""

from functools import cache

import pytest

from crossflight import files, story
from crossflight.errors import CallError, InputError
from crossflight.record import Scenario, SpacewalkTimeline

JOINT, QUEST = "spacewalk-2022-07-21", "spacewalk-2007-11-09"
IDS = {JOINT: "vkd-artemyev-cristoforetti", QUEST: "docking-port"}


@cache
def scenario(name: str) -> Scenario:
    return files.load_scenario(name)


@cache
def planned(name: str, *mishaps: tuple[int, str], opens: str | None = None) -> SpacewalkTimeline:
    events = [story.parse_mishap(at_min, text) for at_min, text in mishaps]
    found = story.spacewalk(scenario(name), IDS[name], events, opens=opens)

    assert () == found.broken
    return found


def test_the_joint_spacewalk_of_2022_fills_its_planned_six_hours_and_a_half() -> None:
    found = planned(JOINT)

    # Planned 6 h 35 min from 14:00 (elcomercio.com, sputniknews.com, 2022-07-21); a second platform if time was left.
    assert "optimal" == found.status
    assert 395 == pytest.approx(found.minutes, abs=10)
    assert ("platform-2",) == found.left_out
    assert "2022-07-21 14:00" == f"{found.hatch_open:%Y-%m-%d %H:%M}"
    assert ("oleg-artemyev", "samantha-cristoforetti") == found.pair
    assert found.inside is not None
    assert 5 == len(found.inside)


def test_the_light_of_that_day_comes_from_the_orbit() -> None:
    nights = [span for span in planned(JOINT).light if span.light == "night"]

    # Some 92.9 min a revolution.
    assert 92.9 == pytest.approx(nights[2].start_min - nights[1].start_min, abs=0.3)
    assert all(margin.state == "holds" for margin in planned(JOINT).margins if margin.name == "light")


def test_with_forty_minutes_lost_the_boom_is_left_for_another_day() -> None:
    found = planned(JOINT, (200, "lost:40"))

    # As it was: the boom from Zarya to Poisk was not extended (scitechdaily.com, 2022-07-22).
    assert "strela" in found.left_out
    assert any("lasts 420 min" in entry.sentence for entry in found.conflict)
    assert any(entry.subject == "strela" for entry in found.conflict)


def test_the_spacewalk_from_quest_of_2007_stays_within_the_time_flown() -> None:
    found = planned(QUEST)

    # Planned for six and a half hours, flown in 6 h 55 min, US convention (spaceflightnow.com, 2007-11-09).
    assert "optimal" == found.status
    assert 390 == pytest.approx(found.minutes, abs=40)
    assert (found.minutes or 0) < 415
    assert ("daniel-tani",) == found.inside
    assert "unknown light" in found.light_basis
    assert {"unknown"} == {step.light for step in found.timeline}
    assert not any("arm" in told for told in found.unknown)


def test_a_night_in_the_lock_comes_before_the_hatch() -> None:
    steps = [step for step in planned(QUEST).timeline if step.kind == "prebreathe"]

    assert 5 == len(steps)
    assert -30 == steps[-1].end_min
    assert any("night in the lock" in step.activity for step in steps)


def test_high_rates_of_work_leave_less_of_what_the_suit_takes_up() -> None:
    margins = {margin.name: margin for margin in planned(QUEST).margins if margin.subject == "peggy-whitson"}
    usual, high = margins["work at planned rate"], margins["work at high rate"]

    # 1,000 Btu/h for 7 h are 7,385 kJ; at 850 Btu/h less is used.
    assert 7385 == usual.limit == high.limit
    assert usual.margin is not None
    assert high.margin is not None
    assert 0 < high.margin < usual.margin


def test_a_later_opening_has_another_light() -> None:
    found = planned(JOINT, opens="14:50")

    assert "14:50" == f"{found.hatch_open:%H:%M}"
    assert found.light != planned(JOINT).light


def test_an_unknown_spacewalk_a_wrong_time_and_a_wrong_event_are_refused() -> None:
    with pytest.raises(InputError, match="asks for no spacewalk 'docking'"):
        story.spacewalk(scenario(QUEST), "docking")
    with pytest.raises(CallError, match="'25:00' is no time of day"):
        story.spacewalk(scenario(QUEST), "docking-port", opens="25:00")
    for text in ("overrun", "overrun:x:0", "overrun:x:y", "lost:-5", "lost:nan", "suit-fault:third", "fire", ""):
        with pytest.raises(CallError, match="is no event outside"):
            story.parse_mishap(10, text)
    with pytest.raises(CallError, match="nobody is outside at minute 9500"):
        story.parse_mishap(9500, "lost:40")
