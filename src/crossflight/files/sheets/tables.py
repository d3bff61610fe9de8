"""The tables of a planner's workbook, and what each column means.

A column with a path is read back; one without is computed from the plan, and only shown.
"""

from collections.abc import Mapping
from typing import NamedTuple

from crossflight.files.sheets.cells import (
    AnInstant,
    Count,
    Kind,
    Names,
    Number,
    Numbered,
    Plain,
    Qualified,
    Texts,
    Words,
    YesNo,
)

__all__ = ["READ", "TABLES", "Column", "Table"]

WORDS, NAMES, TEXTS, INSTANT, COUNT, NUMBER, YES_NO = (
    Words(),
    Names(),
    Texts(),
    AnInstant(),
    Count(),
    Number(),
    YesNo(),
)
COUNTS, PRECISIONS, QUALIFIED = Numbered(counts=True), Numbered(counts=False), Qualified()


class Column(NamedTuple):
    """One column of a table."""

    name: str
    kind: Kind
    says: str
    path: tuple[str, ...] = ()
    """Where the value stands in an entry of the scenario file; empty: it is computed, and never read."""
    choices: str = ""
    """The list of identifiers that its cells are chosen from."""
    width: int = 14

    @property
    def is_read(self) -> bool:
        """Say whether the column is read back."""
        return bool(self.path) or self.name == "status"

    @property
    def empty(self) -> Plain | None:
        """Return what an empty cell says."""
        if self.kind in {NAMES, TEXTS, QUALIFIED}:
            return ()
        if self.kind in {COUNTS, PRECISIONS}:
            return {}
        if self.kind is YES_NO:
            return False
        return 0 if self.name == "crew_size" else None


class Table(NamedTuple):
    """One sheet."""

    name: str
    says: str
    columns: tuple[Column, ...]
    key: str = ""
    """The table of the scenario file that it is read into; empty: it is only shown."""

    def column(self, name: str) -> Column:
        """Return the column of that name."""
        return next(column for column in self.columns if column.name == name)


def _column(name: str, kind: Kind, says: str, choices: str = "", width: int = 14) -> Column:
    """Return a column for the field of the same name; ``launch_wanted`` stands for the wanted day of the launch."""
    moment, _, part = name.partition("_")
    is_wish = part in {"earliest", "wanted", "latest"}
    return Column(name, kind, says, (moment, part) if is_wish else (name,), choices, width)


FACTS = (
    _column("known_since", INSTANT, "when it became public; nothing is known of it in a scenario of an earlier day"),
    _column("source", TEXTS, "addresses, or keys of the table of sources", width=40),
    _column("unverified", TEXTS, "columns of this row that have no source of their own"),
    _column("notes", WORDS, "anything else", width=60),
)

FLIGHTS = Table(
    "Flights",
    "Every flight: those on record, and those that the plan decided. Rows that the plan decided are not read back; "
    "to hold such a flight to what stands here, write 'known' as its status and take its row out of Wishes.",
    (
        _column("id", WORDS, "identifier of the flight", width=18),
        Column("status", WORDS, "known: on record; decided: by the plan, and not read back", choices="statuses"),
        _column("vehicle", WORDS, "the vehicle that flies", "vehicles", 20),
        Column("vehicle_type", WORDS, "its type", width=16),
        _column("launcher", WORDS, "the launcher", "launchers"),
        _column("site", WORDS, "the launch pad", "sites"),
        _column("launch", INSTANT, "liftoff", width=19),
        _column("docked", INSTANT, "docking", width=19),
        _column("port", WORDS, "the port of the docking", "ports", 18),
        Column("relocations", TEXTS, "moves to other ports: from, to, port", width=30),
        _column("undocked", INSTANT, "undocking", width=19),
        _column("landed", INSTANT, "landing", width=19),
        _column("zone", WORDS, "the landing zone", "zones"),
        Column("days", NUMBER, "from liftoff, or docking, to landing, or undocking", width=8),
        _column("up", NAMES, "who comes with it", width=40),
        _column("down", NAMES, "who goes home in it", width=40),
        _column("backups", NAMES, "who stood by to take the seats up", width=24),
        _column("commander_up", WORDS, "who commands it on the way up", "people", 18),
        _column("commander_down", WORDS, "who commands it on the way down", "people", 18),
        _column("profile", WORDS, "the rendezvous profile"),
        _column("precision", PRECISIONS, "how finely each instant is known, where it is not to the second", width=18),
        _column("planned", NAMES, "which of launch, docked, undocked, landed are known only as planned", width=18),
        _column("permanent", YES_NO, "yes: a module that stays"),
        *FACTS,
    ),
    "flights",
)

PEOPLE = Table(
    "People",
    "Everybody whom the scenario knows, and where they are.",
    (
        _column("id", WORDS, "identifier of the person", width=24),
        _column("name", WORDS, "the name", width=24),
        _column("agency", WORDS, "the agency", "agencies"),
        _column("synthetic", YES_NO, "yes: made up for this scenario"),
        Column("pool", YES_NO, "yes: can be given an open seat", ("pool",), "answers", 8),
        Column("up", NAMES, "flights that they come with", width=20),
        Column("down", NAMES, "flights that they go home in", width=20),
        Column("aboard", TEXTS, "from, to", width=26),
        _column("height_cm", NUMBER, "only where a suit asks for it; empty: not public", width=10),
        _column("qualifications", QUALIFIED, "what was announced, and since when", width=44),
        *FACTS,
    ),
    "people",
)

WISHES = Table(
    "Wishes",
    "Flights that are wanted: what may be decided within which limits. Both ends of a span are allowed days.",
    (
        _column("id", WORDS, "identifier of the flight", width=18),
        _column("vehicle", WORDS, "the vehicle that flies", "vehicles", 20),
        _column("launcher", WORDS, "the launcher", "launchers"),
        _column("site", WORDS, "the launch pad", "sites"),
        _column("ports", NAMES, "ports that it may use, the favourite first", width=30),
        _column("launch_earliest", INSTANT, "first day on which it may be launched", width=15),
        _column("launch_wanted", INSTANT, "day on which it should be launched", width=15),
        _column("launch_latest", INSTANT, "last day on which it may be launched", width=15),
        _column("undock_earliest", INSTANT, "first day on which it may leave", width=15),
        _column("undock_wanted", INSTANT, "day on which it should leave", width=15),
        _column("undock_latest", INSTANT, "last day on which it may leave", width=15),
        _column("zone", WORDS, "the landing zone", "zones"),
        _column("crew_size", COUNT, "seats to be filled; empty: 0", width=10),
        _column("crew_least", COUNT, "with how few people it may fly; empty: with a full crew only", width=10),
        _column("crew_most", COUNT, "with how many people it may fly at most; empty: the crew size", width=9),
        _column("announced", NAMES, "people announced for it", width=44),
        _column("backups", NAMES, "who is trained alike, to take a seat if need be", width=24),
        _column("candidates", NAMES, "people announced for other flights who may take a seat in this one", width=24),
        _column("at_least", COUNTS, "seats that an agency has at least", width=20),
        _column("at_most", COUNTS, "seats that an agency has at most", width=20),
        _column("profile", WORDS, "the rendezvous profile that is wanted"),
        Column("planned_launch", INSTANT, "what the plan decided: liftoff", width=19),
        Column("planned_port", WORDS, "what the plan decided: port", width=18),
        Column("planned_undock", INSTANT, "what the plan decided: undocking", width=19),
        Column("planned_crew", NAMES, "what the plan decided: who comes with it", width=44),
        *FACTS,
    ),
    "requests",
)

DEPARTURES = Table(
    "Departures",
    "Vehicles that are at the station, and whose departure is still to be decided.",
    (
        _column("flight", WORDS, "identifier of the flight", "flights", 18),
        _column("undock_earliest", INSTANT, "first day on which it may leave", width=15),
        _column("undock_wanted", INSTANT, "day on which it should leave", width=15),
        _column("undock_latest", INSTANT, "last day on which it may leave", width=15),
        _column("zone", WORDS, "the landing zone", "zones"),
        Column("planned_undock", INSTANT, "what the plan decided", width=19),
        *FACTS,
    ),
    "departures",
)

STAYS = Table(
    "Stays",
    "Who is aboard from when to when, and with a seat home in which vehicle.",
    (
        Column("person", WORDS, "identifier of the person", width=24),
        Column("name", WORDS, "the name", width=24),
        Column("agency", WORDS, "the agency"),
        Column("up", WORDS, "the flight that they come with", width=18),
        Column("start", INSTANT, "when they are aboard", width=19),
        Column("down", WORDS, "the flight that they go home in", width=18),
        Column("end", INSTANT, "when they have left; empty: open", width=19),
        Column("days", NUMBER, "days aboard", width=8),
        Column("homes", TEXTS, "the seat home, and since when", width=44),
    ),
)

SPACEWALKS = Table(
    "Spacewalks",
    "Who goes outside when, from which airlock and in which suit, and who is needed inside.",
    (
        Column("spacewalk", WORDS, "identifier of the spacewalk", width=24),
        Column("designation", WORDS, "what it is called", width=20),
        Column("status", WORDS, "planned, or flown", width=10),
        Column("day", INSTANT, "the day on which it starts", width=12),
        Column("start", INSTANT, "when it starts, by its convention; empty: not known", width=19),
        Column("end", INSTANT, "when it ends; empty: not known", width=19),
        Column("minutes", NUMBER, "how long; empty: not known", width=9),
        Column("convention", WORDS, "from when to when that is counted", width=24),
        Column("airlock", WORDS, "the airlock", width=12),
        Column("suit", WORDS, "the suit", width=12),
        Column("outside", NAMES, "who goes outside", width=40),
        Column("inside", NAMES, "who helps with suits and airlock", width=40),
        Column("arm", WORDS, "who runs the arm", width=24),
        Column("purpose", WORDS, "what for", width=60),
        Column("source", TEXTS, "where that is told", width=40),
    ),
)

TRAINING = Table(
    "Training",
    "Who is in which course when, and for which flight.",
    (
        Column("person", WORDS, "identifier of the person", width=24),
        Column("name", WORDS, "the name", width=24),
        Column("course", WORDS, "identifier of the course", width=24),
        Column("title", WORDS, "what it is called", width=34),
        Column("facility", WORDS, "where", width=24),
        Column("centre", WORDS, "at which centre", width=18),
        Column("first_day", INSTANT, "its first day", width=12),
        Column("last_day", INSTANT, "its last day", width=12),
        Column("days", NUMBER, "how many days", width=8),
        Column("flight", WORDS, "the flight that it is for", width=18),
        Column("backup", YES_NO, "whether as a backup", width=9),
    ),
)

FINDINGS = Table(
    "Findings",
    "What the check finds: rules broken, waived or unknown, and wishes unmet.",
    (
        Column("rule", WORDS, "the rule, as in the rulebook", width=26),
        Column("kind", WORDS, "physics, law, agreement or wish", width=11),
        Column("state", WORDS, "broken, waived, unknown or unmet", width=10),
        Column("start", INSTANT, "from", width=19),
        Column("end", INSTANT, "to; empty: still open", width=19),
        Column("subject", WORDS, "those concerned", width=30),
        Column("sentence", WORDS, "what is found", width=70),
        Column("amount", NUMBER, "how much", width=10),
        Column("limit", NUMBER, "of how much that is allowed", width=10),
        Column("unit", WORDS, "counted in", width=12),
        Column("reason", WORDS, "for an unknown: what is missing", width=50),
        Column("waiver", WORDS, "the waiver that covers it", width=30),
        Column("source", TEXTS, "where the rule or the facts come from", width=40),
    ),
)

TABLES: Mapping[str, Table] = {
    table.name: table for table in (FLIGHTS, PEOPLE, WISHES, DEPARTURES, STAYS, SPACEWALKS, TRAINING, FINDINGS)
}
"""All tables, in the order of the sheets."""

READ: Mapping[str, Table] = {name: table for name, table in TABLES.items() if table.key}
"""The tables that are read back."""
