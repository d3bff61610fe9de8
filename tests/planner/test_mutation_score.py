"""Of the faults that can be put into either witness nearly all are caught; all of them: docs/validate_soundness.py."""

import re
from pathlib import Path
from random import Random

from planner.corpus import disagreements, few
from planner.drifting import SEED
from planner.equivalents import REASONS, reason_of
from planner.faults import faults, in_place
from planner.injecting import injected

PAGE = Path(__file__).parents[2] / "docs" / "validation.md"
LEAST = 0.95
SAMPLE = 120


def test_both_witnesses_say_the_same_of_every_plan_that_faults_are_looked_for_in() -> None:
    apart = {told.name: found[:3] for told in few() if (found := disagreements(told))}

    assert {} == apart


def test_of_a_sample_of_faults_nearly_all_are_caught() -> None:
    sample = injected(few(), Random(SEED).sample(faults(), SAMPLE))
    missed = [entry.fault for entry in sample if not entry.is_caught()]
    unexplained = [fault.name for fault in missed if reason_of(fault) is None]
    caught = len(sample) - len(missed)

    assert LEAST <= caught / (caught + len(unexplained)), unexplained


def test_of_all_faults_as_many_are_caught_as_the_page_tells() -> None:
    told = re.search(r"faults, [\d,]+ caught: \*\*([\d.]+) %\*\*", PAGE.read_text(encoding="utf-8"))
    assert told is not None

    assert 100 * LEAST <= float(told.group(1))


def test_there_are_faults_of_every_kind_in_both_witnesses() -> None:
    told = {(fault.kind, fault.face) for fault in faults()}
    kinds = {kind for kind, _ in told}

    assert {(kind, face) for kind in kinds - {"always enforced"} for face in ("check", "model")} <= told
    assert 1000 < len(faults())


def test_a_function_is_sound_again_after_a_fault() -> None:
    fault = faults()[0]
    sound = fault.function.__code__
    with in_place(fault):
        assert sound is not fault.function.__code__

    assert sound is fault.function.__code__


def test_every_reason_is_for_some_fault() -> None:
    names = [fault.name for fault in faults()]

    assert [] == [pattern for pattern in REASONS if not any(re.search(pattern, name) for name in names)]
