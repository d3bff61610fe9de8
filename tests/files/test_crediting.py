"""Who has been outside in a suit counts as trained for it, since that day and no earlier."""

from datetime import UTC, datetime, timedelta

import pytest

from crossflight.files import load_scenario
from crossflight.files.crediting import credited
from crossflight.record import Person, Qualification, Spacewalk, Suit

START = datetime(2031, 5, 1, 9, tzinfo=UTC)

SUITS = {
    "stork": Suit(id="stork", name="Stork", kind="spacewalk"),
    "stork-2": Suit(id="stork-2", name="Stork-2", kind="spacewalk", family="stork", alone_since=START),
    "heron": Suit(id="heron", name="Heron", kind="spacewalk"),
}


def person(name: str, *qualifications: Qualification) -> dict[str, Person]:
    return {name: Person(id=name, name=name, agency="west", qualifications=qualifications)}


def spacewalk(start: datetime = START, suit: str | None = "heron", *outside: str) -> Spacewalk:
    return Spacewalk(
        id=f"walk-{start:%Y-%m-%d}",
        station="outpost",
        day=start.replace(hour=0),
        start=start,
        minutes=300,
        convention="russian-hatch-to-hatch",
        suit=suit,
        outside=outside or ("ada",),
        source=("log",),
    )


def gained(people: dict[str, Person], *spacewalks: Spacewalk) -> list[tuple[str | None, datetime]]:
    return [(entry.of, entry.since) for entry in credited(people, spacewalks, SUITS)["ada"].qualifications]


def test_somebody_who_was_outside_is_qualified_from_the_end_of_the_first_time() -> None:
    later = START + timedelta(days=9)
    done = credited(person("ada"), (spacewalk(later), spacewalk(START)), SUITS)["ada"]
    [entry] = done.qualifications

    assert ("spacewalk", "heron", START + timedelta(hours=5)) == (entry.kind, entry.of, entry.since)
    assert (entry.since, ("log",), ()) == (entry.known_since, entry.source, entry.unverified)
    assert "Has been outside: walk-2031-05-01." == entry.notes


def test_others_gain_nothing() -> None:
    people = person("ada") | person("ben")

    assert () == credited(people, [spacewalk()], SUITS)["ben"].qualifications
    assert set(people) == set(credited(people, [spacewalk(START, "heron", "somebody-else")], SUITS))


def test_a_qualification_that_is_held_already_is_not_told_twice() -> None:
    held = Qualification(kind="spacewalk", of="heron", since=START - timedelta(days=90))
    lapsed = Qualification(kind="spacewalk", of="heron", since=START - timedelta(days=90), until=START)

    assert [("heron", held.since)] == gained(person("ada", held), spacewalk())
    assert 2 == len(gained(person("ada", lapsed), spacewalk()))


def test_a_suit_of_unsaid_generation_counts_for_one_only_since_that_one_was_worn_alone() -> None:
    before = START - timedelta(days=1)
    end = START + timedelta(hours=5)

    assert [("stork", before + timedelta(hours=5))] == gained(person("ada"), spacewalk(before, "stork"))
    assert [("stork", end), ("stork-2", end)] == gained(person("ada"), spacewalk(START, "stork"))
    assert [("stork-2", end)] == gained(person("ada"), spacewalk(START, "stork-2"))


def test_a_generation_that_no_source_names_is_unverified() -> None:
    first, second = credited(person("ada"), [spacewalk(START, "stork")], SUITS)["ada"].qualifications

    assert ((), ("of",)) == (first.unverified, second.unverified)
    assert "Has been outside: walk-2031-05-01, in stork." == second.notes


def test_an_unknown_suit_is_evidence_of_nothing() -> None:
    assert [] == gained(person("ada"), spacewalk(START, None))


# Prokopyev had been outside on 2018-08-15 in an Orlan-MKS; Petelin was first outside on 2022-11-17, after that day.
@pytest.mark.parametrize(
    ("person_id", "suits"), [("sergey-prokopyev", ["orlan-mks", "orlan"]), ("dmitry-petelin", []), ("josh-cassada", [])]
)
def test_a_scenario_knows_who_had_been_outside_by_its_day(person_id: str, suits: list[str]) -> None:
    scenario = load_scenario("iss-2022")
    people = {entry.id: entry for entry in scenario.people}
    held = [entry.of for entry in people[person_id].qualifications if entry.source and entry.notes]

    assert suits == [suit for suit in held if suit in {"orlan", "orlan-mks", "emu"}]
