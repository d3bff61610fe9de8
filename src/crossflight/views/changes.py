"""What moved from one plan to another: a table by flight, and a document for programs."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from crossflight.record import CellChange, Change, Difference
from crossflight.views.sheet import Column, Row, Sheet
from crossflight.views.wording import line, many, whole

__all__ = ["cells_page", "changes_table", "difference_document", "difference_page"]


def difference_page(names: tuple[str, str], difference: Difference) -> RenderableType:
    """Return what moved: one line that sums it up, how the plans are not comparable, and the changes by flight."""
    changes = difference.changes
    subjects = len({change.subject for change in changes})
    told = f"{many(len(changes), 'change')} to {many(subjects, 'flight or person', 'flights and people')}"
    parts: list[RenderableType] = [whole(f"{names[0]} to {names[1]}: {told if changes else 'no change'}", "bold")]
    parts += [line(note) for note in difference.notes]
    if changes:
        parts += [Text(), changes_table(changes)]
    return Group(*parts)


def changes_table(changes: Sequence[Change]) -> RenderableType:
    """Return the changes in the order given, each flight or person named once."""
    rows = []
    for subject, group in groupby(changes, key=lambda change: change.subject):
        for position, change in enumerate(group):
            cells = (
                line("" if position else subject, "bold"),
                line(change.kind),
                line(_days(change)),
                line(change.sentence),
            )
            rows.append(Row(cells))
    columns = (
        Column("flight\nor person"),
        Column("what"),
        Column("days", "right"),
        Column("change", least=24),
    )
    return Sheet(columns, rows)


def _days(change: Change) -> str:
    if change.days is None:
        return ""
    days = round(change.days)
    return f"{days:+d}" if days else "0"


def difference_document(difference: Difference) -> dict[str, Any]:
    """Return the difference for other programs."""
    return difference.model_dump(mode="json")


def cells_page(changes: Sequence[CellChange]) -> RenderableType:
    """Return what a sheet changed, cell by cell."""
    rows = [
        Row(
            (
                line(change.table),
                line(change.entry, "bold"),
                line(change.column),
                line(change.before or "-"),
                line(change.after or "-"),
            )
        )
        for change in changes
    ]
    columns = (
        Column("sheet"),
        Column("row"),
        Column("column"),
        Column("before", least=12),
        Column("after", least=12),
    )
    return Sheet(columns, rows)
