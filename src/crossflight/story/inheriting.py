"""What stands broken as a day begins, and no plan can undo at once: waived from then on, and said so."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from crossflight.record import EventFile, Finding, Scenario, Waiver

__all__ = ["INHERITED", "inherit"]

INHERITED = "nobody: inherited"
"""Who approved such a waiver."""

Key = tuple[str, tuple[str, ...]]
"""A rule, and what its waiver has to name."""


def inherit(revised: Scenario, file: EventFile, broken: Sequence[Finding]) -> Iterator[Waiver]:
    """Yield a waiver for each breach of law that stands as the new horizon begins.

    It reaches as far as the breach would without a change of plan, and by ``slip_days`` more: findings that follow each
    other without a gap are one breach, however many people each of them names. A lifeboat that is missing is a matter
    of the station; a home that is not healthy is one of the vehicle, whoever's home it becomes.
    """
    slip = timedelta(days=revised.numbers.slip_days)
    start, last = revised.horizon.start, revised.horizon.end
    for number, (key, found) in enumerate(_standing(start, broken).items(), start=1):
        end = _end(found, last)
        yield Waiver(
            id=f"inherited-{number}",
            rule=key[0],
            subject=key[1],
            start=start,
            end=None if end is None else min(end + slip, last),
            reason=f"It stands as the day begins, by {file.title}; no plan can undo it at once.",
            approver=INHERITED,
            source=file.source,
        )


def _standing(start: datetime, broken: Iterable[Finding]) -> dict[Key, list[Finding]]:
    """Return the findings of each breach of law that stands at an instant, in order of time."""
    found: dict[Key, list[Finding]] = {}
    for finding in sorted(broken, key=lambda finding: finding.start):
        if finding.kind == "law" and finding.state == "broken":
            key = (finding.rule, _named(finding))
            if finding.start <= start or key in found:
                found.setdefault(key, []).append(finding)
    return found


def _named(finding: Finding) -> tuple[str, ...]:
    if finding.rule == "seats.certified-lifeboat":
        return finding.names[:1]  # the station; the others are without a seat
    if finding.rule == "seats.home-vehicle":
        return finding.names[1:]  # the vehicle; the first one's home it is
    return finding.names


def _end(found: Sequence[Finding], last: datetime) -> datetime | None:
    """Return the end of the last of the findings that follow the first without a gap; None where it stays open."""
    end: datetime | None = found[0].end
    for finding in found[1:]:
        if end is None or finding.start > end:
            break
        end = None if finding.end is None else max(end, finding.end)
    return None if end is not None and end >= last else end
