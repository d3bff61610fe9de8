"""Launches and landings as targets for boosts: the catalogue tells which phases they need."""

# ruff: noqa: PLC0415 - the arrays and the frames are imported when they are first needed

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from crossflight.errors import InputError
from crossflight.files.validating import suggest
from crossflight.record import (
    AimPoint,
    BoostTarget,
    Catalogue,
    LandingZone,
    LaunchSite,
    Passage,
    Profile,
    Scenario,
    Station,
    VehicleType,
    ascent_of,
)
from crossflight.story.boost_flights import Wanted

if TYPE_CHECKING:
    from crossflight.dynamics import Outset

__all__ = ["House", "known"]

Entry = TypeVar("Entry", Station, LaunchSite, LandingZone, VehicleType)


@dataclass(frozen=True)
class House:
    """What is known of vehicles, pads and zones, and the orbit that all is computed from."""

    catalogue: Catalogue
    scenario: Scenario | None
    outset: "Outset"

    def target(self, wanted: Wanted) -> BoostTarget | str:
        """Return the target with its passages, or why it needs none.

        Raises
        ------
        InputError
            When the vehicle, the pad or the zone is not known.
        """
        kind = self._kind(wanted.vehicle)
        found = self._launch(wanted, kind) if wanted.kind == "launch" else self._landing(wanted, kind)
        if isinstance(found, str):
            return found
        place, passages = found
        if not passages:
            return f"'{place}' does not come into the plane in these hours"
        if passages[0].instant > self.outset.known_until:
            known = f"{self.outset.known_until:%Y-%m-%d}"
            return f"drag leaves the phase unknown from {known} on, so a boost would be blind: plan it later"
        return BoostTarget(id=wanted.id, kind=wanted.kind, vehicle=kind.id, place=place, passages=passages)

    def _kind(self, vehicle: str) -> VehicleType:
        types = (*(self.scenario.vehicle_types if self.scenario else ()), *self.catalogue.vehicle_types)
        serials = (*(self.scenario.vehicles if self.scenario else ()), *self.catalogue.vehicles)
        by_serial = {serial.id: serial.type for serial in serials}
        return known("vehicle", by_serial.get(vehicle, vehicle), types)

    def _launch(self, wanted: Wanted, kind: VehicleType) -> tuple[str, tuple[Passage, ...]] | str:
        from crossflight import dynamics

        if wanted.place is None:
            return "its pad is not known"
        sites = (*(self.scenario.sites if self.scenario else ()), *self.catalogue.sites)
        site = known("launch site", wanted.place, sites)
        ascents = self.scenario.ascents if self.scenario and self.scenario.ascents else self.catalogue.ascents
        try:
            ascent = ascent_of(ascents, kind.id, site.id)
        except InputError as error:
            return error.problem
        profiles = self._profiles(wanted, kind)
        if isinstance(profiles, str):
            return profiles
        orbit, inclination_deg, _ = self.outset
        return site.id, dynamics.launch_passages(orbit, inclination_deg, site, ascent, profiles, wanted.span)

    def _profiles(self, wanted: Wanted, kind: VehicleType) -> tuple[Profile, ...] | str:
        """Return the profiles that will do: those wanted; or for people the shortest, for cargo all."""
        every = self.scenario.profiles if self.scenario and self.scenario.profiles else self.catalogue.profiles
        own = [profile for profile in every if kind.id in profile.vehicle_types]
        ranged = {f"{profile.orbits}-orbit": profile for profile in own if profile.phases}
        if wanted.profiles and wanted.profiles != ("any",):
            unknown = [name for name in wanted.profiles if name not in ranged]
            if unknown and ranged:
                problem = f"'{wanted.id}': the catalogue knows no profile '{unknown[0]}' of '{kind.id}' with phases"
                raise InputError(problem, way_out=f"give {', '.join(ranged)}, or any")
            chosen = [ranged[name] for name in wanted.profiles if name in ranged]
        else:
            chosen = sorted(ranged.values(), key=lambda profile: profile.orbits or 0)
            is_shortest = kind.kind == "crew" and not wanted.profiles
            chosen = chosen[:1] if is_shortest else chosen
        if chosen:
            return tuple(chosen)
        if own:
            return f"its profile '{own[0].id}' takes any phase, so it needs no boost"
        return f"the catalogue knows no profile of '{kind.id}'"

    def _landing(self, wanted: Wanted, kind: VehicleType) -> tuple[str, tuple[Passage, ...]] | str:
        from crossflight import dynamics

        name = wanted.place or next(iter(kind.zones), None)
        if name is None:
            return "it does not come home whole"
        zones = (*(self.scenario.zones if self.scenario else ()), *self.catalogue.zones)
        zone = known("landing zone", name, zones)
        descents = (*(self.scenario.descents if self.scenario else ()), *self.catalogue.descents)
        descent = next((entry for entry in descents if kind.id in entry.vehicle_types), None)
        if descent is None:
            return f"no descent of '{kind.id}' is known"
        if descent.lowered is not None:
            return "it can fly below the station until the phase suits its landing, so it needs no boost"
        if not descent.cross_range_km:
            return f"the catalogue knows no cross-range of '{kind.id}', so no range of phases"
        middle = AimPoint(
            id=zone.id,
            zone=zone.id,
            name=zone.name,
            latitude_deg=zone.latitude_deg,
            longitude_deg=zone.longitude_deg,
            radius_km=0.0,  # the zone's own is kept in reserve: it is the middle that is aimed at
        )
        aims = [aim for aim in self.catalogue.aim_points if aim.zone == zone.id] or [middle]
        orbit, inclination_deg, _ = self.outset
        passages = [
            passage
            for aim in aims
            for passage in dynamics.landing_passages(orbit, inclination_deg, descent, aim, wanted.span)
        ]
        return zone.id, tuple(sorted(passages, key=lambda passage: passage.instant))


def known(word: str, identifier: str, entries: Iterable[Entry]) -> Entry:
    """Return the entry of that id, of several the first; refuse others, and say what is like it."""
    by_id = {entry.id: entry for entry in reversed(tuple(entries))}
    if identifier not in by_id:
        raise InputError(f"the catalogue knows no {word} '{identifier}'", way_out=suggest(identifier, by_id))
    return by_id[identifier]
