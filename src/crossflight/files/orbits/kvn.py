"""Keyword = value notation, the plain text form of CCSDS messages."""

import re

from crossflight.errors import VALUE_LIMIT, FileError, ScenarioError, shorten

__all__ = ["Line", "lines", "pair"]

_PAIR = re.compile(r"([A-Z0-9_]+)\s*=\s*(.*)")
_UNIT = re.compile(r"\s*\[[^\[\]]*\]$")

Line = tuple[int, str]
"""The number of a line, counted from 1, and its text."""

LINE_LIMIT = 1000
"""Characters of a line; the standard allows 254."""


def lines(text: str, file: str) -> list[Line]:
    """Return the lines that say something: no empty ones, and no comments."""
    told: list[Line] = []
    for number, whole in enumerate(text.splitlines(), start=1):
        line = whole.strip()
        if len(line) > LINE_LIMIT:
            problem = f"the line has {len(line):,} characters; at most {LINE_LIMIT:,} are allowed"
            raise FileError(problem, file=file, path=f"line {number}", way_out="break it")
        if line and not re.match(r"COMMENT\b", line):
            told.append((number, line))
    return told


def pair(line: Line, file: str) -> tuple[str, str]:
    """Return the keyword and the value of a line; a unit in brackets is left out."""
    number, text = line
    match = _PAIR.fullmatch(text)
    if not match:
        problem = f"{shorten(repr(text), VALUE_LIMIT)} is no KEYWORD = value"
        raise ScenarioError(problem, file=file, path=f"line {number}", way_out="mend the line, or take it out")
    return match[1], _UNIT.sub("", match[2])
