"""Training on the page: a Gantt chart by person and one by facility, and a table of the courses."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from crossflight.record import Course, Plan, Training
from crossflight.views.page.lanes import Board, Ends, bar, group, label
from crossflight.views.page.markup import Markup, element
from crossflight.views.page.naming import Names
from crossflight.views.page.tables import table
from crossflight.views.wording import date_of, many

__all__ = ["draw_facilities", "draw_trainees", "training_table", "trainings_of"]

ROW_PX = 15.0
BAR_PX = 11.0
TEXT_PX = 9.5
DAY = timedelta(days=1)


def trainings_of(plan: Plan) -> tuple[Training, ...]:
    """Return the courses that end within the horizon or later, booked and planned, by person and start."""
    start = plan.scenario.horizon.start
    return tuple(entry for entry in plan.every_training if entry.end > start)


def draw_trainees(board: Board, names: Names) -> None:
    """Draw a row for each person who is trained, by the first course."""
    entries = trainings_of(names.plan)
    board.heading("Training", "by person")
    for person in dict.fromkeys(entry.person for entry in entries):
        mine = [entry for entry in entries if entry.person == person]
        agency = names.agency_of(person)
        sample = element("i", class_=f"swatch {names.colour(agency)}")
        flights = dict.fromkeys(names.short_flight(entry.flight) for entry in mine if entry.flight is not None)
        top = board.lane(("trainee", person), ROW_PX, names.person(person), ", ".join(flights), sample=sample)
        _draw_row(board, names, mine, top, f"stay {names.colour(agency)}")


def draw_facilities(board: Board, names: Names) -> None:
    """Draw a row for each facility, packed into as many as are in use at one time."""
    entries = trainings_of(names.plan)
    courses = _courses(names.plan)
    places = {facility.id: facility for facility in names.plan.scenario.facilities}
    used = dict.fromkeys(courses[entry.course].facility for entry in entries if entry.course in courses)
    board.heading("Training", "by facility")
    for facility in used:
        mine = [entry for entry in entries if entry.course in courses and courses[entry.course].facility == facility]
        known = places.get(facility)
        note = "" if known is None or known.places is None else many(known.places, "place")
        for number, row in enumerate(_packed(mine)):
            title = (facility if known is None else known.name) if number == 0 else ""
            top = board.lane(("facility", facility if number == 0 else f"{facility} {number}"), ROW_PX, title, note)
            note = ""
            _draw_row(board, names, row, top, "berth cargo", by_person=True)


def _draw_row(
    board: Board, names: Names, entries: Sequence[Training], top: float, class_: str, *, by_person: bool = False
) -> None:
    scale = board.scale
    y = top + (ROW_PX - BAR_PX) / 2
    courses = _courses(names.plan)
    for entry in entries:
        if not scale.meets(entry.start, entry.end):
            continue
        x, until = scale.x(entry.start), scale.x(entry.end)
        course = courses.get(entry.course)
        title = entry.course if course is None else course.name
        told = names.surname(entry.person) if by_person else title
        ends = Ends(entry.start < scale.start, entry.end > scale.end)
        text = label(told, x + 3, y + 8.6, TEXT_PX, until - x - 5)
        board.draw(group(class_, _told(entry, title, names), bar(x, y, until - x, BAR_PX, ends), text))


def _told(entry: Training, title: str, names: Names) -> str:
    purpose = "" if entry.flight is None else f" for {names.flight(entry.flight)}{', backup' * entry.is_backup}"
    days = (entry.end - entry.start) // DAY
    span = f"{date_of(entry.start)} to {date_of(entry.end - DAY)} ({many(days, 'day')})"
    return f"{names.person(entry.person)}: {title}{purpose}\n{span}"


def _packed(entries: Iterable[Training]) -> list[list[Training]]:
    """Return the entries in as few rows as hold them without touching."""
    rows: list[list[Training]] = []
    for entry in entries:
        row = next((row for row in rows if row[-1].end <= entry.start), None)
        if row is None:
            rows.append([entry])
        else:
            row.append(entry)
    return rows


def training_table(names: Names) -> Markup:
    """Return the table of courses: who, what, where, when, for which flight."""
    courses = _courses(names.plan)
    places = {facility.id: facility for facility in names.plan.scenario.facilities}
    centres = {centre.id: centre.name for centre in names.plan.scenario.centres}
    rows = []
    for entry in sorted(trainings_of(names.plan), key=lambda entry: (names.person(entry.person), entry.start)):
        course = courses.get(entry.course)
        facility = None if course is None else places.get(course.facility)
        where = "" if facility is None else f"{facility.name}, {centres.get(facility.centre, facility.centre)}"
        purpose = "" if entry.flight is None else f"{names.flight(entry.flight)}{', backup' * entry.is_backup}"
        rows.append(
            element(
                "tr",
                element("th", names.person(entry.person), scope="row"),
                element("td", entry.course if course is None else course.name),
                element("td", where),
                element("td", date_of(entry.start)),
                element("td", date_of(entry.end - DAY)),
                element("td", str((entry.end - entry.start) // DAY), class_="figure"),
                element("td", purpose),
            )
        )
    headings = ("person", "course", "where", "first day", "last day", "days", "for")
    return table(headings, element("tbody", rows), class_="training")


def _courses(plan: Plan) -> dict[str, Course]:
    return {course.id: course for course in plan.scenario.courses}
