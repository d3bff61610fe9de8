"""Small spacewalks, made up: a lock, three places, day and night every 90 minutes."""

from datetime import UTC, datetime, timedelta
from typing import Any

from crossflight.record import (
    Airlock,
    Eclipse,
    LifeSupport,
    Light,
    Numbers,
    Period,
    Prebreathe,
    PrebreatheStep,
    SpacewalkCase,
    SpacewalkRequest,
    Suit,
    Task,
    Worksite,
)

__all__ = ["OPENS", "a_case", "a_light", "a_task"]

OPENS = datetime(2030, 1, 1, 12, tzinfo=UTC)


def a_task(name: str, minutes: float = 20, worksite: str = "near", **more: Any) -> Task:
    """Return a task for one person."""
    return Task(id=name, name=f"work on {name}", minutes=minutes, worksite=worksite, **more)


def a_light(first_night_min: float = 40, night_min: float = 35, every_min: float = 90) -> Light:
    """Return nights of that length, the first one so many minutes after the opening of the hatch."""
    start, end = OPENS - timedelta(hours=16), OPENS + timedelta(hours=14)
    nights = []
    dusk = OPENS + timedelta(minutes=first_night_min)
    while dusk > start:
        dusk -= timedelta(minutes=every_min)
    dusk += timedelta(minutes=every_min)
    while night_min and dusk + timedelta(minutes=night_min) < end:
        dawn = dusk + timedelta(minutes=night_min)
        dark = Period(start=dusk + timedelta(seconds=8), end=dawn - timedelta(seconds=8))
        nights.append(Eclipse(penumbra=Period(start=dusk, end=dawn), umbra=dark))
        dusk += timedelta(minutes=every_min)
    return Light(
        station="lagrange",
        start=start,
        end=end,
        orbit_epoch=OPENS,
        orbit_age_days=0.0,
        eclipses=tuple(nights),
        full_sun=(),
        noons=(),
        days=(),
        basis="made up",
    )


def a_case(*tasks: Task, light: Light | None = None, suit: dict[str, Any] | None = None, **more: Any) -> SpacewalkCase:
    """Return a spacewalk with these tasks: near is 3 min from the lock, far 9, and 4 lie between near and middle."""
    support: dict[str, Any] = {
        "endurance_min": 240,
        "worst_sun_min": 200,
        "emergency_oxygen_min": 30,
        "metabolic_budget_kj": 4000,
        "planned_rate_w": 200,
        "high_rate_w": 260,
    }
    asked = {"id": "walk", "airlock": "lock", "suit": "suit", "convention": "us-battery-to-repress"}
    request = {**asked, **more.pop("request", {})}
    return SpacewalkCase(
        station="lagrange",
        request=SpacewalkRequest(**request, tasks=tasks),
        airlock=Airlock(id="lock", name="Lock", segment="north-segment", suits=("suit",), **more.pop("airlock", {})),
        suit=Suit(id="suit", name="Suit", kind="spacewalk", life_support=LifeSupport(**{**support, **(suit or {})})),
        prebreathe=Prebreathe(
            id="oxygen", name="Oxygen", suits=("suit",), steps=(PrebreatheStep(name="mask", minutes=40, place="lock"),)
        ),
        worksites=(
            Worksite(id="near", name="Near", station="lagrange", minutes_from={"lock": 3}),
            Worksite(id="middle", name="Middle", station="lagrange", minutes_from={"near": 4}),
            Worksite(id="far", name="Far", station="lagrange", minutes_from={"lock": 9}),
        ),
        opens=OPENS,
        light=light,
        inside=more.pop("inside", ("somebody",)),
        numbers=Numbers(**more.pop("numbers", {})),
        **more,
    )
