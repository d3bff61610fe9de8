"""The answer first: what stands above the tables of a page, and at its end."""

from io import StringIO

from rich.console import RenderableType

import stage
from crossflight import views
from crossflight.record import Answer, Finding, Waiver


def lines_of(page: RenderableType, width: int = 300) -> list[str]:
    file = StringIO()
    views.paper(file, width=width).put(page)
    return [line.rstrip() for line in file.getvalue().splitlines()]


def page_of(findings: tuple[Finding, ...], written: str | None = None) -> list[str]:
    answer = Answer(status="feasible", plan=stage.plan(), message="interrupted; this is the best plan so far")
    return lines_of(views.answer_page(answer, findings, None, written))


def breach(number: int) -> Finding:
    first = stage.findings()[0]
    return first.model_copy(update={"start": stage.day(number), "end": stage.day(2 * number)})


def test_the_verdict_and_its_proof_come_before_the_tables() -> None:
    told = page_of(stage.findings())
    places = [
        next(place for place, line in enumerate(told) if line.startswith(start))
        for start in ("feasible: ", "interrupted", "check: ", "  broken: ", "  waived: ", "planned: 1 flight", "first:")
    ]

    assert places == sorted(places)
    assert places[-1] < told.index("proof by level, each held before the next was looked at")
    assert told.index("proof by level, each held before the next was looked at") < told.index(
        "flights that were decided"
    )


def test_the_last_line_repeats_the_verdict_and_tells_where_the_plan_is() -> None:
    told = page_of(stage.findings(), written="build/plan.json")[-1]

    assert "feasible: 2 broken, 1 waived, 8 unknown in 1 group, 5 wishes unmet; plan written to build/plan.json" == told


def test_a_plan_that_was_not_written_does_not_say_so() -> None:
    assert "written" not in page_of(())[-1]


def test_a_waived_rule_is_told_with_the_reason_of_its_waiver() -> None:
    plan = stage.plan()
    waiver = Waiver(
        id="one-ship-summer",
        rule="operators.any-single-loss",
        start=stage.day(60),
        reason="The glider is late.",
        approver="both",
    )
    signed = plan.model_copy(update={"scenario": plan.scenario.model_copy(update={"waivers": (waiver,)})})
    told = lines_of(views.plan_page(signed, stage.findings()))
    [line] = [line for line in told[:10] if line.startswith("  waived: ")]

    assert "operators.any-single-loss, 2030-03-02, still open: " in line
    assert line.endswith("; waived by one-ship-summer: The glider is late.")


def test_many_breaches_are_counted_by_rule() -> None:
    told = page_of(tuple(breach(number) for number in range(1, 8)))
    broken = [line for line in told if line.startswith("  broken: ")]

    assert [
        "  broken: operators.any-single-loss, 7 times, the longest 2030-01-08 to 2030-01-15, south-segment / ferry-1"
    ] == broken


def test_a_check_begins_and_ends_with_the_same_line() -> None:
    told = lines_of(views.check_page("lagrange-2030", stage.plan(), stage.findings(), stage.measures()))

    assert told[0] == told[-1]
    assert told[0].startswith("lagrange-2030: 2 broken, 1 waived")
    assert told[1].startswith("  broken: operators.any-single-loss, 2030-01-01 to 2030-02-20, south-segment")
