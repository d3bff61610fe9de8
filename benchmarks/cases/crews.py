"""iss-2022 with its crews, through any single loss: the shortest gap in the cover, and then the wanted dates."""

from cases.agreeing import compare
from cases.instances import crews
from cases.parts import crew_problem
from environments import OWN
from harness import Case, Entrant

__all__ = ["case"]

TIME_LIMIT_S = 300.0


def case() -> Case:
    """Return the case."""
    problem = {"instances": [crews(crew_problem())], "time_limit_s": TIME_LIMIT_S}
    return Case(
        name="crews",
        title="Crews and traffic of iss-2022 through any single loss, two levels proven optimal",
        own=Entrant("crossflight", OWN, "crews", {}),
        peers=(Entrant("highs, a programme over days", "highs", "crews", problem),),
        compare=compare,
        least_ratio={"highs": 10},
        clock="processor",
    )
