"""Laws of the check: what holds for any plan, sound or not."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from crossflight.instants import merge
from crossflight.record import RULEBOOK, Finding, Waiver
from crossflight.rules import measure
from rules.judging import END, START
from rules.worlds import World, shifted, waivers, worlds
from scenes import day, flight

FAR = day(10_000)
ABOUT_CREWS = ("operators.", "seats.", "vehicles.", "crew.", "agreements.", "handover.", "flights.", "landings.")

few = settings(max_examples=60, derandomize=True, deadline=None, database=None, phases=(Phase.generate, Phase.shrink))


def rows(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings without the words, which may hold dates."""
    return [finding.model_copy(update={"sentence": "-"}) for finding in findings]


@few
@given(worlds(), st.integers(0, 999))
def test_the_order_of_the_input_does_not_matter(world: World, seed: int) -> None:
    random = Random(seed)

    def mixed(entries: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(random.sample(entries, len(entries)))

    people, events = mixed(world.setting.people), mixed(world.setting.events)
    setting = world.setting.model_copy(update={"people": people, "events": events})
    other = replace(world, setting=setting, flights=mixed(world.flights), stays=mixed(world.stays))  # type: ignore[arg-type]

    assert world.findings() == other.findings()
    assert measure(world.setting, world.plan) == measure(setting, other.plan)


@few
@given(worlds(), waivers(), st.integers(-400, 400))
def test_a_shifted_calendar_shifts_the_findings(world: World, signed: tuple[Waiver, ...], days: int) -> None:
    by = timedelta(days=days)
    here = replace(world, setting=world.setting.model_copy(update={"waivers": signed}))
    there = World(*(shifted(part, by) for part in (here.setting, here.flights, here.stays, here.over)))

    assert rows(shifted(here.findings(), by)) == rows(there.findings())


@few
@given(worlds(), waivers())
def test_a_waiver_only_turns_broken_into_waived(world: World, signed: tuple[Waiver, ...]) -> None:
    waived = replace(world, setting=world.setting.model_copy(update={"waivers": signed}))
    before, after = world.findings(), waived.findings()

    assert _others(before) == _others(after)
    assert {"waived"} >= {finding.state for finding in after if finding.waiver is not None}
    assert _spans(before, {"broken"}) == _spans(after, {"broken", "waived"})
    for rule_id in {finding.rule for finding in after if finding.state == "waived"}:
        assert rule_id in {entry.rule for entry in signed}


def _others(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.state not in {"broken", "waived"}]


def _spans(findings: tuple[Finding, ...], states: set[str]) -> dict[tuple[str, ...], object]:
    """Return for each breach the time it covers; breaches of an instant are told apart by it."""
    spans: dict[tuple[str, ...], list[tuple[object, object]]] = {}
    for finding in findings:
        if finding.state in states:
            end = finding.end or FAR
            key = (finding.rule, finding.subject, *([] if finding.start < end else [str(finding.start)]))
            spans.setdefault(key, []).append((finding.start, end))
    return {key: merge(told) for key, told in spans.items()}  # type: ignore[arg-type]


@few
@given(worlds(), waivers(), st.integers(-90, 14 * 24), st.integers(1, 400))
def test_a_cargo_ship_far_away_changes_nothing_about_crews(
    world: World, signed: tuple[Waiver, ...], docks: int, stays: int
) -> None:
    docked, undocked = day(0, docks), day(0, docks + stays)
    cargo = flight(
        "mule-6", launch=docked - timedelta(hours=6), docked=docked, undocked=undocked, landed=None, port="far-port"
    )
    here = replace(world, setting=world.setting.model_copy(update={"waivers": signed}))
    there = replace(here, flights=(*here.flights, cargo))

    assert _about_crews(here.findings()) == _about_crews(there.findings())


def _about_crews(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.rule.startswith(ABOUT_CREWS)]


@few
@given(worlds(), waivers())
def test_findings_lie_within_the_horizon(world: World, signed: tuple[Waiver, ...]) -> None:
    waived = replace(world, setting=world.setting.model_copy(update={"waivers": signed}))
    spans = [(found.start, found.end) for found in waived.findings() if found.kind != "agreement"]

    assert [] == [span for span in spans if not START <= span[0] < END]
    assert [] == [span for span in spans if span[1] is not None and not span[0] <= span[1] < END]


@few
@given(worlds())
def test_findings_name_what_the_rulebook_says_they_are_about(world: World) -> None:
    setting = world.setting
    known = {
        "station": {setting.station.id},
        "segment": {segment.id for segment in setting.station.segments},
        "flight": {entry.id for entry in world.flights},
        "person": {person.id for person in setting.people},
        "port": {port.id for port in setting.station.ports},
        "agreement": {agreement.id for agreement in setting.agreements},
    }
    strange = [
        (found.rule, name, kind)
        for found in world.findings()
        for name, kind in zip(found.names, RULEBOOK[found.rule].subjects, strict=False)
        if name not in known[kind]
    ]

    assert [] == strange


@few
@given(worlds())
def test_an_unknown_says_why_and_nothing_else_does(world: World) -> None:
    findings = world.findings()

    assert [] == [found for found in findings if (found.state == "unknown") != (found.reason is not None)]
