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
    rows = [row for window in found.windows for row in _rows(window)]
    return Group(title, Sheet(columns, rows), line(found.basis, "dim"))


def _rows(window: Window) -> Iterator[Row]:
    crossing = line(f"{window.plane_crossing:%Y-%m-%d %H:%M:%S}")
    phase = line(f"{window.phase_deg:.1f}°")
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
            )
        )


def _runs(groups: Sequence[tuple[ProfileOption, ...]]) -> list[tuple[ProfileOption, ...]]:
    """Return the groups with those joined that lift off within a few seconds of each other."""
    runs: list[tuple[ProfileOption, ...]] = []
    for group in groups:
        if runs and (group[0].liftoff - runs[-1][-1].liftoff).total_seconds() <= SAME_LIFTOFF_S:
            runs[-1] = (*runs[-1], *group)
        else:
            runs.append(group)
    return [tuple(sorted(run, key=lambda option: option.docking)) for run in runs]


SAME_LIFTOFF_S = 2.0
"""Liftoffs of neighbouring counts of revolutions differ by less than the table can promise."""


def _clock(moment: datetime) -> str:
    return f"{moment:%m-%d %H:%M}"
