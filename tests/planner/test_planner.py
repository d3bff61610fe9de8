"""The planner's answers: what it says when there is no plan, and how it keeps its word."""

import signal
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from ortools.sat.python import cp_model

from crossflight.planner import first_plan, plan
from crossflight.planner.model import PlanModel
from crossflight.planner.problem import Problem
from crossflight.planner.searching import interruptible, search
from crossflight.record import Answer, DateWish, Horizon, Numbers, Plan, Policy, Progress, Scenario
from crossflight.rules import check
from planner.rich import rich, rich_sky
from planner.tiny import CASES, LARK, MIXED, SWAN, coming, going, lives, made_up
from scenes import EXCHANGE, PEOPLE, day, departure, person, request, scenario, sky, stays_of, waiver

KNOWN = Horizon(start=day(0, 0), end=day(8, 0))


def haven(**changes: object) -> Scenario:
    """Return Haven with a Lark and a Swan aboard, over eight days."""
    ships = {"flights": (LARK, SWAN), "stays": stays_of(LARK, SWAN), "horizon": KNOWN}
    return scenario(**(ships | changes))


def answered(setting: Scenario) -> tuple[Answer, Plan]:
    """Return the answer with its plan, which there must be."""
    answer = plan(setting, sky())
    assert answer.plan is not None
    return answer, answer.plan


def blamed(setting: Scenario) -> dict[tuple[str, str], str]:
    """Return the sentence of each rule instance that is blamed for there being no plan."""
    answer = plan(setting, sky())
    assert "infeasible" == answer.status
    assert answer.plan is None
    return {(clash.rule, clash.subject): clash.sentence for clash in answer.conflict}


# ------------------------------------------------------------------------------------------------------- infeasible


def test_a_swan_without_red_people_names_the_exchange() -> None:
    setting = haven(
        agreements=(EXCHANGE,),
        pool=("blue-dan", "blue-eve", "blue-fay"),
        requests=(coming("swan-2", 2, crew_size=2, at_most={"red": 2, "blue": 2}),),
    )
    told = blamed(setting)

    assert (
        "swan-2 carries 1 of the partner (red) under the exchange" == told["agreements.exchange", "exchange / swan-2"]
    )


def test_one_port_for_two_names_the_port() -> None:
    setting = haven(
        requests=(
            request("mule-1", ports=("red-1",), undock=None),
            request("mule-2", ports=("red-2",), undock=None),
            request("mule-3", ports=("red-2",), undock=None),
        )
    )
    told = blamed(setting)

    assert {"ports.one-vehicle"} == {rule for rule, _ in told}
    assert set(told.values()) <= {"red-1 holds one vehicle at a time", "red-2 holds one vehicle at a time"}


def test_a_life_too_short_names_the_ship() -> None:
    setting = haven(
        vehicles=lives("lark-2", 4), requests=(coming("lark-2", 1, launch=DateWish(latest=day(2)), **MIXED),)
    )
    told = blamed(setting)

    assert "lark-2 lands within 4 days of its launch" == told["vehicles.life", "lark-2"]
    assert {("vehicles.life", "lark-2"), ("flights.window", "lark-2")} == set(told)


@pytest.mark.parametrize(("until", "status"), [(day(8, 0), "optimal"), (None, "optimal"), (day(6), "infeasible")])
def test_a_waiver_of_its_life_lets_a_vehicle_stay_as_long_as_it_covers(until: datetime | None, status: str) -> None:
    setting = haven(
        vehicles=lives("lark-2", 4),
        requests=(coming("lark-2", 1, launch=DateWish(latest=day(2)), **MIXED),),
        waivers=(waiver("vehicles.life", "lark-2", start=day(0, 0), end=until),),
    )
    answer = plan(setting, sky())

    assert status == answer.status
    if answer.plan is not None:
        assert ["waived"] == [
            found.state for found in check(setting, sky(), answer.plan) if found.rule == "vehicles.life"
        ]


@pytest.mark.parametrize(
    ("subject", "until", "status"),
    [
        (("mule-1", "swan-2"), None, "optimal"),
        (("swan-2",), None, "optimal"),
        (("mule-1", "swan-2"), day(4), "infeasible"),
        (("mule-1", "swan-1"), None, "infeasible"),
    ],
)
def test_what_is_waived_over_the_whole_horizon_is_not_held(
    subject: tuple[str, ...], until: datetime | None, status: str
) -> None:
    first, second = (DateWish(earliest=day(number), latest=day(number)) for number in (3, 4))
    setting = haven(
        numbers=Numbers(clearance_days=2),
        requests=(
            request("mule-1", ports=("red-2",), launch=first, undock=None),
            coming("swan-2", 4, launch=second),
        ),
        waivers=(waiver("traffic.clearance", *subject, start=day(0, 0), end=until),),
    )

    assert status == plan(setting, sky()).status


def test_a_gap_in_the_cover_names_segment_and_moment() -> None:
    setting = haven(
        departures=(going("lark-1", 3),),
        requests=(coming("lark-2", 3, ports=("red-1",), **MIXED),),
    )
    told = blamed(setting)
    cover = [sentence for (rule, _), sentence in told.items() if rule == "operators.any-single-loss"]

    assert cover
    assert set(cover) <= {
        f"{side} segment keeps an operator after any single loss when lark-1 has left" for side in ("Red", "Blue")
    }


def test_a_crew_that_nobody_can_command_names_the_commander() -> None:
    setting = haven(
        people=(*PEOPLE, person("red-pat", commands=False)),
        pool=("red-pat", "blue-dan"),
        requests=(coming("lark-2", 2, crew_size=2, at_most={"red": 1, "blue": 1}),),
    )
    told = blamed(setting)

    assert "lark-2 has a commander qualified for Lark" == told["crew.commander", "lark-2"]


def test_a_crew_for_which_there_is_nobody_names_what_was_asked_for() -> None:
    setting = haven(requests=(coming("lark-2", 2, crew_size=2, at_most={"red": 2}),))
    told = blamed(setting)

    assert {"crew.commander", "crew.composition"} & {rule for rule, _ in told}


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.expected is None])
def test_what_is_blamed_is_said_in_sentences_and_once(name: str) -> None:
    case = CASES[name]
    answer = plan(case.setting, case.over)
    named = [(clash.rule, clash.subject) for clash in answer.conflict]

    assert named
    assert len(set(named)) == len(named)
    assert all(clash.sentence and "\n" not in clash.sentence for clash in answer.conflict)


@pytest.mark.parametrize(
    ("flight", "wish", "sentence"),
    [
        ("lark-2", {"launch": DateWish(earliest=day(20))}, "dock"),
        ("lark-2", {"launch": DateWish(latest=day(-3))}, "dock"),
        ("lark-2", {"undock": DateWish(earliest=day(20))}, "leave"),
    ],
    ids=["launch after the horizon", "launch before it", "leaving after it"],
)
def test_a_flight_without_a_day_is_named_before_any_search(
    flight: str, wish: dict[str, DateWish], sentence: str
) -> None:
    told = blamed(haven(requests=(coming(flight, 2, **(MIXED | wish)),)))

    assert [("flights.window", flight)] == list(told)
    assert f"{flight} has no day to {sentence}" in told["flights.window", flight]


def test_a_departure_without_a_day_is_named() -> None:
    told = blamed(haven(departures=(departure("lark-1", undock=DateWish(earliest=day(20))),)))

    assert [("flights.window", "lark-1")] == list(told)


# --------------------------------------------------------------------------------------------------- same and wanted


def test_the_same_input_gives_the_same_plan() -> None:
    first, second = (plan(rich(), rich_sky()) for _ in range(2))

    assert first == second


def test_the_certificate_says_how_the_plan_was_made() -> None:
    answer = plan(rich(), rich_sky(), seed=3, scenario_sha256="0" * 64)
    assert answer.plan is not None
    certificate = answer.plan.certificate
    assert certificate is not None

    assert ("optimal", answer.levels, "0" * 64, 3) == (
        certificate.status,
        certificate.levels,
        certificate.scenario_sha256,
        certificate.seed,
    )
    assert {"crossflight", "ortools"} == set(certificate.versions)
    assert [level.value for level in answer.levels] == [level.bound for level in answer.levels]


def test_wanted_days_favourite_ports_and_announced_people_are_given() -> None:
    setting = haven(
        departures=(going("lark-1", 4),),
        pool=("red-eve", "red-fay", "blue-eve"),
        requests=(
            coming(
                "lark-2",
                2,
                ports=("red-2", "red-1"),
                crew_size=3,
                announced=("blue-dan",),
                at_most={"red": 2, "blue": 1},
            ),
        ),
    )
    _, made = answered(setting)
    flights = {flight.id: flight for flight in made.flights}

    assert (day(2), day(2, 18), "red-2") == (flights["lark-2"].launch, flights["lark-2"].docked, flights["lark-2"].port)
    assert day(4, 8) == flights["lark-1"].undocked
    assert {"blue-dan", "red-eve", "red-fay"} == set(flights["lark-2"].up)
    assert flights["lark-2"].commander_up == flights["lark-2"].up[0]


def test_the_levels_come_in_the_order_of_the_policy() -> None:
    policy = Policy(levels=("people", "dates"))
    setting = haven(
        policy=policy,
        people=made_up("red-new"),
        pool=("red-new", "red-dan"),
        requests=(coming("lark-2", 2, crew_size=1, at_most={"red": 1}),),
    )
    answer, _ = answered(setting)

    assert [("people", 0), ("dates", 0)] == [(level.name, level.value) for level in answer.levels]


def test_who_is_aboard_goes_home_with_the_ship_and_the_stay_says_so() -> None:
    _, made = answered(haven(departures=(going("lark-1", 4),), requests=(coming("lark-2", 2, **MIXED),)))
    ends = {stay.person: (stay.down, stay.end) for stay in made.stays}

    assert ("lark-1", day(4, 8)) == ends["red-ann"]
    assert (None, None) == ends["red-dan"]


# -------------------------------------------------------------------------------------------------- nothing, and ends


def test_with_nothing_to_decide_the_plan_is_what_is_fixed() -> None:
    setting = haven()
    answer, made = answered(setting)

    assert ("optimal", setting.flights, setting.stays) == (answer.status, made.flights, made.stays)


def test_a_time_limit_too_short_for_any_plan_says_so() -> None:
    answer = plan(rich(), rich_sky(), time_limit_s=1e-6)

    assert ("unknown", None) == (answer.status, answer.plan)
    assert answer.message == "no plan was found in 1e-06 s; give more time with --time-limit"


def interrupting(times: int) -> Callable[[Progress], None]:
    """Return a watcher that presses Ctrl-C when progress has been told so many times."""
    told: list[Progress] = []

    def watch(progress: Progress) -> None:
        told.append(progress)
        if len(told) == times:
            signal.raise_signal(signal.SIGINT)

    return watch


@pytest.mark.parametrize("times", [2, 5, 8])
def test_ctrl_c_keeps_the_best_plan_so_far(times: int) -> None:
    answer = plan(rich(), rich_sky(), watch=interrupting(times))
    names = [level.name for level in answer.levels]

    assert ("feasible", "interrupted; this is the best plan so far") == (answer.status, answer.message)
    assert answer.plan is not None
    assert ["uncovered", "exposure", "handovers", "dates", "people", "order"][: len(names)] == names
    assert len(names) < 6
    assert all(level.value == level.bound for level in answer.levels[:-1])


def test_ctrl_c_before_the_first_plan_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def press(*_: object) -> cp_model.CpSolverStatus:
        signal.raise_signal(signal.SIGINT)
        return cp_model.UNKNOWN

    monkeypatch.setattr(first_plan, "search", press)
    answer = plan(rich(), rich_sky())

    assert ("unknown", None, "interrupted before a first plan") == (answer.status, answer.plan, answer.message)


class Busy(cp_model.CpSolver):
    """A solver that finds nothing better until it is told to stop; Ctrl-C is pressed while it searches."""

    def __init__(self) -> None:
        super().__init__()
        self._told = threading.Event()

    def solve(self, *_: object) -> cp_model.CpSolverStatus:
        signal.raise_signal(signal.SIGINT)
        is_told = self._told.wait(timeout=30)
        return cp_model.FEASIBLE if is_told else cp_model.UNKNOWN

    def stop_search(self) -> None:
        self._told.set()


def test_ctrl_c_does_not_wait_for_a_better_plan() -> None:
    model = PlanModel(Problem(rich(), rich_sky()))
    with interruptible() as stopped:
        status = search(Busy(), model.cp, stopped)

    assert (cp_model.FEASIBLE, True) == (status, stopped.is_set())


def test_ctrl_c_is_given_back_afterwards() -> None:
    before = signal.getsignal(signal.SIGINT)
    plan(haven(requests=(coming("lark-2", 2, **MIXED),)), sky())

    assert before == signal.getsignal(signal.SIGINT)


def test_a_plan_is_made_in_any_thread() -> None:
    answers: list[Answer] = []
    setting = haven(requests=(coming("lark-2", 2, **MIXED),))
    thread = threading.Thread(target=lambda: answers.append(plan(setting, sky())))
    thread.start()
    thread.join(timedelta(minutes=1).total_seconds())

    assert ["optimal"] == [answer.status for answer in answers]
