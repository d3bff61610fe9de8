"""One spacewalk as one HTML page: two lanes over day and night, margins as bars, proof, and what is not known."""

from collections.abc import Mapping
from datetime import timedelta
from importlib.resources import files

from crossflight.record import Margin, Scenario, SpacewalkTimeline
from crossflight.views.page.markup import EMPTY, Content, Markup, element, join, raw
from crossflight.views.page.spacewalk_chart import spacewalk_chart
from crossflight.views.page.tables import proof, table
from crossflight.views.spacewalk import spacewalk_names, status_of
from crossflight.views.wording import number

__all__ = ["spacewalk_html"]

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

BAR_PX = 180.0


def spacewalk_html(found: SpacewalkTimeline, scenario: Scenario) -> str:
    """Return the page of a spacewalk; it needs nothing from elsewhere, and the same timeline gives the same text."""
    names = spacewalk_names(scenario)
    request = next((entry for entry in scenario.spacewalk_requests if entry.id == found.id), None)
    title = (request.name if request is not None else None) or found.id
    sections: list[tuple[str, Content]] = []
    if found.conflict:
        sections.append(("What cannot all hold", _clash(found)))
    if found.timeline:
        sections += [("Margins", _margins(found.margins, names)), ("Step by step", _steps(found, names))]
    if found.levels:
        sections.append(("Proof, level by level", proof(found.levels)))
    sections.append(("What is not known, and what is assumed", _gaps(found)))
    body = join(
        _header(found, names, title),
        element("section", element("h2", "Timeline", class_="unseen"), spacewalk_chart(found, names))
        if found.timeline
        else EMPTY,
        [element("section", element("h2", heading), content) for heading, content in sections],
    )
    head = join(
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="generator", content="crossflight"),
        element("title", title),
        element("style", raw(f"{_style('style.css')}\n{_style('spacewalk.css')}")),
    )
    document = element("html", element("head", head), element("body", element("main", body)), lang="en")
    return f"<!doctype html>\n{document}\n"


def _style(name: str) -> str:
    return (files("crossflight.views.page") / name).read_text(encoding="utf-8")


def _header(found: SpacewalkTimeline, names: Mapping[str, str], title: str) -> Markup:
    facts: list[tuple[str, Content]] = [
        ("First", names.get(found.pair[0] or "", found.pair[0] or "not decided")),
        ("Second", names.get(found.pair[1] or "", found.pair[1] or "not decided")),
        ("Lock, suit", f"{names.get(found.airlock, found.airlock)}, {names.get(found.suit, found.suit)}"),
    ]
    if found.hatch_open is not None and found.hatch_closed is not None and found.repress_start is not None:
        facts += [
            ("Hatch open", f"{found.hatch_open:%Y-%m-%d %H:%M} UTC"),
            ("Hatch closed", f"{found.hatch_closed:%H:%M}"),
            ("Repressurisation", f"{found.repress_start:%H:%M}"),
            ("Hatch to hatch", _hours(found.hatch_to_hatch_min)),
            ("Battery to repressurisation", _hours(found.battery_to_repress_min)),
        ]
    if found.wanted_minutes is not None:
        facts.append(("Planned duration", _hours(round(found.wanted_minutes))))
    if found.left_out:
        facts.append(("Left out", ", ".join(found.left_out)))
    is_bad = not found.timeline or bool(found.conflict or found.broken)
    return element(
        "header",
        element("h1", title),
        element(
            "p",
            element("strong", found.status, class_="word"),
            element("span", status_of(found), class_="told"),
            element("span", f"{len(found.broken)} broken", class_=f"count broken{'' if found.broken else ' zero'}"),
            class_="status",
        ),
        element("p", found.message or "", class_="warning" if is_bad else None) if found.message else EMPTY,
        [element("p", breach.sentence, class_="warning") for breach in found.broken],
        element("dl", [element("div", element("dt", term), element("dd", value)) for term, value in facts]),
    )


def _hours(minutes: int | None) -> str:
    return "unknown" if minutes is None else f"{minutes // 60} h {minutes % 60:02d} min"


def _clash(found: SpacewalkTimeline) -> Markup:
    mend = f"It would hold without {', '.join(found.mend)}." if found.mend else ""
    return join(
        element("ul", [element("li", entry.sentence) for entry in found.conflict]),
        element("p", mend) if mend else EMPTY,
    )


def _margins(margins: tuple[Margin, ...], names: Mapping[str, str]) -> Markup:
    rows = []
    for margin in margins:
        cells: tuple[Content, ...] = (
            margin.name,
            names.get(margin.subject, margin.subject),
            _value(margin.planned, margin.unit),
            _value(margin.limit, margin.unit),
            element("strong", _value(margin.margin, margin.unit)),
            _bar(margin),
            element("span", margin.state, class_=f"state {margin.state}"),
            margin.basis,
        )
        rows.append(element("tr", [element("td", cell) for cell in cells]))
    headings = ("limit", "of", "planned", "limit is", "margin", "used", "state", "what it counts")
    return table(headings, element("tbody", rows))


def _value(value: float | None, unit: str) -> str:
    return "–" if value is None else f"{number(value)} {unit}"


def _bar(margin: Margin) -> Markup:
    """Return how much of the limit is used, as a bar; nothing where there is no such limit."""
    if margin.limit is None or margin.planned is None or margin.limit <= 0 or margin.name == "prebreathe":
        return EMPTY
    used = min(margin.planned / margin.limit, 1.25)
    width = BAR_PX / 1.25
    return element(
        "svg",
        element("rect", x=0, y=2, width=width, height=9, class_="limit"),
        element("rect", x=0, y=2, width=used * width, height=9, class_=f"used {margin.state}"),
        element("path", d=f"M{width:.1f} 0V13", class_="edge"),
        width=BAR_PX,
        height=13,
        class_="margin",
    )


def _steps(found: SpacewalkTimeline, names: Mapping[str, str]) -> Markup:
    people = {"first": found.pair[0] or "first", "second": found.pair[1] or "second"}
    zero = found.hatch_open or found.wanted_opening
    rows = []
    for step in found.timeline:
        cells = (
            f"{zero + timedelta(minutes=step.start_min):%H:%M}",
            f"{step.start_min}",
            f"{step.end_min}",
            "both" if step.who == "both" else names.get(people[step.who], people[step.who]),
            step.activity if step.kind != "way" else f"way to {names.get(step.place or '', step.place or '')}",
            names.get(step.place or "", step.place or ""),
            "day and night" if step.light == "mixed" else step.light,
        )
        rows.append(element("tr", [element("td", cell) for cell in cells], class_=step.kind))
    return table(("UTC", "from min", "to min", "who", "what", "where", "light"), element("tbody", rows))


def _gaps(found: SpacewalkTimeline) -> Markup:
    told = [*found.unknown, found.light_basis]
    if found.assumed:
        told.append(f"Numbers of the scenario without a public source: {', '.join(found.assumed)}.")
    return element("ul", [element("li", text) for text in told])
