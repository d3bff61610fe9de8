"""The rulebook: every rule as data. Both witnesses read it, and neither reads the other."""

from types import MappingProxyType

from crossflight.record.rule import Rule
from crossflight.record.rulebook_training import TRAINING_RULES

__all__ = ["RULEBOOK", "rule"]

_AGREEMENT = "Roscosmos-NASA agreement of July 2022 (https://spacenews.com/nasa-and-roscosmos-nearing-completion-of-seat-barter-agreement/)"
_LIFEBOAT = "https://spacepolicyonline.com/news/u-s-spacewalk-postponed-as-investigation-continues-into-soyuz-leak/"
_WHOLE_VEHICLE = "https://theverysoon.com/category/crew-11"
_PORTS = "https://scampersandbox.tizrapublisher.com/iss/271"

_RULES = (
    Rule(
        id="operators.each-segment",
        kind="law",
        sentence="Each segment of the station has an operator aboard at every instant.",
        explanation=(
            "An operator is a professional crew member announced for an expedition, or commanding a Soyuz, and counts for the own "
            "side's segment; the announcement is the source. Private astronauts and participants do not count. People on a "
            "relocating ship count as aboard."
        ),
        source=_AGREEMENT,
        subjects=("segment",),
    ),
    Rule(
        id="operators.any-single-loss",
        kind="law",
        sentence="Each segment still has an operator after any one docked crew vehicle has left with its assigned people.",
        explanation=(
            "Judged at every change of state: the first instant, each docking and undocking, each change of a home seat, each event "
            "that condemns a vehicle or a person. A vehicle counts as leaving with everybody whose home seat is in it. Where the day "
            "of a seat change is not public, the breach is unknown between its bounds if one reading breaks the rule and another keeps it."
        ),
        source=_AGREEMENT,
        subjects=("segment", "flight"),
    ),
    Rule(
        id="seats.certified-lifeboat",
        kind="law",
        sentence="Everyone aboard has a nominal seat in a healthy docked vehicle.",
        explanation=(
            "Counted: a healthy vehicle's free nominal seats count from its docking, whoever is assigned to them. People are named "
            "who have no nominal seat of their own; seats.home-vehicle follows the assignments."
        ),
        source=_LIFEBOAT,
        subjects=("station", "person"),
    ),
    Rule(
        id="seats.degraded-vehicle",
        kind="law",
        sentence="A degraded vehicle is the home of no more people than it is fit for.",
        explanation="What it is fit for is what was published that day; until then a degraded vehicle with people assigned is unknown.",
        source="https://spacepolicyonline.com/news/nasa-and-roscosmos-implement-more-soyuz-ms-22-contingency-plans/",
        subjects=("flight",),
    ),
    Rule(
        id="seats.home-vehicle",
        kind="law",
        sentence="Everyone's assigned home vehicle is docked, healthy, and fitted for that person (liner, suit).",
        explanation=(
            "A vehicle without nominal seats is not healthy. The home changes on the published day the liner moves; between bounds it is "
            "unknown. A contingency place without a fitting liner or suit is broken, and unknown where nothing was published."
        ),
        source=_LIFEBOAT,
        subjects=("person", "flight"),
    ),
    Rule(
        id="seats.capacity",
        kind="physics",
        sentence="No vehicle carries more people than it has seats.",
        explanation="Judged at liftoff, at landing and at relocations. A contingency place in the cargo area is not a seat to fly in.",
        source="https://wiki.riteme.site/wiki/Soyuz-MS",
        subjects=("flight",),
        numbers=("vehicle_types.seats",),
    ),
    Rule(
        id="vehicles.life",
        kind="law",
        sentence="A crew vehicle lands within the life of that serial on that date, counted from launch.",
        explanation=(
            "The latest limit published for the serial by the landing counts, else the type's. When the limit is the type's and was passed in "
            "flight without a published extension, the finding is unknown; a plan that passes it is broken. With no published limit "
            "the finding is unknown."
        ),
        source="https://wiki.riteme.site/wiki/Soyuz-MS",
        subjects=("flight",),
        numbers=("vehicle_types.lives", "vehicles.lives"),
    ),
    Rule(
        id="vehicles.whole-return",
        kind="law",
        sentence="People leave with the vehicle that they are assigned to, and nobody assigned stays behind.",
        explanation="Compares the crew list at undocking with the home seats of that instant; a change at the very instant counts.",
        source=_WHOLE_VEHICLE,
        subjects=("flight",),
    ),
    Rule(
        id="vehicles.fit-return",
        kind="law",
        sentence="A degraded vehicle brings home no more people than it still has nominal seats.",
        explanation=(
            "Judged at undocking, by the event that holds then. For how many it is fit in an emergency does not matter: a planned return is none. "
            "Waivers for standing at the station as somebody's home in an emergency do not cover it."
        ),
        source="https://spacepolicyonline.com/news/nasa-and-roscosmos-implement-more-soyuz-ms-22-contingency-plans/",
        subjects=("flight",),
        numbers=("events.nominal_seats",),
    ),
    Rule(
        id="vehicles.leave-by",
        kind="law",
        sentence="A vehicle that has to leave by a day has left by then, with its people.",
        explanation=(
            "An event says so, such as a medical case whose person is not public. Judged where that day lies within the horizon. Somebody who is "
            "assigned to it goes along, by vehicles.whole-return."
        ),
        source="https://airpronews.com/2026/01/09/nasa-and-spacex-schedule-early-return-of-crew-11-from-iss/",
        subjects=("flight",),
    ),
    Rule(
        id="crew.one-place",
        kind="physics",
        sentence="A person flies up only from the ground, comes down only from the station, and is in one vehicle at a time.",
        explanation=(
            "The crew lists of the flights and the stays must tell the same story. Who is away, by an absence of the scenario, is "
            "neither aboard then nor on the way; so people whom several stations share are at one of them at a time."
        ),
        source="by definition",
        subjects=("person",),
    ),
    Rule(
        id="crew.fit",
        kind="law",
        sentence="Nobody who is unfit flies up.",
        explanation="An event says so. Judged at the launch; who falls ill aboard comes home as the vehicle does.",
        source="https://spacepolicyonline.com/news/ivanishin-and-vagner-replace-tikhonov-and-babkin-on-next-iss-crew/",
        subjects=("person", "flight"),
    ),
    Rule(
        id="ports.interface",
        kind="physics",
        sentence="A vehicle docks only at a port that is there and has its interface.",
        explanation="Judged at each docking and redocking; a port counts only within its dates.",
        source=_PORTS,
        subjects=("flight", "port"),
    ),
    Rule(
        id="ports.one-vehicle",
        kind="physics",
        sentence="A port holds one vehicle at a time.",
        explanation="Intervals are half-open: leaving as the next arrives is fine. Where an end is known only between bounds, an overlap that the bounds allow is unknown.",
        source=_PORTS,
        subjects=("port", "flight", "flight"),
    ),
    Rule(
        id="ports.approach-corridor",
        kind="physics",
        sentence="The approach corridor of a port is free whenever a vehicle arrives there or leaves.",
        explanation=(
            "Dated pairs from the catalogue. Judged at arrivals and departures only, never while docked. Where nothing was published about one of the "
            "two, or about whether the vehicle stood there on that day, the finding is unknown."
        ),
        source="https://flyingtomars.com/?p=18670",
        subjects=("flight", "flight"),
    ),
    Rule(
        id="ports.turnaround",
        kind="wish",
        sentence="Some days pass between two uses of a port.",
        explanation="The number of days is the scenario's.",
        source="assumed; no public figure",
        subjects=("port", "flight", "flight"),
        numbers=("port_turnaround_days",),
    ),
    Rule(
        id="traffic.clearance",
        kind="wish",
        sentence="Dynamic operations (dockings, undockings, relocations) keep some days between them.",
        explanation="Counted between instants, for vehicles of all kinds; a relocation is one operation from undocking to redocking. The number of days is the scenario's.",
        source="assumed; no public figure",
        subjects=("flight", "flight"),
        numbers=("clearance_days",),
    ),
    Rule(
        id="agreements.exchange",
        kind="agreement",
        sentence="Each flight that an agreement covers carries at least one person of the partner.",
        explanation="A flight that carries nobody up is not judged. The finding carries the agreement's dates.",
        source=_AGREEMENT,
        subjects=("agreement", "flight"),
        numbers=("agreements.partner_seats",),
    ),
    Rule(
        id="agreements.balance",
        kind="agreement",
        sentence="Over each agreement, seats given equal seats received.",
        explanation="Seats up, on the flights it covers. Judged when the agreement ends, so an agreement that is still open gives no finding. Carries the agreement's dates.",
        source="https://interfax.com/newsroom/top-stories/105432/",
        subjects=("agreement",),
    ),
    Rule(
        id="crew.commander",
        kind="law",
        sentence="Whoever flies has a commander aboard who is qualified for the vehicle.",
        explanation="Judged on the way up and on the way down, when the vehicle carries people. The announcement as commander is the qualification's source.",
        source="announced crew lists; Soyuz: a Roscosmos cosmonaut",
        subjects=("flight",),
    ),
    Rule(
        id="crew.size-norm",
        kind="wish",
        sentence="The number of people aboard is the era's norm; more only during handovers.",
        explanation="Fewer than the norm is unmet at once; more is unmet when it lasts longer than the longest handover of the scenario.",
        source="https://www.space.com/space-exploration/international-space-station/space-skeleton-crew-just-3-astronauts-will-run-the-iss-after-crew-11s-medical-evacuation",
        subjects=("station",),
        numbers=("stations.crew_norms", "longest_handover_days"),
        planned=False,
    ),
    Rule(
        id="crew.return-day",
        kind="wish",
        sentence="Who is aboard goes home by the day that was wanted.",
        explanation="The day is that of the scenario's `returns`; after an event it is that of the published plan. The level `stays` counts the days beyond it, of all people together, up to the end of the horizon.",
        source="mission plans",
        subjects=("person",),
    ),
    Rule(
        id="handover.direct",
        kind="wish",
        sentence="Newcomers arrive before the old crew leaves.",
        explanation="When a vehicle leaves with operators and no other vehicle of its type with people is docked, the finding runs until the next one docks. Visitors hand nothing over.",
        source="https://spaceflightnow.com/station/exp7/030424overview/",
        subjects=("flight",),
    ),
    Rule(
        id="launches.allowed-day",
        kind="physics",
        sentence="A launch takes place on a day that the sky and the pad allow.",
        explanation="The pad is in use and not closed, no event holds the flight, and its launcher is not grounded; a pad that was not surveyed is unknown. What plane and phase allow is judged by `launches.opportunity`.",
        source="orbit geometry; notices of closures",
        subjects=("flight",),
    ),
    Rule(
        id="launches.opportunity",
        kind="physics",
        sentence="A launch lifts off and docks as the station's plane and phase allow.",
        explanation="The liftoff is one of those that the survey computes for the vehicle, its launcher and its pad, as near as the plane is known so far ahead; docking follows within half an hour of that profile's. Where the scenario has an orbit and the catalogue knows no ascent from the pad, it is unknown; without an orbit it is not judged.",
        source="orbit geometry",
        subjects=("flight",),
    ),
    Rule(
        id="landings.daylight",
        kind="law",
        sentence="Touchdown of a vehicle with that ground rule lies between sunrise and sunset.",
        explanation="Sunrise and sunset at the landing zone, Sun's centre 50 arc minutes below the horizon, with the margin of the scenario (0: MS-20 landed 9 min after sunrise). Waivable.",
        source="https://saroy.net/2011/11/back-to-earth",
        subjects=("flight",),
        numbers=("daylight_margin_min",),
    ),
    Rule(
        id="landings.opportunity",
        kind="physics",
        sentence="A touchdown lies where the station's orbit leads a vehicle to its landing zone.",
        explanation="Within five minutes of a landing that the survey computes; where the phase of the station is open, within the span in which a boost can bring the zone about. Judged for vehicle types that cannot wait aloft for their zone, in scenarios with an orbit, and as far ahead as the plane is trusted.",
        source="orbit geometry",
        subjects=("flight",),
    ),
    Rule(
        id="flights.window",
        kind="wish",
        sentence="A requested flight launches and leaves within the days that its request allows.",
        explanation="The planner holds it; a plan changed by hand may miss it, which is then unmet.",
        source="the scenario's requests",
        subjects=("flight",),
    ),
    Rule(
        id="flights.lost",
        kind="physics",
        sentence="A flight that was lost does not dock after that.",
        explanation="An event says so. Whoever was aboard and is well can take a seat in another flight.",
        source="by definition",
        subjects=("flight",),
    ),
    Rule(
        id="crew.as-announced",
        kind="wish",
        sentence="People announced for a flight fly on it.",
        explanation="The planner holds it; a plan changed by hand may miss it, which is then unmet.",
        source="the scenario's requests",
        subjects=("flight", "person"),
    ),
    Rule(
        id="crew.composition",
        kind="wish",
        sentence="A requested flight has the crew size, and each agency the seats, that its request says.",
        explanation="The planner holds it; a plan changed by hand may miss it, which is then unmet.",
        source="the scenario's requests",
        subjects=("flight",),
    ),
    Rule(
        id="spacewalks.asked",
        kind="wish",
        sentence="A spacewalk that is asked for is made, within its days.",
        explanation=(
            "Days are those on which it starts. One that need not be made may be left out. Flights go before spacewalks: where no day is left "
            "the planner leaves one out and says so, and never refuses a plan for it."
        ),
        source="the scenario's requests",
        subjects=("spacewalk",),
    ),
    Rule(
        id="spacewalks.pair",
        kind="law",
        sentence="Two people go outside, no more and no fewer, of the agencies that were asked for.",
        explanation="What was asked for counts for planned spacewalks alone.",
        source="https://mtazamonews.com/science/nasa-crew-11-returns-leaves-iss-with-skeleton-team",
        subjects=("spacewalk",),
    ),
    Rule(
        id="spacewalks.aboard",
        kind="law",
        sentence="Everybody whom a spacewalk needs has been aboard since the day before, stays to the day after, and is well.",
        explanation="Those outside, helpers inside, whoever runs the arm. Somebody unfit on any part of those days counts as unwell.",
        source="by definition",
        subjects=("spacewalk", "person"),
    ),
    Rule(
        id="spacewalks.suit-airlock",
        kind="physics",
        sentence="A suit goes out only through an airlock that is made for it, while that is there.",
        explanation="Both wear the same kind of suit. Where lock or suit is not public, or only inferred and they do not match, it is unknown.",
        source="https://seradata.com/russian-and-european-rare-joint-spacewalk-completed",
        subjects=("spacewalk", "suit"),
        numbers=("stations.airlocks.suits",),
    ),
    Rule(
        id="spacewalks.qualified",
        kind="law",
        sentence="Whoever goes outside has the training for that suit.",
        explanation=(
            "It is known of those who were announced for a spacewalk in it or have made one, who hold the qualification, or who pass the course in the plan; of a "
            "spacewalk that was flown the assignment itself says so. Where nothing is public it is unknown, and the planner takes somebody known "
            "rather than somebody unknown."
        ),
        source="https://www.urdupoint.com/en/world/russian-cosmonauts-finish-training-on-work-in-1674528.html",
        subjects=("spacewalk", "person"),
    ),
    Rule(
        id="spacewalks.suit-available",
        kind="law",
        sentence="A suit that is restricted goes out for urgent work only.",
        explanation="An event says from when to when, such as for the EMU after water was found in a helmet in March 2022.",
        source="https://www.space.com/nasa-suspends-spacewalks-spacesuit-water-leak-investigation",
        subjects=("spacewalk", "suit"),
    ),
    Rule(
        id="spacewalks.held",
        kind="law",
        sentence="Nobody goes outside while spacewalks from that station or that airlock are held.",
        explanation="An event says from when to when. Urgent ones are made all the same.",
        source="https://spacepolicyonline.com/news/u-s-spacewalk-postponed-as-investigation-continues-into-soyuz-leak/",
        subjects=("spacewalk",),
    ),
    Rule(
        id="spacewalks.inside",
        kind="law",
        sentence="Somebody inside helps with suits that are not put on alone, and somebody who can runs the arm where it is needed.",
        explanation=(
            "Helpers are those asked for, or one where the suit says nothing else. Of a flown spacewalk the record names nobody inside: then it is asked "
            "whether enough people stayed inside. Whether somebody can run the arm is unknown where nothing is public."
        ),
        source="https://scitechdaily.com/todays-spacewalk-thwarted-by-spacesuit-problem/",
        subjects=("spacewalk",),
        numbers=("suits.life_support.is_self_donned",),
    ),
    Rule(
        id="spacewalks.lifeboat-access",
        kind="law",
        sentence="No crewed vehicle stands beyond an airlock that is opened, unless its people are outside or wait in it.",
        explanation=(
            "A cargo ship may stay there, as Progress MS-19 did at Poisk in July 2022. Who waits in the vehicle neither helps inside nor runs the arm. Where "
            "the record of a flown spacewalk does not say who waited, it is unknown."
        ),
        source="https://www.upi.com/Science_News/2023/04/06/Soyuz-23-moved-International-Space-Station/9281680784056/",
        subjects=("spacewalk", "flight"),
        numbers=("stations.airlocks.blocks_ports",),
    ),
    Rule(
        id="spacewalks.quiet-day",
        kind="law",
        sentence="Nobody goes outside on a day on which a vehicle docks, undocks or changes ports, nor two pairs on one day.",
        explanation="Days are those of UTC; a spacewalk past midnight takes two. An operation whose day is not public is unknown where its bounds hold the spacewalk.",
        source="general knowledge",
        subjects=("spacewalk", "flight"),
    ),
    Rule(
        id="spacewalks.clearance",
        kind="wish",
        sentence="Some quiet days lie between a spacewalk and the nearest docking, undocking, relocation or boost.",
        explanation="Whole days in between; their number is the scenario's. Boosts count as far as they are told.",
        source="assumed; no public figure",
        subjects=("spacewalk", "flight"),
        numbers=("spacewalk_quiet_days",),
    ),
    Rule(
        id="spacewalks.spacing",
        kind="wish",
        sentence="Some days pass from one spacewalk of a person to the next.",
        explanation="Counted from day to day; their number is the scenario's.",
        source="assumed; no public figure",
        subjects=("spacewalk", "person"),
        numbers=("spacewalk_spacing_days",),
    ),
    Rule(
        id="spacewalks.skeleton-crew",
        kind="wish",
        sentence="With a skeleton crew aboard only urgent spacewalks are made.",
        explanation="A policy of 2026; in 2007 crews of three, the norm of that time, did plan them. How many people are a skeleton crew is the scenario's number; a crew of the station's norm is none.",
        source="https://mtazamonews.com/science/nasa-crew-11-returns-leaves-iss-with-skeleton-team",
        subjects=("spacewalk",),
        numbers=("skeleton_crew",),
    ),
    Rule(
        id="spacewalks.duration",
        kind="law",
        sentence="A spacewalk is planned no longer than its suit lasts, reserve not counted.",
        explanation=(
            "Judged for planned spacewalks: what was planned is not in the record of those flown. With no endurance published it is unknown. "
            "Where the Sun is worst for cooling a suit lasts less; that is for the timeline to the minute."
        ),
        source="https://issuu.com/msazriel/docs/suit_water_intrusion_mishap_investi/40",
        subjects=("spacewalk", "suit"),
        numbers=("suits.life_support.endurance_min",),
    ),
    Rule(
        id="spacewalks.vehicle-trouble",
        kind="law",
        sentence="On a day on which a docked crew vehicle is found degraded nobody goes outside after that, but for urgent work.",
        explanation=(
            "So the spacewalk of 15 December 2022 was called off. How long it lasts is said by an event that holds spacewalks: three were made "
            "in the weeks after, with the vehicle still degraded."
        ),
        source="https://lavinadie.com/soyuz-leak-cancels-spacewalk-from-space-station/",
        subjects=("spacewalk", "flight"),
    ),
    Rule(
        id="spacewalks.urgent-alone",
        kind="wish",
        sentence="The crew of one vehicle, alone aboard, can still make an urgent spacewalk from the other side's airlock.",
        explanation=(
            "For the airlocks and vehicle types of which the catalogue says so: on the ISS the crew of a Soyuz from Quest. Two of them have the training for "
            "the suit, and a third runs the arm inside. Judged for every span in which nothing changes; unmet where it is known that "
            "they cannot, unknown where qualifications are not public."
        ),
        source="https://www.urdupoint.com/en/world/russian-cosmonauts-finish-training-on-work-in-1674528.html",
        subjects=("flight",),
        numbers=("stations.airlocks.urgent_for",),
        planned=False,
    ),
    *TRAINING_RULES,
    Rule(
        id="requirements.met",
        kind="wish",
        sentence="A plan does what is required of it.",
        explanation=(
            "A requirement names a day of a flight, a seat, a port, a closed port, an agreement to do without, or the most that a "
            "level may come to. The planner holds it; a plan changed by hand may miss it, which is then unmet. What was flown "
            "before counts as it was. A moment that lies beyond the horizon counts as after it. A closed port binds flights still "
            "to come: who stands there already may stay."
        ),
        source="the scenario's requirements",
        subjects=("requirement",),
    ),
)

RULEBOOK = MappingProxyType({entry.id: entry for entry in _RULES})
"""All rules by id, in the order of the rulebook."""


def rule(identifier: str) -> Rule:
    """Return the rule of that id.

    Raises
    ------
    KeyError
        When no rule has it.
    """
    return RULEBOOK[identifier]
