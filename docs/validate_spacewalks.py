"""Make the section of docs/validation.md on how long spacewalks take: the flown record, conventions kept apart.

    .venv/bin/python docs/validate_spacewalks.py

Reads the record of spacewalks; prints the section and puts it in its place on the page.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

sys.path.insert(0, str(Path(__file__).parent))

from sections import renew

from crossflight import story
from crossflight.record import Convention, Durations, Scenario, Spacewalk
from crossflight.story import SpacewalkFilter, SpacewalkRecord

CONVENTIONS: Mapping[Convention, str] = MappingProxyType(
    {
        "us-battery-to-repress": "US convention: from suits on battery power to the start of repressurisation",
        "russian-hatch-to-hatch": "Russian convention: from hatch open to hatch closed",
    }
)

Planned = Mapping[tuple[Convention, str], float]
"""Minutes by convention and by the name of a group of spacewalks, such as ``"joint"``."""

NOTHING: Planned = MappingProxyType({})


def section(planned: Planned = NOTHING) -> str:
    """Return the section as Markdown.

    Parameters
    ----------
    planned
        What a planner gives for tasks like those of a group; it stands beside the record in a column of its own.
    """
    record = story.spacewalk_record("iss")
    parts = [
        "## Spacewalks: how long they take",
        "This section is made by `docs/validate_spacewalks.py` from the record behind "
        f"`crossflight history spacewalks`: {len(record.spacewalks)} spacewalks, "
        f"{record.spacewalks[0].day:%B %Y} to {record.spacewalks[-1].day:%B %Y}. Durations of two conventions are not "
        "comparable and never stand in one figure. Those cut short are counted too; half of a group lies between its "
        "quartiles. Joint ones are those of people whose agencies run different segments.",
    ]
    if planned:
        parts.append(
            "*Planned* is what `crossflight spacewalk` gives for the joint ones of 21 July 2022 (flown: 425 minutes) "
            "and of 9 November 2007 (flown: 415 minutes). The minutes of their tasks are not public: they are ours."
        )
    for convention, says in CONVENTIONS.items():
        parts += [f"### {says}", _table(_groups(record, convention), planned)]
    parts += ["### What the record does not know", _unknown(record.spacewalks)]
    return "\n\n".join(parts) + "\n"


def _groups(record: SpacewalkRecord, convention: Convention) -> list[tuple[str, Durations]]:
    """Return the spread of all spacewalks of a convention, of each programme and decade, and of the joint ones."""
    of_all = [entry for entry in record.spacewalks if entry.convention == convention]
    groups: dict[str, list[Spacewalk]] = {"all": of_all}
    programmes = {entry.programme for entry in of_all}
    for programme in sorted(name for name in programmes if name is not None):
        of_programme = [entry for entry in of_all if entry.programme == programme]
        for decade in sorted({entry.day.year // 10 * 10 for entry in of_programme}):
            within = [entry for entry in of_programme if entry.day.year // 10 * 10 == decade]
            groups[f"{programme} programme, {decade}s"] = within
    for airlock in sorted({entry.airlock for entry in of_all if entry.airlock is not None}):
        groups[f"from {airlock}"] = [entry for entry in of_all if entry.airlock == airlock]
    joint = set(story.spacewalks_done(record, SpacewalkFilter(joint=True)))
    groups["joint"] = [entry for entry in of_all if entry in joint]
    return [(name, spread) for name, group in groups.items() for spread in story.durations(group)]


def _table(groups: Sequence[tuple[str, Durations]], planned: Planned) -> str:
    headings = ["which", "known", "shortest", "lower quartile", "median", "upper quartile", "longest"]
    shows_planned = any((spread.convention, name) in planned for name, spread in groups)
    lines = [headings + (["planned"] if shows_planned else [])]
    lines.append(["---"] * len(lines[0]))
    for name, spread in groups:
        values = [
            spread.least_min,
            spread.lower_quartile_min,
            spread.median_min,
            spread.upper_quartile_min,
            spread.most_min,
        ]
        cells = [name, str(spread.count), *(_minutes(value) for value in values)]
        lines.append(cells + ([_minutes(planned.get((spread.convention, name)))] if shows_planned else []))
    return "Minutes.\n\n" + "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _minutes(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}"


def _unknown(spacewalks: Sequence[Spacewalk]) -> str:
    """Return how many spacewalks lack a field, or have it inferred or unverified."""
    fields = {
        "start": "start",
        "end": "end",
        "minutes": "duration",
        "designation": "designation",
        "programme": "programme",
        "convention": "convention of the duration",
        "airlock": "airlock",
        "suit": "suit",
        "outside": "who was outside",
    }
    lines = ["| field | from a source | inferred | known only generally | unknown |", "|---|---|---|---|---|"]
    for field, says in fields.items():
        inferred = sum(field in entry.inferred for entry in spacewalks)
        unverified = sum(field in entry.unverified for entry in spacewalks)
        unknown = sum(getattr(entry, field) is None for entry in spacewalks)
        sourced = len(spacewalks) - inferred - unverified - unknown
        lines.append(f"| {says} | {sourced} | {inferred} | {unverified} | {unknown} |")
    told = (
        "Suit and convention are inferred where no page names them: American spacewalks are made in an EMU and counted "
        "from battery power, Russian ones in an Orlan and from hatch to hatch. The generation of the Orlan is not told "
        "for most; who helped inside, and who ran the arm, is not on record. Sources that disagree are noted at the "
        "spacewalk."
    )
    return "\n".join(lines) + f"\n\n{told}"


REAL_CASES: Sequence[tuple[str, str]] = (
    ("spacewalk-2022-07-21", "vkd-artemyev-cristoforetti"),
    ("spacewalk-2007-11-09", "docking-port"),
)
"""Scenarios of joint spacewalks that were made, and the spacewalk in each; the minutes of their tasks are ours."""


def real_cases() -> Planned:
    """Return the minutes that the planner gives to the spacewalks that were made, in their own conventions."""
    planned: dict[tuple[Convention, str], float] = {}
    for name, identifier in REAL_CASES:
        scenario = story.load(name)
        assert isinstance(scenario, Scenario)
        found = story.spacewalk(scenario, identifier)
        is_russian = found.convention == "russian-hatch-to-hatch"
        minutes = found.hatch_to_hatch_min if is_russian else found.battery_to_repress_min
        assert minutes is not None
        planned[found.convention, "joint"] = float(minutes)
    return planned


if __name__ == "__main__":
    renew("spacewalks", section(real_cases()))
