"""Cases, and how they are measured: in rounds, each entrant once a round, equal answers before any ratio."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median
from typing import Any, Literal, Protocol

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
    most_s: float | None = None
    """What it may take."""


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
    most_ratio: float | None = None
    """How many times longer the other entrants, which are ours as well, may take."""
    clock: Literal["wall", "processor"] = "wall"
    """What ratios and limits are of; of processors, where all entrants have one thread and the machine is busy."""


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
    processor_s: float | None = None
    spread_s: tuple[float, float] | None = None
    """The least and the most, by the clock of the case."""
    is_cut_short: bool = False
    """It had not ended when its time was up: the ratio is the least that it can be."""


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

    A round before the counted ones warms up. In each round the problem has the number of the round as its seed, and
    the answers are compared; who differs, or fails, is not asked again and gets no ratio. Nor is asked again who was
    cut short by the time that the problem allows, which is what counts then.

    Raises
    ------
    PeerError
        When our own entrant fails.
    """
    entrants = [case.own, *([case.other_span] if case.other_span else []), *case.peers]
    measured = [_Measured(entrant, case) for entrant in entrants]
    for seed in range(rounds + 1):
        own: Answer = {}
        for entry in measured:
            if entry.row.skipped is None and not entry.row.is_cut_short:
                answer = entry.ask(workers, seed)
                own = answer if entry.entrant is case.own else own
                entry.compare(own, answer)
    return [entry.told(measured[0]) for entry in measured]


class _Measured:
    """An entrant, what it took in each round, and its row."""

    def __init__(self, entrant: Entrant, case: Case) -> None:
        self.entrant, self.case = entrant, case
        self.row = Row(entrant.name, entrant.environment, entrant.says, entrant.share, entrant.counts)
        self.wall: list[float] = []
        self.processor: list[float] = []

    @property
    def counted(self) -> list[float]:
        return self.wall if self.case.clock == "wall" else self.processor

    def ask(self, workers: Mapping[str, Asks | PeerError], seed: int) -> Answer:
        """Return the answer of a round, nothing when there is none; the first round is not counted."""
        worker = workers[self.entrant.environment]
        try:
            if isinstance(worker, PeerError):
                raise worker
            reply = worker.ask(self.entrant.task, {**self.entrant.problem, "seed": seed})
        except PeerError as error:
            if self.entrant is self.case.own:
                raise
            self.row.skipped = str(error)
            return {}
        answer: Answer = reply.answer
        self.row.is_cut_short = bool(answer.get("is_cut_short"))
        if seed or self.row.is_cut_short:
            self.wall.append(reply.seconds / self.entrant.share)
            self.processor.append(reply.processor_s / self.entrant.share)
        return answer

    def compare(self, own: Answer, answer: Answer) -> None:
        if self.row.skipped is None and all(self.entrant is not one for one in (self.case.own, self.case.other_span)):
            self.row.agrees, self.row.skipped = self.case.compare(self.entrant, own, answer)

    def told(self, own: "_Measured") -> Row:
        """Return the row with its figures, medians of the rounds."""
        if self.row.skipped is None:
            self.row.seconds, self.row.processor_s = median(self.wall), median(self.processor)
            self.row.spread_s = min(self.counted), max(self.counted)
            self.row.ratio = median(self.counted) / median(own.counted)
        return self.row
