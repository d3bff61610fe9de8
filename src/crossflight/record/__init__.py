"""The nouns of Crossflight: frozen, checked at birth, compared by value."""

from crossflight.record.agreements import Agreement, Event, Mark, Side, Waiver
from crossflight.record.ascents import AnyPhase, Ascent, Pass, PhaseRange, Profile, ascent_of
from crossflight.record.boosting import (
    BoostLimits,
    BoostPlan,
    BoostTarget,
    BoostWish,
    LeftOut,
    Passage,
    PhaseError,
    PlannedBoost,
    TargetOutcome,
)
from crossflight.record.changes import Change, EventFile
from crossflight.record.descents import AimPoint, Descent, LoweredOrbit
from crossflight.record.ephemeris import Boost, Ephemeris, Frame, OrbitExport, Vector
from crossflight.record.findings import Finding, State
from crossflight.record.flights import Flight, HomeChange, HomeSeat, Moment, Precision, Relocation, Stay
from crossflight.record.landings import Landing, Landings
from crossflight.record.light import DayOfLight, Eclipse, FullSun, Light
from crossflight.record.measures import LossCell, Measures, Uncovered
from crossflight.record.noun import Fact, Instant, Noun, Period, Slug
from crossflight.record.orbit import MeanElements
from crossflight.record.people import Agency, Person, Qualification, Source
from crossflight.record.plan import Answer, Certificate, Clash, LevelProof, Plan, Progress, Status
from crossflight.record.requests import DateWish, Departure, FlightRequest, Level, Numbers, Phasing, Policy
from crossflight.record.rule import Kind, Rule
from crossflight.record.rulebook import RULEBOOK, rule
from crossflight.record.scenario import Catalogue, Horizon, Scenario, ScenarioFile
from crossflight.record.sky import LandingChances, LaunchChances, Liftoff, Passes, Sky, Touchdown, Track
from crossflight.record.station import Airlock, Corridor, CrewNorm, Port, Segment, Station
from crossflight.record.vehicles import (
    LandingZone,
    Launcher,
    LaunchSite,
    LifeLimit,
    Suit,
    Vehicle,
    VehicleType,
)
from crossflight.record.windows import Burn, Fallback, Missed, ProfileOption, Window, Windows, WindowWish

__all__ = [
    "RULEBOOK",
    "Agency",
    "Agreement",
    "AimPoint",
    "Airlock",
    "Answer",
    "AnyPhase",
    "Ascent",
    "Boost",
    "BoostLimits",
    "BoostPlan",
    "BoostTarget",
    "BoostWish",
    "Burn",
    "Catalogue",
    "Certificate",
    "Change",
    "Clash",
    "Corridor",
    "CrewNorm",
    "DateWish",
    "DayOfLight",
    "Departure",
    "Descent",
    "Eclipse",
    "Ephemeris",
    "Event",
    "EventFile",
    "Fact",
    "Fallback",
    "Finding",
    "Flight",
    "FlightRequest",
    "Frame",
    "FullSun",
    "HomeChange",
    "HomeSeat",
    "Horizon",
    "Instant",
    "Kind",
    "Landing",
    "LandingChances",
    "LandingZone",
    "Landings",
    "LaunchChances",
    "LaunchSite",
    "Launcher",
    "LeftOut",
    "Level",
    "LevelProof",
    "LifeLimit",
    "Liftoff",
    "Light",
    "LossCell",
    "LoweredOrbit",
    "Mark",
    "MeanElements",
    "Measures",
    "Missed",
    "Moment",
    "Noun",
    "Numbers",
    "OrbitExport",
    "Pass",
    "Passage",
    "Passes",
    "Period",
    "Person",
    "PhaseError",
    "PhaseRange",
    "Phasing",
    "Plan",
    "PlannedBoost",
    "Policy",
    "Port",
    "Precision",
    "Profile",
    "ProfileOption",
    "Progress",
    "Qualification",
    "Relocation",
    "Rule",
    "Scenario",
    "ScenarioFile",
    "Segment",
    "Side",
    "Sky",
    "Slug",
    "Source",
    "State",
    "Station",
    "Status",
    "Stay",
    "Suit",
    "TargetOutcome",
    "Touchdown",
    "Track",
    "Uncovered",
    "Vector",
    "Vehicle",
    "VehicleType",
    "Waiver",
    "Window",
    "WindowWish",
    "Windows",
    "ascent_of",
    "rule",
]
