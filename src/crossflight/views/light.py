"""Light aboard as a page and as a document."""

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType

from crossflight import instants
from crossflight.record import DayOfLight, Eclipse, FullSun, Light, Period
from crossflight.views.sheet import Column, Row, Sheet
from crossflight.views.wording import line, many

__all__ = ["light_document", "light_page"]


def light_document(found: Light) -> dict[str, Any]:
    """Return the light for other programs; umbra and penumbra of an eclipse are entries of their own."""
    document: dict[str, Any] = found.model_dump(mode="json")
    document["eclipses"] = [
        {"kind": kind, "start": instants.write(period.start), "end": _end(period)}
        for eclipse in found.eclipses
        for kind, period in (("penumbra", eclipse.penumbra), ("umbra", eclipse.umbra))
        if period is not None
    ]
    return document


def light_page(found: Light, *, events: bool = False) -> RenderableType:
    """Return a line for each day, and with ``events`` one for each eclipse, before the spans of full Sun."""
    span = f"{found.start:%Y-%m-%d %H:%M} to {found.end:%Y-%m-%d %H:%M} UTC"
    parts: list[RenderableType] = [line(f"Light aboard {found.station}, {span}", "bold"), _days(found.days)]
    if events and found.eclipses:
        parts.append(_events(found))
    parts += [line(_full_sun(entry)) for entry in found.full_sun]
    if found.reason is not None:
        parts.append(line(found.reason))
    elif not found.full_sun:
        parts.append(line("No span of full Sun: every revolution meets the shadow."))
    if found.noons:
        first, last = found.noons[0], found.noons[-1]
        parts.append(
            line(f"{many(len(found.noons), 'orbital noon')}, {first:%m-%d %H:%M:%S} to {last:%m-%d %H:%M:%S}.")
        )
    return Group(*parts, line(found.basis, "dim"))


def _days(days: tuple[DayOfLight, ...]) -> Sheet:
    columns = (
        Column("day"),
        Column("beta", "right"),
        Column("eclipses", "right"),
        Column("umbra min", "right"),
        Column("shortest", "right"),
        Column("longest", "right"),
        Column("in the sun", "right"),
    )
    return Sheet(columns, [_day(day) for day in days])


def _day(day: DayOfLight) -> Row:
    cells = (
        f"{day.day:%Y-%m-%d}",
        f"{day.beta_deg:+.1f}°",
        f"{day.eclipses}",
        f"{day.umbra_min:.1f}",
        "–" if day.shortest_umbra_min is None else f"{day.shortest_umbra_min:.1f}",
        "–" if day.longest_umbra_min is None else f"{day.longest_umbra_min:.1f}",
        f"{day.sunlit_percent:.1f} %",
    )
    return Row(tuple(line(cell) for cell in cells))


def _events(found: Light) -> Sheet:
    columns = (
        Column("penumbra from"),
        Column("umbra from"),
        Column("umbra to"),
        Column("penumbra to"),
        Column("umbra min", "right"),
    )
    return Sheet(columns, list(_rows(found.eclipses)))


def _rows(eclipses: tuple[Eclipse, ...]) -> Iterator[Row]:
    """Yield the four instants of each eclipse in their order: half shadow, full shadow, and out again."""
    for eclipse in eclipses:
        outer, inner = eclipse.penumbra, eclipse.umbra
        enter, leave, dark_min = "none", "", "–"
        if inner is not None and inner.end is not None:
            enter, leave = f"{inner.start:%H:%M:%S}", f"{inner.end:%H:%M:%S}"
            dark_min = f"{(inner.end - inner.start).total_seconds() / 60:.1f}"
        last = "" if outer.end is None else f"{outer.end:%H:%M:%S}"
        yield Row(tuple(line(cell) for cell in (f"{outer.start:%Y-%m-%d %H:%M:%S}", enter, leave, last, dark_min)))


def _full_sun(entry: FullSun) -> str:
    start, end = f"{entry.start:%Y-%m-%d %H:%M:%S}", f"{entry.end:%Y-%m-%d %H:%M:%S}"
    told = f"Full sun, no eclipse: {start} to {end} UTC"
    if entry.begins_before and entry.ends_after:
        return f"{told}, the whole span; it began before and goes on."
    if entry.begins_before:
        return f"{told}; it began before the span."
    return f"{told}; it goes on after the span." if entry.ends_after else f"{told}."


def _end(period: Period) -> str | None:
    return None if period.end is None else instants.write(period.end)
