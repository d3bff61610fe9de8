# ruff: noqa: E501 - the cases of a table stand on one line each
"""Resolving: the record as known on a day, with all that a scenario needs, and nothing that it names in vain."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossflight.errors import ScenarioError
from crossflight.files import load_scenario, parse_scenario, resolving
from crossflight.record import Flight, HomeSeat, Noun, Period, Scenario
from files.small import SCENARIO, changed, seen_on, small_catalogue, small_scenario


def day(month: int, day: int, hour: int = 0) -> datetime:
    return datetime(2031, month, day, hour, tzinfo=UTC)


def ids(entries: tuple[Noun, ...]) -> list[str]:
    return [entry.id for entry in entries]  # type: ignore[attr-defined]


def flights(scenario: Scenario) -> dict[str, Flight]:
    return {flight.id: flight for flight in scenario.flights}


def stays(scenario: Scenario) -> list[tuple[str, str | None, str | None, list[str]]]:
    return [(stay.person, stay.up, stay.down, [home.flight for home in stay.homes]) for stay in scenario.stays]


def refusal(old: str, new: str) -> ScenarioError:
    with pytest.raises(ScenarioError) as raised:
        changed(old, new)
    assert "small.toml" == raised.value.file
    return raised.value


# ------------------------------------------------------------------------------------------- what was known that day


def test_flights_that_had_not_lifted_off_are_not_known() -> None:
    assert ["ferry-1", "ferry-2"] == ids(seen_on("2031-03-15", "2031-03-10").flights)


def test_flights_that_had_left_before_the_horizon_are_not_needed() -> None:
    assert ["ferry-2"] == ids(seen_on("2031-04-30", "2031-04-10").flights)
    assert ["ferry-1", "ferry-2"] == ids(seen_on("2031-04-30", "2031-04-01").flights)


def test_a_flight_in_its_landing_as_the_horizon_starts_is_there() -> None:
    assert ["ferry-1", "ferry-2"] == ids(seen_on("2031-04-30", "2031-04-01T08:00:00Z").flights)
    assert ["ferry-2"] == ids(seen_on("2031-04-30", "2031-04-01T10:00:01Z").flights)


def test_a_departure_that_lay_ahead_is_cut_with_all_that_it_says() -> None:
    flight = flights(seen_on("2031-03-15", "2031-03-10"))["ferry-1"]

    assert day(1, 10, 9) == flight.docked
    assert (None, None, (), None, {}) == (
        flight.undocked,
        flight.landed,
        flight.down,
        flight.commander_down,
        flight.precision,
    )
    assert (("ada", "bo"), "ada") == (flight.up, flight.commander_up)


def test_a_departure_at_the_very_instant_is_known() -> None:
    flight = flights(seen_on("2031-04-01T06:00:00Z", "2031-03-10"))["ferry-1"]

    assert (day(4, 1, 6), None, ("ada", "cy", "fay")) == (flight.undocked, flight.landed, flight.down)
    assert {"undocked": "minute"} == flight.precision


def test_a_relocation_is_known_once_it_has_begun() -> None:
    before = flights(seen_on("2031-04-05T09:59:00Z", "2031-03-10"))["ferry-2"]
    under_way = flights(seen_on("2031-04-05T10:15:00Z", "2031-03-10"))["ferry-2"]

    assert [0, 1] == [len(flight.relocations) for flight in (before, under_way)]


def test_a_moment_known_only_as_planned_is_cut_with_its_mark() -> None:
    assert ((), ("landed",)) == (
        flights(seen_on("2031-07-10", "2031-03-10"))["ferry-2"].planned,
        flights(seen_on("2031-08-02", "2031-03-10"))["ferry-2"].planned,
    )


def test_bounds_that_begin_later_are_cut() -> None:
    assert {} == flights(seen_on("2031-08-31", "2031-07-01"))["barge-1"].bounds
    assert {"undocked": Period(start=day(9, 1), end=day(10, 1))} == flights(seen_on("2031-09-01", "2031-07-01"))[
        "barge-1"
    ].bounds


def test_a_flight_whose_bounds_reach_into_the_horizon_is_there() -> None:
    assert "barge-1" in flights(seen_on("2031-12-01", "2031-10-01"))
    assert "barge-1" not in flights(seen_on("2031-12-01", "2031-10-02"))


def test_flights_to_other_stations_stay_away() -> None:
    assert "ferry-to-the-other" not in ids(seen_on("2031-12-01", "2031-01-01").flights)


def test_qualifications_are_cut_by_their_announcement_and_else_by_their_start() -> None:
    ada = seen_on("2031-03-15", "2031-03-10").people[0]

    assert [("operator", "east-wing"), ("operator", "west-wing")] == [
        (entry.kind, entry.of) for entry in ada.qualifications
    ]


def test_life_limits_are_cut_by_their_announcement() -> None:
    for as_of, of_type, of_vehicle in (
        ("2031-03-11", [200], []),
        ("2031-03-12", [200], [220]),
        ("2031-06-01", [200, 250], [220]),
    ):
        scenario = seen_on(as_of, "2031-03-10")
        [ferry] = [entry for entry in scenario.vehicle_types if entry.id == "ferry"]

        assert of_type == [limit.days for limit in ferry.lives]
        assert of_vehicle == [
            limit.days for entry in scenario.vehicles if entry.id == "ferry-1" for limit in entry.lives
        ]


def test_events_are_cut_by_their_announcement_and_an_end_that_lay_ahead_is_open() -> None:
    ends = {
        as_of: {event.id: event.end for event in seen_on(as_of, "2031-03-10").events}
        for as_of in ("2031-06-01", "2031-06-02", "2031-07-15", "2031-09-20")
    }

    assert {
        "2031-06-01": {"pad-closed": None},
        "2031-06-02": {"pad-closed": None, "ferry-2-leak": None},
        "2031-07-15": {"pad-closed": None, "ferry-2-leak": day(7, 15)},
        "2031-09-20": {"pad-closed": day(9, 20), "ferry-2-leak": day(7, 15)},
    } == ends


def test_events_of_what_the_scenario_does_not_hold_stay_away() -> None:
    assert "far-pad-closed" not in ids(seen_on("2031-12-01", "2031-01-01").events)


def test_agreements_come_along_when_both_sides_fly_to_the_station_and_they_last() -> None:
    assert ["exchange"] == ids(seen_on("2031-03-15", "2031-03-10").agreements)
    assert [] == ids(seen_on("2030-05-30", "2031-03-10").agreements)
    assert [] == ids(
        small_scenario(
            'name = "late"\ntitle = "Late"\nstation = "outpost"\nas_of = 2031-03-15\n'
            "horizon = { start = 2033-01-01, end = 2034-01-01 }"
        ).agreements
    )


def test_home_changes_are_cut_by_their_day() -> None:
    assert [[], ["bo", "cy"]] == [
        [change.person for change in seen_on(as_of, "2031-03-10").home_changes]
        for as_of in ("2031-03-20T11:00:00Z", "2031-03-20T12:00:00Z")
    ]


# -------------------------------------------------------------------------------------------------------- who is aboard


def test_stays_before_the_swap_of_seats() -> None:
    assert [
        ("fay", None, None, ["ferry-1"]),
        ("ada", "ferry-1", None, ["ferry-1"]),
        ("bo", "ferry-1", None, ["ferry-1"]),
        ("cy", "ferry-2", None, ["ferry-2"]),
        ("di", "ferry-2", None, ["ferry-2"]),
    ] == stays(seen_on("2031-03-15", "2031-03-10"))


def test_stays_after_the_swap_of_seats() -> None:
    assert [
        ("fay", None, "ferry-1", ["ferry-1"]),
        ("ada", "ferry-1", "ferry-1", ["ferry-1"]),
        ("bo", "ferry-1", None, ["ferry-1", "ferry-2"]),
        ("cy", "ferry-2", "ferry-1", ["ferry-2", "ferry-1"]),
        ("di", "ferry-2", None, ["ferry-2"]),
    ] == stays(seen_on("2031-04-02", "2031-03-10"))


def test_who_came_in_a_flight_that_left_before_the_horizon_is_still_aboard() -> None:
    scenario = seen_on("2031-04-30", "2031-04-10")
    [bo] = [stay for stay in scenario.stays if stay.person == "bo"]

    assert (None, day(1, 10, 9), None) == (bo.up, bo.start, bo.end)
    assert (HomeSeat(flight="ferry-2", since=day(3, 20, 12)),) == bo.homes


def test_who_is_on_the_crew_list_of_a_flight_has_a_stay_though_it_ended_before() -> None:
    [cy] = [stay for stay in seen_on("2031-04-30", "2031-04-10").stays if stay.person == "cy"]

    assert ("ferry-2", None, day(4, 1, 6)) == (cy.up, cy.down, cy.end)


@pytest.mark.parametrize("name", ["iss-history", "iss-2022", "tiangong-history"])
def test_everybody_on_a_flight_has_one_stay_for_it(name: str) -> None:
    scenario = load_scenario(name)

    assert sorted((person, flight.id) for flight in scenario.flights for person in flight.up) == sorted(
        (stay.person, stay.up) for stay in scenario.stays if stay.up
    )
    assert sorted((person, flight.id) for flight in scenario.flights for person in flight.down) == sorted(
        (stay.person, stay.down) for stay in scenario.stays if stay.down
    )


@pytest.mark.parametrize("name", ["iss-history", "iss-2022", "tiangong-history"])
def test_every_stay_ends_in_its_home_vehicle(name: str) -> None:
    assert [] == [stay.person for stay in load_scenario(name).stays if stay.down and stay.homes[-1].flight != stay.down]


def test_truth_seats_of_the_iss_on_1_march_2023() -> None:
    # Prokopyev, Petelin: MS-22 until their liners moved on 2 March; Rubio: an emergency place in Crew-5 since 17 January
    # (https://spacepolicyonline.com/news/nasa-and-roscosmos-implement-more-soyuz-ms-22-contingency-plans/).
    record = load_scenario("iss-history")
    homes = {
        stay.person: [home for home in stay.homes if home.since <= datetime(2023, 3, 1, tzinfo=UTC)][-1]
        for stay in record.stays
        if stay.up == "soyuz-ms-22"
    }

    assert {
        "dmitry-petelin": ("soyuz-ms-22", "nominal"),
        "francisco-rubio": ("crew-5", "contingency"),
        "sergey-prokopyev": ("soyuz-ms-22", "nominal"),
    } == {person: (home.flight, home.kind) for person, home in homes.items()}


def test_truth_ten_people_are_aboard_the_iss_before_soyuz_ms_21_leaves() -> None:
    # Seven and the three of Soyuz MS-21 (https://spaceflightnow.com/2022/09/29/russian-soyuz-brings-three-cosmonauts-home-from-space-station/).
    scenario = load_scenario("iss-2022")
    aboard = [stay for stay in scenario.stays if stay.end is None or stay.end > scenario.horizon.start]

    assert 10 == len(aboard)
    assert 3 == sum(stay.down == "soyuz-ms-21" for stay in aboard)


# ------------------------------------------------------------------------------------------------- what the file says


def test_entries_of_the_file_replace_those_of_the_catalogue_and_are_not_cut() -> None:
    own = """
        [[flights]]
        id = "ferry-1"
        station = "outpost"
        vehicle = "ferry-1"
        docked = 2031-01-10T09:00:00Z
        port = "aft"
        undocked = 2031-11-01
        up = ["ada"]
        down = ["ada"]
        [[people]]
        id = "ada"
        name = "Ada the Second"
        agency = "west"
        qualifications = [{ kind = "commander", of = "ferry", since = 2031-09-01 }]
    """
    scenario = seen_on("2031-02-01", "2031-01-20", own)

    assert ["ferry-1"] == ids(scenario.flights)
    assert ("aft", day(11, 1)) == (scenario.flights[0].port, scenario.flights[0].undocked)
    assert [("fay", None, None, ["ferry-1"]), ("ada", "ferry-1", "ferry-1", ["ferry-1"])] == stays(scenario)
    assert ("Ada the Second", 1) == (scenario.people[0].name, len(scenario.people[0].qualifications))


def test_without_history_nothing_that_flew_comes_along() -> None:
    scenario = small_scenario(
        'name = "bare"\ntitle = "Bare"\nstation = "outpost"\nas_of = 2031-07-10\n'
        'horizon = { start = 2031-07-10, end = 2031-12-01 }\npool = ["hal"]'
    )

    assert ((), (), (), ()) == (scenario.flights, scenario.stays, scenario.home_changes, scenario.events)
    assert ["exchange"] == ids(scenario.agreements)
    assert ["hal"] == ids(scenario.people)


def test_a_scenario_holds_what_it_names_and_nothing_else_in_order() -> None:
    scenario = small_scenario()

    assert ["bo", "cy", "di", "eve", "gil", "hal", "ivo"] == ids(scenario.people)
    assert ["barge", "ferry", "kite"] == ids(scenario.vehicle_types)
    assert ["barge-1", "barge-2", "ferry-2", "ferry-3", "ferry-4", "kite-swift"] == ids(scenario.vehicles)
    assert (["pad"], ["steppe"], ["lifter"]) == (ids(scenario.sites), ids(scenario.zones), ids(scenario.launchers))
    assert (["east", "west"], ["timetable"]) == (ids(scenario.agencies), ids(scenario.sources))
    assert ["ferry-2", "barge-1", "kite-1", "ferry-3", "barge-2"] == ids(scenario.flights)


def test_a_scenario_may_be_written_as_json() -> None:
    text = '{"name": "a", "title": "A", "station": "outpost", "as_of": "2031-07-10", "horizon": {"start": "2031-07-10", "end": "2031-07-11"}}'

    assert "a" == small_scenario(text).name


@given(st.integers(0, 400), st.integers(1, 300))
def test_law_what_was_known_once_stays_known(days: int, later: int) -> None:
    start = datetime(2030, 12, 1, tzinfo=UTC)
    before, after = (
        seen_on(f"{start + timedelta(days=number):%Y-%m-%d}", "2031-01-01") for number in (days, days + later)
    )

    assert set(ids(before.flights)) <= set(ids(after.flights))
    assert {stay.person for stay in before.stays} <= {stay.person for stay in after.stays}
    assert set(ids(before.events)) <= set(ids(after.events))
    for flight in before.flights:
        for name in ("launch", "docked", "undocked", "landed"):
            assert flight.moment(name) in {None, flights(after)[flight.id].moment(name)}


@given(st.integers(0, 400))
def test_law_nothing_later_than_the_day_of_knowledge_is_in_the_record(days: int) -> None:
    as_of = datetime(2030, 12, 1, tzinfo=UTC) + timedelta(days=days)
    scenario = seen_on(f"{as_of:%Y-%m-%d}", "2031-01-01")
    instants = [
        flight.moment(name) for flight in scenario.flights for name in ("launch", "docked", "undocked", "landed")
    ]
    instants += [instant for stay in scenario.stays for instant in (stay.start, stay.end)]
    instants += [home.since for stay in scenario.stays for home in stay.homes]
    instants += [event.end for event in scenario.events]

    assert [] == [instant for instant in instants if instant is not None and instant > as_of]


# ------------------------------------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("old", "new", "path", "problem", "way_out"),
    [
        # names that nobody knows
        ('station = "outpost"\nas_of', 'station = "outpst"\nas_of', "station", "unknown station 'outpst'", "did you mean 'outpost'?"),
        ('pool = ["hal"]', 'pool = ["hall"]', "pool[0]", "unknown person 'hall'", "did you mean 'hal'?"),
        ('announced = ["ivo"]', 'announced = ["nobody"]', "requests[0].announced[0]", "unknown person 'nobody'", "choose one of: "),
        ('vehicle = "barge-2"', 'vehicle = "barge-22"', "flights[0].vehicle", "unknown vehicle 'barge-22'", "did you mean 'barge-2'?"),
        ('port = "keel"', 'port = "keal"', "flights[0].port", "unknown port 'keal'", "did you mean 'keel'?"),
        ('site = "pad"', 'site = "far-pat"', "requests[0].site", "unknown launch site 'far-pat'", "did you mean 'far-pad'?"),
        ('launcher = "lifter"', 'launcher = "liter"', "requests[0].launcher", "unknown launcher 'liter'", "did you mean 'lifter'?"),
        ('}\nzone = "steppe"\n\n', '}\nzone = "step"\n\n', "departures[0].zone", "unknown landing zone 'step'", "did you mean 'steppe'?"),
        ('ports = ["fore", "aft"]', 'ports = ["fore", "raft"]', "requests[0].ports[1]", "unknown port 'raft'", "did you mean 'aft'?"),
        ("at_least = { east = 1 }", "at_least = { eeast = 1 }", "requests[0].at_least.eeast", "unknown agency 'eeast'", "did you mean 'east'?"),
        ('type = "barge"', 'type = "bark"', "vehicles[1].type", "unknown vehicle type 'bark'", "did you mean 'barge'?"),
        ('agency = "east"', 'agency = "eaast"', "people[0].agency", "unknown agency 'eaast'", "did you mean 'east'?"),
        ('of = "east-wing"', 'of = "west"', "people[0].qualifications[0].of", "unknown segment 'west'", "choose one of: east-wing"),
        ('of = "ferry"', 'of = "fery"', "people[0].qualifications[1].of", "unknown vehicle type 'fery'", "did you mean 'ferry'?"),
        ('of = "east-wing", ', "", "people[0].qualifications[0]", "'ivo' is operator of nothing", "add the key 'of' with a segment"),
        ('flight = "kite-1"\n\n[[requests', 'flight = "kite-2"\n\n[[requests', "departures[1].flight", "unknown flight at the station 'kite-2'", "did you mean 'kite-1'?"),
        ('flight = "ferry-4"', 'flight = "ferry-5"', "home_changes[0].flight", "unknown flight 'ferry-5'", "did you mean 'ferry-"),
        ('person = "eve"', 'person = "eva"', "home_changes[0].person", "unknown person 'eva'", "did you mean 'eve'?"),
        ('up = "kite-1"', 'up = "kite-7"', "stays[0].up", "unknown flight 'kite-7'", "did you mean 'kite-1'?"),
        ('person = "gil"', 'person = "gill"', "stays[0].person", "unknown person 'gill'", "did you mean 'gil'?"),
        ('subject = "hal"', 'subject = "lifter"', "events[0].subject", "unknown person 'lifter'", "choose one of: ada"),
        ('rule = "operators.any-single-loss"', 'rule = "operators.any-loss"', "waivers[0].rule", "unknown rule 'operators.any-loss'", "did you mean 'operators.any-single-loss'?"),
        ('end = "ferry-4.docked"', 'end = "ferry-44.docked"', "waivers[0].end", "unknown flight 'ferry-44'", "did you mean 'ferry-4'?"),
        ('subject = ["east-wing", "ferry-3"]', 'subject = ["east-wing", "ferry-33"]', "waivers[0].subject[1]", "unknown subject 'ferry-33'", "did you mean 'ferry-3'?"),
        ('vehicle_types = ["kite"]', 'vehicle_types = ["kites"]', "agreements[0].sides[1].vehicle_types[0]", "unknown vehicle type 'kites'", "did you mean 'kite'?"),
        ('assumed = ["port_turnaround_days"]', 'assumed = ["port_turnaround"]', "numbers.assumed[0]", "unknown number 'port_turnaround'", "did you mean 'port_turnaround_days'?"),
        # the same thing twice
        ('id = "barge-2"\nname', 'id = "ferry-4"\nname', "vehicles[1].id", "'ferry-4' is the id of vehicles[0] already", "give it another id"),
        ('id = "ferry-4"\nvehicle', 'id = "ferry-3"\nvehicle', "requests[0].id", "'ferry-3' is a flight already", "give the request"),
        ('pool = ["hal"]', 'pool = ["hal", "hal"]', "pool[1]", "'hal' is listed twice", "list it once"),
        ('announced = ["ivo"]', 'announced = ["ivo", "ivo"]', "requests[0].announced[1]", "'ivo' is listed twice", "list it once"),
        ('announced = ["ivo"]', 'announced = ["ivo", "hal", "gil", "eve"]', "requests[0].announced", "4 people are announced for 'ferry-4', and its crew_size is 3", "name fewer, give a larger one"),
        ('flight = "kite-1"\n\n[[requests', 'flight = "ferry-3"\n\n[[requests', "departures[1].flight", "'ferry-3' has a departure already", "take one out"),
        ('levels = ["uncovered", "exposure", "dates"]', "levels = []", "policy.levels", "no level is listed", "list one"),
        # ends before beginnings
        ('end = "ferry-4.docked"', "end = 2031-07-09", "waivers[0].end", "end 2031-07-09T00:00:00Z comes before start 2031-07-10T00:00:00Z", "change one of them"),
        ("start = 2031-10-01\n", "start = 2031-10-01\nend = 2031-09-01\n", "agreements[0].end", "end 2031-09-01T00:00:00Z comes before start", "change"),
        ("since = 2032-01-02", "since = 2032-01-02\nlatest = 2032-01-01", "home_changes[0].latest", "latest 2032-01-01T00:00:00Z comes before since", "change"),
        ('kind = "arm", since = 2031-07-01', 'kind = "arm", since = 2031-07-01, until = 2031-01-01', "people[0].qualifications[2].until", "until 2031-01-01T00:00:00Z comes before since", "change"),
        ('up = "kite-1"', 'up = "kite-1"\nstart = 2031-07-02\nend = 2031-07-01', "stays[0].end", "end 2031-07-01T00:00:00Z comes before start", "change"),
        # what cannot fit
        ('port = "keel"', 'port = "fore"', "flights[0].port", "'barge-2' has interface cone, port 'fore' takes ring", "choose one of: keel"),
        ('ports = ["fore", "aft"]', 'ports = ["keel"]', "requests[0].ports", "'ferry-4' has interface ring, port 'keel' takes cone", "choose one of: fore, aft, side"),
        ('vehicle = "barge-2"\n', 'vehicle = "ferry-4"\nrelocations = [{ undocked = 2031-12-01, docked = 2031-12-01, port = "side" }]\n', "flights[0].port", "'ferry-4' has interface ring, port 'keel' takes cone", "choose one of: fore, aft"),
        ('vehicle = "barge-2"\n', 'vehicle = "barge-2"\nrelocations = [{ undocked = 2031-12-01, docked = 2031-12-01, port = "side" }]\n', "flights[0].relocations[0].port", "'barge-2' has interface cone", "choose one of: keel"),
        ('station = "outpost"\nvehicle', 'station = "other"\nvehicle', "flights[0].station", "'barge-2' flies to 'other', the scenario is of 'outpost'", "take"),
        ("end = 2032-03-01", "end = 2031-07-01", "horizon.end", "the horizon ends at 2031-07-01T00:00:00Z, not after", "set a later end"),
        ("end = 2032-03-01", "end = 2081-08-01", "horizon.end", "the horizon has 18,294 days; at most 14,640", "set an earlier end"),
        ("horizon = { start = 2031-07-01, end = 2032-03-01 }", "horizon = { start = 0001-01-01, end = 0001-03-01 }", "horizon.start", "0001-01-01T00:00:00Z lies outside 1957 to 2200", "check"),
        ("as_of = 2031-07-10", "as_of = 1931-07-10", "as_of", "1931-07-10T00:00:00Z lies more than 3,660 days away", "give the day"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_with_its_path_and_the_way_out(
    old: str, new: str, path: str, problem: str, way_out: str
) -> None:
    error = refusal(old, new)

    assert path == error.path
    assert problem == error.problem[: len(problem)]
    assert way_out == error.way_out[: len(way_out)]


def test_a_port_that_is_not_there_that_day_is_told_with_its_dates() -> None:
    flight = """
        [[flights]]
        id = "kite-2"
        station = "outpost"
        vehicle = "kite-swift"
        docked = 2031-11-05
        port = "side"
    """
    with pytest.raises(ScenarioError) as early:
        seen_on("2031-12-01", "2031-07-01", flight.replace("11-05", "01-05"))
    with pytest.raises(ScenarioError) as late:
        seen_on("2031-12-01", "2031-07-01", flight)

    assert "port 'side' is not there on 2031-01-05: it is there 2031-02-01 to 2031-11-01" == early.value.problem
    assert ("flights[0].port", "choose one of: fore, aft") == (late.value.path, late.value.way_out)
    assert "kite-2" in flights(seen_on("2031-12-01", "2031-07-01", flight.replace("11-05", "10-31")))


def test_a_day_is_enough_where_the_port_was_there_for_some_of_it() -> None:
    flight = """
        [[flights]]
        id = "kite-2"
        station = "outpost"
        vehicle = "kite-swift"
        docked = 2031-01-31
        port = "side"
    """
    with pytest.raises(ScenarioError):
        seen_on("2031-12-01", "2031-07-01", flight)

    assert "kite-2" in flights(seen_on("2031-12-01", "2031-07-01", flight + 'precision = { docked = "day" }'))


def test_a_module_that_stays_takes_its_port_away() -> None:
    flight = """
        [[flights]]
        id = "kite-2"
        station = "outpost"
        vehicle = "kite-swift"
        docked = 2031-11-01
        port = "side"
        permanent = true
    """

    assert "kite-2" in flights(seen_on("2031-12-01", "2031-07-01", flight))


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ("permanent = true", "'kite-2' stays for good"),
        ("undocked = 2031-11-01", "'kite-2' undocked at 2031-11-01T00:00:00Z already"),
    ],
)
def test_a_departure_of_what_does_not_leave_or_left_already(more: str, problem: str) -> None:
    text = f"""
        [[departures]]
        flight = "kite-2"
        [[flights]]
        id = "kite-2"
        station = "outpost"
        vehicle = "kite-swift"
        docked = 2031-10-01
        port = "fore"
        {more}
    """
    with pytest.raises(ScenarioError) as refusal:
        seen_on("2031-12-01", "2031-07-01", text)

    assert ("departures[0].flight", problem) == (refusal.value.path, refusal.value.problem)
    if "undocked" in more:
        assert "kite-2" in flights(seen_on("2031-12-01", "2031-07-01", text + 'planned = ["undocked"]'))


def test_a_station_of_the_file_names_its_own_ports_and_segments() -> None:
    station = """
        [[stations]]
        id = "new"
        name = "New"
        segments = [{ id = "hub", name = "Hub", agencies = ["east"] }]
        ports = [{ id = "front", name = "Front", segment = "hub", module = "Hub", interface = "ring", available = [] }]
        corridors = [{ port = "front", shut_by = "ferry", at = "front", since = 2031-01-01 }]
    """
    refused = {}
    for old, new in (
        ('segment = "hub"', 'segment = "hut"'),
        ('at = "front"', 'at = "fore"'),
        ('shut_by = "ferry"', 'shut_by = "fery"'),
        ("}]\n        corr", '}, { id = "front", name = "F", segment = "hub", module = "H", interface = "r", available = [] }]\n        corr'),
    ):  # fmt: skip
        with pytest.raises(ScenarioError) as refusal:
            seen_on("2031-12-01", "2031-07-01", station.replace(old, new))
        refused[refusal.value.path] = refusal.value.problem

    assert {
        "stations[0].ports[0].segment": "station 'new' has no segment 'hut'",
        "stations[0].corridors[0].at": "station 'new' has no port 'fore'",
        "stations[0].corridors[0].shut_by": "unknown vehicle type 'fery'",
        "stations[0].ports[1].id": "'front' is the id of stations[0].ports[0] already",
    } == refused


def test_a_catalogue_that_names_what_nobody_knows_is_told_apart() -> None:
    catalogue = small_catalogue()
    broken = catalogue.model_copy(update={"agencies": catalogue.agencies[:1]})
    with pytest.raises(ScenarioError, match="the catalogue names the agency 'west', which nobody knows"):
        parse_scenario(SCENARIO.replace(", west = 1", "").replace('["west"]', '["east"]'), catalogue=broken)


def flown(count: int) -> str:
    """Return so many flights of one person, one after the other."""
    start = datetime(2031, 1, 1, tzinfo=UTC)
    return "\n".join(
        f'[[flights]]\nid = "kite-{number}"\nstation = "outpost"\nvehicle = "kite-swift"\nport = "fore"\n'
        f"docked = {(start + timedelta(hours=6 * number)).isoformat()}\n"
        f"undocked = {(start + timedelta(hours=6 * number + 3)).isoformat()}\n"
        'up = ["hal"]\ndown = ["hal"]'
        for number in range(2, count + 2)
    )


def test_a_scenario_of_very_many_flights_is_resolved_in_seconds() -> None:
    start = time.perf_counter()
    scenario = seen_on("2031-12-01", "2031-08-02", flown(4_990))

    assert 4_993 == len(scenario.flights)
    assert 4_990 == sum(stay.up == stay.down for stay in scenario.stays)
    assert 30 > time.perf_counter() - start


def test_too_many_flights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolving, "TABLE_LIMIT", 10)

    assert 10 == len(seen_on("2031-12-01", "2031-08-02", flown(7)).flights)
    with pytest.raises(ScenarioError, match="flights: 11 flights with those that come along; at most 10"):
        seen_on("2031-12-01", "2031-08-02", flown(8))
