"""The traffic of iss-2022: dates and ports, without anybody aboard."""

from collections.abc import Mapping
from typing import Any

from cases.agreeing import compare
from cases.instances import traffic
from cases.parts import traffic_problem
from environments import OWN
from harness import Case, Entrant

__all__ = ["TIME_LIMIT_S", "case", "of_share"]

TIME_LIMIT_S = 120.0


def case() -> Case:
    """Return the case with all the days that the sky allows."""
    return of_share("traffic", "Traffic of iss-2022, proven optimal", 1.0, 0)


def of_share(name: str, title: str, share: float, rounds: int) -> Case:
    """Return a case with a share of the days, drawn anew in each of so many rounds."""
    instances = [traffic(traffic_problem(share, seed)) for seed in range(rounds + 1)]

    def peer(environment: str, says: str, **more: Any) -> Entrant:
        problem: Mapping[str, Any] = {"instances": instances, "time_limit_s": TIME_LIMIT_S, **more}
        return Entrant(f"{environment}, {says}", environment, "traffic", problem)

    return Case(
        name=name,
        title=title,
        own=Entrant("crossflight", OWN, "traffic", {"share": share, "instances": len(instances)}),
        peers=(
            peer("pyjobshop", "CP-SAT, one worker", workers=1),
            peer("highs", "a programme over days"),
        ),
        compare=compare,
        least_ratio={"pyjobshop": 5, "highs": 10},
        clock="processor",
    )
