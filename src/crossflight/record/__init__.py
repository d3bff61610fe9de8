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
from crossflight.record.changes import Change, ChangeKind, Compared, Difference, EventFile
from crossflight.record.deriving import Derivation, ExchangeCase, ExchangedSeats
from crossflight.record.descents import AimPoint, Descent, LoweredOrbit, aim_points_of
from crossflight.record.ephemeris import Boost, Ephemeris, Frame, OrbitExport, Vector
from crossflight.record.findings import Finding, State
from crossflight.record.flights import Flight, HomeChange, HomeSeat, Moment, Precision, Relocation, Stay
from crossflight.record.landings import Landing, Landings
from crossflight.record.light import DayOfLight, Eclipse, FullSun, Light
from crossflight.record.losses import AnyLoss, Loss, Losses, LossKind, LossSummary, Outage
from crossflight.record.measures import LossCell, Measures, Uncovered
from crossflight.record.moves import Moved
from crossflight.record.noun import Fact, Instant, Noun, Period, Slug
from crossflight.record.orbit import MeanElements
from crossflight.record.people import Agency, Person, Qualification, Source
from crossflight.record.plan import Answer, Certificate, Clash, LevelProof, Mend, Plan, Progress, Status, Step
from crossflight.record.requests import DateWish, Departure, FlightRequest, Level, Numbers, Phasing, Policy
from crossflight.record.requirements import Required, Requirement
from crossflight.record.rule import Kind, Rule
from crossflight.record.rulebook import RULEBOOK, rule
from crossflight.record.scenario import Catalogue, Horizon, Scenario, ScenarioFile
from crossflight.record.sheets import CellChange, SheetImport
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
    "AnyLoss",
    "AnyPhase",
    "Ascent",
    "Boost",
    "BoostLimits",
    "BoostPlan",
    "BoostTarget",
    "BoostWish",
    "Burn",
    "Catalogue",
    "CellChange",
    "Certificate",
    "Change",
    "ChangeKind",
    "Clash",
    "Compared",
    "Corridor",
    "CrewNorm",
    "DateWish",
    "DayOfLight",
    "Departure",
    "Derivation",
    "Descent",
    "Difference",
    "Eclipse",
    "Ephemeris",
    "Event",
    "EventFile",
    "ExchangeCase",
    "ExchangedSeats",
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
    "Loss",
    "LossCell",
    "LossKind",
    "LossSummary",
    "Losses",
    "LoweredOrbit",
    "Mark",
    "MeanElements",
    "Measures",
    "Mend",
    "Missed",
    "Moment",
    "Moved",
    "Noun",
    "Numbers",
    "OrbitExport",
    "Outage",
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
    "Required",
    "Requirement",
    "Rule",
    "Scenario",
    "ScenarioFile",
    "Segment",
    "SheetImport",
    "Side",
    "Sky",
    "Slug",
    "Source",
    "State",
    "Station",
    "Status",
    "Stay",
    "Step",
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
    "aim_points_of",
    "ascent_of",
    "rule",
]
