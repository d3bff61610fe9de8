"""Spacewalks on a page, made up: marks, what is unknown, and names that could be taken for markup."""

from datetime import timedelta
from io import StringIO

import pytest
from rich.console import Console

import stage
from crossflight import views
from crossflight.record import Durations, Spacewalk
from crossflight.views import SpacewalkRow

PEOPLE = {person.id: person for person in stage.people()}


def made(**told: object) -> Spacewalk:
    values: dict[str, object] = {
        "id": "walk-1",
        "station": "lagrange",
        "day": stage.day(5),
        "convention": "russian-hatch-to-hatch",
        "outside": ("anna-north", "clara-south"),
    }
    return Spacewalk.model_validate(values | told)


def row_of(before: Spacewalk | None = None, **told: object) -> SpacewalkRow:
    return views.spacewalk_row(made(**told), PEOPLE, before, is_joint=True)


def page(*rows: SpacewalkRow, durations: tuple[Durations, ...] = (), width: int = 100) -> str:
    text = StringIO()
    Console(file=text, width=width, legacy_windows=False).print(views.spacewalks_page(rows, durations))
    return text.getvalue()


def test_a_field_that_nobody_told_is_unknown() -> None:
    row = row_of()

    told = ["number", "designation", "programme", "start", "end", "minutes", "airlock", "suit", "purpose"]
    assert told == row["unknown"]
    assert "2030-01-06, hour unknown" in page(row)
    assert 8 == page(row).count("unknown")


def test_marks_stand_at_what_is_not_certain() -> None:
    row = row_of(number=7, airlock="hatch", suit="stork", inferred=("airlock",), unverified=("suit", "outside"))
    text = page(row)

    assert "hatch i" in text
    assert "stork g" in text
    assert "Clara South (southern) g, joint" in text
    assert "i: inferred" in text
    assert "g: known only generally" in text
    assert "i: inferred" not in page(row_of())


def test_names_are_no_markup_and_agencies_are_those_of_then() -> None:
    text = page(row_of(agencies=("old-agency", "southern")))

    assert "Anna [bold]North[/bold] (old-agency), Clara South (southern)" in text


@pytest.mark.parametrize(
    ("before", "start", "days"),
    [
        (None, stage.day(5.5), None),
        (stage.day(2.25), stage.day(5.5), 3.25),
        (stage.day(2.25), None, 3.0),
    ],
)
def test_days_since_the_one_before_are_exact_where_both_hours_are_known(
    before: object, start: object, days: float | None
) -> None:
    earlier = made(id="walk-0", day=stage.day(2), start=before) if before else None

    assert days == row_of(earlier, start=start)["days_since_before"]


def test_the_page_ends_with_the_longest_time_between_and_the_durations() -> None:
    first = row_of(id="walk-0", day=stage.day(1))
    spread = Durations(
        convention="russian-hatch-to-hatch",
        count=2,
        unknown=1,
        least_min=12,
        lower_quartile_min=100,
        median_min=305,
        upper_quartile_min=400,
        most_min=425,
    )
    nothing = Durations(convention="us-battery-to-repress", count=0, unknown=2)
    text = page(first, row_of(made(day=stage.day(1))), durations=(spread, nothing))

    assert "2 spacewalks; the longest time between two of them: 4 days, 2030-01-02 to 2030-01-06" in text
    assert "hatch to hatch: 2, median 5 h 05 min, 0 h 12 min to 7 h 05 min; 1 duration unknown" in text
    assert "battery to repressurisation: 2 durations unknown" in text


@pytest.mark.parametrize("width", [30, 60, 80, 140])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    row = row_of(
        number=7, start=stage.day(5.5), end=stage.day(5.5) + timedelta(hours=6), airlock="transfer-compartment"
    )

    assert max(len(line) for line in page(row, width=width).splitlines()) <= width
