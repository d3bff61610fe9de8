"""Measure Crossflight against its peers: `make bench`, or `make bench ARGS="crossings --rounds 3"`.

Prints a table for each case and writes build/benchmarks.json. Read the ratios, not the seconds.
"""

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from environments import OWN, PeerError, interpreter
from harness import Case, Row, measure, open_workers
from rich.console import Console
from rich.table import Table
from workers import Worker

CASES = ("crossings", "eclipses", "windows", "scale", "traffic", "thinned", "crews", "cover", "checks", "answers")
"""Each a module of benchmarks/cases with a function `case`."""

USUAL = tuple(name for name in CASES if name != "scale")
"""Those of minutes; the one of an hour has to be named."""

RESULTS = Path(__file__).parents[1] / "build" / "benchmarks.json"
ROUNDS = 5
PAPER_WIDTH = 160


def main(arguments: Sequence[str]) -> int:
    """Run the cases that are asked for; the exit code is 2 when our own entrant fails."""
    parser = argparse.ArgumentParser(prog='make bench ARGS="..."', description=__doc__)
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"of {', '.join(CASES)}; none: all but scale")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"counted rounds, {ROUNDS} unless told")
    parser.add_argument("--prepare", metavar="PEER", help="only make the environment of a peer")
    asked = parser.parse_args(arguments)
    if unknown := [name for name in asked.cases if name not in CASES]:
        parser.error(f"there is no case '{unknown[0]}'; there are {', '.join(CASES)}")
    if asked.rounds < 1:
        parser.error(f"--rounds is {asked.rounds}; at least 1 is needed")
    try:
        if asked.prepare:
            print(interpreter(asked.prepare))
            return 0
        results = [_run(import_module(f"cases.{name}").case(), asked.rounds) for name in asked.cases or USUAL]
    except PeerError as error:
        print(error, file=sys.stderr)
        return 2
    _write(results, asked.rounds)
    return 0


def _run(case: Case, rounds: int) -> dict[str, Any]:
    """Measure a case, show it, and return it as it is written."""
    with ExitStack() as stack:
        names = [OWN, *(peer.environment for peer in case.peers)]
        rows = measure(case, open_workers(names, Worker, stack), rounds)
    result = {
        "name": case.name,
        "title": case.title,
        "clock": case.clock,
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        "rows": [asdict(row) for row in rows],
        "growth": _growth(case, rows),
        "targets": list(_targets(case, rows)),
    }
    _show(result)
    return result


def _growth(case: Case, rows: Sequence[Row]) -> dict[str, float] | None:
    """Return how many times longer our own entrant takes over a span that is so many times longer."""
    if case.other_span is None:
        return None
    seconds = {row.name: row.seconds or 0.0 for row in rows}
    raw = [(entrant.share, seconds[entrant.name] * entrant.share) for entrant in (case.own, case.other_span)]
    (short, short_s), (long, long_s) = sorted(raw)
    return {"span": round(long / short, 3), "time": long_s / short_s}


def _targets(case: Case, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return what the case is to reach, and whether it does."""
    targets: list[dict[str, Any]] = []
    own_s = _counted(case, rows[0]) or 0.0
    if case.most_s is not None:
        targets.append({"says": f"at most {case.most_s:g} s", "value": own_s, "met": own_s <= case.most_s})
    limits = {entrant.name: entrant.most_s for entrant in (case.own, *case.peers) if entrant.most_s is not None}
    for row in rows:
        if (most_s := limits.get(row.name)) is not None:
            value = _counted(case, row)
            met = None if value is None else value <= most_s
            targets.append({"says": f"{row.name}: at most {most_s:g} s", "value": value, "met": met})
    if case.most_ratio is not None:
        value = max((row.ratio for row in rows[1:] if row.ratio is not None), default=None)
        met = None if value is None else value <= case.most_ratio
        targets.append({"says": f"at most {case.most_ratio:g} times longer", "value": value, "met": met})
    for environment, least in (case.least_ratio or {}).items():
        counted = (row for row in rows if row.environment == environment and row.counts)
        ratios = [row.ratio for row in counted if row.ratio is not None]
        value = min(ratios, default=None)
        says = f"at least {least:g} times faster than {environment}"
        targets.append({"says": says, "value": value, "met": None if value is None else value >= least})
    return targets


def _counted(case: Case, row: Row) -> float | None:
    return row.seconds if case.clock == "wall" else row.processor_s


def _show(result: dict[str, Any]) -> None:
    table = Table(title=result["title"], title_justify="left")
    for head, justify in (
        ("entrant", "left"),
        ("work", "left"),
        ("seconds", "right"),
        ("processor", "right"),
        ("ratio", "right"),
        ("", "left"),
    ):
        table.add_column(head, justify=justify, overflow="fold")  # type: ignore[arg-type]
    for row in result["rows"]:
        seconds, processor, ratio = (
            "-" if value is None else f"{value:.3g}" if value < 1000 else f"{value:.0f}"
            for value in (row["seconds"], row["processor_s"], row["ratio"])
        )
        ratio = f"> {ratio}" if row["is_cut_short"] else ratio
        note = row["agrees"] if row["skipped"] is None else f"no ratio: {row['skipped']}"
        table.add_row(row["name"], row["says"], seconds, processor, ratio, note)
    console = Console() if sys.stdout.isatty() else Console(width=PAPER_WIDTH)
    console.print(table)
    if growth := result["growth"]:
        console.print(f"  a span {growth['span']:g} times longer takes {growth['time']:.2f} times longer")
    for target in result["targets"]:
        verdict = {True: "met", False: "missed", None: "not measured"}[target["met"]]
        value = "" if target["value"] is None else f", it is {target['value']:.3g}"
        console.print(f"  {target['says']}: {verdict}{value}", highlight=False)
    console.print()


def _write(results: Sequence[dict[str, Any]], rounds: int) -> None:
    """Write the results; those of cases that were not asked for stay, with the day they are of."""
    today = datetime.now(UTC).date().isoformat()
    kept: dict[str, Any] = {}
    if RESULTS.is_file():
        kept = {entry["name"]: entry for entry in json.loads(RESULTS.read_text(encoding="utf-8"))["cases"]}
    machine = f"{_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    about = {"machine": machine, "date": today, "rounds": rounds}
    kept |= {entry["name"]: {**entry, **about} for entry in results}
    ordered = [kept[name] for name in CASES if name in kept]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"cases": ordered}, indent=1) + "\n", encoding="utf-8")
    print(f"written: {RESULTS}")


def _processor() -> str:
    """Return what the processor calls itself."""
    about = Path("/proc/cpuinfo")
    if about.is_file():
        for line in about.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
