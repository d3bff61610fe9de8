"""The command ``plan``."""

import math
from pathlib import Path
from typing import Annotated

import typer

from crossflight.cli.door import BROKEN, DONE, INTERRUPTED, say
from crossflight.cli.options import AsJson
from crossflight.cli.output import write_json
from crossflight.cli.progress import watching
from crossflight.cli.saving import refuse_other_ending, save_at_once
from crossflight.cli.stationing import plan_several

__all__ = ["TIME_LIMIT_S", "plan", "seconds_of", "seed_of"]

TIME_LIMIT_S = 60.0
LONGEST_TIME_LIMIT_S = 604_800.0
"""A week; a longer solve is surely a slip of the finger."""
LARGEST_SEED = 2**31 - 1
SHORTEST_ERA_DAYS = 60.0
LONGEST_ERA_DAYS = 14_640.0


def seconds_of(text: str) -> float:
    """Return a time limit in seconds."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds <= LONGEST_TIME_LIMIT_S:
        message = f"'{text}' is no time limit; give seconds above 0 and up to {LONGEST_TIME_LIMIT_S:.0f} (a week)"
        raise typer.BadParameter(message)
    return seconds


def seed_of(given: str | int) -> int:
    """Return a seed; Typer hands the default in as it is."""
    text = str(given)
    if not (text.isascii() and text.isdigit() and int(text[:20]) <= LARGEST_SEED):
        message = f"'{text}' is no seed; give a whole number from 0 to {LARGEST_SEED}"
        raise typer.BadParameter(message)
    return int(text)


def eras_of(given: str | float | None) -> float | None:
    """Return how many days an era has, 0 for one solve; Typer hands the default in as it is."""
    if given is None:
        return None
    try:
        days = float(given)
    except ValueError:
        days = math.nan
    if not (days == 0 or SHORTEST_ERA_DAYS <= days <= LONGEST_ERA_DAYS):
        message = (
            f"'{given}' is no length of an era; give days from {SHORTEST_ERA_DAYS:.0f} to {LONGEST_ERA_DAYS:.0f}, or 0 "
            "for one solve"
        )
        raise typer.BadParameter(message)
    return days


def plan(
    scenarios: Annotated[
        list[str],
        typer.Argument(
            metavar="SCENARIO...",
            help="A scenario file, or a shipped name such as iss-2022; several are stations that share people.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="PLAN",
            help="Write the plan to this file, as JSON; the plans of several stations into this folder.",
        ),
    ] = None,
    require: Annotated[
        list[str] | None,
        typer.Option(
            "--require",
            metavar="EXPR",
            help="Require this too, such as 'crew-6.launch <= 2023-02-15'; may be given several times.",
        ),
    ] = None,
    time_limit_s: Annotated[
        float,
        typer.Option(
            "--time-limit",
            parser=seconds_of,
            metavar="S",
            help="Seconds that the planning may take; the best plan until then is kept.",
        ),
    ] = TIME_LIMIT_S,
    seed: Annotated[
        int,
        typer.Option(
            parser=seed_of,
            metavar="N",
            help="The same scenario and seed give the same plan, unless the time limit cuts it short.",
        ),
    ] = 0,
    eras_days: Annotated[
        float | None,
        typer.Option(
            "--eras",
            parser=eras_of,
            metavar="DAYS",
            help="Plan in eras of so many days, one after another; 0: all at once. Default: 365 where the horizon is "
            "longer than 1600 days, else 0.",
        ),
    ] = None,
    courses: Annotated[
        bool,
        typer.Option(
            "--courses", help="Plan the courses before each launch as well, whether the scenario asks for them or not."
        ),
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Plan a scenario: who flies on what, when, to which port; or say why not.

    What the scenario's policy counts, the weightiest first, is a level: each is minimised and then held,
    with a bound that no plan can go below. The verdict, what is broken or waived, and this proof come
    first, then flights, spacewalks, findings and a timeline; the last line has the verdict again. Where
    no plan exists, the smallest sets of rules that clash are told, and what would mend it.
    A horizon of more than 1600 days is planned era by era: a bound holds for what the eras before had
    decided, and none for the whole. Several scenarios are stations that share people, planned in that
    order. Ctrl-C keeps the best plan so far, or the eras and stations that are done. Exit code 0:
    planned, and nothing hard is broken; 1: rules are broken, or there is no plan; 2: the file or the
    call is wrong; 130: interrupted.
    """
    from crossflight import story, views
    from crossflight.errors import CallError
    from crossflight.record import Plan

    if len(scenarios) > 1:
        if require or courses:
            told = "--require" if require else "--courses"
            message = f"{told} is for one station; give one scenario, or write it into their files"
            raise CallError(message)
        return plan_several(scenarios, output, time_limit_s, seed, eras_days, as_json=as_json)
    [scenario] = scenarios
    subject = story.load(scenario, courses=courses)
    if isinstance(subject, Plan):
        message = f"{scenario} is a plan already — give the scenario that it answers"
        raise CallError(message)
    subject = story.require(subject, require or ())
    if output is not None:
        _try_writing(output, scenario)
    with watching() as watch:
        sky = story.survey(subject)
        answer = story.plan(subject, sky, time_limit_s=time_limit_s, seed=seed, watch=watch, eras_days=eras_days)
    save_at_once(answer.plan, output)
    findings = () if answer.plan is None else story.check(answer.plan, sky)
    if as_json:
        document = None if answer.plan is None else story.plan_document(answer.plan)
        write_json(views.answer_document(answer, findings, document))
    else:
        measures = None if answer.plan is None else story.measure(answer.plan)
        written = None if output is None else str(output)
        views.paper().put(views.answer_page(answer, findings, measures, written))
    if answer.plan is None and output is not None:
        say(f"there is no plan, so {output} was not written")
    if answer.message is not None and answer.message.startswith("interrupted"):
        return INTERRUPTED
    if answer.plan is None:
        return BROKEN
    return BROKEN if any(finding.state == "broken" for finding in findings) else DONE


def _try_writing(output: Path, scenario: str) -> None:
    """Refuse an output that cannot be written, or that is the input, before any long work."""
    from crossflight import story
    from crossflight.errors import InputError

    if Path(scenario).exists() and output.exists() and output.samefile(scenario):
        problem = "the plan would replace the scenario that it is made from"
        raise InputError(problem, file=str(output), way_out="give another file to -o")
    refuse_other_ending(output)
    story.try_writing(output)
