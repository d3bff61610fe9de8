"""The command ``replan``, from a plan or a scenario to the changed plan."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from crossflight import story
from crossflight.cli import app
from crossflight.record import Answer

GOLDEN = Path(__file__).parent / "golden"
CASE = "contingency/crew-11-2026"


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args], env={"COLUMNS": "100"})


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plans") / "plan.json"
    assert run("plan", CASE, "-o", path).exit_code == 0
    return path


def test_the_page_of_an_answer_looks_as_it_did(plan: Path) -> None:
    result = run("replan", plan, "--event", "crew-11-medical")
    text = "".join(f"{line.rstrip()}\n" for line in result.stdout.splitlines())
    golden = GOLDEN / "replan-100.txt"
    if os.environ.get("RENEW_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")

    assert golden.read_text(encoding="utf-8") == text
    assert 0 == result.exit_code


def test_json_has_what_broke_and_what_changes_and_the_plan_can_be_checked(plan: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.json"
    result = run("replan", plan, "--event", "crew-11-medical", "--json", "-o", new)
    document: dict[str, Any] = json.loads(result.stdout)

    assert {"status", "levels", "plan", "conflict", "findings", "message", "broken", "changes"} <= set(document)
    assert "vehicles.leave-by" in {finding["rule"] for finding in document["broken"]}
    assert {"kind", "subject", "before", "after", "sentence", "days"} == set(document["changes"][0])
    assert 0 == run("check", new).exit_code


def test_a_scenario_is_planned_first_and_said_so() -> None:
    result = run("replan", CASE, "--event", "crew-11-medical")

    assert f"{CASE} is a scenario: planned first" in result.stderr
    assert result.stdout.index("what changes") < result.stdout.index("what it breaks of the plan")
    assert 0 == result.exit_code


def test_without_a_plan_the_exit_code_says_so() -> None:
    result = run("replan", "contingency/soyuz-ms-10-2018", "--event", "ms10-abort", "--as-of", "2018-10-12")

    assert "no plan exists" in result.stdout
    assert "progress-ms-10 launches on a day that the pad is open" in result.stdout
    assert 1 == result.exit_code


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--event", "crew-11-medical", "--as-of", "2027-01-01"), "lies outside the horizon of crew-11-2026"),
        (("--event", "crew-11-medical", "--as-of", "2026-01-06"), "nothing of it was known on 2026-01-06"),
        (("--event", "ms22-leak"), "2023-01-11T00:00:00Z lies outside the horizon"),
        (("--event", "ms22-leak", "--as-of", "2026-02-01"), "the plan holds no 'soyuz-ms-22'"),
        (("--event", "ms10-abort", "--as-of", "2026-02-01"), "the plan holds no 'soyuz-ms-10'"),
        (("--event", "crew-11-medic"), "did you mean 'crew-11-medical'?"),
        (("--event", "crew-11-medical", "--as-of", "soon"), "soon"),
        (("--event", "iss-2022.toml"), "there is no such file"),
        ((), "missing option"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_line(plan: Path, arguments: tuple[str, ...], says: str) -> None:
    result = run("replan", plan, *arguments)

    assert says in result.stderr
    assert 1 == len(result.stderr.splitlines())
    assert 2 == result.exit_code


def test_a_time_limit_too_short_for_any_plan_is_said(plan: Path) -> None:
    result = run("replan", plan, "--event", "crew-11-medical", "--time-limit", "0.000001")

    assert result.exit_code in {0, 1}
    assert result.exit_code == 0 or "give more time with --time-limit" in result.stdout


def test_the_new_plan_does_not_replace_the_old_one(plan: Path) -> None:
    result = run("replan", plan, "--event", "crew-11-medical", "-o", plan)

    assert "would replace a file that it is made from" in result.stderr
    assert 2 == result.exit_code


def test_a_plan_whose_certificate_is_for_another_scenario_is_taken_as_it_stands(plan: Path, tmp_path: Path) -> None:
    document = json.loads(plan.read_text(encoding="utf-8"))
    document["certificate"]["scenario_sha256"] = "0" * 64
    other = tmp_path / "other.json"
    other.write_text(json.dumps(document), encoding="utf-8")
    result = run("replan", other, "--event", "crew-11-medical")

    assert "its certificate was made for another scenario than it holds" in result.stderr
    assert 0 == result.exit_code


def event_file(folder: Path, **changes: str) -> Path:
    """Write an event file about Crew-11, changed as said."""
    told = {"as_of": "2026-01-08T00:00:00Z", "subject": "crew-11", "start": "2026-01-07T00:00:00Z"} | changes
    path = folder / "event.toml"
    path.write_text(
        f'name = "leak"\ntitle = "A leak"\nas_of = {told["as_of"]}\n\n[[events]]\nid = "leak"\n'
        f'kind = "vehicle-degraded"\nsubject = "{told["subject"]}"\nstart = {told["start"]}\n'
        'nominal_seats = 0\nsentence = "It leaks."\n',
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"subject": "crew-111"}, "the plan holds no 'crew-111', which the event 'leak' is about"),
        (
            {"as_of": "2024-02-01T00:00:00Z", "start": "2024-01-01T00:00:00Z"},
            "2024-02-01T00:00:00Z lies outside the horizon of crew-11-2026",
        ),
    ],
)
def test_an_event_that_does_not_fit_the_plan_is_said_in_a_line(
    plan: Path, tmp_path: Path, changes: dict[str, str], says: str
) -> None:
    result = run("replan", plan, "--event", event_file(tmp_path, **changes))

    assert says in result.stderr
    assert 1 == len(result.stderr.splitlines())
    assert 2 == result.exit_code


def test_an_event_that_began_long_before_the_horizon_still_holds(plan: Path, tmp_path: Path) -> None:
    result = run("replan", plan, "--event", event_file(tmp_path, start="2024-01-01T00:00:00Z"))

    assert "crew-12 flies up with nobody aboard" in result.stdout
    assert 0 == result.exit_code


def test_a_plan_without_a_horizon_is_refused(plan: Path, tmp_path: Path) -> None:
    document = json.loads(plan.read_text(encoding="utf-8"))
    document["scenario"]["horizon"]["end"] = document["scenario"]["horizon"]["start"]
    other = tmp_path / "nothing.json"
    other.write_text(json.dumps(document), encoding="utf-8")
    result = run("replan", other, "--event", "crew-11-medical")

    assert "scenario.horizon.end: the horizon ends at" in result.stderr
    assert 2 == result.exit_code


def test_at_the_last_minute_of_the_horizon_nothing_changes(plan: Path) -> None:
    result = run("replan", plan, "--event", "crew-11-medical", "--as-of", "2026-06-19T23:59:00Z")

    assert "what changes\n  nothing\n" in result.stdout
    assert 0 == result.exit_code


def test_a_past_that_no_plan_can_mend_is_explained(plan: Path, tmp_path: Path) -> None:
    document = json.loads(plan.read_text(encoding="utf-8"))
    ports = {flight["id"]: flight for flight in document["flights"]}
    ports["crs-33"]["port"] = ports["crew-11"]["port"]
    other = tmp_path / "shared.json"
    other.write_text(json.dumps(document), encoding="utf-8")
    result = run("replan", other, "--event", "crew-11-medical")

    assert "infeasible: no plan exists" in result.stdout
    assert "harmony-zenith holds one vehicle at a time" in result.stdout
    assert 1 == result.exit_code


def test_an_interrupted_first_plan_is_not_changed_by_halves(monkeypatch: pytest.MonkeyPatch) -> None:
    half = Answer(status="unknown", message="interrupted before a first plan")
    monkeypatch.setattr(story, "plan", lambda *_, **__: half)
    result = run("replan", CASE, "--event", "crew-11-medical")

    assert "was being planned as before the event" in result.stderr
    assert 130 == result.exit_code
