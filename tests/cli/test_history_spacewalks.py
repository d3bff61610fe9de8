"""The command ``history spacewalks``, on the record of the International Space Station."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from crossflight.cli import app


@pytest.fixture(autouse=True)
def width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["history", "spacewalks", *words])


def document(*words: str) -> dict[str, Any]:
    result = run(*words, "--json")

    assert 0 == result.exit_code, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_joint_spacewalks_are_26_with_the_gap_before_july_2022() -> None:
    page = run("--joint")

    assert 0 == page.exit_code
    assert "26 spacewalks; the longest time between two of them: 4,789 days, 2009-06-10 to" in page.stdout
    assert "battery to repressurisation: 4, median" in page.stdout
    assert "hatch to hatch: 22, median" in page.stdout
    assert max(len(line) for line in page.stdout.splitlines()) <= 80


def test_a_row_tells_what_is_inferred_unverified_or_unknown() -> None:
    page = run("--between", "2026-05-01", "2026-07-01").stdout
    known, last = document("--between", "2026-05-01", "2026-07-01")["rows"]

    assert "280 i  2026-06-30, hour unknown   unknown  quest" in page
    assert "i: inferred; no page states it" in page
    assert "g: known only generally" not in page
    assert (["designation", "convention", "airlock"], ["end", "minutes"]) == (known["inferred"], known["unknown"])
    assert (["number", "convention", "suit"], []) == (last["inferred"], last["unverified"])


def test_filters_hold_together() -> None:
    words = ("--suit", "emu", "--agencies", "nasa, roscosmos", "--programme", "us", "--airlock", "quest")
    rows = document(*words, "--between", "2007-08-01", "2008-01-01", "--person", "yuri-malenchenko")["rows"]

    assert ["2007-11-09"] == [row["day"] for row in rows]
    assert (True, 415) == (rows[0]["joint"], rows[0]["minutes"])


def test_a_document_tells_how_long_spacewalks_took_by_convention() -> None:
    spread = document()["durations"]

    assert [("us-battery-to-repress", 203, 1), ("russian-hatch-to-hatch", 75, 1)] == [
        (entry["convention"], entry["count"], entry["unknown"]) for entry in spread
    ]


def test_an_empty_list_says_so_apart() -> None:
    result = run("--airlock", "poisk", "--suit", "emu")

    assert (0, "") == (result.exit_code, result.stdout)
    assert "no spacewalk is like that; ask for less" in result.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--airlock", "quset"), "knows no airlock 'quset' — did you mean quest?"),
        (("--agencies", "roscosmos,,esa"), "knows no agency ''"),
        (("--between", "2022-07-01", "2022-13-01"), "'2022-13-01' is not an instant; write it as"),
        (("--between", "2022-07-01", "2022-06-01"), "give the earlier day first"),
        (("--between", "2022-07-01"), "requires 2 arguments"),
        (("--station", "../iss"), "knows no station '../iss' — did you mean iss?"),
        (("--station", "tiangong"), "no spacewalk of 'tiangong' is on record"),
    ],
)
def test_a_wrong_value_is_refused_in_one_line(words: tuple[str, ...], message: str) -> None:
    result = run(*words)

    assert (2, "") == (result.exit_code, result.stdout)
    assert message in result.stderr
    assert 1 == len(result.stderr.splitlines())


def test_the_help_has_two_examples_that_run() -> None:
    lines = [line for line in run("--help").stdout.splitlines() if line.startswith("    crossflight history")]

    assert 2 == len(lines)
    for line in lines:
        assert 0 == CliRunner().invoke(app, line.split()[1:]).exit_code, line
