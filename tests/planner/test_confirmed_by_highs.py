"""Another engine, asked in other words: HiGHS confirms status and optimum of each level on tiny scenarios.

It runs in a process of its own. The programme is written from the scenario's nouns alone; where a scenario asks for
what it has no words for, it says so, and trying every plan has to do.
"""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crossflight.planner import plan
from planner.highs.fleet import WordlessError
from planner.highs.programme import Programme
from planner.tiny import CASES
from scenes import sky

WORKER = Path(__file__).parent / "highs" / "worker.py"


def _programmes() -> dict[str, dict[str, Any]]:
    """Return the programme of every tiny scenario that has one: under the plain sky, with words for all it asks."""
    found = {}
    for name, case in CASES.items():
        if case.over == sky():
            try:
                found[name] = Programme(case.setting).told()
            except WordlessError:
                continue
    return found


PROGRAMMES = _programmes()


@cache
def told_by_highs() -> dict[str, Any]:
    """Return what HiGHS says of all of them."""
    done = subprocess.run(
        [sys.executable, str(WORKER)], input=json.dumps(PROGRAMMES), capture_output=True, text=True, check=True
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("name", PROGRAMMES)
def test_highs_finds_the_same_status_and_the_same_optimum_of_each_level(name: str) -> None:
    answer = plan(CASES[name].setting, CASES[name].over)
    told = told_by_highs()[name]
    ours = {level.name: level.value for level in answer.levels if level.name in told["levels"]}

    assert answer.status == told["status"]
    assert pytest.approx(told["levels"], abs=1e-5) == ours


def test_most_tiny_scenarios_can_be_told_to_highs() -> None:
    assert len(PROGRAMMES) >= len(CASES) / 2
    assert {"optimal", "infeasible"} == {told["status"] for told in told_by_highs().values()}


def test_what_highs_confirms_is_more_than_nothing_at_each_level() -> None:
    levels = [told["levels"] for told in told_by_highs().values() if told["levels"]]
    costly = {name for told in levels for name, value in told.items() if value > 0}

    assert {"uncovered", "handovers", "dates", "people"} == costly
