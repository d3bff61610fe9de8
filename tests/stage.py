"""A small station with a plan, findings and measured values, all of it made up."""

from datetime import UTC, datetime, timedelta

from crossflight.files import scenario_sha256
from crossflight.record import (
    Agency,
    Agreement,
    Certificate,
    Event,
    Finding,
    Flight,
    FlightRequest,
    HomeSeat,
    Horizon,
    LaunchSite,
    LevelProof,
    Measures,
    Person,
    Plan,
    Port,
    Qualification,
    Scenario,
    Segment,
    Side,
    Source,
    Station,
    Stay,
    Vehicle,
    VehicleType,
)
from crossflight.record.measures import LossCell, Uncovered

START = datetime(2030, 1, 1, tzinfo=UTC)


def day(number: float) -> datetime:
    """Return the instant that many days after the start of the scene."""
    return START + timedelta(days=number)


def station() -> Station:
    """Return a station of two segments and three ports."""
    opened = ({"start": day(-4000)},)
    return Station(
        id="lagrange",
        name="Lagrange",
        segments=(
            Segment(id="north-segment", name="North", agencies=("northern",)),
            Segment(id="south-segment", name="South", agencies=("southern",)),
        ),
        ports=tuple(
            Port(id=name, name=name, segment=segment, module="Node", interface="ids", available=opened)
            for name, segment in (
                ("north-aft", "north-segment"),
                ("north-nadir", "north-segment"),
                ("south-forward", "south-segment"),
            )
        ),
    )


def people() -> tuple[Person, ...]:
    """Return two crews of three; one of them is made up, and names hold what could be taken for markup."""
    told = (
        ("anna-north", "Anna [bold]North[/bold]", "northern", False),
        ("boris-north", "Boris Północny", "northern", False),
        ("clara-south", "Clara South", "southern", False),
        ("dmitri-north", "Dmitri North", "northern", False),
        ("emma-south", "Emma South", "southern", False),
        ("pool-south-1", "Pool South 1", "southern", True),
    )
    return tuple(
        Person(
            id=identifier,
            name=name,
            agency=agency,
            synthetic=synthetic,
            qualifications=(
                Qualification(
                    kind="operator",
                    of="north-segment" if agency == "northern" else "south-segment",
                    since=day(-900),
                ),
            ),
        )
        for identifier, name, agency, synthetic in told
    )


def flights() -> tuple[Flight, ...]:
    """Return two crew flights that overlap, a short cargo visit and a long one with a relocation."""
    return (
        Flight(
            id="ferry-1",
            station="lagrange",
            vehicle="ferry-1",
            launch=day(-100),
            docked=day(-100) + timedelta(hours=3),
            port="north-aft",
            undocked=day(60),
            landed=day(60) + timedelta(hours=4),
            up=("anna-north", "boris-north", "clara-south"),
            down=("anna-north", "boris-north", "clara-south"),
            commander_up="anna-north",
            source=("log",),
        ),
        Flight(
            id="ferry-2",
            station="lagrange",
            vehicle="ferry-capsule",
            launch=day(50) + timedelta(hours=7, minutes=5),
            docked=day(50) + timedelta(hours=10),
            port="south-forward",
            up=("dmitri-north", "emma-south", "pool-south-1"),
            precision={"launch": "minute"},
            planned=("docked",),
        ),
        Flight(
            id="freighter-41",
            station="lagrange",
            vehicle="freighter-41",
            launch=day(8),
            docked=day(10),
            port="north-nadir",
            undocked=day(12),
            landed=day(12),
            precision={"launch": "day", "docked": "day"},
            planned=("undocked",),
            unverified=("docked", "landed"),
        ),
        Flight.model_validate(
            {
                "id": "freighter-42",
                "station": "lagrange",
                "vehicle": "freighter-42",
                "launch": day(20),
                "docked": day(22),
                "port": "north-nadir",
                "relocations": [{"undocked": day(70), "docked": day(70.1), "port": "north-aft"}],
                "bounds": {"undocked": {"start": day(160), "end": day(170)}},
            }
        ),
    )


def stays() -> tuple[Stay, ...]:
    """Return the stays of both crews; Clara changes her home seat on a day that is not public."""
    first, second = flights()[:2]
    kept = [
        Stay(
            person=person,
            up="ferry-1",
            down="ferry-1",
            start=first.docked,
            end=first.undocked,
            homes=(HomeSeat(flight="ferry-1", since=first.docked or START),),
        )
        for person in ("anna-north", "boris-north")
    ]
    moved = kept[0].model_copy(
        update={
            "person": "clara-south",
            "homes": (
                *kept[0].homes,
                HomeSeat(flight="ferry-2", since=day(52), latest=day(55), kind="contingency"),
            ),
        }
    )
    return (
        *kept,
        moved,
        *(
            Stay(
                person=person,
                up="ferry-2",
                start=second.docked,
                homes=(HomeSeat(flight="ferry-2", since=second.docked or START),),
            )
            for person in second.up
        ),
    )


def scenario() -> Scenario:
    """Return the scenario: one flight left to be decided, half a year to plan."""
    types = (("ferry", "crew", 3), ("freighter", "cargo", 0))
    return Scenario(
        name="lagrange-2030",
        title="Lagrange, the first half of 2030",
        as_of=day(30),
        horizon=Horizon(start=START, end=day(180)),
        station=station(),
        sources=(
            Source(id="log", title="The station's log", address="https://example.org/log?page=[1]&" + "long" * 30),
        ),
        agencies=(Agency(id="northern", name="Northern"), Agency(id="southern", name="Southern")),
        vehicle_types=tuple(
            VehicleType.model_validate(
                {
                    "id": name,
                    "name": name,
                    "agency": "northern",
                    "kind": kind,
                    "interface": "ids",
                    "seats": seats,
                }
            )
            for name, kind, seats in types
        ),
        vehicles=tuple(
            Vehicle(id=name, name=name, type=name.split("-", maxsplit=1)[0])
            for name in ("ferry-1", "ferry-capsule", "freighter-41", "freighter-42")
        ),
        sites=(LaunchSite(id="pad", name="Pad", latitude_deg=5, longitude_deg=-52),),
        people=people(),
        flights=flights(),
        stays=stays(),
        agreements=(
            Agreement(
                id="exchange",
                name="Exchange of seats",
                sides=(
                    Side(agencies=("northern",), vehicle_types=("ferry",)),
                    Side(agencies=("southern",), vehicle_types=("glider",)),
                ),
                start=day(-200),
                flights=("ferry-1", "ferry-2"),
            ),
        ),
        events=(
            Event(
                id="boris-ill",
                kind="person-unfit",
                subject="boris-north",
                start=day(20),
                end=day(24),
                sentence="Boris is ill.",
            ),
        ),
        requests=(
            FlightRequest(id="ferry-2", vehicle="ferry-capsule", site="pad", ports=("south-forward",), crew_size=3),
        ),
    )


def plan() -> Plan:
    """Return the plan, with a proof of two levels."""
    told = scenario()
    return Plan(
        scenario=told,
        flights=told.flights,
        stays=told.stays,
        certificate=Certificate(
            status="feasible",
            levels=(
                LevelProof(name="uncovered", value=110.0, bound=110.0, unit="segment-days"),
                LevelProof(name="dates", value=12.5, bound=3.0, unit="days"),
            ),
            scenario_sha256=scenario_sha256(told),
        ),
    )


def findings() -> tuple[Finding, ...]:
    """Return findings of all four states."""
    return (
        Finding(
            rule="operators.any-single-loss",
            kind="law",
            state="broken",
            start=START,
            end=day(50) + timedelta(hours=10),
            subject="south-segment / ferry-1",
            sentence="Without ferry-1 and its people [red]no operator[/red] is left for the south segment.",
            amount=0,
            limit=1,
            unit="operators",
            source=("log",),
        ),
        Finding(
            rule="operators.any-single-loss",
            kind="law",
            state="waived",
            start=day(60),
            subject="south-segment / ferry-2",
            sentence="Without ferry-2 and its people no operator is left for the south segment.",
            source=("log", "https://example.org/waivers"),
            waiver="one-ship-summer",
        ),
        *(
            Finding(
                rule="landings.daylight",
                kind="law",
                state="unknown",
                start=day(number),
                end=day(number),
                subject=f"ferry-{number}",
                sentence=f"Nobody knows where ferry-{number} lands.",
                reason="the landing zone was not published",
                source=("log",),
            )
            for number in range(60, 68)
        ),
        *(
            Finding(
                rule="traffic.clearance",
                kind="wish",
                state="unmet",
                start=day(number),
                end=day(number) + timedelta(hours=3 * number),
                subject=f"freighter-4{number} / ferry-2",
                sentence=f"freighter-4{number} comes {number * 3} h after ferry-2; wanted is a day.",
                amount=number / 8,
                limit=1.0,
                unit="days",
                source=("log",),
            )
            for number in range(1, 6)
        ),
        Finding(
            rule="station.not-in-the-rulebook",
            kind="physics",
            state="broken",
            start=day(3),
            end=day(3) + timedelta(minutes=40),
            subject="freighter-41",
            sentence="A rule from elsewhere.",
        ),
    )


def measures() -> Measures:
    """Return measured values with a loss for each of the ferries."""
    return Measures(
        start=START,
        end=day(180),
        exposure_person_days=7.25,
        uncovered=(
            Uncovered(segment="north-segment", days=50.4),
            Uncovered(segment="south-segment", days=170),
        ),
        after_loss=(
            LossCell(lost="ferry-1", start=START, end=day(20), nominal_short=3, rescue_days=50.4),
            LossCell(
                lost="ferry-1",
                start=day(20),
                end=day(50),
                nominal_short=3,
                contingency_short=3,
                rescue_days=30.4,
                segments_uncovered=("north-segment", "south-segment"),
            ),
            LossCell(lost="ferry-2", start=day(60), end=day(180), nominal_short=3, contingency_short=1),
        ),
    )
