"""What two plans say differently of spacewalks: the day, the pair, who runs the arm."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from crossflight.instants import DAY, midnight
from crossflight.record import Change, Spacewalk

__all__ = ["spacewalks"]


def spacewalks(
    before: Sequence[Spacewalk], after: Sequence[Spacewalk], names: Mapping[str, str], since: datetime | None
) -> Iterator[Change]:
    """Yield the spacewalks that one plan makes and the other does not, or on another day, or with other people.

    Those that both have made by ``since``, and those that an earlier plan had made by then, are no change.
    """
    told, new = (
        {walk.id: walk for walk in walks if since is None or _start(walk) >= since} for walks in (before, after)
    )
    every = {**{walk.id: walk for walk in before}, **{walk.id: walk for walk in after}}
    for name in sorted({*told, *new}, key=lambda name: (_start(every[name]), name)):
        old, now = told.get(name), new.get(name)
        if now is None and old is not None:
            day = f"{_start(old):%Y-%m-%d}"
            yield Change(kind="spacewalk", subject=name, before=day, sentence=f"{name} is not made on {day}")
        elif old is None and now is not None:
            day = f"{_start(now):%Y-%m-%d}"
            yield Change(kind="spacewalk", subject=name, after=day, sentence=f"{name} is made on {day} in addition")
        elif old is not None and now is not None:
            yield from _moved(old, now)
            yield from _other_people(old, now, names)


def _start(walk: Spacewalk) -> datetime:
    return walk.start or walk.day


def _moved(old: Spacewalk, now: Spacewalk) -> Iterator[Change]:
    first, second = midnight(_start(old)), midnight(_start(now))
    if first != second:
        told, new = f"{first:%Y-%m-%d}", f"{second:%Y-%m-%d}"
        days = (second - first) / DAY
        sentence = f"{now.id} is made on {new} instead of {told}"
        yield Change(kind="spacewalk", subject=now.id, before=told, after=new, sentence=sentence, days=days)


def _other_people(old: Spacewalk, now: Spacewalk, names: Mapping[str, str]) -> Iterator[Change]:
    if set(old.outside) != set(now.outside):
        told, new = (" and ".join(names.get(name, name) for name in walk.outside) for walk in (old, now))
        sentence = f"{new} go outside in {now.id} instead of {told}"
        yield Change(kind="spacewalk", subject=now.id, before=told, after=new, sentence=sentence)
    if old.arm != now.arm and now.arm is not None:
        sentence = f"{names.get(now.arm, now.arm)} runs the arm in {now.id}"
        yield Change(kind="spacewalk", subject=now.id, before=old.arm, after=now.arm, sentence=sentence)
