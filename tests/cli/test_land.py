"""The command ``land``."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from crossflight.cli import app

DATA = Path(__file__).parents[1] / "dynamics" / "data"
SETS = DATA / "iss_landing_element_sets.tle"


def run(flight: str, start: str, end: str, *words: str, scenario: str = "iss-2022") -> Result:
    return CliRunner().invoke(app, ["land", scenario, flight, "--from", start, "--to", end, *words])


def test_the_landing_of_soyuz_ms_21_is_found_from_the_orbit_of_the_scenario() -> None:
    result = run("soyuz-ms-22", "2022-09-29", "2022-09-30", "--json")
    document = json.loads(result.stdout)
    [landing] = document["landings"]

    assert 0 == result.exit_code
    # Soyuz MS-21 used it: undocked 07:34, landed 10:57.
    assert landing["undock"].startswith("2022-09-29T07:3")
    assert landing["deorbit"].startswith("2022-09-29T10:03")
    assert landing["landing"].startswith("2022-09-29T10:57")
    assert (47.4, 69.6) == pytest.approx((landing["latitude_deg"], landing["longitude_deg"]), abs=0.5)
    assert landing["sun_elevation_deg"] == pytest.approx(20, abs=1)
    assert document["reason"] is None
    assert document["needs_daylight"]


def test_a_history_takes_its_orbit_from_a_file() -> None:
    result = run("soyuz-ms-19", "2022-03-30", "2022-03-31", "--orbit", str(SETS), "--json", scenario="iss-history")
    [landing] = json.loads(result.stdout)["landings"]

    assert landing["landing"].startswith("2022-03-30T11:2")
    assert "kazakhstan" == landing["zone"]


def test_a_page_names_each_site_of_a_zone() -> None:
    result = run("crew-4", "2022-10-11", "2022-10-12")

    assert 0 == result.exit_code
    assert "pensacola" in result.stdout
    assert "cape-canaveral" in result.stdout


def test_far_ahead_the_page_shows_spans() -> None:
    result = run("soyuz-ms-22", "2023-03-28", "2023-03-29")

    assert 0 == result.exit_code
    assert "–" in result.stdout
    assert "the plane alone is taken" in " ".join(result.stdout.split())


def test_no_landing_is_an_answer_with_its_reason() -> None:
    result = run("soyuz-ms-22", "2022-09-30", "2022-10-01")

    assert 0 == result.exit_code
    assert "no landing, because the nearest northbound way down" in " ".join(result.stdout.split())


@pytest.mark.parametrize(
    ("flight", "words", "message"),
    [
        ("soyuz-ms-99", (), "knows no flight 'soyuz-ms-99'"),
        ("soyuz-ms-2", (), "did you mean 'soyuz-ms-"),
        ("progress-ms-21", (), "'progress-ms-21' never lands: it is of a type without a landing zone"),
        ("nauka", (), "never lands: it is a module that stays"),
        ("soyuz-ms-22", ("--to", "2022-09-28"), "give a later end"),
        ("soyuz-ms-22", ("--to", "2042-09-28"), "ask for less at a time"),
        ("soyuz-ms-22", ("--from", "2025-09-01", "--to", "2025-09-03"), "at most 900 are allowed"),
        ("soyuz-ms-22", ("--orbit", "nowhere.tle"), "there is no such file"),
        ("soyuz-ms-22", ("--from", "soon"), "is not an instant"),
    ],
)
def test_a_wrong_call_says_the_way_out(flight: str, words: tuple[str, ...], message: str) -> None:
    given = {"--from": "2022-09-29", "--to": "2022-09-30"} | dict(zip(words[::2], words[1::2], strict=True))
    scenario = "iss-history" if flight == "nauka" else "iss-2022"
    result = CliRunner().invoke(app, ["land", scenario, flight, *(word for pair in given.items() for word in pair)])

    assert 2 == result.exit_code
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_a_history_without_an_orbit_asks_for_one() -> None:
    result = run("soyuz-ms-19", "2022-03-30", "2022-03-31", scenario="iss-history")

    assert 2 == result.exit_code
    assert "give one with --orbit FILE" in result.stderr
