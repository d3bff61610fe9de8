"""The command ``windows``."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from crossflight.cli import app, progress

DATA = Path(__file__).parents[1] / "dynamics" / "data"
SETS = DATA / "iss_element_sets.tle"


def run(*words: str, orbit: Path = SETS, flags: tuple[str, ...] = ()) -> Result:
    given = {
        "--orbit": str(orbit),
        "--station": "iss",
        "--site": "baikonur-31-6",
        "--vehicle": "soyuz-ms",
        "--from": "2022-09-21T00:00:00Z",
        "--to": "2022-09-22T00:00:00Z",
    }
    given |= dict(zip(words[::2], words[1::2], strict=True))
    return CliRunner().invoke(app, ["windows", *(word for pair in given.items() for word in pair), *flags])


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
        (("--site", "ksc-39a"), "it is known from baikonur-1-5 on soyuz-fg, baikonur-31-6 on soyuz-2-1a"),
        (("--vehicle", "shenzhou"), "no port of 'iss' takes"),
        (("--to", "2022-09-20"), "give a later end"),
        (("--to", "2042-09-20"), "ask for less at a time"),
        (("--from", "2042-09-20", "--to", "2042-09-21"), "at most 4000 are allowed"),
        (("--from", "2008-09-20", "--to", "2008-09-21"), "at most 4000 are allowed"),
        (("--profile", "4-orbit"), "7.7 degrees too little"),
        (("--profile", "3-orbit"), "it knows 2-orbit, 4-orbit, 34-orbit"),
        (("--from", "tomorrow"), "is not an instant"),
        (("--orbit", "nowhere.tle"), "there is no such file"),
    ],
)
def test_a_wrong_call_says_the_way_out(words: tuple[str, ...], message: str) -> None:
    result = run(*words)

    assert 2 == result.exit_code
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_one_profile_is_told_alone() -> None:
    [window] = json.loads(run("--profile", "34-orbit", flags=("--json",)).stdout)["windows"]

    assert ["34-orbit"] == [option["name"] for option in window["profiles"]]


def test_the_page_says_what_is_left_when_a_liftoff_is_missed() -> None:
    page = " ".join(run().stdout.split())

    assert "holds 40 s; missed: 34-orbit at 13:57:56; failing on the way: 34-orbit, docking 09-23 16:25" in page


def test_the_document_says_what_is_left_when_a_liftoff_is_missed() -> None:
    [window] = json.loads(run(flags=("--json",)).stdout)["windows"]
    short, long = window["profiles"]

    assert {
        "slip_s": 40.0,
        "later_profile": "34-orbit",
        "later_liftoff": long["liftoff"],
        "next_liftoff": short["missed"]["next_liftoff"],
    } == short["missed"]
    assert "34-orbit" == short["fallback"]["name"]
    assert None is long["fallback"]
    assert window["next_crossing"].startswith("2022-09-22T13:34")
    assert ["34-orbit"] == window["next_profiles"]


def test_years_ahead_every_profile_is_told_with_the_phase_open() -> None:
    result = run("--from", "2031-09-21", "--to", "2031-09-22", flags=("--open-phase",))
    page = " ".join(result.stdout.split())

    assert 0 == result.exit_code
    assert all(name in page for name in ("2-orbit", "4-orbit", "34-orbit", " open "))
    assert "the node is known to 12 degrees, liftoff to 49 minutes" in page
    assert "grown evenly" in page
    assert "taken to keep its height" in page


def test_months_ahead_the_page_says_that_the_phase_is_lost() -> None:
    page = " ".join(run("--from", "2023-03-01", "--to", "2023-03-02").stdout.split())

    assert "which profile fits is not known" in page
    assert "up to 95.3 days from its epoch" in page


def test_a_gap_across_the_span_is_named(tmp_path: Path) -> None:
    whole = (DATA / "nasa_2021-10-01.oem").read_text(encoding="utf-8").splitlines()
    holed = [line for line in whole if not "2021-10-05T08:30" < line[:16] < "2021-10-05T09:40"]
    path = tmp_path / "gap.oem"
    path.write_text("\n".join(holed), encoding="utf-8")
    result = run("--from", "2021-10-05T08:00:00Z", "--to", "2021-10-05T09:50:00Z", orbit=path)

    assert 2 == result.exit_code
    assert "there is a gap of 75" in result.stderr
    assert "2021-10-05T08:28:00Z" in result.stderr


def test_long_work_says_on_standard_error_that_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "QUIET_S", 0.0)
    result = run()

    assert "crossflight: launch windows: 0 s so far" in result.stderr
    assert "so far" not in result.stdout


def test_short_work_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "QUIET_S", 600.0)

    assert "" == run().stderr


def test_the_end_of_the_calendar_is_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "late.json"
    elements = {
        "OBJECT_NAME": "LATE",
        "OBJECT_ID": "1998-067A",
        "EPOCH": "9999-12-28T00:00:00",
        "MEAN_MOTION": 15.5,
        "ECCENTRICITY": 0.0003,
        "INCLINATION": 51.64,
        "RA_OF_ASC_NODE": 200.0,
        "ARG_OF_PERICENTER": 10.0,
        "MEAN_ANOMALY": 20.0,
        "NORAD_CAT_ID": 25544,
        "BSTAR": 0.0,
        "MEAN_MOTION_DOT": 0.0,
        "MEAN_MOTION_DDOT": 0.0,
    }
    path.write_text(json.dumps([elements]), encoding="utf-8")
    result = run("--from", "9999-12-29", "--to", "9999-12-31", "--profile", "2-orbit", orbit=path)

    assert result.exit_code in {0, 2}
    assert "sorry" not in result.stderr
