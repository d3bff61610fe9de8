"""The command line.

Only Typer and the standard library are imported here and at the top of the commands: help must not wait for
the solver, so a command imports what it needs when it runs.
"""

from typing import Annotated

import typer

from crossflight.cli import (
    boosting,
    checking,
    deriving,
    differing,
    exporting,
    importing,
    landing,
    launching,
    lighting,
    planning,
    recording,
    replanning,
    schemas,
    spacewalking,
    supposing,
)
from crossflight.cli.door import WRONG, Door

__all__ = ["app", "main"]


def _examples(*lines: str) -> str:
    r"""Return examples for the end of a help text; ``\b`` keeps the lines as they are."""
    return "\n".join(["\b", "Examples:", *(f"  crossflight {line}" for line in lines)])


def _version(asked: bool) -> None:
    """Print the version and leave."""
    if asked:
        import crossflight

        typer.echo(f"crossflight {crossflight.__version__}")
        raise typer.Exit


def _help_unless_told_more(context: typer.Context) -> None:
    """Show the help to whoever names no command; that is no call that could be answered."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(WRONG)


def _options(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    _help_unless_told_more(context)


history = typer.Typer(
    rich_markup_mode=None,
    help="Look up what flew: flights, who was aboard, and spacewalks.",
    invoke_without_command=True,
    callback=_help_unless_told_more,
)
history.command(
    epilog=_examples(
        "history flights --vehicle soyuz-ms --since 2022-01-01",
        "history flights --port prichal --crewed --json",
    )
)(recording.flights)
history.command(
    epilog=_examples("history people --aboard-on 2023-01-03", "history people --agency jaxa --flight crew-5 --json")
)(recording.people)
history.command(
    epilog=_examples(
        "history spacewalks --joint",
        "history spacewalks --suit emu --agencies nasa,roscosmos --between 2007-01-01 2008-01-01 --json",
    )
)(recording.spacewalks)

app = typer.Typer(
    name="crossflight",
    cls=Door,
    rich_markup_mode=None,  # plain help is there at once, and fits any terminal
    help="Plan, check and fly integrated crew flights and spacewalks for crewed space stations.",
    epilog=_examples(
        "plan iss-2022 -o plan.json", "check plan.json", "export plan.json -o plan.html", "check iss-history"
    ),
    invoke_without_command=True,
    callback=_options,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(
    short_help="Plan a scenario, or say why there is no plan.",
    epilog=_examples(
        "plan iss-2022 -o plan.json",
        "plan iss-2022 --require 'crew-6.launch <= 2023-02-15'",
        "plan iss-2022 --courses --time-limit 600 --json > answer.json",
        "plan one-station.toml another-station.toml -o plans",
    ),
)(planning.plan)
app.command(
    short_help="Change a plan after an event, as little as it takes.",
    epilog=_examples(
        "replan plan.json --event ms22-leak -o new.json",
        "replan contingency/soyuz-ms-22-2022 --event ms22-leak --as-of 2023-02-19",
    ),
)(replanning.replan)
app.command(
    short_help="Check a plan, a scenario or a flown history.",
    epilog=_examples("check plan.json", "check iss-history --all"),
)(checking.check)
app.command(
    short_help="Write a page, workbook, table, calendar or orbit.",
    epilog=_examples(
        "export plan.json --to html -o plan.html",
        "export iss-2022 --to xlsx -o wishes.xlsx",
        "export new.json --to ics --replaces plan.json -o new.ics",
        "export iss.tle --to omm -o iss.json",
        "export iss-2022 --to oem --until 2022-10-05 --boost 2022-10-02T10:00:00Z=0.7 -o iss.oem",
    ),
)(exporting.export)
app.command(
    name="import",
    epilog=_examples(
        "import wishes.xlsx --into iss-2022 -o mine.toml", "import wishes.csv --into mine.toml -o mine.toml --replace"
    ),
)(importing.import_)
app.command(epilog=_examples("diff plan.json new.json", "diff plan.json iss-history --json"))(differing.diff)
app.command(
    short_help="Ask what a loss or a slip would do to a plan.",
    epilog=_examples(
        "whatif plan.json",
        "whatif iss-history --lose soyuz-ms-22 --on 2022-12-20",
        "whatif plan.json --move crew-6=2023-03-20 --json",
    ),
)(supposing.whatif)
app.command(
    short_help="Derive how few exchanged seats an agreement needs.",
    epilog=_examples("derive iss-2022", "derive my-station.toml --json"),
)(deriving.derive)
app.command(
    epilog=_examples(
        "windows --orbit iss.tle --site baikonur-31-6 --vehicle soyuz-ms --from 2022-09-21 --to 2022-09-22",
        "windows --orbit omm.json --site ksc-39a --vehicle crew-dragon --from 2022-10-05 --to 2022-10-08 --json",
    )
)(launching.windows)
app.command(
    epilog=_examples(
        "land iss-2022 soyuz-ms-21 --from 2022-09-28 --to 2022-10-03",
        "land iss-history crew-4 --orbit iss.tle --from 2022-10-13 --to 2022-10-16 --json",
    )
)(landing.land)
app.command(
    short_help="Plan the boosts of a station for its flights.",
    epilog=_examples(
        "boosts iss-2022 --to 2022-12-31 --budget 3",
        "boosts --orbit iss.tle --from 2021-12-20 --launch soyuz-ms@baikonur-31-6=2022-03-18:2-orbit "
        "--landing soyuz-ms@kazakhstan=2022-03-30",
    ),
)(boosting.boosts)
app.command(
    epilog=_examples(
        "light --orbit iss.tle --from 2022-09-21 --to 2022-09-28",
        "light --station tiangong --orbit css.json --from 2022-09-21 --to 2022-09-22 --events",
    )
)(lighting.light)
app.command(
    short_help="Plan a spacewalk to the minute.",
    epilog=_examples(
        "spacewalk spacewalk-2022-07-21 vkd-artemyev-cristoforetti -o spacewalk.html",
        "spacewalk spacewalk-2007-11-09 docking-port --at 95 --event overrun:shuttle-power:20",
    ),
)(spacewalking.spacewalk)
app.add_typer(
    history,
    name="history",
    epilog=_examples("history flights --person francisco-rubio", "history people --aboard-on 2023-01-03"),
)
app.command(epilog=_examples("schema > scenario.schema.json", "schema plan"))(schemas.schema)


def main() -> None:
    """Run the command line, and leave with its exit code."""
    app(prog_name="crossflight")
