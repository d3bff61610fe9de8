"""The command ``boosts``."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from crossflight.cli.door import BROKEN, DONE, say
from crossflight.cli.options import AsJson, boost_of, instant_of
from crossflight.cli.output import write_json

__all__ = ["boosts"]


def boosts(
    subject: Annotated[
        str | None,
        typer.Argument(metavar="[SCENARIO]", help="A shipped name such as iss-2022, or a scenario or plan file."),
    ] = None,
    orbit: Annotated[
        Path | None,
        typer.Option("--orbit", metavar="FILE", help="The station's orbit, OMM, TLE or OEM, not the scenario's own."),
    ] = None,
    start: Annotated[
        datetime | None,
        typer.Option(
            "--from", parser=instant_of, metavar="DATE", help="First day of boosts; of the orbit nothing later counts."
        ),
    ] = None,
    end: Annotated[
        datetime | None,
        typer.Option("--to", parser=instant_of, metavar="DATE", help="End of the span; 120 days when it is not given."),
    ] = None,
    launch: Annotated[
        list[str] | None,
        typer.Option(
            "--launch",
            metavar="TYPE@SITE=DAY[:PROFILE]",
            help="A launch to be met, besides those of SCENARIO; DAY..DAY leaves a choice.",
        ),
    ] = None,
    landing: Annotated[
        list[str] | None, typer.Option("--landing", metavar="TYPE@ZONE=DAY", help="A landing to be met besides.")
    ] = None,
    boost: Annotated[
        list[str] | None,
        typer.Option("--boost", metavar="INSTANT=M_S", help="A boost, flown or settled, that is taken as it is."),
    ] = None,
    budget_m_s: Annotated[
        float | None,
        typer.Option(
            "--budget", metavar="M_S", min=0, max=100, help="At most so many m/s of all boosts together, up and down."
        ),
    ] = None,
    lowest_km: Annotated[
        float | None,
        typer.Option("--lowest", metavar="KM", min=100, max=2000, help="The mean height stays above this."),
    ] = None,
    highest_km: Annotated[
        float | None,
        typer.Option("--highest", metavar="KM", min=100, max=2000, help="The mean height stays below this."),
    ] = None,
    spacing_days: Annotated[
        int, typer.Option("--spacing", metavar="DAYS", min=1, max=365, help="Least time from one boost to the next.")
    ] = 7,
    quiet_days: Annotated[
        int, typer.Option("--quiet", metavar="DAYS", min=0, max=60, help="No boost so close to a launch or docking.")
    ] = 2,
    trim_days: Annotated[
        float | None,
        typer.Option("--trim", metavar="DAYS", min=0.5, max=365, help="How long before a target its trim boost comes."),
    ] = None,
    station: Annotated[
        str, typer.Option("--station", metavar="STATION", help="Whose boosts, where no scenario is given.")
    ] = "iss",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the plan to this file, as JSON.")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Plan the boosts that put the station's phase right for launches and landings.

    Each has its day and m/s; negative lowers the orbit. Each target tells its phase without and with them, how
    far drag may still move it, how long before it can be promised, and what to hold back for a trim boost. Targets
    are the launches and landings of the scenario or plan in the span, and those of --launch and --landing.

    Exit code 0: every target is met; 1: some are not, with by how much and what they would take; 2: the file or the
    call is wrong.
    """
    from crossflight import story, views
    from crossflight.cli.progress import waiting
    from crossflight.record import BoostWish

    wish = BoostWish(
        station=station,
        start=start,
        end=end,
        launches=tuple(launch or ()),
        landings=tuple(landing or ()),
        boosts=tuple(boost_of(text) for text in boost or ()),
        budget_m_s=budget_m_s,
        lowest_km=lowest_km,
        highest_km=highest_km,
        spacing_days=spacing_days,
        quiet_days=quiet_days,
        trim_days=trim_days,
    )
    if output is not None:
        story.try_writing(output)
    loaded = None if subject is None else story.load(subject)
    with waiting("boosts"):
        plan = story.boosts(loaded, orbit, wish)
    if output is not None:
        story.save_boosts(plan, output)
        say(f"boosts written to {output}")
    if as_json:
        write_json(views.boosts_document(plan))
    else:
        views.paper().put(views.boosts_page(plan))
    return DONE if plan.all_met else BROKEN
