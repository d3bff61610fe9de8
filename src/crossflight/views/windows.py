"""Launch opportunities as a page and as a document."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType

from crossflight.record import ProfileOption, Window, Windows
from crossflight.views.sheet import Column, Row, Sheet
from crossflight.views.wording import line

__all__ = ["windows_document", "windows_page"]


def windows_document(found: Windows) -> dict[str, Any]:
    """Return the windows for other programs."""
    document: dict[str, Any] = found.model_dump(mode="json")
    return document


def windows_page(found: Windows) -> RenderableType:
    """Return a table of the windows; profiles of one liftoff that follow each other share a row."""
    span = f"{found.start:%Y-%m-%d %H:%M} to {found.end:%Y-%m-%d %H:%M} UTC"
    title = line(f"{found.vehicle} from {found.site} to {found.station}, {span}", "bold")
    if found.reason is not None:
        return Group(title, line(found.reason), line(found.basis, "dim"))
    columns = (
        Column("plane crossing"),
        Column("phase", "right"),
        Column("profile"),
        Column("liftoff"),
        Column("docking"),
        Column("m/s", "right"),
    )
    is_told = len(found.windows) <= TOLD_WINDOWS
    rows = [row for window in found.windows[:SHOWN_WINDOWS] for row in _rows(window, is_told=is_told)]
    parts: list[RenderableType] = [title, Sheet(columns, rows)]
    if len(found.windows) > SHOWN_WINDOWS:
        parts.append(line(f"{len(found.windows) - SHOWN_WINDOWS:,} more windows: in a shorter span, or with --json."))
    if not is_told:
        parts.append(line("What is left when one is missed: in a shorter span, or with --json."))
    return Group(*parts, line(found.basis, "dim"))


def _rows(window: Window, *, is_told: bool) -> Iterator[Row]:
    crossing = line(f"{window.plane_crossing:%Y-%m-%d %H:%M:%S}")
    is_open = any(option.phase_open for option in window.profiles)
    phase = line("open" if is_open else f"{window.phase_deg:.1f}°")
    blank = line("")
    if not window.profiles:
        yield Row((crossing, phase, line("none for this phase"), blank, blank, blank))
        return
    in_order = sorted(window.profiles, key=lambda option: (option.liftoff, option.docking))
    by_liftoff = [tuple(group) for _, group in groupby(in_order, key=lambda option: option.liftoff)]
    shown = sorted(_runs(by_liftoff), key=lambda run: run[0].docking)
    for number, run in enumerate(shown):
        first, last = run[0], run[-1]
        name = first.name if first is last else f"{first.orbits}- to {last.name}"
        docking = _clock(first.docking) if first is last else f"{_clock(first.docking)} … {_clock(last.docking)}"
        yield Row(
            (
                blank if number else crossing,
                blank if number else phase,
                line(name),
                line(f"{first.liftoff:%H:%M:%S}"),
                line(docking),
                line(f"{first.delta_v_m_s:.0f}"),
            ),
            below=(line(_left(first), "dim"),) if is_told and first is last and _left(first) else (),
        )


def _left(option: ProfileOption) -> str:
    """Return what is left when liftoff is missed, and when the way fails."""
    parts = []
    missed, fallback = option.missed, option.fallback
    if missed is not None:
        if missed.slip_s:
            parts.append(f"holds {missed.slip_s:.0f} s")
        if missed.later_profile is not None and missed.later_liftoff is not None:
            parts.append(f"missed: {missed.later_profile} at {missed.later_liftoff:%H:%M:%S}")
        if missed.next_liftoff is not None:
            parts.append(f"next {option.name} {_clock(missed.next_liftoff)}")
    if fallback is not None:
        plane = f", {fallback.plane_m_s:.0f} m/s for the plane" if fallback.plane_m_s >= 1 else ""
        parts.append(f"failing on the way: {fallback.name}, docking {_clock(fallback.docking)}{plane}")
    return "; ".join(parts)


def _runs(groups: Sequence[tuple[ProfileOption, ...]]) -> list[tuple[ProfileOption, ...]]:
    """Return the groups with those joined that lift off within a few seconds of each other."""
    runs: list[tuple[ProfileOption, ...]] = []
    for group in groups:
        if runs and (group[0].liftoff - runs[-1][-1].liftoff).total_seconds() <= SAME_LIFTOFF_S:
            runs[-1] = (*runs[-1], *group)
        else:
            runs.append(group)
    return [tuple(sorted(run, key=lambda option: option.docking)) for run in runs]


SHOWN_WINDOWS = 400
"""More than a year of them is for programs to read."""

TOLD_WINDOWS = 20
"""With more of them the page stays a table."""

SAME_LIFTOFF_S = 2.0
"""Liftoffs of neighbouring counts of revolutions differ by less than the table can promise."""


def _clock(moment: datetime) -> str:
    return f"{moment:%m-%d %H:%M}"
