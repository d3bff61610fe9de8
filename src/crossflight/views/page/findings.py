"""The table of findings: breaches by rule, the unknown by reason, and wishes folded away."""

from collections.abc import Sequence
from itertools import groupby

from crossflight.record import RULEBOOK
from crossflight.views.page.lanes import FLAG_HEIGHT_PX, flag, flag_width
from crossflight.views.page.markup import EMPTY, Content, Markup, element, join, numeral
from crossflight.views.page.naming import Names
from crossflight.views.page.numbering import Numbered
from crossflight.views.page.sources import Citations
from crossflight.views.page.tables import table
from crossflight.views.wording import clock, length, many, number

__all__ = ["findings_section"]

HEADINGS = ("#", "state", "from", "to", "lasts", "subject", "what was found", "amount", "sources")


def findings_section(entries: Sequence[Numbered], names: Names, citations: Citations) -> Markup:
    """Return all findings; each has the number that it has on the timeline."""
    hard = [entry for entry in entries if entry.finding.state in {"broken", "waived"}]
    unknown = [entry for entry in entries if entry.finding.state == "unknown"]
    wishes = [entry for entry in entries if entry.finding.state == "unmet"]
    parts: list[Content] = []
    if hard:
        parts.append(_table(_by_rule(hard, names, citations)))
    else:
        parts.append(element("p", "Nothing hard is broken or waived.", class_="nothing"))
    if unknown:
        reasons = many(len({(entry.finding.rule, entry.finding.reason) for entry in unknown}), "reason")
        parts.append(element("h3", f"Unknown: here the data end, for {reasons}"))
        parts.append(_table(_by_reason(unknown, names, citations)))
    if wishes:
        told = element("summary", f"{many(len(wishes), 'wish', 'wishes')} unmet; they never change the verdict")
        parts.append(element("details", told, _table(_by_rule(wishes, names, citations)), id="wishes"))
    return join(*parts)


def _table(bodies: Sequence[Markup]) -> Markup:
    return table(HEADINGS, bodies, class_="findings")


def _by_rule(entries: Sequence[Numbered], names: Names, citations: Citations) -> list[Markup]:
    bodies = []
    for rule, run in groupby(entries, lambda entry: entry.finding.rule):
        rows = list(run)
        bodies.append(
            element("tbody", _heading(rule, rows[0].finding.kind), [_row(entry, names, citations) for entry in rows])
        )
    return bodies


def _by_reason(entries: Sequence[Numbered], names: Names, citations: Citations) -> list[Markup]:
    bodies = []
    for (rule, reason), run in groupby(entries, lambda entry: (entry.finding.rule, entry.finding.reason)):
        rows = list(run)
        heading = _heading(rule, rows[0].finding.kind, f"Not known: {reason or 'no reason is given'}.")
        bodies.append(element("tbody", heading, [_row(entry, names, citations) for entry in rows]))
    return bodies


def _heading(rule: str, kind: str, reason: str = "") -> Markup:
    told = [element("span", RULEBOOK[rule].sentence)] if rule in RULEBOOK else []
    if reason:
        told.append(element("span", reason, class_="reason"))
    cell = element("th", element("code", rule), element("em", kind), told, colspan=str(len(HEADINGS)), scope="rowgroup")
    return element("tr", cell, class_="head")


def _row(entry: Numbered, names: Names, citations: Citations) -> Markup:
    finding = entry.finding
    waiver = (
        EMPTY
        if finding.waiver is None
        else element("small", f"waiver {finding.waiver}: {_reason_of(finding.waiver, names)}")
    )
    return element(
        "tr",
        element("td", _flag(entry), class_="figure"),
        element("td", finding.state),
        element("td", clock(finding.start), class_="instant"),
        element("td", "open" if finding.end is None else clock(finding.end), class_="instant"),
        element("td", length(finding.start, finding.end), class_="instant"),
        element("td", [element("div", name) for name in finding.names], class_="subject"),
        element("td", finding.sentence, waiver),
        element("td", _amount(entry), class_="instant"),
        element("td", citations.cite(finding.source)),
        id=entry.anchor,
        class_=finding.state,
    )


def _flag(entry: Numbered) -> Markup:
    figure = str(entry.number)
    width, height = numeral(flag_width(figure)), numeral(FLAG_HEIGHT_PX)
    box = f"0 0 {width} {height}"
    drawing = flag(figure, entry.finding.state, 0, 0)
    return element("svg", drawing, width=width, height=height, viewBox=box, role="img", aria_label=figure)


def _reason_of(waiver_id: str, names: Names) -> str:
    for waiver in names.plan.scenario.waivers:
        if waiver.id == waiver_id:
            return f"{waiver.reason} (approved by {waiver.approver})"
    return "not in the scenario"


def _amount(entry: Numbered) -> str:
    finding = entry.finding
    if finding.amount is None:
        return ""
    unit = "" if finding.unit is None else f" {finding.unit}"
    word = "wanted" if finding.state == "unmet" else "limit"
    limit = "" if finding.limit is None else f", {word} {number(finding.limit)}"
    return f"{number(finding.amount)}{unit}{limit}"
