"""A planner's desk: sheets of the small scenario, changed cell by cell, and read back."""

import csv
import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from crossflight.files import import_sheet, write_csv, write_workbook
from crossflight.files.parsing import parse_toml
from crossflight.files.validating import validate
from crossflight.record import Plan, ScenarioFile, SheetImport
from files.small import SCENARIO, small_catalogue, small_plan

Cells = dict[tuple[str, str], Any]
"""New contents by row, named by what stands in the first column, and heading."""


def written(text: str = SCENARIO) -> ScenarioFile:
    """Return a scenario as its author wrote it."""
    return validate(ScenarioFile, parse_toml(text, "small.toml"), "small.toml")


def read(sheet: Path, text: str = SCENARIO, **options: Any) -> SheetImport:
    """Read a sheet into the small scenario."""
    scenario = sheet.parent / "small.toml"
    scenario.write_text(text, encoding="utf-8")
    return import_sheet(sheet, scenario, catalogue=small_catalogue(), **options)


@cache
def packed() -> bytes:
    """Return the workbook of the small scenario."""
    return write_workbook(small_plan())


def workbook(folder: Path, change: Callable[[Any], None] = lambda _: None, plan: Plan | None = None) -> Path:
    """Return a workbook of the small scenario, changed by hand."""
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(plan) if plan else packed()))
    change(book)
    path = folder / "sheet.xlsx"
    book.save(path)
    return path


def table(folder: Path, name: str, cells: Cells | None = None, plan: Plan | None = None) -> Path:
    """Return a CSV table of the small scenario with some cells changed; a row that is not there is added."""
    rows = list(csv.DictReader(io.StringIO(write_csv(name, plan or small_plan()))))
    headings = next(csv.reader(io.StringIO(write_csv(name, plan or small_plan()))))
    for (entry, heading), cell in (cells or {}).items():
        row = next((row for row in rows if row[headings[0]] == entry), None)
        if row is None:
            row = dict.fromkeys(headings, "") | {headings[0]: entry}
            rows.append(row)
        row[heading] = cell
    path = folder / "sheet.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings)
        writer.writeheader()
        writer.writerows(rows)
    return path


def put(book: Any, sheet: str, cells: Cells) -> None:
    """Write cells into a sheet of a workbook; a row that is not there is added."""
    page = book[sheet]
    headings = [cell.value for cell in page[1]]
    for (entry, heading), value in cells.items():
        found = [row for row in range(2, page.max_row + 1) if page.cell(row, 1).value == entry]
        number = found[0] if found else page.max_row + 1
        page.cell(number, 1).value = entry
        page.cell(number, headings.index(heading) + 1).value = value
