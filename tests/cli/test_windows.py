"""The command ``windows``."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from crossflight.cli import app

DATA = Path(__file__).parents[1] / "dynamics" / "data"
SETS = DATA / "iss_element_sets.tle"


def run(*words: str, orbit: Path = SETS) -> Result:
    given = {
        "--orbit": str(orbit),
        "--station": "iss",
        "--site": "baikonur-31-6",
        "--vehicle": "soyuz-ms",
        "--from": "2022-09-21T00:00:00Z",
        "--to": "2022-09-22T00:00:00Z",
    }
    given |= dict(zip(words[::2], words[1::2], strict=True))
    return CliRunner().invoke(app, ["windows", *(word for pair in given.items() for word in pair)])


def test_the_launch_of_soyuz_ms_22_is_found() -> None:
    result = CliRunner().invoke(
        app,
        f"windows --station iss --orbit {SETS} --site baikonur-31-6 --vehicle soyuz-ms "
        "--from 2022-09-21T00:00:00Z --to 2022-09-22T00:00:00Z --json",
    )
    [window] = json.loads(result.stdout)["windows"]
    short, long = window["profiles"]

    assert 0 == result.exit_code
    assert ("2-orbit", 2, "34-orbit", 34) == (short["name"], short["orbits"], long["name"], long["orbits"])
    # Flown 13:54:49, docked 17:06:33 (planned 17:11).
    assert "2022-09-21T13:54:51Z" == short["liftoff"]
    assert short["docking"].startswith("2022-09-21T17:1")
    assert 90 < short["delta_v_m_s"] < 150
    assert window["plane_crossing"].startswith("2022-09-21T13:58")


def test_a_page_shows_each_profile() -> None:
    result = run()

    assert 0 == result.exit_code
    assert "2-orbit" in result.stdout
    assert "13:54:51" in result.stdout
    assert "SGP4, element set of 2022-09-21T08:09:57.320Z" in " ".join(result.stdout.split())


def test_counts_of_revolutions_that_lift_off_together_share_a_row() -> None:
    result = run("--vehicle", "crew-dragon", "--site", "ksc-39a")

    assert "- to " in result.stdout


def test_one_vehicle_stands_for_its_type() -> None:
    assert "13:54:51" in run("--vehicle", "soyuz-ms-22").stdout


def test_no_window_is_an_answer_with_its_reason() -> None:
    result = run("--from", "2022-09-21T20:00:00Z", "--to", "2022-09-21T21:00:00Z")

    assert 0 == result.exit_code
    assert "no window, because" in result.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--station", "is"), "did you mean 'iss'?"),
        (("--site", "baikonur-31-5"), "did you mean 'baikonur-"),
        (("--vehicle", "sojus-ms"), "did you mean 'soyuz-ms'?"),
        (("--site", "ksc-39a"), "it is known from baikonur-31-6"),
        (("--vehicle", "shenzhou"), "no port of 'iss' takes"),
        (("--to", "2022-09-20"), "give a later end"),
        (("--to", "2042-09-20"), "ask for less at a time"),
        (("--from", "2032-09-20", "--to", "2032-09-21"), "at most 365 are allowed"),
        (("--from", "tomorrow"), "is not an instant"),
        (("--orbit", "nowhere.tle"), "there is no such file"),
    ],
)
def test_a_wrong_call_says_the_way_out(words: tuple[str, ...], message: str) -> None:
    result = run(*words)

    assert 2 == result.exit_code
    assert message in result.stderr
    assert "Traceback" not in result.stderr
