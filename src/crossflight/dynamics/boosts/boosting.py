"""Boosts that put the phase right: which, when, how large, and how far ahead the outcome can be promised.

::

    newest set      boost                           launch
        |-----------|===============================|      1 m/s moves the station by 2.1 degrees for each day
                     degrees = 3 n/v dv T                  that is left: the earlier, the less it takes

Drag works against being early: its error grows with the square of the time. So boosts are planned early, for the
middle of the range, and a reserve is told for a trim boost shortly before.
"""

from collections.abc import Sequence
from dataclasses import replace

from crossflight import instants
from crossflight.dynamics.boosts.case import BoostCase
from crossflight.dynamics.boosts.outcomes import outcome_of, planned_boosts
from crossflight.dynamics.boosts.programme import (
    SPEED_SLACK,
    SPEED_SLACK_M_S,
    Choice,
    Programme,
    choose,
    choose_some,
    polish,
)
from crossflight.dynamics.orbit.secular import SecularOrbit
from crossflight.errors import CallError
from crossflight.record import Boost, BoostLimits, BoostPlan, BoostTarget, TargetOutcome

__all__ = ["plan_boosts"]

MOST_TARGETS = 60

REACHES_M_S = (2.0, 5.0, 15.0)
"""Totals that are tried in turn; without a budget the last is the limit. In 2022 eight and more were flown."""

CORRECTIONS = 2
"""The programme takes the moves of the passages as small, which leaves a tenth of a degree after some turns."""

NOTHING_M_S = 5e-4
HEIGHT_OFF_KM = 0.01
DECIMALS_M_S = 4


def plan_boosts(orbit: SecularOrbit, targets: Sequence[BoostTarget], limits: BoostLimits) -> BoostPlan:
    """Return the boosts that bring each target's phase into its range: the least speed, then the fewest boosts.

    The planned phase keeps such a distance from the edges that drag leaves it inside with ``limits.confidence``,
    where any place in the range does and the other targets let it. Then, for 2 % more speed and 0.02 m/s, the phases
    are brought to the middle of their ranges as far as that goes. Boosts of ``orbit.boosts`` are taken as they are. As
    few targets as can be are missed; the plan says by how much, and what all would have taken without the budget.

    Parameters
    ----------
    orbit
        The station's, from :func:`crossflight.dynamics.orbit.secular.fit`.
    targets
        With passages from :func:`crossflight.dynamics.boosts.passages.launch_passages` or ``landing_passages``.
    limits
        What the boosts have to keep to.

    Raises
    ------
    CallError
        When there are too many targets, two have one name, or one lies before the first day of boosts.
    """
    _refuse(targets, limits)
    case = BoostCase(orbit, targets, limits)
    programme, choice = _choose(case)
    boosts = _boosts(case, choice)
    most_m_s = float(abs(choice.delta_v_m_s).sum()) * (1 + SPEED_SLACK) + SPEED_SLACK_M_S
    for _ in range(CORRECTIONS):
        choice = polish(_corrected(case, programme, choice, boosts), choice, most_m_s)
        boosts = _boosts(case, choice)
    ways = [case.nearest_way(index, boosts) if aim is None else case.ways[aim] for index, aim in enumerate(choice.aims)]
    outcomes = tuple(outcome_of(case, way, boosts) for way in ways)
    met = [way for way, outcome in zip(ways, outcomes, strict=True) if outcome.is_met]
    missed = [outcome for outcome in outcomes if not outcome.is_met]
    needed = _needed_m_s(case) if missed else None
    heights = case.heights_km(boosts)
    return BoostPlan(
        boosts=planned_boosts(case, met, boosts),
        targets=outcomes,
        total_m_s=round(sum(abs(boost.delta_v_m_s) for boost in boosts), DECIMALS_M_S),
        needed_m_s=needed,
        lowest_km=round(min(heights), 2),
        highest_km=round(max(heights), 2),
        reasons=(*_missed_reasons(case, missed, needed), *_height_reasons(choice, heights, limits)),
        limits=limits,
        orbit_epoch=orbit.reference,
        basis=_basis(orbit, limits),
    )


def _refuse(targets: Sequence[BoostTarget], limits: BoostLimits) -> None:
    if len(targets) > MOST_TARGETS:
        message = f"{len(targets)} targets were given; boosts are planned for {MOST_TARGETS} at most — shorten the span"
        raise CallError(message)
    seen = set()
    for target in targets:
        if target.id in seen:
            message = f"two targets are called '{target.id}' — give each its own name"
            raise CallError(message)
        seen.add(target.id)
        last = max(passage.instant for passage in target.passages)
        if last <= limits.start:
            message = (
                f"target '{target.id}' passes at {instants.write(last)}, before the first day of boosts "
                f"{instants.write(limits.start)} — leave it out, or begin earlier"
            )
            raise CallError(message)


def _choose(case: BoostCase) -> tuple[Programme, Choice]:
    """Return the choice that keeps its distance from the edges; where that is too much, any; or as many as can be."""
    programme = case.programme(keeps_distance=True)
    choice = _least(case, programme)
    if choice is None:
        programme = case.programme(keeps_distance=False)
        choice = _least(case, programme)
    if choice is None:
        programme = replace(programme, total_m_s=_reaches_m_s(case)[-1])
        choice = choose_some(programme)
    return programme, choice


def _least(case: BoostCase, programme: Programme) -> Choice | None:
    """Return the choice that meets all within the budget, or within as much as it takes."""
    for total in _reaches_m_s(case):
        choice = choose(replace(programme, total_m_s=total))
        if choice is not None:
            return choice
    return None


def _reaches_m_s(case: BoostCase) -> tuple[float, ...]:
    """Return the totals to try in turn: what meets all within one of them is the least there is."""
    budget = case.limits.budget_m_s
    if budget is None:
        return REACHES_M_S
    return (*(reach for reach in REACHES_M_S if reach < budget), budget)


def _boosts(case: BoostCase, choice: Choice) -> tuple[Boost, ...]:
    return tuple(
        Boost(instant=moment, delta_v_m_s=round(speed, DECIMALS_M_S))
        for moment, speed in zip(case.slots, choice.delta_v_m_s.tolist(), strict=True)
        if abs(speed) >= NOTHING_M_S
    )


def _corrected(case: BoostCase, programme: Programme, choice: Choice, boosts: Sequence[Boost]) -> Programme:
    """Return the programme with the shifts that are needed lessened by what the boosts do beyond it."""
    aims = list(programme.aims)
    for index in choice.aims:
        if index is None:
            continue
        way, aim = case.ways[index], programme.aims[index]
        linear_deg = float(aim.response @ choice.delta_v_m_s)
        exact_deg = case.after(boosts, way)[1] - way.before_deg
        beyond_deg = (exact_deg - linear_deg + 180) % 360 - 180
        aims[index] = aim._replace(low_deg=aim.low_deg - beyond_deg, high_deg=aim.high_deg - beyond_deg)
    return replace(programme, aims=tuple(aims))


def _needed_m_s(case: BoostCase) -> float | None:
    """Return what all targets would take without the budget, None where that does not help."""
    programme = case.programme(keeps_distance=False)
    for total in REACHES_M_S:
        if case.limits.budget_m_s is None or total <= case.limits.budget_m_s:
            continue
        choice = choose(replace(programme, total_m_s=total))
        if choice is not None:
            return round(float(abs(choice.delta_v_m_s).sum()), 2)
    return None


def _missed_reasons(case: BoostCase, missed: Sequence[TargetOutcome], needed_m_s: float | None) -> list[str]:
    limits = case.limits
    reasons = []
    for outcome in missed:
        alone = "no boost lies before it"
        if outcome.alone_m_s is not None:
            alone = f"alone it would take {outcome.alone_m_s:.2f} m/s on {case.slots[0]:%Y-%m-%d}"
        reasons.append(f"'{outcome.target}' is missed by {-outcome.margin_deg:.1f} degrees of phase; {alone}")
    if not missed or limits.budget_m_s is None:
        wanted = f"within {REACHES_M_S[-1]:g} m/s in all; heights, size and spacing of boosts or quiet days forbid it"
        return [f"{reason}, not {wanted}" for reason in reasons]
    if needed_m_s is None:
        forbid = "no budget meets all: heights, days between boosts or quiet days forbid it"
        return [f"{reason}; {forbid}" for reason in reasons]
    return [
        f"{reason}; all targets together take {needed_m_s:.2f} m/s, the budget is {limits.budget_m_s:g}"
        for reason in reasons
    ]


def _height_reasons(choice: Choice, heights_km: Sequence[float], limits: BoostLimits) -> list[str]:
    if choice.height_off_km <= HEIGHT_OFF_KM:
        return []
    bounds = " to ".join("any" if bound is None else f"{bound:g}" for bound in (limits.lowest_km, limits.highest_km))
    return [
        f"the mean height goes from {min(heights_km):.1f} to {max(heights_km):.1f} km, and {bounds} km is allowed; "
        f"no boosts within the limits keep it nearer than {choice.height_off_km:.1f} km"
    ]


def _basis(orbit: SecularOrbit, limits: BoostLimits) -> str:
    error = limits.error
    return (
        f"Mean elements from {instants.write(orbit.reference)} on: drag makes the argument of latitude gain "
        f"{orbit.motion_change_deg_per_day2 / 2:.4f} degrees a day squared; boosts told: {len(orbit.boosts)}. "
        f"Error of the phase: Student's t of four degrees of freedom, {100 * error.drag_share:.0f} % of the drag and "
        f"{error.drag_floor_deg_per_day2:g} degrees a day squared; fitted to element sets of 2021 and 2022, so beyond "
        "them a guess. Boosts count as instants and as made to the letter; avoiding debris is not foreseen."
    )
