"""Whole pages for the terminal: what a check found, and what was planned."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.text import Text

from crossflight.record import Answer, Finding, Flight, Measures, Plan, Proof
from crossflight.views.findings import Footnotes, findings_page
from crossflight.views.spacewalk_days import spacewalk_table
from crossflight.views.tables import clashes, eras, flights_table, measured, mends, proof
from crossflight.views.timeline import Timeline
from crossflight.views.training import training_page
from crossflight.views.wording import date_of, line, period, summary, whole

__all__ = ["answer_page", "check_page", "plan_page"]

STATUSES = {
    "optimal": "the best plan there is, proven level by level",
    "feasible": "a plan that holds; that none is better is not proven",
    "infeasible": "no plan exists",
    "unknown": "no plan was found, and none was proven not to exist",
}


def check_page(
    name: str,
    plan: Plan,
    findings: Iterable[Finding],
    measures: Measures,
    certificate: Proof | None = None,
    *,
    everything: bool = False,
) -> RenderableType:
    """Return what a check found: a line that sums it up, one on the certificate, findings, measured values, sources."""
    findings = tuple(findings)
    footnotes = Footnotes(plan.scenario.sources)
    judged = f"judged {period(measures.start, measures.end)}"
    style = "bold red" if any(finding.state == "broken" for finding in findings) else "bold green"
    return Group(
        whole(f"{name}: {summary(findings)}; {judged}", style),
        *_certificate(certificate),
        findings_page(findings, footnotes, everything=everything),
        Text(),
        measured(measures, everything=everything),
        footnotes.page(),
    )


def _certificate(verified: Proof | None) -> list[RenderableType]:
    if verified is None:
        return []
    style = {"verified": "green", "unproven": "bold yellow", "none": "dim"}[verified.state]
    return [line(f"certificate: {verified.sentence}", style)]


def answer_page(answer: Answer, findings: Iterable[Finding] = (), measures: Measures | None = None) -> RenderableType:
    """Return the planner's answer: the plan and its proof, or the rules that clash."""
    if answer.plan is not None:
        return plan_page(answer.plan, findings, measures)
    parts: list[RenderableType] = [line(f"{answer.status}: {STATUSES[answer.status]}", "bold red")]
    if answer.message:
        parts.append(line(answer.message))
    if answer.eras:
        parts += [Text(), line("eras", "bold underline"), eras(answer.eras)]
    for conflict in answer.conflicts or ((answer.conflict,) if answer.conflict else ()):
        heading = "these cannot all hold:" if len(conflict) > 1 else "this cannot hold:"
        parts += [Text(), line(heading, "bold underline"), clashes(conflict)]
    if answer.mends:
        parts += [Text(), line("it would hold if, the cheapest first:", "bold underline"), mends(answer.mends)]
    return Group(*parts)


def plan_page(plan: Plan, findings: Iterable[Finding] = (), measures: Measures | None = None) -> RenderableType:
    """Return a plan: flights that were decided, proof by level, findings, and the timeline."""
    findings = tuple(findings)
    footnotes = Footnotes(plan.scenario.sources)
    horizon = plan.scenario.horizon
    title = f"{plan.scenario.title}: {date_of(horizon.start)} to {date_of(horizon.end)}"
    parts: list[RenderableType] = [line(title, "bold")]
    if plan.certificate is not None:
        parts.append(line(f"{plan.certificate.status}: {STATUSES[plan.certificate.status]}"))
    parts += [Text(), line("flights that were decided" if _is_open(plan) else "flights", "bold underline")]
    parts += [flights_table(_decided(plan), plan.scenario)]
    if plan.spacewalks:
        parts += [Text(), line("spacewalks", "bold underline"), spacewalk_table(plan.spacewalks, plan.scenario)]
    if plan.certificate is not None and plan.certificate.levels:
        parts += [Text(), line("proof by level, each held before the next was looked at", "bold underline")]
        parts.append(proof(plan.certificate.levels))
    if plan.certificate is not None and plan.certificate.eras:
        heading = "proof by era; each bound holds for what the eras before it had decided, none for the whole"
        parts += [Text(), line(heading, "bold underline"), eras(plan.certificate.eras)]
    style = "bold red" if any(finding.state == "broken" for finding in findings) else "bold green"
    parts += [Text(), whole(f"check: {summary(findings)}", style), findings_page(findings, footnotes)]
    if measures is not None:
        parts += [Text(), measured(measures)]
    parts += [Text(), line("timeline", "bold underline"), Timeline(plan, findings)]
    return Group(*parts, training_page(plan), footnotes.page())


def _is_open(plan: Plan) -> bool:
    return bool(plan.scenario.requests or plan.scenario.departures)


def _decided(plan: Plan) -> list[Flight]:
    """Return the flights that the scenario left open, or all of its horizon where none was, by launch."""
    scenario = plan.scenario
    wanted = {request.id for request in scenario.requests} | {departure.flight for departure in scenario.departures}
    start, end = scenario.horizon.start, scenario.horizon.end
    chosen = [
        flight
        for flight in plan.flights
        if (
            flight.id in wanted
            if wanted
            else flight.docked is not None
            and flight.docked < end
            and (flight.undocked is None or flight.undocked > start)
        )
    ]
    return sorted(chosen, key=lambda flight: (flight.launch or flight.docked or start, flight.id))
