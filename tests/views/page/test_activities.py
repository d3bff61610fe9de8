"""Spacewalks and training on the page."""

import activities
import stage
from crossflight.views.page import html_page
from views.page.reading import Element, read, words


def page() -> list[Element]:
    return read(html_page(activities.busy_plan(), (), stage.measures()))


def test_a_spacewalk_that_is_planned_is_hollow_and_one_that_was_done_is_not() -> None:
    signs = [element.classes for element in page() if "walk" in element.classes]

    assert [{"walk"}, {"walk", "planned"}] == signs[:2]


def test_the_tables_tell_who_goes_out_and_who_is_in_which_course() -> None:
    told = words(html_page(activities.busy_plan(), (), stage.measures()))

    assert "Clara South" in told
    assert "arm: Clara South" in told
    assert "battery to repressurisation" in told
    assert "Pool runs" in told
    assert "Star <City>" in told


def test_a_facility_in_which_two_train_at_a_time_has_two_rows() -> None:
    lanes = [element.text for element in page() if element.name == "span" and element.text in {"Pool", "Classroom"}]

    assert ["Pool", "Classroom"] == list(dict.fromkeys(lanes))


def test_a_plan_without_them_has_no_switch_for_them() -> None:
    switches = {element.attributes.get("id") for element in read(html_page(stage.plan(), (), stage.measures()))}

    assert not switches & {"show-spacewalks", "show-trainees", "show-facilities"}
