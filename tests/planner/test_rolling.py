"""A long horizon planned by eras: what is decided stays, every rule holds over the whole, and no more is claimed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crossflight import files, planner, story
from crossflight.instants import parse
from crossflight.planner.eras import EraSpan, begin, cut, cut_sky, era_from, freeze, quiet_day
from crossflight.record import Answer, DateWish, Horizon, Numbers, Progress, Scenario, Sky, SpacewalkRequest
from crossflight.story import rolling
from scenes import day, flight

ERA_DAYS, AHEAD_DAYS = 160, 120
FAR = datetime.max.replace(tzinfo=UTC)


NEVER = SpacewalkRequest(
    id="never",
    airlock="poisk",
    suit="emu",
    convention="us-battery-to-repress",
    day=DateWish(earliest=parse("2023-05-01"), latest=parse("2023-05-20"), wanted=parse("2023-05-10")),
)
"""In a suit that the airlock is not made for."""


def first_years() -> Scenario:
    """Return the first 400 days of iss-2022, and what is wanted in them."""
    whole = story.load("iss-2022")
    assert isinstance(whole, Scenario)
    end = whole.horizon.start + timedelta(days=400)
    wanted = tuple(request for request in whole.requests if (request.launch.wanted or FAR) < end - timedelta(days=9))
    names = {request.id for request in wanted} | {known.id for known in whole.flights}
    agreements = tuple(
        entry.model_copy(update={"flights": tuple(name for name in entry.flights if name in names)})
        for entry in whole.agreements
    )
    return whole.model_copy(
        update={
            "horizon": Horizon(start=whole.horizon.start, end=end),
            "requests": wanted,
            "agreements": agreements,
            "spacewalk_requests": (*whole.spacewalk_requests, NEVER),
            "plans_courses": False,
        }
    )


@pytest.fixture(scope="module")
def setting() -> tuple[Scenario, Sky]:
    scenario = first_years()
    return scenario, story.survey(scenario)


@pytest.fixture(scope="module", autouse=True)
def short_look_ahead() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rolling, "AHEAD_DAYS", AHEAD_DAYS)
        yield


@pytest.fixture(scope="module")
def rolled(setting: tuple[Scenario, Sky]) -> Answer:
    scenario, sky = setting
    return story.plan(scenario, sky, eras_days=ERA_DAYS, time_limit_s=300)


# ------------------------------------------------------------------------------------------------------------ the plan


def test_a_plan_made_by_eras_breaks_no_rule_of_the_whole(setting: tuple[Scenario, Sky], rolled: Answer) -> None:
    assert rolled.plan is not None
    findings = story.check(rolled.plan, setting[1])

    assert set() == {finding.rule for finding in findings if finding.state == "broken"}


def test_every_flight_that_is_asked_for_flies_once(setting: tuple[Scenario, Sky], rolled: Answer) -> None:
    assert rolled.plan is not None
    scenario = setting[0]
    asked = [known.id for known in scenario.flights] + [request.id for request in scenario.requests]

    assert sorted(asked) == sorted(known.id for known in rolled.plan.flights)


def test_a_spacewalk_that_no_era_can_make_is_told_with_its_reason(rolled: Answer) -> None:
    told = {entry.spacewalk: entry.clash for entry in rolled.left_out}

    assert {"spacewalks.asked", "spacewalks.suit-airlock"} == {clash.rule for clash in told["never"]}
    assert "never is left out: by these flights not all of this can hold: " in (rolled.message or "")


def test_nobody_of_the_pool_is_given_two_seats(setting: tuple[Scenario, Sky], rolled: Answer) -> None:
    assert rolled.plan is not None
    ups = [person for known in rolled.plan.flights for person in known.up if person in setting[0].pool]

    assert len(set(ups)) == len(ups)
    assert ups


def test_each_era_has_its_own_proof_and_the_whole_has_none(rolled: Answer) -> None:
    assert rolled.plan is not None
    certificate = rolled.plan.certificate
    assert certificate is not None

    assert ("feasible", ()) == (certificate.status, certificate.levels)
    assert ["optimal"] * len(rolled.eras) == [era.status for era in certificate.eras]
    assert len(rolled.eras) > 1
    assert all(era.levels for era in rolled.eras)
    assert [era.end for era in rolled.eras[:-1]] == [era.start for era in rolled.eras[1:]]


def test_the_certificate_speaks_of_the_whole_scenario_and_survives_the_file(rolled: Answer) -> None:
    assert rolled.plan is not None
    again = files.parse_plan(files.write_plan(rolled.plan))

    assert rolled.plan == again
    assert files.certificate_matches(again)


def test_courses_are_placed_for_all_crews_once_they_are_known(setting: tuple[Scenario, Sky]) -> None:
    scenario, sky = setting
    known = files.catalogue()
    tables = {"courses": known.courses, "facilities": known.facilities, "centres": known.centres}
    asked = scenario.model_copy(update={"plans_courses": True, **tables})
    answer = story.plan(asked, sky, eras_days=ERA_DAYS, time_limit_s=300)
    assert answer.plan is not None
    whole = answer.eras[-1]

    assert ("courses", scenario.horizon.start, scenario.horizon.end) == (whole.name, whole.start, whole.end)
    assert ["training"] == [level.name for level in whole.levels]
    assert {"crew-7", "soyuz-ms-24"} <= {course.flight for course in answer.plan.trainings}
    assert [] == [finding.rule for finding in story.check(answer.plan, sky) if finding.state == "broken"]


def test_the_same_scenario_and_seed_give_the_same_plan(setting: tuple[Scenario, Sky], rolled: Answer) -> None:
    scenario, sky = setting

    assert rolled == story.plan(scenario, sky, eras_days=ERA_DAYS, time_limit_s=300)


def test_one_era_as_long_as_the_horizon_is_one_solve() -> None:
    scenario = first_years()

    assert rolling.eras_wanted(scenario, 400) is None
    assert rolling.eras_wanted(scenario, 0) is None
    assert rolling.eras_wanted(scenario, None) is None
    assert 200 == rolling.eras_wanted(scenario, 200)


# ---------------------------------------------------------------------------------------------------------- what stops


def answers(monkeypatch: pytest.MonkeyPatch, second: Answer) -> list[EraSpan]:
    """Let the second solve of an era answer so; return the spans that are asked for."""
    asked: list[EraSpan] = []
    plan = planner.plan

    def told(scenario: Scenario, sky: Sky, **options: Any) -> Answer:
        asked.append(EraSpan(scenario.horizon.start, scenario.horizon.end, scenario.horizon.end))
        return second if len(asked) == 2 else plan(scenario, sky, **options)

    monkeypatch.setattr(planner, "plan", told)
    return asked


def test_an_era_without_a_plan_is_planned_with_the_one_before(
    setting: tuple[Scenario, Sky], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answers(monkeypatch, Answer(status="infeasible"))
    answer = story.plan(*setting, eras_days=ERA_DAYS, time_limit_s=300)

    assert answer.plan is not None
    assert asked[0].start < asked[1].start
    assert asked[0].start == asked[2].start
    assert asked[1].end <= asked[2].end


def test_an_interruption_keeps_the_eras_that_are_done(
    setting: tuple[Scenario, Sky], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, Answer(status="unknown", message="interrupted before a first plan"))
    answer = story.plan(*setting, eras_days=ERA_DAYS, time_limit_s=300)

    assert answer.plan is not None
    assert 1 == len(answer.eras)
    assert answer.eras[0].end == answer.plan.scenario.horizon.end
    assert (answer.message or "").startswith("interrupted; planned up to 2023-")
    assert [] == [finding for finding in story.check(answer.plan) if finding.state == "broken"]
    assert files.certificate_matches(answer.plan)


def test_an_era_that_cannot_be_is_named_with_its_clash(setting: tuple[Scenario, Sky]) -> None:
    scenario, sky = setting
    required = story.require(scenario, ["soyuz-ms-23.launch <= 2023-02-10"])
    answer = story.plan(required, sky, eras_days=ERA_DAYS, time_limit_s=300)

    assert "infeasible" == answer.status
    assert (answer.message or "").startswith("era 1, 2022-09-29 to 20")
    assert "requirements.met" in {clash.rule for clash in answer.conflict}


def test_too_little_time_says_which_era(setting: tuple[Scenario, Sky]) -> None:
    answer = story.plan(*setting, eras_days=ERA_DAYS, time_limit_s=0.001)

    assert ("unknown", None) == (answer.status, answer.plan)
    assert (answer.message or "").startswith("era 1, 2022-09-29")


def test_progress_names_the_era(setting: tuple[Scenario, Sky]) -> None:
    heard: list[Progress] = []
    story.plan(*setting, eras_days=ERA_DAYS, time_limit_s=0.001, watch=heard.append)

    assert heard
    assert all((progress.era or "").startswith("era 1 of 3, 2022-09-29 to") for progress in heard)


# ------------------------------------------------------------------------------------------------------------- the cut


def test_an_era_holds_what_is_wanted_in_it_and_no_more(setting: tuple[Scenario, Sky]) -> None:
    scenario, _ = setting
    span = era_from(scenario.horizon.start, scenario.horizon, timedelta(days=200), timedelta(days=100))
    cut_out = cut(scenario, begin(scenario), span)
    asked = {request.id: request for request in cut_out.requests}

    assert Horizon(start=scenario.horizon.start, end=parse("2023-07-26")) == cut_out.horizon
    assert "crew-6" in asked
    assert "crew-7" not in asked
    assert asked["crew-6"].undock is None
    assert asked["crew-5"].undock is not None


def test_a_ship_that_is_docked_at_the_end_of_an_era_leaves_in_the_next(
    setting: tuple[Scenario, Sky], rolled: Answer
) -> None:
    scenario, _ = setting
    assert rolled.plan is not None
    until = parse("2023-04-17")
    past = freeze(scenario, begin(scenario), rolled.plan, until)
    later = cut(scenario, past, EraSpan(until, scenario.horizon.end, scenario.horizon.end))
    docked = {known.id for known in past.flights if known.undocked is None}

    assert {"crew-6", "soyuz-ms-23"} <= docked
    assert docked >= {entry.flight for entry in later.departures}
    assert {"crew-6", "soyuz-ms-23"} <= {entry.flight for entry in later.departures}
    assert {"stephen-bowen", "oleg-kononenko"} <= {stay.person for stay in later.stays if stay.end is None}


def test_an_agreement_counts_what_earlier_eras_gave(setting: tuple[Scenario, Sky], rolled: Answer) -> None:
    scenario, _ = setting
    assert rolled.plan is not None
    until = parse("2023-04-17")
    past = freeze(scenario, begin(scenario), rolled.plan, until)
    later = cut(scenario, past, EraSpan(until, scenario.horizon.end, scenario.horizon.end))
    [agreement] = later.agreements
    known = {entry.id for entry in later.flights} | {request.id for request in later.requests}

    assert set(agreement.flights) <= known


def test_eras_end_on_a_day_with_nothing_under_way() -> None:
    span = EraSpan(day(0, 0), day(100, 0), day(200, 0))
    near = flight("lark-1", launch=day(98), docked=day(99), undocked=day(101), landed=day(102))

    assert day(98, 0) == quiet_day([near], span, Numbers())
    assert day(100, 0) == quiet_day([], span, Numbers())


def test_a_cut_sky_says_the_same_of_its_days(setting: tuple[Scenario, Sky]) -> None:
    scenario, sky = setting
    start, end = parse("2023-04-17"), parse("2023-08-01")
    part = cut_sky(sky, start, end)
    inside = [[chance for chance in entry.liftoffs if start <= chance.liftoff < end] for entry in sky.launch_chances]

    assert inside == [
        [chance for chance in entry.liftoffs if start <= chance.liftoff < end] for entry in part.launch_chances
    ]
    assert sum(len(entry.liftoffs) for entry in part.launch_chances) < sum(
        len(entry.liftoffs) for entry in sky.launch_chances
    )
    assert scenario.horizon.start < start
