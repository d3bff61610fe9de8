"""The command ``plan`` for several stations that share people."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crossflight.cli.door import BROKEN, DONE, INTERRUPTED, say
from crossflight.cli.output import write_json
from crossflight.cli.progress import watching
from crossflight.cli.saving import save_at_once

if TYPE_CHECKING:
    from crossflight.record import Scenario

__all__ = ["plan_several"]


def plan_several(
    names: Sequence[str],
    folder: Path | None,
    time_limit_s: float,
    seed: int,
    eras_days: float | None,
    *,
    as_json: bool = False,
) -> int:
    """Plan stations one after another, show each, and write the plans into a folder; return the exit code."""
    from crossflight import story, views

    scenarios = [_scenario(name) for name in names]
    if folder is not None:
        for scenario in scenarios:
            story.try_writing(_path(folder, scenario))
    with watching() as watch:
        planned = story.plan_stations(scenarios, time_limit_s=time_limit_s, seed=seed, watch=watch, eras_days=eras_days)
    for scenario, answer in planned:
        save_at_once(answer.plan, None if folder is None else _path(folder, scenario))
    code = DONE if len(planned) == len(scenarios) else BROKEN
    documents = []
    for scenario, answer in planned:
        plan = answer.plan
        findings = () if plan is None else story.check(plan)
        if as_json:
            document = None if plan is None else story.plan_document(plan)
            documents.append({"scenario": scenario.name, **views.answer_document(answer, findings, document)})
        else:
            written = None if folder is None else str(_path(folder, scenario))
            measures = None if plan is None else story.measure(plan)
            views.paper().put(views.answer_page(answer, findings, measures, written))
        if plan is None or any(finding.state == "broken" for finding in findings):
            code = BROKEN
    if as_json:
        write_json({"stations": documents})
    last = planned[-1].answer
    left_out = ", ".join(scenario.name for scenario in scenarios[len(planned) :])
    if left_out:
        say(f"not planned, since {planned[-1].scenario.name} came first: {left_out}")
    return INTERRUPTED if (last.message or "").startswith("interrupted") else code


def _scenario(name: str) -> "Scenario":
    from crossflight import story
    from crossflight.errors import CallError
    from crossflight.record import Plan

    subject = story.load(name)
    if isinstance(subject, Plan):
        message = f"{name} is a plan already — give the scenario that it answers"
        raise CallError(message)
    return subject


def _path(folder: Path, scenario: "Scenario") -> Path:
    return folder / f"{scenario.name}.json"
