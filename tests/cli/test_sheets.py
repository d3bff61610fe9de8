"""Workbooks, tables, calendars and differences from the command line."""

import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from crossflight.cli import app

LEAST = 'name = "mine"\ntitle = "Mine"\nstation = "iss"\nas_of = 2022-09-29\nhistory = true\n'
SCENARIO = (
    LEAST
    + """horizon = { start = 2022-09-29, end = 2023-06-01 }

# When it leaves.
[[departures]]
flight = "crew-4"
undock = { earliest = 2022-10-07, latest = 2022-11-15, wanted = 2022-10-11 }
"""
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "mine.toml").write_text(SCENARIO, encoding="utf-8")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_a_workbook_goes_out_and_a_changed_cell_comes_back(folder: Path) -> None:
    out = run("export", "mine.toml", "--to", "xlsx", "-o", "mine.xlsx")
    book = openpyxl.load_workbook("mine.xlsx")
    sheet = book["Departures"]
    sheet.cell(2, 3).value = "2022-10-14"
    book.save("mine.xlsx")
    back = run("import", "mine.xlsx", "--into", "mine.toml", "-o", "new.toml")

    assert (0, 0) == (out.exit_code, back.exit_code)
    assert SCENARIO.replace("2022-10-11", "2022-10-14") == (folder / "new.toml").read_text(encoding="utf-8")
    assert "undock_wanted" in back.stdout
    assert "1 change, scenario written to new.toml" in back.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("import", "no.xlsx", "--into", "mine.toml", "-o", "new.toml"), "no.xlsx: there is no such file"),
        (("import", "a.csv", "--into", "mine.toml", "-o", "mine.toml"), "it exists already — give another name, or"),
        (("import", "a.csv", "--into", "mine.toml", "-o", "new.json"), "end the name in .toml"),
        (("import", "a.csv", "--into", "nobody", "-o", "new.toml"), "no scenario of this name"),
        (("import", "a.csv", "--into", "mine.toml", "-o", "new.toml", "--table", "wish"), "did you mean 'wishes'?"),
        (("export", "mine.toml", "--to", "xlsx", "-o", "mine.toml"), "would replace the file that it is made from"),
        (("export", "mine.toml", "--to", "xlsx", "-o", "mine.csv"), "the ending .csv is not that of --to xlsx"),
        (("export", "mine.toml", "--to", "ics", "-o", "a.ics", "--table", "flights"), "--table is for --to csv alone"),
        (("diff", "mine.toml", "no.json"), "no.json: there is no such file"),
    ],
)
def test_a_call_that_cannot_be_is_refused_in_one_line(words: tuple[str, ...], told: str, folder: Path) -> None:
    (folder / "a.csv").write_text("flight,undock_latest\ncrew-4,2022-11-20\n", encoding="utf-8")
    result = run(*words)

    assert (2, 1) == (result.exit_code, len(result.stderr.splitlines()))
    assert told in result.stderr
    assert not (folder / "new.toml").exists()
    assert SCENARIO == (folder / "mine.toml").read_text(encoding="utf-8")


def test_a_scenario_is_replaced_when_asked(folder: Path) -> None:
    (folder / "a.csv").write_text("flight;undock_latest\ncrew-4;2022-11-20\n", encoding="utf-8")
    result = run("import", "a.csv", "--into", "mine.toml", "-o", "mine.toml", "--replace")

    assert 0 == result.exit_code
    assert SCENARIO.replace("2022-11-15", "2022-11-20") == (folder / "mine.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", ["flights", "people", "wishes", "departures", "stays", "findings"])
def test_each_table_is_written(table: str, folder: Path) -> None:
    result = run("export", "mine.toml", "--to", "csv", "--table", table, "-o", "a.csv")

    assert (0, "crossflight: table written to a.csv\n") == (result.exit_code, result.stderr)
    assert (folder / "a.csv").read_text(encoding="utf-8").count(",") > 3


def test_a_calendar_is_written(folder: Path) -> None:
    result = run("export", "mine.toml", "--to", "ics", "-o", "a.ics")

    assert 0 == result.exit_code
    assert (folder / "a.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_a_difference_is_told_by_flight_and_as_json(folder: Path) -> None:
    (folder / "other.toml").write_text(
        SCENARIO.replace("2023-06-01", "2023-05-01")
        .replace('"mine"', '"other"')
        .replace("2022-09-29\nhis", "2022-10-10\nhis"),
        encoding="utf-8",
    )
    page = run("diff", "mine.toml", "other.toml")
    document = json.loads(run("diff", "mine.toml", "other.toml", "--json").stdout)
    told = next(change for change in document["changes"] if change["subject"] == "crew-5")

    assert 0 == page.exit_code
    assert "for different scenarios (mine and other), which differ in name, " in " ".join(page.stdout.split())
    assert "crew-5 is flown in addition" in page.stdout
    assert {"before", "after", "notes", "changes"} == document.keys()
    assert {"kind": "flight", "subject": "crew-5", "before": None, "after": "crew-5"}.items() <= told.items()


def test_a_plan_does_not_differ_from_itself() -> None:
    result = run("diff", "iss-2022", "iss-2022")

    assert "iss-2022 to iss-2022: no change" in result.stdout
