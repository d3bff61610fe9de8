"""The command ``derive``."""

from typing import Annotated

import typer

from crossflight.cli.door import DONE
from crossflight.cli.options import AsJson
from crossflight.cli.output import write_json

__all__ = ["derive"]


def derive(
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help="A shipped name such as iss-2022, or a file.")],
    time_limit_s: Annotated[
        float, typer.Option("--time-limit", metavar="S", min=1, max=86_400, help="Seconds for each of the three plans.")
    ] = 60.0,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="Seed of the solver.")] = 0,
    as_json: AsJson = False,
) -> int:
    """Derive an agreement: how few exchanged seats keep every segment operated, and the price of none.

    Plans three times: crews and agreements as wanted; the fewest seats for the partner that keep an operator for each
    segment through any single loss; and no exchange at all, with the days on which a loss would empty a segment.
    Exit code 0: answered; 2: the file or the call is wrong.
    """
    from crossflight import story, views
    from crossflight.cli.progress import waiting
    from crossflight.errors import FileError
    from crossflight.record import Plan

    setting = story.load(scenario)
    if isinstance(setting, Plan):
        way_out = "give the scenario that it was made from"
        raise FileError("it is a plan, not a scenario", file=scenario, way_out=way_out)
    with waiting("planning three times"):
        found = story.derive(setting, time_limit_s=time_limit_s, seed=seed)
    if as_json:
        write_json(views.derivation_document(found))
    else:
        views.paper().put(views.derivation_page(found))
    return DONE
