"""Open a planner's sheet, a workbook or a CSV file: its tables as they stand, and never too much of it."""

import csv
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from crossflight.errors import FileError, ScenarioError
from crossflight.files.reading import read_bytes, text_of
from crossflight.files.sheets.cells import Cell, Unreadable
from crossflight.files.sheets.unpacking import unpack
from crossflight.files.sheets.workbook import FORMULA_MARKS

__all__ = ["COLUMN_LIMIT", "ROW_LIMIT", "Sheet", "SheetRow", "open_sheets", "place_of"]

ROW_LIMIT = 5_000
"""Rows of one table that hold anything; a scenario can have as many entries of a kind."""

COLUMN_LIMIT = 200
"""Columns of one table; the widest has some 30."""

Content = Cell | Unreadable


class SheetRow(NamedTuple):
    """One row that holds anything."""

    number: int
    """As a spreadsheet counts it, from 1."""
    cells: tuple[Content, ...]
    """As many as there are headings."""


class Sheet(NamedTuple):
    """One table as it stands in its file."""

    name: str
    """The sheet; empty for a CSV file."""
    headings: tuple[str, ...]
    """Empty where a column without values has none."""
    rows: tuple[SheetRow, ...]


def open_sheets(path: str | os.PathLike[str], wanted: Iterable[str]) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """Return the sheets of a workbook that are wanted, and the names of the others; a CSV file has one without a name.

    Raises
    ------
    FileError
        When it is neither, protected, damaged, or holds too much.
    ScenarioError
        When two columns have one heading, or a value stands below none.
    """
    name, ending = os.fspath(path), Path(path).suffix.lower()
    if ending == ".csv":
        return (_table("", _csv_rows(_csv_text(read_bytes(Path(path), "a sheet"), name), name), name),), ()
    if ending != ".xlsx":
        problem = f"the ending {ending!r} says neither workbook (.xlsx) nor table (.csv)"
        raise FileError(problem, file=name, way_out="save it as one of them, and give that")
    chosen: list[Sheet] = []
    others: list[str] = []
    names = {table.lower(): table for table in wanted}
    for title, rows in unpack(read_bytes(Path(path), "a workbook"), name):
        table = names.get(title.strip().lower())
        if table is None:
            others.append(title)
        elif any(sheet.name == table for sheet in chosen):
            raise FileError(f"it has two sheets '{table}'", file=name, way_out="take one of them out")
        else:
            chosen.append(_table(table, rows, name))
    return tuple(chosen), tuple(others)


def place_of(sheet: str, row: int, column: str = "") -> str:
    """Return how a place in a file is called: sheet Wishes, row 5, column launch_latest."""
    parts = (f"sheet {sheet}" if sheet else "", f"row {row}", f"column {column}" if column else "")
    return ", ".join(part for part in parts if part)


def _table(name: str, rows: Iterable[tuple[Content, ...]], file: str) -> Sheet:
    """Return the table that rows are: the first row that holds anything has the headings."""
    headings: tuple[str, ...] | None = None
    found: list[SheetRow] = []
    for number, row in enumerate(rows, start=1):
        if all(cell is None or cell == "" for cell in row):
            continue
        if headings is None:
            headings = _headings(row, name, number, file)
            continue
        found.append(SheetRow(number, _cells(row, headings, name, number, file)))
        if len(found) > ROW_LIMIT:
            problem = f"it has more than {ROW_LIMIT:,} rows"
            raise FileError(problem, file=file, path=place_of(name, number), way_out="split it, and read one by one")
    if headings is None:
        where = f"sheet {name}" if name else ""
        raise FileError("it has no row of headings", file=file, path=where, way_out="make one: crossflight export")
    return Sheet(name, headings, tuple(found))


def _headings(row: tuple[Content, ...], name: str, number: int, file: str) -> tuple[str, ...]:
    texts = [str(cell).strip().lower() if cell is not None else "" for cell in row]
    while texts and not texts[-1]:
        texts.pop()
    if len(texts) > COLUMN_LIMIT:
        problem = f"it has {len(texts):,} columns; at most {COLUMN_LIMIT} are read"
        raise FileError(problem, file=file, path=place_of(name, number), way_out="leave some out")
    for text in texts:
        if text and texts.count(text) > 1:
            problem = f"two columns are called '{text}'"
            raise ScenarioError(problem, file=file, path=place_of(name, number), way_out="take one of them out")
    return tuple(texts)


def _cells(
    row: tuple[Content, ...], headings: tuple[str, ...], name: str, number: int, file: str
) -> tuple[Content, ...]:
    """Return the cells below the headings; what stands below none is refused."""
    for position, cell in enumerate(row):
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            continue
        if position >= len(headings) or not headings[position]:
            problem = f"'{str(cell)[:40]}' stands in column {position + 1}, which has no heading"
            raise ScenarioError(problem, file=file, path=place_of(name, number), way_out="give it one, or clear it")
    padded = (*row[: len(headings)], *(None,) * (len(headings) - len(row)))
    return tuple(None if isinstance(cell, str) and not cell.strip() else cell for cell in padded)


# ------------------------------------------------------------------------------------------------------------- CSV


def _csv_text(content: bytes, name: str) -> str:
    """Return the text of a CSV file: UTF-8, or UTF-16 that says so with a byte order mark."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise FileError("it is not UTF-16 text", file=name, way_out="save it as CSV UTF-8") from error
    try:
        return text_of(content, name)
    except FileError as error:
        raise FileError(error.problem, file=name, way_out="save it as CSV UTF-8") from error


def _csv_rows(text: str, name: str) -> Iterable[tuple[Content, ...]]:
    """Yield the rows of a CSV text; commas, semicolons or tabulators stand between the cells."""
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r"sep=(.)\s*", first)
    separator = told.group(1) if told else max(",;\t", key=first.count)
    reader = csv.reader((rest if told else text).splitlines(keepends=True), delimiter=separator, strict=True)
    if told:
        yield ()  # a spreadsheet counts that line too
    try:
        for row in reader:
            yield tuple(_unguarded(cell) for cell in row)
    except csv.Error as error:
        place = f"line {reader.line_num + bool(told)}"
        raise FileError(f"it is not CSV: {error}", file=name, path=place, way_out="mend that place") from error


def _unguarded(cell: str) -> Content:
    """Return a text without the apostrophe that keeps it from being a formula."""
    if cell.startswith("="):
        return Unreadable(f"'{cell[:60]}' is a formula, and formulas are not evaluated", "write its value")
    return cell[1:] if cell.startswith("'") and cell[1:2] in {*FORMULA_MARKS, "'"} else cell
