"""Turn TOML or JSON text into plain tables, lists, texts and numbers, or say where it fails.

What comes out is bounded: how deep it is nested, how many values it has, how long a list is, how large a number.
Lists come out as tuples.
"""

import json
import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from crossflight.errors import VALUE_LIMIT, FileError, InputError, ScenarioError, shorten

__all__ = [
    "DEPTH_LIMIT",
    "ENTRY_LIMIT",
    "NUMBER_LIMIT",
    "VALUE_COUNT_LIMIT",
    "join",
    "parse_json",
    "parse_json_objects",
    "parse_toml",
]

DEPTH_LIMIT = 64
"""Levels of tables and lists inside each other; the nouns have 8."""

ENTRY_LIMIT = 20_000
"""Entries of one list, or keys of one table."""

VALUE_COUNT_LIMIT = 1_000_000
"""Values in a whole file."""

NUMBER_LIMIT = 2**63
"""Whole numbers stay below this size."""

Trail = tuple["Trail", str | int] | None
"""The keys and positions that lead to a value, the last one first at hand; None at the top of the file."""

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")

# The time that the parser takes for one key grows with the square of its parts.
_ENDLESS_KEY = re.compile(
    r"""(?<![A-Za-z0-9_\\-])(?:(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){"""
    + str(DEPTH_LIMIT)
    + "}"
)

_DAY = re.compile(r"(?<![\w.:-])\d{4}-\d{1,2}-\d{1,2}(?![\d-])")

_LINE = re.compile(r"line (\d+), column (\d+)")

_PLACE = re.compile(r"^(.*) \(at (line \d+, column \d+|end of document)\)$", re.DOTALL)


def parse_toml(text: str, file: str) -> dict[str, Any]:
    """Return the tables of a TOML text.

    Raises
    ------
    FileError
        When it is not TOML, nested too deeply, or holds too much.
    """
    if _ENDLESS_KEY.search(text):
        raise _too_deep(file)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.match(str(error))
        problem, place = found.groups() if found else (str(error), "")
        day = _no_day(text, place)
        if day is not None:
            problem = f"'{day}' is no day of the calendar"
            raise FileError(problem, file=file, path=place, way_out="write year-month-day") from error
        raise FileError(f"it is not TOML: {problem}", file=file, path=place, way_out="mend that place") from error
    except RecursionError as error:
        raise _too_deep(file) from error
    except ValueError as error:
        raise _too_large("a whole number of thousands of digits", file) from error
    _refuse_what_is_out_of_bounds(data, file)
    return {key: _plain(value) for key, value in data.items()}


def _no_day(text: str, place: str) -> str | None:
    """Return what stands where TOML fails, if it is meant as a day and is none: month and day swapped, for one."""
    where = _LINE.fullmatch(place)
    if where is None:
        return None
    line, column = text.splitlines()[int(where[1]) - 1], int(where[2]) - 1
    for found in _DAY.finditer(line):
        if found.start() <= column <= found.end():
            try:
                date.fromisoformat(found[0])
            except ValueError:
                return found[0]
    return None


def parse_json(text: str, file: str) -> dict[str, Any]:
    """Return the object that a JSON text holds; a key that stands twice in one object is refused.

    Raises
    ------
    FileError
        When it is not JSON, nested too deeply, or holds too much.
    """
    data = _json(text, file)
    if not isinstance(data, dict):
        raise FileError("it does not hold one JSON object { … }", file=file, way_out="give a scenario or a plan")
    _refuse_what_is_out_of_bounds(data, file)
    return {key: _plain(value) for key, value in data.items()}


def parse_json_objects(text: str, file: str) -> tuple[dict[str, Any], ...]:
    """Return the objects of a JSON list; one object alone is a list of one.

    Raises
    ------
    FileError
        When it is not JSON, nested too deeply, or holds too much.
    ScenarioError
        When an entry of the list is no object.
    """
    data = _json(text, file)
    entries = data if isinstance(data, list) else [data]
    _refuse_what_is_out_of_bounds(entries, file)
    for position, entry in enumerate(entries):
        if not isinstance(entry, dict):
            raise ScenarioError("it is no JSON object { … }", file=file, path=f"[{position}]", way_out="take it out")
    return tuple({key: _plain(value) for key, value in entry.items()} for entry in entries)


def _json(text: str, file: str) -> Any:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        table = dict(pairs)
        if len(table) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            twice = next(key for key, count in counts.items() if count > 1)
            problem = f"the key {shorten(repr(twice), VALUE_LIMIT)} stands twice in one object"
            raise FileError(problem, file=file, way_out="take one of them out")
        return table

    try:
        return json.loads(text, object_pairs_hook=unique)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise FileError(f"it is not JSON: {error.msg}", file=file, path=place, way_out="mend that place") from error
    except RecursionError as error:
        raise _too_deep(file) from error
    except InputError:
        raise
    except ValueError as error:
        raise _too_large("a whole number of thousands of digits", file) from error


def join(parts: tuple[str | int, ...]) -> str:
    """Return the path of a value in a file, ``flights[3].launch``; keys that are no bare words are quoted."""
    text = ""
    for part in parts:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            key = shorten(part if _BARE_KEY.fullmatch(part) else repr(part), VALUE_LIMIT)
            text += f".{key}" if text else key
    return text


def _refuse_what_is_out_of_bounds(data: dict[str, Any] | list[Any], file: str) -> None:
    """Walk through all values in the order of the file, and refuse the first that is too much."""
    waiting: list[tuple[Any, Trail, int]] = [(data, None, 1)]
    count = 0
    while waiting:
        value, trail, depth = waiting.pop()
        count += 1
        if count > VALUE_COUNT_LIMIT:
            problem = f"it holds more than {VALUE_COUNT_LIMIT:,} values"
            raise FileError(problem, file=file, way_out="leave some out, or split it")
        if not isinstance(value, dict | list):
            _refuse_unusable(value, file, trail)
            continue
        if depth > DEPTH_LIMIT:
            raise _too_deep(file)
        if len(value) > ENTRY_LIMIT:
            problem = f"it has {len(value):,} entries; at most {ENTRY_LIMIT:,} are allowed"
            raise ScenarioError(problem, file=file, path=_path(trail), way_out="leave some out")
        if isinstance(value, dict):
            for key in value:
                _refuse_unusable(key, file, trail)
        children = value.items() if isinstance(value, dict) else enumerate(value)
        waiting += [(child, (trail, key), depth + 1) for key, child in reversed(list(children))]


def _refuse_unusable(value: object, file: str, trail: Trail) -> None:
    """Refuse numbers that nothing can be counted with, and text that cannot be written to a file."""
    if isinstance(value, float) and not math.isfinite(value):
        raise ScenarioError(
            f"{value} is not a number to plan with", file=file, path=_path(trail), way_out="write it out"
        )
    if isinstance(value, int) and abs(value) >= NUMBER_LIMIT:
        raise _too_large("this whole number", file, _path(trail))
    if isinstance(value, str) and not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as error:
            problem = f"{shorten(repr(value), VALUE_LIMIT)} holds half a character"
            raise ScenarioError(problem, file=file, path=_path(trail), way_out="write it as UTF-8") from error


def _plain(value: Any) -> Any:
    """Return the value with lists as tuples."""
    if isinstance(value, dict):
        return {key: _plain(child) for key, child in value.items()}
    return tuple(_plain(child) for child in value) if isinstance(value, list) else value


def _path(trail: Trail) -> str:
    return join(tuple(reversed(list(_upwards(trail)))))


def _upwards(trail: Trail) -> Iterator[str | int]:
    while trail is not None:
        trail, part = trail
        yield part


def _too_deep(file: str) -> FileError:
    problem = f"its tables and lists are nested more than {DEPTH_LIMIT} deep"
    return FileError(problem, file=file, way_out="write it flatter")


def _too_large(what: str, file: str, path: str = "") -> ScenarioError:
    problem = f"{what} is too large; at most {NUMBER_LIMIT - 1:,} is allowed"
    return ScenarioError(problem, file=file, path=path, way_out="write a smaller one")
