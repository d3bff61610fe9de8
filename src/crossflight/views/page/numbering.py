"""Findings in the order of the page, each with the number that stands beside it and on the timeline."""

from collections.abc import Iterable
from dataclasses import dataclass

from crossflight.record import RULEBOOK, Finding
from crossflight.views.wording import date_of, groups_of_unknown, length

__all__ = ["Numbered", "numbered"]


@dataclass(frozen=True)
class Numbered:
    """A finding with its number."""

    number: int
    finding: Finding

    @property
    def anchor(self) -> str:
        """Return the id of its row."""
        return f"finding-{self.number}"

    @property
    def told(self) -> str:
        """Return the finding as text: number, state, rule, when, and its sentence."""
        finding = self.finding
        when = date_of(finding.start)
        if finding.end != finding.start:
            when += f" to {date_of(finding.end)}"
            when += "" if finding.end is None else f" ({length(finding.start, finding.end)})"
        waiver = "" if finding.waiver is None else f" Waiver: {finding.waiver}."
        return f"{self.number} · {finding.state} · {finding.rule} · {when}\n{finding.sentence}{waiver}"


def numbered(findings: Iterable[Finding]) -> tuple[Numbered, ...]:
    """Return the findings as the page has them: breaches by rule, then unknown by reason, then wishes."""
    order = list(RULEBOOK)
    ordered = sorted(
        findings,
        key=lambda finding: (
            order.index(finding.rule) if finding.rule in RULEBOOK else len(order),
            finding.rule,
            finding.start,
            finding.subject,
            finding.sentence,
        ),
    )
    hard = [finding for finding in ordered if finding.state in {"broken", "waived"}]
    unknown = [finding for group in groups_of_unknown(ordered).values() for finding in group]
    wishes = [finding for finding in ordered if finding.state == "unmet"]
    return tuple(Numbered(number, finding) for number, finding in enumerate((*hard, *unknown, *wishes), start=1))
