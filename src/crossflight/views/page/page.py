"""The whole page: one HTML document that needs nothing from elsewhere."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from importlib.resources import files

from crossflight.record import DateWish, Finding, Losses, Measures, Plan, Sky
from crossflight.views.page.chart import GUTTER_PX, Chart
from crossflight.views.page.findings import findings_section
from crossflight.views.page.gaps import gaps
from crossflight.views.page.markup import EMPTY, Content, Markup, element, join, raw
from crossflight.views.page.naming import Names
from crossflight.views.page.numbering import Numbered, numbered
from crossflight.views.page.sources import Citations
from crossflight.views.page.spacewalks import spacewalks_of, spacewalks_table
from crossflight.views.page.tables import crews, flights, measured, proof, table
from crossflight.views.page.training import training_table, trainings_of
from crossflight.views.wording import clock, date_of, many, number, period

__all__ = ["html_page"]

MARGIN_PX = 28
"""Blank beside the page on the screen, at each side."""

STATUSES = {
    "optimal": ("optimal plan", "the best there is, proven level by level"),
    "feasible": ("feasible plan", "it holds; that none is better is not proven"),
    "infeasible": ("no plan", "none exists"),
    "unknown": ("no plan", "none was found, and none was proven not to exist"),
}

PATTERNS = raw(
    '<svg class="patterns" width="0" height="0" aria-hidden="true"><defs>'
    + "".join(
        f'<pattern id="hatch-{name}" width="{step}" height="{step}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate({turn})"><path class="hatch-{name}" d="M0 0V{step}"/></pattern>'
        for name, step, turn in (
            ("alert", 5, 45),
            ("waived", 5, -45),
            ("shut", 6, 45),
            ("doubt", 4, 45),
            ("short", 4, -45),
        )
    )
    + "</defs></svg>"
)


def html_page(
    plan: Plan,
    findings: Iterable[Finding],
    measures: Measures,
    sky: Sky | None = None,
    *,
    scenario_sha256: str | None = None,
    losses: Losses | None = None,
) -> str:
    """Return a plan, or a record as it stands, as one page for a browser and for paper.

    Parameters
    ----------
    plan
        What is shown; a scenario as it stands is a plan without a certificate.
    findings
        What a check found.
    measures
        What was measured, over the span that was judged.
    sky
        The sky of the scenario; without it, no daylight and no closures are drawn.
    scenario_sha256
        The fingerprint of the scenario; told, and compared with the one that the certificate speaks of.
    losses
        What each single loss does; without it, no strips of that are drawn.

    Returns
    -------
    str
        The document; the same plan, findings, measures and sky give the same text.
    """
    names = Names(plan)
    entries = numbered(findings)
    citations = Citations(plan.scenario.sources)
    chart = Chart(names, entries, measures, sky, losses)
    style, script = _packed("style.css"), _packed("script.js")
    wide = (
        f"@media screen and (min-width:{round(chart.width + 2 * MARGIN_PX + 20)}px)"
        "{.chart{overflow:visible;max-height:none}}"
    )
    sections = _sections(names, entries, measures, sky, citations)
    body = join(
        PATTERNS,
        _header(names, entries, measures, scenario_sha256),
        _contents(sections),
        element("section", element("h2", "Timeline", class_="unseen"), chart.markup(), id="timeline"),
        [element("section", element("h2", title), content, id=anchor) for anchor, title, content in sections],
        _footer(plan),
        element("aside", id="detail", hidden=True, aria_live="polite"),
        element("script", raw(script)),
    )
    head = join(
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(script)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="generator", content="crossflight"),
        element("title", plan.scenario.title),
        element("style", raw(f":root{{--gutter:{GUTTER_PX}px}}\n{style}{wide}\n")),
    )
    document = element("html", element("head", head), element("body", element("main", body)), lang="en")
    return f"<!doctype html>\n{document}\n"


def _sections(
    names: Names, entries: Sequence[Numbered], measures: Measures, sky: Sky | None, citations: Citations
) -> list[tuple[str, str, Markup]]:
    """Return anchor, title and content of each section below the timeline; sources are numbered on the way."""
    certificate = names.plan.certificate
    sections = [
        ("findings", "Findings", findings_section(entries, names, citations)),
        ("flights", "Flights", flights(names, citations)),
        ("crews", "Crews", crews(names)),
    ]
    if spacewalks_of(names.plan):
        sections.append(("spacewalks", "Spacewalks", spacewalks_table(names, citations)))
    if trainings_of(names.plan):
        sections.append(("training", "Training", training_table(names)))
    undecided = _undecided(names.plan)
    if undecided:
        sections.insert(1, ("undecided", "Still to be decided", _undecided_table(names)))
    if certificate is not None and certificate.levels:
        sections.append(("proof", "Proof, level by level", proof(certificate.levels)))
    sections.append(("measured", "Measured, not judged", measured(measures, names)))
    sections.append(("gaps", "What is not known", gaps(entries, names, sky)))
    if len(citations):
        sections.append(("sources", "Sources", citations.page()))
    return sections


# ---------------------------------------------------------------------------------------------------- heading


def _header(names: Names, entries: Sequence[Numbered], measures: Measures, scenario_sha256: str | None) -> Markup:
    plan = names.plan
    scenario = plan.scenario
    word, told = _status(plan)
    horizon = scenario.horizon
    facts: list[tuple[str, Content]] = [
        ("Station", scenario.station.name),
        ("Horizon", period(horizon.start, horizon.end)),
        ("Known as of", clock(scenario.as_of)),
        *_judged(plan, measures),
        ("Uncovered after any one loss", _cover(measures, names)),
        ("Without a nominal seat", f"{number(measures.exposure_person_days)} person-days"),
    ]
    fingerprint = scenario_sha256 or (plan.certificate.scenario_sha256 if plan.certificate else None)
    code = EMPTY if fingerprint is None else element("code", fingerprint[:16], title=f"SHA-256 {fingerprint}")
    facts.append(("Scenario, fingerprint", [scenario.name, " ", code]))
    warning = EMPTY
    if plan.certificate is not None:
        versions = ", ".join(f"{name} {version}" for name, version in sorted(plan.certificate.versions.items()))
        facts.append(("Made with", f"{versions or 'versions not told'}, seed {plan.certificate.seed}"))
        if scenario_sha256 is not None and plan.certificate.scenario_sha256 != scenario_sha256:
            warning = element(
                "p",
                "The proof was made for another scenario than the one in this plan: it proves nothing about it.",
                class_="warning",
            )
    return element(
        "header",
        element("h1", scenario.title),
        element(
            "p",
            element("strong", word, class_="word"),
            element("span", f"{told}", class_="told"),
            _counts(entries),
            class_="status",
        ),
        warning,
        element("dl", [element("div", element("dt", term), element("dd", value)) for term, value in facts]),
    )


def _judged(plan: Plan, measures: Measures) -> list[tuple[str, Content]]:
    """Return the span that was judged, where it is not the whole horizon."""
    horizon = plan.scenario.horizon
    if (measures.start, measures.end) == (horizon.start, horizon.end):
        return []
    return [("Judged", period(measures.start, measures.end))]


def _cover(measures: Measures, names: Names) -> str:
    if not measures.uncovered:
        return "no segments"
    return ", ".join(f"{names.segment(entry.segment)} {number(entry.days)} d" for entry in measures.uncovered)


def _counts(entries: Sequence[Numbered]) -> Markup:
    """Return how many findings there are of each state."""
    counts = dict.fromkeys(("broken", "waived", "unknown", "unmet"), 0)
    for entry in entries:
        counts[entry.finding.state] += 1
    wishes = many(counts["unmet"], "wish", "wishes")
    told = {
        "broken": f"{counts['broken']} broken",
        "waived": f"{counts['waived']} waived",
        "unknown": f"{counts['unknown']} unknown",
        "unmet": f"{wishes} unmet",
    }
    return element(
        "span",
        [
            element("span", text, class_=f"count {state}{'' if counts[state] else ' zero'}")
            for state, text in told.items()
        ],
        class_="counts",
    )


def _status(plan: Plan) -> tuple[str, str]:
    scenario = plan.scenario
    if plan.certificate is not None:
        return STATUSES[plan.certificate.status]
    undecided = _undecided(plan)
    if undecided:
        return (
            "as it stands",
            f"{many(undecided, 'flight or departure is', 'flights and departures are')} still to be decided",
        )
    if scenario.as_of >= scenario.horizon.end and not scenario.requests and not scenario.departures:
        return "flown record", "what happened, as far as it was published"
    return "without proof", "a plan that no certificate speaks of"


def _undecided(plan: Plan) -> int:
    scenario = plan.scenario
    flights = {flight.id: flight for flight in plan.flights}
    requests = sum(request.id not in flights for request in scenario.requests)
    return requests + sum(
        departure.flight in flights and flights[departure.flight].undocked is None for departure in scenario.departures
    )


def _undecided_table(names: Names) -> Markup:
    """Return what the scenario asks for and the plan does not have."""
    rows = []
    for request in names.plan.scenario.requests:
        if request.id not in names.flights:
            ports = ", ".join(names.port(port) for port in request.ports)
            announced = ", ".join(names.person(person) for person in request.announced)
            crew = f"{request.crew_size}{f': {announced}' if announced else ''}" if request.crew_size else ""
            undock = "" if request.undock is None else _wish(request.undock)
            rows.append((names.flight(request.id), _wish(request.launch), undock, ports, crew))
    for departure in names.plan.scenario.departures:
        flight = names.flights.get(departure.flight)
        if flight is not None and flight.undocked is None:
            rows.append((names.flight(flight.id), "", _wish(departure.undock), "", ""))
    return table(
        ("flight", "launch", "undocking", "ports, the favourite first", "crew"),
        element(
            "tbody",
            [
                element("tr", element("th", row[0], scope="row"), [element("td", cell) for cell in row[1:]])
                for row in rows
            ],
        ),
        class_="undecided",
    )


def _wish(wish: DateWish) -> str:
    told = []
    if wish.wanted is not None:
        told.append(f"wanted {date_of(wish.wanted)}")
    if wish.earliest is not None:
        told.append(f"from {date_of(wish.earliest)}")
    if wish.latest is not None:
        told.append(f"until {date_of(wish.latest)}")
    return ", ".join(told) or "on any day"


def _contents(sections: Sequence[tuple[str, str, Markup]]) -> Markup:
    links = [element("a", title.split(",")[0], href=f"#{anchor}") for anchor, title, _ in sections]
    return element("nav", element("a", "Timeline", href="#timeline"), links, aria_label="On this page")


def _footer(plan: Plan) -> Markup:
    made = (
        "A record as it stands; no planner made it."
        if plan.certificate is None
        else "The planner minimised each level and held it before it looked at the next one; "
        "an independent check judged the result."
    )
    return element(
        "footer",
        element(
            "p",
            made,
            " Instants are UTC; a span ends where the next one begins. "
            "People on a vehicle that changes ports count as aboard. Drawn by ",
            element("code", "crossflight export --to html"),
            ": one file, which needs nothing from elsewhere and is the same whenever it is drawn from the same plan.",
        ),
    )


# ---------------------------------------------------------------------------------------------------- package


def _packed(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _policy(script: str) -> str:
    """Return what a browser may do with the page: show it, and run its own script, nothing else."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        "default-src 'none'; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
