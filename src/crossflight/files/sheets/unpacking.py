"""Unpack a workbook that anybody may have made: the rows of its sheets, in bounded memory and time.

A workbook is a zip archive of XML. Before openpyxl sees it, the archive is looked through: how much it holds once
unpacked, and that no part has a document type, by which a small text can grow or reach for files.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

from crossflight.errors import FileError, InputError
from crossflight.files.sheets.cells import Cell, Unreadable

__all__ = ["PACKED_LIMIT_BYTES", "unpack"]

PACKED_LIMIT_BYTES = 60_000_000
"""Bytes of all parts once unpacked; a workbook of 5,000 flights has some 8 million."""

PART_LIMIT = 500
"""Parts of the archive."""

SHEET_LIMIT_BYTES, OTHER_LIMIT_BYTES = 25_000_000, 2_000_000
"""Bytes of a part with cells or texts, and of any other that is read, such as the styles."""

TAG_LIMIT, OTHER_TAG_LIMIT, ROW_TAG_LIMIT = 1_000_000, 100_000, 50_000
"""Tags of a part with cells or texts, of any other, and of one row: some 10 s and 300 MB at the worst."""

LAST_ROW = 1_048_576
"""Rows of a sheet, in any program."""

WIDEST = 256
"""Columns that are looked at."""

ROWS_WITH_CELLS = re.compile(r"xl/(worksheets/[^/]*|sharedStrings)\.xml", re.IGNORECASE)

SAVE_AGAIN = "open it in a spreadsheet, and save it anew as .xlsx"

Rows = Iterator[tuple[Any, ...]]


def unpack(content: bytes, file: str) -> Iterator[tuple[str, Rows]]:
    """Yield the sheets of a workbook: name, and rows from the first on, empty ones too.

    Raises
    ------
    FileError
        When it is no workbook, protected by a password, damaged, or holds too much.
    """
    import openpyxl  # noqa: PLC0415 - a third of a second, for those who have a workbook

    _look_through(content, file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl leaves out, such as pictures
        try:
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            sheets = list(book.worksheets)
        except Exception as error:  # it fails in as many ways as a file can be damaged
            raise _damaged(file, error) from error
        for sheet in sheets:
            yield sheet.title, _rows(sheet, file)


def _damaged(file: str, error: Exception, path: str = "") -> FileError:
    told = " ".join(str(error).split())[:120]
    problem = f"it is no workbook that can be read: {type(error).__name__}{f', {told}' if told else ''}"
    return FileError(problem, file=file, path=path, way_out=SAVE_AGAIN)


def _look_through(content: bytes, file: str) -> None:
    """Refuse an archive that holds too much, or that is more than plain XML."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        problem = "it is a workbook of the old kind, or protected by a password"
        raise FileError(problem, file=file, way_out="save it as .xlsx, without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_too_much(archive.infolist(), file)
            for part in archive.infolist():
                if part.filename.lower().endswith((".xml", ".rels")):
                    _look_at(part.filename, archive.read(part), file)
    except InputError:
        raise
    except Exception as error:  # zipfile and zlib each fail in their own ways
        raise _damaged(file, error) from error


def _refuse_too_much(parts: list[zipfile.ZipInfo], file: str) -> None:
    size = sum(part.file_size for part in parts)
    if len(parts) > PART_LIMIT or size > PACKED_LIMIT_BYTES:
        problem = (
            f"unpacked it has {len(parts):,} parts and {size:,} bytes; "
            f"at most {PART_LIMIT} and {PACKED_LIMIT_BYTES:,} are read"
        )
        raise FileError(problem, file=file, way_out="copy the tables into a new workbook")


def _look_at(part: str, text: bytes, file: str) -> None:
    """Refuse a part of the archive that is not plain XML in UTF-8, or that is too large to be read."""
    head = text[:200].lower()
    said = re.search(rb"""encoding\s*=\s*["']([^"']*)""", head)
    is_utf8 = not head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0", b"<\0")) and (
        said is None or said.group(1) in {b"utf-8", b"us-ascii", b"ascii"}
    )
    if not is_utf8 or b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        problem = "it has a document type, or is not UTF-8, which no spreadsheet writes"
        raise FileError(problem, file=file, path=part, way_out=SAVE_AGAIN)
    is_large = ROWS_WITH_CELLS.fullmatch(part) is not None
    limit, tags = (SHEET_LIMIT_BYTES, TAG_LIMIT) if is_large else (OTHER_LIMIT_BYTES, OTHER_TAG_LIMIT)
    most = max(row.count(b"<") for row in text.split(b"<row")) if "worksheets/" in part else 0
    if len(text) > limit or text.count(b"<") > tags or most > ROW_TAG_LIMIT:
        problem = (
            f"it has {len(text):,} bytes, {text.count(b'<'):,} tags and in a row up to {most:,}; at most "
            f"{limit:,}, {tags:,} and {ROW_TAG_LIMIT:,} are read"
        )
        raise FileError(problem, file=file, path=part, way_out="copy the table into a new workbook")


def _rows(sheet: Any, file: str) -> Rows:
    """Yield the rows of a sheet; a sheet may lie about how large it is, so that what it says is not asked."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=WIDEST)
    number = 0
    blank: object = None
    while True:
        try:
            row = next(rows, None)
        except Exception as error:
            raise _damaged(file, error, f"sheet {sheet.title}, row {number + 1}") from error
        if row is None:
            return
        number += 1
        if number > LAST_ROW:
            problem = f"it has a row beyond {LAST_ROW:,}, the last that a sheet has"
            raise FileError(problem, file=file, path=f"sheet {sheet.title}", way_out=SAVE_AGAIN)
        used = () if row is blank else _used(row)
        blank = blank if used else row  # rows that are missing are one and the same; there can be a million
        yield tuple(_value(cell) for cell in used)


def _used(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the cells up to the last that holds anything."""
    last = next((position for position in range(len(row), 0, -1) if row[position - 1].value is not None), 0)
    return row[:last]


def _value(cell: Any) -> Cell | Unreadable:
    value = cell.value
    if cell.data_type == "f":
        problem = f"'{str(value)[:60]}' is a formula, and formulas are not evaluated"
        return Unreadable(problem, "copy the cell and paste it as a value")
    if cell.data_type == "e":
        return Unreadable(f"{value} is an error", "mend the cell, or clear it")
    if value is None or isinstance(value, str | bool | int | float | date):
        return value
    return Unreadable(f"{value} is a time without a day", "write a date, or an instant")
