"""Whole pages for the terminal: what a check found, and what was planned."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.text import Text

from crossflight.record import Answer, Finding, Flight, Measures, Plan, Proof
from crossflight.views.findings import Footnotes, findings_page
from crossflight.views.spacewalk_days import spacewalk_table
from crossflight.views.tables import clashes, eras, flights_table, measured, mends
from crossflight.views.timeline import Timeline
from crossflight.views.training import training_page
from crossflight.views.verdict import (
    STATUSES,
    by_rule,
    check_line,
    closing,
    decided_ids,
    foremost,
    proofs,
    style_of,
    what_is_planned,
)
from crossflight.views.wording import date_of, line, period, summary, whole

__all__ = ["answer_page", "check_page", "plan_page"]


def check_page(
    name: str,
    plan: Plan,
    findings: Iterable[Finding],
    measures: Measures,
    certificate: Proof | None = None,
    *,
    everything: bool = False,
) -> RenderableType:
    """Return what a check found: summed up by state and rule, the certificate, findings, measured values, sources."""
    findings = tuple(findings)
    footnotes = Footnotes(plan.scenario.sources)
    judged = f"judged {period(measures.start, measures.end)}"
    verdict = whole(f"{name}: {summary(findings)}; {judged}", style_of(findings))
    return Group(
        verdict,
        *_certificate(certificate),
        *by_rule(findings, "broken"),
        *by_rule(findings, "waived"),
        findings_page(findings, footnotes, everything=everything),
        Text(),
        measured(measures, everything=everything),
        footnotes.page(),
        Text(),
        verdict,
    )


def _certificate(verified: Proof | None) -> list[RenderableType]:
    if verified is None:
        return []
    style = {"verified": "green", "unproven": "bold yellow", "none": "dim"}[verified.state]
    return [line(f"certificate: {verified.sentence}", style)]


def answer_page(
    answer: Answer,
    findings: Iterable[Finding] = (),
    measures: Measures | None = None,
    written: str | None = None,
) -> RenderableType:
    """Return the planner's answer: the plan and its proof, or the rules that clash."""
    if answer.plan is not None:
        return plan_page(answer.plan, findings, measures, message=answer.message, written=written)
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


def plan_page(
    plan: Plan,
    findings: Iterable[Finding] = (),
    measures: Measures | None = None,
    *,
    message: str | None = None,
    written: str | None = None,
) -> RenderableType:
    """Return a plan: the verdict and its proof, flights, spacewalks, findings, the timeline, and the verdict again."""
    findings = tuple(findings)
    footnotes = Footnotes(plan.scenario.sources)
    horizon = plan.scenario.horizon
    title = f"{plan.scenario.title}: {date_of(horizon.start)} to {date_of(horizon.end)}"
    status = "as it stands" if plan.certificate is None else plan.certificate.status
    parts: list[RenderableType] = [line(title, "bold")]
    if plan.certificate is not None:
        parts.append(line(f"{plan.certificate.status}: {STATUSES[plan.certificate.status]}", "bold"))
    if message:
        parts.append(line(message, "bold yellow" if message.startswith("interrupted") else ""))
    parts += [check_line(findings), *foremost(findings, plan.scenario.waivers), *what_is_planned(plan)]
    for heading, table in proofs(plan):
        parts += [Text(), line(heading, "bold underline"), table]
    parts += [Text(), line("flights that were decided" if decided_ids(plan) else "flights", "bold underline")]
    parts += [flights_table(_decided(plan), plan.scenario)]
    if plan.spacewalks:
        parts += [Text(), line("spacewalks", "bold underline"), spacewalk_table(plan.spacewalks, plan.scenario)]
    if findings:
        parts += [Text(), line("what the check found", "bold underline"), findings_page(findings, footnotes)]
    if measures is not None:
        parts += [Text(), measured(measures)]
    parts += [Text(), line("timeline", "bold underline"), Timeline(plan, findings)]
    return Group(*parts, training_page(plan), footnotes.page(), Text(), closing(status, findings, written))


def _decided(plan: Plan) -> list[Flight]:
    """Return the flights that the scenario left open, or all of its horizon where none was, by launch."""
    wanted = decided_ids(plan)
    start, end = plan.scenario.horizon.start, plan.scenario.horizon.end
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
