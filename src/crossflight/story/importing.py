"""A planner's sheet into a scenario."""

from pathlib import Path

from crossflight import files
from crossflight.errors import FileError
from crossflight.record import SheetImport

__all__ = ["import_sheet", "save_scenario", "try_writing_scenario"]


def import_sheet(sheet: str | Path, into: str | Path, *, table: str | None = None, remove: bool = False) -> SheetImport:
    """Return a scenario with the flights, people, wishes and departures that a sheet says; nothing is written.

    Parameters
    ----------
    sheet
        A workbook (.xlsx) or one table (.csv), as `export` writes them.
    into
        The scenario: a TOML file, or the bare name of a shipped one.
    table
        Which table a CSV file has; None: the one that its headings fit.
    remove
        True takes out of the scenario what the sheet does not list.

    Raises
    ------
    InputError
        When the sheet or the scenario cannot be used: sheet, row, column, value, and the way out.
    """
    return files.import_sheet(sheet, into, table=table, remove=remove)


def save_scenario(text: str, path: str | Path) -> None:
    """Write the TOML of a scenario to a file, whole or not at all.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    files.save_scenario(text, path)


def try_writing_scenario(path: str | Path, *, replace: bool = False) -> None:
    """Refuse a file that a scenario cannot or should not be written to, before any work.

    Raises
    ------
    InputError
        When it does not end in .toml, exists and is not to be replaced, or cannot be written.
    """
    if Path(path).suffix.lower() != ".toml":
        problem = f"the ending {Path(path).suffix!r} is not that of a scenario"
        raise FileError(problem, file=str(path), way_out="end the name in .toml")
    if not replace and Path(path).exists():
        raise FileError("it exists already", file=str(path), way_out="give another name, or --replace")
    files.try_writing(path, replaces=".toml")
