"""What two plans say differently: laws, and each kind of change in words."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from crossflight.record import Boost, Change, Flight, HomeSeat, Plan, Relocation, Scenario
from crossflight.rules import differ
from planner.mutants import Mutator
from planner.rich import rich
from planner.trying import Choice, plan_of
from rules.worlds import World, worlds
from scenes import day, flight, plan, scenario, stays_of

CREW = ("red-ann", "red-bob")
FIRST = flight("lark-1", CREW, commander_up="red-ann", profile="2-orbit")
OTHER = flight("swan-1", ("blue-ann",), docked=day(2), undocked=day(25), landed=day(25, 22))


def of(**changes: Any) -> tuple[Change, ...]:
    """Return how a plan differs in which the first flight is changed."""
    setting = scenario()
    return differ(plan(setting, FIRST, OTHER), plan(setting, FIRST.model_copy(update=changes), OTHER))


def later(**by: float) -> dict[str, Any]:
    return {name: getattr(FIRST, name) + timedelta(days=days) for name, days in by.items()}


CASES: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
    "a later launch": (
        later(launch=2, docked=2),
        [("launch", "lark-1 launches on 2030-01-04 instead of 2030-01-02, 2 days later")],
    ),
    "a longer way": (
        later(docked=1),
        [("docking", "lark-1 docks on 2030-01-03 instead of 2030-01-02, 1 day later")],
    ),
    "an earlier return": (
        later(undocked=-1, landed=-1),
        [("departure", "lark-1 leaves on 2030-01-20 instead of 2030-01-21, 1 day earlier")],
    ),
    "minutes": (later(launch=0.01, docked=0.01), []),
    "no way home": ({"undocked": None, "landed": None}, [("departure", "lark-1 no longer leaves")]),
    "another port": ({"port": "red-2"}, [("port", "lark-1 docks at red-2 instead of red-1")]),
    "another profile": (
        {"profile": "34-orbit"},
        [("profile", "lark-1 docks by the profile 34-orbit instead of 2-orbit")],
    ),
    "no profile": ({"profile": None}, [("profile", "lark-1 names no profile")]),
    "another ship": ({"vehicle": "lark-6"}, [("vehicle", "lark-1 flies lark-6 instead of lark-1")]),
    "another commander": (
        {"commander_up": "red-bob"},
        [("commander", "Red Bob commands lark-1 on the way up instead of Red Ann")],
    ),
    "another crew": (
        {"up": ("red-ann", "red-cat")},
        [("crew", "lark-1 flies up with Red Cat, without Red Bob")],
    ),
    "the same crew in another order": ({"up": CREW[::-1]}, []),
    "a move": (
        {"relocations": (Relocation(undocked=day(5), docked=day(5, 13), port="red-2"),)},
        [("relocation", "lark-1 moves to red-2 on 2030-01-06 instead of staying")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_kind_of_change_is_told_in_words(case: str) -> None:
    changes, expected = CASES[case]

    assert expected == [(change.kind, change.sentence) for change in of(**changes)]


def test_minutes_are_told_when_asked() -> None:
    setting = scenario()
    slipped = FIRST.model_copy(update=later(docked=0.01))
    [change] = differ(plan(setting, FIRST), plan(setting, slipped), exact=True)

    assert "lark-1 docks on 2030-01-02T08:14:24Z instead of 2030-01-02T08:00:00Z, 14 min later" == change.sentence


def test_a_flight_that_comes_or_goes_is_told() -> None:
    setting = scenario()
    changes = differ(plan(setting, FIRST), plan(setting, OTHER))

    assert ["lark-1 is not flown", "swan-1 is flown in addition"] == [change.sentence for change in changes]


def test_another_seat_home_is_told_from_its_day_on() -> None:
    setting = scenario()
    stays = stays_of(FIRST, OTHER)
    moved = HomeSeat(flight="swan-1", since=day(9))
    changed = (stays[0].model_copy(update={"homes": (*stays[0].homes, moved)}), *stays[1:])
    [change] = differ(plan(setting, FIRST, OTHER), plan(setting, FIRST, OTHER, stays=changed))

    assert "Red Ann has the seat home in swan-1 from 2030-01-10 instead of lark-1" == change.sentence


def test_boosts_are_compared_day_by_day() -> None:
    setting = scenario()
    first = plan(setting, FIRST)
    boosted = [
        first.model_copy(update={"boosts": (Boost(instant=day(3, hour), delta_v_m_s=size),)})
        for hour, size in ((10, 0.5), (11, 0.5), (10, 0.7))
    ]

    assert () == differ(boosted[0], boosted[1])
    assert ["the station is boosted on 2030-01-04 by 0.7 m/s instead of 0.5 m/s"] == [
        change.sentence for change in differ(boosted[0], boosted[2])
    ]


# ------------------------------------------------------------------------------------------------------------- laws


def mirrored(change: Change) -> tuple[Any, ...]:
    return change.kind, change.subject, change.after, change.before, None if change.days is None else -change.days


def plain(change: Change) -> tuple[Any, ...]:
    return change.kind, change.subject, change.before, change.after, change.days


def assert_laws(first: Plan, second: Plan) -> None:
    for exact in (False, True):
        there, back = differ(first, second, exact=exact), differ(second, first, exact=exact)

        assert () == differ(first, first, exact=exact)
        assert sorted(map(str, map(mirrored, there))) == sorted(map(str, map(plain, back)))


@given(worlds(), worlds())
def test_a_difference_is_none_to_itself_and_mirrored_the_other_way_round(one: World, other: World) -> None:
    assert_laws(one.plan, other.plan)


def base() -> tuple[Choice, ...]:
    """Return some decision for each request and departure of the rich scenario."""
    setting = rich()
    people = iter([*setting.pool, *(person.id for person in setting.people)])
    days = iter(range(3, 400, 2))
    going = [Choice(departure.flight, None, next(days), None, ()) for departure in setting.departures]
    coming = [
        Choice(
            request.id,
            next(days),
            next(days) + 20,
            request.ports[0],
            tuple(next(people) for _ in range(request.crew_size)),
        )
        for request in setting.requests
    ]
    return (*going, *coming)


def test_every_mutant_of_a_plan_differs_from_it_and_mirrored() -> None:
    setting, choices = rich(), base()
    first = plan_of(setting, choices)
    mutants = list(possible(setting, Mutator(setting, choices, seed=7).mutants(120)))
    untold = [mutant for mutant in mutants if not differ(first, mutant)]
    for mutant in mutants:
        assert_laws(first, mutant)

    assert [] == untold
    assert len(mutants) > 60


def possible(setting: Scenario, mutants: Iterator[tuple[Choice, ...]]) -> Iterator[Plan]:
    """Yield the plans of those mutants that leave after they came."""
    for choices in mutants:
        with contextlib.suppress(ValidationError):
            yield plan_of(setting, choices)


TELLING: dict[str, Callable[[Flight], dict[str, Any]]] = {
    "launch": lambda entry: {"launch": _moved(entry, "launch")},
    "docked": lambda entry: {"docked": _moved(entry, "docked")},
    "undocked": lambda entry: {"undocked": _moved(entry, "undocked")},
    "landed": lambda entry: {"landed": _moved(entry, "landed")},
}


def _moved(entry: Flight, name: str) -> Any:
    instant = entry.moment(name)
    return None if instant is None else instant + timedelta(minutes=7)


@given(st.sampled_from(sorted(TELLING)))
def test_no_instant_moves_unseen_when_all_are_asked_for(name: str) -> None:
    setting = scenario()
    changed = FIRST.model_copy(update=TELLING[name](FIRST))

    assert 1 == len(differ(plan(setting, FIRST), plan(setting, changed), exact=True))
