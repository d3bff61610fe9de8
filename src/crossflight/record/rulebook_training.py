"""The rules of training, as data."""

from crossflight.record.rule import Rule

__all__ = ["TRAINING_RULES"]

_FLOW = "https://tass.com/science/1627093"

TRAINING_RULES = (
    Rule(
        id="training.course-passed",
        kind="law",
        sentence="Whoever flies has passed every course of the seat before the launch.",
        explanation=(
            "The catalogue's courses say whose they are, by vehicle type and agency. Judged for the flights asked for, where the scenario plans "
            "courses. A course counts that was passed for this flight, or within its lead and while what it gives still holds. Those in "
            "line (announced, standing by, or made up for an open seat) are taken to have begun before the plan what they could have begun "
            "then; whether they had is not public, so that is unknown and never broken."
        ),
        source=_FLOW,
        subjects=("flight", "person"),
        numbers=("courses.needed_by", "courses.starts_before_launch_days"),
    ),
    Rule(
        id="training.backups",
        kind="wish",
        sentence="Whoever stands by for a seat has passed the courses of those who have one.",
        explanation=(
            "As training.course-passed, for the backups that a request names, unless they fly in it after all, or nobody does. Where courses of "
            "a wish for training are planned for people of a flight, as many of its backups whom the wish could mean pass them too, or "
            "all of these where they are fewer."
        ),
        source="https://forum.nasaspaceflight.com/index.php?topic=49326.20",
        subjects=("flight", "person"),
        numbers=("courses.needed_by",),
    ),
    Rule(
        id="training.order",
        kind="law",
        sentence="A course begins after those that come before it.",
        explanation="Among the courses of one person for one flight. What was passed or begun before the plan stands in nobody's way.",
        source="the catalogue's courses",
        subjects=("course", "person"),
        numbers=("courses.after",),
    ),
    Rule(
        id="training.lead",
        kind="law",
        sentence="A course ends as many days before the launch as it has to, and begins no earlier than it may.",
        explanation="Counted in calendar days, UTC, from the last and the first day of the course to the day of the launch. Judged for courses planned for a flight.",
        source="the catalogue's courses",
        subjects=("course", "person"),
        numbers=("courses.ends_before_launch_days", "courses.starts_before_launch_days"),
    ),
    Rule(
        id="training.one-place",
        kind="physics",
        sentence="A person is in one place a day: in one course, or at the station, or travelling.",
        explanation=(
            "Between courses at two centres lie the days of travel. From the day of the launch to that of the landing nobody is in training. "
            "What was booked before the plan is not judged against other bookings."
        ),
        source="by definition",
        subjects=("person",),
        numbers=("centres.travel_days",),
    ),
    Rule(
        id="training.facility",
        kind="law",
        sentence="A facility trains no more people on a day than it has places, and nobody while it is closed.",
        explanation="Places that are not public set no limit. Judged on days with a course that is planned, booked ones counted.",
        source="the catalogue's facilities",
        subjects=("facility",),
        numbers=("facilities.places", "facilities.closed"),
    ),
    Rule(
        id="training.together",
        kind="law",
        sentence="A crew passes at the same time what it has to pass together.",
        explanation="Those who fly, and those who stand by, each among themselves; and the people of a wish that says so.",
        source=_FLOW,
        subjects=("flight", "course"),
        numbers=("courses.together",),
    ),
    Rule(
        id="training.request",
        kind="wish",
        sentence="As many people are trained as was wished, in time for a flight in which they fly.",
        explanation=(
            "They have passed the courses wished for, and what has to come before these, by the launch. People of wishes that are to be apart are others; "
            "a wish for the flight of another's people is met in that flight; where the other is not met, that alone is told. The planner holds it; a plan changed by hand may miss it."
        ),
        source="the scenario's requests",
        subjects=("requirement",),
    ),
)
