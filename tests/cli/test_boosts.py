"""The command ``boosts``."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from crossflight.cli import app

SETS = Path(__file__).parents[1] / "dynamics" / "data" / "iss_before_boosts.tle"
LAUNCH = ("--launch", "soyuz-ms@baikonur-31-6=2022-09-21:2-orbit")
LANDING = ("--landing", "soyuz-ms@kazakhstan=2022-09-29")


def run(*words: str, orbit: Path = SETS, start: str = "2022-08-10") -> Result:
    return CliRunner().invoke(app, ["boosts", "--orbit", str(orbit), "--from", start, *words])


def test_one_boost_serves_a_launch_and_a_landing() -> None:
    result = run(*LAUNCH, *LANDING, "--json")
    plan = json.loads(result.stdout)
    [boost] = plan["boosts"]

    assert 0 == result.exit_code
    assert ["soyuz-ms launch 2022-09-21", "soyuz-ms landing 2022-09-29"] == boost["purposes"]
    assert 0.3 < boost["delta_v_m_s"] < 1.2
    assert [True, True] == [target["is_met"] for target in plan["targets"]]
    assert ["2-orbit", "landing"] == [target["profile"] for target in plan["targets"]]


def test_a_page_shows_boosts_targets_and_what_it_rests_on() -> None:
    result = run(*LAUNCH, "--launch", "crew-dragon@ksc-39a=2022-10-03")
    shown = " ".join(result.stdout.split())

    assert 0 == result.exit_code
    assert "1 boost from 2022-08-10" in shown
    assert "12.5 to 18.5°" in shown
    assert "takes any phase, so it needs no boost" in shown
    assert "Student's t" in shown


def test_later_element_sets_are_not_looked_at() -> None:
    """The file goes on to September."""
    early, late = (json.loads(run(*LAUNCH, "--json", start=day).stdout) for day in ("2022-08-10", "2022-09-14"))

    assert early["orbit_epoch"].startswith("2022-08-0")
    assert late["orbit_epoch"].startswith("2022-09-1")
    assert late["targets"][0]["error_deg"] < early["targets"][0]["error_deg"] / 5


def test_a_budget_too_small_exits_1_and_says_by_how_much() -> None:
    result = run(*LAUNCH, "--budget", "0.2")
    shown = " ".join(result.stdout.split())

    assert 1 == result.exit_code
    assert "'soyuz-ms launch 2022-09-21' is missed by" in shown
    assert "the budget is 0.2" in shown


def test_a_boost_that_is_told_is_taken_as_it_is() -> None:
    free, told = (
        json.loads(run(*LAUNCH, "--json", *words).stdout)["targets"][0]
        for words in ((), ("--boost", "2022-08-10T12:00Z=1.0"))
    )
    late_deg = free["phase_before_deg"] - told["phase_before_deg"]

    # 42 days at 2.19 degrees a day and m/s; the plane takes 3 % off, and the liftoff, which waits for it, adds them.
    assert 42.1 * 2.19 == pytest.approx(late_deg, abs=1)


def test_the_flights_of_a_scenario_are_taken_from_it() -> None:
    result = CliRunner().invoke(app, ["boosts", "iss-2022", "--to", "2022-12-31", "--json"])
    plan = json.loads(result.stdout)
    left_out = {entry["flight"]: entry["reason"] for entry in plan["left_out"]}

    assert 0 == result.exit_code
    assert {"soyuz-ms-21 landing", "progress-ms-21 launch"} <= {target["target"] for target in plan["targets"]}
    assert "any phase" in left_out["crew-5 launch"]


def test_a_launch_too_far_ahead_is_left_out() -> None:
    plan = json.loads(run("--launch", "soyuz-ms@baikonur-31-6=2023-06-21", "--json").stdout)

    assert [] == plan["boosts"]
    assert "a boost would be blind" in plan["left_out"][0]["reason"]


def test_the_plan_is_written_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "boosts.json"
    result = run(*LAUNCH, "-o", str(out))

    assert 0 == result.exit_code
    assert json.loads(out.read_text(encoding="utf-8"))["boosts"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--launch", "soyuz@baikonur-31-6=2022-09-21"), "did you mean"),
        (("--launch", "soyuz-ms@baikonur-31-5=2022-09-21"), "did you mean"),
        (("--launch", "soyuz-ms@baikonur-31-6=2022-09-21:3-orbit"), "give 2-orbit, 4-orbit, 34-orbit, or any"),
        (("--launch", "soyuz-ms@baikonur-31-6=2022-08-01"), "lies in the past"),
        (("--launch", "soyuz-ms@baikonur-31-6=September"), "is not an instant"),
        (("--launch", "soyuz-ms at baikonur"), "write it as soyuz-ms@baikonur-31-6=2022-03-18:2-orbit"),
        (("--launch", "soyuz-ms@baikonur-31-6=2022-09-21..2022-09-20"), "in order"),
        (("--landing", "soyuz-ms@kazakstan=2022-09-29"), "did you mean 'kazakhstan'?"),
        (("--landing", "soyuz-ms@kazakhstan=2022-09-29:2-orbit"), "write it as soyuz-ms@kazakhstan=2022-03-30"),
        ((*LAUNCH, *LAUNCH), "give each its own name"),
        ((*LAUNCH, "--to", "2022-08-01"), "give a later end"),
        ((*LAUNCH, "--to", "2032-08-01"), "ask for less at a time"),
        ((*LAUNCH, "--lowest", "420", "--highest", "410"), "does not lie over the lowest"),
        ((*LAUNCH, "--from", "2021-01-01"), "begin later, or give older sets"),
        ((*LAUNCH, "--boost", "yesterday=1"), "is no boost"),
        ((*LAUNCH, "--station", "is"), "did you mean 'iss'?"),
        ((*LAUNCH, "--orbit", "nowhere.tle"), "there is no such file"),
    ],
)
def test_a_wrong_call_says_the_way_out(words: tuple[str, ...], message: str) -> None:
    result = run(*words)

    assert 2 == result.exit_code, result.stdout
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_without_an_orbit_it_asks_for_one() -> None:
    result = CliRunner().invoke(app, ["boosts", *LAUNCH])

    assert 2 == result.exit_code
    assert "give one with --orbit FILE" in result.stderr
