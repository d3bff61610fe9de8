"""A spacewalk to the minute, for the terminal and for programs."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from crossflight.record import Margin, OutsideStep, Plan, Scenario, SpacewalkTimeline
from crossflight.views.sheet import Column, Row, Sheet
from crossflight.views.spacewalk_strip import SpacewalkStrip
from crossflight.views.tables import clashes, proof
from crossflight.views.wording import line, many, number

__all__ = ["spacewalk_document", "spacewalk_names", "spacewalk_page", "status_of"]

STATE_STYLES = {"holds": "", "short": "bold red", "unknown": "yellow"}


def spacewalk_document(found: SpacewalkTimeline) -> dict[str, Any]:
    """Return the timeline for other programs."""
    document: dict[str, Any] = found.model_dump(mode="json")
    document["minutes"] = found.minutes
    return document


def spacewalk_names(target: Scenario | Plan) -> Mapping[str, str]:
    """Return what people and places of a scenario are called."""
    scenario = target.scenario if isinstance(target, Plan) else target
    names = {airlock.id: airlock.name for airlock in scenario.station.airlocks}
    names |= {site.id: site.name for site in scenario.worksites}
    names |= {suit.id: suit.name for suit in scenario.suits}
    return names | {person.id: person.name for person in scenario.people}


def status_of(found: SpacewalkTimeline) -> str:
    """Return how it ended, in a sentence."""
    if found.status == "infeasible":
        return "no timeline exists: what follows cannot all hold"
    if not found.timeline:
        return "no timeline was found, and none was proven not to exist"
    if found.conflict:
        return "not all that must be done can be done any more; what follows cannot all hold"
    if any(mishap.kind in {"suit-fault", "return"} for mishap in found.mishaps):
        return "both go home at once"
    if found.status == "optimal":
        return "the best timeline there is, proven level by level" if found.levels else "both go home at once"
    return "a timeline that holds; that none is better is not proven"


def spacewalk_page(found: SpacewalkTimeline, names: Mapping[str, str]) -> RenderableType:
    """Return the timeline of a spacewalk: what, when, in which light, with its margins, proof and gaps."""
    parts: list[RenderableType] = [line(f"Spacewalk {found.id} from {names.get(found.airlock, found.airlock)}", "bold")]
    style = "bold red" if not found.timeline or found.conflict or found.broken else "bold green"
    parts.append(line(f"{found.status}: {status_of(found)}", style))
    if found.message:
        parts.append(line(found.message))
    parts += [line(told) for told in (*_people(found, names), *_hatch(found), *_mishaps(found))]
    if found.conflict:
        parts += [Text(), clashes(found.conflict)]
    if found.mend:
        parts.append(line(f"it would hold without {', '.join(found.mend)}"))
    if found.timeline:
        parts += [Text(), SpacewalkStrip(found), Text(), _steps(found, names)]
        parts += [Text(), line("margins", "bold underline"), _margins(found.margins, names)]
    if found.levels:
        parts += [Text(), line("proof by level, each held before the next was looked at", "bold underline")]
        parts.append(proof(found.levels))
    parts += [Text(), *_gaps(found)]
    return Group(*parts)


def _people(found: SpacewalkTimeline, names: Mapping[str, str]) -> Iterator[str]:
    first, second = (names.get(name or "", name or "not decided") for name in found.pair)
    yield f"first: {first}; second: {second}; suit: {names.get(found.suit, found.suit)}"
    if found.inside is not None:
        yield f"inside: {', '.join(names.get(name, name) for name in found.inside) or 'nobody'}"


def _hatch(found: SpacewalkTimeline) -> Iterator[str]:
    if found.hatch_open is None or found.hatch_closed is None or found.repress_start is None:
        yield f"hatch wanted open {found.wanted_opening:%Y-%m-%d %H:%M} UTC"
        return
    yield (
        f"hatch open {found.hatch_open:%Y-%m-%d %H:%M} UTC, closed {found.hatch_closed:%H:%M}, "
        f"repressurisation {found.repress_start:%H:%M}"
    )
    russian, us = _hours(found.hatch_to_hatch_min), _hours(found.battery_to_repress_min)
    wanted = "" if found.wanted_minutes is None else f"; planned duration {_hours(round(found.wanted_minutes))}"
    yield f"{russian} hatch to hatch, {us} battery to repressurisation{wanted}"


def _hours(minutes: int | None) -> str:
    return "unknown" if minutes is None else f"{minutes // 60} h {minutes % 60:02d} min"


def _mishaps(found: SpacewalkTimeline) -> Iterator[str]:
    for mishap in found.mishaps:
        told = {
            "overrun": f"'{mishap.task}' takes {mishap.minutes:g} min longer",
            "lost": f"{mishap.minutes:g} min are lost",
            "suit-fault": f"the suit of the {mishap.who} has a fault: both go home",
            "return": "both are called home",
        }[mishap.kind]
        yield f"minute {mishap.at_min}: {told}"


def _steps(found: SpacewalkTimeline, names: Mapping[str, str]) -> Sheet:
    columns = (
        Column("UTC"),
        Column("minute", "right"),
        Column("min", "right"),
        Column("who"),
        Column("what", least=18),
        Column("where", least=12),
        Column("light"),
    )
    return Sheet(columns, [_step(found, step, names) for step in found.timeline])


def _step(found: SpacewalkTimeline, step: OutsideStep, names: Mapping[str, str]) -> Row:
    zero = found.hatch_open or found.wanted_opening
    where = "" if step.kind in {"prebreathe", "depress", "way"} else names.get(step.place or "", step.place or "")
    what = f"way to {names.get(step.place or '', step.place or '')}" if step.kind == "way" else step.activity
    style = "dim" if step.is_done or step.kind in {"way", "wait"} else ""
    cells = (
        f"{zero + timedelta(minutes=step.start_min):%H:%M}",
        f"{step.start_min}",
        f"{step.end_min - step.start_min}",
        step.who,
        what,
        where,
        "day/night" if step.light == "mixed" else step.light,
    )
    return Row(tuple(line(cell, style) for cell in cells))


def _margins(margins: tuple[Margin, ...], names: Mapping[str, str]) -> Sheet:
    columns = (
        Column("limit", least=14),
        Column("of", least=14),
        Column("planned", "right"),
        Column("limit is", "right"),
        Column("margin", "right"),
        Column("state"),
    )
    rows = []
    for margin in margins:
        values = [_value(value, margin.unit) for value in (margin.planned, margin.limit, margin.margin)]
        cells = (margin.name, names.get(margin.subject, margin.subject), *values, margin.state)
        rows.append(Row(tuple(line(cell, STATE_STYLES[margin.state]) for cell in cells)))
    return Sheet(columns, rows)


def _value(value: float | None, unit: str) -> str:
    return "–" if value is None else f"{number(value)} {unit}"


def _gaps(found: SpacewalkTimeline) -> Iterator[RenderableType]:
    if found.left_out and found.timeline:
        yield line(f"left out: {', '.join(found.left_out)}")
    for breach in found.broken:
        yield line(f"check: {breach.limit}: {breach.sentence}", "bold red")
    if found.timeline and not found.broken:
        yield line("check: an independent look at every step and limit finds nothing broken", "green")
    if found.unknown:
        yield line(f"{many(len(found.unknown), 'thing')} unknown: {'; '.join(found.unknown)}", "yellow")
    if found.assumed:
        yield line(f"assumed numbers: {', '.join(found.assumed)}", "dim")
    yield line(found.light_basis, "dim")
