"""The catalogue, a scenario as written, and a scenario with everything in it that it needs."""

from crossflight.record.absences import Absence
from crossflight.record.agreements import Agreement, Event, Waiver
from crossflight.record.ascents import Ascent, Profile
from crossflight.record.descents import AimPoint, Descent
from crossflight.record.ephemeris import Boost
from crossflight.record.flights import Flight, HomeChange, Stay
from crossflight.record.noun import Instant, Noun, Slug, Text
from crossflight.record.orbit import MeanElements
from crossflight.record.outside import Prebreathe, Worksite
from crossflight.record.people import Agency, Person, Source
from crossflight.record.requests import Departure, FlightRequest, Numbers, Phasing, Policy, ReturnWish
from crossflight.record.requirements import Required
from crossflight.record.spacewalks import Spacewalk, SpacewalkRequest
from crossflight.record.station import Station
from crossflight.record.training import Centre, Course, Facility, Training, TrainingRequest
from crossflight.record.vehicles import LandingZone, Launcher, LaunchSite, Suit, Vehicle, VehicleType

__all__ = ["Catalogue", "Horizon", "Scenario", "ScenarioFile"]


class Horizon(Noun):
    """The span that is planned and judged, ``[start, end)``."""

    start: Instant
    end: Instant


class Facts(Noun):
    """Facts about stations, vehicles, people and what flew."""

    sources: tuple[Source, ...] = ()
    agencies: tuple[Agency, ...] = ()
    stations: tuple[Station, ...] = ()
    suits: tuple[Suit, ...] = ()
    vehicle_types: tuple[VehicleType, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    launchers: tuple[Launcher, ...] = ()
    sites: tuple[LaunchSite, ...] = ()
    zones: tuple[LandingZone, ...] = ()
    people: tuple[Person, ...] = ()
    flights: tuple[Flight, ...] = ()
    stays: tuple[Stay, ...] = ()
    """Stays that the crew lists of the flights cannot tell alone: begun before the record, or ended elsewhere."""
    home_changes: tuple[HomeChange, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    events: tuple[Event, ...] = ()
    ascents: tuple[Ascent, ...] = ()
    profiles: tuple[Profile, ...] = ()
    descents: tuple[Descent, ...] = ()
    aim_points: tuple[AimPoint, ...] = ()
    prebreathes: tuple[Prebreathe, ...] = ()
    worksites: tuple[Worksite, ...] = ()
    spacewalks: tuple[Spacewalk, ...] = ()
    centres: tuple[Centre, ...] = ()
    facilities: tuple[Facility, ...] = ()
    courses: tuple[Course, ...] = ()
    trainings: tuple[Training, ...] = ()
    """Courses passed, or booked already."""


class Catalogue(Facts):
    """What is known in public. A catalogue file has any of these tables."""


class ScenarioFile(Facts):
    """A scenario as its author writes it: names from the catalogue, and facts of its own."""

    name: Slug
    title: Text
    station: Slug
    as_of: Instant
    """The day from which the state is seen: nothing that became public later is known."""
    horizon: Horizon
    history: bool = False
    """True takes the catalogue's flights of the station as flown up to ``as_of``."""
    orbit: MeanElements | None = None
    boosts: tuple[Boost, ...] = ()
    """Boosts of the station that are planned already."""
    phasing: Phasing = Phasing()
    requests: tuple[FlightRequest, ...] = ()
    departures: tuple[Departure, ...] = ()
    returns: tuple[ReturnWish, ...] = ()
    """When those who are aboard are to leave, which the level ``stays`` counts."""
    spacewalk_requests: tuple[SpacewalkRequest, ...] = ()
    training_requests: tuple[TrainingRequest, ...] = ()
    plans_courses: bool = False
    """True plans the courses that crews and backups need before the launches asked for."""
    pool: tuple[Slug, ...] = ()
    """People who can be given open seats."""
    absences: tuple[Absence, ...] = ()
    """When people are elsewhere, at another station for one."""
    reseat: tuple[Slug, ...] = ()
    """People aboard whose home seat may be moved to another vehicle."""
    waivers: tuple[Waiver, ...] = ()
    requirements: tuple[Required, ...] = ()
    """What a plan must do besides, in the planner's words: ``crew-6.launch <= 2023-02-15``."""
    numbers: Numbers = Numbers()
    policy: Policy = Policy()
    notes: Text | None = None


class Scenario(Noun):
    """The record as known on a date, a horizon, what is to be decided, and what matters before what."""

    name: Slug
    title: Text
    as_of: Instant
    horizon: Horizon
    station: Station
    orbit: MeanElements | None = None
    boosts: tuple[Boost, ...] = ()
    phasing: Phasing = Phasing()
    sources: tuple[Source, ...] = ()
    agencies: tuple[Agency, ...] = ()
    suits: tuple[Suit, ...] = ()
    vehicle_types: tuple[VehicleType, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    launchers: tuple[Launcher, ...] = ()
    sites: tuple[LaunchSite, ...] = ()
    zones: tuple[LandingZone, ...] = ()
    ascents: tuple[Ascent, ...] = ()
    profiles: tuple[Profile, ...] = ()
    descents: tuple[Descent, ...] = ()
    aim_points: tuple[AimPoint, ...] = ()
    prebreathes: tuple[Prebreathe, ...] = ()
    worksites: tuple[Worksite, ...] = ()
    centres: tuple[Centre, ...] = ()
    facilities: tuple[Facility, ...] = ()
    courses: tuple[Course, ...] = ()
    people: tuple[Person, ...] = ()
    flights: tuple[Flight, ...] = ()
    stays: tuple[Stay, ...] = ()
    home_changes: tuple[HomeChange, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    events: tuple[Event, ...] = ()
    requests: tuple[FlightRequest, ...] = ()
    departures: tuple[Departure, ...] = ()
    returns: tuple[ReturnWish, ...] = ()
    spacewalks: tuple[Spacewalk, ...] = ()
    spacewalk_requests: tuple[SpacewalkRequest, ...] = ()
    trainings: tuple[Training, ...] = ()
    training_requests: tuple[TrainingRequest, ...] = ()
    plans_courses: bool = False
    pool: tuple[Slug, ...] = ()
    absences: tuple[Absence, ...] = ()
    reseat: tuple[Slug, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    requirements: tuple[Required, ...] = ()
    numbers: Numbers = Numbers()
    policy: Policy = Policy()
    notes: Text | None = None
