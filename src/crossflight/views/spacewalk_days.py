"""The spacewalks of a plan as a table: when, from where, who goes out, who is needed inside."""

from collections.abc import Sequence

from rich.console import RenderableType

from crossflight.record import Scenario, Spacewalk
from crossflight.views.sheet import Column, Row, Sheet
from crossflight.views.wording import clock, date_of, line, number

__all__ = ["spacewalk_table"]


def spacewalk_table(spacewalks: Sequence[Spacewalk], scenario: Scenario) -> RenderableType:
    """Return the table of the spacewalks, by their day."""
    names = {person.id: person.name for person in scenario.people}
    columns = (Column("spacewalk"), Column("opens"), Column("minutes", "right"), Column("airlock"), Column("suit"))
    ordered = sorted(spacewalks, key=lambda entry: (entry.start or entry.day, entry.id))
    return Sheet(columns, [_row(entry, names) for entry in ordered])


def _row(entry: Spacewalk, names: dict[str, str]) -> Row:
    inside = [names.get(person, person) for person in entry.inside if person != entry.arm]
    if entry.arm is not None:
        inside.append(f"{names.get(entry.arm, entry.arm)} (arm)")
    cells = (
        line(entry.id, "bold"),
        line(date_of(entry.day) if entry.start is None else clock(entry.start)),
        line("unknown" if entry.minutes is None else number(entry.minutes)),
        line(entry.airlock or "unknown"),
        line(entry.suit or "unknown"),
    )
    outside = " and ".join(names.get(person, person) for person in entry.outside)
    told = f"; inside: {', '.join(inside)}" if inside else ""
    return Row(cells, (line(f"{outside}{told}"),))
