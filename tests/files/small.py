"""A small catalogue and a small scenario, made up, with an entry in every table."""

from functools import cache

from crossflight.files import merge, parse_catalogue, parse_scenario
from crossflight.record import Catalogue, Plan, Scenario

CATALOGUE = """
[[sources]]
id = "log"
title = "Log of the outpost"

[[sources]]
id = "never-cited"
title = "Nobody reads this"

[[agencies]]
id = "east"
name = "Eastern agency"

[[agencies]]
id = "west"
name = "Western agency"

[[suits]]
id = "ferry-suit"
name = "Ferry suit"
kind = "entry"

[[suits]]
id = "walking-suit"
name = "Walking suit"
kind = "spacewalk"

[[stations]]
id = "outpost"
name = "Outpost"
segments = [
    { id = "east-wing", name = "East wing", agencies = ["east"] },
    { id = "west-wing", name = "West wing", agencies = ["west"] },
]
crew_norms = [{ size = 4, since = 2030-01-01 }]
corridors = [{ port = "fore", shut_by = "barge", at = "keel", since = 2030-01-01, shuts_departures = "unknown" }]

[[stations.ports]]
id = "fore"
name = "Fore"
segment = "east-wing"
module = "Node"
interface = "ring"
available = [{ start = 2030-01-01 }]

[[stations.ports]]
id = "aft"
name = "Aft"
segment = "east-wing"
module = "Node"
interface = "ring"
available = [{ start = 2030-01-01 }]

[[stations.ports]]
id = "side"
name = "Side"
segment = "west-wing"
module = "Node"
interface = "ring"
available = [{ start = 2031-02-01, end = 2031-11-01 }]

[[stations.ports]]
id = "keel"
name = "Keel"
segment = "west-wing"
module = "Node"
interface = "cone"
available = [{ start = 2030-01-01 }]

[[stations.airlocks]]
id = "lock"
name = "Lock"
segment = "west-wing"
suits = ["walking-suit"]
blocks_ports = ["side"]

[[stations]]
id = "other"
name = "Another station"
segments = [{ id = "whole", name = "The whole of it", agencies = ["east"] }]
ports = [{ id = "only", name = "Only", segment = "whole", module = "Hub", interface = "ring", available = [] }]

[[vehicle_types]]
id = "ferry"
name = "Ferry"
agency = "east"
kind = "crew"
interface = "ring"
seats = 3
entry_suit = "ferry-suit"
launchers = ["lifter"]
zones = ["steppe"]
lives = [
    { days = 200, known_since = 2030-01-01 },
    { days = 250, known_since = 2031-06-01 },
]

[[vehicle_types]]
id = "kite"
name = "Kite"
agency = "west"
kind = "crew"
interface = "ring"
seats = 4

[[vehicle_types]]
id = "barge"
name = "Barge"
agency = "west"
kind = "cargo"
interface = "cone"

[[vehicle_types]]
id = "raft"
name = "Raft, which never came here"
agency = "west"
kind = "crew"
interface = "ring"

[[launchers]]
id = "lifter"
name = "Lifter"
agency = "east"

[[sites]]
id = "pad"
name = "Pad"
latitude_deg = 45.9
longitude_deg = 63.3
launchers = ["lifter"]

[[sites]]
id = "far-pad"
name = "Far pad"
latitude_deg = 28
longitude_deg = -80

[[zones]]
id = "steppe"
name = "Steppe"
kind = "land"
latitude_deg = 47.4
longitude_deg = 69.6

[[people]]
id = "ada"
name = "Ada"
agency = "east"
qualifications = [
    { kind = "operator", of = "east-wing", since = 2030-01-01 },
    { kind = "commander", of = "ferry", since = 2031-09-01 },
    { kind = "operator", of = "west-wing", since = 2031-09-01, known_since = 2031-01-01 },
]

[[people]]
id = "bo"
name = "Bo"
agency = "west"

[[people]]
id = "cy"
name = "Cy"
agency = "east"

[[people]]
id = "di"
name = "Di"
agency = "west"

[[people]]
id = "eve"
name = "Eve"
agency = "east"

[[people]]
id = "fay"
name = "Fay"
agency = "east"

[[people]]
id = "gil"
name = "Gil"
agency = "west"

[[people]]
id = "hal"
name = "Hal, who stays on the ground"
agency = "west"

[[vehicles]]
id = "ferry-1"
name = "Ferry 1"
type = "ferry"
lives = [{ days = 220, known_since = 2031-03-12 }]

[[vehicles]]
id = "ferry-2"
name = "Ferry 2"
type = "ferry"

[[vehicles]]
id = "ferry-3"
name = "Ferry 3"
type = "ferry"

[[vehicles]]
id = "kite-swift"
name = "Swift"
type = "kite"

[[vehicles]]
id = "barge-1"
name = "Barge 1"
type = "barge"
"""

FLIGHTS = """
[[flights]]
id = "ferry-1"
station = "outpost"
vehicle = "ferry-1"
launcher = "lifter"
site = "pad"
zone = "steppe"
launch = 2031-01-10T06:00:00Z
docked = 2031-01-10T09:00:00Z
port = "fore"
undocked = 2031-04-01T06:00:00Z
landed = 2031-04-01T10:00:00Z
precision = { undocked = "minute", landed = "minute" }
up = ["ada", "bo"]
down = ["ada", "cy", "fay"]
commander_up = "ada"
commander_down = "ada"
source = "log"

[[flights]]
id = "ferry-2"
station = "outpost"
vehicle = "ferry-2"
site = "pad"
launch = 2031-03-01T06:00:00Z
docked = 2031-03-01T09:00:00Z
port = "aft"
relocations = [{ undocked = 2031-04-05T10:00:00Z, docked = 2031-04-05T10:30:00Z, port = "fore" }]
undocked = 2031-08-01T06:00:00Z
landed = 2031-08-01T10:00:00Z
planned = ["landed"]
up = ["cy", "di"]
down = ["bo", "di"]

[[flights]]
id = "barge-1"
station = "outpost"
vehicle = "barge-1"
launch = 2031-05-01T06:00:00Z
docked = 2031-05-02T06:00:00Z
port = "keel"
bounds = { undocked = { start = 2031-09-01, end = 2031-10-01 } }

[[flights]]
id = "kite-1"
station = "outpost"
vehicle = "kite-swift"
launch = 2031-06-10T06:00:00Z
docked = 2031-06-11T06:00:00Z
port = "side"
up = ["gil"]

[[flights]]
id = "ferry-3"
station = "outpost"
vehicle = "ferry-3"
launch = 2031-07-01T06:00:00Z
docked = 2031-07-01T09:00:00Z
port = "aft"
up = ["eve"]

[[flights]]
id = "ferry-to-the-other"
station = "other"
vehicle = "ferry-3"
launch = 2031-02-01T06:00:00Z

[[stays]]
person = "fay"
down = "ferry-1"
start = 2030-09-01T12:00:00Z

[[home_changes]]
person = "bo"
flight = "ferry-2"
since = 2031-03-20T12:00:00Z

[[home_changes]]
person = "cy"
flight = "ferry-1"
since = 2031-03-20T12:00:00Z
fitted = "unknown"

[[agreements]]
id = "exchange"
name = "Exchange of seats"
sides = [{ agencies = ["east"], vehicle_types = ["ferry"] }, { agencies = ["west"], vehicle_types = ["kite"] }]
start = 2031-01-01
end = 2033-01-01
known_since = 2030-06-01
flights = ["ferry-3", "kite-1", "ferry-77"]

[[agreements]]
id = "with-rafts"
name = "Exchange with vehicles that never came here"
sides = [{ agencies = ["east"], vehicle_types = ["ferry"] }, { agencies = ["west"], vehicle_types = ["raft"] }]
start = 2031-01-01

[[events]]
id = "ferry-2-leak"
kind = "vehicle-degraded"
subject = "ferry-2"
start = 2031-06-01
end = 2031-07-15
nominal_seats = 0
fit_for = "unknown"
known_since = 2031-06-02
sentence = "Ferry 2 loses its coolant."

[[events]]
id = "pad-closed"
kind = "site-closed"
subject = "pad"
start = 2031-02-01
end = 2031-09-20
sentence = "The pad is closed."

[[events]]
id = "far-pad-closed"
kind = "site-closed"
subject = "far-pad"
start = 2031-02-01
sentence = "The far pad is closed."
"""

SCENARIO = """
name = "small"
title = "A small scenario"
station = "outpost"
as_of = 2031-07-10
horizon = { start = 2031-07-01, end = 2032-03-01 }
history = true
pool = ["hal"]
notes = "Everything in it is made up."

[orbit]
epoch = 2031-07-01
mean_motion_rev_per_day = 15.5
eccentricity = 0.0004
inclination_deg = 51.6
node_deg = 100
perigee_argument_deg = 10.5
mean_anomaly_deg = 0.0

[numbers]
port_turnaround_days = 2
daylight_margin_min = 15
assumed = ["port_turnaround_days"]

[policy]
levels = ["uncovered", "exposure", "dates"]

[[departures]]
flight = "ferry-3"
undock = { earliest = 2031-11-01, wanted = 2032-01-10 }
zone = "steppe"

[[departures]]
flight = "kite-1"

[[requests]]
id = "ferry-4"
vehicle = "ferry-4"
launcher = "lifter"
site = "pad"
zone = "steppe"
ports = ["fore", "aft"]
launch = { earliest = 2031-12-01, latest = 2032-01-31, wanted = 2031-12-20 }
undock = { wanted = 2032-06-01 }
crew_size = 3
announced = ["ivo"]
at_least = { east = 1 }
at_most = { east = 2, west = 1 }

[[flights]]
id = "barge-2"
station = "outpost"
vehicle = "barge-2"
launch = 2031-10-05
docked = 2031-10-06T12:00:00+02:00
port = "keel"
undocked = 2032-01-01
precision = { launch = "day", undocked = "day" }
planned = ["launch", "docked", "undocked"]
source = ["timetable", "https://example.org/barge-2"]

[[stays]]
person = "gil"
up = "kite-1"
homes = [{ flight = "kite-1", since = 2031-06-11T06:00:00Z, kind = "contingency", fitted = "unknown" }]

[[home_changes]]
person = "eve"
flight = "ferry-4"
since = 2032-01-02

[[events]]
id = "hal-unfit"
kind = "person-unfit"
subject = "hal"
start = 2031-08-01
end = 2031-09-01
sentence = "Hal has a cold."

[[waivers]]
id = "inherited"
rule = "operators.any-single-loss"
subject = ["east-wing", "ferry-3"]
start = 2031-07-10
end = "ferry-4.docked"
reason = "Until the next ferry is there."
approver = "author"

[[agreements]]
id = "next-exchange"
name = "Next exchange"
sides = [{ agencies = ["east"], vehicle_types = ["ferry"] }, { agencies = ["west"], vehicle_types = ["kite"] }]
start = 2031-10-01
flights = ["ferry-4", "kite-9"]

[[sources]]
id = "timetable"
title = "Timetable of the barges"

[[people]]
id = "ivo"
name = "Ivo"
agency = "east"
synthetic = true
qualifications = [
    { kind = "operator", of = "east-wing", since = 2031-07-01 },
    { kind = "commander", of = "ferry", since = 2031-07-01 },
    { kind = "arm", since = 2031-07-01 },
]

[[vehicles]]
id = "ferry-4"
name = "Ferry 4"
type = "ferry"
lives = [{ days = 230.5, approver = "East" }]

[[vehicles]]
id = "barge-2"
name = "Barge 2"
type = "barge"
"""


@cache
def small_catalogue() -> Catalogue:
    return merge({"nouns.toml": parse_catalogue(CATALOGUE), "flights.toml": parse_catalogue(FLIGHTS)})


def small_scenario(text: str = SCENARIO, file: str = "small.toml") -> Scenario:
    return parse_scenario(text, file=file, catalogue=small_catalogue())


def changed(old: str, new: str) -> Scenario:
    """Return the small scenario with one passage written otherwise."""
    assert SCENARIO.count(old) == 1, f"{old!r} stands {SCENARIO.count(old)} times in the scenario"
    return small_scenario(SCENARIO.replace(old, new))


def seen_on(day: str, start: str, more: str = "") -> Scenario:
    """Return a scenario of nothing but history, as known on a day."""
    return small_scenario(
        f"""
        name = "seen"
        title = "As known on {day}"
        station = "outpost"
        as_of = {day}
        horizon = {{ start = {start}, end = 2032-03-01 }}
        history = true
        {more}
        """
    )


def small_plan() -> Plan:
    scenario = small_scenario()
    return Plan(scenario=scenario, flights=scenario.flights, stays=scenario.stays)
