"""Files for others: a plan or a record in a format that needs no Crossflight to be read."""

# ruff: noqa: PLC0415

from pathlib import Path

from crossflight import files
from crossflight.errors import CallError
from crossflight.record import Plan, Scenario
from crossflight.story.corridor import baseline, check, measure, survey

__all__ = ["FORMATS", "export"]

FORMATS = ("html",)
"""What can be written."""


def export(target: Scenario | Plan, to: str, path: str | Path) -> None:
    """Write a plan, or a scenario or history as it stands, to a file for others: whole or not at all.

    It is surveyed, checked and measured on the way, since the page tells what was found.

    Parameters
    ----------
    target
        From `load`, `plan` or `baseline`.
    to
        The format: ``html``, one page that needs nothing from elsewhere.
    path
        The file.

    Raises
    ------
    CallError
        When there is no such format.
    InputError
        When the file cannot be written; that is found out before any long work.
    """
    from crossflight.views.page import html_page

    if to not in FORMATS:
        message = f"'{to}' is no format to export to — choose {' or '.join(FORMATS)}"
        raise CallError(message)
    files.try_writing(path)
    plan = target if isinstance(target, Plan) else baseline(target)
    sky = survey(plan.scenario)
    page = html_page(
        plan,
        check(target, sky),
        measure(target),
        sky,
        scenario_sha256=files.scenario_sha256(plan.scenario),
    )
    files.save_text(page, path)
