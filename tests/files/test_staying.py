"""Stays: crew lists of flights, read as who is aboard from when to when, with a seat home in what."""

from datetime import UTC, datetime
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from crossflight.files.staying import read_stays
from crossflight.record import Flight, HomeChange, HomeSeat, Stay


def day(number: int) -> datetime:
    return datetime(2031, 1, number, tzinfo=UTC)


def flight(name: str, docked: int, undocked: int | None = None, up: str = "", down: str = "") -> Flight:
    """Return a flight; of the crew, each letter is a person."""
    return Flight(
        id=name,
        station="outpost",
        vehicle=name,
        docked=day(docked),
        undocked=None if undocked is None else day(undocked),
        up=tuple(up),
        down=tuple(down),
    )


def told(stays: tuple[Stay, ...]) -> list[tuple[str, str | None, str | None, list[tuple[str, int]]]]:
    """Return person, way up, way down, and home seats with the day since when."""
    return [(stay.person, stay.up, stay.down, [(home.flight, home.since.day) for home in stay.homes]) for stay in stays]


def test_who_comes_and_goes_in_one_flight() -> None:
    [stay] = read_stays([flight("one", 1, 9, up="a", down="a")], (), ())

    assert (
        Stay(person="a", up="one", down="one", start=day(1), end=day(9), homes=(HomeSeat(flight="one", since=day(1)),))
        == stay
    )


def test_who_is_still_aboard_has_no_end() -> None:
    [stay] = read_stays([flight("one", 1, up="a")], (), ())

    assert (None, None) == (stay.down, stay.end)


def test_a_swap_is_dated_by_the_flight_that_leaves_first() -> None:
    flights = [flight("one", 1, 9, up="ab", down="ac"), flight("two", 5, 20, up="c", down="b")]

    assert [
        ("a", "one", "one", [("one", 1)]),
        ("b", "one", "two", [("one", 1), ("two", 9)]),
        ("c", "two", "one", [("two", 5), ("one", 9)]),
    ] == told(read_stays(flights, (), ()))


def test_changes_of_home_seats_follow_in_their_order() -> None:
    flights = [flight("one", 1, 9, up="a"), flight("two", 5, 20, down="a"), flight("three", 5)]
    changes = [
        HomeChange(person="a", flight="two", since=day(8), kind="contingency", fitted="unknown", source="log"),
        HomeChange(person="a", flight="three", since=day(6)),
        HomeChange(person="b", flight="three", since=day(6)),
        HomeChange(person="a", flight="three", since=day(25)),
    ]
    [stay] = read_stays(flights, changes, ())

    assert [("a", "one", "two", [("one", 1), ("three", 6), ("two", 8)])] == told((stay,))
    assert ("contingency", "unknown", ("log",)) == (stay.homes[2].kind, stay.homes[2].fitted, stay.homes[2].source)


def test_a_change_at_the_very_end_counts() -> None:
    flights = [flight("one", 1, 9, up="a"), flight("two", 5, 8, down="a")]
    changes = [HomeChange(person="a", flight="two", since=day(8))]

    assert [("a", "one", "two", [("one", 1), ("two", 8)])] == told(read_stays(flights, changes, ()))


def test_each_flight_of_a_person_is_a_stay_of_its_own() -> None:
    flights = [
        flight("three", 20, 29, up="a", down="a"),
        flight("one", 1, 9, up="a", down="b"),
        flight("two", 5, 12, up="b", down="a"),
    ]

    assert [
        ("a", "one", "two", [("one", 1), ("two", 9)]),
        ("b", "two", "one", [("two", 5), ("one", 9)]),
        ("a", "three", "three", [("three", 20)]),
    ] == told(read_stays(flights, (), ()))


def test_who_comes_down_without_a_way_up_was_aboard_before() -> None:
    [stay] = read_stays([flight("one", 2, 9, down="a")], (), ())

    assert (None, None, "one", day(9)) == (stay.up, stay.start, stay.down, stay.end)
    assert (HomeSeat(flight="one", since=day(2)),) == stay.homes


def test_what_is_told_completes_the_stay_of_the_same_way_down() -> None:
    homes = (HomeSeat(flight="one", since=day(3), fitted="unknown"),)
    entry = Stay(person="a", down="one", start=day(1), homes=homes)
    [_, stay] = read_stays([flight("one", 2, 9, down="ab")], (), [entry])

    assert Stay(person="a", down="one", start=day(1), end=day(9), homes=homes) == stay


def test_what_is_told_wins_over_the_crew_lists() -> None:
    entry = Stay(person="a", up="one", end=day(4))
    [stay] = read_stays([flight("one", 2, up="a")], (), [entry])

    assert ("one", day(2), day(4)) == (stay.up, stay.start, stay.end)


def test_a_stay_that_no_flight_tells_is_added() -> None:
    entry = Stay(person="b", start=day(1), homes=(HomeSeat(flight="one", since=day(2)),))

    assert entry in read_stays([flight("one", 2, up="a")], (), [entry])


def test_nobody_stays_who_never_docked() -> None:
    lost = Flight(id="one", station="outpost", vehicle="one", launch=day(1), landed=day(1), up=("a",), down=("a",))

    assert () == read_stays([lost], (), ())


def test_who_is_on_the_way_has_no_start_yet() -> None:
    [stay] = read_stays([Flight(id="one", station="outpost", vehicle="one", launch=day(1), up=("a",))], (), ())

    assert ("one", None, ()) == (stay.up, stay.start, stay.homes)


FLIGHTS = st.lists(
    st.builds(
        lambda number, docked, length, up, down: flight(f"flight-{number}", docked, docked + length, up, down),
        number=st.integers(1, 99),
        docked=st.integers(1, 14),
        length=st.integers(0, 14),
        up=st.sampled_from(["", "a", "b", "ab", "abc"]),
        down=st.sampled_from(["", "a", "b", "ab", "abc"]),
    ),
    max_size=6,
    unique_by=lambda entry: entry.id,
)


@given(FLIGHTS, st.randoms(use_true_random=False))
def test_everybody_on_a_crew_list_has_a_stay_and_the_order_of_flights_is_no_matter(
    flights: list[Flight], random: Random
) -> None:
    stays = read_stays(flights, (), ())
    shuffled = list(flights)
    random.shuffle(shuffled)

    assert sorted((stay.person, stay.up) for stay in stays if stay.up) == sorted(
        (person, entry.id) for entry in flights for person in entry.up
    )
    assert sorted((stay.person, stay.down) for stay in stays if stay.down) == sorted(
        (person, entry.id) for entry in flights for person in entry.down
    )
    assert stays == read_stays(shuffled, (), ())


@given(FLIGHTS)
def test_the_last_home_of_who_comes_down_is_the_flight_that_brings_the_person_down(flights: list[Flight]) -> None:
    for stay in read_stays(flights, (), ()):
        assert stay.down is None or stay.homes[-1].flight == stay.down
        assert list(stay.homes) == sorted(stay.homes, key=lambda home: home.since)
