"""Spacewalk days in the plan: the best of all, found by trying; what is left out; what a change does to them."""

from collections.abc import Iterator
from functools import cache
from itertools import combinations, product

import pytest
from ortools.sat.python import cp_model

from crossflight.planner import plan
from crossflight.planner.constraints import FLIGHTS
from crossflight.planner.joining import join_spacewalks
from crossflight.planner.model import PlanModel
from crossflight.planner.problem import Problem
from crossflight.planner.spacewalks.again import spacewalks_ahead, spacewalks_made
from crossflight.planner.spacewalks.reading import spacewalks_of
from crossflight.record import (
    Answer,
    DateWish,
    Event,
    Horizon,
    Numbers,
    Plan,
    Policy,
    Scenario,
    Spacewalk,
    SpacewalkRequest,
)
from crossflight.rules import check, differ
from crossflight.rules.case import Case
from crossflight.rules.qualifying import is_qualified
from outside import LARK, SWAN, asked, outside, walk
from planner.rich import rich, rich_sky
from rules.judging import ill
from scenes import day, flight, sky, stays_of

UNKNOWN, OTHER, OTHER_SIDE = 30, 10, 1
"""What the level counts, as its constraint says."""

MULE = flight("mule-1", docked=day(6, 4), undocked=day(9, 6), port="red-2")
PEOPLE = (*LARK.up, *SWAN.up)


def solved(setting: Scenario) -> Answer:
    """Return the planner's answer."""
    return plan(setting, sky())


def made(answer: Answer) -> dict[str, Spacewalk]:
    """Return the spacewalks of an answer by id."""
    assert answer.plan is not None
    return {entry.id: entry for entry in answer.plan.spacewalks}


def level(answer: Answer, name: str = "spacewalks") -> tuple[float, float]:
    """Return value and bound of a level."""
    return next((entry.value, entry.bound) for entry in answer.levels if entry.name == name)


# --------------------------------------------------------------------------------------------------- trying everything


@cache
def tiny() -> Scenario:
    """Return a scenario of eleven days and two spacewalks with nothing else to decide."""
    return outside(
        horizon=Horizon(start=day(0, 0), end=day(11, 0)),
        flights=(LARK, SWAN, MULE),
        spacewalk_requests=(
            asked(
                "blue-1", day=DateWish(earliest=day(3), latest=day(7), wanted=day(6)), announced=("blue-cat",), arm=True
            ),
            asked("blue-2", day=DateWish(earliest=day(2), latest=day(8), wanted=day(5))),
        ),
        events=(ill("blue-ann", day(2), day(4)),),
        numbers=Numbers(clearance_days=0, port_turnaround_days=0, spacewalk_spacing_days=2),
    )


def every_plan() -> Iterator[tuple[float, tuple[Spacewalk, ...]]]:
    """Yield every pair of spacewalks that can be planned, and what it counts."""
    setting = tiny()
    case = Case(setting, sky(), Plan(scenario=setting, flights=setting.flights, stays=setting.stays))
    pairs = [pair for pair in combinations(PEOPLE, 2) if all(name.startswith("blue") for name in pair)]
    for first, second in product(range(3, 8), range(2, 9)):
        for one, other in product(pairs, pairs):
            for arm in PEOPLE:
                known = [is_qualified(case, name, "spacewalk", "stiff", day(first)) for name in (*one, *other)]
                able = is_qualified(case, arm, "arm", None, day(first))
                # Being announced tells of a training for every spacewalk in that suit.
                unknown = sum(
                    told is None and name != "blue-cat" for told, name in zip(known, (*one, *other), strict=True)
                )
                cost = abs(first - 6) + abs(second - 5) + UNKNOWN * (unknown + (able is None))
                cost += OTHER * ("blue-cat" not in one) + OTHER_SIDE * arm.startswith("red")
                walks = (
                    walk("blue-1", first, outside=one, inside=(_helper((*one, arm), first),), arm=arm),
                    walk("blue-2", second, outside=other, inside=(_helper(other, second),)),
                )
                yield cost, walks


def _helper(busy: tuple[str, ...], number: int) -> str:
    unfit = ("blue-ann",) if number in {2, 3} else ()
    return next(name for name in PEOPLE if name not in (*busy, *unfit))


def test_the_planner_finds_the_best_of_all_plans() -> None:
    setting = tiny()
    for cost, walks in sorted(every_plan(), key=lambda entry: entry[0]):
        tried = Plan(scenario=setting, flights=setting.flights, stays=setting.stays, spacewalks=walks)
        found = check(setting, sky(), tried)
        if not any(
            entry.rule.startswith("spacewalks.")
            and entry.state in {"broken", "unmet"}
            and entry.rule != "spacewalks.urgent-alone"
            for entry in found
        ):
            best = cost
            break
    answer = solved(setting)

    assert "optimal" == answer.status
    assert (best, best) == level(answer)


def test_a_plan_passes_every_check() -> None:
    answer = solved(tiny())
    assert answer.plan is not None
    found = [entry.rule for entry in check(tiny(), sky(), answer.plan) if entry.state in {"broken", "unmet"}]

    assert {"spacewalks.urgent-alone", "crew.size-norm"} >= set(found)


# ------------------------------------------------------------------------------------------------------------- left out


@pytest.mark.parametrize(("must", "expected"), [(True, 1000), (False, 100)])
def test_a_spacewalk_that_finds_no_day_is_left_out(must: bool, expected: int) -> None:
    hold = Event(id="dust", kind="spacewalks-held", subject="haven", start=day(0), sentence="dust")
    answer = solved(outside(events=(hold,), spacewalk_requests=(asked("blue-1", must=must),)))

    assert ({}, (expected, expected)) == (made(answer), level(answer))


def test_an_urgent_one_is_made_all_the_same() -> None:
    hold = Event(id="dust", kind="spacewalks-held", subject="haven", start=day(0), sentence="dust")
    answer = solved(outside(events=(hold,), spacewalk_requests=(asked("blue-1", urgent=True),)))

    assert ["blue-1"] == list(made(answer))


def rich_outside(*requests: SpacewalkRequest) -> Scenario:
    """Return the rich scenario with airlocks, suits and requests for spacewalks."""
    setting = rich()
    station = outside().station.model_copy(update={"corridors": setting.station.corridors})
    return setting.model_copy(update={"station": station, "suits": outside().suits, "spacewalk_requests": requests})


def test_spacewalks_never_change_what_the_flights_come_to() -> None:
    asking = rich_outside(asked("blue-1", day=DateWish(wanted=day(9))), asked("red-1", day=DateWish(wanted=day(9))))
    alone, together = plan(rich(), rich_sky()), plan(asking, rich_sky())
    told = [(entry.name, entry.value) for entry in together.levels if entry.name not in {"spacewalks", "order"}]

    assert [(entry.name, entry.value) for entry in alone.levels if entry.name != "order"] == told
    assert {"blue-1", "red-1"} == set(made(together))


def test_where_no_spacewalk_has_any_day_the_other_levels_are_solved_all_the_same() -> None:
    never = rich_outside(asked("blue-1", day=DateWish(earliest=day(500), latest=day(501))))
    alone, together = plan(rich(), rich_sky()), plan(never, rich_sky())
    told = [(entry.name, entry.value) for entry in together.levels if entry.name != "spacewalks"]

    assert [(entry.name, entry.value) for entry in alone.levels] == told
    assert (1000, 1000) == level(together)


def test_a_plan_cut_short_has_its_spacewalks_too() -> None:
    """What a search is left with when time is over: flights with values, and no more seconds."""
    model = PlanModel(Problem(rich_outside(asked("red-1", day=DateWish(wanted=day(9)))), rich_sky()))
    for constrain in FLIGHTS.values():
        constrain(model)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.solve(model.cp)
    values = join_spacewalks(model, list(solver.response_proto.solution), 0.0, 0)

    assert values is not None
    assert ["red-1"] == [entry.id for entry in spacewalks_of(model, values)]


def test_what_was_made_already_is_not_planned_again() -> None:
    done = walk("blue-1", 3, planned=False)
    answer = solved(
        outside(spacewalks=(done,), spacewalk_requests=(asked("blue-1"), asked("blue-2", day=DateWish(wanted=day(3)))))
    )

    assert done == made(answer)["blue-1"]
    assert day(3, 0) != made(answer)["blue-2"].day


# ------------------------------------------------------------------------------------------------------------ people


def test_the_announced_pair_goes_outside() -> None:
    answer = solved(outside(spacewalk_requests=(asked("blue-1", announced=("blue-bob", "blue-cat")),)))

    assert ("blue-bob", "blue-cat") == made(answer)["blue-1"].outside


@pytest.mark.parametrize(("crews", "expected"), [("as-announced", []), ("slide", ["blue-1"])])
def test_others_go_only_where_crews_may_be_moved(crews: str, expected: list[str]) -> None:
    asking = asked("blue-1", announced=("blue-bob", "blue-dan"))
    policy = Policy.model_validate({"crews": crews})
    answer = solved(outside(policy=policy, spacewalk_requests=(asking,)))

    assert expected == list(made(answer))


def test_somebody_known_to_be_trained_goes_before_somebody_unknown() -> None:
    answer = solved(outside(spacewalk_requests=(asked("blue-1"), asked("red-1", day=DateWish(wanted=day(9))))))

    assert [{"blue-ann", "blue-bob"}, {"red-ann", "red-bob"}] == [
        set(made(answer)[name].outside) for name in ("blue-1", "red-1")
    ]


def test_somebody_known_to_be_untrained_never_goes() -> None:
    swan = SWAN.model_copy(update={"up": ("blue-ann", "blue-fay", "red-cat")})
    setting = outside(flights=(LARK, swan), spacewalk_requests=(asked("blue-1", at_least={"blue": 2}),))
    answer = solved(setting)

    assert ({"blue-ann", "blue-cat"}, (30, 30)) == (set(made(answer)["blue-1"].outside), level(answer))


def test_who_waits_in_a_ship_beyond_the_lock_is_told() -> None:
    lark = LARK.model_copy(update={"port": "red-2"})
    answer = solved(outside(flights=(lark, SWAN), spacewalk_requests=(asked("red-1"),)))

    assert ("blue-cat",) == made(answer)["red-1"].in_ship


def test_nobody_from_a_ship_beyond_the_lock_runs_the_arm() -> None:
    lark = LARK.model_copy(update={"port": "red-2", "up": ("red-ann", "red-bob", "blue-dan")})
    answer = solved(outside(flights=(lark, SWAN), spacewalk_requests=(asked("red-1", arm=True),)))

    assert made(answer)["red-1"].arm in SWAN.up


# -------------------------------------------------------------------------------------------------------------- revised


@pytest.fixture
def published() -> Plan:
    """Return a published plan with three spacewalks."""
    setting = outside(
        spacewalk_requests=(
            asked("blue-1", day=DateWish(wanted=day(4))),
            asked("blue-2", day=DateWish(wanted=day(12))),
            asked("blue-3"),
        )
    )
    walks = (
        walk("blue-1", 4),
        walk("blue-2", 12, outside=("blue-bob", "blue-cat"), inside=("red-cat",), arm="red-ann"),
    )
    return Plan(scenario=setting, flights=(LARK, SWAN), stays=stays_of(LARK, SWAN), spacewalks=walks)


def test_what_is_made_stays_while_it_matters(published: Plan) -> None:
    assert [["blue-1"], []] == [[entry.id for entry in spacewalks_made(published, day(number))] for number in (6, 9)]


def test_what_lies_ahead_is_asked_for_as_published(published: Plan) -> None:
    ahead = {request.id: request for request in spacewalks_ahead(published, day(6, 0))}

    assert ["blue-2", "blue-3"] == list(ahead)
    assert (day(12), ("blue-bob", "blue-cat"), "red-ann") == (
        ahead["blue-2"].day.wanted,
        ahead["blue-2"].announced,
        ahead["blue-2"].arm_by,
    )


def test_what_changes_of_spacewalks_is_told(published: Plan) -> None:
    walks = (walk("blue-1", 4), walk("blue-2", 13, outside=("blue-ann", "blue-bob"), arm="red-ann"), walk("blue-3", 20))
    after = published.model_copy(update={"spacewalks": walks})

    assert [
        "blue-2 is made on 2030-01-14 instead of 2030-01-13",
        "Blue Ann and Blue Bob go outside in blue-2 instead of Blue Bob and Blue Cat",
        "blue-3 is made on 2030-01-21 in addition",
    ] == [change.sentence for change in differ(published, after)]


# ------------------------------------------------------------------------------------------------------------ the edges


def test_spacewalks_are_planned_beside_fixed_flights_whatever_these_break() -> None:
    alone = (LARK.model_copy(update={"up": ("red-ann", "red-bob")}),)
    answer = solved(outside(flights=alone, spacewalk_requests=(asked("red-1"),), numbers=Numbers(skeleton_crew=1)))

    assert ("optimal", ["red-1"]) == (answer.status, list(made(answer)))
