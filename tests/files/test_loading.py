"""Loading: a bare name or a path, a scenario or a plan, and no other file."""

import json
import os
import shutil
from pathlib import Path

import pytest

from crossflight.errors import FileError, InputError
from crossflight.files import load, load_plan, load_scenario, parse_plan, save_plan, shipped_scenarios
from crossflight.record import Plan, Scenario
from files.small import SCENARIO, small_catalogue, small_plan


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refusal(name: str | Path) -> FileError:
    with pytest.raises(FileError) as raised:
        load(name)
    assert Path(name).name[:100] in str(raised.value)
    return raised.value


def test_a_bare_name_is_a_shipped_scenario_from_any_folder(folder: Path) -> None:
    assert "iss-2022" in shipped_scenarios()
    assert "iss-2022" == load_scenario("iss-2022").name
    assert list(folder.iterdir()) == []


def test_a_folder_of_the_same_name_does_not_stand_in_the_way(folder: Path) -> None:
    (folder / "iss-2022").mkdir()

    assert "iss-2022" == load_scenario("iss-2022").name


def test_an_unknown_bare_name_comes_with_the_nearest_and_all_that_there_are(folder: Path) -> None:
    error = refusal("iss-202")

    assert "iss-2022, iss-history" in error.problem
    assert "did you mean 'iss-2022'? A file has an ending, .toml or .json" == error.way_out


def test_a_name_near_to_none_is_answered_with_what_there_is_once(folder: Path) -> None:
    error = refusal("voyage")

    assert "iss-2022, iss-history" in error.problem
    assert "choose one of these, or name a file. A file has an ending, .toml or .json" == error.way_out


def test_a_path_is_a_file_even_without_an_ending(folder: Path) -> None:
    assert "there is no such file" == refusal("./iss-2022").problem
    assert "there is no such file" == refusal(folder / "iss-2022").problem


def test_a_toml_file_is_a_scenario(folder: Path) -> None:
    (folder / "small.toml").write_text(SCENARIO)
    (folder / "LOUD.TOML").write_text(SCENARIO)

    assert isinstance(load("small.toml", small_catalogue()), Scenario)
    assert load(folder / "LOUD.TOML", small_catalogue()) == load_scenario("small.toml", small_catalogue())


def test_a_json_file_is_a_plan_when_it_says_so_and_else_a_scenario(folder: Path) -> None:
    save_plan(small_plan(), "plan.json")
    (folder / "small.json").write_text(
        '{"name": "a", "title": "A", "station": "outpost", "as_of": "2031-07-10",'
        ' "horizon": {"start": "2031-07-10", "end": "2031-07-11"}}'
    )

    assert small_plan() == load("plan.json")
    assert small_plan() == load_plan("plan.json")
    assert "a" == load_scenario("small.json", small_catalogue()).name


def test_a_plan_is_known_by_what_it_says_whatever_its_ending(folder: Path) -> None:
    save_plan(small_plan(), "plan.json")
    shutil.copy("plan.json", "plan.old")
    shutil.copy("plan.json", "plan")

    assert isinstance(load("plan.old"), Plan)
    assert isinstance(load("plan"), Plan)


def test_a_plan_in_place_of_a_scenario_and_the_other_way_round(folder: Path) -> None:
    save_plan(small_plan(), "plan.json")
    (folder / "small.toml").write_text(SCENARIO)
    with pytest.raises(FileError, match=r"plan.json: it is a plan, not a scenario"):
        load_scenario("plan.json")
    with pytest.raises(FileError, match=r"small.toml: it is a scenario, not a plan"):
        load_plan("small.toml")
    with pytest.raises(FileError, match="it is a scenario, not a plan"):
        load_plan("iss-2022")


@pytest.mark.parametrize("name", ["notes.txt", "plan.xlsx", "plan.", "iss.2022"])
def test_another_ending_is_refused_with_the_allowed_ones(folder: Path, name: str) -> None:
    (folder / name).write_text(SCENARIO)
    error = refusal(name)

    assert "says neither scenario (.toml) nor plan (.json)" in error.problem
    assert ".toml" in error.way_out


@pytest.mark.parametrize("text", [" ", "\n\n", "# nothing but a remark"])
def test_a_file_of_nothing_but_blanks(folder: Path, text: str) -> None:
    (folder / "blank.toml").write_text(text)
    with pytest.raises(InputError, match=r"blank.toml: it is empty — write name, title, station, as_of and horizon"):
        load("blank.toml")


@pytest.mark.parametrize("name", ["", ".", "..", "/", "a\0b", "\ud800", "x" * 300, "\x1b[31m", "a/b/c"])
def test_odd_names_are_refused(folder: Path, name: str) -> None:
    with pytest.raises(InputError) as refusal:
        load(name)

    assert str(refusal.value).isprintable()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02\x03",
        b"\xff\xfe\x00",
        b"{",
        b'{"format": "crossflight-plan-1"',
        b"[" * 100_000,
        b"{" * 100_000,
        b'{"a":' * 100_000,
        SCENARIO.encode()[:1000],
        b"PK\x03\x04\x14",
        b"%PDF-1.7",
    ],
)
@pytest.mark.parametrize("ending", [".toml", ".json"])
def test_what_is_no_scenario_and_no_plan_is_refused_in_one_line(folder: Path, content: bytes, ending: str) -> None:
    (folder / f"odd{ending}").write_bytes(content)
    with pytest.raises(InputError) as refusal:
        load(f"odd{ending}")

    assert str(refusal.value).startswith(f"odd{ending}")
    assert str(refusal.value).isprintable()
    assert len(str(refusal.value)) <= 3_000


def test_a_sparse_file_a_folder_and_a_device(folder: Path) -> None:
    with (folder / "large.toml").open("wb") as file:
        file.truncate(50_000_000)
    (folder / "folder.toml").mkdir()

    assert "more than 20,000,000 bytes" in refusal("large.toml").problem
    assert "it is a folder, not a file" == refusal("folder.toml").problem
    assert "it is a folder, not a file" == refusal(folder).problem
    if Path("/dev/zero").exists():
        (folder / "zero.toml").symlink_to("/dev/zero")

        assert "it is a device or a pipe, not an ordinary file" == refusal("zero.toml").problem


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(folder: Path) -> None:
    (folder / "secret.toml").write_text(SCENARIO)
    (folder / "secret.toml").chmod(0)

    assert "it may not be read" == refusal("secret.toml").problem


# --------------------------------------------------------------------------------------------------------- plan files


@pytest.fixture(scope="module")
def plan_text(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("plans") / "plan.json"
    save_plan(small_plan(), path)
    return path.read_text()


def test_a_plan_that_breaks_a_rule_is_no_error(plan_text: str) -> None:
    # A barge at a port that takes no barge, and four times the people that a ferry has seats for.
    text = plan_text.replace('"port": "keel"', '"port": "fore"')
    plan = parse_plan(text)

    assert {"fore"} == {flight.port for flight in plan.flights if flight.vehicle.startswith("barge")}


@pytest.mark.parametrize(
    ("change", "path", "problem"),
    [
        ({"flights": {"port": "nowhere"}}, "flights[0].port", "unknown port 'nowhere'"),
        ({"flights": {"vehicle": "nothing"}}, "flights[0].vehicle", "unknown vehicle 'nothing'"),
        ({"flights": {"station": "other"}}, "flights[0].station", "unknown station 'other'"),
        ({"flights": {"up": ["hal", "ghost"]}}, "flights[0].up[1]", "unknown person 'ghost'"),
        ({"flights": {"commander_down": "ghost"}}, "flights[0].commander_down", "unknown person 'ghost'"),
        ({"flights": {"site": "moon"}}, "flights[0].site", "unknown launch site 'moon'"),
        ({"flights": {"id": "kite-1"}}, "flights[2].id", "'kite-1' is the id of flights[0] already"),
        ({"stays": {"person": "ghost"}}, "stays[0].person", "unknown person 'ghost'"),
        ({"stays": {"up": "ferry-99"}}, "stays[0].up", "unknown flight 'ferry-99'"),
        ({"flights": {"launch": "2031-13-01"}}, "flights[0].launch", "'2031-13-01' is not an instant"),
        ({"flights": {"lunch": 1}}, "flights[0].lunch", "unknown key 'lunch'"),
    ],
)
def test_a_plan_that_names_what_it_does_not_hold(
    plan_text: str, change: dict[str, dict[str, object]], path: str, problem: str
) -> None:
    data = json.loads(plan_text)
    for table, entry in change.items():
        data[table][0] |= entry
    with pytest.raises(InputError) as refusal:
        parse_plan(json.dumps(data), file="plan.json")

    assert (path, problem) == (refusal.value.path, refusal.value.problem)


@pytest.mark.parametrize(
    ("table", "entry", "path", "problem"),
    [
        ("vehicles", {"type": "raft"}, "scenario.vehicles[0].type", "unknown vehicle type 'raft'"),
        ("people", {"id": "di"}, "scenario.people[2].id", "'di' is the id of scenario.people[0] already"),
        ("flights", {"vehicle": "raft-1"}, "scenario.flights[0].vehicle", "unknown vehicle 'raft-1'"),
        ("requests", {"site": "moon"}, "scenario.requests[0].site", "unknown launch site 'moon'"),
        (
            "departures",
            {"flight": "ferry-4"},
            "scenario.departures[0].flight",
            "unknown flight at the station 'ferry-4'",
        ),
        ("waivers", {"rule": "x"}, "scenario.waivers[0].rule", "unknown rule 'x'"),
        ("waivers", {"start": "ferry-9.docked"}, "scenario.waivers[0].start", "unknown flight 'ferry-9'"),
        ("stays", {"down": "ferry-9"}, "scenario.stays[0].down", "unknown flight 'ferry-9'"),
    ],
)
def test_the_scenario_inside_a_plan_is_looked_at_too(
    plan_text: str, table: str, entry: dict[str, object], path: str, problem: str
) -> None:
    data = json.loads(plan_text)
    data["scenario"][table][0] |= entry
    with pytest.raises(InputError) as refusal:
        parse_plan(json.dumps(data), file="plan.json")

    assert (path, problem) == (refusal.value.path, refusal.value.problem)


def test_the_horizon_and_the_station_inside_a_plan_are_looked_at_too(plan_text: str) -> None:
    data = json.loads(plan_text)
    data["scenario"]["horizon"]["end"] = "2131-01-01"
    with pytest.raises(InputError, match=r"scenario.horizon.end: the horizon has 36,\d+ days"):
        parse_plan(json.dumps(data))
    data = json.loads(plan_text)
    data["scenario"]["station"]["ports"][1]["segment"] = "attic"
    with pytest.raises(
        InputError, match=r"scenario.station.ports\[1\].segment: station 'outpost' has no segment 'attic'"
    ):
        parse_plan(json.dumps(data))
