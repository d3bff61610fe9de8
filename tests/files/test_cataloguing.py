"""The catalogue: files of the package as one, and no id twice."""

import pytest

from crossflight.errors import ScenarioError
from crossflight.files import catalogue, load_scenario, merge, parse_catalogue, shipped_scenarios
from crossflight.files.cataloguing import OTHER_TABLES, TABLES
from crossflight.files.referring import ANYTHING, RULES_AND_NUMBERS, check_references, check_station
from crossflight.record import Catalogue, Noun
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


def test_every_reference_in_the_catalogue_of_the_package_leads_somewhere() -> None:
    entries = catalogue()
    known = {table: {entry.id for entry in getattr(entries, table)} for table in TABLES}
    known["segments"] = {segment.id for station in entries.stations for segment in station.segments}
    known["flights on record"] = known["flights"]
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
    entries = catalogue()
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
