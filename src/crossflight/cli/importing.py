"""The command ``import``."""

from pathlib import Path
from typing import Annotated

import typer

from crossflight.cli.door import DONE, say

__all__ = ["import_"]


def import_(
    sheet: Annotated[
        str,
        typer.Argument(
            metavar="SHEET", help="A workbook (.xlsx), or one table (.csv), as `crossflight export` has them."
        ),
    ],
    into: Annotated[
        str,
        typer.Option(
            "--into", metavar="SCENARIO", help="The scenario file (.toml), or a shipped name such as iss-2022."
        ),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="NEW", help="Write the new scenario to this file.")],
    table: Annotated[
        str | None,
        typer.Option(
            metavar="TABLE",
            help="Which table a CSV file has: flights, people, wishes or departures; default: the one that its "
            "headings fit.",
        ),
    ] = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take out of the scenario what the sheet does not list.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Let NEW be replaced where it exists, were it SCENARIO itself.")
    ] = False,
) -> int:
    """Read a planner's sheet into a scenario.

    Flights, people, wishes and departures: a cell that says something else than the scenario changes just
    that, a new row is a new entry, an empty cell takes a value out, and comments of the TOML stay. Start from
    `crossflight export SCENARIO --to xlsx`. Dates are dates of the workbook or ISO text, in UTC; formulas are
    refused. All or nothing: the new scenario stands every check, or nothing is written. Exit code 0: written;
    2: the sheet, the scenario or the call is wrong.
    """
    from crossflight import story, views

    story.try_writing_scenario(output, replace=replace)
    found = story.import_sheet(sheet, into, table=table, remove=remove)
    story.save_scenario(found.text, output)
    for note in found.notes:
        say(note)
    if found.changes:
        views.paper().put(views.cells_page(found.changes))
    count = len(found.changes)
    told = "nothing changed" if not count else "1 change" if count == 1 else f"{count:,} changes"
    say(f"{told}, scenario written to {output}")
    return DONE
