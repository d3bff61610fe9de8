"""Pages as they look today; a change of one is read before it is committed.

Renew them all with ``RENEW_GOLDEN=1 make test ARGS="-k golden"``.
"""

import os
from io import StringIO
from pathlib import Path

import pytest
from rich.console import RenderableType

import stage
from crossflight import views
from crossflight.record import Answer, Clash, Mend, Step

GOLDEN = Path(__file__).parent / "golden"


def people(day: float | None) -> RenderableType:
    instant = None if day is None else stage.day(day)
    plan = stage.plan()
    return views.people_table([views.person_row(stay, plan, instant) for stay in plan.stays])


def check(*, everything: bool = False) -> RenderableType:
    return views.check_page("lagrange-2030", stage.plan(), stage.findings(), stage.measures(), everything=everything)


def no_plan() -> RenderableType:
    clash = Clash(rule="vehicles.life", subject="ferry-1", sentence="ferry-1 [red] lands within 200 d.")
    wish = Clash(rule="flights.window", subject="ferry-1", sentence="ferry-1 flies within the days asked for")
    move = Step(
        kind="move", rule="flights.window", subject="ferry-1", sentence="ferry-1 could leave on 2030-02-01", days=3
    )
    waive = Step(kind="waive", rule="vehicles.life", subject="ferry-1", sentence="waive: ferry-1 lands within 200 d.")
    return views.answer_page(
        Answer(
            status="infeasible",
            conflict=(clash, wish),
            conflicts=((clash, wish), (clash,)),
            mends=(Mend(steps=(move,), days=3), Mend(steps=(move, waive), days=3)),
            message="Confirmed.",
        )
    )


PAGES = {
    "check-80": (80, check()),
    "check-140": (140, check()),
    "check-all-100": (100, check(everything=True)),
    "plan-100": (100, views.plan_page(stage.plan(), stage.findings(), stage.measures())),
    "plan-140": (140, views.plan_page(stage.plan())),
    "no-plan-80": (80, no_plan()),
    "flights-80": (80, views.flights_table(stage.flights(), stage.scenario())),
    "flights-40": (40, views.flights_table(stage.flights(), stage.scenario())),
    "people-80": (80, people(None)),
    "people-aboard-80": (80, people(53)),
}


def text_of(page: RenderableType, width: int) -> str:
    """Return a page as plain text, without the blanks at the ends of its lines."""
    file = StringIO()
    views.paper(file, width=width).put(page)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


@pytest.mark.parametrize("name", PAGES)
def test_golden_pages_look_as_they_did(name: str) -> None:
    width, page = PAGES[name]
    golden = GOLDEN / f"{name}.txt"
    text = text_of(page, width)
    if os.environ.get("RENEW_GOLDEN"):
        golden.write_text(text, encoding="utf-8")

    assert golden.read_text(encoding="utf-8") == text


def test_golden_pages_have_no_strangers_among_them() -> None:
    assert {f"{name}.txt" for name in PAGES} == {path.name for path in GOLDEN.iterdir()}
