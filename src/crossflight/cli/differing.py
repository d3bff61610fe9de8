"""The command ``diff``."""

from typing import Annotated

import typer

from crossflight.cli.door import DONE
from crossflight.cli.options import AsJson
from crossflight.cli.output import write_json

__all__ = ["diff"]


def diff(
    before: Annotated[
        str,
        typer.Argument(metavar="BEFORE", help="A plan or scenario file, or a shipped name such as iss-history."),
    ],
    after: Annotated[
        str, typer.Argument(metavar="AFTER", help="What to compare it with: a plan, a scenario or a history as well.")
    ],
    as_json: AsJson = False,
    exact: Annotated[
        bool, typer.Option("--exact", help="Tell of instants that moved within their day (UTC) too.")
    ] = False,
) -> int:
    """Tell what moved from one plan to another.

    Flights that came or went, days, ports, crews, commanders, home seats and boosts, each in a sentence. A
    scenario or a history is taken as it stands. Plans of different scenarios or stations are compared all the
    same, and that is said. Exit code 0: told, whether there is a difference or not; 2: a file or the call is wrong.
    """
    from crossflight import story, views

    difference = story.diff(story.load(before), story.load(after), exact=exact)
    if as_json:
        write_json(views.difference_document(difference))
    else:
        views.paper().put(views.difference_page((before, after), difference))
    return DONE
