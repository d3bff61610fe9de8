"""What is to be decided: flights wanted, departures of vehicles already up, and what matters before what."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from crossflight import instants
from crossflight.record.noun import Count, Fact, Instant, Noun, Slug, Text

__all__ = ["DateWish", "Departure", "FlightRequest", "Level", "Numbers", "Phasing", "Policy", "ReturnWish"]

Level = Literal[
    "uncovered",
    "exposure",
    "stays",
    "handovers",
    "exchanged",
    "dates",
    "people",
    "spacewalks",
    "training",
    "order",
]
WholeDays = Annotated[int, Field(ge=0, le=3660, strict=True)]


class DateWish(Noun):
    """A day that is wanted, and the days that are allowed; both ends of the window are allowed days."""

    earliest: Instant | None = None
    latest: Instant | None = None
    wanted: Instant | None = None

    @model_validator(mode="after")
    def _is_in_order(self) -> "DateWish":
        if self.earliest is not None and self.latest is not None and self.latest < self.earliest:
            message = f"latest {instants.write(self.latest)} comes before earliest {instants.write(self.earliest)}"
            raise ValueError(message)
        return self


class FlightRequest(Fact):
    """A flight to be planned: its dates, port and crew are decided within what is said here."""

    id: Slug
    vehicle: Slug
    launcher: Slug | None = None
    site: Slug
    zone: Slug | None = None
    ports: tuple[Slug, ...] = Field(min_length=1)
    """Ports that it may use, the favourite first."""
    launch: DateWish = DateWish()
    profile: Text | None = None
    """The rendezvous profile that is wanted, such as 2-orbit; None: the one nearest to the usual time to docking."""
    undock: DateWish | None = None
    """When it leaves; None, or a wanted day beyond the horizon: it stays to the end of the horizon."""
    crew_size: Count = 0
    crew_least: Count | None = None
    """With how few people it may fly, 0 for nobody; None: with a full crew only."""
    crew_most: Count | None = None
    """With how many people it may fly, where crews may be moved to free seats; None: no more than were asked for."""
    announced: tuple[Slug, ...] = ()
    """People announced for this flight by the day of the scenario."""
    backups: tuple[Slug, ...] = ()
    """Those announced to take the seats, one for one, if need be; they are trained alike."""
    candidates: tuple[Slug, ...] = ()
    """People announced for other flights who may take a seat in this one, where crews may be moved."""
    at_least: dict[Slug, Count] = Field(default_factory=dict)
    """Seats that an agency has at least."""
    at_most: dict[Slug, Count] = Field(default_factory=dict)
    """Seats that an agency has at most; one that is not named here has none of the open seats."""


class Departure(Fact):
    """The departure, still to be decided, of a vehicle that is already at the station."""

    flight: Slug
    undock: DateWish = DateWish()
    zone: Slug | None = None


class ReturnWish(Fact):
    """When somebody who is aboard is to leave the station."""

    person: Slug
    wanted: Instant


class Numbers(Noun):
    """Numbers that the rules use in this scenario; those named in ``assumed`` have no public source."""

    port_turnaround_days: WholeDays = 1
    clearance_days: WholeDays = 1
    daylight_margin_min: Annotated[float, Field(ge=0, le=720)] = 0.0
    rescue_days: WholeDays = 30
    longest_handover_days: WholeDays = 14
    advance_days: WholeDays = 30
    """How far a launch, and a departure of a flight to come, can be moved up when a plan is changed."""
    slip_days: WholeDays = 60
    """How far a launch or a departure can slip when a plan is changed."""
    reseat_days: WholeDays = 6
    """From the decision to move somebody's home seat to a docked vehicle until the liner is in it."""
    spacewalk_quiet_days: WholeDays = 1
    """Days before and after a docking, an undocking or a boost on which nobody goes outside, besides its own day."""
    spacewalk_spacing_days: WholeDays = 3
    """From one spacewalk of a person to the next, at least."""
    skeleton_crew: Count = 3
    """With so many people aboard or fewer only urgent spacewalks are done."""
    spacewalk_crew_hours: Annotated[float, Field(ge=0, le=1000)] = 100.0
    """Work of the people aboard around one spacewalk, before and after it."""
    spacewalk_depress_min: Annotated[float, Field(ge=0, le=240)] = 30.0
    """From the inner hatch closed to the outer hatch open, for a lock of which it is not public."""
    spacewalk_repress_min: Annotated[float, Field(ge=0, le=240)] = 20.0
    """From the start of repressurisation to the inner hatch open, likewise."""
    spacewalk_egress_min: Annotated[float, Field(ge=0, le=240)] = 15.0
    """For both to come out and be tethered, and again to come in, likewise."""
    spacewalk_close_min: Annotated[float, Field(ge=0, le=60)] = 3.0
    """From the outer hatch closed to the start of repressurisation."""
    spacewalk_emergency_ingress_min: Annotated[float, Field(ge=0, le=60)] = 10.0
    """From being back at the lock to the start of repressurisation, in an emergency."""
    spacewalk_margin_min: Annotated[float, Field(ge=0, le=240)] = 30.0
    """Of the time in a suit, kept free where the tasks that must be done allow it."""
    assumed: tuple[Text, ...] = (
        "port_turnaround_days",
        "clearance_days",
        "rescue_days",
        "longest_handover_days",
        "advance_days",
        "slip_days",
        "reseat_days",
        "spacewalk_quiet_days",
        "spacewalk_spacing_days",
        "spacewalk_depress_min",
        "spacewalk_repress_min",
        "spacewalk_egress_min",
        "spacewalk_close_min",
        "spacewalk_emergency_ingress_min",
        "spacewalk_margin_min",
    )


class Phasing(Noun):
    """How far ahead the station's place in its orbit is taken as computed."""

    known_days: Annotated[float, Field(ge=0, le=3660)] = 14.0
    """From the epoch of the elements; later any profile may be flown, since a boost can bring its phase about."""
    boosting: bool = False
    """True: any profile may be flown from the first day on, and the boosts that bring its phase about are planned."""


class Policy(Noun):
    """What matters before what: each level is minimised, and then held, before the next one is looked at."""

    levels: tuple[Level, ...] = (
        "uncovered",
        "exposure",
        "handovers",
        "dates",
        "people",
        "spacewalks",
        "training",
        "order",
    )
    """Spacewalks, training and stays are left out where a scenario asks for none."""
    crews: Literal["as-announced", "slide", "drop"] = "as-announced"
    """Whether announced people may leave their flight, and then rather take a later one, or rather stay at home."""
