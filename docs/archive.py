"""Answer the shipped contingencies anew, and make their page: run it after a change of the planner or of a case.

    .venv/bin/python docs/archive.py

The answers are kept in archive.json; archive.toml holds the words. A test makes the page of both, and answers the case
of Soyuz MS-22 once more.
"""

import json
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from crossflight import files, instants, story
from crossflight.record import Plan
from crossflight.story.replanning import Replanned

DOCS = Path(__file__).parent
PAGE = DOCS / "explanation" / "contingencies.md"
ANSWERS = DOCS / "archive.json"

TIME_LIMIT_S = 300.0

MOMENTS = ("launch", "docked", "undocked")


def cases() -> list[dict[str, Any]]:
    """Return the cases as their words are written."""
    return tomllib.loads((DOCS / "archive.toml").read_text(encoding="utf-8"))["cases"]  # type: ignore[no-any-return]


def answer(case: dict[str, Any], day: str) -> dict[str, Any]:
    """Return the answer to a case as known on a day, in a few words."""
    published = story.plan(files.load_scenario(case["scenario"]), time_limit_s=TIME_LIMIT_S).plan
    assert published is not None
    events = story.load_events(case["event"])
    found = story.replan(published, events, instants.parse(day), time_limit_s=TIME_LIMIT_S)
    return _summary(found, published)


def _summary(found: Replanned, published: Plan) -> dict[str, Any]:
    broken = [finding for finding in found.broken if finding.state == "broken"]
    return {
        "status": found.answer.status,
        "levels": {level.name: round(level.value, 1) for level in found.answer.levels},
        "breaks": list(dict.fromkeys(f"`{finding.rule}`: {finding.sentence}" for finding in broken)),
        "clash": [clash.sentence for clash in found.answer.conflict],
        "changes": [change.sentence for change in found.changes],
        "wanted": _days(published),
        "flights": _days(found.answer.plan),
    }


def _days(plan: Plan | None) -> dict[str, dict[str, str]]:
    """Return the days of each flight to come or to leave."""
    if plan is None:
        return {}
    start = plan.scenario.horizon.start
    return {
        flight.id: {
            name: f"{instant:%Y-%m-%d}"
            for name in MOMENTS
            if (instant := flight.moment(name)) is not None and instant >= start
        }
        for flight in plan.flights
        if flight.undocked is None or flight.undocked >= start
    }


def page(answers: dict[str, Any]) -> str:
    """Return the page of all cases."""
    parts = [
        "# Contingencies: what was decided, and what the planner answers",
        "",
        "Five times in eight years the plan for a station fell apart. Each case is shipped: the "
        "scenario as wanted on the day before, and the event as it became known. `crossflight replan` makes the least "
        "change that holds again; here its answer stands beside what was decided. This page is made by "
        "`docs/archive.py`: no figure of an answer is typed by hand.",
        "",
        "Limits first. The answer moves flights by whole days, within an assumed month forward and two back; it knows "
        "no weather, no readiness of hardware but what the event file tells, no training, and nobody's patience. What "
        "the published plan says of days before the one asked for is taken as flown.",
        "",
    ]
    for case in cases():
        parts += _section(case, answers[case["event"]])
    return "\n".join(parts)


def _section(case: dict[str, Any], answers: dict[str, dict[str, Any]]) -> Iterator[str]:
    yield from (f"## {case['title']}", "", case["told"].strip(), "")
    command = f"crossflight replan {case['scenario']} --event {case['event']}"
    yield from ("```sh", *(f"{command} --as-of {day}" for day in answers), "```", "")
    yield from ("**What was decided.** " + case["decided"].strip(), "")
    days = [day for day, told in answers.items() if told["flights"]]
    yield "| | wanted | " + " | ".join(f"answer of {day[:10]}" for day in days) + " | flown |"
    yield "|---|---|" + "---|" * (len(days) + 1)
    for row in case["rows"]:
        cells = [answers[day]["flights"].get(row["flight"], {}).get(row["moment"], "flown by then") for day in days]
        wanted = next(iter(answers.values()))["wanted"].get(row["flight"], {}).get(row["moment"], "beyond")
        yield f"| {row['says']} | {wanted} | {' | '.join(cells)} | {_flown(row)} |"
    yield ""
    for day, told in answers.items():
        yield from _answer(day, told)
    yield from ("**Why they differ.**", "", case["differences"].strip(), "")
    yield from (f"Sources: {'; '.join(f'<{source}>' for source in case['sources'])}.", "")


def _flown(row: dict[str, Any]) -> str:
    """Return the day that flew: from the catalogue, or from the words where that has none."""
    told: date | None = row.get("flown")
    if told is not None:
        return told.isoformat()
    flight = next(flight for flight in files.catalogue().flights if flight.id == row["flight"])
    instant: datetime | None = flight.moment(row["moment"])
    assert instant is not None
    return f"{instant:%Y-%m-%d}"


def _answer(day: str, told: dict[str, Any]) -> Iterator[str]:
    yield from (f"**As known on {day[:10]}.** The event breaks:", "", *(f"- {entry}" for entry in told["breaks"]), "")
    if not told["flights"]:
        yield from (
            "No plan exists, since these cannot hold together:",
            "",
            *(f"- {entry}" for entry in told["clash"]),
            "",
        )
        return
    levels = ", ".join(f"{name} {value:g}" for name, value in told["levels"].items() if value)
    yield from (f"The answer ({told['status']}; {levels or 'all levels 0'}) changes:", "")
    yield from (*(f"- {entry}" for entry in told["changes"]), "")


if __name__ == "__main__":
    made = {case["event"]: {day: answer(case, day) for day in case["days"]} for case in cases()}
    ANSWERS.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    PAGE.write_text(page(made), encoding="utf-8")
    print(PAGE)  # noqa: T201 - a command for those who write the pages
