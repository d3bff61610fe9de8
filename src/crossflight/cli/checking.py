"""The command ``check``."""

from typing import Annotated

import typer

from crossflight.cli.door import BROKEN, DONE, say
from crossflight.cli.options import AsJson, Everything
from crossflight.cli.output import write_json

__all__ = ["check"]


def check(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="A plan or scenario file, or a shipped name such as iss-history."),
    ],
    as_json: AsJson = False,
    everything: Everything = False,
) -> int:
    """Check a plan, a scenario or a flown history against the rulebook.

    The verdict comes first, and stands again in the last line. Then broken and waived rules, each with its
    span, those concerned and its sources; what is not known, and why; wishes unmet; measured values. A
    scenario that leaves flights to be decided is judged up to the day that it is known on. A plan's
    certificate is verified: its fingerprints, versions, and each level counted anew; one that does not fit
    makes the plan unproven, which breaks no rule. Exit code 0: nothing hard is broken; 1: rules are broken;
    2: the file or the call is wrong.
    """
    from crossflight import story, views
    from crossflight.record import Plan

    subject = story.load(file)
    plan = subject if isinstance(subject, Plan) else story.baseline(subject)
    proof = None
    if isinstance(subject, Plan):
        proof = story.verify(subject)
        if proof.state == "unproven":
            say(f"{file}: {proof.sentence}")
    else:
        until = story.judged_until(subject)
        if until is not None:
            say(
                f"{subject.name} leaves {len(subject.requests)} flights and {len(subject.departures)} "
                "departures to be decided: judged only until "
                f"{until:%Y-%m-%d}, the day it is known on — for the rest: crossflight plan {file} -o PLAN"
            )
    findings = story.check(subject)
    measures = story.measure(subject)
    if as_json:
        write_json(views.findings_document(findings, measures, proof))
    else:
        views.paper().put(views.check_page(file, plan, findings, measures, proof, everything=everything))
    return BROKEN if any(finding.state == "broken" for finding in findings) else DONE
