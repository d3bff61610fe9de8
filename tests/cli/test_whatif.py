"""The command ``whatif``: its pages, its documents, and its exit codes."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crossflight import story
from crossflight.cli import app
from crossflight.record import Certificate
from scenes import day, flight, plan, scenario

LARK = flight(
    "lark-1", ("red-ann", "red-bob"), docked=day(-2, 8), launch=day(-2, 2), undocked=day(12), landed=day(12, 16)
)
SWAN = flight(
    "swan-1", ("blue-ann", "red-cat"), launch=day(4, 12), docked=day(5, 8), undocked=day(20), landed=day(20, 22)
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("plan") / "plan.json"
    story.save(plan(scenario(), LARK, SWAN), path)
    return str(path)


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["whatif", *words], env={"COLUMNS": "100"})
    return result.exit_code, result.stdout, result.stderr


def test_the_page_tells_of_each_loss_of_the_weakest_days_and_day_by_day(file: str) -> None:
    code, page, _ = run(file)

    assert 0 == code
    for told in ("lark-1", "swan-1", "weakest days", "after any single loss", "no contingency place"):
        assert told in page


def test_one_loss_is_told_in_words(file: str) -> None:
    code, page, _ = run(file, "--lose", "lark-1", "--on", "2030-01-08")

    assert 0 == code
    assert "Red Ann, Red Bob lose their own seat home." in page
    assert "On 2030-01-08, nobody would be without a nominal seat; nobody without a contingency place." in page


def test_a_loss_of_what_nobody_needs_is_told(file: str) -> None:
    assert "is not aboard from 2030-01-01 on" in run(file, "--lose", "blue-dan")[1]


def test_the_document_holds_every_cell(file: str) -> None:
    code, text, _ = run(file, "--json")
    document = json.loads(text)

    assert 0 == code
    assert {"start", "end", "cells", "outages", "summary", "station", "weakest"} == set(document)
    expected = {"lost", "kind", "who", "start", "end", "nominal_short", "contingency_short"}
    assert expected | {"rescue_days", "segments_uncovered"} == set(document["cells"][0])
    assert {"vehicle", "person", "pad", "port"} == {cell["kind"] for cell in document["cells"]}


def test_a_move_that_breaks_nothing_leaves_with_0_and_one_that_breaks_with_1(file: str) -> None:
    code, page, _ = run(file, "--move", "swan-1=2030-01-06")
    broken, told, _ = run(file, "--move", "lark-1.undocked=2030-02-08", "--json")

    assert (0, 1) == (code, broken)
    assert "it holds: nothing is newly broken" in page
    document = json.loads(told)
    assert not document["holds"]
    assert "vehicles.life" in {finding["rule"] for finding in document["broken"]}
    # The Swan leaves at that instant; later the Lark alone would hold the only operators.
    assert "2030-01-21T12:00:00Z" == document["holds_before"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("--lose", "lark-2"),
            "'lark-2' is no flight, person, launcher, launch site or port of 'haven' — did you mean",
        ),
        (("--lose", "lark-1", "--on", "2031-01-01"), "lies outside the span that is judged"),
        (("--on", "2030-01-05"), "say what is lost with --lose"),
        (("--lose", "lark-1", "--move", "lark-1=2030-01-05"), "ask one at a time"),
        (("--move", "lark-1"), "'lark-1' is no move"),
        (("--move", "lark-1=tomorrow"), "'tomorrow' is not an instant"),
        (("--move", "lark-1=2030-01-05"), "what has been flown cannot be moved"),
    ],
)
def test_calls_that_make_no_sense_are_refused_in_one_line(file: str, words: tuple[str, ...], told: str) -> None:
    code, page, error = run(file, *words)

    assert (2, "") == (code, page)
    assert told in error
    assert 1 == len(error.splitlines())


def test_a_plan_made_for_another_scenario_is_judged_and_said_so(tmp_path: Path) -> None:
    certificate = Certificate(status="optimal", scenario_sha256="0" * 64)
    other = plan(scenario(), LARK, SWAN).model_copy(update={"certificate": certificate})
    story.save(other, tmp_path / "plan.json")
    code, _, error = run(str(tmp_path / "plan.json"))

    assert 0 == code
    assert "its certificate was made for another scenario" in error
