"""Read two-line element sets; their catalogue numbers end at 99999, or at 339999 with a letter in front."""

import re
from calendar import isleap
from datetime import UTC, datetime, timedelta

from crossflight.errors import ScenarioError
from crossflight.files.orbits.fields import Fields, refuse_too_many_sets
from crossflight.files.orbits.kvn import Line
from crossflight.files.orbits.omm import elements
from crossflight.record import MeanElements

__all__ = ["from_tle", "is_tle"]

_LENGTH = 69
_FIRST_YEAR = 57
"""Two digits from here on are of the twentieth century, as no satellite is older."""

_ALPHA_5 = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Letters that stand for 10 to 33; I and O are left out."""


def is_tle(text: str) -> bool:
    """Say whether there is a line that begins as the first of two."""
    return re.search(r"^1 [ 0-9A-Z]{5}", text, re.MULTILINE) is not None


def from_tle(text: str, file: str) -> tuple[MeanElements, ...]:
    """Return the element sets; a line before the two is their name.

    Raises
    ------
    ScenarioError
        Naming the line that is too short, has a wrong checksum, or misses its twin.
    """
    lines = [(number, line.rstrip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    sets: list[MeanElements] = []
    name: str | None = None
    waiting = iter(lines)
    for line in waiting:
        if not _begins(line, "1"):
            if _begins(line, "2") or name is not None:
                raise _error(line, file, "line 1 of the element set is missing before it", "give both lines")
            name = line[1].removeprefix("0 ").strip()
            continue
        second = next(waiting, None)
        if second is None or not _begins(second, "2"):
            raise _error(line, file, "line 2 of the element set is missing after it", "give both lines")
        refuse_too_many_sets(len(sets) + 1, file)
        sets.append(_set(line, second, name, file))
        name = None
    if name is not None:
        raise _error(lines[-1], file, "it is neither line 1 nor line 2 of an element set", "take it out")
    return tuple(sets)


def _begins(line: Line, number: str) -> bool:
    return re.match(number + r" [ 0-9A-Z]{5}", line[1]) is not None


def _set(first: Line, second: Line, name: str | None, file: str) -> MeanElements:
    for line in (first, second):
        _verify(line, file)
    one, two = first[1], second[1]
    if one[2:7] != two[2:7]:
        problem = f"line 2 is of object {two[2:7].strip()}, line 1 of {one[2:7].strip()}"
        raise _error(second, file, problem, "give both lines of one object")
    place = f"line {second[0]}"
    return elements(
        Fields(
            {
                "EPOCH": _epoch(one, first, file),
                "MEAN_MOTION": two[52:63],
                "ECCENTRICITY": f"0.{two[26:33].strip().replace(' ', '0')}",
                "INCLINATION": two[8:16],
                "RA_OF_ASC_NODE": two[17:25],
                "ARG_OF_PERICENTER": two[34:42],
                "MEAN_ANOMALY": two[43:51],
                "EPHEMERIS_TYPE": one[62].strip(),
                "BSTAR": _assumed_point(one[53:61]),
                "MEAN_MOTION_DOT": one[33:43],
                "MEAN_MOTION_DDOT": _assumed_point(one[44:52]),
                "OBJECT_NAME": name or "",
                "OBJECT_ID": _designator(one[9:17].strip()),
                "NORAD_CAT_ID": _catalogue_number(one[2:7], first, file),
            },
            file,
            place,
        )
    )


def _verify(line: Line, file: str) -> None:
    """Refuse a line of the wrong length, or whose last digit is not the sum of the others (minus counts 1)."""
    text = line[1]
    if len(text) != _LENGTH or not text.isascii():
        raise _error(line, file, f"it has {len(text)} characters; an element set has {_LENGTH}", "copy it whole")
    total = sum(int(mark) if mark.isdigit() else mark == "-" for mark in text[:-1]) % 10
    if text[-1] != str(total):
        problem = f"the checksum is {text[-1]!r}, but the line adds up to {total}"
        raise _error(line, file, problem, "a character was changed: copy the line anew")


def _epoch(one: str, line: Line, file: str) -> str:
    """Return the epoch as a calendar date; eight decimals of a day are whole microseconds."""
    match = re.fullmatch(r"(\d\d)([ \d]{2}\d)\.(\d{8})", one[18:32], re.ASCII)
    year = (int(match[1]) + (1900 if int(match[1]) >= _FIRST_YEAR else 2000)) if match else 0
    day = int(match[2]) if match else 0
    if not match or not 1 <= day <= 365 + isleap(year):
        raise _error(line, file, f"{one[18:32]!r} is no epoch", "write year, day and fraction as 22264.34024677")
    epoch = datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=day - 1, microseconds=int(match[3]) * 864)
    return epoch.strftime("%Y-%m-%dT%H:%M:%S.%f")


def _assumed_point(text: str) -> str:
    """Return `` 14414-4`` as ``+.14414e-4``; blanks are zero."""
    match = re.fullmatch(r"([+-]?)(\d+)([+-]\d)", text.strip(), re.ASCII)
    return f"{match[1]}.{match[2]}e{match[3]}" if match else text.strip() or "0"


def _designator(text: str) -> str:
    """Return ``98067A`` as ``1998-067A``; what is written otherwise stays."""
    match = re.fullmatch(r"(\d\d)(\d{3}[A-Z]{1,3})", text, re.ASCII)
    if not match:
        return text
    return f"{'19' if int(match[1]) >= _FIRST_YEAR else '20'}{match[1]}-{match[2]}"


def _catalogue_number(text: str, line: Line, file: str) -> str:
    match = re.fullmatch(r" *(\d+)|([A-Z])(\d{4})", text, re.ASCII)
    if not match or (match[2] and match[2] not in _ALPHA_5):
        raise _error(line, file, f"{text!r} is no catalogue number", "write five digits, or a letter and four")
    return match[1] or f"{10 + _ALPHA_5.index(match[2])}{match[3]}"


def _error(line: Line, file: str, problem: str, way_out: str) -> ScenarioError:
    return ScenarioError(problem, file=file, path=f"line {line[0]}", way_out=way_out)
