"""Measure long horizons and many stations, and make their section of docs/validation.md.

    .venv/bin/python docs/validate_scale.py            measure all of it: an hour
    .venv/bin/python docs/validate_scale.py eras-10    measure some of it anew
    .venv/bin/python docs/validate_scale.py --limit 1500 once-10    give it more of the clock, where much else runs
    .venv/bin/python docs/validate_scale.py --show     the section from what was measured last

Prints the section and puts it in its place on the page.
"""

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent
sys.path[:0] = [str(DOCS), str(DOCS.parent / "benchmarks")]

from cases.scale import LIMIT_S, problem  # noqa: E402 - the folder is no package
from environments import OWN, PeerError  # noqa: E402
from sections import renew  # noqa: E402
from workers import Worker  # noqa: E402


def _of(seed: int) -> str:
    return f"-seed-{seed}" if seed else ""


RESULTS = DOCS.parent / "build" / "scale.json"
SEEDS = (0, 1, 2)
YEARS = (2, 5, 10)
POOLS = {2: 2, 5: 4, 10: 8}
"""How many times the pool some stations share."""

RUNS: dict[str, tuple[str, dict[str, object]]] = {
    **{
        f"eras-{years}{_of(seed)}": (
            f"{years} × the years, by eras, seed {seed}",
            {**problem(years, by_eras=True), "seed": seed},
        )
        for years in YEARS
        for seed in SEEDS
    },
    **{f"once-{years}": (f"{years} × the years, one solve", problem(years, by_eras=False)) for years in YEARS},
    **{
        f"stations-{count}{_of(seed)}": (
            f"{count} stations, {pools} pools for them, seed {seed}",
            {"stations": count, "limit_s": LIMIT_S, "seed": seed},
        )
        for count, pools in POOLS.items()
        for seed in SEEDS
    },
}
NEARLY = 1e-6
ENDED: dict[str, Any] = {"has_plan": False, "first_plan_cpu_s": None, "eras": [], "levels": [], "status": ["ended"]}
"""What is known of a run that took more than its share, by far."""


HEADS = (
    "what",
    "plan",
    "seconds",
    "of processor",
    "first plan",
    "limit",
    "load",
    "flights",
    "broken",
    "uncovered days",
    "days off in all",
    "eras, and courses, proven",
)
ABOUT = """## Long horizons, and stations that share people

This section is made by `docs/validate_scale.py`. `iss-2022` is asked for 2, 5 and 10 times over
(benchmarks/scaling.py: its flights, spacewalks, agreements and pool come again after three years, with made-up
people), up to 32 years; and at 2, 5 and 10 stations that share people and the facilities they train in, one planned
after the other. All of it with all courses and spacewalks. Who flies to one station is away for the next ones, and so
is who trains for it; the places in training have grown with the pools. The survey of the
sky is counted in. The machine has two cores and was shared with much else: *load* is how many programs ran as it
began, *limit* what was given of the wall clock for planning. The seconds of processor are what a run would take by
itself, on one core, all of it and up to its first plan. Broken rules are those of the check over the whole horizon. A
run is ended from outside when it has used half as much again as its limit in seconds of processor, or 8 GB, as the
preparation of one model of ten times the years did."""
WORTH = """**What a bound is worth here.** An era is proven for what the eras before it had decided, up to the end of
its look-ahead; a station for what those before it took of people and places. Nothing is claimed of the whole: where
one solve would find a better plan, neither eras nor stations know. Beyond
some ten years the sky is right only on the whole."""


def measure(names: Sequence[str], limit_s: float) -> None:
    """Do the runs of these names, each in a process of its own, and keep what came out."""
    RESULTS.parent.mkdir(exist_ok=True)
    for name in names:
        known = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
        load = os.getloadavg()[0]
        about = {"limit_s": limit_s, "load": load, "date": datetime.now(UTC).date().isoformat()}
        began, used_s = time.monotonic(), _used_s()
        try:
            with Worker(OWN) as worker:
                reply = worker.ask("scale", {**RUNS[name][1], "limit_s": limit_s})
        except PeerError:  # it was ended from outside
            found: dict[str, Any] = {"seconds": time.monotonic() - began, "cpu_s": _used_s() - used_s, **ENDED}
        else:
            found = {"seconds": reply.seconds, **reply.answer}
        known[name] = {**about, **found}
        RESULTS.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


def _used_s() -> float:
    """Return the seconds of processor of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def section() -> str:
    """Return the section as Markdown."""
    known = json.loads(RESULTS.read_text(encoding="utf-8"))
    rows = [
        f"| {' | '.join(HEADS)} |",
        f"|{'---|' * len(HEADS)}",
        *(_row(title, known[name]) for name, (title, _) in RUNS.items() if name in known),
    ]
    dates = sorted({entry["date"] for entry in known.values()})
    measured = f"Measured {' to '.join(dict.fromkeys((dates[0], dates[-1])))}."
    return "\n\n".join([ABOUT, "\n".join(rows), WORTH, *_gaps(known), measured]) + "\n"


def _row(title: str, entry: dict[str, Any]) -> str:
    eras = [era for found in entry["eras"] for era in found]
    proven = f"{sum(era['status'] == 'optimal' for era in eras)} of {len(eras)}" if eras else "-"
    if not entry["has_plan"]:
        told = ["**none**" if not eras else "**none of the whole**", "", "", "", ""]
    else:
        measured = entry["measured"]
        told = [
            " and ".join(dict.fromkeys(entry["status"])),
            str(entry["flights"]),
            str(entry["broken"]),
            f"{measured['uncovered days']:g}",
            f"{measured['days off']:g}",
        ]
    plan, *rest = told
    first = entry["first_plan_cpu_s"]
    times = [
        f"{entry['seconds']:.0f}",
        f"{entry['cpu_s']:.0f}",
        "-" if first is None else f"{first:.0f}",
        f"{entry['limit_s']:.0f}",
        f"{entry['load']:.1f}",
    ]
    cells = [title, plan, *times, *rest, proven]
    return f"| {' | '.join(cells)} |"


def _gaps(known: dict[str, Any]) -> Iterator[str]:
    """Yield the eras of the longest horizon, level by level: value, and bound where it lies below."""
    entry = known.get("eras-10")
    if entry is None or not entry["eras"][0]:
        return
    eras = entry["eras"][0]
    names = [level["name"] for level in max((era["levels"] for era in eras), key=len)]
    rows = [
        f"| era | from | to | planned up to | {' | '.join(names)} |",
        f"|---|---|---|---|{'---|' * len(names)}",
    ]
    for era in eras:
        levels = {level["name"]: level for level in era["levels"]}
        days = [era[key][:10] for key in ("start", "end", "ahead")]
        cells = [era["name"].removeprefix("era "), *days, *(_level(levels.get(name)) for name in names)]
        rows.append(f"| {' | '.join(cells)} |")
    yield "Ten times the years, era by era: what each level came to, and in brackets its bound where that is lower."
    yield "\n".join(rows)


def _level(level: dict[str, Any] | None) -> str:
    if level is None:
        return "not looked at"
    is_proven = level["value"] <= level["bound"] + NEARLY
    return f"{level['value']:.4g}" if is_proven else f"{level['value']:.4g} ({level['bound']:.4g})"


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("runs", nargs="*", choices=[*RUNS, []], help="all when none is named")
    parser.add_argument("--limit", type=float, default=LIMIT_S, help="seconds of the wall clock for each")
    parser.add_argument("--show", action="store_true", help="measure nothing")
    asked = parser.parse_args()
    if not asked.show:
        measure(asked.runs or list(RUNS), asked.limit)
    renew("scale", section())
