"""Cases, and how they are measured: in rounds, each entrant once a round, equal answers before any ratio."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median
from typing import Any, Protocol

from environments import PeerError

__all__ = ["Asks", "Case", "Entrant", "Row", "measure", "open_workers"]

Problem = Mapping[str, Any]
Answer = Mapping[str, Any]


class Asks(Protocol):
    """What a worker can do; tests give their own."""

    def ask(self, task: str, problem: Any) -> Any:
        """Return seconds and answer, or raise PeerError."""
        ...


@dataclass(frozen=True)
class Entrant:
    """One way to do the work of a case."""

    name: str
    environment: str
    task: str
    problem: Problem
    share: float = 1.0
    """Of the whole work, where all of it would take too long: the time is scaled by it, in a straight line."""
    says: str = ""
    counts: bool = True
    """Whether the least ratio is asked of it; one that does not count only shows where the time goes."""


@dataclass(frozen=True)
class Case:
    """One question, our own answer to it, and those of the peers."""

    name: str
    title: str
    own: Entrant
    peers: tuple[Entrant, ...]
    compare: Callable[[Entrant, Answer, Answer], tuple[str, str | None]]
    """Takes the peer, our answer and the peer's; says how well they agree, and why no ratio may be given, or None."""
    other_span: Entrant | None = None
    """Our own entrant over another span, to show how the work grows with it; its share says how long it is."""
    most_s: float | None = None
    """What the whole may take on one core."""
    least_ratio: Mapping[str, float] | None = None
    """By environment: how many times faster than each of its entrants we mean to be."""


@dataclass
class Row:
    """What came out for one entrant; seconds are those of the whole work."""

    name: str
    environment: str
    says: str = ""
    share: float = 1.0
    counts: bool = True
    seconds: float | None = None
    ratio: float | None = None
    agrees: str = ""
    skipped: str | None = None


def open_workers(names: Sequence[str], start: Callable[[str], Any], stack: ExitStack) -> dict[str, Asks | PeerError]:
    """Return a worker for each environment, or why there is none."""
    workers: dict[str, Asks | PeerError] = {}
    for name in dict.fromkeys(names):
        try:
            workers[name] = stack.enter_context(start(name))
        except PeerError as error:
            workers[name] = error
    return workers


def measure(case: Case, workers: Mapping[str, Asks | PeerError], rounds: int) -> list[Row]:
    """Return a row for each entrant, our own first.

    A round before the counted ones warms up, and shows whether the answers are equal; who differs, or fails, is not
    asked again and gets no ratio.

    Raises
    ------
    PeerError
        When our own entrant fails.
    """
    entrants = [case.own, *([case.other_span] if case.other_span else []), *case.peers]
    own_answer: Answer = {}
    rows = []
    for entrant in entrants:
        row = Row(entrant.name, entrant.environment, entrant.says, entrant.share, entrant.counts)
        rows.append(row)
        try:
            answer = _ask(entrant, workers).answer
        except PeerError as error:
            if entrant is case.own:
                raise
            row.skipped = str(error)
            continue
        if entrant is case.own:
            own_answer = answer
        elif entrant is not case.other_span:
            row.agrees, row.skipped = case.compare(entrant, own_answer, answer)
    taking_part = [(entrant, row) for entrant, row in zip(entrants, rows, strict=True) if row.skipped is None]
    times: list[list[float]] = [[] for _ in taking_part]
    for _ in range(rounds):
        for (entrant, _), of_entrant in zip(taking_part, times, strict=True):
            of_entrant.append(_ask(entrant, workers).seconds / entrant.share)
    for (_, row), of_entrant in zip(taking_part, times, strict=True):
        row.seconds = median(of_entrant)
        row.ratio = row.seconds / median(times[0])
    return rows


def _ask(entrant: Entrant, workers: Mapping[str, Asks | PeerError]) -> Any:
    worker = workers[entrant.environment]
    if isinstance(worker, PeerError):
        raise worker
    return worker.ask(entrant.task, entrant.problem)
