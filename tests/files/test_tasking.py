"""Tasks outside that cannot be are refused by name, with their place in the file."""

import pytest

from crossflight.errors import ScenarioError
from crossflight.files import catalogue, parse_scenario, shipped_scenarios

TEXT = shipped_scenarios()["spacewalk-2007-11-09"].read_text(encoding="utf-8")
POWER = '''minutes = 75
worksite = "destiny-forward"'''


def changed(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def test_the_scenario_itself_is_taken() -> None:
    assert "spacewalk-2007-11-09" == parse_scenario(TEXT).name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (changed(POWER, POWER.replace("75", "500")), "'shuttle-power' takes 500 min; 'emu' lasts 420 min"),
        (
            changed(POWER, POWER + '\nafter = ["port-cables"]'),
            "goes in a circle: 'shuttle-power' after 'port-cables' after 'shuttle-power'",
        ),
        (changed(POWER, POWER + '\nafter = ["lunch"]'), "'lunch', which is no task of this spacewalk"),
        (changed(POWER, POWER + '\nafter = ["shuttle-power"]'), "'shuttle-power' after 'shuttle-power'"),
        (changed(POWER, POWER.replace("destiny-forward", "destiny-front")), "unknown worksite 'destiny-front'"),
        (changed('suit = "emu"', 'suit = "orlan-mks"'), "'orlan-mks' does not go out from 'quest'"),
        (changed('prebreathe = "campout"', 'prebreathe = "orlan"'), "the protocol 'orlan' is not for 'emu'"),
        (changed("minutes = 75", "minutes = 0"), "minutes"),
        (changed('"yuri-malenchenko"]', '"yuri-nobody"]'), "unknown person 'yuri-nobody'"),
        (
            changed(POWER, POWER.replace("destiny-forward", "island"))
            + '[[worksites]]\nid = "island"\nname = "Island"\nstation = "iss"\n',
            "no way is known from 'quest' to the worksite 'island'",
        ),
    ],
)
def test_what_cannot_be_is_refused_by_name(text: str, told: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(text, "mine.toml")

    assert told in str(caught.value)
    assert str(caught.value).startswith("mine.toml, spacewalk_requests[0]")
    assert "\n" not in str(caught.value)


def test_every_worksite_of_the_catalogue_says_that_its_ways_are_assumed() -> None:
    assert {("minutes_from",)} == {site.unverified for site in catalogue().worksites if site.station == "iss"}
