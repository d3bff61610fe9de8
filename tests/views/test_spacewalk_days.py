"""The table of a plan's spacewalks in the terminal."""

import io

from rich.console import Console

import activities
from crossflight.views.spacewalk_days import spacewalk_table


def test_each_spacewalk_tells_who_goes_out_and_who_is_needed_inside() -> None:
    plan = activities.busy_plan()
    text = io.StringIO()
    Console(file=text, width=80).print(spacewalk_table(plan.spacewalks, plan.scenario))
    told = " ".join(text.getvalue().split())

    assert "walk-2 2030-01-31 14:00 390 north-lock stiff" in told
    assert "Boris Północny; inside: Clara South (arm)" in told
