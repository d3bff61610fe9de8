"""The shortest timeline for given tasks, by fronts that are made wider until nothing had to be left out of them."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from crossflight.planner.minutes.drafts import Draft, Entry
from crossflight.planner.minutes.fronts import BOTH, Aims, Front, Made
from crossflight.planner.minutes.growing import Growth
from crossflight.planner.minutes.outlook import Outlook
from crossflight.planner.minutes.situation import Situation
from crossflight.planner.minutes.solving import Search
from crossflight.planner.minutes.stops import NEVER, Stops

__all__ = ["MOST_TASKS", "Aim", "Outcome", "Seeker"]

MOST_TASKS = 60
"""As bits of one number."""
WIDTHS = (200, 1_600, 12_800, 102_400, 205_000)
"""Rows of a front, from one try to the next; with more than the last memory gets short (400 MB)."""
UNEVEN = 0.5
"""Weight, in the choice of rows, of how much later the later of the two is home than half of both."""


@dataclass(frozen=True)
class Aim:
    """What is to be done, when the hatch opens, and by when both have to be home, minutes from the opening."""

    goal: int
    """Tasks as bits."""
    hatch: int
    most: int


@dataclass(frozen=True)
class Outcome:
    """The best that was found, and below what there is nothing."""

    draft: Draft | None
    least: int
    """A minute before which both cannot be home; NEVER where nothing can be found."""

    @property
    def is_proven(self) -> bool:
        """Say whether nothing better is left to be found."""
        return self.least >= NEVER if self.draft is None else self.least >= self.draft.home


class Seeker:
    """A search over the tasks of a situation."""

    def __init__(self, situation: Situation, until: float, search: Search) -> None:
        self.situation, self._until, self._stopped = situation, until, search.stopped
        self.stops = Stops(situation, situation.tasks)
        self.growth = Growth(situation, situation.tasks, self.stops)
        self._outlook = Outlook(situation, situation.tasks, self.stops)
        self._seed = search.seed

    def shortest(
        self, aims: Sequence[Aim], known: Draft | None = None, *, any_will_do: bool = False, share: float = 1.0
    ) -> Outcome:
        """Return the draft in which both are home first, whichever aim it is for; the known one if none is better.

        With ``any_will_do`` the first draft that is found ends the search; ``share`` is the part of the time left.
        """
        until = time.monotonic() + share * (self._until - time.monotonic())
        best, least = known, 0
        aims = self._with_hope(aims)
        for width in WIDTHS if aims else ():
            if self._is_over(until):
                break
            found = self._once(aims, width, best.home - 1 if best else NEVER, until)
            best = found.draft or best
            least = max(least, found.least)
            if least >= (best.home if best else NEVER) or (best and any_will_do):
                break
        if not aims:
            least = NEVER
        return Outcome(best, min(least, best.home) if best else least)

    @property
    def is_over(self) -> bool:
        """Say whether time is up for all that is asked, or Ctrl-C was pressed."""
        return self._is_over(self._until)

    def _is_over(self, until: float) -> bool:
        return self._stopped.is_set() or time.monotonic() > until

    def _with_hope(self, aims: Sequence[Aim]) -> list[Aim]:
        """Return the aims that are not out of reach from the start."""
        if not aims:
            return []
        least = self._outlook.least(*self._at_the_start(aims))[0]
        return [aim for aim, minute in zip(aims, least.tolist(), strict=True) if minute <= aim.most]

    def _at_the_start(self, aims: Sequence[Aim]) -> tuple[Front, Aims]:
        """Return a row for each aim, with nothing done."""
        count, tasks = len(aims), len(self.situation.tasks)
        first, second = (outset.minute for outset in self.situation.outsets)
        front = Front(
            aim=np.arange(count),
            done=np.zeros(count, dtype=np.int64),
            last_first=np.full(count, tasks),
            last_second=np.full(count, tasks + 1),
            free_first=np.full(count, first),
            free_second=np.full(count, second),
        )
        columns = ([getattr(aim, name) for aim in aims] for name in ("goal", "hatch", "most"))
        return front, Aims(*(np.array(column, dtype=np.int64) for column in columns))

    def _once(self, aims: Sequence[Aim], width: int, most: int, until: float) -> Outcome:
        """Return what fronts of that width come to, where both are home by ``most``."""
        dice = np.random.default_rng(self._seed)
        front, bare = self._at_the_start(aims)
        bare, grown = replace(bare, most=np.minimum(bare.most, most)), None
        past: list[Made] = []
        best: Draft | None = None
        left_out = NEVER
        while True:
            least, both = self._outlook.least(front, bare)
            kept = np.flatnonzero((least <= bare.most[front.aim]) & self.growth.can_be_lit(front, bare))
            if len(kept) > width:
                # Noise settles only what would be equal: otherwise the first tasks would always go first.
                uneven = np.maximum(0, 2 * least[kept] - both[kept])
                order = np.argpartition(both[kept] + UNEVEN * uneven + 2 * dice.random(len(kept)), width)
                left_out = min(left_out, int(least[kept[order[width:]]].min()))
                kept = kept[order[:width]]
            front, least = front.rows(kept), least[kept]
            if grown is not None:
                past.append(grown[1].rows(kept))
            whole = np.flatnonzero(front.done == bare.goal[front.aim])
            if len(whole):
                # With nothing left to be done, the bound is the minute itself.
                row = int(whole[np.argmin(least[whole])])
                if best is None or least[row] < best.home:
                    best = self._read(past, row, int(bare.hatch[front.aim[row]]), int(least[row]))
                    bare = replace(bare, most=np.minimum(bare.most, best.home - 1))
            if len(front) and self._is_over(until):
                left_out = min(left_out, int(least.min()))
                break
            grown = self.growth.grown(front, bare)
            if grown is None:
                break
            front = grown[0]
        return Outcome(best, min(left_out, best.home if best else NEVER))

    def _read(self, past: Sequence[Made], row: int, hatch: int, home: int) -> Draft:
        """Return the timeline that ends in a row, followed back to its first task."""
        rows: list[int] = []
        for made in reversed(past):
            rows.append(row)
            row = int(made.parent[row])
        entries, is_exchanged = list[Entry](), False
        for made, place in zip(past, reversed(rows), strict=True):
            who = int(made.who[place])
            people = (0, 1) if who == BOTH else (who ^ is_exchanged,)
            entries.append(Entry(int(made.task[place]), people, int(made.start[place])))
            is_exchanged ^= bool(made.is_exchanged[place])
        return Draft(hatch, home, tuple(entries))
