"""Make docs/explanation/derived-agreement.md: the agreement of 2022, derived from the rules.

    .venv/bin/python docs/derive_agreement.py

Plans iss-2022 three times, and writes the page; the words around the table stand here, the numbers do not.
"""

from pathlib import Path

from crossflight import story
from crossflight.files import load_scenario
from crossflight.record import Derivation, ExchangeCase

PAGE = Path(__file__).parent / "explanation" / "derived-agreement.md"


def page(found: Derivation) -> str:
    """Return the page as Markdown."""
    cases = {case.name: case for case in found.cases}
    wanted, fewest, none = cases["as wanted"], cases["fewest"], cases["none"]
    each = {entry.seats for entry in fewest.by_flight}
    shape = "one seat on every flight" if each == {1} else ", ".join(f"{e.flight} {e.seats}" for e in fewest.by_flight)
    basis = found.basis.replace("Covered are", "covered are", 1)
    return f"""# The agreement of 2022, derived

This page is made by `docs/derive_agreement.py`; on the command line it is `crossflight derive {found.scenario}`.

In July 2022 Roscosmos and NASA agreed to put one of each other's people on each Soyuz and each Crew Dragon. Was
that many seats, or few? The rule behind it is that each segment keeps somebody who runs it when any one ship has to
leave with its people. Asked for the fewest exchanged seats that hold this rule on the {len(found.flights)} crewed
flights that were ahead on 29 September 2022, the planner answers: **{fewest.seats}, {shape}** ({fewest.status}). The
agreement asks for exactly that, and nothing less would do: with two crewed ships docked, each is the other's reserve,
so each must bring home somebody for each segment.

{table(wanted, fewest, none)}

The price of flying without exchange is {none.uncovered_days:,.0f} segment-days on which the loss of one ship would
leave a segment without anybody who runs it, instead of {wanted.uncovered_days:.1f} with it. The days that remain are
those between the departure of Soyuz MS-21 and the arrival of Crew-5, before the first cosmonaut came on a Dragon.

What this rests on: {basis} A person counts as an operator of the own side's segment only. Cross-training for the
other segment, which the agreement led to, would lower the number.
"""


def table(*cases: ExchangeCase) -> str:
    """Return a row for each way of exchanging."""
    rows = ["| exchange | seats | segment-days one loss from empty | proof |", "|---|---|---|---|"]
    rows += [f"| {case.name} | {case.seats} | {case.uncovered_days:,.1f} | {case.status} |" for case in cases]
    return "\n".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(story.derive(load_scenario("iss-2022"))), encoding="utf-8")
