"""Questions that a planner asks of the shipped scenario, and what stands in the way today."""

import pytest

import crossflight
from crossflight.files import require
from crossflight.planner import clashing
from crossflight.planner.clashing import enumerating, explain_quickly
from crossflight.planner.problem import Problem
from crossflight.record import Answer, Scenario, Sky

FORWARD = "harmony-forward holds one vehicle at a time"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    loaded = crossflight.load("iss-2022")
    assert isinstance(loaded, Scenario)
    return loaded


@pytest.fixture(scope="module")
def sky(scenario: Scenario) -> Sky:
    return crossflight.survey(scenario)


def asked(scenario: Scenario, sky: Sky, *texts: str) -> Answer | None:
    """Return why a plan cannot be as required, None where nothing is in the way."""
    return explain_quickly(Problem(require(scenario, texts), sky))


def sentences(answer: Answer | None) -> list[str]:
    """Return the sentences of the first clash."""
    assert answer is not None
    assert "Certified" in (answer.message or "")
    return [clash.sentence for clash in answer.conflict]


@pytest.fixture
def one_clash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for one clash, and for nothing that mends it."""
    monkeypatch.setattr(enumerating, "MOST_CLASHES", 1)
    monkeypatch.setattr(clashing, "MEND_SECONDS", -1.0)
    monkeypatch.setattr(clashing, "CLASH_SECONDS", 120.0)


@pytest.mark.usefixtures("one_clash")
def test_crew_6_can_launch_by_the_middle_of_february(scenario: Scenario, sky: Sky) -> None:
    assert asked(scenario, sky, "crew-6.launch <= 2023-02-15") is None


@pytest.mark.usefixtures("one_clash")
def test_one_dragon_port_is_not_enough_for_crew_5_and_the_cargo_after_it(scenario: Scenario, sky: Sky) -> None:
    assert [
        "US segment keeps an operator after any single loss when crew-4 has left",
        "crew-4 lands within 210 days of its launch",
        FORWARD,
        "crew-5 flies within the days asked for",
        "crs-26 flies within the days asked for",
        "no flight to come stands at harmony-zenith, as required",
    ] == sentences(asked(scenario, sky, "port harmony-zenith closed"))


@pytest.mark.usefixtures("one_clash")
def test_without_exchange_somebody_announced_stays_at_home(scenario: Scenario, sky: Sky) -> None:
    assert [
        "Anna Kikina flies on crew-5 as announced",
        "no flight to come carries the partner under any agreement, as required",
    ] == sentences(asked(scenario, sky, "no exchange"))


@pytest.mark.usefixtures("one_clash")
def test_anna_kikina_cannot_fly_on_crew_6(scenario: Scenario, sky: Sky) -> None:
    found = sentences(asked(scenario, sky, "anna-kikina on crew-6"))

    assert "anna-kikina goes up in crew-6, as required" == found[-1]
    assert ["crew-6 has the crew that was asked for"] == found[:-1]


def test_a_soyuz_required_before_its_window_is_told_by_how_many_days(scenario: Scenario, sky: Sky) -> None:
    answer = asked(scenario, sky, "soyuz-ms-23.launch <= 2023-02-10")

    assert [
        "soyuz-ms-23 flies within the days asked for",
        "soyuz-ms-23 launches on 2023-02-10 at the latest, as required",
    ] == sentences(answer)
    assert answer is not None
    assert {
        "soyuz-ms-23 could launch on 2023-02-10, 19 days before the days asked for",
        "soyuz-ms-23 could launch on 2023-03-01, 19 days after the days required",
    } == {step.sentence for mend in answer.mends for step in mend.steps}
