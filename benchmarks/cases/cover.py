"""What operators through any single loss add to planning iss-2022 at all its levels."""

from environments import OWN
from harness import Answer, Case, Entrant

__all__ = ["case"]


def case() -> Case:
    """Return the case."""
    return Case(
        name="cover",
        title="iss-2022 at all levels, without and with operators through any single loss",
        own=Entrant("crossflight without", OWN, "cover", {"with_cover": False}),
        peers=(Entrant("crossflight with", OWN, "cover", {"with_cover": True}),),
        compare=_compare,
        most_ratio=1.2,
        clock="processor",
    )


def _compare(peer: Entrant, own: Answer, other: Answer) -> tuple[str, str | None]:
    """Both have to be proven; the levels are those of two problems."""
    statuses = own["status"], other["status"]
    told = ", ".join(f"{name} {value:.3g}" for name, value in other["levels"].items())
    return told, None if statuses == ("optimal", "optimal") else f"they are {statuses}"
