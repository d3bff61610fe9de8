"""A sheet that cannot be read says which sheet, row and column, which value, and the way out; nothing is written."""

from pathlib import Path
from typing import Any

import pytest

from crossflight.errors import InputError
from files.sheets.desk import put, read, table, workbook
from files.small import SCENARIO

WRONG: dict[str, tuple[str, str, str]] = {
    "day first": ("launch_wanted", "05/06/2031", "row 2, column launch_wanted: '05/06/2031' can be day 05 of month 06"),
    "dotted": ("launch_wanted", "24.12.2031", "'24.12.2031' is not written with the year first — write 2022-10-05"),
    "month first": ("launch_wanted", "12/24/31", "'12/24/31' is not written with the year first"),
    "no date": ("launch_wanted", "soon", "column launch_wanted: 'soon' is no date — write 2022-10-05"),
    "a number for a date": ("launch_wanted", "44825", "'44825' is no date"),
    "before it begins": (
        "launch_latest",
        "2031-11-01",
        "column launch_latest: latest 2031-11-01T00:00:00Z comes before",
    ),
    "unknown port": ("ports", "fore, afft", "row 2, column ports: unknown port 'afft' — did you mean 'aft'?"),
    "unknown person": ("announced", "ivo, hall", "column announced: unknown person 'hall' — did you mean 'hal'?"),
    "unknown agency": ("at_most", "eats 2", "column at_most: unknown agency 'eats' — did you mean 'east'?"),
    "no pair": ("at_most", "east", "column at_most: 'east' is no pair — write nasa 2, roscosmos 1"),
    "pair twice": ("at_most", "east 1, east 2", "'east' stands twice"),
    "no number": ("crew_size", "three", "column crew_size: 'three' is no whole number"),
    "half a person": ("crew_size", "2.5", "'2.5' is no whole number"),
    "too many": ("crew_size", "2000", "column crew_size: 2000 is not 1000 or less"),
    "less than nobody": ("crew_size", "-1", "column crew_size: -1 is not"),
    "no vehicle": ("vehicle", "", "row 2, column vehicle: the key 'vehicle' is missing"),
    "no slug": ("vehicle", "Ferry 4", "column vehicle: 'Ferry 4' is not an identifier"),
    "a formula": ("launch_wanted", "=TODAY()", "'=TODAY()' is a formula, and formulas are not evaluated"),
    "no port": ("ports", ",", "column ports"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_cell_is_named_with_the_way_out(case: str, tmp_path: Path) -> None:
    heading, cell, told = WRONG[case]
    with pytest.raises(InputError) as caught:
        read(table(tmp_path, "wishes", {("ferry-4", heading): cell}))

    assert told in str(caught.value)
    assert "sheet.csv" in str(caught.value)
    assert "\n" not in str(caught.value)


BOOKS: dict[str, tuple[str, dict[tuple[str, str], Any], str]] = {
    "formula": (
        "Wishes",
        {("ferry-4", "launch_wanted"): "=F2+3"},
        "sheet Wishes, row 2, column launch_wanted: '=F2+3'",
    ),
    "error": (
        "Wishes",
        {("ferry-4", "crew_size"): "#REF!"},
        "sheet Wishes, row 2, column crew_size: #REF! is an error",
    ),
    "serial": ("Wishes", {("ferry-4", "known_since"): 48201}, "48201 is no date — format the cell as a date"),
    "truth": ("Wishes", {("ferry-4", "crew_size"): True}, "column crew_size: True is no whole number"),
    "status": ("Flights", {("ferry-3", "status"): "maybe"}, "column status: 'maybe' is no status"),
    "flight": ("Departures", {("ferry-9", "zone"): "steppe"}, "row 4, column flight: unknown flight"),
    "agency": ("People", {("jo", "name"): "Jo"}, "sheet People, row 9: the key 'agency' is missing"),
    "pool": ("People", {("hal", "pool"): "perhaps"}, "column pool: 'perhaps' is neither yes nor no"),
}


@pytest.mark.parametrize("case", BOOKS)
def test_a_wrong_cell_of_a_workbook_is_named_with_its_sheet(case: str, tmp_path: Path) -> None:
    sheet, cells, told = BOOKS[case]
    with pytest.raises(InputError) as caught:
        read(workbook(tmp_path, lambda book: put(book, sheet, cells)))

    assert told in str(caught.value)


def test_a_formula_in_a_column_that_is_not_read_is_no_trouble(tmp_path: Path) -> None:
    cells: dict[tuple[str, str], Any] = {("ferry-3", "days"): "=L2-G2"}

    assert () == read(workbook(tmp_path, lambda book: put(book, "Flights", cells))).changes


TABLES: dict[str, tuple[str, str]] = {
    "an unknown column": (
        "id,crew_size,launch_wantet\nferry-4,3,\n",
        "unknown column 'launch_wantet' — did you mean 'launch_wanted'?",
    ),
    "no id": ("ports,crew_size\nfore,3\n", "the column 'id' is missing"),
    "no id in a row": ("id,crew_size\n,3\n", "row 2, column id: it is empty"),
    "a row twice": ("id,crew_size\nferry-4,3\n\nferry-4,3\n", "row 4, column id: 'ferry-4' has row 2 already"),
    "a column twice": ("id,crew_size,crew_size\nferry-4,3,3\n", "two columns are called 'crew_size'"),
    "no heading": ("id,crew_size\nferry-4,3,4\n", "'4' stands in column 3, which has no heading"),
    "nothing": ("\n\n", "it has no row of headings"),
    "another thing": ("colour,taste\nred,sweet\n", "its headings fit no table — say which it is: --table"),
    "only an id": ("id\nferry-4\n", "its headings fit Flights and People and Wishes — say which it is"),
    "findings": ("rule,kind,state\nx,y,z\n", "its headings fit Findings"),
    "an open quote": ('id,notes\nferry-4,"open\n', "it is not CSV"),
    "many rows": ("id,crew_size\n" + "x,1\n" * 5001, "it has more than 5,000 rows"),
    "many columns": (
        ",".join(f"c{number}" for number in range(201)) + "\n",
        "it has 201 columns; at most 200 are read",
    ),
    "a wide cell": (f"id,notes\nferry-4,{'x' * 200_000}\n", "it is not CSV: field larger"),
}


@pytest.mark.parametrize("case", TABLES)
def test_a_wrong_table_is_refused(case: str, tmp_path: Path) -> None:
    text, told = TABLES[case]
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read(sheet)

    assert told in str(caught.value)


def test_letters_of_another_century_are_refused(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_bytes("id,notes\nferry-4,Größer\n".encode("cp1252"))

    with pytest.raises(InputError, match="not UTF-8 text: line 2 holds the byte 0xf6 — save it as CSV UTF-8"):
        read(sheet)


@pytest.mark.parametrize("name", ["sheet.xls", "sheet.ods", "sheet.toml", "sheet"])
def test_another_kind_of_file_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"PK")

    with pytest.raises(InputError, match=r"says neither workbook \(.xlsx\) nor table \(.csv\)"):
        read(tmp_path / name)


def test_a_scenario_in_json_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="it is JSON — give the scenario as TOML"):
        read(table(tmp_path, "wishes"), '{"name": "small"}')


def test_a_very_long_scenario_is_refused_rather_than_read_for_minutes(tmp_path: Path) -> None:
    text = f"{SCENARIO}\n# {'x' * 1_000_000}\n"
    with pytest.raises(InputError, match="at most 1,000,000 are changed with comments kept"):
        read(table(tmp_path, "wishes", {("ferry-4", "crew_size"): "2"}), text)
