"""What `check` tells of a plan's certificate, and that a plan made twice is the same file."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from crossflight import story
from crossflight.cli import app
from crossflight.record import DateWish, Horizon
from planner.tiny import LARK, SWAN
from scenes import day, request, scenario, stays_of


def run(*args: str | Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(app, [str(arg) for arg in args])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a plan."""
    mule = request("mule-1", ports=("red-2", "blue-2"), launch=DateWish(wanted=day(3)), undock=None)
    horizon = Horizon(start=day(0, 0), end=day(10, 0))
    setting = scenario(horizon=horizon, flights=(LARK, SWAN), stays=stays_of(LARK, SWAN), requests=(mule,))
    plan = story.plan(setting).plan
    assert plan is not None
    path = tmp_path_factory.mktemp("plans") / "plan.json"
    story.save(plan, path)
    return path


def changed(made: Path, folder: Path, change: Any) -> Path:
    """Return another file, in which something was changed by hand."""
    document = json.loads(made.read_text())
    change(document)
    path = folder / "changed.json"
    path.write_text(json.dumps(document))
    return path


def test_a_plan_is_told_to_be_verified(made: Path) -> None:
    result = run("check", made)

    assert (0, "") == (result.exit_code, result.stderr)
    assert "certificate: verified, proven optimal; scenario and decisions as it was made" in result.stdout
    assert "6 of 6 levels counted anew" in " ".join(result.stdout.split())


def test_the_certificate_stands_in_the_document(made: Path) -> None:
    told = json.loads(run("check", made, "--json").stdout)["certificate"]

    assert ("verified", "same", "same") == (told["state"], told["scenario"], told["decisions"])
    assert {"name": "dates", "told": 0.0, "bound": 0.0}.items() <= told["levels"][3].items()
    assert {"least": 0.0, "most": 0.0, "slack": 0.0} == told["levels"][3]["recounted"]
    assert {"same"} == {entry["state"] for entry in told["versions"]}


def test_a_scenario_has_no_certificate(made: Path) -> None:
    assert json.loads(run("check", "tiangong-history", "--json").stdout)["certificate"] is None


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda plan: plan["scenario"]["numbers"].update(rescue_days=60),
            "it was made for another scenario than the file holds",
        ),
        (
            lambda plan: next(entry for entry in plan["flights"] if entry["id"] == "mule-1").update(
                launch="2030-01-05T12:00:00Z", docked="2030-01-05T18:00:00Z"
            ),
            "what was decided was changed since; dates is told as 0, and the plan comes to 1",
        ),
        (lambda plan: plan["certificate"]["levels"][3].update(bound=2), "dates has the bound 2 above its value 0"),
    ],
)
def test_a_plan_changed_by_hand_is_unproven_and_breaks_no_rule_by_that(
    change: Any, told: str, made: Path, tmp_path: Path
) -> None:
    path = changed(made, tmp_path, change)
    result, document = run("check", path), json.loads(run("check", path, "--json").stdout)

    assert 0 == result.exit_code
    assert told in result.stderr
    assert 1 == len(result.stderr.splitlines())
    assert "unproven" == document["certificate"]["state"]


# -------------------------------------------------------------------------------------------------------- determinism


@pytest.mark.parametrize("name", ["contingency/starliner-2024", "contingency/soyuz-ms-22-2022"])
def test_two_processes_with_one_seed_write_the_same_bytes(name: str, tmp_path: Path) -> None:
    written = set()
    for hash_seed in ("1", "271828"):
        path = tmp_path / f"{hash_seed}.json"
        subprocess.run(
            [sys.executable, "-m", "crossflight", "plan", name, "--seed", "7", "-o", str(path)],
            env=os.environ | {"PYTHONHASHSEED": hash_seed},
            capture_output=True,
            check=True,
            timeout=300,
        )
        written.add(path.read_bytes())

    assert 1 == len(written)
