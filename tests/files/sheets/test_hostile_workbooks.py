"""Workbooks that somebody made to do harm: refused in one line, in little memory and time."""

import io
import zipfile
from pathlib import Path

import pytest

from crossflight.errors import FileError, InputError
from files.sheets.desk import packed, read

SHEET = "xl/worksheets/sheet3.xml"
"""The wishes."""

HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def with_part(folder: Path, part: str, content: bytes) -> Path:
    """Return a workbook of the small scenario with one part of the archive replaced."""
    path = folder / "sheet.xlsx"
    with (
        zipfile.ZipFile(io.BytesIO(packed())) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            new.writestr(entry.filename, content if entry.filename == part else old.read(entry))
        if part not in old.namelist():
            new.writestr(part, content)
    return path


def rows(text: str) -> bytes:
    return HEAD + f"<sheetData>{text}</sheetData></worksheet>".encode()


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'

PARTS: dict[str, tuple[str, bytes, str]] = {
    "laughs": (SHEET, b'<?xml version="1.0"?>' + LAUGHS + b"<worksheet>&b;</worksheet>", "it has a document type"),
    "reaches out": (
        "xl/workbook.xml",
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><workbook/>',
        "it has a document type",
    ),
    "UTF-16": (SHEET, "<?xml version='1.0' encoding='UTF-16'?><worksheet/>".encode("utf-16"), "is not UTF-8"),
    "EBCDIC": (SHEET, b"<?xml version='1.0' encoding='cp037'?>\x4c\x5a", "is not UTF-8"),
    "a bomb": ("xl/media/image1.png", b"\0" * 70_000_000, "unpacked it has"),
    "a wide row": (SHEET, rows("<row>" + "<c/>" * 60_000 + "</row>"), "in a row up to"),
    "many elements": (SHEET, rows("<row><c/></row>" * 600_000), "tags and in a row"),
    "many styles": ("xl/styles.xml", b"<styleSheet>" + b"<xf/>" * 120_000 + b"</styleSheet>", "120,002 tags"),
    "a far row": (SHEET, rows('<row r="999999999999"><c r="A999999999999" t="str"><v>id</v></c></row>'), "1,048,576"),
    "no sheet": (SHEET, b"<worksheet>", "no workbook that can be read"),
    "no row number": (SHEET, rows('<row r="abc"/>'), "no workbook that can be read"),
    "no such text": (SHEET, rows('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>'), "no workbook that can be read"),
    "no workbook": ("xl/workbook.xml", b"<workbook/>", "none of its sheets is one that is read"),
}


@pytest.mark.parametrize("case", PARTS)
def test_a_hostile_part_is_refused(case: str, tmp_path: Path) -> None:
    part, content, told = PARTS[case]
    with pytest.raises(InputError) as caught:
        read(with_part(tmp_path, part, content))

    assert told in str(caught.value)
    assert "sheet.xlsx" in str(caught.value)


def test_many_parts_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(501):
            archive.writestr(f"part{number}.xml", "<x/>")

    with pytest.raises(FileError, match="unpacked it has 501 parts"):
        read(path)


def test_a_workbook_with_a_password_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)

    with pytest.raises(FileError, match=r"protected by a password — save it as \.xlsx, without a password"):
        read(path)


@pytest.mark.parametrize("end", [0, 1, 10, 100, 5_000, -1, -30, -3_000])
def test_a_workbook_that_is_cut_short_is_refused(end: int, tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(packed()[:end])

    with pytest.raises(FileError, match="it is empty" if end == 0 else "no workbook that can be read"):
        read(path)


def test_a_sheet_that_says_that_it_is_small_is_read_whole(tmp_path: Path) -> None:
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="str"><v>{text}</v></c></row>' for row, text in ((1, "id"), (9, "x"))
    )
    content = HEAD + f'<dimension ref="A1:A2"/><sheetData>{cells}</sheetData></worksheet>'.encode()

    with pytest.raises(InputError, match="sheet Wishes, row 9"):
        read(with_part(tmp_path, SHEET, content))
