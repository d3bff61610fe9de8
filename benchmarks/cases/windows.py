"""Launch windows with all profiles solved: ten years, six sites. No peer offers them."""

from cases import problems
from environments import OWN
from harness import Answer, Case, Entrant

__all__ = ["case"]

YEARS = 10


def case() -> Case:
    """Return the case."""
    whole = {
        **problems.orbit(),
        "days": YEARS * 365,
        "sites": problems.sites(),
        "ascents": list(problems.ASCENTS.values()),
    }
    return Case(
        name="windows",
        title=f"Launch windows, all profiles solved, {YEARS} years, {len(problems.ASCENTS)} sites",
        own=Entrant("crossflight", OWN, "windows", whole),
        other_span=Entrant("crossflight, 1 year", OWN, "windows", {**whole, "days": 365}, 1 / YEARS, "scaled"),
        peers=(),
        compare=_nobody,
        most_s=5.0,
    )


def _nobody(peer: Entrant, own: Answer, other: Answer) -> tuple[str, str | None]:
    """Say that there is nothing to compare."""
    return "", f"{peer.name} has no such search"
