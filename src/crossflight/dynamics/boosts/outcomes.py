"""What boosts of a plan do for each target, how sure that is, and what each boost is for."""

from collections.abc import Sequence
from datetime import timedelta

from crossflight.dynamics.boosts.case import BoostCase, Way, margin_deg
from crossflight.dynamics.boosts.phase_error import chance_within, error_scale_deg, error_within_deg, promised_days
from crossflight.dynamics.orbit.plane import EARTH_RADIUS_KM
from crossflight.dynamics.orbit.secular import axis_ahead_km
from crossflight.dynamics.time import utc_array
from crossflight.record import Boost, PlannedBoost, TargetOutcome

__all__ = ["outcome_of", "planned_boosts"]

HALF_A_TURN_DEG = 180.0
SECOND = timedelta(seconds=1)


def outcome_of(case: BoostCase, way: Way, boosts: Sequence[Boost]) -> TargetOutcome:
    """Return what boosts do for the target of a passage, and what a trim boost would add."""
    passage, limits, target = way.passage, case.limits, case.targets[way.target]
    moment, argument_deg = case.after(boosts, way)
    margin, half = margin_deg(passage, argument_deg), passage.half_width_deg
    off = (argument_deg - passage.middle_deg + 180) % 360 - 180
    decay = case.orbit.motion_change_deg_per_day2
    promised = promised_days(limits.error, decay, half / case.at_passage, limits.confidence)
    trim = min(limits.trim_days or promised, way.days)
    trim_scale = error_scale_deg(limits.error, decay, trim) * case.at_passage
    alone = _alone_m_s(case, way)
    return TargetOutcome(
        target=target.id,
        kind=target.kind,
        profile=passage.profile,
        instant=moment.replace(microsecond=0),
        is_met=margin >= 0,
        phase_from_deg=round(passage.phase_from_deg, 2),
        phase_to_deg=round(passage.phase_to_deg, 2),
        phase_before_deg=round(passage.phase_deg(way.before_deg), 2),
        phase_after_deg=round(passage.phase_deg(argument_deg), 2),
        margin_deg=round(margin, 2),
        error_deg=round(error_within_deg(way.scale_deg), 2),
        chance=round(chance_within(way.scale_deg, -half - off, half - off), 4),
        alone_m_s=None if alone is None else round(alone, 3),
        days_ahead=round(way.days, 2),
        promised_days=round(promised, 1),
        trim_days=round(trim, 1),
        trim_m_s=_trim_m_s(case, way, trim),
        trim_chance=round(chance_within(trim_scale, -half, half), 4),
    )


def planned_boosts(case: BoostCase, met: Sequence[Way], boosts: Sequence[Boost]) -> tuple[PlannedBoost, ...]:
    """Return the boosts with what each is for, and the heights around it."""
    found = []
    boosted = case.boosted(boosts)
    for index, boost in enumerate(boosts):
        axes_km = axis_ahead_km(boosted, utc_array([boost.instant - SECOND, boost.instant + SECOND]))
        before_km, after_km = (round(float(axis_km) - EARTH_RADIUS_KM, 2) for axis_km in axes_km)
        found.append(
            PlannedBoost(
                instant=boost.instant,
                delta_v_m_s=boost.delta_v_m_s,
                height_before_km=before_km,
                height_after_km=after_km,
                purposes=_purposes(case, met, boosts, index),
            )
        )
    return tuple(found)


def _trim_m_s(case: BoostCase, way: Way, trim_days: float) -> float:
    """Return what brings back to the middle all that drag may do until then, by half a turn at most."""
    per_m_s = abs(case.step_deg_per_day * trim_days * case.at_passage)
    if way.days <= trim_days or not per_m_s:
        return 0.0
    strayed = min(error_within_deg(way.scale_deg, case.limits.confidence), HALF_A_TURN_DEG)
    return round(strayed / per_m_s, 2)


def _alone_m_s(case: BoostCase, way: Way) -> float | None:
    """Return the least single boost at the first slot that brings the phase into the range."""
    response = abs(float(case.response_deg(way)[0])) if case.slots else 0.0
    return max(0.0, -margin_deg(way.passage, way.before_deg)) / response if response else None


def _purposes(case: BoostCase, met: Sequence[Way], boosts: Sequence[Boost], index: int) -> tuple[str, ...]:
    """Return the targets that would be missed without a boost; else those that it brings deeper inside."""
    others = [*boosts[:index], *boosts[index + 1 :]]
    served, helped = [], []
    for way in met:
        if way.passage.instant <= boosts[index].instant:
            continue
        with_it = margin_deg(way.passage, case.after(boosts, way)[1])
        without = margin_deg(way.passage, case.after(others, way)[1])
        if without < 0:
            served.append(case.targets[way.target].id)
        elif without < with_it:
            helped.append(case.targets[way.target].id)
    return tuple(served or helped) or ("height",)
