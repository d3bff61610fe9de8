"""A plan with its certificate, and the answer that the planner gives."""

from typing import Literal

from pydantic import Field

from crossflight.record.ephemeris import Boost
from crossflight.record.flights import Flight, Stay
from crossflight.record.noun import Instant, Noun, Text
from crossflight.record.scenario import Scenario
from crossflight.record.spacewalks import Spacewalk
from crossflight.record.training import Training

__all__ = [
    "Answer",
    "Certificate",
    "Clash",
    "EraProof",
    "LevelProof",
    "Mend",
    "NotMade",
    "Plan",
    "Progress",
    "Status",
    "Step",
]

Status = Literal["optimal", "feasible", "infeasible", "unknown"]


class LevelProof(Noun):
    """How one level ended: the value reached, and the bound that no plan can go below."""

    name: Text
    value: float
    bound: float
    unit: Text


class EraProof(Noun):
    """How one era of a long horizon ended; its bounds hold for what the eras before it had decided."""

    name: Text
    start: Instant
    end: Instant
    """What begins before this day is decided in it."""
    ahead: Instant
    """To this day it was planned, and its levels are counted; what begins after its end is decided anew."""
    status: Status
    levels: tuple[LevelProof, ...] = ()


class Certificate(Noun):
    """How a plan was made, so that another can repeat it."""

    status: Status
    levels: tuple[LevelProof, ...] = ()
    """Of the whole plan; empty where it was planned era by era: no bound of the whole is known then."""
    eras: tuple[EraProof, ...] = ()
    """Where it was planned era by era: how each of them ended."""
    scenario_sha256: Text
    decisions_sha256: Text | None = None
    """Fingerprint of all that the plan holds besides the scenario; None: nobody took it."""
    seed: int = 0
    versions: dict[str, str] = Field(default_factory=dict)


class Plan(Noun):
    """Flights, stays and what else was decided, with the scenario that they answer."""

    format: Literal["crossflight-plan-1"] = "crossflight-plan-1"
    scenario: Scenario
    flights: tuple[Flight, ...]
    stays: tuple[Stay, ...] = ()
    spacewalks: tuple[Spacewalk, ...] = ()
    """All of them, those of the scenario too."""
    trainings: tuple[Training, ...] = ()
    """Those that were decided; what is booked stands in the scenario."""
    boosts: tuple[Boost, ...] = ()
    certificate: Certificate | None = None

    @property
    def every_training(self) -> tuple[Training, ...]:
        """Return the courses booked and decided, by start and person; where an earlier plan had them is left out."""
        booked = (entry for entry in self.scenario.trainings if not entry.movable)
        return tuple(sorted((*booked, *self.trainings), key=lambda entry: (entry.start, entry.person, entry.course)))


class Progress(Noun):
    """How far a solve has come."""

    era: Text | None = None
    """The era or station that is being planned, where there are several."""
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


class NotMade(Noun):
    """A spacewalk that a plan leaves out, and why."""

    spacewalk: Text
    sentence: Text
    clash: tuple[Clash, ...] = ()
    """Rule instances that cannot all hold by the flights and the other spacewalks of the plan; with any one of them
    left out they can. Empty where there was no time to see, or nothing but what it counts stands in the way."""


class Step(Noun):
    """One thing to do so that a plan exists: a rule instance is waived, or a date moves."""

    kind: Literal["move", "waive", "give-up"]
    """A wish is given up, what an agreement or a law says is waived."""
    rule: Text
    subject: Text
    sentence: Text
    days: float | None = None
    """By how many days it moves."""


class Mend(Noun):
    """Steps after which a plan exists, and none of which can be left out."""

    steps: tuple[Step, ...]
    days: float = 0.0
    """By how many days dates move in all."""


class Answer(Noun):
    """What the planner says: a plan and its proof, or the rules that clash."""

    status: Status
    levels: tuple[LevelProof, ...] = ()
    eras: tuple[EraProof, ...] = ()
    """Where it was planned era by era: how each of them ended; the last one may be what stands in the way."""
    plan: Plan | None = None
    conflict: tuple[Clash, ...] = ()
    """Rule instances that cannot all hold; with any one of them left out they can."""
    conflicts: tuple[tuple[Clash, ...], ...] = ()
    """All such sets that were found: those of wishes first, those with physics last."""
    mends: tuple[Mend, ...] = ()
    """What would make a plan possible, the cheapest first: moved or given up wishes, then agreements, then laws."""
    left_out: tuple[NotMade, ...] = ()
    """Spacewalks that are asked for and that the plan leaves out; the message tells of them too."""
    message: Text | None = None
