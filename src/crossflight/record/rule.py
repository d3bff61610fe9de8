"""A rule as both witnesses read it."""

from typing import Literal

from crossflight.record.noun import Noun, Text

__all__ = ["Kind", "Rule"]

Kind = Literal["physics", "law", "agreement", "wish"]


class Rule(Noun):
    """One rule: what kind it is, what it says, where it comes from, whom it is about."""

    id: Text
    kind: Kind
    sentence: Text
    """What the rule says, as one sentence."""
    explanation: Text
    """How it is judged: the convention at the edges, and where it ends in "unknown"."""
    source: Text
    subjects: tuple[
        Literal[
            "station",
            "segment",
            "flight",
            "person",
            "port",
            "agreement",
            "requirement",
            "spacewalk",
            "suit",
            "course",
            "facility",
        ],
        ...,
    ]
    """What a finding names, in this order."""
    numbers: tuple[Text, ...] = ()
    """Keys of the scenario's numbers, or of the catalogue, that it uses."""
    planned: bool = True
    """True when the planner has a constraint for it; False: checked only."""
