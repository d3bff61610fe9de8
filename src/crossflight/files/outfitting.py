"""What a scenario takes from the catalogue for the spacewalks and the training that it asks for."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from crossflight.files.knowing import spacewalks_as_known, trainings_as_known
from crossflight.record import Catalogue, ScenarioFile, Spacewalk, Training

__all__ = ["outfit", "spacewalks_near", "trainings_of"]


def spacewalks_near(file: ScenarioFile, catalogue: Catalogue) -> tuple[Spacewalk, ...]:
    """Return the file's spacewalks; with history also those of the station over by then that still matter.

    The last ones before the horizon matter for the days until the same people go out again.
    """
    own = {entry.id for entry in file.spacewalks}
    first = file.horizon.start - timedelta(days=file.numbers.spacewalk_spacing_days)
    past = spacewalks_as_known(catalogue.spacewalks, file.as_of) if file.history else ()
    near = (entry for entry in past if entry.station == file.station and entry.id not in own and entry.last >= first)
    return tuple(sorted((*near, *file.spacewalks), key=lambda entry: (entry.start or entry.day, entry.id)))


def trainings_of(file: ScenarioFile, catalogue: Catalogue) -> tuple[Training, ...]:
    """Return the courses that were passed or booked by then, where the scenario plans any training."""
    if not file.plans_courses and not file.training_requests:
        return file.trainings
    return (*trainings_as_known(catalogue.trainings, file.as_of), *file.trainings)


def outfit(file: ScenarioFile, tables: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield table and id of what nobody names and a scenario needs all the same.

    Those are the ways to pure oxygen for the suits asked for, the worksites between those of the tasks, the courses
    that the crews asked for need, and those that make somebody able to do what the spacewalks ask for.
    """
    suits = {request.suit for request in file.spacewalk_requests}
    yield from (("prebreathes", entry.id) for entry in tables["prebreathes"].values() if suits & set(entry.suits))
    if any(request.tasks for request in file.spacewalk_requests):
        yield from (("worksites", entry.id) for entry in tables["worksites"].values() if entry.station == file.station)
    if file.plans_courses:
        vehicles = tables["vehicles"]
        kinds = {vehicles[request.vehicle].type for request in file.requests if request.vehicle in vehicles}
        skills: set[tuple[str, str | None]] = {("spacewalk", suit) for suit in suits}
        skills |= {("arm", None) for request in file.spacewalk_requests if request.arm}
        for course in tables["courses"].values():
            is_needed = any(kinds & set(need.vehicle_types) for need in course.needed_by)
            if is_needed or any((grant.kind, grant.of) in skills for grant in course.grants):
                yield "courses", course.id
