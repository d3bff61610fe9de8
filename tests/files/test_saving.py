"""Saving: whole or not at all, the same bytes for the same plan, and read back as the same plan."""

import json
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossflight.errors import FileError
from crossflight.files import (
    certificate_matches,
    load_plan,
    load_scenario,
    parse_plan,
    save_plan,
    scenario_sha256,
    try_writing,
    write_plan,
)
from crossflight.record import Certificate, LevelProof, Plan
from files.small import small_plan, small_scenario


def with_certificate(plan: Plan, sha256: str) -> Plan:
    certificate = Certificate(
        status="optimal",
        levels=(LevelProof(name="uncovered", value=1.5, bound=1.5, unit="segment-days"),),
        scenario_sha256=sha256,
        versions={"crossflight": "0.1.0"},
    )
    return plan.model_copy(update={"certificate": certificate})


@pytest.mark.parametrize("name", ["iss-history", "iss-2022", "tiangong-history"])
def test_a_shipped_record_is_read_back_as_the_same_plan(name: str) -> None:
    scenario = load_scenario(name)
    plan = Plan(scenario=scenario, flights=scenario.flights, stays=scenario.stays)

    assert plan == parse_plan(write_plan(plan))


def test_a_plan_with_a_certificate_is_read_back_as_the_same_plan(tmp_path: Path) -> None:
    plan = with_certificate(small_plan(), "0" * 64)
    save_plan(plan, tmp_path / "plan.json")

    assert plan == load_plan(tmp_path / "plan.json")


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_instants_are_read_back_to_the_microsecond(instant: datetime) -> None:
    plan = small_plan()
    flight = plan.flights[0].model_copy(update={"launch": instant, "docked": instant + timedelta(microseconds=1)})
    changed = plan.model_copy(update={"flights": (flight.model_copy(update={"relocations": (), "undocked": None}),)})
    changed = changed.model_copy(update={"stays": ()})

    assert changed == parse_plan(write_plan(changed))


def test_the_same_plan_is_written_as_the_same_bytes() -> None:
    assert write_plan(small_plan()) == write_plan(parse_plan(write_plan(small_plan())))


def test_a_plan_file_has_the_promised_keys() -> None:
    data = json.loads(write_plan(small_plan()))

    assert {"format", "scenario", "flights", "stays", "spacewalks", "trainings", "boosts", "certificate"} == set(data)
    for flight in data["flights"]:
        assert {"id", "vehicle", "launch", "docked", "port", "undocked", "landed", "up", "down"} <= set(flight)
    assert {"port_turnaround_days", "rescue_days"} <= set(data["scenario"]["numbers"])
    assert ["uncovered", "exposure", "dates"] == data["scenario"]["policy"]["levels"]


def test_a_plan_file_is_sorted_indented_and_says_nothing_in_vain() -> None:
    text = write_plan(small_plan())

    assert text == json.dumps(json.loads(text), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    assert "known_since" not in json.loads(text)["flights"][-1]


def test_a_saved_file_is_replaced_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text("old")
    path.chmod(0o640)
    save_plan(small_plan(), path)

    assert small_plan() == load_plan(path)
    assert [path] == list(tmp_path.iterdir())
    assert 0o640 == stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(os.name != "posix", reason="permissions of that kind are POSIX")
def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    save_plan(small_plan(), tmp_path / "plan.json")

    assert (tmp_path / "usual").stat().st_mode == (tmp_path / "plan.json").stat().st_mode


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "plan.json").symlink_to(tmp_path / "elsewhere" / "real.json")
    save_plan(small_plan(), tmp_path / "plan.json")

    assert (tmp_path / "plan.json").is_symlink()
    assert small_plan() == load_plan(tmp_path / "elsewhere" / "real.json")


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt(), MemoryError()])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException, call: str
) -> None:
    path = tmp_path / "plan.json"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(FileError if isinstance(failure, OSError) else type(failure)) as refusal:
        save_plan(small_plan(), path)

    assert "old" == path.read_text()
    assert [path] == list(tmp_path.iterdir())
    if isinstance(failure, OSError):
        assert f"{path}: it cannot be written: No space left on device — name another file" == str(refusal.value)


def test_where_nothing_speaks_against_it_nothing_is_left_behind(tmp_path: Path) -> None:
    try_writing(tmp_path / "plan.json")

    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("write", [try_writing, lambda path: save_plan(small_plan(), path)])
def test_where_a_file_cannot_be_written_is_told_before(tmp_path: Path, write: object) -> None:
    assert callable(write)
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "file").touch()
    problems = {}
    for name in ("missing/plan.json", "folder.json", "file/plan.json", "a.toml", "A.TOML", "x" * 400 + ".json"):
        with pytest.raises(FileError) as refusal:
            write(tmp_path / name)
        problems[name[:17]] = refusal.value.problem
        assert refusal.value.way_out
        assert refusal.value.file == str(tmp_path / name)

    assert {
        "missing/plan.json": f"there is no folder '{tmp_path}/missing'",
        "folder.json": "it is a folder, not a file",
        "file/plan.json": f"there is no folder '{tmp_path}/file'",
        "a.toml": "a scenario would be overwritten",
        "A.TOML": "a scenario would be overwritten",
        "x" * 17: "it cannot be written: File name too long",
    } == problems
    assert {"folder.json", "file"} == {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", "the name of the file to write is empty"),
        ("a\0b", "no file can have this name"),
        ("\ud800", "no file can have this name"),
        ("/dev/null", "it is a device or a pipe, not an ordinary file"),
    ],
)
def test_odd_names_cannot_be_written(name: str, problem: str) -> None:
    with pytest.raises(FileError) as refusal:
        try_writing(name)

    assert problem == refusal.value.problem


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_without_permission_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "locked" / "plan.json").touch()
    (tmp_path / "locked" / "plan.json").chmod(0o444)
    with pytest.raises(FileError, match="it may not be overwritten"):
        try_writing(tmp_path / "locked" / "plan.json")
    (tmp_path / "locked").chmod(0o555)
    with pytest.raises(FileError, match="no permission to write there"):
        try_writing(tmp_path / "locked" / "other.json")


def test_a_fingerprint_is_that_of_what_the_scenario_says() -> None:
    scenario = small_scenario()
    numbers = scenario.numbers.model_copy(update={"rescue_days": 31})

    assert 64 == len(scenario_sha256(scenario))
    assert scenario_sha256(scenario) == scenario_sha256(parse_plan(write_plan(small_plan())).scenario)
    assert scenario_sha256(scenario) != scenario_sha256(scenario.model_copy(update={"numbers": numbers}))
    assert scenario_sha256(scenario) != scenario_sha256(scenario.model_copy(update={"flights": scenario.flights[1:]}))


def test_guard_the_fingerprint_of_the_small_scenario() -> None:
    # A change means that plan files of before no longer match their certificates: say so in the change log.
    assert "052e756c8fdd860a462da6908577129a13050e7e6c48aa98cc32535074fca386" == scenario_sha256(small_scenario())


def test_a_certificate_speaks_of_the_scenario_that_the_plan_holds() -> None:
    plan = small_plan()

    assert certificate_matches(plan)
    assert certificate_matches(with_certificate(plan, scenario_sha256(plan.scenario)))
    assert not certificate_matches(with_certificate(plan, "0" * 64))
    assert not certificate_matches(parse_plan(write_plan(with_certificate(plan, "0" * 64))))
