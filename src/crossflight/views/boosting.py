"""A plan of boosts as a page and as a document."""

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from crossflight.record import BoostPlan, PlannedBoost, TargetOutcome
from crossflight.views.sheet import Column, Row, Sheet
from crossflight.views.wording import line, many

__all__ = ["boosts_document", "boosts_page"]

SURE = 0.995
LOST_DEG = 180.0
"""An error of half a turn and more says nothing of where the station is."""


def boosts_document(plan: BoostPlan) -> dict[str, Any]:
    """Return the plan for other programs."""
    document: dict[str, Any] = plan.model_dump(mode="json")
    return document


def boosts_page(plan: BoostPlan) -> RenderableType:
    """Return the boosts, what they do for each target, what is missed, what was left out, and what it rests on."""
    limits = plan.limits
    budget = "" if limits.budget_m_s is None else f" of {limits.budget_m_s:g}"
    title = (
        f"{many(len(plan.boosts), 'boost')} from {limits.start:%Y-%m-%d} to {limits.end:%Y-%m-%d}, "
        f"{plan.total_m_s:.3f}{budget} m/s; mean height {plan.lowest_km:.1f} to {plan.highest_km:.1f} km"
    )
    parts: list[RenderableType] = [line(title, "bold")]
    if plan.boosts:
        parts.append(Sheet(BOOST_COLUMNS, [_boost(boost) for boost in plan.boosts]))
    if plan.targets:
        parts += [line(""), Sheet(TARGET_COLUMNS, [_target(outcome) for outcome in plan.targets])]
        parts += [line(""), *_legend(plan)]
    else:
        parts.append(line("no launch or landing in the span needs a phase"))
    parts += [line(f"not met: {reason}", "bold") for reason in plan.reasons]
    parts += [line(f"left out: {entry.flight}: {entry.reason}") for entry in plan.left_out]
    return Group(*parts, line(plan.basis, "dim"))


BOOST_COLUMNS = (
    Column("boost"),
    Column("m/s", "right"),
    Column("height, km", "right"),
    Column("for", least=20),
)

TARGET_COLUMNS = (
    Column("target", least=14),
    Column("passage"),
    Column("needs", "right"),
    Column("phase", "right"),
    Column("error", "right"),
    Column("chance", "right"),
    Column("promised", "right"),
    Column("trim", "right"),
)


def _boost(boost: PlannedBoost) -> Row:
    cells = (
        f"{boost.instant:%Y-%m-%d %H:%M}",
        f"{boost.delta_v_m_s:+.3f}",
        f"{boost.height_before_km:.1f} → {boost.height_after_km:.1f}",
        ", ".join(boost.purposes),
    )
    return Row(tuple(line(cell) for cell in cells))


def _target(outcome: TargetOutcome) -> Row:
    trim = "none" if not outcome.trim_m_s else f"{outcome.trim_m_s:.2f} m/s, {outcome.trim_days:.0f} d"
    profile = "" if outcome.kind == "landing" else f" {outcome.profile}"
    cells = (
        line(f"{outcome.target}{profile}"),
        line(f"{outcome.instant:%Y-%m-%d %H:%M}"),
        line(f"{outcome.phase_from_deg:g} to {outcome.phase_to_deg:g}°"),
        line(
            f"{outcome.phase_before_deg:.1f} → {outcome.phase_after_deg:.1f}°",
            "" if outcome.is_met else "bold",
        ),
        line(f"±{outcome.error_deg:.1f}°" if outcome.error_deg < LOST_DEG else "any"),
        line(_chance(outcome.chance)),
        line(f"{outcome.promised_days:.0f} d"),
        line(trim),
    )
    return Row(cells)


def _legend(plan: BoostPlan) -> Iterator[Text]:
    share = f"{100 * plan.limits.confidence:g}"
    yield line(
        "phase: without → with the boosts; error: 68 of 100 lie within; chance: that the phase suits with no further "
        f"boost; promised: so long before, {share} of 100 do; trim: held back for a boost so long before, enough in "
        f"{share} of 100",
        "dim",
    )


def _chance(chance: float) -> str:
    return "> 99 %" if chance >= SURE else f"{100 * chance:.0f} %"
