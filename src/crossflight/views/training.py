"""Training in characters: who is trained for which wish, and a chart by person and by facility.

::

                     2023
                     Jan  Feb  Mar  Apr
    Oleg Kononenko       aa bbbb     cc
    NBL                     bbbb              (4 places)
    a final exams, b EMU in the Neutral Buoyancy Laboratory, c quarantine at Baikonur
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from crossflight.instants import DAY
from crossflight.record import Course, Facility, Plan, Training
from crossflight.views.sheet import Column, Row, Sheet
from crossflight.views.timeline import ASCII, KEYS, LEAST_CHART, LINES, Axis, Chart, axes_of
from crossflight.views.wording import date_of, line

__all__ = ["TrainingChart", "training_page"]

SEVERAL = "+"
"""Stands for more than one course in a column."""

LONGEST_TITLE = 24


def training_page(plan: Plan) -> RenderableType:
    """Return who is trained for which wish, when and where, and a chart of all courses; nothing without any."""
    if not _trainings(plan):
        return Group()
    parts: list[RenderableType] = []
    wished = [entry for entry in plan.trainings if entry.request is not None]
    if wished:
        parts += [Text(), line("training that was asked for", "bold underline"), _wished(plan, wished)]
    return Group(*parts, Text(), line("training, by person and by facility", "bold underline"), TrainingChart(plan))


def _wished(plan: Plan, wished: Sequence[Training]) -> RenderableType:
    """Return the courses of wishes: who, when and where."""
    people = {person.id: person.name for person in plan.scenario.people}
    courses = {course.id: course for course in plan.scenario.courses}
    facilities = {facility.id: facility for facility in plan.scenario.facilities}
    centres = {centre.id: centre.name for centre in plan.scenario.centres}
    rows = []
    for entry in wished:
        course = courses[entry.course]
        facility = facilities[course.facility]
        cells = (
            line(people[entry.person], "bold"),
            line(f"{date_of(entry.start)} to {date_of(entry.end - DAY)}"),
            line(f"{course.name}: {facility.name}, {centres[facility.centre]}"),
            line(f"{entry.flight} ({entry.request})"),
        )
        rows.append(Row(cells))
    columns = (Column("who"), Column("first to last day"), Column("what and where", least=20), Column("for", least=14))
    return Sheet(columns, rows, indent=2)


@dataclass(frozen=True)
class TrainingChart:
    """The courses of a plan over time: a row for each person, then for each facility."""

    plan: Plan

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield one line for each row, as wide as the console; a long time in several parts."""
        entries = _trainings(self.plan)
        rows = [*self._people(entries), *self._facilities(entries)]
        margin = min(LONGEST_TITLE, max(len(title) for title, _ in rows)) + 2
        width = options.max_width - margin
        if width < LEAST_CHART:
            yield line("the chart needs a wider terminal", "dim")
            return
        keys = self._keys(entries)
        pen = ASCII if options.ascii_only else LINES
        start, end = min(entry.start for entry in entries), max(entry.end for entry in entries)
        for index, axis in enumerate(axes_of(start, end, width)):
            if index:
                yield Text()
            for heading in Chart(axis, pen, {}, {}).headings():
                yield Text(" " * margin + heading, style="bold")
            for title, mine in rows:
                there = [entry for entry in mine if entry.start < axis.end and entry.end > axis.start]
                if there:
                    yield Text(title[:LONGEST_TITLE].ljust(margin)).append(_row(axis, there, keys))
        names = {course.id: course.name for course in self.plan.scenario.courses}
        yield line(", ".join(f"{key} {names[course]}" for course, key in keys.items()), "dim")
        if any(entry.is_backup for entry in entries):
            yield line("people marked * stand by for some flight", "dim")

    def _people(self, entries: Sequence[Training]) -> Iterator[tuple[str, list[Training]]]:
        names = {person.id: person.name for person in self.plan.scenario.people}
        for person in dict.fromkeys(entry.person for entry in entries):
            mine = [entry for entry in entries if entry.person == person]
            yield names[person] + (" *" if any(entry.is_backup for entry in mine) else ""), mine

    def _facilities(self, entries: Sequence[Training]) -> Iterator[tuple[str, list[Training]]]:
        courses: dict[str, Course] = {course.id: course for course in self.plan.scenario.courses}
        places: dict[str, Facility] = {facility.id: facility for facility in self.plan.scenario.facilities}
        for facility in dict.fromkeys(courses[entry.course].facility for entry in entries):
            mine = [entry for entry in entries if courses[entry.course].facility == facility]
            yield f"  {places[facility].name}", mine

    def _keys(self, entries: Sequence[Training]) -> dict[str, str]:
        courses = dict.fromkeys(entry.course for entry in entries)
        return {course: KEYS[index] if index < len(KEYS) else "#" for index, course in enumerate(courses)}


def _trainings(plan: Plan) -> tuple[Training, ...]:
    """Return the courses booked and planned that are not over as the plan begins, by their start."""
    return tuple(entry for entry in plan.every_training if entry.end > plan.scenario.horizon.start)


def _row(axis: Axis, entries: Sequence[Training], keys: dict[str, str]) -> str:
    """Return the key of the course in each column, at least one column for each course."""
    row = [" "] * axis.width
    for entry in entries:
        first = min(max(axis.column(entry.start), 0), axis.width - 1)
        last = min(max(axis.column(entry.end), first + 1), axis.width)
        key = keys[entry.course]
        for column in range(first, last):
            row[column] = key if row[column] in {" ", key} else SEVERAL
    return "".join(row).rstrip()
