"""Return opportunities as a page and as a document."""

from typing import Any

from rich.console import Group, RenderableType

from crossflight.record import Landing, Landings
from crossflight.views.sheet import Column, Row, Sheet
from crossflight.views.wording import line

__all__ = ["landings_document", "landings_page"]


def landings_document(found: Landings) -> dict[str, Any]:
    """Return the landings for other programs."""
    document: dict[str, Any] = found.model_dump(mode="json")
    return document


def landings_page(found: Landings) -> RenderableType:
    """Return a table of the landings; one in the dark says so, and whether a waiver covers it."""
    span = f"{found.start:%Y-%m-%d %H:%M} to {found.end:%Y-%m-%d %H:%M} UTC"
    title = line(f"{found.flight} from {found.station} to the ground, {span}", "bold")
    if found.reason is not None:
        return Group(title, line(found.reason), line(found.basis, "dim"))
    columns = (
        Column("landing"),
        Column("undocking"),
        Column("burn"),
        Column("where"),
        Column("off", "right"),
        Column("sun", "right"),
        Column("light"),
    )
    rows = [_row(landing, found) for landing in found.landings]
    return Group(title, Sheet(columns, rows), line(found.basis, "dim"))


def _row(landing: Landing, found: Landings) -> Row:
    cells = (
        _landing(landing),
        f"{landing.undock:%m-%d %H:%M}",
        f"{landing.deorbit:%H:%M}",
        landing.aim.removeprefix(f"{landing.zone}-"),
        f"{landing.distance_km:.0f} km",
        f"{landing.sun_elevation_deg:+.1f}°",
        _light(landing, found),
    )
    return Row(tuple(line(cell) for cell in cells))


def _landing(landing: Landing) -> str:
    if landing.phase_known:
        return f"{landing.landing:%Y-%m-%d %H:%M:%S}"
    return f"{landing.earliest:%Y-%m-%d %H:%M}–{landing.latest:%H:%M}"


def _light(landing: Landing, found: Landings) -> str:
    if landing.is_daylight:
        return "day"
    if not found.needs_daylight:
        return "dark"
    return "dark, not allowed" if landing.waiver is None else f"dark, waived: {landing.waiver}"
