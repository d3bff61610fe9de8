"""The training of a plan whatever its flights do: who passed what when, and what people can do from when on."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from crossflight.instants import DAY
from crossflight.record import Grant, Plan, Training
from crossflight.rules.setting import Setting

__all__ = ["Schooling"]

Overlap = tuple[Training, Training, int]
"""Two courses of one person, the later one second, and the days of travel that should lie between them."""


class Schooling:
    """The courses booked and planned, found by person and by course."""

    def __init__(self, setting: Setting, plan: Plan) -> None:
        self._setting = setting
        self._plan = plan
        self.every = plan.every_training
        """Courses booked and planned, by start."""
        self.urgent: dict[tuple[tuple[str, ...], str, tuple[int, ...]], bool | None] = {}
        """What was found of crews alone before, by their names, the suit, and how many turns of each had passed."""
        self._turns: dict[str, list[datetime]] = {}

    @cached_property
    def by_person(self) -> dict[str, list[Training]]:
        """Courses by person, in the order of their start."""
        found: dict[str, list[Training]] = {}
        for entry in sorted(self.every, key=lambda entry: (entry.start, entry.end)):
            found.setdefault(entry.person, []).append(entry)
        return found

    @cached_property
    def planned(self) -> dict[str, tuple[Training, ...]]:
        """The courses planned, without those booked before, by person."""
        return self._planned_by(lambda entry: entry.person)

    @cached_property
    def planned_for(self) -> dict[str, tuple[Training, ...]]:
        """The courses planned for each flight."""
        return self._planned_by(lambda entry: entry.flight or "")

    def _planned_by(self, key: Callable[[Training], str]) -> dict[str, tuple[Training, ...]]:
        found: dict[str, list[Training]] = {}
        for entry in self._plan.trainings:
            found.setdefault(key(entry), []).append(entry)
        return {name: tuple(entries) for name, entries in found.items()}

    @cached_property
    def passed(self) -> dict[tuple[str, str], list[Training]]:
        """Courses by person and course, in the order of their start."""
        found: dict[tuple[str, str], list[Training]] = {}
        for entry in self.every:
            found.setdefault((entry.person, entry.course), []).append(entry)
        return found

    @cached_property
    def overlaps(self) -> tuple[Overlap, ...]:
        """Courses of one person that overlap, or leave too few days for the way; one of the two was planned."""
        planned = {id(entry) for entry in self._plan.trainings}
        longest = self._setting.longest_travel_days * DAY
        found = []
        for mine in self.by_person.values():
            for place, first in enumerate(mine):
                for second in mine[place + 1 :]:
                    if second.start - first.end >= longest:
                        break
                    travel = self._setting.travel_days(first.course, second.course)
                    if second.start - first.end < travel * DAY and (id(first) in planned or id(second) in planned):
                        found.append((first, second, travel))
        return tuple(found)

    def name_of(self, person_id: str) -> str:
        """Return a person's name, or the id of one that the scenario does not know."""
        person = self._setting.people.get(person_id)
        return person_id if person is None else person.name

    def is_qualified(self, person_id: str, kind: str, of: str | None, instant: datetime) -> bool | None:
        """Say whether somebody holds a qualification at an instant; None where nothing is public.

        It is held by what was announced, or by a course of the plan that was passed by then and that still holds. Of
        people made up for a pool everything is known.
        """
        person = self._setting.people.get(person_id)
        if person is None:
            return None
        if person.is_qualified(kind, of, instant):
            return True
        grants = self._setting.grants.get((kind, of), {})
        if any(
            _still_holds(training, grant, instant)
            for course, grant in grants.items()
            for training in self.passed.get((person_id, course), ())
        ):
            return True
        is_over = any((held.kind, held.of) == (kind, of) for held in person.qualifications)
        return False if person.synthetic or is_over else None

    def turns_of(self, person_id: str) -> list[datetime]:
        """Return the instants at which what somebody can do may change: qualifications, health, courses."""
        if person_id not in self._turns:
            turns: set[datetime | None] = {*self._setting.turns_of.get(person_id, ())}
            for event in self._setting.health.get(person_id, ()):
                turns |= {event.start, event.end}
            for entry in self.by_person.get(person_id, ()):
                for grant in self._setting.granted.get(entry.course, ()):
                    turns.add(entry.end)
                    turns.add(None if grant.valid_days is None else entry.end + grant.valid_days * DAY)
            self._turns[person_id] = sorted(turn for turn in turns if turn is not None)
        return self._turns[person_id]


def _still_holds(training: Training, grant: Grant, instant: datetime) -> bool:
    if training.end > instant:
        return False
    return grant.valid_days is None or instant < training.end + grant.valid_days * DAY
