"""A derived agreement as a page and as a document."""

from typing import Any

from rich.console import Group, RenderableType

from crossflight.record import Derivation, ExchangeCase
from crossflight.views.sheet import Column, Row, Sheet
from crossflight.views.wording import line

__all__ = ["derivation_document", "derivation_page"]


def derivation_document(found: Derivation) -> dict[str, Any]:
    """Return the derivation for other programs."""
    document: dict[str, Any] = found.model_dump(mode="json")
    return document


def derivation_page(found: Derivation) -> RenderableType:
    """Return a table of the ways of exchanging seats, and the seats of each flight."""
    columns = (
        Column("exchange"),
        Column("seats", "right"),
        Column("segment-days one loss from empty", "right"),
        Column("of these", "left"),
        Column("proof"),
    )
    rows = [
        Row(
            (
                line(case.name),
                line(str(case.seats)),
                line(f"{case.uncovered_days:.1f}"),
                line(", ".join(f"{entry.segment} {entry.days:.1f}" for entry in case.uncovered) or "none"),
                line(case.status),
            )
        )
        for case in found.cases
    ]
    title = line(f"{found.scenario}: seats exchanged on {len(found.flights)} crewed flights", "bold")
    return Group(title, Sheet(columns, rows), *(_seats(case) for case in found.cases), line(found.basis, "dim"))


def _seats(case: ExchangeCase) -> RenderableType:
    given = [f"{entry.flight} {entry.seats}" for entry in case.by_flight if entry.seats]
    return line(f"{case.name}: {', '.join(given) or 'no seat is exchanged'}")
