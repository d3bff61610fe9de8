"""The nouns of Crossflight: frozen, checked at birth, compared by value."""

from crossflight.record.agreements import Agreement, Event, Mark, Side, Waiver
from crossflight.record.ascents import AnyPhase, Ascent, Pass, PhaseRange, Profile
from crossflight.record.ephemeris import Boost, Ephemeris, Frame, Vector
from crossflight.record.findings import Finding, State
from crossflight.record.flights import Flight, HomeChange, HomeSeat, Moment, Relocation, Stay
from crossflight.record.light import Eclipse
from crossflight.record.measures import LossCell, Measures, Uncovered
from crossflight.record.noun import Fact, Instant, Noun, Period, Slug
from crossflight.record.orbit import MeanElements
from crossflight.record.people import Agency, Person, Qualification, Source
from crossflight.record.plan import Answer, Certificate, Clash, LevelProof, Plan, Progress, Status
from crossflight.record.requests import DateWish, Departure, FlightRequest, Level, Numbers, Policy
from crossflight.record.rule import Kind, Rule
from crossflight.record.rulebook import RULEBOOK, rule
from crossflight.record.scenario import Catalogue, Horizon, Scenario, ScenarioFile
from crossflight.record.sky import Passes, Sky, Track
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
from crossflight.record.windows import Burn, ProfileOption, Window, Windows

__all__ = [
    "RULEBOOK",
    "Agency",
    "Agreement",
    "Airlock",
    "Answer",
    "AnyPhase",
    "Ascent",
    "Boost",
    "Burn",
    "Catalogue",
    "Certificate",
    "Clash",
    "Corridor",
    "CrewNorm",
    "DateWish",
    "Departure",
    "Eclipse",
    "Ephemeris",
    "Event",
    "Fact",
    "Finding",
    "Flight",
    "FlightRequest",
    "Frame",
    "HomeChange",
    "HomeSeat",
    "Horizon",
    "Instant",
    "Kind",
    "LandingZone",
    "LaunchSite",
    "Launcher",
    "Level",
    "LevelProof",
    "LifeLimit",
    "LossCell",
    "Mark",
    "MeanElements",
    "Measures",
    "Moment",
    "Noun",
    "Numbers",
    "Pass",
    "Passes",
    "Period",
    "Person",
    "PhaseRange",
    "Plan",
    "Policy",
    "Port",
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
    "Track",
    "Uncovered",
    "Vector",
    "Vehicle",
    "VehicleType",
    "Waiver",
    "Window",
    "Windows",
    "rule",
]
