"""How a vehicle reaches its first orbit, and how it goes on from there to a station."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field, model_validator

from crossflight.errors import InputError
from crossflight.record.noun import Fact, Noun, Slug

__all__ = ["AnyPhase", "Ascent", "Pass", "PhaseRange", "Profile", "ascent_of"]

Pass = Literal["northbound", "southbound"]
"""On which side of the orbit the pad goes through the plane."""

Height = Annotated[float, Field(ge=100, le=2000)]
Revolutions = Annotated[float, Field(ge=0, le=1000)]


class Ascent(Fact):
    """From liftoff to the first orbit: one vehicle type on one launcher from certain pads."""

    id: Slug
    vehicle_type: Slug
    launcher: Slug
    sites: tuple[Slug, ...]
    passes: tuple[Pass, ...] = ("northbound",)
    """Those that the pad may launch into: what lies below the ascent decides."""
    duration_s: Annotated[float, Field(gt=0, le=3600)]
    """From liftoff to insertion, the engine's cut-off."""
    arc_deg: Annotated[float, Field(ge=0, le=90)]
    """How far insertion lies from the pad along the orbit, seen from the Earth's centre, not turning with it."""
    perigee_km: Height
    apogee_km: Height
    plane_lead_s: Annotated[float, Field(ge=-3600, le=3600)]
    """Liftoff before the pad crosses the plane that the vehicle is put into, the mean one of the day."""


class PhaseRange(Noun):
    """Phases at insertion that a profile can make up with one count of revolutions."""

    from_deg: Annotated[float, Field(ge=0, le=1080)]
    to_deg: Annotated[float, Field(gt=0, le=1080)]
    """Half-open; beyond 360 the station is one revolution and more ahead."""
    revolutions: Revolutions
    """Of the vehicle, from insertion to docking."""


class AnyPhase(Noun):
    """Any phase, with as many revolutions as the time allows."""

    hours_least: Annotated[float, Field(gt=0, le=1000)]
    hours_most: Annotated[float, Field(gt=0, le=1000)]
    """Liftoff to docking."""
    height_below_least_km: Annotated[float, Field(gt=0, le=500)] = 2.5
    """How far below the station the vehicle phases at least."""


class Profile(Fact):
    """A way to a station: how many revolutions, and from which phases."""

    id: Slug
    vehicle_types: tuple[Slug, ...]
    orbits: Annotated[int, Field(ge=1, le=1000)] | None = None
    """The number that the profile is called by; None where the revolutions are counted at each opportunity."""
    phases: tuple[PhaseRange, ...] = ()
    any_phase: AnyPhase | None = None
    first_revolutions: Revolutions
    """In the first orbit, before the burns to the phasing orbit are over."""
    last_revolutions: Revolutions
    """From the first burn that leaves the phasing orbit to docking."""
    liftoff_slack_s: Annotated[float, Field(ge=0, le=300)] = 0.0
    """How far liftoff may leave the plane's own instant to bring the phase into the range; burns mend the plane."""

    @model_validator(mode="after")
    def _has_phases(self) -> "Profile":
        if bool(self.phases) == bool(self.any_phase):
            message = "a profile has either phases or any_phase"
            raise ValueError(message)
        if self.phases and self.orbits is None:
            message = "a profile with phases is called by its orbits"
            raise ValueError(message)
        return self


def ascent_of(ascents: Iterable[Ascent], vehicle_type: str, site: str, launcher: str | None = None) -> Ascent:
    """Return how a vehicle type goes up from a pad; without a launcher the first of those that the pad has for it.

    Raises
    ------
    InputError
        When there is none, naming the pads and the launchers for which there is one.
    """
    of_type = [ascent for ascent in ascents if ascent.vehicle_type == vehicle_type]
    for ascent in of_type:
        if site in ascent.sites and launcher in {None, ascent.launcher}:
            return ascent
    known = sorted({f"{pad} on {ascent.launcher}" for ascent in of_type for pad in ascent.sites})
    on_launcher = f" on '{launcher}'" if launcher is not None else ""
    way_out = f"it is known from {', '.join(known)}" if known else "add one to the catalogue's table 'ascents'"
    raise InputError(f"the catalogue knows no ascent of '{vehicle_type}' from '{site}'{on_launcher}", way_out=way_out)
