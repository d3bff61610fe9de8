"""The catalogue: files of the package as one, and no id twice."""

import pytest

from crossflight.errors import ScenarioError
from crossflight.files import (
    catalogue,
    load_scenario,
    merge,
    parse_catalogue,
    shipped_scenarios,
    with_spacewalks,
)
from crossflight.files.cataloguing import OTHER_TABLES, TABLES, catalogue_for
from crossflight.files.parsing import parse_toml
from crossflight.files.referring import ANYTHING, RULES_AND_NUMBERS, check_references, check_station
from crossflight.files.validating import validate
from crossflight.record import Catalogue, Noun, ScenarioFile
from files.small import CATALOGUE, FLIGHTS, small_catalogue


def test_every_table_of_a_catalogue_is_merged() -> None:
    assert set(Catalogue.model_fields) == {*TABLES, *OTHER_TABLES}


def test_merging_keeps_the_entries_of_all_files_in_order() -> None:
    assert ["ferry-1", "ferry-2"] == [entry.id for entry in small_catalogue().vehicles][:2]
    assert 1 == len(small_catalogue().stays)
    assert 2 == len(small_catalogue().home_changes)


def test_an_id_in_two_files_is_refused_naming_both() -> None:
    with pytest.raises(ScenarioError) as refusal:
        merge({"a.toml": parse_catalogue(CATALOGUE), "b.toml": parse_catalogue(CATALOGUE)})

    assert "b.toml, sources[0].id: the source 'log' is in a.toml already — take one of them out" == str(refusal.value)


def test_an_id_twice_in_one_file_is_refused() -> None:
    with pytest.raises(ScenarioError) as refusal:
        parse_catalogue(FLIGHTS.replace('id = "ferry-2"', 'id = "ferry-1"'), file="flights.toml")

    assert "flights.toml, flights[1].id: 'ferry-1' is the id of flights[0] already" in str(refusal.value)


def test_the_catalogue_of_the_package_is_read_once() -> None:
    assert catalogue() is catalogue()
    assert catalogue().stations


def test_spacewalks_on_record_are_read_only_where_they_are_asked_for() -> None:
    assert () == catalogue().spacewalks
    assert catalogue() is with_spacewalks("tiangong")
    assert catalogue().people == with_spacewalks("iss").people[: len(catalogue().people)]
    assert with_spacewalks("iss").spacewalks


@pytest.mark.parametrize(
    ("lines", "has_them"),
    [
        ("as_of = 2022-09-29\nhistory = true", False),
        ("as_of = 2022-09-30\nhistory = true", True),
        ("as_of = 2022-09-30", False),
        ("as_of = 2022-09-29\nplans_courses = true", True),
    ],
)
def test_a_scenario_has_spacewalks_on_record_to_judge_its_past_or_to_plan_training(lines: str, has_them: bool) -> None:
    horizon = "horizon = { start = 2022-09-29, end = 2023-09-29 }"
    text = f'name = "case"\ntitle = "Case"\nstation = "iss"\n{lines}\n{horizon}\n'
    file = validate(ScenarioFile, parse_toml(text, "case"), "case")

    assert has_them == bool(catalogue_for(file).spacewalks)


@pytest.mark.parametrize("record", [entry.id for entry in catalogue().stations])
def test_every_reference_in_the_catalogue_of_the_package_leads_somewhere(record: str) -> None:
    entries = with_spacewalks(record)
    known = {table: {entry.id for entry in getattr(entries, table)} for table in TABLES}
    known["segments"] = {segment.id for station in entries.stations for segment in station.segments}
    known["flights on record"] = known["flights"]
    known["airlocks"] = {airlock.id for place in entries.stations for airlock in place.airlocks}
    known["places outside"] = known["airlocks"] | known["worksites"]
    ports = {station.id: {port.id for port in station.ports} for station in entries.stations}
    every_port = set().union(*ports.values())
    for position, station in enumerate(entries.stations):
        check_station(station, "catalogue", "stations", position)
    for table in (*TABLES, *OTHER_TABLES):
        for position, entry in enumerate(getattr(entries, table)):
            known["ports"] = ports.get(getattr(entry, "station", ""), every_port)
            known[ANYTHING] = set().union(*known.values())
            check_references(entry, {**known, **RULES_AND_NUMBERS}, "catalogue", table, position)


def test_every_source_that_looks_like_a_key_is_one() -> None:
    entries = with_spacewalks("iss")
    keys = {source.id for source in entries.sources}
    cited: set[str] = set()
    waiting: list[Noun] = [entries]
    while waiting:
        noun = waiting.pop()
        for name in type(noun).model_fields:
            value = getattr(noun, name)
            if name == "source":
                cited.update(value)
            waiting += [entry for entry in (value if isinstance(value, tuple) else (value,)) if isinstance(entry, Noun)]

    assert set() == {source for source in cited if " " not in source and "." not in source} - keys


@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_shipped_scenario_loads_by_its_bare_name(name: str) -> None:
    assert name.rsplit("/", 1)[-1] == load_scenario(name).name
