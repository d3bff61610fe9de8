"""The plan on the terminal, for those who work in Python."""

from collections.abc import Iterable
from typing import IO

from crossflight import views
from crossflight.record import Finding, Measures, Plan

__all__ = ["show"]


def show(
    plan: Plan,
    findings: Iterable[Finding] = (),
    measures: Measures | None = None,
    *,
    file: IO[str] | None = None,
    width: int | None = None,
) -> None:
    """Print a plan with its proof, what the check found, and a timeline.

    Parameters
    ----------
    plan
        From `plan`, `load` or `baseline`.
    findings
        From `check`.
    measures
        From `measure`; left out of the page when not given.
    file
        Where to print; standard output when not given.
    width
        Characters on a line; that of the terminal when not given.
    """
    views.paper(file, width=width).put(views.plan_page(plan, findings, measures))
