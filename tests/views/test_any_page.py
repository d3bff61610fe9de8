import re
from datetime import timedelta
from io import StringIO

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import RenderableType

import stage
from crossflight import views
from crossflight.record import RULEBOOK, Finding, Measures

WIDTHS = st.integers(min_value=40, max_value=200)
DAYS = st.floats(min_value=-2000, max_value=2000).map(stage.day)
TEXTS = st.text(min_size=1, max_size=120)
IDENTIFIERS = st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,4}", fullmatch=True)


@st.composite
def some_findings(draw: st.DrawFn) -> Finding:
    start = draw(DAYS)
    length = draw(st.none() | st.floats(min_value=0, max_value=900))
    return Finding(
        rule=draw(st.sampled_from(sorted(RULEBOOK)) | TEXTS),
        kind=draw(st.sampled_from(("physics", "law", "agreement", "wish"))),
        state=draw(st.sampled_from(("broken", "waived", "unknown", "unmet"))),
        start=start,
        end=None if length is None else start + timedelta(days=length),
        subject=" / ".join(draw(st.lists(IDENTIFIERS, min_size=1, max_size=4))),
        sentence=draw(TEXTS),
        amount=draw(st.none() | st.floats(allow_nan=False, allow_infinity=False)),
        reason=draw(st.none() | TEXTS),
        source=tuple(draw(st.lists(TEXTS, max_size=5))),
        waiver=draw(st.none() | TEXTS),
    )


def text_of(page: RenderableType, width: int) -> str:
    file = StringIO()
    views.paper(file, width=width).put(page)
    return file.getvalue()


@given(findings=st.lists(some_findings(), max_size=12), width=WIDTHS, everything=st.booleans())
@settings(max_examples=60)
def test_any_findings_make_a_page_at_any_width(findings: list[Finding], width: int, everything: bool) -> None:
    page = views.check_page("any", stage.plan(), findings, stage.measures(), everything=everything)
    told = text_of(page, width)

    assert told.startswith("any: ")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", told)


@given(findings=st.lists(some_findings(), max_size=6), width=WIDTHS)
@settings(max_examples=40)
def test_any_plan_makes_a_page_no_wider_than_the_terminal(findings: list[Finding], width: int) -> None:
    short = [finding.model_copy(update={"source": (), "sentence": "Short."}) for finding in findings]
    page = views.plan_page(stage.plan(), short)
    told = text_of(page, width)
    check = next(line for line in told.splitlines() if line.startswith("check: "))

    assert all(len(line) <= width for line in told.splitlines() if line != check)


@given(findings=st.lists(some_findings(), max_size=8))
@settings(max_examples=40)
def test_every_finding_has_its_place_in_the_document(findings: list[Finding]) -> None:
    nothing = Measures(start=stage.day(0), end=stage.day(1), exposure_person_days=0.0)
    document = views.findings_document(findings, nothing)

    assert len(findings) == sum(len(document[key]) for key in ("broken", "waived", "unknown", "wishes"))
    assert all("unmet" == entry["state"] for entry in document["wishes"])


@given(width=st.integers(min_value=40, max_value=200))
@settings(max_examples=40)
def test_no_identifier_is_cut_at_any_width(width: int) -> None:
    told = text_of(views.flights_table(stage.flights(), stage.scenario()), width)

    assert all(flight.id in told and flight.vehicle in told for flight in stage.flights())
    assert all(port.id in told for port in stage.station().ports)
