"""Make the section of docs/validation.md on speed from the last `make bench`.

    make bench
    .venv/bin/python docs/validate_speed.py

Prints the section and puts it in its place on the page.
"""

import json
import sys
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS))

from sections import renew  # noqa: E402 - the folder is no package

RESULTS = DOCS.parent / "build" / "benchmarks.json"
TWO_FIGURES = 10
NOTES = {
    "crossings": "What is missed is Orekit's fastest setting: places cross the plane hours apart, so that a look each "
    "hour is enough for equal answers; with a look each 10 minutes the ratio is met. Ours are 44,000 crossings, each "
    "checked by sidereal time, pole and mean plane at its own instant, in less than a microsecond. With a load of 1.5 "
    "on the two cores instead of 4 all of it took 0.029 s, and the ratio to the hourly look was 550.",
    "windows": "Columns are what the plan reads. The last row makes seven objects of every option besides, two million "
    "in all, for those who read windows one by one; those do not come in 5 s.",
}
"""What the figures of a case do not say by themselves; as of November 2026."""

VERDICTS = {True: "met", False: "**missed**", None: "not measured"}


def section() -> str:
    """Return the section as Markdown."""
    cases = json.loads(RESULTS.read_text(encoding="utf-8"))["cases"]
    parts = [
        "## Speed",
        "This section is made by `docs/validate_speed.py` from `make bench`. **Read the ratios, not the seconds**: "
        "the machine was shared and busy. Every entrant was asked in turn, round by round, in an "
        "environment of its own; loading and warming up are not counted. A ratio stands only where the answers are "
        "equal. *Scaled*: a part of the work was done, and its time multiplied.",
        *(_case(case) for case in cases),
    ]
    return "\n\n".join(parts) + "\n"


def _case(case: dict[str, Any]) -> str:
    rows = ["| entrant | work | seconds | ratio | answers |", "|---|---|---|---|---|"]
    for row in case["rows"]:
        answers = row["agrees"] if row["skipped"] is None else f"no ratio: {row['skipped']}"
        name = row["name"] if row["counts"] else f"{row['name']} (for comparison)"
        rows.append(
            f"| {name} | {row['says'] or 'whole'} | {_number(row['seconds'])} | {_number(row['ratio'])} | {answers} |"
        )
    lines = [f"- {target['says']}: {VERDICTS[target['met']]}, {_number(target['value'])}" for target in case["targets"]]
    if growth := case["growth"]:
        lines.append(f"- a span {growth['span']:g} times longer takes {growth['time']:.1f} times longer")
    notes = [NOTES[case["name"]]] if case["name"] in NOTES else []
    about = f"{case['machine']}; {case['date']}, {case['rounds']} rounds, medians."
    return "\n\n".join([f"### {case['title']}", "\n".join(rows), "\n".join(lines), *notes, about])


def _number(value: float | None) -> str:
    """Return two or three figures: more is not known."""
    if value is None:
        return ""
    return f"{value:.2g}" if value < TWO_FIGURES else f"{float(f'{value:.2g}'):,.0f}"


if __name__ == "__main__":
    renew("speed", section())
