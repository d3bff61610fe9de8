"""Make the pages that are made from the project itself: run it after a change of a rule, a command or the history.

    .venv/bin/python docs/renew.py

Tests compare the committed pages with what this makes.
"""

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import crossflight
from crossflight import files
from crossflight.instants import write
from crossflight.record import RULEBOOK, Finding, Rule

DOCS = Path(__file__).parent

KINDS = {
    "physics": "physics: it cannot be otherwise",
    "law": "law: a plan that breaks it is not flown without a signed waiver",
    "agreement": "agreement: it holds because partners signed it, and can be switched off",
    "wish": "wish: listed apart, and never changes the exit code",
}

STATES = {"broken": "broken", "waived": "waived", "unknown": "unknown"}


def rulebook_pages() -> Iterator[tuple[Path, str]]:
    """Yield a page for each theme of the rulebook, and the first page of them all."""
    themes: dict[str, list[Rule]] = {}
    for rule in RULEBOOK.values():
        themes.setdefault(rule.id.split(".")[0], []).append(rule)
    rows = [
        f"| [`{rule.id}`]({theme}.md#{_anchor(rule.id)}) | {rule.kind} | {rule.sentence} | {_witnesses(rule)} |"
        for theme, rules in themes.items()
        for rule in rules
    ]
    yield (
        DOCS / "rulebook" / "index.md",
        "# The rulebook\n\n"
        "This page is made from the rules. Every rule has a check, which judges a finished plan; those marked *both* "
        "also have a constraint in the planner, written apart. A finding is *broken*, *waived* or *unknown*; an unmet "
        "wish is listed apart.\n\n"
        + "".join(f"- **{kind}**{text.removeprefix(kind)}\n" for kind, text in KINDS.items())
        + "\n| rule | kind | says | witnesses |\n|---|---|---|---|\n"
        + "\n".join(rows)
        + "\n",
    )
    for theme, rules in themes.items():
        body = "\n".join(_rule(rule) for rule in rules)
        yield DOCS / "rulebook" / f"{theme}.md", f"# {theme.capitalize()}\n\n{body}"


def _rule(rule: Rule) -> str:
    lines = [
        f"## {rule.id}",
        "",
        rule.sentence,
        "",
        f"Kind: **{KINDS[rule.kind]}**. Witnesses: {_witnesses(rule)}. A finding names: {', '.join(rule.subjects)}.",
        "",
        rule.explanation,
        "",
    ]
    if rule.numbers:
        lines += [f"Numbers: {', '.join(f'`{number}`' for number in rule.numbers)}.", ""]
    lines += [f"Source: {_link(rule.source)}.", ""]
    return "\n".join(lines)


def _witnesses(rule: Rule) -> str:
    return "both" if rule.planned else "checked only"


def findings_page() -> tuple[Path, str]:
    """Return the page that tells the story of each finding in the flown history."""
    history = files.load_scenario("iss-history")
    findings = {key(finding): finding for finding in crossflight.check(history) if finding.state != "unmet"}
    titles = {source.id: source.title for source in history.sources}
    counts = {state: sum(finding.state == state for finding in findings.values()) for state in STATES}
    parts = [
        "# What was unsafe in the flown history",
        "",
        "`crossflight check iss-history` judges every visit to the International Space Station from April 2020 to "
        "October 2026 by the [rulebook](rulebook/index.md). This page tells the story behind each breach and each "
        f"unknown. There are {counts['broken']} breaches, {counts['unknown']} unknowns and {counts['waived']} waivers: "
        "no waiver of that time was published.",
        "",
    ]
    for story in stories():
        parts += [f"## {story['title']}", "", story["text"].strip(), ""]
        parts += ["| from | to | rule | who | state |", "|---|---|---|---|---|"]
        sources: dict[str, None] = {}
        for entry in story["of"]:
            finding = findings[tuple(entry)]
            sources |= dict.fromkeys(finding.source)
            end = "still open" if finding.end is None else write(finding.end)
            parts.append(
                f"| {write(finding.start)} | {end} | `{finding.rule}` | {finding.subject} | {STATES[finding.state]} |"
            )
        parts += ["", f"Sources: {'; '.join(_link(titles.get(source, source)) for source in sources)}.", ""]
    return DOCS / "findings.md", "\n".join(parts)


def key(finding: Finding) -> tuple[str, str, str]:
    """Return how a story names a finding: rule, subject, first day."""
    return finding.rule, finding.subject, finding.start.strftime("%Y-%m-%d")


def stories() -> Sequence[dict[str, Any]]:
    """Return the stories as they are written."""
    return tomllib.loads((DOCS / "stories.toml").read_text(encoding="utf-8"))["stories"]  # type: ignore[no-any-return]


def _anchor(rule_id: str) -> str:
    return rule_id.replace(".", "")


def _link(source: str) -> str:
    return f"<{source}>" if source.startswith("http") else source


def commands_page() -> tuple[Path, str]:
    """Return the page of the commands: their help texts as they are."""
    parts = [
        "# Commands",
        "",
        "Exit codes: 0, done and nothing hard is broken; 1, rules are broken, or no plan exists; 2, the input or "
        "the call is wrong; 130, interrupted, with the best plan so far kept. With `--json` one JSON document goes to "
        "standard output, and messages to standard error.",
        "",
    ]
    for command in COMMANDS:
        parts += [f"## {' '.join(['crossflight', *command])}", "", "```text", _help(command), "```", ""]
    return DOCS / "reference" / "commands.md", "\n".join(parts)


COMMANDS = (
    (),
    ("plan",),
    ("replan",),
    ("check",),
    ("export",),
    ("import",),
    ("diff",),
    ("whatif",),
    ("windows",),
    ("land",),
    ("boosts",),
    ("derive",),
    ("history",),
    ("history", "flights"),
    ("history", "people"),
    ("history", "spacewalks"),
    ("schema",),
)


def _help(command: tuple[str, ...]) -> str:
    environment = {**os.environ, "COLUMNS": "90", "NO_COLOR": "1", "TERM": "dumb"}
    run = subprocess.run(
        [sys.executable, "-m", "crossflight", *command, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return "\n".join(line.rstrip() for line in run.stdout.strip().splitlines())


def scenario_files_page() -> tuple[Path, str]:
    """Return the page of the keys that scenario and catalogue files have, from their schema."""
    written, catalogue = files.schema("scenario"), files.schema("catalogue")
    definitions = catalogue["$defs"] | written["$defs"]
    alone = {key: value for key, value in catalogue["properties"].items() if key not in written["properties"]}
    parts = [
        "# Scenario and catalogue files",
        "",
        "Both are TOML. A catalogue file has any of the tables; a scenario file has those and the keys of its own. The "
        "same is told to editors by `schema/scenario.schema.json` and `schema/catalogue.schema.json`; plan files, "
        "which are JSON, by `schema/plan.schema.json`. This page is made from the schema.",
        "",
        "## A scenario file",
        "",
        *_keys(written),
        *(["## A catalogue file", "", "Any of the tables above, and these:", ""] if alone else []),
        *(_keys({"properties": alone}) if alone else []),
    ]
    for name in sorted(definitions):
        definition = definitions[name]
        if "properties" in definition:
            parts += [f"## {name}", "", definition.get("description", ""), "", *_keys(definition)]
    return DOCS / "reference" / "scenario-files.md", "\n".join(parts)


def _keys(definition: dict[str, Any]) -> Iterator[str]:
    yield "| key | value | says |"
    yield "|---|---|---|"
    needed = set(definition.get("required", ()))
    for key_name, value in definition["properties"].items():
        says = " ".join(value.get("description", "").split())
        yield f"| `{key_name}`{' (needed)' if key_name in needed else ''} | {_kind(value)} | {says} |"
    yield ""


WORDS = {
    "string": "text",
    "boolean": "true or false",
    "integer": "whole number",
    "number": "number",
    "object": "table",
    "array": "list",
}


def _kind(value: dict[str, Any]) -> str:
    """Return what may stand for a key, in a word or two."""
    kind = WORDS.get(str(value.get("type")), "")
    if "$ref" in value:
        name = value["$ref"].rsplit("/", 1)[-1]
        kind = f"[{name}](#{name.lower()})"
    elif "enum" in value:
        kind = ", ".join(f"`{entry}`" for entry in value["enum"] if entry is not None)
    elif "const" in value:
        kind = f"`{value['const']}`"
    elif "anyOf" in value:
        several = value["anyOf"]
        if any(entry.get("format") == "date-time" for entry in several):
            return "instant or day"
        kinds = dict.fromkeys(_kind(entry) for entry in several if entry.get("type") != "null")
        kind = " or ".join(name for name in kinds if name)
    elif isinstance(value.get("items"), dict):
        kind = f"list of {_kind(value['items'])}"
    return kind


def pages() -> Iterator[tuple[Path, str]]:
    """Yield every made page with its text."""
    yield from rulebook_pages()
    yield findings_page()
    yield commands_page()
    yield scenario_files_page()


if __name__ == "__main__":
    files.write_schemas(DOCS / "reference" / "schema")
    for path, text in pages():
        path.write_text(text, encoding="utf-8")
        print(path)  # noqa: T201 - a command for those who write the pages
