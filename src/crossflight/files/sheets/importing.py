"""Read a planner's sheet into a scenario: what a cell says otherwise is changed, and nothing else.

::

    sheet ──> cells that say something else ──> changes ──> TOML, comments kept
    scenario ──^                                   └──────> checked as any scenario

A cell is compared with the cell that the export would write, so that what a cell cannot hold is never lost.
"""

import os
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any, NamedTuple

from crossflight.errors import FileError, ScenarioError
from crossflight.files import cataloguing
from crossflight.files.loading import scenario_text
from crossflight.files.parsing import join, parse_toml
from crossflight.files.resolving import resolve
from crossflight.files.sheets.cells import Cell, Plain, Unreadable
from crossflight.files.sheets.editing import Addition, Change, Edit, Removal, apply, rewrite
from crossflight.files.sheets.opening import Sheet, SheetRow, open_sheets, place_of
from crossflight.files.sheets.rows import cell_of
from crossflight.files.sheets.tables import READ, TABLES, Column, Table
from crossflight.files.validating import suggest, validate
from crossflight.record import Catalogue, CellChange, Noun, Person, Scenario, ScenarioFile, SheetImport

__all__ = ["import_sheet"]

EXPORT = "make a sheet to start from: crossflight export SCENARIO --to xlsx -o OUT.xlsx"


class _Found(NamedTuple):
    """What a sheet changes."""

    changes: list[Change]
    told: list[CellChange]
    places: dict[tuple[str | int, ...], str]
    """Where in the sheet the value stands that comes to a path of the scenario."""
    notes: list[str]


def import_sheet(
    sheet: str | os.PathLike[str],
    into: str | os.PathLike[str],
    *,
    table: str | None = None,
    remove: bool = False,
    catalogue: Catalogue | None = None,
) -> SheetImport:
    """Return a scenario with the flights, people, wishes and departures that a sheet says.

    Parameters
    ----------
    sheet
        A workbook (.xlsx) or one table (.csv), as the export writes them: rows in any order, columns in any order
        or left out. Rows of flights that a plan decided are not read.
    into
        The scenario: a TOML file, or the bare name of a shipped one.
    table
        Which table a CSV file has; None: the one that its headings fit.
    remove
        True takes wishes, departures, and the file's own flights and people out that the sheet does not list.
    catalogue
        The catalogue; None: the package's.

    Raises
    ------
    InputError
        When the sheet or the scenario cannot be used: sheet, row, column, value, and the way out. All or nothing.
    """
    name = os.fspath(sheet)
    text, file = scenario_text(into)
    if text.lstrip()[:1] == "{":
        raise FileError("it is JSON", file=file, way_out="give the scenario as TOML")
    data = parse_toml(text, file)
    written = validate(ScenarioFile, data, file)
    known = catalogue or cataloguing.catalogue_for(written)
    resolved = resolve(written, known, file_name=file)

    sheets, others = open_sheets(sheet, READ)
    found = _Found([], [], {}, [])
    if others:
        found.notes.append(f"not read: {', '.join(f'sheet {other}' for other in others)}")
    if not sheets:
        way_out = f"call a sheet {', '.join(READ)}; or {EXPORT}"
        raise FileError("none of its sheets is one that is read", file=name, way_out=way_out)
    for entry in sheets:
        chosen = READ[entry.name] if entry.name else _table_of(entry, table, name)
        _Reader(chosen, entry, name, written, resolved, found).read(remove=remove)
    changed = _checked(apply(data, found.changes), known, found, name, file)
    return SheetImport(
        file=changed,
        text=rewrite(text, found.changes, file),
        changes=tuple(found.told),
        notes=tuple(found.notes),
    )


def _table_of(sheet: Sheet, asked: str | None, file: str) -> Table:
    """Return the table that was asked for, or whose columns the headings of a CSV file are."""
    if asked is not None:
        table = next((table for name, table in READ.items() if name.lower() == asked.lower()), None)
        if table is None:
            names = [name.lower() for name in READ]
            raise FileError(f"'{asked}' is no table that is read", file=file, way_out=suggest(asked.lower(), names))
        return table
    fits = {
        name: sum(heading in {column.name for column in table.columns} for heading in sheet.headings)
        for name, table in TABLES.items()
    }
    best = [name for name, count in fits.items() if count == max(fits.values())]
    if len(best) > 1 or best[0] not in READ:
        problem = f"its headings fit {' and '.join(best) if max(fits.values()) else 'no table'}"
        raise FileError(problem, file=file, way_out=f"say which it is: --table {', '.join(READ).lower()}")
    return READ[best[0]]


def _checked(data: dict[str, Any], catalogue: Catalogue, found: _Found, sheet: str, file: str) -> ScenarioFile:
    """Return the changed scenario once it stands every check; what is wrong is told by its place in the sheet."""
    try:
        changed = validate(ScenarioFile, data, file)
        resolve(changed, catalogue, file_name=file)
    except ScenarioError as error:
        named = {join(path): place for path, place in found.places.items()}
        for path, place in sorted(named.items(), key=lambda item: -len(item[0])):
            is_within = error.path == path or error.path.startswith((f"{path}.", f"{path}["))
            if is_within or path.startswith(f"{error.path}.") * bool(error.path):
                raise ScenarioError(error.problem, file=sheet, path=place, way_out=error.way_out) from error
        raise
    return changed


class _Reader:
    """Compares one table of a sheet with the scenario, row by row."""

    def __init__(
        self, table: Table, sheet: Sheet, file: str, written: ScenarioFile, resolved: Scenario, found: _Found
    ) -> None:
        self._table, self._sheet, self._file, self._found = table, sheet, file, found
        self._id = table.columns[0].name
        own = getattr(written, table.key)
        self._own = {getattr(entry, self._id): position for position, entry in enumerate(own)}
        self._nouns: dict[str, Noun] = {getattr(entry, self._id): entry for entry in getattr(resolved, table.key)}
        self._nouns |= {getattr(entry, self._id): entry for entry in own}
        self._shown = {getattr(entry, self._id) for entry in getattr(resolved, table.key)}
        self._pool = written.pool
        self._station = written.station
        self._count = len(own)
        self._columns = self._known_columns()

    def read(self, *, remove: bool) -> None:
        """Find what the sheet says otherwise."""
        listed: dict[str, int] = {}
        decided = 0
        for row in self._sheet.rows:
            values = dict(zip(self._sheet.headings, row.cells, strict=True))
            name = self._name(values, row)
            if name in listed:
                problem = f"'{name}' has row {listed[name]} already"
                raise self._error(row, self._id, problem, "take one of them out")
            listed[name] = row.number
            if self._is_decided(values, row):
                decided += 1
            elif name in self._nouns:
                self._compare(name, values, row)
            else:
                self._add(name, values, row)
        if decided:
            self._found.notes.append(f"not read: {decided} rows of {self._table.name} that a plan decided")
        self._leave(listed, remove=remove)
        if self._table.key == "people" and "pool" in self._sheet.headings:
            self._fill_pool([name for name in self._pool if remove and name not in listed])

    # ------------------------------------------------------------------------------------------ rows and headings

    def _known_columns(self) -> list[Column]:
        """Return the columns that are read; an unknown heading is refused with the nearest that there is."""
        names = {column.name: column for column in self._table.columns}
        for heading in self._sheet.headings:
            if heading and heading not in names:
                place = place_of(self._sheet.name, 1)
                raise ScenarioError(
                    f"unknown column '{heading[:60]}'", file=self._file, path=place, way_out=suggest(heading, names)
                )
        if self._id not in self._sheet.headings:
            way_out = f"add it, or {EXPORT}"
            raise ScenarioError(
                f"the column '{self._id}' is missing",
                file=self._file,
                path=place_of(self._sheet.name, 1),
                way_out=way_out,
            )
        return [names[heading] for heading in self._sheet.headings if heading and names[heading].path]

    def _name(self, values: Mapping[str, Cell | Unreadable], row: SheetRow) -> str:
        column = self._table.column(self._id)
        if values[self._id] is None:
            raise self._error(row, self._id, "it is empty", "name what the row is about, or clear the row")
        return str(self._plain(column, values[self._id], row))

    def _is_decided(self, values: Mapping[str, Cell | Unreadable], row: SheetRow) -> bool:
        """Say whether the row tells what a plan decided, which is no fact of the scenario."""
        status = values.get("status")
        if self._table.key != "flights" or status is None:
            return False
        if status not in {"known", "decided"}:
            raise self._error(row, "status", f"'{str(status)[:40]}' is no status", "write known or decided")
        return status == "decided"

    def _plain(self, column: Column, cell: Cell | Unreadable, row: SheetRow) -> Plain | None:
        """Return what a cell says; an empty one says what its column has for that."""
        if isinstance(cell, Unreadable):
            raise self._error(row, column.name, cell.problem, cell.way_out)
        if cell is None:
            return column.empty
        try:
            return column.kind.read(cell)
        except ValueError as error:
            problem, _, way_out = str(error).partition("; ")
            raise self._error(row, column.name, problem, way_out) from error

    def _error(self, row: SheetRow, column: str, problem: str, way_out: str) -> ScenarioError:
        place = place_of(self._sheet.name, row.number, column)
        return ScenarioError(problem, file=self._file, path=place, way_out=way_out)

    # ---------------------------------------------------------------------------------------------------- changes

    def _compare(self, name: str, values: Mapping[str, Cell | Unreadable], row: SheetRow) -> None:
        """Find the cells of a row that say something else than the entry of that name."""
        noun = self._nouns[name]
        edits = []
        for column in self._columns:
            if column.path == ("pool",):
                continue
            cell, written = values[column.name], cell_of(column, noun, {})
            said = self._plain(column, cell, row)
            if cell == written or said == self._as_read(column, written):
                continue
            edits.append((column, said))
            self._tell(name, column, written, cell)
        if not edits:
            return
        if name not in self._own:
            self._append(name, noun.model_dump(exclude_defaults=True), row)
        for column, said in edits:
            value = self._merged(noun, column, said)
            self._edit(self._own[name], column, None if value == column.empty else value, row)

    def _add(self, name: str, values: Mapping[str, Cell | Unreadable], row: SheetRow) -> None:
        """Make a new entry of a row."""
        entry: dict[str, Any] = {"station": self._station} if self._table.key == "flights" else {}
        places = []
        for column in self._columns:
            said = self._plain(column, values[column.name], row)
            if said == column.empty or column.path == ("pool",):
                continue
            *parents, key = column.path
            target = entry
            for parent in parents:
                target = target.setdefault(parent, {})
            target[key] = said
            places.append(column)
        self._found.told.append(CellChange(table=self._table.name, entry=name, column=self._id, after=name))
        self._append(name, {self._id: name} | entry, row)
        for column in places:
            self._place(column.path, self._own[name], row, column.name)

    def _append(self, name: str, entry: dict[str, Any], row: SheetRow) -> None:
        self._own[name] = self._count
        self._count += 1
        self._found.changes.append(Addition(self._table.key, entry))
        self._place((), self._own[name], row)

    def _edit(self, position: int, column: Column, value: object, row: SheetRow) -> None:
        self._found.changes.append(Edit(self._table.key, position, column.path, value))
        self._place(column.path, position, row, column.name)

    def _place(self, path: tuple[str, ...], position: int, row: SheetRow, column: str = "") -> None:
        self._found.places[self._table.key, position, *path] = place_of(self._sheet.name, row.number, column)

    def _as_read(self, column: Column, written: Cell) -> object:
        """Return what reading a cell that the export wrote would give."""
        if written is None:
            return column.empty
        try:
            return column.kind.read(written)
        except ValueError:
            return written  # too long for a cell

    @staticmethod
    def _merged(noun: Noun, column: Column, said: object) -> object:
        """Return qualifications with the sources of those that were there before."""
        if column.name != "qualifications" or not isinstance(noun, Person) or not isinstance(said, tuple):
            return said
        old = {
            str(column.kind.write((entry,))): entry.model_dump(exclude_defaults=True) for entry in noun.qualifications
        }
        given = {line: table for table in said for line in [_line(column, table)]}
        return tuple(old.get(line, table) for line, table in given.items())

    def _tell(self, entry: str, column: Column, before: Cell, after: Cell | Unreadable) -> None:
        self._found.told.append(
            CellChange(
                table=self._table.name, entry=entry, column=column.name, before=_shown(before), after=_shown(after)
            )
        )

    def _leave(self, listed: Mapping[str, int], *, remove: bool) -> None:
        """Take out what the sheet does not list, or say that it stays."""
        missing = [name for name in self._own if name not in listed and name in self._shown]
        if not missing:
            return
        if not remove:
            shown = ", ".join(missing[:5]) + (", …" if len(missing) > 5 else "")  # noqa: PLR2004 - names in a line
            told = f"{self._table.name} does not list {shown}: kept as in the scenario; --remove takes such out"
            self._found.notes.append(told)
            return
        for name in reversed(missing):
            self._take_out(self._table.key, self._own[name])
            self._found.told.append(CellChange(table=self._table.name, entry=name, column=self._id, before=name))

    def _take_out(self, table: str, removed: int) -> None:
        """Take an entry out; those behind it move up by one."""
        self._found.changes.append(Removal(table, removed))
        for key in sorted(self._found.places, key=lambda key: (str(key[0]), int(key[1]))):
            first, position, *path = key
            if first == table and isinstance(position, int) and position > removed:
                self._found.places[first, position - 1, *path] = self._found.places.pop(key)

    def _fill_pool(self, gone: list[str]) -> None:
        """Add people to the pool, or take them out; ``gone`` are those whom the sheet does not list any more."""
        column = self._table.column("pool")
        pool = list(self._pool)
        for name in gone:
            self._take_out("pool", pool.index(name))
            self._tell(name, column, "yes", None)
            pool.remove(name)
        for row in self._sheet.rows:
            values = dict(zip(self._sheet.headings, row.cells, strict=True))
            name = self._name(values, row)
            is_in = bool(self._plain(column, values["pool"], row))
            if is_in == (name in pool):
                continue
            self._tell(name, column, None if is_in else "yes", "yes" if is_in else None)
            if is_in:
                self._found.places["pool", len(pool)] = place_of(self._sheet.name, row.number, "pool")
                self._found.changes.append(Addition("pool", name))
                pool.append(name)
            else:
                self._take_out("pool", pool.index(name))
                pool.remove(name)


def _line(column: Column, table: Mapping[str, Any]) -> str:
    """Return a qualification that was read as the export would write it."""
    from types import SimpleNamespace  # noqa: PLC0415

    return str(column.kind.write((SimpleNamespace(**({"of": None, "until": None} | dict(table))),)))


def _shown(cell: object) -> str | None:
    if isinstance(cell, datetime):
        cell = cell.date() if cell.time() == time() else cell.isoformat(sep=" ")
    return None if cell is None or cell == "" else str(cell)[:1000]
