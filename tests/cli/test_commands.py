import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import stage
from crossflight import dynamics, files, planner, rules, story
from crossflight.cli import app
from crossflight.errors import FileError, InputError
from crossflight.record import Answer, Clash, Finding, Plan, Progress, Scenario, Sky

SUBJECTS: dict[str, Scenario | Plan] = {
    "lagrange-2030": stage.scenario(),
    "lagrange-history": stage.scenario(),
    "plan.json": stage.plan(),
}


@pytest.fixture(autouse=True)
def rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the rooms below answer from the stage."""

    def load(name: str, *, courses: bool = False) -> Scenario | Plan:
        if name not in SUBJECTS:
            raise FileError(f"there is no [red]'{name}'", file=name, way_out="see the list")
        return SUBJECTS[name]

    monkeypatch.setattr(files, "load", load)
    monkeypatch.setattr(files, "load_scenario", load)
    monkeypatch.setattr(dynamics, "survey", lambda _: Sky())
    monkeypatch.setattr(planner, "plan", answering(optimal()))
    monkeypatch.setattr(rules, "check", lambda *_, **__: stage.findings())
    monkeypatch.setattr(rules, "measure", lambda *_: stage.measures())
    monkeypatch.setattr(rules, "recount", lambda _: {})
    monkeypatch.setenv("COLUMNS", "100")


def optimal() -> Answer:
    plan = stage.plan()
    assert plan.certificate is not None
    return Answer(status="optimal", plan=plan, levels=plan.certificate.levels)


def answering(answer: Answer) -> Any:
    def plan(*_: Any, watch: Any, **__: Any) -> Answer:
        for value in (9.0, 5.0, 2.0):
            watch(Progress(level="dates", value=value, bound=1.0, seconds=10 - value))
        watch(Progress(level="order", seconds=9.0))
        return answer

    return plan


def nothing_found(*_: Any, **__: Any) -> tuple[Finding, ...]:
    return ()


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args])


# --------------------------------------------------------------------------------------------------- check


def test_check_sums_up_in_its_first_line_and_leaves_with_1_when_rules_are_broken() -> None:
    result = run("check", "plan.json")

    assert 1 == result.exit_code
    assert result.stdout.startswith("plan.json: 2 broken, 1 waived, 8 unknown in 1 group, 5 wishes unmet;")
    assert "" == result.stderr


def test_check_leaves_with_0_when_only_wishes_are_unmet(monkeypatch: pytest.MonkeyPatch) -> None:
    soft = [finding for finding in stage.findings() if finding.state != "broken"]
    monkeypatch.setattr(rules, "check", lambda *_, **__: tuple(soft))

    assert 0 == run("check", "plan.json").exit_code


def test_check_of_an_open_scenario_says_until_when_it_is_judged() -> None:
    result = run("check", "lagrange-2030")

    assert result.stderr.startswith("crossflight: lagrange-2030 leaves 1 flights and 0 departures to be decided")
    assert "2030-01-31" in result.stderr


def test_check_prints_one_document_with_the_keys_of_the_table() -> None:
    result = run("check", "lagrange-2030", "--json")
    document = json.loads(result.stdout)
    keys = {"rule", "kind", "state", "start", "end", "subject", "sentence", "source", "waiver"}

    assert {"broken", "waived", "unknown", "wishes", "measured", "judged", "certificate"} == set(document)
    assert [2, 1, 8, 5] == [len(document[key]) for key in ("broken", "waived", "unknown", "wishes")]
    assert keys | {"amount", "limit", "unit"} <= set(document["broken"][0])
    assert "2030-02-20T10:00:00Z" == document["broken"][0]["end"]
    assert document["waived"][0]["end"] is None
    assert 7.25 == document["measured"]["exposure_person_days"]


def test_check_says_when_a_proof_is_about_another_scenario(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = stage.plan()
    changed = plan.model_copy(update={"scenario": plan.scenario.model_copy(update={"title": "Changed by hand"})})
    monkeypatch.setitem(SUBJECTS, "changed.json", changed)

    assert "" == run("check", "plan.json").stderr
    assert "made for another scenario" in run("check", "changed.json").stderr


def test_check_lists_all_only_when_asked() -> None:
    assert "2 shorter" in run("check", "plan.json").stdout
    assert "2 shorter" not in run("check", "plan.json", "--all").stdout


# ---------------------------------------------------------------------------------------------------- plan


def test_plan_prints_a_page_and_tells_its_progress_apart() -> None:
    result = run("plan", "lagrange-2030")

    assert 1 == result.exit_code
    assert "├ferry-2─" in result.stdout
    assert "crossflight: level dates: value 9, bound 1, after 1.0 s" in result.stderr
    assert "crossflight: level dates: value 2, bound 1, after 8.0 s" in result.stderr
    assert "level order: search begins, after 9.0 s" in result.stderr


def test_plan_leaves_with_0_when_nothing_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "check", nothing_found)

    assert 0 == run("plan", "lagrange-2030").exit_code


def test_plan_writes_the_plan_to_its_file(tmp_path: Path) -> None:
    output = tmp_path / "plan.json"
    result = run("plan", "lagrange-2030", "-o", output)

    assert story.sealed(optimal()).plan == Plan.model_validate_json(output.read_text())
    assert f"plan written to {output}" in result.stderr


@pytest.mark.parametrize(
    ("name", "told"), [("plan.txt", "the ending .txt is not that of a plan"), ("plan", "a plan's name ends in .json")]
)
def test_a_plan_is_not_written_under_a_name_that_no_command_reads(name: str, told: str, tmp_path: Path) -> None:
    result = run("plan", "lagrange-2030", "-o", tmp_path / name)

    assert (2, "") == (result.exit_code, result.stdout)
    assert f"{told} — name it plan.json" in result.stderr


def test_a_choice_that_there_is_not_is_told_without_the_words_of_a_library() -> None:
    result = run("export", "lagrange-2030", "--to", "pdf", "-o", "a.pdf")

    assert 2 == result.exit_code
    assert "invalid value for '--to': 'pdf' is not one of 'html'" in result.stderr


def test_a_station_without_a_history_is_told_with_those_that_have_one() -> None:
    result = run("history", "people", "--station", "salyut")

    assert 2 == result.exit_code
    assert "no history of a station 'salyut' comes with the package — choose one of: iss, tiangong" in result.stderr


def test_plan_prints_one_document_with_the_keys_of_the_table() -> None:
    document = json.loads(run("plan", "lagrange-2030", "--json").stdout)

    assert {"status", "levels", "plan", "conflict", "findings"} <= set(document)
    assert {"name": "dates", "value": 12.5, "bound": 3.0, "unit": "days"} == document["levels"][1]
    assert story.sealed(optimal()).plan == Plan.model_validate(document["plan"])
    assert len(stage.findings()) == len(document["findings"])


def test_plan_leaves_with_1_and_the_clash_when_there_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    clash = Clash(rule="vehicles.life", subject="ferry-1", sentence="ferry-1 lands in time.")
    monkeypatch.setattr(planner, "plan", answering(Answer(status="infeasible", conflict=(clash,))))
    output = tmp_path / "plan.json"
    result = run("plan", "lagrange-2030", "-o", output)
    document = json.loads(run("plan", "lagrange-2030", "--json").stdout)

    assert 1 == result.exit_code
    assert "vehicles.life  ferry-1" in result.stdout
    assert f"there is no plan, so {output} was not written" in result.stderr
    assert not output.exists()
    assert ["vehicles.life"] == [entry["rule"] for entry in document["conflict"]]
    assert document["plan"] is None


def test_an_interrupted_plan_is_written_and_leaves_with_130(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    answer = optimal().model_copy(update={"status": "feasible", "message": "interrupted; the best so far"})
    monkeypatch.setattr(planner, "plan", answering(answer))
    output = tmp_path / "plan.json"
    result = run("plan", "lagrange-2030", "-o", output)

    assert 130 == result.exit_code
    assert output.exists()


def test_an_output_that_cannot_be_written_is_refused_before_the_solve(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(planner, "plan", lambda *_, **__: pytest.fail("solved"))
    result = run("plan", "lagrange-2030", "-o", tmp_path / "nowhere" / "plan.json")

    assert 2 == result.exit_code
    assert result.stderr.startswith("crossflight: ")


def test_a_plan_never_replaces_its_scenario(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    scenario = tmp_path / "scenario.toml"
    scenario.write_text("precious")
    monkeypatch.setitem(SUBJECTS, str(scenario), stage.scenario())
    result = run("plan", scenario, "-o", tmp_path / "." / "scenario.toml")

    assert 2 == result.exit_code
    assert "would replace the scenario" in result.stderr
    assert "precious" == scenario.read_text()


def test_planning_a_plan_is_refused() -> None:
    result = run("plan", "plan.json")

    assert 2 == result.exit_code
    assert "is a plan already" in result.stderr


@pytest.mark.parametrize("limit", ["0", "-1", "nan", "inf", "1e9", "soon", ""])
def test_an_absurd_time_limit_is_refused(limit: str) -> None:
    result = run("plan", "lagrange-2030", f"--time-limit={limit}")

    assert 2 == result.exit_code
    assert f"'{limit}' is no time limit; give seconds above 0 and up to 604800" in result.stderr


@pytest.mark.parametrize("seed", ["-1", "1.5", "²", "9" * 40, str(2**31)])
def test_an_absurd_seed_is_refused(seed: str) -> None:
    result = run("plan", "lagrange-2030", f"--seed={seed}")

    assert 2 == result.exit_code
    assert "is no seed" in result.stderr


# ------------------------------------------------------------------------------------------------- history


def test_history_flights_are_a_table_or_rows() -> None:
    page = run("history", "flights", "--station", "lagrange", "--crewed")
    document = json.loads(run("history", "flights", "--station", "lagrange", "--crewed", "--json").stdout)

    assert 0 == page.exit_code
    assert "ferry-2" in page.stdout
    assert "freighter" not in page.stdout
    assert {"rows"} == set(document)
    assert ["ferry-1", "ferry-2"] == [row["flight"] for row in document["rows"]]


def test_history_people_aboard_on_a_day_have_their_home_vehicle() -> None:
    call = ("history", "people", "--station", "lagrange", "--aboard-on", "2030-02-23")
    document = json.loads(run(*call, "--json").stdout)

    assert "unknown, ferry-1 or ferry-2" in run(*call).stdout
    assert ["ferry-1", "ferry-1", "unknown"] == [row["home"] for row in document["rows"][:3]]


def test_an_empty_history_says_so_apart() -> None:
    result = run("history", "people", "--station", "lagrange", "--agency", "northern", "--flight", "freighter-41")

    assert (0, "") == (result.exit_code, result.stdout)
    assert "ask for less" in result.stderr


@pytest.mark.parametrize("value", ["yesterday", "2022-02-30", "2022-02-03T04:05:06"])
def test_a_day_that_is_none_is_refused_with_the_right_form(value: str) -> None:
    result = run("history", "people", "--aboard-on", value)

    assert 2 == result.exit_code
    assert "write it as 2022-" in result.stderr


# -------------------------------------------------------------------------------------------------- schema


@pytest.mark.parametrize("kind", ["scenario", "plan", "catalogue"])
def test_a_schema_is_one_json_document(kind: str) -> None:
    schema = json.loads(run("schema", kind).stdout)

    assert "https://json-schema.org/draft/2020-12/schema" == schema["$schema"]
    assert "properties" in schema


def test_an_unknown_schema_is_refused_with_those_there_are() -> None:
    result = run("schema", "sky")

    assert 2 == result.exit_code
    assert "one of scenario, plan, catalogue" in result.stderr


# ---------------------------------------------------------------------------------------------------- door


def commands() -> list[list[str]]:
    return [[], ["plan"], ["check"], ["schema"], ["history"], ["history", "flights"], ["history", "people"]]


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_help_has_examples(command: list[str]) -> None:
    result = run(*command, "--help")
    examples = [line for line in result.stdout.splitlines() if line.startswith("    crossflight ")]

    assert 0 == result.exit_code
    assert len(examples) >= 2


@pytest.mark.parametrize("command", [[], ["history"]], ids=["crossflight", "history"])
def test_no_command_is_answered_with_help_and_2(command: list[str]) -> None:
    result = run(*command)

    assert (2, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith("Usage: ")


@pytest.mark.parametrize(
    "call",
    [
        ["chek"],
        ["check"],
        ["check", "a", "b"],
        ["plan", "x", "--demand", "y"],
        ["--nope"],
        ["plan", "x", "-o"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_one_clear_line(call: list[str]) -> None:
    result = run(*call)

    assert (2, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith("crossflight: ")
    assert result.stderr.endswith("--help'\n")
    assert 1 == result.stderr.count("\n")


def test_a_wrong_file_is_one_clear_line_that_is_no_markup() -> None:
    result = run("check", "nowhere.toml")

    assert 2 == result.exit_code
    assert "crossflight: nowhere.toml: there is no [red]'nowhere.toml' — see the list\n" == result.stderr


def test_a_message_is_cut_and_drives_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(_: str, *, courses: bool = False) -> None:
        raise InputError("\x1b[31m" + "long " * 5_000, file="\x07")

    monkeypatch.setattr(files, "load", load)
    result = run("check", "x")

    assert 3_100 > len(result.stderr)
    assert result.stderr.rstrip("\n").isprintable()


def test_what_should_not_happen_is_an_apology_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("by zero\nof all things")

    monkeypatch.setattr(rules, "check", check)
    monkeypatch.delenv("CROSSFLIGHT_DEBUG", raising=False)
    quiet = run("check", "plan.json")
    monkeypatch.setenv("CROSSFLIGHT_DEBUG", "1")
    loud = run("check", "plan.json")

    assert (2, 2) == (quiet.exit_code, loud.exit_code)
    assert "sorry" in quiet.stderr
    assert "ZeroDivisionError: by zero of all things" in quiet.stderr
    assert 1 == quiet.stderr.count("\n")
    assert "Traceback" in loud.stderr


def test_an_interrupt_anywhere_leaves_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def survey(_: Scenario) -> Sky:
        raise KeyboardInterrupt

    monkeypatch.setattr(dynamics, "survey", survey)
    result = run("check", "plan.json")

    assert (130, "crossflight: interrupted\n") == (result.exit_code, result.stderr)


def test_the_version_is_one_line() -> None:
    result = run("--version")

    assert 0 == result.exit_code
    assert result.stdout.startswith("crossflight ")
