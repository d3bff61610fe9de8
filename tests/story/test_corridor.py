from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

import crossflight as cf
import stage
from crossflight import dynamics, files, planner, rules, story
from crossflight.errors import CallError
from crossflight.record import Answer, Finding, Horizon, Measures, Plan, Scenario, Sky

SKY = Sky(basis="made up")


class Rooms:
    """Stand-ins for the rooms below, which note what they are given."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []

    def noting(self, name: str, answer: Any) -> Any:
        def verb(*args: Any, **options: Any) -> Any:
            self.calls.append((name, args, options))
            return answer

        return verb


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> Rooms:
    rooms = Rooms()
    monkeypatch.setattr(dynamics, "survey", rooms.noting("survey", SKY))
    monkeypatch.setattr(rules, "check", rooms.noting("check", stage.findings()))
    monkeypatch.setattr(rules, "measure", rooms.noting("measure", stage.measures()))
    monkeypatch.setattr(planner, "plan", rooms.noting("plan", Answer(status="optimal", plan=stage.plan())))
    monkeypatch.setattr(files, "scenario_sha256", lambda _: "1" * 64)
    return rooms


def test_a_plan_alone_is_checked_against_its_own_scenario(rooms: Rooms) -> None:
    plan = stage.plan()
    findings = story.check(plan)

    assert stage.findings() == findings
    assert [
        ("survey", (plan.scenario,), {}),
        ("check", (plan.scenario, SKY, plan), {"until": None}),
    ] == rooms.calls


def test_a_scenario_with_its_plan_is_checked_with_the_sky_that_is_given(rooms: Rooms) -> None:
    scenario, plan, sky = stage.scenario(), stage.plan(), Sky(basis="another")
    story.check(scenario, sky, plan)

    assert [("check", (scenario, sky, plan), {"until": None})] == rooms.calls


def test_a_scenario_that_leaves_flights_open_is_judged_up_to_the_day_it_is_known_on(rooms: Rooms) -> None:
    scenario = stage.scenario()
    story.check(scenario, SKY)
    story.measure(scenario)

    assert [{"until": scenario.as_of}, {}] == [options for _, _, options in rooms.calls]
    assert (scenario, story.baseline(scenario), scenario.as_of) == rooms.calls[1][1]


@pytest.mark.parametrize(
    ("as_of", "until"),
    [(stage.day(-9), stage.day(0)), (stage.day(30), stage.day(30)), (stage.day(180), None)],
)
def test_the_judging_ends_within_the_horizon(as_of: datetime, until: datetime | None) -> None:
    assert until == story.judged_until(stage.scenario().model_copy(update={"as_of": as_of}))


def test_a_record_of_what_flew_is_judged_to_the_end_of_its_horizon() -> None:
    record = stage.scenario().model_copy(update={"requests": ()})

    assert not story.is_open(record)
    assert story.judged_until(record) is None


def test_a_baseline_is_the_record_as_it_stands() -> None:
    scenario = stage.scenario()
    baseline = story.baseline(scenario)

    assert scenario.flights == baseline.flights
    assert scenario.stays == baseline.stays
    assert baseline.certificate is None


def test_a_plan_is_made_under_the_sky_of_its_scenario(rooms: Rooms) -> None:
    scenario = stage.scenario()
    story.plan(scenario, time_limit_s=5.0, seed=3)
    options = {"time_limit_s": 5.0, "seed": 3, "watch": None, "scenario_sha256": "1" * 64}

    assert [("survey", (scenario,), {}), ("plan", (scenario, SKY), options)] == rooms.calls


@pytest.mark.parametrize("given", [None, "iss-2022", Answer(status="unknown")])
def test_checking_what_is_no_plan_says_what_to_give(given: Any, rooms: Rooms) -> None:
    with pytest.raises(CallError, match="takes a plan or a scenario"):
        story.check(given)
    assert [] == rooms.calls


def test_planning_a_plan_says_what_to_give(rooms: Rooms) -> None:
    with pytest.raises(CallError, match=r"has one in \.scenario"):
        story.plan(stage.plan())  # type: ignore[arg-type]
    assert [] == rooms.calls


def test_a_plan_given_twice_is_refused() -> None:
    with pytest.raises(CallError, match="twice"):
        story.check(stage.plan(), SKY, stage.plan())


def test_a_saved_plan_is_loaded_as_it_was(tmp_path: Path) -> None:
    plan = stage.plan()
    story.save(plan, tmp_path / "plan.json")

    assert plan == story.load(tmp_path / "plan.json")


def test_a_shown_plan_names_its_flights_and_what_is_broken() -> None:
    file = StringIO()
    cf.show(stage.plan(), stage.findings(), file=file, width=100)
    page = file.getvalue()

    assert page.startswith("Lagrange, the first half of 2030")
    assert "check: 2 broken, 1 waived" in page
    assert "├ferry-2─" in page


def test_the_public_verbs_are_those_of_the_story() -> None:
    verbs = [name for name in cf.__all__ if name != "__version__"]

    assert sorted(cf.__all__) == dir(cf)
    assert [getattr(story, verb) for verb in verbs] == [getattr(cf, verb) for verb in verbs]
    assert isinstance(cf.__version__, str)


def test_an_unknown_public_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'fly_me'"):
        cf.fly_me  # noqa: B018


def test_the_corridor_hands_on_nouns() -> None:
    horizon = Horizon(start=stage.day(0), end=stage.day(1))
    scenario = stage.scenario().model_copy(update={"horizon": horizon, "requests": ()})
    sky = cf.survey(scenario)
    findings = cf.check(scenario, sky)
    measures = cf.measure(scenario)

    assert isinstance(scenario, Scenario)
    assert isinstance(sky, Sky)
    assert all(isinstance(finding, Finding) for finding in findings)
    assert isinstance(measures, Measures)
    assert isinstance(cf.baseline(scenario), Plan)
