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
    "traffic": "In it: the days that the sky and the windows allow, wanted days, ports that fit, one vehicle at "
    "a port, the clearance and with it the turnaround, the life of vehicles. Out of it: everybody. All engines "
    "are given the same lists of days (`benchmarks/cases/instances.py`, which refuses what it cannot tell "
    "exactly), and each works with one thread. PyJobShop is told: a port is a machine, a visit a task with a "
    "mode for each port, an event a job with a due day, days that are not allowed are breaks of a machine of "
    "its own, clearance is a machine for all. HiGHS is told by steps: whether a flight has docked at a port by "
    "a day, and left. **The best plan has no day off at all**: the wanted days of the scenario were written so "
    "that they go together. So there is nothing to prove but that zero is the least, which an engine sees that "
    "begins at the wanted days, as ours and PyJobShop do: what is compared is mostly the making of the model, and ours "
    "prepares the exact minutes of each day besides, which the others are spared.",
    "thinned": "Three of ten days are left, drawn anew in each round, so that the wanted days get into each "
    "other's way and there is something to prove. Each round is another instance, the same for all.",
    "crews": "All of iss-2022 but its spacewalks: announced crews, open seats by agency, the agreement and its "
    "balance, commanders, and two vehicles with an operator of each segment on every day. The two levels are "
    "the waived gap in minutes, and the days off the wanted ones. To HiGHS people who can stand for each other "
    "are counts, and cover is as cleverly put as here: need two, not loss by loss.",
    "cover": "iss-2022 as it is shipped: gap, exposure, handovers, dates, people, spacewalks, order. Without the rule "
    "there is no gap to make short, and one level less to prove.",
    "checks": "A plan of so many times the years is the plan repeated, with people and vehicles of its own; "
    "where visits of two times overlap it breaks rules, which the check has to tell as well. The moved flight is "
    "asked for once in a round, after the others, and the making of the changed plan is counted in.",
    "answers": "The first clash is found, shrunk, and certified by two configurations of the solver. All "
    "clashes and the ways out are looked for as long as the planner allows itself. The plan after the "
    "leak has the survey of its sky, the explanation and the findings in it.",
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
        "equal, in each round: between planners the status and the optimum of every level. *Scaled*: a part of the "
        "work was done, and its time multiplied. Ratios and limits are of the clock, but of processor seconds where it "
        "is said. A ratio with *more than* is of somebody who was stopped.",
        *(_case(case) for case in cases),
    ]
    return "\n\n".join(parts) + "\n"


def _case(case: dict[str, Any]) -> str:
    by_processor = case.get("clock") == "processor"
    seconds = "processor seconds, from … to | seconds" if by_processor else "seconds | from … to"
    rows = [f"| entrant | work | {seconds} | ratio | answers |", "|---|---|---|---|---|---|"]
    for row in case["rows"]:
        answers = row["agrees"] if row["skipped"] is None else f"no ratio: {row['skipped']}"
        name = row["name"] if row["counts"] else f"{row['name']} (for comparison)"
        spread = " … ".join(_number(value) for value in row.get("spread_s") or ())
        wall = _number(row["seconds"])
        figures = f"{_number(row['processor_s'])} ({spread}) | {wall}" if by_processor else f"{wall} | {spread}"
        if row["skipped"] is not None:
            figures = " | "
        ratio = f"more than {_number(row['ratio'])}" if row.get("is_cut_short") else _number(row["ratio"])
        rows.append(f"| {name} | {row['says'] or 'whole'} | {figures} | {ratio} | {answers} |")
    lines = [f"- {target['says']}: {VERDICTS[target['met']]}, {_number(target['value'])}" for target in case["targets"]]
    if growth := case["growth"]:
        lines.append(f"- a span {growth['span']:g} times longer takes {growth['time']:.1f} times longer")
    notes = [NOTES[case["name"]]] if case["name"] in NOTES else []
    load = f", load {case['load']:.1f}" if case.get("load") is not None else ""
    about = f"{case['machine']}{load}; {case['date']}, {case['rounds']} rounds, medians."
    return "\n\n".join([f"### {case['title']}", "\n".join(rows), "\n".join(lines), *notes, about])


def _number(value: float | None) -> str:
    """Return two or three figures: more is not known."""
    if value is None:
        return ""
    return f"{value:.2g}" if value < TWO_FIGURES else f"{float(f'{value:.2g}'):,.0f}"


if __name__ == "__main__":
    renew("speed", section())
