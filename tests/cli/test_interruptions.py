"""Ctrl-C at any moment: one clean line, exit code 130, and never a plan that is lost or half written."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crossflight import planner, story
from crossflight.cli import app, saving
from crossflight.record import Answer, Plan, Scenario, Sky
from crossflight.story import stations

CASE = "contingency/crew-11-2026"
OLD = '{"format": "an older plan"}'

INTERRUPTED = {130, -signal.SIGINT}
"""Python ends by the signal itself where it came within an ``eval`` of some import; a shell tells both as 130."""

SOON_S = 1.0
"""After so long a plan is being surveyed, or its model built."""


def interrupted(path: Path, mark: str) -> tuple[int, str]:
    """Plan a shipped case, interrupt it once a mark was said, and return the exit code and what was said."""
    command = [sys.executable, "-m", "crossflight", "plan", CASE, "-o", str(path)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr is not None
        said = "" if mark else _nothing_for(SOON_S)
        while mark and mark not in said:
            said += process.stderr.readline()
        process.send_signal(signal.SIGINT)
        said += process.stderr.read()
    return process.returncode, said


def _nothing_for(seconds: float) -> str:
    time.sleep(seconds)
    return ""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
@pytest.mark.parametrize("mark", ["", "level ", "plan written"])
def test_an_interrupt_leaves_the_old_file_or_a_whole_new_one(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "plan.json"
    path.write_text(OLD)
    code, said = interrupted(path, mark)
    text = path.read_text(encoding="utf-8")

    assert "Traceback" not in said
    assert all(line.startswith("crossflight: ") for line in said.splitlines())
    assert [path] == list(tmp_path.iterdir())
    assert (text != OLD) == ("plan written to" in said)
    assert text == OLD or isinstance(story.load(path), Plan)
    if mark != "plan written":  # by then the page may be out already
        assert code in INTERRUPTED
        assert "crossflight: interrupted" == said.splitlines()[-1]


def test_an_interrupt_while_a_plan_is_written_waits_until_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.json"

    def save(_: Plan, output: Path) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        output.write_text(json.dumps("whole"))

    monkeypatch.setattr(story, "save", save)
    with pytest.raises(KeyboardInterrupt):
        saving.save_at_once(story.baseline(story.station_history("tiangong")), path)

    assert '"whole"' == path.read_text()
    assert f"crossflight: plan written to {path}\n" == capsys.readouterr().err


def test_the_stations_that_are_planned_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (story.station_history(name) for name in ("tiangong", "iss"))

    def plan(scenario: Scenario, **_: object) -> Answer:
        if scenario.name == second.name:
            raise KeyboardInterrupt
        return Answer(status="optimal", plan=story.baseline(scenario))

    monkeypatch.setattr(stations, "plan", plan)
    kept = story.plan_stations([first, second])

    assert [True, False] == [entry.answer.plan is not None for entry in kept]
    assert (kept[1].answer.message or "").startswith("interrupted")


def test_an_interrupt_while_the_model_of_an_era_is_built_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def plan(*_: object, **__: object) -> Answer:
        raise KeyboardInterrupt

    monkeypatch.setattr(planner, "plan", plan)
    scenario = story.load("iss-2022")
    assert isinstance(scenario, Scenario)
    answer = story.plan(scenario, Sky(), eras_days=200)

    assert "interrupted before a first era was planned" == answer.message


def test_an_interrupt_that_a_library_takes_for_a_failure_is_one_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pydantic makes an error of its own of a Ctrl-C that comes while it builds a model."""

    def load(*_: object, **__: object) -> Plan:
        try:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(1)
        except KeyboardInterrupt:
            raise ValueError from None
        raise AssertionError

    monkeypatch.setattr(story, "load", load)
    result = CliRunner().invoke(app, ["check", "plan.json"])

    assert (130, "crossflight: interrupted\n") == (result.exit_code, result.stderr)
