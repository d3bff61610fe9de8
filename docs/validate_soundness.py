"""Put faults into both witnesses of every rule, see how many the drift tests catch, and write it on the page.

    .venv/bin/python docs/validate_soundness.py

It takes some minutes. A survivor is either named in tests/planner/equivalents.py with a reason, or it is a gap.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

DOCS = Path(__file__).parent
sys.path[:0] = [str(DOCS), str(DOCS.parent / "tests")]

from sections import renew  # noqa: E402 - neither folder is a package

from planner.corpus import Setting, corpus, disagreements  # noqa: E402
from planner.equivalents import reason_of  # noqa: E402
from planner.faults import faults  # noqa: E402
from planner.injecting import injected  # noqa: E402

FACES = {"check": "the check", "model": "the planner's constraint"}


def section() -> str:
    """Return the section, with the score by face and kind, and every survivor."""
    settings = corpus()
    caught, spared, missed = Counter[tuple[str, str]](), Counter[str](), Counter[tuple[str, str]]()
    survivors: list[str] = []
    for entry in injected(settings, faults()):
        key = (entry.fault.kind, entry.fault.face)
        if entry.is_caught():
            caught[key] += 1
        elif (reason := reason_of(entry.fault)) is not None:
            spared[reason] += 1
        else:
            missed[key] += 1
            survivors.append(entry.fault.name)
    number = caught.total() + missed.total()
    lines = [
        "## Soundness",
        "",
        "This section is made by `docs/validate_soundness.py`.",
        "",
        *_words(settings),
        "",
        f"{number:,} faults, {caught.total():,} caught: **{100 * caught.total() / number:.1f} %**. Beside them",
        f"{spared.total()} faults change nothing that these plans could show: by reason below, one by one in",
        "`tests/planner/equivalents.py`.",
        "",
        "| kind of fault | in | injected | caught |",
        "|---|---|---|---|",
    ]
    for kind, face in sorted(caught.keys() | missed.keys()):
        both = caught[kind, face] + missed[kind, face]
        lines.append(f"| {kind} | {FACES[face]} | {both} | {caught[kind, face]} |")
    lines += ["", "| why a fault shows nothing | faults |", "|---|---|"]
    lines += [f"| {reason} | {count} |" for reason, count in spared.most_common()]
    lines += ["", "Not caught:" if survivors else "Not caught: none.", ""]
    lines += [*(f"- `{name}`" for name in survivors), ""] if survivors else []
    return "\n".join(lines)


def _words(settings: Sequence[Setting]) -> Iterator[str]:
    plans = sum(len(told.told) for told in settings)
    unlike = sum(len(disagreements(told)) for told in settings)
    yield f"Both witnesses judge {plans:,} plans for {len(settings)} scenarios: mutants of the best plan of a rich"
    yield "month, and random plans for tiny scenarios, for scenarios changed at random, and for some whose limits fall"
    yield f"on the very instants of ships. They disagree on {unlike} of them."
    yield ""
    yield "Then faults are put, one at a time, into each function that checks or constrains a rule, and all plans are"
    yield "judged again. Not injected: faults in lines that no plan reaches (what is unknown, was moved between ports,"
    yield "or lies in the record alone), in the rules of spacewalks and training, which have harnesses of their own,"
    yield "and in what counts a level: levels are recounted from every plan (`tests/story/test_certifying.py`)."


if __name__ == "__main__":
    renew("soundness", section())
