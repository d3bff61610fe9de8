"""What the check found, on a page: breaches first, then what is not known, then wishes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from crossflight.record import RULEBOOK, Finding, Source
from crossflight.views.wording import date_of, groups_of_unknown, inset, length, line, many, whole

__all__ = ["Footnotes", "findings_page"]

SHOWN_WISHES = 3
"""Wishes of one rule that are shown where not all are asked for."""
SHOWN_SUBJECTS = 6
SHOWN_SOURCES = 3
"""Sources that one finding is marked with where not all are asked for."""
NARROW = 64
"""Columns below which the subject of a finding has a line of its own."""

STYLES = {"broken": "bold red", "waived": "yellow", "unknown": "magenta", "unmet": "blue"}


class Footnotes:
    """Sources that findings on a page rest on, numbered as they come."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._known = {source.id: source for source in sources}
        self._numbers: dict[str, int] = {}

    def marks(self, cited: Sequence[str], *, everything: bool) -> str:
        """Return the numbers of the sources cited, ``[1, 4]``; of a long list only the first."""
        shown = cited if everything else cited[:SHOWN_SOURCES]
        if not shown:
            return ""
        numbers = [str(self._numbers.setdefault(source, len(self._numbers) + 1)) for source in shown]
        more = "" if len(shown) == len(cited) else f" +{len(cited) - len(shown)}"
        return f" [{', '.join(numbers)}{more}]"

    def page(self) -> RenderableType:
        """Return the list of sources; addresses stay in one piece."""
        lines: list[RenderableType] = [Text(), line("sources", "bold underline")]
        for key, index in self._numbers.items():
            source = self._known.get(key)
            told = key if source is None else f"{source.title}{f', {source.address}' if source.address else ''}"
            lines.append(whole(f"  [{index}] {told}", "dim"))
        return Group(*lines) if self._numbers else Group()


@dataclass(frozen=True)
class _Entry:
    """One finding: when, how long, who; its sentence below."""

    finding: Finding
    marks: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the head of the finding and its sentence."""
        finding = self.finding
        narrow = options.max_width < NARROW
        head = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
        head.add_column(width=7)
        head.add_column(width=10)
        head.add_column(width=10)
        head.add_column(width=7, justify="right")
        cells = [
            line(finding.state, STYLES[finding.state]),
            line(date_of(finding.start)),
            line(date_of(finding.end)),
            line(length(finding.start, finding.end)),
        ]
        subject = line(finding.subject, "bold")
        if narrow:
            yield Text("  ").join([Text(), *cells])
            yield inset(subject, 6)
        else:
            head.add_column(overflow="fold")
            head.add_row(*cells, subject)
            yield inset(head, 2)
        told = finding.sentence
        if finding.waiver is not None:
            told = f"{told.rstrip('.')}; waived by {finding.waiver}"
        yield inset(line(told).append(self.marks, style="dim"), 6)


def findings_page(findings: Iterable[Finding], footnotes: Footnotes, *, everything: bool = False) -> RenderableType:
    """Return the findings by rule: each breach, the unknown by reason, of the wishes the longest three."""
    ordered = sorted(findings, key=lambda finding: (_place(finding.rule), finding.rule, finding.start, finding.subject))
    parts: list[RenderableType] = []
    hard = [finding for finding in ordered if finding.state in {"broken", "waived"}]
    for rule, entries in _by_rule(hard).items():
        parts += [Text(), *_heading(rule, entries[0])]
        parts += [_Entry(entry, footnotes.marks(entry.source, everything=everything)) for entry in entries]
    parts += _unknown(ordered, footnotes, everything=everything)
    parts += _wishes([finding for finding in ordered if finding.state == "unmet"], footnotes, everything=everything)
    return Group(*parts)


def _place(rule: str) -> int:
    """Return the place of a rule in the rulebook; rules that are not in it come last."""
    return list(RULEBOOK).index(rule) if rule in RULEBOOK else len(RULEBOOK)


def _by_rule(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.rule, []).append(finding)
    return grouped


def _heading(rule: str, finding: Finding, count: str = "") -> list[RenderableType]:
    text = line(rule, "bold underline").append(f"  {finding.kind}{count}", style="not bold not underline dim")
    return [text, line(RULEBOOK[rule].sentence, "italic")] if rule in RULEBOOK else [text]


def _unknown(ordered: Sequence[Finding], footnotes: Footnotes, *, everything: bool) -> list[RenderableType]:
    groups = groups_of_unknown(ordered)
    parts: list[RenderableType] = []
    if groups:
        parts += [Text(), line("unknown: here the data end", "bold magenta")]
    heading = None
    for (rule, reason), entries in groups.items():
        if rule != heading:
            parts += _heading(rule, entries[0])
            heading = rule
        ends = [entry.end for entry in entries]
        last = None if None in ends else max(end for end in ends if end is not None)
        first = min(entry.start for entry in entries)
        cited = tuple(dict.fromkeys(source for entry in entries for source in entry.source))
        text = line(f"{many(len(entries), 'time')}, {date_of(first)} to {date_of(last)}: ", "bold").append_text(
            line(reason, "not bold")
        )
        text.append(footnotes.marks(cited, everything=everything), style="not bold dim")
        parts.append(inset(text, 2))
        if everything:
            parts += [_Entry(entry, "") for entry in entries]
        else:
            parts.append(inset(line(_some(dict.fromkeys(entry.subject for entry in entries)), "dim"), 6))
    return parts


def _some(names: Iterable[str]) -> str:
    """Return the first few names, and how many more there are."""
    names = tuple(names)
    more = len(names) - SHOWN_SUBJECTS
    return ", ".join(names[:SHOWN_SUBJECTS]) + (f" and {more} more" if more > 0 else "")


def _wishes(wishes: Sequence[Finding], footnotes: Footnotes, *, everything: bool) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if wishes:
        parts += [Text(), line("wishes unmet: they never change the verdict", "bold blue")]
    for rule, entries in _by_rule(wishes).items():
        parts += _heading(rule, entries[0], f", {many(len(entries), 'time')}")
        shown = entries
        if not everything and len(entries) > SHOWN_WISHES:
            longest = sorted(range(len(entries)), key=lambda place: -_length_s(entries[place]))[:SHOWN_WISHES]
            shown = [entries[place] for place in sorted(longest)]
        parts += [_Entry(entry, footnotes.marks(entry.source, everything=everything)) for entry in shown]
        if len(shown) < len(entries):
            parts.append(inset(line(f"and {len(entries) - len(shown)} shorter; --all lists each", "dim"), 6))
    return parts


def _length_s(finding: Finding) -> float:
    return float("inf") if finding.end is None else (finding.end - finding.start).total_seconds()
