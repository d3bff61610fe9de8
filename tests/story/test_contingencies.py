"""The shipped contingencies, answered: what the event breaks, and what the least change is."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from crossflight import files, story
from crossflight.errors import ScenarioError
from crossflight.record import Flight, Plan
from crossflight.story.replanning import Replanned


@cache
def published(name: str) -> Plan:
    plan = story.plan(files.load_scenario(f"contingency/{name}")).plan
    assert plan is not None
    return plan


@cache
def answered(name: str, event: str, day: str = "") -> Replanned:
    as_of = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return story.replan(published(name), story.load_events(event), as_of)


def flight(found: Replanned, name: str) -> Flight:
    assert found.answer.plan is not None
    return next(entry for entry in found.answer.plan.flights if entry.id == name)


def day_of(instant: datetime | None) -> str:
    return "" if instant is None else f"{instant:%Y-%m-%d}"


CREW_OF_MS_22 = {"sergey-prokopyev", "dmitry-petelin", "francisco-rubio"}


@pytest.mark.parametrize("day", ["2023-01-11", "2023-02-19"])
def test_soyuz_ms_23_goes_up_empty_and_docks_no_later_than_it_did(day: str) -> None:
    ms_23 = flight(answered("soyuz-ms-22-2022", "ms22-leak", day), "soyuz-ms-23")

    assert () == ms_23.up
    assert CREW_OF_MS_22 == set(ms_23.down)
    assert ms_23.docked is not None
    assert ms_23.docked < datetime(2023, 2, 26, 0, 58, tzinfo=UTC)  # flown, catalogue


def test_soyuz_ms_22_comes_home_empty() -> None:
    found = answered("soyuz-ms-22-2022", "ms22-leak", "2023-01-11")

    assert () == flight(found, "soyuz-ms-22").down
    assert "vehicles.fit-return" in {finding.rule for finding in found.broken}


def test_the_crew_of_soyuz_ms_23_slides_to_the_next_ship() -> None:
    ms_24 = flight(answered("soyuz-ms-22-2022", "ms22-leak", "2023-01-11"), "soyuz-ms-24")

    assert {"oleg-kononenko", "nikolai-chub", "loral-ohara"} == set(ms_24.up)


def test_a_plan_changed_by_an_event_breaks_nothing_hard() -> None:
    plan = answered("soyuz-ms-22-2022", "ms22-leak", "2023-01-11").answer.plan
    assert plan is not None

    assert [] == [finding for finding in story.check(plan) if finding.state == "broken"]


def test_the_event_of_soyuz_ms_10_leaves_nobody_aboard_and_the_answer_somebody() -> None:
    found = answered("soyuz-ms-10-2018", "ms10-abort")
    assert found.answer.plan is not None

    assert "operators.each-segment" in {finding.rule for finding in found.broken}
    assert "soyuz-ms-10 is not flown" in {change.sentence for change in found.changes}
    assert "2018-12-03" == day_of(flight(found, "soyuz-ms-11").launch)  # as flown
    assert "operators.each-segment" not in {
        finding.rule for finding in story.check(found.answer.plan) if finding.state == "broken"
    }


def test_while_nobody_knows_how_long_a_launcher_is_grounded_there_is_no_plan() -> None:
    found = answered("soyuz-ms-10-2018", "ms10-abort", "2018-10-12")

    assert "infeasible" == found.answer.status
    assert {"launches.allowed-day"} == {clash.rule for clash in found.answer.conflict}


def test_an_answer_can_be_asked_for_again_with_the_plan_that_it_gave() -> None:
    first = answered("soyuz-ms-10-2018", "ms10-abort")
    assert first.answer.plan is not None
    events = story.load_events("ms10-abort")
    again = story.replan(first.answer.plan, events, datetime(2018, 11, 1, 12, tzinfo=UTC))

    assert () == again.changes
    assert "optimal" == again.answer.status


def test_starliner_comes_home_empty_and_its_pair_in_two_empty_seats_of_crew_9() -> None:
    found = answered("starliner-2024", "starliner-thrusters")
    crew_9 = flight(found, "crew-9")
    homes = {
        home.flight: home.kind
        for stay in (found.answer.plan.stays if found.answer.plan else ())
        if stay.person == "barry-wilmore"
        for home in stay.homes
    }

    assert () == flight(found, "starliner-cft").down
    assert 2 == len(crew_9.up)
    assert {"barry-wilmore", "sunita-williams"} < set(crew_9.down)
    assert {"starliner-cft": "nominal", "crew-8": "contingency", "crew-9": "nominal"} == homes


def test_all_of_crew_11_come_home_by_the_day_told() -> None:
    found = answered("crew-11-2026", "crew-11-medical")
    crew_11 = flight(found, "crew-11")

    assert "2026-01-14" == day_of(crew_11.undocked)  # as flown
    assert 4 == len(crew_11.down)
    assert ["vehicles.leave-by"] == [finding.rule for finding in found.broken if finding.state == "broken"]


def test_the_ship_on_standby_goes_up_empty_to_tiangong_as_soon_as_it_can_be_ready() -> None:
    found = answered("shenzhou-20-2025", "shenzhou-20-window")

    assert "2025-11-21" == day_of(flight(found, "shenzhou-22").launch)
    assert () == flight(found, "shenzhou-22").up
    assert () == flight(found, "shenzhou-20").down


def test_the_crew_of_shenzhou_20_comes_home_in_the_newer_ship_and_the_next_takes_its_port() -> None:
    found = answered("shenzhou-20-2025", "shenzhou-20-window")

    assert {"chen-dong", "chen-zhongrui", "wang-jie"} == set(flight(found, "shenzhou-21").down)
    assert "2025-11-11" <= day_of(flight(found, "shenzhou-21").undocked) <= "2025-11-14"  # it left on the 14th
    assert "tiangong-forward" == flight(found, "shenzhou-22").port


def test_before_anything_was_known_there_is_nothing_to_answer() -> None:
    with pytest.raises(ScenarioError) as raised:
        answered("soyuz-ms-22-2022", "ms22-leak", "2022-12-14T18:00:00")

    assert "nothing of it was known" in str(raised.value)
    assert "2022-12-15T00:45:00Z or later" in str(raised.value)


def test_an_event_about_what_the_plan_does_not_hold_is_refused() -> None:
    with pytest.raises(ScenarioError) as raised:
        story.replan(published("crew-11-2026"), story.load_events("ms10-abort"), datetime(2026, 2, 1, tzinfo=UTC))

    assert "the plan holds no 'soyuz-ms-10'" in str(raised.value)


def test_who_outstayed_the_ship_that_brought_them_is_aboard_in_a_second_answer(tmp_path: Path) -> None:
    first = answered("soyuz-ms-22-2022", "ms22-leak", "2023-02-19").answer.plan
    later = tmp_path / "later.toml"
    later.write_text(
        'name = "crew-7-late"\ntitle = "Crew-7 is late"\nas_of = 2023-05-01\n\n[[events]]\nid = "crew-7-late"\n'
        'kind = "launch-held"\nsubject = "crew-7"\nstart = 2023-05-01\nend = 2023-08-26\nsentence = "It waits."\n',
        encoding="utf-8",
    )
    assert first is not None
    second = story.replan(first, story.load_events(str(later)))
    assert second.answer.plan is not None

    assert {"launches.allowed-day"} == {finding.rule for finding in second.broken if finding.state == "broken"}
    assert CREW_OF_MS_22 == set(flight(second, "soyuz-ms-23").down)
    assert [] == [finding for finding in story.check(second.answer.plan) if finding.state == "broken"]
