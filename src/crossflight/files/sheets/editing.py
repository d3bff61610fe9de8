"""Change a scenario file in place: its TOML keeps comments, order and layout where nothing changed."""

import re
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from crossflight.errors import FileError
from crossflight.files.parsing import parse_toml

__all__ = ["TEXT_LIMIT", "Addition", "Edit", "Removal", "apply", "rewrite"]

TEXT_LIMIT = 1_000_000
"""Characters of a scenario that is changed in place; iss-2022 has 38,705, and takes a third of a second."""


class Edit(NamedTuple):
    """A value of an entry, new or changed; None takes the key out."""

    table: str
    position: int
    path: tuple[str, ...]
    value: Any


class Addition(NamedTuple):
    """A new entry at the end of a table; of a list of names, such as the pool, a new name."""

    table: str
    value: Any


class Removal(NamedTuple):
    """An entry that is taken out, or a name of a list; positions are those after all that came before."""

    table: str
    position: int


Change = Edit | Addition | Removal


def apply(data: dict[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    """Return a scenario's plain data, as `parse_toml` gives them, with the changes; the given ones stay."""
    changed = {key: _thawed(value) for key, value in data.items()}
    _apply(changed, changes, plain=True)
    return {key: _frozen(value) for key, value in changed.items()}


def rewrite(text: str, changes: Sequence[Change], file: str) -> str:
    """Return the TOML of a scenario with the changes; the same text where there are none.

    Raises
    ------
    FileError
        When the text is too long, or written in a way in which it cannot be changed with its comments kept.
    """
    import tomlkit  # noqa: PLC0415 - for those who import a sheet

    if not changes:
        return text
    if len(text) > TEXT_LIMIT:
        problem = f"it has {len(text):,} characters; at most {TEXT_LIMIT:,} are changed with comments kept"
        raise FileError(problem, file=file, way_out="move facts into a scenario of their own")
    wanted = apply(parse_toml(text, file), changes)
    try:
        document = tomlkit.parse(text)
        untouched = tomlkit.dumps(document)
        _apply(document, changes, plain=False)
        new = _with_layout(text, untouched, tomlkit.dumps(document))
        is_right = _frozen(parse_toml(new, file)) == wanted
    except Exception as error:  # tomlkit fails in many ways where it cannot follow a text
        raise _unchangeable(file) from error
    if not is_right:
        raise _unchangeable(file)
    return new


def _unchangeable(file: str) -> FileError:
    problem = "it is written in a way in which it cannot be changed with its comments kept"
    way_out = "write each request, departure, flight and person as a table of its own, [[requests]], one after another"
    return FileError(problem, file=file, way_out=way_out)


def _apply(document: MutableMapping[str, Any], changes: Iterable[Change], *, plain: bool) -> None:
    for change in changes:
        if isinstance(change, Edit):
            _edit(document[change.table][change.position], change, plain=plain)
        elif isinstance(change, Addition):
            _add(document, change, plain=plain)
        else:
            _take_out(document[change.table], change.position)


def _edit(entry: Any, change: Edit, *, plain: bool) -> None:
    *parents, key = change.path
    for parent in parents:
        if parent not in entry:
            if change.value is None:
                return
            entry[parent] = {} if plain else _item({})
        entry = entry[parent]
    if change.value is not None:
        entry[key] = change.value if plain else _item(change.value)
    elif key in entry:
        del entry[key]


def _add(document: MutableMapping[str, Any], change: Addition, *, plain: bool) -> None:
    is_table = isinstance(change.value, Mapping)
    if change.table not in document:
        document[change.table] = [] if plain else _list(is_table=is_table)
    entries = document[change.table]
    if plain or not is_table:
        entries.append(change.value)
        return
    import tomlkit  # noqa: PLC0415
    from tomlkit.items import AoT  # noqa: PLC0415

    if not isinstance(entries, AoT):
        entries.append(_item(change.value))
        return
    table = tomlkit.table()
    for key, value in change.value.items():
        table.add(key, _item(value))
    # What stands between the last entry and the next heading speaks of that heading, and stays before it.
    table.value.body.extend(_tail(entries[-1]) if len(entries) else [])
    if len(entries):
        entries[-1].add(tomlkit.nl())
    entries.append(table)


def _take_out(entries: Any, position: int) -> None:
    from tomlkit.items import AoT  # noqa: PLC0415

    if isinstance(entries, AoT) and position > 0:
        tail = _tail(entries[position])
        _tail(entries[position - 1])
        entries[position - 1].value.body.extend(tail)
    del entries[position]


def _tail(table: Any) -> list[Any]:
    """Take the comments and blank lines at the end of a table from it, and return them."""
    body = table.value.body
    keep = next((position for position in range(len(body), 0, -1) if body[position - 1][0] is not None), 0)
    tail = body[keep:]
    del body[keep:]
    return tail  # type: ignore[no-any-return]


def _list(*, is_table: bool) -> Any:
    import tomlkit  # noqa: PLC0415

    return tomlkit.aot() if is_table else tomlkit.array()


def _item(value: Any) -> Any:
    """Return a value as TOML writes it: a midnight as its day, a table in a table on one line."""
    import tomlkit  # noqa: PLC0415

    if isinstance(value, Mapping):
        pairs = ", ".join(
            f"{tomlkit.key(key).as_string()} = {_item(entry).as_string()}" for key, entry in value.items()
        )
        return tomlkit.value(f"{{ {pairs} }}") if pairs else tomlkit.inline_table()
    if isinstance(value, tuple | list):
        array = tomlkit.array()
        for entry in value:
            array.append(_item(entry))
        return array
    if _is_day(value):
        return tomlkit.item(value.date())
    return tomlkit.item(value)


_DAY_AND_BRACE = re.compile(r"(\d{4}-\d\d-\d\d)(?=[}\]])")


def _with_layout(text: str, untouched: str, new: str) -> str:
    """Return the new text with the lines that tomlkit read and wrote otherwise as they were.

    tomlkit drops the blank between a day and a closing brace, since it looks there for an hour.
    """
    before = text.splitlines(keepends=True)
    lines = dict(zip(untouched.splitlines(keepends=True), before, strict=True))
    written = []
    for line in new.splitlines(keepends=True):
        mended = _DAY_AND_BRACE.sub(r"\1 ", line) if "{ " in line else line
        written.append(lines.get(line, mended))
    return "".join(written)


def _thawed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _thawed(entry) for key, entry in value.items()}
    return [_thawed(entry) for entry in value] if isinstance(value, tuple | list) else value


def _frozen(value: Any) -> Any:
    """Return what `parse_toml` would give: lists as tuples, midnights as days."""
    if isinstance(value, Mapping):
        return {key: _frozen(entry) for key, entry in value.items()}
    if _is_day(value):
        return value.date()
    return tuple(_frozen(entry) for entry in value) if isinstance(value, tuple | list) else value


def _is_day(value: Any) -> bool:
    """Say whether an instant is a midnight UTC, which a file writes as its day."""
    return isinstance(value, datetime) and value.utcoffset() == timedelta(0) and value.time() == time()
