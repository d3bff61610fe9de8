"""Joining spans in which the same thing is found."""

from collections.abc import Hashable, Iterable, Iterator
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

__all__ = ["Run", "runs"]

Key = TypeVar("Key", bound=Hashable)


class Run(NamedTuple, Generic[Key]):
    """One thing, found without a gap from start to end."""

    key: Key
    start: datetime
    end: datetime


def runs(found: Iterable[tuple[Key, datetime, datetime]]) -> Iterator[Run[Key]]:
    """Yield one run for each stretch in which a key is found without a gap, by start and then by finding.

    ``found`` holds (key, start, end) in order of start.
    """
    open_runs: dict[Key, tuple[datetime, datetime]] = {}
    done: list[Run[Key]] = []
    for key, start, end in found:
        begun = open_runs.get(key)
        if begun is not None and begun[1] >= start:
            open_runs[key] = (begun[0], max(begun[1], end))
            continue
        if begun is not None:
            done.append(Run(key, *begun))
        open_runs[key] = (start, end)
    done.extend(Run(key, start, end) for key, (start, end) in open_runs.items())
    return iter(sorted(done, key=lambda run: run.start))
