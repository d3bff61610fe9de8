"""The strips of the urgent spacewalk on the page, and the days that the terminal counts."""

from datetime import datetime
from io import StringIO
from itertools import permutations

from crossflight import story, views
from crossflight.record import Course, Facility, Grant, Measures, Plan, Scenario, Training, UrgentSpan
from crossflight.rules import measure
from crossflight.views.page import html_page
from crossflight.views.urgent import Member, crew_of, days_told, urgent_steps
from outside import CREWS, LARK, SWAN, outside, trained
from scenes import day, stays_of
from views.page.reading import read, words


def planned(setting: Scenario, **changes: object) -> Plan:
    return Plan(scenario=setting, flights=(LARK, SWAN), stays=stays_of(LARK, SWAN)).model_copy(update=changes)


def able() -> Scenario:
    """Return the scene in which the crew of the Lark has the training."""
    extra = {"red-bob", "blue-cat"}
    people = tuple(trained(person, "spacewalk", "stiff") if person.id in extra else person for person in CREWS)
    return outside(people=people)


def strips(plan: Plan) -> list[tuple[str, str]]:
    """Return the look and the text of each strip of the screen."""
    elements = read(html_page(plan, (), measure(plan.scenario, plan)))
    found = []
    for place, element in enumerate(elements):
        if "cover" in element.classes and "Lark 1: " in elements[place + 1].text:
            found.append((next(iter(element.classes - {"cover"})), elements[place + 1].text))
    return found


def span(start: datetime, end: datetime, state: str, flight: str = "lark-1") -> UrgentSpan:
    return UrgentSpan.model_validate(
        {"flight": flight, "airlock": "blue-lock", "suit": "stiff", "start": start, "end": end, "state": state}
    )


def measures(*spans: UrgentSpan) -> Measures:
    return Measures(start=day(0, 0), end=day(40, 0), exposure_person_days=0.0, urgent_spacewalks=spans)


def test_a_strip_tells_who_of_the_crew_is_trained_for_what() -> None:
    [(look, told), *_] = strips(planned(able()))

    assert "covered" == look
    assert "Lark 1: its crew, alone, could make an urgent spacewalk\n" in told
    assert {"Red Ann: arm", "Red Bob: suit", "Blue Cat: suit"} == set(told.splitlines()[1].split(" · "))


def test_what_is_not_public_is_drawn_as_unknown() -> None:
    [(look, told), *_] = strips(planned(outside()))

    assert "perhaps" == look
    assert "not public" in told


def test_a_station_without_the_question_has_no_strip() -> None:
    bare = outside()
    locks = tuple(lock.model_copy(update={"urgent_for": ()}) for lock in bare.station.airlocks)
    plan = planned(bare.model_copy(update={"station": bare.station.model_copy(update={"airlocks": locks})}))

    assert "Urgent spacewalk" in words(html_page(planned(bare), (), measure(bare, planned(bare))))
    assert "Urgent spacewalk" not in words(html_page(plan, (), measure(plan.scenario, plan)))


def test_one_crew_that_can_is_enough() -> None:
    told = measures(
        span(day(0, 0), day(20, 0), "unknown"),
        span(day(10, 0), day(30, 0), "holding", "lark-2"),
        span(day(25, 0), day(35, 0), "broken", "lark-3"),
    )
    [steps] = urgent_steps(told).values()

    assert ["unknown", "holding", "holding", "holding", "broken"] == [step.state for step in steps]
    assert "possible on 20 d, not known on 10 d, impossible on 5 d, no such crew aboard on 5 d" == days_told(
        steps, told
    )


def test_the_days_stand_on_the_page_of_a_check() -> None:
    plan = planned(able())
    file = StringIO()
    views.paper(file, width=200).put(views.check_page("haven", plan, (), measure(plan.scenario, plan)))

    assert "urgent spacewalk from blue-lock by the crew of one vehicle, alone: possible on 40 d" in file.getvalue()


def agrees(members: tuple[Member, ...]) -> str:
    """Return what follows for a crew, by trying every pair and every third."""
    fit = [member for member in members if not member.ill]
    answers = [(first.outside, second.outside, third.arm) for first, second, third in permutations(fit, 3)]
    if any(all(answer) for answer in answers):
        return "holding"
    return "unknown" if any(False not in answer for answer in answers) else "broken"


def test_what_is_told_of_each_person_agrees_with_what_the_rule_found_in_all_of_the_history() -> None:
    history = story.load("iss-history")
    assert isinstance(history, Scenario)
    plan = story.baseline(history)
    found = story.measure(history)
    [steps] = urgent_steps(found).values()
    told = [(entry.state, agrees(crew_of(entry, step, plan))) for step in steps for entry in step.spans]

    assert [] == [pair for pair in told if pair[0] != pair[1]]
    assert {"holding", "unknown", "broken"} == {state for state, _ in told}


def test_a_course_of_the_plan_is_told_as_training() -> None:
    course = Course(
        id="stiff-course", name="Stiff", facility="pool", days=10, grants=(Grant(kind="spacewalk", of="stiff"),)
    )
    setting = outside(courses=(course,), facilities=(Facility(id="pool", name="Pool", centre="town"),))
    passed = Training(person="red-bob", course="stiff-course", start=day(-60, 0), end=day(-50, 0))
    plan = planned(setting, trainings=(passed,))
    entry = span(day(0, 0), day(40, 0), "unknown")
    [step] = urgent_steps(measures(entry))["blue-lock"]
    members = {member.person.id: member.told for member in crew_of(entry, step, plan)}

    assert "suit" == members["red-bob"]
    assert "arm" == members["red-ann"]
