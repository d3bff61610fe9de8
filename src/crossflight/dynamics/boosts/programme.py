"""The choice of boosts as a mixed-integer linear programme.

The phase at a passage is linear in the boosts before it, and so are the heights::

    shift = sum over boosts of  -3 n/v (T - t) dv        the shift that is needed is known but for whole turns

To be found are the size of each boost, up or down, which slots are used, and for each target which of its passages is
aimed at, and in which turn. What matters before what is minimised level by level, never summed: heights out of their
limits, targets missed, metres per second, number of boosts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from crossflight.dynamics.time import Array
from crossflight.errors import CallError

__all__ = ["SPEED_SLACK", "SPEED_SLACK_M_S", "Aim", "Choice", "Heights", "Programme", "choose", "choose_some", "polish"]

MOST_NODES = 400
"""Of the tree of one level: a limit in nodes, not in seconds, so that the same case has the same answer. Usual cases
end in some tens; where the limit is met, the best so far is taken."""

GAP = 1e-3

SPEED_SLACK = 0.02
SPEED_SLACK_M_S = 0.02
"""What may be given away for fewer boosts, and for phases in the middle of their ranges."""

HEIGHT_SLACK_KM = 1e-3
HALF = 0.5

MOST_OFF_KM = 2000.0


class Aim(NamedTuple):
    """One passage of one target."""

    target: int
    response: Array
    """Degrees that the phase gains per m/s at each slot, shape (S,)."""
    low_deg: float
    high_deg: float
    """The shift that is needed, but for whole turns."""


class Heights(NamedTuple):
    """Heights at some instants, shape (C,), and what 1 m/s at each slot does to them, shape (C, S)."""

    base_km: Array
    response_km: Array
    lowest_km: float
    highest_km: float


@dataclass(frozen=True)
class Programme:
    """What is to be chosen from."""

    slot_days: Array
    aims: Sequence[Aim]
    targets: int
    heights: Heights | None
    smallest_m_s: float
    largest_m_s: float
    spacing_days: float
    total_m_s: float
    """Of all boosts at most."""


class Choice(NamedTuple):
    """What was chosen."""

    delta_v_m_s: Array
    """At each slot, shape (S,)."""
    aims: tuple[int | None, ...]
    """For each target which aim is met; None: it is missed."""
    turns: tuple[int, ...]
    """For each aim, how many turns it is shifted by; meaningless where it is not met."""
    height_off_km: float


def choose(programme: Programme) -> Choice | None:
    """Return the boosts that meet every target, with the least speed and then the fewest; None where none are found.

    First without minding the size and spacing of boosts, which settles what is aimed at, and in which turn; then
    the slots for that. Only where size or spacing forbid it, all is searched at once.
    """
    model = _Model(programme)
    best = model.solve(model.speed, model.is_aimed)
    return None if best is None else _slots_for(model, best, is_strict=True)


def choose_some(programme: Programme) -> Choice:
    """Return the boosts that leave heights least off, then the fewest targets missed; else as :func:`choose`.

    Raises
    ------
    CallError
        When nothing is found within the limits of the search.
    """
    model = _Model(programme)
    found = _slots_for(model, model.relaxed(model.is_aimed), is_strict=False)
    if found is None:
        message = "no choice of boosts was found — ask for fewer targets or a shorter span"
        raise CallError(message)
    return found


def _slots_for(model: "_Model", best: Array, *, is_strict: bool) -> Choice | None:
    """Return the boosts in slots that do what an answer without slots aims at."""
    model.hold(model.is_aimed, best)
    slots = model.solve(model.speed, model.is_slot)
    if slots is None:
        # Too small or too near each other: other turns, or other targets where some are missed anyway.
        model.release(model.is_aimed)
        whole = model.is_aimed + model.is_slot
        slots = model.solve(model.speed, whole) if is_strict else model.relaxed(whole)
        if slots is None:
            return None
        model.hold(model.is_aimed, slots)
    most_m_s = float(model.speed @ slots) * (1 + SPEED_SLACK) + SPEED_SLACK_M_S
    fewest = model.solve(model.is_used, model.is_slot, most_m_s)
    return model.choice(slots if fewest is None else fewest)


def polish(programme: Programme, choice: Choice, most_m_s: float) -> Choice:
    """Return the same boosts with sizes that bring the phases nearest to the middle of their ranges, each by its width.

    As nothing else may change, a programme that has moved a little since can be given too; where its ranges cannot be
    met with these boosts, they stay as they are.
    """
    from scipy.optimize import linprog  # noqa: PLC0415 - slow to import, and seldom needed

    slots = np.flatnonzero(choice.delta_v_m_s)
    met = [(index, programme.aims[index]) for index in choice.aims if index is not None]
    if not slots.size or not met:
        return choice
    up = np.sign(choice.delta_v_m_s[slots])
    rows, most = [np.concatenate((up, np.zeros(len(met))))], [min(most_m_s, programme.total_m_s)]
    for place, (index, aim) in enumerate(met):
        turned = 360.0 * choice.turns[index]
        middle, off = turned + (aim.low_deg + aim.high_deg) / 2, np.zeros(len(met))
        off[place] = 1
        for sign in (1.0, -1.0):
            row = sign * aim.response[slots]
            rows += [np.concatenate((row, -off)), np.concatenate((row, 0 * off))]
            most += [sign * middle, sign * middle + (aim.high_deg - aim.low_deg) / 2]
    if programme.heights is not None:
        heights, off_km = programme.heights, choice.height_off_km + HEIGHT_SLACK_KM
        for base_km, gain in zip(heights.base_km.tolist(), heights.response_km[:, slots], strict=True):
            rows += [np.concatenate((sign * gain, np.zeros(len(met)))) for sign in (1.0, -1.0)]
            most += [heights.highest_km + off_km - base_km, base_km - heights.lowest_km + off_km]
    is_bound = np.isfinite(most)
    sizes = [(programme.smallest_m_s, programme.largest_m_s) if way > 0 else None for way in up.tolist()]
    bounds = [size or (-programme.largest_m_s, -programme.smallest_m_s) for size in sizes]
    found = linprog(
        np.concatenate((np.zeros(slots.size), [1 / (aim.high_deg - aim.low_deg) for _, aim in met])),
        A_ub=np.array(rows)[is_bound],
        b_ub=np.array(most)[is_bound],
        bounds=[*bounds, *[(0, None)] * len(met)],
    )
    if found.x is None:
        return choice
    delta_v_m_s = np.zeros_like(choice.delta_v_m_s)
    delta_v_m_s[slots] = found.x[: slots.size]
    return choice._replace(delta_v_m_s=delta_v_m_s)


def _found(answer: Array | None) -> Array:
    if answer is None:
        message = "no choice of boosts was found — ask for fewer targets or a shorter span"
        raise CallError(message)
    return answer


class _Model:
    """The rows and columns: up, down, used and upward for each slot, met and turns for each aim, missed, height."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        slots, aims, targets = len(programme.slot_days), len(programme.aims), programme.targets
        sizes = (slots, slots, slots, slots, aims, aims, targets, 1)
        ends = np.cumsum((0, *sizes))
        self.width = int(ends[-1])
        parts = [slice(first, last) for first, last in pairwise(ends.tolist())]
        self.up, self.down, self.used, self.upward, self.met, self.turn, self.missed, self.off = parts
        self.speed = self._ones(self.up, self.down)
        self.is_used = self._ones(self.used)
        self.is_missed = self._ones(self.missed)
        self.height_off = self._ones(self.off)
        self.is_slot = self._ones(self.used, self.upward)
        self.is_aimed = self._ones(self.met, self.turn, self.missed)
        self.upper = np.zeros(self.width)
        self.upper[self.up] = self.upper[self.down] = programme.largest_m_s
        self.upper[self.used] = self.upper[self.upward] = self.upper[self.met] = 1
        self.lower = np.zeros(self.width)
        self.rows: list[Array] = []
        self.lows: list[float] = []
        self.highs: list[float] = []
        self._row(0, programme.total_m_s, (self.up, 1.0), (self.down, 1.0))
        self._aims()
        self._heights()
        self.without_slots = len(self.rows)
        self._slots()
        self.first_bounds = self.lower.copy(), self.upper.copy()

    def relaxed(self, whole: Array) -> Array:
        """Return the answer with heights least off, then fewest targets missed, then the least speed."""
        self.upper[self.off] = MOST_OFF_KM
        self.upper[self.missed] = 1
        # Without targets, and heights as far off as they like, no boost at all is an answer.
        best = _found(self.solve(self.height_off, whole))
        self.upper[self.off] = float(self.height_off @ best) + HEIGHT_SLACK_KM
        best = _found(self.solve(self.is_missed, whole))
        self.hold(self.is_missed, best)
        least = self.solve(self.speed, whole)
        return best if least is None else least

    def hold(self, columns: Array, answer: Array) -> None:
        """Hold whole columns at what they are in an answer."""
        here = columns > 0
        self.lower[here] = self.upper[here] = np.rint(answer[here])

    def release(self, columns: Array) -> None:
        """Let columns be free again, no target missed."""
        here = columns > 0
        self.lower[here], self.upper[here] = self.first_bounds[0][here], self.first_bounds[1][here]

    def solve(self, objective: Array, whole: Array, most_m_s: float | None = None) -> Array | None:
        """Return the columns that make the objective least, None where none are found; some columns are whole."""
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 - slow to import, and seldom needed

        count = len(self.rows) if whole @ self.is_slot else self.without_slots
        rows, least, most = self.rows[:count], self.lows[:count], self.highs[:count]
        if most_m_s is not None:
            rows, least, most = [*rows, self.speed], [*least, 0.0], [*most, most_m_s]
        found = milp(
            objective,
            integrality=whole,
            bounds=Bounds(self.lower, self.upper),
            constraints=LinearConstraint(np.array(rows), np.array(least), np.array(most)),
            options={"node_limit": MOST_NODES, "mip_rel_gap": GAP},
        )
        return None if found.x is None else np.asarray(found.x)

    def choice(self, answer: Array) -> Choice:
        """Return what an answer says."""
        aims: list[int | None] = [None] * self.programme.targets
        for index, (aim, is_met) in enumerate(zip(self.programme.aims, answer[self.met] > HALF, strict=True)):
            if is_met:
                aims[aim.target] = index
        used = answer[self.used] > HALF
        return Choice(
            delta_v_m_s=np.where(used, answer[self.up] - answer[self.down], 0.0),
            aims=tuple(aims),
            turns=tuple(np.rint(answer[self.turn]).astype(int).tolist()),
            height_off_km=float(answer[self.off][0]),
        )

    def _ones(self, *parts: slice) -> Array:
        row = np.zeros(self.width)
        for part in parts:
            row[part] = 1
        return row

    def _row(self, least: float, most: float, *entries: tuple[slice | int, Array | float]) -> None:
        row = np.zeros(self.width)
        for columns, value in entries:
            row[columns] = value
        self.rows.append(row)
        self.lows.append(least)
        self.highs.append(most)

    def _slots(self) -> None:
        """Let a used slot go up or down, by neither too little nor too much, and keep used slots apart."""
        programme = self.programme
        days = programme.slot_days
        for slot in range(len(days)):
            up, down, used, upward = (part.start + slot for part in (self.up, self.down, self.used, self.upward))
            self._row(-np.inf, 0, (up, 1), (upward, -programme.largest_m_s))
            self._row(-np.inf, 0, (down, 1), (used, -programme.largest_m_s), (upward, programme.largest_m_s))
            self._row(0, np.inf, (up, 1), (down, 1), (used, -programme.smallest_m_s))
            near = (days >= days[slot]) & (days < days[slot] + programme.spacing_days)
            if np.count_nonzero(near) > 1:
                self._row(0, 1, (self.used, near.astype(np.float64)))

    def _aims(self) -> None:
        """Of each target one aim is met, in one turn, or none."""
        for target in range(self.programme.targets):
            own = np.array([float(aim.target == target) for aim in self.programme.aims])
            self._row(1, 1, (self.met, own), (self.missed.start + target, 1))
        for index, aim in enumerate(self.programme.aims):
            reach_deg = self.programme.total_m_s * float(np.max(np.abs(aim.response), initial=0.0))
            low_turn, high_turn = np.floor((-reach_deg - aim.low_deg) / 360), np.ceil((reach_deg - aim.high_deg) / 360)
            turn, met = self.turn.start + index, self.met.start + index
            self.lower[turn], self.upper[turn] = min(low_turn, 0), max(high_turn, 0)
            slack = reach_deg + 360 * (max(abs(low_turn), abs(high_turn)) + 2)
            shift = ((self.up, aim.response), (self.down, -aim.response), (turn, -360.0))
            self._row(aim.low_deg - slack, np.inf, *shift, (met, -slack))
            self._row(-np.inf, aim.high_deg + slack, *shift, (met, slack))

    def _heights(self) -> None:
        heights = self.programme.heights
        if heights is None:
            return
        for base_km, response in zip(heights.base_km.tolist(), heights.response_km, strict=True):
            gain = ((self.up, response), (self.down, -response))
            self._row(heights.lowest_km - base_km, np.inf, *gain, (self.off, 1.0))
            self._row(-np.inf, heights.highest_km - base_km, *gain, (self.off, -1.0))
