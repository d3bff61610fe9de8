"""Files for others: a plan or a record in a format that needs no Crossflight to be read."""

# ruff: noqa: PLC0415

from pathlib import Path

from crossflight import files
from crossflight.errors import CallError
from crossflight.record import Plan, Scenario
from crossflight.story.corridor import baseline, check, measure, survey
from crossflight.story.supposing import lose

__all__ = ["FORMATS", "export"]

FORMATS = ("html", "xlsx", "csv", "ics")
"""What can be written."""


def export(
    target: Scenario | Plan,
    to: str,
    path: str | Path,
    *,
    table: str = "flights",
    replaces: Scenario | Plan | None = None,
) -> None:
    """Write a plan, or a scenario or history as it stands, to a file for others: whole or not at all.

    Where the format tells what was found, it is surveyed, checked and measured on the way.

    Parameters
    ----------
    target
        From `load`, `plan` or `baseline`.
    to
        The format: ``html``, one page that needs nothing from elsewhere; ``xlsx``, a planner's workbook; ``csv``,
        one table of it; ``ics``, a calendar.
    path
        The file.
    table
        For ``csv``: flights, people, wishes, departures, stays, spacewalks, training or
        findings.
    replaces
        For ``ics``: the plan before this one; what it had and this one has not is told as cancelled.

    Raises
    ------
    CallError
        When there is no such format or table, or the plan before is of another station.
    InputError
        When the file cannot be written; that is found out before any long work.
    """
    if to not in FORMATS:
        message = f"'{to}' is no format to export to — choose {' or '.join(FORMATS)}"
        raise CallError(message)
    if to == "csv" and table not in (names := [name.lower() for name in files.TABLES]):
        message = f"'{table}' is no table — choose one of {', '.join(names)}"
        raise CallError(message)
    if replaces is not None and to != "ics":
        raise CallError(f"a plan that is replaced is for ics alone, not for {to} — leave it out")
    plan = _as_plan(target)
    before = None if replaces is None else _as_plan(replaces)
    if before is not None and before.scenario.station.id != plan.scenario.station.id:
        stations = (before.scenario.station.name, plan.scenario.station.name)
        raise CallError(f"a plan of {stations[0]} is replaced by none of {stations[1]} — give one of the same station")
    files.try_writing(path)
    if to == "ics":
        files.save_calendar(plan, path, before)
    elif to == "xlsx":
        files.save_workbook(plan, path, check(target))
    elif to == "csv":
        files.save_csv(table, plan, path, check(target) if table == "findings" else ())
    else:
        _export_page(target, plan, path)


def _as_plan(target: Scenario | Plan) -> Plan:
    return target if isinstance(target, Plan) else baseline(target)


def _export_page(target: Scenario | Plan, plan: Plan, path: str | Path) -> None:
    from crossflight.views.page import html_page

    sky = survey(plan.scenario)
    page = html_page(
        plan,
        check(target, sky),
        measure(target),
        sky,
        scenario_sha256=files.scenario_sha256(plan.scenario),
        losses=lose(target),
    )
    files.save_text(page, path)
