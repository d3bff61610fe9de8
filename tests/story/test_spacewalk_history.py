"""The record of spacewalks at the International Space Station: what it holds, and what it answers."""

from datetime import UTC, datetime, timedelta

import pytest

from crossflight import story
from crossflight.errors import InputError
from crossflight.record import Spacewalk
from crossflight.story import SpacewalkFilter, SpacewalkRecord
from crossflight.views import SpacewalkRow

Wanted = SpacewalkFilter


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture(scope="module")
def record() -> SpacewalkRecord:
    return story.spacewalk_record("iss")


def rows_of(record: SpacewalkRecord, wanted: SpacewalkFilter) -> list[SpacewalkRow]:
    return story.spacewalk_rows(record, story.spacewalks_done(record, wanted))


# ------------------------------------------------------------------------------------------------------- the record


def test_the_record_holds_280_spacewalks_numbered_one_by_one(record: SpacewalkRecord) -> None:
    assert list(range(1, 281)) == [entry.number for entry in record.spacewalks]


def test_everybody_who_was_outside_is_a_person_of_the_catalogue_once(record: SpacewalkRecord) -> None:
    outside = {person for entry in record.spacewalks for person in entry.outside}

    assert 159 == len(outside)
    assert outside <= set(record.people)
    assert {2} == {len(entry.outside) for entry in record.spacewalks}


def test_a_spacewalk_starts_on_its_day_and_ends_within_half_a_day(record: SpacewalkRecord) -> None:
    for entry in record.spacewalks:
        if entry.start is not None:
            assert entry.day == entry.start.replace(hour=0, minute=0), entry.id
        if entry.start is not None and entry.end is not None:
            assert timedelta(0) < entry.end - entry.start < timedelta(hours=9), entry.id


def test_minutes_are_end_minus_start_within_the_minute_that_the_record_tells(record: SpacewalkRecord) -> None:
    apart = {
        entry.number: (entry.end - entry.start) / timedelta(minutes=1) - entry.minutes
        for entry in record.spacewalks
        if entry.start is not None and entry.end is not None and entry.minutes is not None
    }

    assert 275 == len(apart)
    # Instants are told to the minute, so that two of them can be a minute apart from the duration.
    assert 1 >= max(abs(minutes) for minutes in apart.values())
    assert {28: -1, 29: 1, 53: -1} == {number: minutes for number, minutes in apart.items() if minutes}


def test_what_the_record_does_not_know_is_left_open(record: SpacewalkRecord) -> None:
    def without(field: str) -> list[int | None]:
        return [entry.number for entry in record.spacewalks if getattr(entry, field) is None]

    assert [40, 42, 62, 280] == without("start")
    assert [40, 42, 62, 279, 280] == without("end")
    assert [279, 280] == without("minutes")
    assert 67 == len(without("designation"))
    assert [] == [*without("airlock"), *without("suit"), *without("programme"), *without("purpose")]


def test_what_is_inferred_or_only_generally_known_is_said_by_field(record: SpacewalkRecord) -> None:
    def counted(table: str, field: str) -> int:
        return sum(field in getattr(entry, table) for entry in record.spacewalks)

    told = {"airlock": 142, "suit": 260, "convention": 259, "programme": 3, "designation": 166, "number": 1}
    assert told == {field: counted("inferred", field) for field in told}
    assert (29, 29) == (counted("unverified", "start"), counted("unverified", "end"))
    assert ["day", "start", "end", "minutes", "outside"] == list(record.spacewalks[209].unverified)


def test_marks_name_fields_and_nothing_is_both_inferred_and_unverified(record: SpacewalkRecord) -> None:
    for entry in record.spacewalks:
        assert set(entry.inferred) | set(entry.unverified) <= set(Spacewalk.model_fields), entry.id
        assert set() == set(entry.inferred) & set(entry.unverified), entry.id
        assert entry.source, entry.id


def test_sources_that_disagree_are_noted(record: SpacewalkRecord) -> None:
    told = {entry.number: entry.notes or "" for entry in record.spacewalks}
    disagreeing = [number for number, notes in told.items() if "Conflict" in notes]

    assert 35 == len(disagreeing)
    assert "names Bursch" in told[32]
    assert "(263 min)" in told[42]
    assert "designation 54" in told[251]


def test_a_lock_is_used_only_while_the_station_has_it(record: SpacewalkRecord) -> None:
    locks = {lock.id: lock for lock in record.station.airlocks}
    for entry in record.spacewalks:
        assert entry.airlock is not None
        assert any(span.contains(entry.start or entry.day) for span in locks[entry.airlock].available), entry.id
        assert entry.suit in locks[entry.airlock].suits, entry.id


# ---------------------------------------------------------------------------------------------------------- answers


def test_26_spacewalks_joined_a_russian_and_a_foreigner(record: SpacewalkRecord) -> None:
    def joint(suit: str | None) -> int:
        return len(rows_of(record, Wanted(joint=True, suit=suit)))

    assert (26, 22, 4) == (joint(None), joint("orlan"), joint("emu"))
    assert 26 == sum(row["joint"] for row in rows_of(record, Wanted(agencies=("roscosmos",))))


# 21 July 2022 was called the first in 13 years: 2009-06-10 was inside Zvezda, 2009-06-05 the last one outside.
def test_before_july_2022_the_last_joint_spacewalk_was_in_june_2009(record: SpacewalkRecord) -> None:
    *_, outside, inside, last = rows_of(record, Wanted(joint=True))

    assert ["2009-06-05", "2009-06-10", "2022-07-21"] == [row["day"] for row in (outside, inside, last)]
    assert ("pirs", "zvezda-transfer-compartment") == (outside["airlock"], inside["airlock"])
    assert ["gennadi-padalka", "michael-barratt"] == [person["person"] for person in inside["outside"]]
    assert 4789 == pytest.approx(last["days_since_before"], abs=0.5)


# Sputnik and seradata: planned for 14:00, opened at 14:50, closed after 7 h 05 min.
def test_the_spacewalk_of_artemyev_and_cristoforetti_is_as_published(record: SpacewalkRecord) -> None:
    [row] = rows_of(record, Wanted(agencies=("roscosmos", "esa")))

    assert ("2022-07-21T14:50:00Z", "2022-07-21T21:55:00Z", 425) == (row["start"], row["end"], row["minutes"])
    assert ("poisk", "orlan", "russian-hatch-to-hatch") == (row["airlock"], row["suit"], row["convention"])
    assert ["oleg-artemyev", "samantha-cristoforetti"] == [person["person"] for person in row["outside"]]
    assert ([], ["designation"]) == (row["inferred"], row["unknown"])


# NASA, 9 November 2007: 6 h 55 min from Quest, in American suits.
def test_a_cosmonaut_went_outside_from_quest_in_an_american_suit(record: SpacewalkRecord) -> None:
    between = (at("2007-11-01"), at("2007-12-01"))
    rows = rows_of(record, Wanted(suit="emu", airlock="quest", agencies=("roscosmos",), between=between))

    assert [("2007-11-09", 415)] == [(row["day"], row["minutes"]) for row in rows]
    assert ["peggy-whitson", "yuri-malenchenko"] == [person["person"] for person in rows[0]["outside"]]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Wanted(), 280),
        (Wanted(airlock="quest"), 176),
        (Wanted(airlock="pirs"), 52),
        (Wanted(airlock="shuttle"), 28),
        (Wanted(airlock="poisk"), 22),
        (Wanted(airlock="zvezda-transfer-compartment"), 2),
        (Wanted(suit="emu"), 204),
        (Wanted(suit="orlan"), 76),
        (Wanted(suit="orlan-mks"), 1),
        (Wanted(programme="russian"), 76),
        (Wanted(person="peggy-whitson"), 10),
        (Wanted(agencies=("cnes",)), 3),
        (Wanted(agencies=("esa", "jaxa")), 1),
        (Wanted(between=(at("1998-12-07"), at("1998-12-13"))), 3),
        (Wanted(airlock="poisk", suit="emu"), 0),
    ],
)
def test_spacewalks_are_those_for_which_all_holds(record: SpacewalkRecord, wanted: SpacewalkFilter, count: int) -> None:
    assert count == len(story.spacewalks_done(record, wanted))


def test_a_span_holds_its_first_instant_and_not_its_last(record: SpacewalkRecord) -> None:
    def begun(first: str, last: str) -> int:
        return len(story.spacewalks_done(record, Wanted(between=(at(first), at(last)))))

    assert 1 == begun("2022-07-21T14:50", "2022-07-21T14:51")
    assert 0 == begun("2022-07-21T14:49", "2022-07-21T14:50")
    assert 1 == begun("2026-06-30", "2026-07-01")


def test_one_agency_s_guests_do_not_make_a_spacewalk_joint(record: SpacewalkRecord) -> None:
    assert not any(row["joint"] for row in rows_of(record, Wanted(person="philippe-perrin")))


def test_days_since_the_one_before_are_whole_where_an_hour_is_unknown(record: SpacewalkRecord) -> None:
    *_, last = rows_of(record, Wanted())

    assert (34, "2026-06-30", None) == (last["days_since_before"], last["day"], last["start"])
    assert ["start", "end", "minutes"] == last["unknown"]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (Wanted(airlock="quset"), "knows no airlock 'quset' — did you mean quest"),
        (Wanted(suit="emo"), "knows no spacewalk suit 'emo' — did you mean emu"),
        (Wanted(suit="sokol-kv2"), "knows no spacewalk suit 'sokol-kv2' — "),
        (Wanted(person="malenchenko"), "did you mean yuri-malenchenko"),
        (Wanted(programme="rusian"), "did you mean russian"),
        (Wanted(agencies=("roscosmos", "eas")), "knows no agency 'eas' — did you mean"),
        (Wanted(between=(at("2020-01-01"), at("2020-01-01"))), "give the earlier day first"),
    ],
)
def test_what_the_record_does_not_know_is_refused(
    record: SpacewalkRecord, wanted: SpacewalkFilter, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        story.spacewalks_done(record, wanted)


@pytest.mark.parametrize(
    ("station", "message"), [("tiangon", "did you mean tiangong"), ("tiangong", "is on record — ask for another")]
)
def test_a_station_without_a_record_is_refused(station: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        story.history_spacewalks(Wanted(), station)


# -------------------------------------------------------------------------------------------------------- durations


def test_durations_keep_the_conventions_apart(record: SpacewalkRecord) -> None:
    battery, hatch = story.durations(record.spacewalks)

    assert ("us-battery-to-repress", 203, 1) == (battery.convention, battery.count, battery.unknown)
    assert ("russian-hatch-to-hatch", 75, 1) == (hatch.convention, hatch.count, hatch.unknown)
    # Shortest and longest: 2024-06-24 (a leak) and 2001-03-11; 2009-06-10 (inside) and 2018-02-02.
    assert (31, 536, 12, 493) == (battery.least_min, battery.most_min, hatch.least_min, hatch.most_min)


def test_the_spread_of_one_duration_is_that_duration(record: SpacewalkRecord) -> None:
    [spread] = story.durations(story.spacewalks_done(record, Wanted(agencies=("roscosmos", "esa"))))

    assert [425] * 5 == [
        spread.least_min,
        spread.lower_quartile_min,
        spread.median_min,
        spread.upper_quartile_min,
        spread.most_min,
    ]


def test_unknown_durations_have_no_spread(record: SpacewalkRecord) -> None:
    [spread] = story.durations(record.spacewalks[-1:])

    assert (0, 1, None) == (spread.count, spread.unknown, spread.median_min)
