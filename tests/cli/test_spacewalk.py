"""The command ``spacewalk``."""

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from crossflight.cli import app

NAME = ("spacewalk-2007-11-09", "docking-port")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["spacewalk", *words])


def told(result: Result) -> str:
    return " ".join(result.stderr.split())


def test_the_document_has_timeline_and_margins() -> None:
    result = run(*NAME, "--json")
    document = json.loads(result.stdout)

    assert 0 == result.exit_code
    assert {"start_min", "end_min", "who", "activity", "light"} <= document["timeline"][0].keys()
    assert {"name", "subject", "limit", "planned", "margin", "unit", "state"} <= document["margins"][0].keys()
    assert ["must", "margin", "may", "shortest"] == [level["name"] for level in document["levels"]]
    assert document["minutes"] == document["battery_to_repress_min"]
    assert document["hatch_open"].startswith("2007-11-09T09:53")


def test_the_page_and_the_terminal_show_both_lanes(tmp_path: Path) -> None:
    page = tmp_path / "walk.html"
    result = run(*NAME, "--at", "95", "--event", "overrun:shuttle-power:20", "-o", str(page))
    text = page.read_text(encoding="utf-8")

    assert 0 == result.exit_code
    assert "first   ~" in result.stdout
    assert "second  ~" in result.stdout
    assert "takes 20 min longer" in result.stdout
    assert text.startswith("<!doctype html>")
    assert "Yuri Malenchenko" in text
    assert "unknown light" in text
    assert "<script" not in text


def test_a_fault_of_a_suit_answers_with_the_way_home() -> None:
    result = run(*NAME, "--at", "200", "--event", "suit-fault:first", "--json")
    document = json.loads(result.stdout)

    assert 0 == result.exit_code
    assert "back at the lock" in document["message"]
    assert any(margin["name"] == "emergency return" for margin in document["margins"])


def test_what_cannot_be_done_any_more_ends_with_one() -> None:
    result = run(*NAME, "--at", "200", "--event", "lost:100", "--json")
    document = json.loads(result.stdout)

    assert 1 == result.exit_code
    assert document["left_out"]
    assert document["conflict"]


def test_wrong_calls_are_one_line_and_two() -> None:
    for words, expected in (
        (("spacewalk-2007-11-09", "docking-pot"), "docking-port"),
        ((*NAME, "--at", "95"), "each event needs its minute"),
        ((*NAME, "--at", "95", "--event", "fire"), "is no event outside"),
        ((*NAME, "--at", "1000", "--event", "return"), "nobody of 'docking-port' is at work outside"),
        ((*NAME, "--opens", "9"), "is no time of day"),
        (("iss-2022", "any"), "asks for no spacewalk 'any'"),
        ((*NAME, "-o", "/nowhere/at/all.html"), "/nowhere"),
    ):
        result = run(*words)

        assert 2 == result.exit_code, words
        assert expected in told(result), words
        assert 1 == result.stderr.count("\n"), words
