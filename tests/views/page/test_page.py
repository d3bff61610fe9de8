"""The page as a whole: well formed, safe, complete, and always the same."""

import base64
import hashlib
import random
import re
from datetime import timedelta

import pytest
from hypothesis import given, settings

import crossflight
import stage
from crossflight.record import Certificate, Flight, Horizon, Person, Plan, Scenario
from crossflight.rules import check, measure
from crossflight.views.page import html_page
from rules.worlds import World, worlds
from scenes import day, departure, flight, plan, request, scenario, sky
from views.page.reading import Element, ids, read, words
from views.page.ships import NASTY, busy, findings, measures, page

SIZE_LIMIT = 1_500_000


@pytest.fixture(scope="module")
def history() -> Plan:
    loaded = crossflight.load("iss-history")
    assert isinstance(loaded, Scenario)
    return crossflight.baseline(loaded)


@pytest.fixture(scope="module")
def history_page(history: Plan) -> str:
    over = crossflight.survey(history.scenario)
    return html_page(history, check(history.scenario, over, history), measure(history.scenario, history), over)


@pytest.fixture(scope="module")
def busy_page() -> str:
    return page(busy())


def on_screen(elements: list[Element]) -> list[Element]:
    """Return the elements before the strips for paper and after them."""
    places = [place for place, element in enumerate(elements) if "strip" in element.classes]
    following = next(place for place, element in enumerate(elements) if element.attributes.get("id") == "findings")
    return elements[: places[0]] + elements[following:]


# ---------------------------------------------------------------------------------------------------- form


@pytest.mark.parametrize("name", ["history_page", "busy_page"])
def test_the_page_is_well_formed_and_every_link_within_it_leads_somewhere(
    name: str, request: pytest.FixtureRequest
) -> None:
    elements = read(request.getfixturevalue(name))
    known = ids(elements)
    targets = {
        element.attributes["href"][1:] for element in elements if element.attributes.get("href", "").startswith("#")
    }
    goals = {element.attributes["data-go"] for element in elements if "data-go" in element.attributes}

    assert len(known) == len(set(known))
    assert set() == (targets | goals) - set(known)


@settings(max_examples=40)
@given(worlds())
def test_any_plan_makes_a_well_formed_page(world: World) -> None:
    subject = world.plan
    found = world.findings()
    elements = read(html_page(subject, found, measure(subject.scenario, subject), world.over))
    known = ids(elements)
    marks = {
        element.attributes["href"] for element in elements if element.parents[-1:] == ("svg",) and element.name == "a"
    }

    assert len(known) == len(set(known))
    assert {f"#finding-{number}" for number in range(1, len(found) + 1)} == marks


@pytest.mark.parametrize("name", ["history_page", "busy_page"])
def test_nothing_comes_from_elsewhere(name: str, request: pytest.FixtureRequest) -> None:
    text = request.getfixturevalue(name)
    elements = read(text)
    style = next(element for element in elements if element.name == "style")

    assert not [element.name for element in elements if {"src", "srcset", "data", "action"} & set(element.attributes)]
    assert {"a"} == {element.name for element in elements if "href" in element.attributes}
    assert set() == {"link", "img", "iframe", "object", "embed", "base", "form"} & {
        element.name for element in elements
    }
    assert set() == set(re.findall(r"@import|url\((?!#)", style.text))


def test_the_page_allows_its_own_script_and_nothing_else(busy_page: str) -> None:
    elements = read(busy_page)
    [script] = [element for element in elements if element.name == "script"]
    [policy] = [element for element in elements if "content" in element.attributes.get("http-equiv", "").lower()]
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()

    assert "default-src 'none'" in policy.attributes["content"]
    assert f"script-src 'sha256-{digest}'" in policy.attributes["content"]


def test_a_name_that_looks_like_markup_stays_a_name(busy_page: str) -> None:
    assert "<script>alert" not in busy_page
    assert NASTY in words(busy_page)


def test_control_characters_do_not_reach_the_page() -> None:
    told = html_page(stage.plan(), stage.findings(), stage.measures())

    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", told)


def test_the_page_is_small(history_page: str) -> None:
    assert SIZE_LIMIT > len(history_page.encode())


def test_the_same_plan_gives_the_same_page() -> None:
    subject = busy()
    found = list(findings(subject))
    random.Random(1).shuffle(found)

    assert page(subject) == html_page(subject, found, measures(subject), sky())
    assert page(subject) == page(Plan.model_validate_json(subject.model_dump_json()))


# ------------------------------------------------------------------------------------------- what it tells


def test_every_drawing_is_named(busy_page: str) -> None:
    elements = read(busy_page)
    known = set(ids(elements))
    drawings = [element for element in elements if element.name == "svg" and element.attributes.get("role") == "img"]
    names = [element.attributes.get("aria-labelledby", "").split() for element in drawings]

    assert all(set(name) <= known for name in names)
    assert all(name or element.attributes["aria-label"] for name, element in zip(names, drawings, strict=True))


def test_every_column_has_a_heading_with_a_scope(busy_page: str) -> None:
    headings = [element for element in read(busy_page) if element.name == "th"]

    assert {"col", "row", "rowgroup"} == {heading.attributes["scope"] for heading in headings}


@pytest.mark.parametrize("name", ["history_page", "busy_page"])
def test_every_finding_has_a_mark_on_the_timeline_and_a_row_that_tells_it(
    name: str, request: pytest.FixtureRequest
) -> None:
    elements = on_screen(read(request.getfixturevalue(name)))
    rows = sorted(
        element.attributes["id"] for element in elements if element.attributes.get("id", "").startswith("finding-")
    )
    marks = sorted(
        element.attributes["href"][1:]
        for element in elements
        if element.name == "a" and element.parents[-1] == "svg" and element.attributes.get("href", "").startswith("#")
    )

    assert rows
    assert rows == marks


def test_the_page_tells_every_finding_flight_and_person() -> None:
    subject = busy()
    told = words(page(subject))
    sentences = {finding.sentence for finding in findings(subject)}

    assert [] == [sentence for sentence in sentences if sentence not in told]
    assert [] == [entry for entry in ("Lark 1", "Swan 1", "Mule 1", "Lark 2") if entry not in told]
    assert [] == [name for name in ("Red Ann", "Blue Cat", "Red Dan") if name not in told]
    assert "the director" in told


def test_exchanged_seats_and_synthetic_people_are_marked() -> None:
    rows = {
        element.attributes["id"]: place
        for place, element in enumerate(read(page(busy())))
        if element.attributes.get("id", "").startswith(("flight-", "stay-"))
    }
    told = words(page(busy()))

    assert "flight-lark-2" in rows
    assert told.count("⇄ exchanged seat") == 1, "of a covered flight"
    assert told.count("⇄ partner's seat") == 2, "of flights that no agreement covers"
    assert "Blue, synthetic, ⇄ exchanged seat" in told


def test_without_agreements_the_segments_are_the_sides() -> None:
    told = words(page(busy(agreements=())))

    assert 0 == told.count("⇄ exchanged seat")
    assert 3 == told.count("⇄ partner's seat")


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        (
            stage.plan(),
            "feasible plan it holds; that none is better is not proven 2 broken 1 waived 8 unknown 5 wishes",
        ),
        (plan(scenario(as_of=day(99))), "flown record"),
        (plan(scenario()), "without proof"),
        (plan(scenario(requests=(request("lark-1"),))), "as it stands 1 flight or departure is still to be decided"),
        (
            plan(scenario(departures=(departure("lark-1"),)), flight("lark-1", undocked=None)),
            "as it stands 1 flight or departure",
        ),
    ],
)
def test_the_status_says_what_is_shown(subject: Plan, told: str) -> None:
    found = stage.findings() if subject.certificate else ()
    page_text = words(html_page(subject, found, measures(subject)))

    assert told in page_text


def test_a_proof_about_another_scenario_is_no_proof() -> None:
    certificate = Certificate(status="optimal", scenario_sha256="1" * 64, versions={"ortools": "9"})
    subject = busy().model_copy(update={"certificate": certificate})

    assert "another scenario" in page(subject, scenario_sha256="2" * 64)
    assert "another scenario" not in page(subject, scenario_sha256="1" * 64)
    assert "ortools 9, seed 0" in page(subject)


def test_what_is_still_to_be_decided_is_listed() -> None:
    subject = plan(scenario(requests=(request("lark-1", crew_size=2, announced=("red-ann",)),)))
    told = words(html_page(subject, (), measures(subject)))

    assert "Lark 1 on any day on any day Red 1, Red 2 2: Red Ann" in told


def test_sources_are_linked_once_and_numbered() -> None:
    elements = read(html_page(stage.plan(), stage.findings(), stage.measures()))
    numbers = [name for name in ids(elements) if name.startswith("source-")]
    links = [element for element in elements if element.attributes.get("href", "").startswith("https://example.org/")]

    assert [f"source-{number}" for number in range(1, len(numbers) + 1)] == numbers
    assert {"noreferrer"} == {element.attributes["rel"] for element in links}


def test_a_horizon_without_length_has_no_timeline() -> None:
    subject = plan(scenario(horizon=Horizon(start=day(3), end=day(3))))

    assert "there is nothing to draw" in page(subject)


def test_two_people_who_are_called_alike_have_rows_of_their_own() -> None:
    people = tuple(Person(id=name, name="Ann Red", agency="red") for name in ("ann-red", "red-ann"))
    subject = plan(scenario(people=people), flight("lark-1", ("ann-red", "red-ann")))
    known = ids(read(page(subject)))

    assert {"stay-ann-red-lark-1", "stay-red-ann-lark-1"} <= set(known)


def test_somebody_whose_way_up_lies_before_the_record_is_told() -> None:
    stays = tuple(entry.model_copy(update={"up": None}) for entry in busy().stays[:1])
    home = flight("lark-1", (), down=("red-ann",))
    told = words(page(plan(scenario(), home, stays=stays)))

    assert "aboard before the record" in told


# ------------------------------------------------------------------------------------------ what it draws


def widths(elements: list[Element], told: str) -> float:
    """Return how wide all uncovered spans are together that tell of a segment, in pixels."""
    total = 0.0
    for place, element in enumerate(elements):
        if {"cover", "uncovered"} <= element.classes and elements[place + 1].text.startswith(told):
            total += float(elements[place + 2].attributes["width"])
    return total


def test_uncovered_days_are_drawn_as_long_as_they_are(history: Plan, history_page: str) -> None:
    horizon = history.scenario.horizon
    elements = on_screen(read(history_page))
    plot = next(element for element in elements if element.name == "svg" and "drawing" in element.classes)
    px_per_day = float(plot.attributes["width"]) / ((horizon.end - horizon.start) / timedelta(days=1))
    names = {segment.id: segment.name for segment in history.scenario.station.segments}
    drawn = {
        entry.segment: widths(elements, names[entry.segment]) / px_per_day
        for entry in measure(history.scenario, history).uncovered
    }

    assert {entry.segment: entry.days for entry in measure(history.scenario, history).uncovered} == pytest.approx(
        drawn, abs=1
    )


def test_a_long_record_falls_into_strips_on_paper(history_page: str, busy_page: str) -> None:
    assert 4 == sum("strip" in element.classes for element in read(history_page))
    assert 1 == sum("strip" in element.classes for element in read(busy_page))


def test_many_people_are_packed_and_few_have_a_row_each(history_page: str, busy_page: str) -> None:
    assert 9 == sum("person" in element.classes for element in on_screen(read(busy_page)))
    assert 20 > sum("person" in element.classes for element in on_screen(read(history_page)))


def test_two_ships_at_one_port_are_both_seen() -> None:
    subject = plan(scenario(), flight("lark-1", ("red-ann",)), flight("mule-1", docked=day(5), undocked=day(9)))
    elements = on_screen(read(page(subject)))
    names = [element.text for element in elements if element.name == "text"]
    plot = next(place for place, element in enumerate(elements) if "plot" in element.classes)
    bars = [element.attributes["d"] for element in elements[plot:] if "body" in element.classes]

    assert {"Lark 1", "Mule 1"} <= set(names)
    assert len(bars) == len(set(bars))


def test_a_day_is_drawn_fading_and_a_plan_perforated() -> None:
    def drawn(entry: Flight) -> set[str]:
        subject = plan(scenario(), entry, stays=())
        elements = on_screen(read(page(subject)))
        start = next(place for place, element in enumerate(elements) if "plot" in element.classes)
        return {name for element in elements[start:] for name in element.classes} & {
            "faint1",
            "perforation",
            "doubtful",
        }

    assert set() == drawn(flight("lark-1"))
    assert {"faint1"} == drawn(flight("lark-1", precision={"undocked": "day"}))
    assert {"perforation"} == drawn(flight("lark-1", planned=("undocked",)))
    assert {"doubtful"} == drawn(
        flight("lark-1", undocked=None, bounds={"undocked": {"start": day(20), "end": day(24)}})
    )


def test_a_ship_that_moves_is_followed_to_its_next_port() -> None:
    moves = ({"undocked": day(6), "docked": day(6, 13), "port": "red-2"},)
    subject = plan(scenario(), flight("lark-1", ("red-ann",), relocations=moves))
    elements = on_screen(read(page(subject)))

    assert 1 == sum("way" in element.classes for element in elements)
    assert "Red 1, Red 2 from 2030-01-07" in words(page(subject))
