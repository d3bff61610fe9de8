"""What a round through some places costs at least: a bound that the solver is slow to find itself."""

from collections.abc import Mapping, Sequence

from crossflight.planner.minutes.ways import Ways

__all__ = ["MOST_PLACES", "shortest_rounds"]

MOST_PLACES = 9
"""With more of them there are too many sets of places to look at each."""


def shortest_rounds(ways: Ways, start: str, end: str, places: Sequence[str]) -> Mapping[int, int]:
    """Return for each set of places, a bit for each, the minutes of the shortest way from start to end through it.

    A set that costs no more than one of its parts is left out: it says nothing new.
    """
    count = len(places)
    out = [ways.minutes(start, place) for place in places]
    home = [ways.minutes(place, end) for place in places]
    between = [[ways.minutes(one, other) for other in places] for one in places]
    best: dict[tuple[int, int], int] = {(1 << last, last): out[last] for last in range(count)}
    rounds: dict[int, int] = {}
    for mask in range(1, 1 << count):
        inside = [place for place in range(count) if mask >> place & 1]
        for last in inside:
            rest = mask & ~(1 << last)
            if rest:
                best[mask, last] = min(
                    best[rest, before] + between[before][last] for before in inside if before != last
                )
        rounds[mask] = min(best[mask, last] + home[last] for last in inside)
    return {
        mask: minutes
        for mask, minutes in rounds.items()
        if all(rounds.get(mask & ~(1 << place), 0) < minutes for place in range(count) if mask >> place & 1)
    }
