"""Why there is no plan: clashes are what trying every plan says, and mends make a plan possible."""

import signal
import time
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from ortools.sat.python import cp_model

from crossflight import planner
from crossflight.planner import clashing, plan
from crossflight.planner.clashing import explain
from crossflight.planner.clashing.asking import OutOfTime, Questions, Reply
from crossflight.planner.dropping import UNSURE, with_drops_blamed
from crossflight.planner.model import PlanModel
from crossflight.planner.problem import Problem
from crossflight.planner.run import Solution
from crossflight.record import RULEBOOK, Answer, Clash, DateWish, Mend, Progress, Requirement, Scenario
from crossflight.rules import check
from planner.clashes import Sets, broken_by_each, meeting_all
from planner.deciding import model_of
from planner.tiny import CASES, LARK, MIXED, NO_DAYS, SWAN, coming, lives
from scenes import EXCHANGE, day, departure, request, scenario, sky, stays_of

SMALL = (
    "one port and no waiver",
    "a launch is required a second before its hour",
    "two requirements contradict each other",
    "what has flown is not as it is required",
    "somebody announced is required not to fly",
    "a closed port is shut to those who come",
    "no exchange leaves the partner at home",
    "more people announced than seats asked for",
)
"""Few enough plans to try each of them with every crew."""


def required(setting: Scenario, *texts: str) -> Scenario:
    """Return a scenario with more required of it."""
    return setting.model_copy(update={"requirements": tuple(Requirement.parse(text) for text in texts)})


def conflicts(answer: Answer) -> Sets:
    """Return the clashes of an answer."""
    return frozenset(frozenset((clash.rule, clash.subject) for clash in told) for told in answer.conflicts)


@cache
def answered(name: str) -> Answer:
    """Return the answer to a tiny scenario."""
    return plan(CASES[name].setting, CASES[name].over)


@cache
def tried(name: str) -> Sets:
    """Return every smallest clash of a tiny scenario, found by trying every plan."""
    case = CASES[name]
    model = model_of(case.setting, case.over)
    return meeting_all(broken_by_each(case.setting, model))


def steps(mend: Mend) -> list[tuple[str, str, str]]:
    """Return what is done in a mend."""
    return [(step.kind, step.rule, step.subject) for step in mend.steps]


# ----------------------------------------------------------------------------------------------------- by brute force


@pytest.mark.parametrize("name", SMALL)
def test_each_clash_is_one_that_trying_every_plan_finds(name: str) -> None:
    told = conflicts(answered(name))

    assert told
    assert told <= tried(name)


@pytest.mark.parametrize("name", SMALL)
def test_all_clashes_are_found_when_the_answer_says_so(name: str) -> None:
    answer = answered(name)
    known = {name for clash in conflicts(answer) for name in clash}
    hard = {"physics"}
    left_out = [
        clash
        for clash in tried(name) - conflicts(answer)
        if not any(RULEBOOK[rule].kind in hard for rule, _ in clash) and clash <= known
    ]

    assert answer.message is not None
    assert "may be more clashes" in answer.message or [] == left_out


@pytest.mark.parametrize("name", SMALL)
def test_the_answer_says_that_it_is_certified(name: str) -> None:
    assert "Certified: with any one member of a clash left out, the rest can hold." in (answered(name).message or "")


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.expected is None])
def test_no_member_of_a_clash_can_be_spared(name: str) -> None:
    case = CASES[name]
    problem = Problem(case.setting, case.over, whole=True)
    questions = Questions(PlanModel(problem, blame=True), float("inf"), 0)
    for told in answered(name).conflicts:
        members = [(clash.rule, clash.subject) for clash in told]
        if not all(member in questions.instances for member in members):
            continue  # no day at all: there is no model of it

        assert not questions.ask(members).holds
        assert all(questions.ask(other for other in members if other != member).holds for member in members)


# --------------------------------------------------------------------------------------------------- known clash sets


def haven(**changes: Any) -> Scenario:
    """Return Haven with a Lark and a Swan aboard, over ten days."""
    ships = {"flights": (LARK, SWAN), "stays": stays_of(LARK, SWAN), "numbers": NO_DAYS}
    return scenario(**(ships | {"horizon": scenario().horizon.model_copy(update={"end": day(10, 0)})} | changes))


def test_two_independent_clashes_are_both_told() -> None:
    setting = haven(
        vehicles=lives("lark-2", 3),
        requests=(
            coming("lark-2", 1, launch=DateWish(latest=day(2)), **MIXED),
            coming("mule-1", 4, ports=("red-1",), launch=DateWish(latest=day(5))),
        ),
    )
    told = conflicts(plan(setting, sky()))

    assert {
        frozenset({("vehicles.life", "lark-2"), ("flights.window", "lark-2")}),
        frozenset({("ports.one-vehicle", "red-1")}),
    } == told


def test_wishes_are_blamed_before_laws_and_laws_before_physics() -> None:
    setting = haven(
        requests=(
            request("mule-1", ports=("red-2",), undock=None, launch=DateWish(latest=day(2))),
            request("mule-2", ports=("red-2",), undock=None, launch=DateWish(latest=day(2))),
        )
    )
    asked = required(setting, "mule-1.launch >= 2030-01-05")
    told = plan(asked, sky()).conflicts

    assert ["flights.window", "requirements.met"] == [clash.rule for clash in told[0]]


def test_contradictory_requirements_are_told_with_both_texts() -> None:
    asked = required(
        haven(requests=(coming("lark-2", 2, **MIXED),)), "lark-2.launch <= 2030-01-03", "lark-2.launch >= 2030-01-06"
    )
    answer = plan(asked, sky())

    assert ["lark-2.launch <= 2030-01-03", "lark-2.launch >= 2030-01-06"] == [
        clash.subject for clash in answer.conflict
    ]


def test_what_has_flown_otherwise_is_told_with_its_instant() -> None:
    asked = required(haven(requests=(coming("lark-2", 2, **MIXED),)), "lark-1.launch >= 2030-01-01")
    answer = plan(asked, sky())

    assert [
        "lark-1 launches on 2030-01-01 at the earliest, as required; its launch is on record, 2029-12-27T12:00:00Z"
    ] == [clash.sentence for clash in answer.conflict]
    assert () == answer.mends
    assert "Nothing that can be moved" in (answer.message or "")


def test_a_requirement_binds_where_nothing_is_to_be_decided() -> None:
    refused = plan(required(haven(), "lark-1 at red-2"), sky())
    kept = plan(required(haven(), "lark-1 at red-1"), sky())

    assert ("infeasible", "optimal") == (refused.status, kept.status)


# ------------------------------------------------------------------------------------------------------ dropped flights


def relieved(*texts: str) -> Scenario:
    """Return Haven whose Lark has to leave by day 4 and is relieved by another, with a Mule to come as well."""
    setting = haven(
        departures=(departure("lark-1", undock=DateWish(latest=day(4))),),
        requests=(coming("lark-2", 2, **MIXED), coming("mule-1", 6, ports=("red-1",))),
    )
    return required(setting, *texts)


def test_a_flight_that_nobody_needs_is_dropped() -> None:
    found = plan(relieved("mule-1 dropped"), sky()).plan
    assert found is not None

    assert {"lark-1", "lark-2", "swan-1"} == {flight.id for flight in found.flights}
    assert () == tuple(finding for finding in check(found.scenario, sky(), found) if finding.rule == "requirements.met")


def test_what_dropping_a_flight_breaks_is_told_with_it() -> None:
    answer = plan(relieved("lark-2 dropped"), sky())

    assert "infeasible" == answer.status
    assert ("requirements.met", "lark-2 dropped") in {(clash.rule, clash.subject) for clash in answer.conflict}
    assert "operators.any-single-loss" in {clash.rule for clash in answer.conflict}


def test_where_time_is_over_every_dropped_flight_is_named_and_that_is_said() -> None:
    setting = relieved("lark-2 dropped", "mule-1 dropped")
    clash = Clash(rule="operators.any-single-loss", subject="blue-segment", sentence="an operator after any loss")
    answer = Answer(status="infeasible", conflict=(clash,), conflicts=((clash,),), message="Confirmed.")
    told = with_drops_blamed(answer, setting, sky(), 0, until=time.monotonic())

    assert ["blue-segment", "lark-2 dropped", "mule-1 dropped"] == [entry.subject for entry in told.conflict]
    assert f"Confirmed. {UNSURE}" == told.message


def test_a_dropped_flight_that_mends_nothing_is_not_blamed() -> None:
    answer = plan(relieved("lark-2 dropped", "mule-1 dropped"), sky())

    assert "mule-1 dropped" not in {clash.subject for clash in answer.conflict}


@pytest.mark.parametrize(
    "text", ["lark-2 at red-2", "lark-2.launch <= 2030-01-05", "red-dan on lark-2", "lark-2 not dropped"]
)
def test_what_is_asked_of_a_dropped_flight_clashes_with_the_dropping(text: str) -> None:
    setting = required(haven(requests=(coming("lark-2", 2, **MIXED),)), "lark-2 dropped", text)

    assert {"lark-2 dropped", text} == {clash.subject for clash in plan(setting, sky()).conflict}


def test_what_is_not_asked_of_a_dropped_flight_is_kept() -> None:
    setting = required(haven(requests=(coming("lark-2", 2, **MIXED),)), "lark-2 dropped", "lark-2 not at red-2")

    assert "optimal" == plan(setting, sky()).status


def test_an_agreement_is_balanced_without_a_dropped_flight() -> None:
    covered = EXCHANGE.model_copy(update={"end": day(9), "flights": ("lark-2",), "is_balanced": True})
    setting = haven(agreements=(covered,), requests=(coming("lark-2", 2, **MIXED),))
    found = plan(required(setting, "lark-2 dropped"), sky()).plan
    assert found is not None

    assert [] == [finding for finding in check(found.scenario, sky(), found) if finding.rule == "agreements.balance"]


# -------------------------------------------------------------------------------------------------------------- mends


def late() -> Scenario:
    """Return a scenario in which a Mule that may come up to day 2 is required on day 6 at the earliest."""
    setting = haven(requests=(coming("mule-1", 1, launch=DateWish(latest=day(2))),))
    return required(setting, "mule-1.launch >= 2030-01-07")


def test_a_mend_says_by_how_many_days_a_window_and_a_requirement_would_move() -> None:
    told = {step.subject: step for mend in plan(late(), sky()).mends for step in mend.steps}

    assert {"mule-1": 4, "mule-1.launch >= 2030-01-07": 4} == {name: step.days for name, step in told.items()}
    assert "mule-1 could launch on 2030-01-07, 4 days after the days asked for" == told["mule-1"].sentence


def test_a_window_moved_as_the_mend_says_gives_a_plan_and_a_day_less_does_not() -> None:
    asked = late()
    moved = {
        days: asked.model_copy(
            update={
                "requests": tuple(
                    entry.model_copy(update={"launch": DateWish(latest=day(2) + timedelta(days=days))})
                    for entry in asked.requests
                )
            }
        )
        for days in (3, 4)
    }

    assert {3: "infeasible", 4: "optimal"} == {days: plan(setting, sky()).status for days, setting in moved.items()}


def test_a_requirement_moved_as_the_mend_says_gives_a_plan() -> None:
    asked = required(late(), "mule-1.launch >= 2030-01-03")

    assert "optimal" == plan(asked, sky()).status


def test_mends_come_by_their_cost_and_leave_physics_alone() -> None:
    for name in SMALL:
        for mend in answered(name).mends:
            kinds = [RULEBOOK[step.rule].kind for step in mend.steps]

            assert "physics" not in kinds
        costs = [
            sum({"wish": 1, "agreement": 100, "law": 10_000}[RULEBOOK[step.rule].kind] for step in mend.steps)
            for mend in answered(name).mends
        ]

        assert sorted(costs) == costs


@pytest.mark.parametrize("name", SMALL)
def test_with_a_mend_all_the_rest_can_hold_and_with_less_it_cannot(name: str) -> None:
    case = CASES[name]
    questions = Questions(PlanModel(Problem(case.setting, case.over, whole=True), blame=True), float("inf"), 0)
    for mend in answered(name).mends:
        gone = {(step.rule, step.subject) for step in mend.steps}
        rest = [known for known in questions.instances if known not in gone]

        assert questions.ask(rest).holds
        assert not any(questions.ask([*rest, spared]).holds for spared in gone)


def test_one_requirement_is_not_given_up_as_a_mend() -> None:
    answer = answered("somebody announced is required not to fly")

    assert answer.mends
    assert all(rule != "requirements.met" for mend in answer.mends for _, rule, _ in steps(mend))


# --------------------------------------------------------------------------------------------------- two configurations


def test_a_no_that_nothing_confirms_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planner, "solve", lambda *_, **__: Solution("infeasible"))
    answer = plan(haven(requests=(coming("lark-2", 2, **MIXED),)), sky())

    assert "unknown" == answer.status
    assert "contradict" in (answer.message or "")


def test_a_no_that_nobody_had_time_to_confirm_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def out_of_time(*_: object, **__: object) -> None:
        raise OutOfTime

    monkeypatch.setattr(Questions, "ask", out_of_time)
    case = CASES["one port and no waiver"]
    answer = explain(Problem(case.setting, case.over))

    assert "unknown" == answer.status
    assert "no second confirmed it" in (answer.message or "")


def lying(monkeypatch: pytest.MonkeyPatch, *, is_presolved: bool) -> None:
    """Let one configuration of the solver call everything infeasible, and blame whatever is assumed."""
    honest = Questions.solve

    def solve(questions: Questions, cp: cp_model.CpModel, **how: Any) -> Reply:
        if how["is_presolved"] != is_presolved:
            return honest(questions, cp, **how)
        assumed = {literal.index: name for name, literal in questions.model.rules.items()}
        return Reply(blamed=frozenset(assumed[index] for index in cp.proto.assumptions))

    monkeypatch.setattr(Questions, "solve", solve)


@pytest.mark.parametrize("has_requirements", [False, True])
def test_a_solver_that_calls_what_can_hold_infeasible_is_found_out(
    has_requirements: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    lying(monkeypatch, is_presolved=False)
    monkeypatch.setattr(planner, "solve", lambda *_, **__: Solution("infeasible"))
    setting = haven(requests=(coming("lark-2", 2, **MIXED),))
    answer = plan(required(setting, "lark-2 at red-2") if has_requirements else setting, sky())

    assert "unknown" == answer.status
    assert "contradict each other" in (answer.message or "")
    assert ((), ()) == (answer.conflict, answer.conflicts)


def test_a_clash_is_told_where_there_is_no_time_to_mend_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clashing, "MEND_SECONDS", -1.0)
    case = CASES["somebody announced is required not to fly"]
    answer = plan(case.setting, case.over)

    assert answer.conflicts
    assert () == answer.mends
    assert "cheaper ways out" in (answer.message or "")


def test_the_second_configuration_is_presolved_and_has_another_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: set[tuple[bool, int]] = set()
    solve = cp_model.CpSolver.solve

    def watch(solver: cp_model.CpSolver, *arguments: Any) -> cp_model.CpSolverStatus:
        seen.add((solver.parameters.cp_model_presolve, solver.parameters.random_seed))
        return solve(solver, *arguments)

    monkeypatch.setattr(cp_model.CpSolver, "solve", watch)
    case = CASES["one port and no waiver"]
    explain(Problem(case.setting, case.over), seed=7)

    assert {(False, 7), (True, 8)} == seen


# ------------------------------------------------------------------------------------------------------- limits of time


def test_no_time_left_is_no_answer() -> None:
    case = CASES["one port and no waiver"]
    answer = explain(Problem(case.setting, case.over), until=time.monotonic())

    assert ("unknown", ()) == (answer.status, answer.conflict)
    assert "give more time with --time-limit" in (answer.message or "")


def test_the_limit_of_time_is_for_the_explanation_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    limits: list[float] = []
    solve = cp_model.CpSolver.solve

    def watch(solver: cp_model.CpSolver, *arguments: Any) -> cp_model.CpSolverStatus:
        limits.append(solver.parameters.max_time_in_seconds)
        return solve(solver, *arguments)

    monkeypatch.setattr(cp_model.CpSolver, "solve", watch)
    case = CASES["one port and no waiver"]
    plan(case.setting, case.over, time_limit_s=9.0)

    assert limits
    assert max(limits) <= 9.0


def test_ctrl_c_while_it_is_explained_is_said() -> None:
    def press(progress: Progress) -> None:
        if progress.level == "whether rules clash":
            signal.raise_signal(signal.SIGINT)

    case = CASES["one port and no waiver"]
    answer = plan(case.setting, case.over, watch=press)

    assert ("unknown", "interrupted before it was known what clashes") == (answer.status, answer.message)
