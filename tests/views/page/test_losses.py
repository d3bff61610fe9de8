"""The strips of any single loss on the page."""

from crossflight.record import Losses
from crossflight.rules import lose, measure
from crossflight.views.page import html_page
from rules.judging import haven, lark, swan
from scenes import TYPES, plan
from views.page.reading import read, words


def page(*, known: bool = True) -> str:
    types = TYPES if known else tuple(kind.model_copy(update={"contingency_places": None}) for kind in TYPES)
    subject = plan(haven(vehicle_types=types), lark(), swan())
    losses = lose(subject.scenario, subject)
    return html_page(subject, (), measure(subject.scenario, subject), losses=losses)


def titles(text: str) -> list[str]:
    return [entry.text for entry in read(text) if entry.name == "title"]


def test_the_worst_loss_of_each_day_is_drawn_with_whose_it_is() -> None:
    told = titles(page())

    assert any(text.startswith("up to 3 people without a nominal seat; the worst: Swan 1") for text in told)
    assert any(text.startswith("each segment keeps an operator") for text in told)


def test_places_that_are_not_public_are_drawn_as_unknown() -> None:
    told = titles(page(known=False))

    assert any(text.startswith("how many are without a place in an emergency is not public") for text in told)


def test_without_losses_no_strips_are_drawn() -> None:
    subject = plan(haven(), lark(), swan())
    measures = measure(subject.scenario, subject)
    nothing = Losses(start=measures.start, end=measures.end)

    assert "After any single loss" in words(page())
    assert "After any single loss" not in words(html_page(subject, (), measures))
    assert "After any single loss" not in words(html_page(subject, (), measures, losses=nothing))
