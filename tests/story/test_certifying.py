"""Certificates: what a plan says of itself is counted anew, and one that was changed by hand is called unproven."""

from functools import cache
from typing import Any

import pytest

from crossflight import story
from crossflight.planner import plan
from crossflight.record import Answer, Certificate, DateWish, LevelProof, Plan, Proof
from crossflight.rules import recount
from planner.tiny import CASES, LARK, SWAN
from scenes import day, request, scenario, stays_of
from scenes import plan as plan_at

SOLVABLE = [name for name, case in CASES.items() if case.expected is not None]


@cache
def answered(name: str) -> Answer:
    """Return the answer to a tiny scenario."""
    return plan(CASES[name].setting, CASES[name].over)


@cache
def made() -> Plan:
    """Return a plan as the story makes it, with a sealed certificate."""
    setting = scenario(
        flights=(LARK, SWAN),
        stays=stays_of(LARK, SWAN),
        requests=(request("mule-1", ports=("red-2", "blue-2"), launch=DateWish(wanted=day(3)), undock=None),),
    )
    found = story.plan(setting).plan
    assert found is not None
    return found


def recertified(found: Plan, **changes: Any) -> Plan:
    """Return a plan with other words in its certificate."""
    assert found.certificate is not None
    return found.model_copy(update={"certificate": found.certificate.model_copy(update=changes)})


def moved(found: Plan, **changes: Any) -> Plan:
    """Return a plan whose Mule was changed by hand."""
    flights = tuple(flight.model_copy(update=changes) if flight.id == "mule-1" else flight for flight in found.flights)
    return found.model_copy(update={"flights": flights})


# ------------------------------------------------------------------------------------------------------ counted anew


@pytest.mark.parametrize("name", SOLVABLE)
def test_every_level_is_what_the_plan_comes_to(name: str) -> None:
    answer = answered(name)
    assert answer.plan is not None
    counts = recount(answer.plan)
    off = [
        (level.name, level.value, counts[level.name])
        for level in answer.levels
        if not counts[level.name].least - counts[level.name].slack - 1e-9
        <= level.value
        <= counts[level.name].most + counts[level.name].slack + 1e-9
    ]

    assert [] == off


# ---------------------------------------------------------------------------------------------------------- verified


def test_a_plan_is_verified_as_it_was_made() -> None:
    proof = story.verify(made())

    assert ("verified", "same", "same") == (proof.state, proof.scenario, proof.decisions)
    assert {"same"} == {entry.state for entry in proof.versions}
    assert all(level.recounted is not None for level in proof.levels)
    assert "proven optimal" in proof.sentence


def test_a_plan_without_a_certificate_claims_nothing() -> None:
    assert "none" == story.verify(plan_at(scenario(), LARK, SWAN)).state


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (lambda: recertified(made(), scenario_sha256="0" * 64), "made for another scenario"),
        (lambda: moved(made(), port="blue-2"), "what was decided was changed since"),
        (lambda: moved(made(), port="blue-2"), "order is told as 0, and the plan comes to 1"),
        (lambda: moved(made(), launch=day(5)), "dates is told as 0, and the plan comes to 2"),
        (
            lambda: recertified(made(), levels=(LevelProof(name="dates", value=0, bound=1, unit="days"),)),
            "dates has the bound 1 above its value 0",
        ),
        (
            lambda: recertified(made(), levels=(LevelProof(name="order", value=0, bound=-1, unit="ports"),)),
            "order is called proven with the bound -1 below its value 0",
        ),
    ],
)
def test_what_does_not_fit_is_unproven_and_said(changed: Any, told: str) -> None:
    proof = story.verify(changed())

    assert "unproven" == proof.state
    assert told in proof.sentence


def test_a_level_that_is_told_too_low_is_caught_where_no_fingerprint_was_taken() -> None:
    certificate = Certificate(
        status="feasible",
        scenario_sha256="not hashed",
        levels=(LevelProof(name="dates", value=0, bound=0, unit="days"),),
    )
    proof = story.verify(moved(made(), launch=day(5)).model_copy(update={"certificate": certificate}))

    assert ("unproven", "not told", "not told") == (proof.state, proof.scenario, proof.decisions)


def test_other_versions_are_told_and_leave_the_plan_verified() -> None:
    proof: Proof = story.verify(recertified(made(), versions={"crossflight": "0.0.1", "highspy": "unknown"}))

    assert "verified" == proof.state
    assert {"crossflight": "different", "highspy": "unknown"} == {entry.name: entry.state for entry in proof.versions}
    assert "crossflight 0.0.1 (" in proof.sentence


def test_a_fingerprint_that_differs_may_be_the_version() -> None:
    changed = recertified(made(), scenario_sha256="0" * 64, versions={"crossflight": "0.0.1"})

    assert "or crossflight 0.0.1 took fingerprints otherwise" in story.verify(changed).sentence


def test_a_level_that_nobody_can_recount_is_left_open() -> None:
    levels = (LevelProof(name="spare", value=3, bound=3, unit="of something"),)
    (level,) = story.verify(recertified(made(), levels=levels)).levels

    assert (None, None) == (level.recounted, level.trouble)
