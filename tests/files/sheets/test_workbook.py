"""The workbook as a planner opens it, and as a spreadsheet that trusts nobody may open it."""

import csv
import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest

import activities
import stage
from crossflight.errors import CallError
from crossflight.files import TABLES, write_csv, write_workbook
from crossflight.record import Plan
from files.small import changed, small_plan


@pytest.fixture(scope="module")
def book() -> Any:
    return openpyxl.load_workbook(io.BytesIO(write_workbook(stage.plan(), stage.findings())))


def test_there_is_a_sheet_for_each_table_with_notes_and_lists(book: Any) -> None:
    named = ["Flights", "People", "Wishes", "Departures", "Stays", "Spacewalks", "Training", "Findings"]

    assert [*named, "Notes", "Lists"] == book.sheetnames


@pytest.mark.parametrize("name", TABLES)
def test_headings_are_frozen_and_columns_are_wide_enough_for_them(name: str, book: Any) -> None:
    sheet = book[name]
    widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]

    assert "B2" == sheet.freeze_panes
    assert all(width > len(cell.value) for width, cell in zip(widths, sheet[1], strict=True))


def test_instants_are_dates_with_a_format() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_workbook(small_plan())))["Wishes"]
    headings = [cell.value for cell in sheet[1]]
    cell = sheet.cell(2, headings.index("launch_wanted") + 1)

    assert (datetime(2031, 12, 20), "yyyy-mm-dd") == (cell.value, cell.number_format)  # noqa: DTZ001


def test_ports_and_vehicles_are_chosen_from_lists() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(small_plan())))
    sheet = book["Flights"]
    headings = [cell.value for cell in sheet[1]]
    letter = openpyxl.utils.get_column_letter(headings.index("port") + 1)
    [offer] = [rule for rule in sheet.data_validations.dataValidation if f"{letter}2" in rule.sqref]
    ports = [cell.value for [cell] in book["Lists"][offer.formula1.split("!")[1].replace("$", "")]]

    assert [port.id for port in small_plan().scenario.station.ports] == ports


def test_each_finding_has_its_row(book: Any) -> None:
    sentences = [row[6] for row in book["Findings"].iter_rows(min_row=2, values_only=True)]

    assert [finding.sentence for finding in stage.findings()] == sentences


def test_the_notes_name_the_scenario_and_every_column(book: Any) -> None:
    told = "\n".join(str(cell) for row in book["Notes"].iter_rows(values_only=True) for cell in row)

    assert "SHA-256" in told
    assert "UTC" in told
    assert all(column.name in told for table in TABLES.values() for column in table.columns)


HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0", "'=1")


def with_notes(notes: str) -> Plan:
    text = notes.replace("\t", "\\t")
    scenario = changed("crew_size = 3\n", f'crew_size = 3\nnotes = "{text}"\n')
    return Plan(scenario=scenario, flights=scenario.flights, stays=scenario.stays)


@pytest.mark.parametrize("notes", HOSTILE)
def test_a_text_is_never_a_formula_in_a_workbook(notes: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_workbook(with_notes(notes))))["Wishes"]
    cell = sheet.cell(2, sheet.max_column)

    assert ("s", notes.strip()) == (cell.data_type, cell.value)


@pytest.mark.parametrize("notes", HOSTILE)
def test_a_text_is_never_a_formula_in_a_table(notes: str) -> None:
    [_, row] = csv.reader(io.StringIO(write_csv("wishes", with_notes(notes))))
    guarded = "" if notes == "\tx" else "'"

    assert f"{guarded}{notes.strip()}" == row[-1]


def test_a_table_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(CallError, match="'moons' is no table — choose one of flights, people"):
        write_csv("moons", small_plan())


def test_spacewalks_and_courses_have_tables_of_their_own() -> None:
    plan = activities.busy_plan()
    walks = list(csv.DictReader(io.StringIO(write_csv("spacewalks", plan))))
    courses = list(csv.DictReader(io.StringIO(write_csv("training", plan))))

    assert [("walk-1", "flown", ""), ("walk-2", "planned", "390.0")] == [
        (row["spacewalk"], row["status"], row["minutes"]) for row in walks
    ]
    assert ("dmitri-north", "Pool runs", "city", "2030-01-04", "2030-01-13", "10") == tuple(
        courses[0][name] for name in ("person", "title", "centre", "first_day", "last_day", "days")
    )


def test_a_course_that_a_later_plan_moved_has_one_row() -> None:
    rows = list(csv.DictReader(io.StringIO(write_csv("training", activities.moved_plan()))))

    assert ["2030-02-10"] == [row["first_day"] for row in rows if row["course"] == "exam"]
