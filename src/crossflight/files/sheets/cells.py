"""What a cell can hold: how a value of a noun is written in a cell, and how a cell is read as such a value.

What is read are plain values, as TOML has them. `read` raises ValueError with a sentence of the form "problem; way
out". An empty cell is None on both sides, and never comes here.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple, Protocol

from crossflight import instants

__all__ = [
    "CELL_LIMIT",
    "AnInstant",
    "Cell",
    "Count",
    "Kind",
    "Names",
    "Number",
    "Numbered",
    "Plain",
    "Qualified",
    "Texts",
    "Unreadable",
    "Words",
    "YesNo",
]

Cell = str | bool | int | float | date | datetime | None
"""What a cell of a sheet holds; instants are in UTC, without or with saying so."""

Plain = str | bool | int | float | datetime | tuple[str, ...] | dict[str, "str | int"] | tuple[dict[str, Any], ...]
"""What a cell says, in the values of a scenario file."""

CELL_LIMIT = 32_000
"""Characters of a cell; a workbook can have 32,767."""

COUNT_LIMIT = 1e9
"""Whole numbers of a sheet stay below this; the nouns allow far less."""

EARLIEST = datetime(1900, 3, 1)  # noqa: DTZ001 - a workbook knows no zones
"""A workbook counts a day in 1900 that never was; earlier instants stand as text."""

DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{2}|\d{4})(?:\D.*)?", re.DOTALL)

EXAMPLE = "write 2022-10-05, or 2022-10-05T12:30:00Z where the hour matters"


class Unreadable(NamedTuple):
    """What stands in a cell and is no value, such as a formula; no trouble where the column is not read."""

    problem: str
    way_out: str


class Kind(Protocol):
    """One kind of column."""

    says: str
    """How such a cell is written, for those who fill it in."""

    def write(self, value: object) -> Cell:
        """Return the cell for a value of a noun."""

    def read(self, cell: Cell) -> Plain:
        """Return the value that a cell says; ValueError where it says none."""


def tidy(text: str) -> str:
    """Return the text without what no cell can hold, and without blanks around it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(mark if mark.isprintable() or mark == "\n" else " " for mark in lines).strip()


def _fitting(text: str) -> str:
    kept = tidy(text)
    return kept if len(kept) <= CELL_LIMIT else f"(left out: {len(kept):,} characters)"


def _text_of(cell: Cell) -> str:
    """Return the text that a cell of words holds; a whole number in it was typed as one."""
    if isinstance(cell, str):
        return tidy(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{cell:.0f}" if float(cell).is_integer() else str(cell)
    if isinstance(cell, date):
        message = f"{cell.isoformat()} is a date where words belong; format the cell as text, and write it anew"
    else:
        message = f"{_shown(cell)} is no text; write it as words"
    raise ValueError(message)


def _shown(cell: Cell) -> str:
    return f"'{cell}'" if isinstance(cell, str) else str(cell)


class Words:
    """A text."""

    says = "text"

    def write(self, value: object) -> Cell:
        """Return the text as one cell."""
        return _fitting(str(value))

    def read(self, cell: Cell) -> Plain:
        """Return the text of the cell."""
        return _text_of(cell)


class Names:
    """Several identifiers."""

    says = "identifiers with commas between them, in their order"

    def write(self, value: object) -> Cell:
        """Return the names with commas between them."""
        assert isinstance(value, Iterable)
        return _fitting(", ".join(str(name) for name in value)) or None

    def read(self, cell: Cell) -> Plain:
        """Return the names; commas, semicolons and line ends stand between them."""
        return tuple(part.strip() for part in re.split(r"[,;\n]", _text_of(cell)) if part.strip())


class Texts:
    """Several texts, such as sources."""

    says = "texts, each on a line of its own"

    def write(self, value: object) -> Cell:
        """Return the texts line by line; as a JSON list where one of them has several lines."""
        assert isinstance(value, Iterable)
        texts = [tidy(str(text)) for text in value]
        if any("\n" in text for text in texts) or (texts[:1] and texts[0].startswith("[")):
            return _fitting(json.dumps(texts, ensure_ascii=False))
        return _fitting("\n".join(texts)) or None

    def read(self, cell: Cell) -> Plain:
        """Return the texts."""
        text = _text_of(cell)
        if text.startswith("["):
            try:
                found = json.loads(text)
            except ValueError:
                found = None
            if isinstance(found, list) and all(isinstance(entry, str) for entry in found):
                return tuple(found)
        return tuple(line.strip() for line in text.split("\n") if line.strip())


class AnInstant:
    """An instant in UTC; a day is its midnight."""

    says = "a day or an instant, UTC: a date of the workbook, or 2022-10-05, or 2022-10-05T12:30:00Z"

    def write(self, value: object) -> Cell:
        """Return a date for a midnight, an instant without a zone, or text for what a workbook cannot hold."""
        assert isinstance(value, datetime)
        instant = value.astimezone(UTC).replace(tzinfo=None)
        if instant < EARLIEST or instant.microsecond % 1000:
            return instant.isoformat() + "Z"
        return instant.date() if instant.time() == time() else instant

    def read(self, cell: Cell) -> Plain:
        """Return the instant."""
        if isinstance(cell, datetime):
            return cell.replace(tzinfo=UTC) if cell.tzinfo is None else cell.astimezone(UTC)
        if isinstance(cell, date):
            return datetime(cell.year, cell.month, cell.day, tzinfo=UTC)
        if isinstance(cell, str):
            return _instant_of(tidy(cell))
        message = f"{_shown(cell)} is no date; format the cell as a date, or {EXAMPLE}"
        raise ValueError(message)


def _instant_of(text: str) -> datetime:
    found = DAY_FIRST.fullmatch(text)
    if found:
        first, mark, second, _ = found.groups()
        message = f"'{text}' can be day {first} of month {second}, or the other way round; {EXAMPLE}"
        if int(first) > 12 or int(second) > 12 or mark == ".":  # noqa: PLR2004 - months
            message = f"'{text}' is not written with the year first; {EXAMPLE}"
        raise ValueError(message)
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        message = f"'{text}' is no date; {EXAMPLE}"
        raise ValueError(message) from None
    if not re.match(r"\d{4}-\d\d-\d\d", text):
        message = f"'{text}' is no date; {EXAMPLE}"  # 20221005 is more likely a number, 2022-W40 a week
        raise ValueError(message)
    return instants.parse(instant.replace(tzinfo=instant.tzinfo or UTC))


class Count:
    """A whole number."""

    says = "a whole number"

    def write(self, value: object) -> Cell:
        """Return the number as it is."""
        assert isinstance(value, int)
        return value

    def read(self, cell: Cell) -> Plain:
        """Return the number."""
        if isinstance(cell, float) and cell.is_integer() and abs(cell) < COUNT_LIMIT:
            return int(cell)
        if isinstance(cell, int) and not isinstance(cell, bool):
            return cell
        if isinstance(cell, str) and re.fullmatch(r"\s*[+-]?[0-9]{1,9}\s*", cell):
            return int(cell)
        message = f"{_shown(cell)} is no whole number; write 4, for instance"
        raise ValueError(message)


class Number:
    """A number that is written and never read."""

    says = "a number"

    def write(self, value: object) -> Cell:
        """Return the number as it is."""
        assert isinstance(value, int | float)
        return value

    def read(self, cell: Cell) -> Plain:
        """Refuse: no column that is read has such numbers."""
        message = f"{_shown(cell)} is not read; leave the column as it is"
        raise ValueError(message)


class YesNo:
    """Yes or no."""

    says = "yes or no"

    def write(self, value: object) -> Cell:
        """Return "yes", or nothing."""
        return "yes" if value else None

    def read(self, cell: Cell) -> Plain:
        """Return whether it is so."""
        said = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
        text = str(cell).strip().lower()
        if text in said:
            return said[text]
        message = f"{_shown(cell)} is neither yes nor no; write yes, or leave the cell empty"
        raise ValueError(message)


class Numbered:
    """Names, each with a number or a word of its own: nasa 2, roscosmos 1."""

    def __init__(self, *, counts: bool) -> None:
        self._counts = counts
        self.says = f"{'nasa 2, roscosmos 1' if counts else 'launch day, docked minute'}: pairs with commas between"

    def write(self, value: object) -> Cell:
        """Return the pairs with commas between them."""
        assert isinstance(value, Mapping)
        return _fitting(", ".join(f"{name} {entry}" for name, entry in value.items())) or None

    def read(self, cell: Cell) -> Plain:
        """Return the pairs."""
        pairs: dict[str, str | int] = {}
        for part in re.split(r"[,;\n]", _text_of(cell)):
            words = part.replace("=", " ").replace(":", " ").split()
            if not words:
                continue
            if len(words) != 2 or (self._counts and not re.fullmatch(r"[0-9]{1,9}", words[1])):  # noqa: PLR2004
                message = f"'{part.strip()}' is no pair; write {self.says.partition(':')[0]}"
                raise ValueError(message)
            if words[0] in pairs:
                message = f"'{words[0]}' stands twice; name it once"
                raise ValueError(message)
            pairs[words[0]] = int(words[1]) if self._counts else words[1]
        return pairs


class Qualified:
    """What a person was announced or trained to do."""

    says = (
        "each on a line of its own: operator us-segment since 2022-01-01 until 2023-01-01; of and until may be left out"
    )

    def write(self, value: object) -> Cell:
        """Return the qualifications line by line."""
        assert isinstance(value, Iterable)
        return _fitting("\n".join(self._line(entry) for entry in value)) or None

    def read(self, cell: Cell) -> Plain:
        """Return the qualifications as tables."""
        found = []
        for line in _text_of(cell).split("\n"):
            words = line.split()
            marks = {word: position for position, word in enumerate(words) if word in {"since", "until"}}
            head = words[: min(marks.values(), default=len(words))]
            since, until = (self._after(words, marks.get(mark)) for mark in ("since", "until"))
            if len(head) not in {1, 2} or since is None or len(words) != len(head) + 2 * len(marks):
                message = f"'{line.strip()}' is no qualification; write operator us-segment since 2022-01-01"
                raise ValueError(message)
            table: dict[str, Any] = {"kind": head[0], "since": since}
            table |= {"of": head[1]} if head[1:] else {}
            found.append(table | ({"until": until} if until is not None else {}))
        return tuple(found)

    @staticmethod
    def _after(words: list[str], position: int | None) -> datetime | None:
        """Return the instant that stands behind a word."""
        return None if position is None or position + 1 >= len(words) else _instant_of(words[position + 1])

    @staticmethod
    def _line(entry: Any) -> str:
        until = "" if entry.until is None else f" until {_day(entry.until)}"
        return f"{entry.kind}{f' {entry.of}' if entry.of else ''} since {_day(entry.since)}{until}"


def _day(instant: datetime) -> str:
    """Return a day where the instant is its midnight."""
    return instant.date().isoformat() if instant.time() == time() else instant.isoformat().replace("+00:00", "Z")
