"""The command ``replan``."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossflight.cli.door import BROKEN, DONE, INTERRUPTED, say
from crossflight.cli.options import AsJson, instant_of
from crossflight.cli.output import write_json
from crossflight.cli.planning import TIME_LIMIT_S, seconds_of, seed_of
from crossflight.cli.progress import watching
from crossflight.cli.saving import refuse_other_ending, save_at_once

if TYPE_CHECKING:
    from collections.abc import Callable

    from crossflight.record import Plan, Progress, Scenario

__all__ = ["replan"]


def replan(
    plan: Annotated[
        str,
        typer.Argument(
            metavar="PLAN", help="A plan file; or a scenario, which is planned first as wanted before the event."
        ),
    ],
    event: Annotated[
        str,
        typer.Option(
            "--event", metavar="EVENT", help="What happened: an event file, or a shipped name such as ms22-leak."
        ),
    ],
    as_of: Annotated[
        datetime | None,
        typer.Option(
            "--as-of",
            parser=instant_of,
            metavar="DATE",
            help="The day to decide on, and what is known by then; default: that of the event.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="NEW", help="Write the new plan to this file, as JSON."),
    ] = None,
    time_limit_s: Annotated[
        float,
        typer.Option("--time-limit", parser=seconds_of, metavar="S", help="Seconds that each solve may take."),
    ] = TIME_LIMIT_S,
    seed: Annotated[
        int,
        typer.Option(
            parser=seed_of,
            metavar="N",
            help="The same plan, event and seed give the same plan, unless the time limit cuts it short.",
        ),
    ] = 0,
    as_json: AsJson = False,
) -> int:
    """Change a published plan after an event, as little as it takes to hold again.

    What flew by the day stays, and what the plan says of earlier days is taken as flown. The verdict comes
    first, then what changes, what the event breaks of the plan, what is inherited since no plan can undo
    it, and the proof level by level. Ctrl-C keeps the best plan so far. Exit code 0: planned, and nothing
    hard is broken; 1: rules are broken, or there is no plan; 2: a file or the call is wrong; 130:
    interrupted.
    """
    from crossflight import story, views

    file = story.load_events(event)
    day = as_of or file.as_of
    subject = story.load(plan)
    if output is not None:
        _try_writing(output, plan, event)
    with watching() as watch:
        published = _published(subject, plan, day, time_limit_s, seed, watch)
        if published is None:
            return BROKEN
        found = story.replan(published, file, day, time_limit_s=time_limit_s, seed=seed, watch=watch)
    save_at_once(found.answer.plan, output)
    answer = found.answer
    findings = () if answer.plan is None else story.check(answer.plan, found.sky)
    if as_json:
        document = None if answer.plan is None else story.plan_document(answer.plan)
        write_json(views.replanned_document(answer, findings, document, found.broken, found.changes))
    else:
        kept = story.inherited(found)
        written = None if output is None else str(output)
        page = views.replanned_page(file, day, answer, findings, found.broken, found.changes, kept, written)
        views.paper().put(page)
    if answer.plan is None and output is not None:
        say(f"there is no plan, so {output} was not written")
    if answer.message is not None and answer.message.startswith("interrupted"):
        return INTERRUPTED
    if answer.plan is None:
        return BROKEN
    return BROKEN if any(finding.state == "broken" for finding in findings) else DONE


def _published(
    subject: "Plan | Scenario",
    name: str,
    day: datetime,
    time_limit_s: float,
    seed: int,
    watch: "Callable[[Progress], None]",
) -> "Plan | None":
    """Return the plan to change: as it is, or made of a scenario; None when there is none."""
    from crossflight import instants, story
    from crossflight.errors import ScenarioError
    from crossflight.record import Plan

    scenario = subject.scenario if isinstance(subject, Plan) else subject
    if not scenario.horizon.start <= day < scenario.horizon.end:
        problem = (
            f"{instants.write(day)} lies outside the horizon of {scenario.name}, "
            f"{instants.write(scenario.horizon.start)} to {instants.write(scenario.horizon.end)}"
        )
        raise ScenarioError(problem, file=name, path="horizon", way_out="give a day within it to --as-of")
    if isinstance(subject, Plan):
        if not story.certificate_matches(subject):
            say(f"{name}: its certificate was made for another scenario than it holds; it is taken as it stands")
        return subject
    say(f"{name} is a scenario: planned first, as wanted before the event")
    answer = story.plan(subject, time_limit_s=time_limit_s, seed=seed, watch=watch)
    if answer.message is not None and answer.message.startswith("interrupted"):
        say(f"{name} was being planned as before the event; nothing is changed by halves")
        raise KeyboardInterrupt
    if answer.plan is None:
        say(f"{name} has no plan that could be changed ({answer.status}) — see crossflight plan {name}")
    return answer.plan


def _try_writing(output: Path, *inputs: str) -> None:
    """Refuse an output that cannot be written, or that is one of the inputs, before any long work."""
    from crossflight import story
    from crossflight.errors import InputError

    if any(Path(name).exists() and output.exists() and output.samefile(name) for name in inputs):
        problem = "the new plan would replace a file that it is made from"
        raise InputError(problem, file=str(output), way_out="give another file to -o")
    refuse_other_ending(output)
    story.try_writing(output)
