"""Fields of an orbit message: texts by keyword, read as numbers and instants."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from crossflight.errors import VALUE_LIMIT, FileError, ScenarioError, shorten

__all__ = ["Fields", "instant", "real", "refuse_too_many_sets"]

_CALENDAR = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d*))?Z?", re.ASCII)
_DAY_OF_YEAR = re.compile(r"(\d{4})-(\d{3})[T ](\d\d):(\d\d):(\d\d)(?:\.(\d*))?Z?", re.ASCII)
_REAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)


FIRST_YEAR, LAST_YEAR = 1957, 2098
"""No satellite is older; and the place of the Sun is not computed for later."""


SET_LIMIT = 20_000
"""Element sets of one file; those of the International Space Station of ten years."""


def refuse_too_many_sets(count: int, file: str) -> None:
    """Refuse more element sets than one file may hold, before they take up memory and time."""
    if count > SET_LIMIT:
        problem = f"it holds more than {SET_LIMIT:,} element sets"
        raise FileError(problem, file=file, way_out="leave out those that are far from the span")


def real(text: str, file: str, path: str) -> float:
    """Return the number that a text names.

    Raises
    ------
    ScenarioError
        When it is none, or not finite.
    """
    number = float(text) if _REAL.fullmatch(text) and len(text) <= VALUE_LIMIT else math.nan
    if not math.isfinite(number):
        problem = f"{shorten(repr(text), VALUE_LIMIT)} is not a number"
        raise ScenarioError(problem, file=file, path=path, way_out="write it in digits, such as 15.50209155")
    return number


def instant(text: str, file: str, path: str) -> datetime:
    """Return the instant in UTC that a text names: a calendar date or a day of the year, to the microsecond.

    Raises
    ------
    ScenarioError
        When it is none, a leap second among them, or of a year without satellites.
    """
    try:
        if match := _CALENDAR.fullmatch(text):
            year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
            whole = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        elif match := _DAY_OF_YEAR.fullmatch(text):
            year, day, hour, minute, second = (int(part) for part in match.groups()[:5])
            whole = datetime(year, 1, 1, hour, minute, second, tzinfo=UTC) + timedelta(days=day - 1)
            if whole.year != year:
                raise ValueError  # noqa: TRY301 - as a calendar date that does not exist
        else:
            raise ValueError  # noqa: TRY301 - as a date that is none
        fraction = float(f"0.{match.groups()[-1] or 0}")
        moment = whole + timedelta(microseconds=round(fraction * 1e6))
    except (ValueError, OverflowError) as error:
        problem = f"{shorten(repr(text), VALUE_LIMIT)} is not an instant"
        way_out = "write it in UTC as 2022-09-21T13:54:49.000 or 2022-264T13:54:49.000"
        raise ScenarioError(problem, file=file, path=path, way_out=way_out) from error
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        problem = f"the year of {shorten(repr(text), VALUE_LIMIT)} is not one of {FIRST_YEAR} to {LAST_YEAR}"
        raise ScenarioError(problem, file=file, path=path, way_out="give an orbit of these years")
    return moment


@dataclass(frozen=True)
class Fields:
    """Keywords and their texts, and where in which file they stand."""

    texts: Mapping[str, str]
    file: str
    place: str

    def path(self, key: str) -> str:
        """Return where a keyword stands."""
        return f"{self.place}, {key}" if self.place else key

    def text(self, key: str, default: str | None = None) -> str:
        """Return the text of a keyword; one without a default must be there."""
        text = self.texts.get(key, "").strip()
        if text:
            return text
        if default is None:
            raise ScenarioError(f"there is no {key}", file=self.file, path=self.place, way_out="write it")
        return default

    def known(self, key: str) -> str | None:
        """Return the text of a keyword, None when it is missing or says that it is not known."""
        text = self.text(key, "")
        if not text.isprintable():
            problem = f"{shorten(repr(text), VALUE_LIMIT)} holds a character that cannot be shown"
            raise self.error(key, problem, "take it out")
        return None if text.upper() in {"", "UNKNOWN"} else text

    def real(self, key: str, default: float | None = None) -> float:
        """Return the number of a keyword."""
        if default is not None and not self.texts.get(key, "").strip():
            return default
        return real(self.text(key), self.file, self.path(key))

    def instant(self, key: str) -> datetime:
        """Return the instant of a keyword."""
        return instant(self.text(key), self.file, self.path(key))

    def refuse_all_but(self, key: str, allowed: tuple[str, ...], why: str) -> None:
        """Refuse a keyword whose text is not among those allowed; when it is missing, the first is meant."""
        found = self.text(key, allowed[0]).upper()
        if found not in allowed:
            raise self.error(key, f"{key} is {shorten(repr(found), VALUE_LIMIT)}", f"{why}: {', '.join(allowed)}")

    def error(self, key: str, problem: str, way_out: str) -> ScenarioError:
        """Return the error that speaks of a keyword."""
        return ScenarioError(problem, file=self.file, path=self.path(key), way_out=way_out)
