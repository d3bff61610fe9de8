"""Write a planner's workbook, or one table of it as CSV: whole or not at all.

Text stays text: what begins like a formula is never written as one.
"""

import csv
import io
import os
import textwrap
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from crossflight import instants
from crossflight.errors import CallError
from crossflight.files.saving import save_bytes, save_text, scenario_sha256
from crossflight.files.sheets.cells import Cell
from crossflight.files.sheets.rows import CHOICES, choices_of, rows_of
from crossflight.files.sheets.tables import TABLES, Column, Table
from crossflight.record import Finding, Plan

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["FORMULA_MARKS", "save_csv", "save_workbook", "write_csv", "write_workbook"]

FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a text of a CSV file that begins with one of these for a formula."""

DAY_FORMAT, INSTANT_FORMAT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"

LINE_POINTS, MOST_LINES = 15, 8
"""Height of a line, and how many lines of a text a row shows."""

NOTES_WIDTH = 110

LISTS = "Lists"
"""The sheet of identifiers that cells are chosen from."""


def save_workbook(plan: Plan, path: str | os.PathLike[str], findings: Iterable[Finding] = ()) -> None:
    """Write the workbook of a plan to a file; a run that is killed leaves the old file, or none.

    Raises
    ------
    FileError
        When it cannot be written; the old file stands then.
    """
    save_bytes(write_workbook(plan, findings), path)


def save_csv(table: str, plan: Plan, path: str | os.PathLike[str], findings: Iterable[Finding] = ()) -> None:
    """Write one table of a plan to a CSV file; a run that is killed leaves the old file, or none.

    Raises
    ------
    FileError
        When it cannot be written; the old file stands then.
    CallError
        When there is no such table.
    """
    save_text(write_csv(table, plan, findings), path)


# ------------------------------------------------------------------------------------------------------------- CSV


def write_csv(table: str, plan: Plan, findings: Iterable[Finding] = ()) -> str:
    """Return one table as CSV (RFC 4180, commas, UTF-8): days as 2022-10-05, instants as 2022-10-05T12:30:00Z.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; reading takes it away.
    """
    chosen = next((entry for name, entry in TABLES.items() if name.lower() == table.lower()), None)
    if chosen is None:
        message = f"'{table}' is no table — choose one of {', '.join(name.lower() for name in TABLES)}"
        raise CallError(message)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([column.name for column in chosen.columns])
    for row in rows_of(chosen, plan, findings):
        writer.writerow([_as_text(cell) for cell in row])
    return stream.getvalue()


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat() + "Z"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str) and cell.startswith((*FORMULA_MARKS, "'")):
        return f"'{cell}"
    return str(cell)


# -------------------------------------------------------------------------------------------------------- workbook


def write_workbook(plan: Plan, findings: Iterable[Finding] = ()) -> bytes:
    """Return the workbook of a plan, as an .xlsx file holds it: a sheet for each table, one of notes, one of lists."""
    from openpyxl import Workbook  # noqa: PLC0415 - a third of a second, for those who want a workbook

    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    book.properties.creator = "Crossflight"
    book.properties.title = plan.scenario.title
    lists = choices_of(plan)
    for table in TABLES.values():
        _fill(book.create_sheet(table.name), table, plan, findings, lists)
    _put_notes(book.create_sheet("Notes"), plan)
    _put_lists(book.create_sheet(LISTS), lists)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(
    sheet: "Worksheet", table: Table, plan: Plan, findings: Iterable[Finding], lists: Mapping[str, tuple[str, ...]]
) -> None:
    """Write a table: a frozen heading with what each column means, rows, and lists to choose from."""
    from openpyxl.styles import Alignment  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for position, column in enumerate(table.columns, start=1):
        _head(sheet.cell(1, position), column)
        sheet.column_dimensions[get_column_letter(position)].width = max(column.width, len(column.name) + 2)
    count = 1
    top = Alignment(vertical="top", wrap_text=True)
    for count, row in enumerate(rows_of(table, plan, findings), start=2):
        for position, value in enumerate(row, start=1):
            if value is not None:
                _put(sheet.cell(count, position), value, top)
        lines = max(_lines(value, column.width) for value, column in zip(row, table.columns, strict=True))
        sheet.row_dimensions[count].height = LINE_POINTS * lines
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    _fit_to_width(sheet)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{count}"
    if table.key:
        _offer(sheet, table, lists)


def _head(cell: Any, column: Column) -> None:
    """Write a heading: bold where the column is read back, grey where it is computed."""
    from openpyxl.comments import Comment  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    cell.value = column.name
    cell.font = Font(bold=column.is_read, italic=not column.is_read, color="FF000000" if column.is_read else "FF666666")
    cell.fill = PatternFill("solid", fgColor="FFD9E2EC" if column.is_read else "FFF0F0F0")
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    told = f"{column.says}; {column.kind.says}" + ("" if column.is_read else "; computed, and not read back")
    cell.comment = Comment(told, "Crossflight", height=90, width=320)


def _put(cell: Any, value: Cell, alignment: Any) -> None:
    cell.value = value
    cell.alignment = alignment
    if isinstance(value, datetime):
        cell.number_format = INSTANT_FORMAT
    elif isinstance(value, date):
        cell.number_format = DAY_FORMAT
    elif isinstance(value, str):
        cell.data_type = "s"  # else a text that begins with = would be written as a formula
        cell.quotePrefix = value.startswith(FORMULA_MARKS)  # and stays text when somebody edits it


def _lines(value: Cell, width: int) -> int:
    """Return how many lines a cell takes, as far as they are shown: no program works that out for a new workbook."""
    if not isinstance(value, str):
        return 1
    lines = sum(len(textwrap.wrap(line, max(width - 1, 1))) or 1 for line in value[:2000].split("\n"))
    return min(lines, MOST_LINES)


def _fit_to_width(sheet: "Worksheet") -> None:
    """Let a printed page be as wide as the table."""
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A3
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0


def _offer(sheet: "Worksheet", table: Table, lists: Mapping[str, tuple[str, ...]]) -> None:
    """Let cells be chosen from lists; another entry is allowed after a warning."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    for position, column in enumerate(table.columns, start=1):
        if not column.choices or not lists[column.choices]:
            continue
        letter = get_column_letter(CHOICES.index(column.choices) + 1)
        offer = DataValidation(
            type="list",
            formula1=f"{LISTS}!${letter}$2:${letter}${len(lists[column.choices]) + 1}",
            allow_blank=True,
            errorStyle="warning",
            errorTitle=column.name,
            error=f"Not among the {column.choices} of this scenario.",
            showErrorMessage=True,
        )
        own = get_column_letter(position)
        offer.add(f"{own}2:{own}1000")
        sheet.add_data_validation(offer)


def _put_lists(sheet: "Worksheet", lists: Mapping[str, tuple[str, ...]]) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for position, name in enumerate(CHOICES, start=1):
        sheet.cell(1, position, name).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(position)].width = 24
        for row, identifier in enumerate(lists[name], start=2):
            _put(sheet.cell(row, position), identifier, None)
    sheet.freeze_panes = "A2"


def _put_notes(sheet: "Worksheet", plan: Plan) -> None:
    """Write what the workbook is, and what each sheet and column means."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    rows = [("", "", text) for text in _told(plan)]
    for table in TABLES.values():
        rows += [("", "", ""), (table.name, "", table.says)]
        rows += [
            (
                "",
                column.name,
                f"{column.says}; {column.kind.says}{'' if column.is_read else '; computed, not read back'}",
            )
            for column in table.columns
        ]
    for count, row in enumerate(rows, start=1):
        for position, text in enumerate(row, start=1):
            cell = sheet.cell(count, position)
            if text:
                _put(cell, text, Alignment(vertical="top", wrap_text=position == len(row)))
                cell.font = Font(bold=position == 1 or count == 1)
        sheet.row_dimensions[count].height = LINE_POINTS * _lines(row[-1], NOTES_WIDTH)
    _fit_to_width(sheet)
    for letter, width in (("A", 14), ("B", 18), ("C", NOTES_WIDTH)):
        sheet.column_dimensions[letter].width = width


def _told(plan: Plan) -> Iterable[str]:
    scenario = plan.scenario
    yield scenario.title
    yield f"Scenario {scenario.name}, as known on {instants.write(scenario.as_of)}."
    yield f"SHA-256 of the scenario: {scenario_sha256(scenario)}."
    yield f"Horizon {instants.write(scenario.horizon.start)} to {instants.write(scenario.horizon.end)}."
    if plan.certificate is None:
        yield "Flights and stays as they stand: no plan was made."
    else:
        yield f"A plan, {plan.certificate.status}, made with seed {plan.certificate.seed}."
    yield "All days and instants are UTC."
    yield (
        "Flights, People, Wishes and Departures can be changed and read into the scenario: "
        "crossflight import THIS.xlsx --into SCENARIO.toml -o NEW.toml. Columns with a grey heading are computed; "
        "they and all other sheets are not read. Rows may be sorted; columns may be moved, or left out."
    )
    yield "Formulas are not evaluated: paste values in their place."
    if scenario.notes:
        yield scenario.notes
