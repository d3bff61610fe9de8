"""The verb and the command: a file for others, whole or not at all."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import crossflight
import stage
from crossflight import files, story
from crossflight.cli import app
from crossflight.errors import CallError, FileError
from views.page.reading import read


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args])


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    story.save(stage.plan(), tmp_path / "plan.json")
    return tmp_path / "plan.json"


def test_a_plan_is_exported_and_the_command_says_where(plan_file: Path, tmp_path: Path) -> None:
    result = run("export", plan_file, "--to", "html", "-o", tmp_path / "plan.html")

    assert (0, "") == (result.exit_code, result.stdout)
    assert f"crossflight: page written to {tmp_path / 'plan.html'}\n" == result.stderr
    assert read((tmp_path / "plan.html").read_text(encoding="utf-8"))
    assert ["plan.html", "plan.json"] == sorted(path.name for path in tmp_path.iterdir())


@pytest.mark.parametrize("name", ["iss-2022", "tiangong-history"])
def test_a_shipped_scenario_is_shown_as_it_stands(name: str, tmp_path: Path) -> None:
    result = run("export", name, "-o", tmp_path / "page.html")
    told = (tmp_path / "page.html").read_text(encoding="utf-8")
    scenario = crossflight.load(name)

    assert 0 == result.exit_code
    assert files.scenario_sha256(scenario)[:16] in told  # type: ignore[arg-type]
    assert ("as it stands" if name == "iss-2022" else "flown record") in told


def test_the_same_plan_gives_the_same_file(plan_file: Path, tmp_path: Path) -> None:
    for name in ("one.html", "two.html"):
        run("export", plan_file, "-o", tmp_path / name)

    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


@pytest.mark.parametrize(
    ("output", "told"),
    [
        ("nowhere/page.html", "there is no folder"),
        ("plan.json", "would replace the file that it is made from"),
        ("other.json", "the ending .json is that of a scenario or plan"),
        ("other.toml", "the ending .toml is that of a scenario or plan"),
        (".", "it is a folder, not a file"),
    ],
)
def test_a_file_that_cannot_or_must_not_be_written_is_refused(plan_file: Path, output: str, told: str) -> None:
    before = plan_file.read_bytes()
    result = run("export", plan_file, "-o", plan_file.parent / output)

    assert 2 == result.exit_code
    assert told in result.stderr
    assert 1 == result.stderr.count("\n")
    assert before == plan_file.read_bytes()


@pytest.mark.parametrize("call", [["plan.json"], ["-o", "x.html"], ["plan.json", "--to", "pdf", "-o", "x.html"]])
def test_a_wrong_call_is_one_line_and_2(call: list[str]) -> None:
    result = run("export", *call)

    assert (2, "", 1) == (result.exit_code, result.stdout, result.stderr.count("\n"))


def test_the_output_is_tried_before_any_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def survey(_: object) -> None:
        pytest.fail("surveyed before the output was tried")

    monkeypatch.setattr(story.exporting, "survey", survey)
    with pytest.raises(FileError):
        story.export(stage.plan(), "html", tmp_path / "nowhere" / "page.html")


def test_a_format_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="'pdf' is no format to export to — choose html"):
        story.export(stage.plan(), "pdf", tmp_path / "page.pdf")


def test_only_a_calendar_takes_back_and_only_what_was_of_the_same_station(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="is for ics alone, not for html"):
        story.export(stage.plan(), "html", tmp_path / "page.html", replaces=stage.plan())
    with pytest.raises(CallError, match="a plan of Tiangong is replaced by none of Lagrange"):
        story.export(stage.plan(), "ics", tmp_path / "plan.ics", replaces=story.station_history("tiangong"))

    assert [] == list(tmp_path.iterdir())


def test_a_failure_on_the_way_leaves_the_old_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.html"
    page.write_text("old")

    def measure(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(story.exporting, "measure", measure)
    with pytest.raises(ZeroDivisionError):
        crossflight.export(stage.plan(), "html", page)

    assert "old" == page.read_text()
    assert [page] == list(tmp_path.iterdir())


def test_the_help_has_an_example_of_each_kind() -> None:
    result = run("export", "--help")
    examples = [line for line in result.stdout.splitlines() if line.startswith("    crossflight export ")]

    assert 5 == len(examples)


def test_a_page_is_drawn_without_the_solver() -> None:
    code = "import sys; import crossflight.views.page; print('ortools' in sys.modules, 'numpy' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)

    assert "False False\n" == result.stdout
