"""Half-open spans of time: what is common to two lists of them, and what is left without some."""

from collections.abc import Iterable, Sequence

from crossflight.instants import Span, merge

__all__ = ["common", "without"]


def common(left: Sequence[Span], right: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans that lie in both lists; each list is in order and without overlaps."""
    shared: list[Span] = []
    at_left = at_right = 0
    while at_left < len(left) and at_right < len(right):
        start = max(left[at_left][0], right[at_right][0])
        end = min(left[at_left][1], right[at_right][1])
        if start < end:
            shared.append((start, end))
        if left[at_left][1] <= right[at_right][1]:
            at_left += 1
        else:
            at_right += 1
    return tuple(shared)


def without(whole: Span, holes: Iterable[Span]) -> tuple[Span, ...]:
    """Return what is left of a span when the holes are taken out."""
    start, end = whole
    left: list[Span] = []
    for hole_start, hole_end in merge(holes):
        left.append((start, min(hole_start, end)))
        start = max(start, hole_end)
    left.append((start, end))
    return merge(left)
