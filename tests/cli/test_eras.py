"""``plan`` over eras and over several stations, as a planner calls it."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from crossflight import story
from crossflight.cli import app
from crossflight.record import Answer, EraProof, LevelProof, Plan, Scenario, Sky


def run(*words: str) -> Any:
    return CliRunner().invoke(app, list(words))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[float | None]:
    """Let planning answer at once with what is fixed; return the lengths of eras that it is asked for."""
    asked: list[float | None] = []

    def plan(scenario: Scenario, sky: Sky | None = None, *, eras_days: float | None = None, **_: Any) -> Answer:
        asked.append(eras_days)
        level = LevelProof(name="dates", value=3, bound=2, unit="days off the wanted dates")
        start, end = scenario.horizon.start, scenario.horizon.end
        era = EraProof(name="era 1", start=start, end=end, ahead=end, status="feasible", levels=(level,))
        bare = Plan(scenario=scenario, flights=scenario.flights, stays=scenario.stays)
        return Answer(status="feasible", eras=(era,), plan=bare, message="planned in 1 eras")

    monkeypatch.setattr(story, "plan", plan)
    monkeypatch.setattr(story.stations, "plan", plan)
    monkeypatch.setattr(story, "survey", lambda _: Sky())
    monkeypatch.setattr(story, "check", lambda *_: ())
    return asked


@pytest.mark.parametrize("given", ["-1", "59", "1e9", "nan", "long"])
def test_an_era_of_no_sensible_length_is_refused(given: str) -> None:
    result = run("plan", "iss-2022", f"--eras={given}")

    assert 2 == result.exit_code
    assert f"'{given}' is no length of an era; give days from 60 to 14640, or 0 for one solve" in result.output


@pytest.mark.parametrize(("words", "days"), [((), None), (("--eras", "0"), 0.0), (("--eras", "400"), 400.0)])
def test_the_length_of_an_era_is_handed_on(
    words: tuple[str, ...], days: float | None, quick: list[float | None]
) -> None:
    assert 0 == run("plan", "iss-2022", *words).exit_code
    assert [days] == quick


def test_the_document_tells_the_eras(quick: list[float | None]) -> None:
    document = json.loads(run("plan", "iss-2022", "--json").stdout)

    assert [None] == quick
    assert [("era 1", "feasible", 3.0, 2.0)] == [
        (era["name"], era["status"], era["levels"][0]["value"], era["levels"][0]["bound"]) for era in document["eras"]
    ]


def test_plans_of_several_stations_go_into_a_folder(quick: list[float | None], tmp_path: Path) -> None:
    result = run("plan", "iss-2022", "tiangong-history", "-o", str(tmp_path), "--json")

    assert 0 == result.exit_code
    assert [None, None] == quick
    assert ["iss-2022.json", "tiangong-history.json"] == sorted(path.name for path in tmp_path.iterdir())
    assert ["iss-2022", "tiangong-history"] == [entry["scenario"] for entry in json.loads(result.stdout)["stations"]]


def test_a_folder_that_is_not_there_is_refused_before_any_work(quick: list[float | None], tmp_path: Path) -> None:
    result = run("plan", "iss-2022", "tiangong-history", "-o", str(tmp_path / "nowhere"))

    assert 2 == result.exit_code
    assert [] == quick
    assert "there is no folder" in result.output


def test_requirements_are_for_one_station(quick: list[float | None]) -> None:
    result = run("plan", "iss-2022", "tiangong-history", "--require", "uncovered <= 9")

    assert 2 == result.exit_code
    assert "--require is for one station" in result.output
    assert [] == quick
