"""What is written to a sheet is read back as the same scenario; a changed cell changes just that."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from crossflight.files import import_sheet, load_scenario, write_csv, write_workbook
from crossflight.files.loading import scenario_text
from crossflight.files.sheets.tables import READ, TABLES, WISHES
from crossflight.record import Departure, Flight, FlightRequest, Noun, Person, Plan
from files.sheets.desk import Cells, put, read, table, workbook, written
from files.small import SCENARIO, small_plan

SHIPPED = ("iss-2022", "iss-history", "tiangong-history")


def as_it_stands(name: str) -> Plan:
    scenario = load_scenario(name)
    return Plan(scenario=scenario, flights=scenario.flights, stays=scenario.stays)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_workbook_of_a_shipped_scenario_is_read_back_without_a_change(name: str, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.xlsx"
    sheet.write_bytes(write_workbook(as_it_stands(name)))
    found = import_sheet(sheet, name)

    assert ((), scenario_text(name)[0]) == (found.changes, found.text)


@pytest.mark.parametrize("entry", [name.lower() for name in READ])
def test_a_table_of_a_shipped_scenario_is_read_back_without_a_change(entry: str, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(write_csv(entry, as_it_stands("iss-2022")), encoding="utf-8", newline="")
    found = import_sheet(sheet, "iss-2022", table=entry)

    assert ((), scenario_text("iss-2022")[0]) == (found.changes, found.text)


def test_a_workbook_that_took_nothing_away_takes_nothing_out(tmp_path: Path) -> None:
    found = read(workbook(tmp_path), remove=True)

    assert (written(), ()) == (found.file, found.changes)


@pytest.mark.parametrize(
    ("noun", "name", "apart"),
    [
        (FlightRequest, "Wishes", {"launch", "undock"}),
        (Departure, "Departures", {"undock"}),
        (Flight, "Flights", {"station", "relocations", "bounds"}),
        (Person, "People", set()),
    ],
)
def test_every_field_that_a_planner_writes_has_its_column(noun: type[Noun], name: str, apart: set[str]) -> None:
    columns = {column.path[0] for column in TABLES[name].columns if column.path}

    assert set(noun.model_fields) - apart == columns - {"pool"} - apart


NEW: dict[str, tuple[Any, str, Any]] = {
    "vehicle": ("ferry-3", "vehicle", "ferry-3"),
    "launcher": ("", "launcher", None),
    "ports": ("aft; fore", "ports", ("aft", "fore")),
    "zone": ("", "zone", None),
    "crew_size": ("2", "crew_size", 2),
    "crew_least": ("0", "crew_least", 0),
    "crew_most": ("4", "crew_most", 4),
    "announced": ("ivo, hal", "announced", ("ivo", "hal")),
    "backups": ("hal", "backups", ("hal",)),
    "candidates": ("hal", "candidates", ("hal",)),
    "at_least": ("", "at_least", {}),
    "at_most": ("east 1, west 2", "at_most", {"east": 1, "west": 2}),
    "profile": ("2-orbit", "profile", "2-orbit"),
    "known_since": ("2031-07-01T12:30:15Z", "known_since", datetime(2031, 7, 1, 12, 30, 15, tzinfo=UTC)),
    "source": ("log\nhttps://example.org/a,b", "source", ("log", "https://example.org/a,b")),
    "unverified": ("launch", "unverified", ("launch",)),
    "notes": ("Later,\nperhaps.", "notes", "Later,\nperhaps."),
}


def test_each_column_of_a_wish_is_tried() -> None:
    tried = {*NEW, "id", "site", *(f"{moment}_{part}" for moment in ("launch", "undock") for part in PARTS)}

    assert {column.name for column in WISHES.columns if column.path} == tried


@pytest.mark.parametrize("heading", NEW)
def test_a_changed_cell_changes_just_that(heading: str, tmp_path: Path) -> None:
    cell, field, value = NEW[heading]
    found = read(table(tmp_path, "wishes", {("ferry-4", heading): cell}))
    [request] = written().requests
    expected = written().model_copy(update={"requests": (request.model_copy(update={field: value}),)})

    assert (expected, [heading]) == (found.file, [change.column for change in found.changes])


PARTS = ("earliest", "wanted", "latest")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("moment", ["launch", "undock"])
@pytest.mark.parametrize("day", ["2032-01-15", ""])
def test_a_changed_day_changes_just_that(moment: str, part: str, day: str, tmp_path: Path) -> None:
    found = read(table(tmp_path, "wishes", {("ferry-4", f"{moment}_{part}"): day}))
    [request] = written().requests
    instant = datetime(2032, 1, 15, tzinfo=UTC) if day else None
    wish = getattr(request, moment).model_copy(update={part: instant})
    expected = request.model_copy(update={moment: wish})

    assert (expected,) == found.file.requests


@pytest.mark.parametrize("day", [date(2031, 12, 24), datetime(2031, 12, 24), "2031-12-24", "2031-12-24 00:00"])  # noqa: DTZ001
def test_a_day_of_a_workbook_may_be_a_date_or_text(day: object, tmp_path: Path) -> None:
    cells: Cells = {("ferry-4", "launch_wanted"): day}
    found = read(workbook(tmp_path, lambda book: put(book, "Wishes", cells)))

    assert datetime(2031, 12, 24, tzinfo=UTC) == found.file.requests[0].launch.wanted


def test_tables_in_one_line_are_changed_too(tmp_path: Path) -> None:
    head, _, tail = SCENARIO.partition("[[departures]]")
    requests = tail[tail.index("[[requests]]") :]
    text = f'departures = [{{ flight = "kite-1" }}] # one\n{head}{requests}'
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("flight,undock_latest,zone\nkite-1,2032-02-01,\nferry-3,2032-02-02,steppe\n", encoding="utf-8")
    found = read(sheet, text)

    assert ["kite-1", "ferry-3"] == [entry.flight for entry in found.file.departures]
    assert "# one" in found.text


def test_comments_and_layout_stay_where_nothing_changed(tmp_path: Path) -> None:
    text = SCENARIO.replace("[[departures]]", "# Who leaves.\n[[departures]]", 1)
    text = text.replace("crew_size = 3\n", "crew_size = 3  # three seats\n")
    cells: Cells = {("ferry-4", "crew_size"): "2", ("ferry-4", "launch_wanted"): "2031-12-24"}
    found = read(table(tmp_path, "wishes", cells), text)
    expected = text.replace("crew_size = 3 ", "crew_size = 2 ").replace("2031-12-20", "2031-12-24")

    assert expected == found.text


def test_a_new_row_is_a_new_entry_before_the_heading_of_the_next(tmp_path: Path) -> None:
    text = SCENARIO.replace('[[flights]]\nid = "barge-2"', '# ---- cargo\n\n[[flights]]\nid = "barge-2"')
    cells: Cells = {
        ("ferry-5", "vehicle"): "ferry-4",
        ("ferry-5", "site"): "pad",
        ("ferry-5", "ports"): "fore",
        ("ferry-5", "launch_earliest"): "2032-02-01",
    }
    found = read(table(tmp_path, "wishes", cells), text)
    new = (
        '[[requests]]\nid = "ferry-5"\nvehicle = "ferry-4"\nsite = "pad"\nports = ["fore"]\n'
        "launch = { earliest = 2032-02-01 }\n\n# ---- cargo\n"
    )

    assert text.replace("# ---- cargo\n", new) == found.text


def test_a_row_that_is_missing_is_kept_and_told(tmp_path: Path) -> None:
    found = read(table(tmp_path, "departures", {}), table="departures")
    few = tmp_path / "sheet.csv"
    few.write_text("flight,undock_latest\nferry-3,2032-02-01\n", encoding="utf-8")
    changed = read(few)

    assert () == found.changes
    assert ["ferry-3", "kite-1"] == [entry.flight for entry in changed.file.departures]
    assert ["kite-1" in note for note in changed.notes] == [True]


def test_a_row_that_is_missing_is_taken_out_when_asked(tmp_path: Path) -> None:
    few = tmp_path / "sheet.csv"
    few.write_text("flight,undock_latest\nkite-1,2032-02-01\n", encoding="utf-8")
    found = read(few, remove=True)

    assert ["kite-1"] == [entry.flight for entry in found.file.departures]
    assert datetime(2032, 2, 1, tzinfo=UTC) == found.file.departures[0].undock.latest


def test_a_flight_of_the_catalogue_that_changes_becomes_one_of_the_scenario(tmp_path: Path) -> None:
    cells: Cells = {("ferry-2", "zone"): "steppe"}
    found = read(table(tmp_path, "flights", cells))
    changed = {flight.id: flight for flight in found.file.flights}["ferry-2"]
    [known] = [flight for flight in small_plan().flights if flight.id == "ferry-2"]

    assert known.model_copy(update={"zone": "steppe"}) == changed


def test_flights_that_a_plan_decided_are_not_read(tmp_path: Path) -> None:
    plan = small_plan()
    decided = Flight(
        id="ferry-4", station="outpost", vehicle="ferry-4", launch="2031-12-20", docked="2031-12-21", port="fore"
    )
    changed = plan.model_copy(update={"flights": (*plan.flights, decided)})
    found = read(workbook(tmp_path, plan=changed))

    assert () == found.changes
    assert any("1 rows of Flights that a plan decided" in note for note in found.notes)


def test_somebody_new_comes_into_the_pool(tmp_path: Path) -> None:
    cells: Cells = {
        ("jo", "name"): "Jo",
        ("jo", "agency"): "west",
        ("jo", "pool"): "yes",
        ("jo", "qualifications"): "operator west-wing since 2031-01-01 until 2033-01-01\narm since 2031-02-01",
        ("hal", "pool"): "",
    }
    found = read(table(tmp_path, "people", cells))
    new = found.file.people[-1]

    assert ("jo",) == found.file.pool
    assert [("operator", "west-wing"), ("arm", None)] == [(entry.kind, entry.of) for entry in new.qualifications]


def test_a_qualification_that_stays_keeps_what_no_cell_tells(tmp_path: Path) -> None:
    told = '{ kind = "arm", since = 2031-07-01 }'
    text = SCENARIO.replace(told, told.replace(" }", ', notes = "Twice." }'))
    lines = "arm since 2031-07-01\noperator east-wing since 2031-07-01"
    found = read(table(tmp_path, "people", {("ivo", "qualifications"): lines}), text)
    [person] = found.file.people

    assert [("arm", "Twice."), ("operator", None)] == [(entry.kind, entry.notes) for entry in person.qualifications]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_may_come_from_any_spreadsheet(encoding: str, separator: str, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    rows = [("id", "crew_size", "notes"), ("ferry-4", "2", "Größer")]
    sheet.write_text("\r\n".join(separator.join(row) for row in rows), encoding=encoding, newline="")
    found = read(sheet)

    assert (2, "Größer") == (found.file.requests[0].crew_size, found.file.requests[0].notes)


def test_rows_and_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("sep=;\n\nundock_wanted;flight\n;kite-1\n2032-01-10;ferry-3\n", encoding="utf-8")

    assert written() == read(sheet).file
