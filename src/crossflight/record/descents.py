"""How a vehicle comes home: the way from the station to the ground, and the points in a zone that it aims at."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field, model_validator

from crossflight.record.ascents import Pass
from crossflight.record.noun import Fact, Noun, Slug, Text
from crossflight.record.vehicles import LandingZone, Latitude, Longitude

__all__ = ["AimPoint", "Descent", "LoweredOrbit", "aim_points_of"]

Hours = Annotated[float, Field(gt=0, le=1000)]
Seconds = Annotated[float, Field(gt=0, le=7200)]
Kilometres = Annotated[float, Field(ge=0, le=1000)]


class LoweredOrbit(Noun):
    """How far below the station a vehicle may fly after undocking, to get ahead of it to the place of its burn."""

    below_least_km: Kilometres
    """Mean height below the station's, of the shortest returns."""
    below_most_km: Annotated[float, Field(gt=0, le=1000)]


class Descent(Fact):
    """From undocking to the ground, for vehicles of some types.

    ::

        undocking -- hours --> burn -- coast --> entry height --> parachute --> ground
                               burn_s             entry_s         parachute_s
                                                      |-- turning_s ---->|  it turns with the Earth
    """

    id: Slug
    vehicle_types: tuple[Slug, ...] = Field(min_length=1)
    passes: tuple[Pass, ...] = ("northbound", "southbound")
    """Those that the vehicle may come in on: what lies below its way decides."""
    hours_least: Hours
    """From undocking to the burn that brings it down."""
    hours_most: Hours
    lowered: LoweredOrbit | None = None
    """None: it stays by the station's phase, and lands where the station's orbit takes it."""
    delta_v_m_s: Annotated[float, Field(gt=0, le=1000)] | None = None
    """Of the burn, against the motion."""
    perigee_km: Annotated[float, Field(ge=-1000, le=120)] | None = None
    """Height that the burn aims at, where its delta-v follows from that; over 6378.135 km."""
    burn_s: Seconds
    entry_height_km: Annotated[float, Field(ge=60, le=150)] = 100.0
    """Over the ellipsoid; down to it the way is computed, below it the numbers that follow are taken."""
    entry_arc_deg: Annotated[float, Field(ge=0, le=90)]
    """From the entry height to the ground along the orbit, seen from the Earth's centre, not turning with it."""
    entry_s: Seconds
    """From the entry height to the parachute."""
    parachute_s: Seconds
    """From there to the ground."""
    turning_s: Annotated[float, Field(ge=0, le=7200)]
    """How long before touchdown it begins to turn with the Earth; braking does it bit by bit, this is the mean."""
    cross_range_km: Kilometres
    """How far it can be steered to either side of its way."""

    @model_validator(mode="after")
    def _has_one_burn(self) -> "Descent":
        if (self.delta_v_m_s is None) == (self.perigee_km is None):
            message = "a descent has either delta_v_m_s or perigee_km"
            raise ValueError(message)
        if self.hours_most < self.hours_least:
            message = f"hours_most {self.hours_most:g} is less than hours_least {self.hours_least:g}"
            raise ValueError(message)
        if self.lowered is not None and self.lowered.below_most_km < self.lowered.below_least_km:
            message = "lowered.below_most_km is less than lowered.below_least_km"
            raise ValueError(message)
        if self.turning_s > self.entry_s + self.parachute_s:
            message = "turning_s is longer than entry_s and parachute_s together"
            raise ValueError(message)
        return self


class AimPoint(Fact):
    """A point in a landing zone that vehicles aim at; a zone without any is aimed at in its middle."""

    id: Slug
    zone: Slug
    name: Text
    latitude_deg: Latitude
    longitude_deg: Longitude
    radius_km: Annotated[float, Field(ge=0, le=5000)]


def aim_points_of(zone: LandingZone, aim_points: Iterable[AimPoint]) -> tuple[AimPoint, ...]:
    """Return the aim points of a zone, or its middle."""
    middle = AimPoint(
        id=zone.id,
        zone=zone.id,
        name=zone.name,
        latitude_deg=zone.latitude_deg,
        longitude_deg=zone.longitude_deg,
        radius_km=zone.radius_km or 0.0,
    )
    return tuple(point for point in aim_points if point.zone == zone.id) or (middle,)
