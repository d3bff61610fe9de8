"""The command as a process of its own: streams, pipes, signals and how long help takes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import stage

HEAVY = {"erfa", "numpy", "ortools", "pydantic", "sgp4", "rich"}


def run(*args: str | Path, folder: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as if from a shell without a terminal."""
    command = [sys.executable, "-m", "crossflight", *map(str, args)]
    return subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | environment,
        check=False,
        timeout=100,
    )


@pytest.fixture(scope="module")
def plan_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plans") / "plan.json"
    # Its certificate is made up, and would be told so.
    path.write_text(stage.plan().model_copy(update={"certificate": None}).model_dump_json())
    return path


def test_a_plan_file_is_checked_alone(plan_file: Path) -> None:
    result = run("check", plan_file, "--json")
    document = json.loads(result.stdout)

    assert 1 == result.returncode
    assert "" == result.stderr
    assert document["broken"]


def test_the_flown_history_is_checked_by_its_bare_name_from_any_folder(tmp_path: Path) -> None:
    document = json.loads(run("check", "iss-history", "--json", folder=tmp_path).stdout)
    leak = [entry for entry in document["broken"] if "soyuz-ms-22" in entry["subject"]]

    # The leak became known on 15 December 2022 UTC:
    # https://spacepolicyonline.com/news/u-s-spacewalk-postponed-as-investigation-continues-into-soyuz-leak/
    assert {"2022-12-15"} == {entry["start"][:10] for entry in leak if entry["rule"] == "seats.home-vehicle"}


def test_a_planned_scenario_is_written_and_its_plan_breaks_nothing(tmp_path: Path) -> None:
    planned = run("plan", "iss-2022", "-o", "plan.json", "--time-limit", "30", "--json", folder=tmp_path)
    checked = run("check", "plan.json", "--json", folder=tmp_path)
    document = json.loads(planned.stdout)

    assert (0, 0) == (planned.returncode, checked.returncode), planned.stderr + checked.stderr
    assert document["status"] in {"optimal", "feasible"}
    assert json.loads((tmp_path / "plan.json").read_text()) == document["plan"]
    assert [] == json.loads(checked.stdout)["broken"]


def test_who_was_aboard_is_found_in_the_history() -> None:
    rows = json.loads(run("history", "people", "--aboard-on", "2023-01-03", "--json").stdout)["rows"]

    # Between the leak of Soyuz MS-22 and the first move of a seat, two vehicles with seven people were docked.
    assert 7 == len(rows)
    assert {"soyuz-ms-22", "crew-5"} == {row["home"] for row in rows}


def test_a_page_fits_the_columns_and_has_no_colour_in_a_pipe(plan_file: Path) -> None:
    result = run("check", plan_file, COLUMNS="72")
    head, *body = result.stdout.split("\nsources\n")[0].splitlines()

    assert head.startswith(f"{plan_file}: ")
    assert all(len(line) <= 72 for line in body)
    assert "\x1b" not in result.stdout


def test_a_page_is_written_even_where_letters_are_missing(plan_file: Path) -> None:
    result = run("check", plan_file, PYTHONIOENCODING="ascii")

    assert 1 == result.returncode
    assert "" == result.stderr
    assert result.stdout.isascii()


@pytest.mark.parametrize("name", ["nowhere.toml", "/", "/dev/null", "\x1b[31m"])
def test_a_file_that_is_none_is_one_line_and_2(name: str) -> None:
    result = run("check", name)

    assert (2, "", 1) == (result.returncode, result.stdout, result.stderr.count("\n"))
    assert result.stderr.startswith("crossflight: ")
    assert result.stderr.rstrip("\n").isprintable()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_a_reader_who_leaves_early_is_no_failure(plan_file: Path) -> None:
    command = f"{sys.executable} -m crossflight check {plan_file} | true; echo ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8", check=True, timeout=100)

    assert result.stdout in {"141\n", "1\n"}
    assert "" == result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_a_full_device_is_one_line_and_2() -> None:
    command = f"{sys.executable} -m crossflight schema > /dev/full"
    result = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8", check=False)

    assert 2 == result.returncode
    assert result.stderr.startswith("crossflight: ")
    assert 1 == result.stderr.count("\n")


@pytest.mark.parametrize("call", ["import crossflight", "from crossflight.cli import app"])
def test_importing_brings_nothing_heavy(call: str) -> None:
    code = f"import sys; {call}; print(*{{name.split('.')[0] for name in sys.modules}})"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)

    assert set() == HEAVY & set(result.stdout.split())


def test_help_brings_nothing_heavy() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "crossflight", "--help"]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    imported = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in result.stderr.splitlines()}

    assert "typer" in imported
    assert set() == HEAVY & imported


def test_ctrl_c_during_the_imports_leaves_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt")
    result = run("check", "iss-2022", PYTHONPATH=str(tmp_path))

    assert (130, "crossflight: interrupted\n") == (result.returncode, result.stderr)


def test_a_file_named_as_a_folder_is_refused(plan_file: Path) -> None:
    result = run("check", f"{plan_file}/")

    assert 2 == result.returncode
    assert "its name ends as that of a folder — leave the slash out" in result.stderr
