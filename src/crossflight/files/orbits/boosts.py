"""Boosts of an ephemeris: NASA lists them in comments of its OEM files, and so does Crossflight.

::

    COMMENT |       EVENT        |       TIG        | ORB |   DV    |   HA    |   HP    |
    COMMENT  GMT267 Deboost Preli  267:14:38:00.000             0.7     428.9     413.2
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from crossflight.record import Boost

__all__ = ["boost_comments", "boosts_of"]

_ROW = re.compile(
    r"\s*(?P<name>\S.{0,60}?)\s+(?P<day>\d{3}):(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d(?:\.\d{1,6})?)"
    r"\s+(?P<sign>[+-]?)(?P<speed>\d{1,3}\.\d{1,9})(?:\s+\d+\.\d+){0,2}\s*",
    re.ASCII,
)
_DOWN = re.compile(r"de-?boost|retro", re.IGNORECASE)
"""NASA gives no sign; the name tells the few boosts that lower the orbit."""

LARGEST_M_S = 100.0


def boosts_of(comments: Iterable[str], first: datetime, last: datetime) -> tuple[Boost, ...]:
    """Return the boosts that comments tell of, in order; what is no row of the table is passed over.

    The day of the year is taken from the year of the ephemeris. Launches and dockings, which change no speed,
    are left out.
    """
    found = []
    for comment in comments:
        match = _ROW.fullmatch(comment)
        instant = match and _instant(match, first, last)
        if not match or instant is None:
            continue
        is_down = match["sign"] == "-" or (not match["sign"] and _DOWN.search(match["name"]))
        speed_m_s = float(match["speed"])
        if 0 < speed_m_s <= LARGEST_M_S:
            found.append(Boost(instant=instant, delta_v_m_s=-speed_m_s if is_down else speed_m_s, name=match["name"]))
    return tuple(sorted(found, key=lambda boost: boost.instant))


def boost_comments(boosts: Sequence[Boost]) -> Iterator[str]:
    """Yield the comments that list boosts; here the sign says whether the orbit rises."""
    if not boosts:
        return
    yield "TRAJECTORY EVENT SUMMARY:"
    yield "|       EVENT        |       TIG        |   DV    |"
    yield "|                    |       GMT        |   M/S   |"
    for boost in boosts:
        moment = boost.instant
        tig = f"{moment:%j:%H:%M:%S}.{moment.microsecond // 1000:03d}"
        yield f" {_name(boost):<20} {tig:<18} {boost.delta_v_m_s:+.4f}"


def _name(boost: Boost) -> str:
    """Return a name on one line, which the table can be read back with."""
    default = "Deboost" if boost.delta_v_m_s < 0 else "Reboost"
    return " ".join("".join(mark if mark.isprintable() else " " for mark in boost.name or default).split())[:60]


def _instant(match: re.Match[str], first: datetime, last: datetime) -> datetime | None:
    """Return the instant in the year that puts it nearest to the ephemeris; None where there is no such day."""
    middle = first + (last - first) / 2
    hour, minute, second = int(match["hour"]), int(match["minute"]), float(match["second"])
    if hour >= 24 or minute >= 60 or second >= 60 or not 1 <= int(match["day"]) <= 366:  # noqa: PLR2004 - of a clock
        return None
    since = timedelta(days=int(match["day"]) - 1, hours=hour, minutes=minute, seconds=second)
    years = [year for year in (middle.year - 1, middle.year, middle.year + 1) if 1 <= year < 9999]  # noqa: PLR2004
    return min((datetime(year, 1, 1, tzinfo=UTC) + since for year in years), key=lambda moment: abs(moment - middle))
