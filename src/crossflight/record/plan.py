"""A plan with its certificate, and the answer that the planner gives."""

from typing import Literal

from pydantic import Field

from crossflight.record.ephemeris import Boost
from crossflight.record.flights import Flight, Stay
from crossflight.record.noun import Noun, Slug, Text
from crossflight.record.scenario import Scenario

__all__ = ["Answer", "Certificate", "Clash", "LevelProof", "Plan", "Progress", "Status"]

Status = Literal["optimal", "feasible", "infeasible", "unknown"]


class LevelProof(Noun):
    """How one level ended: the value reached, and the bound that no plan can go below."""

    name: Text
    value: float
    bound: float
    unit: Text


class Certificate(Noun):
    """How a plan was made, so that another can repeat it."""

    status: Status
    levels: tuple[LevelProof, ...] = ()
    scenario_sha256: Text
    seed: int = 0
    versions: dict[str, str] = Field(default_factory=dict)


class Plan(Noun):
    """Flights, stays and what else was decided, with the scenario that they answer."""

    format: Literal["crossflight-plan-1"] = "crossflight-plan-1"
    scenario: Scenario
    flights: tuple[Flight, ...]
    stays: tuple[Stay, ...] = ()
    spacewalks: tuple[Slug, ...] = ()
    trainings: tuple[Slug, ...] = ()
    boosts: tuple[Boost, ...] = ()
    certificate: Certificate | None = None


class Progress(Noun):
    """How far a solve has come."""

    level: Text
    value: float | None = None
    """The best value so far; None before the first plan."""
    bound: float | None = None
    seconds: float


class Clash(Noun):
    """A rule instance that the solver blames for having no plan."""

    rule: Text
    subject: Text
    sentence: Text


class Answer(Noun):
    """What the planner says: a plan and its proof, or the rules that clash."""

    status: Status
    levels: tuple[LevelProof, ...] = ()
    plan: Plan | None = None
    conflict: tuple[Clash, ...] = ()
    message: Text | None = None
