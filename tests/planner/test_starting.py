"""A search that starts near a published plan: the same answers, what is freed, and what exposure cannot go below."""

import signal

import pytest
from ortools.sat.python import cp_model

from crossflight.planner import plan, revise, standing
from crossflight.planner.constraints import FLIGHTS
from crossflight.planner.levels import goals
from crossflight.planner.model import PlanModel
from crossflight.planner.problem import Problem
from crossflight.planner.solving import solve
from crossflight.planner.stacking import least_of, value_of
from crossflight.planner.starting import Reply, nearest
from crossflight.record import Answer, Plan, Progress, Scenario
from crossflight.rules import check
from crossflight.story.inheriting import inherit
from planner.test_replanning import leak, published, told_of
from planner.tiny import CASES
from scenes import sky


def leaking() -> tuple[Scenario, Plan]:
    """Return what is to be planned after the leak of lark-1, and the published plan."""
    file = told_of(leak(3, known=3))
    revised = revise(published(), file)
    before = standing(published(), revised)
    waivers = tuple(inherit(revised, file, check(revised, sky(), before)))
    return revised.model_copy(update={"waivers": waivers}), before


def model_of(setting: Scenario) -> PlanModel:
    model = PlanModel(Problem(setting, sky()))
    for constrain in FLIGHTS.values():
        constrain(model)
    return model


def ask(cp: cp_model.CpModel) -> Reply:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False
    if solver.solve(cp) == cp_model.INFEASIBLE:
        return Reply(blamed=frozenset(solver.sufficient_assumptions_for_infeasibility()))
    return Reply(values=tuple(solver.response_proto.solution))


def levels(answer: Answer) -> list[tuple[str, float, float]]:
    return [(level.name, level.value, level.bound) for level in answer.levels]


def test_a_search_from_a_plan_that_no_longer_holds_ends_with_the_same_levels() -> None:
    setting, before = leaking()
    near, alone = plan(setting, sky(), near=before), plan(setting, sky())
    changed = plan(setting, sky(), near=before, manner="changes")

    assert ("optimal", "optimal", "optimal") == (near.status, alone.status, changed.status)
    assert levels(alone) == levels(near)
    assert levels(alone) == levels(changed)


def test_a_plan_that_holds_is_its_own_start() -> None:
    revised = revise(published(), told_of(leak(3, known=3)))
    quiet = revised.model_copy(update={"events": ()})
    start = nearest(model_of(quiet), standing(published(), quiet), ask)

    assert start is not None
    assert start.is_as_published


def test_only_what_stands_in_the_way_is_freed() -> None:
    setting, before = leaking()
    model = model_of(setting)
    start = nearest(model, before, ask)

    assert start is not None
    assert not start.is_as_published
    # Swan-1 stays where it is; lark-1 cannot bring its people home, so they and the ships of their kind are free.
    kept = {variable.name for variable, _ in start.kept}
    assert not [name for name in kept if "lark-2 docks" in name]
    assert len(start.values) == len(model.cp.proto.variables)


def test_without_any_plan_near_there_is_no_start() -> None:
    setting, before = leaking()

    assert nearest(model_of(setting), before, lambda cp: Reply()) is None


def test_ctrl_c_keeps_the_start_of_a_replanned_answer() -> None:
    setting, before = leaking()

    def watch(progress: Progress) -> None:
        if progress.level == "exposure" and progress.value is not None:
            signal.raise_signal(signal.SIGINT)

    answer = plan(setting, sky(), near=before, watch=watch)

    # A search that ends as it is interrupted has its proof.
    assert answer.status in {"feasible", "optimal"}
    assert "interrupted; this is the best plan so far" == answer.message
    assert answer.plan is not None
    assert "exposure" in {level.name for level in answer.levels}


# -------------------------------------------------------------------------------------------------------------- floors


def root_bound(setting: Scenario) -> tuple[float, float]:
    """Return what presolve alone knows of the least exposure in minutes, and the least there is."""
    model = model_of(setting)
    goal = next(goal for goal in goals(model) if goal.name == "exposure")
    assert not isinstance(goal.objective, int)
    model.cp.minimize(goal.objective)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.stop_after_root_propagation = True
    solver.solve(model.cp)
    best = solve(model_of(setting), time_limit_s=60, seed=0, watch=None)
    least = next(level.value for level in best.levels if level.name == goal.name)
    return solver.best_objective_bound, least * goal.scale


def test_until_the_first_relief_can_be_there_exposure_is_known_without_a_search() -> None:
    setting, _ = leaking()
    bound, _ = root_bound(setting)
    people, first_docking_days = 3, 4.75  # lark-2 can come forward by five days: launch on day 8, docked at 18:00

    assert people * first_docking_days * 1440 == pytest.approx(bound, abs=people)


EXPOSED = [name for name, case in CASES.items() if case.expected and case.expected.exposure_days]


@pytest.mark.parametrize("name", EXPOSED)
def test_the_floor_is_never_above_the_least_exposure(name: str) -> None:
    case = CASES[name]
    model = PlanModel(Problem(case.setting, case.over))
    for constrain in FLIGHTS.values():
        constrain(model)
    best = solve(model, time_limit_s=60, seed=0, watch=None)
    goal = next(goal for goal in goals(model) if goal.name == "exposure")

    assert case.expected is not None
    assert case.expected.exposure_days == pytest.approx(value_of(goal.objective, best.values) / goal.scale, abs=1e-3)
    assert least_of(model, goal.objective) <= value_of(goal.objective, best.values)
