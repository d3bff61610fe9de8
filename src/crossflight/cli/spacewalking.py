"""The command ``spacewalk``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossflight.cli.door import BROKEN, DONE, INTERRUPTED, say
from crossflight.cli.options import AsJson
from crossflight.cli.output import write_json

if TYPE_CHECKING:
    from crossflight.record import Mishap

__all__ = ["spacewalk"]


def spacewalk(
    scenario: Annotated[
        str,
        typer.Argument(
            metavar="SCENARIO", help="A shipped name such as spacewalk-2022-07-21, or a scenario or plan file."
        ),
    ],
    identifier: Annotated[str, typer.Argument(metavar="ID", help="A spacewalk that it asks for.")],
    at_min: Annotated[
        list[int] | None,
        typer.Option("--at", metavar="MINUTE", help="When something happens, in minutes from the hatch open."),
    ] = None,
    event: Annotated[
        list[str] | None,
        typer.Option(
            "--event",
            metavar="EVENT",
            help="What happens then: overrun:TASK:MINUTES, lost:MINUTES, suit-fault:first, suit-fault:second, return.",
        ),
    ] = None,
    opens: Annotated[
        str | None, typer.Option("--opens", metavar="HH:MM", help="When the hatch is wanted open, UTC.")
    ] = None,
    orbit: Annotated[
        Path | None,
        typer.Option("--orbit", metavar="FILE", help="The station's orbit, OMM, TLE or OEM, not the scenario's own."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="PAGE", help="Write it as one HTML page, too.")
    ] = None,
    time_limit: Annotated[
        float, typer.Option("--time-limit", metavar="SECONDS", min=0.1, max=86_400, help="For each solve.")
    ] = 15.0,
    seed: Annotated[int, typer.Option("--seed", min=0, max=2**31 - 1, help="Seed of the solver.")] = 0,
    as_json: AsJson = False,
) -> int:
    """Plan a spacewalk to the minute: who does what where, in which light, with every limit as a margin.

    Levels, each minimised and then held: tasks that must be done, the margin, tasks that may be done, the
    shortest. Give --at and --event, several times if need be, to plan the rest again in the middle: what is
    done stands. Minutes count from the opening of the hatch. Exit code 0: planned, and nothing is broken;
    1: no timeline exists, or one falls short; 2: the input or the call is wrong; 130: interrupted.
    """
    from crossflight import story, views
    from crossflight.cli.progress import waiting

    mishaps = _mishaps(at_min or [], event or [])
    if output is not None:
        story.try_writing(output)
    loaded = story.load(scenario)
    with waiting("planning the spacewalk"):
        found = story.spacewalk(
            loaded, identifier, mishaps, orbit=orbit, opens=opens, time_limit_s=time_limit, seed=seed
        )
    if output is not None:
        story.save_spacewalk_page(found, loaded, output)
        say(f"page written to {output}")
    if as_json:
        write_json(views.spacewalk_document(found))
    else:
        views.paper().put(views.spacewalk_page(found, views.spacewalk_names(loaded)))
    if (found.message or "").startswith("interrupted"):
        return INTERRUPTED
    return DONE if found.timeline and not found.conflict and not found.broken else BROKEN


def _mishaps(minutes: list[int], events: list[str]) -> "list[Mishap]":
    """Return what happens, each event with its minute."""
    from crossflight import story

    if len(minutes) != len(events):
        problem = f"{len(minutes)} --at and {len(events)} --event were given; each event needs its minute"
        raise typer.BadParameter(problem)
    return [story.parse_mishap(at_min, text) for at_min, text in zip(minutes, events, strict=True)]
