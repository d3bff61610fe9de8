from io import BytesIO, StringIO, TextIOWrapper

import pytest

import stage
from crossflight import views
from crossflight.record import Horizon, Plan
from crossflight.views.timeline import Timeline


def rows_of(plan: Plan, width: int = 100, encoding: str = "utf-8") -> dict[str, str]:
    """Return the rows of the timeline by their titles."""
    file = TextIOWrapper(BytesIO(), encoding=encoding)
    views.paper(file, width=width).put(Timeline(plan, stage.findings()))
    file.seek(0)
    lines = file.read().splitlines()
    return {line[:17].strip() or str(index): line[17:] for index, line in enumerate(lines)}


@pytest.mark.parametrize("width", [60, 100, 173])
def test_each_row_is_as_wide_as_the_page(width: int) -> None:
    rows = rows_of(stage.plan(), width)

    assert width - 17 == len(rows["north-aft"]) == len(rows["people aboard"]) == len(rows["south-segment"])


def test_a_bar_shows_where_a_vehicle_was_before_and_stays_on() -> None:
    rows = rows_of(stage.plan())

    assert rows["north-aft"].startswith("←ferry-1─")
    assert rows["south-forward"].endswith("─→")


def test_a_relocated_vehicle_has_a_bar_at_both_ports() -> None:
    rows = rows_of(stage.plan())

    assert "├freighter-42─" in rows["north-nadir"]
    assert "├freighter-42─" in rows["north-aft"]


def test_a_bar_shorter_than_its_name_has_a_key() -> None:
    rows = rows_of(stage.plan())

    assert "a" == rows["north-nadir"].strip("· ")[0]
    assert any("freighter-41" in row for row in rows.values())


def test_fewer_than_two_ways_home_for_operators_are_marked() -> None:
    rows = rows_of(stage.plan())

    assert rows["north-segment"].startswith("1!!!")
    assert "2" in rows["north-segment"]
    assert "2" not in rows["south-segment"]


def test_nothing_but_ascii_where_the_terminal_has_no_more() -> None:
    rows = rows_of(stage.plan(), encoding="ascii")

    assert all(row.isascii() for row in rows.values())
    assert rows["north-aft"].startswith("<ferry-1=")


def test_a_narrow_page_says_that_it_is_too_narrow() -> None:
    rows = rows_of(stage.plan(), 30)

    assert "the timeline need" in rows
    assert "north-aft" not in rows


def test_a_long_horizon_is_drawn_in_parts() -> None:
    plan = stage.plan()
    horizon = Horizon(start=stage.day(0), end=stage.day(3 * 365))
    long = plan.model_copy(update={"scenario": plan.scenario.model_copy(update={"horizon": horizon})})
    file = StringIO()
    views.paper(file, width=100).put(Timeline(long, stage.findings()))
    rows = file.getvalue().splitlines()

    assert 3 == sum(row.startswith("people aboard") for row in rows)
    assert 1 == sum(row.startswith("broken") for row in rows)
    assert 2 == sum("←ferry-2─" in row for row in rows)


@pytest.mark.parametrize("days", [3, 40, 400, 4_000, 40_000])
def test_years_are_named_over_any_horizon(days: int) -> None:
    plan = stage.plan()
    horizon = Horizon(start=stage.day(-days / 2), end=stage.day(days / 2))
    rows = rows_of(plan.model_copy(update={"scenario": plan.scenario.model_copy(update={"horizon": horizon})}))

    assert rows["0"].split()[0].isdigit()
