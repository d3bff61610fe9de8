"""Vehicle types, single vehicles, launchers, launch sites, landing zones and suits."""

from typing import Annotated, Literal

from pydantic import Field

from crossflight.record.noun import Count, Days, Fact, Instant, Slug, Text
from crossflight.record.outside import LifeSupport

__all__ = [
    "LandingZone",
    "Latitude",
    "LaunchSite",
    "Launcher",
    "LifeLimit",
    "Longitude",
    "Suit",
    "Vehicle",
    "VehicleType",
]

Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


class LifeLimit(Fact):
    """How long a vehicle may stay up, from launch to landing: dated, and amended by whoever approves."""

    days: Days
    approver: Text | None = None


class VehicleType(Fact):
    """A kind of spacecraft."""

    id: Slug
    name: Text
    agency: Slug
    kind: Literal["crew", "cargo", "module"]
    interface: Slug
    seats: Count = 0
    """Nominal seats, as flown for the operator."""
    contingency_places: Count | None = None
    """All places for people in an emergency, seats included; None: not public."""
    contingency_assumed: bool = False
    """True when the number of contingency places is an assumption."""
    entry_suit: Slug | None = None
    lives: tuple[LifeLimit, ...] = ()
    """The limit stated for the type; a single vehicle's own limits go before it."""
    lands_in_daylight: bool = False
    """True where a ground rule asks for touchdown between sunrise and sunset."""
    launchers: tuple[Slug, ...] = ()
    zones: tuple[Slug, ...] = ()
    transit_hours: Annotated[float, Field(gt=0, le=240)] | None = None
    """Usual hours from liftoff to docking."""
    descent_hours: Annotated[float, Field(gt=0, le=240)] | None = None
    """Usual hours from undocking to landing."""


class Vehicle(Fact):
    """One spacecraft: a serial, or a capsule that flies again."""

    id: Slug
    name: Text
    type: Slug
    lives: tuple[LifeLimit, ...] = ()
    """Limits published for this vehicle, each with its date and approver."""


class Launcher(Fact):
    """A launch vehicle; stages come with the dynamics."""

    id: Slug
    name: Text
    agency: Slug | None = None


class LaunchSite(Fact):
    """A pad."""

    id: Slug
    name: Text
    latitude_deg: Latitude
    longitude_deg: Longitude
    altitude_m: Annotated[float, Field(ge=-500, le=9000)] = 0.0
    launchers: tuple[Slug, ...] = ()
    since: Instant | None = None
    until: Instant | None = None


class LandingZone(Fact):
    """Where a vehicle comes down: a point in the middle of the zone, and how far the zone reaches."""

    id: Slug
    name: Text
    kind: Literal["land", "sea"]
    latitude_deg: Latitude
    longitude_deg: Longitude
    radius_km: Annotated[float, Field(ge=0, le=5000)] | None = None


class Suit(Fact):
    """An entry suit or a spacewalk suit."""

    id: Slug
    name: Text
    kind: Literal["entry", "spacewalk"]
    life_support: LifeSupport | None = None
    """Of a spacewalk suit."""
    family: Slug | None = None
    """The suit that stands for all its generations, where a source does not say which one was worn."""
    alone_since: Instant | None = None
    """From then on whoever went outside in the family wore this generation, as far as is known."""
