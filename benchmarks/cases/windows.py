"""Launch windows with all profiles solved: ten years, six sites. No peer offers them.

Solved they are columns: liftoff, docking, burns and what is left when one is missed, of each option. That they can be
told as nouns too, seven of them to an option, is work of another kind, and shown beside it.
"""

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
        own=Entrant("crossflight, columns (launch_options)", OWN, "options", whole),
        other_span=Entrant("crossflight, columns, 1 year", OWN, "options", {**whole, "days": 365}, 1 / YEARS, "scaled"),
        peers=(Entrant("crossflight, nouns as well (launch_windows)", OWN, "windows", whole, counts=False),),
        compare=_compare,
        most_s=5.0,
    )


def _compare(peer: Entrant, own: Answer, other: Answer) -> tuple[str, str | None]:
    """Hold the counts of crossings and options at each site against each other."""
    told = f"{sum(own['windows']):,} windows, {sum(own['profiles']):,} options"
    return told, None if own == other else "the counts differ"
